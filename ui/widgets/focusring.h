#pragma once

#include "ui/widgets/theme.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

class QAbstractItemView;

namespace hw::widgets {

/// The ring around the button, check box or combo that has the keyboard's focus: 2 px, 1 px outside; within the edge of
/// a list, table or tree that does not mark its current row itself, or has none. One for the whole application; fields,
/// rows and tabs draw theirs inside.
class FocusRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    FocusRing(const Theme& theme, QApplication& application);
    ~FocusRing() override;

    /// This list, table or tree marks the row that has the focus.
    static void leaveRowsTo(QAbstractItemView& view);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] static bool wantsRing(const QWidget& widget);
    void attachTo(QWidget* target);
    void detach();
    void place();

    const Theme& m_theme;
    bool m_byKeys = false; ///< what was done last
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_ring; ///< a sibling of the target, or within it, so it goes with their window
};

} // namespace hw::widgets
