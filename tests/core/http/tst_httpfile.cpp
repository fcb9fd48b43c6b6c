#include "core/base/files.h"
#include "core/http/httpfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::http;

class TestHttpFile final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data();
    void roundTrips();
    void writesFromFields();
    void refuses_data();
    void refuses();
    void files();
};

void TestHttpFile::roundTrips_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("version");
    QTest::addColumn<Headers>("headers");
    QTest::addColumn<QByteArray>("body");
    const Headers one{{"X-a", "1"}};
    QTest::newRow("crlf") << QByteArray("POST /x HTTP/1.1\r\nX-a: 1\r\n\r\nbody") << QByteArray("HTTP/1.1") << one
                          << QByteArray("body");
    QTest::newRow("lf") << QByteArray("POST /x HTTP/1.1\nX-a: 1\n\nbody\n") << QByteArray("HTTP/1.1") << one
                        << QByteArray("body\n");
    QTest::newRow("mixed") << QByteArray("POST /x HTTP/1.0\r\nX-a: 1\n\r\n\r\n") << QByteArray("HTTP/1.0") << one
                           << QByteArray("\r\n");
    QTest::newRow("binary body") << QByteArray("POST /x HTTP/1.1\r\nX-a: 1\r\n\r\n\0\xff\n\r", 32)
                                 << QByteArray("HTTP/1.1") << one << QByteArray("\0\xff\n\r", 4);
    QTest::newRow("order, case and duplicates")
        << QByteArray("POST /x HTTP/1.1\r\nb: 1\r\nB:2\r\na:  3 \r\n\r\n") << QByteArray("HTTP/1.1")
        << Headers{{"b", "1"}, {"B", "2"}, {"a", "3"}} << QByteArray();
    QTest::newRow("wrong length") << QByteArray("POST /x HTTP/1.1\nContent-Length: 1\n\nlonger")
                                  << QByteArray("HTTP/1.1") << Headers{{"Content-Length", "1"}} << QByteArray("longer");
    QTest::newRow("without version") << QByteArray("POST /x\nX-a: 1\n\nbody") << QByteArray("HTTP/1.1") << one
                                     << QByteArray("body");
    QTest::newRow("no blank line") << QByteArray("POST /x HTTP/1.1\nX-a: 1\n") << QByteArray("HTTP/1.1") << one
                                   << QByteArray();
    QTest::newRow("no last line end") << QByteArray("POST /x HTTP/1.1\nX-a: 1") << QByteArray("HTTP/1.1") << one
                                      << QByteArray();
    QTest::newRow("request line alone") << QByteArray("POST /x") << QByteArray("HTTP/1.1") << Headers() << QByteArray();
}

void TestHttpFile::roundTrips()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, version);
    QFETCH(Headers, headers);
    QFETCH(QByteArray, body);
    const Result<Message> message = httpfile::parse(bytes);
    QVERIFY(message);
    QCOMPARE(message->method, "POST");
    QCOMPARE(message->target, "/x");
    QCOMPARE(message->version, version);
    QCOMPARE(message->headers, headers);
    QCOMPARE(message->body, body);
    QVERIFY(message->complete);
    QCOMPARE(httpfile::serialize(*message), bytes);
}

void TestHttpFile::writesFromFields()
{
    Message message;
    message.method = "PUT";
    message.target = "/a?b=c";
    message.headers = {{"X", "1"}, {"x", ""}};
    message.body = "\n\nbody";
    const QByteArray bytes = httpfile::serialize(message);
    QCOMPARE(bytes, "PUT /a?b=c HTTP/1.1\r\nX: 1\r\nx: \r\n\r\n\n\nbody");
    Result<Message> again = httpfile::parse(bytes);
    QVERIFY(again);
    again->rawHead.clear();
    QCOMPARE(*again, message);
}

void TestHttpFile::refuses_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("request_line_malformed") << 1;
    QTest::newRow("blank first line") << QByteArray("\nPOST / HTTP/1.1\n") << QStringLiteral("request_line_malformed")
                                      << 1;
    QTest::newRow("json") << QByteArray("{\"a\": 1}") << QStringLiteral("request_line_malformed") << 1;
    QTest::newRow("no colon") << QByteArray("GET /\nA: 1\nB\n\n") << QStringLiteral("header_malformed") << 3;
    QTest::newRow("name") << QByteArray("GET /\r\nA b: 1\r\n\r\n") << QStringLiteral("header_name_malformed") << 2;
    QTest::newRow("value") << QByteArray("GET /\nA: 1\x01\n\n") << QStringLiteral("header_value_malformed") << 2;
    QTest::newRow("folded") << QByteArray("GET /\nA: 1\n 2\n\n") << QStringLiteral("header_folded") << 3;
}

void TestHttpFile::refuses()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    QFETCH(int, line);
    const Result<Message> message = httpfile::parse(bytes);
    QVERIFY(!message);
    QCOMPARE(message.error().code, ErrorCode::ParseError);
    QCOMPARE(message.error().args, QStringList{reason});
    QCOMPARE(message.error().line, line);
    QCOMPARE(message.error().column, 1);
}

void TestHttpFile::files()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("a.http"));
    const Result<Message> message = httpfile::parse("POST /x HTTP/1.1\nA: 1\n\n{}\r\n");
    QVERIFY(message);
    QVERIFY(httpfile::write(path, *message));
    const Result<Message> again = httpfile::read(path);
    QVERIFY(again);
    QCOMPARE(*again, *message);

    QVERIFY(files::writeAtomically(path, "GET /\nbroken\n"));
    const Result<Message> broken = httpfile::read(path);
    QVERIFY(!broken);
    QCOMPARE(broken.error().file, path);
    QCOMPARE(broken.error().line, 2);
    QCOMPARE(httpfile::read(dir.filePath(QStringLiteral("none.http"))).error().code, ErrorCode::IoError);
}

QTEST_GUILESS_MAIN(TestHttpFile)
#include "tst_httpfile.moc"
