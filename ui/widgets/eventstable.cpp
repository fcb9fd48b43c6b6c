#include "ui/widgets/eventstable.h"

#include "ui/models/eventsmodel.h"
#include "ui/widgets/dragchip.h"
#include "ui/widgets/eventdelegate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/theme.h"

#include <QContextMenuEvent>
#include <QDataStream>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace hw::widgets {

using models::EventsModel;

namespace {

constexpr qint64 fadeMs = 600;
constexpr int mostFresh = 200;
constexpr int stretched = EventsModel::Type; ///< takes the room that is left, and is always there
constexpr int stateVersion = 1;
constexpr int widestColumn = 800;
/// Of the columns, at the design's base size; the stretched one has none.
constexpr std::array<int, EventsModel::ColumnCount> designWidth{124, 64, 176, 0, 115, 86, 95, 97};

/// The table's header: the page's own paddings, and the mark of the order on the first column.
class Header final : public QHeaderView
{
public:
    Header(const Theme& theme, QWidget* parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {}

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        painter->save();
        paintFromStart(*painter, rect);
        painter->fillRect(rect, m_theme.color(Token::Sunken));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Token::Line));
        const int left = section == EventsModel::Time ? EventDelegate::edgePadding : EventDelegate::sidePadding;
        const int right = section == EventsModel::Size ? EventDelegate::edgePadding : EventDelegate::sidePadding;
        const QRect cell = rect.adjusted(left, 0, -right, -1);
        const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        const auto alignment =
            model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        paintLine(*painter, m_theme, cell, text, TextRole::Secondary, Token::Text3, alignment);
        if (section == EventsModel::Time) {
            const int width = QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(text);
            const QRect mark(cell.x() + width + 4, cell.y() + (cell.height() - 12) / 2, 12, 12);
            m_theme.paintIcon(*painter, mark, Icon::Down, Token::Text3);
        }
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
};

} // namespace

EventsTable::EventsTable(const Theme& theme, EventsModel& model, QWidget* parent)
    : QTableView(parent)
    , m_theme(theme)
    , m_model(model)
    , m_delegate(new EventDelegate(theme, this))
{
    setObjectName(QStringLiteral("eventsTable"));
    setAccessibleName(tr("Events"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalHeader(new Header(theme, this));
    setItemDelegate(m_delegate);
    FocusRing::leaveRowsTo(*this);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setDragDropMode(DragOnly); // to the samples of a script, or out as a file
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

    QHeaderView* header = horizontalHeader();
    header->setHighlightSections(false);
    header->setMinimumSectionSize(48);
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(stretched, QHeaderView::Stretch);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &EventsTable::showColumnMenu);

    m_clock.start();
    m_delegate->setFreshness([this](qint64 seq) { return freshness(seq); });
    m_fade.setInterval(32);
    connect(&m_fade, &QTimer::timeout, this, [this] {
        m_freshSince.removeIf(
            [this](const QHash<qint64, qint64>::iterator& it) { return m_clock.elapsed() - it.value() > fadeMs; });
        if (m_freshSince.isEmpty())
            m_fade.stop();
        viewport()->update();
    });
    connect(&model, &EventsModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { onRowsInserted(first, last); });
    connect(&model, &EventsModel::rowsRemoved, this,
            [this](const QModelIndex&, int first, int last) { onRowsRemoved(first, last); });
    connect(&model, &EventsModel::modelReset, this, &EventsTable::onReset);
    connect(&theme, &Theme::changed, this, &EventsTable::applyTheme);
    applyTheme();
}

void EventsTable::applyTheme()
{
    verticalHeader()->setDefaultSectionSize(m_theme.height(Height::Row));
    // The widths grow with the font; colours leave them as they were dragged.
    if (m_columnsSizedFor == 0) {
        resetColumns();
    } else if (m_columnsSizedFor != m_theme.baseSize()) {
        QHeaderView* header = horizontalHeader();
        for (int column = 0; column < EventsModel::ColumnCount; ++column) {
            if (column != stretched && !header->isSectionHidden(column))
                header->resizeSection(column, header->sectionSize(column) * m_theme.baseSize() / m_columnsSizedFor);
        }
    }
    m_columnsSizedFor = m_theme.baseSize();
    viewport()->update();
}

void EventsTable::resetColumns()
{
    for (int column = 0; column < EventsModel::ColumnCount; ++column) {
        setColumnHidden(column, false);
        if (column != stretched)
            horizontalHeader()->resizeSection(column, designWidth.at(static_cast<std::size_t>(column)) *
                                                          m_theme.baseSize() / Theme::designSize);
    }
}

QByteArray EventsTable::columnState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion << m_theme.baseSize();
    for (int column = 0; column < EventsModel::ColumnCount; ++column) {
        const bool hidden = isColumnHidden(column);
        stream << hidden << horizontalHeader()->sectionSize(column);
    }
    return state;
}

void EventsTable::setColumnState(const QByteArray& state)
{
    QDataStream stream(state);
    int version = 0;
    int baseSize = 0;
    stream >> version >> baseSize;
    if (version != stateVersion || baseSize <= 0)
        return;
    for (int column = 0; column < EventsModel::ColumnCount; ++column) {
        bool hidden = false;
        int width = 0;
        stream >> hidden >> width;
        if (stream.status() != QDataStream::Ok)
            return;
        if (column == stretched)
            continue;
        if (!hidden)
            horizontalHeader()->resizeSection(column,
                                              std::clamp(width * m_theme.baseSize() / baseSize,
                                                         horizontalHeader()->minimumSectionSize(), widestColumn));
        setColumnHidden(column, hidden);
    }
}

void EventsTable::showColumnMenu(const QPoint& position)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < EventsModel::ColumnCount; ++column) {
        QAction* action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != stretched);
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset columns")), &QAction::triggered, this, &EventsTable::resetColumns);
    menu->popup(horizontalHeader()->viewport()->mapToGlobal(position));
}

void EventsTable::goToTop()
{
    m_following = true;
    verticalScrollBar()->setValue(0);
    setNewAbove(0);
    Q_EMIT reachedTop();
}

void EventsTable::selectId(const QString& id)
{
    const int row = id.isEmpty() ? -1 : m_model.rowOfId(id);
    if (row < 0)
        return;
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    selectionModel()->setCurrentIndex(m_model.index(row, EventsModel::Type),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(scrolls);
}

QString EventsTable::currentId() const
{
    return currentIndex().isValid() ? currentIndex().data(EventsModel::IdRole).toString() : QString();
}

void EventsTable::moveBy(int rows)
{
    if (m_model.rowCount() == 0)
        return;
    const QModelIndex at = currentIndex();
    const int row = at.isValid() ? std::clamp(at.row() + rows, 0, m_model.rowCount() - 1) : 0;
    setCurrentIndex(m_model.index(row, at.isValid() ? at.column() : EventsModel::Type));
}

void EventsTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    const QString id = current.isValid() ? current.data(EventsModel::IdRole).toString() : QString();
    if (current.isValid())
        Q_EMIT currentIdChanged(id);
}

void EventsTable::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedRowsChanged();
}

std::vector<int> EventsTable::selectedRows() const
{
    std::vector<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

void EventsTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (m_adjusting)
        return;
    const bool atTop = verticalScrollBar()->value() == 0;
    if (atTop && !m_following) {
        m_following = true;
        setNewAbove(0);
        Q_EMIT reachedTop();
    } else if (!atTop) {
        m_following = false;
    }
    updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    reportVisibleRows();
}

void EventsTable::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    reportVisibleRows();
}

bool EventsTable::viewportEvent(QEvent* event)
{
    switch (event->type()) {
    case QEvent::MouseMove: updateHover(static_cast<QMouseEvent*>(event)->position().toPoint()); break;
    case QEvent::MouseButtonPress: m_keyboardFocus = false; break;
    case QEvent::Leave:
        updateHover({-1, -1});
        if (m_following && verticalScrollBar()->value() > 0)
            goToTop();
        break;
    default: break;
    }
    return QTableView::viewportEvent(event);
}

void EventsTable::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const QModelIndex index = indexAt(viewport()->mapFromGlobal(event->globalPos()));
        if (!index.isValid())
            return;
        setCurrentIndex(index);
        Q_EMIT contextMenuWanted(event->globalPos());
        return;
    }
    if (currentIndex().isValid())
        Q_EMIT contextMenuWanted(viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft()));
}

/// Not with a picture of the rows, which would cover where they are to be dropped.
void EventsTable::startDrag(Qt::DropActions)
{
    const std::vector<int> rows = selectedRows();
    if (rows.empty())
        return;
    const QString text = rows.size() == 1 ? m_model.index(rows.front(), models::EventsModel::Type).data().toString()
                                          : tr("%n event(s)", nullptr, static_cast<int>(rows.size()));
    dragAsChip(*this, m_theme, m_model.mimeData(selectedIndexes()), text);
}

void EventsTable::focusInEvent(QFocusEvent* event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_keyboardFocus = event->reason() != Qt::MouseFocusReason; // else as it was
    QTableView::focusInEvent(event);
    if (m_keyboardFocus && !currentIndex().isValid())
        moveBy(0);
}

void EventsTable::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    if (!m_keyboardFocus || !hasFocus() || !currentIndex().isValid())
        return;
    const QRect cellRect = visualRect(currentIndex());
    QPainter painter(viewport());
    painter.setPen(QPen(m_theme.color(Token::Accent), 2));
    painter.drawRect(QRect(1, cellRect.y() + 1, viewport()->width() - 2, cellRect.height() - 3));
}

bool EventsTable::pointerOverRows() const
{
    return m_hoveredRow >= 0;
}

void EventsTable::onRowsInserted(int first, int last)
{
    const int count = last - first + 1;
    const int height = verticalHeader()->defaultSectionSize();
    QScrollBar* bar = verticalScrollBar();
    if (first == 0 && !m_theme.reducedMotion() && m_model.rowCount() > count) {
        for (int row = first; row <= std::min(last, first + mostFresh); ++row)
            m_freshSince.insert(m_model.row(row).seq, m_clock.elapsed());
        m_fade.start();
    }
    const int top = bar->value() / height;
    const bool above = first <= top && m_model.rowCount() > count;
    const bool follows = m_following && !pointerOverRows();
    if (!above || (first == 0 && follows)) {
        reportVisibleRows();
        return;
    }
    m_adjusting = true;
    executeDelayedItemsLayout();
    updateGeometries();
    bar->setValue(bar->value() + count * height);
    m_adjusting = false;
    viewport()->update();
    updateHover(viewport()->mapFromGlobal(QCursor::pos()));
    if (first == 0)
        setNewAbove(m_newAbove + count);
    reportVisibleRows();
}

void EventsTable::onRowsRemoved(int first, int last)
{
    const int height = verticalHeader()->defaultSectionSize();
    const int top = verticalScrollBar()->value() / height;
    const int above = std::min(last + 1, top) - first;
    if (above > 0) {
        m_adjusting = true;
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(verticalScrollBar()->value() - above * height);
        m_adjusting = false;
        viewport()->update();
    }
    reportVisibleRows();
}

void EventsTable::onReset()
{
    m_freshSince.clear();
    m_following = true;
    setNewAbove(0);
    reportVisibleRows();
}

void EventsTable::updateHover(const QPoint& position)
{
    const QModelIndex index = viewport()->rect().contains(position) ? indexAt(position) : QModelIndex();
    if (index.row() == m_hoveredRow)
        return;
    m_hoveredRow = index.row();
    m_delegate->setHoveredRow(m_hoveredRow);
    viewport()->update();
}

void EventsTable::setNewAbove(int count)
{
    if (m_newAbove == count)
        return;
    m_newAbove = count;
    Q_EMIT newAboveChanged(count);
}

void EventsTable::reportVisibleRows()
{
    const int height = std::max(1, verticalHeader()->defaultSectionSize());
    const int first = verticalScrollBar()->value() / height;
    Q_EMIT visibleRowsChanged(first, first + viewport()->height() / height);
}

double EventsTable::freshness(qint64 seq) const
{
    const auto since = m_freshSince.constFind(seq);
    if (since == m_freshSince.constEnd())
        return 0;
    return std::max(0.0, 1.0 - static_cast<double>(m_clock.elapsed() - *since) / fadeMs);
}

} // namespace hw::widgets
