#include "ui/widgets/livetable.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/rowdelegate.h"

#include <QFocusEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int sampledRows = 60;
constexpr int markSide = 12;
constexpr int markGap = 4;

} // namespace

class LiveTable::Header final : public QHeaderView
{
public:
    Header(const Theme& theme, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {}

    void setMarked(int section)
    {
        m_marked = section;
        viewport()->update();
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        paintFromStart(*painter, rect);
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        QRect cell = rowCell(rect, section == 0, section == count() - 1);
        const QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const auto alignment = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
        if (section == m_marked) {
            const bool atEnd = alignment.value<Qt::Alignment>() & Qt::AlignRight;
            const int width = QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(title);
            const int x = atEnd ? cell.right() + 1 - markSide : cell.x() + width + markGap;
            m_theme.paintIcon(*painter, QRect(x, cell.y() + (cell.height() - markSide) / 2, markSide, markSide),
                              Icon::Down, Token::Text3);
            if (atEnd)
                cell.setRight(x - markGap - 1);
        }
        paintLine(*painter, m_theme, cell, title, TextRole::Secondary, Token::Text3, alignment.value<Qt::Alignment>());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint() const override
    {
        return {QHeaderView::sizeHint().width(), m_theme.height(Height::Row)};
    }

    void paintEvent(QPaintEvent* event) override
    {
        {
            QPainter painter(viewport());
            painter.fillRect(viewport()->rect(), m_theme.color(Token::Sunken));
            painter.fillRect(QRect(0, viewport()->height() - 1, viewport()->width(), 1), m_theme.color(Token::Line));
        }
        QHeaderView::paintEvent(event);
    }

private:
    const Theme& m_theme;
    int m_marked = -1;
};

LiveTable::LiveTable(const Theme& theme, QAbstractItemModel& model, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_delegate(new RowDelegate(theme, this))
    , m_header(new Header(theme, this))
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    FocusRing::leaveRowsTo(*this);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(theme.height(Height::Row));
    setModel(&model);
    new OverlayScrollBar(*this);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(48);

    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        layOutColumns();
        reportVisibleRows();
    });
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &LiveTable::keepAnchor);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &LiveTable::keepAnchor);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &LiveTable::returnToAnchor);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &LiveTable::returnToAnchor);
    connect(&theme, &Theme::changed, this, &LiveTable::applyTheme);
}

void LiveTable::setMarkedColumn(int column)
{
    m_header->setMarked(column);
}

void LiveTable::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
    layOutColumns();
    viewport()->update();
}

int LiveTable::contentWidth(int column, int widest) const
{
    const QFontMetrics header(m_theme.font(TextRole::Secondary));
    const int last = model()->columnCount() - 1;
    int width = header.horizontalAdvance(model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    if (column == 0 || column == last)
        width += markGap + markSide;
    for (int row = 0; row < std::min(sampledRows, model()->rowCount()); ++row)
        width = std::max(width, m_delegate->contentWidth(model()->index(row, column)));
    const bool isEdge = column == 0 || column == last;
    const int padding = RowDelegate::sidePadding + (isEdge ? RowDelegate::edgePadding : RowDelegate::sidePadding);
    return std::min(width, widest) + padding;
}

void LiveTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    reportVisibleRows();
}

void LiveTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        layOutColumns();
    reportVisibleRows();
}

bool LiveTable::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: updateHover(static_cast<QMouseEvent*>(event)->position().toPoint()); break;
    case QEvent::MouseButtonPress: m_keyboardFocus = false; break;
    case QEvent::Enter: Q_EMIT pointedAtChanged(true); break;
    case QEvent::Leave:
        updateHover({-1, -1});
        Q_EMIT pointedAtChanged(false);
        break;
    default: break;
    }
    return QTableView::viewportEvent(event);
}

void LiveTable::focusInEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_keyboardFocus = event->reason() != Qt::MouseFocusReason; // else as it was
    QTableView::focusInEvent(event);
    if (m_keyboardFocus && !currentIndex().isValid() && model()->rowCount() > 0)
        setCurrentIndex(model()->index(0, 0));
}

void LiveTable::keyPressEvent(QKeyEvent* event)
{
    m_keyboardFocus = true;
    // Whole rows are selected: Home and End mean the first and the last of them.
    const bool isHome = event->key() == Qt::Key_Home;
    if ((isHome || event->key() == Qt::Key_End) && model()->rowCount() > 0) {
        setCurrentIndex(model()->index(isHome ? 0 : model()->rowCount() - 1, 0));
        return;
    }
    QTableView::keyPressEvent(event);
}

void LiveTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!m_keyboardFocus || !hasFocus() || !currentIndex().isValid())
        return;
    const int y = rowViewportPosition(currentIndex().row());
    QPainter painter(viewport());
    painter.setPen(QPen(m_theme.color(Token::Accent), 2));
    painter.drawRect(QRect(1, y + 1, viewport()->width() - 2, rowHeight(currentIndex().row()) - 3));
}

void LiveTable::keepAnchor()
{
    if (m_anchor.isValid())
        return;
    int row = m_hoveredRow;
    if (row < 0 && verticalScrollBar()->value() > 0)
        row = rowAt(0);
    m_anchor = row < 0 || row >= model()->rowCount() ? QModelIndex() : model()->index(row, 0);
    m_anchorY = m_anchor.isValid() ? rowViewportPosition(row) : 0;
}

void LiveTable::returnToAnchor()
{
    const QPersistentModelIndex anchor = std::exchange(m_anchor, QPersistentModelIndex());
    if (anchor.isValid()) {
        executeDelayedItemsLayout();
        updateGeometries();
        const int moved = rowViewportPosition(anchor.row()) - m_anchorY;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + moved);
    }
    updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    reportVisibleRows();
}

void LiveTable::reportVisibleRows()
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int top = verticalScrollBar()->value();
    // Rows that are cut off at an edge count where most of them is seen.
    const int first = (top + height / 2) / height;
    const int last = (top + viewport()->height() - height / 2) / height;
    Q_EMIT visibleRowsChanged(first, std::max(first, last));
}

void LiveTable::updateHover(const QPoint& position)
{
    const int row = viewport()->rect().contains(position) && underMouse() ? rowAt(position.y()) : -1;
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

std::vector<int> LiveTable::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void LiveTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

} // namespace hw::widgets
