#include "app/headwater/mappingadapter.h"
#include "core/base/ids.h"
#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/store/readthread.h"
#include "ui/models/englishplurals.h"
#include "ui/models/jsontreemodel.h"
#include "ui/models/mappingpresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/mappingactionspanel.h"
#include "ui/widgets/mappingcard.h"
#include "ui/widgets/mappingpage.h"
#include "ui/widgets/mappingslotedit.h"
#include "ui/widgets/mappingtree.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace hw::widgets {

using models::MappingPresenter;
using models::SlotRef;

/// The page over a real engine, store and workspace.
class MappingPageTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void clickFillsSavesAndTheNextEventUsesIt();
    void keyboardAloneDoesTheSame();
    void undoTakesBackEveryEdit();
    void theKeyUndoesFromAnEmptySlot();
    void aBrokenExpressionIsTold();
    void chipIsEditedAndRemoved();
    void objectOnEmailIsRefused();
    void deletedActionComesBack();
    void conditionByClicks();
    void typesAreFilteredAndAdded();
    void rowsChooseTheSample();
    void outsideConflictIsShown();
    void cardsOfAKindAreReordered();
    void cardsAreDuplicatedAndCopied();
    void valuesAreDropped();
    void aDefaultStandsIn();
    void anEmptySlotSuggestsItsValue();
    void everyControlHasAName();
    void screenshots();

private:
    engine::Processed send(const QByteArray& body);
    template<class T>
    T* child(const char* name)
    {
        return m_page->findChild<T*>(QLatin1String(name));
    }
    [[nodiscard]] MappingSlotEdit* slotOf(const char* card, const char* parameter);
    void clickValue(const char* path);
    void clickSlot(MappingSlotEdit* slot);
    [[nodiscard]] QByteArray file() const;
    [[nodiscard]] const models::MappingSlot& slotState(const char* action, const char* parameter);
    void trigger(const char* action);

    SystemClock m_clock;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<store::ReadThread> m_reader;
    std::unique_ptr<models::MappingSource> m_source;
    std::unique_ptr<MappingPresenter> m_presenter;
    std::unique_ptr<MappingPage> m_page;
    MappingTree* m_tree = nullptr;
};

void MappingPageTest::initTestCase()
{
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
    m_theme = std::make_unique<Theme>();
    m_theme->setAppearance(Appearance::Light);
    m_theme->applyTo(*qApp);
}

void MappingPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const QString root = m_folder->filePath(QStringLiteral("w"));
    {
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), m_clock.now());
        QVERIFY(files);
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        source.enforceVerification = false;
        source.signing.scheme = QStringLiteral("none");
        QVERIFY((*files)->saveSource(source));
    }
    engine::EngineOptions options;
    options.root = root;
    options.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    options.scriptHosts = 1;
    m_engine = std::make_unique<engine::Engine>(options);
    QVERIFY(m_engine->open());
    send("{\"type\":\"user.updated\",\"user\":{\"id\":\"u1\",\"email\":\"ada@x.example\",\"name\":\"Ada\"},\"live\":"
         "true}");
    send("{\"type\":\"user.updated\",\"user\":{\"id\":\"u2\",\"email\":\"bob@x.example\",\"name\":\"Bob\"},\"live\":"
         "false}");
    send("{\"type\":\"user.left\",\"user\":{\"id\":\"u1\"}}");

    m_reader = std::make_unique<store::ReadThread>(root + QStringLiteral("/data/headwater.db"));
    m_source = app::mappingSourceOf(*m_engine, *m_reader);
    m_presenter = std::make_unique<MappingPresenter>(*m_source, m_clock);
    connect(m_engine.get(), &engine::Engine::snapshotChanged, m_presenter.get(),
            [this](const engine::Snapshot& snapshot) {
                m_presenter->setWorkspace(snapshot.workspace, snapshot.environment);
            });
    m_presenter->setWorkspace(m_engine->snapshot().workspace, m_engine->snapshot().environment);
    m_presenter->setCatalog(std::make_shared<const catalog::Catalog>(catalog::Catalog::load()));
    m_page = std::make_unique<MappingPage>(*m_theme, *m_presenter);
    m_page->setPlace({models::PlaceKind::Source, QStringLiteral("crm")});
    m_page->resize(1392, 772);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_tree = child<MappingTree>("mappingTree");
    QVERIFY(m_tree);
    QTRY_COMPARE(m_presenter->events().size(), size_t(2));
    QCOMPARE(m_presenter->type(), QStringLiteral("user.updated"));
}

void MappingPageTest::cleanup()
{
    m_page.reset();
    m_presenter.reset();
    m_source.reset();
    m_reader.reset();
    m_engine.reset();
}

engine::Processed MappingPageTest::send(const QByteArray& body)
{
    engine::ProcessRequest request;
    request.source = QStringLiteral("crm");
    request.message.method = "POST";
    request.message.target = "/s/crm";
    request.message.headers = {{"Content-Type", "application/json"}};
    request.message.body = body;
    std::optional<Result<engine::Processed>> result;
    m_engine->process(std::move(request), this,
                      [&](const Result<engine::Processed>& processed) { result = processed; });
    if (!QTest::qWaitFor([&] { return result.has_value(); }, 30000) || !*result) {
        QTest::qFail("the event was not processed", __FILE__, __LINE__);
        return {};
    }
    return **result;
}

MappingSlotEdit* MappingPageTest::slotOf(const char* card, const char* parameter)
{
    for (MappingCard* each : m_page->findChildren<MappingCard*>()) {
        if (each->isVisible() && each->card().action == QLatin1String(card))
            return each->slotOf({each->card().mapping, QLatin1String(parameter), -1});
    }
    return nullptr;
}

void MappingPageTest::clickValue(const char* path)
{
    const QModelIndex index = m_tree->showPath(QLatin1String(path));
    QVERIFY(index.isValid());
    m_tree->scrollTo(index);
    QTest::mouseClick(m_tree->viewport(), Qt::LeftButton, {}, m_tree->visualRect(index).center());
}

void MappingPageTest::clickSlot(MappingSlotEdit* slot)
{
    QVERIFY(slot);
    QTest::mouseClick(slot->isChip() ? static_cast<QWidget*>(slot) : &slot->edit(), Qt::LeftButton);
}

QByteArray MappingPageTest::file() const
{
    QFile file(m_folder->filePath(QStringLiteral("w/sources/crm/mappings.json")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const models::MappingSlot& MappingPageTest::slotState(const char* action, const char* parameter)
{
    static const models::MappingSlot none;
    for (const models::MappingSlot& slot : m_presenter->slotRows().rows()) {
        if (slot.action == QLatin1String(action) && slot.ref.parameter == QLatin1String(parameter))
            return slot;
    }
    return none;
}

void MappingPageTest::trigger(const char* action)
{
    auto* found = child<QAction>(action);
    QVERIFY(found);
    found->trigger();
}

void MappingPageTest::clickFillsSavesAndTheNextEventUsesIt()
{
    auto* add = child<QAbstractButton>("add_users_identify");
    QVERIFY(add);
    QTest::mouseClick(add, Qt::LeftButton);
    QVERIFY(slotOf("users_identify", "id"));
    QVERIFY(slotOf("users_identify", "id")->isActive());
    QVERIFY(slotOf("users_identify", "id")->hasSlotFocus());
    clickValue("body.user.id");
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
    QVERIFY(slotOf("users_identify", "id")->isChip());
    QTRY_VERIFY(slotOf("users_identify", "name")->hasSlotFocus()); // on to the next empty one
    clickSlot(slotOf("users_identify", "email"));
    clickValue("body.user.email");
    QCOMPARE(slotState("users_identify", "email").text, QStringLiteral("body.user.email"));
    QVERIFY(child<QAction>("saveMapping")->isEnabled());

    const QSignalSpy saved(m_presenter.get(), &MappingPresenter::saved);
    QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(saved.count(), 1);
    QVERIFY(!child<QAction>("saveMapping")->isEnabled());
    const auto written = mapping::mappingFileFromJson(*json::parse(file()), [] { return QString(); });
    QVERIFY(written);
    QCOMPARE(written->mappings.size(), size_t(1));
    QCOMPARE(written->mappings[0].eventType, QStringLiteral("user.updated"));
    QCOMPARE(written->mappings[0].parameter(u"email")->text, QStringLiteral("body.user.email"));

    const engine::Processed next =
        send("{\"type\":\"user.updated\",\"user\":{\"id\":\"u9\",\"email\":\"eve@x.example\"}}");
    QCOMPARE(next.run.actions.size(), size_t(1));
    QVERIFY(next.run.actions[0].status == ActionStatus::Succeeded);
    QCOMPARE(json::write(next.run.actions[0].payload), QByteArray("{\"id\":\"u9\",\"email\":\"eve@x.example\"}"));
    QTRY_COMPARE(m_presenter->events().size(), size_t(3)); // and shows in the preview
}

void MappingPageTest::keyboardAloneDoesTheSame()
{
    child<QListView>("typeList")->setFocus();
    auto* add = child<QAbstractButton>("add_users_identify");
    for (int i = 0; i < 60 && QApplication::focusWidget() != add; ++i)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), add);
    QTest::keyClick(add, Qt::Key_Space);
    QVERIFY(slotOf("users_identify", "id")->hasSlotFocus());
    QVERIFY(m_page->moveRegion(1)); // F6 in the window
    QCOMPARE(QApplication::focusWidget(), m_tree);
    for (int i = 0; i < 30 && m_tree->currentPath() != u"body.user.id"; ++i)
        QTest::keyClick(m_tree, Qt::Key_Down);
    QCOMPARE(m_tree->currentPath(), QStringLiteral("body.user.id"));
    QTest::keyClick(m_tree, Qt::Key_Return);
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
    QVERIFY(slotOf("users_identify", "name")->hasSlotFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // Tab walks the slots
    QVERIFY(slotOf("users_identify", "email")->hasSlotFocus());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY(slotOf("users_identify", "name")->hasSlotFocus());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Lovelace"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(slotState("users_identify", "name").text, QStringLiteral("Lovelace"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(file().contains("Lovelace"));
}

void MappingPageTest::undoTakesBackEveryEdit()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    child<QCheckBox>("cardSwitch")->click();
    QVERIFY(!m_presenter->cards().front().active);
    trigger("undoMapping");
    QVERIFY(m_presenter->cards().front().active);
    trigger("undoMapping");
    QCOMPARE(slotState("users_identify", "id").text, QString());
    trigger("undoMapping");
    QVERIFY(m_presenter->cards().empty());
    QVERIFY(!m_presenter->isDirty());
    trigger("redoMapping");
    trigger("redoMapping");
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
}

void MappingPageTest::theKeyUndoesFromAnEmptySlot()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    QLineEdit& field = slotOf("users_identify", "id")->edit();
    field.setFocus();
    QTRY_VERIFY(field.hasFocus());
    // What is being typed is undone first.
    QTest::keyClicks(&field, QStringLiteral("bo"));
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(m_presenter->cards().size(), size_t(1));
    QTest::keyClick(&field, Qt::Key_Escape);
    QTest::keyClick(&field, Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(m_presenter->cards().empty());
}

void MappingPageTest::aBrokenExpressionIsTold()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    QLineEdit& field = slotOf("users_identify", "id")->edit();
    QTest::keyClicks(&field, QStringLiteral("=body.user.id +"));
    QTest::keyClick(&field, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!slotState("users_identify", "id").problem.isEmpty(), 15000);
    QVERIFY(child<QWidget>("problem_id")->isVisible());
    // The table has room for what is wrong.
    auto* table = child<QTableView>("previewTable");
    const int last = table->model()->columnCount() - 1;
    const QString result = table->model()->index(0, last).data().toString();
    QCOMPARE(result, QStringLiteral("User ID: the expression failed"));
    QVERIFY(table->columnWidth(last) > table->fontMetrics().horizontalAdvance(result));
    QVERIFY(table->columnViewportPosition(last) + table->columnWidth(last) <= table->viewport()->width());
}

void MappingPageTest::chipIsEditedAndRemoved()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    MappingSlotEdit* slot = slotOf("users_identify", "id");
    QTest::mouseClick(slot, Qt::LeftButton, {}, slot->chipRect().topLeft() + QPoint(12, 8));
    QVERIFY(slot->edit().isVisible());
    slot->edit().setText(QStringLiteral("body.user["));
    QTest::keyClick(&slot->edit(), Qt::Key_Return);
    QVERIFY(!slotState("users_identify", "id").problem.isEmpty());
    auto* problem = child<QWidget>("problem_id");
    QVERIFY(problem && problem->isVisible());
    slot->edit().setText(QStringLiteral("body.user.name"));
    QTest::keyClick(&slot->edit(), Qt::Key_Return);
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.name"));
    QVERIFY(slot->isChip());
    QVERIFY(!problem->isVisible());
    QTest::mouseClick(slot, Qt::LeftButton, {}, slot->crossRect().center());
    QCOMPARE(slotState("users_identify", "id").text, QString());

    // A parameter that is not shown by itself keeps its row when it is cleared: the next click is for it alone.
    m_presenter->showParameter(m_presenter->cards().front().mapping, QStringLiteral("locale"));
    clickValue("body.user.name");
    MappingSlotEdit* locale = slotOf("users_identify", "locale");
    QVERIFY(locale && locale->isChip());
    QTest::mouseClick(locale, Qt::LeftButton, {}, locale->crossRect().center());
    QVERIFY(slotOf("users_identify", "locale"));
    QCOMPARE(m_presenter->activeSlot().parameter, QStringLiteral("locale"));
    clickValue("body.user.email");
    QCOMPARE(slotState("users_identify", "locale").text, QStringLiteral("body.user.email"));
    QCOMPARE(slotState("users_identify", "id").text, QString());
}

void MappingPageTest::objectOnEmailIsRefused()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickSlot(slotOf("users_identify", "email"));
    clickValue("body.user");
    QCOMPARE(slotState("users_identify", "email").text, QString());
    auto* problem = child<QLabel>("problem_email");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("an object")));
}

void MappingPageTest::deletedActionComesBack()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    const QSignalSpy told(m_page.get(), &MappingPage::told);
    QTest::mouseClick(child<QAbstractButton>("cardMore"), Qt::LeftButton);
    auto* menu = child<QMenu>("cardMenu");
    QTRY_VERIFY(menu && menu->isVisible());
    menu->findChild<QAction*>(QStringLiteral("deleteAction"))->trigger();
    menu->close();
    QVERIFY(m_presenter->cards().empty());
    QCOMPARE(told.count(), 1);
    QVERIFY(told.front().at(1).toBool());
    m_page->undo();
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
}

void MappingPageTest::conditionByClicks()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    QTest::mouseClick(child<QAbstractButton>("addCondition"), Qt::LeftButton);
    QTRY_VERIFY(child<QWidget>("conditionPath0"));
    clickValue("body.live");
    QCOMPARE(m_presenter->sharedCondition()->tests.front().path, QStringLiteral("body.live"));
    auto* value = child<QLineEdit>("conditionValue0");
    QTRY_VERIFY(value->isVisible());
    QCOMPARE(value->text(), QStringLiteral("false"));
    value->setText(QStringLiteral("true"));
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(child<QLabel>("conditionMatches")->text(), QStringLiteral("1 of 2 events match"));
    QCOMPARE(m_presenter->previewSummary(), QStringLiteral("1 condition not met · 1 ready"));
}

void MappingPageTest::typesAreFilteredAndAdded()
{
    auto* list = child<QListView>("typeList");
    auto* filter = child<QLineEdit>("typeFilter");
    filter->setFocus();
    QTest::keyClicks(filter, QStringLiteral("left"));
    QCOMPARE(list->model()->rowCount(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(0, 0)).center());
    QCOMPARE(m_presenter->type(), QStringLiteral("user.left"));
    filter->clear();
    // The row that has the focus is filled as a selection, not as its badge.
    list->setFocus();
    const QRect row = list->visualRect(list->currentIndex());
    const QColor shown = list->viewport()->grab().toImage().pixelColor(row.topLeft() + QPoint(5, 5));
    QVERIFY2(shown == m_theme->color(Token::Sel) || shown == m_theme->color(Token::SelInactive),
             qPrintable(shown.name()));
    QTest::mouseClick(child<QAbstractButton>("addType"), Qt::LeftButton);
    auto* name = child<QLineEdit>("newTypeName");
    QTRY_VERIFY(name->isVisible());
    QTest::keyClicks(name, QStringLiteral("user.*"));
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(m_presenter->type(), QStringLiteral("user.*"));
    QTRY_COMPARE(m_presenter->events().size(), size_t(3));
    QVERIFY(!name->isVisible());
}

void MappingPageTest::rowsChooseTheSample()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    auto* table = child<QTableView>("previewTable");
    QCOMPARE(table->model()->rowCount(), 2);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(1, 0)).center());
    QCOMPARE(m_presenter->sampleIndex(), 1);
    QCOMPARE(child<QComboBox>("sampleEvents")->currentIndex(), 1);
    QTest::mouseClick(child<QAbstractButton>("sampleRaw"), Qt::LeftButton);
    QTRY_VERIFY(child<QWidget>("sampleRawText")->isVisible());
}

void MappingPageTest::outsideConflictIsShown()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    QFile outside(m_folder->filePath(QStringLiteral("w/sources/crm/mappings.json")));
    QVERIFY(outside.open(QIODevice::WriteOnly));
    outside.write("{\"format\":1,\"mappings\":[{\"id\":\"map_x\",\"eventType\":\"user.updated\",\"active\":true,"
                  "\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"body.user.id\"}}}]}");
    outside.close();
    auto* banner = child<Banner>("mappingBanner");
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisible(), 15000);
    QCOMPARE(m_presenter->cards().front().action, QStringLiteral("users_identify"));
    Q_EMIT banner->actionRequested();
    QVERIFY(!banner->isVisible());
    QCOMPARE(m_presenter->cards().front().action, QStringLiteral("users_delete"));
    trigger("undoMapping");
    QCOMPARE(m_presenter->cards().front().action, QStringLiteral("users_identify"));
}

void MappingPageTest::cardsOfAKindAreReordered()
{
    m_presenter->addAction(QStringLiteral("workflows_trigger"));
    m_presenter->setSlotText(m_presenter->activeSlot(), QStringLiteral("first"));
    m_presenter->addAction(QStringLiteral("users_identify"));
    m_presenter->addAction(QStringLiteral("workflows_trigger"));
    m_presenter->setSlotText(m_presenter->activeSlot(), QStringLiteral("second"));
    const auto keys = [this] {
        QStringList texts;
        for (const models::MappingSlot& slot : m_presenter->slotRows().rows()) {
            if (slot.ref.parameter == u"key")
                texts.append(slot.text);
        }
        return texts;
    };
    const QStringList made{QStringLiteral("first"), QStringLiteral("second")};
    const QStringList moved{QStringLiteral("second"), QStringLiteral("first")};
    QCOMPARE(keys(), made);
    // By the keyboard: the card of the active slot.
    QVERIFY(child<QAction>("moveMappingUp")->isEnabled());
    QVERIFY(!child<QAction>("moveMappingDown")->isEnabled());
    slotOf("users_identify", "id")->focusSlot(Qt::OtherFocusReason);
    QVERIFY(!child<QAction>("moveMappingUp")->isEnabled()); // the only one of its kind
    m_presenter->setActiveSlot({m_presenter->cards().back().mapping, QStringLiteral("key"), -1});
    QTest::keyClick(m_page.get(), Qt::Key_Up, Qt::ControlModifier);
    QCOMPARE(keys(), moved);
    QVERIFY(child<QAction>("moveMappingDown")->isEnabled());
    trigger("undoMapping");
    QCOMPARE(keys(), made);
    trigger("redoMapping");
    QCOMPARE(keys(), moved);
    // By the mouse: the last one is dropped above the first of its kind.
    auto* panel = child<QWidget>("mappingActions");
    std::vector<MappingCard*> shown;
    for (MappingCard* card : m_page->findChildren<MappingCard*>()) {
        if (card->isVisible() && card->card().action == u"workflows_trigger")
            shown.push_back(card);
    }
    QCOMPARE(shown.size(), size_t(2));
    if (shown[0]->y() > shown[1]->y())
        std::swap(shown[0], shown[1]);
    QMimeData carried;
    carried.setData(QStringLiteral("application/x-headwater-action"), shown[1]->card().mapping.toUtf8());
    const QPoint above = shown[0]->mapTo(panel, QPoint(20, 4));
    QDragEnterEvent enter(above, Qt::MoveAction, &carried, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(panel, &enter);
    QVERIFY(enter.isAccepted());
    QDragMoveEvent move(above, Qt::MoveAction, &carried, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(panel, &move);
    QVERIFY(child<QWidget>("cardDropLine")->isVisible());
    QDropEvent drop(above, Qt::MoveAction, &carried, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(panel, &drop);
    QCOMPARE(keys(), made);
    QVERIFY(!child<QWidget>("cardDropLine")->isVisible());
    // Other kinds stay where they are, and the file has the new order.
    QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(file().indexOf("first") >= 0 && file().indexOf("first") < file().indexOf("second"));
}

void MappingPageTest::cardsAreDuplicatedAndCopied()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    QTest::keyClick(m_page.get(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(m_presenter->cards().size(), size_t(2));
    QVERIFY(m_presenter->cards()[0].mapping != m_presenter->cards()[1].mapping);
    trigger("copyMapping");
    const auto copied = json::parse(QGuiApplication::clipboard()->text().toUtf8());
    QVERIFY(copied);
    QCOMPARE((*copied)[u"action"].toString(), QStringLiteral("users_identify"));
    QCOMPARE((*copied)[u"parameters"][u"id"][u"path"].toString(), QStringLiteral("body.user.id"));
    trigger("undoMapping");
    QCOMPARE(m_presenter->cards().size(), size_t(1));
}

void MappingPageTest::valuesAreDropped()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    MappingSlotEdit* email = slotOf("users_identify", "email");
    const auto dropOn = [](QWidget* target, const char* path) {
        QMimeData carried;
        carried.setData(QLatin1String(pathMimeType), path);
        QDragEnterEvent enter(QPoint(8, 8), Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &enter);
        QDropEvent drop(QPointF(8, 8), Qt::CopyAction, &carried, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(target, &drop);
    };
    QSignalSpy entered(email, &MappingSlotEdit::entered); // so that the preview shows what the drop would do
    dropOn(email, "body.user.email");
    QCOMPARE(entered.count(), 1);
    QCOMPARE(slotState("users_identify", "email").text, QStringLiteral("body.user.email"));
    QCOMPARE(slotState("users_identify", "id").text, QString());
    // What does not fit is refused with its reason.
    dropOn(slotOf("users_identify", "name"), "body.user");
    QCOMPARE(slotState("users_identify", "name").text, QString());
    QVERIFY(!slotState("users_identify", "name").problem.isEmpty());
    // From the debugger all slots are offered.
    m_page->offer(QStringLiteral("body.user.id"));
    auto* menu = child<QMenu>("offerMenu");
    QTRY_VERIFY(menu && menu->isVisible());
    menu->findChild<QAction*>(QStringLiteral("offer_id"))->trigger();
    menu->close();
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
}

void MappingPageTest::aDefaultStandsIn()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    clickSlot(slotOf("users_identify", "email"));
    clickValue("body.user.email");
    Q_EMIT slotOf("users_identify", "email")->fallbackWanted();
    auto* dialog = child<QDialog>("lineDialog");
    QTRY_VERIFY(dialog && dialog->isVisible());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(QStringLiteral("lineEdit")), QStringLiteral("nobody@x.example"));
    QTest::mouseClick(dialog->findChild<QAbstractButton*>(QStringLiteral("lineAccept")), Qt::LeftButton);
    QCOMPARE(slotState("users_identify", "email").fallback, QStringLiteral("nobody@x.example"));
    QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
    QTRY_VERIFY(file().contains("nobody@x.example"));
    const engine::Processed next = send(R"({"type":"user.updated","user":{"id":"u9"}})");
    QCOMPARE(json::write(next.run.actions[0].payload), QByteArray(R"({"id":"u9","email":"nobody@x.example"})"));
    trigger("undoMapping");
    QCOMPARE(slotState("users_identify", "email").fallback, QString());
}

void MappingPageTest::anEmptySlotSuggestsItsValue()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    MappingSlotEdit* id = slotOf("users_identify", "id");
    QVERIFY2(id->edit().placeholderText().startsWith(QLatin1String("body.user.id")),
             qPrintable(id->edit().placeholderText()));
    QTest::keyClick(&id->edit(), Qt::Key_Return);
    QCOMPARE(slotState("users_identify", "id").text, QStringLiteral("body.user.id"));
    slotOf("users_identify", "email")->edit().findChild<QAction*>(QStringLiteral("takeSuggestion"))->trigger();
    QCOMPARE(slotState("users_identify", "email").text, QStringLiteral("body.user.email"));
    // What nothing speaks for has no suggestion, and Enter does nothing there.
    m_presenter->showParameter(m_presenter->cards().front().mapping, QStringLiteral("timezone"));
    QTest::keyClick(&slotOf("users_identify", "timezone")->edit(), Qt::Key_Return);
    QCOMPARE(slotState("users_identify", "timezone").text, QString());
}

void MappingPageTest::everyControlHasAName()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    m_presenter->addAction(QStringLiteral("workflows_trigger"));
    m_presenter->startTest(m_presenter->cards().front().mapping);
    for (const QWidget* widget : m_page->findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusPolicy() == Qt::WheelFocus)
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        const QByteArray which = QByteArray(widget->metaObject()->className()) + ' ' + widget->objectName().toUtf8();
        QVERIFY2(named, which.constData());
    }
}

void MappingPageTest::screenshots()
{
    m_presenter->addAction(QStringLiteral("users_identify"));
    clickValue("body.user.id");
    m_presenter->addAction(QStringLiteral("workflows_trigger"));
    clickSlot(slotOf("users_identify", "email"));
    const QString folder = QStringLiteral(HW_BIN_DIR "/../screenshots");
    QVERIFY(QDir().mkpath(folder));
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        m_theme->setAppearance(appearance);
        for (const QSize size : {QSize(1392, 772), QSize(976, 516)}) {
            m_page->resize(size);
            QCoreApplication::sendPostedEvents();
            const QString name =
                QStringLiteral("/mapping-%1-%2.png")
                    .arg(appearance == Appearance::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                    .arg(size.width());
            QVERIFY(m_page->grab().save(folder + name));
        }
    }
    m_theme->setAppearance(Appearance::Light);
}

} // namespace hw::widgets

QTEST_MAIN(hw::widgets::MappingPageTest)
#include "tst_mappingpage.moc"
