#pragma once

#include "app/cli/context.h"

namespace hw::cli {

/// `process ID… | --filter F`: captured events again, for real.
int processAgain(Context& context, const Arguments& arguments);

} // namespace hw::cli
