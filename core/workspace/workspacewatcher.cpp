#include "core/workspace/workspacewatcher.h"

#include "core/base/files.h"
#include "core/workspace/secretstore.h"

#include <QFileInfo>

namespace hw::workspace {

namespace {

QByteArray stampOf(const QString& dataFolder)
{
    return files::read(secretStampPath(dataFolder)).valueOr({});
}

} // namespace

WorkspaceWatcher::WorkspaceWatcher(WorkspaceFiles& files, QObject* parent)
    : WorkspaceWatcher(files, Intervals{}, parent)
{}

WorkspaceWatcher::WorkspaceWatcher(WorkspaceFiles& files, Intervals intervals, QObject* parent)
    : QObject(parent)
    , m_files(files)
    , m_secretStamp(stampOf(files.workspace().dataFolder()))
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(intervals.debounce);
    m_rescan.setInterval(intervals.rescan);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_debounce, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_debounce, qOverload<>(&QTimer::start));
    connect(&m_debounce, &QTimer::timeout, this, [this] {
        rescan(WorkspaceFiles::Look::Content);
        arm();
    });
    connect(&m_rescan, &QTimer::timeout, this, [this] {
        if (rescan(WorkspaceFiles::Look::Stat))
            arm();
    });
    arm();
    m_rescan.start();
}

bool WorkspaceWatcher::rescan(WorkspaceFiles::Look look)
{
    const Changes changes = m_files.reload(look);
    const QByteArray stamp = stampOf(m_files.workspace().dataFolder());
    const bool newStamp = stamp != m_secretStamp;
    m_secretStamp = stamp;
    if (!changes.isEmpty())
        Q_EMIT changed(changes);
    if (newStamp)
        Q_EMIT secretsChanged();
    return newStamp || !changes.isEmpty();
}

void WorkspaceWatcher::arm()
{
    // A file that was replaced by a rename keeps its path in the list but watches the old inode: all files are taken
    // off and on again. Folders keep their watch as long as they exist.
    if (const QStringList watched = m_watcher.files(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    QStringList wanted = m_files.watchedPaths();
    const QString stamp = secretStampPath(m_files.workspace().dataFolder());
    if (QFileInfo::exists(stamp))
        wanted.append(stamp);
    const QStringList folders = m_watcher.directories();
    wanted.removeIf([&](const QString& path) { return folders.contains(path); });
    if (!wanted.isEmpty())
        m_watcher.addPaths(wanted);
}

} // namespace hw::workspace
