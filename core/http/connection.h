#pragma once

#include "core/http/bytestream.h"
#include "core/http/listener.h"
#include "core/http/requestparser.h"

#include <QObject>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>
#include <span>

namespace hw::http {

class Connection;

/// What a connection needs of the server that owns it.
class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    [[nodiscard]] virtual const ListenOptions& options() const = 0;
    [[nodiscard]] virtual Timestamp now() const = 0;
    [[nodiscard]] virtual QByteArray date() = 0;
    /// One buffer for all connections: reading is over when the call that reads returns.
    [[nodiscard]] virtual std::span<char> scratch() = 0;
    [[nodiscard]] virtual RequestId newRequest(Connection& connection) = 0;
    virtual void forgetRequest(RequestId id) = 0;
    virtual void requestArrived(Arrival arrival) = 0;
    virtual void connectionClosed(Connection& connection) = 0;
};

/// One client: reads requests, hands them over, sends the answers in the order of the requests.
class Connection final : public QObject
{
    Q_OBJECT

public:
    using Steady = std::chrono::steady_clock;

    Connection(std::unique_ptr<ByteStream> stream, ConnectionHost& host, QObject* parent);
    ~Connection() override;
    Q_DISABLE_COPY_MOVE(Connection)

    /// Answers without reading a request, and closes.
    void turnAway(const Answer& answer);
    /// Queues; flush() follows when a batch of answers is through.
    void answer(RequestId id, Answer answer);
    void flush();
    /// Closes as soon as nothing is under way.
    void drain();
    /// The drain is over: hands over what was being read and closes.
    void cutOff();
    void checkDeadlines(Steady::time_point now);
    [[nodiscard]] bool isClosed() const { return m_phase == Phase::Closed; }

private:
    enum class Phase {
        Open,
        Closing,   ///< the last answer is being sent; what comes is discarded
        Lingering, ///< sent and shut down; a close with unread bytes would reset the connection and lose the answer
        Closed,
    };
    struct Pending
    {
        RequestId id = 0;
        bool isHead = false;
        bool keepAlive = false;
        qint64 size = 0;
        std::optional<Answer> answer;
    };

    void onReadable();
    void onProgress();
    void process(QByteArrayView bytes);
    void hand(std::optional<Refusal> refusal);
    void handBroken(std::optional<Refusal> refusal);
    [[nodiscard]] Arrival makeArrival(std::optional<Refusal> refusal);
    [[nodiscard]] bool isMidRequest() const;
    [[nodiscard]] bool mustPause() const;
    void onEnded();
    void sendContinue();
    void sendAnswers();
    void resume();
    void finish();
    void close();

    ConnectionHost& m_host;
    const std::unique_ptr<ByteStream> m_stream;
    RequestParser m_parser;
    QString m_remote;
    Phase m_phase = Phase::Open;
    std::deque<Pending> m_pending;
    qint64 m_pendingSize = 0;
    QByteArray m_unread; ///< read from the socket, not yet parsed, while paused
    bool m_paused = false;
    bool m_readEnded = false;
    bool m_lastRequest = false; ///< no request follows the pending ones; what comes is discarded
    bool m_draining = false;
    bool m_continueSent = false;
    Timestamp m_receivedAt;
    Steady::time_point m_requestStart;
    Steady::time_point m_bodyStart;
    Steady::time_point m_quietSince; ///< last sign of life: a request or answer done, bytes sent
};

} // namespace hw::http
