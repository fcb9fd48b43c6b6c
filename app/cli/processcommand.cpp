#include "app/cli/againcommand.h"
#include "app/cli/enginehost.h"
#include "app/cli/livedeliveries.h"

#include <QFile>

namespace hw::cli {

namespace {

int process(Context& context, const Arguments& arguments)
{
    if (!arguments.has(u"source")) {
        for (const QString& what : arguments.positional) {
            if (what == QLatin1String("-") || QFile::exists(what))
                return context.failUsage(
                    QStringLiteral("Which source is the request in %1 for? Name it: --source K").arg(what));
        }
        return processAgain(context, arguments);
    }
    if (arguments.positional.size() != 1 || arguments.has(u"filter"))
        return context.failUsage(QStringLiteral("With --source, process takes one request: a .http file, or -"));
    auto message = readRequest(arguments.positional.first());
    if (!message)
        return context.fail(message.error());
    const bool live = arguments.has(u"live") && !arguments.has(u"dry-run");
    // What goes out is sent by the workspace's owner alone.
    auto engine = openEngine(context, live ? WantedOwnership::MustOwn : WantedOwnership::OwnOrJoin,
                             engine::Delivery::Apply, live ? LiveDeliveries::Confirmed : LiveDeliveries::Held);
    if (!engine)
        return context.fail(engine.error());
    engine::ProcessRequest request;
    request.source = arguments.value(u"source");
    request.message = std::move(*message);
    if (arguments.has(u"dry-run")) {
        request.delivery = engine::Delivery::Plan;
        request.store = false;
    }
    if (live)
        return runLive(context, **engine, std::move(request));
    return runOne(context, **engine, std::move(request), RecordParts::All);
}

} // namespace

std::vector<Command> processCommands()
{
    return {
        {{QStringLiteral("process")},
         QStringLiteral("FILE | ID…"),
         QStringLiteral("one raw HTTP request through the whole engine, without a socket; or captured events again"),
         {{QStringLiteral("source"), QStringLiteral("K"),
           QStringLiteral("the source that the request in FILE (.http, - = standard input) is for")},
          {QStringLiteral("filter"), QStringLiteral("F"),
           QStringLiteral("again: all captured events that match, as in events list")},
          {QStringLiteral("yes"), {}, QStringLiteral("again: do not ask before actions go to a live destination")},
          {QStringLiteral("dry-run"), {}, QStringLiteral("store nothing, carry nothing out: show what would happen")},
          {QStringLiteral("live"),
           {},
           QStringLiteral("with --source: send what goes to live destinations; else it is held")}},
         0,
         -1,
         process,
         QStringLiteral(
             "Captured events are named by their id (Headwater's or the provider's) or by --filter. Each gets a new\n"
             "run with today's script and mappings; the signature's time is checked against the recorded receipt, and\n"
             "idempotency is set aside. Events that waited for a secret: process --filter status:waiting")}};
}

} // namespace hw::cli
