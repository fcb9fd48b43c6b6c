#include "core/base/clock.h"
#include "ui/models/eventsmodel.h"
#include "ui/models/histogrammodel.h"
#include "ui/models/jsontreemodel.h"
#include "ui/models/keyvaluemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <functional>

namespace hw::models {

using store::EventRow;

/// The models of the Events view, each under the model tester from before its first change.
class EventsModelsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableIsFlat();
    void tableShowsTexts();
    void mergeInsertsChangesAndRemoves();
    void mergeRefusesAGap();
    void olderPagesComeOnceAndTrimTheTop();
    void filterTermsAreQuoted();
    void treeIsLazy();
    void treePaths_data();
    void treePaths();
    void treeFinds();
    void treeOfAScalar();
    void treeOfALargeText();
    void keyValuesAreFlat();
    void histogramNamesMinutes();

private:
    static EventRow row(qint64 seq);
    static std::vector<EventRow> rows(qint64 from, qint64 to);
    std::vector<qint64> seqs(const EventsModel& model) const;

    FixedClock m_clock{Timestamp(std::chrono::hours(500000))};
};

EventRow EventsModelsTest::row(qint64 seq)
{
    EventRow event;
    event.seq = seq;
    event.id = QStringLiteral("hw_%1").arg(seq);
    event.source = QStringLiteral("billing");
    event.method = QStringLiteral("POST");
    event.eventType = QStringLiteral("customer.updated");
    event.status = EventStatus::Processed;
    event.verification = VerificationStatus::Verified;
    event.receivedAt = Timestamp(std::chrono::hours(500000)) - std::chrono::seconds(1000 - seq);
    event.duration = std::chrono::microseconds(9400);
    event.bodySize = 3842;
    return event;
}

/// Newest first, both ends included.
std::vector<EventRow> EventsModelsTest::rows(qint64 from, qint64 to)
{
    std::vector<EventRow> list;
    for (qint64 seq = from; seq >= to; --seq)
        list.push_back(row(seq));
    return list;
}

std::vector<qint64> EventsModelsTest::seqs(const EventsModel& model) const
{
    std::vector<qint64> list;
    for (int i = 0; i < model.rowCount(); ++i)
        list.push_back(model.row(i).seq);
    return list;
}

void EventsModelsTest::tableIsFlat()
{
    EventsModel model(m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.load(rows(3, 1), true);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.columnCount(model.index(0, 0)), 0);
}

void EventsModelsTest::tableShowsTexts()
{
    EventsModel model(m_clock);
    model.setSources({{QStringLiteral("billing"), {QStringLiteral("Stripe billing"), QStringLiteral("stripe")}}});
    EventRow event = row(1);
    event.actionsDone = 1;
    event.actionsTotal = 2;
    model.load({event}, true);
    const auto text = [&](int column) { return model.index(0, column).data().toString(); };
    QCOMPARE(text(EventsModel::Source), QStringLiteral("Stripe billing"));
    QCOMPARE(text(EventsModel::Status), QStringLiteral("Verified"));
    QCOMPARE(text(EventsModel::Actions), QStringLiteral("1/2"));
    QCOMPARE(text(EventsModel::Duration), QStringLiteral("9.4 ms"));
    QCOMPARE(text(EventsModel::Size), QStringLiteral("3.8 KB"));
    QCOMPARE(model.index(0, EventsModel::Status).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Status: verified"));
    QCOMPARE(model.index(0, EventsModel::Actions).data(EventsModel::ToneRole).toInt(), static_cast<int>(Tone::Warn));
    event.status = EventStatus::Refused;
    QVERIFY(model.merge({event}, std::nullopt, true));
    QCOMPARE(text(EventsModel::Status), QStringLiteral("Failed"));
}

void EventsModelsTest::mergeInsertsChangesAndRemoves()
{
    EventsModel model(m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.load(rows(6, 1), true);
    QSignalSpy resets(&model, &EventsModel::modelReset);
    QSignalSpy inserted(&model, &EventsModel::rowsInserted);
    QSignalSpy removed(&model, &EventsModel::rowsRemoved);
    QSignalSpy changed(&model, &EventsModel::dataChanged);
    std::vector<EventRow> page = rows(9, 3);
    page.erase(page.begin() + 4); // seq 5 is gone
    page[3].actionsTotal = 4;     // seq 6 has changed
    QVERIFY(model.merge(page, std::nullopt, false));
    QCOMPARE(seqs(model), (std::vector<qint64>{9, 8, 7, 6, 4, 3, 2, 1}));
    QCOMPARE(resets.size(), 0);
    QCOMPARE(inserted.size(), 1); // one batch
    QCOMPARE(removed.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.row(3).actionsTotal, 4);
    // A page of the middle leaves the rows above it alone.
    page = rows(4, 2);
    page.erase(page.begin() + 1);
    QVERIFY(model.merge(page, 5, false));
    QCOMPARE(seqs(model), (std::vector<qint64>{9, 8, 7, 6, 4, 2, 1}));
    // A complete page takes away what is older than its last row.
    QVERIFY(model.merge(rows(9, 8), std::nullopt, true));
    QCOMPARE(seqs(model), (std::vector<qint64>{9, 8}));
    QVERIFY(model.merge({}, std::nullopt, true));
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(model.merge(rows(20, 18), std::nullopt, false));
    QVERIFY(model.canFetchMore({}));
}

void EventsModelsTest::mergeRefusesAGap()
{
    EventsModel model(m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.load(rows(10, 1), true);
    QVERIFY(!model.merge(rows(50, 40), std::nullopt, false));
    QCOMPARE(model.rowCount(), 10);
    QVERIFY(model.merge(rows(50, 10), std::nullopt, false));
    QCOMPARE(model.rowCount(), 50);
}

void EventsModelsTest::olderPagesComeOnceAndTrimTheTop()
{
    EventsModel model(m_clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    const qint64 newest = EventsModel::maxRows + 500;
    model.load(rows(newest, 501), false);
    QSignalSpy wanted(&model, &EventsModel::olderWanted);
    QVERIFY(model.canFetchMore({}));
    model.fetchMore({});
    model.fetchMore({});
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toLongLong(), 501);
    model.appendOlder(rows(500, 301), false);
    QCOMPARE(model.rowCount(), EventsModel::maxRows);
    QCOMPARE(model.row(0).seq, newest - 200);
    QVERIFY(model.hasNewer());
    QVERIFY(!model.merge(rows(newest, newest - 100), std::nullopt, false));
    model.prependNewer(rows(newest, newest - 199), true);
    QCOMPARE(model.row(0).seq, newest);
    QVERIFY(!model.hasNewer());
    QCOMPARE(model.rowCount(), EventsModel::maxRows);
}

void EventsModelsTest::filterTermsAreQuoted()
{
    EventsModel model(m_clock);
    EventRow event = row(1);
    event.eventType = QStringLiteral("order, \"done\"");
    model.load({event}, true);
    QCOMPARE(model.index(0, EventsModel::Type).data(EventsModel::FilterRole).toString(),
             QStringLiteral("type:\"order, \\\"done\\\"\""));
    QCOMPARE(model.index(0, EventsModel::Source).data(EventsModel::FilterRole).toString(),
             QStringLiteral("source:billing"));
    QVERIFY(model.index(0, EventsModel::Time).data(EventsModel::FilterRole).toString().isEmpty());
}

std::shared_ptr<const json::Value> parsed(const QByteArray& text)
{
    auto value = json::parse(text);
    return value ? std::make_shared<const json::Value>(*value) : nullptr;
}

void EventsModelsTest::treeIsLazy()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    QByteArray text = "[";
    for (int i = 0; i < 3 * JsonTreeModel::chunk; ++i)
        text += QByteArray::number(i) + ',';
    text.back() = ']';
    model.setRoot(parsed("{\"list\":" + text + ",\"object\":{\"a\":1}}"));
    QCOMPARE(model.rowCount(), 2);
    const QModelIndex list = model.index(0, 0);
    QVERIFY(model.hasChildren(list));
    QVERIFY(model.canFetchMore(list));
    while (model.canFetchMore(list))
        model.fetchMore(list);
    QCOMPARE(model.rowCount(list), 3 * JsonTreeModel::chunk);
    QCOMPARE(model.index(1400, 0, list).data(JsonTreeModel::PathRole).toString(), QStringLiteral("list[1400]"));
    model.setRoot(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void EventsModelsTest::treePaths_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("shown");
    QTest::newRow("nested") << QByteArray("{\"data\":{\"object\":{\"email\":\" Ada \"}}}") << QStringLiteral("email")
                            << QStringLiteral("data.object.email") << QStringLiteral("\" Ada \"");
    QTest::newRow("odd key") << QByteArray("{\"order completed\":{\"id\":1}}") << QStringLiteral("id")
                             << QStringLiteral("[\"order completed\"].id") << QStringLiteral("1");
    QTest::newRow("big number") << QByteArray("{\"items\":[{\"n\":12345678901234567890}]}") << QStringLiteral("12345")
                                << QStringLiteral("items[0].n") << QStringLiteral("12345678901234567890");
    QTest::newRow("null") << QByteArray("{\"none\":null}") << QStringLiteral("none") << QStringLiteral("none")
                          << QStringLiteral("null");
}

void EventsModelsTest::treePaths()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, found);
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.setRoot(parsed(text));
    const QModelIndex index = model.find(found, {});
    QTEST(index.data(JsonTreeModel::PathRole).toString(), "path");
    QTEST(index.data(JsonTreeModel::ValueRole).toString(), "shown");
}

void EventsModelsTest::treeFinds()
{
    JsonTreeModel model;
    model.setRoot(parsed("{\"a\":{\"x\":\"Same\"},\"b\":[{\"y\":\"same again\"}],\"created\":1785940364}"));
    const QModelIndex first = model.find(QStringLiteral("same"), {});
    QCOMPARE(first.data(JsonTreeModel::PathRole).toString(), QStringLiteral("a.x"));
    const QModelIndex second = model.find(QStringLiteral("same"), first);
    QCOMPARE(second.data(JsonTreeModel::PathRole).toString(), QStringLiteral("b[0].y"));
    QCOMPARE(model.find(QStringLiteral("same"), second), first);
    QVERIFY(!model.find(QStringLiteral("nowhere"), {}).isValid());
    QCOMPARE(model.index(2, 0).data(JsonTreeModel::TimeRole).toLongLong(), 1785940364LL * 1000 * 1000);
    QVERIFY(!model.index(0, 0).data(JsonTreeModel::TimeRole).isValid());
}

// The outline's rows are those of the parsed value.
void EventsModelsTest::treeOfALargeText()
{
    QByteArray text = R"({"name":"Ada \"the first\"","at":1785940364,"none":{},"deep":{"x":[1,{"odd name":true}]},)";
    // Long texts, of which only the beginning is read: of plain letters, escapes, and letters of two and four bytes.
    for (const char* unit : {"x", "\\n", "\\u00e9", "\\\\", "\xC3\xA9", "\xF0\x9F\x8D\x8B", "say \\\"it\\\" "})
        text += '"' + QByteArray::number(text.size()) + "\":\"" + QByteArray(unit).repeated(4000) + "\",";
    text += "\"list\":[";
    for (int i = 0; i < 3 * JsonTreeModel::chunk; ++i)
        text += (i ? "," : "") + QByteArray::number(i);
    text += "]}";
    JsonTreeModel parsed;
    parsed.setRoot(std::make_shared<const json::Value>(json::parse(text).valueOr({})));
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false);
    auto outline = json::Outline::open(text);
    QVERIFY(outline);
    model.setOutline(std::shared_ptr<json::Outline>(*std::move(outline)));

    const std::function<void(const QModelIndex&, const QModelIndex&)> compare = [&](const QModelIndex& a,
                                                                                    const QModelIndex& b) {
        while (model.canFetchMore(a))
            model.fetchMore(a);
        while (parsed.canFetchMore(b))
            parsed.fetchMore(b);
        QCOMPARE(model.rowCount(a), parsed.rowCount(b));
        QCOMPARE(model.hasChildren(a), parsed.hasChildren(b));
        for (int row = 0; row < model.rowCount(a); ++row) {
            const QModelIndex mine = model.index(row, 0, a);
            const QModelIndex other = parsed.index(row, 0, b);
            for (const int role :
                 {int(JsonTreeModel::KeyRole), int(JsonTreeModel::TypeRole), int(JsonTreeModel::ValueRole),
                  int(JsonTreeModel::PathRole), int(JsonTreeModel::TimeRole), int(Qt::DisplayRole)})
                QCOMPARE(mine.data(role), other.data(role));
            compare(mine, other);
        }
    };
    compare({}, {});
    QVERIFY(model.find(QStringLiteral("odd"), {}).isValid());
    model.setOutline(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void EventsModelsTest::treeOfAScalar()
{
    JsonTreeModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.setRoot(std::make_shared<const json::Value>(QStringLiteral("plain text")));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("\"plain text\""));
    QCOMPARE(model.index(0, 0).data(JsonTreeModel::RawRole).toString(), QStringLiteral("plain text"));
    QVERIFY(model.index(0, 0).data(JsonTreeModel::PathRole).toString().isEmpty());
}

void EventsModelsTest::keyValuesAreFlat()
{
    KeyValueModel model(QStringLiteral("Header"), QStringLiteral("Value"));
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    tester.setUseFetchMore(false); // rows are fetched by the test, so that it sees when
    model.setRows({{QStringLiteral("Host"), QStringLiteral("here"), true, Tone::Plain}});
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("here"));
    QCOMPARE(model.headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("Header"));
}

void EventsModelsTest::histogramNamesMinutes()
{
    HistogramModel model;
    QSignalSpy changed(&model, &HistogramModel::changed);
    const Timestamp now = m_clock.now() + std::chrono::seconds(30);
    const Timestamp first = HistogramModel::firstMinute(now);
    model.setBars({{first + std::chrono::minutes(58), 10, 2}, {first - std::chrono::minutes(1), 99, 0}}, now);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(model.bars().size(), static_cast<size_t>(HistogramModel::minutes));
    QCOMPARE(model.peak(), 12);
    const QString minute = minuteText(first + std::chrono::minutes(58));
    QVERIFY(model.barText(58).startsWith(minute));
    QVERIFY(model.barText(58).endsWith(QStringLiteral("2 failed")));
    QVERIFY(model.rangeTerm(58, 59).startsWith(QStringLiteral("time:")));
    QCOMPARE(model.rangeTerm(59, 58), model.rangeTerm(58, 59));
    QVERIFY(model.rangeTerm(10, 60).isEmpty());
    QVERIFY(model.barText(60).isEmpty());
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::EventsModelsTest)

#include "tst_eventsmodels.moc"
