// The engine as window and command line use it: a real workspace, a real store, real script hosts.

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/engine/goldentest.h"
#include "core/engine/resend.h"
#include "core/engine/sourcetypes.h"
#include "core/store/reader.h"
#include "core/workspace/secretstore.h"
#include "tests/support/rawhttp.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

const QByteArray secret = "a-made-up-secret";

const char* const shouting = "async function main({ body, headers, vars }) {\n"
                             "  const verified = await verifyHmacSha256({ secret: vars.ORDERS_SIGNING_SECRET,\n"
                             "    signature: headers[\"x-webhook-signature\"], payload: body });\n"
                             "  return { verified, upper: body.user_id.toUpperCase() };\n"
                             "}\n";

http::Message request(const QByteArray& body)
{
    http::Message message;
    message.method = "POST";
    message.target = "/s/orders";
    message.headers = {{"Content-Type", "application/json"}, {"X-Webhook-Signature", test::hmacHex(secret, body)}};
    message.body = body;
    return message;
}

} // namespace

class TestEngine final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;

    [[nodiscard]] EngineOptions options() const
    {
        EngineOptions made;
        made.root = m_root;
        made.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        made.scriptHosts = 1;
        return made;
    }

    Result<Processed> run(Engine& engine, ProcessRequest wanted)
    {
        std::optional<Result<Processed>> result;
        engine.process(std::move(wanted), this, [&](const Result<Processed>& processed) { result = processed; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30000))
            return Error{ErrorCode::Timeout, {}};
        return *result;
    }

    Result<void> edit(Engine& engine, Engine::Edit change)
    {
        std::optional<Result<void>> result;
        engine.edit(std::move(change), this, [&](const Result<void>& done) { result = done; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30000))
            return Error{ErrorCode::Timeout, {}};
        return *result;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = m_dir->filePath(QStringLiteral("ws"));
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", secret);
        const Timestamp now = SystemClock().now();
        auto files = workspace::WorkspaceFiles::create(m_root, QStringLiteral("test"), now);
        QVERIFY(files.hasValue());
        const catalog::Catalog catalog = catalog::Catalog::load();
        workspace::NewSource wanted;
        wanted.key = QStringLiteral("orders");
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, now).hasValue());
    }

    void processesWithoutASocket()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        QSignalSpy committed(&engine, &Engine::committed);
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"user_id\":\"u1\"}");
        const auto processed = run(engine, wanted);
        QVERIFY(processed.hasValue());
        QVERIFY(processed->run.status == EventStatus::Processed);
        QVERIFY(processed->event.seq > 0);
        QTRY_VERIFY(committed.count() > 0);

        auto reader = store::Reader::open(engine.snapshot().workspace->databasePath());
        QVERIFY(reader.hasValue());
        const auto stored = reader->event(processed->event.id);
        QVERIFY(stored.hasValue() && stored->has_value() && (*stored)->run.has_value());
        QCOMPARE((*stored)->event.request.body, wanted.message.body);
        QCOMPARE((*stored)->run->actions.size(), processed->run.actions.size());
    }

    void aDryRunWritesNothing()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"user_id\":\"u1\"}");
        wanted.delivery = Delivery::Plan;
        wanted.store = false;
        const auto processed = run(engine, wanted);
        QVERIFY(processed.hasValue());
        QVERIFY(processed->run.actions.front().status == ActionStatus::Planned);
        auto reader = store::Reader::open(engine.snapshot().workspace->databasePath());
        QVERIFY(reader.hasValue());
        QCOMPARE(reader->summary().valueOr({}).events, 0);
    }

    void requestsAreMadeReadyToBeSentAgain()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        const auto prepare = [&](const http::Message& message, Resend how, const QString& source) {
            std::optional<Result<http::Outgoing>> made;
            engine.prepareResend(
                {message, QUrl(QStringLiteral("http://127.0.0.1:9")), how, source, QStringLiteral("development")}, this,
                [&](const Result<http::Outgoing>& outgoing) { made = outgoing; });
            return QTest::qWaitFor([&] { return made.has_value(); }, 30000) ? *made : Error{ErrorCode::Timeout, {}};
        };
        http::Message edited = request("{}");
        edited.body = "{\"edited\":true}";
        const auto fresh = prepare(edited, Resend::Signed, QStringLiteral("orders"));
        QVERIFY(fresh.hasValue());
        QCOMPARE(fresh->message.headers.value("x-webhook-signature"), test::hmacHex(secret, edited.body));
        QCOMPARE(fresh->message.target, QByteArray("/s/orders"));
        const auto exact = prepare(edited, Resend::Exact, QStringLiteral("orders"));
        QVERIFY(exact.hasValue());
        QCOMPARE(exact->message.headers.value("x-webhook-signature"), test::hmacHex(secret, "{}"));
        // Where the source is gone, nothing is signed and it is sent all the same.
        const auto orphan = prepare(edited, Resend::Signed, QStringLiteral("gone"));
        QVERIFY(orphan.hasValue());
        QCOMPARE(orphan->message.headers.value("x-webhook-signature"), test::hmacHex(secret, "{}"));
    }

    void samplesHoldNoSecret()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"user_id\":\"" + secret + "\"}");
        const auto processed = run(engine, wanted);
        QVERIFY(processed.hasValue());
        std::optional<Result<GoldenCase>> golden;
        const auto prepare = [&](const Event& event) {
            golden.reset();
            engine.prepareSample(event, processed->run, {}, this,
                                 [&](const Result<GoldenCase>& made) { golden = made; });
            return QTest::qWaitFor([&] { return golden.has_value(); }, 30000);
        };
        QVERIFY(prepare(processed->event));
        QVERIFY(golden->hasValue());
        QCOMPARE((*golden)->sample, QStringLiteral("user.identified"));
        QVERIFY(!(*golden)->request.body.contains(secret));
        QVERIFY((*golden)->request.body.contains("user.identified"));
        Event elsewhere = processed->event;
        elsewhere.source = QStringLiteral("gone");
        QVERIFY(prepare(elsewhere));
        QVERIFY(!golden->hasValue() && golden->error().code == ErrorCode::NotFound);
    }

    void aTrialRunsAnotherScriptAndStoresNothing()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"user_id\":\"u1\"}");
        wanted.script = ScriptText{QStringLiteral("try.js"), shouting};
        auto processed = run(engine, wanted);
        QVERIFY(processed.hasValue());
        QCOMPARE(processed->run.script.preprocess[u"upper"].toString(), QStringLiteral("U1"));
        QVERIFY(processed->run.verification.status == VerificationStatus::Verified);
        QCOMPARE(processed->event.seq, 0);

        wanted.script->text = "async function main() {\n  return {\n}\n";
        processed = run(engine, wanted);
        QVERIFY(processed.hasValue());
        QVERIFY(processed->run.script.status == ScriptStatus::Error);
        QVERIFY(processed->run.script.error->line > 0);
    }

    void aStoredRunIsRepeatedToTheByte()
    {
        const QByteArray script =
            "async function main({ body, headers, vars }) {\n"
            "  const verified = await verifyHmacSha256({ secret: vars.ORDERS_SIGNING_SECRET,\n"
            "    signature: headers[\"x-webhook-signature\"], payload: body });\n"
            "  return { verified, id: crypto.randomUUID(), dice: Math.random(), at: Date.now() };\n"
            "}\n";
        ProcessRequest again;
        QByteArray first;
        {
            Engine engine(options());
            QVERIFY(engine.open().hasValue());
            QVERIFY(edit(engine, [&](workspace::WorkspaceFiles& files) {
                        return files.saveScript(QStringLiteral("orders"), workspace::ScriptLanguage::JavaScript,
                                                script);
                    }).hasValue());
            ProcessRequest wanted;
            wanted.source = QStringLiteral("orders");
            wanted.message = request("{\"type\":\"a\",\"user_id\":\"u1\"}");
            const auto processed = run(engine, wanted);
            QVERIFY(processed.hasValue());
            first = json::write(processed->run.script.preprocess);
            auto reader = store::Reader::open(engine.snapshot().workspace->databasePath());
            QVERIFY(reader.hasValue());
            const auto stored = reader->event(processed->event.id);
            QVERIFY(stored.hasValue() && *stored && (*stored)->run && (*stored)->run->script.recording);
            QCOMPARE((*stored)->run->script.recording, processed->run.script.recording);
            const auto& secrets = (*stored)->run->script.recording->secrets;
            QCOMPARE(secrets.size(), size_t(1));
            QCOMPARE(secrets[0].name, QStringLiteral("ORDERS_SIGNING_SECRET"));
            again.source = QStringLiteral("orders");
            again.event = (*stored)->event;
            again.replay = Replay{*(*stored)->run->script.recording, (*stored)->run->verification};
            again.script = ScriptText{QStringLiteral("script.js"), script};

            const auto repeated = run(engine, again);
            QVERIFY(repeated.hasValue());
            QCOMPARE(json::write(repeated->run.script.preprocess), first);
            QCOMPARE(repeated->run.verification, processed->run.verification);
            QCOMPARE(repeated->run.script.recording, processed->run.script.recording);

            ProcessRequest later = again;
            later.clock = processed->run.script.recording->clock + std::chrono::hours(1);
            const auto moved = run(engine, later);
            QVERIFY(moved.hasValue());
            QCOMPARE(moved->run.script.preprocess[u"at"].toInteger(), toMicroseconds(*later.clock) / 1000);
            QCOMPARE(moved->run.script.preprocess[u"id"].toString(),
                     processed->run.script.preprocess[u"id"].toString());
        }
        // After a rotation the recorded verification stands, and says so.
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", "another-made-up-secret");
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        auto rotated = run(engine, again);
        QVERIFY(rotated.hasValue());
        QCOMPARE(json::write(rotated->run.script.preprocess), first);
        QVERIFY(rotated->run.verification.status == VerificationStatus::Verified);
        QCOMPARE(rotated->run.verification.checks.back().id, QStringLiteral("recorded"));
        QVERIFY(rotated->run.verification.checks.back().detail.contains(QStringLiteral("ORDERS_SIGNING_SECRET")));
        again.script->text =
            "const { createHmac } = require('crypto');\n"
            "const main = ({ rawBody, headers, vars }) => ({ verified: headers['x-webhook-signature'] ===\n"
            "  createHmac('sha256', vars.ORDERS_SIGNING_SECRET).update(rawBody).digest('hex') });\n";
        rotated = run(engine, again);
        QVERIFY(rotated.hasValue());
        QVERIFY(rotated->run.verification.status == VerificationStatus::Verified);
        // Without a recording it is judged by today's secret.
        again.replay.reset();
        QVERIFY(run(engine, again)->run.verification.status == VerificationStatus::Failed);
    }

    void typesComeFromEventsAndElseFromTheProvider()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"a\",\"user_id\":\"u1\",\"total\":12.5}");
        const auto workspace = engine.snapshot().workspace;
        const auto* state = workspace->source(u"orders");
        QVERIFY(state);
        const catalog::Catalog catalog = catalog::Catalog::load();
        auto types = sourceTypes(*workspace, *state, catalog.find(u"stripe"), SystemClock());
        QCOMPARE(types.events, 0);
        QVERIFY(types.samples > 0);
        QVERIFY(types.file.contains("livemode: boolean;"));
        QVERIFY(run(engine, wanted).hasValue());
        types = sourceTypes(*workspace, *state, catalog.find(u"stripe"), SystemClock());
        QCOMPARE(types.events, 1);
        QVERIFY(types.file.contains("type Body = {\n  type: string;\n  user_id: string;\n  total: number;\n};"));
    }

    void anEditedScriptRunsFromTheNextEventOn()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"a\",\"user_id\":\"u1\"}");
        QVERIFY(run(engine, wanted)->run.script.status == ScriptStatus::None);
        QVERIFY(edit(engine, [](workspace::WorkspaceFiles& files) {
                    return files.saveScript(QStringLiteral("orders"), workspace::ScriptLanguage::JavaScript, shouting);
                }).hasValue());
        // It waits for the compiler, it is not refused.
        QCOMPARE(run(engine, wanted)->run.script.preprocess[u"upper"].toString(), QStringLiteral("U1"));
        QVERIFY(edit(engine, [](workspace::WorkspaceFiles& files) {
                    return files.saveScript(QStringLiteral("orders"), workspace::ScriptLanguage::JavaScript,
                                            "let broken = ;");
                }).hasValue());
        QTRY_VERIFY_WITH_TIMEOUT(engine.snapshot().programErrors.contains(QStringLiteral("orders")), 30000);
        // The last good one goes on.
        QCOMPARE(run(engine, wanted)->run.script.preprocess[u"upper"].toString(), QStringLiteral("U1"));
    }

    void requestsThatWaitForTheirProgramAreAnsweredWhenTheSourceGoes()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        std::optional<Result<Processed>> result;
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"a\",\"user_id\":\"u1\"}");
        std::optional<Result<void>> removed;
        engine.edit(
            [](workspace::WorkspaceFiles& files) {
                return files.saveScript(QStringLiteral("orders"), workspace::ScriptLanguage::JavaScript, shouting);
            },
            this, {});
        engine.process(wanted, this, [&](const Result<Processed>& processed) { result = processed; });
        engine.edit(
            [](workspace::WorkspaceFiles& files) -> Result<void> {
                const auto gone = files.removeSource(QStringLiteral("orders"), SystemClock().now());
                return gone ? Result<void>() : Result<void>(gone.error());
            },
            this, [&](const Result<void>& done) { removed = done; });
        QTRY_VERIFY_WITH_TIMEOUT(result && removed, 30000);
        QVERIFY(removed->hasValue());
        QVERIFY(result->hasValue());
    }

    void aChangedSecretIsPutBack()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
        const QTemporaryDir home;
        qputenv("XDG_CONFIG_HOME", home.path().toLocal8Bit());
        qunsetenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET");
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        const QString environment = engine.snapshot().environment;
        const QString name = QStringLiteral("ORDERS_SIGNING_SECRET");
        const auto done = [&](auto&& ask) {
            std::optional<Result<void>> result;
            ask([&](const Result<void>& answer) { result = answer; });
            return QTest::qWaitFor([&] { return result.has_value(); }, 30000) ? *result : Error{ErrorCode::Timeout, {}};
        };
        const auto set = [&](const QByteArray& value) {
            return done([&](auto answer) { engine.setSecretOf(environment, name, SecretString(value), this, answer); });
        };
        const auto restore = [&] {
            return done([&](auto answer) { engine.restoreSecretOf(environment, name, this, answer); });
        };
        const auto verifies = [&] {
            ProcessRequest wanted;
            wanted.source = QStringLiteral("orders");
            wanted.message = request("{\"type\":\"a\",\"user_id\":\"u1\"}");
            return run(engine, wanted)->run.verification.status == VerificationStatus::Verified;
        };
        QVERIFY(set(secret));
        QVERIFY(verifies());
        QVERIFY(set("another one"));
        QVERIFY(!verifies());
        QVERIFY(set({}));
        QVERIFY(restore()); // not there → another one
        QVERIFY(!verifies());
        QVERIFY(restore()); // → the first
        QVERIFY(verifies());
        QVERIFY(restore()); // → not there
        QVERIFY(!verifies());
        QVERIFY(!restore());
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", secret);
    }

    void duplicatesAreNamed()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        QVERIFY(edit(engine, [](workspace::WorkspaceFiles& files) -> Result<void> {
                    workspace::Source source = files.workspace().source(u"orders")->source;
                    source.idempotencyKeyPath = QStringLiteral("body.id");
                    return files.saveSource(source);
                }).hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"id\":\"e1\",\"user_id\":\"u1\"}");
        const auto first = run(engine, wanted);
        const auto second = run(engine, wanted);
        QVERIFY(first.hasValue() && second.hasValue());
        QVERIFY(second->run.status == EventStatus::Duplicate);
        QCOMPARE(second->run.idempotency.duplicateOf, first->event.id);
        QVERIFY(second->run.actions.front().status == ActionStatus::Skipped);
        QCOMPARE(second->run.answer.status, 200);
    }

    void aSecondOwnerIsRefusedAndAGuestWorks()
    {
        Engine owner(options());
        QVERIFY(owner.open().hasValue());
        {
            Engine second(options());
            const auto opened = second.open();
            QVERIFY(!opened.hasValue());
            QVERIFY(opened.error().code == ErrorCode::WorkspaceOwned);
        }
        EngineOptions guestOptions = options();
        guestOptions.ownership = Ownership::Guest;
        Engine guest(guestOptions);
        QVERIFY(guest.open().hasValue());
        ProcessRequest wanted;
        wanted.source = QStringLiteral("orders");
        wanted.message = request("{\"type\":\"user.identified\",\"user_id\":\"u9\"}");
        QVERIFY(run(guest, wanted)->run.status == EventStatus::Processed);
    }

    void theListenerStartsStopsAndStartsAgain()
    {
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        http::ListenOptions listen;
        listen.port = 0;
        engine.startListener(listen);
        QTRY_VERIFY(engine.listener().listening);
        const quint16 port = engine.listener().port;
        const QByteArray body = "{\"type\":\"user.identified\",\"user_id\":\"u1\"}";
        const http::Headers headers = request(body).headers;
        QCOMPARE(test::post(port, "/s/orders", headers, body).status, 200);
        engine.stopListener();
        QTRY_VERIFY(!engine.listener().listening);
        QCOMPARE(test::post(port, "/s/orders", headers, body).status, 0);
        engine.startListener(listen);
        QTRY_VERIFY(engine.listener().listening);
        QCOMPARE(test::post(engine.listener().port, "/s/orders", headers, body).status, 200);
    }

    void aMissingWorkspaceIsNamed()
    {
        EngineOptions wrong = options();
        wrong.root = m_dir->filePath(QStringLiteral("nothing"));
        Engine engine(wrong);
        const auto opened = engine.open();
        QVERIFY(!opened.hasValue());
        QVERIFY(opened.error().code == ErrorCode::NotAWorkspace);
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
