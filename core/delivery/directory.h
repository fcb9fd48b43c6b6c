#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/run.h"
#include "core/store/database.h"
#include "core/store/migrations.h"

#include <QString>

namespace hw::delivery {

/// The embedded destination: users, objects, tenants, audiences, subscriptions and workflow runs of each environment,
/// in the workspace's own database, with the semantics of the Knock API. Tenants are objects of this collection, so
/// that one can subscribe to them.
inline constexpr char tenantCollection[] = "$tenants";

/// The Directory's tables ("directory_…"), for openStore() and WriterOptions.
[[nodiscard]] store::SchemaModule directorySchema();

/// Carries one action out and gives what stands in its record as `result`: {"created": true},
/// {"workflow_run_id": "…"}, … Must run inside a transaction of the writer; after an error the caller takes its rows
/// back. Errors: NotSupported {action or parameter, "directory"} for what the Directory cannot do, NotFound {kind, id},
/// InvalidArgument {parameter, value, accepted}, and those of Database.
[[nodiscard]] Result<json::Value> applyAction(store::Database& database, const QString& environment,
                                              const QString& eventId, Timestamp now, const Action& action);

/// Errors that concern the whole store and not the one action.
[[nodiscard]] bool isStoreError(ErrorCode code);

/// What stands as `result` of an action that failed: {"error": {"code", "args"}}.
[[nodiscard]] json::Value errorResult(const Error& error);

} // namespace hw::delivery
