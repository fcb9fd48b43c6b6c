#include "app/cli/command.h"
#include "app/cli/commandline.h"
#include "app/cli/context.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <iterator>

using namespace hw::cli;

namespace {

std::vector<Command> allCommands()
{
    std::vector<Command> all;
    for (auto group :
         {demoCommands,       initCommands,        catalogCommands,     sourceCommands,     sourceImportCommands,
          verifyCommands,     secretCommands,      environmentCommands, serveCommands,      processCommands,
          sendCommands,       resendCommands,      rerunCommands,       sampleCommands,     mappingCommands,
          scriptCommands,     scriptDebugCommands, eventsCommands,      eventFilesCommands, directoryCommands,
          deliveriesCommands, statusCommands,      storeCommands}) {
        std::vector<Command> commands = group();
        all.insert(all.end(), std::make_move_iterator(commands.begin()), std::make_move_iterator(commands.end()));
    }
    return all;
}

} // namespace

int main(int argc, char* argv[])
{
    // A reader that went away (`| head`) ends us quietly by the failed write, not by a signal in the middle of a
    // commit.
    std::signal(SIGPIPE, SIG_IGN);
    // Likewise a file that may not grow further (ulimit -f): the write that fails says so.
    std::signal(SIGXFSZ, SIG_IGN);
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("headwater"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HW_VERSION));

    const std::vector<Command> commands = allCommands();
    const Invocation invocation = parseCommandLine(QCoreApplication::arguments().mid(1), commands);
    switch (invocation.kind) {
    case Invocation::Kind::Version: std::printf("headwater-cli %s\n", HW_VERSION); return exitDone;
    case Invocation::Kind::Help: std::fputs(qUtf8Printable(invocation.text), stdout); return exitDone;
    case Invocation::Kind::WrongUsage: return Context(invocation.globals).failUsage(invocation.text);
    case Invocation::Kind::Run: break;
    }
    Context context(invocation.globals);
    return invocation.command->run(context, invocation.arguments);
}
