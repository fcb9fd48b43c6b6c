#pragma once

#include "core/store/blobs.h"
#include "core/store/codec.h"
#include "core/store/writer.h"

#include <QHash>

#include <map>
#include <tuple>

namespace hw::store {

/// How one unit of a transaction can be taken back.
enum class Guard {
    Group,     ///< with all others
    Savepoint, ///< alone
};

/// What carrying an action out changes of it.
struct ActionState
{
    explicit ActionState(const Action& action)
        : status(action.status)
        , reason(action.reason)
        , result(action.result)
        , duration(action.duration)
    {}
    void putBack(Action& action) const;

    ActionStatus status;
    QString reason;
    json::Value result;
    std::chrono::microseconds duration;
};

/// What committing changes of a unit, to be put back when its rows are taken back and written again.
class UnitState final
{
public:
    explicit UnitState(const CommitUnit& unit);
    void putBack(CommitUnit& unit) const;

private:
    struct Item
    {
        qint64 seq = 0;
        EventStatus status = EventStatus::Received;
        QString duplicateOf;
        std::vector<ActionState> actions;
    };
    std::vector<Item> m_items;
};

/// Writes the rows of units inside a transaction that the caller holds. The order for each transaction: begin(), then
/// per unit apply() and either keep() or drop(), then finish() before the commit, and in between where totals are read;
/// forget() when the group is through.
/// After a rollback begin() starts anew.
class Committer final
{
public:
    /// Both outlive the committer.
    Committer(Database& database, const Effects& effects)
        : m_database(database)
        , m_effects(effects)
        , m_blobs(database.path())
    {}

    /// Writes the unit's large bodies to their files, before the transaction, which then need not wait for them.
    Result<void> prepare(const CommitUnit& unit);

    Result<void> begin();

    /// Writes the unit; it comes out as it was stored. On an error the caller takes the unit's rows back. Effects that
    /// fail are an error only where they cannot be taken back alone.
    Result<void> apply(CommitUnit& unit, Guard guard);

    void keep(); ///< the unit just applied stays
    void drop(); ///< the unit just applied was taken back

    /// Writes the totals of the units that were kept since the last time.
    Result<void> finish();

    /// What prepare() remembered.
    void forget() { m_prepared.clear(); }

private:
    struct MinuteDelta
    {
        qint64 ok = 0;
        qint64 failed = 0;
        qint64 firstSeq = 0; ///< 0 = no new event, only a changed outcome
        qint64 lastSeq = 0;
    };
    using MinuteKey = std::tuple<qint64, QString, QString>; ///< minute, source, environment
    struct SourceDelta
    {
        qint64 events = 0;
        qint64 lastSeq = 0;
        qint64 lastAt = 0;
        int lastStatus = 0;
    };
    struct Totals
    {
        std::map<MinuteKey, MinuteDelta> minutes;
        std::map<QString, SourceDelta> sources;
        bool unrouted = false;

        void add(const Totals& other);
        void clear();
    };
    struct Before ///< the stored event that a run is added to
    {
        qint64 run = 0; ///< 0 = none
        EventStatus status = EventStatus::Received;
    };

    Result<void> applyItem(CommitItem& item, const CommitItem* previous, Guard guard);
    Result<Before> readBefore(const Event& event);
    Result<void> checkKey(const CommitItem& item, Run& run);
    Result<void> runEffects(const Event& event, Run& run, Guard guard);
    Result<QString> blobOf(const QByteArray& body);
    Result<void> insertContent(const Event& event);
    Result<void> insertEvent(const Event& event, const Run* run, qint64 runSeq);
    Result<void> updateEvent(const Event& event, const Run& run, qint64 runSeq);
    Result<void> insertRun(const Event& event, const Run& run, qint64 runSeq, qint64 previous);
    Result<qint64> revisionOf(const Run& run);
    void count(const Event& event, EventStatus status, std::optional<EventStatus> before);
    Result<void> trimUnrouted();

    Database& m_database;
    const Effects& m_effects;
    Codec m_codec;
    Blobs m_blobs;
    QHash<const char*, QString> m_prepared; ///< names by the address of the bodies, which the units keep alive
    qint64 m_eventSeq = 0;                  ///< the last one given
    qint64 m_runSeq = 0;
    qint64 m_content = 0; ///< of the unit's last new event; 0 = none
    QHash<QString, qint64> m_revisions;
    Totals m_kept;
    Totals m_unit;
};

/// Whether the error says something about the database as a whole, not about one unit.
[[nodiscard]] bool isStoreFailure(const Error& error);

} // namespace hw::store
