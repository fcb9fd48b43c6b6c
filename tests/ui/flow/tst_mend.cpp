// From a failing captured event to the mended script, proven on all history and saved, and the failed events made good:
// with the mouse alone, and with the keyboard alone. And nothing in the views that look at scripts and mappings reaches
// a live destination.

#include "app/headwater/session.h"
#include "core/base/files.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/fakeknock.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QContextMenuEvent>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

constexpr int patience = 60000; // compiling on a busy machine
const models::Place appPlace{PlaceKind::Source, QStringLiteral("app")};

const QByteArray goodScript = "function main({ body }) {\n"
                              "  return { verified: true, name: body.user && body.user.name };\n"
                              "}\n";
const QByteArray badScript = "function main({ body }) {\n"
                             "  return { verified: true, name: body.user.name };\n"
                             "}\n";

} // namespace

class TestMend final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void byTheMouseAlone();
    void byTheKeyboardAlone();
    void aValueOfTheDebuggerFillsASlot();
    void nothingReachesALiveDestination();

private:
    test::WindowDriver& w() { return *m_driver; }
    [[nodiscard]] QByteArray savedScript() { return w().presenter().workspace()->source(u"app")->script; }
    [[nodiscard]] bool isPaused(const char* why);
    void openWithFailures();
    void clickMenuEntry(const char* action);
    [[nodiscard]] QString statusOf(const QString& type);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestMend::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestMend::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
}

void TestMend::cleanup()
{
    m_driver.reset();
}

/// A source whose script was good, and is not any more: two of four events failed.
void TestMend::openWithFailures()
{
    const QString root = w().home().filePath(QStringLiteral("w"));
    const QString file = root + QStringLiteral("/sources/app/script.js");
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
        QVERIFY((*files)->saveScript(appPlace.source, workspace::ScriptLanguage::JavaScript, goodScript));
    }
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    QVERIFY(files::writeAtomically(file, badScript)); // somebody edits it outside
    QTRY_COMPARE_WITH_TIMEOUT(savedScript(), badScript, patience);
    const quint16 port = w().presenter().listener().port;
    const auto send = [port](const QByteArray& body) {
        return test::post(port, "/s/app", {{"Content-Type", "application/json"}}, body).status;
    };
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u1","name":"Ada"}})"), 200);
    QCOMPARE(send(R"({"type":"user.gone"})"), 500);
    QCOMPARE(send(R"({"type":"user.made","user":{"id":"u2","name":"Grace"}})"), 200);
    QCOMPARE(send(R"({"type":"user.lost"})"), 500);
    QTRY_COMPARE(w().presenter().facts().events, 4);
}

bool TestMend::isPaused(const char* why)
{
    return QTest::qWaitFor(
        [&] {
            const auto* go = w().find<QAbstractButton>("continueButton");
            const auto* strip = w().find("resultStrip");
            return go && go->isEnabled() && strip->accessibleDescription().contains(QLatin1String(why));
        },
        patience);
}

/// Of the menu that is open, by the mouse.
void TestMend::clickMenuEntry(const char* action)
{
    QMenu* menu = nullptr;
    QAction* entry = nullptr;
    const auto isOpen = [&] {
        menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        if (!menu)
            return false;
        for (QAction* each : menu->actions()) {
            if (each->objectName() == QLatin1String(action))
                entry = each;
        }
        return entry != nullptr;
    };
    QTRY_VERIFY2(isOpen(), action);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(entry).center());
}

QString TestMend::statusOf(const QString& type)
{
    const int row = w().rowWith("eventsTable", type);
    if (row < 0)
        return {};
    const QAbstractItemModel& rows = *w().find<QAbstractItemView>("eventsTable")->model();
    QStringList cells;
    for (int column = 0; column < rows.columnCount(); ++column)
        cells.append(rows.index(row, column).data().toString());
    return cells.join(u'|');
}

void TestMend::byTheMouseAlone()
{
    openWithFailures();
    // The failing event, and what it does in the debugger.
    w().clickPlace(appPlace);
    QTRY_VERIFY(w().rowWith("eventsTable", QStringLiteral("user.gone")) >= 0);
    w().clickRow("eventsTable", w().rowWith("eventsTable", QStringLiteral("user.gone")));
    QTRY_VERIFY(w().window().findChild<QAction*>(QStringLiteral("debugEvent"))->isEnabled());
    w().click("eventMoreButton");
    clickMenuEntry("debugEvent");
    QVERIFY(isPaused("line 2"));
    w().click("continueButton");
    QVERIFY(isPaused("TypeError"));
    w().click("debugStopButton");
    QTRY_VERIFY_WITH_TIMEOUT(!w().find("debugStopButton"), patience);
    // The version before did not do that.
    w().click("scriptHistoryActionButton");
    const auto history = [this] { return w().window().findChild<QDialog*>(QStringLiteral("scriptHistory")); };
    QTRY_VERIFY(history() && history()->isVisible());
    auto* versions = history()->findChild<QListWidget*>(QStringLiteral("versionList"));
    QTRY_COMPARE(versions->count(), 2);
    QTest::mouseClick(versions->viewport(), Qt::LeftButton, {}, versions->visualItemRect(versions->item(1)).center());
    auto* restore = history()->findChild<QAbstractButton*>(QStringLiteral("restoreVersion"));
    QTRY_VERIFY(restore->isEnabled());
    QTest::mouseClick(restore, Qt::LeftButton);
    QTRY_COMPARE(w().find<widgets::CodeEditor>("scriptEditor")->text().toUtf8(), goodScript);
    // Proven on all events, then saved.
    w().clickView("travel");
    w().click("travelRunButton");
    QTRY_VERIFY_WITH_TIMEOUT(w().find("travelNowPasses"), patience);
    QCOMPARE(w().find<QAbstractButton>("travelNowPasses")->text(), QStringLiteral("Now pass 2"));
    QVERIFY(!w().find("travelNowFails"));
    w().click("travelNowPasses");
    w().clickRow("timeTravelTable", 0);
    QTRY_VERIFY_WITH_TIMEOUT(w().find<QAbstractButton>("travelAgain"), patience);
    QVERIFY(!w().find("travelAgain")->isEnabled()); // not before it is saved
    QCOMPARE(savedScript(), badScript);
    w().click("travelSaveButton");
    QTRY_COMPARE_WITH_TIMEOUT(savedScript(), goodScript, patience);
    QTRY_VERIFY_WITH_TIMEOUT(w().find("travelAgain")->isEnabled(), patience);
    // And what had failed is made good.
    w().click("travelAgain");
    QTRY_VERIFY_WITH_TIMEOUT(w().window().findChild<QDialog*>(QStringLiteral("againDialog")), patience);
    auto* confirm = w().window().findChild<QDialog*>(QStringLiteral("againDialog"));
    auto* yes = confirm->findChild<QAbstractButton*>(QStringLiteral("confirmYes"));
    QVERIFY(yes);
    QTest::mouseClick(yes, Qt::LeftButton);
    QTRY_VERIFY2_WITH_TIMEOUT(statusOf(QStringLiteral("user.gone")).contains(QLatin1String("200")) ||
                                  !statusOf(QStringLiteral("user.gone")).contains(QLatin1String("Failed")),
                              qPrintable(statusOf(QStringLiteral("user.gone"))), patience);
}

void TestMend::byTheKeyboardAlone()
{
    openWithFailures();
    w().clickPlace(appPlace);
    QTRY_VERIFY(w().rowWith("eventsTable", QStringLiteral("user.gone")) >= 0);
    const int wanted = w().rowWith("eventsTable", QStringLiteral("user.gone"));
    QVERIFY(w().tabTo("eventsTable"));
    auto* table = w().find<QAbstractItemView>("eventsTable");
    w().key(Qt::Key_Home, Qt::ControlModifier);
    for (int i = 0; i < wanted + 2 && table->currentIndex().row() != wanted; ++i)
        w().key(Qt::Key_Down);
    QCOMPARE(table->currentIndex().row(), wanted);
    QTRY_VERIFY(w().window().findChild<QAction*>(QStringLiteral("debugEvent"))->isEnabled());
    w().key(Qt::Key_D, Qt::ShiftModifier);
    QVERIFY(isPaused("line 2"));
    w().key(Qt::Key_F5);
    QVERIFY(isPaused("TypeError"));
    w().key(Qt::Key_F5, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!w().find("debugStopButton"), patience);
    // Its line is written anew.
    QVERIFY(w().tabTo("codeView"));
    w().key(Qt::Key_Home, Qt::ControlModifier);
    w().key(Qt::Key_Down);
    w().key(Qt::Key_Home);
    w().key(Qt::Key_End, Qt::ShiftModifier);
    w().type(QStringLiteral("return { verified: true, name: body.user && body.user.name };"));
    w().key(Qt::Key_Escape); // whatever completion offers
    auto* editor = w().find<widgets::CodeEditor>("scriptEditor");
    QVERIFY2(editor->text().contains(QLatin1String("name: body.user && body.user.name };")),
             qPrintable(editor->text()));
    const QByteArray mended = editor->text().toUtf8();
    w().key(Qt::Key_4, Qt::ControlModifier);
    QTRY_VERIFY(w().find("timeTravelPage"));
    w().key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(w().find("travelNowPasses"), patience);
    QVERIFY(!w().find("travelNowFails"));
    QCOMPARE(savedScript(), badScript);
    w().key(Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(savedScript(), mended, patience);
    QTRY_VERIFY_WITH_TIMEOUT(w().find("travelAgain") && w().find("travelAgain")->isEnabled(), patience);
    QVERIFY(w().tabTo("travelAgain"));
    w().key(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(w().window().findChild<QDialog*>(QStringLiteral("againDialog")), patience);
    QTest::keyClick(w().window().findChild<QDialog*>(QStringLiteral("againDialog")), Qt::Key_Return);
    QTRY_VERIFY2_WITH_TIMEOUT(!statusOf(QStringLiteral("user.gone")).contains(QLatin1String("Failed")),
                              qPrintable(statusOf(QStringLiteral("user.gone"))), patience);
}

void TestMend::aValueOfTheDebuggerFillsASlot()
{
    openWithFailures();
    {
        const auto files = workspace::WorkspaceFiles::open(w().root());
        mapping::MappingFile mappings;
        mappings.mappings.push_back({});
        mappings.mappings.back().id = QStringLiteral("map_1");
        mappings.mappings.back().eventType = QStringLiteral("user.made");
        mappings.mappings.back().action = QStringLiteral("users_identify");
        QVERIFY((*files)->saveMappings(appPlace.source, mappings));
    }
    QTRY_COMPARE(w().presenter().workspace()->source(u"app")->mappings.mappings.size(), size_t(1));
    w().clickPlace(appPlace);
    QTRY_VERIFY(w().rowWith("eventsTable", QStringLiteral("user.made")) >= 0);
    w().clickRow("eventsTable", w().rowWith("eventsTable", QStringLiteral("user.made")));
    QTRY_VERIFY(w().window().findChild<QAction*>(QStringLiteral("debugEvent"))->isEnabled());
    w().click("eventMoreButton");
    clickMenuEntry("debugEvent");
    QVERIFY(isPaused("line 2"));
    // body › user › id, by the keyboard in the tree of the variables, then its menu.
    auto* variables = w().find<QAbstractItemView>("debugVariables");
    QVERIFY(variables);
    QAbstractItemModel& tree = *variables->model();
    const auto childOf = [&](const QModelIndex& parent, const QString& name) {
        for (int row = 0; row < tree.rowCount(parent); ++row) {
            if (tree.index(row, 0, parent).data().toString() == name)
                return tree.index(row, 0, parent);
        }
        return QModelIndex();
    };
    const auto find = [&](const QStringList& path) {
        QModelIndex at;
        const QModelIndexList first =
            tree.match(tree.index(0, 0), Qt::DisplayRole, path.front(), 1, Qt::MatchRecursive | Qt::MatchExactly);
        at = first.isEmpty() ? QModelIndex() : first.front();
        for (const QString& name : path.mid(1)) {
            if (!at.isValid())
                break;
            if (tree.canFetchMore(at))
                tree.fetchMore(at);
            at = childOf(at, name);
        }
        return at;
    };
    const QStringList path{QStringLiteral("body"), QStringLiteral("user"), QStringLiteral("id")};
    QTRY_VERIFY_WITH_TIMEOUT(find(path).isValid(), patience);
    variables->scrollTo(find(path));
    variables->setCurrentIndex(find(path));
    variables->setFocus();
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, {10, 10}, variables->mapToGlobal(QPoint(10, 10)));
    QCoreApplication::sendEvent(variables, &menu);
    clickMenuEntry("useInMapping");
    // The Mapping view offers the type's slots; the chosen one is filled.
    QTRY_VERIFY(w().find("mappingPage"));
    clickMenuEntry("offer_id");
    auto* save = w().window().findChild<QAction*>(QStringLiteral("saveMapping"));
    QTRY_VERIFY(save->isEnabled());
    save->trigger();
    QTRY_VERIFY(w().presenter().workspace()->source(u"app")->mappings.mappings.front().parameter(QStringLiteral("id")));
    const auto* bound =
        w().presenter().workspace()->source(u"app")->mappings.mappings.front().parameter(QStringLiteral("id"));
    QCOMPARE(bound->text, QStringLiteral("body.user.id"));

    // What the saved mapping does to the previewed events is carried out in the Directory.
    QTRY_VERIFY(w().find("applyPreview") && w().find("applyPreview")->isEnabled());
    w().click("applyPreview");
    QTRY_VERIFY_WITH_TIMEOUT(w().window().findChild<QDialog*>(QStringLiteral("againDialog")), patience);
    w().click("confirmYes");
    w().clickPlace({PlaceKind::Directory});
    QTRY_VERIFY_WITH_TIMEOUT(w().rowWith("directoryTable", QStringLiteral("u1")) >= 0, patience);
    QVERIFY(w().rowWith("directoryTable", QStringLiteral("u2")) >= 0);
}

void TestMend::nothingReachesALiveDestination()
{
    test::FakeKnock knock;
    const QString root = w().home().filePath(QStringLiteral("w"));
    const QString live = QStringLiteral("development"); // the active one
    QVERIFY(test::makeLive(root, live, knock.url(), knock.key(), test::WindowDriver::freePort(), w().clock()));
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    const quint16 port = w().presenter().listener().port;
    const auto send = [&](const char* user) {
        return test::post(port, "/s/crm", {{"Content-Type", "application/json"}},
                          test::crmBody(QString::fromLatin1(user)))
            .status;
    };
    // Everything that is planned goes out at once: nothing is held that might hide something.
    QCOMPARE(send("ada"), 200);
    w().window().showPlace({PlaceKind::Deliveries}, QStringLiteral("outbox"));
    w().click("bannerAction");
    QTRY_VERIFY(w().find("confirmDeliveries"));
    w().find("confirmDeliveries")->findChild<QAbstractButton*>(QStringLiteral("confirmSend"))->click();
    QTRY_COMPARE_WITH_TIMEOUT(knock.requestCount(), 1, patience);
    QCOMPARE(send("grace"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(knock.requestCount(), 2, patience);

    const models::Place crm{PlaceKind::Source, QStringLiteral("crm")};
    const auto* window = &w().window();
    // Script: a run, a debug run to its end, and a save.
    w().clickPlace(crm);
    w().clickView("script");
    QTRY_VERIFY(w().find("scriptEmpty"));
    QTest::mouseClick(w().find("scriptEmpty")->findChild<QAbstractButton*>(), Qt::LeftButton);
    QTRY_VERIFY(w().find("runScriptButton") && w().find("runScriptButton")->isEnabled());
    w().click("runScriptButton");
    QTRY_VERIFY_WITH_TIMEOUT(w().find("resultStrip")->accessibleName().startsWith(QLatin1String("verified: true")),
                             patience);
    w().click("debugScriptButton");
    QVERIFY(isPaused("line"));
    w().click("continueButton");
    QTRY_VERIFY_WITH_TIMEOUT(!w().find("continueButton"), patience);
    // Mapping: a preview of another action.
    w().clickView("mapping");
    QTRY_VERIFY_WITH_TIMEOUT(w().find<QAbstractItemView>("previewTable") &&
                                 w().find<QAbstractItemView>("previewTable")->model()->rowCount() == 2,
                             patience);
    w().click("add_users_delete");
    QTRY_VERIFY(w().find("card_users_delete"));
    // Time travel: both edits over all events.
    w().clickView("travel");
    w().click("travelRunButton");
    QTRY_COMPARE_WITH_TIMEOUT(w().find<QAbstractButton>("travelRunButton")->text(), QStringLiteral("Re-run"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(
        w().find<QLabel>("travelSummary")->text().contains(QLatin1String("othing was delivered")) ||
            w().find<QLabel>("travelSummary")->text().contains(QLatin1String("same result")),
        patience);
    // Coverage.
    w().clickView("coverage");
    QTRY_VERIFY_WITH_TIMEOUT(w().find<QLabel>("coverageSummary")->text().contains(QLatin1String("2 events")), patience);
    QCOMPARE(window->place(), crm);
    // What an event sends now is the third request: nothing went out in between.
    QCOMPARE(send("edsger"), 200);
    QTRY_COMPARE_WITH_TIMEOUT(knock.requestCount(), 3, patience);
    for (const auto& request : knock.requests())
        QVERIFY2(request.path.contains("/v1/users/") && request.method == "PUT", request.path.constData());
}

QTEST_MAIN(TestMend)
#include "tst_mend.moc"
