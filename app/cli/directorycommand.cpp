#include "app/cli/context.h"
#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/delivery/directorytree.h"
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

/// The one that is named, or those of the page.
Result<std::vector<delivery::EntityRef>> rootsOf(delivery::DirectoryReader& reader, delivery::DirectoryKind kind,
                                                 const QString& environment, const delivery::DirectoryPage& page,
                                                 const QString& id)
{
    const bool tenants = kind == delivery::DirectoryKind::Tenants;
    std::vector<delivery::EntityRef> roots;
    if (!id.isEmpty()) {
        if (tenants)
            roots.push_back({QString::fromLatin1(delivery::tenantCollection), id});
        else
            roots.push_back({id.section(u'/', 0, 0), id.section(u'/', 1)});
        return roots;
    }
    const auto rows = tenants ? reader.tenants(environment, page) : reader.objects(environment, page);
    if (!rows)
        return rows.error();
    for (const delivery::DirectoryObject& row : *rows)
        roots.push_back({row.collection, row.id});
    return roots;
}

/// One line for each: id, name, address or properties; subscribers stand below, further in.
void sayTree(const Context& context, const json::Value& row, int depth = 0)
{
    QStringList parts{(row[u"collection"].isString() ? row[u"collection"].toString() + u'/' : QString()) +
                      row[u"id"].toString()};
    for (const QStringView name : {u"name", u"email"}) {
        if (row[name].isString())
            parts.append(row[name].toString());
    }
    if (row[u"subscribers"].isArray()) {
        for (const auto& [name, value] : row[u"properties"].toObject()) {
            if (value.isString() || value.isNumber() || value.isBool())
                parts.append(name + QStringLiteral("=") + cell(value));
        }
    }
    context.say(QString(depth * 2, u' ') + parts.join(QStringLiteral("  ")));
    for (const json::Value& subscriber : row[u"subscribers"].toArray())
        sayTree(context, subscriber, depth + 1);
    if (row[u"more"].isBool())
        context.say(QString(depth * 2 + 2, u' ') + QStringLiteral("…"));
}

int tree(const Context& context, delivery::DirectoryReader& reader, const QString& environment,
         const std::vector<delivery::EntityRef>& roots)
{
    json::Array trees;
    for (const delivery::EntityRef& root : roots) {
        auto grown = delivery::directoryTree(reader, environment, root);
        if (!grown)
            return context.fail(grown.error());
        if (grown->isUndefined())
            return context.fail({ErrorCode::NotFound, {QStringLiteral("object"), root.collection + u'/' + root.id}});
        if (!context.json())
            sayTree(context, *grown);
        trees.push_back(*std::move(grown));
    }
    if (context.json())
        context.print(std::move(trees));
    return exitDone;
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
    if (arguments.has(u"tree") && *kind != delivery::DirectoryKind::Tenants &&
        *kind != delivery::DirectoryKind::Objects)
        return context.failUsage(QStringLiteral("--tree is for tenants and objects, which have subscribers."));
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

    if (arguments.has(u"tree")) {
        const auto roots = rootsOf(reader, *kind, *environment, page, arguments.positional.value(1));
        return roots ? tree(context, reader, *environment, *roots) : context.fail(roots.error());
    }
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
             {{QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("how many rows (default 200)")},
              {QStringLiteral("tree"),
               {},
               QStringLiteral("tenants and objects: with who is subscribed to them, and to those, level by level")}},
             1,
             2,
             directory,
             QStringLiteral("Objects and subscriptions are named COLLECTION/ID.")}};
}

} // namespace hw::cli
