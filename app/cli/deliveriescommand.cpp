#include "app/cli/enginehost.h"
#include "app/cli/workspaceaccess.h"
#include "core/delivery/deliveryfilter.h"
#include "core/delivery/directory.h"
#include "core/delivery/target.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/ownerlock.h"
#include "core/store/reader.h"

#include <QFile>

#include <algorithm>

namespace hw::cli {

namespace {

using delivery::canRetry;
using delivery::DeliveryFilter;
using delivery::keyIsForgotten;
using store::DeliveryStatus;

constexpr int defaultLimit = 50;
constexpr int pageSize = 200;

json::Value orNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

bool isOpen(const store::Delivery& delivery)
{
    return delivery.status != DeliveryStatus::Done && delivery.status != DeliveryStatus::Dead;
}

json::Value deliveryJson(const store::Delivery& delivery)
{
    const delivery::Target target = delivery::thaw(delivery.destination);
    return json::Object{
        {QStringLiteral("id"), delivery.id},
        {QStringLiteral("status"), toString(delivery.status)},
        {QStringLiteral("reason"), orNull(delivery.reason)},
        {QStringLiteral("action"), delivery.kind},
        {QStringLiteral("actionId"), orNull(delivery.actionId)},
        {QStringLiteral("event"), orNull(delivery.eventId)},
        {QStringLiteral("environment"), delivery.environment},
        {QStringLiteral("destination"), toString(target.kind)},
        {QStringLiteral("url"), orNull(target.url)},
        {QStringLiteral("attempts"), delivery.attempts},
        {QStringLiteral("createdAt"), toIso8601(delivery.createdAt)},
        {QStringLiteral("nextAt"), isOpen(delivery) ? json::Value(toIso8601(delivery.nextAt)) : json::Value(nullptr)},
        {QStringLiteral("waitsForOthers"), delivery.blocked > 0},
        {QStringLiteral("outOfOrder"), delivery.outOfOrder},
        {QStringLiteral("idempotencyKey"), delivery.idempotencyKey},
        {QStringLiteral("payload"), delivery.payload},
        {QStringLiteral("result"), delivery.lastResult}};
}

QString statusCell(const store::Delivery& delivery)
{
    QString cell = toString(delivery.status);
    if (!delivery.reason.isEmpty() && delivery.status != DeliveryStatus::Done)
        cell += QStringLiteral(" (%1)").arg(delivery.reason);
    else if (delivery.status == DeliveryStatus::Pending && delivery.blocked > 0)
        cell += QStringLiteral(" (behind another)");
    return cell;
}

void hintWaiting(const Context& context, store::Database& database)
{
    const auto pauses = store::deliveryPauses(database).valueOr({});
    for (const store::DeliveryPause& pause : pauses) {
        const QString name = pause.environment + u'/' + pause.kind;
        if (pause.reason == QLatin1String("paused"))
            context.hint(QStringLiteral("%1 is paused: headwater-cli deliveries resume %1").arg(name));
        else
            context.hint(QStringLiteral("%1 waits: %2").arg(name, pause.reason));
    }
    const auto held = store::heldDeliveries(database).valueOr({});
    for (const store::HeldCount& count : held) {
        context.hint(QStringLiteral("%1 held for %2: they go out with headwater-cli serve --live")
                         .arg(count.deliveries)
                         .arg(count.environment));
    }
}

/// The store for writing; it is made where the workspace never ran.
Result<store::Database> openForWriting(const Context& context)
{
    const auto files = context.openFiles();
    if (!files)
        return files.error();
    return store::openStore((*files)->workspace().databasePath(), {delivery::directorySchema()});
}

Result<store::Reader> openOutbox(const Context& context)
{
    // Opened for writing first: it may have to be made, or be of an older version.
    const Result<store::Database> database = openForWriting(context);
    if (!database)
        return database.error();
    return store::Reader::open(database->path());
}

int list(Context& context, const Arguments& arguments)
{
    bool isNumber = true;
    const int limit = arguments.has(u"limit") ? arguments.value(u"limit").toInt(&isNumber) : defaultLimit;
    if (!isNumber || limit < 1)
        return context.failUsage(QStringLiteral("--limit takes a number above zero."));
    auto wanted = DeliveryFilter::parse(arguments.positional.join(u' '), context.clock()->now());
    if (!wanted)
        return context.fail(wanted.error());
    if (!context.globals().environment.isEmpty())
        wanted->environment = context.globals().environment;
    auto reader = openOutbox(context);
    if (!reader)
        return context.fail(reader.error());
    const auto found = findDeliveries(*reader, *wanted, {}, static_cast<size_t>(limit));
    if (!found)
        return context.fail(found.error());
    if (context.json()) {
        json::Array documents;
        for (const store::Delivery& delivery : *found)
            documents.push_back(deliveryJson(delivery));
        context.print(documents);
        return exitDone;
    }
    std::vector<QStringList> rows;
    for (const store::Delivery& delivery : *found) {
        rows.push_back({delivery.id, statusCell(delivery), delivery.kind,
                        delivery.environment + u'/' + toString(delivery::thaw(delivery.destination).kind),
                        QString::number(delivery.attempts),
                        isOpen(delivery) ? toIso8601(delivery.nextAt) : QStringLiteral("-"), delivery.eventId});
    }
    if (rows.empty())
        context.hint(QStringLiteral("No deliveries."));
    else
        context.table({QStringLiteral("ID"), QStringLiteral("STATUS"), QStringLiteral("ACTION"),
                       QStringLiteral("DESTINATION"), QStringLiteral("ATTEMPTS"), QStringLiteral("NEXT"),
                       QStringLiteral("EVENT")},
                      rows);
    hintWaiting(context, reader->database());
    return exitDone;
}

/// By the id of a delivery, of an action, or of an event (then those of its deliveries that can be retried).
Result<std::vector<store::Delivery>> byId(store::Reader& reader, const QString& id)
{
    auto one = store::delivery(reader.database(), id);
    if (!one)
        return one.error();
    if (*one)
        return std::vector<store::Delivery>{**std::move(one)};
    auto found = store::deliveriesOfAction(reader.database(), id);
    if (!found)
        return found.error();
    if (found->empty()) {
        const auto event = reader.event(id);
        if (!event)
            return event.error();
        if (!*event)
            return Error{ErrorCode::NotFound, {QStringLiteral("delivery"), id}};
        found = store::deliveriesOf(reader.database(), (*event)->event.seq);
        if (!found)
            return found.error();
        std::erase_if(*found, [](const store::Delivery& each) { return !canRetry(each); });
    }
    if (found->empty())
        return Error{ErrorCode::NotFound, {QStringLiteral("dead or failed delivery"), id}};
    return found;
}

int retry(Context& context, const Arguments& arguments)
{
    const bool byFilter = arguments.has(u"filter");
    if (byFilter == !arguments.positional.isEmpty())
        return context.failUsage(QStringLiteral("deliveries retry takes one ID, or --filter F."));
    auto database = openForWriting(context);
    if (!database)
        return context.fail(database.error());
    auto reader = store::Reader::open(database->path());
    if (!reader)
        return context.fail(reader.error());
    Result<std::vector<store::Delivery>> found = std::vector<store::Delivery>();
    if (byFilter) {
        auto wanted = DeliveryFilter::parse(arguments.value(u"filter"), context.clock()->now());
        if (!wanted)
            return context.fail(wanted.error());
        if (!context.globals().environment.isEmpty())
            wanted->environment = context.globals().environment;
        found = findDeliveries(*reader, *wanted, {}, std::numeric_limits<size_t>::max());
        if (found)
            std::erase_if(*found, [](const store::Delivery& each) { return !canRetry(each); });
    } else {
        found = byId(*reader, arguments.positional.first());
    }
    if (!found)
        return context.fail(found.error());
    const Timestamp now = SystemClock().now();
    json::Array ids;
    qint64 forgotten = 0;
    // As they were planned, so that they go out in that order again; in short transactions, others write too.
    std::sort(found->begin(), found->end(),
              [](const store::Delivery& a, const store::Delivery& b) { return a.seq < b.seq; });
    for (size_t from = 0; from < found->size(); from += pageSize) {
        auto transaction = store::Transaction::begin(*database);
        if (!transaction)
            return context.fail(transaction.error());
        for (size_t i = from; i < std::min(from + pageSize, found->size()); ++i) {
            const store::Delivery& delivery = (*found)[i];
            if (const auto done = store::retryDelivery(*database, delivery.id, now); !done)
                return context.fail(done.error());
            ids.emplace_back(delivery.id);
            forgotten += keyIsForgotten(delivery, now) ? 1 : 0;
        }
        if (const auto done = transaction->commit(); !done)
            return context.fail(done.error());
    }
    if (forgotten > 0) {
        context.hint(
            QStringLiteral("Warning: %1 were first tried more than 24 h ago: Knock has forgotten their keys, and a "
                           "workflow that ran then runs again.")
                .arg(forgotten));
    }
    context.say(QStringLiteral("%1 put back").arg(ids.size()));
    document(context, json::Object{{QStringLiteral("retried"), ids}});
    hintWaiting(context, *database);
    return exitDone;
}

/// "production/knock", an environment (all its destinations), or a kind (in the active environment).
Result<std::vector<store::DeliveryPause>> destinationsIn(const Context& context, const QString& text)
{
    const auto files = context.openFiles();
    if (!files)
        return files.error();
    const workspace::Workspace& workspace = (*files)->workspace();
    const auto active = context.environmentOf(workspace);
    if (!active)
        return active.error();
    const qsizetype slash = text.indexOf(u'/');
    const QString environment = slash >= 0 ? text.left(slash) : workspace.environment(text) ? text : *active;
    const QString kind = slash >= 0 ? text.mid(slash + 1) : workspace.environment(text) ? QString() : text;
    const Timestamp now = SystemClock().now();
    std::vector<store::DeliveryPause> out;
    for (const QStringView each : {u"knock", u"http", u"http_request"}) {
        if (kind.isEmpty() || kind == each)
            out.push_back({environment, each.toString(), QStringLiteral("paused"), now});
    }
    // An environment that is gone may have deliveries still.
    if (out.empty())
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("destination"), text,
                      QStringLiteral("an environment, knock, http, http_request, or ENVIRONMENT/knock")}};
    return out;
}

enum class Change { Pause, Resume };

int change(Context& context, const Arguments& arguments, Change change)
{
    const auto wanted = destinationsIn(context, arguments.positional.first());
    if (!wanted)
        return context.fail(wanted.error());
    auto database = openForWriting(context);
    if (!database)
        return context.fail(database.error());
    auto transaction = store::Transaction::begin(*database);
    if (!transaction)
        return context.fail(transaction.error());
    json::Array names;
    for (const store::DeliveryPause& pause : *wanted) {
        const auto done = change == Change::Pause ? store::pauseDestination(*database, pause)
                                                  : store::resumeDestination(*database, pause.environment, pause.kind);
        if (!done)
            return context.fail(done.error());
        names.emplace_back(pause.environment + u'/' + pause.kind);
    }
    if (const auto done = transaction->commit(); !done)
        return context.fail(done.error());
    const bool paused = change == Change::Pause;
    for (const json::Value& name : names)
        context.say(name.toString() + (paused ? QStringLiteral(" is paused") : QStringLiteral(" goes on")));
    document(context, json::Object{{paused ? QStringLiteral("paused") : QStringLiteral("resumed"), std::move(names)}});
    return exitDone;
}

} // namespace

std::vector<Command> deliveriesCommands()
{
    const auto group = QStringLiteral("deliveries");
    const auto filterHelp =
        QStringLiteral("Filter: status:dead,failed env:production destination:knock action:users_identify "
                       "reason:http_4, and any term of the events' filter (type:, source:, age:, …). A destination is "
                       "an environment, a kind (knock, http, http_request), or both: production/knock.");
    return {{{group, QStringLiteral("list")},
             QStringLiteral("[FILTER]"),
             QStringLiteral("the outbox and the dead letters, newest first"),
             {{QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("how many (default 50)")}},
             0,
             -1,
             list,
             filterHelp},
            {{group, QStringLiteral("retry")},
             QStringLiteral("ID"),
             QStringLiteral("put dead or failed deliveries back, by the id of a delivery, an action or an event"),
             {{QStringLiteral("filter"), QStringLiteral("F"), QStringLiteral("all that match, instead of an ID")}},
             0,
             1,
             retry,
             filterHelp},
            {{group, QStringLiteral("pause")},
             QStringLiteral("DESTINATION"),
             QStringLiteral("let its deliveries wait"),
             {},
             1,
             1,
             [](Context& context, const Arguments& arguments) { return change(context, arguments, Change::Pause); },
             filterHelp},
            {{group, QStringLiteral("resume")},
             QStringLiteral("DESTINATION"),
             QStringLiteral("let them go on"),
             {},
             1,
             1,
             [](Context& context, const Arguments& arguments) { return change(context, arguments, Change::Resume); },
             filterHelp}};
}

} // namespace hw::cli
