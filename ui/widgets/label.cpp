#include "ui/widgets/label.h"

#include "ui/widgets/shortened.h"

#include <QPainter>
#include <QStyle>
#include <QTextLayout>

namespace hw::widgets {

Label::Label(const Theme& theme, const QString& text, TextRole role, Token token, QWidget* parent)
    : QLabel(text, parent)
    , m_theme(theme)
    , m_role(role)
    , m_token(token)
{
    setTextFormat(Qt::PlainText);
    applyTheme();
    connect(&theme, &Theme::changed, this, &Label::applyTheme);
}

void Label::setRole(TextRole role)
{
    m_role = role;
    applyTheme();
}

void Label::setToken(Token token)
{
    m_token = token;
    applyTheme();
}

void Label::setSelectable()
{
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
}

bool Label::isParagraph() const
{
    return wordWrap() && (textInteractionFlags() & Qt::TextSelectableByMouse) == 0 && !text().isEmpty();
}

bool Label::isLine() const
{
    return textFormat() == Qt::PlainText && !wordWrap() && (textInteractionFlags() & Qt::TextSelectableByMouse) == 0 &&
           !text().isEmpty() && !text().contains(u'\n') && !buddy();
}

bool Label::event(QEvent* event)
{
    return (isLine() && tellWhole(*event, *this, text(), font(), contentsRect().width())) || QLabel::event(event);
}

void Label::breakLines(QTextLayout& layout, int width) const
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(layoutDirection());
    option.setAlignment(QStyle::visualAlignment(layoutDirection(), alignment()));
    QString wrapped = text();
    wrapped.replace(u'\n', QChar::LineSeparator);
    layout.setText(wrapped);
    layout.setFont(font());
    layout.setTextOption(option);
    const int high = m_theme.lineHeight(m_role);
    layout.beginLayout();
    qreal y = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y + (high - line.height()) / 2});
        y += high;
    }
    layout.endLayout();
}

QSize Label::sizeHint() const
{
    QSize hint = QLabel::sizeHint();
    if (isParagraph())
        hint.setHeight(heightForWidth(hint.width()));
    return hint;
}

QSize Label::minimumSizeHint() const
{
    QSize hint = QLabel::minimumSizeHint();
    if (isParagraph())
        hint.setHeight(m_theme.lineHeight(m_role) + contentsMargins().top() + contentsMargins().bottom());
    return hint;
}

int Label::heightForWidth(int width) const
{
    if (!isParagraph())
        return QLabel::heightForWidth(width);
    const QMargins around = contentsMargins();
    QTextLayout layout;
    breakLines(layout, width - around.left() - around.right());
    return layout.lineCount() * m_theme.lineHeight(m_role) + around.top() + around.bottom();
}

void Label::paintEvent(QPaintEvent* event)
{
    const QRect area = contentsRect();
    if (isLine()) {
        const QString words = shortened(text(), font(), area.width());
        if (words != text() || isRightToLeft()) { // the base class goes by the text's own direction
            QPainter painter(this);
            style()->drawItemText(&painter, area,
                                  static_cast<int>(QStyle::visualAlignment(layoutDirection(), alignment())), palette(),
                                  isEnabled(), words, foregroundRole());
            return;
        }
    }
    if (!isParagraph()) {
        QLabel::paintEvent(event);
        return;
    }
    QTextLayout layout;
    breakLines(layout, area.width());
    const int high = layout.lineCount() * m_theme.lineHeight(m_role);
    const int y = (alignment() & Qt::AlignVCenter) != 0  ? area.y() + (area.height() - high) / 2
                  : (alignment() & Qt::AlignBottom) != 0 ? area.bottom() + 1 - high
                                                         : area.y();
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    layout.draw(&painter, QPointF(area.x(), y));
}

void Label::applyTheme()
{
    setFont(m_theme.font(m_role));
    QPalette palette = m_theme.palette();
    palette.setColor(QPalette::WindowText, m_theme.color(m_token));
    palette.setColor(QPalette::Text, m_theme.color(m_token));
    setPalette(palette);
}

} // namespace hw::widgets
