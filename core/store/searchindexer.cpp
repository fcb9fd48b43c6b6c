#include "core/store/searchindexer.h"

#include "core/base/clock.h"
#include "core/base/logging.h"
#include "core/record/contentcoding.h"
#include "core/store/bodyreader.h"
#include "core/store/head.h"
#include "core/store/migrations.h"
#include "core/store/searchindex.h"
#include "core/store/words.h"

#include <chrono>

#include <sys/resource.h>
#include <unistd.h>

namespace hw::store {

namespace {

using namespace std::chrono_literals;

constexpr auto pollInterval = 2s;
constexpr auto retryInterval = 5s;
constexpr int niceness = 10;
/// While events come, the index takes a tenth of a core at most: a batch is followed by a rest of this many times what
/// it took. What falls behind is caught up with when they no longer come.
constexpr int restPerWork = 9;
constexpr auto longestRest = 1s;
constexpr int contentsPerBatch = 256;
constexpr qint64 bytesPerBatch = 4LL * 1024 * 1024;
/// Larger bodies are looked through: as texts they would be held several times.
constexpr qint64 largestIndexedBody = 4LL * 1024 * 1024;
/// The outcome of an event gives it words (type, provider's id); one that takes longer is indexed without.
constexpr auto longestWaitForRun = 1min;

constexpr char tables[] = R"(
CREATE TABLE progress(last INTEGER NOT NULL, event TEXT NOT NULL);
INSERT INTO progress VALUES(0, '');
CREATE TABLE part(number INTEGER PRIMARY KEY);
CREATE TABLE partly(content INTEGER PRIMARY KEY);
)";

struct Document
{
    qint64 content = 0;
    QByteArray words;
    bool partly = false; ///< its body is not among the words
};

} // namespace

/// What the thread does, on its own connections.
class SearchIndexer::Work final
{
public:
    explicit Work(QString storePath)
        : m_path(std::move(storePath))
    {}

    /// Opens what is not open. The index is made, or made anew, where it does not fit.
    Result<void> open();
    void close()
    {
        m_index.reset();
        m_bodies.reset();
        m_store.reset();
    }
    void remove();

    /// One batch; whether there was anything to do.
    Result<bool> step();
    Result<void> dropEmptyTables();
    [[nodiscard]] qint64 last() const { return m_last; }

private:
    Result<bool> fits();
    Result<std::vector<Document>> read();
    Result<Document> readDocument(const Statement& content);
    Result<void> write(const std::vector<Document>& documents);
    Result<void> enterTable(qint64 table);

    QString m_path;
    std::optional<Database> m_store;
    std::optional<Database> m_index;
    std::optional<BodyReader> m_bodies;
    qint64 m_last = 0;
    qint64 m_table = -1;
};

Result<void> SearchIndexer::Work::open()
{
    if (m_index)
        return {};
    Result<Database> store = openStoreForReading(m_path);
    if (!store)
        return store.error();
    m_store = *std::move(store);
    m_bodies.emplace(*m_store);
    Result<Database> index = Database::open(SearchIndex::pathFor(m_path), Database::Mode::ReadWrite);
    if (!index)
        return index.error();
    m_index = *std::move(index);
    // What a crash takes from it is indexed again.
    if (Result<void> done = m_index->exec("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000"); !done)
        return done;
    const Result<bool> usable = fits();
    if (!usable)
        return usable.error();
    if (*usable)
        return {};
    m_index.reset();
    remove();
    index = Database::open(SearchIndex::pathFor(m_path), Database::Mode::ReadWrite);
    if (!index)
        return index.error();
    m_index = *std::move(index);
    m_last = 0;
    m_table = -1;
    Result<Transaction> transaction = Transaction::begin(*m_index);
    if (!transaction)
        return transaction.error();
    if (Result<void> done = m_index->exec(tables); !done)
        return done;
    if (Result<void> done = m_index->exec("PRAGMA user_version=" + QByteArray::number(searchVersion)); !done)
        return done;
    if (Result<void> done = transaction->commit(); !done)
        return done;
    return m_index->exec("PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=1000");
}

void SearchIndexer::Work::remove()
{
    m_index.reset();
    SearchIndex::remove(m_path);
}

/// Whether the index is of this program's making and of this database.
Result<bool> SearchIndexer::Work::fits()
{
    const auto version = m_index->number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (version->value_or(0) != searchVersion)
        return false;
    Result<Statement*> progress = m_index->cached("SELECT last, event FROM progress");
    if (!progress)
        return progress.error();
    const Result<bool> row = (*progress)->start().step();
    if (!row)
        return row.error();
    if (!*row)
        return false;
    m_last = (*progress)->integer(0);
    const QString event = (*progress)->text(1);
    (*progress)->reset();
    const auto newest = m_store->number("SELECT seq FROM sqlite_sequence WHERE name = 'event'");
    if (!newest)
        return newest.error();
    // The event may have been deleted since; another one in its place means another database.
    const auto other = m_store->number("SELECT 1 FROM event WHERE seq = ? AND id <> ?", m_last, event);
    if (!other)
        return other.error();
    return m_last <= newest->value_or(0) && !*other;
}

Result<bool> SearchIndexer::Work::step()
{
    const Result<std::vector<Document>> documents = read();
    if (!documents)
        return documents.error();
    if (documents->empty())
        return false;
    if (Result<void> done = write(*documents); !done)
        return done.error();
    return true;
}

Result<std::vector<Document>> SearchIndexer::Work::read()
{
    const Timestamp oldest = SystemClock().now() - std::chrono::duration_cast<Timestamp::duration>(longestWaitForRun);
    const auto running = m_store->number("SELECT min(seq) FROM event WHERE status <> 1 AND status = 0 AND run IS NULL "
                                         "AND received_at > ?",
                                         oldest);
    if (!running)
        return running.error();
    Result<Statement*> statement = m_store->cached(
        "SELECT id, encoding, head, extra, body FROM content WHERE id > ? AND id < ? ORDER BY id LIMIT ?");
    if (!statement)
        return statement.error();
    Statement& contents = (*statement)
                              ->start(m_last, running->value_or(std::numeric_limits<qint64>::max()),
                                      static_cast<qint64>(contentsPerBatch));
    std::vector<Document> documents;
    for (qint64 bytes = 0; bytes < bytesPerBatch;) {
        const Result<bool> row = contents.step();
        if (!row)
            return row.error();
        if (!*row)
            return documents;
        Result<Document> document = readDocument(contents);
        if (!document) {
            contents.reset();
            return document.error();
        }
        bytes += document->words.size();
        documents.push_back(*std::move(document));
    }
    contents.reset();
    return documents;
}

Result<Document> SearchIndexer::Work::readDocument(const Statement& content)
{
    Document document;
    document.content = content.integer(0);
    Result<Statement*> statement = m_store->cached(
        "SELECT id, source, event_type, provider_id, body_size FROM event WHERE seq >= ?1 AND content = ?1 AND "
        "seq < coalesce((SELECT min(id) FROM content WHERE id > ?1), 9223372036854775807)");
    if (!statement)
        return statement.error();
    Statement& events = (*statement)->start(document.content);
    qint64 size = 0;
    for (;;) {
        const Result<bool> row = events.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        for (int column = 0; column < 4; ++column)
            document.words += events.blob(column) + ' ';
        size = events.integer(4);
    }
    http::Message request;
    unpackHead(content.blob(2), content.blob(3), request);
    document.words += content.blob(2) + ' ' + content.blob(3) + ' ';
    if (size > largestIndexedBody) {
        document.partly = true;
        return document;
    }
    const Result<QByteArray> body = m_bodies->read(content.integer(1), content.blob(4), size);
    if (!body) {
        // A body that is gone stops nobody but itself; whoever looks into the event is told.
        document.partly = true;
        return document;
    }
    const QByteArray decoded = decodeBody(request.headers, *body).body;
    if (decoded.size() > largestIndexedBody)
        document.partly = true;
    else
        document.words += wordsOf(decoded);
    return document;
}

Result<void> SearchIndexer::Work::write(const std::vector<Document>& documents)
{
    Result<Transaction> transaction = Transaction::begin(*m_index);
    if (!transaction)
        return transaction.error();
    for (const Document& document : documents) {
        if (const qint64 table = document.content / SearchIndex::contentsPerTable; table != m_table) {
            if (Result<void> done = enterTable(table); !done)
                return done;
        }
        Result<Statement*> insert =
            m_index->cached("INSERT INTO " + SearchIndex::tableName(m_table) + "(rowid, words) VALUES(?, ?)");
        if (!insert)
            return insert.error();
        (*insert)->reset();
        (*insert)->bind(1, document.content).bindText(2, document.words);
        if (Result<bool> done = (*insert)->step(); !done)
            return done.error();
        if (!document.partly)
            continue;
        if (Result<void> done = m_index->run("INSERT OR IGNORE INTO partly VALUES(?)", document.content); !done)
            return done;
    }
    const qint64 last = documents.back().content;
    Result<Statement*> event = m_store->cached("SELECT id FROM event WHERE seq = ?");
    if (!event)
        return event.error();
    const Result<bool> found = (*event)->start(last).step();
    if (!found)
        return found.error();
    const QString id = *found ? (*event)->text(0) : QString();
    (*event)->reset();
    if (Result<void> done = m_index->run("UPDATE progress SET last = ?, event = ?", last, id); !done)
        return done;
    if (Result<void> done = transaction->commit(); !done)
        return done;
    m_last = last;
    return {};
}

Result<void> SearchIndexer::Work::enterTable(qint64 table)
{
    const QByteArray name = SearchIndex::tableName(table);
    const auto lost = m_index->number("SELECT 1 FROM part WHERE number = ? AND NOT EXISTS "
                                      "(SELECT 1 FROM sqlite_schema WHERE name = 'words_' || number)",
                                      table);
    if (!lost)
        return lost.error();
    // Made again it would be empty, and what it held would not be found.
    if (*lost)
        return Error{ErrorCode::StoreCorrupt, {m_index->path(), QStringLiteral("a table is missing")}};
    // detail=none: whether the words stand beside each other is seen in the event itself, and the index is a third as
    // large.
    if (Result<void> done =
            m_index->exec("CREATE VIRTUAL TABLE IF NOT EXISTS " + name +
                          " USING fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')");
        !done)
        return done;
    if (Result<void> done = m_index->run("INSERT OR IGNORE INTO part VALUES(?)", table); !done)
        return done;
    // The one before gets no more: one tree of words in place of many is smaller and quicker.
    if (m_table >= 0) {
        const QByteArray before = SearchIndex::tableName(m_table);
        if (Result<void> done = m_index->exec("INSERT INTO " + before + '(' + before + ") VALUES('optimize')"); !done)
            return done;
    }
    m_table = table;
    return {};
}

Result<void> SearchIndexer::Work::dropEmptyTables()
{
    Result<Statement*> statement = m_index->cached("SELECT number FROM part ORDER BY number");
    if (!statement)
        return statement.error();
    std::vector<qint64> numbers;
    Statement& rows = (*statement)->start();
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        numbers.push_back(rows.integer(0));
    }
    for (const qint64 number : numbers) {
        const qint64 first = number * SearchIndex::contentsPerTable;
        const qint64 next = first + SearchIndex::contentsPerTable;
        if (next > m_last)
            continue;
        const auto used = m_store->number("SELECT 1 FROM content WHERE id >= ? AND id < ? LIMIT 1", first, next);
        if (!used)
            return used.error();
        if (*used)
            continue;
        Result<Transaction> transaction = Transaction::begin(*m_index);
        if (!transaction)
            return transaction.error();
        for (const QByteArray& sql :
             std::initializer_list<QByteArray>{"DROP TABLE " + SearchIndex::tableName(number),
                                               "DELETE FROM part WHERE number = " + QByteArray::number(number),
                                               "DELETE FROM partly WHERE content < " + QByteArray::number(next)}) {
            if (Result<void> done = m_index->exec(sql); !done)
                return done;
        }
        if (Result<void> done = transaction->commit(); !done)
            return done;
        if (Result<void> done = m_index->exec("PRAGMA incremental_vacuum"); !done)
            return done;
    }
    return {};
}

SearchIndexer::SearchIndexer(QString storePath)
    : m_path(std::move(storePath))
    , m_thread([this] { loop(); })
{}

SearchIndexer::~SearchIndexer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SearchIndexer::wake()
{
    {
        const std::lock_guard lock(m_mutex);
        m_woken = true;
        m_state.idle = false;
    }
    m_wake.notify_one();
}

SearchState SearchIndexer::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

SearchState SearchIndexer::waitUntilIdle()
{
    std::unique_lock lock(m_mutex);
    m_woken = true;
    m_state.idle = false;
    ++m_awaited;
    m_wake.notify_one();
    m_changed.wait(lock, [this] { return (m_state.idle && !m_woken) || m_state.error; });
    --m_awaited;
    return m_state;
}

void SearchIndexer::setState(SearchState state)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state = std::move(state);
    }
    m_changed.notify_all();
}

bool SearchIndexer::stopping() const
{
    const std::lock_guard lock(m_mutex);
    return m_stop;
}

void SearchIndexer::rest(std::chrono::steady_clock::duration worked)
{
    std::unique_lock lock(m_mutex);
    if (m_woken && !m_awaited)
        m_wake.wait_for(lock, std::min<std::chrono::steady_clock::duration>(restPerWork * worked, longestRest),
                        [this] { return m_stop || m_awaited; });
    m_woken = false;
}

void SearchIndexer::loop()
{
    // Of this thread alone: on Linux each has a priority of its own.
    ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness);
    Work work(m_path);
    std::optional<Error> failure;
    bool rebuilds = false; ///< the index was thrown away a moment ago
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            if (failure && !rebuilds)
                m_wake.wait_for(lock, retryInterval, [this] { return m_stop; });
            else
                m_wake.wait_for(lock, pollInterval, [this] { return m_stop || m_woken; });
            if (m_stop)
                return;
            m_woken = false;
        }
        Result<void> done = work.open();
        Result<bool> more = done ? Result<bool>(true) : Result<bool>(done.error());
        while (more && *more && !stopping()) {
            const auto begun = std::chrono::steady_clock::now();
            more = work.step();
            setState({work.last(), more && !*more, std::nullopt});
            if (more && *more)
                rest(std::chrono::steady_clock::now() - begun);
        }
        if (more && !*more)
            done = work.dropEmptyTables();
        failure = !more ? std::optional(more.error()) : !done ? std::optional(done.error()) : std::nullopt;
        if (!failure) {
            rebuilds = false;
            continue;
        }
        qCWarning(logStore) << "full-text index:" << codeName(failure->code);
        const bool broken =
            failure->code == ErrorCode::StoreCorrupt && failure->args.value(0) == SearchIndex::pathFor(m_path);
        if (broken)
            work.remove();
        work.close();
        setState({work.last(), false, failure});
        rebuilds = broken && !rebuilds;
        if (rebuilds) {
            const std::lock_guard lock(m_mutex);
            m_woken = true;
        }
    }
}

} // namespace hw::store
