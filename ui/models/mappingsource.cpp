#include "ui/models/mappingsource.h"

namespace hw::models {

MappingSource::~MappingSource() = default;

} // namespace hw::models
