// Large bodies in files of their own, and what the store keeps beside events: exchanges, gaps, refusals.

#include "core/store/blobs.h"
#include "core/store/exchange.h"
#include "core/store/reachability.h"
#include "core/store/reader.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include <fcntl.h>
#include <sys/stat.h>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;
using namespace std::chrono_literals;

namespace {

QByteArray large(char c = 'x')
{
    return QByteArray("{\"n\":\"") + QByteArray(3 * 1024 * 1024, c) + "\"}";
}

QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 1;
    for (char& c : bytes) {
        state = state * 1664525 + 1013904223;
        c = static_cast<char>(state >> 24);
    }
    return bytes;
}

QStringList filesIn(const QString& folder)
{
    QStringList names;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        names.append(files.next());
    return names;
}

void makeOld(const QString& file)
{
    const timespec old[2] = {{1000000000, 0}, {1000000000, 0}};
    QVERIFY(::utimensat(AT_FDCWD, QFile::encodeName(file).constData(), old, 0) == 0);
}

} // namespace

class TestBlobs final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip_data();
    void roundTrip();
    void sameContentIsKeptOnce();
    void smallBodiesStayInTheDatabase();
    void damageIsNamed();
    void unusedFilesGo();
    void folderThatCannotBeWritten();
    void exchangesStayBesideTheirEvent();
    void gapsGrow();
    void refusalsAreCounted();

private:
    CommitUnit commit(const QByteArray& body);
    [[nodiscard]] QString databasePath() const { return m_dir->filePath(QStringLiteral("headwater.db")); }
    [[nodiscard]] QString blobFolder() const { return m_dir->filePath(QStringLiteral("blobs")); }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestBlobs::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

CommitUnit TestBlobs::commit(const QByteArray& body)
{
    auto writer = Writer::open({databasePath(), {}, {}});
    if (!writer)
        return {};
    const Event event = makeEvent(body);
    CommitUnit stored;
    (*writer)->submit({item(event, makeRun(event))}, [&](Result<CommitUnit> result) {
        if (result)
            stored = *std::move(result);
    });
    (*writer)->stop();
    return stored;
}

void TestBlobs::roundTrip_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("compresses") << large();
    QTest::newRow("does not compress") << noise(2 * 1024 * 1024);
    QTest::newRow("the smallest") << noise(Blobs::smallest);
    QTest::newRow("compresses only at its start") << QByteArray(1024 * 1024, 'a') + noise(1024 * 1024);
}

void TestBlobs::roundTrip()
{
    QFETCH(QByteArray, body);
    const CommitUnit stored = commit(body);
    QCOMPARE(stored.size(), size_t(1));
    QCOMPARE(filesIn(blobFolder()).size(), 1);
    QVERIFY(QFileInfo(databasePath()).size() < 300 * 1024);
    auto reader = Reader::open(databasePath());
    QVERIFY(reader);
    const auto read = reader->eventBySeq(stored.front().event.seq);
    QVERIFY(read && *read);
    QVERIFY((*read)->event.request.body == body);
    // Filters look into it as well.
    const auto filter = Filter::parse(QStringLiteral("size:>=1m"), at(0));
    QVERIFY(filter);
    QCOMPARE(reader->events(*filter, {})->size(), size_t(1));
    const auto text = Filter::parse(QStringLiteral("body.n:~xxx"), at(0));
    QVERIFY(text);
    QCOMPARE(reader->events(*text, {})->size(), size_t(body == large() ? 1 : 0));
}

void TestBlobs::sameContentIsKeptOnce()
{
    QVERIFY(!commit(large()).empty());
    QVERIFY(!commit(large()).empty());
    QCOMPARE(filesIn(blobFolder()).size(), 1);
    QVERIFY(!commit(large('y')).empty());
    QCOMPARE(filesIn(blobFolder()).size(), 2);
}

void TestBlobs::smallBodiesStayInTheDatabase()
{
    QVERIFY(!commit(noise(Blobs::smallest - 1)).empty());
    QVERIFY(filesIn(blobFolder()).isEmpty());
}

void TestBlobs::damageIsNamed()
{
    const qint64 seq = commit(large()).front().event.seq;
    const QString file = filesIn(blobFolder()).first();
    const auto codeOfRead = [&] {
        auto reader = Reader::open(databasePath());
        const auto read = reader->eventBySeq(seq);
        return read ? ErrorCode::Internal : read.error().code;
    };
    QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2));
    QCOMPARE(codeOfRead(), ErrorCode::StoreCorrupt);
    QVERIFY(QFile::remove(file));
    QCOMPARE(codeOfRead(), ErrorCode::StoreCorrupt);
}

void TestBlobs::unusedFilesGo()
{
    const qint64 kept = commit(large('k')).front().event.seq;
    const qint64 deleted = commit(large('d')).front().event.seq;
    auto writer = Writer::open({databasePath(), {}, {}});
    QVERIFY(writer);
    (*writer)->submitJob(
        [deleted](Database& database) -> Result<void> {
            return database.run("DELETE FROM content WHERE id = ?", deleted);
        },
        {});
    (*writer)->collectBlobs();
    (*writer)->stop();
    QCOMPARE(filesIn(blobFolder()).size(), 2); // both are young

    for (const QString& file : filesIn(blobFolder()))
        makeOld(file);
    QFile part(blobFolder() + QStringLiteral("/ab.part123"));
    QVERIFY(QDir().mkpath(blobFolder()) && part.open(QIODevice::WriteOnly));
    writer = Writer::open({databasePath(), {}, {}});
    QVERIFY(writer);
    (*writer)->collectBlobs();
    (*writer)->stop();
    QCOMPARE(filesIn(blobFolder()).size(), 2); // the one in use, and the part that is young
    auto reader = Reader::open(databasePath());
    QVERIFY(reader->eventBySeq(kept));
}

void TestBlobs::folderThatCannotBeWritten()
{
    // A file where the folder should be: this fails for everybody, root included.
    QFile file(blobFolder());
    QVERIFY(file.open(QIODevice::WriteOnly));
    auto writer = Writer::open({databasePath(), {}, {}});
    QVERIFY(writer);
    const Event big = makeEvent(large());
    const Event small = makeEvent("{}");
    std::optional<Error> error;
    bool stored = false;
    (*writer)->submit({item(big, makeRun(big))}, [&](const Result<CommitUnit>& result) {
        if (!result)
            error = result.error();
    });
    (*writer)->submit({item(small, makeRun(small))},
                      [&](const Result<CommitUnit>& result) { stored = result.hasValue(); });
    (*writer)->stop();
    QVERIFY(error);
    QVERIFY(stored);
}

void TestBlobs::exchangesStayBesideTheirEvent()
{
    const qint64 seq = commit("{}").front().event.seq;
    auto database = openStore(databasePath());
    QVERIFY(database);
    Exchange exchange{ExchangeKind::Resend,
                      seq,
                      QStringLiteral("http://127.0.0.1:3000/"),
                      at(5),
                      201,
                      {{"A", "b"}},
                      "ok",
                      {},
                      1500us};
    QVERIFY(recordExchange(*database, exchange));
    const Exchange failed{ExchangeKind::Forward,
                          seq,
                          QStringLiteral("http://127.0.0.1:1/"),
                          at(6),
                          0,
                          {},
                          {},
                          QStringLiteral("network: refused"),
                          0us};
    QVERIFY(recordExchange(*database, failed));
    QCOMPARE(*exchangesOf(*database, seq), (std::vector{exchange, failed}));
    QVERIFY(exchangesOf(*database, seq + 1)->empty());
    for (int i = 0; i < 150; ++i)
        QVERIFY(recordExchange(*database, exchange));
    QCOMPARE(exchangesOf(*database, seq)->size(), size_t(100));
}

void TestBlobs::gapsGrow()
{
    auto database = openStore(databasePath());
    QVERIFY(database);
    const QString stopped = QStringLiteral("stopped");
    QVERIFY(recordGap(*database, {at(1000), at(2000), stopped}));
    QVERIFY(recordGap(*database, {at(2000), at(3000), stopped}));
    QVERIFY(recordGap(*database, {at(2500), at(2600), QStringLiteral("sleep")}));
    QVERIFY(recordGap(*database, {at(5000), at(5000), stopped})); // no time at all
    QCOMPARE(*gaps(*database, at(0), at(9000)),
             (std::vector<Gap>{{at(1000), at(3000), stopped}, {at(2500), at(2600), QStringLiteral("sleep")}}));
    QCOMPARE(gaps(*database, at(2550), at(2560))->size(), size_t(2));
    QVERIFY(gaps(*database, at(3000), at(9000))->empty());

    QVERIFY(!reachableUntil(*database)->has_value());
    QVERIFY(noteReachable(*database, at(7)));
    QVERIFY(noteReachable(*database, at(8)));
    QCOMPARE(*reachableUntil(*database), std::optional(at(8)));
}

void TestBlobs::refusalsAreCounted()
{
    auto database = openStore(databasePath());
    QVERIFY(database);
    const QString reason = QStringLiteral("overloaded");
    QVERIFY(countRefusals(*database, {at(0), reason, 3}));
    QVERIFY(countRefusals(*database, {at(1), reason, 4}));
    QVERIFY(countRefusals(*database, {at(60000), reason, 1}));
    const auto counted = refusals(*database, at(0), at(120000));
    QCOMPARE(counted->size(), size_t(2));
    QCOMPARE(counted->front().requests, 7);
}

QTEST_GUILESS_MAIN(TestBlobs)
#include "tst_blobs.moc"
