#pragma once

#include "core/store/database.h"

namespace hw::store {

/// Calls `use(row)` for each row of a query; `use` must not run the same query again.
template<class Use, class... Args>
Result<void> eachRow(Database& database, const QByteArray& sql, const Use& use, const Args&... args)
{
    Result<Statement*> statement = database.cached(sql);
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(args...);
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        use(from);
    }
}

} // namespace hw::store
