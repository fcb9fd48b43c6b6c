// A source's new key, from outside: files, history, keys of idempotency and what this machine keeps follow, whoever
// runs the workspace and whatever ends in between; the old path goes on answering.

#include "core/base/files.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/ordersworkspace.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <thread>

using namespace hw;
using namespace hw::test;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QByteArray slowScript(int milliseconds)
{
    return "async function main() {\n  await new Promise((done) => setTimeout(done, " +
           QByteArray::number(milliseconds) + "));\n  return { verified: true };\n}\n";
}

class Bench
{
public:
    Bench()
        : m_orders(m_sandbox, m_sandbox.path(QStringLiteral("w")))
    {}
    [[nodiscard]] const OrdersWorkspace& orders() const { return m_orders; }
    [[nodiscard]] QString root() const { return m_orders.root(); }
    [[nodiscard]] Sandbox& sandbox() { return m_sandbox; }
    [[nodiscard]] CliResult run(const char* line) const
    {
        return m_sandbox.cli(words(line) + QStringList{QStringLiteral("--workspace"), root()});
    }
    [[nodiscard]] size_t count(const char* filter) const
    {
        const QByteArray line = QByteArray("events list --json --limit 1000 ") + filter;
        return run(line.constData()).json().toArray().size();
    }
    [[nodiscard]] bool isWell() const
    {
        const CliResult checked = run("store check --json");
        if (checked.exitCode != 0)
            qWarning("%s", checked.out.constData());
        return checked.exitCode == 0;
    }
    [[nodiscard]] bool write(const char* relative, const QByteArray& content) const
    {
        return files::writeAtomically(root() + u'/' + QString::fromLatin1(relative), content).hasValue();
    }

private:
    Sandbox m_sandbox;
    OrdersWorkspace m_orders;
};

Reply send(quint16 port, const QByteArray& path, int user)
{
    const QByteArray body = OrdersWorkspace::body(user, 0);
    return post(port, path, OrdersWorkspace::headers(body), body);
}

} // namespace

class TestCliRename final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingFollows()
    {
        Bench bench;
        QVERIFY(bench.orders().isValid());
        QCOMPARE(bench.run("source set orders idempotencyKeyPath=body.user").exitCode, 0);
        QVERIFY(bench.write(
            "data/local.json",
            "{\"publicUrls\": {\"orders\": \"https://a.example\", \"other\": \"https://b.example\"},\n                 "
            "               \"forward\": {\"orders\": \"http://127.0.0.1:1/\"}, \"bodyLimits\": {\"orders\": 1000}}"));
        const QByteArray target = "/s/orders";
        {
            Serve serve(bench.sandbox(), bench.root());
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            for (int user = 1; user <= 3; ++user)
                QCOMPARE(send(serve.port(), target, user).status, 200);
            QCOMPARE(serve.terminate(), 0);
        }
        const QByteArray before = bench.run("directory workflow-runs --json").out;

        const CliResult renamed = bench.run("source rename orders shop --json");
        QVERIFY2(renamed.exitCode == 0, renamed.err.constData());
        QCOMPARE(renamed.json()[u"key"].toString(), QStringLiteral("shop"));
        QCOMPARE(renamed.json()[u"eventsMoved"].toInteger(), 3);
        QVERIFY(renamed.err.contains("/s/orders, goes on answering"));
        QVERIFY(!QFile::exists(bench.root() + QStringLiteral("/sources/orders")));
        QCOMPARE(bench.count("source:shop"), size_t(3));
        QCOMPARE(bench.count("source:orders"), size_t(0));
        QCOMPARE(bench.run("directory workflow-runs --json").out, before);
        QVERIFY(bench.isWell());
        const auto files = workspace::WorkspaceFiles::open(bench.root());
        QVERIFY(files.hasValue());
        const workspace::LocalSettings& local = (*files)->workspace().local;
        QCOMPARE(json::write(local.publicUrls),
                 QByteArray("{\"other\":\"https://b.example\",\"shop\":\"https://a.example\"}"));
        QCOMPARE(json::write(local.forward), QByteArray("{\"shop\":\"http://127.0.0.1:1/\"}"));
        QCOMPARE(json::write(local.extra[u"bodyLimits"]), QByteArray("{\"shop\":1000}"));

        const json::Value shown = bench.run("source show shop --json").json();
        QCOMPARE(json::write(shown[u"aliases"]), QByteArray("[\"orders\"]"));
        QCOMPARE(json::write(shown[u"signing"][u"secrets"]), QByteArray("[\"ORDERS_SIGNING_SECRET\"]"));
        const QString lastUse = shown[u"aliasUse"].at(0)[u"lastUsedAt"].toString();
        QVERIFY(!lastUse.isEmpty());
        {
            // Its secret verifies, its keys of idempotency are known, by either path.
            Serve serve(bench.sandbox(), bench.root());
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            QCOMPARE(send(serve.port(), "/s/shop", 4).status, 200);
            QCOMPARE(bench.run("source show shop --json").json()[u"aliasUse"].at(0)[u"lastUsedAt"].toString(), lastUse);
            QCOMPARE(send(serve.port(), "/s/orders", 5).status, 200);
            QVERIFY(bench.run("source show shop --json").json()[u"aliasUse"].at(0)[u"lastUsedAt"].toString() > lastUse);
            QCOMPARE(send(serve.port(), "/s/shop", 1).status, 200);
            QCOMPARE(bench.count("source:shop status:duplicate"), size_t(1));
            QCOMPARE(serve.terminate(), 0);
        }
        QCOMPARE(bench.count("source:shop"), size_t(6));
        QVERIFY(bench.isWell());

        // And back again.
        QCOMPARE(bench.run("source rename shop orders").exitCode, 0);
        QCOMPARE(bench.count("source:orders"), size_t(6));
        QCOMPARE(json::write(bench.run("source show orders --json").json()[u"aliases"]), QByteArray("[\"shop\"]"));
        QVERIFY(bench.isWell());
    }

    void besideARunningEngine()
    {
        Bench bench;
        QVERIFY(bench.orders().isValid());
        QVERIFY(bench.orders().addScripted(QStringLiteral("slow"), slowScript(1500)));
        Serve serve(bench.sandbox(), bench.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        QCOMPARE(send(serve.port(), "/s/slow", 1).status, 200);
        // One is on its way when the key changes.
        Reply late;
        std::thread sender([&] { late = send(serve.port(), "/s/slow", 2); });
        for (int i = 0; i < 1000 && bench.count("source:slow") < 2; ++i) {
        }
        const CliResult renamed = bench.run("source rename slow patient --json");
        sender.join();
        QVERIFY2(renamed.exitCode == 0, renamed.err.constData());
        QVERIFY(renamed.json()[u"eventsMoved"].isNull());
        QCOMPARE(late.status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(bench.count("source:patient status:processed"), size_t(2), 60000);
        QCOMPARE(bench.count("source:slow"), size_t(0));
        QCOMPARE(send(serve.port(), "/s/slow", 3).status, 200);
        QCOMPARE(send(serve.port(), "/s/patient", 4).status, 200);
        QCOMPARE(bench.count("source:patient status:processed"), size_t(4));
        QCOMPARE(serve.terminate(), 0);
        QVERIFY(bench.isWell());
    }

    /// What moves the files is killed before the store follows, and an event had not ended then.
    void killedBetweenFilesAndStore()
    {
        Bench bench;
        QVERIFY(bench.orders().isValid());
        QVERIFY(bench.orders().addScripted(QStringLiteral("slow"), slowScript(4500)));
        {
            Serve serve(bench.sandbox(), bench.root());
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            QCOMPARE(send(serve.port(), "/s/orders", 1).status, 200);
            std::thread sender([&] { (void)send(serve.port(), "/s/slow", 2); });
            for (int i = 0; i < 1000 && bench.count("source:slow") < 1; ++i) {
            }
            serve.kill9();
            sender.join();
        }
        {
            const auto files = workspace::WorkspaceFiles::open(bench.root());
            QVERIFY(files.hasValue());
            QVERIFY((*files)->moveSource(QStringLiteral("slow"), QStringLiteral("quick")).hasValue());
            QVERIFY((*files)->moveSource(QStringLiteral("orders"), QStringLiteral("shop")).hasValue());
            QVERIFY((*files)
                        ->saveScript(QStringLiteral("quick"), workspace::ScriptLanguage::JavaScript,
                                     "function main() { return { verified: true }; }\n")
                        .hasValue());
        }
        Serve serve(bench.sandbox(), bench.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        QTRY_COMPARE_WITH_TIMEOUT(bench.count("source:quick status:processed"), size_t(1), 60000);
        QCOMPARE(bench.count("source:shop status:processed"), size_t(1));
        QCOMPARE(serve.terminate(), 0);
        QVERIFY(bench.isWell());
    }

    /// source.json is written, the folder has not followed.
    void killedBetweenItsFiles()
    {
        Bench bench;
        QVERIFY(bench.orders().isValid());
        QByteArray settings =
            files::read(bench.root() + QStringLiteral("/sources/orders/source.json")).valueOr(QByteArray());
        QVERIFY(settings.contains("\"aliases\": []"));
        settings.replace("\"key\": \"orders\"", "\"key\": \"shop\"")
            .replace("\"aliases\": []", "\"aliases\": [\"orders\"]");
        QVERIFY(bench.write("sources/orders/source.json", settings));
        const json::Value shown = bench.run("source show shop --json").json();
        QCOMPARE(shown[u"key"].toString(), QStringLiteral("shop"));
        QVERIFY(shown[u"errors"].toArray().empty());
        QCOMPARE(bench.run("source show orders").exitCode, bench.run("source show nobody").exitCode);
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* line, const char* text) {
            QTest::newRow(line) << QByteArray(line) << QByteArray(text);
        };
        row("source rename nobody shop", "no source \"nobody\"");
        row("source rename orders Shop", "a to z, 0 to 9");
        row("source rename orders orders", "\"orders\" exists already");
        row("source rename orders other", "\"other\" exists already");
        row("source rename orders gone", "removed source \"gone\" exists already");
        row("source rename other former", "\"former\" exists already"); // the alias of another
        row("source rename orders", "usage: headwater-cli source rename");
        row("source set orders key=shop", "source rename orders shop");
        row("source rename broken shop", "source.json");
    }

    void refused()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, text);
        Bench bench;
        QVERIFY(bench.orders().isValid());
        for (const char* add :
             {"source add custom --key other", "source add custom --key gone", "source add custom --key broken"})
            QCOMPARE(bench.run(add).exitCode, 0);
        QCOMPARE(bench.run("source set orders aliases=former").exitCode, 0);
        QCOMPARE(bench.run("source remove gone").exitCode, 0);
        QVERIFY(bench.write("sources/broken/source.json", "{"));
        const CliResult result = bench.run(line.constData());
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.err.contains(text), result.err.constData());
        QVERIFY(QFile::exists(bench.root() + QStringLiteral("/sources/orders/source.json")));
        QVERIFY(!QFile::exists(bench.root() + QStringLiteral("/sources/shop")));
    }
};

QTEST_GUILESS_MAIN(TestCliRename)
#include "tst_cli_rename.moc"
