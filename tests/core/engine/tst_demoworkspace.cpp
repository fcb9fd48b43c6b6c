#include "core/delivery/directoryreader.h"
#include "core/engine/demoworkspace.h"
#include "core/store/reader.h"

#include <QDir>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;

class TestDemoWorkspace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyViewHasSomethingToShow();
    void aFolderThatExistsIsLeftAlone();
};

void TestDemoWorkspace::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
}

void TestDemoWorkspace::everyViewHasSomethingToShow()
{
    const QTemporaryDir folder;
    const QString root = folder.filePath(QStringLiteral("demo"));
    engine::DemoWorkspace demo(root, QStringLiteral(HW_BIN_DIR "/headwater-scripthost"));
    QSignalSpy finished(&demo, &engine::DemoWorkspace::finished);
    demo.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
    const auto result = finished.front().front().value<Result<void>>();
    QVERIFY2(result, result ? "" : qPrintable(result.error().args.join(u' ')));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Dirs | QDir::NoDotAndDotDot), QStringList{QStringLiteral("demo")});

    auto reader = store::Reader::open(root + QStringLiteral("/data/headwater.db"));
    QVERIFY(reader);
    const auto rows = reader->events({}, {std::nullopt, std::nullopt, 1000});
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(engine::DemoWorkspace::eventCount));
    QHash<int, int> byStatus;
    QSet<QString> sources;
    QSet<QString> types;
    for (const store::EventRow& row : *rows) {
        ++byStatus[static_cast<int>(row.status)];
        sources.insert(row.source);
        types.insert(row.eventType);
    }
    const auto count = [&](EventStatus status) { return byStatus.value(static_cast<int>(status)); };
    QVERIFY(count(EventStatus::Processed) > 100);
    QVERIFY(count(EventStatus::Refused) > 0);
    QVERIFY(count(EventStatus::Error) > 0);
    QVERIFY(count(EventStatus::Ignored) > 0);
    QVERIFY(count(EventStatus::Duplicate) > 0);
    QCOMPARE(sources.size(), 3);
    QVERIFY(types.size() >= 8);
    // Newest first, and nothing lies in the future.
    for (size_t i = 1; i < rows->size(); ++i)
        QVERIFY(rows->at(i).receivedAt <= rows->at(i - 1).receivedAt);
    QVERIFY(rows->front().receivedAt <= SystemClock().now());

    delivery::DirectoryReader directory(reader->database());
    for (const auto kind : {delivery::DirectoryKind::Users, delivery::DirectoryKind::Audiences,
                            delivery::DirectoryKind::Tenants, delivery::DirectoryKind::WorkflowRuns}) {
        const auto all = directory.list(kind, QStringLiteral("development"));
        QVERIFY(all && !all->empty());
    }
}

void TestDemoWorkspace::aFolderThatExistsIsLeftAlone()
{
    const QTemporaryDir folder;
    engine::DemoWorkspace demo(folder.path());
    QSignalSpy finished(&demo, &engine::DemoWorkspace::finished);
    demo.start();
    QCOMPARE(finished.count(), 1);
    const auto result = finished.front().front().value<Result<void>>();
    QVERIFY(!result && result.error().code == ErrorCode::AlreadyExists);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_GUILESS_MAIN(TestDemoWorkspace)
#include "tst_demoworkspace.moc"
