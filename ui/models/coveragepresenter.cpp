#include "ui/models/coveragepresenter.h"

#include "ui/models/errortext.h"
#include "ui/models/mappingpresenter.h"

#include <QLocale>

#include <algorithm>

namespace hw::models {

using Kind = CoverageFix::Kind;

CoveragePresenter::CoveragePresenter(engine::Engine& engine, MappingPresenter& mapping, const Clock& clock,
                                     QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_mapping(mapping)
    , m_clock(clock)
    , m_findings(clock)
    , m_fields(clock)
{
    const auto makeStale = [this] {
        if (m_state != State::Finished || m_stale)
            return;
        m_stale = true;
        Q_EMIT stateChanged();
    };
    connect(&engine, &engine::Engine::committed, this, makeStale);
    connect(&mapping, &MappingPresenter::draftChanged, this, makeStale);
    connect(&mapping, &MappingPresenter::edited, this, makeStale);
}

CoveragePresenter::~CoveragePresenter() = default;

void CoveragePresenter::setSource(const QString& key)
{
    if (key == m_source)
        return;
    m_run.reset();
    m_source = key;
    m_report.reset();
    m_stale = false;
    m_state = State::Idle;
    takeReport();
    Q_EMIT stateChanged();
    if (!key.isEmpty())
        start();
}

void CoveragePresenter::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

void CoveragePresenter::start()
{
    const auto saved = m_engine.snapshot().workspace;
    if (!saved || !saved->source(m_source))
        return;
    auto workspace = std::make_shared<workspace::Workspace>(*saved);
    if (const auto edited = m_mapping.unsavedMappings(m_source)) {
        for (workspace::SourceState& state : workspace->sources) {
            if (state.key() == m_source)
                state.mappings = *edited;
        }
    }
    engine::CoverageRequest request;
    request.workspace = workspace;
    request.source = m_source;
    const auto filter = store::Filter::parse(QStringLiteral("source:\"%1\"").arg(m_source), m_clock.now());
    if (!filter)
        return;
    request.filter = *filter;
    m_done = 0;
    m_total = -1;
    m_error.reset();
    m_stale = false;
    m_run = std::make_unique<engine::Coverage>(std::move(request));
    connect(m_run.get(), &engine::Coverage::progressed, this, [this](qint64 done, qint64 total) {
        m_done = done;
        m_total = total;
        Q_EMIT progressed();
    });
    connect(m_run.get(), &engine::Coverage::finished, this, &CoveragePresenter::finish);
    setState(State::Running);
    m_run->start();
}

void CoveragePresenter::cancel()
{
    if (m_run)
        m_run->cancel();
}

void CoveragePresenter::finish(const std::shared_ptr<engine::CoverageReport>& report, const Result<void>& result)
{
    m_run.release()->deleteLater(); // it is speaking
    if (!result) {
        m_error = result.error();
        setState(State::Failed);
        return;
    }
    m_report = report;
    m_error = report->stopped;
    m_state = State::Finished;
    takeReport();
    Q_EMIT stateChanged();
}

const engine::SourceCoverage* CoveragePresenter::coverage() const
{
    return m_report && !m_report->sources.empty() ? &m_report->sources.front() : nullptr;
}

void CoveragePresenter::takeReport()
{
    const engine::SourceCoverage* found = coverage();
    const QString type = m_type;
    m_finding = -1;
    m_fields.setType(nullptr);
    m_type.clear();
    m_findings.setFindings(found ? found->findings : std::vector<engine::CoverageFinding>());
    if (m_findings.rowCount() > 0)
        selectFinding(0);
    if (found && (m_type.isEmpty() || found->types.count(type) > 0))
        selectType(found->types.count(type) > 0 ? type
                   : found->types.empty()       ? QString()
                                                : found->types.begin()->first);
    Q_EMIT selectionChanged();
}

QString CoveragePresenter::summary() const
{
    if (m_state == State::Failed && m_error)
        return errorText(*m_error, Audience::Window);
    const engine::SourceCoverage* found = coverage();
    if (!found)
        return {};
    QStringList parts{tr("%n event(s)", nullptr, static_cast<int>(found->events)),
                      tr("%n type(s)", nullptr, static_cast<int>(found->types.size())),
                      tr("%n problem(s)", nullptr, m_findings.problems())};
    if (m_error)
        parts.append(errorText(*m_error, Audience::Window));
    else if (m_stale)
        parts.append(tr("something has changed since"));
    return parts.join(QStringLiteral(" · "));
}

void CoveragePresenter::selectFinding(int row)
{
    if (row < 0 || row >= m_findings.rowCount() || row == m_finding)
        return;
    m_finding = row;
    const QString& type = m_findings.findings()[static_cast<size_t>(row)].eventType;
    const engine::SourceCoverage* found = coverage();
    if (found && found->types.count(type) > 0)
        selectType(type);
    Q_EMIT selectionChanged();
}

std::vector<CoverageFix> CoveragePresenter::fixes() const
{
    return m_finding < 0 ? std::vector<CoverageFix>()
                         : fixesFor(m_findings.findings()[static_cast<size_t>(m_finding)], m_source);
}

void CoveragePresenter::apply(const CoverageFix& fix, const QString& text)
{
    if (m_finding < 0)
        return;
    const engine::CoverageFinding one = m_findings.findings()[static_cast<size_t>(m_finding)];
    const QString parameter = one.mappingId.isEmpty() ? QString() : one.subject.section(u'.', 1);
    switch (fix.kind) {
    case Kind::OpenSlot:
    case Kind::OpenMapping: Q_EMIT mappingWanted(one.eventType, one.mappingId, parameter); return;
    case Kind::SwitchOn:
        m_mapping.setSource(m_source);
        m_mapping.setActionActive(one.mappingId, true);
        Q_EMIT mappingWanted(one.eventType, one.mappingId, {});
        return;
    case Kind::UseType:
        m_mapping.setSource(m_source);
        m_mapping.setEventType(one.mappingId, one.suggestion);
        Q_EMIT mappingWanted(one.suggestion, one.mappingId, {});
        return;
    case Kind::SetDefault:
        m_mapping.setSource(m_source);
        m_mapping.setFallback({one.mappingId, parameter, -1}, text);
        Q_EMIT mappingWanted(one.eventType, one.mappingId, parameter);
        return;
    case Kind::IgnoreType: ignoreType(one.eventType); return;
    case Kind::ShowEvents: Q_EMIT eventsWanted(fix.filter); return;
    case Kind::ShowEvent: Q_EMIT eventWanted(one.example); return;
    }
}

void CoveragePresenter::ignoreType(const QString& type)
{
    const auto workspace = m_engine.snapshot().workspace;
    const workspace::SourceState* state = workspace ? workspace->source(m_source) : nullptr;
    if (!state || state->source.ignoredTypes.contains(type))
        return;
    const QStringList before = state->source.ignoredTypes;
    setIgnored(m_source, before + QStringList{type}, tr("%1 is ignored").arg(type), before);
}

void CoveragePresenter::setIgnored(const QString& source, const QStringList& types, const QString& text,
                                   const std::optional<QStringList>& before)
{
    const auto change = [source, types](workspace::WorkspaceFiles& files) -> Result<void> {
        const workspace::SourceState* state = files.workspace().source(source);
        if (!state)
            return Error{ErrorCode::NotFound, {QStringLiteral("source"), source}};
        workspace::Source changed = state->source;
        changed.ignoredTypes = types;
        return files.saveSource(changed);
    };
    m_engine.edit(change, this, [this, source, text, before](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        if (before)
            Q_EMIT told(text, [this, source, before] { setIgnored(source, *before, {}, std::nullopt); });
        if (source == m_source)
            start(); // what is left of it
    });
}

QStringList CoveragePresenter::types() const
{
    QStringList names;
    if (const engine::SourceCoverage* found = coverage()) {
        for (const auto& [name, type] : found->types)
            names.append(name);
    }
    return names;
}

void CoveragePresenter::selectType(const QString& type)
{
    const engine::SourceCoverage* found = coverage();
    if (!found || type == m_type)
        return;
    const auto known = found->types.find(type);
    if (known == found->types.end())
        return;
    m_type = type;
    m_fields.setType(&known->second);
    Q_EMIT selectionChanged();
}

} // namespace hw::models
