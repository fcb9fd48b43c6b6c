#pragma once

#include <QLoggingCategory>

/// All logging categories of the program, off below warning by default. Never a secret, a body or a header value in a
/// log line.
namespace hw {

Q_DECLARE_LOGGING_CATEGORY(logHttp)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logScript)
Q_DECLARE_LOGGING_CATEGORY(logWorkspace)
Q_DECLARE_LOGGING_CATEGORY(logEngine)
Q_DECLARE_LOGGING_CATEGORY(logDelivery)
Q_DECLARE_LOGGING_CATEGORY(logUi)

} // namespace hw
