#include "app/cli/context.h"
#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/store/diskstate.h"
#include "core/store/ownerlock.h"
#include "core/store/reader.h"

#include <QFile>
#include <QLocale>
#include <QStorageInfo>

namespace hw::cli {

namespace {

QString bytesText(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes);
}

/// What the owner says of its store; without one, whether this process could write.
std::optional<Error> troubleOf(const QString& databasePath, const std::optional<store::Owner>& owner)
{
    if (owner && !owner->trouble.isEmpty()) {
        return Error{codeFromName(owner->trouble.toLatin1()).value_or(ErrorCode::Internal), owner->troubleArgs};
    }
    const Result<void> usable = owner ? Result<void>() : store::tryFolderOf(databasePath);
    return usable ? std::nullopt : std::optional(usable.error());
}

int status(Context& context, const Arguments&)
{
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const std::optional<store::Owner> owner = store::OwnerLock::current(workspace.dataFolder());
    std::optional<Error> trouble = troubleOf(workspace.databasePath(), owner);
    std::optional<store::Summary> summary;
    qint64 behind = 0;
    // A workspace that never ran has no database, which is no trouble.
    if (QFile::exists(workspace.databasePath())) {
        auto reader = store::Reader::open(workspace.databasePath());
        const auto read = reader ? reader->summary() : Result<store::Summary>(reader.error());
        if (read) {
            summary = *read;
            behind = reader->searchBehind().valueOr(0);
        } else if (!trouble) {
            trouble = read.error();
        }
    }
    const qint64 freeBytes = QStorageInfo(workspace.dataFolder()).bytesAvailable();
    const int exit = trouble ? exitFailed : exitDone;
    if (context.json()) {
        json::Object store{
            {QStringLiteral("path"), workspace.databasePath()},
            {QStringLiteral("error"), trouble ? errorJson(*trouble) : json::Value(nullptr)},
            {QStringLiteral("events"), summary ? json::Value(summary->events) : json::Value(nullptr)},
            {QStringLiteral("bytes"), summary ? json::Value(summary->storedBytes) : json::Value(nullptr)},
            {QStringLiteral("notIndexed"), behind},
            {QStringLiteral("freeBytes"), freeBytes}};
        json::Value running(nullptr);
        if (owner) {
            running = json::Object{{QStringLiteral("pid"), owner->pid},
                                   {QStringLiteral("listening"),
                                    owner->origin.isEmpty() ? json::Value(nullptr) : json::Value(owner->origin)}};
        }
        context.print(json::Object{{QStringLiteral("workspace"), workspace.root},
                                   {QStringLiteral("environment"), workspace.activeEnvironment()},
                                   {QStringLiteral("owner"), std::move(running)},
                                   {QStringLiteral("store"), std::move(store)}});
        return exit;
    }
    context.say(QStringLiteral("workspace    %1").arg(workspace.root));
    context.say(QStringLiteral("environment  %1").arg(workspace.activeEnvironment()));
    context.say(!owner ? QStringLiteral("owner        nobody: requests are not captured")
                       : QStringLiteral("owner        process %1, %2")
                             .arg(owner->pid)
                             .arg(owner->origin.isEmpty() ? QStringLiteral("not listening")
                                                          : QStringLiteral("listening ") + owner->origin));
    context.say(QStringLiteral("store        %1").arg(trouble ? context.textOf(*trouble) : QStringLiteral("ok")));
    if (summary) {
        context.say(
            QStringLiteral("events       %1, %2 on disk").arg(summary->events).arg(bytesText(summary->storedBytes)));
        if (behind > 0)
            context.say(QStringLiteral("search       %1 requests are not indexed yet").arg(behind));
    }
    context.say(QStringLiteral("free         %1").arg(bytesText(freeBytes)));
    return exit;
}

} // namespace

std::vector<Command> statusCommands()
{
    return {{{QStringLiteral("status")},
             {},
             QStringLiteral("who runs the workspace, where it listens, whether its store is well"),
             {},
             0,
             0,
             status,
             QStringLiteral("Exits with 1 where nothing can be stored.")}};
}

} // namespace hw::cli
