#include "core/engine/coverage.h"

#include "core/engine/largebody.h"
#include "core/engine/pipeline.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/planner.h"
#include "core/mapping/values.h"

#include <algorithm>
#include <mutex>

namespace hw::engine {

namespace {

QString typeText(const json::Value& value)
{
    return QString::fromLatin1(json::typeName(value.type()));
}

/// The mapping's counters at zero: one for each parameter that is bound or has to be.
MappingCoverage blank(const mapping::Mapping& mapping)
{
    MappingCoverage coverage;
    coverage.mapping = mapping;
    const auto add = [&](const QString& name, bool required, bool fits) {
        ParameterCoverage parameter;
        parameter.name = name;
        parameter.required = required;
        parameter.fits = fits;
        if (const mapping::Binding* binding = mapping.parameter(name)) {
            parameter.binding = binding->text;
            parameter.hasDefault = !binding->fallback.isUndefined();
        }
        coverage.parameters.push_back(std::move(parameter));
    };
    const mapping::ActionKind* kind = mapping::findActionKind(mapping.action);
    if (kind) {
        for (const mapping::Parameter& parameter : kind->parameters) {
            const QString name = QString::fromLatin1(parameter.name);
            const bool required = parameter.required && !parameter.fallback;
            if (required || mapping.parameter(name))
                add(name, required, true);
        }
    }
    for (const auto& [name, binding] : mapping.parameters) {
        if (!kind || !mapping::findParameter(*kind, name))
            add(name, false, false);
    }
    return coverage;
}

void addTo(ParameterCoverage& into, const ParameterCoverage& other)
{
    into.present += other.present;
    into.null += other.null;
    into.missing += other.missing;
    into.failed += other.failed;
    into.wrongType += other.wrongType;
    for (const auto& [type, seen] : other.types)
        into.types[type].add(seen);
    // Ids rise with time: the newest example, whichever lane had it.
    into.wrongExample = std::max(into.wrongExample, other.wrongExample);
    into.missingExample = std::max(into.missingExample, other.missingExample);
}

void addTo(MappingCoverage& into, const MappingCoverage& other)
{
    into.events += other.events;
    into.planned += other.planned;
    into.held += other.held;
    into.notHeld += other.notHeld;
    for (const auto& [reason, count] : other.skipped)
        into.skipped[reason] += count;
    for (size_t i = 0; i < into.parameters.size(); ++i)
        addTo(into.parameters[i], other.parameters[i]);
}

void addTo(SourceCoverage& into, SourceCoverage&& other)
{
    into.events += other.events;
    for (size_t i = 0; i < into.mappings.size(); ++i)
        addTo(into.mappings[i], other.mappings[i]);
    for (auto& [name, type] : other.types) {
        TypeCoverage& mine = into.types[name];
        mine.seen.add(type.seen);
        mine.schema.add(std::move(type.schema));
    }
}

SourceCoverage blank(const SourceRuntime& source)
{
    SourceCoverage coverage;
    coverage.source = source.settings.key;
    for (const mapping::Mapping& mapping : source.mappings)
        coverage.mappings.push_back(blank(mapping));
    return coverage;
}

} // namespace

/// The report in the making, shared by the lanes.
class Coverage::Collector final
{
public:
    void add(std::map<QString, SourceCoverage> parts)
    {
        const std::lock_guard lock(m_mutex);
        for (auto& [key, part] : parts) {
            const auto known = m_sources.find(key);
            if (known == m_sources.end())
                m_sources.emplace(key, std::move(part));
            else
                addTo(known->second, std::move(part));
        }
    }

    [[nodiscard]] std::map<QString, SourceCoverage> take()
    {
        const std::lock_guard lock(m_mutex);
        return std::move(m_sources);
    }

private:
    std::mutex m_mutex;
    std::map<QString, SourceCoverage> m_sources;
};

class Coverage::Lane final : public SweepLane
{
public:
    Lane(std::shared_ptr<const SweepGround> ground, std::shared_ptr<Collector> collector)
        : m_ground(std::move(ground))
        , m_collector(std::move(collector))
    {
        for (const SourceRuntimePtr& source : m_ground->sources)
            m_sources.insert(source->settings.key, source);
        reset();
    }

    BodyView view(const Event& event) const override
    {
        const SourceRuntimePtr source = m_sources.value(event.source);
        return source ? bodyFor(*source, event) : BodyView();
    }

    std::optional<std::vector<script::ScriptJob>> begin(const SweepItem& item) override
    {
        const Event& event = item.stored.event;
        const SourceRuntimePtr source = m_sources.value(event.source);
        const EnvironmentRuntimePtr environment = m_ground->environments.value(event.environment);
        if (!source || !environment || !item.stored.run || !counts(item.stored.run->status))
            return std::nullopt;
        std::vector<script::ScriptJob> jobs;
        if (!source->expressions.empty() && source->program)
            jobs.push_back(makeJob(*source, *environment, event,
                                   publicUrlOf(m_ground->workspace->local, m_ground->listening, source->settings.key,
                                               event.request.target),
                                   event.receivedAt, 0));
        return jobs;
    }

    void end(const SweepItem& item, std::vector<script::ScriptOutcome> outcomes) override
    {
        const Event& event = item.stored.event;
        const SourceRuntimePtr source = m_sources.value(event.source);
        const EnvironmentRuntimePtr environment = m_ground->environments.value(event.environment);
        SourceCoverage& coverage = m_parts[event.source];
        const script::ScriptOutcome* outcome = outcomes.empty() ? nullptr : &outcomes.front();
        const json::Value& preprocess = outcome && outcome->report.status == ScriptStatus::Ok
                                            ? outcome->report.preprocess
                                            : item.stored.run->script.preprocess;
        const mapping::Scope scope = scopeOf(*environment, event, item.body, preprocess);
        const mapping::ExpressionValues expressions = expressionValues(*source, outcome);

        QString type = source->eventTypePath ? scalarText(source->eventTypePath->evaluate(scope)) : QString();
        if (type.isEmpty())
            type = QStringLiteral("unknown");
        const Moment moment{event.seq, event.receivedAt};
        ++coverage.events;
        TypeCoverage& seen = coverage.types[type];
        seen.seen.add(moment);
        seen.schema.add(item.body.value, moment);
        for (MappingCoverage& mapping : coverage.mappings) {
            const QStringList& environments = mapping.mapping.environments;
            const bool here = environments.isEmpty() || environments.contains(event.environment);
            if (here && mapping::eventTypeMatches(mapping.mapping.eventType, type))
                count(mapping, type, scope, expressions, event, moment);
        }
    }

    void flush() override
    {
        m_collector->add(std::exchange(m_parts, {}));
        reset();
    }

private:
    /// What was refused or never ran says nothing about what the sender sends.
    static bool counts(EventStatus status)
    {
        return status == EventStatus::Processed || status == EventStatus::Duplicate || status == EventStatus::Ignored ||
               status == EventStatus::Error;
    }

    void reset()
    {
        for (const SourceRuntimePtr& source : m_ground->sources)
            m_parts.emplace(source->settings.key, blank(*source));
    }

    static void count(MappingCoverage& coverage, const QString& type, const mapping::Scope& scope,
                      const mapping::ExpressionValues& expressions, const Event& event, const Moment& moment)
    {
        ++coverage.events;
        const mapping::Mapping& mapping = coverage.mapping;
        if (mapping.when) {
            const auto outcome =
                mapping::evaluate(*mapping.when, scope, mapping::conditionKey(mapping.id), expressions);
            ++(outcome == mapping::ConditionOutcome::True ? coverage.held : coverage.notHeld);
        }
        const std::vector<mapping::Mapping> alone{mapping};
        const auto actions =
            mapping::plan({type, scope, alone, event.environment, expressions}, [] { return QString(); });
        if (!actions.empty() && actions.front().status == ActionStatus::Skipped)
            ++coverage.skipped[actions.front().reason];
        else
            ++coverage.planned;
        const mapping::ActionKind* kind = mapping::findActionKind(mapping.action);
        for (ParameterCoverage& parameter : coverage.parameters)
            count(parameter, mapping, kind, scope, expressions, event, moment);
    }

    static void count(ParameterCoverage& coverage, const mapping::Mapping& mapping, const mapping::ActionKind* kind,
                      const mapping::Scope& scope, const mapping::ExpressionValues& expressions, const Event& event,
                      const Moment& moment)
    {
        mapping::Resolved resolved;
        if (const mapping::Binding* bound = mapping.parameter(coverage.name)) {
            mapping::Binding binding = *bound;
            binding.fallback = {}; // what the event has, not what stands in for it
            resolved = mapping::resolve(binding, scope, mapping::parameterKey(mapping.id, coverage.name), expressions);
        }
        if (resolved.failure != mapping::Resolved::Failure::None) {
            ++coverage.failed;
            return;
        }
        if (resolved.value.isUndefined() || resolved.value.isNull()) {
            ++(resolved.value.isNull() ? coverage.null : coverage.missing);
            coverage.missingExample = std::max(coverage.missingExample, event.id);
            return;
        }
        ++coverage.present;
        coverage.types[typeText(resolved.value)].add(moment);
        const mapping::Parameter* parameter = kind ? mapping::findParameter(*kind, coverage.name) : nullptr;
        if (!parameter)
            return;
        if (mapping::isMissing(parameter->type, resolved.value)) {
            --coverage.present;
            ++coverage.missing;
            coverage.missingExample = std::max(coverage.missingExample, event.id);
        } else if (!mapping::normalise(parameter->type, resolved.value)) {
            ++coverage.wrongType;
            coverage.wrongExample = std::max(coverage.wrongExample, event.id);
        }
    }

    std::shared_ptr<const SweepGround> m_ground;
    std::shared_ptr<Collector> m_collector;
    QHash<QString, SourceRuntimePtr> m_sources;
    std::map<QString, SourceCoverage> m_parts;
};

Coverage::Coverage(CoverageRequest request, QObject* parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_collector(std::make_shared<Collector>())
{}

Coverage::~Coverage() = default;

void Coverage::start()
{
    SweepPlan plan;
    plan.workspace = m_request.workspace;
    plan.filter = m_request.filter;
    plan.scriptHostPath = m_request.scriptHostPath;
    plan.lanes = m_request.lanes;
    for (const workspace::SourceState& state : m_request.workspace->sources) {
        if (state.loaded && (m_request.source.isEmpty() || state.key() == m_request.source))
            plan.sources.push_back(state);
    }
    m_sweep = std::make_unique<Sweep>(
        std::move(plan),
        [collector = m_collector, source = m_request.source](
            const std::shared_ptr<const SweepGround>& ground) -> Result<std::unique_ptr<SweepLane>> {
            if (!source.isEmpty() && ground->sources.empty())
                return Error{ErrorCode::NotFound, {QStringLiteral("source"), source}};
            return std::unique_ptr<SweepLane>(std::make_unique<Lane>(ground, collector));
        });
    connect(m_sweep.get(), &Sweep::progressed, this, &Coverage::progressed);
    connect(m_sweep.get(), &Sweep::finished, this, &Coverage::sweepFinished);
    m_sweep->start();
}

void Coverage::cancel()
{
    if (m_sweep)
        m_sweep->cancel();
}

void Coverage::sweepFinished(const Result<void>& result)
{
    auto report = std::make_shared<CoverageReport>();
    const bool stopped =
        !result && (result.error().code == ErrorCode::Cancelled || result.error().code == ErrorCode::Timeout);
    if (stopped)
        report->stopped = result.error();
    for (auto& [key, coverage] : m_collector->take()) {
        const workspace::SourceState* state = m_request.workspace->source(key);
        for (auto& [type, seen] : coverage.types) {
            const auto matches = [&name = type](const QString& pattern) {
                return mapping::eventTypeMatches(pattern, name);
            };
            const QStringList& ignored = state->source.ignoredTypes;
            seen.ignored = std::any_of(ignored.begin(), ignored.end(), matches);
            seen.mapped =
                std::any_of(coverage.mappings.begin(), coverage.mappings.end(), [&](const MappingCoverage& one) {
                    return one.mapping.active && matches(one.mapping.eventType);
                });
        }
        coverage.findings = findingsOf(coverage);
        report->sources.push_back(std::move(coverage));
    }
    Q_EMIT finished(report, stopped ? Result<void>() : result);
}

} // namespace hw::engine
