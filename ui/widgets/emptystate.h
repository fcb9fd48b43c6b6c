#pragma once

#include "ui/widgets/label.h"

#include <QWidget>

namespace hw::widgets {

class Button;

/// What an empty view shows: an icon, the reason, one line of help, at most one button.
class EmptyState final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EmptyState)

public:
    EmptyState(const Theme& theme, Icon icon, QWidget* parent = nullptr);

    void setIcon(Icon icon);
    /// Empty texts show nothing; `help` may be selected (it may be an address).
    void setTexts(const QString& reason, const QString& help = {}, const QString& action = {});
    void setHelpRole(TextRole role); ///< TextRole::Mono for addresses

Q_SIGNALS:
    void actionRequested();

private:
    void applyTheme();

    const Theme& m_theme;
    Icon m_icon;
    QLabel* m_picture;
    Label* m_reason;
    Label* m_help;
    Button* m_action;
};

} // namespace hw::widgets
