#pragma once

#include "core/base/json.h"

#include <QHash>
#include <QString>

namespace hw::mapping {

/// One JavaScript expression of a source's mappings, to be compiled into the source's program. `key` is its place:
/// "map_01…/when", "map_01…/when/all/0", "map_01…/parameters/data".
struct ExpressionSource
{
    QString key;
    QString source;
    friend bool operator==(const ExpressionSource&, const ExpressionSource&) = default;
};

/// What an expression gave for one event.
struct ExpressionValue
{
    json::Value value; ///< undefined where it gave undefined
    QString error;     ///< the message of what it threw; empty = it gave a value
    friend bool operator==(const ExpressionValue&, const ExpressionValue&) = default;
};

/// By ExpressionSource::key. A key that is not there counts as failed.
using ExpressionValues = QHash<QString, ExpressionValue>;

} // namespace hw::mapping
