#pragma once

namespace hw::resources {

/// Registers `:/catalog/…`. A static library's resources are not registered by themselves. May be called repeatedly.
void registerCatalog();

} // namespace hw::resources
