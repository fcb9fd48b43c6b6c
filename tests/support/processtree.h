#pragma once

#include <QtGlobal>

namespace hw::test {

/// PSS of a process and all below it, KiB.
[[nodiscard]] qint64 treePss(qint64 pid);

} // namespace hw::test
