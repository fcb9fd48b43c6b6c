#include "core/base/jsonprobe.h"
#include "core/store/filterterm.h"
#include "core/store/jsonscan.h"
#include "core/store/reader.h"
#include "core/store/searchindexer.h"
#include "core/store/textfind.h"
#include "core/store/words.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestSearch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void findsInAnyCase_data();
    void findsInAnyCase();
    void resolvesEscapes_data();
    void resolvesEscapes();
    void makesExpressions_data();
    void makesExpressions();
    void scansPathsAsTheParserDoes_data();
    void scansPathsAsTheParserDoes();
    void looksThroughWhatIsNotIndexedYet();
    void pagesBothWays();
    void findsBatchesAndLargeBodies();
    void isBuiltAnew_data();
    void isBuiltAnew();
    void dropsTablesThatRetentionEmptied();

private:
    static void compareProbe(const json::Probed& probed, const json::Value& expected, bool isJson);
    QString path() const { return m_folder->filePath(QStringLiteral("headwater.db")); }
    void add(const QByteArray& body, int count = 1);
    qint64 found(const QString& text);
    void index();

    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSearch::init()
{
    m_writer.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    Result<std::unique_ptr<Writer>> writer = Writer::open({path(), {}, {}});
    QVERIFY(writer);
    m_writer = *std::move(writer);
}

void TestSearch::add(const QByteArray& body, int count)
{
    for (int i = 0; i < count; ++i) {
        const Event event = makeEvent(body, QStringLiteral("billing"), i);
        QVERIFY(commit(*m_writer, unitOf(item(event, makeRun(event)))));
    }
}

qint64 TestSearch::found(const QString& text)
{
    Result<Reader> reader = Reader::open(path());
    return reader ? reader->count(*Filter::parse(text, at(0))).valueOr(-1) : -2;
}

void TestSearch::index()
{
    SearchIndexer indexer(path());
    const SearchState state = indexer.waitUntilIdle();
    QVERIFY2(!state.error, state.error ? codeName(state.error->code).constData() : "");
}

void TestSearch::findsInAnyCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<qsizetype>("expected");
    const auto row = [](const QByteArray& text, const char* part, qsizetype expected) {
        QTest::addRow("%s in %s", part, text.left(40).constData()) << text << QByteArray(part) << expected;
    };
    row("", "", 0);
    row("", "a", -1);
    row("abc", "C", 2);
    row("abc", "abcd", -1);
    row("`", "@", -1);
    row("[", "{", -1);
    for (qsizetype before : {0, 1, 14, 15, 16, 17, 31, 100}) {
        row(QByteArray(before, 'n') + "Needle", "nEEDLE", before);
        row(QByteArray(before, 'n') + "Needle" + QByteArray(40, 'e'), "needle", before);
        row(QByteArray(before, 'x') + "Needl", "needle", -1);
    }
    row(QByteArray(40, 'a') + "b" + QByteArray(40, 'a'), "ab", 39);
    row("Gr\xC3\xBC\xC3\x9F"
        "e",
        "\xC3\x9F"
        "E",
        4);
}

void TestSearch::findsInAnyCase()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, part);
    QFETCH(const qsizetype, expected);
    QCOMPARE(indexOfAnyCase(text, part), expected);
}

void TestSearch::resolvesEscapes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("plain") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("letter") << QByteArray(R"("Ren\u00e9!")") << QByteArray("\"Ren\xC3\xA9!\"");
    QTest::newRow("pair") << QByteArray(R"(\ud83d\ude00)") << QByteArray("\xF0\x9F\x98\x80");
    QTest::newRow("half a pair") << QByteArray(R"(\ud83dx)") << QByteArray("x");
    QTest::newRow("no number") << QByteArray(R"(\uZZ)") << QByteArray("ZZ");
    QTest::newRow("signs") << QByteArray(R"(a\/b\"c\\d\ne)") << QByteArray("a/b\"c\\d e");
    QTest::newRow("cut") << QByteArray("a\\") << QByteArray("a\\");
    QTest::newRow("cut number") << QByteArray(R"(a\u00)") << QByteArray("a00");
    QTest::newRow("binary") << QByteArray("a\0b", 3) << QByteArray();
}

void TestSearch::resolvesEscapes()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, expected);
    QCOMPARE(wordsOf(body), expected);
}

void TestSearch::makesExpressions_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* filter, const char* expected) {
        QTest::newRow(filter) << QString::fromLatin1(filter) << QByteArray(expected);
    };
    row("ada", "\"ada\"*");
    row("cus_12", "\"cus\" AND \"12\"*");
    row("ada grace", "\"ada\"* AND \"grace\"*");
    row("-ada", "");
    row("type:ada", "");
    row("\"+\"", "");
    row("*ada", "");
    row("*ada.b", "\"b\"*");
    row("ada*b.c*", "\"ada\"* AND \"c\"*");
    row("\"ada*b\"", "\"ada\" AND \"b\"*");
}

void TestSearch::makesExpressions()
{
    QFETCH(const QString, filter);
    QFETCH(const QByteArray, expected);
    QCOMPARE(Filter::parse(filter, at(0))->indexExpression(), expected);
}

void TestSearch::compareProbe(const json::Probed& probed, const json::Value& expected, bool isJson)
{
    switch (probed.kind) {
    case json::Probed::Kind::Absent: QVERIFY(isJson && expected.isUndefined()); break;
    case json::Probed::Kind::Null: QVERIFY(expected.isNull()); break;
    case json::Probed::Kind::False:
    case json::Probed::Kind::True:
        QVERIFY(expected.isBool());
        QCOMPARE(probed.kind == json::Probed::Kind::True, expected.toBool());
        break;
    case json::Probed::Kind::Number: QCOMPARE(probed.number, expected.toDouble()); break;
    case json::Probed::Kind::Text: QCOMPARE(QString::fromUtf8(probed.text), expected.toString()); break;
    case json::Probed::Kind::Unknown: QVERIFY(!isJson || expected.isArray() || expected.isObject()); break;
    }
}

void TestSearch::scansPathsAsTheParserDoes_data()
{
    QTest::addColumn<QByteArray>("text");
    const char* const texts[] = {
        R"({"a":{"b":[1,{"c":"x\"y"},[]]},"a\u0062":2,"d":{"a":1},"a":{"b":[true,null,-1.5e3]}})",
        " { \"a\" : { \"b\" : [ [ ] , { } , 3 ] } , \"ab\" : \"\\\\\" } ",
        R"({"x":"}","y":"]\\","a":{"b":{"0":1}}})",
        R"({"a":"a","ab":[]})",
        R"([{"a":1},2])",
        R"("a")",
        "17",
        "{}",
        "[]",
        "",
        "\xEF\xBB\xBF{\"ab\":1}",
    };
    for (const char* text : texts)
        QTest::newRow(text) << QByteArray(text);
}

void TestSearch::scansPathsAsTheParserDoes()
{
    QFETCH(const QByteArray, text);
    const QByteArray a("a");
    const std::vector<std::vector<FilterStep>> paths{
        {a},         {QByteArray("ab")}, {a, QByteArray("b")}, {a, QByteArray("b"), size_t(1)}, {size_t(0), a},
        {size_t(1)}, {QByteArray("y")},  {QByteArray("d"), a}, {a, QByteArray("b"), size_t(2)}, {size_t(9)},
    };
    const Result<json::Value> root = json::parse(text);
    for (const std::vector<FilterStep>& path : paths) {
        json::Value expected = root ? *root : json::Value();
        for (const FilterStep& step : path) {
            const auto* name = std::get_if<QByteArray>(&step);
            expected = json::Value(name ? expected[QString::fromUtf8(*name)] : expected.at(std::get<size_t>(step)));
        }
        const auto bytes = scanPath(text, path);
        QCOMPARE(bytes.has_value(), !expected.isUndefined());
        if (bytes)
            QCOMPARE(json::write(*json::parse(*bytes)), json::write(expected));
        compareProbe(json::probe(text, path), expected, root.hasValue());
    }
    // Whatever is cut off: nothing beyond it is read.
    for (qsizetype length = 0; length < text.size(); ++length) {
        const QByteArray cut(text.constData(), length);
        for (const std::vector<FilterStep>& path : paths) {
            (void)scanPath(cut, path);
            (void)json::probe(cut, path);
        }
    }
}

void TestSearch::looksThroughWhatIsNotIndexedYet()
{
    add(R"({"name":"Ren\u00e9"})");
    QCOMPARE(found(QStringLiteral("ren\u00e9")), 1);
    index();
    add("name=ren\xC3\xA9+again");
    QCOMPARE(found(QStringLiteral("ren\u00e9")), 2);
    QCOMPARE(Reader::open(path())->searchBehind().valueOr(-1), 1);
    index();
    QCOMPARE(found(QStringLiteral("ren\u00e9")), 2);
    QCOMPARE(found(QStringLiteral("again")), 1);
    QCOMPARE(Reader::open(path())->searchBehind().valueOr(-1), 0);
}

void TestSearch::pagesBothWays()
{
    for (int i = 0; i < 30; ++i)
        add(i % 3 == 0 ? "needle" : "hay");
    index();
    add("needle and hay", 2);
    Result<Reader> reader = Reader::open(path());
    const Result<Filter> filter = Filter::parse(QStringLiteral("needle"), at(0));
    std::vector<qint64> down;
    PageRequest page{{}, {}, 5};
    for (auto rows = reader->events(*filter, page); !rows->empty(); rows = reader->events(*filter, page)) {
        for (const EventRow& row : *rows)
            down.push_back(row.seq);
        page.before = down.back();
    }
    QCOMPARE(down, (std::vector<qint64>{32, 31, 28, 25, 22, 19, 16, 13, 10, 7, 4, 1}));
    const auto up = reader->events(*filter, {{}, 13, 5});
    QCOMPARE(up->size(), size_t(5));
    QCOMPARE(up->front().seq, 28);
    QCOMPARE(up->back().seq, 16);
    QCOMPARE(reader->events(*filter, {25, 13, 5})->size(), size_t(3));
}

void TestSearch::findsBatchesAndLargeBodies()
{
    CommitUnit batch;
    const Event first = makeEvent(R"([{"n":"alpha"},{"n":"beta"},{"n":"gamma"}])");
    for (int i = 0; i < 3; ++i) {
        Event element = first;
        element.id = ids::make(ids::event, at(i));
        element.batch = BatchPlace{i, 3};
        batch.push_back(item(element, makeRun(element)));
    }
    QVERIFY(commit(*m_writer, std::move(batch)));
    add(QByteArray(5 * 1024 * 1024, '-') + "needle");
    add(QByteArray("\0 beta", 6));
    index();
    QCOMPARE(found(QStringLiteral("beta")), 3);
    QCOMPARE(found(QStringLiteral("needle")), 1);
    QCOMPARE(found(QStringLiteral("host")), 5);
    Result<Reader> reader = Reader::open(path());
    const auto middle = reader->events(*Filter::parse(QStringLiteral("gamma"), at(0)), {3, {}, 10});
    QCOMPARE(middle->size(), size_t(2));
    QCOMPARE(middle->front().seq, 2);
    QCOMPARE(reader->events(*Filter::parse(QStringLiteral("gamma"), at(0)), {{}, 1, 10})->size(), size_t(2));
}

void TestSearch::isBuiltAnew_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("no database") << QByteArray(
        "this is no database at all, and long enough to be looked at as one, it is");
    QTest::newRow("other version") << QByteArray("PRAGMA user_version=99");
    QTest::newRow("ahead of the store") << QByteArray("UPDATE progress SET last = 1000");
    QTest::newRow("of another store") << QByteArray("UPDATE progress SET event = 'hw_other'");
    QTest::newRow("a table is gone") << QByteArray("DROP TABLE words_0");
}

void TestSearch::isBuiltAnew()
{
    QFETCH(const QByteArray, damage);
    add("needle", 3);
    index();
    const QString file = SearchIndex::pathFor(path());
    if (damage.startsWith("this")) {
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(damage.repeated(50));
        broken.close();
        QFile::remove(file + QStringLiteral("-wal"));
    } else {
        Result<Database> database = Database::open(file, Database::Mode::ReadWrite);
        QVERIFY(database->exec(damage));
    }
    // Without it, too.
    QCOMPARE(found(QStringLiteral("needle")), 3);
    add("needle");
    SearchIndexer indexer(path());
    QTRY_VERIFY_WITH_TIMEOUT(indexer.waitUntilIdle().idle, 30000);
    QCOMPARE(found(QStringLiteral("needle")), 4);
    QCOMPARE(Reader::open(path())->searchBehind().valueOr(-1), 0);
}

void TestSearch::dropsTablesThatRetentionEmptied()
{
    add("needle", 2);
    {
        // As if there had been 65,536 before.
        QVERIFY(runJob(*m_writer, [](Database& database) {
            return database.exec("UPDATE sqlite_sequence SET seq = 70000 WHERE name = 'event'");
        }));
    }
    add("needle");
    index();
    QCOMPARE(found(QStringLiteral("needle")), 3);
    QVERIFY(runJob(*m_writer, [](Database& database) {
        return database.exec("DELETE FROM event WHERE seq < 3; DELETE FROM content WHERE id < 3");
    }));
    index();
    QCOMPARE(found(QStringLiteral("needle")), 1);
    Result<Database> search = Database::open(SearchIndex::pathFor(path()), Database::Mode::ReadOnly);
    QCOMPARE(search->number("SELECT count(*) FROM part")->value_or(0), 1);
    QCOMPARE(search->number("SELECT count(*) FROM sqlite_schema WHERE name = 'words_0'")->value_or(-1), 0);
}

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
