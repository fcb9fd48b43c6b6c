#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>

#include <optional>
#include <vector>

/// When requests could not be captured: what a list of events shows between its rows, so that an empty hour is not
/// taken for a quiet one.
namespace hw::store {

/// A time in which the listener could not be reached.
struct Gap
{
    Timestamp from;
    Timestamp to;
    QString reason; ///< "stopped", "sleep", or the code of the error ("port_in_use", "address_not_available")
    friend bool operator==(const Gap&, const Gap&) = default;
};

/// Requests that were turned away without being stored, in one minute.
struct RefusalCount
{
    Timestamp minute; ///< its first microsecond
    QString reason;   ///< "overloaded", "too_many_connections", or the code of the store's error
    qint64 requests = 0;
    friend bool operator==(const RefusalCount&, const RefusalCount&) = default;
};

/// What could not be captured in a span of time.
struct Missed
{
    std::vector<Gap> gaps;
    std::vector<RefusalCount> refusals;
    friend bool operator==(const Missed&, const Missed&) = default;
};

/// Inside the caller's transaction. A gap that touches an earlier one of the same reason lengthens it.
Result<void> recordGap(Database& database, const Gap& gap);

/// Those that overlap [from, to), oldest first.
[[nodiscard]] Result<std::vector<Gap>> gaps(Database& database, Timestamp from, Timestamp to);

/// The listener is known to have been reachable until then: what a start after a crash reckons its gap from.
Result<void> noteReachable(Database& database, Timestamp until);
[[nodiscard]] Result<std::optional<Timestamp>> reachableUntil(Database& database);

Result<void> countRefusals(Database& database, const RefusalCount& count);
/// The minutes of [from, to), oldest first.
[[nodiscard]] Result<std::vector<RefusalCount>> refusals(Database& database, Timestamp from, Timestamp to);

} // namespace hw::store
