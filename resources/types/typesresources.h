#pragma once

namespace hw::resources {

/// Registers `:/types/…`. A static library's resources are not registered by themselves. May be called repeatedly.
void registerTypes();

} // namespace hw::resources
