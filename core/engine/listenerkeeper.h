#pragma once

#include "core/base/clock.h"
#include "core/engine/engine.h"
#include "core/http/listener.h"
#include "core/store/writer.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace hw::engine {

/// Keeps a listener up for as long as it is wanted: tries again where the port is taken or the address is gone, and
/// looks after the machine's sleep and the address of the network. The store is told when requests could not be
/// captured (gaps, counts of what was turned away). Lives in the engine's thread.
class ListenerKeeper final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenerKeeper)

public:
    /// The sink and the clock outlive the keeper; certificates are kept in `tlsFolder`.
    ListenerKeeper(http::RequestSink& sink, const Clock& clock, QString tlsFolder, QObject* parent = nullptr);
    ~ListenerKeeper() override;

    /// How long this machine has slept since it was started, where it is not the kernel that is asked.
    using SleepClock = std::function<std::chrono::nanoseconds()>;
    void setSleepClock(SleepClock clock);

    /// Where gaps and refusals are recorded; null = nowhere. The writer outlives the keeper or is taken away before.
    void setWriter(store::Writer* writer);

    /// Starts, or starts anew with other options. changed() follows, with the error where it cannot.
    void start(const http::ListenOptions& options);
    /// Not wanted any more: drains. stopped() follows, at once where nothing was listening.
    void requestStop();

    [[nodiscard]] const ListenerState& state() const { return m_state; }
    /// The state's, where it listens; each request asks.
    [[nodiscard]] const QString& origin() const { return m_origin; }

    /// From any thread.
    void answer(http::RequestId id, http::Answer answer);
    /// Answers from any thread, also when the keeper is gone; null where nothing listens.
    [[nodiscard]] std::function<void(http::RequestId, http::Answer)> answerLine() const
    {
        return m_listener ? m_listener->answerLine() : nullptr;
    }
    /// Counts a request that was turned away without being stored. From any thread.
    void countRefusal(const QString& reason);

Q_SIGNALS:
    void changed(const hw::engine::ListenerState& state);
    void stopped();

private:
    void tryStart();
    void listenerStopped();
    void failed(const Error& error);
    void setState(ListenerState state);
    /// Ends the time since it was last known to be reachable, as a gap for this reason.
    void closeGap(const QString& reason);
    void noteReachable();
    void watch();
    void flushRefusals();
    [[nodiscard]] bool addressIsHere() const;
    Result<void> addIdentity(http::ListenOptions& options) const;

    http::RequestSink& m_sink;
    const Clock& m_clock;
    const QString m_tlsFolder;
    store::Writer* m_writer = nullptr;
    std::unique_ptr<http::Listener> m_listener;
    std::optional<http::ListenOptions> m_wanted;
    ListenerState m_state;
    QString m_origin;
    QString m_downReason;
    QTimer m_retry;
    QTimer m_watch;
    QTimer m_flush;
    SleepClock m_timeAsleep;
    std::chrono::nanoseconds m_slept{0};
    Timestamp m_notedAt;

    std::mutex m_refusalsMutex;
    QHash<QString, qint64> m_refusals; ///< by reason, not stored yet
};

} // namespace hw::engine
