#pragma once

#include "core/base/result.h"
#include "core/store/migrations.h"

#include <QString>

namespace hw::store {

struct Rescue
{
    QString kept;    ///< where the damaged database went
    qint64 rows = 0; ///< that could be read
};

/// Copies every row of a damaged database that can still be read into a new one, which takes its place; the damaged one
/// is kept beside it, with its log. Nobody else may have it open. StoreCorrupt where nothing can be read at all: then
/// nothing has changed.
[[nodiscard]] Result<Rescue> rescueStore(const QString& path, const std::vector<SchemaModule>& modules);

} // namespace hw::store
