#include "app/headwater/session.h"

#include "app/headwater/deliveries.h"
#include "app/headwater/engineadapter.h"
#include "app/headwater/help.h"
#include "app/headwater/mappingadapter.h"
#include "app/headwater/notices.h"
#include "app/headwater/settingsadapter.h"
#include "app/headwater/sourcesetup.h"
#include "app/headwater/unrouted.h"
#include "app/headwater/welcome.h"
#include "core/base/logging.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/errortext.h"
#include "ui/models/samplekeeper.h"
#include "ui/widgets/coveragepage.h"
#include "ui/widgets/directorypage.h"
#include "ui/widgets/eventspage.h"
#include "ui/widgets/goldendialog.h"
#include "ui/widgets/goldenpage.h"
#include "ui/widgets/mappingpage.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/settingspage.h"
#include "ui/widgets/sourcesettingspage.h"
#include "ui/widgets/timetravelpage.h"
#include "ui/widgets/toast.h"

#include <QDesktopServices>
#include <QDir>
#include <QThread>
#include <QUrl>

namespace hw::app {

using models::WorkspacePresenter;

namespace {

engine::EngineOptions optionsFor(const QString& root)
{
    engine::EngineOptions options;
    options.root = root;
    options.ownership = engine::Ownership::WhenFree;
    return options;
}

QString databaseOf(const QString& root)
{
    return QDir(root).filePath(QStringLiteral("data/headwater.db"));
}

} // namespace

Session::Session(const QString& root, widgets::Theme& theme, QSettings& settings, const Clock& clock,
                 std::shared_ptr<engine::Engine> running)
    : m_root(root)
    , m_theme(theme)
    , m_stored(settings)
    , m_clock(clock)
    , m_catalog(catalog::Catalog::load(catalog::Catalog::userFolder()))
    , m_running(running ? std::move(running) : std::make_shared<engine::Engine>(optionsFor(root)))
    , m_engine(*m_running)
    , m_link(linkTo(m_engine))
    , m_settingsLink(settingsLinkTo(m_engine))
    , m_frameReader(databaseOf(root))
    , m_pageReader(databaseOf(root))
    , m_scriptReader(databaseOf(root))
    , m_directoryReader(databaseOf(root))
    , m_mappingReader(databaseOf(root))
    , m_sourceReader(databaseOf(root))
    , m_travelReader(databaseOf(root))
    , m_mappingSource(mappingSourceOf(m_engine, m_mappingReader))
    , m_frameEvents(m_frameReader)
    , m_pageEvents(m_pageReader)
    , m_scriptEvents(m_scriptReader)
    , m_sourceEvents(m_sourceReader)
    , m_presenter(*m_link, m_frameEvents, clock)
    , m_events(m_pageEvents, clock)
    , m_verification(m_engine, clock)
    , m_eventActions(m_engine, databaseOf(root), clock)
    , m_savedFilters(m_engine)
    , m_directory(m_directoryReader, clock)
    , m_directoryEditor(m_engine, clock)
    , m_palette(m_frameEvents, clock)
    , m_settings(*m_settingsLink, m_presenter)
    , m_sourceSettings(m_engine, m_sourceEvents, m_presenter, m_catalog, clock)
    , m_script(m_engine, m_scriptEvents, m_catalog, clock)
    , m_debug(m_engine, m_script)
    , m_assist(m_engine, m_script, m_debug, m_catalog, clock)
    , m_scriptDiff(m_engine, m_script)
    , m_mapping(*m_mappingSource, clock)
    , m_travel(m_engine, m_travelReader, m_script, m_mapping, m_presenter, clock)
    , m_unsaved(QDir(root).filePath(QStringLiteral("data")), m_script, m_mapping)
    , m_coverage(m_engine, m_mapping, clock)
    , m_golden(m_engine)
    , m_window(std::make_unique<widgets::MainWindow>(theme, m_presenter, settings, clock))
    , m_eventsPage(new widgets::EventsPage(theme, m_events))
    , m_mappingPage([this, &theme] { return makeMappingPage(theme); })
    , m_travelPage([this, &theme] { return makeTravelPage(theme); })
{
    addPages(theme);
    addTimeTravel();
    addSourceSettings(theme);
    addCoverage(theme);
    addTests(theme);
    m_notices = std::make_unique<Notices>(databaseOf(root), m_presenter, *m_window, clock);
    connect(m_notices.get(), &Notices::eventsWanted, this, [this](const QString& source, const QString& filter) {
        m_window->showPlace({models::PlaceKind::Source, source}, QStringLiteral("events"));
        m_eventsPage->addFilter(filter);
    });
    connect(m_notices.get(), &Notices::debugWanted, this, &Session::debugEvent);
    connect(m_notices.get(), &Notices::travelWanted, this, [this](const QString& source, const QString& filter) {
        m_window->showPlace({models::PlaceKind::Source, source}, QStringLiteral("travel"));
        m_travelPage.as<widgets::TimeTravelPage>().showFilter(filter);
    });
    connect(m_notices.get(), &Notices::againWanted, &m_eventActions, &models::EventActions::planAgain);
    m_deliveries = std::make_unique<Deliveries>(m_engine, databaseOf(root), m_presenter, *m_window, theme, clock);
    connect(m_deliveries.get(), &Deliveries::eventWanted, this, &Session::showEvent);
    connect(m_deliveries.get(), &Deliveries::attentionWanted, this,
            [this](const QString& cause, const QString& title, const QString& text, const QString& view) {
                m_notices->tell(cause, title, text,
                                [this, view] { m_window->showPlace({models::PlaceKind::Deliveries}, view); });
            });
    m_unrouted = std::make_unique<Unrouted>(m_engine, databaseOf(root), std::make_shared<catalog::Catalog>(m_catalog),
                                            m_presenter, *m_window, theme, clock);
    m_setup =
        std::make_unique<SourceSetup>(m_catalog, m_engine, databaseOf(root), m_presenter, *m_window, theme, clock);
    connect(m_unrouted.get(), &Unrouted::sourceWanted, m_setup.get(), &SourceSetup::begin);
    m_welcome = std::make_unique<Welcome>(root, m_engine, m_catalog, m_presenter, *m_window, theme, clock);
    m_help = std::make_unique<Help>(m_catalog, m_presenter, *m_window, theme);
    addSettings(theme, settings);
    connectPalette();
    connect(&m_presenter, &WorkspacePresenter::workspaceChanged, this, [this] {
        refreshSources();
        refreshEndpoint();
        m_mapping.setWorkspace(m_presenter.workspace(), m_presenter.environment());
    });
    connect(&m_unsaved, &models::UnsavedWork::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
    connect(&m_presenter, &WorkspacePresenter::listenerChanged, this, &Session::refreshEndpoint);
    connect(&m_presenter, &WorkspacePresenter::ownerChanged, this, &Session::tellOwner);
    connect(m_window.get(), &widgets::MainWindow::placeChanged, this, &Session::refreshEndpoint);
    connect(&m_presenter, &WorkspacePresenter::environmentsChanged, this, [this] {
        m_directory.setEnvironment(m_presenter.environment());
        m_mapping.setWorkspace(m_presenter.workspace(), m_presenter.environment());
    });
}

Session::~Session() = default;

void Session::addPages(const widgets::Theme& theme)
{
    using models::PlaceKind;
    m_window->addView({QStringLiteral("events"),
                       tr("Events"),
                       widgets::Icon::List,
                       {PlaceKind::AllEvents, PlaceKind::Source},
                       m_eventsPage});
    connect(m_eventsPage, &widgets::EventsPage::copied, this, &Session::informCopied);
    addEventActions();
    addScript(theme);
    addMapping();
    addDirectory(theme);
}

void Session::informCopied(const QString& what)
{
    m_window->toast().inform(tr("Copied: %1").arg(what));
}

void Session::addDirectory(const widgets::Theme& theme)
{
    using widgets::DirectoryPage;
    const widgets::LazyPage lazy([this, &theme] {
        auto* page = new DirectoryPage(theme, m_directory);
        connect(page, &DirectoryPage::copied, this, &Session::informCopied);
        connect(page, &DirectoryPage::openEvent, this, &Session::showEvent);
        connect(page, &DirectoryPage::deleteWanted, this,
                [this](const delivery::DirectoryTarget& target, const QString& name) {
                    m_directoryEditor.remove(m_directory.environment(), target, name);
                });
        return page;
    });
    for (const widgets::ViewEntry& view : DirectoryPage::views(lazy))
        m_window->addView(view);
    connect(&m_directoryEditor, &models::DirectoryEditor::deleted, m_window.get(),
            &widgets::MainWindow::informUndoable);
    connect(&m_directoryEditor, &models::DirectoryEditor::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addEventActions()
{
    using models::EventActions;
    using models::VerificationPresenter;
    using widgets::EventsPage;
    const auto inform = [this](const QString& text) { m_window->toast().inform(text); };
    const auto informUndoable = [this](const QString& text, const std::function<void()>& undo) {
        m_window->informUndoable(text, undo);
    };
    const auto fail = [this](const Error& error) {
        m_window->toast().fail(models::errorText(error, models::Audience::Window));
    };
    m_eventsPage->setExplainer(m_verification);
    m_eventsPage->setActions(m_eventActions);
    m_eventsPage->setSavedFilters(m_savedFilters);
    connect(&m_savedFilters, &models::SavedFilters::failed, this, fail);
    connect(&m_verification, &VerificationPresenter::applied, this, informUndoable);
    connect(&m_verification, &VerificationPresenter::failed, this, fail);
    connect(&m_eventActions, &EventActions::told, this, inform);
    connect(&m_eventActions, &EventActions::toldUndoable, this, informUndoable);
    connect(&m_eventActions, &EventActions::failed, this, fail);
    connect(m_eventsPage, &EventsPage::told, this, inform);
    connect(m_eventsPage, &EventsPage::secretsWanted, this, [this](const QString& source) {
        m_window->showPlace({models::PlaceKind::Source, source}, QStringLiteral("setup"));
    });
    connect(m_eventsPage, &EventsPage::debugWanted, this, &Session::debugEvent);
    connect(m_eventsPage, &EventsPage::historyWanted, this, [this](const QString& filter) {
        m_window->showPlace({models::PlaceKind::AllEvents}, QStringLiteral("events"));
        m_eventsPage->setFilter(filter);
    });
}

void Session::addSettings(widgets::Theme& theme, QSettings& settings)
{
    const widgets::LazyPage lazy([this, &theme, &settings] {
        auto* page = new widgets::SettingsPage(theme, m_settings, settings);
        connect(page, &widgets::SettingsPage::languageChosen, this, &Session::languageChosen);
        return page;
    });
    for (const widgets::ViewEntry& view : widgets::SettingsPage::views(lazy))
        m_window->addView(view);
    connect(&m_settings, &models::SettingsPresenter::applied, this,
            [this](const QString& notice, const std::function<void()>& undo) {
                if (undo)
                    m_window->informUndoable(notice, undo);
                else
                    m_window->toast().inform(notice);
            });
    connect(&m_settings, &models::SettingsPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::showEvents()
{
    const models::Place place = m_window->place();
    const bool ofSource = place.kind == models::PlaceKind::Source;
    m_window->showPlace(ofSource ? place : models::Place{models::PlaceKind::AllEvents}, QStringLiteral("events"));
}

void Session::showEvent(const QString& id)
{
    m_window->showPlace({models::PlaceKind::AllEvents}, QStringLiteral("events"));
    m_eventsPage->showEvent(id);
}

void Session::debugEvent(const QString& source, const QString& id)
{
    m_window->showPlace({models::PlaceKind::Source, source}, QStringLiteral("script"));
    if (m_script.hasScript()) // else the view says that there is none, and offers to begin one
        m_debug.startOnEvent(id);
}

void Session::connectPalette()
{
    using widgets::MainWindow;
    m_window->setPalettePresenter(m_palette);
    connect(m_window.get(), &MainWindow::eventWanted, this, &Session::showEvent);
    connect(m_window.get(), &MainWindow::filterWanted, this, [this](const QString& text) {
        showEvents();
        m_eventsPage->addFilter(text);
    });
    connect(m_window.get(), &MainWindow::filterFieldWanted, this, [this](const QString& field) {
        showEvents();
        m_eventsPage->beginFilter(field.endsWith(u'.') ? field : field + u':');
    });
}

void Session::addScript(const widgets::Theme& theme)
{
    using widgets::ScriptPage;
    const widgets::LazyPage lazy([this, &theme] {
        auto* page = new ScriptPage(theme, m_script, m_debug, m_scriptDiff, m_clock);
        page->setAssist(m_assist);
        connect(page, &ScriptPage::savedAs, this,
                [this](const QString& version) { m_window->toast().inform(tr("Saved as %1").arg(version)); });
        connect(page, &ScriptPage::refused, this, [this](const QString& why) { m_window->toast().inform(why); });
        connect(page, &ScriptPage::mappingWanted, this, [this](const QString& path, const QString& type) {
            m_window->showPlace(m_window->place(), QStringLiteral("mapping"));
            m_mapping.addType(type);
            mappingPage().offer(path);
        });
        connect(page, &ScriptPage::copied, this, &Session::informCopied);
        return page;
    });
    m_window->addView({QStringLiteral("script"),
                       tr("Script"),
                       widgets::Icon::Code,
                       {models::PlaceKind::Source},
                       lazy,
                       widgets::SidebarMode::Rail});
    connect(&m_debug, &models::DebugPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
    const models::SampleKeeper& keeper = m_script.keeper();
    connect(&keeper, &models::SampleKeeper::changed, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(&keeper, &models::SampleKeeper::refused, this,
            [this](const QString& why) { m_window->toast().inform(why); });
    connect(&keeper, &models::SampleKeeper::failed, &m_script, &models::ScriptPresenter::failed);
    connect(&m_script, &models::ScriptPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

widgets::MappingPage& Session::mappingPage() const
{
    return m_mappingPage.as<widgets::MappingPage>();
}

void Session::addMapping()
{
    m_window->addView({QStringLiteral("mapping"),
                       tr("Mapping"),
                       widgets::Icon::Route,
                       {models::PlaceKind::Source},
                       m_mappingPage,
                       widgets::SidebarMode::Rail});
    const auto shared = std::make_shared<const catalog::Catalog>(m_catalog);
    m_mapping.setCatalog(shared);
    m_events.setCatalog(shared);
    connect(&m_mapping, &models::MappingPresenter::ownTypesAdded, m_window.get(), &widgets::MainWindow::informUndoable);
}

widgets::MappingPage* Session::makeMappingPage(const widgets::Theme& theme)
{
    using widgets::MappingPage;
    auto* page = new MappingPage(theme, m_mapping);
    connect(page, &MappingPage::told, this, [this](const QString& text, bool undo) {
        std::function<void()> back;
        if (undo)
            back = [this] { mappingPage().undo(); };
        m_window->toast().inform(text, back);
    });
    connect(page, &MappingPage::copied, this, &Session::informCopied);
    connect(page, &MappingPage::applyWanted, this, [this](const QStringList& events) {
        const auto filter = store::Filter::parse(QStringLiteral("id:") + events.join(u','), m_clock.now());
        if (filter)
            m_eventActions.findMatching(*filter, this,
                                        [this](const std::vector<qint64>& seqs) { m_eventActions.planAgain(seqs); });
    });
    connect(page, &MappingPage::failed, this, [this](const QString& text) { m_window->toast().fail(text); });
    connect(page, &MappingPage::fileWanted, this, [this](const QString& path) {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            m_window->toast().fail(tr("No program opens %1").arg(path));
    });
    return page;
}

void Session::addTimeTravel()
{
    using models::TimeTravelPresenter;
    m_window->addView({QStringLiteral("travel"),
                       tr("Time travel"),
                       widgets::Icon::Clock,
                       {models::PlaceKind::AllEvents, models::PlaceKind::Source},
                       m_travelPage,
                       widgets::SidebarMode::Rail});
    connect(&m_travel, &TimeTravelPresenter::alikeFound, this, [this](const QString&, const QString& note) {
        if (!note.isEmpty())
            m_window->toast().inform(note);
    });
    connect(&m_travel, &TimeTravelPresenter::exported, this,
            [this](const QString& file) { m_window->toast().inform(tr("Wrote %1").arg(file)); });
    connect(&m_travel, &TimeTravelPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

widgets::TimeTravelPage* Session::makeTravelPage(const widgets::Theme& theme)
{
    auto* page = new widgets::TimeTravelPage(theme, m_travel);
    connect(page, &widgets::TimeTravelPage::openEvent, this, &Session::showEvent);
    connect(page, &widgets::TimeTravelPage::debugWanted, this,
            [this](const QString& id) { debugEvent(m_travel.detail()->source, id); });
    connect(page, &widgets::TimeTravelPage::eventsWanted, this, [this](const QString& filter) {
        m_window->showPlace(m_window->place(), QStringLiteral("events"));
        m_eventsPage->setFilter(filter);
    });
    connect(page, &widgets::TimeTravelPage::againWanted, this, [this](const std::vector<qint64>& seqs) {
        m_window->showPlace(m_window->place(), QStringLiteral("events"));
        m_eventsPage->processAgain(seqs);
    });
    return page;
}

void Session::addSourceSettings(const widgets::Theme& theme)
{
    using models::SourceSettingsPresenter;
    const widgets::LazyPage lazy(
        [this, &theme] { return new widgets::SourceSettingsPage(theme, m_sourceSettings, m_settings); });
    m_window->addView(
        {QStringLiteral("setup"), tr("Setup"), widgets::Icon::Sliders, {models::PlaceKind::Source}, lazy});
    connect(&m_sourceSettings, &SourceSettingsPresenter::applied, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(&m_sourceSettings, &SourceSettingsPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addCoverage(const widgets::Theme& theme)
{
    using models::CoveragePresenter;
    const widgets::LazyPage lazy([this, &theme] { return new widgets::CoveragePage(theme, m_coverage); });
    m_window->addView({QStringLiteral("coverage"),
                       tr("Coverage"),
                       widgets::Icon::Eye,
                       {models::PlaceKind::Source},
                       lazy,
                       widgets::SidebarMode::Rail});
    connect(&m_coverage, &CoveragePresenter::mappingWanted, this,
            [this](const QString& type, const QString& mapping, const QString& parameter) {
                m_window->showPlace({models::PlaceKind::Source, m_coverage.source()}, QStringLiteral("mapping"));
                m_mapping.addType(type);
                if (!mapping.isEmpty() && !parameter.isEmpty())
                    mappingPage().showSlot({mapping, parameter, -1});
            });
    connect(&m_coverage, &CoveragePresenter::eventsWanted, this, [this](const QString& filter) {
        m_window->showPlace({models::PlaceKind::AllEvents}, QStringLiteral("events"));
        m_eventsPage->setFilter(filter);
    });
    connect(&m_coverage, &CoveragePresenter::eventWanted, this, &Session::showEvent);
    connect(&m_coverage, &CoveragePresenter::told, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(&m_coverage, &CoveragePresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addTests(const widgets::Theme& theme)
{
    using models::GoldenPresenter;
    const widgets::LazyPage lazy([this, &theme] {
        auto* page = new widgets::GoldenPage(theme, m_golden);
        connect(page, &widgets::GoldenPage::copied, this, &Session::informCopied);
        return page;
    });
    m_window->addView({QStringLiteral("tests"),
                       tr("Tests"),
                       widgets::Icon::Mark,
                       {models::PlaceKind::Source},
                       lazy,
                       widgets::SidebarMode::Rail});
    connect(&m_golden, &GoldenPresenter::told, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(&m_golden, &GoldenPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
    connect(m_eventsPage, &widgets::EventsPage::testWanted, this, [this, &theme](const store::StoredEvent& event) {
        auto* dialog =
            new widgets::GoldenDialog(theme, std::make_unique<models::GoldenMaker>(m_engine, event), m_window.get());
        connect(dialog, &widgets::GoldenDialog::made, this, [this](const QString& source, const QString& name) {
            m_window->toast().inform(tr("Made the test %1").arg(name));
            m_window->showPlace({models::PlaceKind::Source, source}, QStringLiteral("tests"));
        });
        dialog->open();
    });
}

/// Beside `headwater-cli serve` the window shows what that captures, and works itself once it has ended.
void Session::tellOwner()
{
    const std::optional<store::Owner>& owner = m_presenter.owner();
    if (!owner) {
        m_ownerTold = 0;
        m_window->toast().inform(tr("The process that ran this workspace has ended: this window runs it now."));
        return;
    }
    if (std::exchange(m_ownerTold, owner->pid) != owner->pid)
        m_window->toast().inform(models::errorText({ErrorCode::WorkspaceOwned, {m_root, QString::number(owner->pid)}},
                                                   models::Audience::Window));
}

void Session::refreshSources()
{
    QHash<QString, models::SourceLabel> labels;
    for (const workspace::SourceState& state : m_presenter.workspace()->sources) {
        const QString& name = state.source.name;
        labels.insert(state.key(), {name.isEmpty() ? state.key() : name, state.source.provider});
    }
    m_events.setSources(labels);
    m_directory.setSources(labels);
}

void Session::refreshEndpoint()
{
    const bool listening = m_presenter.listener().state == models::ListenerStatus::State::Listening;
    const QString& key = m_window->place().source;
    m_eventsPage->setEndpointUrl(listening && !key.isEmpty() ? m_presenter.endpointUrl(key) : QString());
}

void Session::setRecentWorkspaces(const std::vector<widgets::WorkspaceChoice>& recent)
{
    m_window->setRecentWorkspaces(recent);
    m_welcome->setRecentWorkspaces(recent);
}

QString Session::defaultRoot()
{
    return QDir::home().filePath(QStringLiteral("Headwater/default"));
}

void Session::start()
{
    m_window->show();
    if (!m_unsaved.putAside().isEmpty())
        m_window->toast().fail(tr("Not all scripts and mappings that were edited and not saved can be read. They were "
                                  "put aside, as text: %1")
                                   .arg(m_unsaved.putAside().join(QStringLiteral(", "))));
    openWorkspace(WorkspacePresenter::Launch::First);
}

void Session::openWorkspace(WorkspacePresenter::Launch launch)
{
    if (m_root != defaultRoot()) {
        m_presenter.start(launch);
        return;
    }
    auto present = std::make_shared<bool>(false);
    auto* looking =
        QThread::create([root = m_root, present] { *present = workspace::WorkspaceFiles::isWorkspace(root); });
    connect(looking, &QThread::finished, &m_presenter, [this, present, launch] {
        if (*present)
            m_presenter.start(launch);
        else
            m_welcome->showFirstStart();
    });
    connect(looking, &QThread::finished, looking, &QObject::deleteLater);
    looking->start();
}

std::unique_ptr<Session> Session::inOtherWords(std::unique_ptr<Session> session)
{
    session->m_unsaved.handOver();
    session->m_window->saveLayout();
    const bool wasOpen = session->m_presenter.openState() == WorkspacePresenter::OpenState::Open;
    auto next = std::make_unique<Session>(session->m_root, session->m_theme, session->m_stored, session->m_clock,
                                          wasOpen ? session->m_running : nullptr);
    Session& made = *next;
    const models::Location location = session->m_window->location();
    // Once the window knows its sources.
    connect(
        &made.m_presenter, &WorkspacePresenter::openStateChanged, made.m_window.get(),
        [&made, location] { made.m_window->showPlace(location.place, location.view); }, Qt::SingleShotConnection);
    made.m_window->show();
    session.reset();                 // after the new one is there, so that the program is never without a window
    made.m_window->activateWindow(); // it has the keyboard that the one before had
    made.openWorkspace(wasOpen ? WorkspacePresenter::Launch::Resumed : WorkspacePresenter::Launch::First);
    return next;
}

} // namespace hw::app
