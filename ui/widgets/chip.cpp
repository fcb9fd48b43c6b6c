#include "ui/widgets/chip.h"

#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace hw::widgets {

namespace {

constexpr int chipPadding = 6;
constexpr int chipIcon = 12;
constexpr int chipGap = 4;
constexpr int countPadding = 5;
constexpr int keyPadding = 5;
constexpr qreal radius = 4;
constexpr qreal countRadius = 3;

QRect placed(QSize size, const QRect& cell, int left)
{
    return {QPoint(left, cell.y() + (cell.height() - size.height()) / 2), size};
}

void fillRounded(QPainter& painter, const QRectF& rect, qreal corner, const QColor& color)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(rect, corner, corner);
}

} // namespace

Token textToken(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return Token::Ok;
    case Tone::Fail: return Token::Fail;
    case Tone::Warn: return Token::Warn;
    case Tone::Neutral: return Token::Neutral;
    case Tone::Accent: break;
    }
    return Token::Accent;
}

Token fillToken(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return Token::OkSoft;
    case Tone::Fail: return Token::FailSoft;
    case Tone::Warn: return Token::WarnSoft;
    case Tone::Neutral: return Token::NeutralSoft;
    case Tone::Accent: break;
    }
    return Token::AccentSoft;
}

Token barToken(Tone tone)
{
    switch (tone) {
    case Tone::Ok: return Token::OkBar;
    case Tone::Fail: return Token::FailBar;
    case Tone::Warn: return Token::WarnBar;
    case Tone::Neutral: return Token::NeutralBar;
    case Tone::Accent: break;
    }
    return Token::Accent;
}

QSize chipSize(const Theme& theme, const Chip& chip)
{
    const int text = QFontMetrics(theme.font(TextRole::Secondary)).horizontalAdvance(chip.text);
    return {2 * chipPadding + text + (chip.icon ? chipIcon + chipGap : 0), theme.height(Height::Chip)};
}

QRect paintChip(QPainter& painter, const Theme& theme, const Chip& chip, const QRect& cell, int left)
{
    const QRect rect = placed(chipSize(theme, chip), cell, left);
    painter.save();
    paintFromStart(painter, rect);
    fillRounded(painter, rect, radius, theme.color(fillToken(chip.tone)));
    QRect text = rect.adjusted(chipPadding, 0, -chipPadding, 0);
    if (chip.icon) {
        const QRect icon(text.x(), rect.y() + (rect.height() - chipIcon) / 2, chipIcon, chipIcon);
        theme.paintIcon(painter, icon, *chip.icon, textToken(chip.tone));
        text.setLeft(icon.right() + 1 + chipGap);
    }
    painter.setFont(theme.font(TextRole::Secondary));
    painter.setPen(theme.color(textToken(chip.tone)));
    {
        const Upright upright(painter);
        painter.drawText(upright.placed(text.adjusted(0, 0, chipPadding, 0)), Qt::AlignVCenter | Qt::AlignLeft,
                         chip.text);
    }
    painter.restore();
    return rect;
}

QSize countLabelSize(const Theme& theme, const QString& text)
{
    const int width = QFontMetrics(theme.font(TextRole::Label)).horizontalAdvance(text);
    return {2 * countPadding + width, theme.height(Height::CountLabel)};
}

QRect paintCountLabel(QPainter& painter, const Theme& theme, const QString& text, Tone tone, const QRect& cell,
                      int left)
{
    const Upright upright(painter);
    const QRect rect = upright.placed(placed(countLabelSize(theme, text), cell, left));
    painter.save();
    fillRounded(painter, rect, countRadius, theme.color(fillToken(tone)));
    painter.setFont(theme.font(TextRole::Label));
    painter.setPen(theme.color(textToken(tone)));
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.restore();
    return rect;
}

QSize keyCapSize(const Theme& theme, const QString& text)
{
    const int width = QFontMetrics(theme.font(TextRole::Label)).horizontalAdvance(text);
    return {2 * keyPadding + width, theme.height(Height::CountLabel) + 2};
}

QRect paintKeyCap(QPainter& painter, const Theme& theme, const QString& text, const QRect& cell, int left)
{
    const Upright upright(painter);
    const QRect rect = upright.placed(placed(keyCapSize(theme, text), cell, left));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.color(Token::Line));
    painter.setBrush(theme.color(Token::Sunken));
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setFont(theme.font(TextRole::Label));
    painter.setPen(theme.color(Token::Text3));
    painter.drawText(rect, Qt::AlignCenter, text);
    painter.restore();
    return rect;
}

void paintDot(QPainter& painter, const Theme& theme, Token token, DotShape shape, const QPointF& center)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (shape == DotShape::Filled) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.color(token));
        painter.drawEllipse(center, 4, 4);
    } else {
        painter.setPen(QPen(theme.color(token), 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(center, 3.4, 3.4);
    }
    painter.restore();
}

} // namespace hw::widgets
