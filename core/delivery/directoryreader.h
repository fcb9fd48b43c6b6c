#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/store/reader.h"

#include <QString>
#include <QStringView>

#include <optional>
#include <vector>

namespace hw::delivery {

/// A user, or an object of a collection, as a recipient, member or actor.
struct EntityRef
{
    QString collection; ///< empty = a user
    QString id;
    friend bool operator==(const EntityRef&, const EntityRef&) = default;
};

/// "u1", or {"collection": …, "id": …}.
[[nodiscard]] json::Value toJson(const EntityRef& ref);
/// The other way round; whatever else the object holds is left out.
[[nodiscard]] EntityRef entityRefFrom(const json::Value& value);

struct DirectoryUser
{
    QString id;
    QString name; ///< this and the next six: empty = not known
    QString email;
    QString phoneNumber;
    QString avatar;
    QString locale;
    QString timezone;
    QString createdAt; ///< ISO 8601, as the source told
    json::Object properties;
    Timestamp insertedAt;
    Timestamp updatedAt;
    QString eventId; ///< which event changed it last
    friend bool operator==(const DirectoryUser&, const DirectoryUser&) = default;
};

/// An object or a tenant (collection `$tenants`).
struct DirectoryObject
{
    QString collection;
    QString id;
    QString name;
    json::Object properties;
    Timestamp insertedAt;
    Timestamp updatedAt;
    QString eventId;
    friend bool operator==(const DirectoryObject&, const DirectoryObject&) = default;
};

struct DirectoryAudience
{
    QString key;
    qint64 members = 0;
    Timestamp insertedAt;
    Timestamp updatedAt;
    QString eventId;
    friend bool operator==(const DirectoryAudience&, const DirectoryAudience&) = default;
};

struct DirectoryMember
{
    EntityRef member;
    QString tenant; ///< empty = none
    Timestamp insertedAt;
    QString eventId;
    friend bool operator==(const DirectoryMember&, const DirectoryMember&) = default;
};

/// The same from the member's side.
struct DirectoryMembership
{
    QString audience;
    QString tenant; ///< empty = none
    Timestamp insertedAt;
    QString eventId;
    friend bool operator==(const DirectoryMembership&, const DirectoryMembership&) = default;
};

struct DirectorySubscription
{
    EntityRef object;
    EntityRef recipient;
    json::Object properties;
    Timestamp insertedAt;
    Timestamp updatedAt;
    QString eventId;
    friend bool operator==(const DirectorySubscription&, const DirectorySubscription&) = default;
};

struct DirectoryRun
{
    qint64 seq = 0; ///< rises with each run
    QString id;     ///< a UUID, as the API's workflow_run_id
    QString workflow;
    json::Array recipients;   ///< "u1", {collection, id}; an object with $trigger_data where a recipient has its own
    json::Array unidentified; ///< those of them that the Directory does not know: a live run would not reach them
    json::Array cancelled;    ///< those for whom it was cancelled
    json::Value actor;        ///< as a recipient; undefined = none
    QString tenant;
    json::Value data; ///< undefined = none
    QString cancellationKey;
    QString status; ///< "triggered"; "cancelled" when it was for all
    Timestamp triggeredAt;
    QString eventId;
    friend bool operator==(const DirectoryRun&, const DirectoryRun&) = default;
};

/// Runs that were triggered for one recipient.
struct RunsFor
{
    std::vector<DirectoryRun> newest; ///< newest first
    qint64 total = 0;
    friend bool operator==(const RunsFor&, const RunsFor&) = default;
};

/// As `headwater-cli directory … --json` prints them.
[[nodiscard]] json::Value toJson(const DirectoryUser& user);
[[nodiscard]] json::Value toJson(const DirectoryObject& object);
[[nodiscard]] json::Value toJson(const DirectoryAudience& audience);
[[nodiscard]] json::Value toJson(const DirectoryMember& member);
[[nodiscard]] json::Value toJson(const DirectorySubscription& subscription);
[[nodiscard]] json::Value toJson(const DirectoryRun& run);

enum class DirectoryKind { Users, Tenants, Objects, Audiences, Subscriptions, WorkflowRuns };

/// "users", "workflow-runs", …: the words of the command line.
[[nodiscard]] QString toString(DirectoryKind kind);
[[nodiscard]] std::optional<DirectoryKind> directoryKindFrom(QStringView text);

/// A page: `limit` rows after the row whose cursor() is `after` (empty = from the start).
struct DirectoryPage
{
    QString after;
    int limit = 200;
    QString text = {}; ///< only rows that hold it in a name, id, address or recipient; case counts beyond ASCII only
};

/// What to give as `after` to go on behind a row.
[[nodiscard]] QString cursor(const DirectoryUser& user);
[[nodiscard]] QString cursor(const DirectoryObject& object);
[[nodiscard]] QString cursor(const DirectoryAudience& audience);
[[nodiscard]] QString cursor(const DirectoryMember& member);
[[nodiscard]] QString cursor(const DirectorySubscription& subscription);
[[nodiscard]] QString cursor(const DirectoryRun& run);

/// Reads the Directory over a connection of the caller, in its thread. Rows come in the order of their ids, workflow
/// runs newest first. Errors are those of Database.
class DirectoryReader final
{
public:
    explicit DirectoryReader(store::Database& database)
        : m_database(database)
    {}

    Result<std::vector<DirectoryUser>> users(const QString& environment, const DirectoryPage& page = {});
    Result<std::optional<DirectoryUser>> user(const QString& environment, const QString& id);

    /// Without the tenants.
    Result<std::vector<DirectoryObject>> objects(const QString& environment, const DirectoryPage& page = {});
    Result<std::vector<DirectoryObject>> tenants(const QString& environment, const DirectoryPage& page = {});
    Result<std::optional<DirectoryObject>> object(const QString& environment, const EntityRef& ref);

    Result<std::vector<DirectoryAudience>> audiences(const QString& environment, const DirectoryPage& page = {});
    Result<std::optional<DirectoryAudience>> audience(const QString& environment, const QString& key);
    Result<std::vector<DirectoryMember>> members(const QString& environment, const QString& audience,
                                                 const DirectoryPage& page = {});

    Result<std::vector<DirectorySubscription>> subscriptions(const QString& environment,
                                                             const DirectoryPage& page = {});
    Result<std::vector<DirectorySubscription>> subscriptionsOf(const QString& environment, const EntityRef& object,
                                                               const DirectoryPage& page = {});

    /// Objects and tenants that have subscribers and were never set: a subscription may come first.
    Result<std::vector<EntityRef>> subscribedOnly(const QString& environment, int limit = 200);

    Result<std::vector<DirectoryRun>> workflowRuns(const QString& environment, const DirectoryPage& page = {});
    Result<std::optional<DirectoryRun>> workflowRun(const QString& environment, const QString& id);

    /// Where somebody or something is a member, subscribed and a recipient: by audience, by object, newest first. The
    /// runs are counted to their end (Cancelled where `control` says so).
    Result<std::vector<DirectoryMembership>> membershipsOf(const QString& environment, const EntityRef& member,
                                                           int limit = 200);
    Result<std::vector<DirectorySubscription>> subscriptionsFor(const QString& environment, const EntityRef& recipient,
                                                                int limit = 200);
    Result<RunsFor> runsFor(const QString& environment, const EntityRef& recipient, int limit = 20,
                            const store::ScanControl& control = {});

    /// How many rows a list has; with `text` as in DirectoryPage.
    Result<qint64> count(DirectoryKind kind, const QString& environment, const QString& text = {});

    /// {"<channel_id>": data, …} and {"<set_id>": preferences, …} of a user or object.
    Result<json::Object> channelData(const QString& environment, const EntityRef& owner);
    Result<json::Object> preferences(const QString& environment, const EntityRef& owner);

    /// A page of any kind as JSON; where `next` is given it gets the cursor of the last row, empty at the end.
    Result<json::Array> list(DirectoryKind kind, const QString& environment, const DirectoryPage& page = {},
                             QString* next = nullptr);

    /// One of any kind as JSON with its parts (users, objects and tenants with channel_data and preferences, an
    /// audience with its first 1,000 members, an object's first 1,000 subscriptions as an array); undefined where there
    /// is none. Objects and subscriptions are named "collection/id".
    Result<json::Value> find(DirectoryKind kind, const QString& environment, const QString& id);

private:
    Result<json::Value> findOwner(Result<json::Value> found, const QString& environment, const EntityRef& ref);

    store::Database& m_database;
};

} // namespace hw::delivery
