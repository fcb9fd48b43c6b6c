#pragma once

#include "ui/models/guidepage.h"
#include "ui/widgets/theme.h"

#include <QUrl>

namespace hw::widgets {

/// "guide:mapping#skipped": the address of a page within the guide.
[[nodiscard]] QUrl guideUrl(const QString& target);

/// The style sheet that the pages are shown with, in the theme's colours and fonts.
[[nodiscard]] QString guideStyle(const Theme& theme);

/// The page as a document of QTextDocument's part of HTML.
[[nodiscard]] QString guideHtml(const models::GuidePage& page, const Theme& theme);

} // namespace hw::widgets
