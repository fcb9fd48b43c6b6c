// Sources that come from elsewhere, in the real window: what comes is shown before, with what is different here; a
// Knock project's folder gives its workflows.

#include "app/headwater/session.h"
#include "core/workspace/bundle.h"
#include "core/workspace/knockproject.h"
#include "core/workspace/workspacefiles.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

class TestImportWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void sourceOfKnock();
    void anotherEnvironment();
    void exportedSource();
    void projectOfKnock();
    void offeredWhereSourcesAreMade();

private:
    test::WindowDriver& w() { return *m_driver; }
    void drop(const QString& path);
    QString write(const char* name, const QByteArray& text);
    QStringList preview();
    [[nodiscard]] const workspace::SourceState* source(const char* key);

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestImportWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
}

void TestImportWindow::init()
{
    m_driver = std::make_unique<test::WindowDriver>();
    w().open(); // the first start: there is no workspace yet
    QTRY_VERIFY(w().find("welcomePage"));
}

void TestImportWindow::cleanup()
{
    m_driver.reset();
}

void TestImportWindow::drop(const QString& path)
{
    w().window().showPlace({PlaceKind::Welcome});
    QTRY_VERIFY(w().find("welcomePage"));
    auto* page = w().find("welcomePage");
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(page, &drop);
}

QString TestImportWindow::write(const char* name, const QByteArray& text)
{
    QFile file(w().home().filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("%s cannot be written", name);
    return file.fileName();
}

QStringList TestImportWindow::preview()
{
    QStringList texts;
    for (const QLabel* label : w().find("importPreview")->findChildren<QLabel*>())
        texts.append(label->text());
    return texts;
}

const workspace::SourceState* TestImportWindow::source(const char* key)
{
    const auto& workspace = w().presenter().workspace();
    return workspace ? workspace->source(QString::fromLatin1(key)) : nullptr;
}

void TestImportWindow::sourceOfKnock()
{
    drop(QStringLiteral(HW_TEST_DATA "/knock_source.json"));
    QTRY_VERIFY(w().find("sourceImportDialog"));
    QCOMPARE(w().unnamedControls("sourceImportDialog"), QStringList());
    QCOMPARE(w().find<QLineEdit>("importName")->text(), QStringLiteral("Billing events"));
    const QStringList shown = preview();
    QVERIFY(shown.contains(QStringLiteral("JavaScript, 3 lines")));
    QVERIFY2(shown.contains(QStringLiteral("customer.created \u2192 Identify user")), qPrintable(shown.join(u'\n')));
    QVERIFY(shown.contains(QStringLiteral("invoice.paid \u2192 Trigger workflow (switched off)")));
    const QString notes = shown.join(u'\n');
    QVERIFY(notes.contains(QStringLiteral("the script reads the secret BILLING_SIGNING_SECRET")));
    QVERIFY(notes.contains(QStringLiteral("the mapping of old to users_delete is deleted at Knock")));
    QVERIFY(!notes.contains(QStringLiteral("headwater-cli"))); // the window has a place to click

    auto* key = w().find<QLineEdit>("importKey");
    QVERIFY(!w().find("importProblem")); // "billing_events" is made a key of ours
    key->setText(QStringLiteral("Not A Key"));
    QVERIFY(w().find("importProblem"));
    QVERIFY(!w().find("importAccept")->isEnabled());
    key->setText(QStringLiteral("billing"));
    QVERIFY(w().find("importAccept")->isEnabled());
    w().click("importAccept");
    QTRY_COMPARE(w().window().place(), (models::Place{PlaceKind::Source, QStringLiteral("billing")}));
    QVERIFY(source("billing"));
    QCOMPARE(source("billing")->mappings.mappings.size(), std::size_t(3));
    QVERIFY(source("billing")->script.contains("BILLING_SIGNING_SECRET"));

    w().window().findChild<QAction*>(QStringLiteral("actionUndo"))->trigger();
    QTRY_VERIFY(!source("billing"));
}

void TestImportWindow::anotherEnvironment()
{
    drop(QStringLiteral(HW_TEST_DATA "/knock_source.json"));
    QTRY_VERIFY(w().find<QComboBox>("importEnvironment"));
    auto* environments = w().find<QComboBox>("importEnvironment");
    QCOMPARE(environments->currentText(), QStringLiteral("development"));
    environments->setCurrentText(QStringLiteral("production"));
    QTRY_VERIFY(preview().contains(QStringLiteral("0, 0 of them active")));
    QVERIFY(preview().join(u'\n').contains(QStringLiteral("requests that are not verified are accepted")));
    w().click("importAccept");
    QTRY_COMPARE(w().window().place().kind, PlaceKind::Source);
    QVERIFY(source("billing-events") && !source("billing-events")->source.enforceVerification);

    // The same again: its key is taken now.
    drop(QStringLiteral(HW_TEST_DATA "/knock_source.json"));
    QTRY_VERIFY(w().find("sourceImportDialog"));
    QVERIFY(w().find("importProblem"));
    QVERIFY(!w().find("importAccept")->isEnabled());
}

void TestImportWindow::exportedSource()
{
    workspace::SourceBundle bundle;
    bundle.source.key = QStringLiteral("crm");
    bundle.source.name = QStringLiteral("CRM");
    bundle.source.provider = QStringLiteral("custom");
    bundle.samples.push_back({QStringLiteral("one"), "POST / HTTP/1.1\r\n\r\n{}", {}});
    drop(write("crm.json", json::write(workspace::toJson(bundle), json::Style::Indented)));
    QTRY_VERIFY(w().find("sourceImportDialog"));
    QVERIFY(!w().find("importEnvironment"));
    QVERIFY(preview().contains(QStringLiteral("none: the settings verify")));
    w().click("importAccept");
    QTRY_VERIFY(source("crm"));
    QCOMPARE(source("crm")->samples.size(), std::size_t(1));
}

void TestImportWindow::projectOfKnock()
{
    const QString project = w().home().filePath(QStringLiteral("knock"));
    QVERIFY(QDir().mkpath(project + QStringLiteral("/workflows/order-shipped")));
    write("knock/workflows/order-shipped/workflow.json", R"({"name":"Order shipped","steps":[]})");
    drop(project);
    QTRY_VERIFY(w().find("projectDialog"));
    const QList<QLabel*> lines = w().find("projectDialog")->findChildren<QLabel*>(QStringLiteral("confirmLine"));
    QCOMPARE(lines.first()->text(), QStringLiteral("Workflow order-shipped (Order shipped)"));
    w().click("confirmYes");
    QTRY_COMPARE(w().window().toast().message(), QStringLiteral("Took in 1 name of Knock"));
    const auto saved = workspace::loadKnockProject(w().root());
    QVERIFY(saved && *saved);
    QCOMPARE((*saved)->workflows.front().key, QStringLiteral("order-shipped"));
}

void TestImportWindow::offeredWhereSourcesAreMade()
{
    w().click("welcomeAddSource");
    QTRY_VERIFY(w().find("stepProvider"));
    auto* import = w().window().findChild<QAction*>(QStringLiteral("actionImportSource"));
    QVERIFY(import);
    import->trigger();
    QTRY_VERIFY(w().find("importDialog"));
}

QTEST_MAIN(TestImportWindow)
#include "tst_import_window.moc"
