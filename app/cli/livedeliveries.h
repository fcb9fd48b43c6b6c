#pragma once

#include "app/cli/context.h"
#include "core/engine/engine.h"

namespace hw::cli {

/// Gives one request to an engine that sends to live destinations, waits until each of its deliveries was tried (or
/// waits for something that is missing), prints the record with the attempts and ends the program.
int runLive(const Context& context, engine::Engine& engine, engine::ProcessRequest request);

} // namespace hw::cli
