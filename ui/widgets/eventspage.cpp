#include "ui/widgets/eventspage.h"

#include "ui/models/eventspresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventdetailpane.h"
#include "ui/widgets/eventfilterbar.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/eventstable.h"
#include "ui/widgets/histogramwidget.h"
#include "ui/widgets/loadingrows.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::EventsModel;
using models::EventsPresenter;

namespace {

constexpr std::chrono::milliseconds loadingDelay{300};
constexpr int tableShare = 414;
constexpr int detailShare = 358;
constexpr int pillTop = 36;

} // namespace

EventsPage::EventsPage(const Theme& theme, EventsPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_filter(new EventFilterBar(theme, presenter))
    , m_histogram(new HistogramWidget(theme, presenter.histogram()))
    , m_banner(new Banner(theme))
    , m_stack(new QStackedWidget)
    , m_table(new EventsTable(theme, presenter.model()))
    , m_empty(new EmptyState(theme, Icon::Inbox))
    , m_loading(new LoadingRows(theme))
    , m_pill(new Button(theme, {}, ButtonKind::Primary, std::nullopt, m_table))
    , m_splitter(new Splitter(theme, Qt::Vertical))
{
    setObjectName(QStringLiteral("eventsPage"));
    buildActions();
    m_banner->setObjectName(QStringLiteral("pausedBanner"));
    m_empty->setObjectName(QStringLiteral("eventsEmpty"));
    m_pill->setObjectName(QStringLiteral("newPill"));
    m_pill->setButtonSize(ButtonSize::Small);
    m_pill->setFocusPolicy(Qt::NoFocus);
    m_pill->hide();
    m_table->installEventFilter(this);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_loading);
    m_loadingTimer.setSingleShot(true);
    m_loadingTimer.setInterval(loadingDelay);

    auto* upper = new Fill(theme, Token::Base);
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_histogram);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);

    m_detail = new EventDetailPane(theme, {{m_copyCurl, QStringLiteral("copy")}, {m_copyId, QStringLiteral("key")}});
    m_splitter->setObjectName(QStringLiteral("eventsSplitter"));
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, tableShare);
    m_splitter->setStretchFactor(1, detailShare);
    m_splitter->setSizes({tableShare, detailShare});
    upper->setMinimumHeight(200);
    m_detail->setMinimumHeight(140);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_splitter);

    connectPresenter();
    connect(m_table, &EventsTable::currentIdChanged, &presenter, &EventsPresenter::select);
    connect(m_table, &EventsTable::visibleRowsChanged, &presenter, &EventsPresenter::setVisibleRows);
    connect(m_table, &EventsTable::reachedTop, &presenter, &EventsPresenter::showNewest);
    connect(m_table, &EventsTable::newAboveChanged, this, &EventsPage::showPill);
    connect(m_table, &EventsTable::contextMenuWanted, this, &EventsPage::showContextMenu);
    connect(m_table, &EventsTable::activated, m_open, &QAction::trigger);
    connect(m_pill, &Button::clicked, m_table, &EventsTable::goToTop);
    connect(m_filter, &EventFilterBar::leaveWanted, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_banner, &Banner::actionRequested, this, [this] { m_presenter.setMode(EventsPresenter::Mode::Live); });
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (!m_presenter.filterText().isEmpty())
            m_presenter.setFilterText({});
        else
            copyText(m_endpointUrl, tr("The URL"));
    });
    connect(m_histogram, &HistogramWidget::rangeSelected, this, [this](int first, int last) {
        m_presenter.addTerms({m_presenter.histogram().rangeTerm(first, last)}, QStringLiteral("time"));
    });
    connect(m_histogram, &HistogramWidget::rangeCleared, this,
            [this] { m_presenter.removeTerms(QStringLiteral("time")); });
    connect(&m_loadingTimer, &QTimer::timeout, this, [this] {
        if (m_presenter.state() == EventsPresenter::State::Loading)
            m_stack->setCurrentWidget(m_loading);
    });
    showBanner();
    showState();
}

QAction* EventsPage::addPageAction(const QString& name, const QString& text, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

QAction* EventsPage::addTableAction(const QString& name, const QString& text, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(action);
    return action;
}

void EventsPage::buildActions()
{
    m_copyCurl = addPageAction(QStringLiteral("copyCurl"), tr("Copy as cURL"), tr("Ctrl+Shift+C"));
    m_copyId = addPageAction(QStringLiteral("copyEventId"), tr("Copy id"), {});
    m_focusFilter = addPageAction(QStringLiteral("focusFilter"), tr("Filter events"), tr("/"));
    m_copyCell = addTableAction(QStringLiteral("copyCell"), tr("Copy cell"), QKeySequence::Copy);
    m_filterType = addTableAction(QStringLiteral("filterType"), tr("Filter by this type"), tr("F"));
    m_filterCell = addTableAction(QStringLiteral("filterCell"), tr("Filter by this cell"), tr("Shift+F"));
    m_excludeCell = addTableAction(QStringLiteral("excludeCell"), tr("Hide events with this value"), {});
    m_open = addTableAction(QStringLiteral("openEvent"), tr("Open"), {});
    m_toggleLive = addTableAction(QStringLiteral("toggleLive"), tr("Live or pause"), tr("Space"));
    m_next = addTableAction(QStringLiteral("nextEvent"), tr("Next event"), tr("J"));
    m_previous = addTableAction(QStringLiteral("previousEvent"), tr("Previous event"), tr("K"));
    QAction* clearRange = addTableAction(QStringLiteral("clearRange"), tr("Clear the time range"), tr("Esc"));
    m_copyCurl->setEnabled(false);
    m_copyId->setEnabled(false);
    setActionIcon(m_theme, *m_copyCurl, Icon::Copy);
    setActionIcon(m_theme, *m_copyId, Icon::Key);
    setActionIcon(m_theme, *m_filterType, Icon::Filter);
    setActionIcon(m_theme, *m_focusFilter, Icon::Search);
    setActionIcon(m_theme, *m_open, Icon::Eye);

    connect(m_copyCurl, &QAction::triggered, this, [this] {
        if (m_detail->detail())
            copyText(m_detail->detail()->curl, tr("The cURL command"));
    });
    connect(m_copyId, &QAction::triggered, this, [this] {
        if (m_detail->detail())
            copyText(m_detail->detail()->id, tr("The id"));
    });
    connect(m_copyCell, &QAction::triggered, this, [this] {
        if (m_table->cell().isValid())
            copyText(m_table->cell().data().toString(), tr("The cell"));
    });
    connect(m_filterType, &QAction::triggered, this, [this] { filterByColumn(EventsModel::Type, false); });
    connect(m_filterCell, &QAction::triggered, this, [this] { filterByColumn(m_table->cell().column(), false); });
    connect(m_excludeCell, &QAction::triggered, this, [this] { filterByColumn(m_table->cell().column(), true); });
    connect(m_open, &QAction::triggered, this, [this] {
        if (m_detail->detail())
            m_detail->focusTabs();
    });
    connect(m_toggleLive, &QAction::triggered, this, [this] {
        const bool live = m_presenter.mode() == EventsPresenter::Mode::Live;
        m_presenter.setMode(live ? EventsPresenter::Mode::Paused : EventsPresenter::Mode::Live);
    });
    connect(m_focusFilter, &QAction::triggered, m_filter, &EventFilterBar::focusField);
    connect(m_next, &QAction::triggered, this, [this] { m_table->moveBy(1); });
    connect(m_previous, &QAction::triggered, this, [this] { m_table->moveBy(-1); });
    connect(clearRange, &QAction::triggered, this, [this] { m_presenter.removeTerms(QStringLiteral("time")); });
}

void EventsPage::connectPresenter()
{
    connect(&m_presenter, &EventsPresenter::detailReady, this, &EventsPage::showDetail);
    connect(&m_presenter, &EventsPresenter::detailCleared, this, &EventsPage::clearDetail);
    connect(&m_presenter, &EventsPresenter::stateChanged, this, &EventsPage::showState);
    connect(&m_presenter, &EventsPresenter::countsChanged, this, &EventsPage::showState);
    connect(&m_presenter, &EventsPresenter::waitingChanged, this, &EventsPage::showBanner);
    connect(&m_presenter, &EventsPresenter::modeChanged, this, &EventsPage::showBanner);
    connect(&m_presenter, &EventsPresenter::filterChanged, this, [this] {
        const auto tokens = m_presenter.filterTokens();
        if (std::none_of(tokens.begin(), tokens.end(),
                         [](const store::FilterToken& token) { return token.key == u"time"; }))
            m_histogram->clearSelection();
    });
    EventsModel& model = m_presenter.model();
    connect(&model, &EventsModel::modelReset, this, [this] {
        m_table->selectId(m_presenter.selectedId());
        showState();
    });
    connect(&model, &EventsModel::rowsInserted, this, &EventsPage::showState);
    connect(&model, &EventsModel::rowsRemoved, this, &EventsPage::showState);
}

void EventsPage::setPlace(const models::Place& place)
{
    m_presenter.setScope(place.kind == models::PlaceKind::Source ? place.source : QString());
}

void EventsPage::setEndpointUrl(const QString& url)
{
    m_endpointUrl = url;
    showState();
}

void EventsPage::showEvent(const QString& id)
{
    m_table->selectId(id);
    m_presenter.select(id);
}

void EventsPage::showTab(models::DetailTab tab)
{
    m_detail->showTab(tab);
}

void EventsPage::addFilter(const QString& text)
{
    const QString before = m_presenter.filterText();
    m_presenter.setFilterText(before.isEmpty() ? text : before + u' ' + text);
    m_table->setFocus(Qt::OtherFocusReason);
}

void EventsPage::beginFilter(const QString& text)
{
    m_filter->focusField();
    m_filter->edit().setText(text);
}

QList<QWidget*> EventsPage::regions() const
{
    return {&m_filter->edit(), m_table, m_detail};
}

QList<QAction*> EventsPage::menuActions(MenuId menu) const
{
    if (menu != MenuId::Event)
        return {};
    return {m_open,       m_next,       m_previous,    m_toggleLive, m_focusFilter,
            m_filterType, m_filterCell, m_excludeCell, m_copyCurl,   m_copyId};
}

void EventsPage::saveLayout(QSettings& settings) const
{
    settings.setValue(QStringLiteral("events/splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("events/columns"), m_table->columnState());
}

void EventsPage::restoreLayout(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("events/splitter")).toByteArray());
    m_table->setColumnState(settings.value(QStringLiteral("events/columns")).toByteArray());
}

void EventsPage::showState()
{
    const bool hasRows = m_presenter.model().rowCount() > 0;
    const bool filtered = !m_presenter.filterText().isEmpty();
    if (m_presenter.state() == EventsPresenter::State::Loading && !hasRows) {
        if (!m_loadingTimer.isActive() && m_stack->currentWidget() != m_loading)
            m_loadingTimer.start();
        return;
    }
    m_loadingTimer.stop();
    if (hasRows) {
        m_stack->setCurrentWidget(m_table);
        m_detail->show();
        return;
    }
    if (m_presenter.state() == EventsPresenter::State::Failed) {
        m_empty->setIcon(Icon::Alert);
        m_empty->setHelpRole(TextRole::Body);
        m_empty->setTexts(tr("The events cannot be read"), tr("The next change is tried again by itself."));
    } else if (filtered) {
        m_empty->setIcon(Icon::Filter);
        m_empty->setHelpRole(TextRole::Body);
        m_empty->setTexts(tr("No event matches this filter"),
                          tr("%n event(s) are hidden by it.", nullptr, static_cast<int>(m_presenter.total())),
                          tr("Clear filter"));
    } else {
        m_empty->setIcon(Icon::Inbox);
        m_empty->setHelpRole(m_endpointUrl.isEmpty() ? TextRole::Body : TextRole::Mono);
        m_empty->setTexts(tr("Waiting for the first event"),
                          m_endpointUrl.isEmpty() ? tr("Start the listener to receive events.") : m_endpointUrl,
                          m_endpointUrl.isEmpty() ? QString() : tr("Copy"));
    }
    m_stack->setCurrentWidget(m_empty);
    m_detail->setVisible(m_detail->detail().has_value());
}

void EventsPage::showBanner()
{
    const bool shown = m_presenter.mode() == EventsPresenter::Mode::Paused && m_presenter.waiting() > 0;
    if (shown)
        m_banner->showMessage(Tone::Accent, tr("%1 while paused.").arg(m_presenter.waitingText()), tr("Resume"));
    m_banner->setVisible(shown);
}

void EventsPage::showPill()
{
    const int count = m_table->newAbove();
    m_pill->setText(tr("%n new", nullptr, count));
    m_pill->setAccessibleName(tr("Show %n new event(s)", nullptr, count));
    m_pill->setVisible(count > 0);
    placePill();
}

void EventsPage::placePill()
{
    m_pill->adjustSize();
    m_pill->move((m_table->width() - m_pill->width()) / 2, pillTop);
    m_pill->raise();
}

bool EventsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        placePill();
    return Page::eventFilter(watched, event);
}

void EventsPage::showDetail(const models::EventDetail& detail)
{
    m_detail->setDetail(detail);
    m_detail->show();
    m_copyCurl->setEnabled(true);
    m_copyId->setEnabled(true);
}

void EventsPage::clearDetail()
{
    m_detail->clear();
    m_copyCurl->setEnabled(false);
    m_copyId->setEnabled(false);
}

void EventsPage::showContextMenu(const QPoint& position)
{
    const bool hasTerm = !m_table->cell().data(EventsModel::FilterRole).toString().isEmpty();
    m_filterCell->setEnabled(hasTerm);
    m_excludeCell->setEnabled(hasTerm);
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("eventMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(m_open);
    menu->addSeparator();
    menu->addActions({m_filterType, m_filterCell, m_excludeCell});
    menu->addSeparator();
    menu->addActions({m_copyCurl, m_copyId, m_copyCell});
    // Actions that are off in the menu because of this cell work by key for other cells.
    connect(menu, &QMenu::aboutToHide, this, [this] {
        m_filterCell->setEnabled(true);
        m_excludeCell->setEnabled(true);
    });
    menu->popup(position);
}

void EventsPage::filterByColumn(int column, bool exclude)
{
    if (!m_table->cell().isValid())
        return;
    const QString term = m_table->cell().siblingAtColumn(column).data(EventsModel::FilterRole).toString();
    if (!term.isEmpty())
        m_presenter.addTerms({exclude ? QString(u'-' + term) : term});
}

void EventsPage::copyText(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

} // namespace hw::widgets
