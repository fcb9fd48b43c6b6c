#pragma once

#include "ui/models/settingslink.h"

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::app {

/// The settings' link to the engine, which outlives it.
[[nodiscard]] std::unique_ptr<models::SettingsLink> settingsLinkTo(engine::Engine& engine);

} // namespace hw::app
