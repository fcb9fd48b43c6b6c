#include "ui/widgets/shortened.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QToolTip>
#include <QWidget>

namespace hw::widgets {

namespace {

int widthOf(const QString& text, const QFont& font)
{
    return QFontMetrics(font).size(Qt::TextShowMnemonic | Qt::TextSingleLine, text).width();
}

} // namespace

QString shortened(const QString& text, const QFont& font, int room)
{
    return widthOf(text, font) <= room
               ? text
               : QFontMetrics(font).elidedText(text, Qt::ElideRight, room, Qt::TextShowMnemonic | Qt::TextSingleLine);
}

bool tellWhole(QEvent& event, QWidget& widget, const QString& text, const QFont& font, int room)
{
    if (event.type() != QEvent::ToolTip || !widget.toolTip().isEmpty() || widthOf(text, font) <= room)
        return false;
    QToolTip::showText(static_cast<QHelpEvent&>(event).globalPos(), text, &widget);
    return true;
}

} // namespace hw::widgets
