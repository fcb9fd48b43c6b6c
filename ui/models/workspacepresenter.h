#pragma once

#include "core/base/clock.h"
#include "core/store/rows.h"
#include "ui/models/enginelink.h"
#include "ui/models/eventsource.h"
#include "ui/models/sidebarmodel.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace hw::models {

struct EnvironmentEntry
{
    QString name;
    workspace::DestinationKind destination = workspace::DestinationKind::Directory;
    bool live = false;

    friend bool operator==(const EnvironmentEntry&, const EnvironmentEntry&) = default;
};

struct ListenerStatus
{
    enum class State {
        Stopped,
        Starting,
        Listening,
        Failed,
    };

    State state = State::Stopped;
    QString host;
    quint16 port = 0;
    std::optional<Error> error = {}; ///< where Failed
    bool tls = false;
    QString fingerprint = {}; ///< of the certificate, where it listens over TLS: "AB:CD:…", SHA-256
};

/// What the status bar says.
struct WorkspaceFacts
{
    bool known = false; ///< the store has answered
    qint64 events = 0;
    qint64 storedBytes = 0;
    qint64 lastMinute = 0; ///< events that came within the last 60 s
    std::optional<Timestamp> lastEventAt;
    qint64 turnedAway = 0; ///< requests of the last minutes that were not stored
    QString awayReason;    ///< why, as in store::RefusalCount

    friend bool operator==(const WorkspaceFacts&, const WorkspaceFacts&) = default;
};

/// The frame's view of an open workspace: sources with their counts and states, environments, the listener.
class WorkspacePresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(WorkspacePresenter)

public:
    enum class OpenState { Opening, Open, Failed };
    enum class Launch { First, Resumed };

    /// All outlive the presenter; `events` serves it alone.
    WorkspacePresenter(EngineLink& engine, EventSource& events, const Clock& clock, QObject* parent = nullptr);
    ~WorkspacePresenter() override;

    /// Opens the workspace and, once it is open, starts the listener. Where another window had it open until now, the
    /// listener stays as it is.
    void start(Launch launch = Launch::First);

    [[nodiscard]] SidebarModel& sidebar() { return m_sidebar; }
    [[nodiscard]] OpenState openState() const { return m_openState; }
    [[nodiscard]] const std::optional<Error>& openError() const { return m_openError; }
    [[nodiscard]] QString name() const; ///< empty before it is open
    [[nodiscard]] QString root() const;
    [[nodiscard]] QString publicUrl() const; ///< empty = none
    [[nodiscard]] const std::vector<EnvironmentEntry>& environments() const { return m_environments; }
    [[nodiscard]] const QString& environment() const { return m_environment; }
    [[nodiscard]] bool isLive() const; ///< the active environment delivers to others
    [[nodiscard]] const ListenerStatus& listener() const { return m_listener; }
    [[nodiscard]] const WorkspaceFacts& facts() const { return m_facts; }
    /// The process that does the work in place of this one, which shows it.
    [[nodiscard]] const std::optional<store::Owner>& owner() const { return m_owner; }
    /// Why nothing can be stored at the moment.
    [[nodiscard]] const std::optional<Error>& storeTrouble() const { return m_storeTrouble; }
    /// "http://127.0.0.1:4400": where the listener is, or would be.
    [[nodiscard]] QString origin() const;
    /// "http://127.0.0.1:4400/s/stripe-billing": where the listener is, or would be.
    [[nodiscard]] QString endpointUrl(const QString& sourceKey) const;
    /// Errors of the workspace's files.
    [[nodiscard]] std::vector<Error> fileErrors() const;
    [[nodiscard]] const std::shared_ptr<const workspace::Workspace>& workspace() const { return m_workspace; }

    /// At the port of this machine's settings.
    void startListener();
    /// At another port, which is kept.
    void startListenerAt(quint16 port);
    void stopListener();
    void setEnvironment(const QString& name);

Q_SIGNALS:
    void openStateChanged();
    /// Name, sources, public URL or file errors are others.
    void workspaceChanged();
    void environmentsChanged();
    void listenerChanged();
    void factsChanged();
    void storeTroubleChanged();
    void ownerChanged();
    /// Something that was asked for could not be done.
    void failed(const hw::Error& error);

private:
    void takeWorkspace(const std::shared_ptr<const workspace::Workspace>& workspace, const QString& environment);
    void takeSummary(quint64 generation, const store::Summary& summary);
    void takeCount(quint64 generation, qint64 count);
    void takeMissed(quint64 generation, const store::Missed& missed);
    void takeOwner(const std::optional<store::Owner>& owner);
    bool isOthers();
    void setListener(ListenerStatus status);
    void refresh();
    void tick();
    void updateSources();
    [[nodiscard]] SourceState stateOf(const workspace::SourceState& source, const store::SourceCount* count) const;

    EngineLink& m_engine;
    EventSource& m_events;
    const Clock& m_clock;
    SidebarModel m_sidebar;
    OpenState m_openState = OpenState::Opening;
    Launch m_launch = Launch::First;
    std::optional<Error> m_openError;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    QString m_environment;
    std::vector<EnvironmentEntry> m_environments;
    ListenerStatus m_listener;
    WorkspaceFacts m_facts;
    std::optional<Error> m_storeTrouble;
    std::optional<store::Owner> m_owner;
    store::Summary m_summary;
    QTimer m_refresh; ///< gathers changes that come in a row
    QTimer m_tick;    ///< states that age: "within the last minute"
    quint64 m_generation = 0;
};

} // namespace hw::models
