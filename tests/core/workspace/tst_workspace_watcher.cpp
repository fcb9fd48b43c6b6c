#include "core/base/files.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspacewatcher.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::workspace;

namespace {

const WorkspaceWatcher::Intervals onNotice{std::chrono::milliseconds(20), std::chrono::hours(1)};
const WorkspaceWatcher::Intervals onTimer{std::chrono::hours(1), std::chrono::milliseconds(30)};

void put(const QString& path, const QByteArray& content)
{
    QVERIFY(files::makePath(QFileInfo(path).path()).hasValue());
    QVERIFY(files::writeAtomically(path, content).hasValue());
}

/// As some editors save: into the file itself.
void overwrite(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestWatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Changes>(); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_files = WorkspaceFiles::create(m_dir->path(), QStringLiteral("w"), SystemClock().now()).value().release();
        m_owner.reset(m_files);
        Source source;
        source.key = source.name = QStringLiteral("one");
        QVERIFY(m_files->saveSource(source).hasValue());
    }

    void noticesEdits_data()
    {
        QTest::addColumn<bool>("timer");
        QTest::newRow("by notices") << false;
        QTest::newRow("by rescanning") << true;
    }

    void noticesEdits()
    {
        QFETCH(bool, timer);
        const WorkspaceWatcher watcher(*m_files, timer ? onTimer : onNotice);
        QSignalSpy spy(&watcher, &WorkspaceWatcher::changed);
        const auto nameIs = [&](const char* name) {
            const SourceState* state = m_files->workspace().source(u"one");
            return state && state->source.name == QLatin1String(name);
        };
        // Replaced by rename, twice: the second time tells that the first left the watch in place.
        put(path("sources/one/source.json"), "{\"name\": \"first\"}");
        QTRY_VERIFY(nameIs("first"));
        put(path("sources/one/source.json"), "{\"name\": \"second\"}");
        QTRY_VERIFY(nameIs("second"));
        overwrite(path("sources/one/source.json"), "{\"name\": \"third one\"}");
        QTRY_VERIFY(nameIs("third one"));
        QVERIFY(spy.count() >= 3);
        for (const auto& call : spy)
            QCOMPARE(call.at(0).value<Changes>().sources, QStringList{QStringLiteral("one")});
    }

    void noticesSourcesThatComeAndGo_data() { noticesEdits_data(); }

    void noticesSourcesThatComeAndGo()
    {
        QFETCH(bool, timer);
        const WorkspaceWatcher watcher(*m_files, timer ? onTimer : onNotice);
        QSignalSpy spy(&watcher, &WorkspaceWatcher::changed);
        QVERIFY(QDir().mkpath(path("sources/two")));
        put(path("sources/two/source.json"), "{}");
        QTRY_VERIFY(m_files->workspace().source(u"two"));
        put(path("sources/two/script.js"), "function main() {}");
        QTRY_COMPARE(m_files->workspace().source(u"two")->language, ScriptLanguage::JavaScript);
        QVERIFY(QDir(path("sources/two")).removeRecursively());
        QTRY_VERIFY(!m_files->workspace().source(u"two"));
        QStringList removed;
        for (const auto& call : spy)
            removed += call.at(0).value<Changes>().removedSources;
        QCOMPARE(removed, QStringList{QStringLiteral("two")});
    }

    void noticesTheRest_data() { noticesEdits_data(); }

    void noticesTheRest()
    {
        QFETCH(bool, timer);
        QVERIFY(m_files->saveLocal({}).hasValue());
        const WorkspaceWatcher watcher(*m_files, timer ? onTimer : onNotice);
        put(path("environments/staging.json"), "{}");
        QTRY_VERIFY(m_files->workspace().environment(u"staging"));
        put(path("data/local.json"), "{\"activeEnvironment\": \"staging\"}");
        QTRY_COMPARE(m_files->workspace().activeEnvironment(), QStringLiteral("staging"));
        put(path("sources/one/samples/a.http"), "GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_files->workspace().source(u"one")->samples.size(), 1);
        put(path("sources/one/samples/b.http"), "GET / HTTP/1.1\r\n\r\n");
        QTRY_COMPARE(m_files->workspace().source(u"one")->samples.size(), 2);
    }

    void brokenEditsKeepTheLastGoodState()
    {
        const WorkspaceWatcher watcher(*m_files, onNotice);
        put(path("sources/one/source.json"), "{ nope");
        QTRY_COMPARE(m_files->workspace().source(u"one")->errors.size(), size_t{1});
        QCOMPARE(m_files->workspace().source(u"one")->source.name, QStringLiteral("one"));
        put(path("sources/one/source.json"), "{}");
        QTRY_VERIFY(m_files->workspace().source(u"one")->errors.empty());
    }

    void ownWritesAreNotReported()
    {
        const WorkspaceWatcher watcher(*m_files, {std::chrono::milliseconds(10), std::chrono::milliseconds(10)});
        QSignalSpy spy(&watcher, &WorkspaceWatcher::changed);
        Source source = m_files->workspace().source(u"one")->source;
        source.paused = true;
        QVERIFY(m_files->saveSource(source).hasValue());
        QVERIFY(m_files->saveScript(source.key, ScriptLanguage::JavaScript, "function main() {}").hasValue());
        QVERIFY(m_files->saveSample(source.key, QStringLiteral("s"), "GET / HTTP/1.1\r\n\r\n").hasValue());
        QVERIFY(m_files->removeSource(source.key, SystemClock().now()).hasValue());
        // A change from outside that comes after them is the first one heard of.
        put(path("environments/staging.json"), "{}");
        QTRY_COMPARE(spy.count(), 1);
        const auto changes = spy.at(0).at(0).value<Changes>();
        QCOMPARE(changes.environments, QStringList{QStringLiteral("staging")});
        QVERIFY(changes.sources.isEmpty() && changes.removedSources.isEmpty() && !changes.trash);
    }

    void secretsAreAnnounced_data() { noticesEdits_data(); }

    void secretsAreAnnounced()
    {
        QFETCH(bool, timer);
        SecretStore::Options options;
        options.workspaceId = m_files->workspace().id;
        options.dataFolder = m_files->workspace().dataFolder();
        options.keyFolder = m_dir->filePath(QStringLiteral("keys"));
        options.useKeychain = false;
        SecretStore store(options);
        QVERIFY(store.set(QStringLiteral("development"), QStringLiteral("A"), SecretString("one")).hasValue());
        const WorkspaceWatcher watcher(*m_files, timer ? onTimer : onNotice);
        QSignalSpy spy(&watcher, &WorkspaceWatcher::secretsChanged);
        QVERIFY(store.set(QStringLiteral("development"), QStringLiteral("A"), SecretString("two")).hasValue());
        QTRY_COMPARE(spy.count(), 1);
        QVERIFY(store.remove(QStringLiteral("development"), QStringLiteral("A")).hasValue());
        QTRY_COMPARE(spy.count(), 2);
    }

private:
    [[nodiscard]] QString path(const char* relative) const { return m_dir->filePath(QString::fromLatin1(relative)); }

    std::unique_ptr<QTemporaryDir> m_dir;
    WorkspaceFiles* m_files = nullptr;
    std::unique_ptr<WorkspaceFiles> m_owner;
};

QTEST_GUILESS_MAIN(TestWatcher)
#include "tst_workspace_watcher.moc"
