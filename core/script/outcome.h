#pragma once

#include "core/script/scriptpool.h"
#include "core/script/wire.h"

namespace hw::script {

/// How a host came to its end, as far as the engine knows.
struct HostDeath
{
    int signal = 0; ///< -1 = could not be started
    int exitCode = 0;
    quint64 job = 0;      ///< that ran; 0 = none
    int line = 0;         ///< of the user's source, where a marker saw it
    quint32 failure = 0;  ///< bits of protocol::Failure
    bool forTime = false; ///< killed by the engine because of its time
    bool ranAnything = false;
    friend bool operator==(const HostDeath&, const HostDeath&) = default;
};

/// The outcome of the event that a host died of.
[[nodiscard]] ScriptOutcome outcomeOf(const HostDeath& death, const ScriptLimits& limits);

[[nodiscard]] ScriptOutcome failure(ScriptStatus status, const QString& name, const QString& message, int line = 0);

void writeVerification(wire::Writer& out, const Verification& verification);
[[nodiscard]] Verification readVerification(wire::Reader& in);

/// Reads what follows the job's number in a result frame.
[[nodiscard]] ScriptOutcome readOutcome(wire::Reader& in);

} // namespace hw::script
