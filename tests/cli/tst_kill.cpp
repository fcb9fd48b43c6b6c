// A running engine is killed at random moments under load, over and over: whatever was answered is in the store, byte
// for byte, and its action was applied exactly once. HW_KILL_ROUNDS sets another number of rounds.

#include "core/store/reader.h"
#include "tests/support/ordersworkspace.h"
#include "tests/support/rawhttp.h"

#include <QCryptographicHash>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace hw;
using namespace hw::test;

namespace {

constexpr int clients = 8;

struct Answered
{
    QString id;
    QString user;
    QByteArray hash; ///< of the body
};

QByteArray hashOf(const QByteArray& body)
{
    return QCryptographicHash::hash(body, QCryptographicHash::Sha256);
}

/// Sends until it gets no answer any more.
void load(quint16 port, int client, std::atomic<int>& next, std::atomic<int>& count, std::vector<Answered>& answered)
{
    for (;;) {
        const int user = next++;
        // One client's script is slow, so that its events are stored before their runs; now and then a body is large.
        const QByteArray body = OrdersWorkspace::body(user, user % 97 == 0 ? 3 * 1024 * 1024 : user % 7 * 300);
        const Reply reply = post(port, client == 0 ? "/s/slow" : "/s/orders", OrdersWorkspace::headers(body), body);
        if (reply.status != 200)
            return;
        answered.push_back(
            {json::parse(reply.body).valueOr({})[u"id"].toString(), QStringLiteral("u%1").arg(user), hashOf(body)});
        ++count;
    }
}

} // namespace

class TestKill final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answeredIsKept();
};

void TestKill::answeredIsKept()
{
    constexpr int fewRounds = 3;
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("HW_KILL_ROUNDS", &isGiven);
    const int rounds = isGiven ? given : fewRounds;

    Sandbox sandbox;
    const OrdersWorkspace workspace(sandbox, sandbox.path(QStringLiteral("ws")));
    QVERIFY(workspace.isValid());
    QVERIFY(workspace.addScripted(QStringLiteral("slow"), "async function main(ctx) {\n"
                                                          "  await new Promise((done) => setTimeout(done, 70));\n"
                                                          "  return { verified: true };\n"
                                                          "}\n"));
    std::atomic<int> next = 1;
    std::vector<Answered> all;
    for (int round = 0; round < rounds; ++round) {
        Serve serve(sandbox, workspace.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        std::atomic<int> count = 0;
        std::vector<std::vector<Answered>> answered(clients);
        std::vector<std::unique_ptr<QThread>> threads;
        for (int c = 0; c < clients; ++c) {
            threads.emplace_back(QThread::create(
                [&, c, port = serve.port()] { load(port, c, next, count, answered[static_cast<size_t>(c)]); }));
            threads.back()->start();
        }
        // Wherever it then is: receiving, in a script, in a commit, in a checkpoint.
        const int enough = QRandomGenerator::global()->bounded(400);
        QTRY_VERIFY_WITH_TIMEOUT(count >= enough, 60000);
        QThread::usleep(QRandomGenerator::global()->bounded(20000U));
        serve.kill9();
        for (const auto& thread : threads)
            thread->wait();
        for (const std::vector<Answered>& mine : answered)
            all.insert(all.end(), mine.begin(), mine.end());
    }

    // The next owner finishes what was stored without its run.
    {
        Serve serve(sandbox, workspace.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        auto reader = store::Reader::open(workspace.database());
        QVERIFY(reader);
        QTRY_COMPARE_WITH_TIMEOUT(
            reader->database().number("SELECT count(*) FROM event WHERE run IS NULL").valueOr(-1).value_or(-1), 0,
            60000);
        QCOMPARE(serve.terminate(), 0);
    }
    auto reader = store::Reader::open(workspace.database());
    QVERIFY(reader);
    const json::Value runs = workspace.cliJson({"directory", "workflow-runs", "--limit", "1000000"});
    QHash<QString, int> applied;
    for (const json::Value& run : runs.toArray())
        ++applied[run[u"recipients"].at(0).toString()];
    for (const Answered& one : all) {
        const auto stored = reader->event(one.id);
        QVERIFY2(stored && *stored, qPrintable(one.id));
        QVERIFY2((*stored)->run && (*stored)->run->status == EventStatus::Processed, qPrintable(one.id));
        QVERIFY2(hashOf((*stored)->event.request.body) == one.hash, qPrintable(one.id));
        QVERIFY((*stored)->run->actions.size() == 1);
        QVERIFY((*stored)->run->actions.front().status == ActionStatus::Succeeded);
        QVERIFY2(applied.value(one.user) == 1, qPrintable(one.user));
    }
    // What was not answered may be there, but never twice.
    for (auto it = applied.constBegin(); it != applied.constEnd(); ++it)
        QVERIFY2(it.value() == 1, qPrintable(it.key()));
    const CliResult checked = workspace.cli({"store", "check"});
    QVERIFY2(checked.exitCode == 0, QByteArray(checked.out + checked.err).constData());
    qInfo("%d rounds, %zu answered, %lld applied", rounds, all.size(), static_cast<long long>(applied.size()));
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_kill.moc"
