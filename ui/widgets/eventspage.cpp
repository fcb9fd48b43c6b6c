#include "ui/widgets/eventspage.h"

#include "ui/models/eventactions.h"
#include "ui/models/eventspresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventcommands.h"
#include "ui/widgets/eventdetailpane.h"
#include "ui/widgets/eventfilterbar.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/eventstable.h"
#include "ui/widgets/histogramwidget.h"
#include "ui/widgets/loadingrows.h"
#include "ui/widgets/progressstrip.h"
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
    , m_commands(new EventCommands(theme, *this))
    , m_filter(new EventFilterBar(theme, presenter))
    , m_histogram(new HistogramWidget(theme, presenter.histogram()))
    , m_banner(new Banner(theme))
    , m_progress(new ProgressStrip(theme))
    , m_scan(new ProgressStrip(theme))
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
    m_scan->setObjectName(QStringLiteral("scanStrip"));
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
    m_upper = upper;
    auto* column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filter);
    column->addWidget(m_histogram);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_banner);
    column->addWidget(m_progress);
    column->addWidget(m_scan);
    column->addWidget(m_stack, 1);

    EventCommands& can = *m_commands;
    m_detail = new EventDetailPane(theme, {can.again, can.editResend, can.copyCurl, can.sample, can.compare, m_more},
                                   {can.compare, can.again, can.resend, can.pin, can.exportEvents, can.remove});
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
    connect(m_detail, &EventDetailPane::secretsWanted, this, &EventsPage::secretsWanted);
    connect(m_detail, &EventDetailPane::processAgainWanted, m_commands, &EventCommands::processAgain);
    connect(m_table, &EventsTable::selectedRowsChanged, this, &EventsPage::takeSelection);
    connect(m_commands, &EventCommands::copied, this, &EventsPage::copied);
    connect(m_commands, &EventCommands::historyWanted, this, &EventsPage::historyWanted);
    connect(m_commands, &EventCommands::debugWanted, this, &EventsPage::debugWanted);
    connect(m_commands, &EventCommands::testWanted, this, &EventsPage::testWanted);
    connect(m_commands, &EventCommands::told, this, &EventsPage::told);
    connect(m_pill, &Button::clicked, m_table, &EventsTable::goToTop);
    connect(m_filter, &EventFilterBar::leaveWanted, this, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_banner, &Banner::actionRequested, this, [this] {
        if (m_presenter.isCutShort())
            m_presenter.scanAll();
        else
            m_presenter.setMode(EventsPresenter::Mode::Live);
    });
    connect(m_scan, &ProgressStrip::cancelWanted, &presenter, &EventsPresenter::stopScan);
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
    m_backToList = addPageAction(QStringLiteral("backToEvents"), tr("All events"), tr("Esc"));
    m_position = new QAction(this);
    m_position->setObjectName(QStringLiteral("eventPosition"));
    m_newer = addPageAction(QStringLiteral("newerEvent"), tr("Newer event"), tr("Alt+Up"));
    m_older = addPageAction(QStringLiteral("olderEvent"), tr("Older event"), tr("Alt+Down"));
    m_explain = addPageAction(QStringLiteral("explainLatest"), tr("Explain the last failed signature"), tr("Ctrl+E"));
    for (QAction* action : {m_backToList, m_position, m_newer, m_older})
        action->setVisible(false);
    m_backToList->setEnabled(false);
    m_position->setProperty("plainText", true);
    m_newer->setProperty("iconOnly", true);
    m_older->setProperty("iconOnly", true);
    setActionIcon(m_theme, *m_newer, Icon::Back);
    setActionIcon(m_theme, *m_older, Icon::Right);
    setActionIcon(m_theme, *m_explain, Icon::Shield);
    m_copyId->setEnabled(false);
    m_more = new QAction(tr("More"), this);
    m_more->setObjectName(QStringLiteral("eventMore"));
    m_more->setProperty("iconOnly", true);
    setActionIcon(m_theme, *m_more, Icon::More);
    connect(m_more, &QAction::triggered, this, &EventsPage::showMore);
    setActionIcon(m_theme, *m_copyId, Icon::Key);
    setActionIcon(m_theme, *m_filterType, Icon::Filter);
    setActionIcon(m_theme, *m_focusFilter, Icon::Search);
    setActionIcon(m_theme, *m_open, Icon::Eye);

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
    connect(m_open, &QAction::triggered, this, [this] { setFullPage(true); });
    connect(m_backToList, &QAction::triggered, this, [this] { setFullPage(false); });
    connect(m_newer, &QAction::triggered, this, [this] { m_table->moveBy(-1); });
    connect(m_older, &QAction::triggered, this, [this] { m_table->moveBy(1); });
    connect(m_explain, &QAction::triggered, this, &EventsPage::explainLatest);
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
    connect(&m_presenter, &EventsPresenter::cutShortChanged, this, &EventsPage::showBanner);
    connect(&m_presenter, &EventsPresenter::scanned, m_scan,
            [this](int done, int total) { m_scan->setProgress(tr("Looking through events"), done, total); });
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
    connect(&model, &EventsModel::dataChanged, this, [this] {
        if (m_commands->selectedCount() > 1)
            takeSelection(); // what is pinned may be another row now
    });
    connect(&model, &EventsModel::rowsInserted, this, &EventsPage::showState);
    connect(&model, &EventsModel::rowsRemoved, this, &EventsPage::showState);
}

void EventsPage::setExplainer(models::VerificationPresenter& explainer)
{
    m_detail->setExplainer(explainer);
}

void EventsPage::setActions(models::EventActions& actions)
{
    using models::EventActions;
    m_commands->setFilter([this] { return m_presenter.filter(); });
    m_commands->setActions(actions);
    m_presenter.model().setFileMaker(
        [&actions](const std::vector<qint64>& seqs, const QStringList& ids) { return actions.fileToDrag(seqs, ids); });
    connect(&actions, &EventActions::compared, m_detail, &EventDetailPane::showComparison);
    connect(&actions, &EventActions::exchangesReady, m_detail, &EventDetailPane::showExchanges);
    connect(&actions, &EventActions::exchanged, this, [&actions, this](qint64 seq) {
        if (m_detail->detail() && m_detail->detail()->seq == seq)
            actions.requestExchanges(seq);
    });
    connect(&m_presenter, &EventsPresenter::detailReady, &actions,
            [&actions](const models::EventDetail& detail) { actions.requestExchanges(detail.seq); });
    connect(&actions, &EventActions::progress, m_progress, &ProgressStrip::setProgress);
    connect(&actions, &EventActions::toldUndoable, &m_presenter, &EventsPresenter::refreshSelected);
    connect(m_progress, &ProgressStrip::cancelWanted, &actions, &EventActions::cancel);
}

void EventsPage::setSavedFilters(models::SavedFilters& saved)
{
    m_filter->setSavedFilters(saved);
    connect(m_filter, &EventFilterBar::told, this, &EventsPage::told);
}

void EventsPage::takeSelection()
{
    std::vector<store::EventRow> rows;
    for (const int row : m_table->selectedRows())
        rows.push_back(m_presenter.model().row(row));
    m_commands->setSelected(rows);
    m_detail->setSelectedCount(static_cast<int>(rows.size()));
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
    if (m_presenter.model().rowOfId(id) >= 0)
        m_table->selectId(id);
    else
        m_table->clearSelection(); // what is selected is what is shown
    m_presenter.select(id);
}

void EventsPage::setFullPage(bool full)
{
    if (full == m_fullPage || (full && !m_detail->detail()))
        return;
    m_fullPage = full;
    m_upper->setVisible(!full);
    m_detail->setFullPage(full ? m_backToList : nullptr);
    m_backToList->setEnabled(full);
    for (QAction* action : {m_backToList, m_position, m_newer, m_older})
        action->setVisible(full);
    for (QAction* action : {m_commands->exportAll, m_commands->clear})
        action->setVisible(!full);
    showPosition();
    if (full)
        m_detail->focusTabs();
    else
        m_table->setFocus(Qt::OtherFocusReason);
}

bool EventsPage::isFullPage() const
{
    return m_fullPage;
}

void EventsPage::showPosition()
{
    if (!m_fullPage)
        return;
    const EventsModel& model = m_presenter.model();
    const int row = model.rowOfId(m_presenter.selectedId());
    const bool isKnown = row >= 0 && !model.hasNewer();
    const bool filtered = !m_presenter.filterText().isEmpty();
    const qint64 all = filtered ? m_presenter.matching() : m_presenter.total();
    m_position->setText(isKnown ? tr("Event %1 of %2").arg(QLocale().toString(row + 1), QLocale().toString(all))
                                : QString());
    m_newer->setEnabled(row > 0);
    m_older->setEnabled(row >= 0 && row + 1 < model.rowCount());
}

void EventsPage::explainLatest()
{
    m_explainWanted = true;
    m_presenter.setFilterText(QStringLiteral("verified:failed"));
}

void EventsPage::openEvent(const QString& id)
{
    m_fullWanted = id;
    showEvent(id);
    if (m_detail->detail() && m_detail->detail()->id == id)
        showDetail(*m_detail->detail());
}

void EventsPage::showTab(models::DetailTab tab)
{
    m_detail->showTab(tab);
}

void EventsPage::setFilter(const QString& text)
{
    m_presenter.setFilterText(text);
    setFullPage(false);
    m_table->setFocus(Qt::OtherFocusReason);
}

void EventsPage::addFilter(const QString& text)
{
    m_presenter.addTerms({text});
    m_table->setFocus(Qt::OtherFocusReason);
}

void EventsPage::processAgain(const std::vector<qint64>& seqs)
{
    m_commands->processAgain(seqs);
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
    return QList<QAction*>{m_open,       m_next,       m_previous,    m_toggleLive, m_focusFilter,
                           m_filterType, m_filterCell, m_excludeCell, m_copyId,     m_explain} +
           m_commands->all();
}

QList<QAction*> EventsPage::headerActions() const
{
    return {m_position, m_newer, m_older, m_commands->exportAll, m_commands->clear};
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
    showPosition();
    if (m_explainWanted && m_presenter.state() == EventsPresenter::State::Ready) {
        m_explainWanted = false;
        if (hasRows) {
            showTab(models::DetailTab::Verification);
            openEvent(m_presenter.model().row(0).id);
        }
    }
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
    const bool waiting = m_presenter.mode() == EventsPresenter::Mode::Paused && m_presenter.waiting() > 0;
    const bool shown = waiting || m_presenter.isCutShort();
    if (m_presenter.isCutShort())
        m_banner->showMessage(Tone::Accent, tr("Older events were not looked through: there may be more."),
                              tr("Look through all"));
    else if (waiting)
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
    m_backToList->setText(m_presenter.scope().isEmpty() ? tr("All events")
                                                        : tr("All %1 events").arg(detail.source.name));
    if (m_fullWanted == detail.id) {
        m_fullWanted.clear();
        setFullPage(true);
    }
    showPosition();
    m_commands->setCurrent(detail.stored, detail.source);
    m_copyId->setEnabled(true);
}

void EventsPage::clearDetail()
{
    m_detail->clear();
    setFullPage(false);
    m_commands->setCurrent(nullptr, {});
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
    menu->addActions({m_copyId, m_copyCell});
    menu->addSeparator();
    m_commands->fill(*menu);
    // Actions that are off in the menu because of this cell work by key for other cells.
    connect(menu, &QMenu::aboutToHide, this, [this] {
        m_filterCell->setEnabled(true);
        m_excludeCell->setEnabled(true);
    });
    menu->popup(position);
}

void EventsPage::showMore()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("moreMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    m_commands->fill(*menu);
    menu->addActions({m_copyId, m_explain});
    const auto* button = m_detail->findChild<QWidget*>(QStringLiteral("eventMoreButton"));
    const QPoint below = button
                             ? button->mapToGlobal(QPoint(button->width() - menu->sizeHint().width(), button->height()))
                             : QCursor::pos();
    menu->popup(below);
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
