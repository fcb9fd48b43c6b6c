#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/filter.h"
#include "core/store/rows.h"
#include "core/store/scancontrol.h"
#include "core/store/searchindex.h"
#include "core/store/typecount.h"

#include <deque>
#include <functional>
#include <memory>

namespace hw::store {

class BodyReader;

/// Reads a workspace's database, in one thread, by a read-only connection of its own. No read transaction stays open
/// between calls. Errors as Database, and Cancelled by a ScanControl.
class Reader final
{
public:
    /// Errors as openStoreForReading().
    [[nodiscard]] static Result<Reader> open(const QString& path);

    /// One page, newest first (with `after` alone: the oldest rows after it, still listed newest first). Unrouted
    /// requests only where the filter asks for status unrouted. `found` is called for each row as soon as it is found:
    /// a scan may take a while.
    using Found = std::function<void(const EventRow& row)>;
    Result<std::vector<EventRow>> events(const Filter& filter, const PageRequest& page, const ScanControl& control = {},
                                         const Found& found = {});

    /// These rows, newest first; those that are gone are left out. For the seqs of Writer::committed().
    Result<std::vector<EventRow>> eventsBySeq(const std::vector<qint64>& seqs);

    /// The event by its own id or the provider's (the newest that has it), with its latest run.
    Result<std::optional<StoredEvent>> event(const QString& id);
    Result<std::optional<StoredEvent>> eventBySeq(qint64 seq);
    /// The first of `seqs`, which are taken from there: at least one, at most `limit`, and no more once their bodies
    /// have so many bytes. What was deleted is left out. Costs half of asking for each.
    Result<std::vector<StoredEvent>> takeBySeq(std::deque<qint64>& seqs, size_t limit, qint64 bytes);

    /// The event types of a source that were captured, by name; without requests that never had one (probes, broken
    /// off, unrouted).
    Result<std::vector<TypeCount>> typeCounts(const QString& source);

    /// The newest events of a source whose type is `type`, in which "*" stands for any characters; newest first.
    Result<std::vector<StoredEvent>> latest(const QString& source, const QString& type, int limit);

    /// All runs of an event (by its own id), newest first.
    Result<std::vector<Run>> runsOf(const QString& eventId);

    /// Events stored without a run, oldest first.
    Result<std::vector<Event>> pendingEvents();

    Result<Summary> summary();

    /// The minutes of [from, to) that have events, ascending; of one source, or of all where it is empty.
    Result<std::vector<MinuteBar>> histogram(Timestamp from, Timestamp to, const QString& source = {});

    /// How many events match, counted up to `limit` and no further.
    Result<qint64> count(const Filter& filter, qint64 limit = 10000, const ScanControl& control = {});

    /// How many of the newest requests the full-text index does not have yet: they are looked through instead.
    Result<qint64> searchBehind();

    /// The last requests that met no source, newest first.
    Result<std::vector<EventRow>> unrouted();

    /// Changes when anybody has committed; compare with an earlier value.
    Result<qint64> dataVersion();

    /// For the readers of layers above (the Directory's tables).
    [[nodiscard]] Database& database() { return m_database; }

private:
    explicit Reader(Database database)
        : m_database(std::move(database))
    {}
    [[nodiscard]] std::optional<SearchIndex> searchFor(const Filter& filter) const;

    Database m_database;
    std::shared_ptr<BodyReader> m_bodies; ///< made with the first body; its work memory is worth keeping
};

} // namespace hw::store
