#include "core/http/sender.h"

#include "core/http/headlines.h"
#include "core/http/senderlink.h"

#include <QPointer>

#include <algorithm>

namespace hw::http {

namespace {

QString keyOf(const QUrl& url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

bool isUsable(const QUrl& url)
{
    return url.isValid() && !url.host().isEmpty() &&
           (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
}

QByteArray hostOf(const QUrl& url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : QByteArray(host + ':' + QByteArray::number(url.port()));
}

QByteArray targetOf(const Outgoing& outgoing)
{
    const QByteArray path = outgoing.url.path(QUrl::FullyEncoded).toLatin1();
    if (path.isEmpty() && !outgoing.url.hasQuery() && outgoing.message.target.startsWith('/'))
        return outgoing.message.target;
    QByteArray target = path.isEmpty() ? QByteArray("/") : path;
    if (outgoing.url.hasQuery())
        target += '?' + outgoing.url.query(QUrl::FullyEncoded).toLatin1();
    return target;
}

bool carriesBody(QByteArrayView method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

} // namespace

struct Sender::Job
{
    Id id = 0;
    QString key;
    Outgoing outgoing;
    QByteArray head;
    QPointer<QObject> context;
    Done done;
};

struct Sender::Host
{
    std::deque<std::shared_ptr<Job>> waiting;
    std::vector<SenderLink*> links; ///< children of the sender
};

Sender::Sender(Options options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
{}

Sender::Sender(QObject* parent)
    : Sender(Options(), parent)
{}

Sender::~Sender() = default;

std::optional<QByteArray> Sender::headFor(const Outgoing& outgoing)
{
    const Message& message = outgoing.message;
    const QByteArray target = targetOf(outgoing);
    const QByteArray line = message.method + ' ' + target;
    const std::optional<headlines::RequestLine> parts = headlines::splitRequestLine(line);
    if (!isUsable(outgoing.url) || !parts || !parts->version.empty())
        return std::nullopt;
    QByteArray head = line + " HTTP/1.1\r\n";
    const bool fromUrl = outgoing.host == HostHeader::FromUrl;
    const QByteArray length = QByteArray::number(message.body.size());
    if (fromUrl && !message.headers.contains("host"))
        head += "Host: " + hostOf(outgoing.url) + "\r\n";
    bool hostDone = false;
    bool lengthDone = false;
    for (const Header& header : message.headers) {
        if (!headlines::isToken(header.name) || !headlines::isFieldText(header.value))
            return std::nullopt;
        if (fromUrl && headlines::sameName(header.name, "host")) {
            if (!std::exchange(hostDone, true))
                head += header.name + ": " + hostOf(outgoing.url) + "\r\n";
        } else if (headlines::sameName(header.name, "content-length")) {
            if (!std::exchange(lengthDone, true))
                head += header.name + ": " + length + "\r\n";
        } else if (headlines::sameName(header.name, "transfer-encoding")) {
            if (!std::exchange(lengthDone, true))
                head += "Content-Length: " + length + "\r\n";
        } else {
            head += header.name + ": " + header.value + "\r\n";
        }
    }
    if (!lengthDone && (!message.body.isEmpty() || carriesBody(message.method)))
        head += "Content-Length: " + length + "\r\n";
    return head + "\r\n";
}

Sender::Id Sender::send(Outgoing outgoing, QObject* context, Done done)
{
    auto job = std::make_shared<Job>();
    job->id = m_nextId++;
    job->key = keyOf(outgoing.url);
    job->context = context;
    job->done = std::move(done);
    m_jobs.emplace(job->id, job);
    std::optional<QByteArray> head = headFor(outgoing);
    if (!head) {
        finish(job, Error{ErrorCode::InvalidArgument,
                          {QStringLiteral("request"), outgoing.url.toString(QUrl::RemoveUserInfo),
                           QStringLiteral("http or https URL with method and headers of HTTP/1.1")}});
        return job->id;
    }
    job->head = std::move(*head);
    job->outgoing = std::move(outgoing);
    std::unique_ptr<Host>& host = m_hosts[job->key.toStdString()];
    if (!host)
        host = std::make_unique<Host>();
    host->waiting.push_back(job);
    pump(job->key);
    return job->id;
}

void Sender::pump(const QString& key)
{
    const auto found = m_hosts.find(key.toStdString());
    if (found == m_hosts.end())
        return;
    Host& host = *found->second;
    while (!host.waiting.empty()) {
        auto link = std::find_if(host.links.begin(), host.links.end(),
                                 [](const SenderLink* each) { return each->isFree() && !each->isGone(); });
        if (link == host.links.end()) {
            if (host.links.size() >= static_cast<size_t>(std::max(1, m_options.connectionsPerHost)))
                return;
            if (!m_options.tls && QUrl(key).scheme() == QLatin1String("https"))
                m_options.tls = trustingConfiguration();
            Options options = m_options;
            if (options.tls && !options.alsoTrusted.isEmpty())
                options.tls->addCaCertificates(QSslCertificate::fromPath(options.alsoTrusted));
            auto* fresh = new SenderLink(QUrl(key), options, this);
            connect(fresh, &SenderLink::exchanged, this, [this, key](Id id, const Result<Response>& result) {
                if (const auto job = m_jobs.find(id); job != m_jobs.end())
                    finish(job->second, result);
                pump(key);
            });
            connect(fresh, &SenderLink::gone, this, [this, key, fresh] {
                fresh->deleteLater();
                const auto its = m_hosts.find(key.toStdString());
                if (its == m_hosts.end())
                    return;
                std::erase(its->second->links, fresh);
                pump(key);
                if (its->second->links.empty() && its->second->waiting.empty())
                    m_hosts.erase(its);
            });
            host.links.push_back(fresh);
            link = std::prev(host.links.end());
        }
        const std::shared_ptr<Job> job = host.waiting.front();
        host.waiting.pop_front();
        (*link)->start(job->id, job->outgoing.url, job->head, job->outgoing.message.body, job->outgoing.message.method);
    }
}

void Sender::finish(std::shared_ptr<Job> job, Result<Response> result)
{
    if (m_jobs.erase(job->id) == 0 || !job->context)
        return;
    QMetaObject::invokeMethod(
        job->context, [done = std::move(job->done), result = std::move(result)]() mutable { done(std::move(result)); },
        Qt::QueuedConnection);
}

void Sender::cancel(Id id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return;
    const std::shared_ptr<Job> job = found->second;
    finish(job, Error{ErrorCode::Cancelled});
    const auto host = m_hosts.find(job->key.toStdString());
    if (host == m_hosts.end())
        return;
    std::erase(host->second->waiting, job);
    const std::vector<SenderLink*> links = host->second->links;
    for (SenderLink* link : links) {
        if (link->job() == id)
            return link->abort();
    }
}

size_t Sender::pending() const
{
    return m_jobs.size();
}

} // namespace hw::http
