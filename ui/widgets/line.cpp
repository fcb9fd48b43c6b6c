#include "ui/widgets/line.h"

#include <QPainter>

namespace hw::widgets {

Line::Line(const Theme& theme, Qt::Orientation orientation, Token token, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_orientation(orientation)
    , m_token(token)
{
    setThickness(1);
}

void Line::setThickness(int pixels)
{
    if (m_orientation == Qt::Horizontal)
        setFixedHeight(pixels);
    else
        setFixedWidth(pixels);
}

void Line::setLength(int pixels)
{
    if (m_orientation == Qt::Horizontal)
        setFixedWidth(pixels);
    else
        setFixedHeight(pixels);
}

void Line::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), m_theme.color(m_token));
}

} // namespace hw::widgets
