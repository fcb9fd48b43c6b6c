#include "ui/widgets/sidebardelegate.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/sourceglyph.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

using models::PlaceKind;
using models::SidebarModel;
using models::SourceState;

namespace {

constexpr int margin = 8;  // around rows
constexpr int padding = 8; // within rows
constexpr int iconSide = 16;
constexpr int labelGap = 4;
constexpr int iconGap = 8;
constexpr int stateOffset = 56; // of the state's centre from the row's end
constexpr int stateRoom = 12;   // kept free before it
constexpr int sectionAbove = 12;
constexpr int sectionHeight = 24;
constexpr int railItem = 32;
constexpr int railGap = 4;
constexpr int railLine = 17;        // a section's place in the rail
constexpr int workspaceSection = 2; // after all events and the sources
constexpr int railBottom = 8;
constexpr int railNew = 48; // room for the "+"
constexpr qreal radius = 5;

Icon iconOf(PlaceKind place)
{
    switch (place) {
    case PlaceKind::Directory: return Icon::Database;
    case PlaceKind::Deliveries: return Icon::Send;
    case PlaceKind::Unrouted: return Icon::Inbox;
    case PlaceKind::Settings: return Icon::Sliders;
    case PlaceKind::AllEvents:
    case PlaceKind::Source:
    case PlaceKind::NewSource:
    case PlaceKind::Welcome: break;
    }
    return Icon::List;
}

bool isSection(const QModelIndex& index)
{
    return index.data(SidebarModel::SectionRole).toBool();
}

bool isEmptySection(const QModelIndex& index)
{
    return isSection(index) && !index.model()->hasChildren(index);
}

} // namespace

SidebarDelegate::SidebarDelegate(const Theme& theme, const Sidebar& sidebar, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_sidebar(sidebar)
{}

int SidebarDelegate::railHeight(const QModelIndex& index) const
{
    if (index.parent().isValid())
        return railItem + railGap;
    if (!isSection(index))
        return railItem;
    const QAbstractItemModel& model = *index.model();
    if (index.row() < workspaceSection)
        return railLine;
    // The workspace's section stands at the bottom: its heading takes the rest, which holds the "+" after the sources.
    int taken = railBottom;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex other = model.index(row, 0);
        taken += model.rowCount(other) * (railItem + railGap) + (other == index ? 0 : railHeight(other));
    }
    return qMax(railNew, m_sidebar.viewport()->height() - taken);
}

QSize SidebarDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    const int width = m_sidebar.viewport()->width();
    const int grown = m_theme.height(Height::Row) - 28;
    if (m_sidebar.mode() == Sidebar::Mode::Rail)
        return {width, railHeight(index)};
    if (isSection(index))
        return {width, sectionAbove + sectionHeight + grown + (isEmptySection(index) ? sectionHeight + grown : 0)};
    return {width, m_theme.height(Height::Row)};
}

void SidebarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row(0, option.rect.y(), m_sidebar.viewport()->width(), option.rect.height());
    if (isSection(index))
        paintSection(*painter, row, index);
    else if (m_sidebar.mode() == Sidebar::Mode::Rail)
        paintRailItem(*painter, row, option, index);
    else
        paintRow(*painter, row, option, index);
    painter->restore();
}

void SidebarDelegate::paintSection(QPainter& painter, const QRect& row, const QModelIndex& index) const
{
    if (m_sidebar.mode() == Sidebar::Mode::Rail) {
        if (!isEmptySection(index) && row.height() == railLine)
            painter.fillRect(QRect(row.x() + 12, row.y() + margin, row.width() - 24, 1), m_theme.color(Token::Line));
        return;
    }
    const int height = sectionHeight + m_theme.height(Height::Row) - 28;
    const Qt::Alignment align = Qt::AlignVCenter | Qt::AlignLeft;
    QRect text(margin + padding, row.y() + sectionAbove, row.width() - 2 * (margin + padding), height);
    painter.setFont(m_theme.font(TextRole::Caption));
    painter.setPen(m_theme.color(Token::Text3));
    painter.drawText(text, align, index.data().toString());
    if (isEmptySection(index)) {
        text.translate(0, height);
        painter.setFont(m_theme.font(TextRole::Small));
        painter.drawText(text, align, tr("Sources you add appear here."));
    }
}

void SidebarDelegate::paintBackground(QPainter& painter, const QRect& rect, const QStyleOptionViewItem& option) const
{
    std::optional<Token> fill;
    if (option.state & QStyle::State_Selected)
        fill = m_sidebar.isActiveWindow() ? Token::Sel : Token::SelInactive;
    else if (option.state & QStyle::State_MouseOver)
        fill = Token::Hover;
    if (fill) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(*fill));
        painter.drawRoundedRect(rect, radius, radius);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    }
}

void SidebarDelegate::paintSymbol(QPainter& painter, const QRectF& rect, const QModelIndex& index) const
{
    const auto place = static_cast<PlaceKind>(index.data(SidebarModel::PlaceRole).toInt());
    if (place == PlaceKind::Source)
        paintSourceGlyph(painter, m_theme, glyphOf(index.data(SidebarModel::ProviderRole).toString()), rect);
    else
        m_theme.paintIcon(painter, rect, iconOf(place), Token::Text2);
}

void SidebarDelegate::paintState(QPainter& painter, const QPointF& center, const QModelIndex& index) const
{
    switch (static_cast<SourceState>(index.data(SidebarModel::StateRole).toInt())) {
    case SourceState::Receiving: paintDot(painter, m_theme, Token::OkBar, DotShape::Filled, center); return;
    case SourceState::Failed: paintDot(painter, m_theme, Token::FailBar, DotShape::Filled, center); return;
    case SourceState::Idle: paintDot(painter, m_theme, Token::NeutralBar, DotShape::Ring, center); return;
    case SourceState::Unfinished: paintDot(painter, m_theme, Token::WarnBar, DotShape::Filled, center); return;
    case SourceState::Paused:
        m_theme.paintIcon(painter, QRectF(center.x() - 7, center.y() - 7, 14, 14), Icon::Pause, Token::NeutralBar);
        return;
    }
}

void SidebarDelegate::paintRow(QPainter& painter, const QRect& row, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    const QRect box = row.adjusted(margin, 0, -margin, 0);
    paintBackground(painter, box, option);
    const auto visual = [&](const QRect& rect) { return QStyle::visualRect(m_sidebar.layoutDirection(), box, rect); };
    const QRect inner = box.adjusted(padding, 0, -padding, 0);

    paintSymbol(painter, visual(QRect(inner.x(), row.y() + (row.height() - iconSide) / 2, iconSide, iconSide)), index);

    int end = inner.right() + 1;
    const qint64 failed = index.data(SidebarModel::FailedRole).toLongLong();
    const qint64 held = index.data(SidebarModel::HeldRole).toLongLong();
    const QVariant count = index.data(SidebarModel::CountRole);
    const auto addLabel = [&](const QString& text, Tone tone) {
        const QSize size = countLabelSize(m_theme, text);
        const QRect label = visual(QRect(QPoint(end - size.width(), row.y()), size));
        paintCountLabel(painter, m_theme, text, tone, row, label.x());
        end -= size.width() + labelGap;
    };
    if (failed > 0)
        addLabel(tr("%n failed", nullptr, static_cast<int>(failed)), Tone::Fail);
    if (held > 0)
        addLabel(tr("%n held", nullptr, static_cast<int>(held)), Tone::Warn);
    if (failed <= 0 && held <= 0 && count.isValid()) {
        // Until then its requests are mostly our own checks.
        const bool none = index.data(SidebarModel::StateRole) == static_cast<int>(SourceState::Unfinished);
        const QString text = none ? QStringLiteral("–") : QLocale().toString(count.toLongLong());
        painter.setFont(m_theme.font(TextRole::Small));
        painter.setPen(m_theme.color(Token::Text3));
        painter.drawText(visual(inner), Qt::AlignVCenter | Qt::AlignRight, text);
        end -= painter.fontMetrics().horizontalAdvance(text) + iconGap;
    }
    if (index.data(SidebarModel::StateRole).isValid()) {
        const int x = box.right() + 1 - stateOffset;
        const QRect dot = visual(QRect(x - 4, row.y(), 8, row.height()));
        paintState(painter, QRectF(dot).center(), index);
        end = qMin(end, x - stateRoom + 4);
    }
    const int start = inner.x() + iconSide + iconGap;
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_theme.color(Token::Text));
    const QString name = painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, end - start);
    painter.drawText(visual(QRect(start, row.y(), end - start, row.height())), Qt::AlignVCenter | Qt::AlignLeft, name);
}

void SidebarDelegate::paintRailItem(QPainter& painter, const QRect& row, const QStyleOptionViewItem& option,
                                    const QModelIndex& index) const
{
    const QRect box(row.x() + (row.width() - railItem) / 2, row.y(), railItem, railItem);
    paintBackground(painter, box, option);
    const QPointF middle = QRectF(box).center();
    paintSymbol(painter, QRectF(middle.x() - 8, middle.y() - 8, iconSide, iconSide), index);
    if (index.data(SidebarModel::StateRole).isValid()) {
        // A margin in the background's colour keeps the dot apart from the glyph.
        const QPointF center = middle + QPointF(10, 10);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(option.state & QStyle::State_Selected ? Token::Sel : Token::Window));
        painter.drawEllipse(center, 5, 5);
        paintState(painter, center, index);
    }
}

} // namespace hw::widgets
