#pragma once

#include "core/store/bodyreader.h"
#include "core/store/database.h"
#include "core/store/filter.h"
#include "core/store/rows.h"
#include "core/store/scancontrol.h"
#include "core/store/searchindex.h"

#include <functional>
#include <span>

namespace hw::store {

/// The columns of an EventRow, of a table `event` named e.
inline constexpr char rowColumns[] =
    "e.seq, e.id, e.source, e.environment, e.received_at, e.method, e.event_type, e.provider_id, e.status, "
    "e.verification, e.actions_done, e.actions_total, e.answer_status, e.duration, e.body_size, e.pinned";
[[nodiscard]] EventRow readRow(const Statement& from);

/// Walks the rows that match a filter, one way, in chunks: no read transaction stays open for long. Free words are
/// answered by the full-text index as far as it has come; what is newer is looked through.
class Walk final
{
public:
    using Take = std::function<bool(EventRow row)>;

    /// `search` is null where there is no index. Everything outlives the walk.
    Walk(Database& database, SearchIndex* search, const Filter& filter, const PageRequest& page,
         const ScanControl& control);

    /// Calls `take` with each matching row until it answers false. `limit`: how many rows will be taken at most. A long
    /// scan is shared among threads; `take` and the control are called in this one.
    Result<void> run(qint64 limit, const Take& take);
    /// The same in this thread alone, without an index.
    Result<void> runAlone(const Take& take) { return walkAll(rowsPerScan, m_range, take); }

private:
    struct Range ///< of sequence numbers, and contents, that are walked; all bounds exclusive
    {
        std::optional<qint64> before;
        std::optional<qint64> after;
        std::optional<qint64> contentAfter;
    };

    // A scan reads in transactions of this many rows: a long one would keep the write-ahead log from starting again.
    static constexpr int rowsPerScan = 1000;

    Result<void> walkAll(qint64 chunk, Range range, const Take& take);
    Result<void> scanAll(Range range, const Take& take);
    Result<qint64> walkChunk(qint64 chunk, Range& range, const Take& take);
    Result<void> walkIndexed(const QByteArray& expression, const Take& take);
    Result<void> walkCandidates(const QByteArray& expression, qint64 upTo, const Take& take);
    Result<void> walkContents(std::span<const qint64> contents, const Take& take);
    Result<void> walkContent(Statement& rows, qint64 content, const Take& take);
    [[nodiscard]] QByteArray statementText(const QByteArray& conditions, const QByteArray& end) const;
    int bindFilter(Statement& statement) const;
    Result<void> offer(const Statement& from, const Take& take);

    Database& m_database;
    SearchIndex* m_search;
    const Filter& m_filter;
    FilterSql m_sql;
    bool m_scans;
    const ScanControl& m_control;
    bool m_ascending;
    Range m_range;
    qint64 m_scanned = 0;
    std::optional<qint64> m_lastOffered; ///< seq
    bool m_stopped = false;
    BodyReader m_bodies;
};

} // namespace hw::store
