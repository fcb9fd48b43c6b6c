#include "core/base/logging.h"

namespace hw {

Q_LOGGING_CATEGORY(logHttp, "headwater.http", QtWarningMsg)
Q_LOGGING_CATEGORY(logStore, "headwater.store", QtWarningMsg)
Q_LOGGING_CATEGORY(logScript, "headwater.script", QtWarningMsg)
Q_LOGGING_CATEGORY(logWorkspace, "headwater.workspace", QtWarningMsg)
Q_LOGGING_CATEGORY(logEngine, "headwater.engine", QtWarningMsg)
Q_LOGGING_CATEGORY(logDelivery, "headwater.delivery", QtWarningMsg)
Q_LOGGING_CATEGORY(logUi, "headwater.ui", QtWarningMsg)

} // namespace hw
