#include "core/catalog/provider.h"

#include <algorithm>

namespace hw::catalog {

namespace {

template<class Range, class Wanted>
auto firstWhere(const Range& range, const Wanted& wanted) -> decltype(range.data())
{
    const auto it = std::find_if(range.begin(), range.end(), wanted);
    return it == range.end() ? nullptr : &*it;
}

} // namespace

const EventType* Provider::findEventType(QStringView wanted) const
{
    return firstWhere(eventTypes, [&](const EventType& type) { return type.name == wanted; });
}

const Sample* Provider::findSample(QStringView type) const
{
    return firstWhere(samples, [&](const Sample& sample) { return sample.type == type; });
}

const TypeAlias* Provider::findAlias(QStringView spelling) const
{
    return firstWhere(aliases, [&](const TypeAlias& alias) { return alias.alias == spelling; });
}

QString Provider::canonicalType(const QString& type) const
{
    const TypeAlias* alias = findAlias(type);
    return alias ? alias->type : type;
}

} // namespace hw::catalog
