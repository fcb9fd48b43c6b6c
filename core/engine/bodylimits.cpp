#include "core/engine/bodylimits.h"

#include <algorithm>

namespace hw::engine {

namespace {

constexpr qint64 largestAllowed = 1024LL * 1024 * 1024;

qint64 limitIn(const json::Value& value, qint64 standard)
{
    const qint64 limit = value.toInteger();
    return limit >= 1 && limit <= largestAllowed ? limit : standard;
}

} // namespace

qint64 bodyLimitOf(const workspace::LocalSettings& local, const QString& source, qint64 standard)
{
    return limitIn(local.extra[u"bodyLimits"][source], standard);
}

qint64 largestBodyLimit(const workspace::LocalSettings& local, qint64 standard)
{
    qint64 largest = standard;
    for (const auto& [source, value] : local.extra[u"bodyLimits"].toObject())
        largest = std::max(largest, limitIn(value, standard));
    return largest;
}

} // namespace hw::engine
