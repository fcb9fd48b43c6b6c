#include "core/record/bodyview.h"
#include "core/record/contentcoding.h"

#include <QTest>

#include <zlib.h>

#include <memory>

using namespace hw;

namespace {

QByteArray deflated(const QByteArray& plain, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
    QByteArray coded(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(plain.size()))) + 32,
                     Qt::Uninitialized);
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(plain.constData()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<unsigned char*>(coded.data());
    stream.avail_out = static_cast<uInt>(coded.size());
    deflate(&stream, Z_FINISH);
    coded.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return coded;
}

QByteArray gzipped(const QByteArray& plain)
{
    return deflated(plain, MAX_WBITS + 16);
}

const QByteArray plain = "{\"type\":\"a.b\",\"n\":1}";
// The same by `brotli -c`.
const QByteArray brotli = QByteArray::fromHex("8b0980") + plain + QByteArray::fromHex("03");

http::Headers coded(const QByteArray& coding)
{
    return {{"Content-Type", "application/json"}, {"Content-Encoding", coding}};
}

} // namespace

class TestContentCoding final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void refuses_data();
    void refuses();
    void truncatedAtEveryByte();
    void bomb();
    void largeButHonest();
    void viewSeesTheDecoded();
};

void TestContentCoding::decodes_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("gzip") << QByteArray("gzip") << gzipped(plain);
    QTest::newRow("x-gzip, any case") << QByteArray("X-GZip") << gzipped(plain);
    QTest::newRow("two members") << QByteArray("gzip") << gzipped(plain.left(5)) + gzipped(plain.mid(5));
    QTest::newRow("deflate") << QByteArray("deflate") << deflated(plain, MAX_WBITS);
    QTest::newRow("deflate without its header") << QByteArray("deflate") << deflated(plain, -MAX_WBITS);
    QTest::newRow("br") << QByteArray("br") << brotli;
    QTest::newRow("gzip in gzip") << QByteArray("gzip, gzip") << gzipped(gzipped(plain));
    QTest::newRow("identity and gzip") << QByteArray("identity, gzip") << gzipped(plain);
}

void TestContentCoding::decodes()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, body);
    const DecodedBody decoded = decodeBody(coded(coding), body);
    QCOMPARE(decoded.problem, QString());
    QCOMPARE(decoded.body, plain);
    QVERIFY(decoded.coded);
}

void TestContentCoding::refuses_data()
{
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("problem");
    QTest::newRow("unknown") << QByteArray("zstd") << plain << QStringLiteral("encoding_unsupported: zstd");
    QTest::newRow("not gzip") << QByteArray("gzip") << plain << QStringLiteral("encoding_broken: gzip");
    QTest::newRow("not br") << QByteArray("br") << QByteArray("\xff\xff\xff\xff")
                            << QStringLiteral("encoding_broken: br");
    QTest::newRow("not deflate") << QByteArray("deflate") << QByteArray("\xff\xff\xff")
                                 << QStringLiteral("encoding_broken: deflate");
    QTest::newRow("rubbish behind") << QByteArray("gzip") << gzipped(plain) + "x"
                                    << QStringLiteral("encoding_broken: gzip");
    QTest::newRow("rubbish behind br") << QByteArray("br") << brotli + "x" << QStringLiteral("encoding_broken: br");
}

void TestContentCoding::refuses()
{
    QFETCH(QByteArray, coding);
    QFETCH(QByteArray, body);
    QFETCH(QString, problem);
    const DecodedBody decoded = decodeBody(coded(coding), body);
    QCOMPARE(decoded.problem, problem);
    QVERIFY(decoded.coded);
    QVERIFY(decoded.body.isEmpty());
}

void TestContentCoding::truncatedAtEveryByte()
{
    for (const auto& [coding, body] : {std::pair<QByteArray, QByteArray>("gzip", gzipped(plain)), {"br", brotli}}) {
        for (qsizetype size = 1; size < body.size(); ++size)
            QVERIFY(!decodeBody(coded(coding), body.left(size)).problem.isEmpty());
    }
}

void TestContentCoding::bomb()
{
    // Zeros by the gigabyte: the compressed form of one piece, as often as it takes.
    const QByteArray piece = gzipped(QByteArray(64 * 1024 * 1024, '\0'));
    const QByteArray body = piece.repeated(160); // 10 GiB in 10 MiB
    QVERIFY(body.size() < 11 * 1024 * 1024);
    const DecodedBody decoded = decodeBody(coded("gzip"), body);
    QCOMPARE(decoded.problem, QStringLiteral("encoding_too_large: gzip"));
    QVERIFY(decoded.body.isEmpty());
    // A small one expands to more than its ratio allows.
    QCOMPARE(decodeBody(coded("gzip"), gzipped(QByteArray(16 * 1024 * 1024, 'a'))).problem,
             QStringLiteral("encoding_too_large: gzip"));
}

void TestContentCoding::largeButHonest()
{
    QByteArray text;
    for (int i = 0; i < 200000; ++i)
        text += QByteArray::number(i * 7919) + ',';
    QCOMPARE(decodeBody(coded("gzip"), gzipped(text)).body, text);
    // Up to a MiB no ratio counts.
    QCOMPARE(decodeBody(coded("gzip"), gzipped(QByteArray(1024 * 1024, 'a'))).body.size(), 1024 * 1024);
}

void TestContentCoding::viewSeesTheDecoded()
{
    const BodyView view = viewBody(coded("gzip"), gzipped(plain));
    QCOMPARE(view.kind, BodyKind::Json);
    QCOMPARE(json::write(view.value), plain);
    QCOMPARE(view.decoded, plain);
    QVERIFY(viewBody({{"Content-Type", "application/json"}}, plain).decoded.isNull());

    const BodyView broken = viewBody(coded("gzip"), plain);
    QCOMPARE(broken.kind, BodyKind::Binary);
    QVERIFY(broken.value.isNull());
    QCOMPARE(broken.problem, QStringLiteral("encoding_broken: gzip"));

    const BodyView large = viewBody({}, "[\"" + QByteArray(largestParsedBody, 'x') + "\"]");
    QCOMPARE(large.kind, BodyKind::Json);
    QCOMPARE(large.problem, QStringLiteral("too_large"));
}

QTEST_GUILESS_MAIN(TestContentCoding)
#include "tst_contentcoding.moc"
