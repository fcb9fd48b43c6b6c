#include "ui/widgets/counttabbar.h"

#include <QFocusEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int padding = 10;
constexpr int spacing = 4; // between tabs
constexpr int iconSide = 16;
constexpr int iconGap = 6;
constexpr int countGap = 8;
constexpr int underline = 2;

} // namespace

CountTabBar::CountTabBar(const Theme& theme, Size size, QWidget* parent)
    : QTabBar(parent)
    , m_theme(theme)
    , m_size(size)
{
    setDrawBase(false);
    setExpanding(false);
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(false);
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, &CountTabBar::layOutAnew);
    connect(this, &QTabBar::currentChanged, this, [this] {
        if (m_density == Density::IconOnly)
            layOutAnew();
    });
}

void CountTabBar::layOutAnew()
{
    // QTabBar lays its tabs out only when something of it changes.
    setIconSize(QSize(iconSide, iconSide + (iconSize().height() == iconSide ? 1 : 0)));
    updateGeometry();
}

void CountTabBar::setDensity(Density density)
{
    if (density == m_density)
        return;
    m_density = density;
    for (int i = 0; i < count(); ++i)
        setTabToolTip(i, density == Density::IconOnly ? tabText(i) : QString());
    layOutAnew();
}

bool CountTabBar::showsIcon(int index) const
{
    return m_extras[index].icon && m_density != Density::TextOnly;
}

bool CountTabBar::showsText(int index) const
{
    return m_density != Density::IconOnly || !m_extras[index].icon || index == currentIndex();
}

int CountTabBar::addView(const QString& text, std::optional<Icon> icon, const QVariant& id)
{
    const int index = addTab(text);
    m_extras[index].icon = icon;
    m_extras[index].id = id;
    setTabText(index, text); // lays out with the icon
    return index;
}

QVariant CountTabBar::tabId(int index) const
{
    return index >= 0 && index < m_extras.size() ? m_extras[index].id : QVariant();
}

int CountTabBar::indexOfId(const QVariant& id) const
{
    for (int i = 0; i < m_extras.size(); ++i) {
        if (m_extras[i].id == id)
            return i;
    }
    return -1;
}

void CountTabBar::setCountLabel(int index, const QString& text, Tone tone)
{
    if (index < 0 || index >= m_extras.size())
        return;
    m_extras[index].count = text;
    m_extras[index].tone = tone;
    setAccessibleTabName(index, text.isEmpty() ? QString() : QStringLiteral("%1, %2").arg(tabText(index), text));
    setTabText(index, tabText(index));
}

void CountTabBar::tabInserted(int index)
{
    m_extras.insert(index, Extra());
    QTabBar::tabInserted(index);
}

void CountTabBar::tabRemoved(int index)
{
    m_extras.remove(index);
    m_hovered = -1;
    QTabBar::tabRemoved(index);
}

int CountTabBar::tabHeight() const
{
    return m_theme.height(m_size == Size::View ? Height::ViewTabs : Height::InnerTabs);
}

QSize CountTabBar::tabSizeHint(int index) const
{
    // The wider of both weights, so that selecting a tab moves nothing.
    const int width = qMax(QFontMetrics(m_theme.font(TextRole::BodyMedium)).horizontalAdvance(tabText(index)),
                           QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(tabText(index)));
    int whole = 2 * padding + width;
    if (index < m_extras.size()) {
        const Extra& extra = m_extras[index];
        if (!showsText(index))
            whole -= width + iconGap;
        if (showsIcon(index))
            whole += iconSide + iconGap;
        if (!extra.count.isEmpty())
            whole += countGap + countLabelSize(m_theme, extra.count).width();
    }
    if (index < count() - 1)
        whole += spacing;
    return {whole, tabHeight()};
}

void CountTabBar::paintTab(QPainter& painter, int index) const
{
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    QRect tab = tabRect(index);
    if (index < count() - 1)
        tab.adjust(mirrored ? spacing : 0, 0, mirrored ? 0 : -spacing, 0);
    const bool current = index == currentIndex();
    const bool hovered = index == m_hovered && isTabEnabled(index);
    if (hovered && !current)
        painter.fillRect(tab, m_theme.color(Token::Hover));
    const Token ink = !isTabEnabled(index) ? Token::Disabled : current || hovered ? Token::Text : Token::Text2;
    const Extra& extra = m_extras[index];
    const auto visual = [&](const QRect& rect) { return QStyle::visualRect(layoutDirection(), tab, rect); };

    int x = tab.x() + padding;
    const int middle = tab.y() + (tab.height() - iconSide) / 2;
    if (showsIcon(index)) {
        m_theme.paintIcon(painter, visual(QRect(x, middle, iconSide, iconSide)), *extra.icon, ink);
        x += iconSide + iconGap;
    }
    painter.setFont(m_theme.font(current ? TextRole::BodyMedium : TextRole::Body));
    painter.setPen(m_theme.color(ink));
    const int width = qMax(QFontMetrics(m_theme.font(TextRole::BodyMedium)).horizontalAdvance(tabText(index)),
                           QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(tabText(index)));
    if (showsText(index)) {
        painter.drawText(visual(QRect(x, tab.y(), width + 1, tab.height())),
                         Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tabText(index));
        x += width + countGap;
    }
    if (!extra.count.isEmpty()) {
        const QRect label = visual(QRect(QPoint(x, tab.y()), countLabelSize(m_theme, extra.count)));
        paintCountLabel(painter, m_theme, extra.count, extra.tone, tab, label.x());
    }
    if (current)
        painter.fillRect(QRect(tab.x(), tab.bottom() + 1 - underline, tab.width(), underline),
                         m_theme.color(Token::Accent));
    if (current && hasFocus() && m_keyboardFocus) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(tab).adjusted(1, 3, -1, -3), 3, 3);
    }
}

void CountTabBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < count(); ++i) {
        if (isTabVisible(i))
            paintTab(painter, i);
    }
}

void CountTabBar::mouseMoveEvent(QMouseEvent* event)
{
    const int hovered = tabAt(event->position().toPoint());
    if (hovered != m_hovered) {
        m_hovered = hovered;
        update();
    }
    QTabBar::mouseMoveEvent(event);
}

void CountTabBar::leaveEvent(QEvent* event)
{
    m_hovered = -1;
    update();
    QTabBar::leaveEvent(event);
}

void CountTabBar::focusInEvent(QFocusEvent* event)
{
    m_keyboardFocus = event->reason() != Qt::MouseFocusReason;
    QTabBar::focusInEvent(event);
}

} // namespace hw::widgets
