#include "ui/widgets/label.h"

namespace hw::widgets {

Label::Label(const Theme& theme, const QString& text, TextRole role, Token token, QWidget* parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_role(role)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    applyTheme();
    connect(&theme, &Theme::changed, this, &Label::applyTheme);
}

void Label::setRole(TextRole role)
{
    m_role = role;
    applyTheme();
}

void Label::setToken(Token token)
{
    m_token = token;
    applyTheme();
}

void Label::setSelectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

void Label::applyTheme()
{
    setFont(m_theme.font(m_role));
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::WindowText, m_theme.color(m_token));
    palette.setColor(QPalette::Text, m_theme.color(m_token));
    setPalette(palette);
}

} // namespace hw::widgets
