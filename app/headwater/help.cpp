#include "app/headwater/help.h"

#include "ui/widgets/guidewindow.h"
#include "ui/widgets/mainwindow.h"

#include <QDesktopServices>

namespace hw::app {

using widgets::GuideWindow;
using widgets::MainWindow;

Help::Help(const catalog::Catalog& catalog, const models::WorkspacePresenter& presenter, MainWindow& window,
           const widgets::Theme& theme)
    : m_catalog(catalog)
    , m_presenter(presenter)
    , m_window(window)
    , m_theme(theme)
{
    connect(&window, &MainWindow::guideWanted, this, &Help::show);
    window.setGuideEntries([this] { return entries(); });
}

Help::~Help() = default;

std::vector<models::PaletteEntry> Help::entries()
{
    if (m_entries.empty()) {
        const models::Guide guide(m_catalog, m_presenter.origin(), {}); // keys have every page made: titles need none
        for (const models::GuidePage& page : guide.pages())
            m_entries.push_back(
                {models::PaletteKind::Guide, page.id, tr("Guide: %1").arg(page.title), page.group, {}, {}});
    }
    return m_entries;
}

void Help::show(const QString& page)
{
    if (!m_guideWindow) {
        m_guideWindow = new GuideWindow(m_theme, &m_window);
        connect(m_guideWindow, &GuideWindow::addressWanted, this,
                [](const QUrl& address) { QDesktopServices::openUrl(address); });
    }
    // With the address and the keys of now.
    m_guideWindow->setGuide(
        std::make_shared<const models::Guide>(m_catalog, m_presenter.origin(), m_window.shortcuts()));
    m_guideWindow->showPage(page);
}

} // namespace hw::app
