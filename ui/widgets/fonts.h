#pragma once

#include <QString>

namespace hw::widgets {

struct FontFamilies
{
    QString sans;
    QString mono;
};

/// Registers the fonts that are built in (:/fonts) with the application and names their families; the system's
/// families where one cannot be loaded. Needs a QGuiApplication.
[[nodiscard]] FontFamilies loadFonts();

} // namespace hw::widgets
