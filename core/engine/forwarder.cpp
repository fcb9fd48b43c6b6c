#include "core/engine/forwarder.h"

#include "core/base/logging.h"
#include "core/engine/resend.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>

#include <utility>

namespace hw::engine {

namespace {

/// An app that does not answer must not fill the memory with what waits for it.
constexpr qint64 mostBytesUnderWay = 128LL * 1024 * 1024;
constexpr size_t mostUnderWay = 1000;

bool isThisMachine(const QString& host)
{
    if (host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) ||
        host.compare(QHostInfo::localHostName(), Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    if (address.isNull())
        return false;
    return address.isLoopback() || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::AnyIPv6) || QNetworkInterface::allAddresses().contains(address);
}

bool sameOrigin(const QUrl& a, const QUrl& b)
{
    const auto port = [](const QUrl& url) { return url.port(url.scheme() == QLatin1String("https") ? 443 : 80); };
    return !b.host().isEmpty() && a.host().compare(b.host(), Qt::CaseInsensitive) == 0 && port(a) == port(b);
}

} // namespace

QUrl forwardUrl(const QUrl& app, const QByteArray& rest, const QByteArray& query)
{
    QUrl url = app;
    if (!rest.isEmpty()) {
        QString path = app.path(QUrl::FullyEncoded);
        if (path.endsWith(u'/'))
            path.chop(1);
        url.setPath(path + QString::fromLatin1(rest), QUrl::TolerantMode);
    } else if (url.path().isEmpty()) {
        url.setPath(QStringLiteral("/"));
    }
    if (!query.isEmpty()) {
        const QString own = app.query(QUrl::FullyEncoded);
        url.setQuery(own.isEmpty() ? QString::fromLatin1(query) : QString(own + u'&' + QString::fromLatin1(query)));
    }
    return url;
}

bool leadsHome(const QUrl& url, const workspace::LocalSettings& local, quint16 ownPort)
{
    if (sameOrigin(url, QUrl(local.publicUrl)))
        return true;
    for (const auto& [key, value] : local.publicUrls) {
        if (sameOrigin(url, QUrl(value.toString())))
            return true;
    }
    return ownPort != 0 && url.port(url.scheme() == QLatin1String("https") ? 443 : 80) == ownPort &&
           isThisMachine(url.host());
}

Forwarder::Forwarder(store::Writer& writer, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_writer(writer)
    , m_clock(clock)
    , m_sender(this)
{}

void Forwarder::forward(const Event& event, const QByteArray& rest, const workspace::LocalSettings& local,
                        quint16 ownPort)
{
    const QString app = local.forward[event.source].toString();
    if (app.isEmpty())
        return;
    const QUrl url = forwardUrl(QUrl(app), rest, event.request.query());
    store::Exchange exchange;
    exchange.event = event.seq;
    exchange.url = url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo);
    exchange.at = m_clock.now();
    const qint64 size = event.request.body.size();
    if (leadsHome(url, local, ownPort))
        exchange.error = QStringLiteral("forward_loop");
    else if (m_sender.pending() >= mostUnderWay || m_bytesUnderWay + size > mostBytesUnderWay)
        exchange.error = QStringLiteral("overloaded");
    if (!exchange.error.isEmpty()) {
        record(std::move(exchange));
        return;
    }
    m_bytesUnderWay += size;
    const quint64 number = ++m_lastNumber;
    m_underWay.emplace(number, exchange);
    m_sender.send({url, event.request, http::HostHeader::FromUrl}, this,
                  [this, exchange, size, number](const Result<http::Response>& response) mutable {
                      m_bytesUnderWay -= size;
                      if (m_underWay.erase(number) == 0)
                          return;
                      noteAnswer(exchange, response);
                      record(std::move(exchange));
                  });
}

void Forwarder::abandon()
{
    for (auto& [number, exchange] : std::exchange(m_underWay, {})) {
        exchange.error = QStringLiteral("cut_off");
        exchange.duration = std::chrono::duration_cast<std::chrono::microseconds>(m_clock.now() - exchange.at);
        record(std::move(exchange));
    }
}

void Forwarder::record(store::Exchange exchange)
{
    m_writer.submitJob([exchange = std::move(exchange)](
                           store::Database& database) { return store::recordExchange(database, exchange); },
                       [](const Result<void>& done) {
                           if (!done)
                               qCWarning(logEngine)
                                   << "an app's answer could not be stored:" << codeName(done.error().code);
                       });
}

} // namespace hw::engine
