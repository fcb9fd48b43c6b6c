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

Session::Session(const QString& root, widgets::Theme& theme, QSettings& settings, const Clock& clock)
    : m_root(root)
    , m_clock(clock)
    , m_catalog(catalog::Catalog::load(catalog::Catalog::userFolder()))
    , m_engine(optionsFor(root))
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
    , m_coverage(m_engine, m_mapping, clock)
    , m_golden(m_engine)
    , m_window(std::make_unique<widgets::MainWindow>(theme, m_presenter, settings, clock))
    , m_eventsPage(new widgets::EventsPage(theme, m_events))
    , m_directoryPage(new widgets::DirectoryPage(theme, m_directory))
    , m_scriptPage(new widgets::ScriptPage(theme, m_script, m_debug, m_scriptDiff, clock))
    , m_mappingPage(new widgets::MappingPage(theme, m_mapping))
{
    using models::WorkspacePresenter;
    addPages();
    addTimeTravel(theme);
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
        m_travelPage->showFilter(filter);
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
    connect(&m_presenter, &WorkspacePresenter::listenerChanged, this, &Session::refreshEndpoint);
    connect(&m_presenter, &WorkspacePresenter::ownerChanged, this, &Session::tellOwner);
    connect(m_window.get(), &widgets::MainWindow::placeChanged, this, &Session::refreshEndpoint);
    connect(&m_presenter, &WorkspacePresenter::environmentsChanged, this, [this] {
        m_directory.setEnvironment(m_presenter.environment());
        m_mapping.setWorkspace(m_presenter.workspace(), m_presenter.environment());
    });
}

Session::~Session() = default;

void Session::addPages()
{
    using models::PlaceKind;
    const auto informCopied = [this](const QString& what) { m_window->toast().inform(tr("Copied: %1").arg(what)); };
    m_window->addView({QStringLiteral("events"),
                       tr("Events"),
                       widgets::Icon::List,
                       {PlaceKind::AllEvents, PlaceKind::Source},
                       m_eventsPage});
    connect(m_eventsPage, &widgets::EventsPage::copied, this, informCopied);
    addEventActions();
    addScript();
    addMapping();
    for (const widgets::ViewEntry& view : m_directoryPage->views())
        m_window->addView(view);
    connect(m_directoryPage, &widgets::DirectoryPage::copied, this, informCopied);
    connect(m_directoryPage, &widgets::DirectoryPage::openEvent, this, &Session::showEvent);
    connect(m_directoryPage, &widgets::DirectoryPage::deleteWanted, this,
            [this](const delivery::DirectoryTarget& target, const QString& name) {
                m_directoryEditor.remove(m_directory.environment(), target, name);
            });
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
    auto* page = new widgets::SettingsPage(theme, m_settings, settings);
    for (const widgets::ViewEntry& view : page->views())
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

void Session::addScript()
{
    m_window->addView({QStringLiteral("script"),
                       tr("Script"),
                       widgets::Icon::Code,
                       {models::PlaceKind::Source},
                       m_scriptPage,
                       widgets::SidebarMode::Rail});
    m_scriptPage->setAssist(m_assist);
    connect(m_scriptPage, &widgets::ScriptPage::savedAs, this,
            [this](const QString& version) { m_window->toast().inform(tr("Saved as %1").arg(version)); });
    connect(m_scriptPage, &widgets::ScriptPage::refused, this,
            [this](const QString& why) { m_window->toast().inform(why); });
    connect(m_scriptPage, &widgets::ScriptPage::mappingWanted, this, [this](const QString& path, const QString& type) {
        m_window->showPlace(m_window->place(), QStringLiteral("mapping"));
        m_mapping.addType(type);
        m_mappingPage->offer(path);
    });
    connect(m_scriptPage, &widgets::ScriptPage::copied, this,
            [this](const QString& what) { m_window->toast().inform(tr("Copied: %1").arg(what)); });
    connect(&m_debug, &models::DebugPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
    connect(&m_script, &models::ScriptPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addMapping()
{
    using widgets::MappingPage;
    m_window->addView({QStringLiteral("mapping"),
                       tr("Mapping"),
                       widgets::Icon::Route,
                       {models::PlaceKind::Source},
                       m_mappingPage,
                       widgets::SidebarMode::Rail});
    const auto shared = std::make_shared<const catalog::Catalog>(m_catalog);
    m_mapping.setCatalog(shared);
    m_events.setCatalog(shared);
    connect(m_mappingPage, &MappingPage::told, this, [this](const QString& text, bool undo) {
        std::function<void()> back;
        if (undo)
            back = [this] { m_mappingPage->undo(); };
        m_window->toast().inform(text, back);
    });
    connect(&m_mapping, &models::MappingPresenter::ownTypesAdded, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(m_mappingPage, &MappingPage::copied, this,
            [this](const QString& what) { m_window->toast().inform(tr("Copied: %1").arg(what)); });
    connect(m_mappingPage, &MappingPage::failed, this, [this](const QString& text) { m_window->toast().fail(text); });
    connect(m_mappingPage, &MappingPage::fileWanted, this, [this](const QString& path) {
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
            m_window->toast().fail(tr("No program opens %1").arg(path));
    });
}

void Session::addTimeTravel(const widgets::Theme& theme)
{
    using models::TimeTravelPresenter;
    auto* page = new widgets::TimeTravelPage(theme, m_travel);
    m_travelPage = page;
    m_window->addView({QStringLiteral("travel"),
                       tr("Time travel"),
                       widgets::Icon::Clock,
                       {models::PlaceKind::Source},
                       page,
                       widgets::SidebarMode::Rail});
    connect(page, &widgets::TimeTravelPage::openEvent, this, &Session::showEvent);
    connect(page, &widgets::TimeTravelPage::debugWanted, this,
            [this](const QString& id) { debugEvent(m_window->place().source, id); });
    connect(page, &widgets::TimeTravelPage::eventsWanted, this, [this](const QString& filter) {
        m_window->showPlace(m_window->place(), QStringLiteral("events"));
        m_eventsPage->setFilter(filter);
    });
    connect(page, &widgets::TimeTravelPage::againWanted, this, [this](const std::vector<qint64>& seqs) {
        m_window->showPlace(m_window->place(), QStringLiteral("events"));
        m_eventsPage->processAgain(seqs);
    });
    connect(&m_travel, &TimeTravelPresenter::exported, this,
            [this](const QString& file) { m_window->toast().inform(tr("Wrote %1").arg(file)); });
    connect(&m_travel, &TimeTravelPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addSourceSettings(const widgets::Theme& theme)
{
    using models::SourceSettingsPresenter;
    auto* page = new widgets::SourceSettingsPage(theme, m_sourceSettings, m_settings);
    m_window->addView(
        {QStringLiteral("setup"), tr("Setup"), widgets::Icon::Sliders, {models::PlaceKind::Source}, page});
    connect(&m_sourceSettings, &SourceSettingsPresenter::applied, m_window.get(), &widgets::MainWindow::informUndoable);
    connect(&m_sourceSettings, &SourceSettingsPresenter::failed, this,
            [this](const Error& error) { m_window->toast().fail(models::errorText(error, models::Audience::Window)); });
}

void Session::addCoverage(const widgets::Theme& theme)
{
    using models::CoveragePresenter;
    auto* page = new widgets::CoveragePage(theme, m_coverage);
    m_window->addView({QStringLiteral("coverage"),
                       tr("Coverage"),
                       widgets::Icon::Eye,
                       {models::PlaceKind::Source},
                       page,
                       widgets::SidebarMode::Rail});
    connect(&m_coverage, &CoveragePresenter::mappingWanted, this,
            [this](const QString& type, const QString& mapping, const QString& parameter) {
                m_window->showPlace({models::PlaceKind::Source, m_coverage.source()}, QStringLiteral("mapping"));
                m_mapping.addType(type);
                if (!mapping.isEmpty() && !parameter.isEmpty())
                    m_mappingPage->showSlot({mapping, parameter, -1});
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
    auto* page = new widgets::GoldenPage(theme, m_golden);
    m_window->addView({QStringLiteral("tests"),
                       tr("Tests"),
                       widgets::Icon::Mark,
                       {models::PlaceKind::Source},
                       page,
                       widgets::SidebarMode::Rail});
    connect(page, &widgets::GoldenPage::copied, this,
            [this](const QString& what) { m_window->toast().inform(tr("Copied: %1").arg(what)); });
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
    if (m_root != defaultRoot()) {
        m_presenter.start();
        return;
    }
    auto present = std::make_shared<bool>(false);
    auto* looking =
        QThread::create([root = m_root, present] { *present = workspace::WorkspaceFiles::isWorkspace(root); });
    connect(looking, &QThread::finished, &m_presenter, [this, present] {
        if (*present)
            m_presenter.start();
        else
            m_welcome->showFirstStart();
    });
    connect(looking, &QThread::finished, looking, &QObject::deleteLater);
    looking->start();
}

} // namespace hw::app
