#include "ui/widgets/sourceglyph.h"

#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QPainter>

#include <array>

namespace hw::widgets {

namespace {

struct Row
{
    QLatin1String provider;
    QLatin1String letter;
    Token tint;
};

constexpr std::array rows{
    Row{QLatin1String("stripe"), QLatin1String("S"), Token::Glyph1},
    Row{QLatin1String("clerk"), QLatin1String("C"), Token::Glyph2},
    Row{QLatin1String("workos"), QLatin1String("W"), Token::Glyph1},
    Row{QLatin1String("supabase"), QLatin1String("B"), Token::Glyph4},
    Row{QLatin1String("posthog"), QLatin1String("P"), Token::Glyph3},
    Row{QLatin1String("custom"), QLatin1String("{}"), Token::Glyph6},
};

constexpr std::array tints{Token::Glyph1, Token::Glyph2, Token::Glyph3, Token::Glyph4, Token::Glyph5, Token::Glyph6};

} // namespace

SourceGlyph glyphOf(const QString& provider)
{
    for (const Row& row : rows) {
        if (provider == row.provider)
            return {row.letter, row.tint};
    }
    if (provider.isEmpty())
        return {QStringLiteral("?"), Token::Glyph6};
    std::size_t sum = 0;
    for (const QChar c : provider)
        sum += c.unicode();
    return {provider.left(1).toUpper(), tints[sum % tints.size()]};
}

void paintSourceGlyph(QPainter& painter, const Theme& theme, const SourceGlyph& glyph, const QRectF& place)
{
    const Upright upright(painter);
    const QRectF rect = upright.placed(place);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor tint = theme.color(glyph.tint);
    const qreal scale = rect.height() / 16.0;
    painter.setPen(QPen(tint, 1.0 + 0.25 * (scale - 1.0)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3.5 * scale, 3.5 * scale);
    const bool code = glyph.letter.size() > 1;
    QFont font = theme.font(TextRole::BodyStrong);
    font.setPixelSize(qRound((code ? 8.0 : 9.5) * scale));
    painter.setFont(font);
    painter.setPen(tint);
    painter.drawText(rect, Qt::AlignCenter, glyph.letter);
    painter.restore();
}

} // namespace hw::widgets
