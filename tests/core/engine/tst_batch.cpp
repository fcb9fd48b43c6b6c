#include "core/engine/batch.h"
#include "core/engine/response.h"

#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

std::optional<mapping::Path> pathOf(const QString& text)
{
    return *mapping::Path::parse(text);
}

Event eventWith(const QByteArray& body, std::optional<BatchPlace> place = {})
{
    Event event;
    event.request.headers = {{"Content-Type", "application/json"}};
    event.request.body = body;
    event.batch = place;
    return event;
}

Run runWith(EventStatus status, const QString& id, const QString& reason = {})
{
    Run run;
    run.eventId = id;
    run.status = status;
    run.verification.reason = reason;
    run.actions.emplace_back();
    switch (status) {
    case EventStatus::Refused: run.answer = errorAnswer(401, reason, id); break;
    case EventStatus::Error: run.answer = errorAnswer(500, QStringLiteral("script_error"), id); break;
    case EventStatus::Waiting:
        run.answer = retryAnswer(QStringLiteral("secret_missing"), std::chrono::seconds(60), id);
        break;
    default: run.answer = {200, {{"Content-Type", "application/json"}}, "{\"id\":\"" + id.toUtf8() + "\"}"};
    }
    return run;
}

} // namespace

class TestBatch final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("elements"); ///< "-" = one event
        QTest::newRow("the body itself") << "body" << QByteArray("[1, {\"a\":2}]") << QByteArray("[1,{\"a\":2}]");
        QTest::newRow("a member") << "body.batch" << QByteArray("{\"batch\":[{\"a\":1}]}") << QByteArray("[{\"a\":1}]");
        QTest::newRow("no array") << "body" << QByteArray("{\"a\":1}") << QByteArray("-");
        QTest::newRow("missing") << "body.batch" << QByteArray("{}") << QByteArray("-");
        QTest::newRow("empty") << "body" << QByteArray("[]") << QByteArray("-");
        QTest::newRow("bad JSON") << "body" << QByteArray("[1") << QByteArray("-");
        QTest::newRow("large numbers") << "body" << QByteArray("[12345678901234567890]")
                                       << QByteArray("[12345678901234567890]");
    }

    void splits()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, elements);
        const Event event = eventWith(body);
        const auto found = elementsOf(*pathOf(path), event, viewBody(event.request.headers, body));
        QCOMPARE(found ? json::write(*found) : QByteArray("-"), elements);
    }

    void anElementIsFoundAgain()
    {
        const QByteArray body = "{\"batch\":[{\"a\":1},{\"a\":2}]}";
        const auto split = pathOf(QStringLiteral("body.batch"));
        QCOMPARE(viewEvent(split, eventWith(body, BatchPlace{1, 2})).value[u"a"].toInteger(), qint64(2));
        QVERIFY(viewEvent(split, eventWith(body)).value[u"batch"].isArray());
        QCOMPARE(viewEvent({}, eventWith(body, BatchPlace{1, 2})).problem, QStringLiteral("no_such_element"));
        const BodyView gone = viewEvent(pathOf(QStringLiteral("body.other")), eventWith(body, BatchPlace{1, 2}));
        QVERIFY(gone.value.isNull());
        QCOMPARE(gone.problem, QStringLiteral("no_such_element"));
    }

    void storedElementsFindTogether()
    {
        std::vector<Event> events;
        for (const auto& [index, total] : {std::pair(0, 3), {1, 3}, {2, 3}, {0, 3}, {1, 3}, {0, 2}})
            events.push_back(eventWith("[]", BatchPlace{index, total}));
        events.push_back(eventWith("[]"));
        QCOMPARE(endOfBatch(events, 0), size_t(3));
        QCOMPARE(endOfBatch(events, 3), size_t(5));
        QCOMPARE(endOfBatch(events, 5), size_t(6));
        events[1].source = QStringLiteral("another");
        QCOMPARE(endOfBatch(events, 0), size_t(1));
    }

    void oneRefusedRefusesAll()
    {
        std::vector<Run> runs{runWith(EventStatus::Processed, "a"),
                              runWith(EventStatus::Refused, "b", "signature_mismatch"),
                              runWith(EventStatus::Error, "c"), runWith(EventStatus::Ignored, "d")};
        refuseTogether(runs);
        QCOMPARE(toString(runs[0].status), QStringLiteral("refused"));
        QCOMPARE(runs[0].statusReason, QStringLiteral("batch_refused"));
        QVERIFY(runs[0].actions.empty());
        QCOMPARE(runs[0].answer.status, 401);
        QCOMPARE(runs[1].statusReason, QString());
        QCOMPARE(toString(runs[2].status), QStringLiteral("error"));
        QCOMPARE(toString(runs[3].status), QStringLiteral("refused"));

        std::vector<Run> fine{runWith(EventStatus::Processed, "a"), runWith(EventStatus::Error, "b")};
        const auto before = fine;
        refuseTogether(fine);
        QVERIFY(fine == before);
    }

    void answers_data()
    {
        QTest::addColumn<QList<EventStatus>>("statuses");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        using S = EventStatus;
        QTest::newRow("all accepted") << QList<S>{S::Processed, S::Duplicate, S::Ignored} << 200
                                      << QByteArray("{\"ids\":[\"0\",\"1\",\"2\"]}");
        QTest::newRow("one") << QList<S>{S::Processed} << 200 << QByteArray("{\"ids\":[\"0\"]}");
        QTest::newRow("one refused") << QList<S>{S::Processed, S::Refused} << 401
                                     << QByteArray("{\"error\":\"signature_mismatch\",\"ids\":[\"0\",\"1\"]}");
        QTest::newRow("refused before error") << QList<S>{S::Error, S::Refused} << 401
                                              << QByteArray("{\"error\":\"signature_mismatch\",\"ids\":[\"0\",\"1\"]}");
        QTest::newRow("one error") << QList<S>{S::Processed, S::Error} << 500
                                   << QByteArray("{\"error\":\"script_error\",\"ids\":[\"0\",\"1\"]}");
        QTest::newRow("waiting") << QList<S>{S::Waiting, S::Waiting} << 503
                                 << QByteArray("{\"error\":\"secret_missing\",\"ids\":[\"0\",\"1\"]}");
    }

    void answers()
    {
        QFETCH(QList<EventStatus>, statuses);
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        std::vector<Run> runs;
        QStringList ids;
        for (const EventStatus one : statuses) {
            ids.append(QString::number(ids.size()));
            runs.push_back(runWith(one, ids.back(), one == EventStatus::Refused ? "signature_mismatch" : ""));
        }
        refuseTogether(runs);
        std::vector<const Run*> pointers;
        for (const Run& run : runs)
            pointers.push_back(&run);
        const http::Answer answer = batchAnswer({}, pointers, ids);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.body, body);
    }

    void aConfiguredBodyStays()
    {
        workspace::Source source;
        source.response.body = "thanks";
        Run run = runWith(EventStatus::Processed, "a");
        run.answer.body = "thanks";
        QCOMPARE(batchAnswer(source, {&run, &run}, {"a", "b"}).body, QByteArray("thanks"));
    }
};

QTEST_GUILESS_MAIN(TestBatch)
#include "tst_batch.moc"
