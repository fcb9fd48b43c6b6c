#pragma once

#include "app/cli/command.h"

namespace hw::cli {

/// `events import`.
[[nodiscard]] Command eventImportCommand();

} // namespace hw::cli
