#pragma once

#include "ui/models/mappingsource.h"

#include <memory>

namespace hw::engine {
class Engine;
}
namespace hw::store {
class ReadThread;
}

namespace hw::app {

/// The Mapping view's events from the store and its saves through the engine. Both outlive it; `reader` serves nobody
/// else.
[[nodiscard]] std::unique_ptr<models::MappingSource> mappingSourceOf(engine::Engine& engine, store::ReadThread& reader);

} // namespace hw::app
