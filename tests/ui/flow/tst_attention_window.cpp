// What asks for attention, in the real window: failures of one cause in one banner, times without a listener in the
// histogram, requests that were turned away in the status bar.

#include "app/headwater/session.h"
#include "core/store/database.h"
#include "core/store/reachability.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/banner.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

class TestAttentionWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void failuresOfOneCause();
    void whatToDoAboutThem();
    void timesWithoutListener();
    void turnedAway();

private:
    test::WindowDriver& w() { return *m_driver; }
    void refuse(int times);
    /// Writes beside the engine, as another process would.
    void change(const std::function<Result<void>(store::Database&)>& write);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestAttentionWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain, no notices of the desktop
    qputenv("HEADWATER_SECRET_CRM_SECRET", "a made-up secret");
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestAttentionWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    const QString root = w().home().filePath(QStringLiteral("w"));
    {
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), w().clock().now());
        QVERIFY(files);
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = test::WindowDriver::freePort();
        QVERIFY((*files)->saveLocal(local));
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        source.signing.scheme = QStringLiteral("hmac");
        source.signing.header = QStringLiteral("X-Signature");
        source.signing.secrets = QStringList{QStringLiteral("CRM_SECRET")};
        QVERIFY((*files)->saveSource(source));
        QVERIFY((*files)->declareSecrets(source.signing.secrets));
    }
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestAttentionWindow::cleanup()
{
    m_driver.reset();
}

void TestAttentionWindow::refuse(int times)
{
    for (int i = 0; i < times; ++i)
        QCOMPARE(test::post(w().presenter().listener().port, "/s/crm", {{"Content-Type", "application/json"}},
                            R"({"type":"a"})")
                     .status,
                 401);
}

void TestAttentionWindow::change(const std::function<Result<void>(store::Database&)>& write)
{
    auto database =
        store::Database::open(w().root() + QStringLiteral("/data/headwater.db"), store::Database::Mode::ReadWrite);
    QVERIFY(database);
    QVERIFY(write(*database));
}

void TestAttentionWindow::failuresOfOneCause()
{
    refuse(2);
    w().window().showPlace({PlaceKind::AllEvents});
    QVERIFY(!w().find("failureBanner"));
    refuse(1);
    QTRY_VERIFY(w().find<widgets::Banner>("failureBanner"));
    const QString text = w().find<widgets::Banner>("failureBanner")->message();
    QVERIFY2(text.startsWith(QStringLiteral("3 events of CRM failed since")), qPrintable(text));
    QVERIFY2(text.endsWith(QStringLiteral("The signature header is missing")), qPrintable(text));

    // To the events, by keyboard.
    auto* action = w().find("failureBanner")->findChild<QWidget*>(QStringLiteral("bannerAction"));
    action->setFocus();
    w().key(Qt::Key_Space);
    QTRY_COMPARE(w().window().place(), (models::Place{PlaceKind::Source, QStringLiteral("crm")}));
    QTRY_VERIFY(w().find<QAbstractItemView>("eventsTable"));
    QTRY_COMPARE(w().find<QAbstractItemView>("eventsTable")->model()->rowCount(), 3);

    // Closed, until it fails again.
    auto* close = w().find("failureBanner")->findChild<QAbstractButton*>(QStringLiteral("bannerClose"));
    QTest::mouseClick(close, Qt::LeftButton);
    QTRY_VERIFY(!w().find("failureBanner"));
    refuse(1);
    QTRY_VERIFY(w().find("failureBanner"));
}

void TestAttentionWindow::whatToDoAboutThem()
{
    const QString folder = w().root() + QStringLiteral("/sources/orders");
    QVERIFY(QDir().mkpath(folder));
    const auto write = [&](const char* name, const QByteArray& text) {
        QFile file(folder + u'/' + QLatin1String(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(write("script.js", "function main(ctx) {\n  return ctx.body.customer.name;\n}\n"));
    QVERIFY(write("source.json", R"({"format":1,"key":"orders","name":"Orders","enforceVerification":false})"));
    QTRY_VERIFY(w().presenter().sidebar().source(QStringLiteral("orders")));
    refuse(4);
    w().window().showPlace({PlaceKind::AllEvents});
    QTRY_VERIFY(w().find("failureBanner"));
    QVERIFY(!w().find("failureDebugButton")); // there is no script to step through
    QVERIFY(!w().find("failureNextButton"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(test::post(w().presenter().listener().port, "/s/orders", {{"Content-Type", "application/json"}},
                            R"({"type":"a"})")
                     .status,
                 500);
    QTRY_VERIFY(w().find("failureNextButton"));
    const auto message = [this] { return w().find<widgets::Banner>("failureBanner")->message(); };
    QVERIFY2(message().startsWith(QStringLiteral("4 events of CRM")), qPrintable(message()));

    w().click("failureNextButton");
    QTRY_VERIFY2(message().startsWith(QStringLiteral("3 events of Orders failed at line 2")), qPrintable(message()));
    w().click("failureAgainButton");
    QTRY_VERIFY(w().find("againDialog"));
    QCOMPARE(w().find<QLabel>("confirmTitle")->text(), QStringLiteral("Process 3 events again?"));
    w().click("confirmNo");
    QTRY_VERIFY(!w().find("againDialog"));
    w().click("failureNextButton"); // comes round
    QTRY_VERIFY(message().startsWith(QStringLiteral("4 events of CRM")));
    w().click("failureNextButton");
    w().click("failureTravelButton");
    QTRY_VERIFY(w().find("timeTravelPage"));
    QCOMPARE(w().window().place(), (models::Place{PlaceKind::Source, QStringLiteral("orders")}));
    QCOMPARE(w().find<QComboBox>("travelScope")->currentData().toString(), QStringLiteral("status:failed"));
    w().click("failureDebugButton");
    QTRY_VERIFY(w().find("continueButton")); // paused in the script
}

void TestAttentionWindow::timesWithoutListener()
{
    using namespace std::chrono_literals;
    const Timestamp now = w().clock().now();
    change([&](store::Database& database) {
        return store::recordGap(database, {now - 30min, now - 20min, QStringLiteral("sleep")});
    });
    w().window().showPlace({PlaceKind::AllEvents});
    refuse(1); // the histogram is read again
    QTRY_VERIFY(w().find("histogram"));
    QWidget* histogram = w().find("histogram");
    histogram->setFocus();
    const auto described = [&] {
        for (int i = 0; i < 26; ++i)
            w().key(Qt::Key_Left);
        const bool found = histogram->accessibleDescription().contains(QStringLiteral("the machine slept"));
        for (int i = 0; i < 26; ++i)
            w().key(Qt::Key_Right);
        return found;
    };
    QTRY_VERIFY(described());
}

void TestAttentionWindow::turnedAway()
{
    using namespace std::chrono_literals;
    QVERIFY(!w().find("statusAway"));
    const Timestamp minute = std::chrono::floor<std::chrono::minutes>(w().clock().now());
    change([&](store::Database& database) {
        return store::countRefusals(database, {minute, QStringLiteral("overloaded"), 12});
    });
    QTRY_VERIFY(w().find<QLabel>("statusAway"));
    QCOMPARE(w().find<QLabel>("statusAway")->text(), QStringLiteral("12 requests turned away: too many came at once"));
}

QTEST_MAIN(TestAttentionWindow)
#include "tst_attention_window.moc"
