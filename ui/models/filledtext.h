#pragma once

#include <QString>
#include <QStringList>

namespace hw::models {

/// The text with its places (%1 to %9) filled; arguments are never looked into for places of their own.
[[nodiscard]] QString filledText(const QString& text, const QStringList& args);

} // namespace hw::models
