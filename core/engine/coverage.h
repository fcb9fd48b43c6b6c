#pragma once

#include "core/engine/schema.h"
#include "core/engine/sweep.h"
#include "core/mapping/mapping.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hw::engine {

/// What a parameter of a mapping found in the events that its mapping is for.
struct ParameterCoverage
{
    QString name;
    bool required = false;
    bool fits = true; ///< false = the kind of action has no such parameter
    QString binding;  ///< the path or expression; empty for a literal
    bool hasDefault = false;
    qint64 present = 0;
    qint64 null = 0;
    qint64 missing = 0;
    qint64 failed = 0;                  ///< an expression threw, a path is none
    qint64 wrongType = 0;               ///< present, but of a type that the parameter does not take
    std::map<QString, Sightings> types; ///< of what was present, by JSON name
    QString wrongExample;               ///< id of an event with a wrong type
    QString missingExample;             ///< of one where it is missing or null
};

struct MappingCoverage
{
    mapping::Mapping mapping;
    qint64 events = 0;                         ///< of its type and its environments
    qint64 planned = 0;                        ///< in which it acts
    std::map<QString, qint64> skipped;         ///< by the planner's reason
    qint64 held = 0;                           ///< its condition: true
    qint64 notHeld = 0;                        ///< false, or it cannot be evaluated
    std::vector<ParameterCoverage> parameters; ///< in the kind's order, those that are bound or required
};

/// An event type that was seen.
struct TypeCoverage
{
    Sightings seen;
    bool ignored = false; ///< on purpose
    bool mapped = false;  ///< by an active mapping
    TypeSchema schema;
};

/// Something that deserves a look. Codes: never_fires (detail: why), type_never_seen, inactive, condition_always,
/// condition_never, required_missing, often_missing (a parameter that is not required and without a default),
/// wrong_type, expression_failed, type_changed (of a parameter), unmapped_type, new_field, lost_field, new_type,
/// new_value.
struct CoverageFinding
{
    QString code;
    bool isProblem = false; ///< it cannot be meant; else it is only worth knowing
    QString mappingId;      ///< empty where it is about an event type
    QString eventType;      ///< or the mapping's pattern
    QString subject;        ///< the parameter, the condition, the place in the body
    QString detail;         ///< a reason, a type, a value
    QString before;         ///< what it was
    QString suggestion;     ///< a known type that may be meant
    qint64 count = 0;       ///< events that show it
    qint64 of = 0;          ///< events that could have
    std::optional<Timestamp> since;
    QString example; ///< id of an event
};

struct SourceCoverage
{
    QString source;
    qint64 events = 0; ///< that were looked at
    std::vector<MappingCoverage> mappings;
    std::map<QString, TypeCoverage> types;
    std::vector<CoverageFinding> findings; ///< problems first
};

struct CoverageReport
{
    std::vector<SourceCoverage> sources;
    std::optional<Error> stopped; ///< why not all events were looked at
};

struct CoverageRequest
{
    std::shared_ptr<const workspace::Workspace> workspace;
    QString source; ///< empty = all
    store::Filter filter;
    QString scriptHostPath;
    int lanes = 0;
};

/// Mappings proven on every captured event that was not refused: what their parameters find, why they do not fire,
/// which types nobody maps, and how the events of a type changed over time. The mappings are those of now; what a
/// script returned is what was recorded, except where expressions have to be evaluated anew. Lives in its creator's
/// thread, which needs an event loop.
class Coverage final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Coverage)

public:
    explicit Coverage(CoverageRequest request, QObject* parent = nullptr);
    ~Coverage() override;

    void start();
    void cancel();

Q_SIGNALS:
    void progressed(qint64 done, qint64 total);
    /// Once. NotFound (source), errors of the store; Cancelled and Timeout stand in the report.
    void finished(const std::shared_ptr<hw::engine::CoverageReport>& report, const hw::Result<void>& result);

private:
    class Collector;
    class Lane;

    void sweepFinished(const Result<void>& result);

    CoverageRequest m_request;
    std::shared_ptr<Collector> m_collector;
    std::unique_ptr<Sweep> m_sweep;
};

/// The findings of a source whose events were all counted.
[[nodiscard]] std::vector<CoverageFinding> findingsOf(SourceCoverage& coverage);

} // namespace hw::engine
