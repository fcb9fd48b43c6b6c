#include "ui/widgets/card.h"

#include <QPainter>

namespace hw::widgets {

namespace {

constexpr qreal radius = 6;

} // namespace

Card::Card(const Theme& theme, QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
{
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void Card::setBorder(Token token)
{
    m_border = token;
    update();
}

void Card::setFill(Token token)
{
    m_fill = token;
    update();
}

void Card::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(m_border));
    painter.setBrush(m_theme.color(m_fill));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace hw::widgets
