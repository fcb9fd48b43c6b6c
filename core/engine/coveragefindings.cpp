#include "core/engine/coverage.h"
#include "core/engine/route.h"

#include <algorithm>

namespace hw::engine {

namespace {

/// Below this many events a condition that always held may just be chance.
constexpr qint64 enoughForConditions = 20;

/// "userCreated", "user_created" and "User.Created" are spellings of one name.
QString bareName(const QString& type)
{
    QString bare;
    for (const QChar c : type) {
        if (c.isLetterOrNumber())
            bare += c.toLower();
    }
    return bare;
}

/// The known type that an unknown one may be another spelling of.
QString sameOrNear(const QString& type, const QStringList& known)
{
    for (const QString& one : known) {
        if (one != type && bareName(one) == bareName(type))
            return one;
    }
    return nearestKey(type, known);
}

class Findings final
{
public:
    explicit Findings(SourceCoverage& coverage)
        : m_coverage(coverage)
    {
        for (const auto& [type, seen] : coverage.types) {
            if (!seen.mapped && !seen.ignored)
                m_unmapped.append(type);
        }
        for (const MappingCoverage& one : coverage.mappings) {
            if (one.events == 0 && !one.mapping.eventType.contains(u'*'))
                m_unseen.append(one.mapping.eventType);
        }
    }

    std::vector<CoverageFinding> run()
    {
        for (const MappingCoverage& mapping : m_coverage.mappings)
            lookAt(mapping);
        for (auto& [type, seen] : m_coverage.types)
            lookAt(type, seen);
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const CoverageFinding& a, const CoverageFinding& b) { return a.isProblem > b.isProblem; });
        return std::move(m_found);
    }

private:
    enum class Weight { Problem, Note };

    CoverageFinding& add(const char* code, Weight weight, const QString& mappingId, const QString& eventType)
    {
        CoverageFinding finding;
        finding.code = QString::fromLatin1(code);
        finding.isProblem = weight == Weight::Problem;
        finding.mappingId = mappingId;
        finding.eventType = eventType;
        return m_found.emplace_back(std::move(finding));
    }

    void lookAt(const MappingCoverage& coverage)
    {
        const mapping::Mapping& mapping = coverage.mapping;
        if (!mapping.active) {
            add("inactive", Weight::Note, mapping.id, mapping.eventType).subject = mapping.action;
            return;
        }
        if (coverage.events == 0) {
            // Before the first event of a source nothing can have been seen.
            if (m_coverage.events == 0)
                return;
            CoverageFinding& finding = add("type_never_seen", Weight::Note, mapping.id, mapping.eventType);
            finding.subject = mapping.action;
            finding.of = m_coverage.events;
            // It may just not have happened yet; where nearly the same name did and nobody maps it, it is a slip.
            finding.suggestion = sameOrNear(mapping.eventType, m_unmapped);
            finding.isProblem = !finding.suggestion.isEmpty();
            return;
        }
        lookAtCondition(coverage);
        if (coverage.planned == 0) {
            CoverageFinding& finding = add("never_fires", Weight::Problem, mapping.id, mapping.eventType);
            finding.subject = mapping.action;
            const auto most = std::max_element(coverage.skipped.begin(), coverage.skipped.end(),
                                               [](const auto& a, const auto& b) { return a.second < b.second; });
            finding.detail = most == coverage.skipped.end() ? QString() : most->first;
            finding.count = finding.of = coverage.events;
        }
        for (const ParameterCoverage& parameter : coverage.parameters)
            lookAt(coverage, parameter);
    }

    void lookAtCondition(const MappingCoverage& coverage)
    {
        if (!coverage.mapping.when || coverage.events < enoughForConditions)
            return;
        if (coverage.held > 0 && coverage.notHeld > 0)
            return;
        const bool always = coverage.held > 0;
        CoverageFinding& finding =
            add(always ? "condition_always" : "condition_never", always ? Weight::Note : Weight::Problem,
                coverage.mapping.id, coverage.mapping.eventType);
        finding.subject = coverage.mapping.action;
        finding.count = finding.of = coverage.events;
    }

    void lookAt(const MappingCoverage& coverage, const ParameterCoverage& parameter)
    {
        const mapping::Mapping& mapping = coverage.mapping;
        const auto note = [&](const char* code, Weight weight, qint64 count,
                              const QString& example) -> CoverageFinding& {
            CoverageFinding& finding = add(code, weight, mapping.id, mapping.eventType);
            finding.subject = mapping.action + u'.' + parameter.name;
            finding.detail = parameter.binding;
            finding.count = count;
            finding.of = coverage.events;
            finding.example = example;
            return finding;
        };
        const qint64 absent = parameter.missing + parameter.null;
        if (absent > 0 && !parameter.hasDefault)
            note(parameter.required ? "required_missing" : "often_missing",
                 parameter.required ? Weight::Problem : Weight::Note, absent, parameter.missingExample);
        if (parameter.wrongType > 0)
            note("wrong_type", Weight::Problem, parameter.wrongType, parameter.wrongExample);
        if (parameter.failed > 0)
            note("expression_failed", Weight::Problem, parameter.failed, {});
        lookAtTypes(parameter, note);
    }

    /// Two types where one came later: the sender changed something.
    template<class Note>
    static void lookAtTypes(const ParameterCoverage& parameter, const Note& note)
    {
        if (parameter.types.size() < 2)
            return;
        const auto latest =
            std::max_element(parameter.types.begin(), parameter.types.end(),
                             [](const auto& a, const auto& b) { return a.second.first.seq < b.second.first.seq; });
        QStringList others;
        for (const auto& [type, seen] : parameter.types) {
            if (type != latest->first)
                others.append(type);
        }
        CoverageFinding& finding = note("type_changed", Weight::Problem, latest->second.count, {});
        finding.detail = latest->first;
        finding.before = others.join(QStringLiteral(", "));
        finding.since = latest->second.first.at;
    }

    void lookAt(const QString& type, TypeCoverage& seen)
    {
        if (!seen.mapped && !seen.ignored) {
            CoverageFinding& finding = add("unmapped_type", Weight::Note, {}, type);
            finding.count = seen.seen.count;
            finding.of = m_coverage.events;
            finding.suggestion = sameOrNear(type, m_unseen);
            finding.since = seen.seen.first.at;
            finding.isProblem = !finding.suggestion.isEmpty();
        }
        for (const SchemaChange& change : changesOf(seen.schema)) {
            CoverageFinding& finding = add(toString(change.kind).toLatin1().constData(), Weight::Note, {}, type);
            finding.subject = change.path;
            finding.detail = change.detail;
            finding.before = change.before;
            finding.count = change.events;
            finding.of = seen.seen.count;
            finding.since = change.since;
        }
    }

    SourceCoverage& m_coverage;
    QStringList m_unmapped; ///< types that were seen
    QStringList m_unseen;   ///< types that are mapped, without patterns
    std::vector<CoverageFinding> m_found;
};

} // namespace

std::vector<CoverageFinding> findingsOf(SourceCoverage& coverage)
{
    return Findings(coverage).run();
}

} // namespace hw::engine
