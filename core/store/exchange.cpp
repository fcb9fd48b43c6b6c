#include "core/store/exchange.h"

#include "core/record/recordjson.h"

namespace hw::store {

namespace {

constexpr int keptOfEvent = 100;

} // namespace

Result<void> recordExchange(Database& database, const Exchange& exchange)
{
    Result<void> done =
        database.run("INSERT INTO exchange(kind, event, url, at, status, headers, body, error, duration) "
                     "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     static_cast<int>(exchange.kind), exchange.event, exchange.url, exchange.at, exchange.status,
                     json::write(toJson(exchange.headers)), exchange.body, exchange.error,
                     static_cast<qint64>(exchange.duration.count()));
    if (!done)
        return done;
    return database.run("DELETE FROM exchange WHERE event = ?1 AND seq <= "
                        "(SELECT seq FROM exchange WHERE event = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2)",
                        exchange.event, keptOfEvent);
}

Result<std::vector<Exchange>> exchangesOf(Database& database, qint64 event)
{
    Result<Statement*> statement = database.cached("SELECT kind, url, at, status, headers, body, error, duration "
                                                   "FROM exchange WHERE event = ? ORDER BY seq");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(event);
    std::vector<Exchange> all;
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        Exchange exchange;
        exchange.kind = static_cast<ExchangeKind>(from.integer(0));
        exchange.event = event;
        exchange.url = from.text(1);
        exchange.at = from.time(2);
        exchange.status = static_cast<int>(from.integer(3));
        if (const Result<json::Value> headers = json::parse(from.blob(4)))
            exchange.headers = headersFromJson(*headers);
        exchange.body = from.blob(5);
        exchange.error = from.text(6);
        exchange.duration = std::chrono::microseconds(from.integer(7));
        all.push_back(std::move(exchange));
    }
}

} // namespace hw::store
