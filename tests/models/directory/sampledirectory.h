#pragma once

#include "core/store/writer.h"

#include <memory>
#include <vector>

namespace hw::testing {

/// A workspace's database with the Directory's tables, whose actions are carried out as the engine does it.
[[nodiscard]] std::unique_ptr<store::Writer> openDirectory(const QString& path);

/// A processed event of the source with one action.
[[nodiscard]] store::CommitItem directoryEvent(const char* source, const char* type, Timestamp at, const char* action,
                                               json::Object payload);

/// A user alone.
[[nodiscard]] store::CommitItem identified(const QString& id, const QString& name, Timestamp at,
                                           json::Object properties = {});

/// 23 users, 3 tenants, 3 objects, 4 audiences, 4 subscriptions and 7 workflow runs, all within the last six hours
/// before `now`. The user "cus_R4kTm2Wq" takes part in everything.
[[nodiscard]] std::vector<store::CommitItem> sampleDirectory(Timestamp now);

/// Writes all, in order, and waits until they are stored; false where one could not be.
[[nodiscard]] bool writeAll(store::Writer& writer, std::vector<store::CommitItem> items);

} // namespace hw::testing
