#include "app/cli/enginehost.h"
#include "core/base/files.h"
#include "core/engine/sourcetypes.h"
#include "core/script/compiler.h"

#include <QCoreApplication>
#include <QFileInfo>

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

int writeTypes(Context& context, const Arguments& arguments)
{
    const QString key = arguments.value(u"source");
    if (key.isEmpty())
        return context.failUsage(QStringLiteral("script types needs the source: --source K"));
    const auto opened = context.openFiles();
    if (!opened)
        return context.fail(opened.error());
    const workspace::Workspace& workspace = (*opened)->workspace();
    const workspace::SourceState* state = workspace.source(key);
    if (!state)
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("source"), key}});
    const catalog::Catalog catalog = context.catalog();
    const auto types = engine::sourceTypes(workspace, *state, catalog.find(state->source.provider), *context.clock());
    const QString path = engine::typesPath(workspace, key);
    if (const auto made = files::makePath(QFileInfo(path).path()); !made)
        return context.fail(made.error());
    if (const auto written = files::writeAtomically(path, types.file); !written)
        return context.fail(written.error());
    if (context.json()) {
        context.print(json::Object{{QStringLiteral("file"), path},
                                   {QStringLiteral("events"), types.events},
                                   {QStringLiteral("samples"), types.samples}});
    }
    context.say(QStringLiteral("%1: from %2 events and %3 samples").arg(path).arg(types.events).arg(types.samples));
    context.hint(QStringLiteral("In the script: /// <reference path=\"../../data/types/%1/headwater.d.ts\" />\n"
                                "and before main: /** @param {Context} ctx */")
                     .arg(key));
    return exitDone;
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
         {}},
        {{QStringLiteral("script"), QStringLiteral("types")},
         {},
         QStringLiteral("write headwater.d.ts for a source, with the shape that its bodies have, for editors"),
         {{QStringLiteral("source"), QStringLiteral("K"), QStringLiteral("the source whose script it is for")}},
         0,
         0,
         writeTypes,
         {}}};
}

} // namespace hw::cli
