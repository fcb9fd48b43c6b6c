#include "ui/models/palettepresenter.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/menus.h"
#include "ui/widgets/palettedialog.h"

namespace hw::widgets {

using models::PaletteEntry;
using models::PaletteKind;
using models::PlaceKind;
using models::SidebarModel;

namespace {

constexpr int belowToolBar = 4;

} // namespace

void MainWindow::setPalettePresenter(models::PalettePresenter& presenter)
{
    m_palette = new PaletteDialog(m_theme, presenter, this);
    connect(m_palette, &PaletteDialog::chosen, this, &MainWindow::runEntry);
}

void MainWindow::setGuideEntries(std::function<std::vector<PaletteEntry>()> entries)
{
    m_guideEntries = std::move(entries);
}

void MainWindow::openPalette()
{
    if (!m_palette || m_palette->isVisible())
        return;
    const int top = m_toolBar->mapToGlobal(QPoint(0, m_toolBar->height() + belowToolBar)).y();
    m_palette->openWith(paletteEntries(), top);
}

std::vector<PaletteEntry> MainWindow::paletteEntries()
{
    std::vector<PaletteEntry> entries;
    const SidebarModel& sidebar = m_presenter.sidebar();
    const auto addPlaces = [&](const QModelIndex& above) {
        for (int row = 0; row < sidebar.rowCount(above); ++row) {
            const QModelIndex index = sidebar.index(row, 0, above);
            const auto place = sidebar.placeOf(index);
            if (!place)
                continue;
            if (place->source.isEmpty())
                entries.push_back({PaletteKind::Place,
                                   QString::number(static_cast<int>(place->kind)),
                                   index.data().toString(),
                                   tr("Workspace"),
                                   {},
                                   {}});
            else
                entries.push_back({PaletteKind::Source,
                                   place->source,
                                   index.data().toString(),
                                   place->source,
                                   {},
                                   index.data(SidebarModel::ProviderRole).toString()});
        }
    };
    addPlaces({});
    for (int row = 0; row < sidebar.rowCount(); ++row)
        addPlaces(sidebar.index(row, 0));

    if (m_guideEntries) {
        for (PaletteEntry& entry : m_guideEntries())
            entries.push_back(std::move(entry));
    }

    m_paletteActions.clear();
    QList<QAction*> shown = m_menus->actions();
    for (QAction* action : m_viewActions) {
        if (action->isEnabled())
            shown.append(action);
    }
    shown.removeOne(m_actions.palette);
    for (QAction* action : std::as_const(shown)) {
        const QString menu = m_menus->titleOf(*action);
        entries.push_back({PaletteKind::Command,
                           QString::number(m_paletteActions.size()),
                           plainText(*action),
                           menu.isEmpty() ? tr("View") : menu,
                           action->shortcut().toString(QKeySequence::NativeText).replace(u'+', u' '),
                           {}});
        m_paletteActions.emplace_back(action);
    }
    return entries;
}

void MainWindow::runEntry(const PaletteEntry& entry)
{
    switch (entry.kind) {
    case PaletteKind::Source: showPlace({PlaceKind::Source, entry.id}, QStringLiteral("events")); return;
    case PaletteKind::Place: showPlace({static_cast<PlaceKind>(entry.id.toInt())}); return;
    case PaletteKind::Event: Q_EMIT eventWanted(entry.id); return;
    case PaletteKind::Filter: Q_EMIT filterWanted(entry.id); return;
    case PaletteKind::Field: Q_EMIT filterFieldWanted(entry.id); return;
    case PaletteKind::Guide: Q_EMIT guideWanted(entry.id); return;
    case PaletteKind::Command: {
        const std::size_t at = entry.id.toULongLong();
        if (at < m_paletteActions.size() && m_paletteActions[at])
            m_paletteActions[at]->trigger();
        return;
    }
    }
}

} // namespace hw::widgets
