#pragma once

#include "core/workspace/workspace.h"

#include <QString>

#include <optional>

namespace hw::models {

/// How far the set-up of a source has come; kept in this machine's settings (`window.setup` of data/local.json) until
/// it is finished, so that it can be left and resumed.
struct SetupState
{
    QString step; ///< "endpoint", "secret", "actions", "test"
    QString way;  ///< "cli", "tunnel", "dashboard"; empty = the provider's first

    friend bool operator==(const SetupState&, const SetupState&) = default;
};

/// Nothing where the source is finished, or was never set up in the window.
[[nodiscard]] std::optional<SetupState> setupOf(const workspace::LocalSettings& local, const QString& key);

/// Sets it, or removes it where there is none.
void setSetup(workspace::LocalSettings& local, const QString& key, const std::optional<SetupState>& state);

} // namespace hw::models
