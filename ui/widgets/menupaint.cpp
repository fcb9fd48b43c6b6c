#include "ui/widgets/menupaint.h"

#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace hw::widgets {

namespace {

constexpr int padding = 8;
constexpr int iconSide = 16;
constexpr int textLeft = 32;
constexpr int keysGap = 32; ///< between the text and its shortcut
constexpr int arrowSide = 12;
constexpr int separatorHeight = 9;
constexpr int itemHeight = 26;
constexpr int ordinaryRow = 28; ///< Height::Row at the usual size of the font
constexpr qreal radius = 4;

/// "Ctrl+Shift+C" as "Ctrl Shift C"; the plus key itself stays.
QString keysOf(const QStyleOptionMenuItem& item)
{
    QString keys = item.text.section(u'\t', 1);
    for (qsizetype at = keys.indexOf(u'+'); at >= 0 && at + 1 < keys.size(); at = keys.indexOf(u'+', at + 1)) {
        keys[at] = u' ';
        if (keys[at + 1] == u'+')
            break;
    }
    return keys;
}

void paintMark(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& item, const QRect& place, Token ink)
{
    if (item.checked) {
        theme.paintIcon(painter, place, Icon::Check, ink);
        return;
    }
    if (item.icon.isNull())
        return;
    const Upright upright(painter);
    const bool enabled = item.state & QStyle::State_Enabled;
    item.icon.paint(&painter, upright.placed(place), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
}

} // namespace

QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& item, QSize text)
{
    if (item.menuItemType == QStyleOptionMenuItem::Separator)
        return {text.width(), separatorHeight};
    const bool hasKeys = item.text.contains(u'\t');
    const int end = item.menuItemType == QStyleOptionMenuItem::SubMenu ? arrowSide + padding : 0;
    return {textLeft + text.width() + (hasKeys ? keysGap : 0) + end + padding,
            itemHeight + theme.height(Height::Row) - ordinaryRow};
}

void paintMenuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& item)
{
    painter.save();
    paintFromStart(painter, item.rect);
    const QRect& row = item.rect;
    const bool enabled = item.state & QStyle::State_Enabled;
    if (item.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(row.x(), row.center().y(), row.width(), 1), theme.color(Token::Line));
        painter.restore();
        return;
    }
    if (enabled && item.state & QStyle::State_Selected) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(Token::AccentSoft));
        painter.drawRoundedRect(row, radius, radius);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    const Token ink = enabled ? Token::Text : Token::Disabled;
    const auto middle = [&](int x, int side) { return QRect(x, row.center().y() + 1 - side / 2, side, side); };
    paintMark(painter, theme, item, middle(row.x() + padding, iconSide), ink);
    int end = row.right() + 1 - padding;
    if (item.menuItemType == QStyleOptionMenuItem::SubMenu) {
        end -= arrowSide;
        const bool mirrored = painter.layoutDirection() == Qt::RightToLeft;
        theme.paintIcon(painter, middle(end, arrowSide), mirrored ? Icon::Back : Icon::Right, Token::Text3);
        end -= padding;
    }
    QFont font = item.font;
    if (item.menuItemType == QStyleOptionMenuItem::DefaultItem)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    {
        const Upright upright(painter);
        const QRect text = upright.placed(QRect(row.x() + textLeft, row.y(), end - row.x() - textLeft, row.height()));
        painter.setPen(theme.color(ink));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextHideMnemonic,
                         item.text.section(u'\t', 0, 0));
        painter.setPen(theme.color(enabled ? Token::Text2 : Token::Disabled));
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, keysOf(item));
    }
    painter.restore();
}

void paintMenuPanel(QPainter& painter, const Theme& theme, const QStyleOption& option)
{
    painter.fillRect(option.rect, theme.color(Token::Line2));
    painter.fillRect(option.rect.adjusted(1, 1, -1, -1), theme.color(Token::Raised));
}

} // namespace hw::widgets
