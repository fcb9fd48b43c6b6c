#include "core/store/sourcehistory.h"

#include "core/store/eventtrash.h"

namespace hw::store {

Result<MovedHistory> moveHistory(Database& database, const QString& from, const QString& to, qint64 most)
{
    const auto known = database.number(
        "SELECT 1 FROM source_total WHERE source = ?1 UNION ALL SELECT 1 FROM event WHERE source = ?1 LIMIT 1", from);
    if (!known)
        return known.error();
    if (!known->has_value() || from == to)
        return MovedHistory();
    if (Result<void> done = moveTrash(database, from, to); !done)
        return done.error();
    // A key that both hold is the later event's.
    for (const char* sql :
         {"INSERT INTO idempotency(source, environment, event_type, key, event, at) SELECT ?2, environment, "
          "event_type, key, event, at FROM idempotency WHERE source = ?1 ON CONFLICT DO UPDATE SET "
          "at = iif(excluded.event > event, excluded.at, at), event = max(event, excluded.event)",
          "DELETE FROM idempotency WHERE source = ?1 AND source <> ?2",
          "INSERT INTO minute(minute, source, environment, ok, failed, first_seq, last_seq) SELECT minute, ?2, "
          "environment, ok, failed, first_seq, last_seq FROM minute WHERE source = ?1 ON CONFLICT DO UPDATE SET "
          "ok = ok + excluded.ok, failed = failed + excluded.failed, first_seq = min(first_seq, excluded.first_seq), "
          "last_seq = max(last_seq, excluded.last_seq)",
          "DELETE FROM minute WHERE source = ?1 AND source <> ?2",
          "INSERT INTO source_total(source, events, last_seq, last_at, last_status) SELECT ?2, events, last_seq, "
          "last_at, last_status FROM source_total WHERE source = ?1 ON CONFLICT DO UPDATE SET events = events + "
          "excluded.events, last_at = iif(excluded.last_seq >= last_seq, excluded.last_at, last_at), "
          "last_status = iif(excluded.last_seq >= last_seq, excluded.last_status, last_status), "
          "last_seq = max(last_seq, excluded.last_seq)",
          "DELETE FROM source_total WHERE source = ?1 AND source <> ?2"}) {
        if (Result<void> done = database.run(sql, from, to); !done)
            return done.error();
    }
    if (Result<void> done = database.run("UPDATE event SET source = ?2 WHERE seq IN "
                                         "(SELECT seq FROM event WHERE source = ?1 LIMIT ?3)",
                                         from, to, most);
        !done)
        return done.error();
    const qint64 moved = database.changes();
    return MovedHistory{moved, moved < most};
}

Result<std::optional<Timestamp>> lastUseOf(Database& database, const QString& source, const QString& key)
{
    // From the newest back: a path that is still in use is found at once, whatever the history.
    const auto found = database.number(
        "SELECT received_at FROM event WHERE source = ?1 AND (instr(target || '/', ?2) = 1 OR (substr(target, 1, 3) = "
        "'/e/' AND instr(target || '/', ?2) > 0) OR instr(target, ?3) = 1 OR (substr(target, 1, 3) = '/e/' AND "
        "instr(target, ?3) > 0)) ORDER BY seq DESC LIMIT 1",
        source, QStringLiteral("/s/%1/").arg(key), QStringLiteral("/s/%1?").arg(key));
    if (!found)
        return found.error();
    return found->has_value() ? std::optional(fromMicroseconds(**found)) : std::nullopt;
}

Result<std::vector<KeyUse>> keyUses(Database& database, const QString& source, const QStringList& keys)
{
    std::vector<KeyUse> uses;
    for (const QString& key : keys) {
        const auto used = lastUseOf(database, source, key);
        if (!used)
            return used.error();
        const auto following = database.number("SELECT count(*) FROM event WHERE source = ?1", key);
        if (!following)
            return following.error();
        uses.push_back({key, *used, following->value_or(0)});
    }
    return uses;
}

} // namespace hw::store
