#include "ui/widgets/detailrow.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int iconSide = 16;
constexpr int titleLeft = 40;
constexpr int textLeft = 160;
constexpr int durationWidth = 64;
constexpr int barWidth = 200;
constexpr int narrowBar = 96;
constexpr int narrow = 620;
constexpr int barHeight = 8;
constexpr int gap = 16;
constexpr int sectionTop = 8;

} // namespace

DetailRow::DetailRow(const Theme& theme, Content content, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_content(std::move(content))
{
    QStringList parts{m_content.title, m_content.text};
    if (m_content.chip)
        parts << m_content.chip->text;
    if (m_content.hasBar && !m_content.duration.isEmpty())
        parts << m_content.duration;
    parts.removeAll(QString());
    setAccessibleName(parts.join(QStringLiteral(", ")));
    setToolTip(m_content.text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize DetailRow::sizeHint() const
{
    return {300, m_theme.height(Height::DetailRow)};
}

void DetailRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    if (isChecked())
        painter.fillRect(rect(), m_theme.color(isActiveWindow() ? Token::Sel : Token::SelInactive));
    else if (underMouse())
        painter.fillRect(rect(), m_theme.color(Token::Hover));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    if (const auto icon = iconNamed(m_content.icon)) {
        const Token tint = m_content.iconTone == models::Tone::Plain ? Token::Text2 : textTokenOf(m_content.iconTone);
        m_theme.paintIcon(painter, QRect(edge, (height() - iconSide) / 2, iconSide, iconSide), *icon,
                          m_content.isQuiet ? Token::Text3 : tint);
    }
    const Token ink = m_content.isQuiet                          ? Token::Text3
                      : m_content.iconTone == models::Tone::Fail ? Token::Fail
                                                                 : Token::Text;
    paintLine(painter, m_theme, {titleLeft, 0, textLeft - titleLeft - 4, height()}, m_content.title, TextRole::Body,
              ink);
    int right = width() - edge;
    if (m_content.hasRightColumn) {
        paintLine(painter, m_theme, {right - durationWidth, 0, durationWidth, height()}, m_content.duration,
                  TextRole::Body, Token::Text2, Qt::AlignRight | Qt::AlignVCenter);
        right -= durationWidth;
    }
    if (m_content.hasBar) {
        const int whole = width() < narrow ? narrowBar : barWidth;
        const QRect track(right - whole, (height() - barHeight) / 2, whole, barHeight);
        painter.fillRect(track, m_theme.color(Token::NeutralSoft));
        if (m_content.barLength > 0) {
            const int from = static_cast<int>(std::floor(m_content.barStart * whole));
            const int to = static_cast<int>(std::ceil((m_content.barStart + m_content.barLength) * whole));
            const int length = std::max(2, to - from);
            painter.fillRect(QRect(track.x() + std::min(from, whole - length), track.y(), length, barHeight),
                             m_theme.color(barToken(toneOf(m_content.barTone))));
        }
        right = track.x() - gap;
    } else if (m_content.chip) {
        const Chip chip = chipOf(*m_content.chip);
        const int chipLeft = right - chipSize(m_theme, chip).width();
        paintChip(painter, m_theme, chip, rect(), chipLeft);
        right = chipLeft - gap;
    }
    const Token textInk = m_content.isQuiet ? Token::Text3 : Token::Text2;
    paintLine(painter, m_theme, {textLeft, 0, std::max(0, right - textLeft), height()}, m_content.text, TextRole::Body,
              textInk);
}

SectionLabel::SectionLabel(const Theme& theme, const QString& text, Place place, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(text)
    , m_place(place)
{
    setAccessibleName(text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void SectionLabel::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    update();
}

void SectionLabel::setRightText(const QString& text)
{
    m_right = text;
    setAccessibleDescription(text);
    update();
}

QSize SectionLabel::sizeHint() const
{
    return {200, m_theme.lineHeight(TextRole::Caption) + 2 * sectionTop + (m_place == Place::First ? 8 : 3)};
}

void SectionLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    const QRect line(edge, sectionTop + 6, width() - 2 * edge, m_theme.lineHeight(TextRole::Caption));
    paintLine(painter, m_theme, line, m_text, TextRole::Caption, Token::Text2);
    paintLine(painter, m_theme, line, m_right, TextRole::Caption, Token::Text2, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace hw::widgets
