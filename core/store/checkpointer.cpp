#include "core/store/checkpointer.h"

#include "core/base/logging.h"
#include "core/store/database.h"

namespace hw::store {

namespace {

constexpr int pageSize = 4096;
constexpr int passivePages = 8 * 1024 * 1024 / pageSize;
constexpr int forcedPages = 64 * 1024 * 1024 / pageSize;

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

void Checkpointer::logGrew(int pages)
{
    {
        const std::lock_guard lock(m_mutex);
        m_pages = pages;
        // The log has started from its beginning again.
        if (pages < m_donePages)
            m_donePages = 0;
        if (pages - m_donePages < passivePages)
            return;
    }
    m_wake.notify_one();
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
        Result<void> done = database->checkpoint(Database::Checkpoint::Passive);
        if (done && pages >= forcedPages)
            done = database->checkpoint(Database::Checkpoint::Restart);
        // Busy: readers or the writer were in the way; the next 8 MiB try again.
        if (!done && done.error().code != ErrorCode::StoreBusy)
            qCWarning(logStore) << "checkpoint:" << codeName(done.error().code);
    }
}

} // namespace hw::store
