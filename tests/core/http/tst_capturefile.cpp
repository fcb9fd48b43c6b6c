#include "core/http/capturefile.h"

#include <QTest>

using namespace hw;
using namespace hw::http;

class TestCaptureFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formsAreTold_data();
    void formsAreTold();
    void curlIsRead_data();
    void curlIsRead();
    void curlIsRefused_data();
    void curlIsRefused();
    void headersOfCurl();
    void jsonLines();
    void har();
    void rawRequest();
    void nothingIsRefused();
};

void TestCaptureFile::formsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("form"); // -1 = none
    const auto row = [](const char* name, const char* text, CaptureForm form) {
        QTest::newRow(name) << QByteArray(text) << static_cast<int>(form);
    };
    row("http", "POST /s/a HTTP/1.1\r\nHost: x\r\n\r\n{}", CaptureForm::Http);
    row("curl", "  curl http://x", CaptureForm::Curl);
    row("curl over lines", "curl \\\n http://x", CaptureForm::Curl);
    row("one line", "{\"a\":1}", CaptureForm::JsonLines);
    row("lines", "{\"a\":1}\n{\"a\":2}\n", CaptureForm::JsonLines);
    row("har", "{\"log\":{\"entries\":[]}}", CaptureForm::Har);
    QTest::newRow("prose") << QByteArray("Dear all,\nhello") << -1;
    QTest::newRow("three words") << QByteArray("not a request") << -1;
    QTest::newRow("nothing") << QByteArray(" \n") << -1;
}

void TestCaptureFile::formsAreTold()
{
    QFETCH(QByteArray, text);
    QFETCH(int, form);
    const auto told = captureFormOf(text);
    QCOMPARE(told ? static_cast<int>(*told) : -1, form);
}

void TestCaptureFile::curlIsRead_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* command, const char* method, const char* target,
                        const char* body) {
        QTest::newRow(name) << QByteArray(command) << QByteArray(method) << QByteArray(target) << QByteArray(body);
    };
    row("get", "curl http://x.example/a?b=1", "GET", "/a?b=1", "");
    row("no path", "curl x.example", "GET", "/", "");
    row("data is a post", "curl http://x/s/a -d '{\"a\": 1}'", "POST", "/s/a", "{\"a\": 1}");
    row("method", "curl -X put http://x/ --data-raw a", "PUT", "/", "a");
    row("method joined", "curl -XPATCH http://x/ -d a", "PATCH", "/", "a");
    row("with equals", "curl --request=DELETE --url=http://x/y", "DELETE", "/y", "");
    row("two data", "curl http://x/ -d a=1 -d b=2", "POST", "/", "a=1&b=2");
    row("as query", "curl -G http://x/ -d a=1", "GET", "/?a=1", "");
    row("lines", "curl \\\n  -X POST \\\r\n  http://x/z \\\n  -d 'q'", "POST", "/z", "q");
    row("double quotes", "curl http://x/ -d \"say \\\"hi\\\" \\n\"", "POST", "/", "say \"hi\" \\n");
    row("dollar quotes", "curl http://x/ -d $'it\\'s\\n'", "POST", "/", "it's\n");
    row("quote in quote", "curl http://x/ -d 'it'\\''s'", "POST", "/", "it's");
    row("quiet ones", "curl -s -S -k -L --compressed -o /dev/null http://x/", "GET", "/", "");
    row("raw at sign", "curl http://x/ --data-raw @file", "POST", "/", "@file");
}

void TestCaptureFile::curlIsRead()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, body);
    const auto message = parseCurl(command);
    QVERIFY2(message, message ? "" : qPrintable(message.error().args.join(u' ')));
    QCOMPARE(message->method, method);
    QCOMPARE(message->target, target);
    QCOMPARE(message->body, body);
}

void TestCaptureFile::curlIsRefused_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::newRow("a file") << QByteArray("curl http://x/ -d @body.json");
    QTest::newRow("a form") << QByteArray("curl http://x/ -F a=b");
    QTest::newRow("a pipe") << QByteArray("curl http://x/ | sh");
    QTest::newRow("two commands") << QByteArray("curl http://x/; rm x");
    QTest::newRow("open quote") << QByteArray("curl http://x/ -d 'a");
    QTest::newRow("no address") << QByteArray("curl -X POST");
    QTest::newRow("no value") << QByteArray("curl http://x/ -H");
    QTest::newRow("another program") << QByteArray("wget http://x/");
}

void TestCaptureFile::curlIsRefused()
{
    QFETCH(QByteArray, command);
    const auto message = parseCurl(command);
    QVERIFY(!message);
    QVERIFY(message.error().code == ErrorCode::NotSupported || message.error().code == ErrorCode::ParseError);
    QVERIFY(!message.error().args.value(0).isEmpty());
}

void TestCaptureFile::headersOfCurl()
{
    const auto message =
        parseCurl("curl http://x.example:81/ -H 'X-A: 1' -H 'X-A:2' -A agent -u user:pass --json '{}'");
    QVERIFY(message);
    const Headers wanted{{"Host", "x.example:81"},
                         {"X-A", "1"},
                         {"X-A", "2"},
                         {"User-Agent", "agent"},
                         {"Authorization", "Basic dXNlcjpwYXNz"},
                         {"Content-Type", "application/json"},
                         {"Accept", "application/json"}};
    QVERIFY(message->headers == wanted);
}

void TestCaptureFile::jsonLines()
{
    const auto messages = readCaptures("{\"type\":\"a\"}\n\n{ \"type\": \"b\" }\n");
    QVERIFY(messages);
    QCOMPARE(messages->size(), size_t(2));
    QCOMPARE(messages->at(1).body, QByteArray("{ \"type\": \"b\" }"));
    QCOMPARE(messages->at(0).method, QByteArray("POST"));
    const auto broken = readCaptures("{\"a\":1}\n{\"a\":");
    QVERIFY(!broken);
    QCOMPARE(broken.error().line, 2);
}

void TestCaptureFile::har()
{
    const auto messages =
        readCaptures("{\"log\":{\"version\":\"1.2\",\"entries\":[{\"request\":{\"method\":\"POST\",\"url\":\"https://"
                     "x.example/h?a=1\","
                     "\"headers\":[{\"name\":\":path\",\"value\":\"/h\"},{\"name\":\"X-A\",\"value\":\"1\"}],"
                     "\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{}\"}}}]}}");
    QVERIFY(messages);
    QCOMPARE(messages->size(), size_t(1));
    QCOMPARE(messages->front().target, QByteArray("/h?a=1"));
    QCOMPARE(messages->front().body, QByteArray("{}"));
    QVERIFY((messages->front().headers == Headers{{"Host", "x.example"}, {"X-A", "1"}}));
    QVERIFY(!readCaptures("{\"log\":{\"entries\":[]}}"));
    QVERIFY(!readCaptures("{\"log\":{\"entries\":[{\"request\":{}}]}}"));
}

void TestCaptureFile::rawRequest()
{
    const QByteArray bytes = "POST /s/a HTTP/1.1\r\nX-A: 1\r\nX-a: 2\r\n\r\n{\"a\":1}\n";
    const auto messages = readCaptures(bytes);
    QVERIFY(messages);
    QCOMPARE(messages->front().rawHead + messages->front().body, bytes);
}

void TestCaptureFile::nothingIsRefused()
{
    const auto messages = readCaptures("hello");
    QVERIFY(!messages);
    QVERIFY(messages.error().code == ErrorCode::NotSupported);
}

QTEST_GUILESS_MAIN(TestCaptureFile)
#include "tst_capturefile.moc"
