#include "ui/widgets/directorydetailparts.h"

#include "ui/widgets/eventpaint.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/sourceglyph.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int edge = 16;
constexpr int keyWidth = 112;
constexpr int iconSide = 16;
constexpr int textLeft = 40;
constexpr int gap = 8;
constexpr int chipPadding = 7;
constexpr int chipIcon = 12;
constexpr int chipIconGap = 5;
constexpr int flowGap = 8;
constexpr int flowLineGap = 6;

Token tokenOf(models::ValueKind kind)
{
    switch (kind) {
    case models::ValueKind::String: return Token::String;
    case models::ValueKind::Number: return Token::Number;
    case models::ValueKind::Keyword: return Token::Keyword;
    case models::ValueKind::Other: break;
    }
    return Token::Text;
}

void prepare(QAbstractButton& button, const QString& name, bool leads)
{
    button.setAccessibleName(name);
    button.setAttribute(Qt::WA_Hover);
    button.setFocusPolicy(leads ? Qt::TabFocus : Qt::NoFocus);
    button.setProperty("leads", leads);
    if (leads)
        button.setCursor(Qt::PointingHandCursor);
    else
        button.setAttribute(Qt::WA_TransparentForMouseEvents);
}

void paintHover(QPainter& painter, const Theme& theme, const QAbstractButton& button)
{
    if (button.underMouse() && button.property("leads").toBool())
        painter.fillRect(button.rect(), theme.color(Token::Hover));
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

int widthOf(const Theme& theme, TextRole role, const QString& text)
{
    return QFontMetrics(theme.font(role)).horizontalAdvance(text);
}

} // namespace

DirectoryPropertyRow::DirectoryPropertyRow(const Theme& theme, const models::DirectoryProperty& property,
                                           QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_property(property)
{
    prepare(*this, QString(property.key + QStringLiteral(": ") + property.value), true);
    setObjectName(QStringLiteral("property_") + property.key);
    setToolTip(tr("%1\nClick to copy").arg(property.value));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DirectoryPropertyRow::sizeHint() const
{
    return {200, m_theme.height(Height::DetailRow)};
}

void DirectoryPropertyRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    paintHover(painter, m_theme, *this);
    int right = width() - edge;
    if (underMouse()) {
        const QRect icon(right - chipIcon, (height() - chipIcon) / 2, chipIcon, chipIcon);
        m_theme.paintIcon(painter, icon, Icon::Copy, Token::Text2);
        right = icon.x() - gap;
    }
    // Facts of the store have words as keys, properties have identifiers.
    const TextRole role = m_property.kind == models::ValueKind::Other ? TextRole::Body : TextRole::Mono;
    paintLine(painter, m_theme, {edge, 0, keyWidth - gap, height()}, m_property.key, role, Token::Text2);
    const int left = edge + keyWidth;
    paintLine(painter, m_theme, {left, 0, std::max(0, right - left), height()}, m_property.value, TextRole::Mono,
              tokenOf(m_property.kind));
}

DirectoryChipButton::DirectoryChipButton(const Theme& theme, const models::DirectoryChip& chip, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_chip(chip)
{
    prepare(*this, chip.text, chip.link.has_value());
    setObjectName(QStringLiteral("chip_") + chip.text);
    setToolTip(chip.text);
}

QSize DirectoryChipButton::sizeHint() const
{
    return {2 * chipPadding + chipIcon + chipIconGap + widthOf(m_theme, TextRole::Small, m_chip.text) + 1,
            m_theme.height(Height::Chip)};
}

void DirectoryChipButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Line2));
    painter.setBrush(m_theme.color(underMouse() ? Token::Hover : Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QRect icon(chipPadding, (height() - chipIcon) / 2, chipIcon, chipIcon);
    if (const auto found = iconNamed(m_chip.icon))
        m_theme.paintIcon(painter, icon, *found, Token::Text2);
    const int left = icon.right() + 1 + chipIconGap;
    paintLine(painter, m_theme, {left, 0, width() - chipPadding - left + 1, height()}, m_chip.text, TextRole::Small,
              Token::Text2);
}

FlowBox::FlowBox(QWidget* parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FlowBox::add(QWidget* widget)
{
    widget->setParent(this);
    m_widgets.append(widget);
    updateGeometry();
}

int FlowBox::arrange(int width, Arrange what) const
{
    int x = edge;
    int y = 0;
    int lineHeight = 0;
    const int right = width - edge;
    for (QWidget* widget : m_widgets) {
        const QSize wanted = widget->sizeHint();
        const int size = std::max(1, std::min(wanted.width(), right - edge));
        if (x > edge && x + size > right) {
            x = edge;
            y += lineHeight + flowLineGap;
            lineHeight = 0;
        }
        if (what == Arrange::Place) {
            const QRect place(x, y, size, wanted.height());
            widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), place));
        }
        x += size + flowGap;
        lineHeight = std::max(lineHeight, wanted.height());
    }
    return y + lineHeight;
}

QSize FlowBox::sizeHint() const
{
    return {200, arrange(std::max(200, width()), Arrange::Measure)};
}

QSize FlowBox::minimumSizeHint() const
{
    return {0, 0};
}

void FlowBox::resizeEvent(QResizeEvent*)
{
    arrange(width(), Arrange::Place);
}

DirectoryItemRow::DirectoryItemRow(const Theme& theme, const models::DirectoryItem& item, Look look, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_item(item)
    , m_look(look)
{
    prepare(*this, joined({item.title, item.text, item.time}), item.link.has_value());
    setObjectName(QStringLiteral("item_") + item.title);
    setToolTip(item.text.isEmpty() ? item.title : item.text);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DirectoryItemRow::sizeHint() const
{
    const int row = m_theme.height(Height::DetailRow);
    return {200, m_look == Look::Line ? row : 2 * row};
}

void DirectoryItemRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    paintHover(painter, m_theme, *this);
    const int row = m_theme.height(Height::DetailRow);
    const int right = width() - edge;
    const int timeWidth = widthOf(m_theme, TextRole::Mono, m_item.time);
    const QRect icon(edge, (row - iconSide) / 2, iconSide, iconSide);
    if (const auto found = iconNamed(m_item.icon))
        m_theme.paintIcon(painter, icon, *found, textTokenOf(m_item.tone));
    paintLine(painter, m_theme, {right - timeWidth, 0, timeWidth + 1, row}, m_item.time, TextRole::Mono, Token::Text2);
    const int textRight = right - timeWidth - (timeWidth > 0 ? gap : 0);
    if (m_look == Look::Line) {
        const int whole = std::max(0, textRight - textLeft);
        const int title = std::min(widthOf(m_theme, TextRole::Mono, m_item.title), whole);
        paintLine(painter, m_theme, {textLeft, 0, title, row}, m_item.title, TextRole::Mono, Token::Text);
        const int left = textLeft + title + gap;
        paintLine(painter, m_theme, {left, 0, std::max(0, textRight - left), row}, m_item.text, TextRole::Small,
                  textTokenOf(m_item.tone));
        return;
    }
    paintLine(painter, m_theme, {textLeft, 0, std::max(0, textRight - textLeft), row}, m_item.title,
              TextRole::BodyMedium, Token::Text);
    const int textHeight = m_theme.lineHeight(TextRole::Small);
    paintLine(painter, m_theme, {textLeft, row, std::max(0, right - textLeft), textHeight}, m_item.text,
              TextRole::Small, Token::Text2);
    if (m_look == Look::Timeline) {
        const int x = icon.center().x();
        painter.fillRect(QRect(x, icon.bottom() + 5, 1, height() - icon.bottom() - 6), m_theme.color(Token::Line2));
    }
}

DirectoryChangeRow::DirectoryChangeRow(const Theme& theme, const models::DirectoryChange& change, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_change(change)
{
    const bool stored = !change.eventType.isEmpty();
    const QString what =
        stored ? tr("%1 from %2").arg(change.action, change.eventType) : tr("By an event that is stored no more");
    prepare(*this, joined({what, change.source, change.time}), stored);
    setObjectName(QStringLiteral("lastChange"));
    setToolTip(change.eventId);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize DirectoryChangeRow::sizeHint() const
{
    return {200, m_theme.height(Height::DetailRow)};
}

void DirectoryChangeRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintFromStart(painter, rect());
    paintHover(painter, m_theme, *this);
    const bool stored = !m_change.eventType.isEmpty();
    m_theme.paintIcon(painter, QRect(edge, (height() - iconSide) / 2, iconSide, iconSide), Icon::Arrow, Token::Text2);
    int right = width() - edge;
    const int timeWidth = widthOf(m_theme, TextRole::Mono, m_change.time);
    paintLine(painter, m_theme, {right - timeWidth, 0, timeWidth + 1, height()}, m_change.time, TextRole::Mono,
              Token::Text2);
    right -= timeWidth + gap;
    if (!m_change.provider.isEmpty()) {
        const QRect glyph(right - iconSide, (height() - iconSide) / 2, iconSide, iconSide);
        paintSourceGlyph(painter, m_theme, glyphOf(m_change.provider), glyph);
        right = glyph.x() - gap;
    }
    const QString before = stored ? tr("%1 from ").arg(m_change.action) : tr("By an event that is stored no more");
    const int beforeWidth = std::min(widthOf(m_theme, TextRole::Body, before), std::max(0, right - textLeft));
    paintLine(painter, m_theme, {textLeft, 0, beforeWidth, height()}, before, TextRole::Body, Token::Text2);
    const int left = textLeft + beforeWidth;
    paintLine(painter, m_theme, {left, 0, std::max(0, right - left), height()}, m_change.eventType, TextRole::Mono,
              underMouse() ? Token::AccentHover : Token::Accent);
}

LinkButton::LinkButton(const Theme& theme, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    prepare(*this, text, true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    return {widthOf(m_theme, TextRole::Small, text()) + 1, m_theme.lineHeight(TextRole::Small)};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintLine(painter, m_theme, rect(), text(), TextRole::Small, underMouse() ? Token::AccentHover : Token::Accent);
}

} // namespace hw::widgets
