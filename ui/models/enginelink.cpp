#include "ui/models/enginelink.h"

namespace hw::models {

EngineLink::~EngineLink() = default;

} // namespace hw::models
