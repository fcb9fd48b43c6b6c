#pragma once

#include "core/catalog/provider.h"
#include "ui/models/guidepage.h"

namespace hw::models {

struct KeyValue;

/// The page about a provider; `origin` is where the listener is: "http://127.0.0.1:4400".
[[nodiscard]] GuidePage guideOfProvider(const catalog::Provider& provider, const QString& id, const QString& origin);
/// What scripts are given and what they return.
[[nodiscard]] GuidePage guideOfContext();
/// The functions and classes that scripts can use.
[[nodiscard]] GuidePage guideOfBuiltIns();
/// The kinds of actions with their parameters.
[[nodiscard]] GuidePage guideOfActions();
/// Keys and what they do.
[[nodiscard]] GuidePage guideOfShortcuts(const std::vector<KeyValue>& shortcuts);

} // namespace hw::models
