#include "core/script/poolhost.h"

#include <QCoreApplication>

#include <algorithm>
#include <ctime>
#include <set>

namespace hw::script {

using namespace protocol;

namespace {

/// More programs than this are seldom in use at once, and each costs the host memory.
constexpr size_t keptAtMost = 64;
/// Bodies of batches are large, and their elements come one after the other.
constexpr size_t requestsKept = 2;

qint64 monotonicNow()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000000000 + time.tv_nsec;
}

} // namespace

PoolHost::PoolHost(const ScriptLimits& limits, Receiver receiver)
    : m_limits(limits)
    , m_receiver(std::move(receiver))
    , m_programs{keptAtMost}
    , m_variables{keptAtMost}
    , m_signing{keptAtMost}
    , m_requests{requestsKept}
{
    connect(&m_process, &HostProcess::frameReceived, this, &PoolHost::receive);
    connect(&m_process, &HostProcess::ended, this, [this](int signal, int exitCode) {
        m_dying = true;
        HostDeath death;
        death.signal = signal;
        death.exitCode = exitCode;
        death.job = m_shared->job;
        death.line = m_shared->line;
        death.failure = m_shared->failure;
        death.forTime = m_forTime;
        death.ranAnything = m_ranAnything || death.job != 0;
        Q_EMIT died(death);
    });
}

PoolHost::~PoolHost() = default;

Result<void> PoolHost::start(const QString& path)
{
    if (auto opened = m_shared.open(); !opened)
        return opened;
    if (auto started =
            m_process.start(path, QStringLiteral("run"), m_shared.descriptor(), {QString::number(m_limits.memory)});
        !started)
        return started;
    m_process.send(Type::Limits, frames::limits(m_limits));
    return {};
}

template<class T, class Send>
quint32 PoolHost::idOf(Kept<T>& kept, const std::shared_ptr<const T>& value, Type forget, Send send)
{
    // The last used stands at the end: what a frame names is never forgotten by the same frame.
    const auto known = std::find_if(kept.entries.rbegin(), kept.entries.rend(),
                                    [&value](const auto& entry) { return entry.value == value; });
    if (known != kept.entries.rend()) {
        std::rotate(std::prev(known.base()), known.base(), kept.entries.end());
        return kept.entries.back().id;
    }
    if (kept.entries.size() >= kept.limit) {
        wire::Writer out;
        out.number(kept.entries.front().id);
        m_process.send(forget, out.buffer());
        kept.entries.pop_front();
    }
    const auto id = ++kept.lastId;
    kept.entries.push_back({value, id});
    send(id);
    return id;
}

quint32 PoolHost::programId(const Program& program)
{
    return idOf(m_programs, program, Type::ForgetProgram,
                [&](quint32 id) { m_process.send(Type::Program, frames::program(id, *program)); });
}

quint32 PoolHost::variablesId(const ScriptVariables& variables)
{
    return idOf(m_variables, variables, Type::ForgetVariables,
                [&](quint32 id) { m_process.send(Type::Variables, frames::variables(id, variables)); });
}

quint32 PoolHost::signingId(const std::shared_ptr<const signing::Config>& config)
{
    return idOf(m_signing, config, Type::ForgetSigning,
                [&](quint32 id) { m_process.send(Type::Signing, frames::signing(id, config)); });
}

quint32 PoolHost::requestId(const std::shared_ptr<const QByteArray>& body)
{
    return idOf(m_requests, body, Type::ForgetRequest,
                [&](quint32 id) { m_process.send(Type::Request, frames::request(id, *body)); });
}

void PoolHost::give(const std::vector<Numbered>& jobs)
{
    // The frames of what the jobs name go out before the jobs' own. Of bodies of batches only so many are kept: the
    // next one has to wait until the jobs before it are on their way.
    std::vector<frames::JobIds> ids;
    std::set<const QByteArray*> requests;
    auto from = jobs.begin();
    for (auto at = from; at != jobs.end(); ++at) {
        const auto& [number, job] = *at;
        if (job->batch && requests.insert(job->request.get()).second && requests.size() > requestsKept) {
            sendJobs(from, at, ids);
            from = at;
            ids.clear();
            requests = {job->request.get()};
        }
        m_waiting.push_back(number);
        ids.push_back({number, programId(job->program), variablesId(job->variables), signingId(job->signing),
                       job->batch ? requestId(job->request) : 0});
    }
    sendJobs(from, jobs.end(), ids);
}

void PoolHost::sendJobs(std::vector<Numbered>::const_iterator from, std::vector<Numbered>::const_iterator to,
                        const std::vector<frames::JobIds>& ids)
{
    m_process.sendWith(Type::Jobs, [from, to, &ids](wire::Writer& out) {
        out.number(static_cast<quint16>(to - from));
        for (auto at = from; at != to; ++at)
            frames::appendJob(out, ids[static_cast<size_t>(at - from)], *at->job);
    });
}

void PoolHost::receive(Type type, QByteArrayView payload)
{
    if (type != Type::Result)
        return;
    m_ranAnything = true;
    wire::Reader in(payload);
    const auto number = in.number<quint64>();
    // Nearly always the first: a host works in order.
    if (const auto at = std::find(m_waiting.begin(), m_waiting.end(), number); at != m_waiting.end())
        m_waiting.erase(at);
    m_receiver(number, readOutcome(in));
}

std::vector<quint64> PoolHost::takeWaiting()
{
    const quint64 current = m_shared->job;
    std::vector<quint64> taken;
    std::copy_if(m_waiting.begin(), m_waiting.end(), std::back_inserter(taken),
                 [current](quint64 n) { return n != current; });
    std::erase_if(m_waiting, [current](quint64 n) { return n != current; });
    return taken;
}

std::optional<std::chrono::milliseconds> PoolHost::currentAge() const
{
    if (m_dying || m_shared->job == 0)
        return std::nullopt;
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::nanoseconds(monotonicNow() - m_shared->startedAt));
}

void PoolHost::killForTime()
{
    m_dying = true;
    m_forTime = true;
    m_process.kill();
}

} // namespace hw::script
