#pragma once

#include "core/engine/runcompare.h"
#include "core/engine/sweep.h"

#include <QHash>
#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace hw::engine {

/// What stands in for a source's saved files.
struct SourceEdit
{
    std::optional<QByteArray> script;                                           ///< UTF-8
    workspace::ScriptLanguage language = workspace::ScriptLanguage::JavaScript; ///< None = the script is taken away
    std::optional<mapping::MappingFile> mappings;
    std::optional<workspace::Source> settings; ///< its key is that of the source

    [[nodiscard]] bool isEmpty() const { return !script && !mappings && !settings; }
};

struct RerunRequest
{
    std::shared_ptr<const workspace::Workspace> workspace;
    QString source;    ///< key; empty = all sources, as they are saved: then nothing is edited
    SourceEdit edited; ///< the side that is judged
    /// The side that it is judged against; nothing = the recorded outcome.
    std::optional<SourceEdit> baseline;
    store::Filter filter; ///< names the source as well, where there is one: other events would only be left out
    QString listening;    ///< as SweepPlan
    QString scriptHostPath;
    int lanes = 0;
    script::ScriptLimits limits;
    std::vector<script::Program> programs; ///< compiled already, found by their hash; what is missing is compiled
};

/// What the judged side of a source is compiled from, for a compiler that is warm already; nothing where nothing has to
/// be compiled or no source is named.
[[nodiscard]] std::optional<script::CompileRequest> compileRequestOf(const RerunRequest& request);

/// Events whose outcome differs for the same reason.
struct RerunGroup
{
    Verdict verdict = Verdict::Changed;
    std::vector<qint64> seqs; ///< newest first once the report is finished
    /// One of them, the newest.
    QString exampleId;
    std::vector<Difference> differences; ///< of the example
    Run before;
    Run after;
};

struct RerunReport
{
    qint64 same = 0;
    qint64 changed = 0;
    qint64 nowFails = 0;
    qint64 nowPasses = 0;
    /// Events that cannot be compared, by reason: a status without a run of the script ("received", "probe", "paused",
    /// "waiting", "incomplete", "unrouted"), "source_removed", "environment_removed", "secret_missing", …
    std::map<QString, qint64> leftOut;
    /// Events whose recorded verification was used again, because a secret has another value since; among those
    /// compared.
    qint64 verificationReused = 0;
    QStringList changedSecrets;     ///< the names of these secrets, sorted
    std::vector<RerunGroup> groups; ///< what now fails first, then by size
    std::optional<Error> stopped;   ///< why not all events were looked at

    [[nodiscard]] qint64 compared() const { return same + changed + nowFails + nowPasses; }
};

/// Time travel: captured events run again on their recorded clocks, as a dry run, and compared with what was recorded.
/// Lives in its creator's thread, which needs an event loop.
class Rerun final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Rerun)

public:
    explicit Rerun(RerunRequest request, QObject* parent = nullptr);
    ~Rerun() override;

    void start();
    /// What was compared stays; finished() follows.
    void cancel();

    /// Counts so far, without groups.
    [[nodiscard]] RerunReport counts() const;

Q_SIGNALS:
    void progressed(qint64 done, qint64 total); ///< as Sweep
    /// Once. NotFound (source), what the edited script's compilation says, errors of the store; Cancelled and Timeout
    /// stand in the report.
    void finished(const hw::Result<hw::engine::RerunReport>& report);

private:
    class Collector;
    class Lane;

    void sweepFinished(const Result<void>& result);

    RerunRequest m_request;
    std::shared_ptr<Collector> m_collector;
    std::unique_ptr<Sweep> m_sweep;
};

} // namespace hw::engine
