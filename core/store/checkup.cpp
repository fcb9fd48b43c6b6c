#include "core/store/checkup.h"

#include "core/base/encoding.h"
#include "core/store/bodyreader.h"
#include "core/store/eachrow.h"
#include "core/store/rescue.h"
#include "core/store/searchindex.h"
#include "core/store/searchindexer.h"
#include "core/store/summaries.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <array>

namespace hw::store {

namespace {

constexpr int mostMessages = 100;
constexpr qint64 contentsPerControl = 500;

struct Orphans
{
    const char* table;
    const char* where; ///< the rows that have no parent
};

// A content's number is that of its first event; the other elements of a batch follow within its size.
constexpr std::array orphans{
    Orphans{"content", "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = content.id AND e.content = content.id) AND "
                       "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq > content.id AND e.seq <= content.id + 10000 AND "
                       "e.content = content.id)"},
    Orphans{"run", "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = run.event)"},
    Orphans{"action", "NOT EXISTS (SELECT 1 FROM run r WHERE r.seq = action.run)"},
    Orphans{"idempotency", "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = idempotency.event)"},
    Orphans{"exchange", "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = exchange.event)"},
    Orphans{"note", "NOT EXISTS (SELECT 1 FROM event e WHERE e.seq = note.event)"},
    Orphans{"delivery_lane", "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.seq = delivery_lane.delivery)"},
    Orphans{"attempt", "NOT EXISTS (SELECT 1 FROM delivery d WHERE d.seq = attempt.delivery)"},
    Orphans{"batch_activity", "NOT EXISTS (SELECT 1 FROM batch b WHERE b.seq = batch_activity.batch)"},
};

struct Missing
{
    const char* subject;
    const char* table;
    const char* where; ///< the rows that point at nothing
    const char* mend;  ///< statements, with %1 for `where`
};

// An event whose request is gone stays in the list, as one that is not complete.
constexpr std::array missing{
    Missing{"event.content", "event", "NOT EXISTS (SELECT 1 FROM content c WHERE c.id = event.content)",
            "UPDATE event SET body_size = 0, complete = 0 WHERE %1; "
            "INSERT OR IGNORE INTO content(id, encoding, head, body) SELECT content, 0, '', '' FROM event WHERE %1"},
    Missing{"run.revision", "run", "NOT EXISTS (SELECT 1 FROM revision v WHERE v.id = run.revision)",
            "INSERT OR IGNORE INTO revision(id, script, mappings, settings) SELECT DISTINCT revision, '', "
            "'lost ' || revision, '' FROM run WHERE %1"},
    Missing{"event.run", "event", "run IS NOT NULL AND NOT EXISTS (SELECT 1 FROM run r WHERE r.seq = event.run)",
            "UPDATE event SET run = NULL WHERE %1"},
};

class Examiner final
{
public:
    Examiner(Database& database, Mend mend, const ScanControl& control)
        : m_database(database)
        , m_mends(mend == Mend::Yes)
        , m_control(control)
    {}

    Result<void> pages();
    Result<void> rows();
    Result<void> bodies();

    std::vector<Finding> findings;
    bool isDamaged = false;

private:
    void add(Fault fault, const QString& subject, qint64 count, bool mended)
    {
        findings.push_back({fault, subject, count, mended});
    }
    /// Counts the rows, and runs `mend` where there are any and mending is wanted.
    Result<void> count(Fault fault, const QString& subject, const QByteArray& query, const QByteArray& mend);
    Result<void> body(const Statement& row, BodyReader& bodies);

    Database& m_database;
    bool m_mends;
    const ScanControl& m_control;
};

/// SQLite's own check of its pages and indexes.
Result<void> Examiner::pages()
{
    bool indexes = false;
    const Result<void> read = eachRow(m_database, "PRAGMA integrity_check(" + QByteArray::number(mostMessages) + ')',
                                      [&](const Statement& row) {
                                          const QString text = row.text(0);
                                          if (text == QLatin1String("ok"))
                                              return;
                                          const bool index = text.contains(QLatin1String("missing from index")) ||
                                                             text.contains(QLatin1String("entries in index")) ||
                                                             text.contains(QLatin1String("non-unique entry"));
                                          indexes = indexes || index;
                                          isDamaged = isDamaged || !index;
                                          add(index ? Fault::IndexWrong : Fault::PageDamaged, text, 1, false);
                                      });
    if (!read) {
        if (read.error().code != ErrorCode::StoreCorrupt)
            return read;
        isDamaged = true;
        add(Fault::PageDamaged, read.error().args.value(1), 1, false);
    }
    if (!indexes || isDamaged || !m_mends)
        return {};
    if (Result<void> done = m_database.exec("REINDEX"); !done)
        return done;
    for (Finding& finding : findings)
        finding.mended = true;
    return {};
}

Result<void> Examiner::count(Fault fault, const QString& subject, const QByteArray& query, const QByteArray& mend)
{
    const auto found = m_database.number("SELECT count(*) FROM " + query);
    if (!found)
        return found.error();
    if (found->value_or(0) == 0)
        return {};
    if (m_mends) {
        if (Result<void> done = m_database.exec(mend); !done)
            return done;
    }
    add(fault, subject, **found, m_mends);
    return {};
}

Result<void> Examiner::rows()
{
    std::optional<Transaction> transaction;
    if (m_mends) {
        Result<Transaction> begun = Transaction::begin(m_database);
        if (!begun)
            return begun.error();
        transaction.emplace(*std::move(begun));
    }
    for (const Missing& one : missing) {
        const QByteArray where(one.where);
        if (Result<void> done =
                count(Fault::ParentMissing, QLatin1String(one.subject), QByteArray(one.table) + " WHERE " + where,
                      QByteArray(one.mend).replace("%1", where));
            !done)
            return done;
    }
    for (const Orphans& one : orphans) {
        const QByteArray query = QByteArray(one.table) + " WHERE " + one.where;
        if (Result<void> done =
                count(Fault::RowsWithoutParent, QLatin1String(one.table), query, "DELETE FROM " + query);
            !done)
            return done;
    }
    for (const Summarized& one : summaries()) {
        if (Result<void> done = count(Fault::CountsWrong, QLatin1String(one.table), one.differences, one.again); !done)
            return done;
    }
    return transaction ? transaction->commit() : Result<void>();
}

Result<void> Examiner::body(const Statement& row, BodyReader& bodies)
{
    const qint64 encoding = row.integer(1);
    const QByteArray stored = row.blob(2);
    const qint64 size = row.integer(3);
    const Result<QByteArray> body = bodies.read(encoding, stored, size);
    const bool isFile = encoding == static_cast<qint64>(BodyEncoding::Blob);
    const QString name = isFile ? QString::fromLatin1(stored) : QStringLiteral("content %1").arg(row.integer(0));
    if (!body) {
        if (body.error().code != ErrorCode::StoreCorrupt)
            return body.error();
        const bool gone = isFile && body.error().args.value(1) == QLatin1String("is missing");
        add(gone ? Fault::BodyMissing : Fault::BodyDamaged, name, 1, false);
        return {};
    }
    // The name of a file is the hash of what it holds.
    const bool same = isFile ? name.startsWith(QString::fromLatin1(sha256Hex(*body))) : body->size() == size;
    if (!same)
        add(Fault::BodyDamaged, name, 1, false);
    return {};
}

Result<void> Examiner::bodies()
{
    BodyReader reader(m_database);
    qint64 last = 0;
    qint64 looked = 0;
    for (;;) {
        // In pieces: a long transaction would keep the log from starting anew.
        Result<Statement*> statement = m_database.cached(
            "SELECT c.id, c.encoding, c.body, e.body_size FROM content c JOIN event e ON e.seq = (SELECT min(f.seq) "
            "FROM event f WHERE f.seq >= c.id AND f.seq <= c.id + 10000 AND f.content = c.id) "
            "WHERE c.id > ? ORDER BY c.id LIMIT ?");
        if (!statement)
            return statement.error();
        Statement& rows = (*statement)->start(last, contentsPerControl);
        qint64 here = 0;
        for (;; ++here) {
            const Result<bool> row = rows.step();
            if (!row)
                return row.error();
            if (!*row)
                break;
            last = rows.integer(0);
            if (Result<void> done = body(rows, reader); !done) {
                rows.reset();
                return done;
            }
        }
        if (here == 0)
            return {};
        looked += here;
        if (m_control && !m_control(looked))
            return Error{ErrorCode::Cancelled};
    }
}

Result<bool> isUsed(Database& database, const QString& name)
{
    const auto used = database.number("SELECT 1 FROM content WHERE encoding = 2 AND body = ?", name.toLatin1());
    return used ? Result<bool>(used->has_value()) : Result<bool>(used.error());
}

Result<void> examineBlobs(Database& database, Mend mend, std::vector<Finding>& findings)
{
    const auto used = [&database](const QString& name) { return isUsed(database, name); };
    const Blobs blobs(database.path());
    const Result<qint64> unused = blobs.countUnused(used);
    if (!unused)
        return unused.error();
    if (*unused == 0)
        return {};
    if (mend == Mend::Yes) {
        if (const Result<qint64> freed = blobs.collect(used); !freed)
            return freed.error();
    }
    findings.push_back({Fault::BlobUnused, {}, *unused, mend == Mend::Yes});
    return {};
}

bool searchIsWell(const QString& path)
{
    if (!QFile::exists(SearchIndex::pathFor(path)))
        return true;
    Result<Database> index = Database::open(SearchIndex::pathFor(path), Database::Mode::ReadOnly);
    if (!index)
        return false;
    bool well = true;
    const Result<void> read = eachRow(*index, "PRAGMA integrity_check(1)", [&well](const Statement& row) {
        well = well && row.text(0) == QLatin1String("ok");
    });
    return read && well && SearchIndex::open(path);
}

Result<void> examineSearch(Database& database, Mend mend, std::vector<Finding>& findings)
{
    const QString path = database.path();
    if (!searchIsWell(path)) {
        if (mend == Mend::Yes)
            SearchIndex::remove(path);
        findings.push_back({Fault::SearchBroken, SearchIndex::pathFor(path), 1, mend == Mend::Yes});
    }
    const auto newest = database.number("SELECT max(id) FROM content");
    if (!newest)
        return newest.error();
    const auto behind = [&] {
        std::optional<SearchIndex> search = SearchIndex::open(path);
        return newest->value_or(0) - (search ? search->indexedTo() : 0);
    };
    const qint64 before = behind();
    if (before <= 0)
        return {};
    bool caughtUp = false;
    if (mend == Mend::Yes) {
        SearchIndexer indexer(path);
        caughtUp = !indexer.waitUntilIdle().error;
    }
    findings.push_back({Fault::SearchBehind, SearchIndex::pathFor(path), before, caughtUp});
    return {};
}

Result<Database> openFor(const QString& path, const std::vector<SchemaModule>& modules, Mend mend)
{
    return mend == Mend::Yes ? openStore(path, modules) : openStoreForReading(path);
}

qint64 sizeWithLog(const QString& path)
{
    return QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
}

} // namespace

QString toString(Fault fault)
{
    switch (fault) {
    case Fault::DatabaseUnreadable: return QStringLiteral("database_unreadable");
    case Fault::PageDamaged: return QStringLiteral("page_damaged");
    case Fault::IndexWrong: return QStringLiteral("index_wrong");
    case Fault::RowsWithoutParent: return QStringLiteral("rows_without_parent");
    case Fault::ParentMissing: return QStringLiteral("parent_missing");
    case Fault::CountsWrong: return QStringLiteral("counts_wrong");
    case Fault::BodyMissing: return QStringLiteral("body_missing");
    case Fault::BodyDamaged: return QStringLiteral("body_damaged");
    case Fault::BlobUnused: return QStringLiteral("blob_unused");
    case Fault::SearchBroken: return QStringLiteral("search_broken");
    case Fault::SearchBehind: return QStringLiteral("search_behind");
    }
    return {};
}

bool Checkup::isWell() const
{
    return std::all_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.mended || finding.fault == Fault::SearchBehind; });
}

Result<Checkup> checkStore(const QString& path, const std::vector<SchemaModule>& modules, Mend mend,
                           const ScanControl& control)
{
    Checkup checkup;
    Result<Database> database = openFor(path, modules, mend);
    bool isDamaged = !database && database.error().code == ErrorCode::StoreCorrupt;
    if (!database && !isDamaged)
        return database.error();
    if (!database) {
        checkup.findings.push_back({Fault::DatabaseUnreadable, path, 1, false});
    } else {
        Examiner examiner(*database, mend, control);
        if (Result<void> done = examiner.pages(); !done)
            return done.error();
        isDamaged = examiner.isDamaged;
        checkup.findings = std::move(examiner.findings);
    }
    if (isDamaged) {
        if (mend == Mend::No)
            return checkup;
        if (database) {
            const Database closed = *std::move(database);
        }
        const Result<Rescue> rescued = rescueStore(path, modules);
        if (!rescued) {
            if (rescued.error().code != ErrorCode::StoreCorrupt)
                return rescued.error();
            return checkup; // nothing of it can be read
        }
        checkup.kept = rescued->kept;
        for (Finding& finding : checkup.findings)
            finding.mended = true;
        database = openFor(path, modules, mend);
        if (!database)
            return database.error();
    }
    Examiner examiner(*database, mend, control);
    if (Result<void> done = examiner.rows(); !done)
        return done.error();
    if (Result<void> done = examiner.bodies(); !done)
        return done.error();
    checkup.findings.insert(checkup.findings.end(), examiner.findings.begin(), examiner.findings.end());
    if (Result<void> done = examineBlobs(*database, mend, checkup.findings); !done)
        return done.error();
    if (Result<void> done = examineSearch(*database, mend, checkup.findings); !done)
        return done.error();
    const auto events = database->number("SELECT count(*) FROM event");
    if (!events)
        return events.error();
    checkup.events = events->value_or(0);
    return checkup;
}

StoreSize sizeOfStore(const QString& path)
{
    StoreSize size{sizeWithLog(path), sizeWithLog(SearchIndex::pathFor(path)), 0};
    QDirIterator files(QFileInfo(path).path() + QStringLiteral("/blobs"), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        size.bodies += files.fileInfo().size();
    }
    return size;
}

Result<void> compactStore(const QString& path, const std::vector<SchemaModule>& modules)
{
    Result<Database> database = openStore(path, modules);
    if (!database)
        return database.error();
    const auto pages = database->number("SELECT page_count - freelist_count FROM pragma_page_count, "
                                        "pragma_freelist_count");
    if (!pages)
        return pages.error();
    // The packed copy goes through the log: known before, it is an error that names the thing.
    const auto needed = pages->value_or(0) * 4096;
    if (QStorageInfo(QFileInfo(path).path()).bytesAvailable() < needed)
        return Error{ErrorCode::StoreFull, {path}};
    const auto used = [&database](const QString& name) { return isUsed(*database, name); };
    if (const Result<qint64> freed = Blobs(path).collect(used); !freed)
        return freed.error();
    if (Result<void> packed = database->exec("VACUUM"); !packed)
        return packed;
    if (Result<void> cut = database->checkpoint(Database::Checkpoint::Truncate); !cut)
        return cut;
    return SearchIndex::compact(path);
}

} // namespace hw::store
