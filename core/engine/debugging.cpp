// What a debug session needs of the workspace: the script compiled for it, the event, the environment's values.

#include "core/base/ids.h"
#include "core/engine/worker.h"
#include "core/script/debugsession.h"

#include <QRandomGenerator>

namespace hw::engine {

void Worker::prepareDebug(ProcessRequest request, const Engine::DebugDone& done)
{
    if (!request.script) {
        done(Error{ErrorCode::InvalidArgument, {QStringLiteral("script"), {}, QStringLiteral("a script")}});
        return;
    }
    const workspace::SourceState* state = m_files->workspace().source(request.source);
    if (!request.source.isEmpty() && !state) {
        done(Error{ErrorCode::NotFound, {QStringLiteral("source"), request.source}});
        return;
    }
    const bool isCaptured = request.event.has_value();
    Event event;
    if (isCaptured) {
        event = std::move(*request.event);
    } else {
        event.receivedAt = m_clock->now();
        event.id = ids::make(ids::event, event.receivedAt);
        event.source = request.source;
        event.request = std::move(request.message);
    }
    if (!request.environment.isEmpty() || event.environment.isEmpty())
        event.environment = request.environment.isEmpty() ? activeEnvironment() : request.environment;
    const EnvironmentRuntimePtr environment = environmentRuntime(event.environment);
    if (!environment) {
        done(Error{ErrorCode::NotFound, {QStringLiteral("environment"), event.environment}});
        return;
    }
    if (environment->secretError) {
        done(*environment->secretError);
        return;
    }
    const SourceRuntimePtr source = trialRuntime(state, request.script->fileName, request.script->text);
    script::DebugTarget target;
    target.fileName = request.script->fileName;
    target.source = request.script->text;
    // A stored run is repeated as it was; without one, a captured event is judged by the time of its receipt.
    const auto& replay = request.replay;
    const Timestamp clock = request.clock ? *request.clock
                            : replay      ? replay->recording.clock
                            : isCaptured  ? event.receivedAt
                                          : m_clock->now();
    target.job = makeJob(*source, *environment, event, publicUrl(*source, event), clock,
                         replay ? replay->recording.seed : QRandomGenerator::system()->generate64());
    if (replay) {
        if (const QStringList changed = changedSecrets(replay->recording, *environment, event); !changed.isEmpty())
            target.job.recordedVerification = reusedVerification(replay->verification, changed);
    }
    target.hostPath = m_options.scriptHostPath;
    const script::CompileRequest compilation{target.fileName, target.source, {}, script::CompileRequest::Mode::Debug};
    compilerFor(compilation)
        .compile(compilation, this, [target = std::move(target), done](const Result<script::Program>& program) mutable {
            if (!program) {
                done(program.error());
                return;
            }
            target.job.program = *program;
            done(std::move(target));
        });
}

} // namespace hw::engine
