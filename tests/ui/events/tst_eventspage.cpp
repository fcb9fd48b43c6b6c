#include "tests/ui/events/sampleevents.h"

#include "core/base/clock.h"
#include "core/store/readthread.h"
#include "core/store/writer.h"
#include "ui/models/englishplurals.h"
#include "ui/models/eventactions.h"
#include "ui/models/eventspresenter.h"
#include "ui/models/storeeventsource.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/bodypane.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventdetailpane.h"
#include "ui/widgets/eventfilterbar.h"
#include "ui/widgets/eventspage.h"
#include "ui/widgets/eventstable.h"
#include "ui/widgets/histogramwidget.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace hw::widgets {

using models::EventsModel;
using models::EventsPresenter;

/// The page over a real store: what is written by the writer is shown after the read thread has noticed it.
class EventsPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void waitsForTheFirstEvent();
    void aComparisonStaysWhereADetailComesLate();
    void showsRowsNewestFirst();
    void selectionShowsDetail();
    void arrowsAndLettersMove();
    void filterCommitsAndRemovesChips();
    void manyTermsMakeNothingWider();
    void aTermIsNotRepeated();
    void filterProblemIsShownWithItsPlace();
    void filterIsCompleted();
    void filterByTypeAndCell();
    void noMatchOffersClearing();
    void spacePausesAndCountsNewEvents();
    void rowsAboveDoNotMoveTheView();
    void histogramDragFiltersByTime();
    void bodyModesPathAndFind();
    void copiesCurl();
    void contextMenuHasTheActions();
    void eventMenuHasTheActions();
    void columnsAreHiddenAndKept();
    void everyControlHasAName();
    void screenshots();

private:
    void write(std::vector<store::CommitItem> items);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    template<class T>
    T* child(const char* name)
    {
        return m_page->findChild<T*>(QLatin1String(name));
    }
    EventsModel& model() { return m_presenter->model(); }
    void selectType(const QString& type);

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<store::ReadThread> m_reader;
    std::unique_ptr<models::StoreEventSource> m_source;
    std::unique_ptr<EventsPresenter> m_presenter;
    std::unique_ptr<EventsPage> m_page;
    EventsTable* m_table = nullptr;
};

void EventsPageTest::initTestCase()
{
    auto* plurals = new models::EnglishPlurals(this);
    QCoreApplication::installTranslator(plurals);
    m_theme = std::make_unique<Theme>();
    m_theme->setAppearance(Appearance::Light);
    m_theme->applyTo(*qApp);
}

void EventsPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(QStringLiteral("headwater.db"));
    auto writer = store::Writer::open({path, {}, {}});
    QVERIFY(writer);
    m_writer = std::move(writer).value();
    m_reader = std::make_unique<store::ReadThread>(path);
    m_source = std::make_unique<models::StoreEventSource>(*m_reader);
    m_presenter = std::make_unique<EventsPresenter>(*m_source, m_clock);
    m_presenter->setSources(testing::sampleSources());
    m_page = std::make_unique<EventsPage>(*m_theme, *m_presenter);
    m_page->setEndpointUrl(QStringLiteral("http://127.0.0.1:4400/s/stripe-billing"));
    m_page->resize(1208, 772);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_table = child<EventsTable>("eventsTable");
    QVERIFY(m_table);
    QTRY_COMPARE(m_presenter->state(), EventsPresenter::State::Ready);
}

void EventsPageTest::cleanup()
{
    m_page.reset();
    m_presenter.reset();
    m_source.reset();
    m_reader.reset();
    m_writer.reset();
}

void EventsPageTest::write(std::vector<store::CommitItem> items)
{
    int stored = 0;
    const int wanted = static_cast<int>(items.size());
    for (store::CommitItem& item : items) {
        m_writer->submit({std::move(item)}, [&stored](const Result<store::CommitUnit>& unit) {
            QVERIFY(unit);
            ++stored;
        });
    }
    QTRY_COMPARE_WITH_TIMEOUT(stored, wanted, 20000);
}

void EventsPageTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* target = QApplication::focusWidget();
    if (!target) // a popup that closes gives the keyboard back only where there is a window manager
        target = m_page->window()->focusWidget();
    QTest::keyClick(target ? target : m_page.get(), key, modifiers);
}

void EventsPageTest::selectType(const QString& type)
{
    for (int row = 0; row < model().rowCount(); ++row) {
        const QModelIndex index = model().index(row, EventsModel::Type);
        if (index.data().toString() == type) {
            m_table->scrollTo(index);
            QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(index).center());
            QTRY_COMPARE(m_presenter->selectedId(), index.data(EventsModel::IdRole).toString());
            QTRY_VERIFY(child<QWidget>("detailHeader")->accessibleName().contains(type));
            return;
        }
    }
    QFAIL("no such type");
}

void EventsPageTest::waitsForTheFirstEvent()
{
    auto* empty = child<EmptyState>("eventsEmpty");
    QTRY_VERIFY(empty->isVisible());
    QVERIFY(!m_table->isVisible());
    auto* copy = empty->findChild<QPushButton*>();
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("http://127.0.0.1:4400/s/stripe-billing"));
    write({testing::sampleEvent(QStringLiteral("stripe-billing"), QStringLiteral("a.b"), m_clock.now())});
    QTRY_VERIFY(m_table->isVisible());
    QCOMPARE(model().rowCount(), 1);
}

void EventsPageTest::aComparisonStaysWhereADetailComesLate()
{
    EventDetailPane pane(*m_theme, {}, {});
    pane.show();
    auto* compare = pane.findChild<QWidget*>(QStringLiteral("eventCompare"));
    models::EventDetail first;
    first.id = QStringLiteral("hw_1");
    pane.setDetail(first);
    pane.setSelectedCount(2);
    pane.showComparison({});
    QVERIFY(compare->isVisible());
    models::EventDetail second;
    second.id = QStringLiteral("hw_2");
    pane.setDetail(second);
    QVERIFY(compare->isVisible());
    pane.setSelectedCount(1);
    QVERIFY(!compare->isVisible());
}

void EventsPageTest::showsRowsNewestFirst()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    QCOMPARE(model().index(0, EventsModel::Type).data().toString(), QStringLiteral("invoice.payment_failed"));
    QCOMPARE(model().index(0, EventsModel::Status).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Status: failed"));
    QCOMPARE(model().index(2, EventsModel::Actions).data().toString(), QStringLiteral("3/3"));
    QTRY_COMPARE(child<QLabel>("eventCount")->text(), QStringLiteral("10"));
}

void EventsPageTest::selectionShowsDetail()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    selectType(QStringLiteral("customer.updated"));
    QCOMPARE(m_page->findChildren<QAbstractButton*>(QStringLiteral("stage")).size(), 6);
    QCOMPARE(m_page->findChildren<QAbstractButton*>(QStringLiteral("actionRow")).size(), 3);
    auto* tabs = child<CountTabBar>("detailTabs");
    auto* verified = m_page->findChildren<QAbstractButton*>(QStringLiteral("stage")).at(1);
    QTest::mouseClick(verified, Qt::LeftButton);
    QCOMPARE(tabs->currentIndex(), static_cast<int>(models::DetailTab::Verification));
    QCOMPARE(m_page->findChildren<QAbstractButton*>(QStringLiteral("check")).size(), 3);
}

void EventsPageTest::arrowsAndLettersMove()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    m_table->setFocus();
    const int start = m_table->currentIndex().row();
    QCOMPARE(start, 0);
    key(Qt::Key_J);
    QCOMPARE(m_table->currentIndex().row(), 1);
    key(Qt::Key_Down);
    QCOMPARE(m_table->currentIndex().row(), 2);
    key(Qt::Key_K);
    QCOMPARE(m_table->currentIndex().row(), 1);
    QTRY_VERIFY(child<QWidget>("detailHeader")->accessibleName().contains(QStringLiteral("user.created")));
    key(Qt::Key_Return);
    QTRY_VERIFY(child<CountTabBar>("detailTabs")->hasFocus());
}

void EventsPageTest::filterCommitsAndRemovesChips()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    m_table->setFocus();
    key(Qt::Key_Slash);
    auto* edit = child<FilterEdit>("filterEdit");
    QTRY_VERIFY(edit->hasFocus());
    QTest::keyClicks(edit, QStringLiteral("type:customer.*"));
    key(Qt::Key_Return);
    QTRY_COMPARE(model().rowCount(), 4);
    QCOMPARE(m_page->findChildren<FilterChip*>().size(), 1);
    QVERIFY(edit->text().isEmpty());
    QTRY_COMPARE(child<QLabel>("eventCount")->text(), QStringLiteral("4 of 10"));
    QTest::keyClicks(edit, QStringLiteral("-type:*deleted"));
    key(Qt::Key_Return);
    QTRY_COMPARE(model().rowCount(), 3);
    key(Qt::Key_Backspace);
    QTRY_COMPARE(model().rowCount(), 4);
    QTRY_COMPARE(m_page->findChildren<FilterChip*>().size(), 1);
    auto* chip = m_page->findChild<FilterChip*>();
    QTest::mouseClick(chip, Qt::LeftButton, {}, chip->crossRect().center());
    QTRY_COMPARE(model().rowCount(), 10);
}

void EventsPageTest::manyTermsMakeNothingWider()
{
    const int needed = m_page->minimumSizeHint().width();
    QStringList terms;
    for (int i = 0; i < 30; ++i)
        terms << QStringLiteral("-type:customer.kind%1").arg(i);
    m_page->resize(900, 600);
    QVERIFY(!m_presenter->addTerms(terms));
    QCOMPARE(m_page->findChildren<FilterChip*>().size(), terms.size());
    QTRY_VERIFY(m_page->minimumSizeHint().width() <= needed + 64);
    auto* edit = child<QLineEdit>("filterEdit");
    QTRY_VERIFY(edit->width() >= edit->minimumWidth());
    // The newest is seen whole, the oldest after a turn of the wheel.
    const auto isSeen = [](const FilterChip* chip) { return chip->visibleRegion().boundingRect() == chip->rect(); };
    const QList<FilterChip*> chips = m_page->findChildren<FilterChip*>();
    QTRY_VERIFY(isSeen(chips.back()));
    QVERIFY(!isSeen(chips.front()));
    auto* area = child<QScrollArea>("filterChips");
    QWheelEvent wheel(chips.back()->rect().center(), chips.back()->mapToGlobal(chips.back()->rect().center()), {},
                      {0, 12000}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(area->viewport(), &wheel);
    QTRY_VERIFY(isSeen(chips.front()));
}

void EventsPageTest::aTermIsNotRepeated()
{
    m_page->addFilter(QStringLiteral("type:customer.created"));
    m_page->addFilter(QStringLiteral("type:customer.created"));
    QCOMPARE(m_presenter->filterText(), QStringLiteral("type:customer.created"));
    auto* edit = child<QLineEdit>("filterEdit");
    QTest::keyClicks(edit, QStringLiteral("type:customer.created"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_presenter->filterText(), QStringLiteral("type:customer.created"));
    QCOMPARE(edit->text(), QString());
}

void EventsPageTest::filterProblemIsShownWithItsPlace()
{
    auto* edit = child<FilterEdit>("filterEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("type:a colour:red"));
    key(Qt::Key_Return);
    auto* problem = child<QLabel>("filterProblem");
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(QStringLiteral("colour")), qPrintable(problem->text()));
    QCOMPARE(edit->cursorPosition(), 7);
    QCOMPARE(edit->text(), QStringLiteral("type:a colour:red"));
    QVERIFY(m_presenter->filterText().isEmpty());
    key(Qt::Key_Escape);
    QVERIFY(!problem->isVisible());
}

void EventsPageTest::filterIsCompleted()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    auto* edit = child<QLineEdit>("filterEdit");
    edit->setFocus();
    QTest::keyClicks(edit, QStringLiteral("stat"));
    QTRY_VERIFY(QApplication::activePopupWidget());
    auto* popup = qobject_cast<QAbstractItemView*>(QApplication::activePopupWidget());
    QVERIFY(popup);
    QCOMPARE(popup->model()->index(0, 0).data().toString(), QStringLiteral("status:"));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_COMPARE(edit->text(), QStringLiteral("status:"));
    // Its values follow by themselves, and what is typed narrows them.
    QTRY_VERIFY(popup->isVisible());
    QTest::keyClicks(edit, QStringLiteral("fa"));
    QTRY_COMPARE(popup->model()->index(0, 0).data().toString(), QStringLiteral("failed"));
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QTRY_COMPARE(edit->text(), QStringLiteral("status:failed"));
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(m_presenter->filterText(), QStringLiteral("status:failed"));
    QVERIFY(edit->text().isEmpty());
}

void EventsPageTest::filterByTypeAndCell()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    selectType(QStringLiteral("customer.updated"));
    m_table->setFocus();
    key(Qt::Key_F);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(m_presenter->filterText(), QStringLiteral("type:customer.updated"));
    m_presenter->setFilterText({});
    QTRY_COMPARE(model().rowCount(), 10);
    m_table->setCurrentIndex(model().index(1, EventsModel::Source));
    key(Qt::Key_F, Qt::ShiftModifier);
    QTRY_COMPARE(model().rowCount(), 1);
    QCOMPARE(m_presenter->filterText(), QStringLiteral("source:clerk-auth"));
}

void EventsPageTest::noMatchOffersClearing()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    m_presenter->setFilterText(QStringLiteral("type:nothing.like.it"));
    auto* empty = child<EmptyState>("eventsEmpty");
    QTRY_VERIFY(empty->isVisible());
    auto* clear = empty->findChild<QPushButton*>();
    QCOMPARE(clear->text(), QStringLiteral("Clear filter"));
    QTest::mouseClick(clear, Qt::LeftButton);
    QTRY_COMPARE(model().rowCount(), 10);
    QTRY_VERIFY(m_table->isVisible());
}

void EventsPageTest::spacePausesAndCountsNewEvents()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    m_table->setFocus();
    key(Qt::Key_Space);
    QCOMPARE(m_presenter->mode(), EventsPresenter::Mode::Paused);
    QVERIFY(child<QAbstractButton>("pauseButton")->isChecked());
    write(testing::sampleEvents(m_clock.now()));
    auto* banner = child<Banner>("pausedBanner");
    QTRY_VERIFY(banner->isVisible());
    QTRY_COMPARE(m_presenter->waiting(), 10);
    QCOMPARE(model().rowCount(), 10);
    key(Qt::Key_Space);
    QTRY_COMPARE(model().rowCount(), 20);
    QVERIFY(!banner->isVisible());
}

void EventsPageTest::rowsAboveDoNotMoveTheView()
{
    std::vector<store::CommitItem> items = testing::backgroundEvents(m_clock.now());
    const auto written = static_cast<qint64>(items.size());
    write(std::move(items));
    QTRY_VERIFY(model().rowCount() >= 200);
    QTRY_COMPARE(model().row(0).seq, written);
    m_table->verticalScrollBar()->setValue(40 * 28 + 13);
    const QPoint probe(200, 50);
    const QString id = m_table->indexAt(probe).data(EventsModel::IdRole).toString();
    QVERIFY(!id.isEmpty());
    const int y = m_table->visualRect(m_table->indexAt(probe)).y();
    write(testing::sampleEvents(m_clock.now()));
    auto* pill = child<QPushButton>("newPill");
    QTRY_COMPARE(pill->text(), QStringLiteral("10 new"));
    QCOMPARE(m_table->indexAt(probe).data(EventsModel::IdRole).toString(), id);
    QCOMPARE(m_table->visualRect(m_table->indexAt(probe)).y(), y);
    QVERIFY(pill->isVisible());
    QTest::mouseClick(pill, Qt::LeftButton);
    QCOMPARE(m_table->verticalScrollBar()->value(), 0);
    QVERIFY(!pill->isVisible());
}

void EventsPageTest::histogramDragFiltersByTime()
{
    write(testing::backgroundEvents(m_clock.now()));
    auto* histogram = child<HistogramWidget>("histogram");
    QTRY_VERIFY(m_presenter->histogram().peak() > 1);
    QTest::mousePress(histogram, Qt::LeftButton, {}, histogram->barRect(10).center());
    QTest::mouseMove(histogram, histogram->barRect(14).center());
    QTest::mouseRelease(histogram, Qt::LeftButton, {}, histogram->barRect(14).center());
    QVERIFY(m_presenter->filterText().startsWith(QStringLiteral("time:")));
    const auto counted = [this] { // anew each time: the bars come in several parts
        int count = 0;
        for (size_t bar = 10; bar <= 14; ++bar) {
            const store::MinuteBar& minute = m_presenter->histogram().bars()[bar];
            count += minute.ok + minute.failed;
        }
        return count;
    };
    QTRY_COMPARE(model().rowCount(), counted());
    QVERIFY(counted() > 0);
    histogram->setFocus();
    key(Qt::Key_Escape);
    QVERIFY(m_presenter->filterText().isEmpty());
}

void EventsPageTest::bodyModesPathAndFind()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    selectType(QStringLiteral("customer.updated"));
    m_page->showTab(models::DetailTab::Request);
    auto* pane = child<BodyPane>("requestBody");
    QVERIFY(pane->isVisible());
    pane->startFind();
    auto* find = pane->findChild<QLineEdit*>(QStringLiteral("bodyFind"));
    QTest::keyClicks(find, QStringLiteral("Analytical"));
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(pane->tree().currentPath(), QStringLiteral("data.object.email"));
    QCOMPARE(pane->findChild<QLabel*>(QStringLiteral("bodyPath"))->text(), QStringLiteral("data.object.email"));
    QTest::mouseClick(pane->findChild<QAbstractButton*>(QStringLiteral("copyPath")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("data.object.email"));
    QTest::mouseClick(pane->findChild<QAbstractButton*>(QStringLiteral("bodyHexMode")), Qt::LeftButton);
    QCOMPARE(pane->mode(), BodyPane::Mode::Hex);
    QVERIFY(pane->findChild<QWidget*>(QStringLiteral("bodyHex"))->isVisible());
}

void EventsPageTest::copiesCurl()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    selectType(QStringLiteral("customer.updated"));
    QSignalSpy copied(m_page.get(), &EventsPage::copied);
    key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(copied.size(), 1);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(
        QStringLiteral("curl -X POST 'http://127.0.0.1:4400/s/stripe-billing'")));
}

void EventsPageTest::contextMenuHasTheActions()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    m_table->setFocus();
    const QPoint place = m_table->visualRect(model().index(2, EventsModel::Type)).center();
    QContextMenuEvent event(QContextMenuEvent::Mouse, place, m_table->viewport()->mapToGlobal(place));
    QApplication::sendEvent(m_table->viewport(), &event);
    QTRY_VERIFY(m_page->findChild<QMenu*>(QStringLiteral("eventMenu")));
    auto* menu = m_page->findChild<QMenu*>(QStringLiteral("eventMenu"));
    QStringList names;
    for (const QAction* action : menu->actions())
        names << action->objectName();
    QVERIFY(names.contains(QStringLiteral("copyCurl")));
    QVERIFY(names.contains(QStringLiteral("filterCell")));
    QCOMPARE(m_table->currentIndex().row(), 2);
    menu->close();
}

void EventsPageTest::eventMenuHasTheActions()
{
    QStringList names;
    const QList<QAction*> actions = m_page->menuActions(MenuId::Event);
    for (const QAction* action : actions)
        names << action->objectName();
    for (const char* name :
         {"openEvent",  "nextEvent",   "previousEvent", "toggleLive",      "focusFilter",  "filterType",
          "filterCell", "excludeCell", "copyEventId",   "explainLatest",   "processAgain", "resendEvent",
          "editResend", "useAsSample", "compareEvents", "comparePrevious", "pinEvent",     "noteEvent",
          "copyCurl",   "copyHttpie",  "copyFetch",     "copyReport",      "exportEvents", "deleteEvents"})
        QVERIFY2(names.contains(QLatin1String(name)), name);
    // What needs the engine can be done only where there is one.
    QVERIFY(!m_page->findChild<QAction*>(QStringLiteral("processAgain"))->isEnabled());
    QVERIFY(m_page->menuActions(MenuId::Script).isEmpty());
}

void EventsPageTest::columnsAreHiddenAndKept()
{
    QHeaderView* header = m_table->horizontalHeader();
    header->resizeSection(EventsModel::Source, 200);
    Q_EMIT header->customContextMenuRequested({20, 10});
    auto* menu = m_table->findChild<QMenu*>(QStringLiteral("columnMenu"));
    QVERIFY(menu);
    QCOMPARE(menu->actions().at(EventsModel::Method)->text(), QStringLiteral("Method"));
    QVERIFY(!menu->actions().at(EventsModel::Type)->isEnabled());
    menu->setActiveAction(menu->actions().at(EventsModel::Method));
    QTest::keyClick(menu, Qt::Key_Return);
    QVERIFY(m_table->isColumnHidden(EventsModel::Method));
    m_theme->setAppearance(Appearance::Dark); // colours leave the widths alone
    m_theme->setAppearance(Appearance::Light);
    QCOMPARE(header->sectionSize(EventsModel::Source), 200);

    QSettings settings(m_folder->filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_page->saveLayout(settings);
    EventsPage again(*m_theme, *m_presenter);
    again.restoreLayout(settings);
    auto* table = again.findChild<EventsTable*>();
    QVERIFY(table->isColumnHidden(EventsModel::Method));
    QCOMPARE(table->horizontalHeader()->sectionSize(EventsModel::Source), 200);
    table->setColumnState("nonsense");
    QVERIFY(table->isColumnHidden(EventsModel::Method));
}

void EventsPageTest::everyControlHasAName()
{
    write(testing::sampleEvents(m_clock.now()));
    QTRY_COMPARE(model().rowCount(), 10);
    selectType(QStringLiteral("customer.updated"));
    QStringList nameless;
    const auto widgets = m_page->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(m_page.get()))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if (!named)
            nameless << QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
}

/// Not a check by itself: pictures for the eye, in both schemes and two sizes, beside the test's binary.
void EventsPageTest::screenshots()
{
    const Timestamp now = m_clock.now();
    write(testing::backgroundEvents(now));
    write(testing::sampleEvents(now));
    QTRY_COMPARE(model().index(0, EventsModel::Type).data().toString(), QStringLiteral("invoice.payment_failed"));
    QTRY_VERIFY(m_presenter->histogram().peak() > 4);
    m_table->goToTop();
    selectType(QStringLiteral("customer.updated"));
    const QString folder = QStringLiteral(HW_BIN_DIR "/../screenshots");
    QVERIFY(QDir().mkpath(folder));
    for (const Appearance scheme : {Appearance::Light, Appearance::Dark}) {
        m_theme->setAppearance(scheme);
        const QString suffix = scheme == Appearance::Light ? QStringLiteral("light") : QStringLiteral("dark");
        for (const QSize size : {QSize(1208, 772), QSize(976, 512)}) {
            m_page->resize(size);
            for (const auto& [tab, name] :
                 {std::pair(models::DetailTab::Overview, "overview"), std::pair(models::DetailTab::Request, "request"),
                  std::pair(models::DetailTab::Verification, "verification"),
                  std::pair(models::DetailTab::Script, "script"), std::pair(models::DetailTab::Actions, "actions"),
                  std::pair(models::DetailTab::Response, "response")}) {
                m_page->showTab(tab);
                QApplication::sendPostedEvents();
                const QString file = QStringLiteral("%1/events-%2-%3-%4.png")
                                         .arg(folder, QLatin1String(name), suffix, QString::number(size.width()));
                QVERIFY(m_page->grab().save(file));
            }
        }
    }
    m_theme->setAppearance(Appearance::Light);
}

} // namespace hw::widgets

QTEST_MAIN(hw::widgets::EventsPageTest)

#include "tst_eventspage.moc"
