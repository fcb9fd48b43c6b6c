#include "core/delivery/directoryreadthread.h"

#include "core/delivery/directory.h"
#include "core/store/readworker.h"

#include <algorithm>
#include <limits>

namespace hw::delivery {

namespace {

enum Request { Counts, Page, Matching, Details, RequestCount };

using store::Reader;
using store::ScanControl;

template<class Entry>
Result<std::vector<DirectoryRow>> rowsOf(Result<std::vector<Entry>> entries)
{
    if (!entries)
        return entries.error();
    std::vector<DirectoryRow> rows;
    rows.reserve(entries->size());
    for (Entry& entry : *entries)
        rows.push_back({std::move(entry), 0, {}});
    return rows;
}

Result<void> addMemberships(store::Database& database, const QString& environment, DirectoryRow& row)
{
    const auto* user = std::get_if<DirectoryUser>(&row.entry);
    if (!user)
        return {};
    const Result<store::Statement*> statement =
        database.cached("SELECT count(DISTINCT audience), coalesce(min(nullif(tenant, '')), '') FROM directory_member "
                        "WHERE environment = ? AND collection = '' AND id = ?");
    if (!statement)
        return statement.error();
    const Result<bool> found = (*statement)->start(environment, user->id).step();
    if (!found)
        return found.error();
    if (*found) {
        row.audiences = (*statement)->integer(0);
        row.tenant = (*statement)->text(1);
    }
    (*statement)->reset();
    return {};
}

Result<std::vector<DirectoryRow>> readPage(Reader& reader, const DirectoryQuery& query, const DirectoryPage& page)
{
    DirectoryReader lists(reader.database());
    switch (query.kind) {
    case DirectoryKind::Users: {
        Result<std::vector<DirectoryRow>> rows = rowsOf(lists.users(query.environment, page));
        if (!rows)
            return rows;
        for (DirectoryRow& row : *rows) {
            if (const Result<void> added = addMemberships(reader.database(), query.environment, row); !added)
                return added.error();
        }
        return rows;
    }
    case DirectoryKind::Tenants: return rowsOf(lists.tenants(query.environment, page));
    case DirectoryKind::Objects: return rowsOf(lists.objects(query.environment, page));
    case DirectoryKind::Audiences: return rowsOf(lists.audiences(query.environment, page));
    case DirectoryKind::Subscriptions: return rowsOf(lists.subscriptions(query.environment, page));
    case DirectoryKind::WorkflowRuns: break;
    }
    return rowsOf(lists.workflowRuns(query.environment, page));
}

Result<DirectoryCounts> readCounts(Reader& reader, const QString& environment)
{
    DirectoryReader lists(reader.database());
    DirectoryCounts counts{};
    for (std::size_t kind = 0; kind < counts.size(); ++kind) {
        const Result<qint64> count = lists.count(static_cast<DirectoryKind>(kind), environment);
        if (!count)
            return count.error();
        counts[kind] = *count;
    }
    return counts;
}

/// How the kinds of actions that change such a row begin.
QStringView actionPrefix(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return u"users_";
    case DirectoryKind::Tenants: return u"tenants_";
    case DirectoryKind::Objects: return u"objects_";
    case DirectoryKind::Audiences: return u"audiences_";
    case DirectoryKind::Subscriptions: return u"objects_subscribe";
    case DirectoryKind::WorkflowRuns: break;
    }
    return u"workflows_";
}

/// The action of the event's last run that most likely made the change: one that names the row, else one of its kind,
/// else any (recipients are identified by the way).
QString actionFor(const std::vector<Action>& actions, const DirectoryTarget& target)
{
    QString best;
    int bestRank = 0;
    for (const Action& action : actions) {
        if (action.status != ActionStatus::Succeeded)
            continue;
        int rank = 1;
        if (action.kind.startsWith(actionPrefix(target.kind))) {
            const json::Value& named = action.payload[target.kind == DirectoryKind::Audiences ? u"key" : u"id"];
            rank = named.toString() == target.ref.id ? 3 : 2;
        }
        if (rank > bestRank) {
            best = action.kind;
            bestRank = rank;
        }
    }
    return best;
}

Result<DirectoryCause> causeOf(Reader& reader, const DirectoryTarget& target, const QString& eventId)
{
    const auto stored = reader.event(eventId);
    if (!stored)
        return stored.error();
    DirectoryCause cause{eventId, stored->has_value(), {}, {}, {}, {}};
    if (!*stored)
        return cause;
    cause.source = (*stored)->event.source;
    cause.receivedAt = (*stored)->event.receivedAt;
    if (const std::optional<Run>& run = (*stored)->run) {
        cause.eventType = run->eventType;
        cause.action = actionFor(run->actions, target);
    }
    return cause;
}

template<class Entry>
Result<bool> take(DirectoryRow& row, QString& eventId, Result<std::optional<Entry>> found)
{
    if (!found)
        return found.error();
    if (!*found)
        return false;
    eventId = (*found)->eventId;
    row.entry = *std::move(*found);
    return true;
}

Result<std::optional<DirectorySubscription>> subscription(DirectoryReader& lists, const QString& environment,
                                                          const DirectoryTarget& target)
{
    // A recipient has few of them.
    const auto all = lists.subscriptionsFor(environment, target.recipient, std::numeric_limits<int>::max());
    if (!all)
        return all.error();
    const auto found = std::find_if(all->begin(), all->end(), [&](const auto& s) { return s.object == target.ref; });
    return found == all->end() ? std::nullopt : std::optional(*found);
}

Result<bool> readRow(DirectoryReader& lists, const QString& environment, DirectoryDetails& details)
{
    const EntityRef& ref = details.target.ref;
    DirectoryRow& row = details.row;
    QString& event = details.cause.eventId;
    switch (details.target.kind) {
    case DirectoryKind::Users: return take(row, event, lists.user(environment, ref.id));
    case DirectoryKind::Tenants:
    case DirectoryKind::Objects: return take(row, event, lists.object(environment, ref));
    case DirectoryKind::Audiences: return take(row, event, lists.audience(environment, ref.id));
    case DirectoryKind::Subscriptions: return take(row, event, subscription(lists, environment, details.target));
    case DirectoryKind::WorkflowRuns: break;
    }
    return take(row, event, lists.workflowRun(environment, ref.id));
}

template<class Value>
Result<void> assign(Value& target, Result<Value> value)
{
    if (!value)
        return value.error();
    target = *std::move(value);
    return {};
}

Result<std::optional<DirectoryDetails>> readDetails(Reader& reader, const QString& environment,
                                                    const DirectoryTarget& target, const ScanControl& control)
{
    constexpr int shown = DirectoryDetails::partsShown;
    DirectoryReader lists(reader.database());
    DirectoryDetails details;
    details.target = target;
    const Result<bool> found = readRow(lists, environment, details);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<DirectoryDetails>();
    Result<void> done = addMemberships(reader.database(), environment, details.row);
    const DirectoryKind kind = target.kind;
    const bool isEntity =
        kind == DirectoryKind::Users || kind == DirectoryKind::Objects || kind == DirectoryKind::Tenants;
    if (done && isEntity)
        done = assign(details.memberships, lists.membershipsOf(environment, target.ref, shown));
    if (done && isEntity)
        done = assign(details.runs, lists.runsFor(environment, target.ref, 20, control));
    if (done && isEntity)
        done = assign(details.subscriptions, lists.subscriptionsFor(environment, target.ref, shown));
    if (done && kind != DirectoryKind::Users && isEntity) {
        Result<std::vector<DirectorySubscription>> others = lists.subscriptionsOf(environment, target.ref, {{}, shown});
        if (!others)
            return others.error();
        details.subscriptions.insert(details.subscriptions.end(), others->begin(), others->end());
    }
    if (done && kind == DirectoryKind::Audiences)
        done = assign(details.members, lists.members(environment, target.ref.id, {{}, shown}));
    if (done)
        done = assign(details.cause, causeOf(reader, target, details.cause.eventId));
    if (!done)
        return done.error();
    return std::optional(std::move(details));
}

} // namespace

QString cursor(const DirectoryRow& row)
{
    return std::visit([](const auto& entry) { return cursor(entry); }, row.entry);
}

DirectoryTarget targetOf(const DirectoryRow& row)
{
    struct Visitor
    {
        DirectoryTarget operator()(const DirectoryUser& user) const
        {
            return {DirectoryKind::Users, {{}, user.id}, {}};
        }
        DirectoryTarget operator()(const DirectoryObject& object) const
        {
            const bool tenant = object.collection == QLatin1String(tenantCollection);
            return {tenant ? DirectoryKind::Tenants : DirectoryKind::Objects, {object.collection, object.id}, {}};
        }
        DirectoryTarget operator()(const DirectoryAudience& audience) const
        {
            return {DirectoryKind::Audiences, {{}, audience.key}, {}};
        }
        DirectoryTarget operator()(const DirectorySubscription& subscription) const
        {
            return {DirectoryKind::Subscriptions, subscription.object, subscription.recipient};
        }
        DirectoryTarget operator()(const DirectoryRun& run) const
        {
            return {DirectoryKind::WorkflowRuns, {{}, run.id}, {}};
        }
    };
    return std::visit(Visitor(), row.entry);
}

class DirectoryReadThread::Worker final : public store::ReadWorker<RequestCount>
{
    using ReadWorker::ReadWorker;
};

DirectoryReadThread::DirectoryReadThread(QString path, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(
          this, std::move(path),
          Worker::Tell{[this](quint64 generation, const Error& error) { Q_EMIT failed(generation, error); },
                       {},
                       [this] { Q_EMIT changed(); }}))
{}

DirectoryReadThread::~DirectoryReadThread() = default;

void DirectoryReadThread::requestCounts(quint64 generation, const QString& environment)
{
    m_worker->request(
        Counts, generation,
        [environment](Reader& reader, const ScanControl&) { return readCounts(reader, environment); },
        [this, generation](const DirectoryCounts& counts) { Q_EMIT countsReady(generation, counts); });
}

void DirectoryReadThread::requestPage(quint64 generation, const DirectoryQuery& query, const QString& after, int limit)
{
    m_worker->request(
        Page, generation,
        [query, after, limit](Reader& reader, const ScanControl&) {
            return readPage(reader, query, {after, limit, query.text});
        },
        [this, generation](const std::vector<DirectoryRow>& rows) { Q_EMIT pageReady(generation, rows); });
}

void DirectoryReadThread::requestMatching(quint64 generation, const DirectoryQuery& query)
{
    m_worker->request(
        Matching, generation,
        [query](Reader& reader, const ScanControl&) {
            return DirectoryReader(reader.database()).count(query.kind, query.environment, query.text);
        },
        [this, generation](qint64 count) { Q_EMIT matchingReady(generation, count); });
}

void DirectoryReadThread::requestDetails(quint64 generation, const QString& environment, const DirectoryTarget& target)
{
    m_worker->request(
        Details, generation,
        [environment, target](Reader& reader, const ScanControl& control) {
            return readDetails(reader, environment, target, control);
        },
        [this, generation](const std::optional<DirectoryDetails>& details) {
            Q_EMIT detailsReady(generation, details);
        });
}

} // namespace hw::delivery
