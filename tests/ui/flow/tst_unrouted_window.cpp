// Requests that meet no source, in the real window: what was meant, a source made for them, probes in one line,
// deleted.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/models/unroutedmodel.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;
using models::UnroutedModel;

class TestUnroutedWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void nearestSourceIsNamed();
    void sourceIsMadeHere();
    void probesAreFolded();
    void deleted();

private:
    test::WindowDriver& w() { return *m_driver; }
    int status(const QByteArray& target, const http::Headers& headers = {{"Content-Type", "application/json"}});
    void showUnrouted();
    int rows();
    QString cell(int row, UnroutedModel::Column column);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestUnroutedWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestUnroutedWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    const QString root = w().home().filePath(QStringLiteral("w"));
    QVERIFY(test::makeLive(root, QStringLiteral("production"), QStringLiteral("http://127.0.0.1:9"), "made-up-key",
                           test::WindowDriver::freePort(), w().clock()));
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestUnroutedWindow::cleanup()
{
    m_driver.reset();
}

int TestUnroutedWindow::status(const QByteArray& target, const http::Headers& headers)
{
    return test::post(w().presenter().listener().port, target, headers, R"({"type":"a"})").status;
}

void TestUnroutedWindow::showUnrouted()
{
    w().clickPlace({PlaceKind::Unrouted});
    QTRY_VERIFY(w().find("unroutedPage"));
    if (auto* table = w().window().findChild<QAbstractItemView*>(QStringLiteral("unroutedTable")))
        new QAbstractItemModelTester(table->model(), table);
}

int TestUnroutedWindow::rows()
{
    auto* table = w().find<QAbstractItemView>("unroutedTable");
    return table ? table->model()->rowCount() : 0;
}

QString TestUnroutedWindow::cell(int row, UnroutedModel::Column column)
{
    return w().find<QAbstractItemView>("unroutedTable")->model()->index(row, column).data().toString();
}

void TestUnroutedWindow::nearestSourceIsNamed()
{
    showUnrouted();
    QTRY_VERIFY(w().find("unroutedEmpty"));
    QCOMPARE(status("/s/crn?a=1"), 404);
    QCOMPARE(status("/webhook"), 404);
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(cell(0, UnroutedModel::Path), QStringLiteral("/webhook"));
    QCOMPARE(cell(1, UnroutedModel::Path), QStringLiteral("/s/crn?a=1"));
    QCOMPARE(cell(1, UnroutedModel::Meant), QStringLiteral("CRM"));
    QCOMPARE(cell(1, UnroutedModel::Answer), QStringLiteral("404"));
    QTRY_COMPARE(w().presenter().sidebar().indexOf({PlaceKind::Unrouted}).data(models::SidebarModel::CountRole), 2);
    w().clickRow("unroutedTable", 1);
    QTRY_VERIFY(w().find<QLabel>("unroutedExplanation") &&
                w().find<QLabel>("unroutedExplanation")->text().contains(QStringLiteral("Did you mean CRM")));
    QCOMPARE(w().unnamedControls("unroutedPage").join(QStringLiteral(", ")), QString());
    w().click("copyMeantAddress");
    QCOMPARE(QGuiApplication::clipboard()->text(), w().presenter().endpointUrl(QStringLiteral("crm")));
}

void TestUnroutedWindow::sourceIsMadeHere()
{
    QCOMPARE(status("/s/billing", {{"Content-Type", "application/json"}, {"Stripe-Signature", "t=1,v1=00"}}), 404);
    showUnrouted();
    QTRY_COMPARE(rows(), 1);
    QCOMPARE(cell(0, UnroutedModel::Provider), QStringLiteral("Stripe"));
    w().clickRow("unroutedTable", 0);
    QTRY_VERIFY(w().find<QAbstractButton>("createSourceHere"));
    QCOMPARE(w().find<QAbstractButton>("createSourceHere")->toolTip(), QStringLiteral("/s/billing"));
    QVERIFY(w().tabTo("createSourceHere"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find<QLineEdit>("endpointUrl"));
    QCOMPARE(w().window().place().source, QStringLiteral("billing"));
    QCOMPARE(w().presenter().workspace()->source(QStringLiteral("billing"))->source.provider, QStringLiteral("stripe"));
    // The sender finds it where it looked, waiting for its secret.
    QTRY_COMPARE(status("/s/billing", {{"Stripe-Signature", "t=1,v1=00"}}), 503);
}

void TestUnroutedWindow::probesAreFolded()
{
    for (int i = 0; i < 3; ++i)
        QCOMPARE(test::send(w().presenter().listener().port, "GET", "/favicon.ico", {}, {}).status, 404);
    QCOMPARE(status("/hook"), 404);
    showUnrouted();
    QTRY_COMPARE(rows(), 2);
    QVERIFY(cell(1, UnroutedModel::Path).contains(QStringLiteral("\u00d73")));
    w().click("foldProbes");
    QTRY_COMPARE(rows(), 4);
}

void TestUnroutedWindow::deleted()
{
    QCOMPARE(status("/a"), 404);
    QCOMPARE(status("/b"), 404);
    showUnrouted();
    QTRY_COMPARE(rows(), 2);
    w().clickRow("unroutedTable", 0);
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().key(Qt::Key_Delete);
    QTRY_VERIFY(w().find<QMessageBox>("confirmDeleteUnrouted"));
    auto* box = w().find<QMessageBox>("confirmDeleteUnrouted");
    QVERIFY(box->text().contains(QStringLiteral("2 requests")));
    QTest::mouseClick(box->findChild<QAbstractButton*>(QStringLiteral("confirmDelete")), Qt::LeftButton);
    QTRY_VERIFY(w().find("unroutedEmpty"));
    QTRY_VERIFY(
        !w().presenter().sidebar().indexOf({PlaceKind::Unrouted}).data(models::SidebarModel::CountRole).isValid());
}

QTEST_MAIN(TestUnroutedWindow)
#include "tst_unrouted_window.moc"
