#include "ui/models/settingslink.h"

namespace hw::models {

SettingsLink::~SettingsLink() = default;

} // namespace hw::models
