// A source's history under a new key: in parts, between which the store is used on, and whole in the end.

#include "core/store/reader.h"
#include "core/store/sourcehistory.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestSourceHistory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void movesInParts()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("headwater.db"));
        auto writer = Writer::open({path, {}, {}});
        QVERIFY(writer);
        const auto add = [&](const QString& source, const QString& key) {
            const Event event = makeEvent("{}", source);
            const auto done = commit(**writer, unitOf(item(event, makeRun(event, EventStatus::Processed, key))));
            return done ? done->front().run->status : EventStatus::Error;
        };
        const QString from = QStringLiteral("orders");
        const QString to = QStringLiteral("shop");
        for (int i = 0; i < 5; ++i)
            QVERIFY(add(from, QString::number(i)) == EventStatus::Processed);
        QVERIFY(add(QStringLiteral("billing"), QStringLiteral("0")) == EventStatus::Processed);

        const auto move = [&] {
            MovedHistory moved;
            const auto done = runJob(**writer, [&](Database& database) -> Result<void> {
                const auto part = moveHistory(database, from, to, 2);
                if (!part)
                    return part.error();
                moved = *part;
                return {};
            });
            return done ? moved : MovedHistory{-1, true};
        };
        auto reader = Reader::open(path);
        QVERIFY(reader);
        const auto following = [&] { return keyUses(reader->database(), to, {from})->front().following; };
        QVERIFY(move() == (MovedHistory{2, false}));
        QCOMPARE(following(), 3);
        // Its keys of idempotency are known from the first part on, and its totals are right throughout.
        QVERIFY(add(to, QStringLiteral("4")) == EventStatus::Duplicate);
        QVERIFY(add(to, QStringLiteral("5")) == EventStatus::Processed);
        const auto total = [&] {
            for (const SourceCount& count : reader->summary()->sources) {
                if (count.source == to)
                    return count.events;
            }
            return qint64(-1);
        };
        QCOMPARE(total(), 7);
        QVERIFY(move() == (MovedHistory{2, false}));
        QVERIFY(move() == (MovedHistory{1, true}));
        QVERIFY(move() == (MovedHistory{0, true}));
        QCOMPARE(following(), 0);
        QCOMPARE(total(), 7);
        QCOMPARE(reader->count(*Filter::parse(QStringLiteral("source:shop"), at(0)), 100).value(), 7);
        QCOMPARE(reader->count(*Filter::parse(QStringLiteral("source:billing"), at(0)), 100).value(), 1);
        QVERIFY(keyUses(reader->database(), to, {from})->front().lastUsed == at(0));
        QVERIFY(!keyUses(reader->database(), to, {QStringLiteral("never")})->front().lastUsed);
    }
};

QTEST_GUILESS_MAIN(TestSourceHistory)
#include "tst_sourcehistory.moc"
