#include "app/headwater/sourcesetup.h"

#include "app/headwater/setupadapter.h"
#include "ui/models/errortext.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/newsourcepage.h"
#include "ui/widgets/toast.h"

namespace hw::app {

using models::NewSourcePresenter;
using models::PlaceKind;

SourceSetup::SourceSetup(const catalog::Catalog& catalog, engine::Engine& engine, const QString& databasePath,
                         models::WorkspacePresenter& presenter, widgets::MainWindow& window,
                         const widgets::Theme& theme, const Clock& clock)
    : m_window(window)
    , m_link(setupLinkTo(engine, databasePath, clock))
    , m_reader(databasePath)
    , m_events(m_reader)
    , m_presenter(catalog, presenter, *m_link, m_events, clock)
{
    const widgets::LazyPage lazy([this, &window, &theme] {
        auto* page = new widgets::NewSourcePage(theme, m_presenter);
        connect(page, &widgets::NewSourcePage::importWanted, &window, &widgets::MainWindow::chooseImport);
        return page;
    });
    window.addView({QStringLiteral("newSource"), tr("New source"), widgets::Icon::Plus, {PlaceKind::NewSource}, lazy});
    connect(&window, &widgets::MainWindow::newSourceWanted, this,
            [&window] { window.showPlace({PlaceKind::NewSource}); });
    connect(&m_presenter, &NewSourcePresenter::sourceMade, this, [&window](const QString& key) {
        window.showPlace({PlaceKind::NewSource, key});
    });
    connect(&m_presenter, &NewSourcePresenter::finished, this, [&window](const QString& key) {
        window.showPlace({PlaceKind::Source, key}, QStringLiteral("events"));
    });
    connect(&m_presenter, &NewSourcePresenter::cancelled, this,
            [this, &window](const QString& name, const QString& key) {
                window.showPlace({PlaceKind::AllEvents});
                if (!name.isEmpty())
                    window.informUndoable(tr("Removed the source %1").arg(name),
                                          [this, key] { m_presenter.undoCancel(key); });
            });
    connect(&m_presenter, &NewSourcePresenter::failed, this,
            [&window](const Error& error) { window.toast().fail(models::errorText(error, models::Audience::Window)); });
}

SourceSetup::~SourceSetup() = default;

void SourceSetup::begin(const QString& key, const QString& provider)
{
    m_window.showPlace({PlaceKind::NewSource});
    m_presenter.prepare(key, provider);
}

} // namespace hw::app
