#include "app/cli/enginehost.h"

namespace hw::cli {

namespace {

int process(Context& context, const Arguments& arguments)
{
    if (!arguments.has(u"source"))
        return context.failUsage(QStringLiteral("process needs the source: --source K"));
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
         QStringLiteral("FILE"),
         QStringLiteral(
             "send one raw HTTP request (.http, - = standard input) through the whole engine, without a socket"),
         {{QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("the source that it is for")},
          {QStringLiteral("dry-run"), {}, QStringLiteral("store nothing, carry nothing out: show what would happen")}},
         1,
         1,
         process,
         {}}};
}

} // namespace hw::cli
