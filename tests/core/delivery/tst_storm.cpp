// A destination that fails a third of its calls, is slow, and a deliverer that is killed three times: in the end every
// action is applied, none twice where keys allow it, in order per recipient, and the ledger agrees with the
// destination's own log. HW_STORM_EVENTS sets another number of events.

#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "tests/support/fakeknock.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

constexpr int patience = 600000;

/// Which planned action a request carries: its event's number, and whether it is the trigger.
QString nameOf(const KnockRequest& request)
{
    const QJsonObject body = request.json();
    const bool isTrigger = request.path.endsWith("/trigger");
    const int number =
        isTrigger ? body[QStringLiteral("data")][QStringLiteral("n")].toInt() : body[QStringLiteral("n")].toInt();
    return QStringLiteral("%1/%2").arg(isTrigger ? u"trigger" : u"identify").arg(number);
}

QString nameOf(const store::Delivery& delivery)
{
    const bool isTrigger = delivery.kind == QLatin1String("workflows_trigger");
    const json::Value& data = delivery.payload[isTrigger ? u"data" : u"properties"];
    return QStringLiteral("%1/%2").arg(isTrigger ? u"trigger" : u"identify").arg(data[u"n"].toInteger());
}

QByteArray recipientOf(const KnockRequest& request)
{
    if (request.path.endsWith("/trigger"))
        return request.json()[QStringLiteral("recipients")][0].toString().toLatin1();
    return request.path.mid(QByteArray("/v1/users/").size());
}

struct Logged
{
    int all = 0;
    int answered = 0;
    int applied = 0;
};

} // namespace

class TestStorm final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingArrives();
};

void TestStorm::everythingArrives()
{
    constexpr int fewEvents = 300;
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("HW_STORM_EVENTS", &isGiven);
    const int events = isGiven ? given : fewEvents;

    FakeKnock server;
    server.setTiers(FakeKnock::Tiers::Off);
    KnockFaults faults;
    faults.unavailable = 0.08;
    faults.broken = 0.06;
    faults.tooMany = 0.05;
    faults.cutBefore = 0.05;
    faults.cutAfter = 0.05;
    faults.wrongBody = 0.02;
    faults.slowMs = 2;
    server.setFaults(faults);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("VICTIM_KEY"), QString::fromLatin1(server.key()));

    QElapsedTimer clock;
    clock.start();
    for (int life = 0; life < 4; ++life) {
        QProcess victim;
        victim.setProcessEnvironment(environment);
        victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        victim.start(QStringLiteral(OUTBOX_VICTIM), {path, server.url(), QString::number(events)});
        QVERIFY(victim.waitForStarted());
        if (life < 3) {
            // In the middle of its work, whatever it does just then.
            const int until = events / 2 * (life + 1);
            QVERIFY(QTest::qWaitFor(
                [&] { return server.requestCount() >= until || victim.state() == QProcess::NotRunning; }, patience));
            QVERIFY(victim.state() == QProcess::Running);
            victim.kill();
        }
        QVERIFY(victim.state() == QProcess::NotRunning || victim.waitForFinished(patience));
        if (life == 3) {
            QCOMPARE(victim.exitStatus(), QProcess::NormalExit);
            QCOMPARE(victim.exitCode(), 0);
        }
    }
    qInfo("%d events, %d requests, %lld ms", events, server.requestCount(), clock.elapsed());

    QHash<QString, Logged> log;
    QHash<QByteArray, int> lastOf;
    for (const KnockRequest& request : server.requests()) {
        Logged& entry = log[nameOf(request)];
        ++entry.all;
        entry.answered += request.status > 0 ? 1 : 0;
        if (!request.applied || request.replayed)
            continue;
        ++entry.applied;
        const QStringList name = nameOf(request).split(u'/');
        // What is applied first of a later event never comes before an earlier one of the same recipient.
        const int place = name[1].toInt() * 2 + (name[0] == QLatin1String("trigger") ? 1 : 0);
        const auto last = lastOf.constFind(recipientOf(request));
        QVERIFY2(last == lastOf.constEnd() || place >= *last, qPrintable(nameOf(request)));
        lastOf[recipientOf(request)] = place;
    }
    QCOMPARE(server.runCount(), events);
    QCOMPARE(log.size(), 2 * events);

    auto database = store::openStoreForReading(path);
    QVERIFY(database);
    const auto deliveries = store::deliveries(*database, {{}, {}, {}, {}, 10 * events});
    QVERIFY(deliveries);
    QCOMPARE(deliveries->size(), size_t(2 * events));
    for (const store::Delivery& delivery : *deliveries) {
        const QString name = nameOf(delivery);
        const Logged entry = log.value(name);
        QVERIFY2(delivery.status == store::DeliveryStatus::Done, qPrintable(name));
        QVERIFY2(entry.applied >= 1, qPrintable(name));
        if (name.startsWith(QLatin1String("trigger")))
            QVERIFY2(entry.applied == 1, qPrintable(name));
        const auto attempts = store::attemptsOf(*database, delivery.seq);
        QVERIFY(attempts);
        int answers = 0;
        int interrupted = 0;
        for (const Attempt& attempt : *attempts) {
            QVERIFY2(!attempt.outcome.isEmpty(), qPrintable(name));
            answers += attempt.response[u"status"].isNumber() ? 1 : 0;
            interrupted += attempt.outcome == QLatin1String("interrupted") ? 1 : 0;
        }
        QCOMPARE(delivery.attempts, static_cast<int>(attempts->size()));
        // No request without an attempt, and no answer unnoted but where the process ended before its note.
        QVERIFY2(entry.all <= static_cast<int>(attempts->size()), qPrintable(name));
        QVERIFY2(answers <= entry.answered && entry.answered <= answers + interrupted, qPrintable(name));
        QVERIFY2(attempts->back().outcome == QLatin1String("delivered"), qPrintable(name));
    }
}

int main(int argc, char** argv)
{
    // Qt ends a test function after five minutes, which many events may take.
    if (qEnvironmentVariableIsSet("HW_STORM_EVENTS") && !qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(8 * patience));
    const QCoreApplication application(argc, argv);
    TestStorm test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_storm.moc"
