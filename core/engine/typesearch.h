#pragma once

#include "core/catalog/catalog.h"
#include "core/store/filter.h"

#include <QString>

#include <vector>

namespace hw::engine {

/// Another spelling of an event type that was looked for. Both point into the catalogue.
struct UsedAlias
{
    const catalog::Provider* provider;
    const catalog::TypeAlias* alias;
};

struct TypeSearch
{
    QString text; ///< the filter's text, in which each alias has what it stands for beside it
    std::vector<UsedAlias> used;
};

/// Looks in the `type:` terms of a filter for spellings that providers do not send ("org.created"), since nothing would
/// be found under them. What one provider sends is no alias, whatever it is to another.
[[nodiscard]] TypeSearch withAliases(const store::Filter& filter, const catalog::Catalog& catalog);

} // namespace hw::engine
