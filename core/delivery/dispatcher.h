#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/delivery/batches.h"
#include "core/delivery/ratelimit.h"
#include "core/delivery/request.h"
#include "core/delivery/retrypolicy.h"
#include "core/http/sender.h"
#include "core/store/outbox.h"
#include "core/store/writer.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace hw::delivery {

/// What the dispatcher has to know about environments. Called in its thread.
class Environments
{
public:
    virtual ~Environments() = default;
    [[nodiscard]] virtual bool exists(const QString& environment) const = 0;
    /// Errors: SecretMissing, SecretStoreLocked, …
    [[nodiscard]] virtual Result<SecretString> secret(const QString& environment, const QString& name) const = 0;
    /// All secrets of the environment that were found: their values never stand in what is recorded.
    [[nodiscard]] virtual Mask mask(const QString& environment) const = 0;
};

struct DispatcherOptions
{
    RetryPolicy retry;
    std::chrono::milliseconds timeout{60000}; ///< of one exchange, as Knock's SDK has it
    int perDestination = 16;                  ///< exchanges at once
    std::chrono::milliseconds drain{10000};   ///< how long stop() waits for answers
};

/// What waits, and for whom.
struct OutboxState
{
    QStringList confirmed;                    ///< environments whose deliveries go out
    std::vector<store::HeldCount> held;       ///< wait for confirm()
    std::vector<store::DeliveryPause> pauses; ///< by hand, or because something is missing
    friend bool operator==(const OutboxState&, const OutboxState&) = default;
};

/// Carries the outbox out: sends what is due, as many at once as destinations and rate limits allow, notes each attempt
/// before it is made and its end after, triggers windows of batches when they are over. All it knows stands in the
/// database, so that it goes on after any end; an attempt whose end was not noted is made again with the same key.
///
/// Works in the thread it lives in, which needs an event loop; writes through the writer, reads over a connection of
/// its own, and notices within 200 ms what other processes write. Only the workspace's owner has one.
class Dispatcher final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Dispatcher)

public:
    /// `writer` and `environments` outlive it.
    Dispatcher(store::Writer& writer, QString databasePath, const Environments& environments,
               DispatcherOptions options = {}, QObject* parent = nullptr);
    ~Dispatcher() override;

    /// Everything is held but what goes to the confirmed environments.
    void start(const QStringList& confirmed);
    /// Deliveries of this environment go out from now on.
    void confirm(const QString& environment);
    /// Something may be due: an event was committed.
    void wake();
    /// Environments or secrets have changed: what waited for them is tried.
    void configurationChanged();
    /// Begins nothing any more; stopped() follows when the answers under way are noted.
    void stop();

    [[nodiscard]] const OutboxState& state() const { return m_state; }

Q_SIGNALS:
    /// Events whose actions changed.
    void settled(const std::vector<qint64>& events);
    void stateChanged(const hw::delivery::OutboxState& state);
    void stopped();

private:
    using Steady = std::chrono::steady_clock;

    struct Flight; ///< one attempt
    using FlightPtr = std::shared_ptr<Flight>;

    struct Limits ///< of one queue
    {
        TokenBucket bucket;
        std::optional<Timestamp> quietUntil;
    };

    void look();
    void poll();
    void lookAtWindows(Timestamp now);
    void lookAtHeld();
    void lookAtQueue(const store::ReadyQueue& queue, Timestamp now);
    void begin(std::vector<store::Delivery> due);
    void send(const FlightPtr& flight);
    void answered(const FlightPtr& flight, const Result<http::Response>& answer);
    void note(const FlightPtr& flight);
    void pause(const store::Delivery& delivery, const Error& error);
    void release(qint64 seq);
    void wakeAt(Timestamp at);
    void publish();
    void finishStop();
    [[nodiscard]] bool openDatabase();
    void tellUnreadable(const Error& error);
    [[nodiscard]] bool isPaused(const QString& environment, const Target& target) const;
    [[nodiscard]] Limits& limitsOf(const store::ReadyQueue& queue);

    store::Writer& m_writer;
    const QString m_path;
    const Environments& m_environments;
    const DispatcherOptions m_options;
    std::unique_ptr<http::Sender> m_sender;
    std::optional<store::Database> m_database; ///< for reading
    QStringList m_confirmed;
    OutboxState m_state;
    QHash<qint64, FlightPtr> m_busy;      ///< by delivery: from being chosen to the noted end
    QHash<QString, int> m_perDestination; ///< exchanges under way, by environment and destination
    QHash<QString, std::shared_ptr<Limits>> m_limits;
    QTimer m_look;  ///< runs look() once the loop is back
    QTimer m_alarm; ///< when the next one is due
    QTimer m_poll;  ///< for what other processes write
    qint64 m_seenVersion = -1;
    QByteArray m_unreadable; ///< why, as told; empty while it can be read
    bool m_started = false;
    bool m_stopping = false;
    bool m_stopped = false;
    bool m_windowsBusy = false;
    bool m_releasing = false;
};

} // namespace hw::delivery
