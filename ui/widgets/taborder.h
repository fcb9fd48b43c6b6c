#pragma once

#include <QList>
#include <QWidget>

namespace hw::widgets {

/// What the keyboard can reach within a widget, in the order in which it is read: from the top, and in a row from where
/// its language begins. What is made later or put elsewhere stands in its place, unlike in Qt's own order.
[[nodiscard]] QList<QWidget*> tabStops(QWidget& within);

/// Scrolls it into view, in all that scrolls around it.
void reveal(QWidget& widget);

/// Gives the focus to the next or the one before of a window, and scrolls it into view; false = there is none.
bool moveFocus(QWidget& window, bool forward);

} // namespace hw::widgets
