#include "app/cli/workspaceaccess.h"

#include <QDir>

namespace hw::cli {

namespace {

int init(Context& context, const Arguments& arguments)
{
    const QString folder = QDir(arguments.positional.first()).absolutePath();
    const auto made = workspace::WorkspaceFiles::create(folder, arguments.value(u"name"), context.clock()->now());
    if (!made)
        return context.fail(made.error());
    const workspace::Workspace& workspace = (*made)->workspace();
    document(context, json::Object{{QStringLiteral("id"), workspace.id},
                                   {QStringLiteral("name"), workspace.name},
                                   {QStringLiteral("path"), workspace.root},
                                   {QStringLiteral("defaultEnvironment"), workspace.defaultEnvironment}});
    context.say(QStringLiteral("Made the workspace %1 in %2").arg(workspace.name, workspace.root));
    context.hint(QStringLiteral("Next: headwater-cli source add PROVIDER --workspace %1 (providers: headwater-cli "
                                "catalog list)")
                     .arg(workspace.root));
    return exitDone;
}

} // namespace

std::vector<Command> initCommands()
{
    return {{{QStringLiteral("init")},
             QStringLiteral("DIR"),
             QStringLiteral("make a new workspace"),
             {{QStringLiteral("name"), QStringLiteral("NAME"), QStringLiteral("its name (default: the folder's)")}},
             1,
             1,
             init,
             {}}};
}

} // namespace hw::cli
