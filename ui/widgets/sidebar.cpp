#include "ui/widgets/sidebar.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/sidebardelegate.h"

#include <QMouseEvent>
#include <QScopedValueRollback>

namespace hw::widgets {

namespace {

constexpr int fullWidth = 231; // and the line beside it
constexpr int railWidth = 47;
constexpr int newMargin = 12; // of the "+" from the edge
constexpr int newAbove = 12;  // … below the top of its heading

} // namespace

Sidebar::Sidebar(const Theme& theme, models::SidebarModel& model, QWidget* parent)
    : QTreeView(parent)
    , m_theme(theme)
    , m_model(model)
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Sources and workspace"));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setIndentation(0);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTextElideMode(Qt::ElideRight);
    setFrameShape(NoFrame);
    setItemDelegate(new SidebarDelegate(theme, *this, this));
    FocusRing::leaveRowsTo(*this);
    setModel(&model);
    expandAll();
    connect(&model, &QAbstractItemModel::rowsInserted, this, &QTreeView::expandAll);
    connect(&model, &QAbstractItemModel::modelReset, this, &QTreeView::expandAll);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &Sidebar::fillRail);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &Sidebar::fillRail);
    connect(&theme, &Theme::changed, this, &Sidebar::applyTheme);
    applyTheme();
    setMode(Mode::Full);
}

void Sidebar::applyTheme()
{
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::Base, m_theme.color(Token::Window));
    setPalette(palette);
    scheduleDelayedItemsLayout();
}

void Sidebar::setMode(Mode mode)
{
    m_mode = mode;
    setFixedWidth(mode == Mode::Rail ? railWidth : fullWidth);
    setVerticalScrollBarPolicy(mode == Mode::Rail ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    scheduleDelayedItemsLayout();
}

void Sidebar::setPlace(const models::Place& place)
{
    const QScopedValueRollback<bool> quiet(m_selecting, true);
    setCurrentIndex(m_model.indexOf(place)); // none for a place that is not in the list
}

void Sidebar::setNewSourceAction(QAction& action)
{
    m_new = new ToolButton(m_theme, Icon::Plus, action, Qt::ToolButtonIconOnly, viewport());
    m_new->setObjectName(QStringLiteral("newSourceButton"));
    m_new->setButtonSize(ButtonSize::Small);
    updateGeometries();
}

void Sidebar::updateGeometries()
{
    QTreeView::updateGeometries();
    if (!m_new)
        return;
    const QSize size(24, m_theme.height(Height::SmallButton));
    if (m_mode == Mode::Rail) {
        // Below the last source.
        const QModelIndex section = m_model.index(1, 0);
        const QModelIndex last = m_model.index(m_model.rowCount(section) - 1, 0, section);
        const int y = visualRect(last.isValid() ? last : section).bottom() + newAbove;
        m_new->setGeometry(QRect(QPoint((viewport()->width() - size.width()) / 2, y), size));
        m_new->show();
        return;
    }
    const QRect heading = visualRect(m_model.index(1, 0));
    const int x = isRightToLeft() ? newMargin : viewport()->width() - newMargin - size.width();
    m_new->setGeometry(QRect(QPoint(x, heading.y() + newAbove), size));
    m_new->show();
}

void Sidebar::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fillRail();
}

void Sidebar::fillRail()
{
    if (m_mode == Mode::Rail)
        scheduleDelayedItemsLayout(); // a row takes what the others leave
}

void Sidebar::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTreeView::currentChanged(current, previous);
    if (m_selecting)
        return;
    if (const auto place = m_model.placeOf(current))
        Q_EMIT placeChosen(*place);
}

void Sidebar::rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last)
{
    // The view moves to a neighbour of a removed row: nobody chose that place.
    const QScopedValueRollback<bool> quiet(m_selecting, true);
    QTreeView::rowsAboutToBeRemoved(parent, first, last);
}

QModelIndex Sidebar::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    // Headings are passed over.
    QModelIndex index = QTreeView::moveCursor(action, modifiers);
    const bool up = action == MoveUp || action == MovePrevious || action == MovePageUp || action == MoveEnd;
    while (index.isValid() && !m_model.placeOf(index)) {
        const QModelIndex next = up ? indexAbove(index) : indexBelow(index);
        if (!next.isValid())
            return currentIndex();
        index = next;
    }
    return index;
}

void Sidebar::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (!index.isValid() || !m_model.placeOf(index))
        return; // a heading or nothing: the selection stays
    QTreeView::mousePressEvent(event);
}

void Sidebar::drawBranches(QPainter*, const QRect&, const QModelIndex&) const
{}

} // namespace hw::widgets
