#pragma once

#include "core/http/connection.h"

#include <QTcpServer>
#include <QTimer>

#include <array>
#include <functional>
#include <mutex>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hw::http {

/// Answers on their way to the listener's thread. Outlives the server, so that late answers find a place to end.
class AnswerQueue final
{
public:
    using Item = std::pair<RequestId, Answer>;

    void push(RequestId id, Answer answer);
    void push(std::vector<Item> answers);
    [[nodiscard]] std::vector<Item> takeAll();

    /// `wake` is called, in the pushing thread, when the queue gets its first item; null drops what is pushed.
    void setWake(std::function<void()> wake);
    [[nodiscard]] RequestId nextId() { return ++m_lastId; } ///< the server's thread only

private:
    std::mutex m_mutex;
    std::vector<Item> m_items;
    std::function<void()> m_wake;
    RequestId m_lastId = 0;
};

/// The listener's half that lives in its thread: accepts, owns the connections, knows which request waits where.
class Server final : public QObject, public ConnectionHost
{
    Q_OBJECT

public:
    Server(RequestSink& sink, const Clock& clock, const ListenOptions& options, std::shared_ptr<AnswerQueue> answers);
    ~Server() override;
    Q_DISABLE_COPY_MOVE(Server)

    /// PortInUse or AddressNotAvailable.
    [[nodiscard]] Result<quint16> open();
    /// Stops accepting, then emits drained() once every connection is closed or the time is over.
    void drain();

    [[nodiscard]] const ListenOptions& options() const override { return m_options; }
    [[nodiscard]] Timestamp now() const override { return m_clock.now(); }
    [[nodiscard]] QByteArray date() override;
    [[nodiscard]] std::span<char> scratch() override { return m_scratch; }
    [[nodiscard]] RequestId newRequest(Connection& connection) override;
    void forgetRequest(RequestId id) override;
    void requestArrived(Arrival arrival) override;
    void connectionClosed(Connection& connection) override;

Q_SIGNALS:
    void drained();

private:
    [[nodiscard]] Result<std::unique_ptr<QTcpServer>> makeAcceptor();
    void accepted(std::unique_ptr<ByteStream> stream);
    void deliverAnswers();
    void checkDeadlines();
    [[nodiscard]] QString nextFreePort(const QHostAddress& address) const;

    RequestSink& m_sink;
    const Clock& m_clock;
    const ListenOptions m_options;
    const std::shared_ptr<AnswerQueue> m_answers;
    std::unordered_set<Connection*> m_connections; ///< children of this
    std::unordered_map<RequestId, Connection*> m_requests;
    std::unordered_set<Connection*> m_turnedAway;         ///< of m_connections
    std::vector<std::unique_ptr<QTcpServer>> m_acceptors; ///< one for each address
    std::vector<char> m_scratch;
    QTimer m_tick;
    bool m_draining = false;
    Connection::Steady::time_point m_drainEnd;
    std::chrono::sys_seconds m_dateSecond{};
    QByteArray m_date;
};

} // namespace hw::http
