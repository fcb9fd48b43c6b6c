#include "app/cli/againcommand.h"
#include "app/cli/enginehost.h"

namespace hw::cli {

namespace {

int process(Context& context, const Arguments& arguments)
{
    if (!arguments.has(u"source"))
        return processAgain(context, arguments);
    if (arguments.positional.size() != 1 || arguments.has(u"filter"))
        return context.failUsage(QStringLiteral("With --source, process takes one request: a .http file, or -"));
    auto message = readRequest(arguments.positional.first());
    if (!message)
        return context.fail(message.error());
    auto engine = openEngine(context, WantedOwnership::OwnOrJoin);
    if (!engine)
        return context.fail(engine.error());
    engine::ProcessRequest request;
    request.source = arguments.value(u"source");
    request.message = std::move(*message);
    if (arguments.has(u"dry-run")) {
        request.delivery = engine::Delivery::Plan;
        request.store = false;
    }
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
          {QStringLiteral("dry-run"), {}, QStringLiteral("store nothing, carry nothing out: show what would happen")}},
         0,
         -1,
         process,
         QStringLiteral(
             "Captured events are named by their id (Headwater's or the provider's) or by --filter. Each gets a new\n"
             "run with today's script and mappings; the signature's time is checked against the recorded receipt, and\n"
             "idempotency is set aside. Events that waited for a secret: process --filter status:waiting")}};
}

} // namespace hw::cli
