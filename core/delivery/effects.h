#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/delivery/batches.h"
#include "core/delivery/target.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/store/database.h"

namespace hw::delivery {

/// Where the actions of a run go, and what time it is there: now, also where the run's own clock is another.
struct Carrier
{
    Target destination; ///< of the event's environment
    Confirmed confirmed;
    Timestamp now;
};

/// Carries out the pending actions of a run inside the transaction that stores it, each in a savepoint of its own:
/// applied to the Directory, put into the outbox, or gathered in a window. Sets status, reason, result and duration. An
/// action that can never be carried out is dead at once, with the error's code as reason and its code and arguments as
/// result: nothing will try it again by itself. Only errors of the database itself come back. Fits store::Effects.
[[nodiscard]] Result<void> carryOut(store::Database& database, const Event& event, Run& run, const Carrier& carrier);

} // namespace hw::delivery
