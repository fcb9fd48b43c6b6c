#pragma once

class QMimeData;
class QString;
class QWidget;

namespace hw::widgets {

class Theme;

/// Lets the pointer carry `carried` away from `source`, with a chip that names it. Returns once it is let go.
void dragAsChip(QWidget& source, const Theme& theme, QMimeData* carried, const QString& text);

} // namespace hw::widgets
