#include "core/engine/rerun.h"

#include "core/engine/largebody.h"
#include "core/engine/pipeline.h"
#include "core/engine/recording.h"
#include "core/script/outcome.h"

#include <algorithm>
#include <mutex>

namespace hw::engine {

namespace {

/// Causes that are told apart; more than these say that every event has its own, and share one group for each verdict.
constexpr size_t mostGroups = 500;

workspace::SourceState edited(workspace::SourceState state, const SourceEdit& edit)
{
    state.source = edit.settings.value_or(state.source);
    state.source.paused = false; // nothing arrives: it is only looked at
    if (edit.script) {
        state.script = *edit.script;
        state.language = edit.language;
    }
    if (edit.mappings)
        state.mappings = *edit.mappings;
    return state;
}

/// A script that does not compile, as the outcome of each event that needs it.
script::ScriptOutcome withoutProgram(const SourceRuntime& source)
{
    const Error error = source.programError.value_or(Error{ErrorCode::ScriptHostFailed});
    return script::failure(ScriptStatus::Error, QStringLiteral("SyntaxError"), error.args.join(QStringLiteral(": ")),
                           error.line);
}

} // namespace

std::optional<script::CompileRequest> compileRequestOf(const RerunRequest& request)
{
    const workspace::SourceState* state =
        request.source.isEmpty() ? nullptr : request.workspace->source(request.source);
    if (!state || !state->loaded)
        return std::nullopt;
    const SourceRuntimePtr runtime = makeRuntime(edited(*state, request.edited), nullptr, {});
    return runtime->needsHost() ? std::optional(runtime->compileRequest) : std::nullopt;
}

/// The report in the making, shared by the lanes.
class Rerun::Collector final
{
public:
    void add(RerunReport part, const std::vector<QString>& keys)
    {
        const std::lock_guard lock(m_mutex);
        m_report.same += part.same;
        m_report.changed += part.changed;
        m_report.nowFails += part.nowFails;
        m_report.nowPasses += part.nowPasses;
        for (const auto& [reason, count] : part.leftOut)
            m_report.leftOut[reason] += count;
        m_report.verificationReused += part.verificationReused;
        m_report.changedSecrets += part.changedSecrets;
        m_report.changedSecrets.removeDuplicates();
        for (size_t i = 0; i < part.groups.size(); ++i)
            addGroup(std::move(part.groups[i]), keys[i]);
    }

    [[nodiscard]] RerunReport counts() const
    {
        const std::lock_guard lock(m_mutex);
        RerunReport counts;
        counts.same = m_report.same;
        counts.changed = m_report.changed;
        counts.nowFails = m_report.nowFails;
        counts.nowPasses = m_report.nowPasses;
        counts.leftOut = m_report.leftOut;
        return counts;
    }

    [[nodiscard]] RerunReport take()
    {
        const std::lock_guard lock(m_mutex);
        for (RerunGroup& group : m_report.groups)
            std::sort(group.seqs.begin(), group.seqs.end(), std::greater<>());
        const auto rank = [](Verdict verdict) {
            return verdict == Verdict::NowFails ? 0 : verdict == Verdict::NowPasses ? 1 : 2;
        };
        std::stable_sort(m_report.groups.begin(), m_report.groups.end(), [&](const auto& a, const auto& b) {
            if (rank(a.verdict) != rank(b.verdict))
                return rank(a.verdict) < rank(b.verdict);
            if (a.seqs.size() != b.seqs.size())
                return a.seqs.size() > b.seqs.size();
            return a.seqs.front() > b.seqs.front(); // lanes race: the order must not tell
        });
        m_report.changedSecrets.sort();
        return std::move(m_report);
    }

private:
    void addGroup(RerunGroup group, QString key)
    {
        auto found = m_groups.constFind(key);
        if (found == m_groups.constEnd() && m_report.groups.size() >= mostGroups) {
            key = toString(group.verdict);
            found = m_groups.constFind(key);
        }
        if (found == m_groups.constEnd()) {
            m_groups.insert(key, m_report.groups.size());
            m_report.groups.push_back(std::move(group));
            return;
        }
        RerunGroup& known = m_report.groups[*found];
        // Lanes work in pages: which one comes first is chance, the newest is not.
        std::vector<qint64> seqs = std::move(known.seqs);
        const bool newer = group.seqs.front() > newest(seqs);
        seqs.insert(seqs.end(), group.seqs.begin(), group.seqs.end());
        if (newer)
            known = std::move(group);
        known.seqs = std::move(seqs);
    }

    static qint64 newest(const std::vector<qint64>& seqs) { return *std::max_element(seqs.begin(), seqs.end()); }

    mutable std::mutex m_mutex;
    RerunReport m_report;
    QHash<QString, size_t> m_groups; ///< by cause
};

/// Runs and compares; gathers until it is flushed.
class Rerun::Lane final : public SweepLane
{
public:
    /// Sources of the ground: the judged ones, then as many baselines where there are some.
    Lane(std::shared_ptr<const SweepGround> ground, std::shared_ptr<Collector> collector, bool hasBaseline)
        : m_ground(std::move(ground))
        , m_collector(std::move(collector))
    {
        const size_t count = m_ground->sources.size() / (hasBaseline ? 2 : 1);
        for (size_t i = 0; i < count; ++i) {
            const SourceRuntimePtr baseline = hasBaseline ? m_ground->sources[count + i] : nullptr;
            Sides sides{m_ground->sources[i], baseline, m_ground->sources[i]->wanted};
            if (baseline)
                sides.wanted.add(baseline->wanted);
            m_sides.insert(m_ground->sources[i]->settings.key, sides);
        }
    }

    BodyView view(const Event& event) const override
    {
        const auto sides = m_sides.constFind(event.source);
        return sides == m_sides.constEnd() ? BodyView() : wantedBodyFor(*sides->judged, event, sides->wanted);
    }

    std::optional<std::vector<script::ScriptJob>> begin(const SweepItem& item) override
    {
        const QStringList changed = changedSecretsOf(item);
        if (const QString reason = reasonToLeaveOut(item, changed); !reason.isEmpty()) {
            ++m_part.leftOut[reason];
            return std::nullopt;
        }
        std::vector<script::ScriptJob> jobs;
        const Sides sides = m_sides.value(item.stored.event.source);
        for (const SourceRuntimePtr& side : {sides.judged, sides.baseline}) {
            if (side && side->needsHost() && side->program)
                jobs.push_back(jobFor(*side, item, changed));
        }
        return jobs;
    }

    void end(const SweepItem& item, std::vector<script::ScriptOutcome> outcomes) override
    {
        const Sides sides = m_sides.value(item.stored.event.source);
        const QStringList changed = changedSecretsOf(item);
        size_t next = 0;
        const auto run = [&](const SourceRuntime& side) {
            if (!side.needsHost())
                return runOf(side, item, changed, std::nullopt);
            return runOf(side, item, changed, side.program ? std::move(outcomes[next++]) : withoutProgram(side));
        };
        Run after = run(*sides.judged);
        if (!changed.isEmpty()) {
            ++m_part.verificationReused;
            m_part.changedSecrets += changed;
            m_part.changedSecrets.removeDuplicates();
        }
        if (sides.baseline)
            note(item, run(*sides.baseline), std::move(after));
        else
            note(item, *item.stored.run, std::move(after));
    }

    void flush() override
    {
        m_collector->add(std::exchange(m_part, {}), std::exchange(m_keys, {}));
        m_groups.clear();
    }

private:
    struct Sides
    {
        SourceRuntimePtr judged;
        SourceRuntimePtr baseline; ///< null = the recorded run
        json::Selection wanted;    ///< of the body, by either
    };

    [[nodiscard]] QString reasonToLeaveOut(const SweepItem& item, const QStringList& changed) const
    {
        const EventStatus status = item.stored.run ? item.stored.run->status : EventStatus::Received;
        switch (status) {
        case EventStatus::Received:
        case EventStatus::Probe:
        case EventStatus::Waiting:
        case EventStatus::Paused:
        case EventStatus::Incomplete:
        case EventStatus::Unrouted: return toString(status);
        default: break;
        }
        const Event& event = item.stored.event;
        const auto sides = m_sides.constFind(event.source);
        if (sides == m_sides.constEnd())
            return QStringLiteral("source_removed");
        const EnvironmentRuntimePtr environment = m_ground->environments.value(event.environment);
        if (!environment)
            return QStringLiteral("environment_removed");
        return reusedVerificationOf(item, changed) ? QString() : secretProblem(*sides->judged, *environment);
    }

    [[nodiscard]] QString url(const SourceRuntime& side, const Event& event) const
    {
        return publicUrlOf(m_ground->workspace->local, m_ground->listening, side.settings.key, event.request.target);
    }

    /// The recorded clock and chance; the receipt's time for runs of before they were recorded.
    static Recording recordingOf(const SweepItem& item)
    {
        return item.stored.run->script.recording.value_or(Recording{item.stored.event.receivedAt, 0, {}});
    }

    [[nodiscard]] QStringList changedSecretsOf(const SweepItem& item) const
    {
        const Event& event = item.stored.event;
        const EnvironmentRuntimePtr environment = m_ground->environments.value(event.environment);
        return environment && item.stored.run ? changedSecrets(recordingOf(item), *environment, event) : QStringList();
    }

    /// The recorded verification where a secret has another value since: it says nothing about the edit.
    [[nodiscard]] static std::optional<Verification> reusedVerificationOf(const SweepItem& item,
                                                                          const QStringList& changed)
    {
        if (changed.isEmpty())
            return std::nullopt;
        return reusedVerification(item.stored.run->verification, changed);
    }

    [[nodiscard]] script::ScriptJob jobFor(const SourceRuntime& side, const SweepItem& item,
                                           const QStringList& changed) const
    {
        const Event& event = item.stored.event;
        const Recording recording = recordingOf(item);
        script::ScriptJob job = makeJob(side, *m_ground->environments.value(event.environment), event, url(side, event),
                                        recording.clock, recording.seed);
        job.recordedVerification = reusedVerificationOf(item, changed);
        return job;
    }

    [[nodiscard]] Run runOf(const SourceRuntime& side, const SweepItem& item, const QStringList& changed,
                            std::optional<script::ScriptOutcome> outcome) const
    {
        const Event& event = item.stored.event;
        const EnvironmentRuntimePtr environment = m_ground->environments.value(event.environment);
        const Timestamp clock = recordingOf(item).clock;
        std::optional<Verification> reused = reusedVerificationOf(item, changed);
        Verification verification;
        if (!side.hasScript)
            verification = reused ? *reused : verifyNatively(side, *environment, event, url(side, event), clock);
        return conclude({side, *environment, event, item.body, std::move(verification), std::move(outcome), clock,
                         Delivery::Plan, std::move(reused)});
    }

    void note(const SweepItem& item, const Run& before, Run after)
    {
        Comparison comparison = compareRuns(before, after);
        switch (comparison.verdict) {
        case Verdict::Same: ++m_part.same; return;
        case Verdict::Changed: ++m_part.changed; break;
        case Verdict::NowFails: ++m_part.nowFails; break;
        case Verdict::NowPasses: ++m_part.nowPasses; break;
        }
        const qint64 seq = item.stored.event.seq;
        const QString key = causeKey(comparison);
        const auto known = m_groups.constFind(key);
        if (known == m_groups.constEnd()) {
            m_groups.insert(key, m_part.groups.size());
            m_keys.push_back(key);
            m_part.groups.push_back({comparison.verdict,
                                     {seq},
                                     item.stored.event.id,
                                     std::move(comparison.differences),
                                     before,
                                     std::move(after)});
            return;
        }
        // The group keeps its newest event as the example, first in its list.
        RerunGroup& group = m_part.groups[*known];
        group.seqs.push_back(seq);
        if (seq > group.seqs.front()) {
            std::swap(group.seqs.front(), group.seqs.back());
            group.exampleId = item.stored.event.id;
            group.differences = std::move(comparison.differences);
            group.before = before;
            group.after = std::move(after);
        }
    }

    std::shared_ptr<const SweepGround> m_ground;
    std::shared_ptr<Collector> m_collector;
    QHash<QString, Sides> m_sides; ///< by source
    RerunReport m_part;
    std::vector<QString> m_keys;     ///< of m_part.groups
    QHash<QString, size_t> m_groups; ///< by cause, into m_part.groups
};

Rerun::Rerun(RerunRequest request, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_collector(std::make_shared<Collector>())
{}

Rerun::~Rerun() = default;

void Rerun::start()
{
    SweepPlan plan;
    plan.workspace = m_request.workspace;
    plan.listening = m_request.listening;
    plan.scriptHostPath = m_request.scriptHostPath;
    plan.lanes = m_request.lanes;
    plan.limits = m_request.limits;
    plan.filter = m_request.filter;
    plan.programs = m_request.programs;
    std::vector<workspace::SourceState> baselines;
    for (const workspace::SourceState& state : m_request.workspace->sources) {
        if (!state.loaded || (!m_request.source.isEmpty() && state.key() != m_request.source))
            continue;
        plan.sources.push_back(edited(state, m_request.edited));
        if (m_request.baseline)
            baselines.push_back(edited(state, *m_request.baseline));
    }
    const bool none = !m_request.source.isEmpty() && plan.sources.empty();
    const bool ambiguous = m_request.source.isEmpty() && (!m_request.edited.isEmpty() || m_request.baseline);
    if (none || ambiguous) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                Q_EMIT finished(Error{ErrorCode::NotFound, {QStringLiteral("source"), m_request.source}});
            },
            Qt::QueuedConnection);
        return;
    }
    plan.sources.insert(plan.sources.end(), baselines.begin(), baselines.end());
    const bool hasBaseline = m_request.baseline.has_value();
    const bool isEdited = !m_request.edited.isEmpty();
    m_sweep = std::make_unique<Sweep>(
        std::move(plan),
        [collector = m_collector, hasBaseline,
         isEdited](const std::shared_ptr<const SweepGround>& ground) -> Result<std::unique_ptr<SweepLane>> {
            // What does not compile needs no ten thousand events to show it.
            if (isEdited && ground->sources.front()->programError)
                return *ground->sources.front()->programError;
            return std::unique_ptr<SweepLane>(std::make_unique<Lane>(ground, collector, hasBaseline));
        });
    connect(m_sweep.get(), &Sweep::progressed, this, &Rerun::progressed);
    connect(m_sweep.get(), &Sweep::finished, this, &Rerun::sweepFinished);
    m_sweep->start();
}

void Rerun::cancel()
{
    if (m_sweep)
        m_sweep->cancel();
}

RerunReport Rerun::counts() const
{
    return m_collector->counts();
}

void Rerun::sweepFinished(const Result<void>& result)
{
    const bool stopped =
        !result && (result.error().code == ErrorCode::Cancelled || result.error().code == ErrorCode::Timeout);
    if (!result && !stopped) {
        Q_EMIT finished(result.error());
        return;
    }
    RerunReport report = m_collector->take();
    if (stopped)
        report.stopped = result.error();
    Q_EMIT finished(std::move(report));
}

} // namespace hw::engine
