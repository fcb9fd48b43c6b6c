#include "ui/widgets/texttoggle.h"

#include "ui/widgets/shortened.h"

#include <QPainter>

namespace hw::widgets {

namespace {

constexpr int padding = 8;

} // namespace

TextToggle::TextToggle(const Theme& theme, const QString& text, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

QSize TextToggle::sizeHint() const
{
    return {QFontMetrics(m_theme.font(TextRole::Secondary)).horizontalAdvance(text()) + 2 * padding,
            m_theme.height(Height::SmallButton)};
}

bool TextToggle::event(QEvent* event)
{
    return tellWhole(*event, *this, text(), m_theme.font(TextRole::Secondary), width()) ||
           QAbstractButton::event(event);
}

void TextToggle::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setFont(m_theme.font(isChecked() ? TextRole::Secondary : TextRole::Small));
    painter.setPen(m_theme.color(isChecked() ? Token::Accent : underMouse() ? Token::Text : Token::Text2));
    painter.drawText(rect(), Qt::AlignCenter, shortened(text(), painter.font(), width()));
    if (!hasFocus())
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Token::Accent), 2));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
}

} // namespace hw::widgets
