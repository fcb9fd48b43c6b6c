#include "app/headwater/notices.h"

#include "ui/models/errortext.h"
#include "ui/models/workspacepresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/mainwindow.h"

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
    connect(&window.failureBanner(), &widgets::Banner::actionRequested, this, [this] {
        if (const auto cause = m_failures.foremost(m_window.place().source))
            showCause(*cause);
    });
    connect(&window.failureBanner(), &widgets::Banner::closed, this, [this] {
        if (const auto cause = m_failures.foremost(m_window.place().source))
            m_failures.dismiss(*cause);
    });
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

void Notices::refreshBanner()
{
    const models::Place& place = m_window.place();
    const bool ofEvents = place.kind == PlaceKind::AllEvents || place.kind == PlaceKind::Source;
    const auto cause = ofEvents ? m_failures.foremost(place.source) : std::nullopt;
    if (!cause) {
        m_window.showFailure({});
        return;
    }
    const int others = m_failures.others(place.source);
    m_window.showFailure(
        others == 0 ? m_failures.text(*cause)
                    : tr("%1 %n other cause(s) besides.", nullptr, others).arg(m_failures.text(*cause) + u'.'));
}

void Notices::showCause(const engine::FailureCause& cause)
{
    Q_EMIT eventsWanted(cause.source, QStringLiteral("status:failed"));
}

} // namespace hw::app
