#pragma once

#include <QLatin1String>

#include <vector>

namespace hw::widgets {

/// The line icons, 16 px with a 1.4 px stroke (12 px in chips). Theme::icon() and Theme::paintIcon() paint them.
enum class Icon {
#define HW_ICON(name, file, source) name,
#include "resources/icons/icons.def"
#undef HW_ICON
};

/// The resource's name without folder and ending, as in ":/icons/<name>.svg".
[[nodiscard]] QLatin1String iconName(Icon icon);

[[nodiscard]] const std::vector<Icon>& allIcons();

} // namespace hw::widgets
