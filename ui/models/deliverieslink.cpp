#include "ui/models/deliverieslink.h"

namespace hw::models {

DeliveriesLink::~DeliveriesLink() = default;

} // namespace hw::models
