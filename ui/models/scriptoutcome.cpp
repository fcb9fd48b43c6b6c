#include "ui/models/scriptoutcome.h"

#include "ui/models/errortext.h"

#include <QCoreApplication>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ScriptResult)
};

QString valuesText(int count)
{
    return count == 1 ? Texts::tr("1 value returned") : Texts::tr("%1 values returned").arg(count);
}

/// What the script returned, `verified` first.
std::shared_ptr<const json::Value> valuesOf(const Run& run)
{
    json::Object values;
    if (run.script.ignoreReason.isEmpty())
        values.set(QStringLiteral("verified"), run.verification.status == VerificationStatus::Verified);
    else
        values.set(QStringLiteral("ignore"), run.script.ignoreReason);
    for (const auto& [key, value] : run.script.preprocess.toObject())
        values.set(key, value);
    return std::make_shared<const json::Value>(std::move(values));
}

QString failedChecks(const Verification& verification)
{
    QStringList lines;
    if (!verification.reason.isEmpty())
        lines.append(verificationReasonText(verification.reason));
    for (const Check& check : verification.checks) {
        if (check.ok == false)
            lines.append(Texts::tr("%1: %2").arg(checkTitle(check.id), check.detail));
    }
    return lines.join(u'\n');
}

} // namespace

bool isPassed(const Run& run)
{
    return run.script.status == ScriptStatus::Ok &&
           (run.verification.status == VerificationStatus::Verified || !run.script.ignoreReason.isEmpty());
}

ScriptResult describeTrial(const Run& run)
{
    ScriptResult result;
    result.state = isPassed(run) ? ScriptResult::State::Passed : ScriptResult::State::Failed;
    result.icon = isPassed(run) ? QStringLiteral("check") : QStringLiteral("x");
    result.tone = isPassed(run) ? Tone::Ok : Tone::Fail;
    if (run.script.duration.count() > 0)
        result.facts.append(durationText(run.script.duration));
    if (run.script.error) {
        const ScriptError& error = *run.script.error;
        result.verdict = error.name.isEmpty() || error.message.startsWith(error.name)
                             ? error.message
                             : Texts::tr("%1: %2").arg(error.name, error.message);
        result.line = error.line;
        result.column = error.column;
        result.detail = error.stack;
        if (error.line > 0)
            result.facts.append(Texts::tr("line %1").arg(error.line));
        return result;
    }
    if (run.script.status != ScriptStatus::Ok) {
        const QString reason = reasonText(run.statusReason);
        result.verdict = run.status == EventStatus::Waiting ? Texts::tr("The source's secret is missing or locked")
                         : run.status == EventStatus::Probe ? Texts::tr("This is a probe: no script runs for it")
                         : reason.isEmpty()                 ? Texts::tr("The script did not run")
                                                            : reason;
        return result;
    }
    const int count = static_cast<int>(run.script.preprocess.toObject().size());
    result.values = valuesOf(run);
    if (!run.script.ignoreReason.isEmpty()) {
        result.icon = QStringLiteral("skip");
        result.tone = Tone::Neutral;
        result.verdict = Texts::tr("ignored: %1").arg(run.script.ignoreReason);
        return result;
    }
    const bool verified = run.verification.status == VerificationStatus::Verified;
    result.verdict = verified ? Texts::tr("verified: true") : Texts::tr("verified: false");
    result.facts.append(valuesText(count));
    if (!verified)
        result.detail = failedChecks(run.verification);
    return result;
}

ScriptResult describeFailure(const Error& error)
{
    ScriptResult result;
    result.state = ScriptResult::State::Failed;
    result.icon = QStringLiteral("x");
    result.tone = Tone::Fail;
    result.verdict = errorText(error, Audience::Window);
    return result;
}

ScriptNote outputNote(const script::DebugOutput& output)
{
    ScriptNote note{Tone::Plain, {}, output.text, output.line, 0};
    if (output.level == QLatin1String("error")) {
        note.tone = Tone::Fail;
        note.icon = QStringLiteral("x");
    } else if (output.level == QLatin1String("warn")) {
        note.tone = Tone::Warn;
        note.icon = QStringLiteral("alert");
    } else if (output.level == QLatin1String("console")) {
        note.tone = Tone::Neutral;
        note.icon = QStringLiteral("bug");
    }
    return note;
}

std::vector<ScriptNote> consoleNotes(const Run& run)
{
    std::vector<ScriptNote> notes;
    for (const ConsoleLine& line : run.script.console)
        notes.push_back(outputNote({line.level, line.text, line.line}));
    if (run.script.error) {
        const ScriptError& error = *run.script.error;
        notes.push_back({Tone::Fail, QStringLiteral("x"), describeTrial(run).verdict, error.line, error.column});
    }
    return notes;
}

} // namespace hw::models
