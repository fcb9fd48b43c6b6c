#pragma once

namespace hw::resources {

/// Registers `:/guide/<language>/<page>.md`. A static library's resources are not registered by themselves. May be
/// called repeatedly.
void registerGuide();

} // namespace hw::resources
