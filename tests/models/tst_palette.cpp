#include "ui/models/fuzzy.h"
#include "ui/models/palettepresenter.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace hw;
using models::PaletteEntry;
using models::PaletteKind;
using models::PaletteModel;
using models::PalettePresenter;

namespace {

/// Remembers which events were asked for; the test answers.
class AskedEvents final : public models::EventSource
{
    Q_OBJECT

public:
    void requestPage(quint64, const store::Filter&, const store::PageRequest&) override {}
    void requestEvent(quint64 generation, const QString& id) override { asked.append({generation, id}); }
    void requestCount(quint64, const store::Filter&) override {}
    void requestHistogram(quint64, Timestamp, Timestamp, const QString&) override {}
    void requestSummary(quint64) override {}

    QList<std::pair<quint64, QString>> asked;
};

PaletteEntry command(const QString& id, const QString& title, const QString& detail = {})
{
    return {PaletteKind::Command, id, title, detail, {}, {}};
}

QStringList titles(const PaletteModel& model)
{
    QStringList all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.append(model.index(row).data().toString());
    return all;
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matches_data();
    void matches();
    void betterMatchesScoreHigher_data();
    void betterMatchesScoreHigher();
    void modelIsSound();
    void menusAreFoundByTheirName();
    void ids_data();
    void ids();
    void filtersAreOffered();
    void eventsAreLookedUp();
};

void TestPalette::matches_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("found");
    QTest::addColumn<QList<int>>("positions");
    QTest::newRow("nothing typed") << ""
                                   << "Settings" << true << QList<int>{};
    QTest::newRow("as it is") << "sett"
                              << "Settings" << true << QList<int>{0, 1, 2, 3};
    QTest::newRow("at a word's beginning") << "st"
                                           << "Best start" << true << QList<int>{5, 6};
    QTest::newRow("here and there") << "cpu"
                                    << "Copy endpoint URL" << true << QList<int>{0, 2, 14};
    QTest::newRow("spaces") << "stripe b"
                            << "Stripe billing" << true << QList<int>{0, 1, 2, 3, 4, 5, 7};
    QTest::newRow("wrong order") << "gnittes"
                                 << "Settings" << false << QList<int>{};
    QTest::newRow("too long") << "settingss"
                              << "Settings" << false << QList<int>{};
}

void TestPalette::matches()
{
    QFETCH(QString, query);
    QFETCH(QString, text);
    QFETCH(bool, found);
    QFETCH(QList<int>, positions);
    const auto match = models::fuzzyMatch(query, text);
    QCOMPARE(match.has_value(), found);
    if (found)
        QCOMPARE(match->positions, positions);
}

void TestPalette::betterMatchesScoreHigher_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning") << "dir"
                               << "Directory"
                               << "Redirect";
    QTest::newRow("word") << "url"
                          << "Copy endpoint URL"
                          << "Curl";
    QTest::newRow("run") << "start"
                         << "Start listener"
                         << "Stronger text after";
    QTest::newRow("shorter") << "settings"
                             << "Settings"
                             << "Settings of the workspace";
}

void TestPalette::betterMatchesScoreHigher()
{
    QFETCH(QString, query);
    QFETCH(QString, better);
    QFETCH(QString, worse);
    const auto first = models::fuzzyMatch(query, better);
    const auto second = models::fuzzyMatch(query, worse);
    QVERIFY(first);
    QVERIFY(!second || first->score > second->score);
}

void TestPalette::modelIsSound()
{
    PaletteModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setEntries(
        {command(QStringLiteral("0"), QStringLiteral("Quit"), QStringLiteral("File")),
         {PaletteKind::Source,
          QStringLiteral("billing"),
          QStringLiteral("Stripe billing"),
          QStringLiteral("billing"),
          {},
          QStringLiteral("stripe")},
         {PaletteKind::Field, QStringLiteral("type"), QStringLiteral("Filter events by type"), {}, {}, {}}});
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Quit"), QStringLiteral("Stripe billing")}));
    QCOMPARE(model.rowCount(model.index(0)), 0);
    model.setQuery(QStringLiteral("typ"));
    QCOMPARE(titles(model), QStringList{QStringLiteral("Filter events by type")});
    model.setEvent({PaletteKind::Event, QStringLiteral("hw_1"), QStringLiteral("Open event a"), {}, {}, {}});
    QCOMPARE(model.entry(0).id, QStringLiteral("hw_1"));
    model.setQuery(QStringLiteral("bill"));
    QCOMPARE(titles(model), QStringList{QStringLiteral("Stripe billing")});
    QCOMPARE(model.index(0).data(PaletteModel::MatchRole).value<QList<int>>(), (QList<int>{7, 8, 9, 10}));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Stripe billing, billing"));
}

void TestPalette::menusAreFoundByTheirName()
{
    PaletteModel model;
    model.setEntries({command(QStringLiteral("0"), QStringLiteral("Quit"), QStringLiteral("File")),
                      command(QStringLiteral("1"), QStringLiteral("Filter events"), QStringLiteral("Event"))});
    model.setQuery(QStringLiteral("fil"));
    QCOMPARE(titles(model), (QStringList{QStringLiteral("Filter events"), QStringLiteral("Quit")}));
}

void TestPalette::ids_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isId");
    QTest::newRow("ours") << "hw_01KAR7V3QD8M" << true;
    QTest::newRow("begun") << "hw_0" << true;
    QTest::newRow("provider's") << "evt_1Q7xLm2eZvKY" << true;
    QTest::newRow("uuid") << "0d9e0f4a-6f0f-4a57-9a0c-1c2f3b4d5e6f" << true;
    QTest::newRow("word") << "settings" << false;
    QTest::newRow("short") << "evt_1" << false;
    QTest::newRow("filter") << "status:failed1" << false;
    QTest::newRow("words") << "evt_1Q7xLm2 eZvKY" << false;
}

void TestPalette::ids()
{
    QFETCH(QString, text);
    QFETCH(bool, isId);
    QCOMPARE(PalettePresenter::looksLikeId(text), isId);
}

void TestPalette::filtersAreOffered()
{
    AskedEvents events;
    SystemClock clock;
    PalettePresenter presenter(events, clock);
    QAbstractItemModelTester tester(&presenter.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    presenter.open({command(QStringLiteral("0"), QStringLiteral("Filter events"), QStringLiteral("Event"))});
    presenter.setQuery(QStringLiteral("status:failed"));
    QCOMPARE(presenter.model().entry(0).kind, PaletteKind::Filter);
    QCOMPARE(presenter.model().entry(0).id, QStringLiteral("status:failed"));
    QCOMPARE(presenter.model().entry(0).title, QStringLiteral("Filter events by status:failed"));
    // A word may be a command: the search stands last.
    presenter.setQuery(QStringLiteral("filter"));
    QCOMPARE(presenter.model().entry(0).title, QStringLiteral("Filter events"));
    QCOMPARE(titles(presenter.model()).last(), QStringLiteral("Search events for filter"));
    // What is no filter is not offered as one.
    presenter.setQuery(QStringLiteral("status:nonsense"));
    QVERIFY(!titles(presenter.model()).join(u' ').contains(QStringLiteral("nonsense")));
    presenter.setQuery(QStringLiteral("sta"));
    QVERIFY(titles(presenter.model()).contains(QStringLiteral("Filter events by status")));
    QVERIFY(events.asked.isEmpty());
}

void TestPalette::eventsAreLookedUp()
{
    AskedEvents events;
    SystemClock clock;
    PalettePresenter presenter(events, clock);
    QAbstractItemModelTester tester(&presenter.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    presenter.open({});
    presenter.setQuery(QStringLiteral("evt_12345678"));
    QCOMPARE(events.asked.size(), 1);
    store::StoredEvent stored;
    stored.event.id = QStringLiteral("hw_1");
    stored.event.receivedAt = clock.now();
    stored.run.emplace();
    stored.run->eventType = QStringLiteral("invoice.paid");
    const quint64 old = events.asked.first().first;
    presenter.setQuery(QStringLiteral("evt_123456789"));
    Q_EMIT events.eventReady(old, stored); // of what is no longer typed
    QVERIFY(presenter.model().entry(0).kind != PaletteKind::Event);
    Q_EMIT events.eventReady(events.asked.last().first, std::nullopt);
    QVERIFY(presenter.model().entry(0).kind != PaletteKind::Event);
    Q_EMIT events.eventReady(events.asked.last().first, stored);
    QCOMPARE(presenter.model().entry(0).kind, PaletteKind::Event);
    QCOMPARE(presenter.model().entry(0).id, QStringLiteral("hw_1"));
    QCOMPARE(presenter.model().entry(0).title, QStringLiteral("Open event invoice.paid"));
}

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
