// Rows of the Directory deleted by hand in the real window, by key and menu, and brought back.

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "tests/ui/support/liveworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/englishplurals.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/toast.h"

#include <QAbstractItemView>
#include <QAction>
#include <QFile>
#include <QStandardPaths>

using namespace hw;
using models::PlaceKind;

class TestDirectoryWindow final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void deletedAndBroughtBack();

private:
    test::WindowDriver& w() { return *m_driver; }
    int rows() { return w().find<QAbstractItemView>("directoryTable")->model()->rowCount(); }

    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestDirectoryWindow::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QCoreApplication::installTranslator(new models::EnglishPlurals(this));
    m_driver = std::make_unique<test::WindowDriver>();
    w().openNew([](workspace::WorkspaceFiles& files) {
        workspace::Source source;
        source.key = QStringLiteral("crm");
        source.name = QStringLiteral("CRM");
        source.enforceVerification = false;
        source.signing.scheme = QStringLiteral("none");
        source.eventTypePath = QStringLiteral("body.type");
        QVERIFY(files.saveSource(source));
        QFile mappings(files.workspace().root + QStringLiteral("/sources/crm/mappings.json"));
        QVERIFY(mappings.open(QIODevice::WriteOnly));
        QVERIFY(mappings.write(R"({"format":1,"mappings":[{"eventType":"user.updated","action":"users_identify",)"
                               R"("parameters":{"id":{"path":"body.user"},"email":{"path":"body.email"}}}]})") > 0);
    });
    QVERIFY(QTest::qWaitForWindowActive(&w().window()));
    QTRY_VERIFY(w().isListening());
    for (const char* user : {"ada", "grace"})
        QCOMPARE(test::post(w().presenter().listener().port, "/s/crm", {{"Content-Type", "application/json"}},
                            test::crmBody(QString::fromLatin1(user)))
                     .status,
                 200);
}

void TestDirectoryWindow::deletedAndBroughtBack()
{
    w().window().showPlace({PlaceKind::Directory});
    QTRY_VERIFY(w().find<QAbstractItemView>("directoryTable"));
    QTRY_COMPARE(rows(), 2);
    const int ada = w().rowWith("directoryTable", QStringLiteral("ada"));
    QVERIFY(ada >= 0);
    w().clickRow("directoryTable", ada);
    auto* remove = w().window().findChild<QAction*>(QStringLiteral("deleteDirectoryRow"));
    QTRY_VERIFY(remove->isEnabled());
    w().find("directoryTable")->setFocus();
    w().key(Qt::Key_Delete);
    QTRY_COMPARE(rows(), 1);
    QVERIFY(w().window().toast().message().startsWith(QStringLiteral("Deleted ada")));
    QCOMPARE(w().rowWith("directoryTable", QStringLiteral("ada")), -1);
    w().window().findChild<QAction*>(QStringLiteral("actionUndo"))->trigger();
    QTRY_COMPARE(rows(), 2);
    QVERIFY(w().rowWith("directoryTable", QStringLiteral("ada@example.com")) >= 0);
}

QTEST_MAIN(TestDirectoryWindow)
#include "tst_directory_window.moc"
