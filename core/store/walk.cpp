#include "core/store/walk.h"

#include "core/record/contentcoding.h"
#include "core/store/filtersubject.h"
#include "core/store/head.h"
#include "core/store/parallelscan.h"
#include "core/store/textfind.h"

#include <algorithm>

namespace hw::store {

namespace {

constexpr qint64 rowsPerControl = 200;
// The first page needs few candidates; a walk over all of them is quicker in large steps.
constexpr int firstCandidates = 256;
constexpr int mostCandidates = 8192;

constexpr int rowColumnCount = 16;
constexpr int targetColumn = rowColumnCount;
constexpr int encodingColumn = rowColumnCount + 1;
constexpr int headColumn = rowColumnCount + 2;
constexpr int extraColumn = rowColumnCount + 3;
constexpr int bodyColumn = rowColumnCount + 4;
constexpr int bodySizeColumn = 14;

/// The row that a statement stands on.
class RowSubject final : public FilterSubject
{
public:
    RowSubject(const Statement& from, BodyReader& bodies)
        : m_from(from)
        , m_bodies(bodies)
        , m_head(from.blob(headColumn))
        , m_hasExtra(!from.isNull(extraColumn))
    {}

    const EventRow& row() override
    {
        if (!m_row)
            m_row = readRow(m_from);
        return *m_row;
    }

    const QByteArray& target() override
    {
        if (!m_target)
            m_target = m_from.blob(targetColumn);
        return *m_target;
    }

    std::optional<QByteArrayView> head() override
    {
        return m_hasExtra ? std::nullopt : std::optional<QByteArrayView>(m_head);
    }

    const http::Headers& headers() override
    {
        if (!m_request) {
            m_request.emplace();
            unpackHead(m_head, m_from.blob(extraColumn), *m_request);
        }
        return m_request->headers;
    }

    const QByteArray& body() override
    {
        if (m_body)
            return *m_body;
        Result<QByteArray> stored =
            m_bodies.read(m_from.integer(encodingColumn), m_from.blob(bodyColumn), m_from.integer(bodySizeColumn));
        if (!stored) {
            error = stored.error();
            return m_body.emplace();
        }
        // What a sender compressed is looked for as it reads.
        if (m_hasExtra || containsAnyCase(m_head, "content-encoding"))
            return m_body.emplace(decodeBody(headers(), *stored).body);
        return m_body.emplace(*std::move(stored));
    }

    std::optional<Error> error; ///< of a body that could not be read

private:
    const Statement& m_from;
    BodyReader& m_bodies;
    QByteArray m_head;
    bool m_hasExtra;
    std::optional<EventRow> m_row;
    std::optional<QByteArray> m_target;
    std::optional<http::Message> m_request;
    std::optional<QByteArray> m_body;
};

} // namespace

EventRow readRow(const Statement& from)
{
    EventRow row;
    row.seq = from.integer(0);
    row.id = from.text(1);
    row.source = from.text(2);
    row.environment = from.text(3);
    row.receivedAt = from.time(4);
    row.method = from.text(5);
    row.eventType = from.text(6);
    row.providerId = from.text(7);
    row.status = static_cast<EventStatus>(from.integer(8));
    row.verification = static_cast<VerificationStatus>(from.integer(9));
    row.actionsDone = static_cast<int>(from.integer(10));
    row.actionsTotal = static_cast<int>(from.integer(11));
    row.answerStatus = static_cast<int>(from.integer(12));
    row.duration = std::chrono::microseconds(from.integer(13));
    row.bodySize = from.integer(bodySizeColumn);
    row.pinned = from.integer(15) != 0;
    return row;
}

Walk::Walk(Database& database, SearchIndex* search, const Filter& filter, const PageRequest& page,
           const ScanControl& control)
    : m_database(database)
    , m_search(search)
    , m_filter(filter)
    , m_sql(filter.sql())
    , m_scans(filter.needsScan())
    , m_control(control)
    , m_ascending(page.after && !page.before)
    , m_range{page.before, page.after, std::nullopt}
    , m_bodies(database)
{}

Result<void> Walk::run(qint64 limit, const Take& take)
{
    if (!m_scans)
        return walkAll(limit, m_range, take);
    if (const QByteArray expression = m_search ? m_filter.indexExpression() : QByteArray(); !expression.isEmpty())
        return walkIndexed(expression, take);
    return scanAll(m_range, take);
}

/// A page whose rows are near is found here; what takes longer is worth threads.
Result<void> Walk::scanAll(Range range, const Take& take)
{
    const Result<qint64> read = walkChunk(rowsPerScan, range, take);
    if (!read)
        return read.error();
    if (m_stopped || *read < rowsPerScan)
        return {};
    const auto first = m_database.number("SELECT min(seq) FROM event");
    if (!first)
        return first.error();
    const auto last = m_database.number("SELECT max(seq) FROM event");
    if (!last)
        return last.error();
    const ParallelScan::Range rest{std::max(range.after.value_or(0), first->value_or(1) - 1),
                                   std::min(range.before.value_or(last->value_or(0) + 1), last->value_or(0) + 1)};
    ParallelScan scan(m_database.path(), m_filter, rest,
                      m_ascending ? ParallelScan::Order::OldestFirst : ParallelScan::Order::NewestFirst, m_control,
                      m_scanned);
    return scan.run(take);
}

Result<void> Walk::walkAll(qint64 chunk, Range range, const Take& take)
{
    for (;;) {
        const Result<qint64> read = walkChunk(chunk, range, take);
        if (!read)
            return read.error();
        if (!m_scans || m_stopped || *read < chunk)
            return {};
    }
}

Result<qint64> Walk::walkChunk(qint64 chunk, Range& range, const Take& take)
{
    QByteArray conditions;
    if (range.before)
        conditions += " AND e.seq < ?";
    if (range.after)
        conditions += " AND e.seq > ?";
    if (range.contentAfter)
        conditions += " AND e.content > ?";
    Result<Statement> prepared = m_database.prepare(
        statementText(conditions, m_ascending ? " ORDER BY e.seq LIMIT ?" : " ORDER BY e.seq DESC LIMIT ?"));
    if (!prepared)
        return prepared.error();
    int index = bindFilter(*prepared);
    for (const std::optional<qint64>& bound : {range.before, range.after, range.contentAfter}) {
        if (bound)
            prepared->bind(++index, *bound);
    }
    prepared->bind(++index, chunk);
    for (qint64 read = 0;; ++read) {
        const Result<bool> row = prepared->step();
        if (!row)
            return row.error();
        if (!*row)
            return read;
        (m_ascending ? range.after : range.before) = prepared->integer(0);
        if (Result<void> offered = offer(*prepared, take); !offered)
            return offered.error();
        if (m_stopped)
            return read;
    }
}

Result<void> Walk::walkIndexed(const QByteArray& expression, const Take& take)
{
    // Read once: what is indexed meanwhile was looked through, or will be.
    const qint64 upTo = m_search->indexedTo();
    Range newer = m_range;
    newer.contentAfter = upTo;
    newer.after = std::max(m_range.after.value_or(0), upTo);
    if (m_ascending) {
        if (Result<void> done = walkCandidates(expression, upTo, take); !done || m_stopped || !m_search)
            return done;
        return walkAll(rowsPerScan, newer, take);
    }
    if (Result<void> done = walkAll(rowsPerScan, newer, take); !done || m_stopped)
        return done;
    return walkCandidates(expression, upTo, take);
}

Result<void> Walk::walkCandidates(const QByteArray& expression, qint64 upTo, const Take& take)
{
    // The elements of a batch share their content, whose number is that of the first.
    SearchIndex::Request request;
    request.expression = expression;
    request.ascending = m_ascending;
    request.limit = firstCandidates;
    request.last = std::min(upTo, m_range.before.value_or(upTo + 1) - 1);
    if (m_range.after) {
        const auto content = m_database.number("SELECT min(content) FROM event WHERE seq = "
                                               "(SELECT min(seq) FROM event WHERE seq > ?)",
                                               *m_range.after);
        if (!content)
            return content.error();
        request.first = content->value_or(*m_range.after + 1);
    }
    for (;;) {
        const Result<std::vector<qint64>> contents = m_search->find(request);
        if (!contents) {
            // A broken index costs time, not results.
            m_search = nullptr;
            Range rest = m_range;
            (m_ascending ? rest.after : rest.before) = m_lastOffered ? m_lastOffered
                                                       : m_ascending ? rest.after
                                                                     : rest.before;
            return walkAll(rowsPerScan, rest, take);
        }
        for (size_t from = 0; from < contents->size(); from += rowsPerScan) {
            const std::span<const qint64> some =
                std::span(*contents).subspan(from, std::min<size_t>(rowsPerScan, contents->size() - from));
            if (Result<void> done = walkContents(some, take); !done || m_stopped)
                return done;
        }
        if (contents->size() < static_cast<size_t>(request.limit))
            return {};
        if (m_ascending)
            request.first = contents->back() + 1;
        else
            request.last = contents->back() - 1;
        request.limit = std::min(request.limit * 4, mostCandidates);
    }
}

Result<void> Walk::walkContents(std::span<const qint64> contents, const Take& take)
{
    // One reading transaction for all: beginning one for each takes longer than what it reads.
    Result<Savepoint> reading = Savepoint::begin(m_database);
    if (!reading)
        return reading.error();
    Result<Statement> rows = m_database.prepare(
        statementText(" AND e.seq >= ? AND e.seq < coalesce((SELECT min(id) FROM content WHERE id > ?), ?) "
                      "AND e.content = ? AND e.seq < ? AND e.seq > ?",
                      m_ascending ? " ORDER BY e.seq" : " ORDER BY e.seq DESC"));
    if (!rows)
        return rows.error();
    for (const qint64 content : contents) {
        const Result<void> done = walkContent(*rows, content, take);
        rows->reset();
        if (!done || m_stopped)
            return done;
    }
    return reading->release();
}

Result<void> Walk::walkContent(Statement& rows, qint64 content, const Take& take)
{
    constexpr qint64 beyond = std::numeric_limits<qint64>::max();
    int index = bindFilter(rows);
    for (const qint64 value :
         {content, content, beyond, content, m_range.before.value_or(beyond), m_range.after.value_or(0)})
        rows.bind(++index, value);
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        Result<void> offered = offer(rows, take);
        if (!offered || m_stopped)
            return offered;
    }
}

QByteArray Walk::statementText(const QByteArray& conditions, const QByteArray& end) const
{
    QByteArray sql = QByteArray("SELECT ") + rowColumns;
    if (m_scans)
        sql += ", e.target, c.encoding, c.head, c.extra, c.body";
    sql += " FROM event e";
    // CROSS: the events lead, in their order; the planner must not start from the contents.
    if (m_scans)
        sql += " CROSS JOIN content c ON c.id = e.content";
    return sql + " WHERE " + m_sql.where + conditions + end;
}

int Walk::bindFilter(Statement& statement) const
{
    int index = 0;
    for (const auto& value : m_sql.values) {
        if (const auto* number = std::get_if<qint64>(&value))
            statement.bind(++index, *number);
        else
            statement.bind(++index, std::get<QString>(value));
    }
    return index;
}

Result<void> Walk::offer(const Statement& from, const Take& take)
{
    if (!m_scans) {
        m_stopped = !take(readRow(from));
        return {};
    }
    if (m_control && ++m_scanned % rowsPerControl == 0 && !m_control(m_scanned))
        return Error{ErrorCode::Cancelled};
    m_lastOffered = from.integer(0);
    RowSubject subject(from, m_bodies);
    const bool matches = m_filter.matches(subject);
    if (subject.error)
        return *subject.error;
    if (matches)
        m_stopped = !take(subject.row());
    return {};
}

} // namespace hw::store
