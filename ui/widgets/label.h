#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

namespace hw::widgets {

/// A plain text in a role's font and a token's colour; both follow the theme.
class Label : public QLabel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Label)

public:
    Label(const Theme& theme, const QString& text, TextRole role = TextRole::Body, Token token = Token::Text,
          QWidget* parent = nullptr);

    void setRole(TextRole role);
    void setToken(Token token);
    void setSelectable(); ///< by mouse and keyboard

private:
    void applyTheme();

    const Theme& m_theme;
    TextRole m_role;
    Token m_token;
};

} // namespace hw::widgets
