#pragma once

#include "core/base/error.h"

#include <QString>

namespace hw::models {

/// Who reads the text: the next step is a command in a terminal and a place to click in the window.
enum class Audience { CommandLine, Window };

/// One line that names the thing and the next step, translated where a translation is loaded. Errors about a file begin
/// with "file:line:column: ". Never holds a secret, because errors hold none. Any thread.
[[nodiscard]] QString errorText(const Error& error, Audience audience);

} // namespace hw::models
