#include "core/store/reachability.h"

namespace hw::store {

namespace {

constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;
const QString reachableName = QStringLiteral("reachable_until");

} // namespace

Result<void> recordGap(Database& database, const Gap& gap)
{
    if (gap.to <= gap.from)
        return {};
    if (Result<void> done = database.run("UPDATE gap SET until = ?1 WHERE since <= ?1 AND until >= ?2 AND reason = ?3",
                                         gap.to, gap.from, gap.reason);
        !done)
        return done;
    if (database.changes() > 0)
        return {};
    return database.run("INSERT INTO gap(since, until, reason) VALUES(?, ?, ?)", gap.from, gap.to, gap.reason);
}

Result<std::vector<Gap>> gaps(Database& database, Timestamp from, Timestamp to)
{
    Result<Statement*> statement =
        database.cached("SELECT since, until, reason FROM gap WHERE until > ? AND since < ? ORDER BY since");
    if (!statement)
        return statement.error();
    Statement& rows = (*statement)->start(from, to);
    std::vector<Gap> all;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        all.push_back({rows.time(0), rows.time(1), rows.text(2)});
    }
}

Result<void> noteReachable(Database& database, Timestamp until)
{
    return database.run("INSERT INTO meta(name, value) VALUES(?1, ?2) ON CONFLICT DO UPDATE SET value = ?2",
                        reachableName, QString::number(toMicroseconds(until)));
}

Result<std::optional<Timestamp>> reachableUntil(Database& database)
{
    const auto value = database.number("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?", reachableName);
    if (!value)
        return value.error();
    return *value ? std::optional(fromMicroseconds(**value)) : std::nullopt;
}

Result<void> countRefusals(Database& database, const RefusalCount& count)
{
    return database.run("INSERT INTO refusal(minute, reason, requests) VALUES(?, ?, ?) "
                        "ON CONFLICT DO UPDATE SET requests = requests + excluded.requests",
                        toMicroseconds(count.minute) / microsecondsPerMinute, count.reason, count.requests);
}

Result<std::vector<RefusalCount>> refusals(Database& database, Timestamp from, Timestamp to)
{
    Result<Statement*> statement = database.cached(
        "SELECT minute, reason, requests FROM refusal WHERE minute >= ? AND minute < ? ORDER BY minute, reason");
    if (!statement)
        return statement.error();
    Statement& rows = (*statement)
                          ->start(toMicroseconds(from) / microsecondsPerMinute,
                                  (toMicroseconds(to) + microsecondsPerMinute - 1) / microsecondsPerMinute);
    std::vector<RefusalCount> all;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        all.push_back({fromMicroseconds(rows.integer(0) * microsecondsPerMinute), rows.text(1), rows.integer(2)});
    }
}

} // namespace hw::store
