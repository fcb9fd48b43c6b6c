#pragma once

#include "core/workspace/workspacefiles.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace hw::workspace {

/// Notices changes of the workspace's files made outside, reloads what changed and tells. Writes made through the same
/// WorkspaceFiles are not reported. Lives on the thread of `files`, which must outlive it.
class WorkspaceWatcher final : public QObject
{
    Q_OBJECT

public:
    struct Intervals
    {
        std::chrono::milliseconds debounce{50}; ///< quiet time after a notice before files are read
        std::chrono::milliseconds rescan{2000}; ///< catches what notices miss (network drives, lost inotify events)
    };

    explicit WorkspaceWatcher(WorkspaceFiles& files, QObject* parent = nullptr);
    WorkspaceWatcher(WorkspaceFiles& files, Intervals intervals, QObject* parent = nullptr);

Q_SIGNALS:
    /// After files.workspace() holds the new state; never with empty changes.
    void changed(const hw::workspace::Changes& changes);
    /// A secret was stored or removed, by this or another process.
    void secretsChanged();

private:
    /// Whether anything was new.
    bool rescan(WorkspaceFiles::Look look);
    void arm();

    WorkspaceFiles& m_files;
    QFileSystemWatcher m_watcher;
    QTimer m_debounce;
    QTimer m_rescan;
    QByteArray m_secretStamp;
};

} // namespace hw::workspace
