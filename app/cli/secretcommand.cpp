#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"

namespace hw::cli {

namespace {

using workspace::SourceState;
using workspace::Workspace;

/// Keys of the sources that the name is a signing secret of.
QStringList usersOf(const Workspace& workspace, const QString& name)
{
    QStringList keys;
    for (const SourceState& state : workspace.sources) {
        if (state.source.signing.secrets.contains(name))
            keys.append(state.key());
    }
    return keys;
}

int set(Context& context, const Arguments& arguments)
{
    const QString name = arguments.positional.first();
    if (!workspace::isVariableName(name)) {
        return context.fail(Error{ErrorCode::InvalidArgument,
                                  {QStringLiteral("the name"), name, QStringLiteral("letters, digits and _")}});
    }
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    auto environment = environmentOf(context, workspace);
    if (!environment)
        return context.fail(environment.error());
    const auto value = readSecret(context, name);
    if (!value)
        return context.fail(value.error());
    const QStringList users = usersOf(workspace, name);
    if (!workspace.secretNames(environment->name).contains(name))
        context.hint(QStringLiteral("No source and no destination names %1: a script reads it as ctx.vars[\"%1\"]. The "
                                    "names that are used: headwater-cli secret list")
                         .arg(name));
    for (const QString& key : users) {
        const QString scheme = workspace.source(key)->source.signing.scheme;
        for (const signing::SecretProblem& problem : signing::lintSecret(scheme, *value))
            context.hint(QStringLiteral("Check the secret of %1: %2").arg(key, problem.text));
    }
    const auto stored = secretStore(workspace)->set(environment->name, name, *value);
    if (!stored)
        return context.fail(stored.error());
    if (!environment->secrets.contains(name)) {
        environment->secrets.append(name);
        if (const auto saved = (*files)->saveEnvironment(*environment); !saved)
            return context.fail(saved.error());
    }
    document(context, json::Object{{QStringLiteral("name"), name},
                                   {QStringLiteral("environment"), environment->name},
                                   {QStringLiteral("where"), toString(*stored)}});
    context.say(QStringLiteral("Stored %1 for %2 in the %3").arg(name, environment->name, toString(*stored)));
    if (!qEnvironmentVariableIsEmpty(workspace::overrideVariable(name).constData())) {
        context.hint(QStringLiteral("The variable %1 is set and wins over it.")
                         .arg(QString::fromLatin1(workspace::overrideVariable(name))));
    }
    return exitDone;
}

int list(Context& context, const Arguments&)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    const auto environment = environmentOf(context, workspace);
    if (!environment)
        return context.fail(environment.error());
    const QStringList names = workspace.secretNames(environment->name);
    const auto secrets = secretStore(workspace)->load(environment->name, names);
    json::Value rowsJson = secretsJson(names, secrets);
    std::vector<QStringList> rows;
    for (json::Value& row : rowsJson.array()) {
        const QString name = row[u"name"].toString();
        const QStringList users = usersOf(workspace, name);
        row.object().set(QStringLiteral("environment"), environment->name);
        row.object().set(QStringLiteral("sources"), textsJson(users));
        rows.push_back({name, row[u"where"].toString(QStringLiteral("missing")), users.join(QStringLiteral(", "))});
        if (workspace::isOverrideEmpty(name)) {
            context.hint(QStringLiteral("The variable %1 is set, but empty: it does not count.")
                             .arg(QString::fromLatin1(workspace::overrideVariable(name))));
        }
    }
    // Names without values would look as if nothing was stored: the store's own error comes first.
    if (secrets.error)
        return context.fail(*secrets.error);
    document(context, rowsJson);
    context.table({QStringLiteral("SECRET"), QStringLiteral("WHERE"), QStringLiteral("SOURCES")}, rows);
    return exitDone;
}

int remove(Context& context, const Arguments& arguments)
{
    const QString name = arguments.positional.first();
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    auto environment = environmentOf(context, workspace);
    if (!environment)
        return context.fail(environment.error());
    if (const auto removed = secretStore(workspace)->remove(environment->name, name); !removed)
        return context.fail(removed.error());
    const QStringList users = usersOf(workspace, name);
    if (users.isEmpty() && environment->secrets.removeAll(name) > 0) {
        if (const auto saved = (*files)->saveEnvironment(*environment); !saved)
            return context.fail(saved.error());
    }
    document(context, json::Object{{QStringLiteral("name"), name}, {QStringLiteral("environment"), environment->name}});
    context.say(QStringLiteral("Removed %1 from %2").arg(name, environment->name));
    if (!users.isEmpty())
        context.hint(QStringLiteral("Sources that wait for it now: %1").arg(users.join(QStringLiteral(", "))));
    return exitDone;
}

} // namespace

std::vector<Command> secretCommands()
{
    const auto group = QStringLiteral("secret");
    const auto name = QStringLiteral("NAME");
    return {
        {{group, QStringLiteral("set")},
         name,
         QStringLiteral("store its value, read from standard input"),
         {},
         1,
         1,
         set,
         QStringLiteral("Where: the system's keychain, else a file encrypted with a key of this user, or with the\n"
                        "passphrase in HEADWATER_PASSPHRASE. HEADWATER_SECRET_<NAME> overrides both.")},
        {{group, QStringLiteral("list")}, {}, QStringLiteral("names and where their values live"), {}, 0, 0, list, {}},
        {{group, QStringLiteral("remove")}, name, QStringLiteral("forget its value"), {}, 1, 1, remove, {}},
    };
}

} // namespace hw::cli
