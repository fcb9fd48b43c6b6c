#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/identity.h"
#include "core/http/limits.h"
#include "core/http/message.h"

#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace hw::http {

class AnswerQueue;
class Server;

/// One request on one connection; never used twice by one process.
using RequestId = quint64;

enum class Transport { Plain, Tls };

struct ListenOptions
{
    /// An address or a name; "localhost" is both loopback addresses, "" every IPv4 interface, "::" every interface.
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 4400; ///< 0 = any free one
    Transport transport = Transport::Plain;
    std::optional<TlsIdentity> identity; ///< what TLS needs
    Limits limits;
    Timeouts timeouts;
    int maxConnections = 1024; ///< more are answered 503 with Retry-After and closed, without an Arrival
};

/// A request as it reached the listener.
struct Arrival
{
    RequestId id = 0;
    Message message;
    Timestamp receivedAt;                      ///< of its first byte
    std::chrono::microseconds receiveDuration; ///< from its first to its last byte
    /// The listener cannot accept it: `message` holds what arrived. The receiver stores it and answers with this
    /// status.
    std::optional<Refusal> refusal;
    /// The peer is gone: `message.complete` is false, there may be no refusal, and an answer reaches nobody.
    bool connectionLost = false;
};

/// Who handles requests. Called in the listener's thread; must return quickly (queue the arrival and go on).
class RequestSink
{
public:
    virtual ~RequestSink() = default;
    virtual void requestArrived(Arrival arrival) = 0;
    /// A connection over `maxConnections` was answered 503 or closed, before it could send a request.
    virtual void connectionTurnedAway() {}
};

/// The HTTP/1.1 server that captures webhooks: keep-alive, pipelining (answers leave in the order of the requests),
/// chunked bodies, Expect: 100-continue, limits, time-outs, half-closed clients. It reads no further on a connection
/// while too many of its requests wait for their answer. Owns its thread; the listener itself lives in its creator's.
class Listener final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive the listener; the clock gives `receivedAt`.
    Listener(RequestSink& sink, const Clock& clock, QObject* parent = nullptr);
    ~Listener() override; ///< stop()
    Q_DISABLE_COPY_MOVE(Listener)

    /// Binds and accepts; gives the port. Raises the process's soft limit of open files to its hard limit.
    /// PortInUse (args: host, port, the next free port within 20 or empty), AddressNotAvailable, AlreadyExists when
    /// it is listening, InvalidArgument for TLS without a usable identity.
    [[nodiscard]] Result<quint16> start(const ListenOptions& options);

    /// Stops accepting, lets what is being read and answered finish within `timeouts.drain`, then closes everything.
    /// Emits stopped(). Answers may come from any thread meanwhile.
    void requestStop();
    /// The same, waiting for the end. Answers must not depend on the calling thread, or the drain runs into its limit.
    void stop();

    [[nodiscard]] bool isListening() const { return m_thread != nullptr; }
    [[nodiscard]] quint16 port() const { return m_port; } ///< 0 when not listening

    /// Every arrival is answered once. From any thread; answers to connections that are gone are dropped. Costs a lock;
    /// the listener's thread is woken once for all answers that it has not fetched yet.
    void answer(RequestId id, Answer answer);
    void answer(std::vector<std::pair<RequestId, Answer>> answers);
    /// answer(), for who may outlive the listener: what comes then is dropped.
    [[nodiscard]] std::function<void(RequestId, Answer)> answerLine() const;

Q_SIGNALS:
    void stopped();

private:
    struct QuitAndWait
    {
        void operator()(QThread* thread) const;
    };

    RequestSink& m_sink;
    const Clock& m_clock;
    std::shared_ptr<AnswerQueue> m_answers;
    std::unique_ptr<QThread, QuitAndWait> m_thread;
    Server* m_server = nullptr; ///< lives in m_thread and ends with it
    quint16 m_port = 0;
    bool m_stopRequested = false;
};

} // namespace hw::http
