#include "core/base/clock.h"
#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/secretstring.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;

class TestBase final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jsonRoundTrip_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("true") << QByteArray("true");
        QTest::newRow("big integer") << QByteArray("123456789012345678901234567890");
        QTest::newRow("number in object") << QByteArray(R"({"a":12345678901234567890123,"b":1.50,"c":1e400})");
        QTest::newRow("key order") << QByteArray(R"({"z":1,"a":2,"m":[true,false,null]})");
        QTest::newRow("duplicates") << QByteArray(R"({"a":1,"a":2})");
        QTest::newRow("empty") << QByteArray(R"({"a":{},"b":[],"c":""})");
        QTest::newRow("escapes") << QByteArray("[\"\\\"\\\\\\n\\t\\b\\f\\r\\u0001/\"]");
        QTest::newRow("escaped key") << QByteArray("{\"a\\\"b\\\\\":1}");
        QTest::newRow("utf8") << QByteArray("[\"\xc3\xa4\xf0\x9f\x98\x80\"]");
        QTest::newRow("lone surrogate") << QByteArray("[\"\\ud800x\"]");
        QTest::newRow("string at top") << QByteArray(R"("x")");
        QTest::newRow("number at top") << QByteArray("-0.5");
    }

    void jsonRoundTrip()
    {
        QFETCH(QByteArray, text);
        const auto value = json::parse(text);
        QVERIFY2(value.hasValue(), text.constData());
        QCOMPARE(json::write(*value), text);
        const auto again = json::parse(json::write(*value, json::Style::Indented));
        QVERIFY(again.hasValue());
        QVERIFY(*again == *value);
    }

    void jsonErrors_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::newRow("empty") << QByteArray() << 1;
        QTest::newRow("blank") << QByteArray("  \n ") << 0;
        QTest::newRow("trailing comma") << QByteArray("{\n\"a\": 1,\n}") << 3;
        QTest::newRow("garbage after") << QByteArray("{} x") << 1;
        QTest::newRow("two roots") << QByteArray("1 2") << 0;
        QTest::newRow("two strings") << QByteArray("\"a\" \"b\"") << 0;
        QTest::newRow("root with rest") << QByteArray("12x") << 0;
        QTest::newRow("leading zero") << QByteArray("[01]") << 1;
        QTest::newRow("bare word") << QByteArray("[\n\n nope]") << 3;
        QTest::newRow("bad escape") << QByteArray("[\"\\x\"]") << 0;
        QTest::newRow("control") << QByteArray("[\"a\nb\"]") << 0;
        QTest::newRow("unclosed") << QByteArray("{\"a\":1") << 0;
        QTest::newRow("deep") << QByteArray(100000, '[') << 0;
        QTest::newRow("bad utf8") << QByteArray("[\"\xff\"]") << 0;
        QTest::newRow("nan") << QByteArray("[NaN]") << 0;
    }

    void jsonErrors()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, line);
        const auto value = json::parse(text);
        QVERIFY2(!value.hasValue(), text.left(60).constData());
        QVERIFY(value.error().code == ErrorCode::ParseError);
        QVERIFY(value.error().line >= 1);
        if (line > 0)
            QCOMPARE(value.error().line, line);
    }

    void jsonLookupGivesTheLastOfEqualNames()
    {
        const auto value = json::parse(R"({"a":1,"a":2})");
        QVERIFY(value.hasValue());
        QCOMPARE((*value)[u"a"].toInteger(), 2);
        QVERIFY((*value)[u"b"].isUndefined());
    }

    void idsRise()
    {
        const Timestamp now = fromMicroseconds(1790000000000000);
        QString last;
        for (int i = 0; i < 5000; ++i) {
            // The clock goes back half way through.
            const QString id = ids::make(ids::event, i < 2500 ? now : now - std::chrono::hours(1));
            QVERIFY(ids::isId(ids::event, id));
            QVERIFY2(id > last, qPrintable(id));
            last = id;
        }
        QVERIFY(!ids::isId(ids::event, u"hw_short"));
        QVERIFY(!ids::isId(ids::run, last));
    }

    void timestamps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("iso");
        QTest::newRow("seconds") << "1614265330"
                                 << "2021-02-25T15:02:10.000Z";
        QTest::newRow("milliseconds") << "1614265330123"
                                      << "2021-02-25T15:02:10.123Z";
        QTest::newRow("iso") << "2021-02-25T15:02:10Z"
                             << "2021-02-25T15:02:10.000Z";
        QTest::newRow("offset") << "2021-02-25T16:02:10+01:00"
                                << "2021-02-25T15:02:10.000Z";
        QTest::newRow("no zone, space") << "2023-04-28 20:05:31.093"
                                        << "2023-04-28T20:05:31.093Z";
        QTest::newRow("rubbish") << "yesterday" << QString();
        QTest::newRow("empty") << "" << QString();
        QTest::newRow("absurd") << "1e300" << QString();
    }

    void timestamps()
    {
        QFETCH(QString, text);
        QFETCH(QString, iso);
        const auto time = parseTimestamp(text);
        QCOMPARE(time.hasValue(), !iso.isEmpty());
        if (time)
            QCOMPARE(toIso8601(*time), iso);
    }

    void strictDecoders()
    {
        QVERIFY(!decodeHex("0g"));
        QVERIFY(!decodeHex("abc"));
        QCOMPARE(*decodeHex("00fF"), QByteArray::fromHex("00ff"));
        QVERIFY(!decodeBase64("!!!!"));
        QVERIFY(!decodeBase64("YQ="));
        QVERIFY(!decodeBase64("Y Q="));
        QCOMPARE(*decodeBase64("YQ=="), QByteArray("a"));
        QCOMPARE(*decodeBase64("YQ"), QByteArray("a"));
        QCOMPARE(*decodeBase64("-_8="), QByteArray::fromHex("fbff"));
    }

    void secretsCompareByContent()
    {
        const SecretString a("topsecret"), b("topsecret"), c("topsecreT");
        QVERIFY(a == b);
        QVERIFY(!(a == c));
        QVERIFY(SecretString() == SecretString(""));
        QCOMPARE(a.fingerprint(), b.fingerprint());
        QVERIFY(a.fingerprint() != c.fingerprint());
    }

    void writesAreAtomicAndPrivate()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath("x.json");
        QVERIFY(files::writeAtomically(path, "one", files::Access::OwnerOnly).hasValue());
        QCOMPARE(*files::read(path), QByteArray("one"));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        const auto bad = files::writeAtomically(dir.filePath("no/such/folder/x"), "y");
        QVERIFY(!bad.hasValue());
        QVERIFY(bad.error().code == ErrorCode::IoError);
    }

    void positions()
    {
        const QByteArray text = "a\nb\xc3\xa4z\n";
        QCOMPARE(files::positionOf(text, 0).column, 1);
        const auto p = files::positionOf(text, text.indexOf('z'));
        QCOMPARE(p.line, 2);
        QCOMPARE(p.column, 3);
    }
};

QTEST_GUILESS_MAIN(TestBase)
#include "tst_base.moc"
