// headwater-scripthost: runs or compiles scripts for an engine that starts it and talks to it over a socket.
//   headwater-scripthost run SOCKET SHARED MEMORY-LIMIT
//   headwater-scripthost debug SOCKET SHARED MEMORY-LIMIT
//   headwater-scripthost compile SOCKET MEMORY-LIMIT
// SOCKET and SHARED are inherited descriptors. It is of no use by hand.
#include "app/scripthost/babel.h"
#include "app/scripthost/host.h"
#include "app/scripthost/sandbox.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <sys/mman.h>

namespace {

using namespace hw;
using namespace hw::scripthost;

constexpr int broken = 3;

int explain(const Error& error)
{
    std::fprintf(stderr, "headwater-scripthost: %s\n", qPrintable(error.args.join(QStringLiteral(", "))));
    return broken;
}

enum class Purpose { Run, Debug };

script::protocol::Shared* sharedState = nullptr;

/// The engine gives up where more live objects hang on each other than its collector can keep track of: for the script
/// that is the end of the memory, as for any other engine a little later.
void onMessage(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtFatalMsg && sharedState && text.startsWith(u"GC mark stack"))
        sharedState->failure.fetch_or(script::protocol::OutOfMemory);
    std::fprintf(stderr, "headwater-scripthost: %s\n", qPrintable(text));
}

int runHost(const HostApplication& application, Purpose purpose, int socket, int shared, qint64 memory)
{
    void* mapped = mmap(nullptr, sizeof(script::protocol::Shared), PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
    if (mapped == MAP_FAILED) // NOLINT: the C library's macro
        return explain(Error{ErrorCode::ScriptHostFailed, {QStringLiteral("no shared memory")}});
    auto& state = *static_cast<script::protocol::Shared*>(mapped);
    sharedState = &state;
    qInstallMessageHandler(onMessage);
    sandbox::watchCrashes(&state);
    Channel channel(socket);
    std::optional<Watchdog> watchdog;
    std::optional<DebugTools> debugTools;
    if (purpose == Purpose::Debug)
        debugTools.emplace(DebugTools{channel, watchdog.emplace()});
    Host host(channel, state, application, debugTools ? &*debugTools : nullptr);
    if (const auto done = host.warmUp(); !done)
        return explain(done.error());
    if (const auto done = sandbox::limitMemory(memory); !done)
        return explain(done.error());
    if (const auto done = sandbox::close(); !done)
        return explain(done.error());
    return host.run() ? 0 : broken;
}

int runCompiler(int socket, qint64 memory)
{
    sandbox::watchCrashes(nullptr);
    Channel channel(socket);
    BabelCompiler compiler;
    if (const auto done = compiler.load(); !done)
        return explain(done.error());
    if (const auto done = sandbox::limitMemory(memory); !done)
        return explain(done.error());
    if (const auto done = sandbox::close(); !done)
        return explain(done.error());
    return compiler.run(channel) ? 0 : broken;
}

} // namespace

int main(int argc, char** argv)
{
    sandbox::separate();
    if (const auto tied = sandbox::tieToParent(); !tied)
        return explain(tied.error());
    const HostApplication application(argc, argv);
    tzset();
    // The collector's stack, 2 MiB otherwise, which a list of 100,000 objects fills; its pages are taken as they are
    // used.
    qputenv("QV4_GC_MAX_STACK_SIZE", "16777216");
    const auto arguments = QCoreApplication::arguments();
    const auto number = [&arguments](int index) { return arguments.value(index).toLongLong(); };
    int code = broken;
    if (arguments.size() == 5 && arguments[1] == u"run")
        code = runHost(application, Purpose::Run, static_cast<int>(number(2)), static_cast<int>(number(3)), number(4));
    else if (arguments.size() == 5 && arguments[1] == u"debug")
        code =
            runHost(application, Purpose::Debug, static_cast<int>(number(2)), static_cast<int>(number(3)), number(4));
    else if (arguments.size() == 4 && arguments[1] == u"compile")
        code = runCompiler(static_cast<int>(number(2)), number(3));
    else
        std::fputs("headwater-scripthost is started by headwater and headwater-cli\n", stderr);
    // The engines' orderly end would only cost time: nothing is left to write.
    std::fflush(stderr);
    std::_Exit(code);
}
