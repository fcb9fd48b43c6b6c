#include "core/store/checkpointer.h"
#include "core/store/codec.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/ownerlock.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <unistd.h>

using namespace hw;
using namespace hw::store;

class TestDatabase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void bindsAndReads();
    void savepointsTakeBackTheirPart();
    void transactionRollsBack();
    void mapsErrors_data();
    void mapsErrors();
    void lockedIsBusy();
    void readOnlyCannotWrite();
    void refusesForeignAndNewer();
    void migratesModulesAndKeepsABackup();
    void failedMigrationChangesNothing();
    void newDatabaseHasNoBackup();
    void codec_data();
    void codec();
    void codecRefusesDamage();
    void ownerLock();
    void logStartsAnew();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("headwater.db"));
}

void TestDatabase::bindsAndReads()
{
    Result<Database> database = Database::open(m_path, Database::Mode::ReadWrite);
    QVERIFY(database);
    QVERIFY(database->exec("CREATE TABLE t(a, b, c, d, e, f)"));
    const QByteArray bytes("\0\xff\0", 3);
    const QString text = QStringLiteral("J\u00f6rg\u2014");
    QVERIFY(database->run("INSERT INTO t VALUES(?, ?, ?, ?, ?, ?)", qint64(1) << 60, text, bytes, nullptr, QString(),
                          std::optional<Timestamp>()));
    Result<Statement> statement = database->prepare("SELECT a, b, c, d, e, f, typeof(b), typeof(c) FROM t");
    QVERIFY(statement);
    QVERIFY(statement->step().valueOr(false));
    QCOMPARE(statement->integer(0), qint64(1) << 60);
    QCOMPARE(statement->text(1), text);
    QCOMPARE(statement->blob(2), bytes);
    QVERIFY(statement->isNull(3));
    QVERIFY(!statement->isNull(4));
    QCOMPARE(statement->text(4), QString());
    QVERIFY(statement->isNull(5));
    QCOMPARE(statement->text(6), QStringLiteral("text"));
    QCOMPARE(statement->text(7), QStringLiteral("blob"));
    QVERIFY(!statement->step().valueOr(true));
    QVERIFY(!database->run("INSERT INTO t(a) VALUES(?, ?)", 1, 2));
    QVERIFY(!database->run("INSERT INTO t(a) VALUES(1)", 1));
}

void TestDatabase::savepointsTakeBackTheirPart()
{
    Result<Database> database = Database::open(m_path, Database::Mode::ReadWrite);
    QVERIFY(database->exec("CREATE TABLE t(a)"));
    Result<Transaction> transaction = Transaction::begin(*database);
    QVERIFY(transaction);
    QVERIFY(database->run("INSERT INTO t VALUES(1)"));
    {
        Result<Savepoint> outer = Savepoint::begin(*database);
        QVERIFY(database->run("INSERT INTO t VALUES(2)"));
        {
            Result<Savepoint> inner = Savepoint::begin(*database);
            QVERIFY(database->run("INSERT INTO t VALUES(4)"));
        }
        QVERIFY(outer->release());
    }
    {
        Result<Savepoint> dropped = Savepoint::begin(*database);
        QVERIFY(database->run("INSERT INTO t VALUES(8)"));
    }
    QVERIFY(transaction->commit());
    QCOMPARE(database->number("SELECT sum(a) FROM t")->value_or(0), 3);
    QVERIFY(!database->inTransaction());
}

void TestDatabase::transactionRollsBack()
{
    Result<Database> database = Database::open(m_path, Database::Mode::ReadWrite);
    QVERIFY(database->exec("CREATE TABLE t(a)"));
    {
        Result<Transaction> transaction = Transaction::begin(*database);
        QVERIFY(database->run("INSERT INTO t VALUES(1)"));
        QVERIFY(database->inTransaction());
    }
    QVERIFY(!database->inTransaction());
    QCOMPARE(database->number("SELECT count(*) FROM t")->value_or(-1), 0);
}

void TestDatabase::mapsErrors_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("code");
    QTest::newRow("text") << QByteArray("This is no database, but it is long enough to be read as one.").repeated(20)
                          << QStringLiteral("store_corrupt");
    QTest::newRow("cut header") << QByteArray("SQLite format 3\0\x10\x00\x02\x02", 20).leftJustified(200, '\x7f')
                                << QStringLiteral("store_corrupt");
}

void TestDatabase::mapsErrors()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, code);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const Result<Database> opened = openStore(m_path);
    QVERIFY(!opened);
    QCOMPARE(QString::fromLatin1(codeName(opened.error().code)), code);
    QVERIFY(opened.error().args.contains(m_path));
    const Result<Database> read = openStoreForReading(m_path);
    QVERIFY(!read);
    QCOMPARE(QString::fromLatin1(codeName(read.error().code)), code);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestDatabase::lockedIsBusy()
{
    Result<Database> one = openStore(m_path);
    Result<Database> two = openStore(m_path);
    QVERIFY(one && two);
    QVERIFY(two->exec("PRAGMA busy_timeout=20"));
    Result<Transaction> held = Transaction::begin(*one);
    QVERIFY(held);
    const Result<Transaction> refused = Transaction::begin(*two);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::StoreBusy);
}

void TestDatabase::readOnlyCannotWrite()
{
    const Result<Database> missing = openStoreForReading(m_path);
    QVERIFY(!missing);
    QVERIFY(missing.error().code == ErrorCode::NotFound);
    QVERIFY(!QFile::exists(m_path));
    QVERIFY(openStore(m_path));
    Result<Database> reading = openStoreForReading(m_path);
    QVERIFY(reading);
    const Result<void> written = reading->run("INSERT INTO meta VALUES('a', 'b')");
    QVERIFY(!written);
    QVERIFY(written.error().code == ErrorCode::StoreReadOnly);
}

void TestDatabase::refusesForeignAndNewer()
{
    {
        Result<Database> foreign = Database::open(m_path, Database::Mode::ReadWrite);
        QVERIFY(foreign->exec("CREATE TABLE notes(a)"));
    }
    const Result<Database> refused = openStore(m_path);
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::StoreCorrupt);
    QFile::remove(m_path);
    {
        Result<Database> database = openStore(m_path);
        QVERIFY(database->exec("PRAGMA user_version=99"));
    }
    for (const Result<Database>& opened : {openStore(m_path), openStoreForReading(m_path)}) {
        QVERIFY(!opened);
        QVERIFY(opened.error().code == ErrorCode::StoreTooNew);
        QCOMPARE(opened.error().args,
                 QStringList({m_path, QStringLiteral("99"), QString::number(storeSchemaVersion())}));
    }
    QVERIFY(!QFile::exists(m_path + QStringLiteral(".v99.backup")));
}

void TestDatabase::migratesModulesAndKeepsABackup()
{
    SchemaModule module{QStringLiteral("things"), {sqlStep("CREATE TABLE thing(a); INSERT INTO thing VALUES(1)")}};
    QVERIFY(openStore(m_path, {module}));
    // The same version again runs nothing.
    QCOMPARE(openStore(m_path, {module})->number("SELECT count(*) FROM thing")->value_or(0), 1);
    module.steps.push_back([](Database& database) { return database.run("UPDATE thing SET a = a + ?", 41); });
    Result<Database> migrated = openStore(m_path, {module});
    QVERIFY(migrated);
    QCOMPARE(migrated->number("SELECT a FROM thing")->value_or(0), 42);
    const QString backup = m_path + QStringLiteral(".v%1.backup").arg(storeSchemaVersion());
    Result<Database> kept = openStoreForReading(backup);
    QVERIFY(kept);
    QCOMPARE(kept->number("SELECT a FROM thing")->value_or(0), 1);

    module.steps.pop_back();
    const Result<Database> older = openStore(m_path, {module});
    QVERIFY(!older);
    QVERIFY(older.error().code == ErrorCode::StoreTooNew);
}

void TestDatabase::failedMigrationChangesNothing()
{
    SchemaModule module{QStringLiteral("things"), {sqlStep("CREATE TABLE thing(a)")}};
    QVERIFY(openStore(m_path, {module}));
    module.steps.push_back(sqlStep("CREATE TABLE other(a); SELECT nonsense FROM nowhere"));
    QVERIFY(!openStore(m_path, {module}));
    module.steps.pop_back();
    Result<Database> database = openStore(m_path, {module});
    QVERIFY(database);
    QCOMPARE(database->number("SELECT count(*) FROM sqlite_schema WHERE name = 'other'")->value_or(-1), 0);
}

void TestDatabase::newDatabaseHasNoBackup()
{
    QVERIFY(openStore(m_path));
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.backup")}, QDir::Files).isEmpty());
}

void TestDatabase::codec_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("packs");
    QByteArray noise;
    QRandomGenerator random(1);
    for (int i = 0; i < 4096; ++i)
        noise.append(static_cast<char>(random.generate()));
    QTest::newRow("small") << QByteArray(511, 'a') << false;
    QTest::newRow("just large enough") << QByteArray(512, 'a') << true;
    QTest::newRow("noise") << noise << false;
    QTest::newRow("json") << QByteArray("{\"key\":\"value\"},").repeated(200) << true;
    QTest::newRow("megabytes") << QByteArray("abcdefgh").repeated(500000) << true;
}

void TestDatabase::codec()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, packs);
    Codec codec;
    const QByteArray packed = codec.compress(bytes);
    QCOMPARE(!packed.isEmpty(), packs);
    if (!packs)
        return;
    QVERIFY(packed.size() < bytes.size());
    const Result<QByteArray> expanded = codec.expand(packed, bytes.size());
    QVERIFY(expanded);
    QCOMPARE(*expanded, bytes);
}

void TestDatabase::codecRefusesDamage()
{
    Codec codec;
    const QByteArray bytes = QByteArray("{\"key\":\"value\"},").repeated(200);
    QByteArray packed = codec.compress(bytes);
    QVERIFY(!codec.expand(packed, bytes.size() + 1));
    QVERIFY(!codec.expand(packed.left(packed.size() / 2), bytes.size()));
    QVERIFY(!codec.expand(QByteArray(), bytes.size()));
    packed[0] = 'x';
    QVERIFY(!codec.expand(packed, bytes.size()));
}

void TestDatabase::ownerLock()
{
    const QString folder = m_folder->path();
    QVERIFY(!OwnerLock::current(folder));
    {
        Result<OwnerLock> lock = OwnerLock::take(folder);
        QVERIFY(lock);
        OwnerLock moved = *std::move(lock);
        const Result<OwnerLock> second = OwnerLock::take(folder);
        QVERIFY(!second);
        QVERIFY(second.error().code == ErrorCode::WorkspaceOwned);
        QCOMPARE(second.error().args, QStringList({folder, QString::number(::getpid())}));
        QVERIFY(OwnerLock::current(folder) == std::optional(Owner{::getpid(), 0, {}, {}, {}}));
        QVERIFY(moved.setListening(4400, QStringLiteral("http://127.0.0.1:4400")));
        QVERIFY(OwnerLock::current(folder) ==
                std::optional(Owner{::getpid(), 4400, QStringLiteral("http://127.0.0.1:4400"), {}, {}}));
    }
    QVERIFY(!OwnerLock::current(folder));
    QVERIFY(OwnerLock::take(folder));
    const Result<OwnerLock> nowhere = OwnerLock::take(folder + QStringLiteral("/missing"));
    QVERIFY(!nowhere);
    QVERIFY(nowhere.error().code == ErrorCode::IoError);
}

void TestDatabase::logStartsAnew()
{
    Result<Database> database = Database::open(m_path, Database::Mode::ReadWrite);
    QVERIFY(database && database->exec("CREATE TABLE t(a)"));
    Checkpointer checkpointer(m_path);
    const auto grow = [&database](int bytes) {
        return database->run("INSERT INTO t VALUES(?)", QByteArray(bytes, 'x')).hasValue();
    };
    QVERIFY(!checkpointer.logGrew(database->walPages()));
    // A long log: the checkpointer moves it, and then says that the writer should move the rest.
    for (int i = 0; i < 25; ++i)
        QVERIFY(grow(1024 * 1024));
    const int longest = database->walPages();
    bool isAsked = checkpointer.logGrew(longest);
    QVERIFY(!isAsked);
    QTRY_VERIFY((isAsked = isAsked || checkpointer.logGrew(longest)));
    QVERIFY(grow(100)); // came meanwhile
    int left = -1;
    QVERIFY(database->checkpoint(Database::Checkpoint::Passive, &left));
    QCOMPARE(left, 0);
    QVERIFY(grow(100));
    QVERIFY(database->walPages() < 10);
    QVERIFY(!checkpointer.logGrew(database->walPages()));
    QCOMPARE(database->number("SELECT count(*) FROM t")->value_or(0), 27);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
