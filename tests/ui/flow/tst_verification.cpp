// A request that is signed with another source's secret, late: the window says so, proves it, mends it and takes it
// back. Requests come over real HTTP.

#include "core/workspace/workspacefiles.h"
#include "tests/ui/flow/stripesource.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/models/eventdetail.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

using namespace test::stripe;

void goLive(workspace::WorkspaceFiles& files)
{
    workspace::Environment environment = files.workspace().environment(QStringLiteral("development"))->environment;
    environment.destination.kind = workspace::DestinationKind::Http;
    environment.destination.url = QStringLiteral("http://127.0.0.1:9/");
    if (!files.saveEnvironment(environment))
        qFatal("the environment cannot be saved");
}

} // namespace

class TestVerification final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void explainsFixesAndUndoes();
    void refusesToAcceptLateEventsWhereItIsLive();
    void lastFailureIsFoundByItsAction();
    void eventIsAFullPage();

private:
    test::WindowDriver& w() { return *m_driver; }
    void open(const std::function<void(workspace::WorkspaceFiles&)>& prepare = {});
    /// Signed with this secret so long before now.
    void send(const QByteArray& secret, qint64 age);
    void openVerification();
    QString headline();
    QList<QAbstractButton*> shown(const char* name);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestVerification::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    setSecrets();
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestVerification::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
}

void TestVerification::cleanup()
{
    m_driver.reset();
}

void TestVerification::open(const std::function<void(workspace::WorkspaceFiles&)>& prepare)
{
    w().openNew([&](workspace::WorkspaceFiles& files) {
        addSources(files, w().clock());
        if (prepare)
            prepare(files);
    });
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestVerification::send(const QByteArray& secret, qint64 age)
{
    QVERIFY(test::stripe::send(w(), secret, age));
}

void TestVerification::openVerification()
{
    w().window().showPlace({PlaceKind::Source, QStringLiteral("stripe-billing")}, QStringLiteral("events"));
    QTRY_VERIFY(w().rowWith("eventsTable", type) >= 0);
    w().clickRow("eventsTable", w().rowWith("eventsTable", type));
    QTRY_VERIFY(w().find("detailTabs"));
    auto* tabs = w().find<widgets::CountTabBar>("detailTabs");
    const int tab = static_cast<int>(models::DetailTab::Verification);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(tab).center());
    QCOMPARE(tabs->currentIndex(), tab);
}

QString TestVerification::headline()
{
    auto* label = w().find<QLabel>("verificationHeadline");
    return label ? label->text() : QString();
}

QList<QAbstractButton*> TestVerification::shown(const char* name)
{
    QList<QAbstractButton*> found;
    for (auto* button : w().window().findChildren<QAbstractButton*>(QString::fromLatin1(name))) {
        if (button->isVisible())
            found.append(button);
    }
    return found;
}

void TestVerification::explainsFixesAndUndoes()
{
    open();
    send(cliSecret, 660);
    openVerification();
    QTRY_COMPARE(headline(), QStringLiteral("Signed with a different secret, and late"));
    QTRY_VERIFY(w().find("fix_add_secret") && w().find("fix_tolerance"));
    QVERIFY(w().find<QCheckBox>("fix_add_secret")->isChecked());

    // The proof: the time in the header and in words, what is signed, three digests.
    QVERIFY(w().find("proofHeaders")->accessibleName().startsWith(QLatin1String("Stripe-Signature: t=")));
    QVERIFY(w().find("proofParts")->accessibleName().contains(QLatin1String("11 min")));
    QVERIFY(w().find("proofText")->accessibleName().contains(QString::fromUtf8(body)));
    QCOMPARE(w().find("proofDigests")->accessibleName().count(u'\n'), 2);
    QVERIFY(w().find("proofDigests")->accessibleName().contains(QLatin1String("With STRIPE_CLI_SIGNING_SECRET")));
    const auto tried = shown("tried");
    QVERIFY(std::any_of(tried.begin(), tried.end(),
                        [](const auto* one) { return one->accessibleName().endsWith(QLatin1String(", matches")); }));
    // Nothing of it shows a secret.
    for (const auto* widget : w().window().findChildren<QWidget*>()) {
        QVERIFY(!widget->accessibleName().contains(QString::fromLatin1(cliSecret)));
        QVERIFY(!widget->toolTip().contains(QString::fromLatin1(cliSecret)));
    }

    w().click("applyFixes");
    QTRY_COMPARE(headline(), QStringLiteral("Verified"));
    QVERIFY(w().find("verifiedProcessAgain"));
    const auto settings = [this] {
        return w().presenter().workspace()->source(QStringLiteral("stripe-billing"))->source;
    };
    QTRY_COMPARE(settings().signing.secrets.size(), 2);
    QCOMPARE(settings().signing.toleranceSeconds.value_or(0), 900);

    // The run on record is the failed one until it is made good, which is asked for first.
    QVERIFY(w().rowWith("eventsTable", QStringLiteral("Failed")) >= 0);
    w().click("verifiedProcessAgain");
    w().click("confirmYes");
    QTRY_VERIFY(w().rowWith("eventsTable", QStringLiteral("Failed")) < 0);
    QTRY_VERIFY(!w().find("verifiedProcessAgain"));

    // The same again is accepted now.
    send(cliSecret, 600);
    QTRY_COMPARE(w().find<QAbstractItemView>("eventsTable")->model()->rowCount(), 2);
    QVERIFY(w().rowWith("eventsTable", QStringLiteral("Failed")) < 0);

    auto* undo = w().window().findChild<QAction*>(QStringLiteral("actionUndo"));
    QVERIFY(undo->isEnabled());
    undo->trigger();
    QTRY_COMPARE(settings().signing.secrets.size(), 1);
    QTRY_COMPARE(headline(), QStringLiteral("Signed with a different secret, and late"));
}

void TestVerification::refusesToAcceptLateEventsWhereItIsLive()
{
    open([](workspace::WorkspaceFiles& files) { goLive(files); });
    send(billingSecret, 660);
    openVerification();
    QTRY_COMPARE(headline(), QStringLiteral("Signed too long ago"));
    QTRY_VERIFY(w().find("fix_tolerance"));
    QVERIFY(!w().find("fix_tolerance")->isEnabled());
    QVERIFY(!w().find<QCheckBox>("fix_tolerance")->isChecked());
    QVERIFY(!w().find("applyFixes"));
    QVERIFY(w().find<QLabel>("fixRefused")->text().contains(QLatin1String("live destination")));
}

void TestVerification::lastFailureIsFoundByItsAction()
{
    open();
    send(billingSecret, 0);
    send("whsec_of_nobody", 0);
    send(billingSecret, 0);
    w().window().showPlace({PlaceKind::Source, QStringLiteral("stripe-billing")}, QStringLiteral("events"));
    QTRY_VERIFY(w().find<QAbstractItemView>("eventsTable"));
    QTRY_COMPARE(w().find<QAbstractItemView>("eventsTable")->model()->rowCount(), 3);
    w().find("eventsTable")->setFocus();
    w().key(Qt::Key_E, Qt::ControlModifier);
    QTRY_COMPARE(headline(), QStringLiteral("No known secret made this signature"));
    QVERIFY(w().find("backToList"));
    QTRY_VERIFY(w().find("lookAtBody"));
    w().click("lookAtBody");
    QCOMPARE(w().find<widgets::CountTabBar>("detailTabs")->currentIndex(),
             static_cast<int>(models::DetailTab::Request));
    w().key(Qt::Key_Escape);
    QTRY_VERIFY(w().find("eventsTable"));
    QVERIFY(!w().find("backToList"));
}

void TestVerification::eventIsAFullPage()
{
    open();
    send(billingSecret, 0);
    send(billingSecret, 0);
    openVerification();
    auto* table = w().find<QAbstractItemView>("eventsTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->setFocus();
    w().key(Qt::Key_Home);
    w().key(Qt::Key_Return);
    QTRY_VERIFY(w().find("backToList"));
    QVERIFY(!w().find("eventsTable"));
    QTRY_COMPARE(w().find<QLabel>("eventPositionLabel")->text(), QStringLiteral("Event 1 of 2"));
    w().key(Qt::Key_Down, Qt::AltModifier);
    QTRY_COMPARE(w().find<QLabel>("eventPositionLabel")->text(), QStringLiteral("Event 2 of 2"));
    QVERIFY(!w().find<QAbstractButton>("olderEventButton")->isEnabled());
    w().click("backToList");
    QTRY_VERIFY(w().find("eventsTable"));
}

QTEST_MAIN(TestVerification)
#include "tst_verification.moc"
