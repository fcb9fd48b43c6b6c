#include "core/store/checkpointer.h"

#include "core/base/logging.h"
#include "core/store/database.h"

#include <utility>

namespace hw::store {

namespace {

constexpr int pageSize = 4096;
constexpr int passivePages = 8 * 1024 * 1024 / pageSize;
constexpr int longPages = 24 * 1024 * 1024 / pageSize;
constexpr int forcedPages = 64 * 1024 * 1024 / pageSize;
/// What a writer moves itself, in a few milliseconds.
constexpr int fewPages = 512 * 1024 / pageSize;

} // namespace

Checkpointer::Checkpointer(QString path)
    : m_path(std::move(path))
    , m_thread([this] { loop(); })
{}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stop = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

bool Checkpointer::logGrew(int pages)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pages = pages;
        // The log has started from its beginning again.
        if (pages < m_donePages) {
            m_donePages = 0;
            m_isNearEnd = false;
        }
        if (std::exchange(m_isNearEnd, false))
            return true;
        if (pages - m_donePages < passivePages)
            return false;
    }
    m_wake.notify_one();
    return false;
}

void Checkpointer::loop()
{
    std::optional<Database> database;
    for (;;) {
        int pages = 0;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stop || m_pages - m_donePages >= passivePages; });
            if (m_stop)
                return;
            pages = m_pages;
            m_donePages = m_pages;
        }
        if (!database) {
            Result<Database> opened = Database::open(m_path, Database::Mode::ReadWrite);
            if (!opened) {
                qCWarning(logStore) << "checkpoint:" << codeName(opened.error().code);
                continue;
            }
            database = std::move(*opened);
        }
        int left = 0;
        Result<void> done = database->checkpoint(Database::Checkpoint::Passive, &left);
        // What came while much was moved is less, and what comes meanwhile less again.
        for (int before = pages; done && pages >= longPages && left > fewPages && left < before / 2;) {
            before = left;
            done = database->checkpoint(Database::Checkpoint::Passive, &left);
        }
        if (done && pages >= longPages && left <= fewPages) {
            const std::lock_guard lock(m_mutex);
            m_isNearEnd = true;
        }
        if (done && pages >= forcedPages)
            done = database->checkpoint(Database::Checkpoint::Restart);
        // Busy: readers or the writer were in the way; the next 8 MiB try again.
        if (!done && done.error().code != ErrorCode::StoreBusy)
            qCWarning(logStore) << "checkpoint:" << codeName(done.error().code);
    }
}

} // namespace hw::store
