#include "ui/widgets/page.h"

namespace hw::widgets {

Page::~Page() = default;

} // namespace hw::widgets
