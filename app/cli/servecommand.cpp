#include "app/cli/enginehost.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>

namespace hw::cli {

namespace {

/// SIGTERM and SIGINT as readable bytes, so that a stop runs in the event loop and drains.
int stopSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signalfd(-1, &signals, SFD_CLOEXEC);
}

QString origin(const engine::ListenerState& state)
{
    const bool isV6 = state.host.contains(QLatin1Char(':'));
    return QStringLiteral("http://%1:%2")
        .arg(isV6 ? QStringLiteral("[%1]").arg(state.host) : state.host)
        .arg(state.port);
}

int serve(Context& context, const Arguments& arguments)
{
    if (context.globals().now)
        return context.failUsage(
            QStringLiteral("serve runs on the system's clock: --now is for process, script and verify."));
    // Before any thread starts: they inherit the mask.
    const int signalDescriptor = stopSignals();
    const auto delivery = arguments.has(u"dry-run") ? engine::Delivery::Plan : engine::Delivery::Apply;
    auto engine = openEngine(context, WantedOwnership::MustOwn, delivery);
    if (!engine)
        return context.fail(engine.error());

    const workspace::Workspace& workspace = *(*engine)->snapshot().workspace;
    http::ListenOptions options;
    options.host = arguments.value(u"host", workspace.local.host);
    options.port = workspace.local.port;
    if (arguments.has(u"port")) {
        bool isNumber = false;
        const int port = arguments.value(u"port").toInt(&isNumber);
        if (!isNumber || port < 0 || port > 65535)
            return context.failUsage(QStringLiteral("--port takes a number from 0 to 65535."));
        options.port = static_cast<quint16>(port);
    }
    const QHostAddress address(options.host);
    if (!address.isNull() && !address.isLoopback())
        context.hint(
            QStringLiteral("Warning: listening on %1, others on the network can send requests.").arg(options.host));

    QObject::connect(engine->get(), &engine::Engine::listenerChanged, engine->get(),
                     [&context](const engine::ListenerState& state) {
                         if (state.error) {
                             QCoreApplication::exit(context.fail(*state.error));
                         } else if (state.listening) {
                             if (context.json())
                                 context.printLine(json::Object{{QStringLiteral("listening"), origin(state)}});
                             else
                                 context.say(QStringLiteral("listening ") + origin(state));
                         }
                     });
    QStringList told;
    const auto report = [&context, &told](const engine::Snapshot& snapshot) {
        std::vector<Error> errors = snapshot.workspace->allErrors();
        for (const Error& error : snapshot.programErrors)
            errors.push_back(error);
        for (auto it = snapshot.secretProblems.constBegin(); it != snapshot.secretProblems.constEnd(); ++it) {
            if (const workspace::SourceState* source = snapshot.workspace->source(it.key()))
                errors.push_back({ErrorCode::SecretMissing, {source->source.signing.secrets.value(0)}});
        }
        QStringList now;
        for (const Error& error : errors) {
            now.append(context.textOf(error));
            // Each once, as long as it lasts.
            if (!told.contains(now.last()))
                context.hint(now.last());
        }
        told = now;
    };
    report((*engine)->snapshot());
    QObject::connect(engine->get(), &engine::Engine::snapshotChanged, engine->get(), report);

    QSocketNotifier notifier(signalDescriptor, QSocketNotifier::Read);
    QObject::connect(&notifier, &QSocketNotifier::activated, engine->get(), [] { QCoreApplication::quit(); });
    (*engine)->startListener(options);
    const int status = QCoreApplication::exec();
    engine->reset(); // drains and commits
    ::close(signalDescriptor);
    return status;
}

} // namespace

std::vector<Command> serveCommands()
{
    return {{{QStringLiteral("serve")},
             {},
             QStringLiteral("run the listener and the engine until SIGTERM or Ctrl+C"),
             {{QStringLiteral("host"), QStringLiteral("H"), QStringLiteral("address to listen on (default 127.0.0.1)")},
              {QStringLiteral("port"), QStringLiteral("P"), QStringLiteral("port (default 4400); 0 = any free one")},
              {QStringLiteral("dry-run"), {}, QStringLiteral("plan actions, carry none out")}},
             0,
             0,
             serve,
             {}}};
}

} // namespace hw::cli
