#include "app/headwater/deliveries.h"

#include "core/engine/engine.h"
#include "ui/models/errortext.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/deliveriespage.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"

#include <algorithm>

namespace hw::app {

using models::PlaceKind;

namespace {

constexpr size_t retriedAtOnce = 200; ///< in one transaction: others write too

class Link final : public models::DeliveriesLink
{
public:
    Link(engine::Engine& engine, const Clock& clock)
        : m_engine(engine)
        , m_clock(clock)
    {
        connect(&engine, &engine::Engine::outboxChanged, this, [this](const delivery::OutboxState& state) {
            if (std::exchange(m_confirmed, state.confirmed) != state.confirmed)
                Q_EMIT confirmedChanged();
        });
    }

    QStringList confirmed() const override { return m_confirmed; }
    void confirm(const QString& environment) override { m_engine.confirmDeliveries(environment); }

    void retry(const std::vector<qint64>& seqs, QObject* context, RetryDone done) override
    {
        std::vector<qint64> ordered = seqs;
        std::sort(ordered.begin(), ordered.end());
        const auto put = std::make_shared<int>(0);
        for (size_t from = 0; from < ordered.size(); from += retriedAtOnce) {
            const size_t end = std::min(from + retriedAtOnce, ordered.size());
            std::vector<qint64> part(ordered.begin() + static_cast<qptrdiff>(from),
                                     ordered.begin() + static_cast<qptrdiff>(end));
            const bool last = end == ordered.size();
            m_engine.write(
                [part, put, now = m_clock.now()](store::Database& database) -> Result<void> {
                    const Result<int> count = delivery::retryDeliveries(database, part, now);
                    if (!count)
                        return count.error();
                    *put += *count;
                    return {};
                },
                context,
                [put, last, done](const Result<void>& result) {
                    if (!result)
                        done(result.error());
                    else if (last)
                        done(*put);
                });
        }
    }

    void pause(const QString& environment, delivery::TargetKind kind, QObject* context, Done done) override
    {
        const store::DeliveryPause pause{environment, toString(kind), QStringLiteral("paused"), m_clock.now()};
        m_engine.write([pause](store::Database& database) { return store::pauseDestination(database, pause); }, context,
                       [done](const Result<void>& result) { done(result); });
    }

    void resume(const QString& environment, delivery::TargetKind kind, QObject* context, Done done) override
    {
        m_engine.write([environment, kind = toString(kind)](
                           store::Database& database) { return store::resumeDestination(database, environment, kind); },
                       context, [done](const Result<void>& result) { done(result); });
    }

private:
    engine::Engine& m_engine;
    const Clock& m_clock;
    QStringList m_confirmed;
};

} // namespace

Deliveries::Deliveries(engine::Engine& engine, const QString& databasePath, models::WorkspacePresenter& workspace,
                       widgets::MainWindow& window, const widgets::Theme& theme, const Clock& clock)
    : m_workspace(workspace)
    , m_link(std::make_unique<Link>(engine, clock))
    , m_reader(databasePath)
    , m_presenter(m_reader, *m_link, clock)
{
    using models::DeliveriesPresenter;
    const widgets::LazyPage lazy([this, &window, &theme] { return makePage(window, theme); });
    for (const widgets::ViewEntry& view : widgets::DeliveriesPage::views(lazy))
        window.addView(view);
    connect(&workspace, &models::WorkspacePresenter::workspaceChanged, this,
            [this] { m_presenter.setWorkspace(m_workspace.workspace()); });
    connect(&workspace, &models::WorkspacePresenter::ownerChanged, this, [this] {
        const auto& owner = m_workspace.owner();
        m_presenter.setOwner(owner ? std::optional(owner->pid) : std::nullopt);
    });
    connect(&m_presenter, &DeliveriesPresenter::destinationsChanged, this, &Deliveries::tellSidebar);
    connect(&m_presenter, &DeliveriesPresenter::told, this,
            [&window](const QString& text, const std::function<void()>& undo) {
                if (undo)
                    window.informUndoable(text, undo);
                else
                    window.toast().inform(text);
            });
    connect(&m_presenter, &DeliveriesPresenter::failed, this,
            [&window](const Error& error) { window.toast().fail(models::errorText(error, models::Audience::Window)); });
}

Deliveries::~Deliveries() = default;

widgets::DeliveriesPage* Deliveries::makePage(widgets::MainWindow& window, const widgets::Theme& theme)
{
    auto* page = new widgets::DeliveriesPage(theme, m_presenter);
    connect(page, &widgets::DeliveriesPage::openEvent, this, &Deliveries::eventWanted);
    connect(page, &widgets::DeliveriesPage::openSettings, this,
            [&window] { window.showPlace({PlaceKind::Settings}, QStringLiteral("settings-environments")); });
    connect(page, &widgets::DeliveriesPage::copied, this,
            [&window](const QString& what) { window.toast().inform(tr("Copied: %1").arg(what)); });
    return page;
}

void Deliveries::tellSidebar()
{
    models::SidebarModel& sidebar = m_workspace.sidebar();
    const qint64 open = m_presenter.openCount();
    sidebar.setCount(PlaceKind::Deliveries, open > 0 ? std::optional(open) : std::nullopt);
    sidebar.setHeld(PlaceKind::Deliveries, m_presenter.heldCount());
    sidebar.setFailed(PlaceKind::Deliveries, m_presenter.deadCount());
    askForAttention();
}

void Deliveries::askForAttention()
{
    const QStringList held = m_presenter.heldEnvironments();
    for (const QString& environment : held) {
        if (!m_held.contains(environment))
            Q_EMIT attentionWanted(QStringLiteral("held\n") + environment, tr("Deliveries are held"),
                                   m_presenter.heldText(environment), QStringLiteral("outbox"));
    }
    m_held = held;
    const qint64 dead = m_presenter.deadCount();
    if (m_dead >= 0 && dead > m_dead)
        Q_EMIT attentionWanted(QStringLiteral("dead"), tr("Deliveries failed"),
                               tr("%n deliver(y|ies) (was|were) given up.", nullptr, static_cast<int>(dead)),
                               QStringLiteral("deadLetters"));
    m_dead = dead;
}

} // namespace hw::app
