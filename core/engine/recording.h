#pragma once

#include "core/engine/sourceruntime.h"
#include "core/record/event.h"
#include "core/record/run.h"

/// What is kept of a run so that it can be repeated to the byte. Pure functions, safe on any thread.
namespace hw::engine {

/// A stored run that is to be repeated.
struct Replay
{
    Recording recording;
    Verification verification;
};

/// `seed` is any number; the secrets are those of the source's settings and those that its script names.
[[nodiscard]] Recording newRecording(const SourceRuntime& source, const EnvironmentRuntime& environment,
                                     const Event& event, Timestamp clock, quint64 seed);

/// The recorded secrets that are gone or have another value now, so that the verification cannot be repeated.
[[nodiscard]] QStringList changedSecrets(const Recording& recording, const EnvironmentRuntime& environment,
                                         const Event& event);

/// The recorded verification, with a check that says why it is used again.
[[nodiscard]] Verification reusedVerification(Verification recorded, const QStringList& changed);

} // namespace hw::engine
