#pragma once

#include "ui/models/enginelink.h"

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::app {

/// The window's link to the engine, which outlives it.
[[nodiscard]] std::unique_ptr<models::EngineLink> linkTo(engine::Engine& engine);

} // namespace hw::app
