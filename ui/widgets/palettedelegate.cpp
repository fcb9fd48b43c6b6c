#include "ui/widgets/palettedelegate.h"

#include "ui/models/palettemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/sourceglyph.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace hw::widgets {

using models::PaletteKind;
using models::PaletteModel;
using models::PlaceKind;

namespace {

constexpr int padding = 8;
constexpr int symbolSide = 16;
constexpr int gap = 8;
constexpr int radius = 4;

Icon iconOf(const QModelIndex& index)
{
    switch (static_cast<PaletteKind>(index.data(PaletteModel::KindRole).toInt())) {
    case PaletteKind::Event: return Icon::Zap;
    case PaletteKind::Filter:
    case PaletteKind::Field: return Icon::Filter;
    case PaletteKind::Guide: return Icon::Info;
    case PaletteKind::Place:
        switch (static_cast<PlaceKind>(index.data(PaletteModel::IdRole).toInt())) {
        case PlaceKind::Directory: return Icon::Database;
        case PlaceKind::Deliveries: return Icon::Send;
        case PlaceKind::Unrouted: return Icon::Inbox;
        case PlaceKind::Settings: return Icon::Sliders;
        default: return Icon::List;
        }
    case PaletteKind::Source:
    case PaletteKind::Command: break;
    }
    return Icon::Arrow;
}

} // namespace

PaletteDelegate::PaletteDelegate(const Theme& theme, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), m_theme.height(Height::Row)};
}

void PaletteDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(option.state & QStyle::State_Selected ? Token::AccentSoft : Token::Hover));
        painter->drawRoundedRect(option.rect, radius, radius);
    }
    const QRect inner = option.rect.adjusted(padding, 0, -padding, 0);
    const auto visual = [&](const QRect& rect) { return QStyle::visualRect(option.direction, option.rect, rect); };

    const QRect symbol = visual({inner.x(), inner.y() + (inner.height() - symbolSide) / 2, symbolSide, symbolSide});
    if (index.data(PaletteModel::KindRole).toInt() == static_cast<int>(PaletteKind::Source))
        paintSourceGlyph(*painter, m_theme, glyphOf(index.data(PaletteModel::ProviderRole).toString()), symbol);
    else
        m_theme.paintIcon(*painter, symbol, iconOf(index), Token::Text3);

    QRect text = inner.adjusted(symbolSide + gap, 0, 0, 0);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    if (!shortcut.isEmpty()) {
        const int width = keyCapSize(m_theme, shortcut).width();
        const QRect cap = visual({text.right() + 1 - width, text.y(), width, text.height()});
        paintKeyCap(*painter, m_theme, shortcut, cap, cap.x());
        text.setRight(text.right() - width - gap);
    }
    const QString title = index.data().toString();
    const int titleWidth =
        std::min(text.width(), QFontMetrics(m_theme.font(TextRole::BodyStrong)).horizontalAdvance(title) + 2);
    paintTitle(*painter, visual({text.x(), text.y(), titleWidth, text.height()}), title,
               index.data(PaletteModel::MatchRole).value<QList<int>>());
    const QRect detail = text.adjusted(titleWidth + gap, 0, 0, 0);
    if (detail.width() > 2 * gap)
        paintLine(*painter, m_theme, visual(detail), index.data(PaletteModel::DetailRole).toString(), TextRole::Small,
                  Token::Text3, Qt::AlignVCenter | Qt::AlignRight);
    painter->restore();
}

void PaletteDelegate::paintTitle(QPainter& painter, const QRect& rect, const QString& title,
                                 const QList<int>& matched) const
{
    const QFont plain = m_theme.font(TextRole::Body);
    const QString shown = QFontMetrics(plain).elidedText(title, Qt::ElideRight, rect.width());
    QTextLayout layout(shown, plain);
    QList<QTextLayout::FormatRange> ranges;
    for (const int at : matched) {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setForeground(m_theme.color(Token::Accent));
        if (at < shown.size())
            ranges.append({at, 1, format});
    }
    layout.setFormats(ranges);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(rect.width() + gap); // the bold letters are a little wider
    layout.endLayout();
    painter.setPen(m_theme.color(Token::Text));
    layout.draw(&painter, QPointF(rect.x(), rect.y() + (rect.height() - line.height()) / 2));
}

} // namespace hw::widgets
