#include "app/headwater/application.h"

#include "app/headwater/session.h"
#include "ui/models/language.h"

#include <QApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QLocalSocket>
#include <QLocale>

namespace hw::app {

namespace {

constexpr int answerWithin = 200; // ms, for a process on this machine
constexpr qsizetype recentKept = 10;

QString recentKey()
{
    return QStringLiteral("workspaces/recent");
}

} // namespace

Application::Application(QApplication& application)
    : m_focusRing(m_theme, application)
{
    speak();
    restoreTheme();
    m_theme.applyTo(application);
    m_theme.follow(m_desktop);
    m_desktop.start();
    connect(&m_theme, &widgets::Theme::changed, this, &Application::saveTheme);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = m_server.nextPendingConnection()) {
            connect(other, &QLocalSocket::disconnected, other, &QObject::deleteLater);
            if (m_session)
                m_session->window().raiseToFront();
        }
    });
}

Application::~Application() = default;

QString Application::rootFor(const QStringList& arguments) const
{
    if (!arguments.isEmpty())
        return QDir(arguments.first()).absolutePath();
    const QString last = m_settings.value(recentKey()).toStringList().value(0);
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    return Session::defaultRoot();
}

QString Application::serverNameOf(const QString& root)
{
    const QString canonical = QFileInfo(root).canonicalFilePath();
    const QByteArray path = (canonical.isEmpty() ? root : canonical).toUtf8();
    const QByteArray hash = QCryptographicHash::hash(path, QCryptographicHash::Sha256).toHex().left(32);
    return QStringLiteral("headwater-") + QString::fromLatin1(hash);
}

bool Application::raiseOther(const QString& serverName)
{
    QLocalSocket socket;
    socket.connectToServer(serverName);
    if (!socket.waitForConnected(answerWithin))
        return false;
    socket.disconnectFromServer(); // to connect is the whole message
    return true;
}

void Application::listenForOthers(const QString& serverName)
{
    m_server.close();
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    if (!m_server.listen(serverName)) {
        QLocalServer::removeServer(serverName); // left behind by a process that was killed
        m_server.listen(serverName);
    }
}

bool Application::open(const QString& root)
{
    if (m_session && m_session->root() == root)
        return true;
    if (raiseOther(serverNameOf(root)))
        return false;
    auto session = std::make_unique<Session>(root, m_theme, m_settings, m_clock);
    std::swap(m_session, session);
    connectSession();
    m_session->start();
    return true;
}

void Application::connectSession()
{
    connect(&m_session->presenter(), &models::WorkspacePresenter::openStateChanged, this, [this] {
        const QString& root = m_session->root();
        if (m_session->presenter().openState() == models::WorkspacePresenter::OpenState::Open)
            remember(root);
        listenForOthers(serverNameOf(root)); // its folder exists by now, so its canonical name does
    });
    // The window that was asked must not end while it asks.
    connect(
        &m_session->window(), &widgets::MainWindow::workspaceChosen, this,
        [this](const QString& chosen) { open(chosen); }, Qt::QueuedConnection);
    connect(
        m_session.get(), &Session::languageChosen, this,
        [this] {
            speak();
            m_session = Session::inOtherWords(std::move(m_session));
            connectSession();
        },
        Qt::QueuedConnection);
    remember({});
}

void Application::speak()
{
    m_language.reset(); // the one before takes its texts along
    m_language = std::make_unique<models::Language>(
        models::languageFor(models::chosenLanguage(m_settings), QLocale::system().uiLanguages()));
}

void Application::remember(const QString& root)
{
    QStringList recent = m_settings.value(recentKey()).toStringList();
    if (!root.isEmpty()) {
        recent.removeAll(root);
        recent.prepend(root);
        recent = recent.mid(0, recentKept);
        m_settings.setValue(recentKey(), recent);
    }
    std::vector<widgets::WorkspaceChoice> choices;
    for (const QString& folder : std::as_const(recent))
        choices.push_back({QFileInfo(folder).fileName(), folder});
    m_session->setRecentWorkspaces(choices);
}

void Application::restoreTheme()
{
    using namespace widgets;
    const int appearance = m_settings.value(QStringLiteral("theme/appearance")).toInt();
    if (appearance >= static_cast<int>(Appearance::FollowDesktop) && appearance <= static_cast<int>(Appearance::Dark))
        m_theme.setAppearance(static_cast<Appearance>(appearance));
    m_theme.setBorders(m_settings.value(QStringLiteral("theme/strongerBorders")).toBool() ? Borders::Stronger
                                                                                          : Borders::Quiet);
    m_theme.setMotion(m_settings.value(QStringLiteral("theme/reducedMotion")).toBool() ? Motion::Reduced
                                                                                       : Motion::FollowDesktop);
    m_theme.setBaseSize(m_settings.value(QStringLiteral("theme/size"), Theme::designSize).toInt());
}

void Application::saveTheme()
{
    m_settings.setValue(QStringLiteral("theme/appearance"), static_cast<int>(m_theme.appearance()));
    m_settings.setValue(QStringLiteral("theme/strongerBorders"), m_theme.chosenBorders() == widgets::Borders::Stronger);
    m_settings.setValue(QStringLiteral("theme/reducedMotion"), m_theme.motion() == widgets::Motion::Reduced);
    m_settings.setValue(QStringLiteral("theme/size"), m_theme.baseSize());
}

} // namespace hw::app
