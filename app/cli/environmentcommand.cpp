#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"

#include <QUrl>

namespace hw::cli {

namespace {

using workspace::Destination;
using workspace::DestinationKind;
using workspace::Environment;
using workspace::EnvironmentState;
using workspace::Workspace;

json::Value environmentJson(const Workspace& workspace, const Environment& environment)
{
    json::Value document = toJson(environment);
    json::Object object{{QStringLiteral("name"), environment.name},
                        {QStringLiteral("active"), environment.name == workspace.activeEnvironment()},
                        {QStringLiteral("default"), environment.name == workspace.defaultEnvironment}};
    for (const auto& [name, value] : document.toObject())
        object.append(name, value);
    return object;
}

/// An environment to change: a new one where there is none of this name yet.
Result<Environment> environmentToChange(const Workspace& workspace, const QString& name)
{
    const EnvironmentState* state = workspace.environment(name);
    if (state && state->error)
        return *state->error;
    if (state)
        return state->environment;
    Environment fresh;
    fresh.name = name;
    return fresh;
}

int save(Context& context, workspace::WorkspaceFiles& files, const Environment& environment)
{
    const bool isNew = !files.workspace().environment(environment.name);
    if (const auto saved = files.saveEnvironment(environment); !saved)
        return context.fail(saved.error());
    document(context, environmentJson(files.workspace(), environment));
    context.say(isNew ? QStringLiteral("Made the environment %1").arg(environment.name)
                      : QStringLiteral("Changed the environment %1").arg(environment.name));
    return exitDone;
}

int list(Context& context, const Arguments&)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    json::Array rowsJson;
    std::vector<QStringList> rows;
    for (const EnvironmentState& state : workspace.environments) {
        const Environment& environment = state.environment;
        rowsJson.push_back(environmentJson(workspace, environment));
        const QString destination = toString(environment.destination.kind);
        rows.push_back(
            {environment.name == workspace.activeEnvironment() ? QStringLiteral("*") : QString(), environment.name,
             environment.destination.url.isEmpty() ? destination : destination + u' ' + environment.destination.url,
             QString::number(environment.vars.size()), QString::number(environment.secrets.size())});
    }
    document(context, std::move(rowsJson));
    context.table({{},
                   QStringLiteral("ENVIRONMENT"),
                   QStringLiteral("DESTINATION"),
                   QStringLiteral("VARS"),
                   QStringLiteral("SECRETS")},
                  rows);
    return exitDone;
}

int use(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const Workspace& workspace = (*files)->workspace();
    const QString name = arguments.positional.first();
    if (!workspace.environment(name))
        return context.fail(Error{ErrorCode::NotFound, {QStringLiteral("environment"), name}});
    workspace::LocalSettings local = workspace.local;
    local.activeEnvironment = name;
    if (const auto saved = (*files)->saveLocal(local); !saved)
        return context.fail(saved.error());
    document(context, environmentJson(workspace, workspace.environment(name)->environment));
    context.say(QStringLiteral("The active environment is now %1").arg(name));
    return exitDone;
}

int set(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    auto environment = environmentToChange((*files)->workspace(), arguments.positional.first());
    if (!environment)
        return context.fail(environment.error());
    for (const QString& assignment : arguments.positional.mid(1)) {
        const qsizetype equals = assignment.indexOf(u'=');
        if (equals < 1 || !workspace::isVariableName(QStringView(assignment).first(equals))) {
            return context.failUsage(
                QStringLiteral("\"%1\" is no VAR=VALUE: a name has letters, digits and _.").arg(assignment));
        }
        environment->vars.set(assignment.first(equals), assignment.mid(equals + 1));
    }
    return save(context, **files, *environment);
}

int destination(Context& context, const Arguments& arguments)
{
    const auto kind = workspace::destinationKindFrom(arguments.positional.at(1));
    if (!kind) {
        return context.fail(Error{
            ErrorCode::InvalidArgument,
            {QStringLiteral("destination"), arguments.positional.at(1), QStringLiteral("directory, knock, http")}});
    }
    Destination wanted;
    wanted.kind = *kind;
    wanted.url = arguments.value(u"url");
    wanted.secret = arguments.value(u"secret");
    const QUrl url(wanted.url, QUrl::StrictMode);
    const bool isHttp = url.isValid() && !url.host().isEmpty() &&
                        (url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https"));
    if (!wanted.url.isEmpty() && !isHttp) {
        return context.fail(Error{ErrorCode::InvalidArgument,
                                  {QStringLiteral("--url"), wanted.url, QStringLiteral("an http or https URL")}});
    }
    if (wanted.kind == DestinationKind::Http && wanted.url.isEmpty()) {
        return context.failUsage(
            QStringLiteral("The destination http needs a URL: --url https://api.example.com/events"));
    }
    if (wanted.kind == DestinationKind::Directory && (!wanted.url.isEmpty() || !wanted.secret.isEmpty()))
        return context.failUsage(QStringLiteral("The Directory takes neither --url nor --secret."));
    if (const QString scheme = arguments.value(u"sign"); !scheme.isEmpty()) {
        if (wanted.kind != DestinationKind::Http || wanted.secret.isEmpty())
            return context.failUsage(QStringLiteral("--sign needs the destination http and --secret NAME."));
        if (!signing::isKnownScheme(scheme))
            return context.fail(Error{ErrorCode::SchemeUnknown, {scheme}});
        wanted.signing.append(QStringLiteral("scheme"), scheme);
        if (arguments.has(u"header"))
            wanted.signing.append(QStringLiteral("header"), arguments.value(u"header"));
    }
    if (wanted.kind == DestinationKind::Knock && wanted.secret.isEmpty())
        wanted.secret = QString::fromLatin1(workspace::defaultKnockSecret);

    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    auto environment = environmentToChange((*files)->workspace(), arguments.positional.first());
    if (!environment)
        return context.fail(environment.error());
    wanted.extra = environment->destination.extra;
    environment->destination = wanted;
    if (!wanted.secret.isEmpty() && !environment->secrets.contains(wanted.secret))
        environment->secrets.append(wanted.secret);
    const int status = save(context, **files, *environment);
    if (status == exitDone && !wanted.secret.isEmpty()) {
        context.hint(QStringLiteral("Its key is the secret %1: headwater-cli secret set %1 --environment %2")
                         .arg(wanted.secret, environment->name));
    }
    return status;
}

} // namespace

std::vector<Command> environmentCommands()
{
    const auto group = QStringLiteral("env");
    return {
        {{group, QStringLiteral("list")},
         {},
         QStringLiteral("the environments and their destinations"),
         {},
         0,
         0,
         list,
         {}},
        {{group, QStringLiteral("use")},
         QStringLiteral("NAME"),
         QStringLiteral("make it the active one on this machine"),
         {},
         1,
         1,
         use,
         {}},
        {{group, QStringLiteral("set")},
         QStringLiteral("NAME VAR=VALUE…"),
         QStringLiteral("set variables; makes the environment where it is new"),
         {},
         1,
         -1,
         set,
         {}},
        {{group, QStringLiteral("destination")},
         QStringLiteral("NAME directory|knock|http"),
         QStringLiteral("where its actions go"),
         {{QStringLiteral("url"), QStringLiteral("URL"), QStringLiteral("the base URL of an http destination")},
          {QStringLiteral("secret"), QStringLiteral("NAME"), QStringLiteral("the secret that holds its key, or signs")},
          {QStringLiteral("sign"), QStringLiteral("SCHEME"),
           QStringLiteral("how requests to an http destination are signed: standard-webhooks, hmac, bearer, …")},
          {QStringLiteral("header"), QStringLiteral("NAME"), QStringLiteral("where the signature stands (hmac)")}},
         2,
         2,
         destination,
         {}},
    };
}

} // namespace hw::cli
