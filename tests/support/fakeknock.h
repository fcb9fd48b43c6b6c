#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QPair>
#include <QString>
#include <QThread>

#include <memory>
#include <vector>

namespace hw::test {

/// One request as the server saw it, and what it did.
struct KnockRequest
{
    QByteArray method;
    QByteArray path; ///< as sent, with the query
    QList<QPair<QByteArray, QByteArray>> headers;
    QByteArray body;
    int status = 0;        ///< of the answer; 0 = the connection was cut before one
    bool applied = false;  ///< it had its effect
    bool replayed = false; ///< the answer is that of an earlier request with the same key
    qint64 at = 0;         ///< ms since the server was made

    [[nodiscard]] QByteArray header(const QByteArray& name) const;
    [[nodiscard]] QJsonObject json() const;
};

/// What goes wrong. Parts are of 1, and drawn for each request in this order.
struct KnockFaults
{
    double unavailable = 0; ///< 503, nothing done
    double broken = 0;      ///< 500, nothing done
    double tooMany = 0;     ///< 429 with Retry-After: 0, nothing done
    double cutBefore = 0;   ///< the connection is cut, nothing done
    double cutAfter = 0;    ///< it is done, and the connection is cut before the answer
    double wrongBody = 0;   ///< 200 with a page of HTML, nothing done
    int slowMs = 0;         ///< each answer comes this much later
    quint32 seed = 1;
};

/// A server that behaves as Knock's public API reference says, as far as the actions use it: authorization, paths,
/// required fields, limits, rate tiers, idempotency keys of triggers, the shapes of answers and errors. Beside the
/// API's paths it takes everything. In a thread of its own, on a free port of 127.0.0.1.
class FakeKnock final
{
public:
    explicit FakeKnock(QByteArray key = "sk_test_made_up_key");
    ~FakeKnock();
    Q_DISABLE_COPY_MOVE(FakeKnock)

    [[nodiscard]] QString url() const;
    [[nodiscard]] QByteArray key() const;

    void setFaults(const KnockFaults& faults);
    /// Answers that come next, before anything else decides: status, headers and body.
    struct Scripted
    {
        int status = 200;
        QList<QPair<QByteArray, QByteArray>> headers;
        QByteArray body;
    };
    void answerNext(const Scripted& answer);
    /// Whether calls over the tiers' rates are refused with 429.
    enum class Tiers { Enforced, Off };
    void setTiers(Tiers tiers);

    [[nodiscard]] std::vector<KnockRequest> requests() const;
    [[nodiscard]] int requestCount() const;
    /// Runs that triggers started: replays start none.
    [[nodiscard]] int runCount() const;
    void clear();

private:
    class Server;
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    QThread m_thread;
    Server* m_server;
};

} // namespace hw::test
