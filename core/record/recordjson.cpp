#include "core/record/recordjson.h"

#include "core/base/encoding.h"
#include "core/record/contentcoding.h"

namespace hw {

using json::Array;
using json::Object;
using json::Value;

namespace {

Value orNull(const QString& text)
{
    return text.isEmpty() ? Value(nullptr) : Value(text);
}

Value milliseconds(std::chrono::microseconds duration)
{
    return Value(static_cast<double>(duration.count()) / 1000.0);
}

std::chrono::microseconds fromMilliseconds(const Value& value)
{
    return std::chrono::microseconds(qRound64(value.toDouble() * 1000.0));
}

Object eventJson(const Event& event, const Run& run)
{
    const QByteArray& body = event.request.body;
    const bool isText = isUtf8(body);
    Object object{
        {QStringLiteral("id"), event.id},
        {QStringLiteral("providerId"), orNull(run.providerId)},
        {QStringLiteral("status"), toString(run.status)},
        {QStringLiteral("source"), orNull(event.source)},
        {QStringLiteral("environment"), event.environment},
        {QStringLiteral("receivedAt"), toIso8601(event.receivedAt)},
        {QStringLiteral("method"), QString::fromLatin1(event.request.method)},
        {QStringLiteral("target"), QString::fromLatin1(event.request.target)},
        {QStringLiteral("headers"), toJson(event.request.headers)},
        {QStringLiteral("bodySize"), static_cast<qint64>(body.size())},
        {QStringLiteral("bodySha256"), QString::fromLatin1(sha256Hex(body))},
        {QStringLiteral("body"), isText ? Value(QString::fromUtf8(body)) : Value(nullptr)},
        {QStringLiteral("bodyBase64"), isText ? Value(nullptr) : Value(QString::fromLatin1(body.toBase64()))},
        {QStringLiteral("remote"), orNull(event.request.remote)},
    };
    if (const DecodedBody decoded = decodeBody(event.request.headers, body); decoded.coded) {
        const bool readable = decoded.problem.isEmpty() && isUtf8(decoded.body);
        object.set(QStringLiteral("decodedBody"), readable ? Value(QString::fromUtf8(decoded.body)) : Value(nullptr));
    }
    if (!run.statusReason.isEmpty())
        object.set(QStringLiteral("reason"), run.statusReason);
    if (!event.request.complete)
        object.set(QStringLiteral("complete"), false);
    if (event.batch) {
        object.set(QStringLiteral("batch"), Object{{QStringLiteral("index"), event.batch->index},
                                                   {QStringLiteral("total"), event.batch->total}});
    }
    return object;
}

} // namespace

Value toJson(const http::Headers& headers)
{
    Array rows;
    for (const http::Header& header : headers)
        rows.push_back(Array{QString::fromLatin1(header.name), QString::fromLatin1(header.value)});
    return rows;
}

http::Headers headersFromJson(const Value& value)
{
    http::Headers headers;
    for (const Value& row : value.toArray())
        headers.push_back({row.at(0).toString().toLatin1(), row.at(1).toString().toLatin1()});
    return headers;
}

Value toJson(const Verification& verification)
{
    Array checks;
    for (const Check& check : verification.checks) {
        checks.push_back(Object{{QStringLiteral("id"), check.id},
                                {QStringLiteral("ok"), check.ok ? Value(*check.ok) : Value(nullptr)},
                                {QStringLiteral("detail"), check.detail}});
    }
    Object object{
        {QStringLiteral("status"), toString(verification.status)},
        {QStringLiteral("enforced"), verification.enforced},
        {QStringLiteral("scheme"), orNull(verification.scheme)},
        {QStringLiteral("reason"), orNull(verification.reason)},
        {QStringLiteral("checks"), checks},
    };
    if (!verification.secretName.isEmpty())
        object.set(QStringLiteral("secret"), verification.secretName);
    return object;
}

Verification verificationFromJson(const Value& value)
{
    Verification verification;
    verification.status = verificationStatusFrom(value[u"status"].toString()).value_or(VerificationStatus::Unverified);
    verification.enforced = value[u"enforced"].toBool();
    verification.scheme = value[u"scheme"].toString();
    verification.reason = value[u"reason"].toString();
    verification.secretName = value[u"secret"].toString();
    for (const Value& row : value[u"checks"].toArray()) {
        Check check{row[u"id"].toString(), std::nullopt, row[u"detail"].toString()};
        if (row[u"ok"].isBool())
            check.ok = row[u"ok"].toBool();
        verification.checks.push_back(std::move(check));
    }
    return verification;
}

namespace {

Value toJson(const Recording& recording)
{
    Object secrets;
    for (const SecretFingerprint& secret : recording.secrets)
        secrets.set(secret.name, QString::fromLatin1(secret.value));
    // As text: a number of JSON does not hold 64 bits.
    return Object{{QStringLiteral("clock"), toIso8601(recording.clock)},
                  {QStringLiteral("seed"), QString::number(recording.seed, 16)},
                  {QStringLiteral("secrets"), secrets}};
}

std::optional<Recording> recordingFromJson(const Value& value)
{
    const auto clock = parseTimestamp(value[u"clock"].toString());
    if (!clock)
        return std::nullopt;
    Recording recording{*clock, value[u"seed"].toString().toULongLong(nullptr, 16), {}};
    for (const auto& [name, fingerprint] : value[u"secrets"].toObject())
        recording.secrets.push_back({name, fingerprint.toString().toLatin1()});
    return recording;
}

} // namespace

Value toJson(const ScriptReport& script)
{
    Array console;
    for (const ConsoleLine& line : script.console) {
        console.push_back(Object{{QStringLiteral("level"), line.level},
                                 {QStringLiteral("text"), line.text},
                                 {QStringLiteral("line"), line.line}});
    }
    Value error(nullptr);
    if (script.error) {
        error = Object{{QStringLiteral("name"), script.error->name},
                       {QStringLiteral("message"), script.error->message},
                       {QStringLiteral("line"), script.error->line},
                       {QStringLiteral("column"), script.error->column},
                       {QStringLiteral("stack"), script.error->stack}};
    }
    Object object{
        {QStringLiteral("status"), toString(script.status)},
        {QStringLiteral("durationMs"), milliseconds(script.duration)},
        {QStringLiteral("preprocess"), script.preprocess.isUndefined() ? Value(Object()) : script.preprocess},
        {QStringLiteral("console"), console},
        {QStringLiteral("error"), error},
    };
    if (!script.ignoreReason.isEmpty())
        object.set(QStringLiteral("ignore"), script.ignoreReason);
    if (script.recording)
        object.set(QStringLiteral("recording"), toJson(*script.recording));
    return object;
}

ScriptReport scriptReportFromJson(const Value& value)
{
    ScriptReport script;
    script.status = scriptStatusFrom(value[u"status"].toString()).value_or(ScriptStatus::None);
    script.duration = fromMilliseconds(value[u"durationMs"]);
    if (script.status != ScriptStatus::None)
        script.preprocess = value[u"preprocess"];
    script.ignoreReason = value[u"ignore"].toString();
    for (const Value& row : value[u"console"].toArray()) {
        script.console.push_back(
            {row[u"level"].toString(), row[u"text"].toString(), static_cast<int>(row[u"line"].toInteger())});
    }
    const Value& error = value[u"error"];
    if (error.isObject()) {
        script.error = ScriptError{error[u"name"].toString(), error[u"message"].toString(),
                                   static_cast<int>(error[u"line"].toInteger()),
                                   static_cast<int>(error[u"column"].toInteger()), error[u"stack"].toString()};
    }
    script.recording = recordingFromJson(value[u"recording"]);
    return script;
}

Value toJson(const Attempt& attempt)
{
    const auto given = [](const Value& value) { return value.isUndefined() ? Value(nullptr) : value; };
    return Object{
        {QStringLiteral("number"), attempt.number},
        {QStringLiteral("startedAt"), toIso8601(attempt.startedAt)},
        {QStringLiteral("durationMs"), milliseconds(attempt.duration)},
        {QStringLiteral("outcome"), orNull(attempt.outcome)},
        {QStringLiteral("reason"), orNull(attempt.reason)},
        {QStringLiteral("request"), given(attempt.request)},
        {QStringLiteral("response"), given(attempt.response)},
        {QStringLiteral("retryAt"), attempt.retryAt ? Value(toIso8601(*attempt.retryAt)) : Value(nullptr)},
    };
}

Value toJson(const Action& action)
{
    Array attempts;
    for (const Attempt& attempt : action.attempts)
        attempts.push_back(toJson(attempt));
    return Object{
        {QStringLiteral("id"), orNull(action.id)},         {QStringLiteral("mapping"), orNull(action.mappingId)},
        {QStringLiteral("action"), action.kind},           {QStringLiteral("status"), toString(action.status)},
        {QStringLiteral("reason"), orNull(action.reason)}, {QStringLiteral("payload"), action.payload},
        {QStringLiteral("result"), action.result},         {QStringLiteral("attempts"), std::move(attempts)},
    };
}

Value toRecordJson(const Event& event, const Run& run, RecordParts parts)
{
    Array actions;
    for (const Action& action : run.actions)
        actions.push_back(toJson(action));
    Object record{
        {QStringLiteral("event"), eventJson(event, run)},
        {QStringLiteral("verification"), toJson(run.verification)},
        {QStringLiteral("script"), toJson(run.script)},
        {QStringLiteral("eventType"), run.eventType},
        {QStringLiteral("timestamp"), run.timestamp ? Value(toIso8601(*run.timestamp)) : Value(nullptr)},
        {QStringLiteral("idempotency"), Object{{QStringLiteral("key"), orNull(run.idempotency.key)},
                                               {QStringLiteral("duplicateOf"), orNull(run.idempotency.duplicateOf)},
                                               {QStringLiteral("reason"), orNull(run.idempotency.reason)}}},
        {QStringLiteral("actions"), actions},
    };
    if (parts == RecordParts::All) {
        record.set(QStringLiteral("response"), Object{{QStringLiteral("status"), run.answer.status},
                                                      {QStringLiteral("durationMs"), milliseconds(run.duration)}});
    }
    return record;
}

} // namespace hw
