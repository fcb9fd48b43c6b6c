#pragma once

#include "core/base/result.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/store/database.h"
#include "core/store/migrations.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::store {

enum class IdempotencyMode {
    Enforce, ///< a key that an earlier event holds within the window makes this run a duplicate
    Record,  ///< never a duplicate, but the key is kept for later events (idempotency off, or processing again)
};

/// How the key of `run.idempotency.key` is treated. Keys are held per source, environment and event type, and only by
/// runs that are processed: an ignored or failed event does not swallow the sender's next attempt.
struct IdempotencyRule
{
    IdempotencyMode mode = IdempotencyMode::Record;
    std::chrono::microseconds window = std::chrono::hours(96);
};

/// One event to store, or one that is stored (event.seq is set), with the run to add to it.
struct CommitItem
{
    Event event;
    std::optional<Run> run; ///< none = the event alone; its run follows later under its seq
    IdempotencyRule idempotency;
};

/// What is committed together or not at all: one event, or all elements of a split batch.
using CommitUnit = std::vector<CommitItem>;

/// The unit as it was stored: event.seq is given; a duplicate's run has status Duplicate, `duplicateOf`, and skipped
/// actions; actions carry what the effects made of them. Or why nothing of it was stored.
using CommitCallback = std::function<void(Result<CommitUnit>)>;

/// Called with the unit as it was stored, in the writer's thread, as soon as it is synced and before its callback: for
/// what must not wait for the loop of another thread (an answer). It must be quick; not called where nothing was
/// stored.
using SyncedHook = std::function<void(const CommitUnit&)>;

/// Applies a run's actions inside the transaction (the Directory's rows, the outbox's rows) and sets status, reason,
/// result and duration of each action of `run`. Runs in the writer's thread, for runs with status Processed that are no
/// duplicates and have an action that is not skipped. An action that cannot be applied is set to Failed by the function
/// itself (a Savepoint per action takes its rows back). An error that it returns takes back all it wrote and fails all
/// its open actions, with the error's code as reason; StoreFull, StoreReadOnly, StoreCorrupt, StoreBusy and IoError
/// fail the unit.
using Effects = std::function<Result<void>(Database& database, const Event& event, Run& run)>;

/// Any other change of the database (pin, delete, outbox states) that goes through the one writer, in the transaction
/// of its group. An error takes back what it wrote.
using WriteJob = std::function<Result<void>(Database& database)>;
using JobCallback = std::function<void(Result<void>)>;

struct WriterOptions
{
    QString path;                      ///< data/headwater.db
    std::vector<SchemaModule> modules; ///< tables of the layers above
    Effects effects;                   ///< empty = actions are stored as they come
};

/// The one writer of a process: a thread of its own that commits what was submitted in groups. While one group is
/// synced the next gathers, at most 100 rows a group, so a single event waits for nothing and many share one sync.
///
/// Lives in the thread that made it, which needs an event loop: callbacks and committed() come there, posted once per
/// group, in the order of submission, and only after the group was synced to disk. submit() may be called from any
/// thread. An error fails the units of its group; the writer goes on with the next. Where it is the store's own (no
/// space, a folder that cannot be written, damage, a lock that is not given up), stateChanged() tells, and the writer
/// looks each second whether the cause has gone, also when nothing comes.
class Writer final : public QObject
{
    Q_OBJECT

public:
    /// Opens and migrates the database and starts the thread. Errors as openStore().
    [[nodiscard]] static Result<std::unique_ptr<Writer>> open(WriterOptions options);

    /// As stop().
    ~Writer() override;
    Q_DISABLE_COPY_MOVE(Writer)

    void submit(CommitUnit unit, CommitCallback callback, SyncedHook synced = {});
    void submitJob(WriteJob job, JobCallback callback);

    /// The event alone, before its slow script ends; the run follows by submit() with the seq that comes back.
    void appendEvent(Event event, CommitCallback callback);

    /// Removes the files of large bodies that no event has any more.
    void collectBlobs();

    /// Units that wait or are being written: the engine's measure for turning requests away.
    [[nodiscard]] int queued() const;

    /// Events that have no run: stored by an earlier process that ended before their scripts did. Oldest first. Reads
    /// with a connection of its own, in the caller's thread.
    [[nodiscard]] Result<std::vector<Event>> pendingEvents() const;

    /// Commits what is queued, checkpoints, ends the threads and calls the callbacks that are left, before it returns.
    /// Later submissions fail with Cancelled.
    void stop();

Q_SIGNALS:
    /// New or changed events, ascending, once per group.
    void committed(const std::vector<qint64>& seqs);
    /// Why nothing can be written now (StoreFull, StoreReadOnly, StoreCorrupt, StoreBusy, IoError), or nothing: it can
    /// again.
    void stateChanged(const std::optional<hw::Error>& trouble);

private:
    class Private;
    explicit Writer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> m_d;
};

/// Commits one unit (or, without items, nothing) in a transaction of its own: for processes that do not own the
/// workspace and write now and then. `database` comes from openStore().
[[nodiscard]] Result<CommitUnit> commitNow(Database& database, CommitUnit unit, const Effects& effects);

/// Running totals for Summary that layers above keep inside their own transactions ("directory.users").
Result<void> addToCounter(Database& database, const QString& name, qint64 delta);

} // namespace hw::store
