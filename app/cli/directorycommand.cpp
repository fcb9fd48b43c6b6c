#include "app/cli/context.h"
#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/store/migrations.h"

namespace hw::cli {

namespace {

QString cell(const json::Value& value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::write(value));
}

void sayRows(const Context& context, const json::Array& rows)
{
    QStringList names;
    for (const json::Value& row : rows) {
        for (const auto& [name, value] : row.toObject()) {
            if (!names.contains(name) && !value.isNull() && !value.isUndefined())
                names.append(name);
        }
    }
    QStringList header;
    for (const QString& name : names)
        header.append(name.toUpper());
    std::vector<QStringList> cells;
    for (const json::Value& row : rows) {
        QStringList line;
        for (const QString& name : names) {
            const json::Value& value = row[name];
            line.append(value.isUndefined() || value.isNull() ? QStringLiteral("-") : cell(value));
        }
        cells.push_back(line);
    }
    context.table(header, cells);
}

int directory(Context& context, const Arguments& arguments)
{
    const QString what = arguments.positional.first();
    const auto kind = delivery::directoryKindFrom(what);
    if (!kind)
        return context.failUsage(
            QStringLiteral("The Directory has users, tenants, objects, audiences, subscriptions and "
                           "workflow-runs, not \"%1\".")
                .arg(what));
    bool isNumber = true;
    delivery::DirectoryPage page;
    if (arguments.has(u"limit"))
        page.limit = arguments.value(u"limit").toInt(&isNumber);
    if (!isNumber || page.limit < 1)
        return context.failUsage(QStringLiteral("--limit takes a number above zero."));

    const auto files = context.openFiles();
    if (!files)
        return context.fail(files.error());
    const auto environment = context.environmentOf((*files)->workspace());
    if (!environment)
        return context.fail(environment.error());
    // Opened for writing where it is new or older, so that the tables are there.
    auto database = store::openStoreForReading((*files)->workspace().databasePath());
    if (!database)
        database = store::openStore((*files)->workspace().databasePath(), {delivery::directorySchema()});
    if (!database)
        return context.fail(database.error());
    delivery::DirectoryReader reader(*database);

    if (arguments.positional.size() > 1) {
        const QString id = arguments.positional.at(1);
        const auto found = reader.find(*kind, *environment, id);
        if (!found)
            return context.fail(found.error());
        if (found->isUndefined())
            return context.fail({ErrorCode::NotFound, {what, id}});
        if (context.json()) {
            context.print(*found);
        } else {
            for (const auto& [name, value] : found->toObject())
                context.say(QStringLiteral("%1 %2").arg(name, -18).arg(cell(value)));
        }
        return exitDone;
    }
    const auto rows = reader.list(*kind, *environment, page);
    if (!rows)
        return context.fail(rows.error());
    if (context.json())
        context.print(*rows);
    else if (rows->empty())
        context.hint(QStringLiteral("No %1 in %2.").arg(what, *environment));
    else
        sayRows(context, *rows);
    return exitDone;
}

} // namespace

std::vector<Command> directoryCommands()
{
    return {{{QStringLiteral("directory")},
             QStringLiteral("users|tenants|objects|audiences|subscriptions|workflow-runs [ID]"),
             QStringLiteral("what the actions did locally"),
             {{QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("how many rows (default 200)")}},
             1,
             2,
             directory,
             QStringLiteral("Objects and subscriptions are named COLLECTION/ID.")}};
}

} // namespace hw::cli
