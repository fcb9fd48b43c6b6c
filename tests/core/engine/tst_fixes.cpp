// The explainer's fixes through the engine: carried out, they make the request verify; taken back, the workspace is
// what it was, to the byte; no secret is ever replaced.

#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/engine/explaining.h"
#include "core/workspace/secretstore.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace hw;
using namespace hw::engine;
using namespace std::chrono_literals;

namespace {

const QString orders = QStringLiteral("orders");
const QString ownName = QStringLiteral("ORDERS_SIGNING_SECRET");
const QByteArray ownSecret = "a-made-up-secret-of-the-orders";
const QByteArray shopSecret = "another-made-up-secret-of-the-shop";
const QByteArray stagingSecret = "the-made-up-secret-of-staging";
const QByteArray body = "{\"type\":\"user.identified\",  \"user_id\":\"u1\"}";

const QByteArray serializing = "async function main({ headers, body, vars }) {\n"
                               "  const verified = verifyHmacSha256({ secret: vars.ORDERS_SIGNING_SECRET,\n"
                               "    signature: headers[\"x-webhook-signature\"], payload: JSON.stringify(body) });\n"
                               "  return { verified };\n"
                               "}\n";

const QByteArray serializingByHand = "const crypto = require('crypto');\n"
                                     "async function main(ctx) {\n"
                                     "  const { headers, rawBody, body, vars } = ctx;\n"
                                     "  const digest = crypto.createHmac('sha256', vars.ORDERS_SIGNING_SECRET)\n"
                                     "    .update(JSON.stringify(body)).digest('hex');\n"
                                     "  return { verified: digest === headers[\"x-webhook-signature\"], rawBody };\n"
                                     "}\n";

signing::Config hmac()
{
    return {.scheme = QStringLiteral("hmac"),
            .header = QStringLiteral("X-Webhook-Signature"),
            .algorithm = QStringLiteral("sha256"),
            .encoding = QStringLiteral("hex")};
}

signing::Config withHeader(const char* header)
{
    signing::Config config = hmac();
    config.header = QString::fromLatin1(header);
    return config;
}

signing::Config withHash(const char* algorithm)
{
    signing::Config config = hmac();
    config.algorithm = QString::fromLatin1(algorithm);
    return config;
}

signing::Config named(const char* scheme)
{
    return {.scheme = QString::fromLatin1(scheme)};
}

/// A source, and a request that does not verify.
struct Wrong
{
    signing::Config config = hmac(); ///< of the source
    signing::Config sentBy = hmac(); ///< of the sender
    QByteArray secret = ownSecret;   ///< of the sender
    QByteArray stored = ownSecret;   ///< of the source
    QByteArray script = {};          ///< of the source
    QByteArray added = {};           ///< to the body, after it was signed
    std::chrono::seconds age{1};     ///< of the signature
    QString url = {};                ///< that was signed
    QStringList fixes = {};          ///< that are offered
};

} // namespace

Q_DECLARE_METATYPE(Wrong)

class TestFixes final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;
    const Timestamp m_now = fromMicroseconds(1'760'000'000'000'000);

    [[nodiscard]] EngineOptions options() const
    {
        EngineOptions made;
        made.root = m_root;
        made.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        made.scriptHosts = 1;
        return made;
    }

    /// Runs a call of the engine until its answer is there.
    template<class Value, class Call>
    Result<Value> wait(Call call)
    {
        std::optional<Result<Value>> result;
        call([&](Result<Value> done) { result.emplace(std::move(done)); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60000))
            return Error{ErrorCode::Timeout};
        return *std::move(result);
    }

    Result<void> edit(Engine& engine, Engine::Edit change)
    {
        return wait<void>([&](auto done) { engine.edit(std::move(change), this, done); });
    }

    Result<void> store(Engine& engine, const QString& environment, const QString& name, const QByteArray& value)
    {
        return wait<void>([&](auto done) { engine.setSecretOf(environment, name, SecretString(value), this, done); });
    }

    [[nodiscard]] http::Message message(const Wrong& wrong, const QByteArray& content = body) const
    {
        http::Message made;
        made.method = "POST";
        made.target = "/s/orders";
        made.headers = {{"Host", "hooks.example.org"}, {"Content-Type", "application/json"}};
        made.body = content;
        const auto headers = signing::sign(wrong.sentBy, {made.headers, made.body, made.method, made.target, wrong.url},
                                           {ownName, SecretString(wrong.secret)}, m_now - wrong.age);
        if (headers)
            made.headers.insert(made.headers.end(), headers->begin(), headers->end());
        made.body += wrong.added;
        return made;
    }

    Result<Processed> run(Engine& engine, const http::Message& request, bool stored)
    {
        ProcessRequest wanted;
        wanted.source = orders;
        wanted.message = request;
        wanted.clock = m_now;
        wanted.delivery = Delivery::Plan;
        wanted.store = stored;
        return wait<Processed>([&](auto done) { engine.process(wanted, this, done); });
    }

    QString status(Engine& engine, const http::Message& request)
    {
        const auto processed = run(engine, request, false);
        return processed ? toString(processed->run.verification.status) : QString();
    }

    [[nodiscard]] ExplainRequest asked(const http::Message& request, const Run& run) const
    {
        ExplainRequest wanted;
        wanted.source = orders;
        wanted.event.source = orders;
        wanted.event.environment = QStringLiteral("development");
        wanted.event.receivedAt = m_now;
        wanted.event.request = request;
        wanted.recorded = run.verification;
        wanted.now = m_now;
        return wanted;
    }

    /// The workspace's files, and this machine's settings.
    [[nodiscard]] std::map<QString, QByteArray> files() const
    {
        std::map<QString, QByteArray> found;
        QDirIterator walk(m_root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            const QString path = walk.next().mid(m_root.size() + 1);
            if (!path.startsWith(QLatin1String("data/")) || path == QLatin1String("data/local.json"))
                found[path] = hw::files::read(m_root + u'/' + path).valueOr({});
        }
        return found;
    }

    /// "environment NAME" → fingerprint, of every name that the workspace knows or a fix may make.
    std::map<QString, QByteArray> secrets(const Engine& engine) const
    {
        const workspace::Workspace& known = *engine.snapshot().workspace;
        workspace::SecretStore store({known.id, known.dataFolder(), {}, false});
        std::map<QString, QByteArray> found;
        for (const auto& environment : {QStringLiteral("development"), QStringLiteral("staging")}) {
            QStringList names = known.secretNames(environment);
            names += {ownName + QStringLiteral("_2"), ownName + QStringLiteral("_STAGING")};
            names.removeDuplicates();
            const auto loaded = store.load(environment, names);
            for (auto it = loaded.found.constBegin(); it != loaded.found.constEnd(); ++it)
                found[environment + u' ' + it.key()] = it->value.fingerprint();
        }
        return found;
    }

    void prepare(Engine& engine, const Wrong& wrong)
    {
        QVERIFY(engine.open().hasValue());
        QVERIFY(edit(engine, [&](workspace::WorkspaceFiles& files) -> Result<void> {
                    workspace::Source source = files.workspace().source(orders)->source;
                    const QStringList names = source.signing.secrets;
                    source.signing = wrong.config;
                    source.signing.secrets = names;
                    if (auto saved = files.saveSource(source); !saved)
                        return saved;
                    if (!wrong.url.isEmpty()) {
                        workspace::LocalSettings local = files.workspace().local;
                        local.publicUrl = QStringLiteral("https://public.example");
                        local.publicUrls.set(orders, QStringLiteral("https://old.example"));
                        if (auto saved = files.saveLocal(local); !saved)
                            return saved;
                    }
                    return wrong.script.isEmpty()
                               ? Result<void>()
                               : files.saveScript(orders, workspace::ScriptLanguage::JavaScript, wrong.script);
                }).hasValue());
        QVERIFY(store(engine, QStringLiteral("development"), ownName, wrong.stored).hasValue());
        QVERIFY(
            store(engine, QStringLiteral("development"), QStringLiteral("SHOP_SIGNING_SECRET"), shopSecret).hasValue());
        QVERIFY(store(engine, QStringLiteral("staging"), ownName, stagingSecret).hasValue());
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = m_dir->filePath(QStringLiteral("ws"));
        qputenv("XDG_CONFIG_HOME", m_dir->filePath(QStringLiteral("config")).toLocal8Bit());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        auto files = workspace::WorkspaceFiles::create(m_root, QStringLiteral("test"), m_now);
        QVERIFY(files.hasValue());
        const catalog::Catalog catalog = catalog::Catalog::load();
        for (const char* key : {"orders", "shop"}) {
            workspace::NewSource wanted;
            wanted.key = QString::fromLatin1(key);
            QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, m_now).hasValue());
        }
        workspace::Environment staging;
        staging.name = QStringLiteral("staging");
        QVERIFY((*files)->saveEnvironment(staging).hasValue());
    }

    void appliedAndTakenBack_data()
    {
        QTest::addColumn<Wrong>("wrong");
        QTest::newRow("secret of another source")
            << Wrong{.secret = shopSecret, .fixes = {QStringLiteral("add_secret")}};
        QTest::newRow("secret of another environment")
            << Wrong{.secret = stagingSecret, .fixes = {QStringLiteral("add_secret")}};
        QTest::newRow("secret with white space around it")
            << Wrong{.stored = "  " + ownSecret + "\n", .fixes = {QStringLiteral("add_clean_secret")}};
        QTest::newRow("another header") << Wrong{.sentBy = withHeader("X-Other-Signature"),
                                                 .fixes = {QStringLiteral("header")}};
        QTest::newRow("another hash") << Wrong{.sentBy = withHash("sha512"), .fixes = {QStringLiteral("algorithm")}};
        QTest::newRow("late") << Wrong{
            .config = named("stripe"), .sentBy = named("stripe"), .age = 660s, .fixes = {QStringLiteral("tolerance")}};
        QTest::newRow("another address") << Wrong{.config = named("hubspot"),
                                                  .sentBy = named("hubspot"),
                                                  .url = QStringLiteral("https://public.example/s/orders"),
                                                  .fixes = {QStringLiteral("public_url")}};
        QTest::newRow("a line end more") << Wrong{.added = "\n", .fixes = {QStringLiteral("script")}};
        QTest::newRow("a script that writes the body anew")
            << Wrong{.script = serializing, .fixes = {QStringLiteral("script_raw_body")}};
        QTest::newRow("a script that does so with its own digest")
            << Wrong{.script = serializingByHand, .fixes = {QStringLiteral("script_raw_body")}};
        QTest::newRow("a script that does so with the request")
            << Wrong{.script = QByteArray(serializing)
                                   .replace("{ headers, body, vars }", "request")
                                   .replace("stringify(body", "stringify(request.body")
                                   .replace("vars.", "request.vars.")
                                   .replace("headers[", "request.headers["),
                     .fixes = {QStringLiteral("script_raw_body")}};
        QTest::newRow("two things at once")
            << Wrong{.config = named("stripe"),
                     .sentBy = named("stripe"),
                     .secret = shopSecret,
                     .age = 660s,
                     .fixes = {QStringLiteral("add_secret"), QStringLiteral("tolerance")}};
    }

    void appliedAndTakenBack()
    {
        QFETCH(Wrong, wrong);
        Engine engine(options());
        prepare(engine, wrong);
        if (QTest::currentTestFailed())
            return;
        const http::Message request = message(wrong);
        const auto failed = run(engine, request, false);
        QVERIFY(failed.hasValue());
        QVERIFY(failed->run.verification.status != VerificationStatus::Verified);
        const auto filesBefore = files();
        const auto secretsBefore = secrets(engine);
        QCOMPARE(secretsBefore.size(), size_t(3));

        const ExplainRequest wanted = asked(request, failed->run);
        const auto explained = wait<Explained>([&](auto done) { engine.explain(wanted, this, done); });
        QVERIFY(explained.hasValue());
        QStringList offered;
        for (const signing::Fix& fix : explained->diagnosis.fixes)
            offered.append(fix.id);
        QCOMPARE(offered, wrong.fixes);

        const auto applied = wait<AppliedFix>([&](auto done) { engine.applyFixes(wanted, wrong.fixes, this, done); });
        QVERIFY2(applied.hasValue(), applied ? "" : qPrintable(applied.error().args.join(u' ')));
        QVERIFY(files() != filesBefore);
        // Its secrets are named beside one another: none is gone, none has another value.
        const auto secretsBetween = secrets(engine);
        for (const auto& [name, fingerprint] : secretsBefore)
            QVERIFY2(secretsBetween.contains(name) && secretsBetween.at(name) == fingerprint, qPrintable(name));
        QVERIFY(engine.snapshot().workspace->source(orders)->source.signing.secrets.contains(ownName));
        // Until a changed script is compiled, the one before runs.
        QTRY_COMPARE_WITH_TIMEOUT(status(engine, request), QStringLiteral("verified"), 60000);

        QVERIFY(wait<void>([&](auto done) { engine.undoFixes(*applied, this, done); }).hasValue());
        QCOMPARE(secrets(engine), secretsBefore);
        QCOMPARE(files(), filesBefore);
        QTRY_COMPARE_WITH_TIMEOUT(status(engine, request), toString(failed->run.verification.status), 60000);
    }

    void notTakenBackOverLaterChanges()
    {
        Engine engine(options());
        const Wrong wrong{.secret = shopSecret};
        prepare(engine, wrong);
        const http::Message request = message(wrong);
        const ExplainRequest wanted = asked(request, {});
        const auto applied =
            wait<AppliedFix>([&](auto done) { engine.applyFixes(wanted, {QStringLiteral("add_secret")}, this, done); });
        QVERIFY(applied.hasValue());
        QVERIFY(edit(engine, [](workspace::WorkspaceFiles& files) {
                    workspace::Source source = files.workspace().source(orders)->source;
                    source.name = QStringLiteral("Renamed");
                    return files.saveSource(source);
                }).hasValue());
        const auto changed = files();
        const auto undone = wait<void>([&](auto done) { engine.undoFixes(*applied, this, done); });
        QVERIFY(!undone.hasValue());
        QCOMPARE(undone.error().code, ErrorCode::Conflict);
        QCOMPARE(files(), changed);
    }

    /// Where actions leave this machine, old requests stay refused; what was asked for beside that is not half done.
    void lateEventsOfALiveEnvironmentAreRefused()
    {
        Engine engine(options());
        const Wrong wrong{.config = named("stripe"), .sentBy = named("stripe"), .secret = stagingSecret, .age = 660s};
        prepare(engine, wrong);
        QVERIFY(edit(engine, [](workspace::WorkspaceFiles& files) {
                    workspace::Environment live = files.workspace().environment(u"development")->environment;
                    live.destination.kind = workspace::DestinationKind::Http;
                    live.destination.url = QStringLiteral("https://api.example.org/");
                    return files.saveEnvironment(live);
                }).hasValue());
        const auto filesBefore = files();
        const auto secretsBefore = secrets(engine);
        const auto applied = wait<AppliedFix>([&](auto done) {
            engine.applyFixes(asked(message(wrong), {}), {QStringLiteral("add_secret"), QStringLiteral("tolerance")},
                              this, done);
        });
        QVERIFY(!applied.hasValue());
        QCOMPARE(applied.error().code, ErrorCode::NotSupported);
        QCOMPARE(files(), filesBefore);
        QCOMPARE(secrets(engine), secretsBefore);
    }

    /// Other events that the same fixes make verify: those alone.
    void countsWhatElseItFixes()
    {
        Engine engine(options());
        const Wrong wrong{.secret = shopSecret};
        prepare(engine, wrong);
        const auto first = run(engine, message(wrong), true);
        QVERIFY(first.hasValue());
        for (int i = 0; i < 3; ++i)
            QVERIFY(run(engine, message(wrong, "{\"n\":" + QByteArray::number(i) + '}'), true).hasValue());
        QVERIFY(run(engine, message({.secret = "nobody's secret"}, "{\"n\":9}"), true).hasValue()); // stays refused
        QVERIFY(run(engine, message({}, "{\"n\":10}"), true).hasValue());                           // verifies already
        const auto explained =
            wait<Explained>([&](auto done) { engine.explain(asked(message(wrong), first->run), this, done); });
        QVERIFY(explained.hasValue());
        QCOMPARE(explained->diagnosis.cause.code, QStringLiteral("secret_of_source"));
        QCOMPARE(explained->alsoFixed.size(), size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestFixes)
#include "tst_fixes.moc"
