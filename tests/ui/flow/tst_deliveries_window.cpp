// Deliveries to a live destination, in the real window against a server that behaves as Knock's API: held until they
// are confirmed, refused and retried, paused and resumed, by mouse and by keyboard.

#include "app/headwater/session.h"
#include "core/store/outbox.h"
#include "tests/support/fakeknock.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/deliveriesmodel.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/setupparts.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;
using models::SidebarModel;

namespace {

const QString environment = QStringLiteral("development");

} // namespace

class TestDeliveriesWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void heldUntilConfirmed();
    void confirmedByKeyboard();
    void refusedAndRetried();
    void severalAndByFilter();
    void pausedAndResumed();
    void aPartIsStopped();
    void filterIsExplained();
    void nothingLive();

private:
    test::WindowDriver& w() { return *m_driver; }
    void openLive();
    void send(const QString& user);
    void showDeliveries(const char* view);
    void askToConfirm();
    void confirmAll();
    int rows(const char* view);
    QMessageBox* dialog(const char* name);
    void press(const char* dialogName, const char* button);
    QVariant sidebar(int role) { return w().presenter().sidebar().indexOf({PlaceKind::Deliveries}).data(role); }

    std::unique_ptr<test::WindowDriver> m_driver;
    std::unique_ptr<test::FakeKnock> m_knock;
};

void TestDeliveriesWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestDeliveriesWindow::init()
{
    m_knock = std::make_unique<test::FakeKnock>();
    m_driver = std::make_unique<test::WindowDriver>();
}

void TestDeliveriesWindow::cleanup()
{
    m_driver.reset();
    m_knock.reset();
}

void TestDeliveriesWindow::openLive()
{
    const QString root = w().home().filePath(QStringLiteral("w"));
    QVERIFY(
        test::makeLive(root, environment, m_knock->url(), m_knock->key(), test::WindowDriver::freePort(), w().clock()));
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestDeliveriesWindow::send(const QString& user)
{
    // The engine answers from a thread of its own, so that this one may wait.
    const test::Reply reply = test::post(w().presenter().listener().port, "/s/crm",
                                         {{"Content-Type", "application/json"}}, test::crmBody(user));
    QCOMPARE(reply.status, 200);
}

void TestDeliveriesWindow::showDeliveries(const char* view)
{
    w().clickPlace({PlaceKind::Deliveries});
    QTRY_VERIFY(w().find("deliveriesPage"));
    w().clickView(view);
    if (auto* table = w().window().findChild<QAbstractItemView*>(QStringLiteral("deliveriesTable")))
        new QAbstractItemModelTester(table->model(), table);
}

int TestDeliveriesWindow::rows(const char* view)
{
    auto* table = w().find<QAbstractItemView>(view);
    return table ? table->model()->rowCount() : 0;
}

QMessageBox* TestDeliveriesWindow::dialog(const char* name)
{
    return w().find<QMessageBox>(name);
}

void TestDeliveriesWindow::press(const char* dialogName, const char* button)
{
    QTRY_VERIFY2(dialog(dialogName), dialogName);
    auto* found = dialog(dialogName)->findChild<QAbstractButton*>(QString::fromLatin1(button));
    QVERIFY2(found, button);
    QTest::mouseClick(found, Qt::LeftButton);
    QTRY_VERIFY(!dialog(dialogName));
    w().window().activateWindow(); // where no window manager does it
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
}

void TestDeliveriesWindow::askToConfirm()
{
    QTRY_VERIFY(w().find("heldBanner_development")); // a notice is a banner too
    auto* ask = w().find("heldBanner_development")->findChild<QAbstractButton*>(QStringLiteral("bannerAction"));
    QTest::mouseClick(ask, Qt::LeftButton);
}

void TestDeliveriesWindow::confirmAll()
{
    askToConfirm();
    press("confirmDeliveries", "confirmSend");
}

void TestDeliveriesWindow::heldUntilConfirmed()
{
    openLive();
    for (const char* user : {"ada", "grace", "edsger"})
        send(QString::fromLatin1(user));
    QTRY_COMPARE(sidebar(SidebarModel::HeldRole).toLongLong(), 3);
    QVERIFY(sidebar(Qt::AccessibleTextRole).toString().contains(QStringLiteral("3 held")));
    showDeliveries("outbox");
    QTRY_COMPARE(rows("deliveriesTable"), 3);
    auto* table = w().find<QAbstractItemView>("deliveriesTable");
    QCOMPARE(table->model()->index(0, models::DeliveriesModel::Status).data().toString(), QStringLiteral("Held"));
    QVERIFY(table->model()
                ->index(0, models::DeliveriesModel::Subject)
                .data()
                .toString()
                .contains(QStringLiteral("edsger")));
    QTRY_VERIFY(w().find<widgets::Banner>("heldBanner_development"));
    const QString banner = w().find<widgets::Banner>("heldBanner_development")->message();
    QVERIFY2(banner.contains(QStringLiteral("3 deliveries of development to Knock API")), qPrintable(banner));
    // The request that will be made is there before anything is sent.
    QTRY_VERIFY(w().find<QLabel>("deliveryTitle"));
    QCOMPARE(w().unnamedControls("deliveriesPage").join(QStringLiteral(", ")), QString());
    auto* tabs = w().find<widgets::CountTabBar>("deliveryTabs");
    tabs->setCurrentIndex(1);
    QTRY_VERIFY(w().find("deliveryRequest"));
    const QString request = w().find("deliveryRequest")->findChild<QLabel*>(QStringLiteral("responseHeadline"))->text();
    QCOMPARE(request, QString(QStringLiteral("PUT ") + m_knock->url() + QStringLiteral("/v1/users/edsger")));

    // Asked, and not sent when the answer is no.
    askToConfirm();
    QTRY_VERIFY(dialog("confirmDeliveries"));
    QVERIFY(dialog("confirmDeliveries")->text().contains(QStringLiteral("3 deliveries of development")));
    QVERIFY2(dialog("confirmDeliveries")->informativeText().contains(m_knock->url()),
             qPrintable(dialog("confirmDeliveries")->informativeText()));
    QVERIFY(dialog("confirmDeliveries")->defaultButton()->text().contains(QStringLiteral("Cancel")));
    QTest::mouseClick(dialog("confirmDeliveries")->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY(!dialog("confirmDeliveries"));
    QCOMPARE(m_knock->requestCount(), 0);

    confirmAll();
    QTRY_COMPARE(m_knock->requestCount(), 3);
    QTRY_COMPARE(sidebar(SidebarModel::HeldRole).toLongLong(), 0);
    QTRY_VERIFY(!w().find("heldBanner_development"));
    w().clickView("delivered");
    QTRY_COMPARE(rows("deliveriesTable"), 3);
    // What comes now goes out by itself.
    send(QStringLiteral("barbara"));
    QTRY_COMPARE(m_knock->requestCount(), 4);
    QTRY_COMPARE(rows("deliveriesTable"), 4);
    w().clickRow("deliveriesTable", 0);
    QTRY_COMPARE(w().find<widgets::ChipLabel>("deliveryStatus")->chip().text, QStringLiteral("Delivered"));

    // From a delivery to its event.
    w().click("showDeliveryEventButton");
    QTRY_VERIFY(w().find("detailHeader") &&
                w().find("detailHeader")->accessibleName().contains(QStringLiteral("user.updated")));
}

void TestDeliveriesWindow::confirmedByKeyboard()
{
    openLive();
    send(QStringLiteral("ada"));
    QTRY_COMPARE(sidebar(SidebarModel::HeldRole).toLongLong(), 1);
    w().key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget() &&
                QApplication::focusWidget()->objectName() == QLatin1String("paletteField"));
    w().type(QStringLiteral("deliveries\n"));
    QTRY_VERIFY(w().find("deliveriesPage"));
    w().window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().find("bannerAction"));
    QVERIFY(w().tabTo("bannerAction"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(dialog("confirmDeliveries"));
    auto* send = dialog("confirmDeliveries")->findChild<QAbstractButton*>(QStringLiteral("confirmSend"));
    dialog("confirmDeliveries")->activateWindow(); // where no window manager does it
    QTRY_VERIFY(dialog("confirmDeliveries")->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(w().tabTo("confirmSend"));
    QTest::keyClick(send, Qt::Key_Space);
    QTRY_COMPARE(m_knock->requestCount(), 1);
}

void TestDeliveriesWindow::refusedAndRetried()
{
    openLive();
    m_knock->answerNext(
        {422,
         {{"Content-Type", "application/json"}},
         R"({"code":"invalid","message":"email is taken","type":"invalid_request_error","status":422})"});
    send(QStringLiteral("ada"));
    showDeliveries("outbox");
    confirmAll();
    QTRY_COMPARE(sidebar(SidebarModel::FailedRole).toLongLong(), 1);
    w().clickView("deadLetters");
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    w().clickRow("deliveriesTable", 0);
    QTRY_VERIFY(w().find("attempt1"));
    QTRY_COMPARE(w().find<widgets::ChipLabel>("deliveryStatus")->chip().text, QStringLiteral("Failed"));
    QVERIFY(w().find<QLabel>("deliveryExplanation")->text().contains(QStringLiteral("422")));
    w().click("attempt1"); // leads to its answer
    QTRY_VERIFY(w().find("deliveryAnswer"));
    QVERIFY(w().find("deliveryAnswer")
                ->findChild<QLabel*>(QStringLiteral("responseHeadline"))
                ->text()
                .startsWith(QStringLiteral("422")));
    // The key is a name here and a variable in the command.
    w().click("copyDeliveryCurlButton");
    const QString command = QGuiApplication::clipboard()->text();
    QVERIFY2(command.contains(QStringLiteral("\"$KNOCK_API_KEY\"")), qPrintable(command));
    QVERIFY(!command.contains(QString::fromLatin1(m_knock->key())));
    QVERIFY(command.contains(m_knock->url() + QStringLiteral("/v1/users/ada")));

    w().clickRow("deliveriesTable", 0);
    QTRY_VERIFY(w().find("retryDeliveryButton")->isEnabled());
    w().key(Qt::Key_R, Qt::ControlModifier);
    QTRY_COMPARE(m_knock->requestCount(), 2);
    QTRY_COMPARE(w().find<widgets::ChipLabel>("deliveryStatus")->chip().text, QStringLiteral("Delivered"));
    QTRY_COMPARE(sidebar(SidebarModel::FailedRole).toLongLong(), 0);
    w().find<widgets::CountTabBar>("deliveryTabs")->setCurrentIndex(0);
    QTRY_VERIFY(w().find("attempt2") && w().find("attempt1"));
}

void TestDeliveriesWindow::severalAndByFilter()
{
    openLive();
    for (int i = 0; i < 4; ++i)
        m_knock->answerNext({i < 3 ? 400 : 404, {}, "{}"});
    showDeliveries("deadLetters");
    for (const char* user : {"a", "b", "c", "d"})
        send(QString::fromLatin1(user));
    confirmAll();
    QTRY_COMPARE(rows("deliveriesTable"), 4);

    // By filter: those that were answered 404.
    w().click("deliveriesFilter");
    w().type(QStringLiteral("reason:http_404"));
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    w().click("retryAllButton");
    QTRY_COMPARE(m_knock->requestCount(), 5);
    w().click("deliveriesFilter");
    w().key(Qt::Key_Escape);
    QTRY_COMPARE(rows("deliveriesTable"), 3);

    // Several: asked how many, because each is a real call.
    w().clickRow("deliveriesTable", 0);
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().key(Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(dialog("retryDeliveries"));
    QVERIFY(dialog("retryDeliveries")->text().contains(QStringLiteral("3 deliveries")));
    press("retryDeliveries", "confirmRetry");
    QTRY_COMPARE(m_knock->requestCount(), 8);
    // All have left the list but the one that is looked at.
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    QTRY_COMPARE(w().find<widgets::ChipLabel>("deliveryStatus")->chip().text, QStringLiteral("Delivered"));
}

void TestDeliveriesWindow::pausedAndResumed()
{
    openLive();
    showDeliveries("outbox");
    w().click("pause_development_knock");
    QTRY_VERIFY(w().find("resume_development_knock"));
    send(QStringLiteral("ada"));
    confirmAll();
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    auto* table = w().find<QAbstractItemView>("deliveriesTable");
    QTRY_COMPARE(table->model()->index(0, models::DeliveriesModel::Status).data().toString(), QStringLiteral("Paused"));
    QCOMPARE(m_knock->requestCount(), 0);
    w().click("resume_development_knock");
    QTRY_COMPARE(m_knock->requestCount(), 1);
}

/// Requests that a missing secret signs wait alone: the others of their kind do not, and the row says so.
void TestDeliveriesWindow::aPartIsStopped()
{
    openLive();
    auto database =
        store::Database::open(w().root() + QStringLiteral("/data/headwater.db"), store::Database::Mode::ReadWrite);
    QVERIFY(database);
    QVERIFY(store::pauseDestination(*database, {environment, QStringLiteral("http_request/HOOK_SIGNING"),
                                                QStringLiteral("secret_missing:HOOK_SIGNING"), w().clock().now()}));
    send(QStringLiteral("ada"));
    showDeliveries("outbox");
    QTRY_VERIFY(w().find("pause_development_http_request"));
    const auto* row = w().find("pause_development_http_request")->parentWidget();
    const auto* chip = row->findChild<widgets::ChipLabel*>();
    QCOMPARE(chip->chip().text, QStringLiteral("Partly stopped"));
    QVERIFY(chip->toolTip().contains(QLatin1String("HOOK_SIGNING")));
}

void TestDeliveriesWindow::filterIsExplained()
{
    openLive();
    send(QStringLiteral("ada"));
    showDeliveries("outbox");
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    w().click("deliveriesFilter");
    w().type(QStringLiteral("destination:moon"));
    QTRY_VERIFY(w().find<QLabel>("deliveriesFilterProblem"));
    QVERIFY(w().find<QLabel>("deliveriesFilterProblem")->text().contains(QStringLiteral("moon")));
    w().key(Qt::Key_Escape);
    QTRY_VERIFY(!w().find("deliveriesFilterProblem"));
    w().type(QStringLiteral("action:workflows_trigger"));
    QTRY_VERIFY(w().find("deliveriesEmpty"));
    w().click("emptyStateAction");
    QTRY_COMPARE(rows("deliveriesTable"), 1);
    w().click("destination_development_knock");
    QTRY_COMPARE(w().find<QLineEdit>("deliveriesFilter")->text(), QStringLiteral("destination:development/knock"));
    QCOMPARE(rows("deliveriesTable"), 1);
}

void TestDeliveriesWindow::nothingLive()
{
    w().openNew();
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().presenter().workspace());
    showDeliveries("outbox");
    QTRY_VERIFY(w().find("deliveriesEmpty"));
    w().click("emptyStateAction");
    QTRY_VERIFY(w().find("environmentSettings"));
}

QTEST_MAIN(TestDeliveriesWindow)
#include "tst_deliveries_window.moc"
