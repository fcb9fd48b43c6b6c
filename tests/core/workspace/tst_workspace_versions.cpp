#include "core/workspace/scriptversions.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::workspace;

namespace {

const Timestamp monday = fromMicroseconds(1795000000000000);
const QString key = QStringLiteral("orders");

} // namespace

class TestWorkspaceVersions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEachContentOnceInARow()
    {
        const QTemporaryDir dir;
        ScriptVersions versions(dir.path());
        QVERIFY(versions.list(key).empty());
        QCOMPARE(versions.record(key, ScriptLanguage::JavaScript, "one", monday)->number, 1);
        QCOMPARE(versions.record(key, ScriptLanguage::JavaScript, "one", monday)->number, 1);
        QCOMPARE(versions.record(key, ScriptLanguage::TypeScript, "one", monday)->number, 2);
        QCOMPARE(versions.record(key, ScriptLanguage::JavaScript, "one", monday)->number, 3);
        const auto list = versions.list(key);
        QCOMPARE(list.size(), std::size_t(3));
        QVERIFY(list[0].savedAt == monday);
        QVERIFY(list[1].language == ScriptLanguage::TypeScript);
        QCOMPARE(versions.text(key, 2).valueOr({}), QByteArray("one"));
        QVERIFY(versions.text(key, 4).error().code == ErrorCode::NotFound);
        // Another reader sees the same.
        QCOMPARE(ScriptVersions(dir.path()).list(key).size(), std::size_t(3));
    }

    void theFilesAloneAreEnough()
    {
        const QTemporaryDir dir;
        ScriptVersions versions(dir.path());
        QVERIFY(versions.record(key, ScriptLanguage::JavaScript, "one", monday).hasValue());
        const auto second = versions.record(key, ScriptLanguage::JavaScript, "two", monday);
        QVERIFY(second.hasValue());
        QFile index(dir.filePath(QStringLiteral("versions/orders/index.json")));
        QVERIFY(index.open(QIODevice::WriteOnly) && index.write("{") == 1);
        index.close();
        const auto list = versions.list(key);
        QCOMPARE(list.size(), std::size_t(2));
        QCOMPARE(list[1].hash, second->hash);
        QCOMPARE(versions.record(key, ScriptLanguage::JavaScript, "three", monday)->number, 3);
        QCOMPARE(versions.text(key, 1).valueOr({}), QByteArray("one"));
    }

    void followsAnotherKey()
    {
        const QTemporaryDir dir;
        ScriptVersions versions(dir.path());
        QVERIFY(versions.record(key, ScriptLanguage::JavaScript, "one", monday).hasValue());
        QVERIFY(versions.move(key, QStringLiteral("shop")).hasValue());
        QVERIFY(versions.list(key).empty());
        QCOMPARE(versions.text(QStringLiteral("shop"), 1).valueOr({}), QByteArray("one"));
        QVERIFY(versions.move(QStringLiteral("none"), QStringLiteral("other")).hasValue());
    }
};

QTEST_GUILESS_MAIN(TestWorkspaceVersions)
#include "tst_workspace_versions.moc"
