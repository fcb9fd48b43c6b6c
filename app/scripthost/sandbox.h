#pragma once

#include "core/base/result.h"
#include "core/script/protocol.h"

/// The walls around a process that runs foreign code. Call in the order of the declarations.
namespace hw::scripthost::sandbox {

/// Network, mounts and interprocess objects of its own, where the system lets ordinary processes have them (many
/// containers do not): a second wall behind close(). Before the process has a second thread.
void separate();

/// Ends this process with its parent, forbids core dumps (they would hold secrets) and debuggers.
[[nodiscard]] Result<void> tieToParent();

/// Notes in `shared` from now on whether memory was refused, and, when a signal ends the process, whether the stack ran
/// out.
void watchCrashes(script::protocol::Shared* shared);

/// At most `bytes` of data beyond what the process holds now.
[[nodiscard]] Result<void> limitMemory(qint64 bytes);

/// From here on: no files (and an empty root, where separate() gave the right to one), no network, no processes. System
/// calls that are not needed fail with EPERM.
[[nodiscard]] Result<void> close();

/// Data pages of the process in bytes, from a descriptor opened by watchCrashes().
[[nodiscard]] qint64 dataSize();

} // namespace hw::scripthost::sandbox
