#include "ui/widgets/dragchip.h"

#include "ui/widgets/theme.h"

#include <QDrag>
#include <QPainter>
#include <QPixmap>
#include <QWidget>

namespace hw::widgets {

namespace {

constexpr int padding = 8;
constexpr qreal radius = 4;

} // namespace

void dragAsChip(QWidget& source, const Theme& theme, QMimeData* carried, const QString& text)
{
    const QFont font = theme.font(TextRole::Mono);
    const QSize size(QFontMetrics(font).horizontalAdvance(text) + 2 * padding, theme.height(Height::PathChip));
    QPixmap chip(size * source.devicePixelRatioF());
    chip.setDevicePixelRatio(source.devicePixelRatioF());
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(Token::AccentSoft));
    painter.drawRoundedRect(QRect(QPoint(), size), radius, radius);
    painter.setFont(font);
    painter.setPen(theme.color(Token::Accent));
    painter.drawText(QRect(QPoint(), size), Qt::AlignCenter, text);
    painter.end();
    auto* drag = new QDrag(&source);
    drag->setMimeData(carried);
    drag->setPixmap(chip);
    drag->exec(Qt::CopyAction);
}

} // namespace hw::widgets
