#pragma once

#include <QJSEngine>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace hw::scripthost {

/// Interrupts JavaScript that takes too long, from a thread of its own: make it before the sandbox is closed. Only for
/// what may be broken off (evaluations in a paused script); a script's own time is watched by the engine.
class Watchdog final
{
    Q_DISABLE_COPY_MOVE(Watchdog)

public:
    Watchdog();
    ~Watchdog();

    /// Watches as long as it lives. One at a time.
    class Watch final
    {
        Q_DISABLE_COPY_MOVE(Watch)

    public:
        Watch(Watchdog& dog, QJSEngine& engine, std::chrono::milliseconds limit);
        ~Watch();
        [[nodiscard]] bool hasBitten() const { return m_engine.isInterrupted(); }

    private:
        Watchdog& m_dog;
        QJSEngine& m_engine;
    };

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_changed;
    QJSEngine* m_watched = nullptr;
    std::chrono::steady_clock::time_point m_deadline;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace hw::scripthost
