#include "ui/widgets/rowdelegate.h"

#include "ui/models/cellrole.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace hw::widgets {

namespace CellRole = models::CellRole;

namespace {

constexpr int iconSide = 16;
constexpr int iconGap = 8;

std::optional<Chip> chipIn(const QModelIndex& index)
{
    const QVariant tone = index.data(CellRole::Tone);
    if (!tone.isValid())
        return std::nullopt;
    return chipOf(
        {index.data().toString(), index.data(CellRole::Icon).toString(), static_cast<models::Tone>(tone.toInt())});
}

std::optional<Icon> iconIn(const QModelIndex& index)
{
    return iconNamed(index.data(CellRole::Icon).toString());
}

TextRole roleOf(const QModelIndex& index)
{
    return index.data(CellRole::Mono).toBool() ? TextRole::Mono : TextRole::Body;
}

} // namespace

QRect rowCell(const QRect& rect, bool isFirst, bool isLast)
{
    const int left = isFirst ? RowDelegate::edgePadding : RowDelegate::sidePadding;
    const int right = isLast ? RowDelegate::edgePadding : RowDelegate::sidePadding;
    return rect.adjusted(left, 0, -right, -1);
}

RowDelegate::RowDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

int RowDelegate::contentWidth(const QModelIndex& index) const
{
    if (const auto chip = chipIn(index))
        return chipSize(m_theme, *chip).width();
    const int icon = iconIn(index) ? iconSide + iconGap : 0;
    return icon + QFontMetrics(m_theme.font(roleOf(index))).horizontalAdvance(index.data().toString());
}

void RowDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintFromStart(*painter, option.rect);
    QColor fill = m_theme.color(Token::Base);
    if (option.state & QStyle::State_Selected)
        fill = m_theme.color(option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive);
    else if (index.row() == m_hoveredRow)
        fill = m_theme.color(Token::Hover);
    painter->fillRect(option.rect, fill);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(Token::Grid));
    const bool isLast = index.column() == index.model()->columnCount() - 1;
    QRect cell = rowCell(option.rect, index.column() == 0, isLast);
    if (const auto chip = chipIn(index)) {
        painter->setClipRect(option.rect);
        paintChip(*painter, m_theme, *chip, cell, cell.x());
    } else {
        if (const auto icon = iconIn(index)) {
            m_theme.paintIcon(*painter, QRect(cell.x(), cell.y() + (cell.height() - iconSide) / 2, iconSide, iconSide),
                              *icon, Token::Text2);
            cell.setLeft(cell.x() + iconSide + iconGap);
        }
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        const Token ink = index.data(CellRole::Quiet).toBool() ? Token::Text2 : Token::Text;
        paintLine(*painter, m_theme, cell, index.data().toString(), roleOf(index), ink, alignment);
    }
    painter->restore();
}

} // namespace hw::widgets
