#pragma once

#include "core/base/clock.h"
#include "ui/models/setuplink.h"

#include <memory>

namespace hw::engine {
class Engine;
}

namespace hw::app {

/// What setting up a source needs of the engine, which outlives it, as does the clock. Requests to an address of the
/// workspace whose database this is trust the certificate of its listener.
[[nodiscard]] std::unique_ptr<models::SetupLink> setupLinkTo(engine::Engine& engine, const QString& databasePath,
                                                             const Clock& clock);

} // namespace hw::app
