// What can be done with captured events, through the window: by key, menu, palette and button.

#include "core/record/eventfile.h"
#include "core/store/reader.h"
#include "tests/ui/flow/stripesource.h"
#include "ui/models/englishplurals.h"
#include "ui/models/eventdetail.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;
using namespace test::stripe;

namespace {

const QByteArray second =
    R"({"id":"evt_2","object":"event","type":"invoice.payment_failed","data":{"object":{"a":1}}})";

} // namespace

class TestEventActions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void processesAgainAfterSayingWhat();
    void editsAndSendsAgain();
    void sendsTheExactBytes();
    void comparesTwoAndWithThePrevious();
    void deletesAndBringsBack();
    void pinsAndNotes();
    void copiesForOtherTools();
    void exportsWhatIsSelected();
    void dragsAFileOut();
    void makesASample();
    void paletteHasTheActions();
    void keepsFilters();
    void clearsTheListAfterAsking();

private:
    test::WindowDriver& w() { return *m_driver; }
    QAbstractItemView* table() { return w().find<QAbstractItemView>("eventsTable"); }
    int rows() { return table() ? table()->model()->rowCount() : -1; }
    void focusTable();
    void selectFirst();
    void selectBoth();
    QAction* action(const char* name) { return w().window().findChild<QAction*>(QString::fromLatin1(name)); }
    QString notice() { return w().window().toast().message(); }
    store::StoredEvent newest();

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestEventActions::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    setSecrets();
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestEventActions::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    w().openNew([this](workspace::WorkspaceFiles& files) { addSources(files, w().clock()); });
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    QVERIFY(send(w(), billingSecret, 0));
    QVERIFY(send(w(), billingSecret, 0, second));
    w().window().showPlace({PlaceKind::Source, QStringLiteral("stripe-billing")}, QStringLiteral("events"));
    QTRY_COMPARE(rows(), 2);
}

void TestEventActions::cleanup()
{
    m_driver.reset();
}

void TestEventActions::focusTable()
{
    w().window().activateWindow(); // where no window manager does it when a dialog goes
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    table()->setFocus();
}

void TestEventActions::selectFirst()
{
    w().clickRow("eventsTable", 0);
    QTRY_VERIFY(action("editResend")->isEnabled());
}

void TestEventActions::selectBoth()
{
    selectFirst();
    const QRect cell = table()->visualRect(table()->model()->index(1, 0));
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, Qt::ControlModifier, cell.center());
    QTRY_VERIFY(w().find("selectionPane"));
    QCOMPARE(w().find<QLabel>("selectionTitle")->text(), QStringLiteral("2 events selected"));
}

store::StoredEvent TestEventActions::newest()
{
    auto reader = store::Reader::open(w().root() + QStringLiteral("/data/headwater.db"));
    const auto rows = reader->events(store::Filter(), {});
    return reader->eventBySeq(rows->front().seq)->value();
}

void TestEventActions::processesAgainAfterSayingWhat()
{
    selectFirst();
    w().key(Qt::Key_R);
    QTRY_VERIFY(w().find("againDialog"));
    QCOMPARE(w().find<QLabel>("confirmTitle")->text(), QStringLiteral("Process 1 event again?"));
    QVERIFY(w().find<QLabel>("confirmLine")->text().contains(QLatin1String("action")));
    w().click("confirmNo");
    QTRY_VERIFY(!w().find("againDialog"));
    const auto runs = [this] {
        auto reader = store::Reader::open(w().root() + QStringLiteral("/data/headwater.db"));
        return reader->runsOf(newest().event.id)->size();
    };
    QCOMPARE(runs(), size_t(1));
    focusTable();
    w().key(Qt::Key_R);
    QTRY_VERIFY(w().find("confirmYes"));
    w().click("confirmYes");
    QTRY_COMPARE(notice(), QStringLiteral("Processed 1 event again"));
    QCOMPARE(runs(), size_t(2));
}

void TestEventActions::editsAndSendsAgain()
{
    selectFirst();
    w().key(Qt::Key_R, Qt::ShiftModifier);
    QTRY_VERIFY(w().find("resendDialog"));
    auto* body = w().find<QPlainTextEdit>("resendBody");
    QCOMPARE(body->toPlainText(), QString::fromUtf8(second));
    QVERIFY(w().find<QPlainTextEdit>("resendHead")
                ->toPlainText()
                .startsWith(QLatin1String("POST /s/stripe-billing HTTP/1.1\n")));
    body->setPlainText(QStringLiteral(R"({"id":"evt_3","type":"made.up"})"));
    w().find<QLineEdit>("resendUrl")->setText(QStringLiteral("ftp://nowhere"));
    w().click("resendSend");
    QTRY_VERIFY(w().find("resendProblem"));
    w().find<QLineEdit>("resendUrl")
        ->setText(QStringLiteral("http://127.0.0.1:%1").arg(w().presenter().listener().port));
    w().click("resendSend");
    QTRY_VERIFY(w().find("resendAnswer"));
    QVERIFY(w().find<QLabel>("resendAnswer")->text().startsWith(QLatin1String("200 OK")));
    QTRY_COMPARE(rows(), 3);
    // It was signed anew over what was written.
    const store::StoredEvent stored = newest();
    QCOMPARE(stored.event.request.body, QByteArray(R"({"id":"evt_3","type":"made.up"})"));
    QVERIFY(stored.run && stored.run->verification.status == VerificationStatus::Verified);
}

void TestEventActions::sendsTheExactBytes()
{
    selectFirst();
    const store::StoredEvent before = newest();
    action("resendEvent")->trigger();
    QTRY_VERIFY(w().find("resendExact"));
    w().find<QAbstractButton>("resendExact")->click();
    w().click("resendSend");
    QTRY_COMPARE(notice(), QStringLiteral("Sent 1 event again: 1 accepted"));
    QTRY_COMPARE(rows(), 3);
    // What came back stands beside the event that was sent.
    auto* tabs = w().find<widgets::CountTabBar>("detailTabs");
    tabs->setCurrentIndex(static_cast<int>(models::DetailTab::Response));
    QTRY_VERIFY(w().find("whichAnswer"));
    QCOMPARE(w().find<QComboBox>("whichAnswer")->count(), 2);
    QCOMPARE(newest().event.request.headers.value("stripe-signature"),
             before.event.request.headers.value("stripe-signature"));
    QVERIFY(newest().run->status == EventStatus::Duplicate);
}

void TestEventActions::comparesTwoAndWithThePrevious()
{
    selectBoth();
    w().key(Qt::Key_C);
    QTRY_VERIFY(w().find("eventCompare"));
    QVERIFY(w().find<QLabel>("compareSame")->text().isEmpty());
    w().click("closeCompare");
    QTRY_VERIFY(w().find("selectionPane"));
    w().clickRow("eventsTable", 0);
    QTRY_VERIFY(action("comparePrevious")->isEnabled());
    w().key(Qt::Key_D);
    QTRY_VERIFY(w().find("eventCompare"));
    w().clickRow("eventsTable", 1);
    QTRY_VERIFY(w().find("detailHeader"));
    w().key(Qt::Key_D);
    QTRY_VERIFY(notice().startsWith(QLatin1String("This is the first event")));
    // One selected: the next one that is chosen is the other.
    w().key(Qt::Key_C);
    w().clickRow("eventsTable", 0);
    QTRY_VERIFY(w().find("eventCompare"));
}

void TestEventActions::deletesAndBringsBack()
{
    const QString id = newest().event.id;
    selectBoth();
    w().key(Qt::Key_Delete);
    QTRY_COMPARE(notice(), QStringLiteral("Deleted 2 events"));
    QTRY_VERIFY(w().find("eventsEmpty"));
    w().window().activateWindow();
    QTest::keyClick(&w().window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(notice(), QStringLiteral("Brought back 2 events"));
    QTRY_COMPARE(rows(), 2);
    QCOMPARE(newest().event.id, id);
}

void TestEventActions::pinsAndNotes()
{
    selectFirst();
    w().key(Qt::Key_P);
    QTRY_VERIFY(newest().pinned);
    QTRY_COMPARE(action("pinEvent")->text(), QStringLiteral("Unpin"));
    w().key(Qt::Key_Delete);
    QTRY_COMPARE(notice(), QStringLiteral("Deleted 0 events, 1 pinned one kept"));
    QCOMPARE(rows(), 2);
    focusTable();
    w().key(Qt::Key_N);
    QTRY_VERIFY(w().find("noteEdit"));
    w().find<QPlainTextEdit>("noteEdit")->setPlainText(QStringLiteral("ask support"));
    w().click("keepNote");
    QTRY_COMPARE(newest().note, QStringLiteral("ask support"));
    QTRY_COMPARE(action("noteEvent")->text(), QStringLiteral("Change the note…"));
}

void TestEventActions::copiesForOtherTools()
{
    selectFirst();
    const auto copied = [this](const char* name) {
        action(name)->trigger();
        return QGuiApplication::clipboard()->text();
    };
    QVERIFY(copied("copyCurl").startsWith(QLatin1String("curl -X POST ")));
    QVERIFY(copied("copyHttpie").startsWith(QLatin1String("http --ignore-stdin POST ")));
    QVERIFY(copied("copyFetch").startsWith(QLatin1String("await fetch(\"http://127.0.0.1")));
    const QString report = copied("copyReport");
    QVERIFY(report.contains(QLatin1String("# invoice.payment_failed")));
    QVERIFY(report.contains(QLatin1String("\"id\": \"evt_2\"")));
    QVERIFY(!report.contains(QLatin1String("v1=")));
}

void TestEventActions::exportsWhatIsSelected()
{
    selectBoth();
    w().key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(w().find<QFileDialog>("exportDialog"));
    const QString path = w().home().filePath(QStringLiteral("out.jsonl"));
    auto* dialog = w().find<QFileDialog>("exportDialog");
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(notice().startsWith(QLatin1String("Exported 2 events to ")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 2);
}

void TestEventActions::dragsAFileOut()
{
    QString text; // what a field gets
    const auto dragged = [&](const QModelIndexList& cells) {
        const std::unique_ptr<QMimeData> carried(table()->model()->mimeData(cells));
        text = carried->text();
        return carried->urls().value(0).toLocalFile();
    };
    const QString one = dragged({table()->model()->index(0, 0), table()->model()->index(0, 1)});
    QVERIFY(one.endsWith(newest().event.id + QStringLiteral(".json")));
    QTRY_VERIFY(QFile::exists(one));
    QFile file(one);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto event = readEventLine(file.readAll().trimmed());
    QVERIFY(event);
    QCOMPARE(event->request, newest().event.request);
    const QString both = dragged({table()->model()->index(0, 0), table()->model()->index(1, 0)});
    QVERIFY(both.endsWith(QLatin1String("2-events.jsonl")));
    QTRY_VERIFY(QFile::exists(both));
    QVERIFY(text.startsWith(newest().event.id + u'\n'));
    QCOMPARE(text.count(u'\n'), 1);
    // Another drag's file is not the one before, though it has the same name.
    QVERIFY(dragged({table()->model()->index(0, 0), table()->model()->index(1, 0)}) != both);
}

void TestEventActions::makesASample()
{
    selectFirst();
    w().key(Qt::Key_S);
    QTRY_VERIFY_WITH_TIMEOUT(notice().startsWith(QLatin1String("Added the sample ")), 30000);
    const QString folder = w().root() + QStringLiteral("/sources/stripe-billing/samples/");
    QVERIFY(QFile::exists(folder + QStringLiteral("invoice.payment_failed.http")));
    QVERIFY(QFile::exists(folder + QStringLiteral("invoice.payment_failed.expect.json")));
}

void TestEventActions::paletteHasTheActions()
{
    selectFirst();
    w().key(Qt::Key_K, Qt::ControlModifier);
    QTRY_VERIFY(QApplication::focusWidget() &&
                QApplication::focusWidget()->objectName() == QLatin1String("paletteField"));
    w().type(QStringLiteral("copy as fetch\n"));
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("await fetch(")));
}

void TestEventActions::keepsFilters()
{
    auto* edit = w().find<QLineEdit>("filterEdit");
    edit->setFocus();
    edit->setText(QStringLiteral("status:ok"));
    QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(notice(), QStringLiteral("Saved the filter status:ok"));
    const auto saved = [this] { return w().presenter().workspace()->local.window[u"filters"].toArray().size(); };
    QTRY_COMPARE(saved(), size_t(1));
    QTest::keyClick(edit, Qt::Key_Backspace); // the chip
    w().click("savedFiltersButton");
    auto* menu = w().window().findChild<QMenu*>(QStringLiteral("savedFilters"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().front()->text(), QStringLiteral("status:ok"));
    menu->actions().front()->trigger();
    menu->close();
    QTRY_VERIFY(w().find("filterChip"));
}

void TestEventActions::clearsTheListAfterAsking()
{
    w().click("clearEventsButton");
    QTRY_VERIFY(w().find("confirmYes"));
    QCOMPARE(w().find<QLabel>("confirmTitle")->text(), QStringLiteral("Delete 2 events?"));
    w().click("confirmYes");
    QTRY_COMPARE(notice(), QStringLiteral("Deleted 2 events"));
    QTRY_VERIFY(w().find("eventsEmpty"));
}

QTEST_MAIN(TestEventActions)
#include "tst_eventactions.moc"
