#include "core/engine/pipeline.h"

#include "core/base/ids.h"
#include "core/engine/batch.h"
#include "core/engine/response.h"
#include "core/mapping/planner.h"
#include "core/signing/signing.h"

#include <algorithm>

namespace hw::engine {

namespace {

/// Keys longer than this are not used: Knock's limit, and no provider's id comes near.
constexpr qsizetype maxIdempotencyKey = 255;

Run newRun(const Event& event, const SourceRuntime* source, Timestamp now)
{
    Run run;
    run.id = ids::make(ids::run, now);
    run.eventId = event.id;
    run.startedAt = now;
    if (source) {
        run.scriptHash = source->scriptHash;
        run.mappingsHash = source->mappingsHash;
        run.settingsHash = source->settingsHash;
        run.verification.enforced = source->enforcesVerification();
    }
    return run;
}

/// Empty where there is none.
QString readEventType(const SourceRuntime& source, const mapping::Scope& scope)
{
    return source.eventTypePath ? scalarText(source.eventTypePath->evaluate(scope)) : QString();
}

Idempotency readIdempotency(const SourceRuntime& source, const mapping::Scope& scope)
{
    Idempotency result;
    if (!source.idempotencyKeyPath)
        return result;
    const json::Value value = source.idempotencyKeyPath->evaluate(scope);
    const QString key = scalarText(value);
    if (value.isUndefined() || value.isNull())
        result.reason = QStringLiteral("missing");
    else if (!value.isString() && !value.isNumber())
        result.reason = QStringLiteral("wrong_type");
    else if (key.isEmpty())
        result.reason = QStringLiteral("missing");
    else if (key.size() > maxIdempotencyKey)
        result.reason = QStringLiteral("too_long");
    else
        result.key = key;
    return result;
}

std::optional<Timestamp> readTimestamp(const SourceRuntime& source, const mapping::Scope& scope)
{
    if (!source.timestampPath)
        return std::nullopt;
    const QString text = scalarText(source.timestampPath->evaluate(scope));
    if (text.isEmpty())
        return std::nullopt;
    const auto time = parseTimestamp(text);
    return time ? std::optional(*time) : std::nullopt;
}

/// What a script's return value and its recorded checks say together.
Verification scriptVerification(const script::ScriptOutcome& outcome, bool enforced)
{
    Verification verification = outcome.verification;
    verification.enforced = enforced;
    if (outcome.verified) {
        if (*outcome.verified) {
            verification.status = VerificationStatus::Verified;
            verification.reason.clear();
        } else {
            verification.status = VerificationStatus::Failed;
            if (verification.reason.isEmpty())
                verification.reason = QStringLiteral("script_returned_false");
        }
        return verification;
    }
    if (verification.status == VerificationStatus::Failed)
        return verification;
    if (outcome.report.status != ScriptStatus::Ok) {
        verification.status = VerificationStatus::Error;
        verification.reason = QStringLiteral("script_error");
    } else {
        // A check that the script made and did not return counts for nothing.
        verification.status = VerificationStatus::Unverified;
        verification.reason = QStringLiteral("not_returned");
    }
    return verification;
}

bool isIgnoredType(const SourceRuntime& source, const QString& type)
{
    const QStringList& ignored = source.settings.ignoredTypes;
    return std::any_of(ignored.begin(), ignored.end(),
                       [&](const QString& pattern) { return mapping::eventTypeMatches(pattern, type); });
}

void planActions(const Findings& f, const mapping::Scope& scope, const mapping::ExpressionValues& expressions, Run& run)
{
    const mapping::PlanInput input{run.eventType, scope, f.source.mappings, f.environment.name, expressions};
    run.actions = mapping::plan(input, [&] { return ids::make(ids::action, f.now); });
    if (f.delivery == Delivery::Plan)
        return;
    for (Action& action : run.actions) {
        if (action.status == ActionStatus::Planned)
            action.status = ActionStatus::Pending;
    }
}

} // namespace

QString scalarText(const json::Value& value)
{
    if (value.isString())
        return value.toString();
    return value.isNumber() ? QString::fromLatin1(value.numberText()) : QString();
}

mapping::ExpressionValues expressionValues(const SourceRuntime& source, const script::ScriptOutcome* outcome)
{
    mapping::ExpressionValues values;
    if (!outcome)
        return values;
    const size_t count = std::min(source.expressions.size(), outcome->expressions.size());
    for (size_t i = 0; i < count; ++i) {
        const script::ExpressionValue& value = outcome->expressions[i];
        values.insert(source.expressions[i].key, {value.value, value.error ? value.error->message : QString()});
    }
    return values;
}

mapping::Scope scopeOf(const EnvironmentRuntime& environment, const Event& event, const BodyView& body,
                       const json::Value& preprocess)
{
    // Secrets are not there on purpose: a mapping would write them into the store.
    const json::Object& vars = environment.vars;
    return {body.value, event.request.headers, preprocess, [&vars](const QString& name) -> std::optional<QString> {
                const json::Value* value = vars.find(name);
                return value ? std::optional(value->toString()) : std::nullopt;
            }};
}

Run conclude(const Findings& f)
{
    Run run = newRun(f.event, &f.source, f.now);
    const bool enforced = f.source.enforcesVerification();
    if (f.script) {
        run.script = f.script->report;
        // Expressions alone need a host too; then nothing of the user's ran.
        if (!f.source.hasScript && run.script.status == ScriptStatus::Ok)
            run.script = {};
        run.verification = f.source.hasScript ? scriptVerification(*f.script, enforced) : f.verification;
    } else {
        run.verification = f.verification;
    }
    if (f.reusedVerification)
        run.verification = *f.reusedVerification;
    run.verification.enforced = enforced;

    const mapping::Scope scope = scopeOf(f.environment, f.event, f.body, run.script.preprocess);
    const mapping::ExpressionValues expressions = expressionValues(f.source, f.script ? &*f.script : nullptr);

    if (const QString type = readEventType(f.source, scope); !type.isEmpty())
        run.eventType = type;
    run.idempotency = readIdempotency(f.source, scope);
    run.providerId = run.idempotency.key;
    run.timestamp = readTimestamp(f.source, scope);
    run.statusReason = f.body.problem;

    const bool verified = run.verification.status == VerificationStatus::Verified;
    const bool failedCheck = run.verification.status == VerificationStatus::Failed;
    const bool scriptFailed = run.script.status != ScriptStatus::None && run.script.status != ScriptStatus::Ok;
    const bool scriptIgnores = !run.script.ignoreReason.isEmpty();

    if (enforced && failedCheck) {
        // A recorded failed check wins over an exception later in the script: the sender is at fault first.
        run.status = EventStatus::Refused;
    } else if (scriptFailed) {
        run.status = EventStatus::Error;
    } else if (scriptIgnores) {
        run.status = EventStatus::Ignored;
        run.statusReason = run.script.ignoreReason;
    } else if (enforced && !verified) {
        run.status = EventStatus::Refused;
    } else if (isIgnoredType(f.source, run.eventType)) {
        run.status = EventStatus::Ignored;
        run.statusReason = QStringLiteral("ignored_type");
    } else {
        run.status = EventStatus::Processed;
        planActions(f, scope, expressions, run);
    }

    switch (run.status) {
    case EventStatus::Refused:
        run.answer = errorAnswer(
            401, run.verification.reason.isEmpty() ? QStringLiteral("not_verified") : run.verification.reason,
            f.event.id);
        break;
    case EventStatus::Error:
        run.answer = errorAnswer(500, QStringLiteral("script_%1").arg(toString(run.script.status)), f.event.id);
        break;
    default: run.answer = configuredAnswer(f.source.settings.response, scope, expressions, {f.event.id});
    }
    return run;
}

Run shortRun(const Event& event, const SourceRuntime* source, Timestamp now, EventStatus status, const QString& reason,
             http::Answer answer)
{
    Run run = newRun(event, source, now);
    run.status = status;
    run.statusReason = reason;
    run.answer = std::move(answer);
    if (status == EventStatus::Waiting)
        run.verification.reason = reason;
    return run;
}

QString secretProblem(const SourceRuntime& source, const EnvironmentRuntime& environment)
{
    const QStringList& names = source.settings.signing.secrets;
    if (names.isEmpty() || !environment.signingSecrets(source.settings).empty())
        return {};
    if (environment.secretError)
        return QString::fromLatin1(codeName(environment.secretError->code));
    return QStringLiteral("secret_missing");
}

Verification verifyNatively(const SourceRuntime& source, const EnvironmentRuntime& environment, const Event& event,
                            const QString& publicUrl, Timestamp now, QByteArrayView decoded)
{
    if (source.settings.signing.scheme == QLatin1String("none"))
        return {};
    const signing::Request request{event.request.headers, event.request.body, event.request.method,
                                   event.request.target,  publicUrl,          decoded};
    return signing::verify(source.settings.signing, request, environment.signingSecrets(source.settings), now);
}

bool needsHost(const SourceRuntime& source, const EnvironmentRuntime& environment, const Event& event,
               const BodyView& body)
{
    if (source.hasScript || !source.needsHost())
        return source.hasScript;
    const json::Value preprocess;
    const QString type = readEventType(source, scopeOf(environment, event, body, preprocess));
    return source.needsHostFor(type.isEmpty() ? Run().eventType : type);
}

script::ScriptJob makeJob(const SourceRuntime& source, const EnvironmentRuntime& environment, const Event& event,
                          const QString& publicUrl, Timestamp now, quint64 seed,
                          const std::optional<ElementPart>& element)
{
    script::ScriptJob job;
    job.program = source.program;
    job.variables = environment.scriptVariables;
    job.signing = source.signing;
    job.headers = event.request.headers;
    job.method = event.request.method;
    job.path = event.request.path();
    job.query = event.request.query();
    job.url = publicUrl;
    if (event.batch) {
        job.batch = event.batch;
        job.request = element ? element->request : std::make_shared<const QByteArray>(event.request.body);
        job.body = json::write(element ? element->value : viewEvent(source.splitPath, event).value);
    } else {
        job.body = event.request.body;
    }
    job.source = source.settings.key;
    job.environment = environment.name;
    job.receivedAt = event.receivedAt;
    job.now = now;
    job.seed = seed;
    return job;
}

bool isProbe(const http::Message& request)
{
    return request.method == "HEAD" || request.method == "OPTIONS" ||
           (request.method == "GET" && request.body.isEmpty());
}

store::IdempotencyRule idempotencyRule(const SourceRuntime& source)
{
    return {source.settings.enforceIdempotency ? store::IdempotencyMode::Enforce : store::IdempotencyMode::Record,
            source.settings.window()};
}

} // namespace hw::engine
