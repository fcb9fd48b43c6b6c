#pragma once

#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/delivery/effects.h"
#include "core/store/writer.h"

#include <QTemporaryDir>

namespace hw::test {

using delivery::DirectoryKind;
using delivery::DirectoryPage;
using delivery::DirectoryReader;

inline const QString development = QStringLiteral("development");
inline const QString production = QStringLiteral("production");

inline json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

inline Action actionOf(const char* kind, const QByteArray& payload)
{
    static int made = 0;
    Action action;
    action.id = QStringLiteral("act_%1").arg(++made);
    action.kind = QString::fromLatin1(kind);
    action.payload = parsed(payload);
    action.status = ActionStatus::Pending;
    return action;
}

/// What carries a run's actions out where the environment's destination is the Directory.
inline store::Effects directoryEffects()
{
    return [](store::Database& database, const Event& event, Run& run) {
        return delivery::carryOut(database, event, run, {{}, {}, run.startedAt});
    };
}

/// A Directory in a real file, as the store opens it.
class Directory
{
public:
    Directory()
        : m_database(store::openStore(m_folder.filePath(QStringLiteral("headwater.db")), {delivery::directorySchema()}))
    {
        if (!m_database)
            qFatal("%s", qPrintable(m_database.error().args.join(QLatin1Char(' '))));
        // What is tested is the content of the file, not that it survives a power cut.
        (void)m_database->exec("PRAGMA synchronous=OFF");
    }

    store::Database& database() { return *m_database; }
    DirectoryReader reader() { return DirectoryReader(*m_database); }

    /// The result as JSON, or "<code>: <args>" of the error.
    QByteArray apply(const char* kind, const QByteArray& payload, const QString& environment = development)
    {
        const Timestamp now = fromMicroseconds(1000000 * ++m_time);
        const QString event = QStringLiteral("hw_%1").arg(m_time);
        Result<store::Savepoint> savepoint = store::Savepoint::begin(*m_database);
        const Result<json::Value> result =
            delivery::applyAction(*m_database, environment, event, now, actionOf(kind, payload));
        if (!result)
            return codeName(result.error().code) + ": " + result.error().args.join(QLatin1Char(' ')).toUtf8();
        if (!savepoint || !savepoint->release())
            return "the savepoint failed";
        return json::write(*result);
    }

    QByteArray find(DirectoryKind kind, const char* id, const QString& environment = development)
    {
        const Result<json::Value> found = reader().find(kind, environment, QString::fromUtf8(id));
        return found ? json::write(*found) : codeName(found.error().code);
    }

    json::Value value(DirectoryKind kind, const char* id)
    {
        const Result<json::Value> found = reader().find(kind, development, QString::fromUtf8(id));
        return found ? *found : json::Value();
    }

    /// The ids, keys or recipients of a list, joined by spaces.
    QString names(DirectoryKind kind, const char* member, const QString& environment = development)
    {
        QStringList out;
        const Result<json::Array> rows = reader().list(kind, environment);
        if (!rows)
            return QString::fromLatin1(codeName(rows.error().code));
        for (const json::Value& row : *rows) {
            const json::Value& name = row[QString::fromLatin1(member)];
            out.append(name.isString() ? name.toString() : QString::fromUtf8(json::write(name)));
        }
        return out.join(QLatin1Char(' '));
    }

private:
    QTemporaryDir m_folder;
    Result<store::Database> m_database;
    int m_time = 0;
};

} // namespace hw::test
