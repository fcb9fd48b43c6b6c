#pragma once

class QEvent;
class QFont;
class QString;
class QWidget;

namespace hw::widgets {

/// The text, or as much of its beginning as fits into `room` pixels, with "…".
[[nodiscard]] QString shortened(const QString& text, const QFont& font, int room);

/// Answers a tooltip's event of a widget that shows its text shortened, and has no tooltip of its own, with the whole;
/// false = the event is none, or there is nothing to tell.
bool tellWhole(QEvent& event, QWidget& widget, const QString& text, const QFont& font, int room);

} // namespace hw::widgets
