#include "ui/widgets/directorytable.h"

#include "ui/models/directorymodel.h"
#include "ui/widgets/directorydelegate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/overlayscrollbar.h"

#include <QFocusEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <numeric>

namespace hw::widgets {

using Field = models::DirectoryModel::Field;

namespace {

constexpr int sampledRows = 60;
constexpr int widestColumn = 240;
constexpr int narrowestRest = 136; ///< of the column that takes what is left
constexpr int tightest = 4;        ///< further between columns than their paddings, at least
constexpr int roomiestGap = 16;    ///< … and at most
constexpr int markSide = 12;
constexpr int markGap = 4;

/// Which column takes the width that is left: the one with the longest texts.
Field roomiest(delivery::DirectoryKind kind)
{
    switch (kind) {
    case delivery::DirectoryKind::Users: return Field::Email;
    case delivery::DirectoryKind::Subscriptions: return Field::Recipient;
    case delivery::DirectoryKind::WorkflowRuns: return Field::Recipients;
    default: return Field::Id;
    }
}

/// Which columns go first where there is too little room; 0 = never.
int expendability(Field field)
{
    switch (field) {
    case Field::Property: return 4;
    case Field::Phone: return 3;
    case Field::CancellationKey: return 2;
    case Field::Tenant:
    case Field::Created: return 1;
    default: return 0;
    }
}

class Header final : public QHeaderView
{
public:
    Header(const Theme& theme, const models::DirectoryModel& model, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
        , m_model(model)
    {}

    /// Runs stand newest first, which a mark says.
    [[nodiscard]] bool isMarked(int section) const
    {
        return m_model.kind() == delivery::DirectoryKind::WorkflowRuns && section == m_model.columnCount() - 1;
    }

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        QRect cell = directoryCell(rect, section == 0, section == m_model.columnCount() - 1);
        if (isMarked(section)) {
            const QRect mark(cell.right() + 1 - markSide, cell.y() + (cell.height() - markSide) / 2, markSide,
                             markSide);
            m_theme.paintIcon(*painter, mark, Icon::Down, Token::Text3);
            cell.setRight(mark.x() - markGap - 1);
        }
        const auto alignment = m_model.headerData(section, Qt::Horizontal, Qt::TextAlignmentRole);
        paintLine(*painter, m_theme, cell, m_model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(),
                  TextRole::Secondary, Token::Text3, alignment.value<Qt::Alignment>());
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
    const models::DirectoryModel& m_model;
};

} // namespace

DirectoryTable::DirectoryTable(const Theme& theme, models::DirectoryModel& model, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new DirectoryDelegate(theme, this))
{
    setObjectName(QStringLiteral("directoryTable"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new Header(theme, model, this));
    setItemDelegate(m_delegate);
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
    setModel(&model);
    new OverlayScrollBar(*this);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setMinimumSectionSize(48);

    using Model = models::DirectoryModel;
    connect(&model, &Model::modelReset, this, [this] {
        layOutColumns();
        reportVisibleRows();
    });
    connect(&model, &Model::rowsAboutToBeInserted, this, &DirectoryTable::keepAnchor);
    connect(&model, &Model::rowsAboutToBeRemoved, this, &DirectoryTable::keepAnchor);
    connect(&model, &Model::rowsInserted, this, &DirectoryTable::returnToAnchor);
    connect(&model, &Model::rowsRemoved, this, &DirectoryTable::returnToAnchor);
    connect(&theme, &Theme::changed, this, &DirectoryTable::applyTheme);
    applyTheme();
}

void DirectoryTable::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
    layOutColumns();
    viewport()->update();
}

int DirectoryTable::contentWidth(int column) const
{
    const QFontMetrics header(m_theme.font(TextRole::Secondary));
    int width = header.horizontalAdvance(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    if (column == m_model.columnCount() - 1)
        width += markGap + markSide;
    for (int row = 0; row < std::min(sampledRows, m_model.rowCount()); ++row)
        width = std::max(width, m_delegate->contentWidth(m_model.index(row, column)));
    const bool isEdge = column == 0 || column == m_model.columnCount() - 1;
    const int padding =
        DirectoryDelegate::sidePadding + (isEdge ? DirectoryDelegate::edgePadding : DirectoryDelegate::sidePadding);
    return std::min(width, widestColumn) + padding;
}

void DirectoryTable::layOutColumns()
{
    const int columns = m_model.columnCount();
    const int rest = m_model.columnOf(roomiest(m_model.kind()));
    std::vector<int> widths(static_cast<size_t>(columns));
    for (int column = 0; column < columns; ++column)
        widths[static_cast<size_t>(column)] = std::max(contentWidth(column), column == rest ? narrowestRest : 0);
    int needed = std::accumulate(widths.begin(), widths.end(), 0);
    const int air = std::clamp((viewport()->width() - needed) / std::max(1, columns), tightest, roomiestGap);
    for (int& width : widths)
        width += air;
    needed += air * columns;
    std::vector<bool> hidden(widths.size(), false);
    for (int rank = 4; rank > 0; --rank) {
        for (int column = columns - 1; column >= 0 && needed > viewport()->width(); --column) {
            const auto field =
                static_cast<Field>(m_model.index(0, column).data(models::DirectoryModel::FieldRole).toInt());
            if (m_model.rowCount() > 0 && expendability(field) == rank) {
                hidden[static_cast<size_t>(column)] = true;
                needed -= widths[static_cast<size_t>(column)];
            }
        }
    }
    for (int column = 0; column < columns; ++column) {
        const auto place = static_cast<size_t>(column);
        setColumnHidden(column, hidden[place]);
        horizontalHeader()->setSectionResizeMode(column,
                                                 column == rest ? QHeaderView::Stretch : QHeaderView::Interactive);
        if (column != rest)
            setColumnWidth(column, widths[place]);
    }
}

void DirectoryTable::selectTarget(const delivery::DirectoryTarget& target)
{
    const int row = m_model.rowOf(target);
    m_selecting = true;
    if (row < 0) {
        selectionModel()->clear();
    } else if (row != currentIndex().row()) {
        setCurrentIndex(m_model.index(row, 0));
        scrollTo(m_model.index(row, 0));
    }
    m_selecting = false;
}

void DirectoryTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && !m_selecting && current.row() != previous.row())
        Q_EMIT currentTargetChanged(delivery::targetOf(m_model.row(current.row())));
}

void DirectoryTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    reportVisibleRows();
}

void DirectoryTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        layOutColumns();
    reportVisibleRows();
}

bool DirectoryTable::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: updateHover(static_cast<QMouseEvent*>(event)->position().toPoint()); break;
    case QEvent::MouseButtonPress: m_keyboardFocus = false; break;
    case QEvent::Leave: updateHover({-1, -1}); break;
    default: break;
    }
    return QTableView::viewportEvent(event);
}

void DirectoryTable::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason && event->reason() != Qt::ActiveWindowFocusReason;
    QTableView::focusInEvent(event);
    if (m_keyboardFocus && !currentIndex().isValid() && m_model.rowCount() > 0)
        setCurrentIndex(m_model.index(0, 0));
}

void DirectoryTable::keyPressEvent(QKeyEvent* event)
{
    m_keyboardFocus = true;
    // Whole rows are selected: Home and End mean the first and the last of them.
    const bool isHome = event->key() == Qt::Key_Home;
    if ((isHome || event->key() == Qt::Key_End) && m_model.rowCount() > 0) {
        setCurrentIndex(m_model.index(isHome ? 0 : m_model.rowCount() - 1, 0));
        return;
    }
    QTableView::keyPressEvent(event);
}

void DirectoryTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!m_keyboardFocus || !hasFocus() || !currentIndex().isValid())
        return;
    const int y = rowViewportPosition(currentIndex().row());
    QPainter painter(viewport());
    painter.setPen(QPen(m_theme.color(Token::Accent), 2));
    painter.drawRect(QRect(1, y + 1, viewport()->width() - 2, rowHeight(currentIndex().row()) - 3));
}

void DirectoryTable::keepAnchor()
{
    if (m_anchor.isValid())
        return;
    int row = m_hoveredRow;
    if (row < 0 && verticalScrollBar()->value() > 0)
        row = rowAt(0);
    m_anchor = row < 0 || row >= m_model.rowCount() ? QModelIndex() : m_model.index(row, 0);
    m_anchorY = m_anchor.isValid() ? rowViewportPosition(row) : 0;
}

void DirectoryTable::returnToAnchor()
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

void DirectoryTable::reportVisibleRows()
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int top = verticalScrollBar()->value();
    // Rows that are cut off at an edge count where most of them is seen.
    const int first = (top + height / 2) / height;
    const int last = (top + viewport()->height() - height / 2) / height;
    Q_EMIT visibleRowsChanged(first, std::max(first, last));
}

void DirectoryTable::updateHover(const QPoint& position)
{
    const int row = viewport()->rect().contains(position) && underMouse() ? rowAt(position.y()) : -1;
    if (row == m_hoveredRow)
        return;
    m_hoveredRow = row;
    m_delegate->setHoveredRow(row);
    viewport()->update();
}

} // namespace hw::widgets
