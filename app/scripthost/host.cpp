#include "app/scripthost/host.h"

#include "app/scripthost/sandbox.h"

#include "core/script/outcome.h"

#include <QElapsedTimer>

#include <ctime>
#include <malloc.h>

namespace hw::scripthost {

using namespace script::protocol;
using script::wire::Reader;
using script::wire::Writer;

namespace {

/// Garbage beyond this is collected between events, so that it neither counts against the next one's memory nor stays
/// the machine's.
constexpr qint64 tidyAbove = 16 * 1024 * 1024;

/// Results travel together: telling the engine of each costs as much as a short script. They wait for so many others,
/// or so long, at most. The one behind them may loop for ever: then they are made again by another host.
constexpr int resultsTogether = 16;
constexpr qint64 longestWait = 300 * 1000; // ns
constexpr qsizetype mostUnsent = 32 * 1024;

qint64 monotonicNow()
{
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000000000 + time.tv_nsec;
}

} // namespace

Result<void> Host::warmUp()
{
    QString failure;
    if (!realmFor({}, failure))
        return Error{ErrorCode::ScriptHostFailed, {failure}};
    m_idleSize = sandbox::dataSize();
    return {};
}

bool Host::run()
{
    Channel::Frame frame;
    while (m_channel.read(frame)) {
        if (!handle(frame))
            return false;
    }
    return true;
}

bool Host::handle(const Channel::Frame& frame)
{
    Reader in(frame.payload);
    switch (frame.type) {
    case Type::Limits:
        m_limits.console = in.number<qint64>();
        m_limits.result = in.number<qint64>();
        m_limits.parsedBody = in.number<qint64>();
        m_limits.timeMs = in.number<qint64>();
        break;
    case Type::Program: addProgram(in); break;
    case Type::Variables: addVariables(in); break;
    case Type::Signing: {
        auto settings = std::make_shared<SigningSettings>();
        settings->id = in.number<quint32>();
        settings->json = in.text();
        m_signing[settings->id] = std::move(settings);
        break;
    }
    case Type::ForgetProgram: m_programs.erase(in.number<quint32>()); break;
    case Type::ForgetVariables: m_variables.erase(in.number<quint32>()); break;
    case Type::ForgetSigning: m_signing.erase(in.number<quint32>()); break;
    case Type::Request: {
        const auto id = in.number<quint32>();
        m_requests[id] = in.bytes();
        break;
    }
    case Type::ForgetRequest: m_requests.erase(in.number<quint32>()); break;
    case Type::Jobs: return runJobs(in);
    case Type::Debug: return m_debugger && m_debugger->handle(frame.payload);
    case Type::Result:
    case Type::Compile:
    case Type::Compiled: return false;
    }
    return in.ok();
}

Realm* Host::realmFor(const QStringList& polyfills, QString& failure)
{
    auto all = m_polyfills;
    for (const auto& polyfill : polyfills) {
        if (!all.contains(polyfill))
            all.append(polyfill);
    }
    all.sort();
    auto& known = polyfills.isEmpty() ? m_plain : m_polyfilled;
    if (known && (polyfills.isEmpty() || all == m_polyfills))
        return known.get();
    auto made = Realm::make(polyfills.isEmpty() ? polyfills : all, m_shared, m_application, m_debugTools);
    if (!made) {
        failure = made.error().args.value(0);
        return nullptr;
    }
    if (polyfills.isEmpty()) {
        m_plain = std::move(made).value();
    } else {
        moveTo(std::move(made).value());
        m_polyfills = all;
    }
    return known.get();
}

void Host::moveTo(std::unique_ptr<Realm> richer)
{
    for (auto& [id, entry] : m_programs) {
        if (!entry.realm || entry.realm != m_polyfilled.get())
            continue;
        const auto program = entry.loaded.program;
        entry = {{}, richer.get(), entry.failure};
        if (!program)
            continue;
        if (auto loaded = richer->load(program))
            entry.loaded = std::move(loaded).value();
        else
            entry.failure = loaded.error().args.value(0);
    }
    m_polyfilled = std::move(richer);
}

void Host::addProgram(Reader& in)
{
    const auto id = in.number<quint32>();
    Entry entry;
    auto program = script::deserialize(in.view());
    if (!program) {
        entry.failure = QStringLiteral("the compiled script is damaged");
    } else {
        entry.realm = realmFor(program->polyfills, entry.failure);
        if (entry.realm) {
            m_debugger = entry.realm->debugger();
            auto loaded = entry.realm->load(std::make_shared<const script::CompiledProgram>(std::move(*program)));
            if (loaded)
                entry.loaded = std::move(loaded).value();
            else
                entry.failure = loaded.error().args.value(0);
        }
    }
    m_programs[id] = std::move(entry);
}

void Host::addVariables(Reader& in)
{
    auto variables = std::make_shared<Variables>();
    variables->id = in.number<quint32>();
    for (auto left = in.count(); left > 0 && in.ok(); --left) {
        const auto name = in.text();
        const auto value = in.view();
        if (in.flag())
            variables->masker.add(name, QString::fromUtf8(value));
        variables->all.push_back({name, SecretString(value)});
    }
    m_variables[variables->id] = std::move(variables);
}

bool Host::runJobs(Reader& in)
{
    for (auto left = in.number<quint16>(); left > 0; --left) {
        if (!runJob(in))
            return false;
        const bool due = left == 1 || m_debugger || m_unsentResults >= resultsTogether ||
                         m_channel.unsent() > mostUnsent || monotonicNow() - m_unsentSince > longestWait;
        if (due && !flushResults())
            return false;
    }
    return true;
}

bool Host::flushResults()
{
    m_unsentResults = 0;
    return m_channel.flush();
}

bool Host::runJob(Reader& in)
{
    Job job;
    job.number = in.number<quint64>();
    const auto program = m_programs.find(in.number<quint32>());
    const auto variables = m_variables.find(in.number<quint32>());
    const auto signing = m_signing.find(in.number<quint32>());
    for (auto left = in.count(8); left > 0 && in.ok(); --left) {
        auto name = in.bytes();
        job.headers.push_back({std::move(name), in.bytes()});
    }
    job.method = in.bytes();
    job.path = in.bytes();
    job.query = in.bytes();
    job.url = in.text();
    const auto body = in.view(); // of the frame, which stays as long as the job
    job.body = m_debugger ? body.toByteArray() : QByteArray::fromRawData(body.data(), body.size());
    bool hasRequest = true;
    if (in.flag()) {
        job.batch.emplace();
        job.batch->index = in.number<qint32>();
        job.batch->total = in.number<qint32>();
        const auto request = m_requests.find(in.number<quint32>());
        hasRequest = request != m_requests.end();
        job.element = hasRequest ? std::exchange(job.body, request->second) : QByteArray();
    }
    job.source = in.text();
    job.environment = in.text();
    job.receivedAt = in.number<qint64>();
    job.now = in.number<qint64>();
    job.seed = in.number<quint64>();
    if (in.flag())
        job.recordedVerification = script::readVerification(in);
    if (!in.ok() || !hasRequest || program == m_programs.end() || variables == m_variables.end() ||
        signing == m_signing.end())
        return false;
    job.variables = variables->second;
    job.signing = signing->second;

    const auto started = monotonicNow();
    m_shared.line = 0;
    m_shared.failure = 0; // what an earlier event was refused is not what this one dies of
    m_shared.startedAt = started;
    m_shared.job = job.number;
    const auto& entry = program->second;
    if (m_debugger)
        m_debugger->sayStarted();
    if (entry.failure.isEmpty()) {
        auto& bridge = entry.realm->run(entry.loaded, job, m_limits);
        // Some built-ins throw where they get no memory.
        if (bridge.end() == End::Error && (m_shared.failure & Failure::OutOfMemory))
            bridge.endWith(End::Memory);
        m_channel.putWith(Type::Result, [&](Writer& out) {
            out.number(job.number);
            out.number(monotonicNow() - started);
            out.number(static_cast<quint8>(bridge.end()));
            bridge.writeOutcome(out);
        });
    } else {
        m_channel.putWith(Type::Result, [&](Writer& out) {
            out.number(job.number);
            out.number(monotonicNow() - started);
            out.number(static_cast<quint8>(End::Error));
            // Members of an outcome that holds an error alone, as Bridge::writeOutcome() writes them.
            out.number<quint8>(0);
            out.text({});
            out.bytes({});
            out.text({});
            out.flag(true);
            out.text(QStringLiteral("SyntaxError"));
            out.text(entry.failure);
            out.number<qint32>(0);
            out.number<qint32>(0);
            out.text({});
            out.number<quint32>(0);
            out.flag(false);
            out.number<quint32>(0);
        });
    }
    if (m_unsentResults++ == 0)
        m_unsentSince = started;
    m_shared.job = 0;
    tidy();
    return true;
}

void Host::tidy()
{
    // Reading the size costs a system call: only where an event took long enough to have made much.
    if (monotonicNow() - m_shared.startedAt < 2000000 || sandbox::dataSize() - m_idleSize < tidyAbove)
        return;
    for (auto* realm : {m_plain.get(), m_polyfilled.get()}) {
        if (realm)
            realm->collectGarbage();
    }
    malloc_trim(0); // what was freed goes back to the system
}

} // namespace hw::scripthost
