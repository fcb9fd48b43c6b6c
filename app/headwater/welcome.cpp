#include "app/headwater/welcome.h"

#include "core/base/files.h"
#include "core/engine/demoworkspace.h"
#include "core/engine/route.h"
#include "core/http/capturefile.h"
#include "core/workspace/knockproject.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/errortext.h"
#include "ui/widgets/importdialog.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/welcomepage.h"

#include <QDir>
#include <QFileInfo>
#include <QThread>

namespace hw::app {

using models::PlaceKind;
using models::WorkspacePresenter;
using workspace::WorkspaceFiles;

namespace {

constexpr qint64 largestImport = 64 * 1024 * 1024;

/// What stands at a path that was chosen or dropped; found out away from the window.
struct Found
{
    QString workspace;    ///< its folder, where it is one
    QString project = {}; ///< the folder of a Knock project, where it is one
    Result<QByteArray> text = QByteArray();
};

Found lookAt(const QString& path)
{
    const QFileInfo info(path);
    const QString folder = info.isDir() ? path : info.path();
    if (info.isDir() || info.fileName() == QLatin1String("headwater.json")) {
        if (WorkspaceFiles::isWorkspace(folder))
            return {QDir(folder).absolutePath()};
        if (info.isDir() && workspace::isKnockProject(folder))
            return {{}, QDir(folder).absolutePath()};
        return {{}, {}, Error{ErrorCode::NotAWorkspace, {folder}}};
    }
    if (info.size() > largestImport)
        return {{}, {}, Error{ErrorCode::NotSupported, {Welcome::tr("A file of over 64 MiB"), Welcome::tr("import")}}};
    return {{}, {}, files::read(path)};
}

/// Runs `work` away from the window, then `then` in the thread of `context`.
template<class T>
void apart(QObject* context, std::function<T()> work, std::function<void(const T&)> then)
{
    auto result = std::make_shared<T>();
    auto* thread = QThread::create([work = std::move(work), result] { *result = work(); });
    QObject::connect(thread, &QThread::finished, context, [result, then = std::move(then)] { then(*result); });
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

} // namespace

Welcome::Welcome(const QString& root, engine::Engine& engine, const catalog::Catalog& catalog,
                 WorkspacePresenter& presenter, widgets::MainWindow& window, const widgets::Theme& theme,
                 const Clock& clock)
    : m_root(root)
    , m_engine(engine)
    , m_catalog(catalog)
    , m_presenter(presenter)
    , m_window(window)
    , m_theme(theme)
    , m_clock(clock)
    , m_page([this] { return makePage(); })
    , m_importer(engine, catalog, presenter, window, theme, clock)
{
    using widgets::MainWindow;
    window.addView({QStringLiteral("welcome"), tr("Welcome"), widgets::Icon::AppMark, {PlaceKind::Welcome}, m_page});
    connect(&window, &MainWindow::newSourceWanted, this, &Welcome::addSource);
    connect(&window, &MainWindow::demoWanted, this, &Welcome::openDemo);
    connect(&window, &MainWindow::importChosen, this, &Welcome::importFile);
    connect(&presenter, &WorkspacePresenter::factsChanged, this, &Welcome::greetWhereEmpty);
    connect(&presenter, &WorkspacePresenter::workspaceChanged, this, [this] {
        if (m_whenOpen)
            std::exchange(m_whenOpen, {})();
    });
}

Welcome::~Welcome() = default;

widgets::WelcomePage* Welcome::makePage()
{
    using widgets::MainWindow;
    using widgets::WelcomePage;
    auto* page = new WelcomePage(m_theme);
    page->setRecentWorkspaces(m_recent);
    connect(page, &WelcomePage::addSourceWanted, &m_window, &MainWindow::newSourceWanted);
    connect(page, &WelcomePage::demoWanted, this, &Welcome::openDemo);
    connect(page, &WelcomePage::importWanted, &m_window, &MainWindow::chooseImport);
    connect(page, &WelcomePage::shortcutsWanted, &m_window, &MainWindow::showShortcuts);
    connect(page, &WelcomePage::dropped, this, &Welcome::importFile);
    connect(page, &WelcomePage::textDropped, this,
            [this](const QString& text) { takeIn(text.toUtf8(), tr("what was dropped")); });
    connect(page, &WelcomePage::workspaceChosen, &m_window, &MainWindow::workspaceChosen);
    return page;
}

widgets::WelcomePage& Welcome::page()
{
    return m_page.as<widgets::WelcomePage>();
}

QString Welcome::demoRoot()
{
    return QDir::home().filePath(QStringLiteral("Headwater/demo"));
}

void Welcome::setRecentWorkspaces(const std::vector<widgets::WorkspaceChoice>& recent)
{
    m_recent.clear();
    for (const widgets::WorkspaceChoice& choice : recent) {
        if (choice.root != m_root)
            m_recent.push_back(choice);
    }
    if (m_page.made())
        page().setRecentWorkspaces(m_recent);
}

void Welcome::showFirstStart()
{
    m_unmade = true;
    m_greeted = true;
    page().setFolderToMake(QStringLiteral("~/Headwater/default"));
    m_window.showPlace({PlaceKind::Welcome});
}

void Welcome::greetWhereEmpty()
{
    if (m_greeted || !m_presenter.facts().known || !m_presenter.workspace())
        return;
    m_greeted = true;
    const bool empty = m_presenter.workspace()->sources.empty() && m_presenter.facts().events == 0;
    if (empty && m_window.place().kind == PlaceKind::AllEvents)
        m_window.showPlace({PlaceKind::Welcome});
}

void Welcome::withWorkspace(std::function<void()> then)
{
    if (m_presenter.workspace()) {
        then();
        return;
    }
    m_whenOpen = std::move(then);
    addSource();
}

void Welcome::addSource()
{
    if (!m_unmade)
        return; // the set-up is all that it takes
    m_unmade = false;
    const auto make = [root = m_root, now = m_clock.now()]() -> Result<void> {
        const auto made = WorkspaceFiles::create(root, QStringLiteral("default"), now);
        return made ? Result<void>() : Result<void>(made.error());
    };
    apart<Result<void>>(this, make, [this](const Result<void>& made) {
        if (!made) {
            m_unmade = true;
            fail(made.error());
            return;
        }
        page().setFolderToMake({});
        m_window.toast().inform(tr("Made the workspace %1").arg(m_root));
        m_presenter.start();
    });
}

void Welcome::openDemo()
{
    if (m_making)
        return;
    const QString root = demoRoot();
    if (root == m_root && m_presenter.workspace()) {
        m_window.showPlace({PlaceKind::AllEvents});
        return;
    }
    apart<bool>(
        this, [root] { return WorkspaceFiles::isWorkspace(root); },
        [this, root](bool present) {
            if (present)
                Q_EMIT m_window.workspaceChosen(root);
            else
                makeDemo();
        });
}

void Welcome::makeDemo()
{
    m_making = true;
    m_window.showPlace({PlaceKind::Welcome});
    page().setDemoProgress(0, engine::DemoWorkspace::eventCount);
    // In a thread of its own: opening its engine waits for the disk.
    auto* thread = new QThread;
    auto* demo = new engine::DemoWorkspace(demoRoot());
    demo->moveToThread(thread);
    connect(thread, &QThread::started, demo, &engine::DemoWorkspace::start);
    connect(demo, &engine::DemoWorkspace::progress, this,
            [this](int done, int total) { page().setDemoProgress(done, total); });
    connect(demo, &engine::DemoWorkspace::finished, this, [this](const Result<void>& result) {
        m_making = false;
        page().setDemoProgress(0, 0);
        if (result)
            Q_EMIT m_window.workspaceChosen(demoRoot());
        else
            fail(result.error());
    });
    connect(demo, &engine::DemoWorkspace::finished, demo, &QObject::deleteLater);
    connect(demo, &QObject::destroyed, thread, &QThread::quit);
    connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    thread->start();
}

void Welcome::importFile(const QString& path)
{
    apart<Found>(
        this, [path] { return lookAt(path); },
        [this, path](const Found& found) {
            if (!found.workspace.isEmpty())
                Q_EMIT m_window.workspaceChosen(found.workspace);
            else if (!found.project.isEmpty())
                withWorkspace([this, folder = found.project] { m_importer.offerProject(folder); });
            else if (found.text)
                takeIn(*found.text, path);
            else
                fail(found.text.error());
        });
}

void Welcome::takeIn(const QByteArray& text, const QString& file)
{
    apart<bool>(
        this, [text] { return models::isSourceImport(text); },
        [this, text, file](bool isSource) {
            if (isSource)
                withWorkspace([this, text, file] { m_importer.offer(text, file); });
            else
                importText(text);
        });
}

void Welcome::importText(const QByteArray& text)
{
    using Captures = Result<std::vector<http::Message>>;
    struct Read
    {
        Captures captures = std::vector<http::Message>();
    };
    apart<Read>(
        this, [text] { return Read{http::readCaptures(text)}; },
        [this](const Read& read) {
            if (read.captures)
                chooseSource(*read.captures);
            else
                fail(read.captures.error());
        });
}

QString Welcome::likelySource(const http::Message& message) const
{
    const auto& workspace = *m_presenter.workspace();
    if (const auto route = engine::parseRoute(message.path())) {
        if (const auto* state = workspace.sourceAt(route->source))
            return state->key();
    }
    if (const catalog::Provider* provider = m_catalog.recognise(message.headers, message.body)) {
        for (const workspace::SourceState& state : workspace.sources) {
            if (state.source.provider == provider->key)
                return state.key();
        }
    }
    return m_window.place().source;
}

void Welcome::chooseSource(std::vector<http::Message> messages)
{
    if (messages.empty())
        return;
    if (!m_presenter.workspace() || m_presenter.workspace()->sources.empty()) {
        m_window.toast().inform(tr("Add a source first: an imported request belongs to one."));
        return;
    }
    std::vector<widgets::ImportDialog::Choice> choices;
    for (const workspace::SourceState& state : m_presenter.workspace()->sources)
        choices.push_back({state.key(), state.source.name.isEmpty() ? state.key() : state.source.name});
    auto* dialog = new widgets::ImportDialog(m_theme, static_cast<int>(messages.size()), choices,
                                             likelySource(messages.front()), &m_window);
    connect(dialog, &widgets::ImportDialog::sourceChosen, this,
            [this, messages = std::move(messages)](const QString& source) { import(messages, source, 0); });
    dialog->open();
}

void Welcome::import(std::vector<http::Message> messages, const QString& source, std::size_t next)
{
    if (next == messages.size()) {
        m_window.showPlace({PlaceKind::Source, source}, QStringLiteral("events"));
        m_window.toast().inform(next == 1 ? tr("Imported 1 request") : tr("Imported %1 requests").arg(next));
        return;
    }
    engine::ProcessRequest request;
    request.source = source;
    request.message = messages[next];
    m_engine.process(std::move(request), this,
                     [this, messages = std::move(messages), source, next](const Result<engine::Processed>& done) {
                         if (done)
                             import(messages, source, next + 1);
                         else
                             fail(done.error());
                     });
}

void Welcome::fail(const Error& error)
{
    m_window.toast().fail(models::errorText(error, models::Audience::Window));
}

} // namespace hw::app
