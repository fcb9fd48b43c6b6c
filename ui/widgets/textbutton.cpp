#include "ui/widgets/textbutton.h"

#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int arrowSide = 12;
constexpr int gap = 4;
constexpr int leastHeight = 24;

} // namespace

TextButton::TextButton(const Theme& theme, const QString& text, Look look, QWidget* parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_look(look)
{
    setText(text);
    setAccessibleName(text);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(look == Look::Disclosure ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, [this] { updateGeometry(); });
}

TextRole TextButton::role() const
{
    return m_look == Look::Disclosure ? TextRole::BodyStrong : TextRole::Body;
}

QSize TextButton::sizeHint() const
{
    const int width = QFontMetrics(m_theme.font(role())).horizontalAdvance(text());
    return {width + (m_look == Look::Plain ? 0 : arrowSide + gap) + 2,
            qMax(leastHeight, m_theme.lineHeight(TextRole::Body))};
}

QSize TextButton::minimumSizeHint() const
{
    return {leastHeight, sizeHint().height()};
}

void TextButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool disclosure = m_look == Look::Disclosure;
    const Token ink = disclosure ? Token::Text : underMouse() ? Token::AccentHover : Token::Accent;
    const int extra = m_look == Look::Plain ? 0 : arrowSide + gap;
    painter.setFont(m_theme.font(role()));
    painter.setPen(m_theme.color(ink));
    const QString shown = painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - extra);
    const int textWidth = qMin(width() - extra, painter.fontMetrics().horizontalAdvance(shown) + 1);
    const auto visual = [this](const QRect& part) { return QStyle::visualRect(layoutDirection(), rect(), part); };
    const int before = disclosure ? extra : 0; // the arrow of what opens stands before its title
    painter.drawText(visual(QRect(before, 0, textWidth, height())), Qt::AlignVCenter | Qt::TextSingleLine, shown);
    if (m_look != Look::Plain) {
        const Icon arrow = disclosure && isChecked() ? Icon::Down : isRightToLeft() ? Icon::Back : Icon::Right;
        const QRect place(disclosure ? 0 : textWidth + gap, (height() - arrowSide) / 2, arrowSide, arrowSide);
        m_theme.paintIcon(painter, visual(place), arrow, disclosure ? Token::Text3 : ink);
    }
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

} // namespace hw::widgets
