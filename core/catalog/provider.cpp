#include "core/catalog/provider.h"

#include "core/catalog/samples.h"

#include <QRegularExpression>

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
    if (const Sample* sample = firstWhere(samples, [&](const Sample& one) { return one.type == type; }))
        return sample;
    return firstWhere(sampleTemplates, [&](const Sample& one) { return partsOf(one.type, type).has_value(); });
}

const SigningChoice* Provider::findSigningChoice(QStringView wanted) const
{
    return firstWhere(signingChoices, [&](const SigningChoice& choice) { return choice.key == wanted; });
}

Result<QStringList> Provider::makeTypes(const QString& made) const
{
    if (!typeMaker)
        return Error{ErrorCode::NotSupported, {QStringLiteral("event types by name"), name}};
    const QRegularExpression pattern(QRegularExpression::anchoredPattern(typeMaker->pattern));
    if (!pattern.match(made).hasMatch())
        return Error{ErrorCode::InvalidArgument, {typeMaker->label, made, typeMaker->example}};
    QStringList types;
    for (QString type : typeMaker->types)
        types.append(type.replace(QLatin1String("{{name}}"), made));
    return types;
}

const TypeAlias* Provider::findAlias(QStringView spelling) const
{
    return firstWhere(aliases, [&](const TypeAlias& alias) { return alias.alias == spelling; });
}

QString Provider::canonicalType(const QString& type) const
{
    return catalog::canonicalType(aliases, type);
}

QString canonicalType(const std::vector<TypeAlias>& aliases, const QString& type)
{
    const TypeAlias* found = firstWhere(aliases, [&](const TypeAlias& alias) { return alias.alias == type; });
    return found ? found->type : type;
}

} // namespace hw::catalog
