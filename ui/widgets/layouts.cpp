#include "ui/widgets/layouts.h"

#include "ui/widgets/overlayscrollbar.h"

#include <QLayout>
#include <QScrollArea>

#include <memory>

namespace hw::widgets {

void clearLayout(QLayout& layout)
{
    while (layout.count() > 0) {
        const std::unique_ptr<QLayoutItem> item(layout.takeAt(0));
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
}

QScrollArea* scrolling(QWidget* content)
{
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    new OverlayScrollBar(*area);
    return area;
}

} // namespace hw::widgets
