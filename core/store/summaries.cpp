#include "core/store/summaries.h"

#include <QString>

namespace hw::store {

namespace {

// Of unrouted requests only the last are kept, and all were counted.
// Statuses as numbers: 0 received, 3 refused, 6 error (schema.h holds them). An event that still runs has no outcome.
constexpr char minutesOfEvents[] =
    "SELECT received_at / 60000000 AS minute, source, "
    "environment, sum(status NOT IN (0, 3, 6)) AS ok, sum(status IN (3, 6)) AS failed, min(seq) AS first_seq, "
    "max(seq) AS last_seq FROM event WHERE source <> '' GROUP BY 1, 2, 3";

// Deleting leaves the numbers of a minute wider than its events are, and a minute whose events still run.
constexpr char wrongMinutes[] =
    "(SELECT 1 FROM (%1) n LEFT JOIN minute m ON m.minute = n.minute AND m.source = n.source AND m.environment = "
    "n.environment WHERE m.ok IS NOT n.ok OR m.failed IS NOT n.failed OR m.first_seq > n.first_seq OR m.last_seq < "
    "n.last_seq UNION ALL SELECT 1 FROM minute m WHERE m.source <> '' AND (m.ok <> 0 OR m.failed <> 0) AND NOT EXISTS "
    "(SELECT 1 FROM "
    "event e WHERE e.seq BETWEEN m.first_seq AND m.last_seq))";

constexpr char totalsOfEvents[] = "SELECT source, count(*) AS events FROM event WHERE source <> '' GROUP BY source";

constexpr char blockedLanes[] =
    "(SELECT count(*) FROM delivery_lane mine WHERE mine.delivery = d.seq AND EXISTS (SELECT 1 FROM delivery_lane "
    "other WHERE other.lane = mine.lane AND other.delivery < mine.delivery))";

} // namespace

std::vector<Summarized> summaries()
{
    const QByteArray minutes(minutesOfEvents);
    const QByteArray totals(totalsOfEvents);
    const QByteArray blocked(blockedLanes);
    return {
        {"minute", QByteArray(wrongMinutes).replace("%1", minutes),
         "DELETE FROM minute WHERE source <> ''; INSERT INTO minute(minute, source, environment, ok, failed, "
         "first_seq, last_seq) " +
             minutes},
        {"source_total",
         "(SELECT 1 FROM (" + totals +
             ") n LEFT JOIN source_total t ON t.source = n.source WHERE t.events IS NOT n.events UNION ALL "
             "SELECT 1 FROM source_total t WHERE t.events <> 0 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.source = "
             "t.source))",
         "UPDATE source_total SET events = 0; INSERT INTO source_total(source, events, last_seq, last_at, last_status) "
         "SELECT n.source, n.events, e.seq, e.received_at, e.status FROM (SELECT source, count(*) AS events, max(seq) "
         "AS last FROM event WHERE source <> '' GROUP BY source) n JOIN event e ON e.seq = n.last WHERE true "
         "ON CONFLICT(source) DO UPDATE SET events = excluded.events"},
        {"delivery", "delivery d WHERE d.state IN (0, 1, 3) AND d.blocked <> " + blocked,
         "UPDATE delivery AS d SET blocked = " + blocked + " WHERE d.state IN (0, 1, 3)"},
    };
}

} // namespace hw::store
