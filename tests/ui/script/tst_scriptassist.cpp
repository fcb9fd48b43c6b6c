// What the Script view offers beside the text: completion by keys and mouse, what a name is and was, and the returned
// values beside their input, on a real engine with a captured event.

#include "tests/models/script/scriptworkspace.h"
#include "ui/models/debugpresenter.h"
#include "ui/models/englishplurals.h"
#include "ui/models/scriptassist.h"
#include "ui/models/scriptdiff.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/scriptdock.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalSpy>
#include <QToolTip>

using namespace hw;
using namespace hw::widgets;
using State = models::ScriptResult::State;

namespace {

constexpr int patience = 30000;
const QByteArray order = R"({"type":"order.completed","id":"evt_1","user":{"id":"u1","email":" Ada@Navy.example "}})";

const QString mailScript = QStringLiteral("async function main(ctx) {\n"                             // 1
                                          "  const { body } = ctx;\n"                                // 2
                                          "  const user = body.user;\n"                              // 3
                                          "  let email, plan;\n"                                     // 4
                                          "  email = \"nobody\";\n"                                  // 5
                                          "  if (user) {\n"                                          // 6
                                          "    email = user.email.trim().toLowerCase();\n"           // 7
                                          "  }\n"                                                    // 8
                                          "  if (!email) email = \"none\";\n"                        // 9
                                          "  plan = \"pro\";\n"                                      // 10
                                          "  return { verified: true, email, plan, id: user.id };\n" // 11
                                          "}\n");

} // namespace

class TestScriptAssist final : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::ScriptWorkspace> m_workspace;
    std::unique_ptr<models::DebugPresenter> m_debugger;
    std::unique_ptr<models::ScriptDiff> m_diff;
    std::unique_ptr<models::ScriptAssist> m_assist;
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

    /// The list where it is open.
    QAbstractItemView* list()
    {
        auto* found = m_page->findChild<QAbstractItemView*>(QStringLiteral("completionList"));
        return found && found->isVisible() ? found : nullptr;
    }

    [[nodiscard]] QStringList offered()
    {
        QStringList names;
        if (QAbstractItemView* open = list()) {
            for (int row = 0; row < open->model()->rowCount(); ++row)
                names.append(open->model()->index(row, 0).data().toString());
        }
        return names;
    }

    void type(const char* text) { QTest::keyClicks(code(), QString::fromLatin1(text)); }

    bool begin(const QString& text)
    {
        m_page->setPlace({models::PlaceKind::Source, QStringLiteral("orders")});
        presenter().writeScript();
        presenter().restore(text);
        editor()->setFocus();
        return QTest::qWaitFor([this] {
            const auto* sample = presenter().samples().find(QStringLiteral("order.completed"));
            return sample && sample->isCaptured() && presenter().sampleType() == sample->type && m_assist->isReady();
        });
    }

    bool run()
    {
        child<QAction>("runScript")->trigger();
        return QTest::qWaitFor([this] { return presenter().result().state == State::Passed; }, patience);
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
        m_diff = std::make_unique<models::ScriptDiff>(m_workspace->engine(), presenter());
        m_assist = std::make_unique<models::ScriptAssist>(m_workspace->engine(), presenter(), *m_debugger,
                                                          m_workspace->catalog(), m_workspace->clock());
        m_page = std::make_unique<ScriptPage>(*m_theme, presenter(), *m_debugger, *m_diff, m_workspace->clock());
        m_page->setAssist(*m_assist);
        m_page->resize(1200, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }

    void cleanup()
    {
        m_page.reset();
        m_assist.reset();
        m_diff.reset();
        m_debugger.reset();
        m_workspace.reset();
    }

    void aDotOffersWhatEventsHad()
    {
        QVERIFY(begin(QStringLiteral("function main({ body }) {\n")));
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        type("body.user.");
        QTRY_COMPARE(offered(), (QStringList{QStringLiteral("id"), QStringLiteral("email")}));
        // Typing narrows, Enter takes.
        type("em");
        QTRY_COMPARE(offered(), QStringList{QStringLiteral("email")});
        QTest::keyClick(code(), Qt::Key_Return);
        QVERIFY(!list());
        QVERIFY(editor()->text().endsWith(QLatin1String("body.user.email")));
        // Of a text its methods are offered; arrows move, Tab takes, Esc leaves.
        type(".to");
        QTRY_VERIFY(list() && offered().contains(QStringLiteral("toLowerCase")));
        QTest::keyClick(code(), Qt::Key_Down);
        QCOMPARE(list()->currentIndex().row(), 1);
        const QString second = list()->currentIndex().data().toString();
        QTest::keyClick(code(), Qt::Key_Tab);
        QVERIFY(editor()->text().endsWith(QLatin1String("body.user.email.") + second));
        type("().");
        QTRY_VERIFY(list());
        QTest::keyClick(code(), Qt::Key_Escape);
        QVERIFY(!list());
        QVERIFY(code()->hasFocus());
        QCOMPARE(presenter().text(), editor()->text());
    }

    void theListIsOpenedByAKeyAndTakenByTheMouse()
    {
        QVERIFY(begin(QStringLiteral("function main(ctx) {\n  verifyS")));
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClick(code(), Qt::Key_Space, Qt::ControlModifier);
        QTRY_VERIFY(list());
        QCOMPARE(offered().value(0), QStringLiteral("verifySignature"));
        auto* doc = m_page->findChild<QLabel*>(QStringLiteral("completionDoc"));
        QVERIFY2(doc->text().contains(QLatin1String("scheme")), qPrintable(doc->text()));
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, {},
                          list()->visualRect(list()->model()->index(0, 0)).center());
        QVERIFY(!list());
        QVERIFY(editor()->text().endsWith(QLatin1String("  verifySignature")));
        // Where nothing is known nothing opens, and Enter is a new line as ever.
        type("(nothing.");
        QTRY_VERIFY(!list());
        QTest::keyClick(code(), Qt::Key_Return);
        QVERIFY(editor()->text().contains(QLatin1Char('\n')));
    }

    /// Who types at once does not have to ask again.
    void membersComeOnceTheShapesAreRead()
    {
        QVERIFY(begin(QStringLiteral("function main(ctx) {\n  ctx")));
        presenter().setSource({});
        presenter().setSource(QStringLiteral("orders"));
        QVERIFY(!m_assist->isReady());
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(code(), QStringLiteral(".body.us"));
        QTRY_COMPARE(offered(), QStringList{QStringLiteral("user")});
        // Not where the caret has gone elsewhere meanwhile.
        QTest::keyClick(code(), Qt::Key_Escape);
        presenter().setSource({});
        presenter().setSource(QStringLiteral("orders"));
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        QTest::keyClicks(code(), QStringLiteral("er."));
        QTest::keyClick(code(), Qt::Key_Home, Qt::ControlModifier);
        QTRY_VERIFY(m_assist->isReady());
        QVERIFY(!list());
    }

    void namesOfTheEnvironmentAreKeys()
    {
        QVERIFY(begin(QStringLiteral("function main({ vars }) {\n  const key = vars")));
        QTest::keyClick(code(), Qt::Key_End, Qt::ControlModifier);
        type("[\"");
        QTRY_COMPARE(offered().value(0), QStringLiteral("ORDERS_SIGNING_SECRET"));
        QTest::keyClick(code(), Qt::Key_Return);
        QVERIFY2(editor()->text().endsWith(QLatin1String("vars[\"ORDERS_SIGNING_SECRET\"]")),
                 qPrintable(editor()->text()));
    }

    void aNameTellsWhatItIsAndWas()
    {
        QVERIFY(begin(mailScript));
        const auto ask = [this](int line, int column) {
            QToolTip::hideText();
            editor()->goTo(line, column);
            child<QAction>("describeScript")->trigger();
        };
        // Without a run: what it is for.
        ask(3, 22); // body.user
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("body.user")), qPrintable(QToolTip::text()));
        QVERIFY(!QToolTip::text().contains(QLatin1String("u1")));
        ask(2, 12); // body
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("The parsed body")), qPrintable(QToolTip::text()));
        QVERIFY(run());
        ask(7, 18); // user.email
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("Ada@Navy.example")), qPrintable(QToolTip::text()));
        QVERIFY(QToolTip::text().contains(QLatin1String("in the last run")));
        ask(7, 6); // email
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("ada@navy.example")), qPrintable(QToolTip::text()));
        // By the pointer as well.
        QToolTip::hideText();
        auto* view = code()->findChild<QWidget*>(QStringLiteral("qt_scrollarea_viewport"));
        editor()->goTo(3, 9);
        const QPoint place = view->mapFrom(editor(), editor()->caretRect().center() + QPoint(4, 0));
        QHelpEvent hover(QEvent::ToolTip, place, view->mapToGlobal(place));
        QCoreApplication::sendEvent(view, &hover);
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("ctx.body.user")), qPrintable(QToolTip::text()));
        // Paused, it is what it is now.
        m_debugger->toggleBreakpoint(7);
        m_debugger->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_debugger->state() == models::DebugPresenter::State::Paused, patience);
        ask(7, 6);
        QTRY_VERIFY2(QToolTip::text().contains(QLatin1String("nobody")), qPrintable(QToolTip::text()));
        m_debugger->stop();
        QTRY_VERIFY_WITH_TIMEOUT(m_debugger->state() == models::DebugPresenter::State::Off, patience);
        QToolTip::hideText();
    }

    void theDiffTellsFromWhatAndWhere()
    {
        QVERIFY(begin(mailScript));
        QVERIFY(run());
        child<CountTabBar>("scriptDockTabs")->setCurrentIndex(static_cast<int>(ScriptDock::Tab::Diff));
        auto* table = child<QAbstractItemView>("scriptDiff");
        QTRY_VERIFY(table->isVisible());
        const auto cell = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(cell(0, 1), QStringLiteral("preprocess.email"));
        // Three lines could have set it; the run tells which one did.
        QTRY_COMPARE_WITH_TIMEOUT(cell(0, 4), QStringLiteral("7"), patience);
        QCOMPARE(cell(0, 0), QStringLiteral("~"));
        QCOMPARE(cell(0, 2), QStringLiteral("\" Ada@Navy.example \""));
        QCOMPARE(cell(0, 3), QStringLiteral("\"ada@navy.example\""));
        QCOMPARE(cell(1, 0), QStringLiteral("+"));
        QCOMPARE(cell(1, 2), QStringLiteral("not set"));
        QCOMPARE(cell(1, 4), QStringLiteral("10"));
        QCOMPARE(cell(2, 0), QStringLiteral("="));
        QCOMPARE(cell(2, 4), QStringLiteral("11"));
        QCOMPARE(child<QLabel>("scriptDiffFoot")->text().section(u'.', 0, 0), QStringLiteral("1 value as they came"));
        // A row leads to its line; Enter goes there.
        editor()->goTo(1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(1, 1)).center());
        QCOMPARE(editor()->line(), 10);
        QTest::keyClick(table, Qt::Key_Up);
        QCOMPARE(editor()->line(), 7);
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(code()->hasFocus());
        QTest::mouseClick(child<QAbstractButton>("onlyChangedFields"), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), 2);
    }
};

QTEST_MAIN(TestScriptAssist)
#include "tst_scriptassist.moc"
