#pragma once

#include "ui/widgets/theme.h"

#include <QObject>
#include <QPointer>
#include <QWidget>

namespace hw::widgets {

/// The ring around the button, check box or combo that has the keyboard's focus: 2 px, 1 px outside. One for the whole
/// application; fields, rows and tabs draw theirs inside.
class FocusRing final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FocusRing)

public:
    FocusRing(const Theme& theme, QApplication& application);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void attachTo(QWidget* target);
    void detach();
    void place();

    const Theme& m_theme;
    QPointer<QWidget> m_target;
    QPointer<QWidget> m_ring; ///< a sibling of the target, so it goes with their window
};

} // namespace hw::widgets
