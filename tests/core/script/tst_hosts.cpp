#include "tests/core/script/scriptfixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions quick()
{
    PoolOptions options;
    options.hosts = 2;
    options.limits.time = std::chrono::milliseconds(1500);
    return options;
}

/// The processor time that a process has had, in hundredths of a second (proc(5), field 14 of stat).
int processorTicks(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto fields = file.readAll().split(' ');
    return fields.value(13).toInt();
}

} // namespace

/// The processes behind the pool: they end, are killed, and are missing.
class TestHosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersAreProcessedMeanwhile();
    void whatWaitsBehindAllHostsIsRun();
    void hostKilledFromOutside();
    void hostsEndWithThePool();
    void missingHostFailsTheEvent();
    void noHostWithoutWork();
    void elementsOfManyBatchesAtOnce();
    void scriptsWithOtherPolyfillsShareAHost();

private:
    void checkGood();

    ScriptFixture m_fixture{quick()};
};

void TestHosts::checkGood()
{
    const auto outcome =
        m_fixture.run("async function main({ body }) { return { verified: true, n: await body.n }; }", "{\"n\":3}");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":3}"));
}

void TestHosts::othersAreProcessedMeanwhile()
{
    const auto good = m_fixture.compile("export const main = ({ body }) => ({ n: body.n });");
    const auto bad = m_fixture.compile("export const main = () => { for (;;); };");
    QVERIFY(good && bad);
    int done = 0;
    int inTime = 0;
    bool badEnded = false;
    for (int i = 0; i < 200; ++i) {
        if (i == 20) {
            m_fixture.pool.run(ScriptFixture::job(*bad), [&badEnded](const ScriptOutcome& outcome) {
                badEnded = outcome.report.status == ScriptStatus::Timeout;
            });
        }
        m_fixture.pool.run(ScriptFixture::job(*good, "{\"n\":" + QByteArray::number(i) + '}'),
                           [&, i](const ScriptOutcome& outcome) {
                               ++done;
                               inTime += badEnded ? 0 : 1;
                               QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
                               QCOMPARE(outcome.report.preprocess[u"n"].toInteger(), i);
                           });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 200, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(badEnded, 20000);
    QCOMPARE(inTime, 200);
    QCOMPARE(m_fixture.pool.pending(), 0);
}

void TestHosts::whatWaitsBehindAllHostsIsRun()
{
    const auto good = m_fixture.compile("export const main = ({ body }) => ({ n: body.n });");
    const auto bad = m_fixture.compile("export const main = () => { for (;;); };");
    QVERIFY(good && bad);
    checkGood();
    int done = 0;
    int timeouts = 0;
    // Even shares: each host gets one that never ends, and others behind it, which no other host can take.
    for (int i = 0; i < 32; ++i) {
        const bool isBad = i % 16 == 0;
        m_fixture.pool.run(
            ScriptFixture::job(isBad ? *bad : *good, R"({"n":1})"), [&, isBad](const ScriptOutcome& outcome) {
                ++done;
                timeouts += outcome.report.status == ScriptStatus::Timeout ? 1 : 0;
                QCOMPARE(toString(outcome.report.status), toString(isBad ? ScriptStatus::Timeout : ScriptStatus::Ok));
            });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 32, 60000);
    QCOMPARE(timeouts, 2);
    QCOMPARE(m_fixture.pool.pending(), 0);
}

void TestHosts::hostKilledFromOutside()
{
    checkGood();
    const auto before = m_fixture.pool.hostPids();
    QVERIFY(!before.empty());
    for (const auto pid : before)
        QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    checkGood();
    // One that dies while it runs an event costs that event alone.
    PoolOptions patient = quick();
    patient.limits.time = std::chrono::milliseconds(60000);
    ScriptFixture fixture(patient);
    const auto bad = fixture.compile("export const main = () => { for (;;); };");
    QVERIFY(bad);
    std::optional<ScriptOutcome> outcome;
    fixture.pool.run(ScriptFixture::job(*bad), [&outcome](const ScriptOutcome& done) { outcome = done; });
    const auto isBusy = [&fixture] {
        const auto pids = fixture.pool.hostPids();
        return std::any_of(pids.begin(), pids.end(), [](qint64 pid) { return processorTicks(pid) > 20; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isBusy(), 30000);
    for (const auto pid : fixture.pool.hostPids())
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20000);
    QCOMPARE(toString(outcome->report.status), toString(ScriptStatus::Error));
    checkGood();
}

void TestHosts::hostsEndWithThePool()
{
    std::vector<qint64> pids;
    {
        ScriptFixture fixture(quick());
        QCOMPARE(toString(fixture.run("function main() { return {}; }").report.status), toString(ScriptStatus::Ok));
        pids = fixture.pool.hostPids();
        QVERIFY(!pids.empty());
    }
    for (const auto pid : pids)
        QTRY_VERIFY(::kill(static_cast<pid_t>(pid), 0) != 0);
}

void TestHosts::missingHostFailsTheEvent()
{
    const auto program = m_fixture.compile("function main() { return {}; }");
    QVERIFY(program);
    PoolOptions options;
    options.hostPath = QStringLiteral("/nonexistent/host");
    ScriptPool pool(options);
    std::optional<ScriptOutcome> outcome;
    pool.run(ScriptFixture::job(*program), [&outcome](const ScriptOutcome& done) { outcome = done; });
    QTRY_VERIFY(outcome.has_value());
    QCOMPARE(toString(outcome->report.status), toString(ScriptStatus::Error));
    QVERIFY(outcome->report.error->message.contains(u"/nonexistent/host"));
}

void TestHosts::noHostWithoutWork()
{
    PoolOptions options = quick();
    options.hostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    ScriptPool pool(options);
    QVERIFY(pool.hostPids().empty());
    pool.warmUp();
    QCOMPARE(pool.hostPids().size(), size_t(1));
}

void TestHosts::elementsOfManyBatchesAtOnce()
{
    // A host keeps few bodies of batches, and gets many events in one frame.
    const auto program = m_fixture.compile(
        "function main({ body, rawBody, batch }) { return { n: body.n, i: batch.index, r: rawBody }; }");
    QVERIFY(program);
    std::vector<QByteArray> outcomes(40);
    size_t done = 0;
    for (size_t i = 0; i < outcomes.size(); ++i) {
        const auto number = QByteArray::number(qulonglong(i));
        auto job = ScriptFixture::job(*program, "{\"n\":" + number + "}");
        job.batch = BatchPlace{static_cast<int>(i % 3), 3};
        job.request = std::make_shared<const QByteArray>("request " + QByteArray::number(qulonglong(i / 3)));
        m_fixture.pool.run(job, [&outcomes, &done, i](const ScriptOutcome& outcome) {
            outcomes[i] = json::write(outcome.report.preprocess);
            ++done;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, outcomes.size(), 60000);
    for (size_t i = 0; i < outcomes.size(); ++i) {
        QCOMPARE(outcomes[i], QByteArray("{\"n\":%1,\"i\":%2,\"r\":\"request %3\"}")
                                  .replace("%1", QByteArray::number(qulonglong(i)))
                                  .replace("%2", QByteArray::number(qulonglong(i % 3)))
                                  .replace("%3", QByteArray::number(qulonglong(i / 3))));
    }
}

/// Each needs other built-ins that the engine lacks: all of them fit into one host, and go on when another comes.
void TestHosts::scriptsWithOtherPolyfillsShareAHost()
{
    auto options = quick();
    options.hosts = 1;
    ScriptFixture fixture(options);
    const QByteArrayList values{"Object.fromEntries([['a', 1]]).a",
                                "[[1], [2]].flat().length",
                                "[1].flatMap((one) => [one, one]).length",
                                "'aba'.replaceAll('a', 'c').length",
                                "[1, 2].at(-1)",
                                "new Error('a', { cause: 'b' }).cause.length",
                                "[...'aba'.matchAll(/a/g)].length",
                                "(await Promise.allSettled([1])).length",
                                "' a'.trimStart().length",
                                "[1, 2].findLast((one) => one < 2)",
                                "[2, 1].toSorted()[0]",
                                "new AggregateError([1], 'a').errors.length",
                                "Number(Object.hasOwn({ a: 1 }, 'a'))",
                                "Object.values({ a: 1, b: 2 }).length"};
    std::vector<Program> programs;
    std::vector<QByteArray> firsts;
    std::set<QStringList> sets;
    qint64 pid = 0;
    for (int round = 0; round < 2; ++round) {
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (round == 0) {
                const auto program = fixture.compile("async function main() { return { n: " + values[i] + " }; }");
                QVERIFY(program);
                programs.push_back(*program);
                sets.insert(programs.back()->polyfills);
            }
            const auto outcome = fixture.run(ScriptFixture::job(programs[size_t(i)], "{}"));
            QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
            const QByteArray first = json::write(outcome.report.preprocess);
            if (round == 0)
                firsts.push_back(first);
            QCOMPARE(first, firsts[size_t(i)]);
            const qint64 now = fixture.pool.hostPids().front();
            QVERIFY(pid == 0 || pid == now);
            pid = now;
        }
    }
    QVERIFY2(sets.size() >= 8, qPrintable(QString::number(sets.size())));
}

QTEST_GUILESS_MAIN(TestHosts)
#include "tst_hosts.moc"
