#pragma once

class QLayout;
class QScrollArea;
class QWidget;

namespace hw::widgets {

/// Takes all widgets out and deletes them once control is back in the event loop.
void clearLayout(QLayout& layout);

/// A frameless scroll area around the widget, vertical only.
[[nodiscard]] QScrollArea* scrolling(QWidget* content);

} // namespace hw::widgets
