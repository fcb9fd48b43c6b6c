#include "app/headwater/notices.h"

#include "ui/models/errortext.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/mainwindow.h"

#include <QAction>

#include <algorithm>

namespace hw::app {

using models::PlaceKind;
using widgets::MainWindow;

Notices::Notices(const QString& databasePath, models::WorkspacePresenter& workspace, MainWindow& window,
                 const Clock& clock)
    : m_workspace(workspace)
    , m_window(window)
    , m_reader(databasePath)
    , m_failures(m_reader, clock)
{
    using models::FailuresPresenter;
    using models::WorkspacePresenter;
    connect(&workspace, &WorkspacePresenter::workspaceChanged, this, [this] {
        QHash<QString, QString> names;
        for (const workspace::SourceState& state : m_workspace.workspace()->sources)
            names.insert(state.key(), state.source.name.isEmpty() ? state.key() : state.source.name);
        m_failures.setSources(names);
    });
    connect(&workspace, &WorkspacePresenter::listenerChanged, this, [this] {
        if (const auto& error = m_workspace.listener().error)
            tell(QStringLiteral("listener"), tr("Headwater does not listen"),
                 models::errorText(*error, models::Audience::Window), {});
    });
    connect(&window, &MainWindow::placeChanged, this, &Notices::refreshBanner);
    connect(&m_failures, &FailuresPresenter::changed, this, &Notices::refreshBanner);
    connect(&m_failures, &FailuresPresenter::causeAppeared, this, [this](const engine::FailureCause& cause) {
        tell(cause.key(), tr("Events fail"), m_failures.text(cause), [this, cause] { showCause(cause); });
    });
    makeActions();
    connect(&m_notifier, &widgets::Notifier::activated, this, [this](const QString& cause) {
        m_window.raiseToFront();
        if (const auto show = m_shows.value(cause))
            show();
    });
}

Notices::~Notices() = default;

void Notices::tell(const QString& cause, const QString& title, const QString& text, std::function<void()> show)
{
    if (m_window.isActiveWindow())
        return;
    m_shows.insert(cause, std::move(show));
    m_notifier.notify(cause, title, text);
}

void Notices::makeActions()
{
    widgets::Banner& banner = m_window.failureBanner();
    const auto make = [this](const char* name, const QString& text, widgets::Icon icon) {
        auto* action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        widgets::setActionIcon(m_window.theme(), *action, icon);
        return action;
    };
    m_debug = make("failureDebug", tr("Debug the last one"), widgets::Icon::Bug);
    m_travel = make("failureTravel", tr("Time travel"), widgets::Icon::Clock);
    m_again = make("failureAgain", tr("Process again"), widgets::Icon::Replay);
    m_next = make("failureNext", tr("Next cause"), widgets::Icon::Right);
    banner.setActions({m_debug, m_travel, m_again, m_next});
    const auto withCause = [this](const auto& then) {
        return [this, then] {
            if (const auto cause = shownCause())
                then(*cause);
        };
    };
    using engine::FailureCause;
    using widgets::Banner;
    connect(m_debug, &QAction::triggered, this,
            withCause([this](const FailureCause& cause) { Q_EMIT debugWanted(cause.source, cause.lastId); }));
    connect(m_travel, &QAction::triggered, this, withCause([this](const FailureCause& cause) {
                Q_EMIT travelWanted(cause.source, QStringLiteral("status:failed"));
            }));
    connect(m_again, &QAction::triggered, this,
            withCause([this](const FailureCause& cause) { Q_EMIT againWanted(cause.seqs); }));
    connect(m_next, &QAction::triggered, this, withCause([this](const FailureCause& cause) {
                const std::vector<FailureCause> causes = m_failures.causes(m_window.place().source);
                const auto at = std::find_if(causes.begin(), causes.end(),
                                             [&](const FailureCause& each) { return each.key() == cause.key(); });
                const bool isLast = at == causes.end() || at + 1 == causes.end();
                m_chosen = isLast ? QString() : (at + 1)->key();
                refreshBanner();
            }));
    connect(&banner, &Banner::actionRequested, this,
            withCause([this](const FailureCause& cause) { showCause(cause); }));
    connect(&banner, &Banner::closed, this,
            withCause([this](const FailureCause& cause) { m_failures.dismiss(cause); }));
}

std::optional<engine::FailureCause> Notices::shownCause() const
{
    const models::Place& place = m_window.place();
    const bool ofEvents = place.kind == PlaceKind::AllEvents || place.kind == PlaceKind::Source;
    const auto causes = ofEvents ? m_failures.causes(place.source) : std::vector<engine::FailureCause>();
    if (causes.empty())
        return std::nullopt;
    const auto chosen = std::find_if(causes.begin(), causes.end(),
                                     [this](const engine::FailureCause& each) { return each.key() == m_chosen; });
    return chosen == causes.end() ? causes.front() : *chosen;
}

void Notices::refreshBanner()
{
    const auto cause = shownCause();
    if (!cause) {
        m_window.showFailure({});
        return;
    }
    const int others = static_cast<int>(m_failures.causes(m_window.place().source).size()) - 1;
    m_debug->setVisible(cause->code.startsWith(QLatin1String("script_")));
    m_next->setVisible(others > 0);
    m_window.showFailure(
        others == 0 ? m_failures.text(*cause)
                    : tr("%1 %n other cause(s) besides.", nullptr, others).arg(m_failures.text(*cause) + u'.'));
}

void Notices::showCause(const engine::FailureCause& cause)
{
    Q_EMIT eventsWanted(cause.source, QStringLiteral("status:failed"));
}

} // namespace hw::app
