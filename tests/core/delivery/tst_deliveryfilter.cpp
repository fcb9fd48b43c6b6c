#include "core/delivery/deliveryfilter.h"
#include "core/delivery/outboxreadthread.h"
#include "outboxfixture.h"

#include <QSignalSpy>

using namespace hw;
using delivery::DeliveryFilter;
using delivery::OutboxReadThread;
using store::DeliveryStatus;
using test::production;

class TestDeliveryFilter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsed_data();
    void parsed();
    void wrongTerms_data();
    void wrongTerms();
    void found();
    void retriedInOrder();
    void keysAreForgotten();
    void pagesKeepWhatIsPointedAt();
    void countedByDestination();
    void detailsShowTheRequestToCome();

private:
    static delivery::Target knock() { return {delivery::TargetKind::Knock, {}, QStringLiteral("KNOCK_API_KEY"), {}}; }
    static void setState(test::Outbox& outbox, const QString& id, DeliveryStatus status, const QString& reason = {});
    static std::vector<store::Delivery> all(test::Outbox& outbox);
    static std::vector<QString> ids(const std::vector<store::Delivery>& deliveries);
};

void TestDeliveryFilter::setState(test::Outbox& outbox, const QString& id, DeliveryStatus status, const QString& reason)
{
    QVERIFY(outbox.write([=](store::Database& database) {
        return database.run("UPDATE delivery SET state = ?, reason = ? WHERE id = ?", static_cast<int>(status), reason,
                            id);
    }));
}

std::vector<store::Delivery> TestDeliveryFilter::all(test::Outbox& outbox)
{
    auto reader = store::Reader::open(outbox.path());
    return *store::deliveries(reader->database(), {});
}

std::vector<QString> TestDeliveryFilter::ids(const std::vector<store::Delivery>& deliveries)
{
    std::vector<QString> out;
    for (const store::Delivery& each : deliveries)
        out.push_back(each.id);
    return out;
}

void TestDeliveryFilter::parsed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("fields"); // environment, destination, action, reason, id, statuses, event filter
    const auto row = [](const char* text, const QStringList& fields) {
        QTest::newRow(text) << QString::fromUtf8(text) << fields;
    };
    row("", {{}, {}, {}, {}, {}, QStringLiteral("0"), {}});
    row("status:dead,failed", {{}, {}, {}, {}, {}, QStringLiteral("2"), {}});
    row("destination:production/knock",
        {QStringLiteral("production"), QStringLiteral("knock"), {}, {}, {}, QStringLiteral("0"), {}});
    row("destination:http env:staging",
        {QStringLiteral("staging"), QStringLiteral("http"), {}, {}, {}, QStringLiteral("0"), {}});
    row("action:users_identify reason:http_4",
        {{}, {}, QStringLiteral("users_identify"), QStringLiteral("http_4"), {}, QStringLiteral("0"), {}});
    row("dlv_1", {{}, {}, {}, {}, QStringLiteral("dlv_1"), QStringLiteral("0"), {}});
    row("id:dlv_1", {{}, {}, {}, {}, QStringLiteral("dlv_1"), QStringLiteral("0"), {}});
    row("type:a.* \"two words\"  status:held",
        {{}, {}, {}, {}, {}, QStringLiteral("1"), QStringLiteral("type:a.* \"two words\"")});
}

void TestDeliveryFilter::parsed()
{
    QFETCH(QString, text);
    QFETCH(QStringList, fields);
    const auto filter = DeliveryFilter::parse(text, SystemClock().now());
    QVERIFY(filter);
    const QStringList found{filter->environment,
                            filter->destination,
                            filter->action,
                            filter->reason,
                            filter->id,
                            QString::number(filter->statuses.size()),
                            filter->events ? filter->events->text() : QString()};
    QCOMPARE(found, fields);
}

void TestDeliveryFilter::wrongTerms_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("term");
    QTest::newRow("status") << QStringLiteral("status:lost") << QStringLiteral("status");
    QTest::newRow("destination") << QStringLiteral("destination:moon") << QStringLiteral("destination");
    QTest::newRow("event") << QStringLiteral("typo:a") << QStringLiteral("filter");
}

void TestDeliveryFilter::wrongTerms()
{
    QFETCH(QString, text);
    QFETCH(QString, term);
    const auto filter = DeliveryFilter::parse(text, SystemClock().now());
    QVERIFY(!filter);
    QVERIFY(filter.error().code == ErrorCode::InvalidArgument);
    QCOMPARE(filter.error().args.value(0), term);
}

void TestDeliveryFilter::found()
{
    test::Outbox outbox(knock());
    for (int i = 0; i < 5; ++i)
        outbox.commit({{"users_identify", QStringLiteral(R"({"id":"u%1"})").arg(i).toUtf8()}});
    const auto planned = all(outbox); // newest first
    QCOMPARE(planned.size(), size_t(5));
    setState(outbox, planned[1].id, DeliveryStatus::Dead, QStringLiteral("http_401"));
    setState(outbox, planned[3].id, DeliveryStatus::Dead, QStringLiteral("http_500"));
    setState(outbox, planned[4].id, DeliveryStatus::Done);
    auto reader = store::Reader::open(outbox.path());
    QVERIFY(reader);
    const auto find = [&](const char* text, std::optional<qint64> before = {}, size_t limit = 100) {
        const auto filter = DeliveryFilter::parse(QString::fromLatin1(text), SystemClock().now());
        return ids(*delivery::findDeliveries(*reader, *filter, before, limit));
    };
    using Ids = std::vector<QString>;
    QCOMPARE(find("").size(), size_t(5));
    QCOMPARE(find("status:dead"), (Ids{planned[1].id, planned[3].id}));
    QCOMPARE(find("status:held,dead", {}, 2), (Ids{planned[0].id, planned[1].id}));
    QCOMPARE(find("status:held,dead", planned[1].seq, 2), (Ids{planned[2].id, planned[3].id}));
    QCOMPARE(find("reason:http_4"), Ids{planned[1].id});
    QCOMPARE(find("source:orders status:done"), Ids{planned[4].id});
    QCOMPARE(find("source:others"), Ids{});
    QCOMPARE(find(qPrintable(planned[2].id)), Ids{planned[2].id});
    // A search that is given up says so.
    const auto everything = DeliveryFilter::parse(QString(), SystemClock().now());
    const auto stopped = delivery::findDeliveries(*reader, *everything, {}, 100, [](qint64) { return false; });
    QVERIFY(stopped); // less than one page: nothing to give up
}

void TestDeliveryFilter::retriedInOrder()
{
    test::Outbox outbox(knock());
    for (int i = 0; i < 3; ++i)
        outbox.commit({{"users_identify", R"({"id":"u"})"}});
    const auto planned = all(outbox);
    setState(outbox, planned[0].id, DeliveryStatus::Dead);
    setState(outbox, planned[1].id, DeliveryStatus::Failed);
    setState(outbox, planned[2].id, DeliveryStatus::Done);
    int put = 0;
    QVERIFY(outbox.write([&](store::Database& database) -> Result<void> {
        // What has gone on meanwhile is left alone.
        const Result<int> count = delivery::retryDeliveries(
            database, {planned[0].seq, planned[2].seq, planned[1].seq, planned[0].seq + 1000}, SystemClock().now());
        if (!count)
            return count.error();
        put = *count;
        return {};
    }));
    QCOMPARE(put, 2);
    const auto after = all(outbox);
    QVERIFY(after[0].status == DeliveryStatus::Held && after[0].outOfOrder);
    QVERIFY(after[1].status == DeliveryStatus::Held && !after[1].outOfOrder);
    QVERIFY(after[2].status == DeliveryStatus::Done);
}

void TestDeliveryFilter::keysAreForgotten()
{
    const Timestamp now = SystemClock().now();
    store::Delivery trigger;
    trigger.kind = QStringLiteral("workflows_trigger");
    trigger.destination = delivery::freeze(knock());
    QVERIFY(!delivery::keyIsForgotten(trigger, now)); // never sent
    trigger.firstAt = now - std::chrono::hours(23);
    QVERIFY(!delivery::keyIsForgotten(trigger, now));
    trigger.firstAt = now - std::chrono::hours(25);
    QVERIFY(delivery::keyIsForgotten(trigger, now));
    trigger.kind = QStringLiteral("users_identify"); // the same again changes nothing
    QVERIFY(!delivery::keyIsForgotten(trigger, now));
}

void TestDeliveryFilter::pagesKeepWhatIsPointedAt()
{
    test::Outbox outbox(knock());
    for (int i = 0; i < 4; ++i)
        outbox.commit({{"users_identify", R"({"id":"u"})"}});
    const auto planned = all(outbox);
    setState(outbox, planned[1].id, DeliveryStatus::Done);
    OutboxReadThread reads(outbox.path());
    delivery::DeliveryPage page;
    connect(&reads, &OutboxReadThread::pageReady, this,
            [&](quint64, const delivery::DeliveryPage& read) { page = read; });
    const auto filter = DeliveryFilter::parse(QStringLiteral("status:held"), SystemClock().now());
    reads.requestPage(1, *filter, {}, 10);
    QTRY_COMPARE(page.rows.size(), size_t(3));
    QVERIFY(page.complete);
    reads.requestPage(2, *filter, {}, 10, {planned[0].id, planned[1].id});
    QTRY_COMPARE(page.rows.size(), size_t(4));
    QCOMPARE(ids(page.rows), ids(planned));
    QVERIFY(page.rows[1].status == DeliveryStatus::Done);
    // What lies behind the page does not come into it.
    reads.requestPage(3, *filter, {}, 2, {planned[3].id});
    QTRY_COMPARE(page.rows.size(), size_t(2));
    QVERIFY(!page.complete);
}

void TestDeliveryFilter::countedByDestination()
{
    test::Outbox outbox(knock());
    outbox.commit({{"users_identify", R"({"id":"u"})"}});
    outbox.commit({{"users_identify", R"({"id":"v"})"}});
    outbox.setDestination({delivery::TargetKind::Knock, QStringLiteral("https://other.example"), {}, {}});
    outbox.commit({{"users_identify", R"({"id":"w"})"}});
    outbox.commit({{"http_request", R"({"method":"POST","url":"https://x.example/a"})"}});
    const auto planned = all(outbox);
    setState(outbox, planned.back().id, DeliveryStatus::Dead);
    QVERIFY(outbox.write([](store::Database& database) {
        return store::pauseDestination(
            database, {production, QStringLiteral("http"), QStringLiteral("paused"), SystemClock().now()});
    }));
    OutboxReadThread reads(outbox.path());
    std::vector<delivery::DestinationCount> counts;
    connect(&reads, &OutboxReadThread::countsReady, this,
            [&](quint64, const std::vector<delivery::DestinationCount>& read) { counts = read; });
    reads.requestCounts(1);
    QTRY_COMPARE(counts.size(), size_t(3));
    for (const delivery::DestinationCount& count : counts) {
        QCOMPARE(count.environment, production);
        switch (count.kind) {
        case delivery::TargetKind::Knock:
            QCOMPARE(count.held, 2);
            QCOMPARE(count.dead, 1);
            QCOMPARE(count.urls.size(), 2);
            break;
        case delivery::TargetKind::Request: QCOMPARE(count.held, 1); break;
        case delivery::TargetKind::Http: QVERIFY(count.pause.has_value()); break;
        case delivery::TargetKind::Directory: QFAIL("nothing goes there"); break;
        }
    }
}

void TestDeliveryFilter::detailsShowTheRequestToCome()
{
    test::Outbox outbox(knock());
    outbox.commit({{"users_identify", R"({"id":"u","email":"a@b.example"})"}});
    outbox.commit({{"users_delete", R"({"id":"u"})"}});
    const auto planned = all(outbox);
    OutboxReadThread reads(outbox.path());
    std::optional<delivery::DeliveryDetails> details;
    connect(&reads, &OutboxReadThread::detailsReady, this,
            [&](quint64, const std::optional<delivery::DeliveryDetails>& read) { details = read; });
    reads.requestDetails(1, planned[0].id);
    QTRY_VERIFY(details.has_value());
    QCOMPARE(details->request[u"method"].toString(), QStringLiteral("DELETE"));
    QCOMPARE(details->request[u"url"].toString(), QStringLiteral("https://api.knock.app/v1/users/u"));
    QVERIFY(QString::fromUtf8(json::write(details->request[u"headers"])).contains(QStringLiteral("[KNOCK_API_KEY]")));
    QCOMPARE(details->behind, planned[1].id);
    QCOMPARE(details->source, QStringLiteral("orders"));
    reads.requestDetails(2, QStringLiteral("dlv_gone"));
    QTRY_VERIFY(!details.has_value());
}

QTEST_GUILESS_MAIN(TestDeliveryFilter)
#include "tst_deliveryfilter.moc"
