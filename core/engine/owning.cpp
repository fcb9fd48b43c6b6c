// What the owner of a workspace does and its guests do not: answers requests, sends deliveries, keeps house.

#include "core/delivery/dispatcher.h"
#include "core/engine/worker.h"
#include "core/store/housekeeper.h"

namespace hw::engine {

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
