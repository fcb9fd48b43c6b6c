// Knock's own SDK against the tests' server, and its requests against ours: what the server takes for right is what the
// SDK sends, and so do we. Skipped where npm cannot install the package.

#include "core/delivery/request.h"
#include "tests/support/fakeknock.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

constexpr int patience = 120000;

/// What the script asks the SDK for, as actions.
struct Same
{
    const char* kind;
    const char* payload;
};

const std::vector<Same> actions{
    {"users_identify",
     "{\"id\":\"u 1/2\",\"name\":\"Ada\",\"email\":\"ada@example.com\",\"properties\":{\"plan\":\"pro\"}}"},
    {"users_merge", "{\"id\":\"u1\",\"from_user_id\":\"u2\"}"},
    {"users_delete", "{\"id\":\"u1\"}"},
    {"channel_data_set", "{\"id\":\"u1\",\"channel_id\":\"c1\",\"data\":{\"tokens\":[\"t\"]}}"},
    {"preferences_set", "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{\"workflows\":{\"w\":true}}}"},
    {"objects_set", "{\"collection\":\"projects\",\"id\":\"p1\",\"name\":\"P\",\"properties\":{\"size\":3}}"},
    {"objects_delete", "{\"collection\":\"projects\",\"id\":\"p1\"}"},
    {"tenants_set", "{\"id\":\"t1\",\"name\":\"T\"}"},
    {"tenants_delete", "{\"id\":\"t1\"}"},
    {"objects_subscribe", "{\"collection\":\"projects\",\"object_id\":\"p1\",\"recipients\":[\"u1\",{\"collection\":"
                          "\"teams\",\"id\":\"x\"}],\"properties\":{\"role\":\"owner\"}}"},
    {"objects_unsubscribe", "{\"collection\":\"projects\",\"object_id\":\"p1\",\"recipients\":[\"u1\"]}"},
    {"audiences_add_member", "{\"key\":\"beta\",\"members\":[\"u1\"],\"tenant\":\"t1\"}"},
    {"audiences_remove_member", "{\"key\":\"beta\",\"members\":[\"u1\"]}"},
    {"workflows_trigger",
     "{\"key\":\"welcome\",\"recipients\":[\"u1\",{\"id\":\"u2\",\"name\":\"B\"}],\"data\":{\"a\":1},"
     "\"tenant\":\"t1\",\"cancellation_key\":\"k\"}"},
    {"workflows_cancel", "{\"key\":\"welcome\",\"cancellation_key\":\"k\",\"recipients\":[\"u1\"]}"},
};

int run(const QString& folder, const QString& program, const QStringList& arguments, QByteArray* output = nullptr,
        const QByteArray& key = {})
{
    QProcess process;
    process.setWorkingDirectory(folder);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!key.isEmpty())
        environment.insert(QStringLiteral("KNOCK_TEST_KEY"), QString::fromLatin1(key));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    if (!process.waitForStarted() || !process.waitForFinished(patience))
        return -1;
    if (output)
        *output = process.readAllStandardOutput();
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
}

QByteArray content(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Whether the packages of this folder stand in the build's folder; installed once for each lock file.
bool install(const QString& folder)
{
    const QString source = QStringLiteral(NPM_TESTS);
    QDir().mkpath(folder);
    const QString stamp = folder + QStringLiteral("/installed.json");
    const QByteArray lock = content(source + QStringLiteral("/package-lock.json"));
    for (const char* name : {"package.json", "package-lock.json", "knock.mjs"}) {
        QFile::remove(folder + u'/' + QLatin1String(name));
        QFile::copy(source + u'/' + QLatin1String(name), folder + u'/' + QLatin1String(name));
    }
    if (content(stamp) == lock)
        return true;
    if (run(folder, QStringLiteral("npm"),
            {QStringLiteral("ci"), QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
             QStringLiteral("--ignore-scripts"), QStringLiteral("--no-update-notifier")}) != 0)
        return false;
    return QFile::copy(folder + QStringLiteral("/package-lock.json"), stamp);
}

} // namespace

class TestNpmKnock final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSdkAgrees();
};

void TestNpmKnock::theSdkAgrees()
{
    const QString folder = QStringLiteral(NPM_FOLDER);
    if (!install(folder))
        QSKIP("npm cannot install @knocklabs/node here");
    FakeKnock server;
    server.answerNext({503, {{"Retry-After", "0"}}, "{}"}); // the SDK tries again
    QByteArray output;
    QCOMPARE(run(folder, QStringLiteral("node"), {QStringLiteral("knock.mjs"), server.url()}, &output, server.key()),
             0);
    QHash<QString, QJsonObject> results;
    for (const QByteArray& line : output.split('\n')) {
        const QJsonObject result = QJsonDocument::fromJson(line).object();
        results.insert(result[QStringLiteral("name")].toString(), result);
    }
    const std::vector<KnockRequest> requests = server.requests();
    QCOMPARE(requests.size(), actions.size() + 1 + 3);
    for (size_t i = 0; i < actions.size(); ++i) {
        const QString name = QString::fromLatin1(actions[i].kind);
        QVERIFY2(results.value(name).contains(QStringLiteral("result")),
                 QJsonDocument(results.value(name)).toJson().constData());
        const KnockRequest& theirs = requests[i + 1];
        QVERIFY2(theirs.applied, actions[i].kind);
        const auto payload = json::parse(QByteArray(actions[i].payload));
        QVERIFY(payload);
        const auto ours = delivery::knockCall(name, *payload);
        QVERIFY(ours);
        QCOMPARE(ours->method, theirs.method);
        QCOMPARE(ours->target, theirs.path);
        const QByteArray body = ours->body.isUndefined() ? QByteArray() : json::write(ours->body);
        QCOMPARE(QJsonDocument::fromJson(body), QJsonDocument::fromJson(theirs.body));
        QCOMPARE(theirs.header("Authorization"), QByteArray("Bearer " + server.key()));
    }
    const QString runId = QStringLiteral("workflow_run_id");
    QCOMPARE(results[QStringLiteral("trigger_again")][QStringLiteral("result")][runId],
             results[QStringLiteral("workflows_trigger")][QStringLiteral("result")][runId]);
    QCOMPARE(server.runCount(), 1);
    QCOMPARE(results[QStringLiteral("wrong_type")][QStringLiteral("status")].toInt(), 422);
    QCOMPARE(results[QStringLiteral("wrong_type")][QStringLiteral("error")][QStringLiteral("errors")][0]
                    [QStringLiteral("field")]
                        .toString(),
             QStringLiteral("email"));
    QCOMPARE(results[QStringLiteral("wrong_key")][QStringLiteral("status")].toInt(), 401);
    // Where ours has a key of its own, the SDK's stands in the same header.
    QCOMPARE(requests[actions.size() - 1].header("Idempotency-Key"), QByteArray("key-1"));
}

QTEST_GUILESS_MAIN(TestNpmKnock)
#include "tst_npm_knock.moc"
