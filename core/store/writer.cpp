#include "core/store/writer.h"

#include "core/base/logging.h"
#include "core/store/checkpointer.h"
#include "core/store/committer.h"
#include "core/store/diskstate.h"
#include "core/store/eventtrash.h"
#include "core/store/reader.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <variant>

namespace hw::store {

namespace {

// More rows a group save little (the sync is shared by then) and make the first of them wait.
constexpr size_t rowsPerGroup = 100;

/// How often it is looked whether the cause of a trouble has gone.
constexpr std::chrono::seconds probeInterval{1};
/// Once a lock was held too long its waiters are answered soon, until it is free.
constexpr std::chrono::milliseconds patienceWhileHeld{200};

struct Entry
{
    CommitUnit unit;
    CommitCallback callback;
    SyncedHook synced;
    WriteJob job; ///< set = this is a job, and the unit is empty
    JobCallback jobCallback;
    std::optional<Error> error;
};

size_t rowsOf(const Entry& entry)
{
    return std::max<size_t>(1, entry.unit.size());
}

Result<std::optional<Savepoint>> begin(Database& database, Guard guard)
{
    if (guard == Guard::Group)
        return std::optional<Savepoint>();
    Result<Savepoint> savepoint = Savepoint::begin(database);
    if (!savepoint)
        return savepoint.error();
    return std::optional<Savepoint>(*std::move(savepoint));
}

} // namespace

class Writer::Private
{
public:
    Private(Database opened, WriterOptions given)
        : options(std::move(given))
        , database(std::move(opened))
        , committer(database, options.effects)
        , checkpointer(std::make_unique<Checkpointer>(options.path))
    {}

    void enqueue(Entry entry, Writer* writer);
    void loop(Writer* writer);
    std::optional<std::vector<Entry>> takeGroup();
    Result<void> reopen();
    void commitGroup(std::vector<Entry>& group);
    Result<void> writeGroup(std::vector<Entry>& group);
    Result<void> writeGroup(std::vector<Entry>& group, Guard guard);
    Result<void> writeEntry(Entry& entry, Guard guard);
    Result<void> probe();
    void setTrouble(std::optional<Error> error, Writer* writer);
    void publish(std::vector<Entry> group, Writer* writer);
    void deliver(Writer* writer);

    WriterOptions options;
    Database database;                               ///< the writer thread's, once it runs
    Committer committer;                             ///< likewise
    bool broken = false;                             ///< likewise: the connection has to be made anew
    std::optional<Error> trouble;                    ///< likewise: why nothing can be written
    std::chrono::steady_clock::time_point nextProbe; ///< likewise: while there is trouble
    std::unique_ptr<Checkpointer> checkpointer;      ///< likewise
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Entry> queue;     ///< under mutex
    std::vector<Entry> finished; ///< under mutex: committed or failed, callbacks not called yet
    bool stopping = false;       ///< under mutex
    std::atomic<int> queued{0};
    std::thread thread;
};

void Writer::Private::enqueue(Entry entry, Writer* writer)
{
    bool refused = false;
    {
        const std::lock_guard lock(mutex);
        refused = stopping;
        if (!refused) {
            queue.push_back(std::move(entry));
            ++queued;
        }
    }
    if (!refused) {
        wake.notify_one();
        return;
    }
    entry.error = Error{ErrorCode::Cancelled};
    std::vector<Entry> group;
    group.push_back(std::move(entry));
    publish(std::move(group), writer);
}

void Writer::Private::loop(Writer* writer)
{
    for (;;) {
        std::optional<std::vector<Entry>> group = takeGroup();
        if (!group)
            return;
        if (!group->empty()) {
            const auto size = static_cast<int>(group->size());
            commitGroup(*group);
            const bool mayStartAnew = checkpointer->logGrew(database.walPages());
            queued -= size;
            const auto failed = std::find_if(group->begin(), group->end(), [](const Entry& entry) {
                return entry.error && isStoreFailure(*entry.error);
            });
            if (failed != group->end())
                setTrouble(failed->error, writer);
            publish(*std::move(group), writer);
            if (mayStartAnew && !trouble)
                (void)database.checkpoint(Database::Checkpoint::Passive);
        }
        if (trouble && std::chrono::steady_clock::now() >= nextProbe) {
            const Result<void> well = probe();
            setTrouble(well ? std::nullopt : std::optional(well.error()), writer);
        }
    }
}

/// What is to be written next; empty = it is time to look at the trouble, nothing = the end.
std::optional<std::vector<Entry>> Writer::Private::takeGroup()
{
    std::vector<Entry> group;
    std::unique_lock lock(mutex);
    const auto isDue = [this] { return stopping || !queue.empty(); };
    if (trouble)
        wake.wait_until(lock, nextProbe, isDue);
    else
        wake.wait(lock, isDue);
    if (stopping && queue.empty())
        return std::nullopt;
    size_t rows = 0;
    while (!queue.empty() && (group.empty() || rows + rowsOf(queue.front()) <= rowsPerGroup)) {
        rows += rowsOf(queue.front());
        group.push_back(std::move(queue.front()));
        queue.pop_front();
    }
    return group;
}

Result<void> Writer::Private::reopen()
{
    Result<Database> fresh = openStore(options.path, options.modules);
    if (!fresh)
        return fresh.error();
    database = *std::move(fresh);
    broken = false;
    // Its connection may be one to a file that has another's name by now.
    checkpointer = std::make_unique<Checkpointer>(options.path);
    return {};
}

/// Whether a commit would succeed now: what it needs of the disk, and the places of the tables where it would write.
Result<void> Writer::Private::probe()
{
    if (broken) {
        if (Result<void> opened = reopen(); !opened)
            return opened;
    }
    if (Result<void> usable = tryFolderOf(options.path); !usable)
        return usable;
    // What is in the database is out of the log, which begins anew: on a full disk that is room.
    (void)database.checkpoint(Database::Checkpoint::Passive);
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    for (const char* sql : {"SELECT count(*) FROM (SELECT 1 FROM event ORDER BY seq DESC LIMIT 100)",
                            "SELECT count(*) FROM (SELECT id FROM event ORDER BY id DESC LIMIT 100)",
                            "SELECT count(*) FROM (SELECT body FROM content ORDER BY id DESC LIMIT 10)",
                            "SELECT count(*) FROM (SELECT script FROM run ORDER BY seq DESC LIMIT 10)",
                            "SELECT count(*) FROM (SELECT payload FROM action ORDER BY run DESC LIMIT 10)"}) {
        if (const auto read = database.number(sql); !read)
            return read.error();
    }
    if (Result<void> written = database.run(
            "INSERT INTO meta(name, value) VALUES('probed', 1) ON CONFLICT DO UPDATE SET value = value + 1");
        !written)
        return written;
    return transaction->commit();
}

void Writer::Private::setTrouble(std::optional<Error> error, Writer* writer)
{
    nextProbe = std::chrono::steady_clock::now() + probeInterval;
    if (error) {
        broken = broken || error->code == ErrorCode::StoreCorrupt || error->code == ErrorCode::StoreReadOnly ||
                 error->code == ErrorCode::IoError;
    }
    if (error.has_value() == trouble.has_value() && (!error || error->code == trouble->code))
        return;
    trouble = error;
    if (trouble)
        qCWarning(logStore) << "nothing can be written:" << codeName(trouble->code);
    database.setBusyTimeout(trouble && trouble->code == ErrorCode::StoreBusy ? patienceWhileHeld
                                                                             : Database::busyTimeout);
    QMetaObject::invokeMethod(
        writer, [writer, error = std::move(error)] { Q_EMIT writer->stateChanged(error); }, Qt::QueuedConnection);
}

void Writer::Private::commitGroup(std::vector<Entry>& group)
{
    // A connection to a file that was damaged, or put in another's place, does not get well by itself; and what is
    // written to a file that was removed is lost.
    if (broken || database.isReplaced()) {
        if (const Result<void> opened = reopen(); !opened) {
            for (Entry& entry : group)
                entry.error = opened.error();
            return;
        }
    }
    for (Entry& entry : group) {
        if (const Result<void> prepared = committer.prepare(entry.unit); !prepared)
            entry.error = prepared.error();
    }
    const Result<void> done = writeGroup(group);
    committer.forget();
    if (done)
        return;
    for (Entry& entry : group) {
        if (!entry.error)
            entry.error = done.error();
    }
}

Result<void> Writer::Private::writeGroup(std::vector<Entry>& group)
{
    // A savepoint copies every page that its entry touches, and entries touch the same ones: a group is first written
    // without. Jobs may leave traces outside of the database and are run once.
    const bool hasJob = std::any_of(group.begin(), group.end(), [](const Entry& entry) { return bool(entry.job); });
    if (hasJob && group.size() == 1)
        return writeGroup(group, Guard::Group);
    if (!hasJob) {
        std::vector<UnitState> before;
        before.reserve(group.size());
        for (const Entry& entry : group)
            before.emplace_back(entry.unit);
        const Result<void> done = writeGroup(group, Guard::Group);
        if (done || isStoreFailure(done.error()))
            return done;
        for (size_t i = 0; i < group.size(); ++i)
            before[i].putBack(group[i].unit);
    }
    return writeGroup(group, Guard::Savepoint);
}

Result<void> Writer::Private::writeGroup(std::vector<Entry>& group, Guard guard)
{
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    if (Result<void> begun = committer.begin(); !begun)
        return begun;
    for (Entry& entry : group) {
        if (entry.error)
            continue;
        // A job sees the totals as they are, and goes without taking them back.
        if (Result<void> counted = entry.job ? committer.finish() : Result<void>(); !counted)
            return counted;
        Result<std::optional<Savepoint>> savepoint = begin(database, guard);
        if (!savepoint)
            return savepoint.error();
        const Result<void> written = writeEntry(entry, guard);
        if (written) {
            committer.keep();
            if (savepoint->has_value()) {
                if (Result<void> released = (*savepoint)->release(); !released)
                    return released;
            }
            continue;
        }
        if (isStoreFailure(written.error()) || !database.inTransaction() || guard == Guard::Group)
            return written;
        committer.drop();
        entry.error = written.error();
    }
    if (Result<void> counted = committer.finish(); !counted)
        return counted;
    return transaction->commit();
}

Result<void> Writer::Private::writeEntry(Entry& entry, Guard guard)
{
    return entry.job ? entry.job(database) : committer.apply(entry.unit, guard);
}

void Writer::Private::publish(std::vector<Entry> group, Writer* writer)
{
    for (const Entry& entry : group) {
        if (entry.synced && !entry.error)
            entry.synced(entry.unit);
    }
    bool first = false;
    {
        const std::lock_guard lock(mutex);
        first = finished.empty();
        std::move(group.begin(), group.end(), std::back_inserter(finished));
    }
    // One posted call delivers all that has gathered until it runs.
    if (first)
        QMetaObject::invokeMethod(
            writer, [this, writer] { deliver(writer); }, Qt::QueuedConnection);
}

void Writer::Private::deliver(Writer* writer)
{
    std::vector<Entry> entries;
    {
        const std::lock_guard lock(mutex);
        entries.swap(finished);
    }
    std::vector<qint64> seqs;
    for (Entry& entry : entries) {
        if (!entry.error) {
            for (const CommitItem& item : entry.unit)
                seqs.push_back(item.event.seq);
        }
        if (entry.jobCallback)
            entry.jobCallback(entry.error ? Result<void>(*entry.error) : Result<void>());
        else if (entry.callback)
            entry.callback(entry.error ? Result<CommitUnit>(*entry.error) : Result<CommitUnit>(std::move(entry.unit)));
    }
    if (seqs.empty())
        return;
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    Q_EMIT writer->committed(seqs);
}

Result<std::unique_ptr<Writer>> Writer::open(WriterOptions options)
{
    Result<Database> database = openStore(options.path, options.modules);
    if (!database)
        return database.error();
    return std::unique_ptr<Writer>(new Writer(std::make_unique<Private>(*std::move(database), std::move(options))));
}

Writer::Writer(std::unique_ptr<Private> d)
    : m_d(std::move(d))
{
    m_d->thread = std::thread([this] { m_d->loop(this); });
}

Writer::~Writer()
{
    stop();
}

void Writer::submit(CommitUnit unit, CommitCallback callback, SyncedHook synced)
{
    m_d->enqueue({std::move(unit), std::move(callback), std::move(synced), {}, {}, {}}, this);
}

void Writer::submitJob(WriteJob job, JobCallback callback)
{
    m_d->enqueue({{}, {}, {}, std::move(job), std::move(callback), {}}, this);
}

void Writer::appendEvent(Event event, CommitCallback callback)
{
    CommitUnit unit;
    unit.push_back({std::move(event), std::nullopt, {}});
    submit(std::move(unit), std::move(callback));
}

int Writer::queued() const
{
    return m_d->queued;
}

void Writer::collectBlobs()
{
    submitJob(
        [](Database& database) -> Result<void> {
            const Result<qint64> freed =
                Blobs(database.path()).collect([&database](const QString& name) -> Result<bool> {
                    const auto used =
                        database.number("SELECT 1 FROM content WHERE encoding = 2 AND body = ?", name.toLatin1());
                    if (!used)
                        return used.error();
                    return used->has_value() ? Result<bool>(true) : isBlobTrashed(database, name.toLatin1());
                });
            return freed ? Result<void>() : freed.error();
        },
        [](const Result<void>& done) {
            if (!done)
                qCWarning(logStore) << "unused bodies could not be removed:" << codeName(done.error().code);
        });
}

Result<std::vector<Event>> Writer::pendingEvents() const
{
    Result<Reader> reader = Reader::open(m_d->options.path);
    if (!reader)
        return reader.error();
    return reader->pendingEvents();
}

void Writer::stop()
{
    {
        const std::lock_guard lock(m_d->mutex);
        if (m_d->stopping)
            return;
        m_d->stopping = true;
    }
    m_d->wake.notify_one();
    m_d->thread.join();
    m_d->checkpointer.reset();
    if (Result<void> done = m_d->database.checkpoint(Database::Checkpoint::Truncate); !done)
        qCWarning(logStore) << "last checkpoint:" << codeName(done.error().code);
    m_d->deliver(this);
}

Result<CommitUnit> commitNow(Database& database, CommitUnit unit, const Effects& effects)
{
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    Committer committer(database, effects);
    if (Result<void> done = committer.begin(); !done)
        return done.error();
    if (Result<void> done = committer.apply(unit, Guard::Savepoint); !done)
        return done.error();
    committer.keep();
    if (Result<void> done = committer.finish(); !done)
        return done.error();
    if (Result<void> done = transaction->commit(); !done)
        return done.error();
    return unit;
}

Result<void> addToCounter(Database& database, const QString& name, qint64 delta)
{
    return database.run("INSERT INTO counter(name, value) VALUES(?, ?) "
                        "ON CONFLICT DO UPDATE SET value = value + excluded.value",
                        name, delta);
}

} // namespace hw::store
