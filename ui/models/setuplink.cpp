#include "ui/models/setuplink.h"

namespace hw::models {

SetupLink::~SetupLink() = default;

} // namespace hw::models
