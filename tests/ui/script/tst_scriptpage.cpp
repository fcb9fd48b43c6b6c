// The Script view in a window, by real keys and clicks, on a real workspace with a real engine.

#include "tests/models/script/scriptworkspace.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/englishplurals.h"
#include "ui/models/scriptdiff.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QListWidget>
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
        QTest::keyClicks(text, QStringLiteral("one"));
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(editor()->line(), 3);
        QCOMPARE(editor()->selectedText(), QStringLiteral("One"));
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!child<QWidget>("findBar")->isVisible());
        QTRY_VERIFY(code()->hasFocus());
        QTest::keyClick(code(), Qt::Key_H, Qt::ControlModifier);
        auto* by = child<QLineEdit>("replaceText");
        QTRY_VERIFY(by->isVisible());
        by->setFocus();
        QTest::keyClicks(by, QStringLiteral("1"));
        click("replaceAll");
        QCOMPARE(editor()->text(), QStringLiteral("1\ntwo\n1\nthree\n"));
        QCOMPARE(presenter().text(), editor()->text());
        QTest::keyClick(by, Qt::Key_Escape);
        QTest::keyClick(code(), Qt::Key_G, Qt::ControlModifier);
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, QStringLiteral("4"));
        QTest::keyClick(text, Qt::Key_Return);
        QCOMPARE(editor()->line(), 4);
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
