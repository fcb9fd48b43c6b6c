#include "ui/widgets/buttons.h"

#include "ui/widgets/chip.h"
#include "ui/widgets/shortened.h"

#include <QAction>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace hw::widgets {

namespace {

constexpr int iconSide = 16;
constexpr int dotWidth = 8;
constexpr int gap = 6;
constexpr int keyHintGap = 8;
constexpr int buttonPadding = 11; // with its border
constexpr int toolPadding = 9;
constexpr int iconOnlyPadding = 6;
constexpr qreal radius = 5;
constexpr char iconProperty[] = "hwIcon";
constexpr char primaryProperty[] = "hwPrimary";

int heightOf(const Theme& theme, ButtonSize size)
{
    switch (size) {
    case ButtonSize::Normal: return theme.height(Height::Button);
    case ButtonSize::Small: return theme.height(Height::SmallButton);
    case ButtonSize::Wizard: break;
    }
    return theme.height(Height::WizardField);
}

/// A rectangle with the corners of one side rounded, for the parts of a toggle.
QPainterPath outline(const QRectF& rect, bool roundLeft, bool roundRight)
{
    QPainterPath path;
    path.addRoundedRect(rect, radius, radius);
    if (roundLeft && roundRight)
        return path;
    QPainterPath square;
    square.addRect(roundLeft ? rect.adjusted(radius, 0, 0, 0) : rect.adjusted(0, 0, -radius, 0));
    return path.united(square);
}

} // namespace

Button::Button(const Theme& theme, const QString& text, ButtonKind kind, std::optional<Icon> icon, QWidget* parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_kind(kind)
    , m_icon(icon)
{
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setDefault(kind == ButtonKind::Primary);
    setCursor(Qt::ArrowCursor);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void Button::setButtonSize(ButtonSize size)
{
    m_size = size;
    updateGeometry();
}

void Button::setKeyHint(const QString& keys)
{
    m_keyHint = keys;
    updateGeometry();
    update();
}

void Button::setStartAligned()
{
    m_startAligned = true;
    update();
}

int Button::keyHintWidth() const
{
    return m_keyHint.isEmpty() ? 0 : keyHintGap + keyCapSize(m_theme, m_keyHint).width();
}

QFont Button::textFont() const
{
    return m_theme.font(m_kind == ButtonKind::Primary ? TextRole::BodyMedium : TextRole::Body);
}

int Button::textRoom() const
{
    return width() - buttonPadding - (m_icon ? iconSide + gap : 0) - keyHintWidth();
}

bool Button::event(QEvent* event)
{
    return tellWhole(*event, *this, text(), textFont(), textRoom()) || QPushButton::event(event);
}

QSize Button::sizeHint() const
{
    int width =
        2 * buttonPadding + QFontMetrics(textFont()).size(Qt::TextShowMnemonic, text()).width() + keyHintWidth();
    if (m_icon)
        width += iconSide + (text().isEmpty() ? 0 : gap);
    return {width, heightOf(m_theme, m_size)};
}

void Button::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hovered = isEnabled() && underMouse();
    const bool held = isEnabled() && isDown();
    Token fill = held ? Token::Press : hovered ? Token::Hover : Token::Raised;
    Token border = Token::Line2;
    Token ink = isEnabled() ? Token::Text : Token::Disabled;
    if (m_kind == ButtonKind::Primary && isEnabled()) {
        fill = border = hovered || held ? Token::AccentHover : Token::Accent;
        ink = Token::OnAccent;
    } else if (m_kind == ButtonKind::Danger && isEnabled()) {
        border = Token::FailBar;
        ink = Token::Fail;
    }
    painter.setPen(m_theme.color(isEnabled() ? border : Token::Line));
    painter.setBrush(m_theme.color(fill));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);

    const QFont font = textFont();
    const QString words = shortened(text(), font, textRoom());
    const int textWidth = QFontMetrics(font).size(Qt::TextShowMnemonic, words).width();
    const int content = textWidth + (m_icon ? iconSide + (text().isEmpty() ? 0 : gap) : 0) + keyHintWidth();
    int x = m_startAligned ? std::min(buttonPadding, (width() - content) / 2) : (width() - content) / 2;
    if (m_icon) {
        const int left = layoutDirection() == Qt::RightToLeft ? width() - x - iconSide : x;
        m_theme.paintIcon(painter, QRectF(left, (height() - iconSide) / 2, iconSide, iconSide), *m_icon, ink);
        x += iconSide + gap;
    }
    painter.setFont(font);
    painter.setPen(m_theme.color(ink));
    const QRect textRect = QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, textWidth + 1, height()));
    painter.drawText(textRect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, words);
    if (m_keyHint.isEmpty())
        return;
    const int capLeft = x + textWidth + keyHintGap;
    const QRect cap = QStyle::visualRect(layoutDirection(), rect(),
                                         QRect(capLeft, 0, keyCapSize(m_theme, m_keyHint).width(), height()));
    paintKeyCap(painter, m_theme, m_keyHint, cap, cap.x());
}

ToolButton::ToolButton(const Theme& theme, std::optional<Icon> icon, const QString& text, QWidget* parent)
    : QToolButton(parent)
    , m_theme(theme)
    , m_icon(icon)
{
    setText(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(text.isEmpty() ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

ToolButton::ToolButton(const Theme& theme, Icon icon, QAction& action, Qt::ToolButtonStyle style, QWidget* parent)
    : ToolButton(theme, icon, {}, parent)
{
    setShownAction(action);
    setToolButtonStyle(style);
}

void ToolButton::setShownAction(QAction& action)
{
    const Qt::ToolButtonStyle style = toolButtonStyle();
    if (QAction* before = defaultAction()) {
        disconnect(before, &QAction::changed, this, nullptr);
        removeAction(before);
    }
    setDefaultAction(&action);
    setToolButtonStyle(style);
    takeAction(action);
    connect(&action, &QAction::changed, this, [this, &action] {
        takeAction(action);
        updateGeometry();
    });
}

void ToolButton::takeAction(const QAction& action)
{
    QString plain = action.text();
    plain.remove(u'&');
    setAccessibleName(plain);
    setToolTip(tooltipOf(action));
}

void ToolButton::setIconName(Icon icon)
{
    m_icon = icon;
    update();
}

void ToolButton::setLook(ToolButtonLook look)
{
    m_look = look;
    updateGeometry();
}

void ToolButton::setButtonSize(ButtonSize size)
{
    m_size = size;
    updateGeometry();
}

void ToolButton::setDot(Token token)
{
    m_dot = token;
    updateGeometry();
}

QString ToolButton::shownText() const
{
    if (toolButtonStyle() == Qt::ToolButtonIconOnly)
        return {};
    // "&&" is the sign itself.
    QString plain = text().replace(QLatin1String("&&"), QString(QChar::Null));
    return plain.remove(u'&').replace(QChar::Null, u'&');
}

QSize ToolButton::sizeHint() const
{
    const int height = heightOf(m_theme, m_size);
    const QString words = shownText();
    if (words.isEmpty())
        return {iconSide + 2 * iconOnlyPadding, height};
    const bool segment = m_look != ToolButtonLook::Flat;
    int width = 2 * (segment ? buttonPadding : toolPadding);
    width += QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(words);
    if (m_icon || m_dot)
        width += (m_dot ? dotWidth : iconSide) + gap;
    return {width, height};
}

bool ToolButton::event(QEvent* event)
{
    const QFont font = m_theme.font(TextRole::Body);
    const int lacking = std::max(0, sizeHint().width() - width());
    const int room = QFontMetrics(font).horizontalAdvance(shownText()) - lacking;
    return tellWhole(*event, *this, shownText(), font, room) || QToolButton::event(event);
}

void ToolButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool hovered = isEnabled() && underMouse();
    const bool held = isEnabled() && isDown();
    const bool segment = m_look != ToolButtonLook::Flat;
    const bool marked = isChecked() && m_checkedLook == CheckedLook::Filled;
    std::optional<Token> fill;
    if (marked)
        fill = Token::AccentSoft;
    else if (held)
        fill = Token::Press;
    else if (hovered)
        fill = Token::Hover;
    else if (segment)
        fill = Token::Raised;

    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (segment) {
        const bool first = (m_look == ToolButtonLook::SegmentFirst) != mirrored;
        painter.setPen(m_theme.color(marked ? Token::Accent : Token::Line2));
        painter.setBrush(m_theme.color(*fill));
        painter.drawPath(outline(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), first, !first));
    } else if (fill) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(*fill));
        painter.drawRoundedRect(rect(), radius, radius);
    }

    Token ink = segment ? Token::Text : Token::Text2;
    if (!isEnabled())
        ink = Token::Disabled;
    else if (marked)
        ink = Token::Accent;
    const QString words = shownText();
    int x = words.isEmpty() ? (width() - iconSide) / 2 : (segment ? buttonPadding : toolPadding);
    const auto place = [&](int left, int wide) { return mirrored ? width() - left - wide : left; };
    if (m_dot) {
        const QPointF center(place(x, dotWidth) + dotWidth / 2.0, height() / 2.0);
        paintDot(painter, m_theme, *m_dot, DotShape::Filled, center);
        x += dotWidth + gap;
    } else if (m_icon) {
        m_theme.paintIcon(painter, QRectF(place(x, iconSide), (height() - iconSide) / 2, iconSide, iconSide), *m_icon,
                          ink);
        x += iconSide + gap;
    }
    if (words.isEmpty())
        return;
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_theme.color(ink));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), QRect(x, 0, width() - x, height())),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     shortened(words, painter.font(), width() - x));
}

void fitWords(const std::vector<ToolButton*>& buttons, int room)
{
    for (ToolButton* button : buttons) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        room -= button->isHidden() ? 0 : button->sizeHint().width();
    }
    for (ToolButton* button : buttons) {
        if (room < 0)
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        button->updateGeometry();
    }
}

void setActionIcon(const Theme& theme, QAction& action, Icon icon)
{
    action.setIcon(theme.icon(icon));
    action.setProperty(iconProperty, static_cast<int>(icon));
}

std::optional<Icon> iconOf(const QAction& action)
{
    const QVariant icon = action.property(iconProperty);
    return icon.isValid() ? std::optional(static_cast<Icon>(icon.toInt())) : std::nullopt;
}

void setActionPrimary(QAction& action)
{
    action.setProperty(primaryProperty, true);
}

bool isPrimary(const QAction& action)
{
    return action.property(primaryProperty).toBool();
}

QString tooltipOf(const QAction& action)
{
    QString plain = action.text();
    plain.remove(u'&');
    if (plain.endsWith(QChar(0x2026)))
        plain.chop(1);
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? plain : QStringLiteral("%1, %2").arg(plain, keys);
}

} // namespace hw::widgets
