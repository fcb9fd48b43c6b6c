#include "core/store/searchindex.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace hw::store {

namespace {

Result<void> append(Statement& rows, std::vector<qint64>& to)
{
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        to.push_back(rows.integer(0));
    }
}

} // namespace

QString SearchIndex::pathFor(const QString& storePath)
{
    return QFileInfo(storePath).path() + QStringLiteral("/search.db");
}

QByteArray SearchIndex::tableName(qint64 table)
{
    return "words_" + QByteArray::number(table);
}

void SearchIndex::remove(const QString& storePath)
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(pathFor(storePath) + QLatin1String(suffix));
}

Result<void> SearchIndex::compact(const QString& storePath)
{
    if (!QFile::exists(pathFor(storePath)))
        return {};
    Result<Database> database = Database::open(pathFor(storePath), Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    SearchIndex index(*std::move(database));
    const Result<std::vector<qint64>> numbers = index.tables();
    if (!numbers)
        return numbers.error();
    for (const qint64 number : *numbers) {
        const QByteArray name = tableName(number);
        if (Result<void> done = index.m_database.exec("INSERT INTO " + name + '(' + name + ") VALUES('optimize')");
            !done)
            return done;
    }
    if (Result<void> packed = index.m_database.exec("VACUUM"); !packed)
        return packed;
    return index.m_database.checkpoint(Database::Checkpoint::Truncate);
}

std::optional<SearchIndex> SearchIndex::open(const QString& storePath)
{
    Result<Database> database = Database::open(pathFor(storePath), Database::Mode::ReadOnly);
    if (!database)
        return std::nullopt;
    const auto version = database->number("PRAGMA user_version");
    if (!version || version->value_or(0) != searchVersion)
        return std::nullopt;
    return SearchIndex(*std::move(database));
}

qint64 SearchIndex::indexedTo()
{
    const auto last = m_database.number("SELECT last FROM progress");
    return last ? last->value_or(0) : 0;
}

qint64 SearchIndex::indexedFrom()
{
    const auto first = m_database.number("SELECT min(number) FROM part");
    return first ? first->value_or(0) * contentsPerTable : 0;
}

Result<std::vector<qint64>> SearchIndex::find(const Request& request)
{
    std::vector<qint64> found;
    Result<std::vector<qint64>> numbers = tables();
    if (!numbers)
        return numbers.error();
    if (!request.ascending)
        std::reverse(numbers->begin(), numbers->end());
    for (const qint64 table : *numbers) {
        const qint64 first = table * contentsPerTable;
        if (first > request.last || first + contentsPerTable <= request.first)
            continue;
        if (Result<void> done = findIn(table, request, found); !done)
            return done.error();
        if (found.size() >= static_cast<size_t>(request.limit))
            break;
    }
    return found;
}

Result<std::vector<qint64>> SearchIndex::tables()
{
    Result<Statement*> statement = m_database.cached("SELECT number FROM part ORDER BY number");
    if (!statement)
        return statement.error();
    std::vector<qint64> numbers;
    if (Result<void> done = append((*statement)->start(), numbers); !done)
        return done.error();
    return numbers;
}

Result<void> SearchIndex::findIn(qint64 table, const Request& request, std::vector<qint64>& found)
{
    const QByteArray name = tableName(table);
    const QByteArray order = request.ascending ? " ORDER BY rowid LIMIT ?" : " ORDER BY rowid DESC LIMIT ?";
    const qint64 limit = request.limit - static_cast<qint64>(found.size());
    Result<Statement> words = m_database.prepare("SELECT rowid FROM " + name + " WHERE " + name +
                                                 " MATCH ? AND rowid >= ? AND rowid <= ?" + order);
    if (!words)
        return words.error();
    std::vector<qint64> here;
    words->start(QString::fromUtf8(request.expression), request.first, request.last, limit);
    if (Result<void> done = append(*words, here); !done)
        return done;

    Result<Statement*> partly =
        m_database.cached("SELECT content AS rowid FROM partly WHERE content >= ? AND content <= ?" + order);
    if (!partly)
        return partly.error();
    const qint64 first = std::max(request.first, table * contentsPerTable);
    const qint64 last = std::min(request.last, (table + 1) * contentsPerTable - 1);
    if (Result<void> done = append((*partly)->start(first, last, limit), here); !done)
        return done;

    if (request.ascending)
        std::sort(here.begin(), here.end());
    else
        std::sort(here.begin(), here.end(), std::greater<>());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    const size_t taken = std::min(here.size(), static_cast<size_t>(limit));
    found.insert(found.end(), here.begin(), here.begin() + static_cast<std::ptrdiff_t>(taken));
    return {};
}

} // namespace hw::store
