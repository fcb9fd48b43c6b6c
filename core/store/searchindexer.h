#pragma once

#include "core/base/error.h"

#include <QString>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace hw::store {

/// How far the full-text index has come.
struct SearchState
{
    qint64 indexedTo = 0;       ///< contents up to this number are in it
    bool idle = false;          ///< nothing is left to do
    std::optional<Error> error; ///< why it does not go on; it is tried again
};

/// Fills the full-text index behind the events: a thread of its own, of low priority, which reads what was committed
/// and writes to search.db alone, so that no commit ever waits for it. Only the owner of a workspace runs one. An index
/// that is broken, of another version or of another database is built anew.
class SearchIndexer final
{
public:
    explicit SearchIndexer(QString storePath);
    /// Ends within one batch of contents; what is left is done the next time.
    ~SearchIndexer();
    Q_DISABLE_COPY_MOVE(SearchIndexer)

    /// Something was committed. Any thread; costs next to nothing. What other processes commit is found by itself.
    void wake();

    [[nodiscard]] SearchState state() const;
    /// Blocks until everything that was committed before the call is in the index, or it cannot go on.
    SearchState waitUntilIdle();

private:
    class Work;
    void loop();
    void setState(SearchState state);
    /// Lets capture have the processor while it goes on.
    void rest(std::chrono::steady_clock::duration worked);
    [[nodiscard]] bool stopping() const;

    QString m_path;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_changed;
    SearchState m_state;
    bool m_woken = true;
    int m_awaited = 0; ///< by this many callers
    bool m_stop = false;
    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace hw::store
