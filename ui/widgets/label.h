#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

class QTextLayout;

namespace hw::widgets {

/// A plain text in a role's font and a token's colour; both follow the theme. Where it wraps, its lines are as high as
/// the role says, which QLabel cannot do. Where it does not and has too little room, it ends in "…" and the tooltip has
/// the whole.
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

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();
    /// Whether it paints its own lines: a text that can be selected is QLabel's to paint.
    [[nodiscard]] bool isParagraph() const;
    /// Whether it is one line of its own painting, which may be shortened.
    [[nodiscard]] bool isLine() const;
    /// Breaks the text into lines of this width.
    void breakLines(QTextLayout& layout, int width) const;

    const Theme& m_theme;
    TextRole m_role;
    Token m_token;
};

} // namespace hw::widgets
