#pragma once

#include "core/base/result.h"
#include "core/http/message.h"
#include "core/http/trust.h"

#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hw::http {

class SenderLink;

/// What came back. `body` is without chunk framing and still in its Content-Encoding.
struct Response
{
    int status = 0;
    QByteArray reason;
    Headers headers;
    QByteArray body;
    std::chrono::microseconds duration{0}; ///< from the start of the sending (connecting included) to the last byte
    friend bool operator==(const Response&, const Response&) = default;
};

enum class HostHeader {
    FromUrl, ///< the URL's host and port replace the message's, in its place; added first where it has none
    AsIs,    ///< the message's own, also where it has none
};

/// One request to send.
struct Outgoing
{
    QUrl url; ///< http or https. Its path and query are the target; a URL without a path leaves message.target as it is
    Message message;
    HostHeader host = HostHeader::FromUrl;
};

/// Sends requests over HTTP/1.1 with exactly the headers of the message: order, case and duplicates stay. Only Host
/// (see HostHeader) and the length are ours: Content-Length tells the body's size in the place of the message's own
/// Content-Length or Transfer-Encoding (added last where a body or a method that carries one needs it). Redirects are
/// answers like any other, nothing is repeated by itself. Connections are kept and reused per scheme, host and port.
/// Lives and calls back in one thread, which needs an event loop.
class Sender final : public QObject
{
    Q_OBJECT

public:
    using Id = quint64;
    /// Network (args: url, the system's text), Timeout (args: what, limit in ms), Cancelled, InvalidArgument (the URL).
    using Done = std::function<void(Result<Response>)>;

    struct Options
    {
        std::chrono::milliseconds timeout{30000}; ///< for the whole exchange, waiting for a connection excluded
        qint64 maxResponseBody = 25 * 1024 * 1024;
        int connectionsPerHost = 8;
        std::chrono::milliseconds keepIdle{5000}; ///< an idle connection is closed after this
        /// Empty = trustingConfiguration(), made with the first https request: to read authorities takes a while.
        std::optional<QSslConfiguration> tls;
        /// PEM of certificates that are believed besides, read with each new connection because it may be made
        /// meanwhile; empty = none.
        QString alsoTrusted = {};
    };

    explicit Sender(Options options, QObject* parent = nullptr);
    explicit Sender(QObject* parent = nullptr);
    ~Sender() override; ///< what is under way is dropped without a call
    Q_DISABLE_COPY_MOVE(Sender)

    /// `done` is called once, later, and not at all once `context` is gone.
    Id send(Outgoing outgoing, QObject* context, Done done);
    /// Ends it with Cancelled. Nothing happens for an id that is done.
    void cancel(Id id);
    /// Sent and waiting ones.
    [[nodiscard]] size_t pending() const;

    /// The bytes that send() puts on the wire for it, and nothing for a URL that cannot be used.
    [[nodiscard]] static std::optional<QByteArray> headFor(const Outgoing& outgoing);

private:
    struct Job;
    struct Host;

    void pump(const QString& key);
    void finish(std::shared_ptr<Job> job, Result<Response> result);

    Options m_options;
    Id m_nextId = 1;
    std::unordered_map<Id, std::shared_ptr<Job>> m_jobs;
    std::unordered_map<std::string, std::unique_ptr<Host>> m_hosts;
};

} // namespace hw::http
