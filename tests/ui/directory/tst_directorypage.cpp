#include "tests/models/directory/sampledirectory.h"
#include "ui/models/directorypresenter.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/directorydetailpane.h"
#include "ui/widgets/directorydetailparts.h"
#include "ui/widgets/directorypage.h"
#include "ui/widgets/directorytable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/mainwindow.h"

#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

namespace hw::widgets {

using delivery::DirectoryKind;
using models::DirectoryModel;
using models::DirectoryPresenter;

/// The page over a real database, by mouse and keyboard.
class DirectoryPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void emptyListsSayWhatFillsThem();
    void viewsHaveTitlesAndCounts();
    void clickShowsDetail();
    void keysMoveTheSelection();
    void copiesIds();
    void copiesPropertyValues();
    void filterByTyping();
    void noMatchOffersClearing();
    void chipsLeadToTheirRows();
    void timelineLeadsToRuns();
    void lastChangeOpensTheEvent();
    void keyboardReachesTheDetail();
    void scrollingLoadsMore();
    void rowsInViewStay();
    void narrowPageKeepsNamesAndTimes();
    void everyControlHasAName();
    void screenshots();

private:
    void fill();
    void click(const QString& text);
    void showView(const char* id);
    QString title() { return child<QLabel>("directoryDetailTitle")->text(); }
    template<class T>
    T* child(const char* name)
    {
        return m_page->findChild<T*>(QString::fromUtf8(name));
    }
    DirectoryModel& model() { return m_presenter->model(); }
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<delivery::DirectoryReadThread> m_reader;
    std::unique_ptr<DirectoryPresenter> m_presenter;
    std::unique_ptr<DirectoryPage> m_page;
    DirectoryTable* m_table = nullptr;
};

void DirectoryPageTest::initTestCase()
{
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
    m_theme = std::make_unique<Theme>();
    m_theme->setAppearance(Appearance::Light);
    m_theme->applyTo(*qApp);
}

void DirectoryPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString path = m_folder->filePath(QStringLiteral("headwater.db"));
    m_writer = testing::openDirectory(path);
    QVERIFY(m_writer);
    m_reader = std::make_unique<delivery::DirectoryReadThread>(path);
    m_presenter = std::make_unique<DirectoryPresenter>(*m_reader, m_clock);
    m_presenter->setSources(
        {{QStringLiteral("stripe-billing"), {QStringLiteral("Stripe billing"), QStringLiteral("stripe")}}});
    m_presenter->setEnvironment(QStringLiteral("development"));
    m_page = std::make_unique<DirectoryPage>(*m_theme, *m_presenter);
    m_page->resize(1208, 772);
    QCursor::setPos(0, 0); // off the rows: the one under the pointer would be the one that stays
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_table = child<DirectoryTable>("directoryTable");
    QVERIFY(m_table);
    QTRY_VERIFY(m_presenter->state() == DirectoryPresenter::State::Ready);
}

void DirectoryPageTest::cleanup()
{
    m_page.reset();
    m_presenter.reset();
    m_reader.reset();
    m_writer.reset();
}

void DirectoryPageTest::fill()
{
    QVERIFY(testing::writeAll(*m_writer, testing::sampleDirectory(m_clock.now())));
    QTRY_COMPARE(model().rowCount(), 23);
    QTRY_VERIFY(m_presenter->counts() && (*m_presenter->counts())[5] == 7);
}

void DirectoryPageTest::click(const QString& text)
{
    for (int row = 0; row < model().rowCount(); ++row) {
        if (model().index(row, 0).data().toString() != text)
            continue;
        m_table->scrollTo(model().index(row, 0));
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(model().index(row, 0)).center());
        return;
    }
    QFAIL(qPrintable(text));
}

void DirectoryPageTest::showView(const char* id)
{
    m_page->setView(QLatin1String(id));
    QTRY_VERIFY(m_presenter->state() == DirectoryPresenter::State::Ready &&
                delivery::toString(model().kind()) == QLatin1String(id));
}

void DirectoryPageTest::emptyListsSayWhatFillsThem()
{
    auto* empty = child<EmptyState>("directoryEmpty");
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QStringLiteral("No users yet"));
    QVERIFY(!child<DirectoryDetailPane>("directoryDetail")->isVisible());
    showView("workflow-runs");
    QTRY_COMPARE(empty->accessibleName(), QStringLiteral("No workflow runs yet"));
}

void DirectoryPageTest::viewsHaveTitlesAndCounts()
{
    QSignalSpy counted(m_page.get(), &Page::viewCountsChanged);
    fill();
    QStringList shown;
    for (const ViewEntry& view : DirectoryPage::views(m_page.get()))
        shown << view.title + u' ' + m_page->viewCount(view.id);
    QCOMPARE(shown, QStringList({QStringLiteral("Users 23"), QStringLiteral("Tenants 3"), QStringLiteral("Objects 3"),
                                 QStringLiteral("Audiences 4"), QStringLiteral("Subscriptions 4"),
                                 QStringLiteral("Workflow runs 7")}));
    QVERIFY(counted.count() > 0);
    QTRY_VERIFY(child<QLabel>("directoryRows")->text().startsWith(QStringLiteral("Rows 1\u2013")));
    QVERIFY(child<QLabel>("directoryRows")->text().endsWith(QLatin1String("of 23")));
}

void DirectoryPageTest::clickShowsDetail()
{
    fill();
    click(QStringLiteral("Mira Solberg"));
    QTRY_COMPARE(title(), QStringLiteral("Mira Solberg"));
    click(QStringLiteral("Ada Byron"));
    QTRY_COMPARE(title(), QStringLiteral("Ada Byron"));
    QTRY_VERIFY(child<QWidget>("chip_Beta testers"));
    QVERIFY(child<QWidget>("item_payment-reminder"));
    QCOMPARE(child<QWidget>("property_seats")->accessibleName(), QStringLiteral("seats: 12"));
}

void DirectoryPageTest::keysMoveTheSelection()
{
    fill();
    m_table->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Home);
    QTRY_COMPARE(title(), model().index(0, 0).data().toString());
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QTRY_COMPARE(title(), model().index(2, 0).data().toString());
    press(Qt::Key_Up);
    QTRY_COMPARE(title(), model().index(1, 0).data().toString());
    press(Qt::Key_End);
    QTRY_COMPARE(title(), model().index(22, 0).data().toString());
    QCOMPARE(m_table->currentIndex().row(), 22);
}

void DirectoryPageTest::copiesIds()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_COMPARE(title(), QStringLiteral("Ada Byron"));
    QSignalSpy copied(m_page.get(), &DirectoryPage::copied);
    m_table->setFocus(Qt::TabFocusReason);
    press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("cus_R4kTm2Wq"));
    click(QStringLiteral("Linus Aalto"));
    QTRY_COMPARE(title(), QStringLiteral("Linus Aalto"));
    QTest::mouseClick(child<QToolButton>("copyIdButton"), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("cus_R4jPq2Vn"));
    QCOMPARE(copied.count(), 2);
}

void DirectoryPageTest::copiesPropertyValues()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(child<QWidget>("property_email") && title() == u"Ada Byron");
    QTest::mouseClick(child<QWidget>("property_email"), Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("\"ada@analytical.dev\""));
}

void DirectoryPageTest::filterByTyping()
{
    fill();
    m_table->setFocus(Qt::TabFocusReason);
    press(Qt::Key_Slash);
    auto* filter = child<QLineEdit>("directoryFilter");
    QCOMPARE(QApplication::focusWidget(), filter);
    QTest::keyClicks(filter, QStringLiteral("byron"));
    QTRY_COMPARE(model().rowCount(), 1);
    QTRY_COMPARE(child<QLabel>("directoryRows")->text(), QStringLiteral("Rows 1\u20131 of 1"));
    press(Qt::Key_Down);
    QCOMPARE(QApplication::focusWidget(), m_table);
    QTRY_COMPARE(m_table->currentIndex().row(), 0);
    filter->setFocus();
    press(Qt::Key_Escape);
    QTRY_COMPARE(model().rowCount(), 23);
    press(Qt::Key_Escape);
    QCOMPARE(QApplication::focusWidget(), m_table);
}

void DirectoryPageTest::noMatchOffersClearing()
{
    fill();
    auto* filter = child<QLineEdit>("directoryFilter");
    QTest::keyClicks(filter, QStringLiteral("nobody"));
    auto* empty = child<EmptyState>("directoryEmpty");
    QTRY_VERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), QStringLiteral("No row matches this filter"));
    QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
    QTRY_COMPARE(model().rowCount(), 23);
    QVERIFY(m_table->isVisible());
}

void DirectoryPageTest::chipsLeadToTheirRows()
{
    fill();
    QSignalSpy wanted(m_page.get(), &Page::viewWanted);
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("chip_Beta testers"));
    QTest::mouseClick(child<QWidget>("chip_Beta testers"), Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    QCOMPARE(wanted.front().front().toString(), QStringLiteral("audiences"));
    QTRY_COMPARE(title(), QStringLiteral("Beta testers"));
    QTRY_COMPARE(m_table->currentIndex().data().toString(), QStringLiteral("Beta testers"));
    QTest::mouseClick(child<QWidget>("item_cus_R4kTm2Wq"), Qt::LeftButton);
    QTRY_COMPARE(title(), QStringLiteral("Ada Byron"));
    QTRY_COMPARE(m_table->currentIndex().data().toString(), QStringLiteral("Ada Byron"));
}

void DirectoryPageTest::timelineLeadsToRuns()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("item_trial-ending"));
    QTest::mouseClick(child<QWidget>("item_trial-ending"), Qt::LeftButton);
    QTRY_COMPARE(title(), QStringLiteral("trial-ending"));
    QTRY_COMPARE(m_table->currentIndex().data().toString(), QStringLiteral("trial-ending"));
    showView("users");
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("moreButton"));
    QTest::mouseClick(child<QWidget>("moreButton"), Qt::LeftButton);
    QTRY_COMPARE(model().rowCount(), 5);
    QCOMPARE(child<QLineEdit>("directoryFilter")->text(), QStringLiteral("\"cus_R4kTm2Wq\""));
}

void DirectoryPageTest::lastChangeOpensTheEvent()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("lastChange"));
    QSignalSpy opened(m_page.get(), &DirectoryPage::openEvent);
    auto* scroll = m_page->findChild<DirectoryDetailPane*>()->findChild<QScrollArea*>();
    scroll->ensureWidgetVisible(child<QWidget>("lastChange"));
    QTest::mouseClick(child<QWidget>("lastChange"), Qt::LeftButton);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.front().front().toString(),
             std::get<delivery::DirectoryUser>(model().row(m_table->currentIndex().row()).entry).eventId);
}

void DirectoryPageTest::keyboardReachesTheDetail()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("chip_EU"));
    m_table->setFocus(Qt::TabFocusReason);
    // Tab goes on into the panel; Space follows the link.
    const QWidget* chip = child<QWidget>("chip_EU");
    for (int tabs = 0; tabs < 40 && QApplication::focusWidget() != chip; ++tabs)
        press(Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), chip);
    press(Qt::Key_Space);
    QTRY_COMPARE(title(), QStringLiteral("EU"));
}

void DirectoryPageTest::scrollingLoadsMore()
{
    std::vector<store::CommitItem> items;
    for (int i = 0; i < 320; ++i)
        items.push_back(testing::identified(QStringLiteral("u%1").arg(i, 4, 10, QLatin1Char('0')),
                                            QStringLiteral("User %1").arg(i), m_clock.now()));
    QVERIFY(testing::writeAll(*m_writer, std::move(items)));
    QTRY_VERIFY(model().rowCount() >= 200);
    m_table->setFocus(Qt::TabFocusReason);
    while (model().rowCount() < 320) {
        const int rows = model().rowCount();
        press(Qt::Key_End);
        QTRY_VERIFY(model().rowCount() > rows);
    }
    QCOMPARE(model().rowCount(), 320);
    press(Qt::Key_End);
    QTRY_COMPARE(title(), QStringLiteral("User 319"));
    QTRY_VERIFY(child<QLabel>("directoryRows")->text().endsWith(QStringLiteral("\u2013320 of 320")));
}

void DirectoryPageTest::rowsInViewStay()
{
    std::vector<store::CommitItem> items;
    for (int i = 0; i < 120; ++i)
        items.push_back(testing::identified(QStringLiteral("u%1").arg(i, 4, 10, QLatin1Char('0')),
                                            QStringLiteral("User %1").arg(i), m_clock.now()));
    QVERIFY(testing::writeAll(*m_writer, std::move(items)));
    QTRY_COMPARE(model().rowCount(), 120);
    m_table->verticalScrollBar()->setValue(40 * 28 + 5);
    const QString top = model().index(m_table->rowAt(20), 0).data().toString();
    const int y = m_table->rowViewportPosition(m_table->rowAt(20));
    // As if the view had shown some rows more above: those are kept up to date too.
    m_presenter->setVisibleRows(30, 60);
    QVERIFY(testing::writeAll(*m_writer,
                              {testing::identified(QStringLiteral("u0035a"), QStringLiteral("New"), m_clock.now()),
                               testing::identified(QStringLiteral("u0045a"), QStringLiteral("New"), m_clock.now())}));
    QTRY_COMPARE(model().rowCount(), 122);
    QCOMPARE(model().index(m_table->rowAt(20), 0).data().toString(), top);
    QCOMPARE(m_table->rowViewportPosition(m_table->rowAt(20)), y);
}

void DirectoryPageTest::narrowPageKeepsNamesAndTimes()
{
    fill();
    m_page->resize(976, 512);
    QCoreApplication::sendPostedEvents();
    using Field = DirectoryModel::Field;
    QVERIFY(child<QWidget>("directoryDetail")->isVisible());
    for (const Field field : {Field::Name, Field::Id, Field::Email, Field::Updated}) {
        const int column = model().columnOf(field);
        QVERIFY(!m_table->isColumnHidden(column));
        QVERIFY(m_table->columnViewportPosition(column) + m_table->columnWidth(column) <= m_table->viewport()->width());
    }
    QVERIFY(m_table->isColumnHidden(model().columnOf(Field::Property)));
    m_page->resize(1208, 772);
    QCoreApplication::sendPostedEvents();
    QVERIFY(!m_table->isColumnHidden(model().columnOf(Field::Property)));
}

void DirectoryPageTest::everyControlHasAName()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("lastChange"));
    QStringList nameless;
    const auto widgets = m_page->findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(m_page.get()))
            continue;
        if (widget->accessibleName().isEmpty())
            nameless << QLatin1String(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
}

void DirectoryPageTest::screenshots()
{
    fill();
    click(QStringLiteral("Ada Byron"));
    QTRY_VERIFY(title() == u"Ada Byron" && child<QWidget>("lastChange"));
    const QString folder = QStringLiteral(HW_BIN_DIR "/../screenshots");
    QVERIFY(QDir().mkpath(folder));
    for (const ViewEntry& view : DirectoryPage::views(m_page.get())) {
        showView(view.id.toUtf8().constData());
        for (const Appearance scheme : {Appearance::Light, Appearance::Dark}) {
            m_theme->setAppearance(scheme);
            for (const QSize size : {QSize(1208, 772), QSize(976, 512)}) {
                m_page->resize(size);
                const auto* pane = child<DirectoryDetailPane>("directoryDetail");
                QTRY_VERIFY(pane->detail() && pane->detail()->target.kind == model().kind());
                QCoreApplication::sendPostedEvents();
                const QString name =
                    QStringLiteral("%1/directory-%2-%3-%4.png")
                        .arg(folder, view.id,
                             scheme == Appearance::Light ? QStringLiteral("light") : QStringLiteral("dark"),
                             QString::number(size.width()));
                QVERIFY(m_page->grab().save(name));
            }
        }
        m_theme->setAppearance(Appearance::Light);
    }
}

} // namespace hw::widgets

QTEST_MAIN(hw::widgets::DirectoryPageTest)

#include "tst_directorypage.moc"
