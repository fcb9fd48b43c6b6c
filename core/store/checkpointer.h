#pragma once

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace hw::store {

/// Moves the write-ahead log into the database on a connection and thread of its own, so that no commit waits for it:
/// as far as is possible without waiting each 8 MiB of log. Commits go on meanwhile, so something is always left. From
/// 24 MiB on, when it is little, the writer moves it between two commits, and the log starts from its beginning again:
/// a log that does not grow is synced without the file system's journal, which takes twice as long and waits for all
/// that a checkpoint has written. Where that does not come about, the log is moved to its end (holding up writers for
/// the rest of the way) once it has reached 64 MiB.
class Checkpointer final
{
public:
    explicit Checkpointer(QString path);
    ~Checkpointer();
    Q_DISABLE_COPY_MOVE(Checkpointer)

    /// Tells how long the log is after a commit, in pages. True: now the writer should make a passive checkpoint
    /// itself. Any thread; costs next to nothing.
    [[nodiscard]] bool logGrew(int pages);

private:
    void loop();

    QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    int m_pages = 0;
    int m_donePages = 0;      ///< length of the log at the last checkpoint
    bool m_isNearEnd = false; ///< little was left after the last checkpoint
    bool m_stop = false;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace hw::store
