#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/welcomepage.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace hw;
using models::PlaceKind;

namespace {

/// A home of its own with a session on the default workspace, which is not there yet.
struct Home : test::WindowDriver
{
    Home() { open(); }

    /// Drops it onto the page.
    void drop(const QMimeData& data)
    {
        auto* page = find("welcomePage");
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &drop);
    }
};

} // namespace

class TestWelcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void firstStartMakesTheWorkspaceWithTheFirstSource();
    void workspaceFolderIsDropped();
    void capturesAreImported();
    void recentOnesAreListed();
};

void TestWelcome::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
}

void TestWelcome::firstStartMakesTheWorkspaceWithTheFirstSource()
{
    Home home;
    QTRY_VERIFY(home.find("welcomePage"));
    QVERIFY(!home.find("viewHeader"));
    QVERIFY(!QDir(app::Session::defaultRoot()).exists());
    QVERIFY(QTest::qWaitForWindowActive(&home.window()));
    QTRY_COMPARE(QApplication::focusWidget(), home.find("welcomeAddSource"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QTRY_VERIFY(home.find("stepProvider"));
    QTRY_VERIFY(home.session().presenter().workspace());
    QVERIFY(workspace::WorkspaceFiles::isWorkspace(app::Session::defaultRoot()));
    QVERIFY(home.window().toast().message().contains(app::Session::defaultRoot()));
    QTest::mouseClick(home.find("provider_stripe"), Qt::LeftButton);
    QTRY_VERIFY(home.find("stepEndpoint"));
    QVERIFY(home.session().presenter().listener().state != models::ListenerStatus::State::Stopped);
}

void TestWelcome::workspaceFolderIsDropped()
{
    Home home;
    QTRY_VERIFY(home.find("welcomePage"));
    const QString other = home.home().filePath(QStringLiteral("other"));
    QVERIFY(workspace::WorkspaceFiles::create(other, QStringLiteral("other"), home.clock().now()));
    QSignalSpy chosen(&home.window(), &widgets::MainWindow::workspaceChosen);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(other)});
    home.drop(data);
    QTRY_COMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().toString(), other);
    QMimeData none;
    none.setUrls({QUrl::fromLocalFile(home.home().path())});
    home.drop(none);
    QTRY_VERIFY(home.window().toast().message().contains(QStringLiteral("not a Headwater workspace")));
}

void TestWelcome::capturesAreImported()
{
    Home home;
    QTRY_VERIFY(home.find("welcomePage"));
    QMimeData text;
    text.setText(QStringLiteral("curl http://127.0.0.1/s/x -d '{\"type\":\"a.b\"}'"));
    home.drop(text);
    QTRY_VERIFY(home.window().toast().message().startsWith(QStringLiteral("Add a source first")));
    QTest::mouseClick(home.find("welcomeAddSource"), Qt::LeftButton);
    QTRY_VERIFY(home.session().presenter().workspace());
    QTRY_VERIFY(home.find("provider_custom"));
    QTest::mouseClick(home.find("provider_custom"), Qt::LeftButton);
    QTRY_VERIFY(home.find("stepEndpoint"));
    const QString key = home.window().place().source;

    home.window().showPlace({PlaceKind::Welcome});
    QTRY_VERIFY(home.find("welcomePage"));
    QFile file(home.home().filePath(QStringLiteral("two.jsonl")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"type\":\"a.b\"}\n{\"type\":\"a.c\"}\n");
    file.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    home.drop(data);
    QTRY_VERIFY(home.find("importSourceDialog"));
    QCOMPARE(home.find<QComboBox>("importSource")->currentData().toString(), key);
    QTest::mouseClick(home.find("importAccept"), Qt::LeftButton);
    QTRY_COMPARE(home.window().toast().message(), QStringLiteral("Imported 2 requests"));

    home.window().showPlace({PlaceKind::Welcome});
    QGuiApplication::clipboard()->setText(QStringLiteral("not a request"));
    home.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&home.window()));
    QTRY_COMPARE(QApplication::focusWidget(), home.find("welcomeAddSource"));
    QTest::keyClick(home.find("welcomeAddSource"), Qt::Key_V, Qt::ControlModifier);
    QTRY_VERIFY(home.window().toast().message().contains(QStringLiteral("not supported")));
}

void TestWelcome::recentOnesAreListed()
{
    Home home;
    QTRY_VERIFY(home.find("welcomePage"));
    QVERIFY(!home.find("recentWorkspaces"));
    home.session().setRecentWorkspaces({{QStringLiteral("default"), app::Session::defaultRoot()},
                                        {QStringLiteral("acme"), QStringLiteral("/tmp/acme")}});
    QSignalSpy chosen(&home.window(), &widgets::MainWindow::workspaceChosen);
    QTRY_VERIFY(home.find("recent1"));
    QTest::mouseClick(home.find("recent1"), Qt::LeftButton);
    QCOMPARE(chosen.front().front().toString(), QStringLiteral("/tmp/acme"));
}

QTEST_MAIN(TestWelcome)
#include "tst_welcome.moc"
