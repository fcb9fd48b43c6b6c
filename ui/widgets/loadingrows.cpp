#include "ui/widgets/loadingrows.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace hw::widgets {

LoadingRows::LoadingRows(const Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("Loading"));
}

void LoadingRows::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Base));
    painter.setRenderHint(QPainter::Antialiasing);
    const int row = m_theme.height(Height::Row);
    const int bar = row * 2 / 7;
    for (int y = row, i = 0; y + row <= height(); y += row, ++i) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::NeutralSoft));
        painter.drawRoundedRect(QRect(16, y + (row - bar) / 2, 88, bar), 4, 4);
        painter.drawRoundedRect(QRect(132, y + (row - bar) / 2, i % 2 == 0 ? 220 : 160, bar), 4, 4);
        painter.fillRect(QRect(0, y + row - 1, width(), 1), m_theme.color(Token::Grid));
    }
}

} // namespace hw::widgets
