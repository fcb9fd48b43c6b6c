// What the owner of a workspace does and its guests do not: answers requests, sends deliveries, keeps house.

#include "core/base/logging.h"
#include "core/delivery/dispatcher.h"
#include "core/engine/worker.h"
#include "core/store/housekeeper.h"
#include "core/store/sourcehistory.h"

#include <algorithm>

namespace hw::engine {

namespace {

/// Events of a source that go under its new key in one transaction: some 20 ms, in which nothing else is committed.
constexpr qint64 movedAtOnce = 4000;

} // namespace

Result<void> Worker::takeOwnership()
{
    if (m_options.ownership == Ownership::Guest)
        return {};
    auto lock = store::OwnerLock::take(m_files->workspace().dataFolder());
    if (lock) {
        m_lock = std::move(*lock);
        return {};
    }
    if (m_options.ownership != Ownership::WhenFree || lock.error().code != ErrorCode::WorkspaceOwned)
        return lock.error();
    m_ownerTimer.start();
    return {};
}

void Worker::ownStore()
{
    m_keeper->setWriter(m_writer.get());
    m_writer->collectBlobs();
    m_blobTimer.start();
    // The writer's, with which it goes.
    auto* housekeeper = new store::Housekeeper(*m_writer, *m_clock, m_files->workspace().databasePath());
    connect(this, &Worker::snapshotChanged, housekeeper, [housekeeper](const Snapshot& snapshot) {
        housekeeper->setRetention(snapshot.workspace->local.extra[u"retention"]);
    });
}

void Worker::ownWork()
{
    startDispatcher();
    resumePending();
}

void Worker::followMoves()
{
    if (!m_lock)
        return;
    const workspace::Workspace& workspace = m_files->workspace();
    const auto isAnothers = [&workspace](const QString& key) {
        return workspace.source(key) ||
               std::any_of(workspace.removed.begin(), workspace.removed.end(),
                           [&](const workspace::RemovedSource& gone) { return gone.key == key; });
    };
    QHash<QString, QString> moves;
    for (const workspace::SourceState& state : workspace.sources) {
        for (const QString& alias : state.source.aliases) {
            if (!isAnothers(alias))
                moves.insert(alias, state.key());
        }
    }
    for (auto it = moves.constBegin(); it != moves.constEnd(); ++it) {
        if (m_followed.value(it.key()) == it.value())
            continue;
        moveHistory(it.key(), it.value());
    }
    m_followed = std::move(moves);
}

void Worker::moveHistory(const QString& from, const QString& to)
{
    const auto moved = std::make_shared<store::MovedHistory>();
    // The first part comes before everything that is committed from now on, the others between what comes.
    m_writer->submitJob(
        [from, to, moved](store::Database& database) -> Result<void> {
            const auto part = store::moveHistory(database, from, to, movedAtOnce);
            if (!part)
                return part.error();
            *moved = *part;
            return {};
        },
        [this, from, to, moved](const Result<void>& done) {
            if (!done) {
                qCWarning(logEngine) << "a source's history could not follow:" << codeName(done.error().code);
                m_followed.clear(); // the next change of a file, or the next start, tries again
            } else if (!moved->done && m_followed.value(from) == to) { // else it has yet another key
                moveHistory(from, to);
            }
        });
}

/// A guest that waits looks whether the owner is still there, and what became of its listener.
void Worker::lookForOwner()
{
    if (m_closing)
        return;
    const QString folder = m_files->workspace().dataFolder();
    std::optional<store::Owner> owner;
    if (auto lock = store::OwnerLock::take(folder)) {
        m_ownerTimer.stop();
        m_lock = std::move(*lock);
        ownStore();
        followMoves();
        for (const workspace::SourceState& state : m_files->workspace().sources)
            recordVersion(state);
        publish();
        ownWork();
    } else {
        owner = store::OwnerLock::current(folder);
        if (!owner)
            return; // it went this moment, or its file cannot be read: the next look tells
    }
    if (owner == m_owner)
        return;
    m_owner = owner;
    Q_EMIT ownerChanged(m_owner);
}

} // namespace hw::engine
