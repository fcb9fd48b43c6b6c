// The guide in the real window: from the menu's key, from the links of pages and from the palette, to the page that
// fits; searched, leafed through, in both themes.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/guidewindow.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTextBrowser>

using namespace hw;
using models::PlaceKind;

class TestGuideWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void opensWhereItFits();
    void linksOfPages();
    void palette();
    void searching();
    void leafing();
    void followsTheme();
    void everyControlHasAName();

private:
    test::WindowDriver& w() { return *m_driver; }
    widgets::GuideWindow& guide() { return *w().find<widgets::GuideWindow>("guideWindow"); }
    QString shown() { return guide().shownPage(); }
    QTextBrowser& page() { return *w().find<QTextBrowser>("guideBrowser"); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void openGuide(const QString& expected);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestGuideWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestGuideWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    w().openNew([](workspace::WorkspaceFiles& files) {
        workspace::Source source;
        source.key = QStringLiteral("billing");
        source.name = QStringLiteral("Billing");
        source.provider = QStringLiteral("stripe");
        source.signing.scheme = QStringLiteral("stripe");
        QVERIFY(files.saveSource(source));
    });
    QTRY_VERIFY(w().isListening());
    QTRY_VERIFY(w().presenter().sidebar().source(QStringLiteral("billing")));
}

void TestGuideWindow::cleanup()
{
    m_driver.reset();
}

void TestGuideWindow::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&w().window(), key, modifiers);
}

void TestGuideWindow::openGuide(const QString& expected)
{
    w().window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    press(Qt::Key_F1);
    QTRY_VERIFY(w().find<widgets::GuideWindow>("guideWindow"));
    QTRY_COMPARE(shown(), expected);
}

void TestGuideWindow::opensWhereItFits()
{
    w().window().showPlace({PlaceKind::AllEvents});
    openGuide(QStringLiteral("events"));
    const models::Place source{PlaceKind::Source, QStringLiteral("billing")};
    w().window().showPlace(source, QStringLiteral("setup"));
    openGuide(QStringLiteral("provider-stripe"));
    const QString port = QString::number(w().presenter().listener().port);
    QVERIFY(page().toPlainText().contains(
        QStringLiteral("stripe listen --forward-to http://127.0.0.1:%1/s/stripe").arg(port)));
    w().window().showPlace(source, QStringLiteral("mapping"));
    openGuide(QStringLiteral("mapping"));
    w().window().showPlace({PlaceKind::Unrouted});
    openGuide(QStringLiteral("troubleshooting"));
    QVERIFY(page().verticalScrollBar()->value() > 0); // at its heading
    // It goes by its own key, and the window stays.
    QTest::keyClick(&guide(), Qt::Key_Escape);
    QVERIFY(!w().find("guideWindow"));
    QVERIFY(w().window().isVisible());
}

void TestGuideWindow::linksOfPages()
{
    w().window().showPlace({PlaceKind::Welcome});
    w().click("welcomeGuide");
    QTRY_VERIFY(w().find("guideWindow"));
    QCOMPARE(shown(), QStringLiteral("start"));
    guide().close();
    w().window().showPlace({PlaceKind::NewSource});
    w().click("provider_stripe");
    QTRY_VERIFY(w().find("helpHead"));
    if (!w().find("troubleshooting"))
        w().click("helpHead");
    w().click("troubleshooting");
    QTRY_COMPARE(shown(), QStringLiteral("troubleshooting"));
}

void TestGuideWindow::palette()
{
    w().window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    press(Qt::Key_K, Qt::ControlModifier);
    auto* field = w().find<QLineEdit>("paletteField");
    QVERIFY(field);
    QTest::keyClicks(field, QStringLiteral("guide clerk"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY(w().find("guideWindow"));
    QCOMPARE(shown(), QStringLiteral("provider-clerk"));
}

void TestGuideWindow::searching()
{
    openGuide(QStringLiteral("events"));
    auto* search = w().find<QLineEdit>("guideSearch");
    auto* list = w().find<QListWidget>("guideList");
    const int pages = list->count();
    QVERIFY(pages > 20);
    QTest::keyClicks(search, QStringLiteral("verifyJwt"));
    QVERIFY(list->count() > 0 && list->count() < pages);
    QTest::keyClick(search, Qt::Key_Down);
    QCOMPARE(shown(), QStringLiteral("builtins"));
    QVERIFY(page().verticalScrollBar()->value() > 0);
    search->setText(QStringLiteral("zqxj"));
    QCOMPARE(list->count(), 0);
    QVERIFY(w().find("guideNothing"));
    QTest::keyClick(search, Qt::Key_Escape);
    QCOMPARE(list->count(), pages);
    QVERIFY(!w().find("guideNothing"));
    QCOMPARE(list->currentItem()->text(), QStringLiteral("What a script can use"));
}

void TestGuideWindow::leafing()
{
    openGuide(QStringLiteral("events"));
    // A link, by the keyboard: the first that the page has.
    page().setFocus();
    QTest::keyClick(&page(), Qt::Key_Tab);
    QTest::keyClick(&page(), Qt::Key_Return);
    QTRY_COMPARE(shown(), QStringLiteral("filters"));
    QVERIFY(guide().windowTitle().startsWith(QStringLiteral("The filter language")));
    w().click("guideBack");
    QCOMPARE(shown(), QStringLiteral("events"));
    w().click("guideForward");
    QCOMPARE(shown(), QStringLiteral("filters"));
    // What is on the internet is opened by nobody but the user's click, and not here.
    guide().showPage(QStringLiteral("provider-stripe"));
    disconnect(&guide(), &widgets::GuideWindow::addressWanted, nullptr, nullptr);
    QSignalSpy asked(&guide(), &widgets::GuideWindow::addressWanted);
    Q_EMIT page().anchorClicked(QUrl(QStringLiteral("https:") + QStringLiteral("//docs.stripe.com/webhooks")));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(shown(), QStringLiteral("provider-stripe"));
    // A page that is not there leads to the first.
    guide().showPage(QStringLiteral("no-such-page"));
    QCOMPARE(shown(), QStringLiteral("start"));
}

void TestGuideWindow::followsTheme()
{
    openGuide(QStringLiteral("events"));
    for (const auto appearance : {widgets::Appearance::Dark, widgets::Appearance::Light}) {
        w().theme().setAppearance(appearance);
        QCOMPARE(page().palette().color(QPalette::Text), w().theme().color(widgets::Token::Text));
        QVERIFY(page().document()->defaultStyleSheet().contains(w().theme().color(widgets::Token::Accent).name()));
        QCOMPARE(shown(), QStringLiteral("events"));
    }
}

void TestGuideWindow::everyControlHasAName()
{
    openGuide(QStringLiteral("events"));
    QCOMPARE(w().unnamedControls("guideWindow"), QStringList());
}

QTEST_MAIN(TestGuideWindow)
#include "tst_guide_window.moc"
