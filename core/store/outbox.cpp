#include "core/store/outbox.h"

namespace hw::store {

namespace {

constexpr char columns[] =
    "d.seq, d.id, d.event_seq, d.action, d.ordinal, d.part, d.environment, d.destination, d.key_name, d.kind, "
    "d.payload, d.idempotency_key, d.state, d.created_at, d.next_at, d.attempts, d.last_result";

json::Value jsonOf(const Statement& from, int column)
{
    Result<json::Value> value = json::parse(from.blob(column));
    return value ? *std::move(value) : json::Value();
}

Delivery readDelivery(const Statement& from)
{
    Delivery delivery;
    delivery.seq = from.integer(0);
    delivery.id = from.text(1);
    delivery.eventSeq = from.integer(2);
    delivery.actionId = from.text(3);
    delivery.ordinal = static_cast<int>(from.integer(4));
    delivery.part = static_cast<int>(from.integer(5));
    delivery.environment = from.text(6);
    delivery.destination = from.text(7);
    delivery.keyName = from.text(8);
    delivery.kind = from.text(9);
    delivery.payload = jsonOf(from, 10);
    delivery.idempotencyKey = from.text(11);
    delivery.status = static_cast<DeliveryStatus>(from.integer(12));
    delivery.createdAt = from.time(13);
    delivery.nextAt = from.time(14);
    delivery.attempts = static_cast<int>(from.integer(15));
    delivery.lastResult = jsonOf(from, 16);
    return delivery;
}

Result<void> readLanes(Database& database, Delivery& delivery)
{
    Result<Statement*> lanes = database.cached("SELECT lane FROM delivery_lane WHERE delivery = ? ORDER BY lane");
    if (!lanes)
        return lanes.error();
    Statement& from = (*lanes)->start(delivery.seq);
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        delivery.lanes.append(from.text(0));
    }
}

template<class... Args>
Result<std::vector<Delivery>> readAll(Database& database, const QByteArray& sql, const Args&... args)
{
    Result<Statement*> statement = database.cached(sql);
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(args...);
    std::vector<Delivery> all;
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        all.push_back(readDelivery(from));
    }
    for (Delivery& delivery : all) {
        if (Result<void> done = readLanes(database, delivery); !done)
            return done.error();
    }
    return all;
}

} // namespace

Result<void> enqueue(Database& database, Delivery& delivery)
{
    Result<Statement*> insert = database.cached(
        "INSERT INTO delivery(id, event_seq, action, ordinal, part, environment, destination, key_name, kind, payload, "
        "idempotency_key, state, created_at, next_at, attempts, last_result) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    Statement& row = **insert;
    row.bind(1, delivery.id).bind(2, delivery.eventSeq).bind(3, delivery.actionId).bind(4, delivery.ordinal);
    row.bind(5, delivery.part).bind(6, delivery.environment).bind(7, delivery.destination).bind(8, delivery.keyName);
    row.bind(9, delivery.kind).bindText(10, json::write(delivery.payload)).bind(11, delivery.idempotencyKey);
    row.bind(12, static_cast<int>(delivery.status)).bind(13, delivery.createdAt).bind(14, delivery.nextAt);
    row.bind(15, delivery.attempts).bindText(16, json::write(delivery.lastResult));
    if (const Result<bool> done = row.step(); !done)
        return done.error();
    delivery.seq = database.lastInsertId();
    for (const QString& lane : std::as_const(delivery.lanes)) {
        if (Result<void> done = database.run("INSERT INTO delivery_lane(lane, delivery) VALUES(?, ?) "
                                             "ON CONFLICT DO NOTHING",
                                             lane, delivery.seq);
            !done)
            return done;
    }
    return {};
}

Result<std::vector<Delivery>> deliveries(Database& database, std::optional<DeliveryStatus> status, int limit)
{
    if (!status) {
        return readAll(database, QByteArray("SELECT ") + columns + " FROM delivery d ORDER BY d.seq DESC LIMIT ?",
                       limit);
    }
    return readAll(database,
                   QByteArray("SELECT ") + columns + " FROM delivery d WHERE d.state = ? ORDER BY d.seq DESC LIMIT ?",
                   static_cast<int>(*status), limit);
}

Result<std::vector<Delivery>> deliveriesOf(Database& database, qint64 eventSeq)
{
    return readAll(database, QByteArray("SELECT ") + columns + " FROM delivery d WHERE d.event_seq = ? ORDER BY d.seq",
                   eventSeq);
}

Result<std::vector<Delivery>> dueDeliveries(Database& database, Timestamp now, int limit)
{
    return readAll(database,
                   QByteArray("SELECT ") + columns +
                       " FROM delivery d WHERE d.state <> 2 AND d.state IN (0, 3) AND d.next_at <= ? "
                       "AND NOT EXISTS (SELECT 1 FROM delivery_lane mine JOIN delivery_lane other "
                       "ON other.lane = mine.lane AND other.delivery < mine.delivery WHERE mine.delivery = d.seq) "
                       "ORDER BY d.seq LIMIT ?",
                   now, limit);
}

} // namespace hw::store
