#include "core/engine/typesearch.h"

#include <algorithm>

namespace hw::engine {

namespace {

bool isSent(const catalog::Catalog& catalog, const QString& type)
{
    const auto& all = catalog.providers();
    return std::any_of(all.begin(), all.end(),
                       [&](const catalog::Provider& provider) { return provider.findEventType(type) != nullptr; });
}

} // namespace

TypeSearch withAliases(const store::Filter& filter, const catalog::Catalog& catalog)
{
    TypeSearch search{filter.text(), {}};
    const std::vector<store::FilterToken>& tokens = filter.tokens();
    // From the end, so that the places before stay what they are.
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
        if (token->key != QLatin1String("type") || token->value.contains(u'"'))
            continue;
        QStringList values = token->value.split(u',');
        for (const QString& value : token->value.split(u',')) {
            // What one provider sends by this name is what is looked for.
            if (isSent(catalog, value))
                continue;
            for (const catalog::Provider& provider : catalog.providers()) {
                const catalog::TypeAlias* alias = provider.findAlias(value);
                if (!alias)
                    continue;
                search.used.push_back({&provider, alias});
                if (!values.contains(alias->type))
                    values.append(alias->type);
            }
        }
        const QString before = search.text.mid(token->position, token->length).chopped(token->value.size());
        QStringList written;
        for (const QString& value : std::as_const(values))
            written.append(value.contains(u' ') ? u'"' + value + u'"' : value);
        search.text.replace(token->position, token->length, before + written.join(u','));
    }
    return search;
}

} // namespace hw::engine
