#include "core/engine/sourceruntime.h"

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/engine/largebody.h"
#include "core/engine/response.h"

#include <algorithm>

namespace hw::engine {

namespace {

std::optional<mapping::Locator> parsedLocator(const QString& text)
{
    if (text.isEmpty())
        return std::nullopt;
    auto locator = mapping::Locator::parse(text);
    if (!locator)
        return std::nullopt;
    return std::move(*locator);
}

QString scriptFileName(workspace::ScriptLanguage language)
{
    return language == workspace::ScriptLanguage::TypeScript ? QStringLiteral("script.ts")
                                                             : QStringLiteral("script.js");
}

} // namespace

bool SourceRuntime::canVerify() const
{
    return hasScript || settings.signing.scheme != QLatin1String("none");
}

bool SourceRuntime::needsHostFor(const QString& eventType) const
{
    return answersByExpression ||
           std::any_of(typesWithExpressions.begin(), typesWithExpressions.end(),
                       [&](const QString& pattern) { return mapping::eventTypeMatches(pattern, eventType); });
}

SourceRuntimePtr makeRuntime(const workspace::SourceState& state, const SourceRuntime* before,
                             const std::vector<catalog::TypeAlias>& aliases)
{
    auto runtime = std::make_shared<SourceRuntime>();
    runtime->settings = state.source;
    for (QString& type : runtime->settings.ignoredTypes)
        type = catalog::canonicalType(aliases, type);
    runtime->mappings = state.mappings.mappings;
    for (mapping::Mapping& mapping : runtime->mappings)
        mapping.eventType = catalog::canonicalType(aliases, mapping.eventType);
    runtime->eventTypePath = parsedLocator(state.source.eventTypePath);
    runtime->idempotencyKeyPath = parsedLocator(state.source.idempotencyKeyPath);
    runtime->timestampPath = parsedLocator(state.source.timestampPath);
    if (auto split = mapping::Path::parse(state.source.splitPath); split && !state.source.splitPath.isEmpty())
        runtime->splitPath = std::move(*split);
    runtime->signing = std::make_shared<const signing::Config>(state.source.signing);
    runtime->hasScript = state.language != workspace::ScriptLanguage::None;
    runtime->scriptHash = state.scriptHash();
    runtime->mappingsHash = state.mappingsHash();
    runtime->settingsHash = state.settingsHash();
    runtime->expressions = mapping::expressionsOf(runtime->mappings);
    for (const mapping::Mapping& mapping : runtime->mappings) {
        if (mapping.active && !mapping::expressionsOf({mapping}).empty())
            runtime->typesWithExpressions.append(mapping.eventType);
    }
    for (const auto& expression : responseExpressions(state.source.response)) {
        runtime->expressions.push_back(expression);
        runtime->answersByExpression = true;
    }
    for (const mapping::Path& path : bodyPaths(*runtime))
        runtime->wanted.add(path.steps());

    if (runtime->needsHost()) {
        runtime->compileRequest.fileName = scriptFileName(state.language);
        if (runtime->hasScript)
            runtime->compileRequest.source = state.script;
        for (const auto& expression : runtime->expressions)
            runtime->compileRequest.expressions.append(expression.source);
        if (before && before->program) {
            runtime->program = before->program;
            runtime->programIsOlder = true;
        }
    }
    return runtime;
}

SourceRuntimePtr trialRuntime(const workspace::SourceState* state, const QString& fileName, const QByteArray& script,
                              const std::vector<catalog::TypeAlias>& aliases)
{
    workspace::SourceState trial = state ? *state : workspace::SourceState();
    trial.source.paused = false; // nothing arrives: it is only looked at
    trial.script = script;
    trial.language = fileName.endsWith(QLatin1String("ts")) ? workspace::ScriptLanguage::TypeScript
                                                            : workspace::ScriptLanguage::JavaScript;
    return makeRuntime(trial, nullptr, aliases);
}

SourceRuntimePtr withProgram(const SourceRuntime& runtime, const Result<script::Program>& program)
{
    auto copy = std::make_shared<SourceRuntime>(runtime);
    if (program) {
        copy->program = *program;
        copy->programError.reset();
        copy->programIsOlder = false;
    } else {
        // The last good program goes on, where there is one; the error is shown all the same.
        copy->programError = program.error();
    }
    return copy;
}

const SecretString* EnvironmentRuntime::secret(const QString& secretName) const
{
    const auto it =
        std::find_if(secrets.begin(), secrets.end(), [&](const auto& known) { return known.name == secretName; });
    return it == secrets.end() ? nullptr : &it->value;
}

std::vector<signing::NamedSecret> EnvironmentRuntime::signingSecrets(const workspace::Source& source) const
{
    std::vector<signing::NamedSecret> found;
    for (const QString& wanted : source.signing.secrets) {
        if (const SecretString* value = secret(wanted))
            found.push_back({wanted, *value});
    }
    return found;
}

std::vector<catalog::TypeAlias> aliasesOf(const workspace::SourceState& state)
{
    return catalog::Catalog::aliasesOf(state.source.provider, catalog::Catalog::userFolder());
}

EnvironmentRuntimePtr loadEnvironment(const workspace::Workspace& workspace, const workspace::Environment& environment,
                                      workspace::SecretStore& secrets)
{
    auto runtime = std::make_shared<EnvironmentRuntime>();
    runtime->name = environment.name;
    runtime->destination = environment.destination;
    runtime->vars = environment.vars;
    const workspace::LoadedSecrets loaded = secrets.load(environment.name, workspace.secretNames(environment.name));
    runtime->missingSecrets = loaded.missing;
    runtime->secretError = loaded.error;
    auto variables = std::make_shared<std::vector<script::ScriptVariable>>();
    for (const auto& [variable, value] : runtime->vars)
        variables->push_back({variable, SecretString(value.toString().toUtf8()), false});
    for (auto it = loaded.found.constBegin(); it != loaded.found.constEnd(); ++it) {
        runtime->secrets.push_back({it.key(), it->value});
        variables->push_back({it.key(), it->value, true});
    }
    runtime->scriptVariables = std::move(variables);
    return runtime;
}

QString publicUrlOf(const workspace::LocalSettings& local, const QString& listening, const QString& source,
                    const QByteArray& target)
{
    const QString base = local.publicUrls[source].toString(local.publicUrl);
    QString origin = base.isEmpty() ? listening : base;
    if (origin.isEmpty()) {
        ListenerState assumed;
        assumed.host = local.host;
        assumed.port = local.port;
        origin = assumed.origin();
    }
    return origin + QString::fromLatin1(target);
}

} // namespace hw::engine
