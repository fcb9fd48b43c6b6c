// Plans and delivers until all is done, or until it is killed: `outbox_victim DATABASE URL EVENTS`, the key in the
// environment variable VICTIM_KEY. Started again it goes on where it was. Ends with 0 when every event is planned and
// every delivery done, with 5 where one is dead.

#include "core/base/ids.h"
#include "core/delivery/directory.h"
#include "core/delivery/dispatcher.h"
#include "core/delivery/effects.h"
#include "core/store/reader.h"

#include <QCoreApplication>
#include <QTimer>

using namespace hw;
using namespace hw::delivery;
using namespace std::chrono;

namespace {

const QString environment = QStringLiteral("production");
constexpr int users = 40;
constexpr int inFlight = 8;

class OneEnvironment final : public Environments
{
public:
    [[nodiscard]] bool exists(const QString&) const override { return true; }
    [[nodiscard]] Result<SecretString> secret(const QString&, const QString&) const override
    {
        return SecretString(qgetenv("VICTIM_KEY"));
    }
    [[nodiscard]] Mask mask(const QString&) const override { return {}; }
};

Action actionOf(const char* kind, json::Object payload)
{
    Action action;
    action.id = ids::make(ids::action, SystemClock().now());
    action.mappingId = QString::fromLatin1(kind);
    action.kind = QString::fromLatin1(kind);
    action.payload = std::move(payload);
    action.status = ActionStatus::Pending;
    return action;
}

store::CommitItem itemOf(int number)
{
    const Timestamp now = SystemClock().now();
    const QString user = QStringLiteral("u%1").arg(number % users);
    const json::Object data{{QStringLiteral("n"), number}};
    store::CommitItem item;
    item.event.id = ids::make(ids::event, now);
    item.event.source = QStringLiteral("orders");
    item.event.environment = environment;
    item.event.receivedAt = now;
    item.run = Run();
    item.run->id = ids::make(ids::run, now);
    item.run->eventId = item.event.id;
    item.run->startedAt = now;
    item.run->status = EventStatus::Processed;
    item.run->actions = {
        actionOf("users_identify", {{QStringLiteral("id"), user}, {QStringLiteral("properties"), data}}),
        actionOf("workflows_trigger", {{QStringLiteral("key"), "welcome"},
                                       {QStringLiteral("recipients"), json::Array{json::Value(user)}},
                                       {QStringLiteral("data"), data}})};
    return item;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return 64;
    const QString path = arguments[1];
    const Target target{TargetKind::Knock, arguments[2], QStringLiteral("KNOCK_API_KEY"), {}};
    const int events = arguments[3].toInt();

    store::WriterOptions options;
    options.path = path;
    options.modules = {directorySchema()};
    options.effects = [&](store::Database& database, const Event& event, Run& run) {
        return carryOut(database, event, run, {target, {environment}, SystemClock().now()});
    };
    auto writer = store::Writer::open(options);
    if (!writer)
        return 3;
    auto reader = store::Reader::open(path);
    if (!reader)
        return 3;
    const OneEnvironment world;
    DispatcherOptions quick;
    quick.retry.first = milliseconds(5);
    quick.retry.factor = 1.5;
    quick.retry.attempts = 100;
    Dispatcher dispatcher(**writer, path, world, quick);
    QObject::connect(writer->get(), &store::Writer::committed, &dispatcher, &Dispatcher::wake);
    dispatcher.start({environment});

    int next = static_cast<int>(reader->summary()->events);
    int committed = next;
    std::function<void()> plan = [&] {
        if (next >= events)
            return;
        (*writer)->submit({itemOf(next++)}, [&](const Result<store::CommitUnit>& unit) {
            if (!unit)
                QCoreApplication::exit(4);
            ++committed;
            plan();
        });
    };
    for (int i = 0; i < inFlight; ++i)
        plan();
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &application, [&] {
        const auto dead = store::deliveries(reader->database(), {{store::DeliveryStatus::Dead}, {}, {}, {}, 1});
        const auto open = store::deliveries(
            reader->database(),
            {{store::DeliveryStatus::Pending, store::DeliveryStatus::Held, store::DeliveryStatus::Failed},
             {},
             {},
             {},
             1});
        if (dead && !dead->empty())
            QCoreApplication::exit(5);
        else if (committed >= events && open && open->empty())
            QCoreApplication::exit(0);
    });
    look.start(50);
    const int status = QCoreApplication::exec();
    (*writer)->stop();
    return status;
}
