// The debugger of the Script view in a window, by real keys and clicks, with a real host that runs the script.

#include "core/store/reader.h"
#include "tests/models/script/scriptworkspace.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/englishplurals.h"
#include "ui/models/scriptdiff.h"
#include "ui/widgets/breakpointdialog.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/debugpanel.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>

using namespace hw;
using namespace hw::widgets;
using models::DebugPresenter;
using models::DebugVariablesModel;
using State = models::DebugPresenter::State;

namespace {

constexpr int patience = 60000; // compiling on a busy machine
const QByteArray order = R"({"type":"order.completed","id":"evt_1","user":{"name":"Ada","tags":["a","b"]}})";
const QString written = QStringLiteral("async function main({ body }) {\n" // 1
                                       "  const name = shout(body.user.name);\n"
                                       "  let count = 0;\n" // 3
                                       "  for (const tag of body.user.tags) {\n"
                                       "    count += tag.length;\n" // 5
                                       "  }\n"
                                       "  await null;\n" // 7
                                       "  return { verified: true, name, count };\n"
                                       "}\n" // 9
                                       "function shout(text) {\n"
                                       "  const loud = text.toUpperCase();\n" // 11
                                       "  return loud;\n"
                                       "}\n");

} // namespace

class TestScriptDebug final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::ScriptWorkspace> m_workspace;
    std::unique_ptr<DebugPresenter> m_debugger;
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

    CodeEditor* editor() { return child<CodeEditor>("scriptEditor"); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(child<QWidget>("codeView"), key, modifiers);
    }

    /// Paused at this line, with the values of what is around read.
    bool pausedAt(int line)
    {
        return QTest::qWaitFor(
            [&] {
                return m_debugger->state() == State::Paused && m_debugger->line() == line &&
                       m_debugger->variables().rowCount() > 0;
            },
            patience);
    }

    /// The value that the tree shows for a path of names below its roots; opens what is on the way.
    QString valueOf(const QStringList& path)
    {
        auto* view = child<DebugVariablesView>("debugVariables");
        const auto& model = m_debugger->variables();
        QString value;
        const auto found = [&] {
            for (int root = 0; root < model.rowCount(); ++root) {
                QModelIndex at = model.index(root, 0);
                bool reached = true;
                for (const QString& name : path) {
                    view->expand(at);
                    QModelIndex next;
                    for (int row = 0; row < model.rowCount(at); ++row) {
                        if (model.index(row, 0, at).data().toString() == name)
                            next = model.index(row, 0, at);
                    }
                    reached = next.isValid();
                    if (!reached)
                        break;
                    at = next;
                }
                if (reached) {
                    value = at.siblingAtColumn(1).data().toString();
                    return true;
                }
            }
            return false;
        };
        return QTest::qWaitFor(found, patience) ? value : QStringLiteral("not there");
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
        m_debugger = std::make_unique<DebugPresenter>(m_workspace->engine(), m_workspace->presenter());
        m_diff = std::make_unique<models::ScriptDiff>(m_workspace->engine(), m_workspace->presenter());
        m_page = std::make_unique<ScriptPage>(*m_theme, m_workspace->presenter(), *m_debugger, *m_diff,
                                              m_workspace->clock());
        m_page->resize(1400, 800);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
        m_workspace->presenter().writeScript();
        m_workspace->presenter().restore(written);
        editor()->setFocus();
        QTRY_VERIFY(m_workspace->presenter().samples().find(QStringLiteral("order.completed")));
        QTRY_VERIFY(m_workspace->presenter().samples().find(QStringLiteral("order.completed"))->isCaptured());
        m_workspace->presenter().selectSample(QStringLiteral("order.completed"));
        QTRY_VERIFY(child<QAbstractButton>("debugScriptButton")->isEnabled());
    }

    void cleanup()
    {
        m_page.reset();
        m_diff.reset();
        m_debugger.reset();
        m_workspace.reset();
    }

    void stepsThroughByKeys()
    {
        editor()->goTo(2);
        key(Qt::Key_F9);
        QCOMPARE(m_debugger->breakpoints().size(), 1);
        key(Qt::Key_F5);
        QVERIFY(pausedAt(2));
        QVERIFY(!child<QAbstractButton>("runScriptButton")->isEnabled());
        QVERIFY(!child<QAbstractButton>("debugScriptButton")->isEnabled());
        QSignalSpy refused(editor(), &CodeEditor::typingRefused);
        key(Qt::Key_X);
        QCOMPARE(editor()->text(), written); // what runs is what is shown
        QCOMPARE(refused.count(), 1);        // and that is told
        QVERIFY(!child<QAbstractItemView>("samples")->isEnabled());
        key(Qt::Key_F11);
        QVERIFY(pausedAt(11));
        auto* stack = child<QListWidget>("debugStack");
        QCOMPARE(stack->count(), 2);
        QCOMPARE(stack->item(0)->text(), QStringLiteral("shout"));
        QCOMPARE(stack->item(1)->text(), QStringLiteral("main"));
        QCOMPARE(valueOf({QStringLiteral("text")}), QStringLiteral("\"Ada\""));
        key(Qt::Key_F11, Qt::ShiftModifier);
        QVERIFY(QTest::qWaitFor([&] { return m_debugger->state() == State::Paused && m_debugger->line() != 11; },
                                patience));
        while (m_debugger->line() < 7) {
            const int before = m_debugger->line();
            key(Qt::Key_F10);
            QVERIFY(QTest::qWaitFor(
                [&] { return m_debugger->state() == State::Paused && m_debugger->variables().rowCount() > 0; },
                patience));
            QVERIFY(m_debugger->line() >= 3 && (before < 6 || m_debugger->line() > before));
        }
        key(Qt::Key_F10); // across the await
        QVERIFY(pausedAt(8));
        QCOMPARE(valueOf({QStringLiteral("count")}), QStringLiteral("2"));
        QCOMPARE(valueOf({QStringLiteral("body"), QStringLiteral("user"), QStringLiteral("tags"), QStringLiteral("1")}),
                 QStringLiteral("\"b\""));
        QTRY_COMPARE(m_debugger->inlineValues().value(2), QStringLiteral("\"ADA\""));
        QTRY_COMPARE(m_debugger->inlineValues().value(5), QStringLiteral("2"));
        key(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
        // The result is that of a run without stops.
        QTRY_COMPARE_WITH_TIMEOUT(m_workspace->presenter().result().state, models::ScriptResult::State::Passed,
                                  patience);
    }

    void withoutBreakpointsItStopsAtTheStart()
    {
        QTest::mouseClick(child<QAbstractButton>("debugScriptButton"), Qt::LeftButton);
        QVERIFY(pausedAt(2));
        QVERIFY(child<QWidget>("resultStrip")->accessibleDescription().contains(QLatin1String("line 2")));
        QTest::mouseClick(child<QAbstractButton>("debugStopButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
        QVERIFY(child<QWidget>("resultStrip")->accessibleDescription().isEmpty());
        key(Qt::Key_Space); // it can be written again
        QVERIFY(editor()->text() != written);
    }

    void aConditionAndALog()
    {
        m_debugger->toggleBreakpoint(5);
        QTest::mouseClick(child<QAbstractButton>("breakpointEdit_5"), Qt::LeftButton);
        auto* dialog = m_page->findChild<BreakpointDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->findChild<QLineEdit*>(QStringLiteral("breakpointHits"))->setText(QStringLiteral("soon"));
        QVERIFY(!dialog->findChild<QAbstractButton*>(QStringLiteral("breakpointApply"))->isEnabled());
        dialog->findChild<QLineEdit*>(QStringLiteral("breakpointHits"))->clear();
        QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("breakpointCondition")),
                         QStringLiteral("tag === \"b\""));
        QTest::mouseClick(dialog->findChild<QAbstractButton*>(QStringLiteral("breakpointApply")), Qt::LeftButton);
        QCOMPARE(m_debugger->breakpointAt(5)->at.condition, QStringLiteral("tag === \"b\""));
        models::DebugBreakpoint log;
        log.at.line = 3;
        log.at.logMessage = QStringLiteral("name is {name}");
        m_debugger->setBreakpoint(log);
        key(Qt::Key_F5);
        QVERIFY(pausedAt(5));
        QCOMPARE(valueOf({QStringLiteral("tag")}), QStringLiteral("\"b\""));
        const auto& notes = m_workspace->presenter().console().notes();
        QVERIFY(std::any_of(notes.begin(), notes.end(), [](const models::ScriptNote& note) {
            return note.text.contains(QLatin1String("name is")) && note.text.contains(QLatin1String("ADA"));
        }));
        QTest::mouseClick(child<QAbstractButton>("debugStopButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
    }

    void watchesAndFrames()
    {
        auto* field = child<QLineEdit>("debugNewWatch");
        QTest::keyClicks(field, QStringLiteral("body.user.tags.length"));
        QTest::keyClick(field, Qt::Key_Return);
        QTest::keyClicks(field, QStringLiteral("loud +"));
        QTest::keyClick(field, Qt::Key_Return);
        m_debugger->toggleBreakpoint(12);
        key(Qt::Key_F5);
        QVERIFY(pausedAt(12));
        const auto& watches = m_debugger->watches();
        QTRY_COMPARE(watches.rowCount(), 2);
        QTRY_VERIFY(watches.index(1, 0).data(DebugVariablesModel::ErrorRole).toBool());
        auto* stack = child<QListWidget>("debugStack");
        QTRY_COMPARE(stack->count(), 2);
        stack->setCurrentRow(1); // main, where body is known
        QTRY_COMPARE(watches.index(0, 1).data().toString(), QStringLiteral("2"));
        QCOMPARE(m_debugger->line(), 2);
        child<DebugVariablesView>("debugWatches")->setCurrentIndex(watches.index(0, 0));
        QTest::keyClick(child<DebugVariablesView>("debugWatches"), Qt::Key_Delete);
        QTRY_COMPARE(watches.rowCount(), 1);
        m_debugger->stop();
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
    }

    void aLoopCanBeStopped()
    {
        m_workspace->presenter().restore(QStringLiteral("function main() {\n  for (;;) {\n  }\n}\n"));
        m_debugger->setStopConditions({});
        m_debugger->toggleBreakpoint(4); // never reached
        key(Qt::Key_F5);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Running, patience);
        key(Qt::Key_F5, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Paused, patience);
        key(Qt::Key_F5, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
    }

    void breakpointsFollowTheText()
    {
        m_debugger->toggleBreakpoint(5);
        m_debugger->toggleBreakpoint(8);
        editor()->goTo(3);
        key(Qt::Key_Return);
        QCOMPARE(m_debugger->breakpoints().size(), 2);
        QCOMPARE(m_debugger->breakpoints()[0].at.line, 6);
        QCOMPARE(m_debugger->breakpoints()[1].at.line, 9);
        editor()->undo();
        QTRY_COMPARE(m_debugger->breakpoints()[0].at.line, 5);
    }

    void nothingIsStored()
    {
        m_debugger->toggleBreakpoint(8);
        key(Qt::Key_F5);
        QVERIFY(pausedAt(8));
        m_debugger->resume();
        QTRY_COMPARE_WITH_TIMEOUT(m_debugger->state(), State::Off, patience);
        auto reader = store::Reader::open(m_workspace->root() + QStringLiteral("/data/headwater.db"));
        QVERIFY(reader);
        QCOMPARE(reader->summary()->events, 1); // the one that was captured before
        QCOMPARE(reader->runsOf(reader->events({}, {})->front().id)->size(), 1);
    }

    void inlineValues_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("shown");
        QTest::newRow("declared") << QStringLiteral("function main() {\n  const a = 1;\n  x();\n}") << 3
                                  << QStringLiteral("2: A");
        QTest::newRow("unpacked") << QStringLiteral("function main() {\n  const { a, c: b } = f();\n  x();\n}") << 3
                                  << QStringLiteral("2: a = A, b = B");
        QTest::newRow("the last one counts")
            << QStringLiteral("function main() {\n  a = 1;\n  a += 2;\n  x();\n}") << 4 << QStringLiteral("3: A");
        QTest::newRow("comparisons set nothing")
            << QStringLiteral("function main() {\n  if (a == 1 || a >= b) y();\n  x();\n}") << 3 << QString();
        QTest::newRow("another function")
            << QStringLiteral("function other() {\n  const a = 1;\n}\nfunction main() {\n  const b = 2;\n  x();\n}")
            << 6 << QStringLiteral("5: B");
        QTest::newRow("before a block") << QStringLiteral(
                                               "function main() {\n  const a = 1;\n  if (a) {\n    x();\n  }\n}")
                                        << 4 << QStringLiteral("2: A");
        QTest::newRow("first line") << QStringLiteral("const a = 1;") << 1 << QString();
    }

    void inlineValues()
    {
        QFETCH(QString, text);
        QFETCH(int, line);
        QFETCH(QString, shown);
        const auto values = models::inlineValuesFor(
            text, line, {{QStringLiteral("a"), QStringLiteral("A")}, {QStringLiteral("b"), QStringLiteral("B")}});
        QStringList parts;
        for (auto it = values.constBegin(); it != values.constEnd(); ++it)
            parts.append(QStringLiteral("%1: %2").arg(it.key()).arg(*it));
        QCOMPARE(parts.join(QStringLiteral("; ")), shown);
    }
};

QTEST_MAIN(TestScriptDebug)
#include "tst_scriptdebug.moc"
