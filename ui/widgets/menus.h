#pragma once

#include "ui/widgets/actions.h"
#include "ui/widgets/page.h"

#include <QObject>

#include <array>

class QMenu;
class QMenuBar;

namespace hw::widgets {

/// The menu bar: the frame's actions, then those of the page that is shown. A menu without actions is not there.
class Menus final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Menus)

public:
    Menus(QMenuBar& bar, const Actions& actions, QObject* parent);

    void setPage(const Page* page);

    /// What the menus can do now, in their order.
    [[nodiscard]] QList<QAction*> actions() const;
    /// The title of the menu that the action stands in; empty where there is none.
    [[nodiscard]] QString titleOf(const QAction& action) const;

private:
    static constexpr std::size_t count = static_cast<std::size_t>(MenuId::Help) + 1;

    [[nodiscard]] QMenu& menu(MenuId id) { return *m_menus[static_cast<std::size_t>(id)]; }
    void hideEmpty();

    std::array<QMenu*, count> m_menus{};
    QList<std::pair<QMenu*, QAction*>> m_ofPage; ///< separators included
};

} // namespace hw::widgets
