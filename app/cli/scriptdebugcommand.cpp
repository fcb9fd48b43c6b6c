#include "app/cli/debugterminal.h"
#include "app/cli/enginehost.h"
#include "core/base/files.h"

#include <QCoreApplication>

#include <csignal>
#include <memory>
#include <sys/signalfd.h>
#include <unistd.h>

namespace hw::cli {

namespace {

/// SIGINT as readable bytes: it stops the script, not this program.
int interruptSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

int debugScript(Context& context, const Arguments& arguments)
{
    if (context.json())
        return context.failUsage(QStringLiteral("script debug is for people: it has no --json."));
    if (!arguments.has(u"event"))
        return context.failUsage(QStringLiteral("script debug needs an event: --event ID or --event FILE.http"));
    std::vector<script::Breakpoint> breakpoints;
    for (const QString& text : arguments.values(u"break")) {
        const auto breakpoint = parseBreakpoint(text);
        if (!breakpoint)
            return context.failUsage(QStringLiteral("--break takes LINE or LINE:CONDITION, not \"%1\".").arg(text));
        breakpoints.push_back(*breakpoint);
    }
    script::StopConditions conditions;
    for (const QString& words : arguments.values(u"stop-on")) {
        for (const QString& word : words.split(u',')) {
            if (!setStopCondition(conditions, word.trimmed(), true))
                return context.failUsage(
                    QStringLiteral("--stop-on takes entry, unverified, exception or uncaught, not \"%1\".").arg(word));
        }
    }
    // Without a place to stop at there would be nothing to see.
    if (breakpoints.empty() && conditions == script::StopConditions())
        conditions.entry = true;

    const QString file = arguments.positional.first();
    const auto text = files::read(file);
    if (!text)
        return context.fail(text.error());
    // Before any thread starts: they inherit the mask.
    const int signalDescriptor = interruptSignals();
    auto engine = openEngine(context, WantedOwnership::OwnOrJoin, engine::Delivery::Plan);
    if (!engine)
        return context.fail(engine.error());
    auto request = trialRequest(context, *(*engine)->snapshot().workspace, arguments);
    if (!request)
        return context.fail(request.error());
    request->script = engine::ScriptText{file, *text};

    std::unique_ptr<DebugTerminal> terminal;
    QSocketNotifier interrupts(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&interrupts, &QSocketNotifier::activated, &interrupts, [&terminal, signalDescriptor] {
        signalfd_siginfo told{};
        if (::read(signalDescriptor, &told, sizeof told) != sizeof told)
            return;
        if (terminal)
            terminal->interrupt();
        else
            QCoreApplication::exit(exitFailed);
    });
    (*engine)->prepareDebug(std::move(*request), engine->get(), [&](Result<script::DebugTarget> target) {
        if (!target) {
            QCoreApplication::exit(context.fail(target.error()));
            return;
        }
        terminal = std::make_unique<DebugTerminal>(context, std::move(*target));
        terminal->start(breakpoints, conditions);
    });
    const int status = QCoreApplication::exec();
    terminal.reset();
    return status;
}

} // namespace

std::vector<Command> scriptDebugCommands()
{
    return {{{QStringLiteral("script"), QStringLiteral("debug")},
             QStringLiteral("FILE"),
             QStringLiteral("step through a script on a captured event or a request from a file; nothing is stored or "
                            "delivered"),
             {{QStringLiteral("event"), QStringLiteral("ID|FILE"), QStringLiteral("the event, or a .http file")},
              {QStringLiteral("source"), QStringLiteral("K"),
               QStringLiteral("whose settings and secrets apply (default: the event's)")},
              {QStringLiteral("break"), QStringLiteral("LINE[:CONDITION]"),
               QStringLiteral("stop there (any number of times); without one at the start of main")},
              {QStringLiteral("stop-on"), QStringLiteral("WORD"),
               QStringLiteral("entry, unverified, exception (caught ones too), uncaught")}},
             1,
             1,
             debugScript,
             QStringLiteral("Commands, from the terminal or a pipe:\n") + DebugTerminal::help()}};
}

} // namespace hw::cli
