// The window beside `headwater-cli serve` on one workspace: it shows what that captures, and works itself afterwards.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractItemView>
#include <QAction>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace hw;

class TestBesideServe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsAndTakesOver();
    void tellsWhatItCannotConfirm();
};

void TestBesideServe::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain, no notices of the desktop
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestBesideServe::showsAndTakesOver()
{
    test::WindowDriver driver;
    const QString root = driver.home().filePath(QStringLiteral("w"));
    {
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), driver.clock().now());
        QVERIFY(files);
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = test::WindowDriver::freePort();
        QVERIFY((*files)->saveLocal(local));
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        QVERIFY((*files)->saveSource(source));
    }
    const test::Sandbox sandbox;
    auto serve = std::make_unique<test::Serve>(sandbox, root);
    QVERIFY(serve->port() > 0);

    driver.open(root);
    QVERIFY(QTest::qWaitForWindowActive(&driver.window()));
    QTRY_VERIFY(driver.presenter().owner());
    QCOMPARE(driver.presenter().owner()->pid, serve->pid());
    QTRY_COMPARE(driver.presenter().openState(), models::WorkspacePresenter::OpenState::Open);
    // Its listener is the one that is shown, also in the address of a source.
    QTRY_COMPARE(driver.presenter().listener().port, serve->port());
    QVERIFY(driver.presenter().endpointUrl(QStringLiteral("crm")).contains(QString::number(serve->port())));
    auto* state = driver.window().findChild<QWidget*>(QStringLiteral("listenerState"));
    QVERIFY(state);
    QTRY_VERIFY(state->accessibleName().contains(QString::number(serve->pid())));

    QCOMPARE(test::post(serve->port(), "/s/crm", {{"Content-Type", "application/json"}}, R"({"type":"a"})").status,
             200);
    auto* table = driver.window().findChild<QAbstractItemView*>(QStringLiteral("eventsTable"));
    QVERIFY(table);
    QTRY_COMPARE(table->model()->rowCount(), 1);

    // It cannot be stopped from here: that is said, and nothing else happens.
    QSignalSpy failed(&driver.presenter(), &models::WorkspacePresenter::failed);
    driver.presenter().stopListener();
    QCOMPARE(failed.size(), 1);
    QCOMPARE(test::post(serve->port(), "/s/crm", {{"Content-Type", "application/json"}}, R"({"type":"b"})").status,
             200);

    QCOMPARE(serve->terminate(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!driver.presenter().owner(), 20000);
    QTRY_VERIFY(driver.isListening());
    QCOMPARE(test::post(driver.presenter().listener().port, "/s/crm", {{"Content-Type", "application/json"}},
                        R"({"type":"c"})")
                 .status,
             200);
    QTRY_COMPARE(table->model()->rowCount(), 3);
    QVERIFY(!state->accessibleName().contains(QStringLiteral("Process")));
}

/// Deliveries to a live destination that the process holds: it is said who could send them, and how.
void TestBesideServe::tellsWhatItCannotConfirm()
{
    test::WindowDriver driver;
    const QString root = driver.home().filePath(QStringLiteral("w"));
    QVERIFY(test::makeLive(root, QStringLiteral("development"), QStringLiteral("http://127.0.0.1:1"), "sk_test_1",
                           test::WindowDriver::freePort(), driver.clock()));
    const test::Sandbox sandbox;
    auto serve = std::make_unique<test::Serve>(sandbox, root);
    QVERIFY(serve->port() > 0);
    driver.open(root);
    QVERIFY(QTest::qWaitForWindowActive(&driver.window()));
    QTRY_VERIFY(driver.presenter().owner());
    QCOMPARE(test::post(serve->port(), "/s/crm", {{"Content-Type", "application/json"}},
                        test::crmBody(QStringLiteral("ada")))
                 .status,
             200);
    driver.window().showPlace({models::PlaceKind::Deliveries}, QStringLiteral("outbox"));
    QTRY_VERIFY(driver.find<widgets::Banner>("heldBanner_development"));
    const auto message = [&driver] {
        auto* banner = driver.find<widgets::Banner>("heldBanner_development");
        return banner ? banner->message() : QString();
    };
    QTRY_VERIFY2(message().contains(QStringLiteral("Process %1").arg(serve->pid())), qPrintable(message()));
    QVERIFY(message().contains(QLatin1String("headwater-cli serve --live")));
    auto* action = driver.window().findChild<QAction*>(QStringLiteral("confirmHeld"));
    QVERIFY(action && !action->isEnabled());
    QVERIFY(!driver.find("heldBanner_development")->findChild<QWidget*>(QStringLiteral("bannerAction"))->isVisible());
    // Once it has ended they can be confirmed here.
    QCOMPARE(serve->terminate(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(!driver.presenter().owner(), 20000);
    QTRY_VERIFY(action->isEnabled());
    QVERIFY(message().contains(QLatin1String("until you confirm")));
}

QTEST_MAIN(TestBesideServe)
#include "tst_beside_serve.moc"
