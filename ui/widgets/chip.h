#pragma once

#include "ui/widgets/icons.h"
#include "ui/widgets/tokens.h"

#include <QRect>
#include <QSize>
#include <QString>

#include <optional>

class QPainter;

namespace hw::widgets {

class Theme;

enum class Tone { Ok, Fail, Warn, Neutral, Accent };

[[nodiscard]] Token textToken(Tone tone);
[[nodiscard]] Token fillToken(Tone tone);
[[nodiscard]] Token barToken(Tone tone); ///< for graphics: dots, bars; Accent gives the accent itself

/// A word on a soft fill: `icon` makes it a status chip (20 px), without it is a plain one.
struct Chip
{
    Tone tone = Tone::Neutral;
    std::optional<Icon> icon;
    QString text;
};

// Painting functions for delegates and own widgets: there are no chip widgets in cells. Sizes are in device independent
// pixels; the chip stands at `left`, centred in the height of `cell`. All return the chip's rectangle.

[[nodiscard]] QSize chipSize(const Theme& theme, const Chip& chip);
QRect paintChip(QPainter& painter, const Theme& theme, const Chip& chip, const QRect& cell, int left);

/// The 16 px label of a count ("3", "9 failed").
[[nodiscard]] QSize countLabelSize(const Theme& theme, const QString& text);
QRect paintCountLabel(QPainter& painter, const Theme& theme, const QString& text, Tone tone, const QRect& cell,
                      int left);

/// A bordered key ("Ctrl K"), 20 px high.
[[nodiscard]] QSize keyCapSize(const Theme& theme, const QString& text);
QRect paintKeyCap(QPainter& painter, const Theme& theme, const QString& text, const QRect& cell, int left);

/// A filled status dot of 8 px, or a ring where `filled` is false, centred at `center`.
enum class DotShape { Filled, Ring };
void paintDot(QPainter& painter, const Theme& theme, Token token, DotShape shape, const QPointF& center);

} // namespace hw::widgets
