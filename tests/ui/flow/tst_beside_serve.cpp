// The window beside `headwater-cli serve` on one workspace: it shows what that captures, and works itself afterwards.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"

#include <QAbstractItemView>
#include <QSignalSpy>
#include <QStandardPaths>

using namespace hw;

class TestBesideServe final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsAndTakesOver();
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

QTEST_MAIN(TestBesideServe)
#include "tst_beside_serve.moc"
