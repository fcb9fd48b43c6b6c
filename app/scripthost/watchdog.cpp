#include "app/scripthost/watchdog.h"

namespace hw::scripthost {

Watchdog::Watchdog()
    : m_thread([this] { run(); })
{}

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Watchdog::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_ending) {
        if (!m_watched) {
            m_changed.wait(lock);
        } else if (std::chrono::steady_clock::now() >= m_deadline) {
            m_watched->setInterrupted(true);
            m_watched = nullptr;
        } else {
            m_changed.wait_until(lock, m_deadline);
        }
    }
}

Watchdog::Watch::Watch(Watchdog& dog, QJSEngine& engine, std::chrono::milliseconds limit)
    : m_dog(dog)
    , m_engine(engine)
{
    const std::lock_guard lock(m_dog.m_mutex);
    m_dog.m_watched = &engine;
    m_dog.m_deadline = std::chrono::steady_clock::now() + limit;
    m_dog.m_changed.notify_one();
}

Watchdog::Watch::~Watch()
{
    const std::lock_guard lock(m_dog.m_mutex);
    m_dog.m_watched = nullptr;
    m_engine.setInterrupted(false);
}

} // namespace hw::scripthost
