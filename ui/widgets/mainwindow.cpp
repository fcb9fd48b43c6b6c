#include "ui/widgets/mainwindow.h"

#include "ui/models/errortext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/line.h"
#include "ui/widgets/menus.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/statusbar.h"
#include "ui/widgets/taborder.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/viewheader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QCloseEvent>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenuBar>
#include <QRadioButton>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::Place;
using models::PlaceKind;
using State = models::ListenerStatus::State;

namespace {

constexpr QSize smallest(1024, 640);
constexpr QSize usual(1440, 900);
constexpr int narrowBelow = 1200;
constexpr int bannerMargin = 12;

QString textOf(const Error& error)
{
    return models::errorText(error, models::Audience::Window);
}

QVBoxLayout* columnIn(QWidget* widget)
{
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

/// A page that was never shown counts nothing yet.
QString countOf(const ViewEntry& view)
{
    const Page* page = view.page.made();
    return page ? page->viewCount(view.id) : QString();
}

} // namespace

MainWindow::MainWindow(Theme& theme, models::WorkspacePresenter& presenter, QSettings& settings, const Clock& clock)
    : m_theme(theme)
    , m_presenter(presenter)
    , m_settings(settings)
    , m_clock(clock)
    , m_actions(this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(smallest);
    buildFrame();
    connectActions();
    connectPresenter();
    restore();
    refreshOpenState();
    refreshHistory();
}

MainWindow::~MainWindow()
{
    saveLayout(); // another workspace replaces the window without closing it
}

void MainWindow::buildFrame()
{
    m_menus = new Menus(*menuBar(), m_actions, this);
    const auto grow = [this] { menuBar()->setFixedHeight(m_theme.height(Height::MenuBar)); };
    connect(&m_theme, &Theme::changed, this, grow);
    grow();
    m_toolBar = new ToolBar(m_theme, m_presenter, m_actions);
    m_sidebar = new Sidebar(m_theme, m_presenter.sidebar());
    m_sidebar->setNewSourceAction(*m_actions.newSource);
    m_header = new ViewHeader(m_theme);
    m_bannerFrame = new QWidget;
    m_banner = new Banner(m_theme);
    m_banner->setObjectName(QStringLiteral("banner"));
    m_pages = new QStackedWidget;
    m_problem = new EmptyState(m_theme, Icon::Alert);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_statusBar = new StatusBar(m_theme, m_presenter, m_clock);

    auto* framed = columnIn(m_bannerFrame);
    framed->setContentsMargins(bannerMargin, bannerMargin, bannerMargin, 0);
    framed->addWidget(m_banner);
    m_bannerFrame->hide();
    m_failureFrame = new QWidget;
    m_failure = new Banner(m_theme);
    m_failure->setObjectName(QStringLiteral("failureBanner"));
    m_failure->setClosable(true);
    auto* failureFramed = columnIn(m_failureFrame);
    failureFramed->setContentsMargins(bannerMargin, bannerMargin, bannerMargin, bannerMargin);
    failureFramed->addWidget(m_failure);
    m_failureFrame->hide();

    auto* content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto* contentColumn = columnIn(content);
    contentColumn->addWidget(m_header);
    contentColumn->addWidget(m_bannerFrame);
    contentColumn->addWidget(m_failureFrame);
    contentColumn->addWidget(m_pages, 1);
    m_pages->addWidget(m_problem);
    m_toast = new Toast(m_theme, *content);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_sidebar);
    middle->addWidget(new Line(m_theme, Qt::Vertical));
    middle->addWidget(content, 1);

    auto* central = new QWidget;
    auto* column = columnIn(central);
    column->addWidget(m_toolBar);
    column->addLayout(middle, 1);
    column->addWidget(m_statusBar);
    setCentralWidget(central);
}

void MainWindow::connectActions()
{
    connect(m_actions.palette, &QAction::triggered, this, &MainWindow::openPalette);
    addAction(m_actions.palette);
    addActions(
        {m_actions.toggleSidebar, m_actions.back, m_actions.forward, m_actions.nextRegion, m_actions.previousRegion});
    connect(m_actions.nextRegion, &QAction::triggered, this, [this] { moveRegion(1); });
    connect(m_actions.previousRegion, &QAction::triggered, this, [this] { moveRegion(-1); });
    connect(m_actions.quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions.openWorkspace, &QAction::triggered, this, &MainWindow::chooseWorkspace);
    connect(m_actions.newSource, &QAction::triggered, this, &MainWindow::newSourceWanted);
    connect(m_actions.openDemo, &QAction::triggered, this, &MainWindow::demoWanted);
    connect(m_actions.import, &QAction::triggered, this, &MainWindow::chooseImport);
    connect(m_actions.importFolder, &QAction::triggered, this, &MainWindow::chooseImportFolder);
    connect(m_actions.welcome, &QAction::triggered, this, [this] { showPlace({PlaceKind::Welcome}); });
    connect(m_actions.openFolder, &QAction::triggered, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_presenter.root())); });
    connect(m_actions.toggleSidebar, &QAction::triggered, this, [this](bool shown) {
        m_sidebarForced = shown && isNarrow();
        if (!isNarrow())
            setWantsRail(!shown);
        applyRail();
    });
    connect(m_actions.back, &QAction::triggered, this, [this] {
        if (const auto location = m_history.goBack())
            showLocation(*location, Visit::Replay);
    });
    connect(m_actions.forward, &QAction::triggered, this, [this] {
        if (const auto location = m_history.goForward())
            showLocation(*location, Visit::Replay);
    });
    connect(m_actions.appearance, &QActionGroup::triggered, this,
            [this](const QAction* action) { m_theme.setAppearance(static_cast<Appearance>(action->data().toInt())); });
    connect(m_actions.strongerBorders, &QAction::toggled, this,
            [this](bool on) { m_theme.setBorders(on ? Borders::Stronger : Borders::Quiet); });
    connect(m_actions.largerText, &QAction::triggered, this, [this] { m_theme.setBaseSize(m_theme.baseSize() + 1); });
    connect(m_actions.smallerText, &QAction::triggered, this, [this] { m_theme.setBaseSize(m_theme.baseSize() - 1); });
    connect(m_actions.normalText, &QAction::triggered, this, [this] { m_theme.setBaseSize(Theme::designSize); });
    connect(m_actions.startListener, &QAction::triggered, this, [this] { m_presenter.startListener(); });
    connect(m_actions.stopListener, &QAction::triggered, this, [this] { m_presenter.stopListener(); });
    connect(m_actions.copyEndpoint, &QAction::triggered, this, &MainWindow::copyEndpoint);
    connect(m_actions.shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions.guide, &QAction::triggered, this, &MainWindow::openGuide);
    connect(m_actions.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(m_actions.undo, &QAction::triggered, this, [this] { m_undo.undo(); });
    connect(&m_undo, &models::UndoHistory::changed, this, &MainWindow::refreshUndo);
    refreshUndo();
}

void MainWindow::connectPresenter()
{
    using models::WorkspacePresenter;
    connect(&m_presenter, &WorkspacePresenter::openStateChanged, this, &MainWindow::refreshOpenState);
    connect(&m_presenter, &WorkspacePresenter::workspaceChanged, this, [this] {
        refreshHeader();
        refreshBanner();
        refreshEnabled();
    });
    connect(&m_presenter, &WorkspacePresenter::listenerChanged, this, [this] {
        refreshBanner();
        refreshEnabled();
    });
    connect(&m_presenter, &WorkspacePresenter::failed, this,
            [this](const Error& error) { m_toast->fail(textOf(error)); });
    connect(m_sidebar, &Sidebar::placeChosen, this, [this](const Place& place) { showPlace(place); });
    connect(m_header, &ViewHeader::viewChosen, this, [this](const QString& view) {
        showLocation({m_location.place, view}, Visit::Remember);
    });
    connect(m_toolBar, &ToolBar::workspaceChosen, this, &MainWindow::workspaceChosen);
    connect(m_problem, &EmptyState::actionRequested, this, &MainWindow::chooseWorkspace);
    connect(m_banner, &Banner::actionRequested, this, [this] {
        const auto& error = m_presenter.listener().error;
        if (error && error->code == ErrorCode::PortInUse)
            m_presenter.startListenerAt(error->args.value(2).toUShort());
        else
            m_presenter.startListener();
    });
}

void MainWindow::restore()
{
    if (!restoreGeometry(m_settings.value(QStringLiteral("window/geometry")).toByteArray()))
        resize(usual.boundedTo(screen()->availableSize())); // a small or much enlarged screen has less
    m_rails = m_settings.value(QStringLiteral("window/rails")).toMap();
    const auto appearance = m_theme.appearance();
    for (QAction* action : m_actions.appearance->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(appearance));
    m_actions.strongerBorders->setChecked(m_theme.chosenBorders() == Borders::Stronger);
    applyRail();
}

void MainWindow::saveLayout()
{
    m_settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    m_settings.setValue(QStringLiteral("window/rails"), m_rails);
    for (const ViewEntry& view : m_views)
        if (const Page* page = view.page.made())
            page->saveLayout(m_settings);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    // Qt's buttons know Enter in dialogs only. What is checked or not is Space's.
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    auto* button = enter ? qobject_cast<QAbstractButton*>(focusWidget()) : nullptr;
    if (button && !qobject_cast<QCheckBox*>(button) && !qobject_cast<QRadioButton*>(button))
        button->click();
    else
        QMainWindow::keyPressEvent(event);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return moveFocus(*this, next);
}

void MainWindow::moveRegion(int step)
{
    if (QWidget* popup = QApplication::activePopupWidget())
        popup->close(); // completions keep from a field that it lost the focus
    QList<QWidget*> regions{m_toolBar, m_sidebar};
    if (auto* page = qobject_cast<Page*>(m_pages->currentWidget())) {
        if (page->moveRegion(step))
            return;
        const QList<QWidget*> parts = page->regions();
        const bool any =
            std::any_of(parts.begin(), parts.end(), [](QWidget* part) { return part && !tabStops(*part).isEmpty(); });
        regions += any ? parts : QList<QWidget*>{page};
    }
    const QWidget* focused = focusWidget();
    const auto current = std::find_if(regions.begin(), regions.end(), [focused](const QWidget* region) {
        return focused && (region == focused || region->isAncestorOf(focused));
    });
    const qsizetype count = regions.size();
    qsizetype at = current == regions.end() ? (step > 0 ? -1 : 0) : current - regions.begin();
    for (qsizetype tried = 0; tried < count; ++tried) {
        at = (at + step + count) % count;
        if (const QList<QWidget*> stops = tabStops(*regions.at(at)); !stops.isEmpty()) {
            stops.first()->setFocus(Qt::TabFocusReason);
            reveal(*stops.first());
            return;
        }
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    refreshFailure();
    applyRail();
}

bool MainWindow::isNarrow() const
{
    return width() < narrowBelow;
}

void MainWindow::applyRail()
{
    if (!isNarrow())
        m_sidebarForced = false;
    const bool rail = isNarrow() ? !m_sidebarForced : wantsRail();
    const auto mode = rail ? Sidebar::Mode::Rail : Sidebar::Mode::Full;
    if (m_sidebar->mode() != mode)
        m_sidebar->setMode(mode);
    m_actions.toggleSidebar->setChecked(!rail);
}

const ViewEntry* MainWindow::shownView() const
{
    const auto shown = std::find_if(m_views.begin(), m_views.end(),
                                    [this](const ViewEntry& view) { return view.id == m_location.view; });
    if (shown == m_views.end())
        return nullptr;
    // A page is one thing to look at, however many views it has.
    return &*std::find_if(m_views.begin(), m_views.end(),
                          [&](const ViewEntry& view) { return view.page == shown->page; });
}

bool MainWindow::wantsRail() const
{
    const ViewEntry* view = shownView();
    return view && m_rails.value(view->id, view->sidebar == SidebarMode::Rail).toBool();
}

void MainWindow::setWantsRail(bool rail)
{
    if (const ViewEntry* view = shownView())
        m_rails.insert(view->id, rail);
}

void MainWindow::addView(const ViewEntry& view)
{
    const bool isNew =
        std::none_of(m_views.begin(), m_views.end(), [&](const ViewEntry& other) { return other.page == view.page; });
    m_views.push_back(view);
    if (isNew)
        view.page.whenMade([this](Page& page) { addPage(page); });
    auto* action = new QAction(view.title, this);
    action->setObjectName(QStringLiteral("actionView_") + view.id);
    connect(action, &QAction::triggered, this, [this, id = view.id] {
        showLocation({m_location.place, id}, Visit::Remember);
    });
    addAction(action);
    m_viewActions.push_back(action);
    refreshPlaces();
    if (m_views.size() == 1)
        showPlace({PlaceKind::AllEvents});
    refreshViewActions();
}

void MainWindow::addPage(Page& made)
{
    Page* page = &made;
    m_pages->addWidget(page);
    page->restoreLayout(m_settings);
    connect(page, &Page::viewCountsChanged, this, &MainWindow::refreshHeader);
    connect(page, &Page::statusContextChanged, this, [this, page] {
        if (m_pages->currentWidget() == page)
            m_statusBar->setContext(page->statusContext());
    });
    connect(page, &Page::guideWanted, this, &MainWindow::guideWanted);
    connect(page, &Page::viewWanted, this, [this, page](const QString& view) {
        if (m_pages->currentWidget() == page && view != m_location.view)
            showLocation({m_location.place, view}, Visit::Remember);
    });
}

void MainWindow::refreshPlaces()
{
    // The sidebar leads to what has a view, in this order.
    std::vector<PlaceKind> places;
    for (const PlaceKind place :
         {PlaceKind::Directory, PlaceKind::Deliveries, PlaceKind::Unrouted, PlaceKind::Settings}) {
        if (!viewsOf(place).empty())
            places.push_back(place);
    }
    if (places == m_places)
        return;
    m_places = places;
    m_presenter.sidebar().setWorkspacePlaces(places);
    m_sidebar->setPlace(m_location.place);
}

void MainWindow::refreshViewActions()
{
    // Ctrl+1 is the first view of the place that is shown.
    const auto views = viewsOf(m_location.place.kind);
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        const auto found = std::find(views.begin(), views.end(), &m_views[i]);
        const bool isHere = found != views.end();
        m_viewActions[i]->setEnabled(isHere);
        m_viewActions[i]->setShortcut(isHere ? QKeySequence(QStringLiteral("Ctrl+%1").arg(found - views.begin() + 1))
                                             : QKeySequence());
    }
}

void MainWindow::setRecentWorkspaces(const std::vector<WorkspaceChoice>& recent)
{
    m_toolBar->setRecentWorkspaces(recent);
}

std::vector<const ViewEntry*> MainWindow::viewsOf(PlaceKind place) const
{
    std::vector<const ViewEntry*> views;
    for (const ViewEntry& view : m_views) {
        if (std::find(view.places.begin(), view.places.end(), place) != view.places.end())
            views.push_back(&view);
    }
    return views;
}

void MainWindow::showPlace(const Place& place, const QString& view)
{
    // The same view of another place, where it has it.
    showLocation({place, view.isEmpty() ? m_location.view : view}, Visit::Remember);
}

void MainWindow::showLocation(const models::Location& wanted, Visit visit)
{
    models::Location location = wanted;
    if (location.place.kind == PlaceKind::NewSource) {
        // A set-up that has ended since it was visited leads to its source.
        const auto source = m_presenter.sidebar().source(location.place.source);
        if (source && source->state != models::SourceState::Unfinished)
            location = {{PlaceKind::Source, source->key}, {}};
    } else if (location.place.kind == PlaceKind::Source && m_presenter.workspace()) {
        if (const auto* state = m_presenter.workspace()->sourceAt(location.place.source)) // it may have a new key
            location.place.source = state->key();
    }
    const auto views = viewsOf(location.place.kind);
    if (views.empty())
        return;
    const auto found =
        std::find_if(views.begin(), views.end(), [&](const ViewEntry* view) { return view->id == location.view; });
    const ViewEntry& view = found == views.end() ? *views.front() : **found;
    m_location = {location.place, view.id};
    Page* const page = &view.page.page();
    if (visit == Visit::Remember)
        m_history.visit(m_location);
    m_sidebar->setPlace(location.place);
    page->setPlace(location.place);
    page->setView(view.id);
    applyRail();
    m_menus->setPage(page);
    if (m_presenter.openState() != models::WorkspacePresenter::OpenState::Failed)
        m_pages->setCurrentWidget(page);
    m_header->setPageActions(page->headerActions());
    m_statusBar->setContext(page->statusContext());
    refreshHeader();
    refreshHistory();
    refreshEnabled();
    refreshViewActions();
    refreshUndo();
    // What had the focus may be gone, or be what Qt remembers of this page and no longer seen.
    QWidget* focused = focusWidget();
    if (isActiveWindow() && (!focused || !focused->isVisible())) {
        const QList<QWidget*> stops = tabStops(*page);
        focused = stops.value(0);
        if (focused)
            focused->setFocus();
    }
    if (focused)
        reveal(*focused);
    Q_EMIT placeChanged();
}

void MainWindow::refreshHeader()
{
    const Place& place = m_location.place;
    const auto views = viewsOf(place.kind);
    // What is no view of the data has no tabs: it has its own title, or none.
    const bool apart = place.kind == PlaceKind::NewSource || place.kind == PlaceKind::Welcome;
    m_header->setVisible(place.kind != PlaceKind::Welcome);
    if (place.kind == PlaceKind::NewSource && !place.source.isEmpty() && m_presenter.workspace() &&
        !m_presenter.sidebar().source(place.source)) { // it was removed
        showPlace({PlaceKind::AllEvents});
        return;
    }
    if (apart) {
        m_header->setTitle(views.empty() ? QString() : views.front()->title, std::nullopt);
    } else if (place.kind == PlaceKind::Source) {
        const auto source = m_presenter.sidebar().source(place.source);
        if (!source) { // it was removed, or has a new key
            if (m_presenter.workspace())
                showPlace(m_presenter.workspace()->sourceAt(place.source) ? Place(place) : Place{PlaceKind::AllEvents});
            return;
        }
        m_header->setTitle(source->name, glyphOf(source->provider));
    } else {
        const QModelIndex index = m_presenter.sidebar().indexOf(place);
        m_header->setTitle(index.data().toString(), std::nullopt);
    }
    std::vector<ViewTab> tabs;
    if (!apart) {
        for (const ViewEntry* view : views)
            tabs.push_back({view->id, view->title, view->icon, countOf(*view)});
    }
    m_header->setViews(tabs, m_location.view);
    const QString name = m_presenter.name();
    setWindowTitle(name.isEmpty() ? tr("Headwater") : tr("%1 – Headwater").arg(name));
}

void MainWindow::refreshHistory()
{
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
}

void MainWindow::refreshEnabled()
{
    const State state = m_presenter.listener().state;
    const bool running = state == State::Listening || state == State::Starting;
    const bool open = m_presenter.workspace() != nullptr;
    m_actions.startListener->setEnabled(open && !running);
    m_actions.stopListener->setEnabled(running);
    m_actions.openFolder->setEnabled(open);
    m_actions.copyEndpoint->setEnabled(open && m_location.place.kind == PlaceKind::Source);
}

void MainWindow::refreshBanner()
{
    const auto& error = m_presenter.listener().error;
    const std::vector<Error> fileErrors = m_presenter.fileErrors();
    if (error) {
        const QString next = error->code == ErrorCode::PortInUse ? error->args.value(2) : QString();
        m_banner->showMessage(Tone::Fail, textOf(*error), next.isEmpty() ? tr("Try again") : tr("Use %1").arg(next));
    } else if (!fileErrors.empty()) {
        const QString more =
            fileErrors.size() > 1 ? tr(" And %n more.", nullptr, static_cast<int>(fileErrors.size() - 1)) : QString();
        m_banner->showMessage(Tone::Warn, textOf(fileErrors.front()) + more);
    }
    m_bannerFrame->setVisible(error || !fileErrors.empty());
}

void MainWindow::refreshOpenState()
{
    if (m_presenter.openState() == models::WorkspacePresenter::OpenState::Failed && m_presenter.openError()) {
        m_problem->setTexts(tr("The workspace cannot be opened"), textOf(*m_presenter.openError()),
                            tr("Open another workspace…"));
        m_pages->setCurrentWidget(m_problem);
    } else {
        for (const ViewEntry& view : m_views) {
            if (view.id == m_location.view)
                m_pages->setCurrentWidget(&view.page.page());
        }
    }
    refreshEnabled();
}

void MainWindow::raiseToFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    QWidget::show();
    raise();
    activateWindow();
}

} // namespace hw::widgets
