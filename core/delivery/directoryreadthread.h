#pragma once

#include "core/delivery/directoryreader.h"

#include <QObject>

#include <array>
#include <memory>
#include <variant>

namespace hw::delivery {

/// One row of a list with what a list shows besides.
struct DirectoryRow
{
    std::variant<DirectoryUser, DirectoryObject, DirectoryAudience, DirectorySubscription, DirectoryRun> entry;
    qint64 audiences = 0; ///< of a user: how many it is a member of
    QString tenant;       ///< of a user: the first tenant of its memberships by name; empty = none
    friend bool operator==(const DirectoryRow&, const DirectoryRow&) = default;
};

[[nodiscard]] QString cursor(const DirectoryRow& row);

/// What a row is about, without its values.
struct DirectoryTarget
{
    DirectoryKind kind = DirectoryKind::Users;
    EntityRef ref;       ///< the user, object or tenant; `id` alone: key of an audience, id of a run; else the object
    EntityRef recipient; ///< of a subscription only
    friend bool operator==(const DirectoryTarget&, const DirectoryTarget&) = default;
};

[[nodiscard]] DirectoryTarget targetOf(const DirectoryRow& row);

/// Which list.
struct DirectoryQuery
{
    DirectoryKind kind = DirectoryKind::Users;
    QString environment;
    QString text; ///< as in DirectoryPage
    friend bool operator==(const DirectoryQuery&, const DirectoryQuery&) = default;
};

/// The event that changed something last, and by which action; without type and source where it is stored no more.
struct DirectoryCause
{
    QString eventId;
    bool stored = false;
    QString eventType;
    QString source; ///< key
    QString action; ///< kind; empty = not known
    Timestamp receivedAt;
    friend bool operator==(const DirectoryCause&, const DirectoryCause&) = default;
};

/// All that belongs to one row.
struct DirectoryDetails
{
    DirectoryTarget target;
    DirectoryRow row;
    std::vector<DirectoryMembership> memberships;     ///< of a user or object
    std::vector<DirectorySubscription> subscriptions; ///< of a recipient, or to an object
    std::vector<DirectoryMember> members;             ///< of an audience: the first `partsShown`
    RunsFor runs;                                     ///< of a user or object
    DirectoryCause cause;
    friend bool operator==(const DirectoryDetails&, const DirectoryDetails&) = default;

    static constexpr int partsShown = 200; ///< of memberships, subscriptions and members each
};

using DirectoryCounts = std::array<qint64, 6>; ///< by DirectoryKind

/// Reads the Directory for the window without ever blocking it, as store::ReadThread does for events: requests in,
/// values out as signals in the thread of this object, of one kind only the newest request is answered.
class DirectoryReadThread final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryReadThread)

public:
    /// `path` is the workspace's database. It is opened in the thread; a missing or broken one is told by failed() and
    /// tried again.
    explicit DirectoryReadThread(QString path, QObject* parent = nullptr);
    ~DirectoryReadThread() override;

    void requestCounts(quint64 generation, const QString& environment);
    void requestPage(quint64 generation, const DirectoryQuery& query, const QString& after, int limit);
    /// How many rows the list has.
    void requestMatching(quint64 generation, const DirectoryQuery& query);
    void requestDetails(quint64 generation, const QString& environment, const DirectoryTarget& target);

Q_SIGNALS:
    void countsReady(quint64 generation, const hw::delivery::DirectoryCounts& counts);
    void pageReady(quint64 generation, const std::vector<hw::delivery::DirectoryRow>& rows);
    void matchingReady(quint64 generation, qint64 count);
    /// Nothing where it is gone.
    void detailsReady(quint64 generation, const std::optional<hw::delivery::DirectoryDetails>& details);

    /// A request could not be answered; generation 0 = the database could not be opened.
    void failed(quint64 generation, const hw::Error& error);
    /// Somebody has committed since the last time.
    void changed();

private:
    class Worker;
    std::unique_ptr<Worker> m_worker;
};

} // namespace hw::delivery
