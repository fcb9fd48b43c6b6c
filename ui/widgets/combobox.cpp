#include "ui/widgets/combobox.h"

#include <QPainter>
#include <QStyle>
#include <QWheelEvent>

namespace hw::widgets {

namespace {

constexpr int padding = 11; // with the border
constexpr int iconSide = 14;
constexpr int iconMargin = 6;
constexpr int iconGap = 5;
constexpr int smallestEntry = 40;
constexpr qreal radius = 5;

} // namespace

ComboBox::ComboBox(const Theme& theme, QWidget* parent)
    : QComboBox(parent)
    , m_theme(theme)
{
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

void ComboBox::setPlaceholder(const QString& text)
{
    m_placeholder = text;
    update();
}

int ComboBox::entryWidth() const
{
    // Widths are rounded: one more, so that what fits is not cut.
    return QFontMetrics(m_theme.font(TextRole::Body)).horizontalAdvance(count() ? currentText() : m_placeholder) + 1;
}

QSize ComboBox::sizeHint() const
{
    return {padding + entryWidth() + iconGap + iconSide + iconMargin, m_theme.height(Height::Button)};
}

QSize ComboBox::minimumSizeHint() const
{
    return {padding + qMin(entryWidth(), smallestEntry) + iconGap + iconSide + iconMargin,
            m_theme.height(Height::Button)};
}

void ComboBox::paintEntry(QPainter& painter, const QRect& rect)
{
    painter.setFont(m_theme.font(TextRole::Body));
    painter.setPen(m_theme.color(!isEnabled() ? Token::Disabled : entryInk()));
    const QString text = currentIndex() < 0 ? m_placeholder : currentText();
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

void ComboBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    Token fill = fieldFill();
    if (isEnabled() && underMouse() && fill == Token::Raised)
        fill = Token::Hover;
    painter.setPen(m_theme.color(isEnabled() ? Token::Line2 : Token::Line));
    painter.setBrush(m_theme.color(fill));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    const QRect icon(width() - iconMargin - iconSide, (height() - iconSide) / 2, iconSide, iconSide);
    m_theme.paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon), Icon::UpDown,
                      isEnabled() ? Token::Text2 : Token::Disabled);
    const QRect entry(padding, 0, icon.left() - iconGap - padding, height());
    paintEntry(painter, QStyle::visualRect(layoutDirection(), rect(), entry));
}

void ComboBox::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace hw::widgets
