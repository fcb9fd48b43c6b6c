#include "core/script/jobframes.h"

#include "core/base/clock.h"
#include "core/script/outcome.h"

#include <cerrno>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace hw::script {

namespace frames {

QByteArray limits(const ScriptLimits& limits)
{
    wire::Writer out;
    out.number<qint64>(limits.console);
    out.number<qint64>(limits.result);
    out.number<qint64>(limits.parsedBody);
    out.number<qint64>(limits.time.count());
    return out.buffer();
}

QByteArray program(quint32 id, const CompiledProgram& program)
{
    wire::Writer out;
    out.number(id);
    out.bytes(serialize(program));
    return out.buffer();
}

QByteArray variables(quint32 id, const ScriptVariables& variables)
{
    wire::Writer out;
    out.number(id);
    out.number(static_cast<quint32>(variables ? variables->size() : 0));
    if (variables) {
        for (const auto& variable : *variables) {
            out.text(variable.name);
            out.bytes(variable.value.view());
            out.flag(variable.secret);
        }
    }
    return out.buffer();
}

QByteArray signing(quint32 id, const std::shared_ptr<const signing::Config>& config)
{
    json::Value value(nullptr);
    if (config) {
        json::Object object = config->extra;
        json::Array secrets;
        for (const auto& name : config->secrets)
            secrets.emplace_back(name);
        object.set(QStringLiteral("scheme"), config->scheme);
        object.set(QStringLiteral("secrets"), secrets);
        if (config->toleranceSeconds)
            object.set(QStringLiteral("toleranceSeconds"), *config->toleranceSeconds);
        const auto add = [&object](const char* name, const QString& text) {
            if (!text.isEmpty())
                object.set(QString::fromLatin1(name), text);
        };
        add("header", config->header);
        add("algorithm", config->algorithm);
        add("encoding", config->encoding);
        add("prefix", config->prefix);
        add("parameter", config->parameter);
        value = object;
    }
    wire::Writer out;
    out.number(id);
    out.bytes(json::write(value));
    return out.buffer();
}

QByteArray request(quint32 id, const QByteArray& body)
{
    wire::Writer out;
    out.number(id);
    out.bytes(body);
    return out.buffer();
}

void appendJob(wire::Writer& out, const JobIds& ids, const ScriptJob& job)
{
    out.number(ids.number);
    out.number(ids.program);
    out.number(ids.variables);
    out.number(ids.signing);
    out.number(static_cast<quint32>(job.headers.size()));
    for (const auto& header : job.headers) {
        out.bytes(header.name);
        out.bytes(header.value);
    }
    out.bytes(job.method);
    out.bytes(job.path);
    out.bytes(job.query);
    out.text(job.url);
    out.bytes(job.body);
    out.flag(job.batch.has_value());
    if (job.batch) {
        out.number(static_cast<qint32>(job.batch->index));
        out.number(static_cast<qint32>(job.batch->total));
        out.number(ids.request);
    }
    out.text(job.source);
    out.text(job.environment);
    out.number(toMicroseconds(job.receivedAt));
    out.number(toMicroseconds(job.now));
    out.number(job.seed);
    out.flag(job.recordedVerification.has_value());
    if (job.recordedVerification)
        writeVerification(out, *job.recordedVerification);
}

} // namespace frames

SharedMemory::~SharedMemory()
{
    if (m_shared)
        munmap(m_shared, sizeof(protocol::Shared));
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> SharedMemory::open()
{
    m_descriptor = memfd_create("headwater-scripthost", MFD_CLOEXEC);
    if (m_descriptor < 0 || ftruncate(m_descriptor, sizeof(protocol::Shared)) != 0)
        return Error{ErrorCode::ScriptHostFailed, {qt_error_string(errno)}};
    void* mapped = mmap(nullptr, sizeof(protocol::Shared), PROT_READ | PROT_WRITE, MAP_SHARED, m_descriptor, 0);
    if (mapped == MAP_FAILED) // NOLINT: the C library's macro
        return Error{ErrorCode::ScriptHostFailed, {qt_error_string(errno)}};
    m_shared = new (mapped) protocol::Shared; // NOLINT: lives in the mapping
    return {};
}

} // namespace hw::script
