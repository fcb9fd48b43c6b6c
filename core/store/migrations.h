#pragma once

#include "core/store/database.h"

#include <functional>
#include <vector>

namespace hw::store {

/// One step from a schema version to the next, run inside the transaction of the whole migration.
using MigrationStep = std::function<Result<void>(Database&)>;

/// A step that is plain SQL (several statements are fine).
[[nodiscard]] MigrationStep sqlStep(QByteArray sql);

/// The tables of one layer: step n leads from version n to n + 1, so a new database gets all of them and steps.size()
/// is the version this program knows. Steps that were released are never changed.
struct SchemaModule
{
    QString name; ///< "directory"
    std::vector<MigrationStep> steps;
};

/// Opens data/headwater.db for writing and brings it to the schema of this program: the store's own tables (their
/// version stands in `PRAGMA user_version`) and those of the modules (versions in the table `schema_module`).
/// Everything happens in one transaction; a database that held data is copied first, to `<path>.v<version>.backup`.
/// Errors besides those of Database: StoreTooNew (nothing was changed).
[[nodiscard]] Result<Database> openStore(const QString& path, const std::vector<SchemaModule>& modules = {});

/// Opens for reading only. Errors: NotFound without a file, StoreTooNew, StoreOutdated where the owner has not migrated
/// it yet.
[[nodiscard]] Result<Database> openStoreForReading(const QString& path);

/// The version of the store's own tables that this program knows.
[[nodiscard]] int storeSchemaVersion();

} // namespace hw::store
