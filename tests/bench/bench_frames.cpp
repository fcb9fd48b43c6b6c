// The window under fire: events arrive at a rate while the list is scrolled, filtered and typed at.
//   bench_frames [SECONDS [EVENTS_PER_SECOND [WORKSPACE]]]
// WORKSPACE has a source crm that verifies nothing, and events already; without one an empty one is made.
// Prints how long the event loop was away (a frame that took longer shows as a pause), by what was done meanwhile, and
// the memory of the process at the beginning and along the way.
#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>
#include <QSemaphore>
#include <QSettings>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <vector>

using namespace hw;

namespace {

constexpr int stepMs = 30; ///< between two things that the user does

/// Proportional set size, in MiB.
double memory()
{
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

struct Pauses
{
    const char* name;
    std::vector<double> ms = {};
};

/// Notes how long the loop was away between two turns.
class Watch final
{
public:
    explicit Watch(std::vector<Pauses>& all)
        : m_all(all)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_all[m_at].ms.push_back(double(m_since.nsecsElapsed()) / 1e6);
            m_since.restart();
        });
        m_since.start();
        m_timer.start(1);
    }

    void turnTo(std::size_t at) { m_at = at; }

private:
    std::vector<Pauses>& m_all;
    std::size_t m_at = 0;
    QTimer m_timer;
    QElapsedTimer m_since;
};

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

bool waitUntil(const std::function<bool()>& condition)
{
    QEventLoop loop;
    QTimer look;
    QElapsedTimer since;
    since.start();
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (condition() || since.hasExpired(60000))
            loop.quit();
    });
    look.start(20);
    loop.exec();
    return condition();
}

void typeInto(QWidget& widget, int key, const QString& text)
{
    for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(type, key, Qt::NoModifier, text);
        QApplication::sendEvent(&widget, &event);
    }
}

int run(int seconds, int rate, const QString& given)
{
    const QTemporaryDir folder;
    const QString root = given.isEmpty() ? folder.filePath(QStringLiteral("w")) : given;
    const SystemClock clock;
    const quint16 port = freePort();
    {
        auto files = given.isEmpty() ? workspace::WorkspaceFiles::create(root, QStringLiteral("w"), clock.now())
                                     : workspace::WorkspaceFiles::open(root);
        if (!files)
            return 1;
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = port;
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        source.enforceVerification = false;
        source.enforceIdempotency = false;
        source.signing.scheme = QStringLiteral("none");
        source.eventTypePath = QStringLiteral("body.type");
        if (!(*files)->saveLocal(local) || !(*files)->saveSource(source))
            return 1;
    }
    QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    widgets::Theme theme;
    theme.applyTo(*qApp);
    app::Session session(root, theme, settings, clock);
    session.start();
    session.window().resize(1440, 900);
    if (!waitUntil([&] {
            return session.presenter().listener().state == models::ListenerStatus::State::Listening &&
                   session.window().findChild<QAbstractItemView*>(QStringLiteral("eventsTable"));
        }))
        return 1;
    session.window().showPlace({models::PlaceKind::AllEvents}, QStringLiteral("events"));

    QSemaphore ended;
    std::atomic<int> sent = 0;
    auto* sender = QThread::create([&] {
        QElapsedTimer since;
        since.start();
        const QByteArray padding(1600, 'x');
        do {
            const int due = int(since.elapsed() * rate / 1000);
            while (sent < due && ended.available() == 0) {
                const QByteArray body = "{\"type\":\"user.updated." + QByteArray::number(sent % 7) + "\",\"user\":\"u" +
                                        QByteArray::number(sent) + "\",\"note\":\"" + padding + "\"}";
                (void)test::post(port, "/s/crm", {{"Content-Type", "application/json"}}, body);
                ++sent;
            }
        } while (!ended.tryAcquire(1, 2));
    });
    sender->start();

    auto* table = session.window().findChild<QAbstractItemView*>(QStringLiteral("eventsTable"));
    auto* filter = session.window().findChild<QLineEdit*>(QStringLiteral("filterEdit"));
    std::vector<Pauses> pauses{{"watching"}, {"scrolling"}, {"selecting"}, {"filtering"}, {"typing"}};
    const double memoryAtStart = memory();
    std::vector<double> memories;
    Watch watch(pauses);
    QElapsedTimer total;
    total.start();
    int turn = 0;
    QTimer user;
    QEventLoop loop;
    QObject::connect(&user, &QTimer::timeout, &loop, [&] {
        if (total.elapsed() > seconds * 1000LL) {
            loop.quit();
            return;
        }
        ++turn;
        const auto what = std::size_t(total.elapsed() / 2000 % qint64(pauses.size()));
        watch.turnTo(what);
        QScrollBar* bar = table->verticalScrollBar();
        switch (what) {
        case 0: bar->setValue(0); break;
        case 1: bar->setValue((bar->value() + bar->pageStep() / 2) % std::max(1, bar->maximum())); break;
        case 2: typeInto(*table, Qt::Key_Down, {}); break;
        case 3:
            Q_EMIT session.window().filterWanted(turn % 2 ? QStringLiteral("type:user.updated.3")
                                                          : QStringLiteral("-type:user.updated.5"));
            break;
        case 4:
            typeInto(*filter, turn % 9 == 8 ? Qt::Key_Backspace : Qt::Key_A + turn % 26,
                     turn % 9 == 8 ? QString() : QString(QChar('a' + turn % 26)));
            if (turn % 20 == 0)
                filter->clear();
            break;
        default: break;
        }
        if (turn % (10000 / stepMs) == 0)
            memories.push_back(memory());
    });
    user.start(stepMs);
    loop.exec();
    ended.release();
    sender->wait();
    delete sender;
    for (Pauses& each : pauses) {
        std::sort(each.ms.begin(), each.ms.end());
        if (each.ms.empty())
            continue;
        const auto over = each.ms.end() - std::upper_bound(each.ms.begin(), each.ms.end(), 50.0);
        std::printf("frames  %-10s longest %.1f ms, 99.9 %% within %.1f ms, over 50 ms: %td of %zu\n", each.name,
                    each.ms.back(), each.ms[each.ms.size() * 999 / 1000], over, each.ms.size());
    }
    std::printf("events  %d sent in %d s\nmemory  %.0f MiB at the start", sent.load(), seconds, memoryAtStart);
    for (const double each : memories)
        std::printf(", %.0f", each);
    std::printf(" (every 10 s)\n");
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain
    models::EnglishPlurals plurals;
    QCoreApplication::installTranslator(&plurals);
    const QStringList arguments = QCoreApplication::arguments();
    return run(std::max(5, arguments.value(1, QStringLiteral("20")).toInt()),
               std::max(1, arguments.value(2, QStringLiteral("200")).toInt()), arguments.value(3));
}
