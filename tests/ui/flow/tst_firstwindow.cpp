// From nothing to a user in the Directory: the whole walk through the window, with requests from outside. Prints how
// long the event loop was away at most in each step.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/flow/pausewatch.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mappingcard.h"
#include "ui/widgets/mappingslotedit.h"
#include "ui/widgets/mappingtree.h"
#include "ui/widgets/setupparts.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

constexpr int patience = 60000; // compiling a script on a busy machine
const QString secret = QStringLiteral("made up for this walk alone");
const QByteArray ada = R"({"type":"user.identified","user_id":"u_ada","first_name":"Ada","last_name":"Lovelace",)"
                       R"("email":"ada@example.com"})";
const QByteArray grace = R"({"type":"user.identified","user_id":"u_grace","first_name":"Grace","last_name":"Hopper",)"
                         R"("email":"grace@example.com"})";

/// A request as a sender would make it, by curl.
void curl(const QString& url, const QByteArray& body)
{
    QProcess process;
    process.start(QStringLiteral("curl"),
                  {QStringLiteral("-sS"), QStringLiteral("-o"), QStringLiteral("/dev/null"), QStringLiteral("-w"),
                   QStringLiteral("%{http_code}"), QStringLiteral("-H"),
                   QStringLiteral("Content-Type: application/json"), QStringLiteral("-H"),
                   QStringLiteral("X-Webhook-Signature: ") + QString::fromLatin1(test::hmacHex(secret.toUtf8(), body)),
                   QStringLiteral("--data-binary"), QString::fromUtf8(body), url});
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, 30000);
    QCOMPARE(process.readAllStandardOutput(), QByteArray("200"));
}

/// The announcement's script, for the source's own secret.
QString scriptFor(const QString& secretName)
{
    return QStringLiteral("async function main(ctx) {\n"
                          "const { headers, body, vars } = ctx;\n"
                          "const verified = await verifyHmacSha256({\n"
                          "secret: vars[\"%1\"],\n"
                          "signature: headers[\"x-webhook-signature\"],\n"
                          "payload: body,\n"
                          "});\n"
                          "const full_name = `${body.first_name} ${body.last_name}`;\n"
                          "return { verified, full_name };\n"
                          "}")
        .arg(secretName);
}

} // namespace

class TestFirstWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void byMouse();
    void byKeyboardAlone();

private:
    test::WindowDriver& w() { return *m_driver; }
    QString source() { return w().window().place().source; }
    QString endpoint() { return w().find<QLineEdit>("endpointUrl")->text(); }
    QString secretName();
    void listenAtFreePort();
    void firstEventArrives(const QString& url);
    void scriptPasses();
    widgets::MappingSlotEdit* slotOf(const char* parameter);

    std::unique_ptr<test::WindowDriver> m_driver;
    std::unique_ptr<test::PauseWatch> m_watch;
};

void TestFirstWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestFirstWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    m_watch = std::make_unique<test::PauseWatch>();
    m_watch->begin(QStringLiteral("window"));
    w().open();
    QTRY_VERIFY(w().find("welcomePage"));
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QVERIFY(!QDir(w().root()).exists());
}

void TestFirstWindow::cleanup()
{
    for (const test::PauseWatch::Step& step : m_watch->steps())
        qInfo("longest pause  %-10s %6.1f ms", qPrintable(step.name), step.longestMs);
    m_watch.reset();
    m_driver.reset();
}

QString TestFirstWindow::secretName()
{
    return w().presenter().workspace()->source(source())->source.signing.secrets.value(0);
}

void TestFirstWindow::listenAtFreePort()
{
    QTRY_VERIFY(w().presenter().listener().state != models::ListenerStatus::State::Stopped);
    const quint16 port = test::WindowDriver::freePort();
    w().presenter().startListenerAt(port); // others may use the default one here
    QTRY_VERIFY(w().isListening() && w().presenter().listener().port == port);
    QTRY_VERIFY(endpoint().contains(QString::number(port)));
}

void TestFirstWindow::firstEventArrives(const QString& url)
{
    curl(url, ada);
    QTRY_COMPARE(w().find<QLabel>("waitingHeadline")->text(), QStringLiteral("First event received"));
}

void TestFirstWindow::scriptPasses()
{
    QTRY_VERIFY_WITH_TIMEOUT(w().find("resultStrip")->accessibleName().startsWith(QLatin1String("verified: true")),
                             patience);
}

widgets::MappingSlotEdit* TestFirstWindow::slotOf(const char* parameter)
{
    for (auto* card : w().window().findChildren<widgets::MappingCard*>()) {
        if (card->isVisible() && card->card().action == QLatin1String("users_identify"))
            return card->slotOf({card->card().mapping, QLatin1String(parameter), -1});
    }
    return nullptr;
}

void TestFirstWindow::byMouse()
{
    m_watch->begin(QStringLiteral("source"));
    w().click("welcomeAddSource");
    w().click("provider_custom");
    QTRY_VERIFY(w().find("stepEndpoint"));
    listenAtFreePort();
    w().click("copyEndpoint");
    const QString url = QGuiApplication::clipboard()->text();
    QCOMPARE(url, endpoint());
    w().click("setupContinue");
    QTRY_VERIFY(w().find("stepSecret"));
    w().click("secret");
    w().type(secret);
    w().click("storeSecret");
    QTRY_COMPARE(w().find<widgets::ChipLabel>("secretReport")->chip().text, QStringLiteral("Stored"));

    m_watch->begin(QStringLiteral("first event"));
    firstEventArrives(url);
    w().click("setupContinue");
    QTRY_VERIFY(w().find("stepActions"));
    // Nothing is taken: the mapping is made by hand.
    for (auto* box : w().find("stepActions")->findChildren<QCheckBox*>()) {
        if (box->isChecked())
            QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QVERIFY(!box->isChecked());
    }
    w().click("setupContinue");
    w().click("setupContinue");
    QTRY_VERIFY(w().find("eventsPage"));

    m_watch->begin(QStringLiteral("detail"));
    const QString type = QStringLiteral("user.identified");
    QTRY_VERIFY(w().rowWith("eventsTable", type) >= 0);
    w().clickRow("eventsTable", w().rowWith("eventsTable", type));
    QTRY_VERIFY(w().find("eventDetail"));
    QTRY_VERIFY(w().find("timelineLabel"));

    m_watch->begin(QStringLiteral("script"));
    w().clickView("script");
    QTRY_VERIFY(w().find("scriptEmpty"));
    QTest::mouseClick(w().find("scriptEmpty")->findChild<QAbstractButton*>(), Qt::LeftButton);
    QTRY_VERIFY(w().find("codeView") && w().find("codeView")->hasFocus());
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().type(scriptFor(secretName()));
    QTRY_VERIFY(w().find("runScriptButton")->isEnabled());
    w().click("runScriptButton");
    scriptPasses();
    w().click("saveScriptButton");
    QTRY_COMPARE(w().window().toast().message(), QStringLiteral("Saved as v1"));

    m_watch->begin(QStringLiteral("mapping"));
    w().clickView("mapping");
    w().click("add_users_identify");
    auto* tree = w().find<widgets::MappingTree>("mappingTree");
    const auto clickValue = [tree](const char* path) {
        QTRY_VERIFY2(tree->showPath(QLatin1String(path)).isValid(), path);
        const QModelIndex index = tree->showPath(QLatin1String(path));
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(index).center());
    };
    QTRY_VERIFY(slotOf("id") && slotOf("id")->hasSlotFocus());
    clickValue("body.user_id");
    QTRY_VERIFY(slotOf("name")->hasSlotFocus());
    QTest::mouseClick(&slotOf("email")->edit(), Qt::LeftButton);
    clickValue("body.email");
    QVERIFY(slotOf("id")->isChip() && slotOf("email")->isChip());
    w().click("saveMappingButton");
    QTRY_VERIFY(!w().find("saveMappingButton")->isEnabled());

    m_watch->begin(QStringLiteral("directory"));
    curl(url, grace);
    w().clickPlace({PlaceKind::Directory});
    QTRY_VERIFY(w().find("directoryPage"));
    QTRY_VERIFY(w().rowWith("directoryTable", QStringLiteral("u_grace")) >= 0);
    w().clickRow("directoryTable", w().rowWith("directoryTable", QStringLiteral("u_grace")));
    QTRY_VERIFY(w().find<QLabel>("directoryDetailTitle"));
    QTRY_COMPARE(w().find<QLabel>("directoryDetailTitle")->text(), QStringLiteral("u_grace"));
}

void TestFirstWindow::byKeyboardAlone()
{
    m_watch->begin(QStringLiteral("source"));
    QTRY_COMPARE(QApplication::focusWidget(), w().find("welcomeAddSource"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find("providerSearch") && QApplication::focusWidget() == w().find("providerSearch"));
    w().type(QStringLiteral("custom\n"));
    QTRY_VERIFY(w().find("stepEndpoint"));
    listenAtFreePort();
    QTRY_COMPARE(QApplication::focusWidget(), w().find("copyEndpoint"));
    w().key(Qt::Key_Space);
    const QString url = QGuiApplication::clipboard()->text();
    QCOMPARE(url, endpoint());
    QVERIFY(w().tabTo("setupContinue"));
    w().key(Qt::Key_Space);
    QTRY_COMPARE(QApplication::focusWidget(), w().find("secret"));
    w().type(secret + u'\n');
    QTRY_COMPARE(w().find<widgets::ChipLabel>("secretReport")->chip().text, QStringLiteral("Stored"));

    m_watch->begin(QStringLiteral("first event"));
    firstEventArrives(url);
    QTRY_COMPARE(QApplication::focusWidget(), w().find("setupContinue"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find("stepActions"));
    QTRY_COMPARE(QApplication::focusWidget(), w().find("suggestion0"));
    for (auto* box : w().find("stepActions")->findChildren<QCheckBox*>()) {
        QVERIFY(w().tabTo(qPrintable(box->objectName())));
        if (box->isChecked())
            w().key(Qt::Key_Space);
        QVERIFY(!box->isChecked());
    }
    QVERIFY(w().tabTo("setupContinue"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find("stepTest"));
    QVERIFY(w().tabTo("setupContinue"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find("eventsPage"));

    m_watch->begin(QStringLiteral("detail"));
    auto* table = w().find<QAbstractItemView>("eventsTable");
    QTRY_VERIFY(table->model()->rowCount() >= 2); // and the check of the endpoint
    for (int i = 0; i < 10 && !table->hasFocus(); ++i)
        w().key(Qt::Key_F6);
    QVERIFY(table->hasFocus());
    w().key(Qt::Key_Home);
    QTRY_VERIFY(w().find("eventDetail"));
    QTRY_VERIFY(w().find("timelineLabel"));

    m_watch->begin(QStringLiteral("script"));
    w().key(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(w().find("scriptEmpty"));
    QVERIFY(w().tabTo("emptyStateAction"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(w().find("codeView") && w().find("codeView")->hasFocus());
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().type(scriptFor(secretName()));
    QTRY_VERIFY(w().find("runScriptButton")->isEnabled());
    w().key(Qt::Key_Return, Qt::ControlModifier);
    scriptPasses();
    w().key(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(w().window().toast().message(), QStringLiteral("Saved as v1"));

    m_watch->begin(QStringLiteral("mapping"));
    w().key(Qt::Key_3, Qt::ControlModifier);
    QTRY_VERIFY(w().find("add_users_identify"));
    QVERIFY(w().tabTo("add_users_identify"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY(slotOf("id") && slotOf("id")->hasSlotFocus());
    auto* tree = w().find<widgets::MappingTree>("mappingTree");
    const auto fill = [this, tree](const QString& path) {
        for (int i = 0; i < 8 && QApplication::focusWidget() != tree; ++i)
            w().key(Qt::Key_F6);
        QCOMPARE(QApplication::focusWidget(), tree);
        w().key(Qt::Key_Home);
        for (int i = 0; i < 40 && tree->currentPath() != path; ++i)
            w().key(Qt::Key_Down);
        QCOMPARE(tree->currentPath(), path);
        w().key(Qt::Key_Return);
    };
    fill(QStringLiteral("body.user_id"));
    QTRY_VERIFY(slotOf("name")->hasSlotFocus());
    w().key(Qt::Key_Tab);
    QTRY_VERIFY(slotOf("email")->hasSlotFocus());
    fill(QStringLiteral("body.email"));
    QVERIFY(slotOf("id")->isChip() && slotOf("email")->isChip());
    w().key(Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(!w().find("saveMappingButton")->isEnabled());

    m_watch->begin(QStringLiteral("directory"));
    curl(url, grace);
    w().key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget() &&
                QApplication::focusWidget()->objectName() == QLatin1String("paletteField"));
    w().type(QStringLiteral("directory\n"));
    QTRY_VERIFY(w().find("directoryPage"));
    w().window().activateWindow(); // where no window manager does it when the palette goes
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().rowWith("directoryTable", QStringLiteral("u_grace")) >= 0);
    auto* users = w().find<QAbstractItemView>("directoryTable");
    for (int i = 0; i < 10 && !users->hasFocus(); ++i)
        w().key(Qt::Key_F6);
    QVERIFY(users->hasFocus());
    w().key(Qt::Key_Home);
    for (int i = w().rowWith("directoryTable", QStringLiteral("u_grace")); i > 0; --i)
        w().key(Qt::Key_Down);
    QTRY_VERIFY(w().find<QLabel>("directoryDetailTitle"));
    QTRY_COMPARE(w().find<QLabel>("directoryDetailTitle")->text(), QStringLiteral("u_grace"));
}

QTEST_MAIN(TestFirstWindow)
#include "tst_firstwindow.moc"
