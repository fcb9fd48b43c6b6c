#include "app/cli/context.h"
#include "app/cli/progressline.h"
#include "app/cli/workspaceaccess.h"
#include "core/delivery/directory.h"
#include "core/store/checkup.h"
#include "core/store/ownerlock.h"

#include <QFile>
#include <QLocale>

namespace hw::cli {

namespace {

QString faultText(const store::Finding& finding)
{
    switch (finding.fault) {
    case store::Fault::DatabaseUnreadable:
        return QStringLiteral("the database cannot be opened: put a copy in its place, or move it away to begin anew");
    case store::Fault::PageDamaged: return QStringLiteral("damaged: %1").arg(finding.subject);
    case store::Fault::IndexWrong: return QStringLiteral("an index does not fit: %1").arg(finding.subject);
    case store::Fault::RowsWithoutParent:
        return QStringLiteral("%1 rows of %2 belong to nothing").arg(finding.count).arg(finding.subject);
    case store::Fault::ParentMissing:
        return QStringLiteral("%1 rows name a %2 that is not there").arg(finding.count).arg(finding.subject);
    case store::Fault::CountsWrong:
        return QStringLiteral("%1 counts of %2 are wrong").arg(finding.count).arg(finding.subject);
    case store::Fault::BodyMissing: return QStringLiteral("the body %1 is missing").arg(finding.subject);
    case store::Fault::BodyDamaged: return QStringLiteral("the body of %1 is damaged").arg(finding.subject);
    case store::Fault::BlobUnused: return QStringLiteral("%1 files of bodies belong to no event").arg(finding.count);
    case store::Fault::SearchBroken: return QStringLiteral("the full-text index is broken");
    case store::Fault::SearchBehind:
        return QStringLiteral(
                   "the full-text index is %1 requests behind; they are looked through until it has caught up")
            .arg(finding.count);
    }
    return {};
}

int check(Context& context, const Arguments&)
{
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    if (!QFile::exists(workspace.databasePath())) {
        if (const auto made = openReader(context); !made)
            return context.fail(made.error());
    }
    // What another process works with is looked at only.
    auto lock = store::OwnerLock::take(workspace.dataFolder());
    if (!lock && lock.error().code != ErrorCode::WorkspaceOwned)
        return context.fail(lock.error());
    ProgressLine progress;
    const auto checked = store::checkStore(workspace.databasePath(), {delivery::directorySchema()},
                                           lock ? store::Mend::Yes : store::Mend::No, [&progress](qint64 looked) {
                                               progress.show(QStringLiteral("requests looked at"), looked, -1);
                                               return true;
                                           });
    progress.clear();
    if (!checked)
        return context.fail(checked.error());
    const int exit = checked->isWell() ? exitDone : exitFailed;
    if (context.json()) {
        json::Array findings;
        for (const store::Finding& finding : checked->findings) {
            findings.push_back(json::Object{{QStringLiteral("code"), store::toString(finding.fault)},
                                            {QStringLiteral("subject"), finding.subject},
                                            {QStringLiteral("count"), finding.count},
                                            {QStringLiteral("mended"), finding.mended},
                                            {QStringLiteral("text"), faultText(finding)}});
        }
        context.print(json::Object{{QStringLiteral("ok"), checked->isWell()},
                                   {QStringLiteral("events"), checked->events},
                                   {QStringLiteral("findings"), std::move(findings)},
                                   {QStringLiteral("damagedCopy"),
                                    checked->kept.isEmpty() ? json::Value(nullptr) : json::Value(checked->kept)}});
        return exit;
    }
    for (const store::Finding& finding : checked->findings) {
        context.say((finding.mended                                ? QStringLiteral("mended   ")
                     : finding.fault == store::Fault::SearchBehind ? QStringLiteral("note     ")
                                                                   : QStringLiteral("FAULT    ")) +
                    faultText(finding));
    }
    if (!checked->kept.isEmpty())
        context.say(QStringLiteral("The damaged database is kept as %1").arg(checked->kept));
    context.say(checked->isWell() ? QStringLiteral("The store is well: %1 events.").arg(checked->events)
                                  : QStringLiteral("The store is not well."));
    if (!checked->isWell() && !lock)
        context.hint(QStringLiteral("Process %1 works with it: stop that, and store check mends what it can.")
                         .arg(lock.error().args.value(1)));
    return exit;
}

json::Value sizeJson(const store::StoreSize& size)
{
    return json::Object{{QStringLiteral("database"), size.database},
                        {QStringLiteral("search"), size.search},
                        {QStringLiteral("bodies"), size.bodies}};
}

int compact(Context& context, const Arguments&)
{
    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const workspace::Workspace& workspace = (*files)->workspace();
    const auto lock = store::OwnerLock::take(workspace.dataFolder());
    if (!lock)
        return context.fail(lock.error());
    const QString path = workspace.databasePath();
    const store::StoreSize before = store::sizeOfStore(path);
    if (const auto done = store::compactStore(path, {delivery::directorySchema()}); !done)
        return context.fail(done.error());
    const store::StoreSize after = store::sizeOfStore(path);
    if (context.json()) {
        context.print(
            json::Object{{QStringLiteral("before"), sizeJson(before)}, {QStringLiteral("after"), sizeJson(after)}});
        return exitDone;
    }
    const auto line = [&context](const QString& name, qint64 was, qint64 is) {
        const QLocale locale = QLocale::c();
        context.say(QStringLiteral("%1 %2 → %3")
                        .arg(name, -10)
                        .arg(locale.formattedDataSize(was), locale.formattedDataSize(is)));
    };
    line(QStringLiteral("database"), before.database, after.database);
    line(QStringLiteral("search"), before.search, after.search);
    line(QStringLiteral("bodies"), before.bodies, after.bodies);
    return exitDone;
}

} // namespace

std::vector<Command> storeCommands()
{
    return {
        {{QStringLiteral("store"), QStringLiteral("check")},
         {},
         QStringLiteral("look through the database, the bodies and the index, and repair what can be"),
         {},
         0,
         0,
         check,
         QStringLiteral("While another process works with the workspace it looks only. Exits with 1 where something "
                        "is wrong that could not be repaired. A damaged database is kept beside the repaired one.")},
        {{QStringLiteral("store"), QStringLiteral("compact")},
         {},
         QStringLiteral("give the room of deleted events back to the disk"),
         {},
         0,
         0,
         compact,
         QStringLiteral("Needs the workspace for itself, and as much free room as the database takes.")}};
}

} // namespace hw::cli
