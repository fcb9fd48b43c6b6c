#pragma once

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/jsonselection.h"
#include "core/catalog/provider.h"
#include "core/mapping/expressions.h"
#include "core/mapping/locator.h"
#include "core/mapping/mapping.h"
#include "core/script/program.h"
#include "core/script/scriptpool.h"
#include "core/workspace/secretstore.h"
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
    std::optional<mapping::Locator> eventTypePath;
    std::optional<mapping::Locator> idempotencyKeyPath;
    std::optional<mapping::Locator> timestampPath;
    std::optional<mapping::Path> splitPath;
    json::Selection wanted; ///< of the body: what the settings and mappings look at
    std::shared_ptr<const signing::Config> signing;
    script::CompileRequest compileRequest;
    QString scriptHash;
    QString mappingsHash;
    QString settingsHash;
    bool hasScript = false;
    bool answersByExpression = false; ///< the dynamic response has expressions
    QStringList typesWithExpressions; ///< event types and patterns of the active mappings that have expressions

    /// The compiled script and expressions; null while they are being compiled, or where they cannot be.
    script::Program program;
    std::optional<Error> programError; ///< why there is no program
    /// The program of the version before, which runs until the new one is ready.
    bool programIsOlder = false;

    /// Whether any event of this source needs a script host.
    [[nodiscard]] bool needsHost() const { return hasScript || !expressions.empty(); }
    /// Whether those of this type do, where there is no script: it would be asked for expressions alone.
    [[nodiscard]] bool needsHostFor(const QString& eventType) const;
    /// Whether requests can be verified: by a script, or natively by the settings.
    [[nodiscard]] bool canVerify() const;
    /// Whether a request that is not verified is refused.
    [[nodiscard]] bool enforcesVerification() const { return settings.enforceVerification && canVerify(); }
};

using SourceRuntimePtr = std::shared_ptr<const SourceRuntime>;

/// `before` (nullable) lends its program until the new one is compiled. Mappings and ignored types that are written
/// with one of the `aliases` mean what the alias stands for.
[[nodiscard]] SourceRuntimePtr makeRuntime(const workspace::SourceState& state, const SourceRuntime* before,
                                           const std::vector<catalog::TypeAlias>& aliases = {});

/// The runtime of a source (null = none, then nothing of a source applies) with another script in place of its own, to
/// be looked at. `fileName` tells the language.
[[nodiscard]] SourceRuntimePtr trialRuntime(const workspace::SourceState* state, const QString& fileName,
                                            const QByteArray& script,
                                            const std::vector<catalog::TypeAlias>& aliases = {});

/// The same runtime with the outcome of its compilation.
[[nodiscard]] SourceRuntimePtr withProgram(const SourceRuntime& runtime, const Result<script::Program>& program);

/// The aliases that the source's provider has in the catalogue.
[[nodiscard]] std::vector<catalog::TypeAlias> aliasesOf(const workspace::SourceState& state);

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

/// With the secrets that its runs may need. Blocks as the secret store does.
[[nodiscard]] EnvironmentRuntimePtr loadEnvironment(const workspace::Workspace& workspace,
                                                    const workspace::Environment& environment,
                                                    workspace::SecretStore& secrets);

/// The URL under which the source's senders reach this target. `listening` is the listener's origin; empty = where it
/// would listen by the settings.
[[nodiscard]] QString publicUrlOf(const workspace::LocalSettings& local, const QString& listening,
                                  const QString& source, const QByteArray& target);

} // namespace hw::engine
