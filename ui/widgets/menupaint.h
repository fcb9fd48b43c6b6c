#pragma once

#include <QSize>

class QPainter;
class QStyleOption;
class QStyleOptionMenuItem;

namespace hw::widgets {

class Theme;

// Menus as the design draws them, for the style: icon, text, and the shortcut at the end.

/// The whole of an entry, from the size of its text.
[[nodiscard]] QSize menuItemSize(const Theme& theme, const QStyleOptionMenuItem& item, QSize text);
void paintMenuItem(QPainter& painter, const Theme& theme, const QStyleOptionMenuItem& item);
void paintMenuPanel(QPainter& painter, const Theme& theme, const QStyleOption& option);

} // namespace hw::widgets
