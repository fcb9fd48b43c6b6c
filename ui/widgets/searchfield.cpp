#include "ui/widgets/searchfield.h"

#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace hw::widgets {

namespace {

constexpr int textLeft = 29;
constexpr int fieldPadding = 9;
constexpr int iconSide = 16;

} // namespace

SearchField::SearchField(const Theme& theme, QWidget* parent)
    : QLineEdit(parent)
    , m_theme(theme)
{
    setClearButtonEnabled(true);
    setTextMargins(marginsFromStart(textLeft - fieldPadding, 0, 0, 0));
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            clear();
        return;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter: Q_EMIT left(); return;
    default: QLineEdit::keyPressEvent(event);
    }
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const QRect icon(fieldPadding, (height() - iconSide) / 2, iconSide, iconSide);
    m_theme.paintIcon(painter, QStyle::visualRect(layoutDirection(), rect(), icon), Icon::Search, Token::Text2);
}

} // namespace hw::widgets
