#include "core/script/scriptpool.h"

#include "core/base/logging.h"
#include "core/script/outcome.h"
#include "core/script/poolhost.h"

#include <QThread>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <unordered_map>

namespace hw::script {

namespace {

using namespace std::chrono_literals;

/// How often the hosts' clocks are looked at while jobs run.
constexpr auto watchInterval = 20ms;
/// When an event takes longer than this, those that wait behind it are given to another host.
constexpr auto patience = 50ms;
/// A host that dies this often before it ran anything is not started again.
constexpr int startAttempts = 3;
/// An event that a host lost without having begun it is tried this often.
constexpr int jobAttempts = 5;

} // namespace

class ScriptPool::Private final : public QObject
{
public:
    struct Task
    {
        std::shared_ptr<const ScriptJob> job;
        Callback callback;
        int attempts = 0;
    };

    explicit Private(PoolOptions given)
        : options(std::move(given))
        , most(options.hosts > 0 ? options.hosts : qMax(1, QThread::idealThreadCount()))
    {
        watch.setInterval(watchInterval);
        QObject::connect(&watch, &QTimer::timeout, this, &Private::look);
    }

    void schedule()
    {
        if (scheduled)
            return;
        scheduled = true;
        QMetaObject::invokeMethod(this, &Private::dispatch, Qt::QueuedConnection);
    }

    PoolHost* idlest()
    {
        PoolHost* best = nullptr;
        for (const auto& host : hosts) {
            // One that is held up by a slow event would only keep others waiting.
            const auto age = host->currentAge();
            const bool heldUp = age && *age >= patience && most > 1;
            if (!host->isDying() && !heldUp && (!best || host->load() < best->load()))
                best = host.get();
        }
        if ((!best || best->load() > 0) && static_cast<int>(hosts.size()) < most && startFailures < startAttempts) {
            if (auto* started = startHost())
                return started;
        }
        return best;
    }

    PoolHost* startHost()
    {
        auto host = std::make_unique<PoolHost>(options.limits, [this](quint64 number, ScriptOutcome outcome) {
            startFailures = 0;
            complete(number, std::move(outcome));
        });
        auto* raw = host.get();
        QObject::connect(raw, &PoolHost::died, this, [this, raw](const HostDeath& death) { bury(raw, death); });
        hosts.push_back(std::move(host));
        if (const auto done = raw->start(hostPath(options.hostPath)); !done) {
            qCWarning(logScript) << "script host:" << done.error().args;
            hosts.pop_back();
            startFailures = startAttempts;
            return nullptr;
        }
        return raw;
    }

    void dispatch()
    {
        scheduled = false;
        while (!queue.empty()) {
            auto* host = idlest();
            if (!host) {
                if (hosts.empty())
                    failAll();
                else if (!watch.isActive())
                    watch.start(); // all are held up: looked at again until one is not
                return;
            }
            if (host->load() >= protocol::batch * 2)
                return;
            // Even shares, so that a short queue is not given to one host alone.
            const auto share = (queue.size() + static_cast<size_t>(most) - 1) / static_cast<size_t>(most);
            const auto count = std::clamp<size_t>(share, 1, protocol::batch);
            std::vector<PoolHost::Numbered> jobs;
            for (size_t i = 0; i < count && !queue.empty(); ++i) {
                auto task = std::move(queue.front());
                queue.pop_front();
                const auto number = ++lastNumber;
                jobs.push_back({number, task.job});
                running.emplace(number, std::move(task));
            }
            host->give(jobs);
            if (!watch.isActive())
                watch.start();
        }
    }

    void complete(quint64 number, ScriptOutcome outcome)
    {
        const auto found = running.find(number);
        if (found == running.end())
            return; // run a second time elsewhere: a script has no effects but its outcome
        auto task = std::move(found->second);
        running.erase(found);
        if (!queue.empty())
            schedule();
        task.callback(std::move(outcome));
    }

    void putBack(const std::vector<quint64>& numbers, int attempts)
    {
        for (auto at = numbers.rbegin(); at != numbers.rend(); ++at) {
            const auto found = running.find(*at);
            if (found == running.end())
                continue;
            auto task = std::move(found->second);
            running.erase(found);
            task.attempts += attempts;
            if (task.attempts >= jobAttempts)
                later(std::move(task), failure(ScriptStatus::Error, QStringLiteral("HostError"),
                                               QStringLiteral("the script host ended again and again")));
            else
                queue.push_front(std::move(task));
        }
        if (!queue.empty())
            schedule();
    }

    void bury(PoolHost* host, const HostDeath& death)
    {
        const auto at = std::find_if(hosts.begin(), hosts.end(), [host](const auto& h) { return h.get() == host; });
        Q_ASSERT(at != hosts.end());
        auto lost = host->waiting();
        at->release()->deleteLater();
        hosts.erase(at);
        if (death.job != 0) {
            std::erase(lost, death.job);
            if (const auto found = running.find(death.job); found != running.end()) {
                auto task = std::move(found->second);
                running.erase(found);
                later(std::move(task), outcomeOf(death, options.limits));
            }
        } else if (!lost.empty()) {
            qCWarning(logScript) << "a script host ended by itself, signal" << death.signal << "status"
                                 << death.exitCode;
            if (death.signal == -1 || !death.ranAnything)
                ++startFailures;
        }
        putBack(lost, 1);
        if (!queue.empty())
            schedule();
    }

    void look()
    {
        if (running.empty() && queue.empty()) {
            watch.stop();
            return;
        }
        for (const auto& host : hosts) {
            const auto age = host->currentAge();
            if (!age)
                continue;
            if (*age >= options.limits.time)
                host->killForTime();
            else if (*age >= patience && most > 1)
                putBack(host->takeWaiting(), 0);
        }
        // What waits because all hosts were held up waits for no answer that would give it to one.
        if (!queue.empty())
            schedule();
    }

    void failAll()
    {
        auto all = std::exchange(queue, {});
        startFailures = 0; // the next event may try again
        for (auto& task : all) {
            later(std::move(task),
                  failure(ScriptStatus::Error, QStringLiteral("HostError"),
                          QStringLiteral("the script host cannot be started: ") + hostPath(options.hostPath)));
        }
    }

    void later(Task task, ScriptOutcome outcome)
    {
        ++due;
        QMetaObject::invokeMethod(
            this,
            [this, task = std::move(task), outcome = std::move(outcome)] {
                --due;
                task.callback(outcome);
            },
            Qt::QueuedConnection);
    }

    PoolOptions options;
    int most;
    std::vector<std::unique_ptr<PoolHost>> hosts;
    std::deque<Task> queue;
    std::unordered_map<quint64, Task> running;
    QTimer watch;
    quint64 lastNumber = 0;
    int startFailures = 0;
    int due = 0; ///< callbacks on their way
    bool scheduled = false;
};

ScriptPool::ScriptPool(PoolOptions options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(options)))
{}

ScriptPool::~ScriptPool() = default;

void ScriptPool::run(ScriptJob job, Callback callback)
{
    d->queue.push_back({std::make_shared<const ScriptJob>(std::move(job)), std::move(callback), 0});
    d->schedule();
}

int ScriptPool::pending() const
{
    return static_cast<int>(d->queue.size() + d->running.size()) + d->due;
}

std::vector<qint64> ScriptPool::hostPids() const
{
    std::vector<qint64> pids;
    for (const auto& host : d->hosts)
        pids.push_back(host->pid());
    return pids;
}

void ScriptPool::warmUp()
{
    if (d->hosts.empty())
        d->startHost();
}

} // namespace hw::script
