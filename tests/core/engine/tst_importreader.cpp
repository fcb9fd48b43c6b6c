// Files of captured requests, read one by one.

#include "core/engine/importreader.h"
#include "core/record/eventfile.h"

#include <QBuffer>
#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

const Timestamp now = fromMicroseconds(1'795'008'000'000'000);

Event eventOf(int number)
{
    Event event;
    event.id = QStringLiteral("hw_%1").arg(number);
    event.source = QStringLiteral("orders");
    event.environment = QStringLiteral("development");
    event.receivedAt = fromMicroseconds(1'700'000'000'000'000 + number);
    event.request.method = "POST";
    event.request.target = "/s/orders?n=" + QByteArray::number(number);
    event.request.headers = {{"x-TWICE", "1"}, {"X-Twice", "2"}};
    event.request.rawHead = "POST " + event.request.target + " HTTP/1.1\nx-TWICE: 1\nX-Twice: 2\n\n";
    event.request.body = number % 2 ? QByteArray("{\"a\": \"]},{\\\"\"}") : QByteArray("\xff\x00\n]", 4);
    return event;
}

/// What a reader makes of the bytes: "target body" of each request, "line: reason" of each error.
struct Read
{
    QStringList items;
    std::vector<Event> events;
};

/// A device that gives a few bytes at a time, as a pipe may.
class Trickle final : public QIODevice
{
public:
    Trickle(QByteArray bytes, qint64 portion)
        : m_bytes(std::move(bytes))
        , m_portion(portion)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char* data, qint64 most) override
    {
        const QByteArray part = m_bytes.left(std::min(most, m_portion));
        m_bytes.remove(0, part.size());
        std::copy(part.begin(), part.end(), data);
        return part.size();
    }
    qint64 writeData(const char*, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_portion;
};

Read readAll(QIODevice& device)
{
    Read read;
    ImportReader reader(device, now);
    for (;;) {
        const auto item = reader.next();
        if (!item) {
            read.items.append(QStringLiteral("%1: %2").arg(item.error().line).arg(item.error().args.value(0)));
            if (item.error().line == 0)
                return read;
            continue;
        }
        if (!*item)
            return read;
        read.events.push_back((*item)->event);
        const http::Message& request = (*item)->event.request;
        read.items.append(QString::fromUtf8(request.target + ' ' + request.body));
    }
}

Read readAll(const QByteArray& bytes)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    return readAll(buffer);
}

QByteArray harOf(const QByteArrayList& entries)
{
    const HarFrame frame = harFrame(QStringLiteral("1"));
    return frame.begin + entries.join(frame.separator) + frame.end;
}

} // namespace

class TestImportReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatOthersWrite_data();
    void readsWhatOthersWrite();
    void ownExportsComeBack_data();
    void ownExportsComeBack();
    void anyCutReadsTheSame();
    void manyLinesNeedNoMemory();
};

void TestImportReader::readsWhatOthersWrite_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("items");
    const auto row = [](const char* name, const QByteArray& bytes, const QStringList& items) {
        QTest::newRow(name) << bytes << items;
    };
    const QByteArray entry = R"({"request":{"method":"POST","url":"https://x.example/a?b","headers":[],)"
                             R"("postData":{"text":"[1]"}}})";
    row("lines", "{\"a\":1}\n\n  {\"b\":2}\r\n{\"c\":3}", {"/ {\"a\":1}", "/ {\"b\":2}", "/ {\"c\":3}"});
    row("one line", "{\"a\":1}", {"/ {\"a\":1}"});
    row("byte order mark", "\xEF\xBB\xBF{\"a\":1}\n", {"/ {\"a\":1}"});
    row("a broken line among them", "{\"a\":1}\n{\"b\":\n{\"c\":3}\n",
        {"/ {\"a\":1}", "2: a value is expected", "/ {\"c\":3}"});
    row("the first is broken", "{\"a\":\n{\"b\":2}\n", {"1: a value is expected", "/ {\"b\":2}"});
    row("a broken one of ours", "{\"headwater\":1,\"event\":{\n{\"b\":2}\n",
        {"1: a key in quotes is expected", "/ {\"b\":2}"});
    row("har", harOf({entry, entry}), {"/a?b [1]", "/a?b [1]"});
    row("har on one line", harOf({entry}).replace('\n', ""), {"/a?b [1]"});
    row("har with other members",
        "{ \"log\" : {\"pages\":[{\"entries\":[1]}],\"comment\":\"\\\"entries\",\n\"entries\":[" + entry +
            "],\"x\":[2]}}",
        {"/a?b [1]"});
    row("har without entries", harOf({}), {});
    row("har with a broken entry", harOf({entry, "{\"request\":}", "{\"request\":{}}", entry}),
        {"/a?b [1]", "3: a value is expected", "4: its request has no url", "/a?b [1]"});
    row("har that is cut off", harOf({entry, entry}).chopped(20), {"/a?b [1]", "3: the file ends within this entry"});
    row("har that ends early", "{\"log\":{\"entries\":[" + entry + ",",
        {"/a?b [1]", "1: the file ends within its list of entries"});
    row("raw request", "POST /s/a?b HTTP/1.1\nHost: x\n\n{\"a\"\n:1}\n", {"/s/a?b {\"a\"\n:1}\n"});
    row("curl", "curl https://x.example/y -d '{}'", {"/y {}"});
    const QString unknown = QStringLiteral("0: This text, which is no raw HTTP request, cURL command, HAR file or list "
                                           "of JSON lines,");
    row("nothing", "", {unknown});
    row("blanks", " \n\n ", {unknown});
    row("prose", "Dear all,\n{\"a\":1}\n", {unknown});
    row("one object over lines", "{\n \"a\": 1\n}\n", {unknown});
}

void TestImportReader::readsWhatOthersWrite()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, items);
    QCOMPARE(readAll(bytes).items, items);
    for (const qint64 portion : {1, 7}) {
        Trickle trickle(bytes, portion);
        QCOMPARE(readAll(trickle).items, items);
    }
}

void TestImportReader::ownExportsComeBack_data()
{
    QTest::addColumn<bool>("har");
    QTest::newRow("lines") << false;
    QTest::newRow("har") << true;
}

void TestImportReader::ownExportsComeBack()
{
    QFETCH(bool, har);
    QByteArrayList written;
    std::vector<Event> events;
    for (int i = 0; i < 5; ++i) {
        events.push_back(eventOf(i));
        written.append(har ? json::write(toHarEntry(events.back(), Run(), QStringLiteral("http://127.0.0.1:1")))
                           : toEventLine(events.back(), Run()));
    }
    QVERIFY(readAll(har ? harOf(written) : written.join('\n')).events == events);
}

void TestImportReader::anyCutReadsTheSame()
{
    const QByteArray whole = toEventLine(eventOf(1), Run()) + '\n' + toEventLine(eventOf(2), Run()) + '\n';
    for (qsizetype length = 0; length < whole.size(); ++length) {
        const Read read = readAll(whole.left(length));
        QVERIFY(read.events.size() <= 2);
        QVERIFY(read.items.size() <= 2);
    }
}

void TestImportReader::manyLinesNeedNoMemory()
{
    // Endless lines, of which the reader holds one at a time: it reads no further than it has to.
    QByteArray text;
    for (int i = 0; i < 20000; ++i)
        text += "{\"n\":" + QByteArray::number(i) + "}\n";
    QBuffer buffer(&text);
    QVERIFY(buffer.open(QIODevice::ReadOnly));
    ImportReader reader(buffer, now);
    for (int i = 0; i < 100; ++i)
        QVERIFY(reader.next());
    QVERIFY(buffer.pos() < 3 * 64 * 1024);
    QVERIFY(reader.consumed() < 2000);
    int count = 100;
    for (auto item = reader.next(); item && *item; item = reader.next()) {
        ++count;
        QCOMPARE((*item)->line, count);
    }
    QCOMPARE(count, 20000);
    QCOMPARE(reader.consumed(), text.size());
}

QTEST_GUILESS_MAIN(TestImportReader)
#include "tst_importreader.moc"
