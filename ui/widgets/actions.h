#pragma once

#include <QAction>
#include <QActionGroup>
#include <QObject>

namespace hw::widgets {

/// The actions of the frame, as menus, toolbar and shortcuts share them. Those of a page belong to the page.
struct Actions
{
    explicit Actions(QObject* parent);

    QAction* newSource;
    QAction* openWorkspace;
    QAction* openDemo;
    QAction* import;
    QAction* importFolder;
    QAction* openFolder;
    QAction* quit;
    QAction* undo; ///< of what was done outside the pages' own edits
    QAction* toggleSidebar;
    QAction* back;
    QAction* forward;
    QAction* palette;
    QAction* nextRegion;
    QAction* previousRegion;
    QActionGroup* appearance; ///< data: int of Appearance
    QAction* strongerBorders;
    QAction* largerText;
    QAction* smallerText;
    QAction* normalText;
    QAction* startListener;
    QAction* stopListener;
    QAction* copyEndpoint;
    QAction* guide;
    QAction* welcome;
    QAction* shortcuts;
    QAction* about;
};

/// An action's text without the marks of its key in the menu: "Open && close" is "Open & close".
[[nodiscard]] QString plainText(const QAction& action);

} // namespace hw::widgets
