#pragma once

#include <QString>

namespace hw::store {

/// How many events of one type were captured.
struct TypeCount
{
    QString type;
    qint64 events = 0;

    friend bool operator==(const TypeCount&, const TypeCount&) = default;
};

} // namespace hw::store
