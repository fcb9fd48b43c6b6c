#include "ui/widgets/eventpaint.h"

#include "ui/widgets/icons.h"
#include "ui/widgets/mirror.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

std::optional<Icon> iconNamed(const QString& name)
{
    for (const Icon icon : allIcons()) {
        if (name == iconName(icon))
            return icon;
    }
    return std::nullopt;
}

Tone toneOf(models::Tone tone)
{
    switch (tone) {
    case models::Tone::Ok: return Tone::Ok;
    case models::Tone::Fail: return Tone::Fail;
    case models::Tone::Warn: return Tone::Warn;
    case models::Tone::Plain:
    case models::Tone::Neutral: break;
    }
    return Tone::Neutral;
}

Token textTokenOf(models::Tone tone)
{
    return tone == models::Tone::Plain ? Token::Text2 : textToken(toneOf(tone));
}

Chip chipOf(const models::StatusLabel& label)
{
    return {toneOf(label.tone), iconNamed(label.icon), label.text};
}

void paintLine(QPainter& painter, const Theme& theme, const QRect& rect, const QString& text, TextRole role,
               Token token, Qt::Alignment alignment)
{
    // Code reads from left to right in every language; where it stands follows the window.
    const Qt::LayoutDirection direction = painter.layoutDirection();
    const bool isCode = role == TextRole::Mono || role == TextRole::Code;
    if (isCode)
        painter.setLayoutDirection(Qt::LeftToRight);
    paintLine(painter, theme.font(role), theme.color(token), rect, text,
              isCode ? QStyle::visualAlignment(direction, alignment) : alignment);
    painter.setLayoutDirection(direction);
}

void paintLine(QPainter& painter, const QFont& font, const QColor& colour, const QRect& rect, const QString& text,
               Qt::Alignment alignment)
{
    painter.setFont(font);
    painter.setPen(colour);
    // Advances are rounded: a text that was measured to fit is not cut for a fraction of a pixel.
    const QFontMetrics metrics(font);
    const bool fits = metrics.horizontalAdvance(text) <= rect.width();
    const int flags = static_cast<int>(alignment) | Qt::TextSingleLine | Qt::TextDontClip;
    const Upright upright(painter);
    painter.drawText(upright.placed(rect), flags, fits ? text : metrics.elidedText(text, Qt::ElideRight, rect.width()));
}

HairLine::HairLine(const Theme& theme, Qt::Orientation orientation, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HairLine::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), m_theme.color(Token::Line));
}

Fill::Fill(const Theme& theme, Token token, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_token(token)
{
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Fill::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(rect(), m_theme.color(m_token));
}

} // namespace hw::widgets
