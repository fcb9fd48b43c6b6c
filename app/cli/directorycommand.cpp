#include "app/cli/context.h"
#include "app/cli/eventextras.h"
#include "core/delivery/batches.h"
#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/delivery/directorytree.h"
#include "core/store/migrations.h"

namespace hw::cli {

namespace {

constexpr qsizetype widestCell = 60; // of a list; one row alone and --json have all of it

QString cell(const json::Value& value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(json::write(value));
}

QString shortened(const QString& text)
{
    return text.size() <= widestCell ? text : text.first(widestCell - 1) + u'…';
}

/// "no user", "There is no user": what a list calls one of its rows.
QString singular(delivery::DirectoryKind kind)
{
    switch (kind) {
    case delivery::DirectoryKind::Users: return QStringLiteral("user");
    case delivery::DirectoryKind::Tenants: return QStringLiteral("tenant");
    case delivery::DirectoryKind::Objects: return QStringLiteral("object");
    case delivery::DirectoryKind::Audiences: return QStringLiteral("audience");
    case delivery::DirectoryKind::Subscriptions: return QStringLiteral("subscription");
    case delivery::DirectoryKind::WorkflowRuns: return QStringLiteral("workflow run");
    }
    return {};
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
            line.append(value.isUndefined() || value.isNull() ? QStringLiteral("-") : shortened(cell(value)));
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
    // Subscriptions may come before what they are to: events have no order.
    const auto unset = reader.subscribedOnly(environment, page.limit);
    if (!unset)
        return unset.error();
    for (const delivery::EntityRef& ref : *unset) {
        if ((ref.collection == QLatin1String(delivery::tenantCollection)) == tenants)
            roots.push_back(ref);
    }
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
    if (row[u"subscribers"].isArray() && row[u"inserted_at"].isUndefined())
        parts.append(QStringLiteral("(not set yet)"));
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

int failNotFound(const Context& context, delivery::DirectoryKind kind, const QString& id)
{
    return context.fail({ErrorCode::NotFound, {singular(kind), id}});
}

/// Batches whose window is open: their triggers are not among the runs yet.
Result<void> hintOpenBatches(const Context& context, store::Database& database, const QString& environment)
{
    const auto batches = delivery::openBatches(database, environment);
    if (!batches)
        return batches.error();
    for (const delivery::OpenBatch& batch : *batches) {
        context.hint(QStringLiteral("Waiting: %1 for %2 with %3 so far, as one run at %4.")
                         .arg(batch.workflow, shortened(cell(batch.recipient)),
                              batch.activities == 1 ? QStringLiteral("1 activity")
                                                    : QStringLiteral("%1 activities").arg(batch.activities),
                              localTime(batch.due)));
    }
    return {};
}

int tree(const Context& context, delivery::DirectoryReader& reader, delivery::DirectoryKind kind,
         const QString& environment, const std::vector<delivery::EntityRef>& roots)
{
    json::Array trees;
    for (const delivery::EntityRef& root : roots) {
        auto grown = delivery::directoryTree(reader, environment, root);
        if (!grown)
            return context.fail(grown.error());
        if (grown->isUndefined())
            return failNotFound(context, kind, root.collection + u'/' + root.id);
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
    const bool isNamed = arguments.positional.size() > 1;
    if (isNamed && *kind == delivery::DirectoryKind::Objects && !arguments.positional.at(1).contains(u'/'))
        return context.failUsage(QStringLiteral("An object is named COLLECTION/ID, as in groups/%1. See: headwater-cli "
                                                "directory objects")
                                     .arg(arguments.positional.at(1)));
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
        return roots ? tree(context, reader, *kind, *environment, *roots) : context.fail(roots.error());
    }
    if (isNamed) {
        const QString id = arguments.positional.at(1);
        const auto found = reader.find(*kind, *environment, id);
        if (!found)
            return context.fail(found.error());
        if (found->isUndefined())
            return failNotFound(context, *kind, id);
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
    if (*kind == delivery::DirectoryKind::WorkflowRuns) {
        if (const auto said = hintOpenBatches(context, *database, *environment); !said)
            return context.fail(said.error());
    }
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
