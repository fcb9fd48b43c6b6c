#pragma once

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/store/eventedit.h"

#include <vector>

/// Deleting that can be taken back until the process ends: what goes is kept in memory, with the writer's connection.
namespace hw::store {

/// Up to so many bytes of bodies are kept at once; what is trashed beyond is deleted for good.
constexpr qint64 trashBytes = 128LL * 1024 * 1024;

struct Trashed
{
    Deleted deleted;
    std::vector<qint64> kept; ///< those that can be restored
};

/// As deleteEvents(), after keeping everything that goes with them.
Result<Trashed> trashEvents(Database& database, const std::vector<qint64>& seqs);

/// Puts trashed events back as they were, under their numbers and ids; how many. Idempotency keys that another event
/// has taken meanwhile stay with that one.
Result<qint64> restoreEvents(Database& database, const std::vector<qint64>& seqs);

/// What was of one source is of another from now on, as moveHistory() has it.
Result<void> moveTrash(Database& database, const QString& from, const QString& to);

/// Whether something in the trash needs this file of a large body.
Result<bool> isBlobTrashed(Database& database, const QByteArray& name);

} // namespace hw::store
