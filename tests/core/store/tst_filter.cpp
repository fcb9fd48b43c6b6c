#include "core/store/filter.h"
#include "core/store/filterterm.h"
#include "core/store/reader.h"
#include "core/store/searchindexer.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void finds_data();
    void finds();
    void findsThroughIndex_data() { finds_data(); }
    void findsThroughIndex();
    void errors_data();
    void errors();
    void tokens_data();
    void tokens();
    void wildcards_data();
    void wildcards();
    void anyTextIsFilterOrError();
    void narrowsByMinutes();
    void usesIndexes_data();
    void usesIndexes();
    void namesItsFields();

private:
    void compareFound(const QString& text, const QString& expected);
    void store(char name, const QString& source, qint64 ms, const QByteArray& body,
               const std::function<void(Event&, Run&)>& change);

    QTemporaryDir m_folder;
    std::unique_ptr<Writer> m_writer;
    std::optional<Reader> m_reader;
    QHash<QString, QChar> m_names; ///< by event id
};

void TestFilter::store(char name, const QString& source, qint64 ms, const QByteArray& body,
                       const std::function<void(Event&, Run&)>& change)
{
    Event event = makeEvent(body, source, ms);
    Run run = makeRun(event);
    change(event, run);
    run.eventId = event.id;
    m_names.insert(event.id, QLatin1Char(name));
    QVERIFY(commit(*m_writer, unitOf(item(event, run, IdempotencyMode::Record))));
}

/// Five events, a (oldest) to e, and u, which met no source. The time zone is three and a half hours east, so that
/// local and UTC differ in hours, minutes and, for some, the day: 15:00Z is 18:30 of the 23rd.
void TestFilter::initTestCase()
{
    qputenv("TZ", "HWT-03:30");
    Result<std::unique_ptr<Writer>> writer = Writer::open({m_folder.filePath(QStringLiteral("f.db")), {}, {}});
    QVERIFY(writer);
    m_writer = *std::move(writer);
    constexpr qint64 hour = 3600 * 1000;
    store('a', QStringLiteral("stripe-billing"), -48 * hour,
          "{\"data\":{\"object\":{\"amount\":4200,\"name\":\"Ada\"}},\"live\":true,\"tags\":[\"vip\",\"new\"],"
          "\"odd key\":\"x y\",\"none\":null,\"items\":[{\"id\":\"i1\"}]}",
          [](Event&, Run& run) {
              run.eventType = QStringLiteral("customer.created");
              run.providerId = QStringLiteral("evt_A");
              run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Succeeded)};
              run.duration = std::chrono::milliseconds(80);
          });
    store('b', QStringLiteral("stripe-billing"), -20 * hour,
          "{\"data\":{\"object\":{\"amount\":9000.0,\"name\":\"Grace\"}},\"live\":false}", [](Event&, Run& run) {
              run.eventType = QStringLiteral("customer.deleted");
              run.providerId = QStringLiteral("evt_B");
              run.actions = {makeAction(QStringLiteral("workflows_trigger"), ActionStatus::Dead),
                             makeAction(QStringLiteral("users_identify"), ActionStatus::Skipped)};
          });
    store('c', QStringLiteral("clerk"), -2 * hour, "name=Ada+Lovelace&x=[1]", [](Event& event, Run& run) {
        run = makeRun(event, EventStatus::Refused);
        run.eventType = QStringLiteral("unknown");
        event.environment = QStringLiteral("production");
        event.request.headers.push_back({"User-Agent", "Stripe/1.0 (+https://stripe.com)"});
        event.request.headers.push_back({"X-Try", "3"});
    });
    store('d', QStringLiteral("my?source"), -60 * 1000, QByteArray(20 * 1024, 'z'), [](Event& event, Run& run) {
        event.request.method = "PUT";
        run.status = EventStatus::Error;
        run.verification.status = VerificationStatus::Unverified;
        run.eventType = QStringLiteral("order completed, paid");
        run.actions = {makeAction(QStringLiteral("http_request"), ActionStatus::Pending)};
        run.duration = std::chrono::seconds(3);
    });
    store('e', QStringLiteral("clerk"), 0, "", [](Event& event, Run& run) {
        event.id = QStringLiteral("hw_01KAEXAMPLE0000000000000E1");
        event.request.method = "HEAD";
        event.request.target = "/s/clerk/Deep?Q=1";
        run.status = EventStatus::Probe;
        run.verification.status = VerificationStatus::Error;
        run.eventType = QStringLiteral("customer.created");
    });
    store('u', QString(), 0, "lost", [](Event& event, Run& run) { run = makeRun(event, EventStatus::Unrouted); });
    Result<Reader> reader = Reader::open(m_folder.filePath(QStringLiteral("f.db")));
    QVERIFY(reader);
    m_reader = *std::move(reader);
}

void TestFilter::finds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(expected);
    };
    row("", "edcba");
    row("   ", "edcba");
    row("type:customer.created", "ea");
    row("type:customer.*", "eba");
    row("type:*.created", "ea");
    row("type:c*d*ed", "b");
    row("type:*", "edcba");
    row("type=customer.*", "");
    row("type=customer.created", "ea");
    row("type!=customer.created", "dcb");
    row("-type!=customer.created", "ea");
    row("type~DELETE", "b");
    row("type:~created", "ea");
    row("-type:customer.*", "dc");
    row("type:\"order completed, paid\"", "d");
    row("type:\"customer.*\"", "");
    row("TYPE:customer.created", "ea");
    row("type:Customer.created", "");
    row("source:clerk", "ec");
    row("source:clerk,stripe-billing", "ecba");
    row("source:stripe-*,\"my?source\"", "dba");
    row("source:my?*", "d");
    row("source:clerk type:customer.*", "e");
    row("env:production", "c");
    row("environment:production", "c");
    row("-env:production", "edba");
    row("status:processed", "ba");
    row("status:failed", "dc");
    row("status:FAILED", "dc");
    row("status:ok", "eba");
    row("status:probe,error", "ed");
    row("status:pending", "");
    row("-status:processed", "edc");
    row("status!=processed", "edc");
    row("status:unrouted", "u");
    row("status:unrouted,probe", "ue");
    row("-status:unrouted", "edcba");
    row("source:\"\"", "u");
    row("verified:yes", "ba");
    row("-verified:yes", "edc");
    row("verified:no", "edc");
    row("verified:failed", "c");
    row("verified:unverified,error", "ed");
    row("delivery:none", "ec");
    row("delivery:done", "a");
    row("delivery:dead", "b");
    row("delivery:dead,pending", "db");
    row("-delivery:none", "dba");
    row("time:2026-11-23", "edc");
    row("time:2026-11-22", "b");
    row("time:>2026-11-22", "edc");
    row("time:>=2026-11-22", "edcb");
    row("time<2026-11-22", "a");
    row("time<=2026-11-22", "ba");
    row("time:today", "edc");
    row("time:yesterday", "b");
    row("time:2026-11-21..2026-11-22", "ba");
    row("time:2026-11-23T18:00..2026-11-23T18:30", "d");
    row("time:>=18:30", "e");
    row("time:>18:29", "e");
    row("time:18:29", "d");
    row("time:\"2026-11-23 18:29:00\"", "d");
    row("time:2026-11-23T15:00:00Z", "e");
    row("time:2026-11-23T15:00:00+00:00", "e");
    row("time>=1795446000", "e");
    row("time<1795446000000", "dcba");
    row("-time:today", "ba");
    row("time!=today", "ba");
    row("time:today,2026-11-21", "edca");
    row("age:<1h", "ed");
    row("age<2h", "ed");
    row("age:<=2h", "edc");
    row("age:2h", "edc");
    row("age:>1d", "a");
    row("age:>=2d", "a");
    row("-age:<1h", "cba");
    row("age:<1w", "edcba");
    row("size:>10k", "d");
    row("size:0", "e");
    row("size=20kb", "d");
    row("size:<1.5k", "ecba");
    row("size:20480,0", "ed");
    row("duration:>=80ms", "da");
    row("duration:>1s", "d");
    row("duration:<80", "ecb");
    row("duration:2300us", "ecb");
    row("method:post", "cba");
    row("method:P*", "dcba");
    row("method!=POST", "ed");
    row("action:users_identify", "a");
    row("action:workflows_*", "b");
    row("action:users_identify,http_request", "da");
    row("-action:*", "ec");
    row("action~TRIGGER", "b");
    row("id:evt_A", "a");
    row("id:evt_*", "ba");
    row("id:hw_01KAEXAMPLE0000000000000E1", "e");
    row("-id:evt_A", "edcb");
    row("id~example", "e");
    row("header.user-agent:~Stripe", "c");
    row("header.User-Agent~stripe.COM", "c");
    row("header.user-agent:stripe/*", "c");
    row("header.user-agent:*", "c");
    row("-header.user-agent:*", "edba");
    row("header.x-try>2", "c");
    row("header.x-try:3", "c");
    row("header.x-order:b", "edcba");
    row("header.x-order=c", "");
    row("header~x-try", "c");
    row("body.data.object.amount>5000", "b");
    row("body.data.object.amount:>=4200", "ba");
    row("body.data.object.amount:9000", "b");
    row("body.data.object.amount=4.2e3", "a");
    row("body.data.object.name:Ada", "a");
    row("body.data.object.name:A*,G*", "ba");
    row("body.data.object.name>B", "b");
    row("body.data.object:*", "ba");
    row("body.data.object~grace", "b");
    row("body.live:true", "a");
    row("body.none:null", "a");
    row("body.tags:vip", "a");
    row("body.tags[1]:new", "a");
    row("body.items[0].id:i1", "a");
    row("body[\"odd key\"]:\"x y\"", "a");
    row("body.missing:*", "");
    row("-body.missing:*", "edcba");
    row("body~lovelace", "c");
    row("ada", "ca");
    row("-ada", "edb");
    row("\"Ada\" Grace", "");
    row("\"amount\\\":4200\"", "a");
    row("evt_a", "a");
    row("user-agent", "c");
    row("deep?q", "e");
    row("A*Lovelace", "c");
    row("\"A*Lovelace\"", "");
    row("a,b", "");
    row("18:30", "");
    row("love", "c");
    row("lace", "");
    row("*lace", "c");
    row("body~LACE", "c");
    row("Ada*lace", "c");
    row("cus*", "eba");
    row("stripe", "cba");
    row("ada vip", "a");
    row("ada -vip", "c");
    row("type:customer.* grace", "b");
    row("\"+\"", "c");
    row("source:stripe-billing type:customer.* -verified:no body.data.object.amount>1 ada", "a");
}

void TestFilter::finds()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    compareFound(text, expected);
}

/// The full-text index changes how it is found, not what.
void TestFilter::findsThroughIndex()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    if (!SearchIndex::open(m_folder.filePath(QStringLiteral("f.db")))) {
        SearchIndexer indexer(m_folder.filePath(QStringLiteral("f.db")));
        QVERIFY(!indexer.waitUntilIdle().error);
        QCOMPARE(m_reader->searchBehind().valueOr(-1), 0);
    }
    compareFound(text, expected);
}

void TestFilter::compareFound(const QString& text, const QString& expected)
{
    const Result<Filter> filter = Filter::parse(text, at(0));
    QVERIFY2(filter, filter ? "" : qPrintable(filter.error().args.join(u' ')));
    const auto rows = m_reader->events(*filter, {});
    QVERIFY2(rows, rows ? "" : qPrintable(rows.error().args.join(u' ')));
    QString found;
    for (const EventRow& row : *rows)
        found.append(m_names.value(row.id));
    QCOMPARE(found, expected);
    QCOMPARE(m_reader->count(*filter).valueOr(-1), expected.size());
}

void TestFilter::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("code");
    const auto row = [](const char* text, int column, const char* code) {
        QTest::newRow(text) << QString::fromUtf8(text) << column << QString::fromLatin1(code);
    };
    row("tpye:a", 1, "unknown_field");
    row("type:a foo:b", 8, "unknown_field");
    row("-foo:b", 2, "unknown_field");
    row("https://example.com", 1, "unknown_field");
    row("type:", 6, "missing_value");
    row("type: a", 6, "missing_value");
    row("type:a,", 8, "missing_value");
    row("type:a,,b", 8, "missing_value");
    row("header.x~", 10, "missing_value");
    row("\"open", 1, "unclosed_quote");
    row("type:\"open", 6, "unclosed_quote");
    row("type:a,\"b", 8, "unclosed_quote");
    row("type:\"a\"b", 9, "bad_value");
    row("-", 1, "lone_minus");
    row("a - b", 3, "lone_minus");
    row("status:nice", 8, "bad_value");
    row("status:ok,nice", 11, "bad_value");
    row("verified:maybe", 10, "bad_value");
    row("delivery:lost", 10, "bad_value");
    row("status>ok", 7, "bad_operator");
    row("status~ok", 7, "bad_operator");
    row("type>a", 5, "bad_operator");
    row("time~2026", 5, "bad_operator");
    row("time:2026-13-01", 6, "bad_value");
    row("time:>soon", 7, "bad_value");
    row("time:2026-11-01..", 6, "bad_value");
    row("age:1", 5, "bad_value");
    row("age=1h", 4, "bad_operator");
    row("age:<1y", 6, "bad_value");
    row("size:big", 6, "bad_value");
    row("size:1.2.3", 6, "bad_value");
    row("size:99999999999999g", 6, "bad_value");
    row("duration:>1h", 11, "bad_value");
    row("header.:x", 1, "bad_path");
    row("header:x", 7, "bad_operator");
    row("body:x", 5, "bad_operator");
    row("body.:x", 1, "bad_path");
    row("body.a..b:x", 1, "bad_path");
    row("body.a[x]:1", 1, "bad_path");
    row("type:a \xc3\xa4\xc3\xa4 foo:b", 11, "unknown_field");
}

void TestFilter::errors()
{
    QFETCH(const QString, text);
    QFETCH(const int, column);
    QFETCH(const QString, code);
    const Result<Filter> filter = Filter::parse(text, at(0));
    QVERIFY(!filter);
    QVERIFY(filter.error().code == ErrorCode::ParseError);
    QCOMPARE(filter.error().args.value(1), code);
    QCOMPARE(filter.error().column, column);
    QVERIFY(!filter.error().args.value(0).isEmpty());
}

void TestFilter::tokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("expected"); ///< key op value negated position length
    const auto row = [](const char* text, const QStringList& expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << expected;
    };
    row("type:customer.*", {QStringLiteral("type|:|customer.*|0|0|15")});
    row("  -verified:yes  ", {QStringLiteral("verified|:|yes|1|2|13")});
    row("time:>2026-11-01 a", {QStringLiteral("time|:>|2026-11-01|0|0|16"), QStringLiteral("||a|0|17|1")});
    row("size>=1k", {QStringLiteral("size|>=|1k|0|0|8")});
    row("source!=a,\"b c\"", {QStringLiteral("source|!=|a,\"b c\"|0|0|15")});
    row("-\"free text\"", {QStringLiteral("||\"free text\"|1|0|12")});
    row("header.user-agent:~S", {QStringLiteral("header.user-agent|:~|S|0|0|20")});
}

void TestFilter::tokens()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, expected);
    const Result<Filter> filter = Filter::parse(text, at(0));
    QVERIFY(filter);
    QCOMPARE(filter->text(), text);
    QStringList found;
    for (const FilterToken& t : filter->tokens()) {
        found.append(QStringLiteral("%1|%2|%3|%4|%5|%6")
                         .arg(t.key, t.op, t.value)
                         .arg(t.negated ? 1 : 0)
                         .arg(t.position)
                         .arg(t.length));
        QVERIFY(text.mid(t.position, t.length).endsWith(t.value));
    }
    QCOMPARE(found, expected);
}

void TestFilter::wildcards_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* pattern, const char* text, bool expected) {
        QTest::addRow("%s / %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << expected;
    };
    row("", "", true);
    row("*", "", true);
    row("", "a", false);
    row("a*b*c", "aXbbXc", true);
    row("a*b*c", "aXbX", false);
    row("**a", "bca", true);
    row("*ab", "aab", true);
    row("A*", "abc", true);
    row("a.c", "abc", false);
    row("*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false);
}

void TestFilter::wildcards()
{
    QFETCH(const QByteArray, pattern);
    QFETCH(const QByteArray, text);
    QFETCH(const bool, expected);
    QCOMPARE(wildcardMatch(pattern, text, true), expected);
}

/// Whatever is typed either parses, and then the database takes its SQL, or gives an error inside the text.
void TestFilter::anyTextIsFilterOrError()
{
    const QStringList parts{
        QStringLiteral("type"), QStringLiteral(":"),     QStringLiteral("!="),     QStringLiteral("\""),
        QStringLiteral("-"),    QStringLiteral(","),     QStringLiteral(" "),      QStringLiteral("*"),
        QStringLiteral("body"), QStringLiteral(".a[0]"), QStringLiteral("'"),      QStringLiteral("time"),
        QStringLiteral(">="),   QStringLiteral("1k"),    QStringLiteral("\\"),     QStringLiteral("["),
        QStringLiteral("size"), QStringLiteral("today"), QStringLiteral("\u00e4"), QStringLiteral("status:ok")};
    quint32 random = 1;
    for (int round = 0; round < 4000; ++round) {
        QString text;
        for (int i = 0; i < 1 + round % 7; ++i) {
            random = random * 1664525U + 1013904223U;
            text += parts[static_cast<qsizetype>((random >> 16) % static_cast<quint32>(parts.size()))];
        }
        const Result<Filter> filter = Filter::parse(text, at(0));
        if (!filter) {
            QVERIFY2(filter.error().column >= 1 && filter.error().column <= text.size() + 1, qPrintable(text));
            continue;
        }
        const auto rows = m_reader->events(*filter, {});
        QVERIFY2(rows, qPrintable(text));
    }
}

void TestFilter::narrowsByMinutes()
{
    const Result<Filter> filter = Filter::parse(QStringLiteral("time:>=18:29"), at(0));
    QVERIFY(filter->sql().where.contains("e.seq >= (SELECT min(first_seq)"));
    const Result<Filter> negated = Filter::parse(QStringLiteral("-time:>=18:29"), at(0));
    QVERIFY(!negated->sql().where.contains("e.seq >="));
}

void TestFilter::usesIndexes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("index");
    QTest::newRow("source") << QStringLiteral("source:clerk") << QStringLiteral("event_source");
    QTest::newRow("type") << QStringLiteral("type:a.b") << QStringLiteral("event_type");
    QTest::newRow("one status") << QStringLiteral("status:refused") << QStringLiteral("event_status");
    QTest::newRow("failed") << QStringLiteral("status:failed") << QStringLiteral("event_status");
    QTest::newRow("delivery") << QStringLiteral("delivery:dead") << QStringLiteral("event_delivery");
    QTest::newRow("id") << QStringLiteral("id:evt_1") << QStringLiteral("event_provider_id");
}

void TestFilter::usesIndexes()
{
    QFETCH(const QString, text);
    QFETCH(const QString, index);
    const Result<Filter> filter = Filter::parse(text, at(0));
    QVERIFY(filter);
    Result<Statement> plan = m_reader->database().prepare("EXPLAIN QUERY PLAN SELECT * FROM event e WHERE " +
                                                          filter->sql().where + " ORDER BY e.seq DESC LIMIT 200");
    QVERIFY(plan);
    QString all;
    while (plan->step().valueOr(false))
        all += plan->text(3) + u'\n';
    QVERIFY2(all.contains(index), qPrintable(all));
}

void TestFilter::namesItsFields()
{
    for (const QString& name : Filter::fieldNames()) {
        const QString text = name.endsWith(u'.')                 ? name + QStringLiteral("a:b")
                             : name == QLatin1String("status")   ? QStringLiteral("status:ok")
                             : name == QLatin1String("verified") ? QStringLiteral("verified:yes")
                             : name == QLatin1String("delivery") ? QStringLiteral("delivery:done")
                             : name == QLatin1String("time")     ? QStringLiteral("time:today")
                             : name == QLatin1String("age")      ? QStringLiteral("age:<1h")
                                                                 : name + QStringLiteral(":1");
        QVERIFY2(Filter::parse(text, at(0)), qPrintable(text));
    }
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_filter.moc"
