#pragma once

#include "core/base/json.h"

#include <QString>

namespace hw::models {

/// The value of an event that an empty parameter of an action most likely wants, by its name, the names around it and
/// its shape ("body.data.object.email" for "email"); what the script returned comes first. `root` is {body, headers,
/// preprocess}. Empty where nothing speaks for one.
[[nodiscard]] QString suggestedPath(const QString& action, const QString& parameter, const json::Value& root);

} // namespace hw::models
