#include "app/cli/sourcerename.h"

#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/store/migrations.h"
#include "core/store/ownerlock.h"
#include "core/store/sourcehistory.h"

#include <QFile>

#include <limits>

namespace hw::cli {

namespace {

/// What the store has under the old key follows now, where nobody owns the workspace; its owner sees to it otherwise.
/// How many events; nothing = the owner.
Result<std::optional<qint64>> followNow(const workspace::Workspace& workspace, const QString& from, const QString& to)
{
    if (!QFile::exists(workspace.databasePath()))
        return std::optional<qint64>(0);
    const auto lock = store::OwnerLock::take(workspace.dataFolder());
    if (!lock && lock.error().code == ErrorCode::WorkspaceOwned)
        return std::optional<qint64>();
    if (!lock)
        return lock.error();
    auto database = store::openStore(workspace.databasePath());
    if (!database)
        return database.error();
    auto transaction = store::Transaction::begin(*database);
    if (!transaction)
        return transaction.error();
    const auto moved = store::moveHistory(*database, from, to, std::numeric_limits<qint64>::max());
    if (!moved)
        return moved.error();
    if (const auto done = transaction->commit(); !done)
        return done.error();
    return std::optional(moved->events);
}

} // namespace

int renameSource(Context& context, const Arguments& arguments)
{
    const auto files = openWithHints(context);
    if (!files)
        return context.fail(files.error());
    const QString key = arguments.positional.first();
    const QString newKey = arguments.positional.last();
    const auto moved = (*files)->moveSource(key, newKey);
    if (!moved)
        return context.fail(moved.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const auto events = followNow(workspace, key, newKey);
    if (!events) {
        context.hint(QStringLiteral("%1 is %2 now. What was captured of it follows when the workspace is next used:")
                         .arg(key, newKey));
        return context.fail(events.error());
    }
    document(context, json::Object{{QStringLiteral("key"), newKey},
                                   {QStringLiteral("formerKey"), key},
                                   {QStringLiteral("endpoint"), endpointUrl(workspace, newKey)},
                                   {QStringLiteral("aliases"), textsJson(moved->aliases)},
                                   {QStringLiteral("eventsMoved"), *events ? json::Value(**events) : nullptr}});
    context.say(QStringLiteral("%1 is %2 now").arg(key, newKey));
    context.say(QStringLiteral("Endpoint  %1").arg(endpointUrl(workspace, newKey)));
    if (*events)
        context.say(QStringLiteral("Events    %1 moved").arg(**events));
    else
        context.hint(QStringLiteral("The process that runs the workspace moves what was captured."));
    QStringList others = moved->aliases;
    others.removeAll(key);
    context.hint(
        QStringLiteral("Its old path, /s/%1, goes on answering. source show %2 tells when it was last used; to "
                       "end it: headwater-cli source set %2 aliases=%3")
            .arg(key, newKey, others.join(u',')));
    return exitDone;
}

Result<json::Value> aliasUse(const Context& context, const workspace::Workspace& workspace,
                             const workspace::Source& source)
{
    json::Array uses;
    if (source.aliases.isEmpty())
        return json::Value(std::move(uses));
    auto reader = openReader(context);
    if (!reader)
        return reader.error();
    const auto known = store::keyUses(reader->database(), source.key, source.aliases);
    if (!known)
        return known.error();
    for (const store::KeyUse& use : *known) {
        uses.push_back(json::Object{
            {QStringLiteral("alias"), use.key},
            {QStringLiteral("endpoint"), endpointUrl(workspace, use.key)},
            {QStringLiteral("lastUsedAt"), use.lastUsed ? json::Value(toIso8601(*use.lastUsed)) : nullptr}});
    }
    return json::Value(std::move(uses));
}

} // namespace hw::cli
