#include "core/engine/runcompare.h"

#include "core/engine/valuediff.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hw::engine {

namespace {

/// Of one value or action; more places say no more about a cause.
constexpr size_t mostPlaces = 20;

constexpr std::array kindNames{
    "status",         "verification",   "error_new", "error_fixed", "error_moved",  "error_changed",
    "event_type",     "timestamp",      "key",       "preprocess",  "action_added", "action_removed",
    "action_changed", "action_skipped", "answer"};
static_assert(kindNames.size() == static_cast<size_t>(DifferenceKind::Answer) + 1);

bool acts(const Action& action)
{
    return action.status != ActionStatus::Skipped;
}

QString verificationText(const Verification& verification)
{
    const QString status = toString(verification.status);
    return verification.reason.isEmpty() ? status : status + QStringLiteral(": ") + verification.reason;
}

QString errorText(const ScriptError& error)
{
    return error.message.isEmpty() ? error.name : error.name + QStringLiteral(": ") + error.message;
}

json::Value timeValue(const std::optional<Timestamp>& time)
{
    return time ? json::Value(toIso8601(*time)) : json::Value();
}

json::Value keyValue(const Idempotency& idempotency)
{
    if (!idempotency.key.isEmpty())
        return idempotency.key;
    return idempotency.reason.isEmpty() ? json::Value() : json::Value(QLatin1Char('(') + idempotency.reason + u')');
}

class Comparing final
{
public:
    Comparing(const Run& before, const Run& after)
        : m_before(before)
        , m_after(after)
    {}

    std::vector<Difference> run()
    {
        // A script that throws verifies nothing: the error comes first.
        compareErrors();
        if (m_before.verification.status != m_after.verification.status ||
            m_before.verification.reason != m_after.verification.reason) {
            add(DifferenceKind::Verification, {}, verificationText(m_before.verification),
                verificationText(m_after.verification));
        }
        if (m_before.status != m_after.status)
            add(DifferenceKind::Status, {}, toString(m_before.status), toString(m_after.status));
        if (m_before.eventType != m_after.eventType)
            add(DifferenceKind::EventType, {}, m_before.eventType, m_after.eventType);
        if (m_before.timestamp != m_after.timestamp)
            add(DifferenceKind::Timestamp, {}, timeValue(m_before.timestamp), timeValue(m_after.timestamp));
        if (m_before.idempotency.key != m_after.idempotency.key ||
            m_before.idempotency.reason != m_after.idempotency.reason)
            add(DifferenceKind::Key, {}, keyValue(m_before.idempotency), keyValue(m_after.idempotency));
        // What a script that failed did not return is no news of its own.
        if (!m_before.script.error && !m_after.script.error)
            comparePreprocess();
        compareActions();
        if (!isFailure(m_before.status) && !isFailure(m_after.status))
            compareAnswers();
        return std::move(m_found);
    }

private:
    void add(DifferenceKind kind, const QString& path, json::Value before, json::Value after)
    {
        m_found.push_back({kind, {}, {}, path, std::move(before), std::move(after)});
    }

    void addAction(DifferenceKind kind, const Action& action, const QString& path, json::Value before,
                   json::Value after)
    {
        m_found.push_back({kind, action.kind, action.mappingId, path, std::move(before), std::move(after)});
    }

    void compareErrors()
    {
        const auto& before = m_before.script.error;
        const auto& after = m_after.script.error;
        const auto line = [](const ScriptError& error) {
            return error.line > 0 ? QString::number(error.line) : QString();
        };
        if (!before && after) {
            add(DifferenceKind::ErrorNew, line(*after), {}, errorText(*after));
        } else if (before && !after) {
            add(DifferenceKind::ErrorFixed, line(*before), errorText(*before), {});
        } else if (before && after) {
            if (errorText(*before) != errorText(*after))
                add(DifferenceKind::ErrorChanged, line(*after), errorText(*before), errorText(*after));
            else if (before->line != after->line)
                add(DifferenceKind::ErrorMoved, {}, before->line, after->line);
        }
    }

    void comparePreprocess()
    {
        // No script returns nothing: then each value that one returns is news, not all of them as one.
        const auto valuesOf = [](const Run& run) {
            return run.script.preprocess.isUndefined() ? json::Value(json::Object()) : run.script.preprocess;
        };
        for (ValueDifference& one : differencesBetween(valuesOf(m_before), valuesOf(m_after), mostPlaces))
            add(DifferenceKind::Preprocess, one.path, std::move(one.before), std::move(one.after));
    }

    void compareActions()
    {
        const std::vector<Action>& before = m_before.actions;
        const std::vector<Action>& after = m_after.actions;
        std::vector<const Action*> partner(before.size(), nullptr);
        std::vector<bool> taken(after.size(), false);
        const auto match = [&](const auto& fits) {
            for (size_t i = 0; i < before.size(); ++i) {
                for (size_t j = 0; j < after.size() && !partner[i]; ++j) {
                    if (!taken[j] && fits(before[i], after[j])) {
                        partner[i] = &after[j];
                        taken[j] = true;
                    }
                }
            }
        };
        // A mapping that was written without an id gets a new one each time: then its kind tells.
        match([](const Action& a, const Action& b) { return a.mappingId == b.mappingId && a.kind == b.kind; });
        match([](const Action& a, const Action& b) { return a.kind == b.kind; });
        for (size_t i = 0; i < before.size(); ++i) {
            if (partner[i])
                compareAction(before[i], *partner[i]);
            else if (acts(before[i]))
                addAction(DifferenceKind::ActionRemoved, before[i], {}, before[i].payload, {});
        }
        for (size_t j = 0; j < after.size(); ++j) {
            if (!taken[j] && acts(after[j]))
                addAction(DifferenceKind::ActionAdded, after[j], {}, {}, after[j].payload);
        }
    }

    void compareAction(const Action& before, const Action& after)
    {
        if (acts(before) && !acts(after)) {
            addAction(DifferenceKind::ActionRemoved, after, after.reason, before.payload, {});
        } else if (!acts(before) && acts(after)) {
            addAction(DifferenceKind::ActionAdded, after, before.reason, {}, after.payload);
        } else if (!acts(before)) {
            if (before.reason != after.reason)
                addAction(DifferenceKind::ActionSkipped, after, {}, before.reason, after.reason);
        } else {
            for (ValueDifference& one : differencesBetween(before.payload, after.payload, mostPlaces))
                addAction(DifferenceKind::ActionChanged, after, one.path, std::move(one.before), std::move(one.after));
        }
    }

    void compareAnswers()
    {
        const http::Answer& before = m_before.answer;
        const http::Answer& after = m_after.answer;
        if (before.status != after.status)
            add(DifferenceKind::Answer, QStringLiteral("status"), before.status, after.status);
        if (before.headers != after.headers)
            add(DifferenceKind::Answer, QStringLiteral("headers"), {}, {});
        if (before.body != after.body)
            add(DifferenceKind::Answer, QStringLiteral("body"), QString::fromUtf8(before.body),
                QString::fromUtf8(after.body));
    }

    const Run& m_before;
    const Run& m_after;
    std::vector<Difference> m_found;
};

/// A path whose indexes and a message whose numbers say "some": they vary from event to event.
QString withoutNumbers(QString text)
{
    static const QRegularExpression number(QStringLiteral("\\d+"));
    return text.replace(number, QStringLiteral("#"));
}

QString causeOf(const Difference& one)
{
    const QString what = toString(one.kind) + QLatin1Char(' ') + one.mapping + QLatin1Char(' ') + one.action;
    switch (one.kind) {
    case DifferenceKind::Status:
    case DifferenceKind::Verification:
    case DifferenceKind::EventType:
    case DifferenceKind::ErrorMoved:
    case DifferenceKind::ActionSkipped:
        return what + QLatin1Char(' ') + QString::fromUtf8(json::write(one.before)) + QStringLiteral(" > ") +
               QString::fromUtf8(json::write(one.after));
    case DifferenceKind::ErrorNew:
    case DifferenceKind::ErrorFixed:
    case DifferenceKind::ErrorChanged:
        // The line says which error it is; a message may quote the event.
        if (!one.path.isEmpty())
            return what + QStringLiteral(" line ") + one.path;
        return what + QLatin1Char(' ') +
               withoutNumbers(one.before.toString() + QLatin1Char(' ') + one.after.toString());
    case DifferenceKind::Preprocess:
    case DifferenceKind::ActionChanged:
    case DifferenceKind::ActionAdded:
    case DifferenceKind::ActionRemoved:
    case DifferenceKind::Answer:
    case DifferenceKind::Timestamp:
    case DifferenceKind::Key: break;
    }
    const QString how = one.before.isUndefined()  ? QStringLiteral(" new")
                        : one.after.isUndefined() ? QStringLiteral(" gone")
                                                  : QString();
    return what + QLatin1Char(' ') + withoutNumbers(one.path) + how;
}

Comparison compared(const Run& before, const Run& after)
{
    Comparison comparison;
    comparison.differences = Comparing(before, after).run();
    const bool failed = isFailure(before.status);
    const bool fails = isFailure(after.status);
    if (failed != fails)
        comparison.verdict = fails ? Verdict::NowFails : Verdict::NowPasses;
    else
        comparison.verdict = comparison.differences.empty() ? Verdict::Same : Verdict::Changed;
    return comparison;
}

} // namespace

QString toString(DifferenceKind kind)
{
    return QString::fromLatin1(kindNames[static_cast<size_t>(kind)]);
}

QString toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Same: return QStringLiteral("same");
    case Verdict::Changed: return QStringLiteral("changed");
    case Verdict::NowFails: return QStringLiteral("now_fails");
    case Verdict::NowPasses: return QStringLiteral("now_passes");
    }
    return {};
}

bool isFailure(EventStatus status)
{
    return status == EventStatus::Refused || status == EventStatus::Error;
}

Comparison compareRuns(const Run& before, const Run& after)
{
    const bool staysDuplicate = before.status == EventStatus::Duplicate && after.status == EventStatus::Processed &&
                                before.idempotency.key == after.idempotency.key && before.eventType == after.eventType;
    if (!staysDuplicate)
        return compared(before, after);
    Run marked = after;
    marked.status = EventStatus::Duplicate;
    for (Action& action : marked.actions) {
        action.status = ActionStatus::Skipped;
        action.reason = QStringLiteral("duplicate");
    }
    return compared(before, marked);
}

QString causeKey(const Comparison& comparison)
{
    QStringList causes;
    for (const Difference& one : comparison.differences) {
        QString cause = causeOf(one);
        if (!causes.contains(cause))
            causes.append(std::move(cause));
    }
    return toString(comparison.verdict) + QLatin1Char('\n') + causes.join(QLatin1Char('\n'));
}

} // namespace hw::engine
