#pragma once

#include "core/store/migrations.h"

#include "core/record/run.h"

namespace hw::store {

/// The store's own tables, version by version. What the columns hold:
///
/// event         one line each for lists and filters, narrow on purpose: a million of them are walked in a moment. The
///               columns from `run` on repeat the latest run.
/// content       head and body of a request, shared by the elements of a split batch. id = seq of its first event.
///               encoding: 0 raw, 1 zstd, 2 the name of a file in data/blobs. `extra` (JSON) is set where the head
///               alone does not give the request back.
/// run           never changed. `previous` chains the runs of an event, newest first from event.run.
/// action        what a run planned, in order.
/// revision      the hashes of script, mappings and settings, which most runs share.
/// idempotency   which event holds a key.
/// minute        the histogram, and the way from times to sequence numbers. Unrouted requests count under source ''.
/// source_total  what the sidebar shows.
/// counter       totals of the layers above.
/// delivery      the outbox; delivery_lane holds the lanes of the unfinished ones.
/// exchange      what was sent on or sent again, with its answers.
/// gap, refusal  when requests could not be captured; refusals are counted by the minute.
/// attempt       what was sent for a delivery and what came back; an empty outcome is under way.
/// delivery_pause  destinations that wait for a person, or for what their reason names.
/// batch         windows of batched triggers: state 0 gathers, 1 was triggered, 2 was cancelled. batch_activity holds
///               what is gathered, and leads from the trigger to its actions for as long as they are stored.
/// meta          this database's own facts.
[[nodiscard]] const std::vector<MigrationStep>& storeSteps();

/// "HwDB": tells `file` and us whose database this is.
inline constexpr int applicationId = 0x48774442;

/// content.encoding: what content.body holds.
enum class BodyEncoding {
    Raw = 0,
    Zstd = 1,
    Blob = 2, ///< the name of a file, see Blobs
};

/// event.delivery: the actions of the latest run as one word, the worst first.
enum class DeliveryState { None = 0, Done = 1, Pending = 2, Failed = 3, Dead = 4 };
[[nodiscard]] DeliveryState deliveryStateOf(const std::vector<Action>& actions);

// Enumerators stand as numbers in the tables: these must stay what they are.
static_assert(static_cast<int>(EventStatus::Received) == 0 && static_cast<int>(EventStatus::Processed) == 1 &&
              static_cast<int>(EventStatus::Probe) == 2 && static_cast<int>(EventStatus::Refused) == 3 &&
              static_cast<int>(EventStatus::Ignored) == 4 && static_cast<int>(EventStatus::Duplicate) == 5 &&
              static_cast<int>(EventStatus::Error) == 6 && static_cast<int>(EventStatus::Waiting) == 7 &&
              static_cast<int>(EventStatus::Paused) == 8 && static_cast<int>(EventStatus::Incomplete) == 9 &&
              static_cast<int>(EventStatus::Unrouted) == 10);
static_assert(static_cast<int>(VerificationStatus::Verified) == 0 &&
              static_cast<int>(VerificationStatus::Failed) == 1 &&
              static_cast<int>(VerificationStatus::Unverified) == 2 &&
              static_cast<int>(VerificationStatus::Error) == 3);
static_assert(static_cast<int>(ActionStatus::Planned) == 0 && static_cast<int>(ActionStatus::Pending) == 1 &&
              static_cast<int>(ActionStatus::Succeeded) == 2 && static_cast<int>(ActionStatus::Failed) == 3 &&
              static_cast<int>(ActionStatus::Dead) == 4 && static_cast<int>(ActionStatus::Skipped) == 5);

} // namespace hw::store
