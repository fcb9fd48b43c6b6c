#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QWidget>

#include <vector>

class QAbstractButton;
class QHBoxLayout;

namespace hw::widgets {

class Button;
class ToolButton;

/// A 36 px line at the top of a panel: what happened, and what to do: a button, and perhaps flat ones beside it.
class Banner : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)

public:
    explicit Banner(const Theme& theme, QWidget* parent = nullptr);

    /// An empty `action` shows no button. The text is plain and can be selected.
    void showMessage(Tone tone, const QString& text, const QString& action = {});
    [[nodiscard]] QString message() const;
    /// Flat buttons between the button and the cross, of those that are visible. The actions outlive the banner.
    void setActions(const QList<QAction*>& actions);
    /// A cross at the end that hides the banner.
    void setClosable(bool closable);

    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void actionRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// The flat buttons have words beside their icons where the text has room enough then.
    void fit();

    const Theme& m_theme;
    Tone m_tone = Tone::Accent;
    QHBoxLayout* m_layout;
    Label* m_text;
    Button* m_action;
    QAbstractButton* m_close;
    std::vector<ToolButton*> m_more;
};

} // namespace hw::widgets
