// The Script view in a window, by real keys and clicks, on a real workspace with a real engine.

#include "core/base/files.h"
#include "tests/models/script/scriptworkspace.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/englishplurals.h"
#include "ui/models/samplekeeper.h"
#include "ui/models/scriptdiff.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/scriptdock.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace hw;
using namespace hw::widgets;
using State = models::ScriptResult::State;

namespace {

constexpr int patience = 30000;
const QByteArray order = R"({"type":"order.completed","id":"evt_1","user_id":"u1"})";

} // namespace

class TestScriptPage final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::ScriptWorkspace> m_workspace;
    std::unique_ptr<models::DebugPresenter> m_debugger;
    std::unique_ptr<models::ScriptDiff> m_diff;
    std::unique_ptr<ScriptPage> m_page;

    template<class T>
    T* child(const char* name)
    {
        auto* found = m_page->findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qWarning("no %s", name);
        return found;
    }

    [[nodiscard]] models::ScriptPresenter& presenter() { return m_workspace->presenter(); }
    CodeEditor* editor() { return child<CodeEditor>("scriptEditor"); }
    QWidget* code() { return child<QWidget>("codeView"); }

    void type(const QString& text)
    {
        for (const QChar c : text) {
            if (c == u'\n')
                QTest::keyClick(code(), Qt::Key_Return);
            else
                QTest::keyClicks(code(), QString(c));
        }
    }

    void click(const char* name) { QTest::mouseClick(child<QAbstractButton>(name), Qt::LeftButton); }

    /// A begun script with this text and the captured event chosen.
    bool begin(const QString& text)
    {
        m_page->setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
        presenter().writeScript();
        presenter().restore(text);
        editor()->setFocus();
        return QTest::qWaitFor([this] {
            const auto* sample = presenter().samples().find(QStringLiteral("order.completed"));
            return sample && sample->isCaptured() && presenter().sampleType() == sample->type;
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::installTranslator(new models::EnglishPlurals(this));
        m_theme = std::make_unique<Theme>();
        m_theme->setAppearance(Appearance::Light);
        m_theme->applyTo(*qApp);
    }

    void init()
    {
        m_workspace = std::make_unique<test::ScriptWorkspace>();
        QVERIFY(m_workspace->isOk());
        QVERIFY(m_workspace->capture(order));
        m_debugger = std::make_unique<models::DebugPresenter>(m_workspace->engine(), presenter());
        m_diff = std::make_unique<models::ScriptDiff>(m_workspace->engine(), m_workspace->presenter());
        m_page = std::make_unique<ScriptPage>(*m_theme, presenter(), *m_debugger, *m_diff, m_workspace->clock());
        m_page->resize(1200, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_diff.reset();
        m_debugger.reset();
        m_workspace.reset();
    }

    void fromNothingToASavedScript()
    {
        m_page->setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
        QVERIFY(child<QWidget>("scriptEmpty")->isVisible());
        // The empty state's only button.
        QTest::mouseClick(child<QWidget>("scriptEmpty")->findChild<QAbstractButton*>(), Qt::LeftButton);
        QVERIFY(editor()->isVisible());
        QTRY_VERIFY(code()->hasFocus());
        QVERIFY(editor()->text().contains(QLatin1String("verifySignature")));
        QTRY_VERIFY(child<QAction>("runScript")->isEnabled());
        QTRY_VERIFY(presenter().samples().find(QStringLiteral("order.completed"))->isCaptured());

        // A mistake, seen while it is typed.
        QTest::keyClick(code(), Qt::Key_Home, Qt::ControlModifier);
        type(QStringLiteral("const = 1;\n"));
        QTRY_COMPARE_WITH_TIMEOUT(presenter().problems().size(), std::size_t(1), patience);
        QVERIFY(child<QAbstractButton>("problemCount")->isVisible());
        QCOMPARE(child<QAbstractButton>("problemCount")->text(), QStringLiteral("1 problem"));
        click("problemCount");
        auto* problems = child<QAbstractItemView>("scriptProblems");
        QVERIFY(problems->isVisible());
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        QTest::mouseClick(problems->viewport(), Qt::LeftButton, {},
                          problems->visualRect(problems->model()->index(0, 0)).center());
        QCOMPARE(editor()->line(), 1);
        QVERIFY(code()->hasFocus());

        // Mended.
        QTest::keyClick(code(), Qt::Key_Home);
        QTest::keyClick(code(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(code(), Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().problems().empty(), patience);
        QVERIFY(!child<QAbstractButton>("problemCount")->isVisible());

        QTest::keyClick(code(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
        QVERIFY(child<QWidget>("resultStrip")->accessibleName().startsWith(QLatin1String("verified: true")));

        QSignalSpy saved(m_page.get(), &ScriptPage::savedAs);
        QVERIFY(child<QAction>("unsavedChanges")->isVisible());
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(m_workspace->fileText(), editor()->text().toUtf8());
        QVERIFY(!child<QAction>("unsavedChanges")->isVisible());
        QVERIFY(!child<QAction>("saveScript")->isEnabled());
    }

    void consoleAndResultShowTheRun()
    {
        QVERIFY(begin(QStringLiteral("async function main({ body }) {\n"
                                     "  console.log('one');\n"
                                     "  console.warn('two');\n"
                                     "  return { verified: true, user: body.user_id };\n}\n")));
        click("runScriptButton");
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
        auto* values = child<QAbstractItemView>("scriptValues");
        QVERIFY(values->isVisible());
        QCOMPARE(values->model()->rowCount(), 2);
        auto* tabs = child<CountTabBar>("scriptDockTabs");
        tabs->setCurrentIndex(0);
        auto* console = child<QAbstractItemView>("scriptConsole");
        QVERIFY(console->isVisible());
        console->setFocus();
        console->setCurrentIndex(console->model()->index(1, 0));
        QTest::keyClick(console, Qt::Key_Return);
        QCOMPARE(editor()->line(), 3);
    }

    void samplesAreChosenByKeyAndCombo()
    {
        QVERIFY(begin(QStringLiteral("function main() { return { verified: true }; }\n")));
        auto* samples = child<QAbstractItemView>("samples");
        samples->setFocus();
        QTest::keyClick(samples, Qt::Key_Down);
        auto* combo = child<QComboBox>("sampleCombo");
        QCOMPARE(combo->currentIndex(), 1);
        QCOMPARE(presenter().sampleType(), combo->currentText());
        QTest::keyClick(combo, Qt::Key_Up);
        QCOMPARE(samples->currentIndex().row(), 0);
        QTest::keyClick(samples, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().result().state == State::Passed, patience);
    }

    void theEditorIndentsAndComments()
    {
        QVERIFY(begin({}));
        type(QStringLiteral("if (a) {\nb();\n}"));
        QCOMPARE(editor()->text(), QStringLiteral("if (a) {\n  b();\n}"));
        QTest::keyClick(code(), Qt::Key_Up);
        QTest::keyClick(code(), Qt::Key_Slash, Qt::ControlModifier);
        QCOMPARE(editor()->text(), QStringLiteral("if (a) {\n  // b();\n}"));
        QTest::keyClick(code(), Qt::Key_Slash, Qt::ControlModifier);
        QCOMPARE(editor()->text(), QStringLiteral("if (a) {\n  b();\n}"));
        QTest::keyClick(code(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor()->text(), QStringLiteral("if (a) {\n  // b();\n}"));
        QCOMPARE(presenter().text(), editor()->text());
    }

    void findsReplacesAndGoesToALine()
    {
        QVERIFY(begin(QStringLiteral("one\ntwo\nOne\nthree\n")));
        QTest::keyClick(code(), Qt::Key_F, Qt::ControlModifier);
        auto* text = child<QLineEdit>("findText");
        QTRY_VERIFY(text->hasFocus());
        auto* note = child<QLabel>("findNote");
        QTest::keyClicks(text, QStringLiteral("one"));
        QCOMPARE(editor()->line(), 1);
        QCOMPARE(editor()->selectedText(), QStringLiteral("one"));
        QCOMPARE(note->text(), QStringLiteral("1 of 2"));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(note->text(), QStringLiteral("2 of 2"));
        QCOMPARE(editor()->line(), 3);
        QCOMPARE(editor()->selectedText(), QStringLiteral("One"));
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!child<QWidget>("findBar")->isVisible());
        QTRY_VERIFY(code()->hasFocus());
        QTest::keyClick(code(), Qt::Key_H, Qt::ControlModifier);
        auto* by = child<QLineEdit>("replaceText");
        QTRY_VERIFY(by->isVisible());
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClick(text, Qt::Key_Tab);
        QTRY_VERIFY(by->hasFocus());
        QTest::keyClicks(by, QStringLiteral("1"));
        editor()->setBreakpoints({{2, CodeBreakpoint::Kind::Plain}, {4, CodeBreakpoint::Kind::Plain}});
        click("replaceAll");
        QCOMPARE(editor()->text(), QStringLiteral("1\ntwo\n1\nthree\n"));
        QCOMPARE(editor()->breakpointLines(), (std::vector<int>{2, 4}));
        QCOMPARE(presenter().text(), editor()->text());
        QTest::keyClick(by, Qt::Key_Escape);
        QTest::keyClick(code(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("4"));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(editor()->line(), 4);
        // A line's number is not looked for.
        QTest::keyClick(code(), Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(text->text(), QStringLiteral("One"));
        QTest::keyClick(text, Qt::Key_Escape);
    }

    void theTextHasAMenuAndTheMarginItsOwn()
    {
        QVERIFY(begin(QStringLiteral("one\ntwo\n")));
        const auto menus = [this] { return m_page->findChildren<QMenu*>(QStringLiteral("codeMenu")); };
        const auto ask = [this](const QPoint& at) {
            QWidget* viewport = qobject_cast<QAbstractScrollArea*>(code())->viewport();
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, viewport->mapToGlobal(at));
            QApplication::sendEvent(viewport, &event);
        };
        ask({4, 8});
        QVERIFY(menus().isEmpty());
        ask({120, 8});
        QCOMPARE(menus().size(), 1);
        QMenu* menu = menus().first();
        QVERIFY(menu->actions().contains(child<QAction>("toggleComment")));
        QVERIFY(menu->actions().contains(child<QAction>("toggleBreakpoint")));
        menu->actions().last()->trigger();
        QCOMPARE(editor()->selectedText(), QStringLiteral("one\ntwo\n"));
        menu->close();
    }

    void aConflictIsShownAndDecided()
    {
        const QString mine = QStringLiteral("function main() { return { verified: true }; }\n");
        QVERIFY(begin(mine));
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!presenter().isDirty());
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        type(QStringLiteral("// mine"));
        QVERIFY(m_workspace->writeOutside("// theirs\n"));
        QTRY_VERIFY(child<QWidget>("conflictBar")->isVisible());
        QVERIFY(!child<QAction>("saveScript")->isEnabled());
        click("compareWithFile");
        auto* dialog = child<QDialog>("scriptConflict");
        QTRY_VERIFY(dialog->isVisible());
        QCOMPARE(dialog->findChild<CodeEditor*>(QStringLiteral("compareLeft"))->text().section(u'\n', 0, 0),
                 QStringLiteral("// theirs"));
        QTest::mouseClick(dialog->findChild<QAbstractButton*>(QStringLiteral("conflictLater")), Qt::LeftButton);
        click("takeFile");
        QVERIFY(!child<QWidget>("conflictBar")->isVisible());
        QCOMPARE(editor()->text(), QStringLiteral("// theirs\n"));
        // What was typed is one undo away.
        QTest::keyClick(code(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor()->text(), mine + QStringLiteral("// mine"));
        QVERIFY(presenter().isDirty());
    }

    void anOlderVersionIsRestored()
    {
        const QString first = QStringLiteral("function main() { return { verified: true }; }\n");
        QVERIFY(begin(first));
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(presenter().versionLabel(), QStringLiteral("v1"));
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        type(QStringLiteral("// more"));
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(presenter().versionLabel(), QStringLiteral("v2"));
        click("scriptHistoryActionButton");
        auto* dialog = child<QDialog>("scriptHistory");
        QTRY_VERIFY(dialog->isVisible());
        auto* list = dialog->findChild<QListWidget*>(QStringLiteral("versionList"));
        QTRY_COMPARE(list->count(), 2);
        QTest::keyClick(list, Qt::Key_Down);
        auto* restore = dialog->findChild<QAbstractButton*>(QStringLiteral("restoreVersion"));
        QTRY_VERIFY(restore->isEnabled());
        QTest::mouseClick(restore, Qt::LeftButton);
        QCOMPARE(editor()->text(), first);
        QVERIFY(presenter().isDirty());
    }

    void samplesAreKept()
    {
        const QString script =
            QStringLiteral("function main(ctx) {\n"
                           "  const verified = verifySignature({ ...ctx.signing, headers: ctx.headers,\n"
                           "    payload: ctx.rawBody, secret: ctx.signing.secrets.map((n) => ctx.vars[n]) });\n"
                           "  return { verified, total: ctx.body.total };\n"
                           "}\n");
        QVERIFY(begin(script));
        std::function<void()> undo;
        QStringList notices;
        connect(&presenter().keeper(), &models::SampleKeeper::changed, this,
                [&](const QString& notice, const std::function<void()>& back) {
                    notices.append(notice);
                    undo = back;
                });
        QStringList refused;
        connect(&presenter().keeper(), &models::SampleKeeper::refused, this,
                [&](const QString& why) { refused.append(why); });
        const auto open = [this](const char* entry) {
            click("addSample");
            auto* menu = child<QMenu>("addSampleMenu");
            QAction* found = menu->findChild<QAction*>(QString::fromLatin1(entry));
            menu->hide();
            if (found)
                found->trigger();
            return found != nullptr;
        };

        // Written by hand, tried with a signature of the stored secret.
        QVERIFY(open("writeSample"));
        auto* dialog = child<QDialog>("sampleDialog");
        QTRY_VERIFY(dialog->isVisible());
        auto* accept = dialog->findChild<QAbstractButton*>(QStringLiteral("sampleAccept"));
        QVERIFY(!accept->isEnabled());
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("sampleName"));
        name->setText(QStringLiteral("a/b"));
        QVERIFY(!accept->isEnabled());
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("sampleNameProblem"))->text().contains(QLatin1String("a/b")));
        name->setText(QStringLiteral("large order"));
        dialog->findChild<QPlainTextEdit*>(QStringLiteral("sampleBody"))
            ->setPlainText(QStringLiteral("{\"type\": \"order.large\", \"total\": 7}"));
        QTest::mouseClick(accept, Qt::LeftButton);
        const QString key = QStringLiteral("large order.http");
        QTRY_VERIFY_WITH_TIMEOUT(presenter().samples().find(key), patience);
        QCOMPARE(notices, QStringList{QStringLiteral("Added the sample large order")});
        presenter().selectSample(key);
        QCOMPARE(child<QComboBox>("sampleCombo")->currentText(), QStringLiteral("large order"));
        m_page->activateWindow(); // no window manager gives it back when the dialog has closed
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        QTest::keyClick(code(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(presenter().result().verdict, QStringLiteral("verified: true"), patience);
        QCOMPARE(json::write(*presenter().result().values), QByteArray("{\"verified\":true,\"total\":7}"));
        QCOMPARE(presenter().sampleEventType(), QStringLiteral("order.large"));

        // Removed with its key, and brought back.
        auto* list = child<QListView>("samples");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Delete);
        QTRY_VERIFY_WITH_TIMEOUT(!presenter().samples().find(key), patience);
        undo();
        QTRY_VERIFY_WITH_TIMEOUT(presenter().samples().find(key), patience);

        // An event that is dropped is kept without its secret; one that there is not is said.
        const QString captured = presenter().samples().find(QStringLiteral("order.completed"))->eventId;
        QMimeData carried;
        carried.setData(QLatin1String(models::SampleKeeper::eventsMimeType), captured.toUtf8());
        QDragEnterEvent enter(list->rect().center(), Qt::CopyAction, &carried, Qt::LeftButton, {});
        QCoreApplication::sendEvent(list->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(list->rect().center()), Qt::CopyAction, &carried, Qt::LeftButton, {});
        QCoreApplication::sendEvent(list->viewport(), &drop);
        QTRY_VERIFY_WITH_TIMEOUT(presenter().samples().find(QStringLiteral("order.completed.http")), patience);
        presenter().selectSample(QStringLiteral("order.completed.http"));
        presenter().run();
        QTRY_COMPARE_WITH_TIMEOUT(presenter().result().verdict, QStringLiteral("verified: true"), patience);

        // A body from a file; the script is tried on all of them when it is saved.
        const QString file = m_workspace->root() + QStringLiteral("/refund.json");
        QVERIFY(hw::files::writeAtomically(file, "{\"type\": \"order.refunded\"}"));
        presenter().keeper().addFile(QStringLiteral("orders"), file);
        QTRY_VERIFY(presenter().samples().find(QStringLiteral("refund.http")));
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(
            presenter().samples().find(QStringLiteral("refund.http"))->mark == models::SampleMark::Passed, patience);
        presenter().keeper().keepEvents(QStringLiteral("another"), {captured});
        QTRY_VERIFY(refused.size() == 1 && refused.front().contains(captured));
    }

    void theConsoleOfLiveEventsIsFollowed()
    {
        QVERIFY(begin(QStringLiteral("function main({ body }) {\n  console.info('total', body.total);\n"
                                     "  return { verified: true };\n}\n")));
        QTest::keyClick(code(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(!presenter().isDirty());
        m_page->findChild<ScriptDock*>()->showTab(ScriptDock::Tab::Console);
        QTRY_VERIFY(child<QAbstractButton>("followLive")->isVisible());
        click("followLive");
        auto* lines = child<QAbstractItemView>("liveConsole");
        QVERIFY(m_workspace->capture(R"({"id":"o2","type":"order.completed","total":41})"));
        QTRY_VERIFY_WITH_TIMEOUT(lines->isVisible() && lines->model()->rowCount() == 1, patience);
        const QString line = lines->model()->index(0, 0).data().toString();
        QVERIFY2(line.endsWith(QLatin1String("order.completed  total 41")), qPrintable(line));
        QVERIFY(m_workspace->capture(R"({"id":"o3","type":"order.completed","total":42})"));
        QTRY_COMPARE_WITH_TIMEOUT(lines->model()->rowCount(), 2, patience);
        QVERIFY(lines->model()->index(1, 0).data().toString().endsWith(QLatin1String("total 42")));
        click("followLive"); // back to the last run's
        QVERIFY(!lines->isVisible());
    }

    void everyControlHasAName()
    {
        QVERIFY(begin(QStringLiteral("function main() {}\n")));
        const auto controls = m_page->findChildren<QWidget*>();
        for (const QWidget* control : controls) {
            if (!control->isVisible() || control->focusPolicy() == Qt::NoFocus)
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(control);
            const bool isNamed = !control->accessibleName().isEmpty() || (button && !button->text().isEmpty());
            QVERIFY2(isNamed, qPrintable(QLatin1String(control->metaObject()->className()) + QLatin1Char(' ') +
                                         control->objectName()));
        }
    }
};

QTEST_MAIN(TestScriptPage)
#include "tst_scriptpage.moc"
