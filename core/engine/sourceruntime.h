#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/mapping/expressions.h"
#include "core/mapping/mapping.h"
#include "core/mapping/path.h"
#include "core/script/program.h"
#include "core/script/scriptpool.h"
#include "core/workspace/workspace.h"

#include <memory>
#include <optional>
#include <vector>

namespace hw::engine {

/// A source made ready to run: files parsed, paths compiled, expressions listed. Made anew for each change of its
/// files; runs that are under way keep the one they started with.
struct SourceRuntime
{
    workspace::Source settings;
    std::vector<mapping::Mapping> mappings;
    std::vector<mapping::ExpressionSource> expressions; ///< of the mappings and of the dynamic response
    std::optional<mapping::Path> eventTypePath;
    std::optional<mapping::Path> idempotencyKeyPath;
    std::optional<mapping::Path> timestampPath;
    std::shared_ptr<const signing::Config> signing;
    script::CompileRequest compileRequest;
    QString scriptHash;
    QString mappingsHash;
    QString settingsHash;
    bool hasScript = false;

    /// The compiled script and expressions; null while they are being compiled, or where they cannot be.
    script::Program program;
    std::optional<Error> programError; ///< why there is no program
    /// The program of the version before, which runs until the new one is ready.
    bool programIsOlder = false;

    /// Whether an event of this source needs a script host at all.
    [[nodiscard]] bool needsHost() const { return hasScript || !expressions.empty(); }
    /// Whether requests can be verified: by a script, or natively by the settings.
    [[nodiscard]] bool canVerify() const;
    /// Whether a request that is not verified is refused.
    [[nodiscard]] bool enforcesVerification() const { return settings.enforceVerification && canVerify(); }
};

using SourceRuntimePtr = std::shared_ptr<const SourceRuntime>;

/// `before` (nullable) lends its program until the new one is compiled.
[[nodiscard]] SourceRuntimePtr makeRuntime(const workspace::SourceState& state, const SourceRuntime* before);

/// The runtime of a source (null = none, then nothing of a source applies) with another script in place of its own, to
/// be looked at. `fileName` tells the language.
[[nodiscard]] SourceRuntimePtr trialRuntime(const workspace::SourceState* state, const QString& fileName,
                                            const QByteArray& script);

/// The same runtime with the outcome of its compilation.
[[nodiscard]] SourceRuntimePtr withProgram(const SourceRuntime& runtime, const Result<script::Program>& program);

/// What an environment gives to runs: vars and the secrets that were found.
struct EnvironmentRuntime
{
    QString name;
    workspace::Destination destination;
    json::Object vars;
    std::vector<signing::NamedSecret> secrets;
    QStringList missingSecrets;
    std::optional<Error> secretError; ///< the store is locked or broken
    script::ScriptVariables scriptVariables;

    [[nodiscard]] const SecretString* secret(const QString& secretName) const;
    /// The source's own signing secrets that are there.
    [[nodiscard]] std::vector<signing::NamedSecret> signingSecrets(const workspace::Source& source) const;
};

using EnvironmentRuntimePtr = std::shared_ptr<const EnvironmentRuntime>;

} // namespace hw::engine
