#pragma once

#include "core/script/protocol.h"
#include "core/script/scriptpool.h"
#include "core/script/wire.h"

/// The frames that make a host ready for events and give it some, as app/scripthost/host.cpp reads them.
namespace hw::script::frames {

[[nodiscard]] QByteArray limits(const ScriptLimits& limits);
[[nodiscard]] QByteArray program(quint32 id, const CompiledProgram& program);
[[nodiscard]] QByteArray variables(quint32 id, const ScriptVariables& variables);
[[nodiscard]] QByteArray signing(quint32 id, const std::shared_ptr<const signing::Config>& config);
[[nodiscard]] QByteArray request(quint32 id, const QByteArray& body);

/// What the host knows a job's parts by.
struct JobIds
{
    quint64 number = 0;
    quint32 program = 0;
    quint32 variables = 0;
    quint32 signing = 0;
    quint32 request = 0; ///< of an element of a batch
};
/// One entry of a Jobs frame, which begins with their count (16 bits).
void appendJob(wire::Writer& out, const JobIds& ids, const ScriptJob& job);

} // namespace hw::script::frames

namespace hw::script {

/// The memory that a host shares with the engine: see protocol::Shared.
class SharedMemory final
{
    Q_DISABLE_COPY_MOVE(SharedMemory)

public:
    SharedMemory() = default;
    ~SharedMemory();

    [[nodiscard]] Result<void> open();
    [[nodiscard]] int descriptor() const { return m_descriptor; }
    /// Null before open().
    [[nodiscard]] protocol::Shared* get() const { return m_shared; }
    protocol::Shared* operator->() const { return m_shared; }

private:
    int m_descriptor = -1;
    protocol::Shared* m_shared = nullptr;
};

} // namespace hw::script
