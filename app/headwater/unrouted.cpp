#include "app/headwater/unrouted.h"

#include "core/engine/engine.h"
#include "core/store/eventedit.h"
#include "ui/models/errortext.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/unroutedpage.h"

#include <QClipboard>
#include <QGuiApplication>

namespace hw::app {

using models::PlaceKind;
using models::UnroutedPresenter;

namespace {

UnroutedPresenter::Delete eraseWith(engine::Engine& engine)
{
    return [&engine](const std::vector<qint64>& seqs, QObject* context, UnroutedPresenter::Done done) {
        engine.write(
            [seqs](store::Database& database) -> Result<void> {
                const auto deleted = store::deleteEvents(database, seqs);
                return deleted ? Result<void>() : Result<void>(deleted.error());
            },
            context, [done](const Result<void>& result) { done(result); });
    };
}

} // namespace

Unrouted::Unrouted(engine::Engine& engine, const QString& databasePath, std::shared_ptr<const catalog::Catalog> catalog,
                   models::WorkspacePresenter& workspace, widgets::MainWindow& window, const widgets::Theme& theme,
                   const Clock& clock)
    : m_reader(databasePath, catalog)
    , m_presenter(m_reader, eraseWith(engine), clock)
{
    QHash<QString, QString> providers;
    for (const catalog::Provider& provider : catalog->providers())
        providers.insert(provider.key, provider.name);
    m_presenter.setProviders(providers);
    const widgets::LazyPage lazy([this, &workspace, &window, &theme] {
        auto* page = new widgets::UnroutedPage(theme, m_presenter);
        connect(page, &widgets::UnroutedPage::sourceWanted, this, &Unrouted::sourceWanted);
        connect(page, &widgets::UnroutedPage::addressWanted, this, [&workspace, &window](const QString& key) {
            QGuiApplication::clipboard()->setText(workspace.endpointUrl(key));
            window.toast().inform(tr("Copied %1").arg(workspace.endpointUrl(key)));
        });
        return page;
    });
    window.addView({QStringLiteral("unrouted"), tr("Unrouted"), widgets::Icon::Route, {PlaceKind::Unrouted}, lazy});
    connect(&workspace, &models::WorkspacePresenter::workspaceChanged, this,
            [this, &workspace] { m_presenter.setWorkspace(workspace.workspace()); });
    connect(&m_presenter, &UnroutedPresenter::countChanged, this, [this, &workspace] {
        const qint64 count = m_presenter.count();
        workspace.sidebar().setCount(PlaceKind::Unrouted, count > 0 ? std::optional(count) : std::nullopt);
    });
    connect(&m_presenter, &UnroutedPresenter::told, this,
            [&window](const QString& text) { window.toast().inform(text); });
    connect(&m_presenter, &UnroutedPresenter::failed, this,
            [&window](const Error& error) { window.toast().fail(models::errorText(error, models::Audience::Window)); });
}

Unrouted::~Unrouted() = default;

} // namespace hw::app
