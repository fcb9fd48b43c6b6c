#include "ui/widgets/taborder.h"

#include <QScrollArea>

#include <algorithm>

namespace hw::widgets {

namespace {

bool comesBefore(const QWidget& a, const QWidget& b, bool fromTheRight)
{
    const QRect first = a.geometry();
    const QRect second = b.geometry();
    if (first.bottom() < second.top())
        return true;
    if (second.bottom() < first.top())
        return false;
    return fromTheRight ? first.right() > second.right() : first.left() < second.left();
}

bool takesFocus(const QWidget& widget)
{
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.focusProxy();
}

/// `focused` and what holds it count as seen, so that the way goes on where they are when they are being hidden.
void collect(QWidget& within, const QWidget* focused, QList<QWidget*>& found)
{
    QList<QWidget*> seen;
    for (QObject* child : within.children()) {
        auto* widget = qobject_cast<QWidget*>(child);
        if (!widget || widget->isWindow())
            continue;
        if (!widget->isVisible() && !(focused && (widget == focused || widget->isAncestorOf(focused))))
            continue;
        // By insertion: "before" of things that lie over each other need not be an order.
        auto place = seen.end();
        while (place != seen.begin() && comesBefore(*widget, **std::prev(place), within.isRightToLeft()))
            --place;
        seen.insert(place, widget);
    }
    for (QWidget* widget : std::as_const(seen)) {
        if (widget == focused || takesFocus(*widget))
            found.append(widget);
        collect(*widget, focused, found);
    }
}

} // namespace

QList<QWidget*> tabStops(QWidget& within)
{
    QList<QWidget*> found;
    if (within.isVisible() && takesFocus(within))
        found.append(&within);
    collect(within, nullptr, found);
    return found;
}

void reveal(QWidget& widget)
{
    for (QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(above))
            area->ensureWidgetVisible(&widget);
    }
}

bool moveFocus(QWidget& window, bool forward)
{
    const QWidget* focused = window.focusWidget();
    QList<QWidget*> stops;
    collect(window, focused, stops);
    const qsizetype at = focused ? stops.indexOf(focused) : -1;
    if (stops.isEmpty() || (at >= 0 && stops.size() == 1))
        return false;
    const qsizetype count = stops.size();
    const qsizetype next = at < 0 ? (forward ? 0 : count - 1) : (at + (forward ? 1 : count - 1)) % count;
    QWidget* target = stops.at(next);
    target->setFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    reveal(*target);
    return true;
}

} // namespace hw::widgets
