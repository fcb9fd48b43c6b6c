#include "app/cli/sending.h"

#include "core/engine/engine.h"
#include "core/store/ownerlock.h"
#include "core/workspace/secretstore.h"

#include <QCoreApplication>
#include <QSslCertificate>

namespace hw::cli {

namespace {

constexpr int parallelWithoutRate = 8;
constexpr int parallelWithRate = 1000; // each waits for its turn on the clock, not for the answer before
constexpr qsizetype shownBody = 200;

/// Trusts the certificate that this workspace's listener made for itself.
http::Sender::Options senderOptions(const workspace::Workspace& workspace)
{
    http::Sender::Options options;
    options.tls = http::trustingConfiguration(
        QSslCertificate::fromPath(workspace.dataFolder() + QStringLiteral("/tls/certificate.pem")));
    return options;
}

} // namespace

Sending::Sending(const Context& context, const workspace::Workspace& workspace, Next next, double rate,
                 OnFailure onFailure)
    : m_context(context)
    , m_ownOrigin(listenerOrigin(workspace))
    , m_next(std::move(next))
    , m_onFailure(onFailure)
    , m_sender(senderOptions(workspace))
    , m_parallel(rate > 0 ? parallelWithRate : parallelWithoutRate)
{
    connect(&m_timer, &QTimer::timeout, this, &Sending::proceed);
    if (rate > 0)
        m_timer.start(std::chrono::milliseconds(qMax(1, qRound(1000.0 / rate))));
    QTimer::singleShot(0, this, &Sending::proceed);
}

void Sending::proceed()
{
    do {
        if (m_exhausted || m_underWay >= m_parallel)
            return;
        Result<std::optional<Item>> item = m_next();
        if (!item) {
            m_exhausted = true;
            QCoreApplication::exit(m_context.fail(item.error()));
            return;
        }
        if (!*item) {
            m_exhausted = true;
            m_timer.stop();
            endIfDone();
            return;
        }
        ++m_underWay;
        http::Outgoing outgoing = std::move((*item)->outgoing);
        m_sender.send(
            std::move(outgoing), this,
            [this, sent = **std::move(item)](const Result<http::Response>& response) { answered(sent, response); });
    } while (!m_timer.isActive());
}

void Sending::answered(const Item& item, const Result<http::Response>& response)
{
    --m_underWay;
    if (item.answered)
        item.answered(response);
    if (!response && m_onFailure == OnFailure::Stop) {
        m_exhausted = true;
        if (response.error().code == ErrorCode::Network && response.error().args.value(0) == m_ownOrigin)
            m_context.hint(QStringLiteral("Start the workspace's listener with: headwater-cli serve"));
        QCoreApplication::exit(m_context.fail(response.error()));
        return;
    }
    json::Object row = item.row;
    if (response) {
        const auto body = json::parse(response->body);
        const QString id = body ? (*body)[u"id"].toString() : QString();
        const double ms = static_cast<double>(response->duration.count()) / 1000.0;
        m_failed = m_failed || response->status < 200 || response->status > 299;
        row.set(QStringLiteral("status"), response->status);
        row.set(QStringLiteral("id"), id.isEmpty() ? json::Value(nullptr) : json::Value(id));
        row.set(QStringLiteral("durationMs"), ms);
        m_context.say(QStringLiteral("%1  %2  %3 ms  %4")
                          .arg(response->status)
                          .arg(item.label)
                          .arg(ms, 0, 'f', 1)
                          .arg(id.isEmpty() ? QString::fromUtf8(response->body.left(shownBody)) : id));
    } else {
        m_failed = true;
        row.set(QStringLiteral("status"), nullptr);
        row.set(QStringLiteral("error"), QString::fromLatin1(codeName(response.error().code)));
        m_context.hint(item.label + QStringLiteral(": ") + m_context.textOf(response.error()));
    }
    if (m_context.json())
        m_documents.push_back(std::move(row));
    if (m_exhausted)
        endIfDone();
    else if (!m_timer.isActive())
        proceed();
}

void Sending::endIfDone()
{
    if (m_underWay > 0)
        return;
    if (m_context.json())
        m_context.print(m_documents);
    QCoreApplication::exit(m_failed ? exitFailed : exitDone);
}

QString listenerOrigin(const workspace::Workspace& workspace)
{
    const auto owner = store::OwnerLock::current(workspace.dataFolder());
    if (owner && !owner->origin.isEmpty())
        return owner->origin;
    engine::ListenerState assumed;
    assumed.host = workspace.local.host;
    assumed.port = workspace.local.port;
    return assumed.origin();
}

std::optional<double> rateOf(const Arguments& arguments)
{
    if (!arguments.has(u"rate"))
        return 0;
    bool isNumber = false;
    const double rate = arguments.value(u"rate").toDouble(&isNumber);
    return isNumber && rate > 0 ? std::optional(rate) : std::nullopt;
}

Result<std::optional<signing::NamedSecret>> signingSecret(const workspace::Workspace& workspace,
                                                          const QString& environment, const workspace::Source& source)
{
    if (source.signing.scheme == QLatin1String("none"))
        return std::optional<signing::NamedSecret>();
    workspace::SecretStore secrets({workspace.id, workspace.dataFolder(), {}, true});
    Error error{ErrorCode::SecretMissing, {source.signing.secrets.value(0)}};
    for (const QString& name : source.signing.secrets) {
        if (auto found = secrets.get(environment, name))
            return std::optional(signing::NamedSecret{name, found->value});
        else if (found.error().code != ErrorCode::SecretMissing)
            error = found.error();
    }
    return error;
}

} // namespace hw::cli
