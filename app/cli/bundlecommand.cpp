#include "app/cli/bundlecommand.h"

#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/workspace/bundle.h"

namespace hw::cli {

namespace {

/// Every value that the workspace's environments hold, so that none leaves with an export. A store that cannot be
/// opened is an error: what is not known cannot be left out.
Result<std::vector<std::pair<QString, SecretString>>> allSecrets(const workspace::Workspace& workspace)
{
    std::vector<std::pair<QString, SecretString>> secrets;
    const auto store = secretStore(workspace);
    for (const workspace::EnvironmentState& environment : workspace.environments) {
        const QString name = environment.environment.name;
        const auto loaded = store->load(name, workspace.secretNames(name));
        if (loaded.error)
            return *loaded.error;
        for (auto it = loaded.found.constBegin(); it != loaded.found.constEnd(); ++it)
            secrets.emplace_back(it.key(), it->value);
    }
    return secrets;
}

} // namespace

int exportBundle(Context& context, const Arguments& arguments)
{
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const QString key = arguments.positional.first();
    const auto secrets = allSecrets((*files)->workspace());
    if (!secrets)
        return context.fail(secrets.error());
    const auto bundle = workspace::readBundle(**files, key, *secrets);
    if (!bundle)
        return context.fail(bundle.error());
    const json::Value document = workspace::toJson(*bundle);
    const QString to = arguments.value(u"to");
    if (to.isEmpty()) {
        // The bundle is what is asked for, as text and as JSON alike.
        context.print(document);
        return exitDone;
    }
    if (const auto written = files::writeAtomically(to, json::write(document, json::Style::Indented)); !written)
        return context.fail(written.error());
    cli::document(context, json::Object{{QStringLiteral("key"), key}, {QStringLiteral("file"), to}});
    context.say(QStringLiteral("Exported %1 to %2; values of secrets are not in it.").arg(key, to));
    return exitDone;
}

int importBundle(Context& context, const Arguments& arguments, const json::Value& bundle, const QString& file)
{
    const auto read = workspace::bundleFromJson(bundle, file, context.clock()->now());
    if (!read)
        return context.fail(read.error());
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const auto added = (*files)->addBundle(*read, arguments.value(u"key"));
    if (!added) {
        if (added.error().code == ErrorCode::AlreadyExists)
            context.hint(QStringLiteral("Take it in under another key: --key K"));
        return context.fail(added.error());
    }
    const workspace::Workspace& workspace = (*files)->workspace();
    const workspace::SourceState& state = *workspace.source(added->key);
    const auto environment = environmentOf(context, workspace);
    const auto secrets = environment ? secretStore(workspace)->load(environment->name, added->signing.secrets)
                                     : workspace::LoadedSecrets();
    document(context, sourceJson(workspace, state, secrets));
    context.say(QStringLiteral("Added %1 (%2): %3 mappings, %4 samples")
                    .arg(added->name, added->key)
                    .arg(state.mappings.mappings.size())
                    .arg(state.samples.size()));
    context.say(QStringLiteral("Endpoint  %1").arg(endpointUrl(workspace, added->key)));
    for (const QString& name : secrets.missing)
        context.hint(QStringLiteral("The secret %1 is missing. Set it with: headwater-cli secret set %1").arg(name));
    return exitDone;
}

} // namespace hw::cli
