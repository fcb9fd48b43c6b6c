#include "app/headwater/session.h"
#include "core/http/sender.h"
#include "core/signing/signing.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/setupstate.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/setupparts.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace hw;
using models::PlaceKind;

namespace {

/// A workspace in a folder of its own, open in the window.
struct Open : test::WindowDriver
{
    Open() { openNew(); }

    QString sourceKey() { return window().place().source; }
};

/// A request as a sender of the custom provider makes it.
http::Message signedOrder(const QByteArray& secret, const Clock& clock)
{
    http::Message message;
    message.method = "POST";
    message.headers.push_back({"Content-Type", "application/json"});
    message.body = "{\"type\":\"user.identified\",\"user_id\":\"u_1\",\"name\":\"Noor Haddad\"}";
    signing::Config config;
    config.scheme = QStringLiteral("hmac");
    config.header = QStringLiteral("X-Webhook-Signature");
    const auto headers = signing::sign(config, {message.headers, message.body},
                                       {QStringLiteral("S"), SecretString(secret)}, clock.now());
    if (headers) {
        for (const http::Header& header : *headers)
            message.headers.push_back(header);
    }
    return message;
}

} // namespace

class TestNewSourcePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fromNothingToAVerifiedEvent();
    void withTheKeyboardAlone();
    void itIsLeftAndResumed();
    void cancelCanBeUndone();
    void everyControlHasAName();
};

void TestNewSourcePage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
}

void TestNewSourcePage::fromNothingToAVerifiedEvent()
{
    Open open;
    QTRY_VERIFY(open.isListening());
    open.click("newSourceButton");
    QTRY_VERIFY(open.find("stepProvider"));
    open.click("provider_custom");
    QTRY_VERIFY(open.find("stepEndpoint"));
    QVERIFY(open.window().place().kind == PlaceKind::NewSource);
    const QString url = open.find<QLineEdit>("endpointUrl")->text();
    QCOMPARE(url, open.presenter().endpointUrl(open.sourceKey()));
    open.click("copyEndpoint");
    QCOMPARE(QGuiApplication::clipboard()->text(), url);
    // The endpoint was really asked.
    QTRY_COMPARE(open.find<widgets::CheckLine>("checkEndpoint")->text(),
                 QStringLiteral("Endpoint answers a local test request"));
    QCOMPARE(open.find<QLabel>("waitingHeadline")->text(), QStringLiteral("Waiting for the first event"));
    open.click("wayTunnel");
    QTRY_VERIFY(open.find<QLineEdit>("publicBaseUrl"));

    // A test event needs the secret first.
    open.click("sendTest");
    QTRY_VERIFY(open.find("stepSecret"));
    auto* secret = open.find<QLineEdit>("secret");
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    QTest::keyClicks(secret, QStringLiteral("sk_live_0123456789"));
    QVERIFY(open.find("secretProblem"));
    QVERIFY(!open.find("storeSecret")->isEnabled());
    secret->selectAll();
    QTest::keyClicks(secret, QStringLiteral("a secret made up for this test"));
    QVERIFY(!open.find("secretProblem"));
    open.click("storeSecret");
    QTRY_COMPARE(open.find<widgets::ChipLabel>("secretReport")->chip().text, QStringLiteral("Stored"));
    QVERIFY(secret->text().isEmpty());

    open.click("sendTest");
    QTRY_COMPARE(open.find<QLabel>("waitingHeadline")->text(), QStringLiteral("Test event received"));
    QVERIFY(open.find<widgets::CheckLine>("checkTest")->text().contains(QStringLiteral("Verified")));
    QTRY_COMPARE(QApplication::focusWidget(), open.find("setupContinue"));
    QVERIFY(open.find("stepSecret")); // the page stays where it is

    http::Sender sender;
    int status = 0;
    sender.send({QUrl(url), signedOrder("a secret made up for this test", open.clock()), http::HostHeader::FromUrl},
                this, [&](const Result<http::Response>& response) { status = response ? response->status : -1; });
    QTRY_COMPARE(status, 200);
    QTRY_COMPARE(open.find<QLabel>("waitingHeadline")->text(), QStringLiteral("First event received"));

    open.click("setupContinue");
    QTRY_VERIFY(open.find("suggestion0"));
    open.click("setupContinue");
    QTRY_VERIFY(open.find("testSend"));
    open.click("setupContinue");
    QTRY_VERIFY(open.find("eventsPage"));
    QVERIFY(open.window().place().kind == PlaceKind::Source);
    QTRY_COMPARE(open.presenter().sidebar().source(open.sourceKey())->events,
                 qint64(3)); // and the check of the endpoint
}

void TestNewSourcePage::withTheKeyboardAlone()
{
    Open open;
    QTRY_VERIFY(open.isListening());
    QVERIFY(QTest::qWaitForWindowActive(&open.window()));
    QTest::keyClick(&open.window(), Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(open.find("stepProvider"));
    QTRY_COMPARE(QApplication::focusWidget(), open.find("providerSearch"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("nothing like it"));
    QVERIFY(open.find("providerNone"));
    open.find<QLineEdit>("providerSearch")->selectAll();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("custom"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(open.find("stepEndpoint"));
    QTRY_COMPARE(QApplication::focusWidget(), open.find("copyEndpoint"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), open.presenter().endpointUrl(open.sourceKey()));
    QVERIFY(open.tabTo("setupContinue"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(QApplication::focusWidget(), open.find("secret"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("typed with the keyboard alone"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(open.find<widgets::ChipLabel>("secretReport")->chip().text, QStringLiteral("Stored"));
    QVERIFY(open.tabTo("setupSkip"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(QApplication::focusWidget(), open.find("testSend"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(QApplication::focusWidget(), open.find("setupContinue"));
    QVERIFY(open.find<widgets::CheckLine>("testResult")->text().startsWith(QStringLiteral("Verified, answered 200")));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(open.find("eventsPage"));
}

void TestNewSourcePage::itIsLeftAndResumed()
{
    Open open;
    QTRY_VERIFY(open.isListening());
    open.window().showPlace({PlaceKind::NewSource});
    open.click("provider_stripe");
    QTRY_VERIFY(open.find("stepEndpoint"));
    const QString key = open.sourceKey();
    open.click("step4");
    QTRY_VERIFY(open.find("stepActions"));
    open.window().showPlace({PlaceKind::AllEvents});
    QVERIFY(!open.find("stepActions"));
    const QModelIndex row = open.presenter().sidebar().indexOf({PlaceKind::NewSource, key});
    QVERIFY(row.isValid());
    // The window is closed and opened again.
    QTRY_VERIFY(models::setupOf(open.presenter().workspace()->local, key) &&
                models::setupOf(open.presenter().workspace()->local, key)->step == QLatin1String("actions"));
    open.open(open.root());
    QTRY_VERIFY(open.presenter().sidebar().source(key));
    open.window().showPlace(
        *open.presenter().sidebar().placeOf(open.presenter().sidebar().indexOf({PlaceKind::NewSource, key})));
    QTRY_VERIFY(open.find("stepActions"));
}

void TestNewSourcePage::cancelCanBeUndone()
{
    Open open;
    QTRY_VERIFY(open.isListening());
    open.window().showPlace({PlaceKind::NewSource});
    open.click("provider_stripe");
    QTRY_VERIFY(open.find("stepEndpoint"));
    const QString key = open.sourceKey();
    open.click("actionCancelSetupButton");
    QTRY_VERIFY(open.find("eventsPage"));
    QTRY_VERIFY(!open.presenter().sidebar().source(key));
    QAbstractButton* undo = nullptr;
    for (auto* button : open.window().findChildren<QAbstractButton*>()) {
        if (button->isVisible() && button->text() == QLatin1String("Undo"))
            undo = button;
    }
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_VERIFY(open.find("stepEndpoint"));
    QCOMPARE(open.sourceKey(), key);
}

void TestNewSourcePage::everyControlHasAName()
{
    Open open;
    QTRY_VERIFY(open.isListening());
    open.window().showPlace({PlaceKind::NewSource});
    open.click("provider_stripe");
    QTRY_VERIFY(open.find("stepEndpoint"));
    for (const char* step : {"step1", "step2", "step3", "step4", "step5"}) {
        open.click(step);
        const QWidget* page = open.find("newSourcePage");
        QVERIFY(page);
        for (QWidget* widget : page->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget);
            if (!control || !widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
                continue;
            if (qobject_cast<QLineEdit*>(widget->parentWidget()))
                continue; // the icons within a field
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(named, qPrintable(widget->objectName() + QLatin1String(widget->metaObject()->className())));
        }
    }
}

QTEST_MAIN(TestNewSourcePage)
#include "tst_newsource_page.moc"
