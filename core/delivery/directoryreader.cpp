#include "core/delivery/directoryreader.h"

#include "core/delivery/directory.h"

#include <algorithm>
#include <limits>

namespace hw::delivery {

namespace {

using store::Statement;

/// Parts of a cursor; never in an id that a person typed.
constexpr QChar separator(0x1f);

constexpr int membersShown = 1000;

constexpr char userColumns[] =
    "id, name, email, phone_number, avatar, locale, timezone, created_at, properties, inserted_at, updated_at, event";
constexpr char objectColumns[] = "collection, id, name, properties, inserted_at, updated_at, event";
constexpr char audienceColumns[] = "audience, members, inserted_at, updated_at, event";
constexpr char subscriptionColumns[] =
    "object_collection, object_id, collection, id, properties, inserted_at, updated_at, event";
constexpr char runColumns[] =
    "seq, id, workflow, recipients, unidentified, cancelled, actor, tenant, data, coalesce(cancellation_key, ''), "
    "status, triggered_at, event";

QByteArray select(const char* columns, const QByteArray& rest)
{
    return QByteArray("SELECT ") + columns + ' ' + rest;
}

json::Value valueIn(const Statement& row, int column)
{
    const Result<json::Value> value = json::parse(row.blob(column));
    return value ? *value : json::Value();
}

DirectoryUser userFrom(const Statement& row)
{
    return {row.text(0), row.text(1),  row.text(2),
            row.text(3), row.text(4),  row.text(5),
            row.text(6), row.text(7),  valueIn(row, 8).toObject(),
            row.time(9), row.time(10), row.text(11)};
}

DirectoryObject objectFrom(const Statement& row)
{
    return {row.text(0), row.text(1), row.text(2), valueIn(row, 3).toObject(), row.time(4), row.time(5), row.text(6)};
}

DirectoryAudience audienceFrom(const Statement& row)
{
    return {row.text(0), row.integer(1), row.time(2), row.time(3), row.text(4)};
}

DirectoryMember memberFrom(const Statement& row)
{
    return {{row.text(0), row.text(1)}, row.text(2), row.time(3), row.text(4)};
}

EntityRef refFromRow(const Statement& row)
{
    return {row.text(0), row.text(1)};
}

DirectoryMembership membershipFrom(const Statement& row)
{
    return {row.text(0), row.text(1), row.time(2), row.text(3)};
}

DirectorySubscription subscriptionFrom(const Statement& row)
{
    return {{row.text(0), row.text(1)},
            {row.text(2), row.text(3)},
            valueIn(row, 4).toObject(),
            row.time(5),
            row.time(6),
            row.text(7)};
}

DirectoryRun runFrom(const Statement& row)
{
    DirectoryRun run;
    run.seq = row.integer(0);
    run.id = row.text(1);
    run.workflow = row.text(2);
    run.recipients = valueIn(row, 3).toArray();
    run.unidentified = valueIn(row, 4).toArray();
    run.cancelled = valueIn(row, 5).toArray();
    run.actor = valueIn(row, 6);
    run.tenant = row.text(7);
    run.data = valueIn(row, 8);
    run.cancellationKey = row.text(9);
    run.status = row.text(10);
    run.triggeredAt = row.time(11);
    run.eventId = row.text(12);
    return run;
}

template<class Row, class... Args>
Result<std::vector<Row>> readAll(store::Database& database, const QByteArray& sql, Row (*read)(const Statement&),
                                 const Args&... args)
{
    const Result<Statement*> statement = database.cached(sql);
    if (!statement)
        return statement.error();
    (*statement)->start(args...);
    std::vector<Row> rows;
    for (;;) {
        const Result<bool> row = (*statement)->step();
        if (!row)
            return row.error();
        if (!*row)
            return rows;
        rows.push_back(read(**statement));
    }
}

template<class Row>
Result<std::optional<Row>> firstOf(Result<std::vector<Row>> rows)
{
    if (!rows)
        return rows.error();
    return rows->empty() ? std::nullopt : std::optional<Row>(std::move(rows->front()));
}

/// What a column must be LIKE to hold the page's text; empty = any.
QString pattern(const DirectoryPage& page)
{
    QString text = page.text;
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\"));
    text.replace(QLatin1Char('%'), QLatin1String("\\%"));
    text.replace(QLatin1Char('_'), QLatin1String("\\_"));
    return text.isEmpty() ? QString() : QLatin1Char('%') + text + QLatin1Char('%');
}

QByteArray holding(const char* parameter, std::initializer_list<const char*> columns)
{
    QByteArray sql = QByteArray("(") + parameter + " = ''";
    for (const char* column : columns)
        sql += QByteArray(" OR ") + column + " LIKE " + parameter + " ESCAPE '\\'";
    return sql + ") ";
}

QByteArray usersHolding(const char* parameter)
{
    return holding(parameter, {"id", "name", "email", "phone_number"});
}

QByteArray objectsHolding(const char* parameter)
{
    return holding(parameter, {"id", "name", "collection"});
}

QByteArray tenantsHolding(const char* parameter)
{
    return holding(parameter, {"id", "name"});
}

QByteArray audiencesHolding(const char* parameter)
{
    return holding(parameter, {"audience"});
}

QByteArray subscriptionsHolding(const char* parameter)
{
    return holding(parameter, {"object_id", "id", "object_collection", "collection"});
}

QByteArray runsHolding(const char* parameter)
{
    return holding(parameter, {"workflow", "recipients", "tenant", "cancellation_key", "id"});
}

QString part(const DirectoryPage& page, int index)
{
    return page.after.section(separator, index, index);
}

int limitOf(const DirectoryPage& page)
{
    return std::max(page.limit, 0);
}

/// "collection/id"; the collection's name holds no slash, the id may.
EntityRef refFrom(const QString& text)
{
    return {text.section(QLatin1Char('/'), 0, 0), text.section(QLatin1Char('/'), 1)};
}

template<class Row>
Result<json::Array> listOf(Result<std::vector<Row>> rows, int limit, QString* next)
{
    if (!rows)
        return rows.error();
    if (next)
        *next = rows->empty() || rows->size() < static_cast<size_t>(limit) ? QString() : cursor(rows->back());
    json::Array out;
    for (const Row& row : *rows)
        out.push_back(toJson(row));
    return out;
}

template<class Row>
Result<json::Value> oneOf(const Result<std::optional<Row>>& row)
{
    if (!row)
        return row.error();
    return *row ? toJson(**row) : json::Value();
}

Result<json::Object> pairsOf(store::Database& database, const QByteArray& sql, const QString& environment,
                             const EntityRef& owner)
{
    const Result<Statement*> statement = database.cached(sql);
    if (!statement)
        return statement.error();
    (*statement)->start(environment, owner.collection, owner.id);
    json::Object out;
    for (;;) {
        const Result<bool> row = (*statement)->step();
        if (!row)
            return row.error();
        if (!*row)
            return out;
        out.append((*statement)->text(0), valueIn(**statement, 1));
    }
}

} // namespace

QString cursor(const DirectoryUser& user)
{
    return user.id;
}

QString cursor(const DirectoryObject& object)
{
    return object.collection + separator + object.id;
}

QString cursor(const DirectoryAudience& audience)
{
    return audience.key;
}

QString cursor(const DirectoryMember& member)
{
    return member.member.collection + separator + member.member.id + separator + member.tenant;
}

QString cursor(const DirectorySubscription& subscription)
{
    return subscription.object.collection + separator + subscription.object.id + separator +
           subscription.recipient.collection + separator + subscription.recipient.id;
}

QString cursor(const DirectoryRun& run)
{
    return QString::number(run.seq);
}

Result<std::vector<DirectoryUser>> DirectoryReader::users(const QString& environment, const DirectoryPage& page)
{
    return readAll(m_database,
                   select(userColumns, "FROM directory_entity WHERE environment = ? AND collection = '' AND "
                                       "id > ? AND " +
                                           usersHolding("?3") + "ORDER BY id LIMIT ?"),
                   userFrom, environment, page.after, pattern(page), limitOf(page));
}

Result<std::optional<DirectoryUser>> DirectoryReader::user(const QString& environment, const QString& id)
{
    return firstOf(readAll(m_database,
                           select(userColumns, "FROM directory_entity WHERE environment = ? AND "
                                               "collection = '' AND id = ?"),
                           userFrom, environment, id));
}

Result<std::vector<DirectoryObject>> DirectoryReader::objects(const QString& environment, const DirectoryPage& page)
{
    return readAll(m_database,
                   select(objectColumns, "FROM directory_entity WHERE environment = ? AND "
                                         "(collection, id) > (?, ?) AND collection NOT IN ('', ?) AND " +
                                             objectsHolding("?5") + "ORDER BY collection, id LIMIT ?"),
                   objectFrom, environment, part(page, 0), part(page, 1), QString::fromLatin1(tenantCollection),
                   pattern(page), limitOf(page));
}

Result<std::vector<DirectoryObject>> DirectoryReader::tenants(const QString& environment, const DirectoryPage& page)
{
    return readAll(m_database,
                   select(objectColumns, "FROM directory_entity WHERE environment = ? AND collection = ? AND "
                                         "id > ? AND " +
                                             tenantsHolding("?4") + "ORDER BY id LIMIT ?"),
                   objectFrom, environment, QString::fromLatin1(tenantCollection), part(page, 1), pattern(page),
                   limitOf(page));
}

Result<std::optional<DirectoryObject>> DirectoryReader::object(const QString& environment, const EntityRef& ref)
{
    return firstOf(readAll(m_database,
                           select(objectColumns, "FROM directory_entity WHERE environment = ? AND "
                                                 "collection = ? AND collection <> '' AND id = ?"),
                           objectFrom, environment, ref.collection, ref.id));
}

Result<std::vector<DirectoryAudience>> DirectoryReader::audiences(const QString& environment, const DirectoryPage& page)
{
    return readAll(m_database,
                   select(audienceColumns, "FROM directory_audience WHERE environment = ? AND audience > ? AND " +
                                               audiencesHolding("?3") + "ORDER BY audience LIMIT ?"),
                   audienceFrom, environment, page.after, pattern(page), limitOf(page));
}

Result<std::optional<DirectoryAudience>> DirectoryReader::audience(const QString& environment, const QString& key)
{
    return firstOf(readAll(m_database,
                           select(audienceColumns, "FROM directory_audience WHERE environment = ? AND "
                                                   "audience = ?"),
                           audienceFrom, environment, key));
}

Result<std::vector<DirectoryMember>> DirectoryReader::members(const QString& environment, const QString& audience,
                                                              const DirectoryPage& page)
{
    return readAll(m_database,
                   "SELECT collection, id, tenant, inserted_at, event FROM directory_member WHERE environment = ? AND "
                   "audience = ? AND (collection, id, tenant) > (?, ?, ?) ORDER BY collection, id, tenant LIMIT ?",
                   memberFrom, environment, audience, part(page, 0), part(page, 1), part(page, 2), limitOf(page));
}

Result<std::vector<DirectorySubscription>> DirectoryReader::subscriptions(const QString& environment,
                                                                          const DirectoryPage& page)
{
    return readAll(m_database,
                   select(subscriptionColumns, "FROM directory_subscription WHERE environment = ? AND "
                                               "(object_collection, object_id, collection, id) > (?, ?, ?, ?) AND " +
                                                   subscriptionsHolding("?6") +
                                                   "ORDER BY object_collection, object_id, collection, id LIMIT ?"),
                   subscriptionFrom, environment, part(page, 0), part(page, 1), part(page, 2), part(page, 3),
                   pattern(page), limitOf(page));
}

Result<std::vector<DirectorySubscription>>
DirectoryReader::subscriptionsOf(const QString& environment, const EntityRef& object, const DirectoryPage& page)
{
    return readAll(m_database,
                   select(subscriptionColumns, "FROM directory_subscription WHERE environment = ? AND "
                                               "object_collection = ? AND object_id = ? AND (collection, id) > (?, ?) "
                                               "ORDER BY collection, id LIMIT ?"),
                   subscriptionFrom, environment, object.collection, object.id, part(page, 2), part(page, 3),
                   limitOf(page));
}

Result<std::vector<EntityRef>> DirectoryReader::subscribedOnly(const QString& environment, int limit)
{
    return readAll(m_database,
                   "SELECT DISTINCT object_collection, object_id FROM directory_subscription AS s WHERE environment = "
                   "?1 AND NOT EXISTS(SELECT 1 FROM directory_entity AS o WHERE o.environment = ?1 AND o.collection = "
                   "s.object_collection AND o.id = s.object_id) ORDER BY object_collection, object_id LIMIT ?2",
                   refFromRow, environment, limit);
}

Result<std::vector<DirectoryRun>> DirectoryReader::workflowRuns(const QString& environment, const DirectoryPage& page)
{
    bool isNumber = false;
    const qint64 given = page.after.toLongLong(&isNumber);
    if (!page.after.isEmpty() && !isNumber)
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("after"), page.after, QStringLiteral("the place of a run")}};
    const qint64 before = isNumber ? given : std::numeric_limits<qint64>::max();
    return readAll(m_database,
                   select(runColumns, "FROM directory_run WHERE environment = ? AND seq < ? AND " + runsHolding("?3") +
                                          "ORDER BY seq DESC LIMIT ?"),
                   runFrom, environment, before, pattern(page), limitOf(page));
}

Result<std::optional<DirectoryRun>> DirectoryReader::workflowRun(const QString& environment, const QString& id)
{
    return firstOf(readAll(m_database, select(runColumns, "FROM directory_run WHERE environment = ? AND id = ?"),
                           runFrom, environment, id));
}

Result<std::vector<DirectoryMembership>> DirectoryReader::membershipsOf(const QString& environment,
                                                                        const EntityRef& member, int limit)
{
    return readAll(m_database,
                   "SELECT audience, tenant, inserted_at, event FROM directory_member WHERE environment = ? AND "
                   "collection = ? AND id = ? ORDER BY audience, tenant LIMIT ?",
                   membershipFrom, environment, member.collection, member.id, limit);
}

Result<std::vector<DirectorySubscription>> DirectoryReader::subscriptionsFor(const QString& environment,
                                                                             const EntityRef& recipient, int limit)
{
    return readAll(m_database,
                   select(subscriptionColumns, "FROM directory_subscription WHERE environment = ? AND collection = ? "
                                               "AND id = ? ORDER BY object_collection, object_id LIMIT ?"),
                   subscriptionFrom, environment, recipient.collection, recipient.id, limit);
}

Result<RunsFor> DirectoryReader::runsFor(const QString& environment, const EntityRef& recipient, int limit,
                                         const store::ScanControl& control)
{
    // The text of the recipients narrows the rows down, their values decide.
    const Result<Statement*> statement =
        m_database.cached(select(runColumns, "FROM directory_run WHERE environment = ? AND instr(recipients, ?) > 0 "
                                             "ORDER BY seq DESC"));
    if (!statement)
        return statement.error();
    (*statement)->start(environment, QString::fromUtf8(json::write(recipient.id)));
    RunsFor runs;
    for (qint64 scanned = 1;; ++scanned) {
        const Result<bool> row = (*statement)->step();
        if (!row)
            return row.error();
        if (!*row)
            return runs;
        if (control && scanned % 256 == 0 && !control(scanned)) {
            (*statement)->reset();
            return Error{ErrorCode::Cancelled, {}};
        }
        const json::Value recipients = valueIn(**statement, 3);
        const json::Array& all = recipients.toArray();
        if (std::none_of(all.begin(), all.end(),
                         [&](const json::Value& value) { return entityRefFrom(value) == recipient; }))
            continue;
        ++runs.total;
        if (runs.newest.size() < static_cast<size_t>(limit))
            runs.newest.push_back(runFrom(**statement));
    }
}

Result<qint64> DirectoryReader::count(DirectoryKind kind, const QString& environment, const QString& text)
{
    const QByteArray tenants = QByteArray("'") + tenantCollection + '\'';
    QByteArray from;
    QByteArray holds;
    switch (kind) {
    case DirectoryKind::Users:
        from = "directory_entity WHERE environment = ?1 AND collection = ''";
        holds = usersHolding("?2");
        break;
    case DirectoryKind::Tenants:
        from = "directory_entity WHERE environment = ?1 AND collection = " + tenants;
        holds = tenantsHolding("?2");
        break;
    case DirectoryKind::Objects:
        from = "directory_entity WHERE environment = ?1 AND collection NOT IN ('', " + tenants + ")";
        holds = objectsHolding("?2");
        break;
    case DirectoryKind::Audiences:
        from = "directory_audience WHERE environment = ?1";
        holds = audiencesHolding("?2");
        break;
    case DirectoryKind::Subscriptions:
        from = "directory_subscription WHERE environment = ?1";
        holds = subscriptionsHolding("?2");
        break;
    case DirectoryKind::WorkflowRuns:
        from = "directory_run WHERE environment = ?1";
        holds = runsHolding("?2");
        break;
    }
    const QByteArray sql = "SELECT count(*) FROM " + from;
    // Without a text the index alone is read.
    const Result<std::optional<qint64>> rows =
        text.isEmpty() ? m_database.number(sql, environment)
                       : m_database.number(sql + " AND " + holds, environment, pattern({{}, 0, text}));
    if (!rows)
        return rows.error();
    return rows->value_or(0);
}

Result<json::Object> DirectoryReader::channelData(const QString& environment, const EntityRef& owner)
{
    return pairsOf(m_database,
                   "SELECT channel, data FROM directory_channel_data WHERE environment = ? AND collection = ? AND "
                   "owner = ? ORDER BY channel",
                   environment, owner);
}

Result<json::Object> DirectoryReader::preferences(const QString& environment, const EntityRef& owner)
{
    return pairsOf(m_database,
                   "SELECT preference_set, data FROM directory_preferences WHERE environment = ? AND collection = ? "
                   "AND owner = ? ORDER BY preference_set",
                   environment, owner);
}

Result<json::Array> DirectoryReader::list(DirectoryKind kind, const QString& environment, const DirectoryPage& page,
                                          QString* next)
{
    switch (kind) {
    case DirectoryKind::Users: return listOf(users(environment, page), page.limit, next);
    case DirectoryKind::Tenants: return listOf(tenants(environment, page), page.limit, next);
    case DirectoryKind::Objects: return listOf(objects(environment, page), page.limit, next);
    case DirectoryKind::Audiences: return listOf(audiences(environment, page), page.limit, next);
    case DirectoryKind::Subscriptions: return listOf(subscriptions(environment, page), page.limit, next);
    case DirectoryKind::WorkflowRuns: return listOf(workflowRuns(environment, page), page.limit, next);
    }
    return json::Array();
}

Result<json::Value> DirectoryReader::find(DirectoryKind kind, const QString& environment, const QString& id)
{
    switch (kind) {
    case DirectoryKind::Users: return findOwner(oneOf(user(environment, id)), environment, {{}, id});
    case DirectoryKind::Tenants: {
        const EntityRef ref{QString::fromLatin1(tenantCollection), id};
        return findOwner(oneOf(object(environment, ref)), environment, ref);
    }
    case DirectoryKind::Objects: return findOwner(oneOf(object(environment, refFrom(id))), environment, refFrom(id));
    case DirectoryKind::WorkflowRuns: return oneOf(workflowRun(environment, id));
    case DirectoryKind::Subscriptions: {
        const Result<json::Array> rows =
            listOf(subscriptionsOf(environment, refFrom(id), {{}, membersShown}), membersShown, nullptr);
        if (!rows)
            return rows.error();
        return rows->empty() ? json::Value() : json::Value(*rows);
    }
    case DirectoryKind::Audiences: break;
    }
    Result<json::Value> found = oneOf(audience(environment, id));
    if (!found || found->isUndefined())
        return found;
    Result<json::Array> rows = listOf(members(environment, id, {{}, membersShown}), membersShown, nullptr);
    if (!rows)
        return rows.error();
    found->object().append(QStringLiteral("members"), std::move(*rows));
    return found;
}

Result<json::Value> DirectoryReader::findOwner(Result<json::Value> found, const QString& environment,
                                               const EntityRef& ref)
{
    if (!found || found->isUndefined())
        return found;
    Result<json::Object> channels = channelData(environment, ref);
    if (!channels)
        return channels.error();
    Result<json::Object> sets = preferences(environment, ref);
    if (!sets)
        return sets.error();
    found->object().append(QStringLiteral("channel_data"), std::move(*channels));
    found->object().append(QStringLiteral("preferences"), std::move(*sets));
    return found;
}

} // namespace hw::delivery
