#include "ui/widgets/eventdelegate.h"

#include "ui/models/eventsmodel.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/sourceglyph.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace hw::widgets {

using models::EventsModel;

namespace {

constexpr int glyphSize = 16;
constexpr int glyphGap = 8;

} // namespace

EventDelegate::EventDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize EventDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return {QStyledItemDelegate::sizeHint(option, index).width() + 2 * sidePadding, m_theme.height(Height::Row)};
}

void EventDelegate::paintBackground(QPainter& painter, const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const
{
    QColor fill = m_theme.color(Token::Base);
    if (option.state & QStyle::State_Selected)
        fill = m_theme.color(option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive);
    else if (index.row() == m_hoveredRow)
        fill = m_theme.color(Token::Hover);
    painter.fillRect(option.rect, fill);
    const double fresh = m_freshness ? m_freshness(index.data(EventsModel::SeqRole).toLongLong()) : 0.0;
    if (fresh > 0 && !(option.state & QStyle::State_Selected)) {
        QColor soft = m_theme.color(Token::AccentSoft);
        soft.setAlphaF(static_cast<float>(fresh));
        painter.fillRect(option.rect, soft);
    }
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     m_theme.color(Token::Grid));
}

void EventDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintFromStart(*painter, option.rect);
    paintBackground(*painter, option, index);
    const int column = index.column();
    const int left = column == EventsModel::Time ? edgePadding : sidePadding;
    const int right = column == EventsModel::Size ? edgePadding : sidePadding;
    QRect cell = option.rect.adjusted(left, 0, -right, -1);
    const QString text = index.data(Qt::DisplayRole).toString();
    switch (column) {
    case EventsModel::Time: paintLine(*painter, m_theme, cell, text, TextRole::Mono, Token::Text); break;
    case EventsModel::Method: paintLine(*painter, m_theme, cell, text, TextRole::Mono, Token::Text2); break;
    case EventsModel::Type: paintLine(*painter, m_theme, cell, text, TextRole::Mono, Token::Text); break;
    case EventsModel::Source: {
        const QRect glyph(cell.x(), cell.y() + (cell.height() - glyphSize) / 2, glyphSize, glyphSize);
        paintSourceGlyph(*painter, m_theme, glyphOf(index.data(EventsModel::ProviderRole).toString()), glyph);
        cell.setLeft(glyph.right() + 1 + glyphGap);
        paintLine(*painter, m_theme, cell, text, TextRole::Body, Token::Text);
        break;
    }
    case EventsModel::Status: {
        const auto tone = static_cast<models::Tone>(index.data(EventsModel::ToneRole).toInt());
        painter->setClipRect(option.rect);
        paintChip(*painter, m_theme, chipOf({text, index.data(EventsModel::IconRole).toString(), tone}), cell,
                  cell.x());
        break;
    }
    case EventsModel::Actions: {
        const auto tone = static_cast<models::Tone>(index.data(EventsModel::ToneRole).toInt());
        paintLine(*painter, m_theme, cell, text, TextRole::Body, textTokenOf(tone), Qt::AlignRight | Qt::AlignVCenter);
        break;
    }
    default:
        paintLine(*painter, m_theme, cell, text, TextRole::Body, Token::Text2, Qt::AlignRight | Qt::AlignVCenter);
        break;
    }
    painter->restore();
}

} // namespace hw::widgets
