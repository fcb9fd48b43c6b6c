// Time travel on the real window: events that came are run again with an edited script, what would differ is shown by
// cause, and only then the edit is saved. Nothing is delivered on the way.

#include "app/headwater/session.h"
#include "core/base/files.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

constexpr int patience = 60000; // compiling on a busy machine

const QByteArray savedScript = "function main({ body }) {\n"
                               "  return { verified: true, name: body.user.name };\n"
                               "}\n";
const QByteArray mappings =
    R"({"format":1,"mappings":[{"eventType":"user.made","action":"users_identify","parameters":)"
    R"({"id":{"path":"body.user.id"},"name":{"path":"preprocess.name"}}}]})";

} // namespace

class TestTimeTravelView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void anEditIsSeenBeforeItIsSaved();
    void nothingDiffers();
    void allSourcesAreRunAgain();
    void whatDoesNotCompileIsSaid();
    void aFilterNarrows();
    void anEventIsDebuggedFromTheList();
    void manyThatDifferAlikeAreShownAndReported();

private:
    test::WindowDriver& w() { return *m_driver; }
    [[nodiscard]] QString text(const char* label) { return w().find<QLabel>(label)->text(); }
    [[nodiscard]] QAbstractItemModel& rows() { return *w().find<QAbstractItemView>("timeTravelTable")->model(); }
    void writeScript(const QByteArray& text);
    void travel();
    void stopsInItsSource();
    void choose(const char* combo, const QString& entry);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestTimeTravelView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestTimeTravelView::init()
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
        wanted.key = QStringLiteral("app");
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, w().clock().now()));
        workspace::Source source = (*files)->workspace().source(u"app")->source;
        source.signing = {};
        source.idempotencyKeyPath.clear();
        QVERIFY((*files)->saveSource(source));
        QVERIFY((*files)->saveScript(QStringLiteral("app"), workspace::ScriptLanguage::JavaScript, savedScript));
        QVERIFY(files::writeAtomically(root + QStringLiteral("/sources/app/mappings.json"), mappings));
    }
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    const quint16 port = w().presenter().listener().port;
    const auto send = [port](const QByteArray& body) {
        return test::post(port, "/s/app", {{"Content-Type", "application/json"}}, body).status;
    };
    // Two have a plan, two do not, and one has no user: the script throws.
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u1","name":"Ada","plan":{"key":"pro"}}})"), 200);
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u2","name":"Grace","plan":{"key":"free"}}})"), 200);
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u3","name":"Mary"}})"), 200);
    QCOMPARE(send(R"({"type":"user.seen","user":{"id":"u3","name":"Mary"}})"), 200);
    QCOMPARE(send(R"({"type":"ping"})"), 500);
    QTRY_COMPARE(w().presenter().facts().events, 5);
}

void TestTimeTravelView::cleanup()
{
    m_driver.reset();
}

void TestTimeTravelView::writeScript(const QByteArray& text)
{
    w().clickPlace({PlaceKind::Source, QStringLiteral("app")});
    w().clickView("script");
    QTRY_VERIFY(w().find("scriptEditor"));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    w().find("scriptEditor")->setFocus();
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().key(Qt::Key_V, Qt::ControlModifier);
}

void TestTimeTravelView::travel()
{
    w().clickPlace({PlaceKind::Source, QStringLiteral("app")});
    w().clickView("travel");
    w().click("travelRunButton");
    QTRY_COMPARE_WITH_TIMEOUT(w().find<QAbstractButton>("travelRunButton")->text(), QStringLiteral("Re-run"), patience);
}

/// The debugger pauses in the script of the event's source, and is ended.
void TestTimeTravelView::stopsInItsSource()
{
    QTRY_VERIFY_WITH_TIMEOUT(w().find<QAbstractButton>("continueButton") &&
                                 w().find<QAbstractButton>("continueButton")->isEnabled(),
                             patience);
    QCOMPARE(w().window().place().source, QStringLiteral("app"));
    w().click("debugStopButton");
    QTRY_VERIFY_WITH_TIMEOUT(!w().find("debugStopButton"), patience);
}

void TestTimeTravelView::choose(const char* combo, const QString& entry)
{
    auto* box = w().find<QComboBox>(combo);
    const int wanted = box->findText(entry);
    QVERIFY2(wanted >= 0, qPrintable(entry));
    box->setFocus();
    while (box->currentIndex() != wanted) {
        const int before = box->currentIndex();
        w().key(before < wanted ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(box->currentIndex() != before);
    }
}

void TestTimeTravelView::anEditIsSeenBeforeItIsSaved()
{
    QByteArray edited = savedScript;
    edited.replace("name: body.user.name", "name: body.user.name, plan: body.user.plan.key");
    writeScript(edited);
    travel();
    QVERIFY2(text("travelSummary").contains(QLatin1String("Nothing was delivered")), qPrintable(text("travelSummary")));
    // Those without a plan throw now; those with one return it; the ping threw and throws.
    QTRY_COMPARE(rows().rowCount(), 4);
    QCOMPARE(w().find<QAbstractButton>("travelAll")->text(), QStringLiteral("All 4"));
    QCOMPARE(w().find<QAbstractButton>("travelNowFails")->text(), QStringLiteral("Now fail 2"));
    QCOMPARE(w().find<QAbstractButton>("travelChanged")->text(), QStringLiteral("Changed 2"));
    QVERIFY(!w().find("travelNowPasses"));
    QTRY_COMPARE(rows().index(0, 1).data().toString(), QStringLiteral("user.seen"));
    QCOMPARE(rows().index(0, 2).data().toString(), QStringLiteral("Now fails"));
    QCOMPARE(rows().index(0, 3).data().toString(), QStringLiteral("throws at line 2"));
    QTRY_VERIFY(w().find("travelAfterError"));
    QVERIFY2(text("travelAfterError").contains(QLatin1String("line 2")), qPrintable(text("travelAfterError")));
    w().clickRow("timeTravelTable", 1);
    QTRY_COMPARE_WITH_TIMEOUT(text("travelDetailType"), QStringLiteral("user.made"), patience);
    w().click("travelChanged");
    QTRY_COMPARE(rows().rowCount(), 2);
    QCOMPARE(rows().index(0, 3).data().toString(), QStringLiteral("1 field"));
    QTRY_VERIFY(w().find("travelBeforeValues") && w().find("travelAfterValues"));
    QVERIFY(text("travelDetailReason").contains(QLatin1String("\"free\"")));
    QVERIFY(text("travelDetailReason").contains(QLatin1String("2 events differ for this reason.")));
    // The other one is not the example: it is run again alone.
    w().clickRow("timeTravelTable", 1);
    QTRY_VERIFY_WITH_TIMEOUT(text("travelDetailReason").contains(QLatin1String("\"pro\"")), patience);
    QCOMPARE(text("travelDetailPlace"), QStringLiteral("2 of 2"));

    // The event is debugged with what is written, and nothing of that is stored.
    w().click("travelDebug");
    stopsInItsSource();
    w().clickView("travel");

    auto* save = w().find<QAbstractButton>("travelSaveButton");
    QCOMPARE(save->text(), QStringLiteral("Save anyway"));
    QCOMPARE(w().presenter().workspace()->source(u"app")->script, savedScript); // not yet
    QCOMPARE(w().presenter().facts().events, 5);
    w().click("travelSaveButton");
    QTRY_COMPARE(w().presenter().workspace()->source(u"app")->script, edited);
    QTRY_VERIFY(!w().find<QAbstractButton>("travelSaveButton")->isEnabled());
}

void TestTimeTravelView::nothingDiffers()
{
    QByteArray edited = savedScript;
    edited.replace("body.user.name", "body.user[\"name\"]");
    writeScript(edited);
    travel();
    QTRY_VERIFY2(text("travelSummary").startsWith(QLatin1String("All 5 events give the same result.")),
                 qPrintable(text("travelSummary")));
    QVERIFY(w().find("travelEmpty"));
    QCOMPARE(w().find<QAbstractButton>("travelSaveButton")->text(), QStringLiteral("Save"));
    QVERIFY(w().find<QAbstractButton>("travelSaveButton")->isEnabled());
}

void TestTimeTravelView::allSourcesAreRunAgain()
{
    QByteArray edited = savedScript;
    edited.replace("name: body.user.name", "name: body.user.name, plan: body.user.plan.key");
    writeScript(edited);
    w().key(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(w().presenter().workspace()->source(u"app")->script, edited);

    w().clickPlace({PlaceKind::AllEvents});
    w().clickView("travel");
    QCOMPARE(w().find<QComboBox>("travelBaseline")->currentText(), QStringLiteral("As recorded"));
    QCOMPARE(w().find<QComboBox>("travelBaseline")->count(), 1);
    QCOMPARE(w().find<QComboBox>("travelCandidate")->currentText(), QStringLiteral("Saved"));
    QVERIFY(!w().find<QAbstractButton>("travelSaveButton")->isEnabled());
    w().click("travelRunButton");
    QTRY_VERIFY_WITH_TIMEOUT(w().find("timeTravelTable"), patience);
    QTRY_COMPARE_WITH_TIMEOUT(rows().rowCount(), 4, patience);
    QCOMPARE(w().find<QAbstractButton>("travelNowFails")->text(), QStringLiteral("Now fail 2"));
    QTRY_VERIFY(w().find("travelAfterError"));

    // The source of the event is where it is debugged.
    w().click("travelDebug");
    stopsInItsSource();

    // A source has its own sides again, and nothing of the other report.
    w().clickView("travel");
    QCOMPARE(w().find<QComboBox>("travelCandidate")->currentText(), QStringLiteral("Working copy"));
    QVERIFY(w().find("travelEmpty"));
}

void TestTimeTravelView::whatDoesNotCompileIsSaid()
{
    writeScript("function main( {\n");
    travel();
    QTRY_VERIFY2(text("travelSummary").contains(QLatin1String("script.js")) ||
                     text("travelSummary").contains(QLatin1String("Unexpected")),
                 qPrintable(text("travelSummary")));
    QVERIFY(!w().find("timeTravelTable"));
}

void TestTimeTravelView::aFilterNarrows()
{
    writeScript("function main({ body }) {\n  return { verified: true, name: \"x\" };\n}\n");
    w().clickView("travel");
    choose("travelScope", QStringLiteral("A filter…"));
    QTRY_VERIFY(w().find("travelFilter"));
    w().find("travelFilter")->setFocus();
    w().type(QStringLiteral("nonsense:"));
    QVERIFY(!w().find<QLineEdit>("travelFilter")->accessibleDescription().isEmpty());
    QVERIFY(!w().find<QAbstractButton>("travelRunButton")->isEnabled());
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().type(QStringLiteral("type:user.seen"));
    travel();
    QTRY_COMPARE(rows().rowCount(), 1);
    QTRY_COMPARE(rows().index(0, 1).data().toString(), QStringLiteral("user.seen"));
    QCOMPARE(rows().index(0, 2).data().toString(), QStringLiteral("Changed"));
}

void TestTimeTravelView::anEventIsDebuggedFromTheList()
{
    w().clickPlace({PlaceKind::AllEvents});
    QTRY_VERIFY(w().find("eventsTable"));
    const int row = w().rowWith("eventsTable", QStringLiteral("user.seen"));
    QVERIFY(row >= 0);
    w().clickRow("eventsTable", row);
    auto* debug = w().window().findChild<QAction*>(QStringLiteral("debugEvent"));
    QTRY_VERIFY(debug->isEnabled());
    debug->trigger();
    stopsInItsSource();
    QCOMPARE(w().presenter().facts().events, 5);
}

void TestTimeTravelView::manyThatDifferAlikeAreShownAndReported()
{
    constexpr int many = 150;
    const quint16 port = w().presenter().listener().port;
    for (int i = 0; i < many; ++i)
        QCOMPARE(test::post(port, "/s/app", {{"Content-Type", "application/json"}},
                            R"({"type":"user.seen","user":{"id":"v)" + QByteArray::number(i) + R"(","name":"V"}})")
                     .status,
                 200);
    QTRY_COMPARE(w().presenter().facts().events, 5 + many);
    QByteArray edited = savedScript;
    edited.replace("name: body.user.name", "name: body.user.name, kind: body.type");
    writeScript(edited);
    travel();
    QTRY_COMPARE(w().find<QAbstractButton>("travelChanged")->text(), QStringLiteral("Changed %L1").arg(many + 4));

    // The report, as a file.
    const QString file = w().home().filePath(QStringLiteral("report.json"));
    w().click("travelExportButton");
    auto* dialog = w().window().findChild<QFileDialog*>(QStringLiteral("travelExportDialog"));
    QTRY_VERIFY(dialog && dialog->isVisible());
    auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(name);
    name->setText(file);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(file));
    const auto text = files::read(file);
    QVERIFY(text.hasValue());
    const auto report = json::parse(*text);
    QVERIFY(report.hasValue());
    size_t reported = 0;
    for (const json::Value& group : (*report)[u"groups"].toArray())
        reported += group[u"events"].toArray().size();
    QCOMPARE(reported, size_t(many + 4));

    // All of one cause in the events' view, more than fit on a page.
    w().clickRow("timeTravelTable", 0);
    QTRY_VERIFY(w().find("travelAlike"));
    w().click("travelAlike");
    QTRY_VERIFY(w().find("eventsTable"));
    QTRY_VERIFY2(w().find<QLabel>("eventCount") &&
                     w().find<QLabel>("eventCount")->text().contains(QString::number(many + 4)),
                 qPrintable(w().find<QLabel>("eventCount") ? w().find<QLabel>("eventCount")->text() : QString()));
}

QTEST_MAIN(TestTimeTravelView)
#include "tst_timetravel_view.moc"
