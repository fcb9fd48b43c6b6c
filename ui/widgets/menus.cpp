#include "ui/widgets/menus.h"

#include <QMenu>
#include <QMenuBar>

namespace hw::widgets {

Menus::Menus(QMenuBar& bar, const Actions& actions, QObject* parent)
    : QObject(parent)
{
    const std::array<std::pair<const char*, QString>, count> titles{{
        {"menuFile", tr("&File")},
        {"menuEdit", tr("&Edit")},
        {"menuView", tr("&View")},
        {"menuSource", tr("&Source")},
        {"menuEvent", tr("E&vent")},
        {"menuScript", tr("S&cript")},
        {"menuMapping", tr("&Mapping")},
        {"menuTools", tr("&Tools")},
        {"menuHelp", tr("&Help")},
    }};
    for (std::size_t i = 0; i < count; ++i) {
        m_menus[i] = bar.addMenu(titles[i].second);
        m_menus[i]->setObjectName(QString::fromLatin1(titles[i].first));
    }
    menu(MenuId::File)
        .addActions(
            {actions.openWorkspace, actions.openDemo, actions.import, actions.importFolder, actions.openFolder});
    menu(MenuId::File).addSeparator();
    menu(MenuId::File).addAction(actions.quit);

    menu(MenuId::Edit).addAction(actions.undo);

    QMenu& view = menu(MenuId::View);
    view.addActions({actions.palette, actions.back, actions.forward});
    view.addSeparator();
    view.addActions({actions.toggleSidebar, actions.nextRegion, actions.previousRegion});
    view.addSeparator();
    view.addActions(actions.appearance->actions());
    view.addAction(actions.strongerBorders);
    view.addSeparator();
    view.addActions({actions.largerText, actions.smallerText, actions.normalText});

    menu(MenuId::Source).addActions({actions.newSource, actions.copyEndpoint});
    menu(MenuId::Tools).addActions({actions.startListener, actions.stopListener});
    menu(MenuId::Help).addActions({actions.guide, actions.welcome, actions.shortcuts, actions.about});
    hideEmpty();
}

void Menus::setPage(const Page* page)
{
    for (const auto& [menu, action] : std::as_const(m_ofPage)) {
        menu->removeAction(action);
        if (action->isSeparator())
            delete action;
    }
    m_ofPage.clear();
    if (page) {
        for (std::size_t i = 0; i < count; ++i) {
            QMenu* menu = m_menus[i];
            const QList<QAction*> actions = page->menuActions(static_cast<MenuId>(i));
            if (actions.isEmpty())
                continue;
            if (!menu->isEmpty())
                m_ofPage.append({menu, menu->addSeparator()});
            for (QAction* action : actions) {
                menu->addAction(action);
                m_ofPage.append({menu, action});
            }
        }
    }
    hideEmpty();
}

QList<QAction*> Menus::actions() const
{
    QList<QAction*> found;
    for (const QMenu* menu : m_menus) {
        for (QAction* action : menu->actions()) {
            if (!action->isSeparator() && action->isVisible() && action->isEnabled())
                found.append(action);
        }
    }
    return found;
}

QString Menus::titleOf(const QAction& action) const
{
    for (const QMenu* menu : m_menus) {
        if (menu->actions().contains(&action))
            return menu->title().remove(u'&');
    }
    return {};
}

void Menus::hideEmpty()
{
    for (QMenu* menu : m_menus)
        menu->menuAction()->setVisible(!menu->isEmpty());
}

} // namespace hw::widgets
