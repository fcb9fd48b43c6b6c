#include "tests/models/directory/sampledirectory.h"
#include "ui/models/directorypresenter.h"
#include "ui/models/englishplurals.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace hw::models {

using delivery::DirectoryKind;
using delivery::DirectoryReadThread;
using delivery::DirectoryTarget;

using State = DirectoryPresenter::State;

/// The presenter over a real database that another connection writes to.
class DirectoryPresenterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyDirectory();
    void countsAndFirstRowSelected();
    void detailOfAUser();
    void detailOfARun();
    void detailOfAnAudience();
    void detailOfASubscription();
    void changeOfARemovedEventIsTold();
    void filters_data();
    void filters();
    void linksLeadToOtherLists();
    void allRunsOfARecipient();
    void pagesAreLoadedAndKeptFresh();
    void rowsThatChangeStay();
    void removedSelectionIsCleared();
    void environmentsAreApart();
    void hiddenReadsNothing();
    void brokenDatabaseIsToldAndTriedAgain();

private:
    void write(std::vector<store::CommitItem> items) { QVERIFY(testing::writeAll(*m_writer, std::move(items))); }
    void show(DirectoryKind kind);
    const DirectorySection* section(const QString& title) const;
    QStringList chipsOf(const QString& title) const;
    QString property(const QString& title, const QString& key) const;
    static DirectoryTarget user(const char* id) { return {DirectoryKind::Users, {{}, QLatin1String(id)}, {}}; }

    FixedClock m_clock{SystemClock().now()};
    EnglishPlurals m_plurals;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<DirectoryReadThread> m_reader;
    std::unique_ptr<DirectoryPresenter> m_presenter;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    std::optional<DirectoryDetail> m_detail;
};

void DirectoryPresenterTest::initTestCase()
{
    QCoreApplication::installTranslator(&m_plurals);
}

void DirectoryPresenterTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(QStringLiteral("headwater.db"));
    m_writer = testing::openDirectory(path);
    QVERIFY(m_writer);
    m_reader = std::make_unique<DirectoryReadThread>(path);
    m_presenter = std::make_unique<DirectoryPresenter>(*m_reader, m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(&m_presenter->model(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    connect(m_presenter.get(), &DirectoryPresenter::detailReady, this,
            [this](const DirectoryDetail& detail) { m_detail = detail; });
    connect(m_presenter.get(), &DirectoryPresenter::detailCleared, this, [this] { m_detail.reset(); });
    m_presenter->setSources(
        {{QStringLiteral("stripe-billing"), {QStringLiteral("Stripe billing"), QStringLiteral("stripe")}}});
    m_presenter->setEnvironment(QStringLiteral("development"));
    m_presenter->setActive(true);
    QTRY_VERIFY(m_presenter->state() == State::Ready);
}

void DirectoryPresenterTest::cleanup()
{
    m_tester.reset();
    m_presenter.reset();
    m_reader.reset();
    m_writer.reset();
    m_detail.reset();
}

void DirectoryPresenterTest::show(DirectoryKind kind)
{
    m_presenter->setKind(kind);
    QTRY_VERIFY(m_presenter->state() == State::Ready && m_presenter->model().kind() == kind);
}

const DirectorySection* DirectoryPresenterTest::section(const QString& title) const
{
    if (!m_detail)
        return nullptr;
    const auto found = std::find_if(m_detail->sections.begin(), m_detail->sections.end(),
                                    [&](const DirectorySection& part) { return part.title == title; });
    return found == m_detail->sections.end() ? nullptr : &*found;
}

QStringList DirectoryPresenterTest::chipsOf(const QString& title) const
{
    QStringList texts;
    if (const DirectorySection* part = section(title))
        for (const DirectoryChip& chip : part->chips)
            texts << chip.text;
    return texts;
}

QString DirectoryPresenterTest::property(const QString& title, const QString& key) const
{
    if (const DirectorySection* part = section(title))
        for (const DirectoryProperty& line : part->properties)
            if (line.key == key)
                return line.value;
    return {};
}

void DirectoryPresenterTest::emptyDirectory()
{
    QCOMPARE(m_presenter->model().rowCount(), 0);
    QVERIFY(m_presenter->model().isComplete());
    QTRY_VERIFY(m_presenter->counts());
    QCOMPARE(*m_presenter->counts(), delivery::DirectoryCounts{});
    QVERIFY(!m_presenter->selected());
    QVERIFY(!m_detail);
    QCOMPARE(m_presenter->rowsText(), QString());
}

void DirectoryPresenterTest::countsAndFirstRowSelected()
{
    write(testing::sampleDirectory(m_clock.now()));
    QTRY_COMPARE(m_presenter->model().rowCount(), 23);
    QTRY_VERIFY(m_presenter->counts() && (*m_presenter->counts())[5] == 7);
    const delivery::DirectoryCounts wanted{23, 3, 3, 4, 4, 7};
    QCOMPARE(*m_presenter->counts(), wanted);
    QTRY_VERIFY(m_detail);
    QVERIFY(m_detail->target == targetOf(m_presenter->model().row(0)));
    m_presenter->setVisibleRows(2, 11);
    QCOMPARE(m_presenter->rowsText(), QStringLiteral("Rows 3\u201312 of 23"));
}

void DirectoryPresenterTest::detailOfAUser()
{
    write(testing::sampleDirectory(m_clock.now()));
    m_presenter->select(user("cus_R4kTm2Wq"));
    QTRY_VERIFY(section(QStringLiteral("Workflow runs")));
    QCOMPARE(m_detail->title, QStringLiteral("Ada Byron"));
    const QString properties = QStringLiteral("Properties");
    QCOMPARE(property(properties, QStringLiteral("email")), QStringLiteral("\"ada@analytical.dev\""));
    const DirectorySection* facts = section(properties);
    const auto kindOf = [&](const char* key) {
        const auto found = std::find_if(facts->properties.begin(), facts->properties.end(),
                                        [&](const DirectoryProperty& line) { return line.key == QLatin1String(key); });
        return found == facts->properties.end() ? ValueKind::Other : found->kind;
    };
    QVERIFY(kindOf("plan") == ValueKind::String);
    QVERIFY(kindOf("seats") == ValueKind::Number);
    QVERIFY(kindOf("delinquent") == ValueKind::Keyword);
    QCOMPARE(chipsOf(QStringLiteral("Tenants")), QStringList(QStringLiteral("org_82")));
    QCOMPARE(chipsOf(QStringLiteral("Audiences")), QStringList({QStringLiteral("Beta testers"), QStringLiteral("EU"),
                                                                QStringLiteral("Team plan in org_82")}));
    QCOMPARE(chipsOf(QStringLiteral("Subscriptions and objects")),
             QStringList({QStringLiteral("projects: engine-1"), QStringLiteral("subscriptions: sub_1Pq8")}));

    const DirectorySection* runs = section(QStringLiteral("Workflow runs"));
    QVERIFY(runs->kind == DirectorySection::Kind::Timeline);
    QStringList titles;
    for (const DirectoryItem& item : runs->items)
        titles << item.title;
    QCOMPARE(titles, QStringList({QStringLiteral("plan-changed"), QStringLiteral("trial-ending"),
                                  QStringLiteral("digest"), QStringLiteral("payment-reminder")}));
    QCOMPARE(runs->items[0].text, QStringLiteral("Triggered \u00b7 1 recipient \u00b7 plan=\"team\""));
    QCOMPARE(runs->items[1].text, QStringLiteral("Triggered \u00b7 1 recipient \u00b7 cancellation key sub_1Pq8"));
    QVERIFY(runs->items[3].text.startsWith(QLatin1String("Cancelled")));
    QCOMPARE(runs->items[3].icon, QStringLiteral("skip"));
    QCOMPARE(runs->more, QStringLiteral("All 5"));

    const DirectorySection* change = section(QStringLiteral("Last change"));
    QVERIFY(change && change->change);
    QCOMPARE(change->change->action, QStringLiteral("Identify user"));
    QCOMPARE(change->change->eventType, QStringLiteral("customer.updated"));
    QCOMPARE(change->change->provider, QStringLiteral("stripe"));
    QCOMPARE(change->change->source, QStringLiteral("Stripe billing"));
    QVERIFY(change->change->eventId.startsWith(QLatin1String("hw_")));
}

void DirectoryPresenterTest::detailOfARun()
{
    write(testing::sampleDirectory(m_clock.now()));
    show(DirectoryKind::WorkflowRuns);
    QTRY_COMPARE(m_presenter->model().rowCount(), 7);
    int digest = 0;
    while (std::get<delivery::DirectoryRun>(m_presenter->model().row(digest).entry).workflow != u"digest")
        ++digest;
    m_presenter->select(targetOf(m_presenter->model().row(digest)));
    QTRY_VERIFY(m_detail && m_detail->title == u"digest");
    const DirectorySection* recipients = section(QStringLiteral("Recipients"));
    QVERIFY(recipients);
    QCOMPARE(recipients->items.size(), size_t(2));
    QCOMPARE(recipients->items[0].title, QStringLiteral("cus_R4kTm2Wq"));
    QVERIFY(recipients->items[0].link.has_value());
    QCOMPARE(recipients->items[1].icon, QStringLiteral("alert"));
    QVERIFY(!recipients->items[1].link.has_value());
    QCOMPARE(property(QStringLiteral("Data"), QStringLiteral("plan")), QStringLiteral("\"team\""));
    QCOMPARE(chipsOf(QStringLiteral("Actor")), QStringList(QStringLiteral("user_2kLm91")));
    QCOMPARE(chipsOf(QStringLiteral("Tenant")), QStringList(QStringLiteral("org_82")));
    QCOMPARE(section(QStringLiteral("Last change"))->change->action, QStringLiteral("Trigger workflow"));

    // The newest with a key.
    int ending = 0;
    while (std::get<delivery::DirectoryRun>(m_presenter->model().row(ending).entry).workflow != u"trial-ending")
        ++ending;
    m_presenter->select(targetOf(m_presenter->model().row(ending)));
    QTRY_VERIFY(m_detail && m_detail->title == u"trial-ending");
    QCOMPARE(property(QStringLiteral("Facts"), QStringLiteral("Cancellation key")), QStringLiteral("sub_1Pq8"));
}

void DirectoryPresenterTest::detailOfAnAudience()
{
    write(testing::sampleDirectory(m_clock.now()));
    show(DirectoryKind::Audiences);
    QTRY_COMPARE(m_presenter->model().rowCount(), 4);
    m_presenter->select({DirectoryKind::Audiences, {{}, QStringLiteral("Team plan")}, {}});
    QTRY_VERIFY(m_detail && m_detail->title == u"Team plan");
    const DirectorySection* members = section(QStringLiteral("Members"));
    QVERIFY(members);
    QCOMPARE(members->items.size(), size_t(18));
    QCOMPARE(members->more, QString());
    QVERIFY(members->items[0].link->target == user("cus_R48Gm4Be"));
    QCOMPARE(members->items[0].text, QStringLiteral("org_82"));
}

void DirectoryPresenterTest::detailOfASubscription()
{
    write(testing::sampleDirectory(m_clock.now()));
    show(DirectoryKind::Subscriptions);
    QTRY_COMPARE(m_presenter->model().rowCount(), 4);
    QTRY_VERIFY(m_detail && m_detail->title == u"projects/engine-1");
    QCOMPARE(chipsOf(QStringLiteral("Object")), QStringList(QStringLiteral("projects/engine-1")));
    QCOMPARE(chipsOf(QStringLiteral("Recipient")), QStringList(QStringLiteral("cus_R4kTm2Wq")));
    QCOMPARE(property(QStringLiteral("Properties"), QStringLiteral("role")), QStringLiteral("\"owner\""));
    // The same object's own page names all who subscribed to it.
    m_presenter->open({targetOf(delivery::EntityRef{QStringLiteral("projects"), QStringLiteral("engine-1")})});
    QTRY_VERIFY(m_detail && m_detail->title == u"Analytical engine");
    QCOMPARE(chipsOf(QStringLiteral("Subscribers")),
             QStringList({QStringLiteral("cus_R4kTm2Wq"), QStringLiteral("user_2kLm91")}));
}

void DirectoryPresenterTest::changeOfARemovedEventIsTold()
{
    write({testing::identified(QStringLiteral("u1"), QStringLiteral("One"), m_clock.now())});
    QTRY_VERIFY(m_detail && m_detail->title == u"One");
    bool done = false;
    m_writer->submitJob([](store::Database& database) { return database.exec("DELETE FROM event"); },
                        [&](const Result<void>& result) { done = result.hasValue(); });
    QTRY_VERIFY(done);
    QTRY_COMPARE(section(QStringLiteral("Last change"))->change->eventType, QString());
    QVERIFY(section(QStringLiteral("Last change"))->change->eventId.startsWith(QLatin1String("hw_")));
}

void DirectoryPresenterTest::filters_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("rows");
    const auto row = [](const char* name, DirectoryKind kind, const char* text, int rows) {
        QTest::newRow(name) << static_cast<int>(kind) << QString::fromUtf8(text) << rows;
    };
    row("name, any case", DirectoryKind::Users, "ada b", 1);
    row("part of an address", DirectoryKind::Users, "@analytical", 1);
    row("part of an id", DirectoryKind::Users, "user_2k", 9);
    row("underscore is no wildcard", DirectoryKind::Users, "cus_R4_", 0);
    row("percent is no wildcard", DirectoryKind::Users, "%", 0);
    row("nothing", DirectoryKind::Users, "zzz", 0);
    row("tenant", DirectoryKind::Tenants, "82", 1);
    row("collection", DirectoryKind::Objects, "projects", 2);
    row("audience", DirectoryKind::Audiences, "beta", 1);
    row("subscription by recipient", DirectoryKind::Subscriptions, "user_2kLm91", 2);
    row("run by workflow", DirectoryKind::WorkflowRuns, "welcome", 2);
    row("run by recipient", DirectoryKind::WorkflowRuns, "user_2kLh07", 1);
    row("run by key", DirectoryKind::WorkflowRuns, "in_44", 1);
}

void DirectoryPresenterTest::filters()
{
    QFETCH(const int, kind);
    QFETCH(const QString, text);
    QFETCH(const int, rows);
    write(testing::sampleDirectory(m_clock.now()));
    show(static_cast<DirectoryKind>(kind));
    m_presenter->setText(text);
    QTRY_VERIFY(m_presenter->state() == State::Ready);
    QTRY_COMPARE(m_presenter->model().rowCount(), rows);
    QTRY_COMPARE(m_presenter->matching(), qint64(rows));
    // The lists keep their filters.
    show(kind == 0 ? DirectoryKind::Tenants : DirectoryKind::Users);
    QCOMPARE(m_presenter->text(), QString());
    show(static_cast<DirectoryKind>(kind));
    QCOMPARE(m_presenter->text(), text);
}

void DirectoryPresenterTest::linksLeadToOtherLists()
{
    write(testing::sampleDirectory(m_clock.now()));
    m_presenter->select(user("cus_R4kTm2Wq"));
    QTRY_VERIFY(section(QStringLiteral("Audiences")));
    QSignalSpy kinds(m_presenter.get(), &DirectoryPresenter::kindChanged);
    m_presenter->open(*section(QStringLiteral("Audiences"))->chips[1].link);
    QCOMPARE(kinds.count(), 1);
    QVERIFY(m_presenter->kind() == DirectoryKind::Audiences);
    QTRY_VERIFY(m_detail && m_detail->title == u"EU");
    m_presenter->open(*section(QStringLiteral("Members"))->items[0].link);
    QTRY_VERIFY(m_detail && m_detail->title == u"Ada Byron");
    QVERIFY(m_presenter->kind() == DirectoryKind::Users);
}

void DirectoryPresenterTest::allRunsOfARecipient()
{
    write(testing::sampleDirectory(m_clock.now()));
    m_presenter->select(user("cus_R4kTm2Wq"));
    QTRY_VERIFY(section(QStringLiteral("Workflow runs")));
    m_presenter->open(*section(QStringLiteral("Workflow runs"))->moreLink);
    QCOMPARE(m_presenter->text(), QStringLiteral("\"cus_R4kTm2Wq\""));
    QTRY_COMPARE(m_presenter->model().rowCount(), 5);
    QVERIFY(m_presenter->model().kind() == DirectoryKind::WorkflowRuns);
}

void DirectoryPresenterTest::pagesAreLoadedAndKeptFresh()
{
    std::vector<store::CommitItem> items;
    for (int i = 0; i < 450; ++i)
        items.push_back(testing::identified(QStringLiteral("u%1").arg(i, 4, 10, QLatin1Char('0')),
                                            QStringLiteral("Old"), m_clock.now()));
    write(std::move(items));
    DirectoryModel& model = m_presenter->model();
    QTRY_VERIFY(m_presenter->counts() && (*m_presenter->counts())[0] == 450);
    while (!model.isComplete()) {
        const int rows = model.rowCount();
        model.fetchMore({});
        QTRY_VERIFY(model.rowCount() > rows || model.isComplete());
    }
    QCOMPARE(model.rowCount(), 450);
    QTRY_COMPARE(m_presenter->rowsText().section(QLatin1Char(' '), -1), QStringLiteral("450"));

    // A change is seen where the view stands, and elsewhere as soon as it is scrolled to.
    m_presenter->setVisibleRows(220, 240);
    write({testing::identified(QStringLiteral("u0230"), QStringLiteral("New"), m_clock.now()),
           testing::identified(QStringLiteral("u0225x"), QStringLiteral("New"), m_clock.now()),
           testing::identified(QStringLiteral("u0005"), QStringLiteral("New"), m_clock.now())});
    const auto nameOf = [&](int row) { return model.index(row, 0).data().toString(); };
    QTRY_COMPARE(model.rowCount(), 451);
    QCOMPARE(nameOf(226), QStringLiteral("New"));
    QCOMPARE(nameOf(231), QStringLiteral("New"));
    QCOMPARE(nameOf(5), QStringLiteral("Old"));
    m_presenter->setVisibleRows(0, 20);
    QTRY_COMPARE(nameOf(5), QStringLiteral("New"));
    QCOMPARE(model.rowCount(), 451);
}

void DirectoryPresenterTest::rowsThatChangeStay()
{
    write(testing::sampleDirectory(m_clock.now()));
    QTRY_COMPARE(m_presenter->model().rowCount(), 23);
    m_presenter->select(user("user_2kLm91"));
    QTRY_VERIFY(m_detail && m_detail->title == u"Priya Raman");
    QSignalSpy resets(&m_presenter->model(), &DirectoryModel::modelReset);
    write({testing::identified(QStringLiteral("user_2kLm91"), QStringLiteral("Priya R."), m_clock.now())});
    QTRY_VERIFY(m_detail->title == u"Priya R.");
    QTRY_COMPARE(m_presenter->model().index(m_presenter->model().rowOf(user("user_2kLm91")), 0).data().toString(),
                 QStringLiteral("Priya R."));
    QCOMPARE(resets.count(), 0);
}

void DirectoryPresenterTest::removedSelectionIsCleared()
{
    write({testing::identified(QStringLiteral("u1"), QStringLiteral("One"), m_clock.now())});
    QTRY_VERIFY(m_detail && m_detail->title == u"One");
    write({testing::directoryEvent("stripe-billing", "customer.deleted", m_clock.now(), "users_delete",
                                   {{QStringLiteral("id"), "u1"}})});
    QTRY_VERIFY(!m_detail);
    QVERIFY(!m_presenter->selected());
    QTRY_COMPARE(m_presenter->model().rowCount(), 0);
}

void DirectoryPresenterTest::environmentsAreApart()
{
    store::CommitItem item = testing::identified(QStringLiteral("p1"), QStringLiteral("Live"), m_clock.now());
    item.event.environment = QStringLiteral("production");
    write({std::move(item), testing::identified(QStringLiteral("u1"), QStringLiteral("One"), m_clock.now())});
    QTRY_VERIFY(m_detail && m_detail->title == u"One");
    QCOMPARE(m_presenter->model().rowCount(), 1);
    m_presenter->setEnvironment(QStringLiteral("production"));
    QTRY_VERIFY(m_detail && m_detail->title == u"Live");
    QCOMPARE(m_presenter->model().rowCount(), 1);
}

void DirectoryPresenterTest::hiddenReadsNothing()
{
    m_presenter->setActive(false);
    QSignalSpy changes(m_reader.get(), &DirectoryReadThread::changed);
    QSignalSpy pages(m_reader.get(), &DirectoryReadThread::pageReady);
    write({testing::identified(QStringLiteral("u1"), QStringLiteral("One"), m_clock.now())});
    QTRY_VERIFY(changes.count() > 0);
    m_presenter->setVisibleRows(0, 9);
    QCOMPARE(pages.count(), 0);
    QCOMPARE(m_presenter->model().rowCount(), 0);
    m_presenter->setActive(true);
    QTRY_COMPARE(m_presenter->model().rowCount(), 1);
}

void DirectoryPresenterTest::brokenDatabaseIsToldAndTriedAgain()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    DirectoryReadThread reader(path);
    DirectoryPresenter presenter(reader, m_clock);
    presenter.setEnvironment(QStringLiteral("development"));
    presenter.setActive(true);
    QTRY_VERIFY(presenter.state() == State::Failed);
    const std::unique_ptr<store::Writer> writer = testing::openDirectory(path);
    QVERIFY(writer);
    QTRY_VERIFY(presenter.state() == State::Ready);
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::DirectoryPresenterTest)

#include "tst_directorypresenter.moc"
