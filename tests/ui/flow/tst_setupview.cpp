// The Setup view on the real window: what is typed stands in the source's files, a request from outside is treated so
// at once, and Undo takes it back.

#include "app/headwater/session.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

namespace {

const QByteArray token = "made up for this test alone";

QString fieldName(const QString& field)
{
    return QStringLiteral("source_") + QString(field).replace(u'.', u'_');
}

} // namespace

class TestSetupView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void pathsAreCheckedAgainstTheLastEvent();
    void answersAsItIsSet();
    void anotherWayToVerify();
    void whatDoesNotFitCannotBeApplied();
    void editsOfOthersStay();
    void draftsStayWithTheirSource();
    void tablesAreAdded();
    void tablesAreAddedWhereTheyAreMapped();
    void anotherKeyAndBack();
    void whatIsEditedFollowsToTheNewKey();
    void removedAndBroughtBack();

private:
    test::WindowDriver& w() { return *m_driver; }
    [[nodiscard]] const workspace::Source& source(const QString& key)
    {
        return w().presenter().workspace()->source(key)->source;
    }
    void show(const QString& key);
    void replace(const QString& field, const QString& text);
    [[nodiscard]] QString textOf(const QString& field);
    [[nodiscard]] QString noteOf(const QString& field);
    [[nodiscard]] QString labelText(const char* name);
    void fillTable(const QString& name);
    void typeKey(const QString& key);
    void undo();
    [[nodiscard]] test::Reply post(const QByteArray& body, const http::Headers& headers = {});

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestSetupView::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestSetupView::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    const QString root = w().home().filePath(QStringLiteral("w"));
    {
        const catalog::Catalog catalog = catalog::Catalog::load({});
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), w().clock().now());
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = test::WindowDriver::freePort();
        QVERIFY((*files)->saveLocal(local));
        for (const char* provider : {"custom", "supabase"}) {
            workspace::NewSource wanted;
            wanted.key = QString::fromLatin1(provider);
            QVERIFY((*files)->addSource(*catalog.find(wanted.key), wanted, w().clock().now()));
        }
        workspace::Source open = (*files)->workspace().source(u"custom")->source;
        open.enforceVerification = false;
        open.signing = {};
        QVERIFY((*files)->saveSource(open));
    }
    w().open(root);
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
}

void TestSetupView::cleanup()
{
    m_driver.reset();
}

void TestSetupView::show(const QString& key)
{
    w().clickPlace({PlaceKind::Source, key});
    w().clickView("setup");
    QTRY_VERIFY(w().find("sourceSettingsPage"));
    QTRY_COMPARE(textOf(QStringLiteral("name")), source(key).name);
}

void TestSetupView::replace(const QString& field, const QString& text)
{
    QWidget* edit = w().find(fieldName(field).toLatin1().constData());
    QVERIFY2(edit, qPrintable(field));
    edit->setFocus();
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().key(Qt::Key_Delete);
    w().type(text);
}

QString TestSetupView::textOf(const QString& field)
{
    const auto* edit = w().find<QLineEdit>(fieldName(field).toLatin1().constData());
    return edit ? edit->text() : QString();
}

QString TestSetupView::noteOf(const QString& field)
{
    const auto* note = w().find<QLabel>((fieldName(field) + QStringLiteral("Note")).toLatin1().constData());
    return note ? note->text() : QString();
}

QString TestSetupView::labelText(const char* name)
{
    const auto* label = w().find<QLabel>(name);
    return label ? label->text() : QString();
}

/// In the dialog, and its yes.
void TestSetupView::fillTable(const QString& name)
{
    QTRY_VERIFY(w().find("typeMakerName"));
    w().find("typeMakerName")->setFocus();
    QTRY_VERIFY(w().find("typeMakerName")->hasFocus());
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().type(name);
    w().click("typeMakerAccept");
}

void TestSetupView::typeKey(const QString& key)
{
    w().find("sourceNewKey")->setFocus();
    QTRY_VERIFY(w().find("sourceNewKey")->hasFocus());
    w().key(Qt::Key_A, Qt::ControlModifier);
    w().type(key);
}

/// Edit > Undo, as soon as there is something to undo.
void TestSetupView::undo()
{
    auto* action = w().window().findChild<QAction*>(QStringLiteral("actionUndo"));
    QVERIFY(action);
    QTRY_VERIFY(action->isEnabled());
    action->trigger();
}

test::Reply TestSetupView::post(const QByteArray& body, const http::Headers& headers)
{
    http::Headers all{{"Content-Type", "application/json"}};
    all.insert(all.end(), headers.begin(), headers.end());
    return test::post(w().presenter().listener().port, "/s/custom", all, body);
}

void TestSetupView::pathsAreCheckedAgainstTheLastEvent()
{
    show(QStringLiteral("custom"));
    const QString path = QStringLiteral("eventTypePath");
    QCOMPARE(noteOf(path), QString()); // nothing has come yet
    QCOMPARE(post(R"({"type":"a.made","kind":"order","items":[{"n":1},{"n":2}]})").status, 200);
    QTRY_COMPARE(noteOf(path), QStringLiteral("In the last event: a.made"));

    replace(path, QStringLiteral("body.kind"));
    QCOMPARE(noteOf(path), QStringLiteral("In the last event: order"));
    replace(path, QStringLiteral("{body.kind}:{body.type}"));
    QCOMPARE(noteOf(path), QStringLiteral("In the last event: order:a.made"));
    replace(path, QStringLiteral("body.sort"));
    QVERIFY2(noteOf(path).contains(QLatin1String("has nothing there")), qPrintable(noteOf(path)));
    replace(path, QStringLiteral("body.items["));
    QVERIFY(!noteOf(path).isEmpty());
    QVERIFY(!w().find<QAbstractButton>("sourceSettingsApply")->isEnabled());
    replace(QStringLiteral("splitPath"), QStringLiteral("body.items"));
    QCOMPARE(noteOf(QStringLiteral("splitPath")), QStringLiteral("In the last event: 2 elements"));

    // The newest event counts.
    replace(path, QStringLiteral("body.kind"));
    QCOMPARE(post(R"({"kind":"invoice"})").status, 200);
    QTRY_COMPARE(noteOf(path), QStringLiteral("In the last event: invoice"));
}

void TestSetupView::answersAsItIsSet()
{
    show(QStringLiteral("custom"));
    replace(QStringLiteral("response.status"), QStringLiteral("202"));
    replace(QStringLiteral("response.headers"), QStringLiteral("X-Kept: yes"));
    replace(QStringLiteral("response.body"), QStringLiteral("thank you"));
    QCOMPARE(w().find<QLabel>("sourceSettingsCount")->text(), QStringLiteral("3 changes"));
    w().click("sourceSettingsApply");
    QTRY_COMPARE(w().find<QLabel>("sourceSettingsCount")->text(), QString());
    QTRY_COMPARE(source(QStringLiteral("custom")).response.body.toString(), QStringLiteral("thank you"));
    const test::Reply reply = post(R"({"type":"a"})");
    QCOMPARE(reply.status, 202);
    QVERIFY(reply.head.contains("X-Kept: yes"));
    QCOMPARE(reply.body, QByteArray("thank you"));

    undo();
    QTRY_VERIFY(source(QStringLiteral("custom")).response.body.isNull());
    QTRY_COMPARE(textOf(QStringLiteral("response.status")), QStringLiteral("200"));
    QCOMPARE(post(R"({"type":"a"})").status, 200);
}

void TestSetupView::anotherWayToVerify()
{
    show(QStringLiteral("custom"));
    auto* choices = w().find<QComboBox>("sourceSigningChoice");
    const int header = choices->findData(QStringLiteral("header"));
    QVERIFY(header >= 0);
    choices->setFocus();
    while (choices->currentIndex() != header) {
        const int before = choices->currentIndex();
        w().key(before < header ? Qt::Key_Down : Qt::Key_Up);
        QVERIFY(choices->currentIndex() != before);
    }
    replace(QStringLiteral("signing.header"), QStringLiteral("X-Our-Token"));
    replace(QStringLiteral("signing.secrets"), QStringLiteral("OUR_TOKEN"));
    w().click("source_enforceVerification");
    w().click("sourceSettingsApply");
    QTRY_COMPARE(source(QStringLiteral("custom")).signing.header, QStringLiteral("X-Our-Token"));
    QVERIFY(source(QStringLiteral("custom")).enforceVerification);

    // Its secret is entered where it is named.
    QTRY_VERIFY(w().find<QLineEdit>("secretValue_OUR_TOKEN"));
    w().find<QLineEdit>("secretValue_OUR_TOKEN")->setFocus();
    w().type(QString::fromLatin1(token) + u'\n');
    QTRY_COMPARE(post(R"({"type":"a"})", {{"X-Our-Token", token}}).status, 200);
    QCOMPARE(post(R"({"type":"a"})", {{"X-Our-Token", "another"}}).status, 401);
}

void TestSetupView::whatDoesNotFitCannotBeApplied()
{
    show(QStringLiteral("custom"));
    auto* apply = w().find<QAbstractButton>("sourceSettingsApply");
    const std::pair<QString, QString> wrong[] = {
        {QStringLiteral("name"), QStringLiteral(" ")},
        {QStringLiteral("idempotencyWindow"), QStringLiteral("96")},
        {QStringLiteral("response.status"), QStringLiteral("700")},
        {QStringLiteral("response.delayMs"), QStringLiteral("soon")},
        {QStringLiteral("response.headers"), QStringLiteral("no colon")},
        {QStringLiteral("local.forward"), QStringLiteral("localhost:3000")},
        {QStringLiteral("signing.secrets"), QStringLiteral("A SECRET")},
    };
    for (const auto& [field, text] : wrong) {
        replace(field, text);
        QVERIFY2(!noteOf(field).isEmpty(), qPrintable(field));
        QVERIFY2(!apply->isEnabled(), qPrintable(field));
        w().click("sourceSettingsCancel");
        QCOMPARE(noteOf(field), QString());
    }
    QVERIFY(!w().find<QAbstractButton>("sourceSettingsCancel")->isEnabled());
}

void TestSetupView::editsOfOthersStay()
{
    show(QStringLiteral("custom"));
    replace(QStringLiteral("name"), QStringLiteral("Mine"));
    {
        const auto files = workspace::WorkspaceFiles::open(w().root());
        workspace::Source other = (*files)->workspace().source(u"custom")->source;
        other.timestampPath = QStringLiteral("body.at");
        other.name = QStringLiteral("Theirs");
        QVERIFY((*files)->saveSource(other));
    }
    QTRY_COMPARE(textOf(QStringLiteral("timestampPath")), QStringLiteral("body.at"));
    QCOMPARE(textOf(QStringLiteral("name")), QStringLiteral("Mine")); // what is being typed stays
    w().click("sourceSettingsApply");
    QTRY_COMPARE(source(QStringLiteral("custom")).name, QStringLiteral("Mine"));
    QCOMPARE(source(QStringLiteral("custom")).timestampPath, QStringLiteral("body.at"));
}

void TestSetupView::draftsStayWithTheirSource()
{
    show(QStringLiteral("custom"));
    replace(QStringLiteral("timestampPath"), QStringLiteral("body.then"));
    show(QStringLiteral("supabase"));
    QVERIFY(textOf(QStringLiteral("timestampPath")) != QLatin1String("body.then"));
    QVERIFY(!w().find<QAbstractButton>("sourceSettingsApply")->isEnabled());
    show(QStringLiteral("custom"));
    QCOMPARE(textOf(QStringLiteral("timestampPath")), QStringLiteral("body.then"));
    QVERIFY(w().find<QAbstractButton>("sourceSettingsApply")->isEnabled());
}

void TestSetupView::tablesAreAdded()
{
    show(QStringLiteral("custom"));
    QVERIFY(!w().find("sourceAddTypes")); // only where a name brings several types
    show(QStringLiteral("supabase"));
    w().click("sourceAddTypes");
    fillTable(QStringLiteral("not a table"));
    QVERIFY(labelText("typeMakerProblem").contains(QLatin1String("not a table")));
    QVERIFY(labelText("typeMakerProblem").contains(QLatin1String("public.orders")));
    QVERIFY(source(QStringLiteral("supabase")).eventTypes.isEmpty());
    w().click("typeMaker_UPDATE");
    fillTable(QStringLiteral("public.orders"));
    QTRY_COMPARE(source(QStringLiteral("supabase")).eventTypes,
                 (QStringList{QStringLiteral("public.orders:INSERT"), QStringLiteral("public.orders:DELETE")}));
    QTRY_VERIFY(textOf(QStringLiteral("eventTypes")).contains(QLatin1String("public.orders:DELETE")));
    undo();
    QTRY_VERIFY(source(QStringLiteral("supabase")).eventTypes.isEmpty());
}

void TestSetupView::tablesAreAddedWhereTheyAreMapped()
{
    w().clickPlace({PlaceKind::Source, QStringLiteral("custom")});
    w().clickView("mapping");
    QTRY_VERIFY(w().find("addType"));
    QVERIFY(!w().find("makeTypes"));
    w().clickPlace({PlaceKind::Source, QStringLiteral("supabase")});
    w().click("makeTypes");
    for (const char* operation : {"typeMaker_INSERT", "typeMaker_UPDATE", "typeMaker_DELETE"})
        w().click(operation);
    fillTable(QStringLiteral("shop.orders"));
    QVERIFY(labelText("typeMakerProblem").contains(QLatin1String("shop.orders"))); // nothing is chosen
    w().click("typeMaker_UPDATE");
    fillTable(QStringLiteral("shop.orders"));
    const QString type = QStringLiteral("shop.orders:UPDATE");
    QTRY_COMPARE(source(QStringLiteral("supabase")).eventTypes, QStringList{type});
    // It is shown, with a sample that its slots can be filled from.
    auto* list = w().find<QAbstractItemView>("typeList");
    QTRY_COMPARE(list->currentIndex().data().toString(), type);
    const auto* sample = w().find<QAbstractItemView>("mappingTree")->model();
    const auto hasTable = [&] {
        return !sample
                    ->match(sample->index(0, 0), Qt::DisplayRole, QStringLiteral("table: \"orders\""), 1,
                            Qt::MatchRecursive)
                    .isEmpty();
    };
    QTRY_VERIFY(hasTable());
    undo();
    QTRY_VERIFY(source(QStringLiteral("supabase")).eventTypes.isEmpty());
    QTRY_VERIFY(w().rowWith("typeList", type) < 0);
}

void TestSetupView::anotherKeyAndBack()
{
    show(QStringLiteral("custom"));
    QCOMPARE(post(R"({"type":"before"})").status, 200);
    QTRY_COMPARE(w().presenter().sidebar().source(QStringLiteral("custom"))->events, 1);
    QVERIFY(!w().find("sourceOtherKeys"));
    replace(QStringLiteral("timestampPath"), QStringLiteral("body.at")); // a draft, which stays
    w().click("sourceChangeKey");
    QTRY_VERIFY(w().find("sourceNewKey"));
    QVERIFY(!w().find("sourceKeyAccept")->isEnabled());
    for (const auto& [key, named] : {std::pair("Not a key", "Not a key"), std::pair("supabase", "Supabase")}) {
        typeKey(QString::fromLatin1(key));
        QVERIFY2(labelText("sourceKeyProblem").contains(QLatin1String(named)),
                 qPrintable(labelText("sourceKeyProblem")));
        QVERIFY(!w().find("sourceKeyAccept")->isEnabled());
    }
    typeKey(QStringLiteral("shop"));
    QVERIFY(labelText("sourceKeyEffects").contains(QLatin1String("/s/shop")));
    QVERIFY(labelText("sourceKeyEffects").contains(QLatin1String("/s/custom")));
    QVERIFY(labelText("sourceKeyEffects").contains(QLatin1String("1 event ")));
    w().click("sourceKeyAccept");

    // The view goes with the source, and so does what was typed.
    const models::Place moved{PlaceKind::Source, QStringLiteral("shop")};
    QTRY_VERIFY(w().presenter().workspace()->source(u"shop"));
    QTRY_COMPARE(w().window().place(), moved);
    QTRY_COMPARE(w().find<QLabel>("sourceKey")->text(), QStringLiteral("shop"));
    QCOMPARE(textOf(QStringLiteral("timestampPath")), QStringLiteral("body.at"));
    QTRY_COMPARE(w().presenter().sidebar().source(QStringLiteral("shop"))->events, 1);
    QTRY_VERIFY(w().find<QLabel>("otherKeyUse_custom"));
    QTRY_VERIFY(w().find<QLabel>("otherKeyUse_custom")->text().startsWith(QLatin1String("Last used")));
    QCOMPARE(post(R"({"type":"after"})").status, 200); // by the old path
    QTRY_COMPARE(w().presenter().sidebar().source(QStringLiteral("shop"))->events, 2);

    // What is still in use is ended only after a question.
    w().click("endKey_custom");
    QTRY_VERIFY(w().find("confirmYes"));
    w().click("confirmYes");
    QTRY_VERIFY(source(QStringLiteral("shop")).aliases.isEmpty());
    QTRY_VERIFY(!w().find("sourceOtherKeys"));
    QCOMPARE(post(R"({"type":"late"})").status, 404);
    undo();
    QTRY_COMPARE(source(QStringLiteral("shop")).aliases, QStringList{QStringLiteral("custom")});
    QCOMPARE(post(R"({"type":"again"})").status, 200);

    undo(); // the key
    QTRY_VERIFY(w().presenter().workspace()->source(u"custom"));
    QTRY_COMPARE(w().find<QLabel>("sourceKey")->text(), QStringLiteral("custom"));
    QTRY_COMPARE(w().presenter().sidebar().source(QStringLiteral("custom"))->events, 3);
    // The one that it had meanwhile answers too; nobody used it, so it is ended at once.
    w().click("endKey_shop");
    QTRY_VERIFY(source(QStringLiteral("custom")).aliases.isEmpty());
}

void TestSetupView::whatIsEditedFollowsToTheNewKey()
{
    w().clickPlace({PlaceKind::Source, QStringLiteral("custom")});
    w().clickView("mapping");
    w().click("addType");
    w().type(QStringLiteral("order.placed\n"));
    w().click("add_users_identify");
    auto* save = w().window().findChild<QAction*>(QStringLiteral("saveMapping"));
    QVERIFY(save);
    QTRY_VERIFY(save->isEnabled());
    {
        const auto files = workspace::WorkspaceFiles::open(w().root()); // somebody else does it meanwhile
        QVERIFY((*files)->moveSource(QStringLiteral("custom"), QStringLiteral("shop")));
    }
    const models::Place moved{PlaceKind::Source, QStringLiteral("shop")};
    QTRY_COMPARE(w().window().place(), moved);
    QTRY_VERIFY(save->isEnabled());
    save->trigger();
    QTRY_COMPARE(w().presenter().workspace()->source(u"shop")->mappings.mappings.size(), size_t(1));
}

void TestSetupView::removedAndBroughtBack()
{
    show(QStringLiteral("custom"));
    auto* remove = w().find<QAbstractButton>("sourceRemove");
    QCOMPARE(remove->accessibleName(), QStringLiteral("Remove the source ") + source(QStringLiteral("custom")).name);
    remove->setFocus();
    w().key(Qt::Key_Space);
    QTRY_VERIFY(!w().presenter().workspace()->source(u"custom"));
    QTRY_COMPARE(post("{}").status, 410);
    QTRY_COMPARE(w().window().place().kind, PlaceKind::AllEvents);
    undo();
    QTRY_VERIFY(w().presenter().workspace()->source(u"custom"));
    QTRY_COMPARE(post(R"({"type":"a"})").status, 200);
}

QTEST_MAIN(TestSetupView)
#include "tst_setupview.moc"
