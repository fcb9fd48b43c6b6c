#include "app/cli/context.h"
#include "core/base/files.h"
#include "core/engine/route.h"
#include "core/engine/testsend.h"
#include "core/http/sender.h"
#include "core/store/ownerlock.h"
#include "core/workspace/secretstore.h"

#include <QCoreApplication>
#include <QTimer>
#include <QUrl>

namespace hw::cli {

namespace {

/// Sends `count` requests, at most `rate` a second, and ends the program with what came back.
class Sending final : public QObject
{
public:
    using MakeRequest = std::function<Result<http::Message>()>;

    Sending(const Context& context, QUrl url, QString type, MakeRequest make, int count, double rate)
        : m_context(context)
        , m_url(std::move(url))
        , m_type(std::move(type))
        , m_make(std::move(make))
        , m_left(count)
    {
        // Without a rate a few are under way at once; with one, each waits for its turn on the clock.
        m_parallel = rate > 0 ? 1000 : 8;
        connect(&m_timer, &QTimer::timeout, this, [this] { next(); });
        if (rate > 0)
            m_timer.start(std::chrono::milliseconds(qMax(1, qRound(1000.0 / rate))));
        QTimer::singleShot(0, this, [this] { next(); });
    }

private:
    void next()
    {
        do {
            if (m_left == 0 || m_underWay >= m_parallel)
                return;
            --m_left;
            const auto message = m_make();
            if (!message) {
                QCoreApplication::exit(m_context.fail(message.error()));
                return;
            }
            ++m_underWay;
            m_sender.send({m_url, *message, http::HostHeader::FromUrl}, this,
                          [this](const Result<http::Response>& response) { answered(response); });
        } while (!m_timer.isActive());
    }

    void answered(const Result<http::Response>& response)
    {
        --m_underWay;
        if (!response) {
            QCoreApplication::exit(m_context.fail(response.error()));
            return;
        }
        const auto body = json::parse(response->body);
        const QString id = body ? (*body)[u"id"].toString() : QString();
        const double ms = static_cast<double>(response->duration.count()) / 1000.0;
        m_failed = m_failed || response->status < 200 || response->status > 299;
        if (m_context.json()) {
            m_answers.push_back(
                json::Object{{QStringLiteral("eventType"), m_type},
                             {QStringLiteral("status"), response->status},
                             {QStringLiteral("id"), id.isEmpty() ? json::Value(nullptr) : json::Value(id)},
                             {QStringLiteral("durationMs"), ms}});
        } else {
            m_context.say(QStringLiteral("%1  %2  %3 ms  %4")
                              .arg(response->status)
                              .arg(m_type)
                              .arg(ms, 0, 'f', 1)
                              .arg(id.isEmpty() ? QString::fromUtf8(response->body.left(200)) : id));
        }
        if (m_left == 0 && m_underWay == 0) {
            if (m_context.json())
                m_context.print(m_answers);
            QCoreApplication::exit(m_failed ? exitFailed : exitDone);
        } else if (!m_timer.isActive()) {
            next();
        }
    }

    const Context& m_context;
    QUrl m_url;
    QString m_type;
    MakeRequest m_make;
    http::Sender m_sender;
    QTimer m_timer;
    json::Array m_answers;
    int m_left;
    int m_parallel;
    int m_underWay = 0;
    bool m_failed = false;
};

int send(Context& context, const Arguments& arguments)
{
    const QString key = arguments.value(u"source");
    if (key.isEmpty() || !arguments.has(u"type"))
        return context.failUsage(QStringLiteral("send needs a source and an event type: --source K --type T"));
    bool countOk = true;
    bool rateOk = true;
    const int count = arguments.has(u"count") ? arguments.value(u"count").toInt(&countOk) : 1;
    const double rate = arguments.has(u"rate") ? arguments.value(u"rate").toDouble(&rateOk) : 0;
    if (!countOk || count < 1 || !rateOk || rate < 0)
        return context.failUsage(QStringLiteral("--count and --rate take numbers above zero."));

    const auto opened = context.openFiles();
    if (!opened)
        return context.fail(opened.error());
    const workspace::Workspace& workspace = (*opened)->workspace();
    const workspace::SourceState* state = workspace.source(key);
    if (!state)
        return context.fail({ErrorCode::NotFound, {QStringLiteral("source"), key}});
    const workspace::Source source = state->source;
    const catalog::Catalog catalog = context.catalog();
    const catalog::Provider* provider = catalog.find(source.provider);
    if (!provider)
        return context.fail({ErrorCode::NotFound, {QStringLiteral("provider"), source.provider}});
    const QString wanted = arguments.value(u"type");
    const QString type = provider->canonicalType(wanted);
    if (const catalog::TypeAlias* alias = provider->findAlias(wanted))
        context.hint(QStringLiteral("%1 is called %2 by %3. %4").arg(wanted, type, provider->name, alias->note));

    std::optional<QByteArray> body;
    if (arguments.has(u"body")) {
        const QString file = arguments.value(u"body");
        auto bytes = file == QLatin1String("-") ? Result<QByteArray>(Context::standardInput(Context::Input::Exact))
                                                : files::read(file);
        if (!bytes)
            return context.fail(bytes.error());
        body = *bytes;
    }
    const auto environment = context.environmentOf(workspace);
    if (!environment)
        return context.fail(environment.error());
    workspace::SecretStore secrets({workspace.id, workspace.dataFolder(), {}, true});
    std::optional<signing::NamedSecret> secret;
    Error secretError{ErrorCode::SecretMissing, {source.signing.secrets.value(0)}};
    for (const QString& name : source.signing.secrets) {
        if (auto found = secrets.get(*environment, name)) {
            secret = signing::NamedSecret{name, found->value};
            break;
        } else if (found.error().code != ErrorCode::SecretMissing) {
            secretError = found.error();
        }
    }
    if (!secret && source.signing.scheme != QLatin1String("none"))
        return context.fail(secretError);

    QUrl url(arguments.value(u"to"), QUrl::StrictMode);
    if (!arguments.has(u"to")) {
        const auto owner = store::OwnerLock::current(workspace.dataFolder());
        const int port = owner && owner->port > 0 ? owner->port : workspace.local.port;
        url = QUrl(QStringLiteral("http://%1:%2%3")
                       .arg(workspace.local.host)
                       .arg(port)
                       .arg(engine::endpointPath(key, context.globals().environment)));
    }
    if (!url.isValid() || url.host().isEmpty())
        return context.fail({ErrorCode::InvalidArgument,
                             {QStringLiteral("--to"), arguments.value(u"to"), QStringLiteral("an http or https URL")}});
    const auto clock = context.clock();
    // The path travels in the message, because a scheme may add its token there.
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    const QString origin = url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    Sending sending(
        context, QUrl(origin), type,
        [&, provider, clock] {
            return engine::signedRequest(*provider, source, type, target.isEmpty() ? QByteArray("/") : target, origin,
                                         body, secret, *clock);
        },
        count, rate);
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> sendCommands()
{
    return {
        {{QStringLiteral("send")},
         {},
         QStringLiteral("send a sample, or your own body, signed with the source's secret, over real HTTP"),
         {{QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("whose provider, scheme and secret are used")},
          {QStringLiteral("type"), QStringLiteral("T"), QStringLiteral("the event type; see: catalog events PROVIDER")},
          {QStringLiteral("to"), QStringLiteral("URL"),
           QStringLiteral("where to (default: the source's endpoint here)")},
          {QStringLiteral("body"), QStringLiteral("FILE"),
           QStringLiteral("this body instead of a sample (- = standard input)")},
          {QStringLiteral("count"), QStringLiteral("N"), QStringLiteral("how many (default 1)")},
          {QStringLiteral("rate"), QStringLiteral("R"), QStringLiteral("at most so many a second")}},
         0,
         0,
         send,
         {}}};
}

} // namespace hw::cli
