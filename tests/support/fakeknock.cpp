#include "tests/support/fakeknock.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMutex>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUuid>

#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <random>

namespace hw::test {

namespace {

struct Answer
{
    int status = 200;
    QList<QPair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    bool applied = false;
    bool replayed = false;
};

struct Route
{
    QByteArray method;
    QByteArray path;       ///< "/v1/users/*/merge"
    int perSecond = 0;     ///< of its tier
    QByteArray list = {};  ///< required array of the body
    int limit = 0;         ///< of that array
    QByteArray field = {}; ///< required member of the body
    int status = 200;
};

// https://docs.knock.app/api-reference, as of November 2026.
const std::array<Route, 15> routes{{
    {"POST", "/v1/workflows/*/trigger", 1000, "recipients", 1000},
    {"POST", "/v1/workflows/*/cancel", 1000, {}, 0, "cancellation_key", 204},
    {"PUT", "/v1/users/*", 60},
    {"DELETE", "/v1/users/*", 5, {}, 0, {}, 204},
    {"POST", "/v1/users/*/merge", 5, {}, 0, "from_user_id"},
    {"PUT", "/v1/objects/*/*", 60},
    {"DELETE", "/v1/objects/*/*", 60, {}, 0, {}, 204},
    {"POST", "/v1/objects/*/*/subscriptions", 60, "recipients", 100},
    {"DELETE", "/v1/objects/*/*/subscriptions", 60, "recipients", 100},
    {"PUT", "/v1/tenants/*", 60},
    {"DELETE", "/v1/tenants/*", 5, {}, 0, {}, 204},
    {"POST", "/v1/audiences/*/members", 60, "members", 1000, {}, 204},
    {"DELETE", "/v1/audiences/*/members", 60, "members", 1000, {}, 204},
    {"PUT", "/v1/users/*/channel_data/*", 60, {}, 0, "data"},
    {"PUT", "/v1/users/*/preferences/*", 60},
}};

QByteArrayList segmentsOf(QByteArray path)
{
    if (const qsizetype query = path.indexOf('?'); query >= 0)
        path.truncate(query);
    return path.split('/');
}

bool fits(const Route& route, const QByteArray& method, const QByteArrayList& segments)
{
    const QByteArrayList wanted = route.path.split('/');
    if (route.method != method || wanted.size() != segments.size())
        return false;
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (wanted[i] != "*" && wanted[i] != segments[i])
            return false;
        if (wanted[i] == "*" && segments[i].isEmpty())
            return false;
    }
    return true;
}

Answer error(int status, const char* code, const char* message, const QJsonArray& fields = {})
{
    QJsonObject body{
        {QStringLiteral("code"), QLatin1String(code)},
        {QStringLiteral("message"), QLatin1String(message)},
        {QStringLiteral("status"), status},
        {QStringLiteral("type"), status < 500 ? QStringLiteral("invalid_request_error") : QStringLiteral("api_error")}};
    if (!fields.isEmpty())
        body.insert(QStringLiteral("errors"), fields);
    return {status, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

QJsonArray fieldError(const QString& field, const char* message)
{
    return {QJsonObject{{QStringLiteral("field"), field},
                        {QStringLiteral("message"), QLatin1String(message)},
                        {QStringLiteral("type"), QJsonValue::Null}}};
}

bool isReference(const QJsonValue& value)
{
    return value.isString() || (value.isObject() && value[QLatin1String("id")].isString());
}

/// What is wrong with the body, or nothing.
std::optional<Answer> complaint(const Route& route, const QByteArray& bytes, const QJsonObject& body)
{
    const bool needsNone = route.method == "DELETE" && route.list.isEmpty();
    if (needsNone)
        return bytes.isEmpty() ? std::nullopt : std::optional(error(422, "invalid_params", "this call has no body"));
    if (QJsonDocument::fromJson(bytes).isNull())
        return error(400, "invalid_params", "the body is no JSON object");
    const QString field = QString::fromLatin1(route.field);
    if (!field.isEmpty() && body[field].isUndefined())
        return error(422, "invalid_params", "a parameter is missing", fieldError(field, "can't be blank"));
    for (const char* text : {"name", "email", "avatar", "phone_number", "locale", "timezone"}) {
        const QJsonValue value = body[QLatin1String(text)];
        if (!value.isUndefined() && !value.isNull() && !value.isString())
            return error(422, "invalid_params", "a parameter has a wrong type",
                         fieldError(QLatin1String(text), "is invalid"));
    }
    const QString list = QString::fromLatin1(route.list);
    if (list.isEmpty())
        return std::nullopt;
    const QJsonArray entries = body[list].toArray();
    if (entries.isEmpty() || entries.size() > route.limit)
        return error(422, "invalid_params", "a list is empty or too long", fieldError(list, "has a wrong length"));
    for (const QJsonValue& entry : entries) {
        const QJsonValue who = list == QLatin1String("members") ? entry[QLatin1String("user")] : entry;
        const bool isOne = list == QLatin1String("members")
                               ? who.isObject() && isReference(who) && who[QLatin1String("collection")].isUndefined()
                               : isReference(who);
        if (!isOne)
            return error(422, "invalid_params", "a list holds something else", fieldError(list, "is invalid"));
    }
    return std::nullopt;
}

} // namespace

QByteArray KnockRequest::header(const QByteArray& name) const
{
    for (const auto& [each, value] : headers) {
        if (each.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QJsonObject KnockRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}

struct FakeKnock::Shared
{
    mutable QMutex mutex;
    QByteArray key;
    KnockFaults faults;
    std::mt19937 random{1};
    std::deque<Scripted> scripted;
    Tiers tiers = Tiers::Enforced;
    std::vector<KnockRequest> requests;
    QHash<QByteArray, QPair<QByteArray, Answer>> keys; ///< idempotency key → body, answer
    QHash<QByteArray, std::deque<qint64>> calls;       ///< by route: when, within the last second
    int runs = 0;
    QElapsedTimer clock;
    quint16 port = 0;

    [[nodiscard]] bool draw(double part)
    {
        return part > 0 && std::uniform_real_distribution<double>(0, 1)(random) < part;
    }

    /// Status 0 = cut the connection.
    Answer decide(const KnockRequest& request);
    Answer serve(const KnockRequest& request);
    Answer trigger(const KnockRequest& request);
};

Answer FakeKnock::Shared::decide(const KnockRequest& request)
{
    if (!scripted.empty()) {
        const Scripted next = scripted.front();
        scripted.pop_front();
        return {next.status, next.headers, next.body};
    }
    if (draw(faults.unavailable))
        return error(503, "unavailable", "try later");
    if (draw(faults.broken))
        return error(500, "internal_error", "something broke");
    if (draw(faults.tooMany)) {
        Answer answer = error(429, "too_many_requests", "slow down");
        answer.headers.push_back({"Retry-After", "0"});
        return answer;
    }
    if (draw(faults.cutBefore))
        return {0};
    if (draw(faults.wrongBody))
        return {200, {{"Content-Type", "text/html"}}, "<html>Please sign in</html>"};
    const bool cut = draw(faults.cutAfter);
    Answer answer = serve(request);
    if (cut)
        answer.status = 0;
    return answer;
}

Answer FakeKnock::Shared::serve(const KnockRequest& request)
{
    if (!request.path.startsWith("/v1/"))
        return {200, {}, {}, true}; // somebody's own service
    if (request.header("Authorization") != "Bearer " + key)
        return error(401, "authentication_required", "no such key");
    const QByteArrayList segments = segmentsOf(request.path);
    const auto route = std::find_if(routes.begin(), routes.end(),
                                    [&](const Route& each) { return fits(each, request.method, segments); });
    if (route == routes.end())
        return error(404, "resource_missing", "no such path");
    if (tiers == Tiers::Enforced) {
        std::deque<qint64>& recent = calls[route->method + route->path];
        while (!recent.empty() && recent.front() <= request.at - 1000)
            recent.pop_front();
        if (static_cast<int>(recent.size()) >= route->perSecond) {
            Answer answer = error(429, "too_many_requests", "over the rate of this endpoint");
            answer.headers.push_back({"Retry-After", "1"});
            return answer;
        }
        recent.push_back(request.at);
    }
    if (auto wrong = complaint(*route, request.body, request.json()))
        return *wrong;
    if (route->path.endsWith("/trigger"))
        return trigger(request);
    if (route->status == 204)
        return {204, {}, {}, true};
    QJsonObject body;
    const QString id = QUrl::fromPercentEncoding(segments.value(3));
    if (route->path.endsWith("/subscriptions"))
        return {200, {{"Content-Type", "application/json"}}, "[]", true};
    body.insert(QStringLiteral("__typename"), QStringLiteral("Resource"));
    body.insert(QStringLiteral("id"), id);
    return {200, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact), true};
}

Answer FakeKnock::Shared::trigger(const KnockRequest& request)
{
    const QByteArray idempotencyKey = request.header("Idempotency-Key");
    if (const auto known = keys.constFind(idempotencyKey); !idempotencyKey.isEmpty() && known != keys.constEnd()) {
        if (known->first != request.body)
            return error(422, "invalid_params", "the idempotency key was used with other parameters");
        Answer answer = known->second;
        answer.headers.push_back({"idempotent-replayed", "true"});
        answer.replayed = true;
        return answer;
    }
    ++runs;
    const QJsonObject body{{QStringLiteral("workflow_run_id"), QUuid::createUuid().toString(QUuid::WithoutBraces)}};
    const Answer answer{
        200, {{"Content-Type", "application/json"}}, QJsonDocument(body).toJson(QJsonDocument::Compact), true};
    if (!idempotencyKey.isEmpty())
        keys.insert(idempotencyKey, {request.body, answer});
    return answer;
}

/// Accepts and parses; written apart from the program's own server.
class FakeKnock::Server final : public QTcpServer
{
public:
    explicit Server(std::shared_ptr<Shared> shared)
        : m_shared(std::move(shared))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket* socket = nextPendingConnection()) {
                auto bytes = std::make_shared<QByteArray>();
                connect(socket, &QTcpSocket::readyRead, socket, [this, socket, bytes] {
                    bytes->append(socket->readAll());
                    while (takeOne(socket, *bytes)) {
                    }
                });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

private:
    /// One whole request off the bytes, and its answer.
    bool takeOne(QTcpSocket* socket, QByteArray& bytes)
    {
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArrayList lines = bytes.left(end).split('\n');
        KnockRequest request;
        const QByteArrayList first = lines.front().trimmed().split(' ');
        request.method = first.value(0);
        request.path = first.value(1);
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const qsizetype colon = lines[i].indexOf(':');
            request.headers.push_back({lines[i].left(colon).trimmed(), lines[i].mid(colon + 1).trimmed()});
        }
        const qsizetype length = request.header("Content-Length").toLongLong();
        constexpr qsizetype blank = 4;
        if (bytes.size() < end + blank + length)
            return false;
        request.body = bytes.mid(end + blank, length);
        bytes.remove(0, end + blank + length);

        int slow = 0;
        Answer answer;
        {
            const QMutexLocker lock(&m_shared->mutex);
            request.at = m_shared->clock.elapsed();
            answer = m_shared->decide(request);
            request.status = answer.status;
            request.applied = answer.applied;
            request.replayed = answer.replayed;
            m_shared->requests.push_back(request);
            slow = m_shared->faults.slowMs;
        }
        QPointer<QTcpSocket> to(socket);
        const auto reply = [to, answer] {
            if (!to)
                return;
            if (answer.status == 0) {
                to->abort();
                return;
            }
            QByteArray head = "HTTP/1.1 " + QByteArray::number(answer.status) + " Answer\r\n";
            for (const auto& [name, value] : answer.headers)
                head += name + ": " + value + "\r\n";
            if (answer.status != 204)
                head += "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
            to->write(head + "\r\n" + answer.body);
        };
        if (slow > 0)
            QTimer::singleShot(slow, socket, reply);
        else
            reply();
        return !to.isNull() && answer.status != 0;
    }

    std::shared_ptr<Shared> m_shared;
};

FakeKnock::FakeKnock(QByteArray key)
    : m_shared(std::make_shared<Shared>())
    , m_server(new Server(m_shared))
{
    m_shared->key = std::move(key);
    m_shared->clock.start();
    if (!m_server->listen(QHostAddress::LocalHost))
        qFatal("the fake server cannot listen");
    m_shared->port = m_server->serverPort();
    m_server->moveToThread(&m_thread);
    m_thread.start();
}

FakeKnock::~FakeKnock()
{
    m_server->deleteLater();
    m_thread.quit();
    m_thread.wait();
}

QString FakeKnock::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_shared->port);
}

QByteArray FakeKnock::key() const
{
    return m_shared->key;
}

void FakeKnock::setFaults(const KnockFaults& faults)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->faults = faults;
    m_shared->random.seed(faults.seed);
}

void FakeKnock::answerNext(const Scripted& answer)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->scripted.push_back(answer);
}

void FakeKnock::setTiers(Tiers tiers)
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->tiers = tiers;
}

std::vector<KnockRequest> FakeKnock::requests() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->requests;
}

int FakeKnock::requestCount() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return static_cast<int>(m_shared->requests.size());
}

int FakeKnock::runCount() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->runs;
}

void FakeKnock::clear()
{
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->requests.clear();
}

} // namespace hw::test
