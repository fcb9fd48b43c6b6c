#pragma once

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "ui/models/eventsource.h"
#include "ui/models/setuplink.h"
#include "ui/models/workspacepresenter.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <optional>
#include <vector>

namespace hw::models {

enum class SetupStep { Provider, Endpoint, Secret, Actions, Test };
inline constexpr int setupStepCount = 5;

/// How the provider's requests reach this machine.
enum class SetupWay { Cli, Tunnel, Dashboard };

enum class CheckState { Open, Running, Ok, Failed };

enum class SecretState {
    NotNeeded, ///< the source's scheme knows none
    Missing,
    Storing,
    Stored,
};

/// What a secret's form tells while it is typed.
struct SecretReport
{
    enum class Kind { Empty, Right, Doubtful, Wrong };

    Kind kind = Kind::Empty;
    QString text;
};

/// The set-up of one source: from the choice of a provider to its first event. The source exists from the Endpoint step
/// on; the set-up may be left at any time and is resumed with open().
class NewSourcePresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(NewSourcePresenter)

public:
    struct Way
    {
        SetupWay way;
        QString title;
        QString text;
    };

    struct Suggestion
    {
        QString title;
        QString description;
        QString eventType;
        QString action; ///< "users_identify"
        bool taken = false;
    };

    /// After this time without an event, what to look at is shown.
    static constexpr std::chrono::seconds patience{60};

    /// All outlive the presenter; `events` serves it alone.
    NewSourcePresenter(const catalog::Catalog& catalog, WorkspacePresenter& workspace, SetupLink& link,
                       EventSource& events, const Clock& clock, QObject* parent = nullptr);
    ~NewSourcePresenter() override;

    /// The set-up of this source, where it was left; a new one where the key is empty.
    void open(const QString& key);
    /// The next source that is made answers at this key (empty = at one of its own), of this provider, which is chosen
    /// at once where it is known. Called after open({}).
    void prepare(const QString& key, const QString& providerKey);

    [[nodiscard]] const std::vector<catalog::Provider>& providers() const { return m_catalog.providers(); }
    [[nodiscard]] const catalog::Provider* provider() const { return m_provider; }
    [[nodiscard]] const QString& key() const { return m_key; } ///< empty before the Endpoint step
    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] static QString schemeText(const catalog::Provider& provider);

    [[nodiscard]] SetupStep step() const { return m_step; }
    [[nodiscard]] bool canGoTo(SetupStep step) const;
    void goTo(SetupStep step);
    void goNext();
    void goBack();
    /// What stands under the step's name.
    [[nodiscard]] QString noteOf(SetupStep step) const;
    [[nodiscard]] bool isDone(SetupStep step) const;

    /// Makes the source and goes on to its endpoint, or turns the one there is into one of this provider.
    void chooseProvider(const QString& providerKey);

    [[nodiscard]] std::vector<Way> ways() const;
    [[nodiscard]] SetupWay way() const { return m_way; }
    void setWay(SetupWay way);
    [[nodiscard]] std::vector<catalog::SetupStep> instructions() const; ///< with address, port and key filled in
    [[nodiscard]] QString endpointUrl() const;                          ///< on this machine
    [[nodiscard]] QString publicEndpointUrl() const;                    ///< empty = no public URL
    [[nodiscard]] QString publicUrl() const { return m_workspace.publicUrl(); }
    /// InvalidArgument where it is no http or https URL; the empty text removes it.
    [[nodiscard]] Result<void> setPublicUrl(const QString& url);

    [[nodiscard]] SecretState secretState() const;
    [[nodiscard]] SecretReport reportOn(const QString& secret) const;
    void storeSecret(const QString& secret);

    [[nodiscard]] const std::vector<Suggestion>& suggestions() const { return m_suggestions; }
    void setTaken(size_t index, bool taken);

    /// Types that a test event may have.
    [[nodiscard]] QStringList sampleTypes() const;
    [[nodiscard]] QString titleOfSample(const QString& type) const;
    /// failed() with SecretMissing where it cannot be signed yet.
    void sendTest(const QString& type);
    [[nodiscard]] bool isSending() const { return m_sending; }

    [[nodiscard]] CheckState listenerCheck() const;
    [[nodiscard]] CheckState endpointCheck() const { return m_endpointCheck; }
    [[nodiscard]] QString endpointAnswer() const { return m_endpointAnswer; } ///< why the check failed
    /// The newest request that is neither a probe nor our own test.
    [[nodiscard]] const std::optional<store::EventRow>& received() const { return m_received; }
    [[nodiscard]] const std::optional<store::EventRow>& test() const { return m_test; } ///< our newest test
    [[nodiscard]] bool hasEvent() const { return m_received || m_test; }
    [[nodiscard]] std::chrono::seconds waited() const;
    void startListener() { m_workspace.startListener(); }

    /// The source stays and is no longer unfinished; finished() follows.
    void finish();
    /// The source, where there is one, goes to the trash; cancelled() follows.
    void cancel();
    void undoCancel(const QString& key);

Q_SIGNALS:
    /// Provider, key, step, way, secret or suggestions are others.
    void changed();
    /// Checks, events or the time waited are others.
    void waitingChanged();
    void sourceMade(const QString& key);
    void firstEventArrived();
    void finished(const QString& key);
    /// `name` is that of the source which went to the trash; empty where there was none.
    /// Name and key of the source that is gone; empty where there was none yet.
    void cancelled(const QString& name, const QString& key);
    void failed(const hw::Error& error);

private:
    void reset();
    void make(const catalog::Provider& provider);
    void setStep(SetupStep step);
    void takeWorkspace();
    void readSuggestions();
    void keep();
    void checkEndpoint();
    void requestEvents();
    void takeRows(quint64 generation, const std::vector<store::EventRow>& rows);
    [[nodiscard]] const workspace::SourceState* source() const;
    [[nodiscard]] QString freeName(const catalog::Provider& provider) const;
    [[nodiscard]] QString origin() const;
    [[nodiscard]] bool hasWay(SetupWay way) const;
    [[nodiscard]] SetupState state() const;
    [[nodiscard]] SetupLink::Done report();

    const catalog::Catalog& m_catalog;
    WorkspacePresenter& m_workspace;
    SetupLink& m_link;
    EventSource& m_events;
    const Clock& m_clock;
    const catalog::Provider* m_provider = nullptr;
    QString m_key;
    QString m_wantedKey; ///< of the source to be made; empty = a random one
    SetupStep m_step = SetupStep::Provider;
    SetupWay m_way = SetupWay::Cli;
    bool m_busy = false; ///< the source is being made or changed
    bool m_storing = false;
    bool m_sending = false;
    QStringList m_withoutSecret;
    std::vector<Suggestion> m_suggestions;

    CheckState m_endpointCheck = CheckState::Open;
    QString m_endpointAnswer;
    QString m_checkedUrl;
    QSet<QString> m_testIds;
    std::optional<store::EventRow> m_received;
    std::optional<store::EventRow> m_test;
    bool m_rowsKnown = false;
    quint64 m_generation = 0;
    std::optional<Timestamp> m_since;
    QTimer m_tick;
    const catalog::Provider* m_awaited = nullptr; ///< chosen before there was a workspace
    QHash<QString, SetupState> m_removed;         ///< what undoCancel() brings back, by key
};

} // namespace hw::models
