#pragma once

#include "core/base/result.h"
#include "core/engine/sourceruntime.h"
#include "core/record/bodyview.h"
#include "core/script/scriptpool.h"
#include "core/store/filter.h"
#include "core/store/rows.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace hw::engine {

/// A captured event in a sweep's hands. `stored.run` is its latest run; the body is its view.
struct SweepItem
{
    const store::StoredEvent& stored;
    const BodyView& body;
};

/// What is done with each event. One is made for each lane, and every call comes in its lane's thread.
class SweepLane
{
public:
    virtual ~SweepLane() = default;

    /// The event's body as begin() and end() need it.
    virtual BodyView view(const Event& event) const = 0;
    /// The jobs of the event for the script host; none where it needs no host. Nothing = leave the event out: end() is
    /// not called.
    virtual std::optional<std::vector<script::ScriptJob>> begin(const SweepItem& item) = 0;
    /// The jobs' outcomes, in their order.
    virtual void end(const SweepItem& item, std::vector<script::ScriptOutcome> outcomes) = 0;
    /// Comes now and then and at the end: what was gathered goes where others can see it.
    virtual void flush() = 0;
};

/// What a sweep needs to have ready before its first event, as values.
struct SweepPlan
{
    std::shared_ptr<const workspace::Workspace> workspace;
    std::vector<workspace::SourceState> sources; ///< to be made ready to run: saved ones, edited ones
    store::Filter filter;
    QString listening;      ///< the listener's origin, for the public URL; empty = as publicUrlOf()
    QString scriptHostPath; ///< empty = beside the executable
    int lanes = 0;          ///< 0 = one per core
    script::ScriptLimits limits;
    std::vector<script::Program> programs; ///< compiled already, found by their hash
};

/// The plan made ready; shared by all lanes.
struct SweepGround
{
    std::shared_ptr<const workspace::Workspace> workspace;
    std::vector<SourceRuntimePtr> sources;              ///< in the plan's order, compiled
    QHash<QString, EnvironmentRuntimePtr> environments; ///< all of the workspace, by name
    QString listening;
};

/// Walks captured events, newest first, through script hosts beside the engine: read-only, in several lanes, each a
/// thread with a reader and a host of its own, so that nothing waits for anything but the processor. Memory is bounded:
/// a few events are under way in each lane. Nothing is stored or delivered.
///
/// This facade lives in its creator's thread, which needs an event loop.
class Sweep final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sweep)

public:
    /// Called once for each lane; its error ends the sweep.
    using MakeLane =
        std::function<Result<std::unique_ptr<SweepLane>>(const std::shared_ptr<const SweepGround>& ground)>;

    Sweep(SweepPlan plan, MakeLane makeLane, QObject* parent = nullptr);
    /// Ends what runs; waits for it.
    ~Sweep() override;

    void start();
    /// What was done stays; finished() follows with Cancelled.
    void cancel();

Q_SIGNALS:
    /// A few times a second. `total` is -1 while it is not known.
    void progressed(qint64 done, qint64 total);
    /// After the last flush(), once. Cancelled; Timeout (what, count) where event after event ran into the time limit;
    /// errors of the store and of MakeLane.
    void finished(const hw::Result<void>& result);

private:
    class Coordinator;
    struct QuitAndWait
    {
        void operator()(QThread* thread) const;
    };

    std::shared_ptr<std::atomic_bool> m_cancelled;
    std::unique_ptr<QThread, QuitAndWait> m_thread;
    Coordinator* m_coordinator; ///< lives in m_thread and ends with it
};

} // namespace hw::engine
