#include "ui/widgets/mirror.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace hw::widgets {

namespace {

bool isMirrored(const QPainter& painter)
{
    return painter.worldTransform().m11() < 0;
}

} // namespace

void paintFromStart(QPainter& painter, const QRect& whole)
{
    if (painter.layoutDirection() != Qt::RightToLeft || isMirrored(painter))
        return;
    painter.translate(2 * whole.x() + whole.width(), 0);
    painter.scale(-1, 1);
}

Upright::Upright(QPainter& painter)
    : m_painter(painter)
    , m_before(painter.worldTransform())
    , m_mirrored(isMirrored(painter))
{
    if (m_mirrored)
        painter.setWorldTransform({});
}

Upright::~Upright()
{
    if (m_mirrored)
        m_painter.setWorldTransform(m_before);
}

LeftToRightPainters::LeftToRightPainters()
    : m_changed(QGuiApplication::isRightToLeft())
{
    if (!m_changed)
        return;
    qApp->installEventFilter(this);
    const QSignalBlocker quiet(qApp);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
}

LeftToRightPainters::~LeftToRightPainters()
{
    if (!m_changed)
        return;
    const QSignalBlocker quiet(qApp);
    QGuiApplication::setLayoutDirection(Qt::LayoutDirectionAuto); // what it is anywhere else: the translation's
}

bool LeftToRightPainters::eventFilter(QObject*, QEvent* event)
{
    return event->type() == QEvent::ApplicationLayoutDirectionChange;
}

QRect placeFromStart(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return QStyle::visualRect(parent->layoutDirection(), parent->rect(), widget.geometry());
}

QMargins marginsFromStart(int start, int top, int end, int bottom)
{
    const bool mirrored = QGuiApplication::isRightToLeft();
    return {mirrored ? end : start, top, mirrored ? start : end, bottom};
}

} // namespace hw::widgets
