#include "ui/widgets/directorydelegate.h"

#include "ui/models/directorymodel.h"
#include "ui/widgets/eventpaint.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace hw::widgets {

using models::DirectoryModel;

namespace {

std::optional<Chip> chipIn(const QModelIndex& index)
{
    const QVariant tone = index.data(DirectoryModel::ToneRole);
    if (!tone.isValid())
        return std::nullopt;
    return chipOf({index.data().toString(), index.data(DirectoryModel::IconRole).toString(),
                   static_cast<models::Tone>(tone.toInt())});
}

TextRole roleOf(const QModelIndex& index)
{
    return index.data(DirectoryModel::MonoRole).toBool() ? TextRole::Mono : TextRole::Body;
}

} // namespace

QRect directoryCell(const QRect& rect, bool isFirst, bool isLast)
{
    const int left = isFirst ? DirectoryDelegate::edgePadding : DirectoryDelegate::sidePadding;
    const int right = isLast ? DirectoryDelegate::edgePadding : DirectoryDelegate::sidePadding;
    return rect.adjusted(left, 0, -right, -1);
}

DirectoryDelegate::DirectoryDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

int DirectoryDelegate::contentWidth(const QModelIndex& index) const
{
    if (const auto chip = chipIn(index))
        return chipSize(m_theme, *chip).width();
    return QFontMetrics(m_theme.font(roleOf(index))).horizontalAdvance(index.data().toString());
}

void DirectoryDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    QColor fill = m_theme.color(Token::Base);
    if (option.state & QStyle::State_Selected)
        fill = m_theme.color(option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive);
    else if (index.row() == m_hoveredRow)
        fill = m_theme.color(Token::Hover);
    painter->fillRect(option.rect, fill);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(Token::Grid));
    const bool isLast = index.column() == index.model()->columnCount() - 1;
    const QRect cell = directoryCell(option.rect, index.column() == 0, isLast);
    if (const auto chip = chipIn(index)) {
        painter->setClipRect(option.rect);
        paintChip(*painter, m_theme, *chip, cell, cell.x());
    } else {
        const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
        const Token ink = index.data(DirectoryModel::QuietRole).toBool() ? Token::Text2 : Token::Text;
        paintLine(*painter, m_theme, cell, index.data().toString(), roleOf(index), ink, alignment);
    }
    painter->restore();
}

} // namespace hw::widgets
