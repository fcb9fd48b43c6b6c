// Time travel over a store of mixed events: three edits, each of which changes events that are known, and says why.
// HW_RERUN_EVENTS sets another number of events.

#include "core/base/encoding.h"
#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/engine/pipeline.h"
#include "core/engine/rerun.h"
#include "core/script/compiler.h"
#include "core/store/reader.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

const QByteArray secret = "a-made-up-secret";
/// A multiple of 500, so that each kind of event is there.
int total()
{
    constexpr int few = 2000;
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("HW_RERUN_EVENTS", &isGiven);
    return isGiven ? given / 500 * 500 : few;
}

// Fails for users without a name, ignores tests, passes the rest on.
const QByteArray savedScript = "async function main({ body, headers, vars }) {\n"
                               "  const verified = await verifyHmacSha256({ secret: vars.CRM_SIGNING_SECRET,\n"
                               "    signature: headers[\"x-webhook-signature\"], payload: body });\n"
                               "  if (body.test) return { ignore: \"test\" };\n"
                               "  const upper = body.name.toUpperCase();\n"
                               "  return { verified, upper };\n"
                               "}\n";

/// What the saved script makes of an event, known without running it.
script::ScriptOutcome outcomeOf(const json::Value& body, bool forged)
{
    script::ScriptOutcome outcome;
    outcome.report.status = ScriptStatus::Ok;
    outcome.verification.scheme = QStringLiteral("hmac");
    outcome.verification.status = forged ? VerificationStatus::Failed : VerificationStatus::Verified;
    if (forged)
        outcome.verification.reason = QStringLiteral("signature_mismatch");
    if (body[u"test"].toBool()) {
        outcome.report.ignoreReason = QStringLiteral("test");
        outcome.report.preprocess = json::Object();
        return outcome;
    }
    if (!body[u"name"].isString()) {
        outcome.report.status = ScriptStatus::Error;
        outcome.report.error = ScriptError{
            QStringLiteral("TypeError"), QStringLiteral("Cannot call method 'toUpperCase' of undefined"), 5, 0, {}};
        return outcome;
    }
    outcome.verified = !forged;
    outcome.report.preprocess = json::Object{{QStringLiteral("upper"), body[u"name"].toString().toUpper()}};
    return outcome;
}

} // namespace

class TestRerun final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    QHash<QString, QSet<QString>> m_ids; ///< of the events by what is known about them

    /// One event of source "crm" (with the script) or "shop" (verified natively).
    struct Made
    {
        Event event;
        bool forged = false;
    };

    static Made make(int i)
    {
        Made made;
        const bool crm = i % 2 == 0;
        made.forged = i % 50 == 3 || i % 50 == 14;
        made.event.source = crm ? QStringLiteral("crm") : QStringLiteral("shop");
        made.event.environment = QStringLiteral("development");
        made.event.receivedAt = fromMicroseconds(1'760'000'000'000'000 + i * 1'000'000LL);
        made.event.id = ids::make(ids::event, made.event.receivedAt);
        json::Object body{{QStringLiteral("id"), QStringLiteral("e%1").arg(i)},
                          {QStringLiteral("type"), i % 10 < 7 ? "user.identified" : "order.completed"},
                          {QStringLiteral("user_id"), QStringLiteral("u%1").arg(i % 1000)},
                          {QStringLiteral("email"), QStringLiteral("U%1@Example.com").arg(i % 1000)}};
        if (i % 100 != 8 && i % 100 != 9)
            body.append(QStringLiteral("name"), QStringLiteral("Name %1").arg(i));
        if (i % 200 == 20)
            body.append(QStringLiteral("test"), true);
        if (i % 7 == 0)
            body.append(QStringLiteral("amount"), i + 1);
        http::Message& request = made.event.request;
        request.method = "POST";
        request.target = "/s/" + made.event.source.toLatin1();
        request.body = json::write(json::Value(body));
        request.headers = {{"Content-Type", "application/json"},
                           {"X-Webhook-Signature", test::hmacHex(made.forged ? "another" : secret, request.body)}};
        request.rawHead = "POST " + request.target + " HTTP/1.1\r\nContent-Type: application/json\r\n" +
                          "X-Webhook-Signature: " + request.headers.back().value + "\r\n\r\n";
        if (i % 500 == 77) { // a probe
            request.method = "HEAD";
            request.rawHead.replace("POST ", "HEAD ");
        }
        return made;
    }

    Result<RerunReport> run(RerunRequest request)
    {
        request.workspace = m_workspace;
        request.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        std::optional<Result<RerunReport>> result;
        Rerun rerun(std::move(request));
        connect(&rerun, &Rerun::finished, this, [&](const Result<RerunReport>& report) { result = report; });
        rerun.start();
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 120000))
            return Error{ErrorCode::Timeout};
        return *result;
    }

    QSet<QString> idsOf(const std::vector<qint64>& seqs)
    {
        QSet<QString> ids;
        auto reader = store::Reader::open(m_workspace->databasePath());
        if (!reader)
            return ids;
        for (const store::EventRow& row : reader->eventsBySeq(seqs).valueOr({}))
            ids.insert(row.id);
        return ids;
    }

    static store::Filter filter(const QString& text)
    {
        return store::Filter::parse(text, SystemClock().now()).valueOr({});
    }

    void fill()
    {
        workspace::SecretStore secrets({m_workspace->id, m_workspace->dataFolder(), {}, false});
        const EnvironmentRuntimePtr environment =
            loadEnvironment(*m_workspace, m_workspace->environment(u"development")->environment, secrets);
        QHash<QString, SourceRuntimePtr> sources;
        for (const workspace::SourceState& state : m_workspace->sources)
            sources.insert(state.key(), makeRuntime(state, nullptr));
        auto writer = store::Writer::open({m_workspace->databasePath(), {}, {}});
        QVERIFY(writer.hasValue());
        int stored = 0;
        for (int i = 0; i < total(); ++i) {
            const Made made = make(i);
            const SourceRuntimePtr source = sources.value(made.event.source);
            const BodyView body = viewBody(made.event.request.headers, made.event.request.body);
            const Timestamp now = made.event.receivedAt;
            Run run;
            if (isProbe(made.event.request)) {
                run = shortRun(made.event, source.get(), now, EventStatus::Probe, {}, {200, {}, {}});
            } else if (source->hasScript) {
                run = conclude({*source, *environment, made.event, body, {}, outcomeOf(body.value, made.forged), now});
            } else {
                const Verification verified = verifyNatively(*source, *environment, made.event, {}, now);
                run = conclude({*source, *environment, made.event, body, verified, std::nullopt, now});
            }
            note(made, body.value, run);
            (*writer)->submit({{made.event, std::move(run), idempotencyRule(*source)}},
                              [&](const Result<store::CommitUnit>& unit) { stored += unit.hasValue() ? 1 : 0; });
            if (i % 100 == 0) { // the sender tried again
                Event again = made.event;
                again.id = ids::make(ids::event, now);
                Run second = conclude(
                    {*source, *environment, again, body, verifyNatively(*source, *environment, again, {}, now),
                     source->hasScript ? std::optional(outcomeOf(body.value, made.forged)) : std::nullopt, now});
                note({again, made.forged}, body.value, second);
                (*writer)->submit({{again, std::move(second), idempotencyRule(*source)}},
                                  [&](const Result<store::CommitUnit>& unit) { stored += unit.hasValue() ? 1 : 0; });
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(stored, total() + total() / 100, 60000);
    }

    void note(const Made& made, const json::Value& body, const Run& run)
    {
        const QString source = made.event.source;
        const QString id = made.event.id;
        if (run.status == EventStatus::Probe)
            return;
        m_ids[source].insert(id);
        m_ids[source + u'/' + toString(run.status)].insert(id);
        // Refused whatever the script does; but another error, or none, is a change all the same.
        const bool throws = !body[u"name"].isString() || body.toObject().find(u"amount");
        if (run.status == EventStatus::Refused && throws && !body[u"test"].toBool())
            m_ids[source + QStringLiteral("/refused and different")].insert(id);
        if (run.status == EventStatus::Processed && body.toObject().find(u"amount"))
            m_ids[source + QStringLiteral("/amount")].insert(id);
        if (run.status == EventStatus::Processed && run.eventType == QLatin1String("user.identified"))
            m_ids[source + QStringLiteral("/identified")].insert(id);
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("HEADWATER_SECRET_CRM_SIGNING_SECRET", secret);
        qputenv("HEADWATER_SECRET_SHOP_SIGNING_SECRET", secret);
        m_dir = std::make_unique<QTemporaryDir>();
        const QString root = m_dir->filePath(QStringLiteral("ws"));
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("test"), SystemClock().now());
        QVERIFY(files.hasValue());
        const catalog::Catalog catalog = catalog::Catalog::load();
        for (const char* key : {"crm", "shop"}) {
            workspace::NewSource wanted;
            wanted.key = QString::fromLatin1(key);
            QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, SystemClock().now()).hasValue());
            workspace::Source settings = (*files)->workspace().source(wanted.key)->source;
            settings.idempotencyKeyPath = QStringLiteral("body.id");
            QVERIFY((*files)->saveSource(settings).hasValue());
        }
        QVERIFY(
            (*files)->saveScript(QStringLiteral("crm"), workspace::ScriptLanguage::JavaScript, savedScript).hasValue());
        m_workspace = std::make_shared<const workspace::Workspace>((*files)->workspace());
        fill();
    }

    void nothingEditedGivesTheSame()
    {
        const auto report = run({});
        QVERIFY(report.hasValue());
        for (const RerunGroup& group : report->groups)
            qWarning() << group.seqs.size() << causeKey({group.verdict, group.differences});
        QCOMPARE(report->groups.size(), size_t(0));
        QCOMPARE(report->same, m_ids[QStringLiteral("crm")].size() + m_ids[QStringLiteral("shop")].size());
        QVERIFY(!report->stopped);
        QCOMPARE(report->leftOut.at(QStringLiteral("probe")), total() / 500);
    }

    /// A program that comes with the request is taken for what it says it was compiled from: nothing is compiled.
    void programsThatAreGivenAreUsed()
    {
        RerunRequest request;
        request.workspace = m_workspace;
        request.source = QStringLiteral("crm");
        request.filter = filter(QStringLiteral("source=crm"));
        request.edited.script = savedScript + "// edited";
        const auto wanted = compileRequestOf(request);
        QVERIFY(wanted.has_value());
        QCOMPARE(wanted->source, *request.edited.script);

        script::CompileRequest other = *wanted;
        other.source = "function main() { throw new Error(\"the given one\"); }\n";
        script::Compiler compiler({QStringLiteral(HW_BIN_DIR "/headwater-scripthost"), {}});
        std::optional<Result<script::Program>> compiled;
        compiler.compile(other, this, [&](const Result<script::Program>& program) { compiled = program; });
        QTRY_VERIFY_WITH_TIMEOUT(compiled.has_value(), 60000);
        QVERIFY(compiled->hasValue());
        script::CompiledProgram given = ***compiled;
        given.hash = script::programHash(*wanted);
        request.programs = {std::make_shared<const script::CompiledProgram>(given)};

        const auto report = run(request);
        QVERIFY(report.hasValue());
        QCOMPARE(report->same, 0);
        QVERIFY(report->nowFails > 0);
        QVERIFY(report->groups.front().after.script.error.has_value());
        QCOMPARE(report->groups.front().after.script.error->message, QStringLiteral("the given one"));

        request.source = QStringLiteral("shop"); // has no script
        request.edited = {};
        QVERIFY(!compileRequestOf(request));
        request.source.clear();
        QVERIFY(!compileRequestOf(request));
    }

    /// The script: events without a name no longer throw, those with an amount do.
    void anEditedScript()
    {
        RerunRequest request;
        request.source = QStringLiteral("crm");
        request.filter = filter(QStringLiteral("source=crm"));
        QByteArray script = savedScript;
        script.replace("body.name.toUpperCase()", "(body.name || \"\").toUpperCase()");
        script.replace("  return { verified, upper };", "  if (body.amount) body.amount.currency.trim();\n"
                                                        "  return { verified, upper };");
        request.edited.script = script;
        const auto report = run(request);
        QVERIFY(report.hasValue());
        const QSet<QString> errors = m_ids[QStringLiteral("crm/error")];
        const QSet<QString> amounts = m_ids[QStringLiteral("crm/amount")];
        QVERIFY(!errors.isEmpty() && !amounts.isEmpty());
        QSet<QString> fails;
        QSet<QString> differs;
        QStringList why;
        for (const RerunGroup& group : report->groups) {
            const QSet<QString> ids = idsOf(group.seqs);
            QVERIFY(ids.contains(group.exampleId));
            QVERIFY(!group.differences.empty());
            const Difference& cause = group.differences.front();
            why.append(QStringLiteral("%1: %2 %3").arg(toString(group.verdict), toString(cause.kind), cause.path));
            if (group.verdict == Verdict::NowFails) {
                fails.unite(ids);
            } else {
                // Those that threw: fixed, or (without a name, with an amount) at another line.
                differs.unite(ids);
            }
        }
        QVERIFY2((fails - amounts).isEmpty(), qPrintable((fails - amounts).values().join(u' ').left(200)));
        QVERIFY2((amounts - fails).isEmpty(), qPrintable((amounts - fails).values().join(u' ').left(200)));
        QCOMPARE(differs, errors + m_ids[QStringLiteral("crm/refused and different")]);
        // What follows from an error makes groups of its own; the cause comes first in each of them.
        why.removeDuplicates();
        why.sort();
        QCOMPARE(why,
                 (QStringList{QStringLiteral("changed: error_changed 6"), QStringLiteral("changed: error_new 6"),
                              QStringLiteral("now_fails: error_new 6"), QStringLiteral("now_passes: error_fixed 5")}));
        QCOMPARE(report->nowFails, amounts.size());
        QCOMPARE(report->compared(), m_ids[QStringLiteral("crm")].size());
    }

    /// A mapping: identified users lose their e-mail address.
    void anEditedMapping()
    {
        RerunRequest request;
        request.source = QStringLiteral("shop");
        request.filter = filter(QStringLiteral("source=shop"));
        mapping::MappingFile file = m_workspace->source(u"shop")->mappings;
        int edited = 0;
        for (mapping::Mapping& one : file.mappings) {
            if (one.action != QLatin1String("users_identify"))
                continue;
            ++edited;
            one.setParameter(QStringLiteral("email"), mapping::Binding::path(QStringLiteral("body.mail")));
        }
        QVERIFY(edited > 0);
        request.edited.mappings = file;
        const auto report = run(request);
        QVERIFY(report.hasValue());
        QCOMPARE(report->groups.size(), size_t(1));
        const RerunGroup& group = report->groups.front();
        QCOMPARE(group.differences.size(), size_t(1));
        QVERIFY(group.differences.front().kind == DifferenceKind::ActionChanged);
        QCOMPARE(group.differences.front().path, QStringLiteral("email"));
        QVERIFY(group.differences.front().after.isUndefined());
        QCOMPARE(idsOf(group.seqs), m_ids[QStringLiteral("shop/identified")]);
        QCOMPARE(report->changed, m_ids[QStringLiteral("shop/identified")].size());
        QCOMPARE(group.before.actions.size(), group.after.actions.size());
    }

    /// Settings: another header for the signature refuses what was verified.
    void editedSettings()
    {
        RerunRequest request;
        request.source = QStringLiteral("shop");
        request.filter = filter(QStringLiteral("source=shop"));
        workspace::Source settings = m_workspace->source(u"shop")->source;
        settings.signing.header = QStringLiteral("X-Other-Signature");
        request.edited.settings = settings;
        const auto report = run(request);
        QVERIFY(report.hasValue());
        const QSet<QString> refused = m_ids[QStringLiteral("shop/refused")];
        QSet<QString> fails;
        QSet<QString> changed;
        for (const RerunGroup& group : report->groups) {
            QVERIFY(group.differences.front().kind == DifferenceKind::Verification);
            (group.verdict == Verdict::NowFails ? fails : changed).unite(idsOf(group.seqs));
        }
        QCOMPARE(fails, m_ids[QStringLiteral("shop")] - refused);
        QCOMPARE(changed, refused); // refused for another reason now
    }

    void anotherEditIsABaseline()
    {
        RerunRequest request;
        request.source = QStringLiteral("crm");
        request.filter = filter(QStringLiteral("source=crm status:ignored"));
        QByteArray script = savedScript;
        script.replace("toUpperCase", "toLowerCase");
        script.replace("\"test\"", "\"a test\"");
        request.edited.script = script;
        request.baseline = SourceEdit();
        request.baseline->script = script;
        const auto report = run(request);
        QVERIFY(report.hasValue());
        QCOMPARE(report->groups.size(), size_t(0));
        QVERIFY(report->same > 0);
    }

    void whatDoesNotCompileIsSaidAtOnce()
    {
        RerunRequest request;
        request.source = QStringLiteral("crm");
        request.edited.script = "async function main( {\n";
        const auto report = run(request);
        QVERIFY(!report.hasValue());
        QVERIFY(report.error().code == ErrorCode::ScriptSyntax);
    }

    void anEndlessLoopStopsTheWhole()
    {
        RerunRequest request;
        request.source = QStringLiteral("crm");
        request.filter = filter(QStringLiteral("source=crm"));
        request.edited.script = "async function main() { for (;;) {} }\n";
        request.limits.time = std::chrono::milliseconds(50);
        const auto report = run(request);
        QVERIFY(report.hasValue());
        QVERIFY(report->stopped && report->stopped->code == ErrorCode::Timeout);
        QVERIFY(report->compared() < m_ids[QStringLiteral("crm")].size());
    }

    void cancellingKeepsWhatWasDone()
    {
        RerunRequest request;
        request.workspace = m_workspace;
        request.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        std::optional<Result<RerunReport>> result;
        Rerun rerun(std::move(request));
        connect(&rerun, &Rerun::finished, this, [&](const Result<RerunReport>& report) { result = report; });
        rerun.start();
        QTRY_VERIFY_WITH_TIMEOUT(rerun.counts().compared() > 0 || result, 60000);
        rerun.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(result, 60000);
        QVERIFY(result->hasValue());
        QVERIFY((*result)->compared() > 0);
    }

    void anUnknownSourceIsNotFound()
    {
        RerunRequest request;
        request.source = QStringLiteral("none");
        const auto report = run(request);
        QVERIFY(!report.hasValue());
        QVERIFY(report.error().code == ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(TestRerun)
#include "tst_rerun.moc"
