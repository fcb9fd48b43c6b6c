#include "app/cli/enginehost.h"
#include "app/cli/views.h"

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

/// Where it listens, and the certificate that a client may pin.
void tell(const Context& context, const engine::ListenerState& state)
{
    if (context.json()) {
        json::Object line{{QStringLiteral("listening"), state.origin()}};
        if (!state.fingerprint.isEmpty())
            line.set(QStringLiteral("fingerprint"), state.fingerprint);
        context.printLine(line);
        return;
    }
    context.say(QStringLiteral("listening ") + state.origin());
    if (!state.fingerprint.isEmpty())
        context.say(QStringLiteral("certificate SHA-256 ") + state.fingerprint);
}

/// Why nothing can be stored, and that it can again.
void tellOfStore(const Context& context, const std::optional<Error>& trouble)
{
    if (context.json())
        context.printLine(
            json::Object{{QStringLiteral("store"), trouble ? errorJson(*trouble) : json::Value(nullptr)}});
    context.hint(trouble ? QStringLiteral("Requests are answered 503: ") + context.textOf(*trouble)
                         : QStringLiteral("Requests are stored again."));
}

/// Which destinations leave this machine.
void tellAboutLive(const Context& context, const workspace::Workspace& workspace, LiveDeliveries live)
{
    if (live != LiveDeliveries::Confirmed)
        return;
    for (const workspace::EnvironmentState& state : workspace.environments) {
        const workspace::Destination& destination = state.environment.destination;
        if (destination.isLive())
            context.hint(QStringLiteral("Live: actions of %1 go to %2 %3")
                             .arg(state.environment.name, toString(destination.kind), destination.url));
    }
}

int serve(Context& context, const Arguments& arguments)
{
    if (context.globals().now)
        return context.failUsage(
            QStringLiteral("serve runs on the system's clock: --now is for process, script and verify."));
    // Before any thread starts: they inherit the mask.
    const int signalDescriptor = stopSignals();
    const auto delivery = arguments.has(u"dry-run") ? engine::Delivery::Plan : engine::Delivery::Apply;
    if (arguments.has(u"dry-run") && arguments.has(u"live"))
        return context.failUsage(QStringLiteral("--dry-run delivers nothing: it does not go with --live."));
    const auto live = arguments.has(u"live") ? LiveDeliveries::Confirmed : LiveDeliveries::Held;
    auto engine = openEngine(context, WantedOwnership::MustOwn, delivery, live);
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
    if (arguments.has(u"tls"))
        options.transport = http::Transport::Tls;
    const QHostAddress address(options.host);
    if (!address.isNull() && !address.isLoopback())
        context.hint(
            QStringLiteral("Warning: listening on %1, others on the network can send requests.").arg(options.host));

    bool hasListened = false;
    QObject::connect(engine->get(), &engine::Engine::listenerChanged, engine->get(),
                     [&context, &hasListened](const engine::ListenerState& state) {
                         if (state.listening) {
                             hasListened = true;
                             tell(context, state);
                         } else if (state.error && !hasListened) {
                             QCoreApplication::exit(context.fail(*state.error));
                         } else if (state.error) {
                             // It is tried again until the address is back.
                             context.hint(context.textOf(*state.error));
                         }
                     });
    QObject::connect(engine->get(), &engine::Engine::storeChanged, engine->get(),
                     [&context](const std::optional<Error>& trouble) { tellOfStore(context, trouble); });
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

    tellAboutLive(context, workspace, live);
    QHash<QString, qint64> toldHeld;
    QObject::connect(
        engine->get(), &engine::Engine::outboxChanged, engine->get(),
        [&context, &toldHeld](const delivery::OutboxState& state) {
            for (const store::HeldCount& held : state.held) {
                // Once for each environment; more of the same is no news.
                if (state.confirmed.contains(held.environment) || toldHeld.contains(held.environment))
                    continue;
                toldHeld.insert(held.environment, held.deliveries);
                context.hint(
                    QStringLiteral("Deliveries for %1 are held: serve --live sends them.").arg(held.environment));
            }
            for (const store::DeliveryPause& pause : state.pauses) {
                const QString name = pause.environment + u'/' + pause.kind;
                if (toldHeld.contains(name))
                    continue;
                toldHeld.insert(name, 0);
                context.hint(QStringLiteral("%1 waits: %2").arg(name, pause.reason));
            }
        });

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
    return {
        {{QStringLiteral("serve")},
         {},
         QStringLiteral("run the listener and the engine until SIGTERM or Ctrl+C"),
         {{QStringLiteral("host"), QStringLiteral("H"), QStringLiteral("address to listen on (default 127.0.0.1)")},
          {QStringLiteral("port"), QStringLiteral("P"), QStringLiteral("port (default 4400); 0 = any free one")},
          {QStringLiteral("tls"), {}, QStringLiteral("HTTPS with a certificate made for this workspace (data/tls)")},
          {QStringLiteral("dry-run"), {}, QStringLiteral("plan actions, carry none out")},
          {QStringLiteral("live"), {}, QStringLiteral("send what goes to live destinations; else it is held")}},
         0,
         0,
         serve,
         {}}};
}

} // namespace hw::cli
