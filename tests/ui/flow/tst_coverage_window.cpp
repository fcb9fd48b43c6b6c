// Coverage and golden tests on the real window: what deserves a look is found in captured events, and a click deals
// with it; an event becomes a test that runs, fails after a change and is accepted.

#include "app/headwater/session.h"
#include "core/base/files.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

constexpr int patience = 60000; // compiling on a busy machine
const models::Place appPlace{PlaceKind::Source, QStringLiteral("app")};

const QByteArray nameScript = "function main({ body }) {\n"
                              "  return { verified: true, name: body.user.name };\n"
                              "}\n";
const QByteArray mappings =
    R"({"format":1,"mappings":[{"id":"map_1","eventType":"user.made","action":"users_identify","parameters":)"
    R"({"id":{"path":"body.user.id"},"email":{"path":"body.user.email"}}},)"
    R"({"id":"map_2","eventType":"user.made","active":false,"action":"users_delete","parameters":)"
    R"({"id":{"path":"body.user.id"}}}]})";

} // namespace

class TestCoverageWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aTypeIsIgnoredAndAnotherMapped();
    void aDefaultIsSetWhereItIsMissing();
    void anEventBecomesATest();

private:
    test::WindowDriver& w() { return *m_driver; }
    [[nodiscard]] QString text(const char* label) { return w().find<QLabel>(label)->text(); }
    [[nodiscard]] QStringList findings();
    void choose(const QString& finding);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestCoverageWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestCoverageWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    const QString root = w().home().filePath(QStringLiteral("w"));
    {
        const catalog::Catalog catalog = catalog::Catalog::load({});
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), w().clock().now());
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = test::WindowDriver::freePort();
        QVERIFY((*files)->saveLocal(local));
        workspace::NewSource wanted;
        wanted.key = appPlace.source;
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, w().clock().now()));
        workspace::Source source = (*files)->workspace().source(u"app")->source;
        source.signing = {};
        source.idempotencyKeyPath.clear();
        QVERIFY((*files)->saveSource(source));
        QVERIFY((*files)->saveScript(appPlace.source, workspace::ScriptLanguage::JavaScript, nameScript));
        QVERIFY(files::writeAtomically(root + QStringLiteral("/sources/app/mappings.json"), mappings));
    }
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    const quint16 port = w().presenter().listener().port;
    const auto send = [port](const QByteArray& body) {
        return test::post(port, "/s/app", {{"Content-Type", "application/json"}}, body).status;
    };
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u1","name":"Ada","email":"ada@x.example"}})"), 200);
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u2","name":"Grace"}})"), 200);
    QCOMPARE(send(R"({"type":"user.seen","user":{"id":"u2","name":"Grace"}})"), 200);
    QCOMPARE(send(R"({"type":"noise","user":{"id":"u2","name":"Grace"}})"), 200);
    QTRY_COMPARE(w().presenter().facts().events, 4);
}

void TestCoverageWindow::cleanup()
{
    m_driver.reset();
}

QStringList TestCoverageWindow::findings()
{
    QStringList texts;
    if (auto* list = w().find<QAbstractItemView>("coverageFindings")) {
        for (int row = 0; row < list->model()->rowCount(); ++row)
            texts.append(list->model()->index(row, 0).data(Qt::AccessibleTextRole).toString());
    }
    return texts;
}

void TestCoverageWindow::choose(const QString& finding)
{
    QTRY_VERIFY2_WITH_TIMEOUT(findings().contains(finding), qPrintable(findings().join(u'\n')), patience);
    w().clickRow("coverageFindings", static_cast<int>(findings().indexOf(finding)));
    QTRY_VERIFY(finding.endsWith(text("coverageTitle")));
}

void TestCoverageWindow::aTypeIsIgnoredAndAnotherMapped()
{
    w().clickPlace(appPlace);
    w().clickView("coverage");
    choose(QStringLiteral("noise: Seen and not mapped: 1 of 4 events"));
    QVERIFY2(text("coverageSummary").startsWith(QStringLiteral("4 events · 3 types")),
             qPrintable(text("coverageSummary")));
    // The fields of its type stand beside it.
    auto* fields = w().find<QAbstractItemView>("coverageFields");
    QVERIFY(fields && fields->model()->rowCount() >= 4);
    QCOMPARE(fields->model()->index(0, 0).data().toString(), QStringLiteral("body"));
    QTRY_VERIFY(w().find<QAbstractButton>("coverageFix1"));
    QCOMPARE(w().find<QAbstractButton>("coverageFix1")->text(), QStringLiteral("Ignore this type"));
    w().click("coverageFix1");
    QTRY_COMPARE(w().presenter().workspace()->source(u"app")->source.ignoredTypes,
                 QStringList{QStringLiteral("noise")});
    QTRY_VERIFY_WITH_TIMEOUT(!findings().contains(QStringLiteral("noise: Seen and not mapped: 1 of 4 events")) &&
                                 !findings().isEmpty(),
                             patience);
    choose(QStringLiteral("user.seen: Seen and not mapped: 1 of 4 events"));
    w().click("coverageFix0");
    QTRY_VERIFY(w().find("mappingPage"));
    QCOMPARE(w().window().place(), appPlace);
    QTRY_VERIFY(w().find<QLabel>("noActions"));
    QVERIFY(w().find("mappingActions"));
    // What was switched off is on again after one click.
    w().clickView("coverage");
    choose(QStringLiteral("user.made: Delete user is switched off"));
    w().click("coverageFix0");
    QTRY_VERIFY(w().find("mappingPage"));
    QTRY_VERIFY(w().window().findChild<QAction*>(QStringLiteral("saveMapping"))->isEnabled());
}

void TestCoverageWindow::aDefaultIsSetWhereItIsMissing()
{
    w().clickPlace(appPlace);
    w().clickView("coverage");
    choose(QStringLiteral("user.made: Identify user › Email is missing in 1 of 2 events"));
    QTRY_VERIFY(w().find<QAbstractButton>("coverageFix0"));
    QCOMPARE(w().find<QAbstractButton>("coverageFix0")->text(), QStringLiteral("Set a default…"));
    w().click("coverageFix0");
    QTRY_VERIFY(w().window().findChild<QDialog*>(QStringLiteral("lineDialog")));
    auto* dialog = w().window().findChild<QDialog*>(QStringLiteral("lineDialog"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("lineEdit")), QStringLiteral("none@x.example"));
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(QStringLiteral("lineAccept")), Qt::LeftButton);
    QTRY_VERIFY(w().find("mappingPage"));
    w().window().findChild<QAction*>(QStringLiteral("saveMapping"))->trigger();
    QTRY_VERIFY(!w().presenter()
                     .workspace()
                     ->source(u"app")
                     ->mappings.mappings.front()
                     .parameter(u"email")
                     ->fallback.isUndefined());
    // It is proven on the same events: the finding is gone.
    w().clickView("coverage");
    w().click("coverageAgainButton");
    QTRY_VERIFY_WITH_TIMEOUT(
        !findings().isEmpty() &&
            !findings().contains(QStringLiteral("user.made: Identify user › Email is missing in 1 of 2 events")),
        patience);
    QCOMPARE(w().presenter().facts().events, 4);
}

void TestCoverageWindow::anEventBecomesATest()
{
    w().clickPlace(appPlace);
    w().clickView("tests");
    QTRY_VERIFY(w().find("goldenEmpty"));
    w().clickView("events");
    QTRY_VERIFY(w().rowWith("eventsTable", QStringLiteral("user.made")) >= 0);
    w().clickRow("eventsTable", w().rowWith("eventsTable", QStringLiteral("user.made")) + 1); // Ada's, with an address
    auto* make = w().window().findChild<QAction*>(QStringLiteral("makeTest"));
    QTRY_VERIFY(make->isEnabled());
    make->trigger();
    QTRY_VERIFY(w().window().findChild<QDialog*>(QStringLiteral("goldenDialog")));
    auto* dialog = w().window().findChild<QDialog*>(QStringLiteral("goldenDialog"));
    auto* preview = dialog->findChild<widgets::CodeEditor*>(QStringLiteral("goldenPreview"));
    // The address is masked by itself, and the preview shows what will be kept.
    QTRY_VERIFY_WITH_TIMEOUT(preview->text().contains(QLatin1String("user.made")), patience);
    QVERIFY2(!preview->text().contains(QLatin1String("ada@x.example")), qPrintable(preview->text()));
    QVERIFY(preview->text().contains(QLatin1String("Ada")));
    auto* masks = dialog->findChild<QListWidget*>(QStringLiteral("goldenMasks"));
    for (int row = 0; row < masks->count(); ++row) {
        if (masks->item(row)->text().startsWith(QLatin1String("body.user.name")))
            masks->item(row)->setCheckState(Qt::Checked);
    }
    QTRY_VERIFY_WITH_TIMEOUT(!preview->text().contains(QLatin1String("Ada")), patience);
    auto* keep = dialog->findChild<QAbstractButton*>(QStringLiteral("goldenKeep"));
    QTRY_VERIFY(keep->isEnabled());
    QTest::mouseClick(keep, Qt::LeftButton);
    // It is in the list, and passes.
    QTRY_VERIFY_WITH_TIMEOUT(w().find("goldenTests"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(text("goldenSummary"), QStringLiteral("1 passed, 0 failed"), patience);
    const QString file = w().root() + QStringLiteral("/sources/app/samples/user.made.http");
    const auto written = files::read(file);
    QVERIFY(written && !written->contains("Ada") && !written->contains("ada@x.example"));

    // A changed script: it fails, says where, and the new outcome is accepted.
    w().clickView("script");
    QTRY_VERIFY(w().find("scriptEditor"));
    QByteArray edited = nameScript;
    edited.replace("name: body.user.name", "name: \"someone\"");
    QGuiApplication::clipboard()->setText(QString::fromUtf8(edited));
    // The window has not got its focus back from the dialog where nobody manages windows.
    QTest::keyClick(w().find("codeView"), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(w().find("codeView"), Qt::Key_V, Qt::ControlModifier);
    w().window().findChild<QAction*>(QStringLiteral("saveScript"))->trigger();
    QTRY_COMPARE(w().presenter().workspace()->source(u"app")->script, edited);
    w().clickView("tests");
    QTRY_COMPARE_WITH_TIMEOUT(text("goldenSummary"), QStringLiteral("0 passed, 1 failed"), patience);
    QTRY_VERIFY(w().find<QAbstractItemView>("goldenDifferences"));
    QCOMPARE(w().find<QAbstractItemView>("goldenDifferences")->model()->index(0, 0).data().toString(),
             QStringLiteral("preprocess.name"));
    w().click("acceptOutcomeButton");
    QTRY_COMPARE_WITH_TIMEOUT(text("goldenSummary"), QStringLiteral("1 passed, 0 failed"), patience);
    // The step for CI is a click away.
    w().find<widgets::CountTabBar>("goldenTabs")->setCurrentIndex(3);
    w().click("copyCi");
    QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String("headwater-cli test")));
}

QTEST_MAIN(TestCoverageWindow)
#include "tst_coverage_window.moc"
