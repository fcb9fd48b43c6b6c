#include "core/script/outcome.h"

#include "core/script/protocol.h"

namespace hw::script {

ScriptOutcome failure(ScriptStatus status, const QString& name, const QString& message, int line)
{
    ScriptOutcome outcome;
    outcome.report.status = status;
    outcome.report.error = ScriptError{name, message, line, 0, {}};
    return outcome;
}

ScriptOutcome outcomeOf(const HostDeath& death, const ScriptLimits& limits)
{
    if (death.forTime) {
        auto outcome = failure(ScriptStatus::Timeout, QStringLiteral("TimeoutError"),
                               QStringLiteral("the script ran longer than %1 ms").arg(limits.time.count()), death.line);
        outcome.report.duration = limits.time;
        return outcome;
    }
    if (death.failure & protocol::OutOfMemory) {
        return failure(ScriptStatus::Memory, QStringLiteral("MemoryError"),
                       QStringLiteral("the script needed more than %1 MiB").arg(limits.memory / (1024 * 1024)),
                       death.line);
    }
    if (death.failure & protocol::StackOverflow) {
        return failure(ScriptStatus::Error, QStringLiteral("RangeError"),
                       QStringLiteral("the script recursed too deeply"), death.line);
    }
    return failure(ScriptStatus::Error, QStringLiteral("HostError"),
                   QStringLiteral("the script host ended while the script ran (signal %1)").arg(death.signal),
                   death.line);
}

namespace {

std::optional<ScriptError> readError(wire::Reader& in)
{
    if (!in.flag())
        return std::nullopt;
    ScriptError error;
    error.name = in.text();
    error.message = in.text();
    error.line = in.number<qint32>();
    error.column = in.number<qint32>();
    error.stack = in.text();
    return error;
}

json::Value readJson(wire::Reader& in)
{
    const auto text = in.view();
    return text.isEmpty() ? json::Value() : json::parse(text).valueOr(json::Value());
}

} // namespace

void writeVerification(wire::Writer& out, const Verification& verification)
{
    out.number(static_cast<quint8>(verification.status));
    out.text(verification.scheme);
    out.text(verification.reason);
    out.text(verification.secretName);
    out.number(static_cast<quint32>(verification.checks.size()));
    for (const auto& check : verification.checks) {
        out.text(check.id);
        out.number<quint8>(check.ok ? (*check.ok ? 2 : 1) : 0);
        out.text(check.detail);
    }
}

Verification readVerification(wire::Reader& in)
{
    Verification verification;
    verification.status = static_cast<VerificationStatus>(in.number<quint8>());
    verification.scheme = in.text();
    verification.reason = in.text();
    verification.secretName = in.text();
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        Check check;
        check.id = in.text();
        if (const auto ok = in.number<quint8>(); ok > 0)
            check.ok = ok == 2;
        check.detail = in.text();
        verification.checks.push_back(std::move(check));
    }
    return verification;
}

ScriptOutcome readOutcome(wire::Reader& in)
{
    ScriptOutcome outcome;
    auto& report = outcome.report;
    report.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(in.number<qint64>()));
    switch (static_cast<protocol::End>(in.number<quint8>())) {
    case protocol::End::Ok: report.status = ScriptStatus::Ok; break;
    case protocol::End::Error: report.status = ScriptStatus::Error; break;
    case protocol::End::Timeout: report.status = ScriptStatus::Timeout; break;
    case protocol::End::Memory: report.status = ScriptStatus::Memory; break;
    }
    if (const auto verified = in.number<quint8>(); verified > 0)
        outcome.verified = verified == 2;
    report.ignoreReason = in.text();
    const auto preprocess = in.view();
    if (!preprocess.isEmpty()) {
        if (auto value = json::parse(preprocess)) {
            report.preprocess = std::move(*value);
        } else {
            report.status = ScriptStatus::Error;
            report.error =
                ScriptError{QStringLiteral("RangeError"), QStringLiteral("the result is nested too deeply"), 0, 0, {}};
        }
    }
    outcome.bodyReason = in.text();
    if (auto error = readError(in))
        report.error = std::move(error);
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        ConsoleLine line;
        line.level = in.text();
        line.text = in.text();
        line.line = in.number<qint32>();
        report.console.push_back(std::move(line));
    }
    if (in.flag())
        outcome.verification = readVerification(in);
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        ExpressionValue value;
        value.value = readJson(in);
        value.error = readError(in);
        outcome.expressions.push_back(std::move(value));
    }
    if (!in.ok())
        return failure(ScriptStatus::Error, QStringLiteral("HostError"),
                       QStringLiteral("the script host's answer is damaged"));
    return outcome;
}

} // namespace hw::script
