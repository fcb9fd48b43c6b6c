#include "ui/widgets/style.h"

#include "ui/widgets/menupaint.h"
#include "ui/widgets/theme.h"

#include <QPainter>
#include <QStyleOption>

namespace hw::widgets {

namespace {

constexpr int indicatorSide = 14;
constexpr int menuPadding = 4;
constexpr int tooltipDelay = 500; // ms

QRectF indicatorRect(const QRect& within)
{
    QRectF square(0, 0, indicatorSide, indicatorSide);
    square.moveTopLeft(
        QPointF(within.x() + (within.width() - indicatorSide) / 2, within.y() + (within.height() - indicatorSide) / 2));
    return square.adjusted(0.5, 0.5, -0.5, -0.5);
}

} // namespace

Style::Style(const Theme& theme)
    : QProxyStyle(QStringLiteral("Fusion"))
    , m_theme(&theme)
{}

Style::~Style() = default;

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const
{
    if (!m_theme) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: drawCheckBox(*option, *painter); return;
    case PE_IndicatorRadioButton: drawRadioButton(*option, *painter); return;
    case PE_IndicatorBranch: drawBranch(*option, *painter); return;
    case PE_PanelMenu: paintMenuPanel(*painter, *m_theme, *option); return;
    case PE_FrameMenu: return; // with the panel
    case PE_FrameFocusRect: {
        if (!(option->state & State_KeyboardFocusChange))
            return;
        painter->save();
        painter->setPen(QPen(m_theme->color(Token::Accent), 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option->rect).adjusted(1, 1, -1, -1));
        painter->restore();
        return;
    }
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const
{
    if (m_theme && element == CE_MenuEmptyArea)
        return; // the panel is its ground
    const auto* item =
        m_theme && element == CE_MenuItem ? qstyleoption_cast<const QStyleOptionMenuItem*>(option) : nullptr;
    if (item)
        paintMenuItem(*painter, *m_theme, *item);
    else
        QProxyStyle::drawControl(element, option, painter, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                              const QWidget* widget) const
{
    const auto* item =
        m_theme && type == CT_MenuItem ? qstyleoption_cast<const QStyleOptionMenuItem*>(option) : nullptr;
    return item ? menuItemSize(*m_theme, *item, size) : QProxyStyle::sizeFromContents(type, option, size, widget);
}

void Style::drawCheckBox(const QStyleOption& option, QPainter& painter) const
{
    const QRectF square = indicatorRect(option.rect);
    const bool enabled = option.state & State_Enabled;
    const bool filled = option.state & (State_On | State_NoChange);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Token border = !enabled ? Token::Line : filled ? Token::Accent : Token::Line2;
    painter.setPen(m_theme->color(border));
    painter.setBrush(m_theme->color(filled ? (enabled ? Token::Accent : Token::Line) : Token::Base));
    painter.drawRoundedRect(square, 3, 3);
    if (filled) {
        const QRectF mark(square.center() - QPointF(6, 6), QSizeF(12, 12));
        m_theme->paintIcon(painter, mark, option.state & State_On ? Icon::Check : Icon::Minus,
                           enabled ? Token::OnAccent : Token::Disabled);
    }
    painter.restore();
}

void Style::drawRadioButton(const QStyleOption& option, QPainter& painter) const
{
    const QRectF circle = indicatorRect(option.rect);
    const bool enabled = option.state & State_Enabled;
    const bool on = option.state & State_On;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(!enabled ? Token::Line : on ? Token::Accent : Token::Line2));
    painter.setBrush(m_theme->color(on ? (enabled ? Token::Accent : Token::Line) : Token::Base));
    painter.drawEllipse(circle);
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::OnAccent));
        painter.drawEllipse(circle.center(), 2.5, 2.5);
    }
    painter.restore();
}

void Style::drawBranch(const QStyleOption& option, QPainter& painter) const
{
    if (!(option.state & State_Children))
        return;
    const QPoint corner = option.rect.center() - QPoint(5, 5);
    const bool open = option.state & State_Open;
    const QRectF rect(QPointF(corner), QSizeF(12, 12));
    if (!open && option.direction == Qt::RightToLeft) {
        m_theme->paintIcon(painter, rect, Icon::Back, Token::Text3);
        return;
    }
    m_theme->paintIcon(painter, rect, open ? Icon::Down : Icon::Right, Token::Text3);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize: return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return indicatorSide;
    case PM_SplitterWidth:
    case PM_MenuPanelWidth: return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin: return menuPadding;
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
    case PM_ToolBarItemSpacing: return 0;
    case PM_TreeViewIndentation: return 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* returned) const
{
    switch (hint) {
    case SH_ToolTip_WakeUpDelay: return tooltipDelay;
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_UnderlineShortcut:
    case SH_ComboBox_Popup: return 0;
    case SH_Widget_Animate:
    case SH_Widget_Animation_Duration: return 0; // nothing slides
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace hw::widgets
