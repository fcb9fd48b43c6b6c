#include "app/cli/enginehost.h"
#include "core/base/files.h"
#include "core/script/compiler.h"

#include <QCoreApplication>

namespace hw::cli {

namespace {

int runScript(Context& context, const Arguments& arguments)
{
    if (!arguments.has(u"event"))
        return context.failUsage(QStringLiteral("script run needs an event: --event ID or --event FILE.http"));
    const QString file = arguments.positional.first();
    const auto text = files::read(file);
    if (!text)
        return context.fail(text.error());
    auto engine = openEngine(context, WantedOwnership::OwnOrJoin);
    if (!engine)
        return context.fail(engine.error());
    auto request = trialRequest(context, *(*engine)->snapshot().workspace, arguments);
    if (!request)
        return context.fail(request.error());
    request->script = engine::ScriptText{file, *text};
    return runOne(context, **engine, std::move(*request), RecordParts::WithoutResponse);
}

int checkScript(Context& context, const Arguments& arguments)
{
    const QString file = arguments.positional.first();
    const auto text = files::read(file);
    if (!text)
        return context.fail(text.error());
    script::Compiler compiler({});
    script::CompileRequest request;
    request.fileName = file;
    request.source = *text;
    compiler.compile(request, &compiler, [&context, file](const Result<script::Program>& program) {
        if (!program) {
            Error error = program.error();
            if (error.file.isEmpty())
                error.file = file;
            QCoreApplication::exit(context.fail(error) == exitResource ? exitResource : exitFailed);
            return;
        }
        json::Array warnings;
        for (const script::Warning& warning : (*program)->warnings) {
            context.say(QStringLiteral("%1:%2:%3: warning: %4")
                            .arg(file)
                            .arg(warning.line)
                            .arg(warning.column)
                            .arg(warning.text));
            warnings.push_back(json::Object{{QStringLiteral("code"), warning.code},
                                            {QStringLiteral("text"), warning.text},
                                            {QStringLiteral("line"), warning.line},
                                            {QStringLiteral("column"), warning.column}});
        }
        context.say(QStringLiteral("%1: ok").arg(file));
        if (context.json())
            context.print(json::Object{
                {QStringLiteral("file"), file}, {QStringLiteral("ok"), true}, {QStringLiteral("warnings"), warnings}});
        QCoreApplication::exit(exitDone);
    });
    return QCoreApplication::exec();
}

} // namespace

std::vector<Command> scriptCommands()
{
    return {
        {{QStringLiteral("script"), QStringLiteral("check")},
         QStringLiteral("FILE"),
         QStringLiteral("compile a script and show its problems"),
         {},
         1,
         1,
         checkScript,
         {}},
        {{QStringLiteral("script"), QStringLiteral("run")},
         QStringLiteral("FILE"),
         QStringLiteral("run a script on a captured event or a request from a file; nothing is stored or delivered"),
         {{QStringLiteral("event"), QStringLiteral("ID|FILE"), QStringLiteral("the event, or a .http file")},
          {QStringLiteral("source"), QStringLiteral("K"),
           QStringLiteral("whose settings and mappings apply (default: the event's)")}},
         1,
         1,
         runScript,
         {}}};
}

} // namespace hw::cli
