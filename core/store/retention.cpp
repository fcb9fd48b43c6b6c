#include "core/store/retention.h"

#include "core/base/logging.h"
#include "core/store/eventedit.h"
#include "core/store/filtervalues.h"
#include "core/store/schema.h"
#include "core/store/searchindex.h"

#include <QFileInfo>
#include <QPointer>

#include <algorithm>
#include <memory>

namespace hw::store {

namespace {

constexpr std::chrono::minutes interval{1};
/// About 10 ms of the writer's time.
constexpr int eventsPerStep = 200;
constexpr int pagesPerStep = 500;
constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;

template<class T, class Read>
Result<std::optional<T>> quantity(const json::Value& settings, const QString& name, Read read, const char* accepted)
{
    const json::Value& value = settings[name];
    if (value.isUndefined() || value.isNull())
        return std::optional<T>();
    const QString text = value.isString() ? value.toString() : QString::fromLatin1(value.numberText());
    const std::optional<qint64> number = read(text);
    if (!number || *number <= 0)
        return Error{ErrorCode::InvalidArgument, {QStringLiteral("retention.") + name, text, QLatin1String(accepted)}};
    return std::optional<T>(T(*number));
}

std::optional<qint64> readCount(const QString& text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

/// What the full-text index takes for the events that are still there: it gives back what it holds of deleted ones in
/// large pieces only, and those are not to be paid for with events.
qint64 indexBytes(Database& database, qint64 events)
{
    std::optional<SearchIndex> search = SearchIndex::open(database.path());
    if (!search)
        return 0;
    const qint64 covered = search->indexedTo() - search->indexedFrom();
    const QString path = SearchIndex::pathFor(database.path());
    const qint64 size = QFileInfo(path).size() + QFileInfo(path + QStringLiteral("-wal")).size();
    if (covered <= 0 || events >= covered)
        return size;
    return static_cast<qint64>(static_cast<double>(size) * static_cast<double>(events) / static_cast<double>(covered));
}

/// What the rows, the large bodies and the full-text index take: pages that are free already do not count.
Result<qint64> usedBytes(Database& database)
{
    const auto pages = database.number("SELECT (SELECT page_count FROM pragma_page_count) - "
                                       "(SELECT freelist_count FROM pragma_freelist_count)");
    if (!pages)
        return pages.error();
    const auto pageSize = database.number("PRAGMA page_size");
    if (!pageSize)
        return pageSize.error();
    const auto blobs = database.number("SELECT sum(e.body_size) FROM content c JOIN event e ON e.seq = c.id "
                                       "WHERE c.encoding = 2");
    if (!blobs)
        return blobs.error();
    const auto events = database.number("SELECT sum(events) FROM source_total");
    if (!events)
        return events.error();
    return pages->value_or(0) * pageSize->value_or(0) + blobs->value_or(0) + indexBytes(database, events->value_or(0));
}

/// The oldest events that may go. `beyond`: a further condition, with its value.
Result<std::vector<qint64>> oldest(Database& database, const QByteArray& beyond, qint64 value, qint64 most)
{
    static_assert(static_cast<int>(EventStatus::Received) == 0 && static_cast<int>(DeliveryState::Pending) == 2 &&
                  static_cast<int>(DeliveryState::Failed) == 3);
    Result<Statement*> statement =
        database.cached("SELECT seq FROM event WHERE pinned = 0 AND +status <> 0 AND +delivery NOT IN (2, 3) AND " +
                        beyond + " ORDER BY seq LIMIT ?2");
    if (!statement)
        return statement.error();
    Statement& rows = (*statement)->start(value, most);
    std::vector<qint64> seqs;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return seqs;
        seqs.push_back(rows.integer(0));
    }
}

Result<std::vector<qint64>> beyondLimits(Database& database, const RetentionLimits& limits, Timestamp now, int most)
{
    if (limits.age) {
        const qint64 before = toMicroseconds(now) - limits.age->count();
        const auto last =
            database.number("SELECT max(last_seq) FROM minute WHERE minute <= ?", before / microsecondsPerMinute);
        if (!last)
            return last.error();
        Result<std::vector<qint64>> old =
            oldest(database, "received_at < ?1 AND seq <= " + QByteArray::number(last->value_or(0)), before, most);
        if (!old || !old->empty())
            return old;
    }
    if (limits.events) {
        const auto events = database.number("SELECT sum(events) FROM source_total");
        if (!events)
            return events.error();
        const qint64 excess = events->value_or(0) - *limits.events;
        if (excess > 0)
            return oldest(database, "source <> '' AND ?1 > 0", excess, std::min<qint64>(excess, most));
    }
    if (limits.bytes) {
        const Result<qint64> used = usedBytes(database);
        if (!used)
            return used.error();
        if (*used > *limits.bytes)
            return oldest(database, "?1 > 0", *used, most);
    }
    return std::vector<qint64>();
}

} // namespace

Result<RetentionLimits> readRetention(const json::Value& settings)
{
    const auto age =
        quantity<std::chrono::microseconds>(settings, QStringLiteral("age"), readAge, "an age such as 30d");
    if (!age)
        return age.error();
    const auto bytes = quantity<qint64>(settings, QStringLiteral("size"), readSize, "a size such as 500m or 5g");
    if (!bytes)
        return bytes.error();
    const auto events = quantity<qint64>(settings, QStringLiteral("events"), readCount, "a number above zero");
    if (!events)
        return events.error();
    return RetentionLimits{*age, *bytes, *events};
}

Result<qint64> retain(Database& database, const RetentionLimits& limits, Timestamp now, int most)
{
    const Result<std::vector<qint64>> seqs = beyondLimits(database, limits, now, most);
    if (!seqs)
        return seqs.error();
    const Result<Deleted> deleted = deleteEvents(database, *seqs);
    if (!deleted)
        return deleted.error();
    // Some free pages are good to have: the next events take them.
    const auto free = database.number("SELECT freelist_count - page_count / 20 FROM pragma_freelist_count, "
                                      "pragma_page_count");
    if (!free)
        return free.error();
    if (free->value_or(0) > pagesPerStep) {
        if (Result<void> done = database.exec("PRAGMA incremental_vacuum(" + QByteArray::number(pagesPerStep) + ')');
            !done)
            return done.error();
    }
    return deleted->events;
}

Retention::Retention(Writer& writer, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
    , m_timer(this)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &Retention::step);
    m_timer.start();
}

void Retention::setLimits(const RetentionLimits& limits)
{
    if (limits == m_limits)
        return;
    m_limits = limits;
    step();
}

void Retention::step()
{
    if (m_running || m_limits == RetentionLimits())
        return;
    m_running = true;
    const auto deleted = std::make_shared<qint64>(0);
    m_writer.submitJob(
        [limits = m_limits, now = m_clock.now(), deleted](Database& database) -> Result<void> {
            const Result<qint64> count = retain(database, limits, now, eventsPerStep);
            *deleted = count.valueOr(0);
            return count ? Result<void>() : count.error();
        },
        [this, alive = QPointer<Retention>(this), deleted](const Result<void>& done) {
            if (!alive)
                return;
            m_running = false;
            if (!done)
                qCWarning(logStore) << "retention:" << codeName(done.error().code);
            else if (*deleted > 0)
                step();
        });
}

} // namespace hw::store
