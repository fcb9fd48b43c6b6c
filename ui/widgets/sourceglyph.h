#pragma once

#include "ui/widgets/tokens.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace hw::widgets {

class Theme;

/// How a source is drawn: a letter in a rounded square, never a provider's logo.
struct SourceGlyph
{
    QString letter; ///< one letter, or "{}" for custom sources
    Token tint = Token::Glyph6;

    friend bool operator==(const SourceGlyph&, const SourceGlyph&) = default;
};

/// The glyph of a provider of the catalogue; a provider without its own gets its first letter and a tint that depends
/// on its key alone.
[[nodiscard]] SourceGlyph glyphOf(const QString& provider);

/// 16 px in rows, 32 px in the gallery: the letter scales with `rect`.
void paintSourceGlyph(QPainter& painter, const Theme& theme, const SourceGlyph& glyph, const QRectF& rect);

} // namespace hw::widgets
