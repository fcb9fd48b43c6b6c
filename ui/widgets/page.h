#pragma once

#include "ui/models/place.h"

#include <QAction>
#include <QList>
#include <QWidget>

class QSettings;

namespace hw::widgets {

/// The menus, in their order.
enum class MenuId { File, Edit, View, Source, Event, Script, Mapping, Tools, Help };

/// One view of the window ("Events", "Script" …), or several that share a widget: the frame shows it under the view
/// tabs for each place that it was added for.
class Page : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Page)

public:
    using QWidget::QWidget;
    ~Page() override;

    /// Called before the page is shown and when the place changes while it is.
    virtual void setPlace(const models::Place& place) = 0;

    /// Which of the views that it was added as is shown; called after setPlace().
    virtual void setView(const QString&) {}
    /// What the view's tab says of it ("316"); empty = nothing.
    [[nodiscard]] virtual QString viewCount(const QString&) const { return {}; }

    /// Shown as flat buttons at the right end of the view tabs; the page owns them and keeps them up to date. Icons
    /// come from setActionIcon(); a property "dot" (int of a Token) makes a dot instead, "iconOnly" leaves the text to
    /// the tooltip, "plainText" (bool) makes no button but a text. Invisible ones are hidden.
    [[nodiscard]] virtual QList<QAction*> headerActions() const { return {}; }

    /// What the menu shows while the page does; the page owns them. Their shortcuts work in the page.
    [[nodiscard]] virtual QList<QAction*> menuActions(MenuId) const { return {}; }

    /// The page's parts in reading order: F6 goes from one to the next, after toolbar and sidebar. A part is a widget
    /// that takes the focus itself, or holds some that do.
    [[nodiscard]] virtual QList<QWidget*> regions() const { return {}; }

    /// Moves the keyboard to the next region (+1) or the one before (-1), where the page knows a better one than the
    /// order of regions(); false = it does not.
    [[nodiscard]] virtual bool moveRegion(int) { return false; }

    /// What was dragged and hidden (splitters, columns), kept between starts under keys of the page's own.
    virtual void saveLayout(QSettings&) const {}
    virtual void restoreLayout(const QSettings&) {}

    /// The page of the guide about what is looked at; empty = the one about the view.
    [[nodiscard]] virtual QString guideTopic() const { return {}; }

    /// What stands at the right end of the status bar while the page is shown; empty = the workspace's own facts.
    [[nodiscard]] virtual QStringList statusContext() const { return {}; }

Q_SIGNALS:
    void viewCountsChanged();
    /// The page goes to another of its views.
    void viewWanted(const QString& id);
    void statusContextChanged();
    /// A page of the guide, by its id and perhaps "#heading".
    void guideWanted(const QString& page);
};

} // namespace hw::widgets
