#pragma once

#include <QtGlobal>

#include <functional>

namespace hw::store {

/// Asked now and then by a scan, with the rows looked at so far; false ends it with Cancelled.
using ScanControl = std::function<bool(qint64 scanned)>;

} // namespace hw::store
