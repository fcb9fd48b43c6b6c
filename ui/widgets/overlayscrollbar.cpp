#include "ui/widgets/overlayscrollbar.h"

#include <QEvent>
#include <QStyle>

namespace hw::widgets {

OverlayScrollBar::OverlayScrollBar(QAbstractScrollArea& area)
    : QScrollBar(Qt::Vertical, &area)
    , m_area(area)
{
    area.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area.viewport()->installEventFilter(this);
    QScrollBar* own = area.verticalScrollBar();
    connect(own, &QScrollBar::rangeChanged, this, &OverlayScrollBar::takeRange);
    connect(own, &QScrollBar::valueChanged, this, &QScrollBar::setValue);
    connect(this, &QScrollBar::valueChanged, own, &QScrollBar::setValue);
    setFocusPolicy(Qt::NoFocus);
    takeRange();
    place();
}

void OverlayScrollBar::takeRange()
{
    const QScrollBar* own = m_area.verticalScrollBar();
    const QSignalBlocker quiet(this);
    setRange(own->minimum(), own->maximum());
    setPageStep(own->pageStep());
    setSingleStep(own->singleStep());
    setValue(own->value());
    setVisible(own->maximum() > own->minimum());
}

void OverlayScrollBar::place()
{
    const QRect inside = m_area.viewport()->geometry();
    const int width = sizeHint().width();
    const QRect place(m_area.width() - width, inside.y(), width, inside.height());
    setGeometry(QStyle::visualRect(m_area.layoutDirection(), m_area.rect(), place));
    raise();
}

bool OverlayScrollBar::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move) {
        place();
        takeRange();
    }
    return QScrollBar::eventFilter(watched, event);
}

} // namespace hw::widgets
