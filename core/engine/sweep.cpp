#include "core/engine/sweep.h"

#include "core/script/compiler.h"
#include "core/store/reader.h"

#include <QThread>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <limits>
#include <mutex>

namespace hw::engine {

namespace {

/// Enough for a host to always have its next frames waiting, few enough that large bodies do not add up.
constexpr int mostUnderWay = 64;
constexpr qint64 mostBytesUnderWay = 32LL * 1024 * 1024;
constexpr int seqsPerPage = 256;
constexpr size_t readTogether = 32;
constexpr qint64 bytesReadTogether = 1024 * 1024;
constexpr int flushEvery = 256;
/// An edit that never ends would take the time limit of each event: after these it is known.
constexpr int mostTimeouts = 20;
constexpr std::chrono::milliseconds progressInterval{100};

/// What the lanes share: where they get their events from, and how it goes.
struct Shared
{
    std::mutex mutex; ///< guards reader, before, ended, error
    std::optional<store::Reader> reader;
    store::Filter filter;
    std::optional<qint64> before;
    bool ended = false;
    std::optional<Error> error;

    std::shared_ptr<std::atomic_bool> cancelled;
    std::atomic<qint64> done = 0;
    std::atomic<int> timeouts = 0;

    void fail(const Error& why)
    {
        const std::lock_guard lock(mutex);
        if (!error)
            error = why;
        ended = true;
    }

    /// The next events; none at the end.
    std::vector<qint64> next()
    {
        const std::lock_guard lock(mutex);
        if (ended || *cancelled)
            return {};
        store::PageRequest page;
        page.before = before;
        page.limit = seqsPerPage;
        const auto rows = reader->events(filter, page, [this](qint64) { return !*cancelled; });
        if (!rows) {
            ended = true;
            if (!error)
                error = rows.error();
            return {};
        }
        std::vector<qint64> seqs;
        seqs.reserve(rows->size());
        for (const store::EventRow& row : *rows)
            seqs.push_back(row.seq);
        ended = seqs.size() < static_cast<size_t>(seqsPerPage);
        if (!seqs.empty())
            before = seqs.back();
        return seqs;
    }
};

/// One lane: an object in a thread of its own.
class LaneWorker final : public QObject
{
    Q_DISABLE_COPY_MOVE(LaneWorker)

public:
    LaneWorker(std::shared_ptr<Shared> shared, std::unique_ptr<SweepLane> lane, script::PoolOptions pool,
               std::function<void()> ended)
        : m_shared(std::move(shared))
        , m_lane(std::move(lane))
        , m_poolOptions(std::move(pool))
        , m_ended(std::move(ended))
    {}

    void start(const QString& databasePath)
    {
        auto reader = store::Reader::open(databasePath);
        if (reader)
            m_reader.emplace(std::move(*reader));
        else
            m_shared->fail(reader.error());
        pump();
    }

private:
    struct Flight
    {
        store::StoredEvent stored;
        BodyView body;
        std::vector<script::ScriptOutcome> outcomes;
        size_t open = 0;
    };

    [[nodiscard]] bool stopped() const { return *m_shared->cancelled || !m_reader; }

    void pump()
    {
        while (!stopped() && m_underWay < mostUnderWay && (m_underWay == 0 || m_bytes < mostBytesUnderWay)) {
            if (m_read.empty() && m_seqs.empty()) {
                const auto seqs = m_shared->next();
                if (seqs.empty())
                    break;
                m_seqs.assign(seqs.begin(), seqs.end());
            }
            take();
        }
        // Jobs that are still out are not waited for once it is cancelled.
        const bool over = stopped() || (m_underWay == 0 && m_read.empty() && m_seqs.empty());
        if (over && !std::exchange(m_over, true)) {
            m_lane->flush();
            // The hosts go, but not from within a callback of their pool.
            QMetaObject::invokeMethod(
                this,
                [this] {
                    m_pool.reset();
                    m_ended();
                },
                Qt::QueuedConnection);
        }
    }

    void take()
    {
        if (m_read.empty()) {
            auto read = m_reader->takeBySeq(m_seqs, readTogether, bytesReadTogether);
            if (!read) {
                m_shared->fail(read.error());
                m_reader.reset();
                return;
            }
            m_read.assign(std::move_iterator(read->begin()), std::move_iterator(read->end()));
            if (m_read.empty())
                return; // all deleted meanwhile
        }
        auto flight = std::make_shared<Flight>();
        flight->stored = std::move(m_read.front());
        m_read.pop_front();
        const http::Message& request = flight->stored.event.request;
        flight->body = m_lane->view(flight->stored.event);
        auto jobs = m_lane->begin({flight->stored, flight->body});
        if (!jobs) {
            countDone();
            return;
        }
        flight->open = jobs->size();
        flight->outcomes.resize(jobs->size());
        if (jobs->empty()) {
            end(*flight);
            return;
        }
        ++m_underWay;
        m_bytes += request.body.size();
        for (size_t i = 0; i < jobs->size(); ++i) {
            pool().run(std::move((*jobs)[i]),
                       [this, flight, i](script::ScriptOutcome outcome) { ran(flight, i, std::move(outcome)); });
        }
    }

    void ran(const std::shared_ptr<Flight>& flight, size_t job, script::ScriptOutcome outcome)
    {
        if (outcome.report.status == ScriptStatus::Timeout && ++m_shared->timeouts == mostTimeouts) {
            m_shared->fail(Error{ErrorCode::Timeout, {QStringLiteral("script"), QString::number(mostTimeouts)}});
            *m_shared->cancelled = true;
        }
        flight->outcomes[job] = std::move(outcome);
        if (--flight->open > 0)
            return;
        --m_underWay;
        m_bytes -= flight->stored.event.request.body.size();
        if (m_over)
            return; // cancelled: what was gathered is handed over already
        end(*flight);
        pump();
    }

    void end(Flight& flight)
    {
        m_lane->end({flight.stored, flight.body}, std::move(flight.outcomes));
        countDone();
    }

    void countDone()
    {
        ++m_shared->done;
        if (++m_sinceFlush >= flushEvery) {
            m_sinceFlush = 0;
            m_lane->flush();
        }
    }

    script::ScriptPool& pool()
    {
        if (!m_pool)
            m_pool = std::make_unique<script::ScriptPool>(m_poolOptions);
        return *m_pool;
    }

    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<SweepLane> m_lane;
    script::PoolOptions m_poolOptions;
    std::function<void()> m_ended;
    std::optional<store::Reader> m_reader;
    std::unique_ptr<script::ScriptPool> m_pool;
    std::deque<qint64> m_seqs;
    std::deque<store::StoredEvent> m_read; ///< before m_seqs
    qint64 m_bytes = 0;
    int m_underWay = 0;
    int m_sinceFlush = 0;
    bool m_over = false;
};

} // namespace

/// Makes the plan ready, runs the lanes, tells how it goes.
class Sweep::Coordinator final : public QObject
{
public:
    Coordinator(Sweep& facade, SweepPlan plan, MakeLane makeLane, std::shared_ptr<std::atomic_bool> cancelled)
        : m_facade(facade)
        , m_plan(std::move(plan))
        , m_makeLane(std::move(makeLane))
        , m_shared(std::make_shared<Shared>())
        , m_progress(this)
    {
        m_shared->cancelled = std::move(cancelled);
        m_shared->filter = m_plan.filter;
        m_progress.setInterval(progressInterval);
        connect(&m_progress, &QTimer::timeout, this, [this] { tell(); });
    }

    void start()
    {
        auto reader = store::Reader::open(m_plan.workspace->databasePath());
        if (!reader) {
            finish(reader.error());
            return;
        }
        // Where each row has to be read to be counted, the end is known when it is there.
        if (!m_plan.filter.needsScan()) {
            const auto count = reader->count(m_plan.filter, std::numeric_limits<qint64>::max());
            m_total = count.valueOr(-1);
        }
        m_shared->reader.emplace(std::move(*reader));
        auto ground = std::make_shared<SweepGround>();
        ground->workspace = m_plan.workspace;
        ground->listening = m_plan.listening;
        workspace::SecretStore secrets({m_plan.workspace->id, m_plan.workspace->dataFolder(), {}, true});
        for (const workspace::EnvironmentState& state : m_plan.workspace->environments)
            ground->environments.insert(state.environment.name,
                                        loadEnvironment(*m_plan.workspace, state.environment, secrets));
        m_ground = std::move(ground);
        m_compiler = std::make_unique<script::Compiler>(script::CompilerOptions{
            m_plan.scriptHostPath, m_plan.workspace->dataFolder() + QStringLiteral("/cache/programs")});
        for (const workspace::SourceState& state : m_plan.sources)
            m_ground->sources.push_back(makeRuntime(state, nullptr, aliasesOf(state)));
        compileNext();
    }

private:
    void compileNext()
    {
        if (*m_shared->cancelled) {
            finish({});
            return;
        }
        while (m_compiled < m_ground->sources.size() && !m_ground->sources[m_compiled]->needsHost())
            ++m_compiled;
        if (m_compiled == m_ground->sources.size()) {
            m_compiler.reset();
            launch();
            return;
        }
        const script::CompileRequest& request = m_ground->sources[m_compiled]->compileRequest;
        const auto given =
            std::find_if(m_plan.programs.begin(), m_plan.programs.end(),
                         [hash = script::programHash(request)](const auto& program) { return program->hash == hash; });
        if (given != m_plan.programs.end()) {
            SourceRuntimePtr& source = m_ground->sources[m_compiled++];
            source = withProgram(*source, *given);
            compileNext();
            return;
        }
        m_compiler->compile(request, this, [this](const Result<script::Program>& program) {
            SourceRuntimePtr& source = m_ground->sources[m_compiled++];
            source = withProgram(*source, program);
            // The compiler may go in the end: not from within its own callback.
            QMetaObject::invokeMethod(
                this, [this] { compileNext(); }, Qt::QueuedConnection);
        });
    }

    void launch()
    {
        const int wanted = m_plan.lanes > 0 ? m_plan.lanes : std::max(1, QThread::idealThreadCount());
        script::PoolOptions pool;
        pool.hostPath = m_plan.scriptHostPath;
        pool.hosts = 1;
        pool.limits = m_plan.limits;
        std::vector<std::unique_ptr<SweepLane>> lanes;
        for (int i = 0; i < wanted; ++i) {
            auto lane = m_makeLane(m_ground);
            if (!lane) {
                finish(lane.error());
                return;
            }
            lanes.push_back(std::move(*lane));
        }
        m_progress.start();
        m_running = wanted;
        for (auto& lane : lanes) {
            std::unique_ptr<QThread, QuitAndWait> thread(new QThread);
            thread->setObjectName(QStringLiteral("sweep lane"));
            auto* worker = new LaneWorker(m_shared, std::move(lane), pool, [this] {
                QMetaObject::invokeMethod(
                    this, [this] { laneEnded(); }, Qt::QueuedConnection);
            });
            worker->moveToThread(thread.get());
            connect(thread.get(), &QThread::finished, worker, &QObject::deleteLater);
            thread->start();
            QMetaObject::invokeMethod(worker,
                                      [worker, path = m_plan.workspace->databasePath()] { worker->start(path); });
            m_lanes.push_back(std::move(thread));
        }
    }

    void laneEnded()
    {
        if (--m_running > 0)
            return;
        m_progress.stop();
        tell();
        std::optional<Error> error;
        {
            const std::lock_guard lock(m_shared->mutex);
            error = m_shared->error;
        }
        if (error)
            finish(*error);
        else
            finish({});
    }

    void tell() { Q_EMIT m_facade.progressed(m_shared->done, m_total); }

    void finish(const Result<void>& result)
    {
        const bool cancelled = result.hasValue() && *m_shared->cancelled;
        Q_EMIT m_facade.finished(cancelled ? Result<void>(Error{ErrorCode::Cancelled}) : result);
    }

    Sweep& m_facade; ///< only its signals are used here; it outlives this thread
    SweepPlan m_plan;
    MakeLane m_makeLane;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<SweepGround> m_ground;
    std::unique_ptr<script::Compiler> m_compiler;
    std::vector<std::unique_ptr<QThread, QuitAndWait>> m_lanes;
    QTimer m_progress;
    qint64 m_total = -1;
    size_t m_compiled = 0;
    int m_running = 0;
};

void Sweep::QuitAndWait::operator()(QThread* thread) const
{
    thread->quit();
    thread->wait();
    delete thread;
}

Sweep::Sweep(SweepPlan plan, MakeLane makeLane, QObject* parent)
    : QObject(parent)
    , m_cancelled(std::make_shared<std::atomic_bool>(false))
    , m_thread(new QThread)
    , m_coordinator(new Coordinator(*this, std::move(plan), std::move(makeLane), m_cancelled))
{
    m_thread->setObjectName(QStringLiteral("sweep"));
    m_coordinator->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_coordinator, &QObject::deleteLater);
    m_thread->start();
}

Sweep::~Sweep()
{
    *m_cancelled = true;
}

void Sweep::start()
{
    QMetaObject::invokeMethod(m_coordinator, [coordinator = m_coordinator] { coordinator->start(); });
}

void Sweep::cancel()
{
    *m_cancelled = true;
}

} // namespace hw::engine
