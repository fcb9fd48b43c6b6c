#pragma once

#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QWidget>

class QAbstractButton;
class QHBoxLayout;

namespace hw::widgets {

class Button;

/// A 36 px line at the top of a panel: what happened, and at most one action.
class Banner : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Banner)

public:
    explicit Banner(const Theme& theme, QWidget* parent = nullptr);

    /// An empty `action` shows no button. The text is plain and can be selected.
    void showMessage(Tone tone, const QString& text, const QString& action = {});
    [[nodiscard]] QString message() const;
    /// A cross at the end that hides the banner.
    void setClosable(bool closable);

Q_SIGNALS:
    void actionRequested();
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Tone m_tone = Tone::Accent;
    QHBoxLayout* m_layout;
    Label* m_text;
    Button* m_action;
    QAbstractButton* m_close;
};

} // namespace hw::widgets
