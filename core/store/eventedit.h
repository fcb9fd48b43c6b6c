#pragma once

#include "core/base/result.h"
#include "core/store/database.h"

#include <vector>

/// Changes of stored events that are no runs, inside a transaction that the caller holds.
namespace hw::store {

enum class Pinned { No, Yes };

/// A pinned event is kept by retention and by deleting in bulk. NotFound where it is gone.
Result<void> pinEvent(Database& database, qint64 seq, Pinned pinned);

/// What somebody remarks about an event; empty = nothing any more. NotFound where the event is gone.
Result<void> noteEvent(Database& database, qint64 seq, const QString& text);

struct Deleted
{
    qint64 events = 0;
    qint64 pinned = 0;     ///< that were left alone
    qint64 unfinished = 0; ///< likewise: an action of theirs is still to be delivered
};

/// Removes events with their runs, actions and (where no other element of the batch needs it) content, and takes them
/// out of all totals. What the Directory holds of them stays.
Result<Deleted> deleteEvents(Database& database, const std::vector<qint64>& seqs);

} // namespace hw::store
