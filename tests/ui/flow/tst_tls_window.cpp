// TLS from the window: switched on in the settings, its certificate shown and trusted by what the window itself sends,
// kept over the next start, taken back by Undo.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/setupparts.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QSslCertificate>
#include <QSslSocket>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

class TestTlsWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void switchedOnAndBack();
    void staysForTheNextStart();
    void testEventGoesThroughIt();

private:
    test::WindowDriver& w() { return *m_driver; }
    void switchOn();
    QString certificateFile() const;

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestTlsWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestTlsWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    w().openNew([](workspace::WorkspaceFiles& files) {
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        source.enforceVerification = false;
        source.signing.scheme = QStringLiteral("none");
        QVERIFY(files.saveSource(source));
    });
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestTlsWindow::cleanup()
{
    m_driver.reset();
}

QString TestTlsWindow::certificateFile() const
{
    return m_driver->root() + QStringLiteral("/data/tls/certificate.pem");
}

void TestTlsWindow::switchOn()
{
    w().window().showPlace({PlaceKind::Settings}, QStringLiteral("settings-listener"));
    QTRY_VERIFY(w().find<QCheckBox>("listenerTls"));
    w().find("listenerTls")->setFocus();
    w().key(Qt::Key_Space);
    w().click("listenerApply");
    QTRY_VERIFY(w().isListening() && w().presenter().listener().tls);
}

void TestTlsWindow::switchedOnAndBack()
{
    w().window().showPlace({PlaceKind::Settings}, QStringLiteral("settings-listener"));
    QTRY_VERIFY(w().find("listenerTls"));
    QVERIFY(!w().find("listenerCertificate"));
    switchOn();
    const quint16 port = w().presenter().listener().port;
    const QString origin = QStringLiteral("https:") + QStringLiteral("//127.0.0.1:%1").arg(port);
    QCOMPARE(w().presenter().endpointUrl(QStringLiteral("crm")), origin + QStringLiteral("/s/crm"));
    QTRY_VERIFY(w().find("listenerState")->accessibleName().endsWith(origin));

    // The certificate that a sender meets is the one that the settings show and whose file they name.
    QTRY_VERIFY(w().find("copyFingerprint"));
    w().click("copyFingerprint");
    const QString print = QGuiApplication::clipboard()->text();
    QCOMPARE(w().find<QLabel>("certificateFingerprint")->text(), print);
    w().click("copyCertificatePath");
    QCOMPARE(QGuiApplication::clipboard()->text(), certificateFile());
    QSslSocket socket;
    QSslConfiguration trusting = socket.sslConfiguration();
    trusting.setCaCertificates(QSslCertificate::fromPath(certificateFile()));
    socket.setSslConfiguration(trusting);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    QTRY_VERIFY2(socket.isEncrypted(), qPrintable(socket.errorString()));
    const QByteArray digest = socket.peerCertificate().digest(QCryptographicHash::Sha256).toHex(':').toUpper();
    QCOMPARE(QString::fromLatin1(digest), print);
    socket.write(
        "POST /s/crm HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
        "{\"type\":\"a\"}");
    QTRY_VERIFY(socket.bytesAvailable() > 0);
    QVERIFY(socket.readAll().startsWith("HTTP/1.1 200"));
    w().window().showPlace({PlaceKind::Source, QStringLiteral("crm")}, QStringLiteral("events"));
    QTRY_VERIFY(w().find<QAbstractItemView>("eventsTable"));
    QTRY_COMPARE(w().find<QAbstractItemView>("eventsTable")->model()->rowCount(), 1);

    w().window().activateWindow();
    QTest::keyClick(&w().window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(w().isListening() && !w().presenter().listener().tls);
    w().window().showPlace({PlaceKind::Settings}, QStringLiteral("settings-listener"));
    QTRY_VERIFY(!w().find("listenerCertificate"));
    QVERIFY(!w().find<QCheckBox>("listenerTls")->isChecked());
}

void TestTlsWindow::staysForTheNextStart()
{
    switchOn();
    const QString print = w().presenter().listener().fingerprint;
    const QString root = w().root();
    w().close();
    w().open(root);
    QTRY_VERIFY(w().isListening());
    QVERIFY(w().presenter().listener().tls);
    QCOMPARE(w().presenter().listener().fingerprint, print); // the same certificate: what trusts it goes on
}

void TestTlsWindow::testEventGoesThroughIt()
{
    switchOn();
    w().window().showPlace({PlaceKind::NewSource});
    w().click("provider_custom");
    QTRY_VERIFY(w().find("sendTest"));
    w().click("sendTest"); // asks for the secret first
    QTRY_VERIFY(w().find("secret"));
    QTest::keyClicks(w().find("secret"), QStringLiteral("a secret made up for this test"));
    w().click("storeSecret");
    QTRY_COMPARE(w().find<widgets::ChipLabel>("secretReport")->chip().text, QStringLiteral("Stored"));
    w().click("sendTest");
    QTRY_COMPARE(w().find<QLabel>("waitingHeadline")->text(), QStringLiteral("Test event received"));
}

QTEST_MAIN(TestTlsWindow)
#include "tst_tls_window.moc"
