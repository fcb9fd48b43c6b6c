#include "app/cli/sending.h"
#include "app/cli/views.h"
#include "core/base/files.h"
#include "core/catalog/samples.h"
#include "core/engine/route.h"
#include "core/engine/testsend.h"

#include <QCoreApplication>
#include <QUrl>

namespace hw::cli {

namespace {

int send(Context& context, const Arguments& arguments)
{
    const QString key = arguments.value(u"source");
    if (key.isEmpty() || !arguments.has(u"type"))
        return context.failUsage(QStringLiteral("send needs a source and an event type: --source K --type T"));
    bool countOk = true;
    const int count = arguments.has(u"count") ? arguments.value(u"count").toInt(&countOk) : 1;
    const std::optional<double> rate = rateOf(arguments);
    if (!countOk || count < 1 || !rate)
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
        context.hint(aliasNote(*provider, *alias));

    std::optional<QByteArray> body;
    if (arguments.has(u"body")) {
        const QString file = arguments.value(u"body");
        auto bytes = file == QLatin1String("-") ? Result<QByteArray>(Context::standardInput(Context::Input::Exact))
                                                : files::read(file);
        if (!bytes)
            return context.fail(bytes.error());
        body = *bytes;
    }
    const QString shape = arguments.value(u"shape");
    const auto clock = context.clock();
    if (!body) {
        if (const auto sample = catalog::sampleBody(*provider, type, *clock, shape); !sample) {
            if (sample.error().args.value(0) == QLatin1String("sample"))
                return context.failUsage(noSampleText(*provider, type));
            return context.failUsage(noShapeText(*provider, type, shape));
        }
    }
    const auto environment = context.environmentOf(workspace);
    if (!environment)
        return context.fail(environment.error());
    const auto secret = signingSecret(workspace, *environment, source);
    if (!secret)
        return context.fail(secret.error());

    QUrl url(arguments.value(u"to"), QUrl::StrictMode);
    if (!arguments.has(u"to")) {
        url = QUrl(listenerOrigin(workspace) + engine::endpointPath(key, context.globals().environment));
    }
    if (!url.isValid() || url.host().isEmpty())
        return context.fail({ErrorCode::InvalidArgument,
                             {QStringLiteral("--to"), arguments.value(u"to"), QStringLiteral("an http or https URL")}});
    // The path travels in the message, because a scheme may add its token there.
    const QByteArray target = url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    const QString origin = url.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    int left = count;
    Sending sending(
        context, workspace,
        [&, provider, clock]() -> Result<std::optional<Sending::Item>> {
            if (left-- == 0)
                return std::optional<Sending::Item>();
            auto message = engine::signedRequest(*provider, source, {type, shape, body},
                                                 target.isEmpty() ? QByteArray("/") : target, origin, *secret, *clock);
            if (!message)
                return message.error();
            return std::optional(Sending::Item{{QUrl(origin), *std::move(message), http::HostHeader::FromUrl},
                                               type,
                                               {{QStringLiteral("eventType"), type}}});
        },
        *rate, Sending::OnFailure::Stop);
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
          {QStringLiteral("shape"), QStringLiteral("NAME"),
           QStringLiteral("the sample in another shape; see: catalog sample PROVIDER TYPE --shape NAME")},
          {QStringLiteral("count"), QStringLiteral("N"), QStringLiteral("how many (default 1)")},
          {QStringLiteral("rate"), QStringLiteral("R"), QStringLiteral("at most so many a second")}},
         0,
         0,
         send,
         {}}};
}

} // namespace hw::cli
