#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>

namespace hw::widgets {

/// A bordered rectangle with 6 px corners around something to act on.
class Card final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Card)

public:
    explicit Card(const Theme& theme, QWidget* parent = nullptr);

    /// Line by default; Accent marks the primary one, Ok what has succeeded.
    void setBorder(Token token);
    void setFill(Token token);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    Token m_border = Token::Line;
    Token m_fill = Token::Base;
};

} // namespace hw::widgets
