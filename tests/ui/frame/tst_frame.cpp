#include "fakes.h"

#include "ui/models/history.h"
#include "ui/models/palettepresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using models::Place;
using models::PlaceKind;
using models::SidebarModel;
using models::SourceState;

namespace {

Timestamp start()
{
    return *parseTimestamp(QStringLiteral("2026-11-23T14:33:00Z"));
}

/// A clock that the test moves.
class HandClock final : public Clock
{
public:
    Timestamp now() const override { return time; }
    Timestamp time = start();
};

/// Presenter and window over fakes.
struct Frame
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    widgets::Theme theme;
    FakeEngine engine;
    FakeEvents events;
    HandClock clock;
    models::WorkspacePresenter presenter{engine, events, clock};
    models::PalettePresenter palette{events, clock};
    std::unique_ptr<widgets::MainWindow> window =
        std::make_unique<widgets::MainWindow>(theme, presenter, settings, clock);
    FakePage* page = new FakePage;
    FakePage* script = new FakePage;

    Frame()
    {
        theme.applyTo(*qApp);
        window->resize(1440, 900); // however small the screen is
        window->setPalettePresenter(palette);
        auto* copy = new QAction(QStringLiteral("Copy as cURL"), page);
        copy->setObjectName(QStringLiteral("actionCopyCurl"));
        page->actions = {copy};
        window->addView({QStringLiteral("events"),
                         QStringLiteral("Events"),
                         widgets::Icon::List,
                         {PlaceKind::AllEvents, PlaceKind::Source},
                         page});
        window->addView(
            {QStringLiteral("script"), QStringLiteral("Script"), widgets::Icon::Code, {PlaceKind::Source}, script});
    }

    void openWorkspace(const QString& environment = QStringLiteral("development"))
    {
        Q_EMIT engine.workspaceChanged(sampleWorkspace(), environment);
        Q_EMIT engine.opened({});
        Q_EMIT events.summaryReady(events.summary, sampleSummary(clock.now()));
    }

    template<class T>
    T* find(const char* name)
    {
        T* found = window->findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("there is no %s", name);
        return found;
    }
};

std::vector<models::SourceEntry> entries(const QStringList& keys)
{
    std::vector<models::SourceEntry> all;
    for (const QString& key : keys)
        all.push_back({key, key.toUpper(), QStringLiteral("stripe"), SourceState::Idle, 1});
    return all;
}

QStringList keysOf(const SidebarModel& model)
{
    QStringList keys;
    const QModelIndex section = model.index(1, 0);
    for (int row = 0; row < model.rowCount(section); ++row)
        keys.append(model.index(row, 0, section).data(SidebarModel::SourceKeyRole).toString());
    return keys;
}

} // namespace

class TestFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sidebarModelIsSound();
    void sidebarModelFollowsSources_data();
    void sidebarModelFollowsSources();
    void historyGoesBackAndForward();
    void presenterStartsTheListener();
    void presenterTellsStatesOfSources();
    void windowHasItsParts();
    void everyControlHasAName();
    void listenerIsShownAndStopped();
    void portInUseOffersTheNext();
    void environmentsAreChosen();
    void sidebarNavigates();
    void removedSourceLeavesItsPlace();
    void menusFollowThePage();
    void whatWasDoneIsTakenBack();
    void railBelowTheWidth();
    void railIsOfTheView();
    void failureToOpenIsShown();
    void statusBarTellsFacts();
    void focusRingGoesWithItsWindow();
    void settingsAreKept();
    void regionsAreCycled();
    void enterPressesButtons();
    void shortcutsAreListed();
    void paletteGoesAndRuns();
    void paletteOpensEventsAndFilters();
};

void TestFrame::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestFrame::sidebarModelIsSound()
{
    SidebarModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 2);
    model.setWorkspacePlaces({PlaceKind::Directory, PlaceKind::Settings});
    QCOMPARE(model.rowCount(), 3);
    model.setSources(entries({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(model.rowCount(model.index(0, 0)), 0); // All events
    QCOMPARE(model.rowCount(model.index(1, 0)), 2);
    QCOMPARE(model.rowCount(model.index(0, 0, model.index(1, 0))), 0);
    QCOMPARE(model.rowCount(model.index(2, 0)), 2);
    QVERIFY(!model.flags(model.index(1, 0)).testFlag(Qt::ItemIsSelectable));

    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.setCount(PlaceKind::AllEvents, 5);
    model.setCount(PlaceKind::AllEvents, 5);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0, 0).data(SidebarModel::CountRole).toLongLong(), 5);
    model.setFailed(PlaceKind::Deliveries, 9); // not a place of this window: nothing happens
    QCOMPARE(changed.count(), 1);

    for (const Place& place :
         {Place{PlaceKind::AllEvents}, Place{PlaceKind::Source, QStringLiteral("b")}, Place{PlaceKind::Settings}}) {
        const QModelIndex index = model.indexOf(place);
        QVERIFY(index.isValid());
        QCOMPARE(*model.placeOf(index), place);
        QVERIFY(!index.data(Qt::AccessibleTextRole).toString().isEmpty());
    }
    QVERIFY(!model.indexOf({PlaceKind::Source, QStringLiteral("c")}).isValid());
    QVERIFY(!model.indexOf({PlaceKind::Deliveries}).isValid());
}

void TestFrame::sidebarModelFollowsSources_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("first") << ""
                           << "abc";
    QTest::newRow("all gone") << "abc"
                              << "";
    QTest::newRow("one in the middle") << "ac"
                                       << "abc";
    QTest::newRow("one less") << "abc"
                              << "ac";
    QTest::newRow("turned around") << "abcd"
                                   << "dcba";
    QTest::newRow("everything at once") << "abcde"
                                        << "fedxa";
}

void TestFrame::sidebarModelFollowsSources()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    SidebarModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setSources(entries(before.split(QString(), Qt::SkipEmptyParts)));
    QCOMPARE(keysOf(model).join(QString()), before);
    model.setSources(entries(after.split(QString(), Qt::SkipEmptyParts)));
    QCOMPARE(keysOf(model).join(QString()), after);
    QCOMPARE(resets.count(), 0);
}

void TestFrame::historyGoesBackAndForward()
{
    models::History history;
    const auto at = [](const char* key) { return models::Location{{PlaceKind::Source, QString::fromLatin1(key)}, {}}; };
    QVERIFY(!history.goBack());
    QVERIFY(!history.goForward());
    history.visit(at("a"));
    history.visit(at("a"));
    QVERIFY(!history.canGoBack());
    history.visit(at("b"));
    history.visit(at("c"));
    QCOMPARE(history.goBack(), std::optional(at("b")));
    QCOMPARE(history.goBack(), std::optional(at("a")));
    QCOMPARE(history.goForward(), std::optional(at("b")));
    history.visit(at("d"));
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.goBack(), std::optional(at("b")));
}

void TestFrame::presenterStartsTheListener()
{
    FakeEngine engine;
    FakeEvents events;
    HandClock clock;
    models::WorkspacePresenter presenter(engine, events, clock);
    presenter.start();
    QCOMPARE(engine.opens, 1);
    QVERIFY(engine.starts.isEmpty());
    Q_EMIT engine.workspaceChanged(sampleWorkspace(), QStringLiteral("development"));
    Q_EMIT engine.opened({});
    QCOMPARE(engine.starts, QList<quint16>{4400});
    QCOMPARE(presenter.listener().state, models::ListenerStatus::State::Starting);
    Q_EMIT engine.listening(QStringLiteral("127.0.0.1"), 4400);
    QCOMPARE(presenter.listener().state, models::ListenerStatus::State::Listening);
    QCOMPARE(presenter.endpointUrl(QStringLiteral("billing")), QStringLiteral("http://127.0.0.1:4400/s/billing"));
    presenter.startListenerAt(4401);
    QCOMPARE(engine.ports, QList<quint16>{4401});
    QCOMPARE(engine.starts, (QList<quint16>{4400, 4401}));
}

void TestFrame::presenterTellsStatesOfSources()
{
    using namespace std::chrono_literals;
    Frame frame;
    frame.openWorkspace();
    const auto state = [&](const char* key) {
        return frame.presenter.sidebar().source(QString::fromLatin1(key))->state;
    };
    QCOMPARE(state("billing"), SourceState::Receiving);
    QCOMPARE(state("billing-test"), SourceState::Failed);
    QCOMPARE(state("workos"), SourceState::Idle);
    QCOMPARE(state("posthog"), SourceState::Paused);
    frame.clock.time += 2min;
    QTRY_COMPARE(state("billing"), SourceState::Idle); // the state ages although nothing is written
    QCOMPARE(state("billing-test"), SourceState::Failed);
    // An answer to an older request changes nothing.
    store::Summary old;
    Q_EMIT frame.events.summaryReady(0, old);
    QCOMPARE(frame.presenter.facts().events, 1726);
}

void TestFrame::windowHasItsParts()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    for (const char* name : {"toolBar", "sidebar", "viewHeader", "viewTabs", "statusBar", "workspace", "environment",
                             "listenerState", "listenerButton", "publicUrl", "toggleSidebar", "back", "forward"})
        QVERIFY2(frame.window->findChild<QWidget*>(QString::fromLatin1(name)), name);
    QCOMPARE(frame.find<QWidget>("toolBar")->height(), 40);
    QCOMPARE(frame.find<QWidget>("viewHeader")->height(), 36);
    QCOMPARE(frame.find<QWidget>("statusBar")->height(), 24);
    QCOMPARE(frame.window->menuBar()->height(), 28);
    QCOMPARE(frame.window->minimumSize(), QSize(1024, 640));
    QCOMPARE(frame.window->windowTitle(), QString::fromUtf8("acme-dev \xE2\x80\x93 Headwater"));
}

void TestFrame::everyControlHasAName()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    for (const QWidget* widget : frame.window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                             qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QTabBar*>(widget) ||
                             qobject_cast<const QLineEdit*>(widget);
        if (!control || !widget->isVisible() || widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(named, qPrintable(widget->objectName() + QLatin1Char(' ') +
                                   QString::fromLatin1(widget->metaObject()->className())));
    }
}

void TestFrame::listenerIsShownAndStopped()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    auto* label = frame.find<QWidget>("listenerState");
    Q_EMIT frame.engine.listening(QStringLiteral("127.0.0.1"), 4400);
    QCOMPARE(label->accessibleName(), QStringLiteral("Listening on 127.0.0.1:4400"));
    auto* button = frame.find<QAbstractButton>("listenerButton");
    QCOMPARE(button->accessibleName(), QStringLiteral("Stop listener"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(frame.engine.stops, 1);
    Q_EMIT frame.engine.stopped();
    QCOMPARE(label->accessibleName(), QStringLiteral("Listener stopped"));
    QCOMPARE(button->accessibleName(), QStringLiteral("Start listener"));
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(frame.engine.starts.size(), 2);
}

void TestFrame::portInUseOffersTheNext()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    Q_EMIT frame.engine.listenFailed(
        Error{ErrorCode::PortInUse, {QStringLiteral("127.0.0.1"), QStringLiteral("4400"), QStringLiteral("4401")}});
    auto* banner = frame.find<widgets::Banner>("banner");
    QVERIFY(banner->isVisible());
    QVERIFY(banner->message().contains(QStringLiteral("4400")));
    auto* action = banner->findChild<QAbstractButton*>(QStringLiteral("bannerAction"));
    QCOMPARE(action->text(), QStringLiteral("Use 4401"));
    QTest::mouseClick(action, Qt::LeftButton);
    QCOMPARE(frame.engine.starts.last(), 4401);
    QCOMPARE(frame.engine.ports, QList<quint16>{4401});
    Q_EMIT frame.engine.listening(QStringLiteral("127.0.0.1"), 4401);
    QVERIFY(!banner->isVisible());
}

void TestFrame::environmentsAreChosen()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    auto* combo = frame.find<QComboBox>("environment");
    QCOMPARE(combo->count(), 2);
    QVERIFY(combo->itemText(1).contains(QStringLiteral("Knock API, live")));
    QVERIFY(!frame.presenter.isLive());
    combo->setCurrentIndex(1);
    Q_EMIT combo->activated(1);
    QCOMPARE(frame.engine.environments, QStringList{QStringLiteral("production")});
    QCOMPARE(combo->currentIndex(), 0); // until the engine has switched
    Q_EMIT frame.engine.workspaceChanged(sampleWorkspace(), QStringLiteral("production"));
    QCOMPARE(combo->currentIndex(), 1);
    QVERIFY(frame.presenter.isLive());
}

void TestFrame::sidebarNavigates()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    auto* sidebar = frame.find<widgets::Sidebar>("sidebar");
    auto* tabs = frame.find<widgets::CountTabBar>("viewTabs");
    QCOMPARE(tabs->count(), 1);
    const QModelIndex clerk = frame.presenter.sidebar().indexOf({PlaceKind::Source, QStringLiteral("clerk")});
    QTest::mouseClick(sidebar->viewport(), Qt::LeftButton, {}, sidebar->visualRect(clerk).center());
    QCOMPARE(frame.page->place, (Place{PlaceKind::Source, QStringLiteral("clerk")}));
    QCOMPARE(frame.find<QLabel>("viewTitle")->text(), QStringLiteral("Clerk auth"));
    QCOMPARE(tabs->count(), 2);

    tabs->setCurrentIndex(1);
    QCOMPARE(frame.script->place.source, QStringLiteral("clerk"));
    QVERIFY(frame.script->isVisible());
    // The view stays while the place changes, where the place has it; the keyboard passes over headings.
    sidebar->setFocus();
    QTest::keyClick(sidebar, Qt::Key_Up);
    QCOMPARE(frame.script->place.source, QStringLiteral("billing-test"));
    QTest::keyClick(sidebar, Qt::Key_Home);
    QCOMPARE(frame.page->place, Place{PlaceKind::AllEvents});
    QTest::keyClick(sidebar, Qt::Key_Down);
    QCOMPARE(frame.page->place.source, QStringLiteral("billing"));

    auto* back = frame.find<QAction>("actionBack");
    QVERIFY(back->isEnabled());
    back->trigger();
    QCOMPARE(frame.page->place, Place{PlaceKind::AllEvents});
    frame.find<QAction>("actionForward")->trigger();
    QCOMPARE(frame.page->place.source, QStringLiteral("billing"));
    frame.find<QAction>("actionCopyEndpoint")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:4400/s/billing"));
    QVERIFY(frame.window->toast().isVisible());
}

void TestFrame::removedSourceLeavesItsPlace()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->showPlace({PlaceKind::Source, QStringLiteral("clerk")});
    auto fewer = std::make_shared<workspace::Workspace>(*sampleWorkspace());
    fewer->sources.erase(fewer->sources.begin() + 2);
    Q_EMIT frame.engine.workspaceChanged(fewer, QStringLiteral("development"));
    QCOMPARE(frame.page->place, Place{PlaceKind::AllEvents});
}

void TestFrame::menusFollowThePage()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    auto* eventMenu = frame.find<QMenu>("menuEvent");
    QVERIFY(eventMenu->menuAction()->isVisible());
    QCOMPARE(eventMenu->actions().size(), 1);
    QVERIFY(!frame.find<QMenu>("menuMapping")->menuAction()->isVisible());
    frame.window->showPlace({PlaceKind::Source, QStringLiteral("billing")}, QStringLiteral("script"));
    QVERIFY(!eventMenu->menuAction()->isVisible());
    QSet<QKeySequence> shortcuts;
    for (const QAction* action : frame.window->findChildren<QAction*>()) {
        for (const QKeySequence& keys : action->shortcuts()) {
            QVERIFY2(!shortcuts.contains(keys), qPrintable(keys.toString()));
            shortcuts.insert(keys);
        }
    }
}

void TestFrame::whatWasDoneIsTakenBack()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    auto* undo = frame.find<QAction>("actionUndo");
    QVERIFY(!undo->isEnabled());
    QStringList back;
    frame.window->informUndoable(QStringLiteral("Removed A"), [&] { back.append(QStringLiteral("A")); });
    frame.window->informUndoable(QStringLiteral("Removed B"), [&] { back.append(QStringLiteral("B")); });
    frame.window->informUndoable(QStringLiteral("Removed C"), [&] { back.append(QStringLiteral("C")); });
    QVERIFY(undo->text().contains(QStringLiteral("Removed C")));
    Q_EMIT frame.window->toast().actionRequested(); // the notice's own button
    QCOMPARE(back, QStringList{QStringLiteral("C")});
    QTest::keyClick(frame.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(back.last(), QStringLiteral("B"));
    // A page with edits of its own has the key; the menu still leads there.
    QAction pageUndo(QStringLiteral("Undo"));
    frame.script->edits = {&pageUndo};
    frame.window->showPlace({PlaceKind::Source, QStringLiteral("billing")}, QStringLiteral("script"));
    QTest::keyClick(frame.window.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(back.size(), 2);
    undo->trigger();
    QCOMPARE(back.last(), QStringLiteral("A"));
    QVERIFY(!undo->isEnabled());
    frame.window->showPlace({PlaceKind::AllEvents});
}

void TestFrame::railBelowTheWidth()
{
    Frame frame;
    frame.window->addView({QStringLiteral("directory"),
                           QStringLiteral("Directory"),
                           widgets::Icon::Database,
                           {PlaceKind::Directory},
                           new FakePage,
                           widgets::SidebarMode::Full});
    frame.openWorkspace();
    frame.window->resize(1440, 900);
    frame.window->show();
    auto* sidebar = frame.find<widgets::Sidebar>("sidebar");
    auto* toggle = frame.find<QAction>("actionToggleSidebar");
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Full);
    QCOMPARE(sidebar->width(), 231);
    toggle->trigger();
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Rail);
    toggle->trigger();
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Full);
    frame.window->resize(1024, 640);
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Rail);
    auto* environment = frame.find<QComboBox>("environment");
    QTRY_VERIFY(environment->width() >= environment->sizeHint().width()); // in whole, always
    // The workspace's places stand at the bottom, the "+" after the sources.
    const QAbstractItemModel* places = sidebar->model();
    const auto rectOf = [&](int section, int row) {
        return sidebar->visualRect(places->index(row, 0, places->index(section, 0)));
    };
    const int last = places->rowCount() - 1;
    const int lastSource = places->rowCount(places->index(1, 0)) - 1;
    QVERIFY(lastSource >= 0);
    const auto bottom = [&] { return rectOf(last, places->rowCount(places->index(last, 0)) - 1).bottom(); };
    QTRY_VERIFY(bottom() < sidebar->viewport()->height() && bottom() > sidebar->viewport()->height() - 24);
    const QRect plus = frame.find<QWidget>("newSourceButton")->geometry();
    QVERIFY(plus.top() > rectOf(1, lastSource).bottom());
    QVERIFY(plus.bottom() < rectOf(last, 0).top());
    toggle->trigger(); // opened by hand although the window is narrow
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Full);
    frame.window->resize(1440, 900);
    frame.window->resize(1024, 640);
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Rail);
}

void TestFrame::railIsOfTheView()
{
    Frame frame;
    auto* wide = new FakePage;
    frame.window->addView({QStringLiteral("mapping"),
                           QStringLiteral("Mapping"),
                           widgets::Icon::Route,
                           {PlaceKind::Source},
                           wide,
                           widgets::SidebarMode::Rail});
    frame.openWorkspace();
    frame.window->resize(1440, 900);
    frame.window->show();
    auto* sidebar = frame.find<widgets::Sidebar>("sidebar");
    auto* toggle = frame.find<QAction>("actionToggleSidebar");
    const auto modeIn = [&](const char* view) {
        frame.window->showPlace({PlaceKind::Source, QStringLiteral("billing")}, QString::fromLatin1(view));
        return sidebar->mode();
    };
    QCOMPARE(modeIn("script"), widgets::Sidebar::Mode::Full);
    QCOMPARE(modeIn("mapping"), widgets::Sidebar::Mode::Rail);
    toggle->trigger();
    QCOMPARE(sidebar->mode(), widgets::Sidebar::Mode::Full);
    QCOMPARE(modeIn("script"), widgets::Sidebar::Mode::Full);
    toggle->trigger();
    QCOMPARE(modeIn("mapping"), widgets::Sidebar::Mode::Full);
    QCOMPARE(modeIn("script"), widgets::Sidebar::Mode::Rail);
    QCOMPARE(modeIn("events"), widgets::Sidebar::Mode::Full);
}

void TestFrame::failureToOpenIsShown()
{
    Frame frame;
    frame.window->show();
    Q_EMIT frame.engine.opened(Error{ErrorCode::NotAWorkspace, {QStringLiteral("/tmp/nothing")}});
    auto* problem = frame.find<QWidget>("problem");
    QVERIFY(problem->isVisible());
    QVERIFY(frame.engine.starts.isEmpty());
    QVERIFY(!frame.find<QAction>("actionStartListener")->isEnabled());
}

void TestFrame::statusBarTellsFacts()
{
    Frame frame;
    frame.openWorkspace();
    Q_EMIT frame.events.countReady(frame.events.count, 12);
    QCOMPARE(frame.find<QLabel>("statusEvents")->text(), QStringLiteral("1,726 events"));
    QCOMPARE(frame.find<QLabel>("statusSize")->text(), QStringLiteral("42.6 MB"));
    QCOMPARE(frame.find<QLabel>("statusRate")->text(), QStringLiteral("12 events/min"));
    QCOMPARE(frame.find<QLabel>("statusContext")->text(), QStringLiteral("Last event 2 s ago"));
    QVERIFY(frame.find<QLabel>("statusTrouble")->text().isEmpty());
    Q_EMIT frame.engine.storeChanged(Error{ErrorCode::StoreFull, {QStringLiteral("/w/data/headwater.db")}});
    QVERIFY(frame.find<QLabel>("statusTrouble")->text().contains(QStringLiteral("no space left")));
    Q_EMIT frame.engine.storeChanged(std::nullopt);
    QVERIFY(frame.find<QLabel>("statusTrouble")->text().isEmpty());
}

void TestFrame::focusRingGoesWithItsWindow()
{
    widgets::Theme theme;
    widgets::FocusRing ring(theme, *qApp);
    auto host = std::make_unique<QWidget>();
    auto* button = new widgets::Button(theme, QStringLiteral("Save"), widgets::ButtonKind::Primary, {}, host.get());
    host->show();
    host->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(host.get()));
    button->clearFocus();
    const qsizetype before = host->findChildren<QWidget*>().size();
    QTest::keyClick(host.get(), Qt::Key_Tab);
    QTRY_COMPARE(host->findChildren<QWidget*>().size(), before + 1);
    button->clearFocus();
    QTRY_COMPARE(host->findChildren<QWidget*>().size(), before);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(button->hasFocus());
    QCOMPARE(host->findChildren<QWidget*>().size(), before);
    button->clearFocus();
    QTest::keyClick(host.get(), Qt::Key_Tab);
    QTRY_COMPARE(host->findChildren<QWidget*>().size(), before + 1);
    host.reset();
}

void TestFrame::settingsAreKept()
{
    Frame frame;
    frame.window->resize(1300, 800);
    frame.window->show();
    frame.find<QAction>("actionToggleSidebar")->trigger();
    frame.window->close();
    widgets::MainWindow again(frame.theme, frame.presenter, frame.settings, frame.clock);
    again.addView({QStringLiteral("events"),
                   QStringLiteral("Events"),
                   widgets::Icon::List,
                   {PlaceKind::AllEvents},
                   new FakePage});
    QCOMPARE(again.size(), QSize(1300, 800));
    QCOMPARE(again.findChild<widgets::Sidebar*>()->mode(), widgets::Sidebar::Mode::Rail);
}

void TestFrame::regionsAreCycled()
{
    Frame frame;
    frame.openWorkspace();
    auto* field = new QLineEdit(frame.page);
    auto* group = new QWidget(frame.page);
    auto* inner = new QLineEdit(group);
    frame.page->parts = {field, group};
    frame.window->show();
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    field->setFocus();
    const auto press = [&](Qt::KeyboardModifiers modifiers) {
        QTest::keyClick(frame.window.get(), Qt::Key_F6, modifiers);
        return QApplication::focusWidget();
    };
    QCOMPARE(press(Qt::NoModifier), inner);
    auto* toolBar = frame.find<QWidget>("toolBar");
    QVERIFY(toolBar->isAncestorOf(press(Qt::NoModifier)));
    QCOMPARE(press(Qt::NoModifier), frame.find<QWidget>("sidebar"));
    QCOMPARE(press(Qt::NoModifier), field);
    QCOMPARE(press(Qt::ShiftModifier), frame.find<QWidget>("sidebar"));
    QVERIFY(toolBar->isAncestorOf(press(Qt::ShiftModifier)));
    QCOMPARE(press(Qt::ShiftModifier), inner);
    group->hide(); // what is not shown is passed over
    field->setFocus();
    QVERIFY(toolBar->isAncestorOf(press(Qt::NoModifier)));
}

void TestFrame::enterPressesButtons()
{
    Frame frame;
    frame.openWorkspace();
    auto* button = new QPushButton(frame.page);
    auto* box = new QCheckBox(frame.page);
    frame.window->show();
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    QSignalSpy clicked(button, &QPushButton::clicked);
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}) {
        button->setFocus(Qt::TabFocusReason);
        QTest::keyClick(button, key);
    }
    QCOMPARE(clicked.size(), 3);
    box->setFocus(Qt::TabFocusReason);
    QTest::keyClick(box, Qt::Key_Return);
    QVERIFY(!box->isChecked());
}

void TestFrame::shortcutsAreListed()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    frame.page->actions.first()->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+C")));
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    QTest::keyClick(frame.window.get(), Qt::Key_F1, Qt::ControlModifier);
    const auto* table = frame.find<QAbstractItemView>("shortcutsTable");
    QStringList rows;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        rows.append(table->model()->index(row, 0).data().toString() + u' ' +
                    table->model()->index(row, 1).data().toString());
    QVERIFY2(rows.contains(QStringLiteral("Ctrl+B Sidebar")), qPrintable(rows.join(u'\n')));
    QVERIFY2(rows.contains(QStringLiteral("Ctrl+Shift+C Copy as cURL (Events)")), qPrintable(rows.join(u'\n')));
}

void TestFrame::paletteGoesAndRuns()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    auto* palette = frame.find<QDialog>("palette");
    auto* field = frame.find<QLineEdit>("paletteField");
    auto* list = frame.find<QAbstractItemView>("paletteList");
    const auto open = [&](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        frame.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
        QTest::keyClick(frame.window.get(), key, modifiers);
        QVERIFY(palette->isVisible());
        QTRY_COMPARE(QApplication::focusWidget(), field);
        QCOMPARE(field->text(), QString());
    };
    open(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(list->model()->index(1, 0).data().toString(), QStringLiteral("Stripe billing"));
    QTest::keyClicks(field, QStringLiteral("clk"));
    QCOMPARE(list->currentIndex().data().toString(), QStringLiteral("Clerk auth"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(!palette->isVisible());
    QCOMPARE(frame.page->place, (Place{PlaceKind::Source, QStringLiteral("clerk")}));

    open(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClick(field, Qt::Key_Down);
    QTest::keyClick(field, Qt::Key_Up);
    QTest::keyClick(field, Qt::Key_Up); // comes round
    QCOMPARE(list->currentIndex().row(), list->model()->rowCount() - 1);
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!palette->isVisible());

    // A command of the frame, and one of the page that is shown; what is disabled is not listed.
    open(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(field, QStringLiteral("sidebar"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(frame.find<widgets::Sidebar>("sidebar")->mode(), widgets::Sidebar::Mode::Rail);
    QSignalSpy copied(frame.page->actions.first(), &QAction::triggered);
    QTest::mouseClick(frame.find<QWidget>("paletteButton"), Qt::LeftButton);
    QVERIFY(palette->isVisible());
    QTest::keyClicks(field, QStringLiteral("curl"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(copied.count(), 1);
    frame.page->actions.first()->setEnabled(false);
    open(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(field, QStringLiteral("copy as curl"));
    QVERIFY(list->currentIndex().data().toString() != QStringLiteral("Copy as cURL"));
}

void TestFrame::paletteOpensEventsAndFilters()
{
    Frame frame;
    frame.openWorkspace();
    frame.window->show();
    QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
    auto* field = frame.find<QLineEdit>("paletteField");
    QSignalSpy events(frame.window.get(), &widgets::MainWindow::eventWanted);
    QSignalSpy filters(frame.window.get(), &widgets::MainWindow::filterWanted);
    QSignalSpy fields(frame.window.get(), &widgets::MainWindow::filterFieldWanted);
    const auto open = [&] {
        frame.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(frame.window.get()));
        QTest::keyClick(frame.window.get(), Qt::Key_K, Qt::ControlModifier);
    };
    open();
    QTest::keyClicks(field, QStringLiteral("hw_1"));
    QCOMPARE(frame.events.eventId, QStringLiteral("hw_1"));
    store::StoredEvent stored;
    stored.event.id = QStringLiteral("hw_1");
    Q_EMIT frame.events.eventReady(frame.events.event, stored);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(events.count(), 1);
    QCOMPARE(events.first().first().toString(), QStringLiteral("hw_1"));

    open();
    QTest::keyClicks(field, QStringLiteral("-status:duplicate"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(filters.count(), 1);
    QCOMPARE(filters.first().first().toString(), QStringLiteral("-status:duplicate"));

    open();
    QTest::keyClicks(field, QStringLiteral("by status"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(fields.count(), 1);
    QCOMPARE(fields.first().first().toString(), QStringLiteral("status"));
}

QTEST_MAIN(TestFrame)
#include "tst_frame.moc"
