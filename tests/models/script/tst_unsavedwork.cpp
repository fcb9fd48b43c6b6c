// Scripts and mappings that are edited and not saved: kept through windows that end in any way, beside each other, and
// through files that are damaged.

#include "core/base/files.h"
#include "tests/models/script/scriptworkspace.h"
#include "ui/models/unsavedwork.h"

#include <QDir>
#include <QSignalSpy>

#include <csignal>
#include <memory>
#include <sys/wait.h>
#include <unistd.h>

using namespace hw;
using namespace hw::models;

namespace {

Drafts scriptOf(const QString& source, const QString& text)
{
    return {{{source, {workspace::ScriptLanguage::JavaScript, text, QStringLiteral("before")}}}, {}};
}

Drafts mappingsOf(const QString& source, const QString& type)
{
    mapping::Mapping mapping;
    mapping.id = QStringLiteral("map_1");
    mapping.eventType = type;
    mapping.action = QStringLiteral("users_identify");
    mapping::MappingFile file;
    file.mappings.push_back(mapping);
    return {{}, {{source, {mapping::MappingFile(), file}}}};
}

Drafts both(const Drafts& a, const Drafts& b)
{
    Drafts all = a;
    all.scripts.insert(b.scripts);
    all.mappings.insert(b.mappings);
    return all;
}

/// No events, no files.
class NoMappings final : public MappingSource
{
    Q_OBJECT

public:
    void requestTypes(quint64, const QString&) override {}
    void requestEvents(quint64, const QString&, const QString&, int) override {}
    void startSave(quint64, const QString&, const mapping::MappingFile&, workspace::OnConflict) override {}
    void startChangeTypes(const QString&, const QStringList&, const QStringList&) override {}
    void checkExpressions(const QStringList&) override {}
};

/// What of a window keeps unsaved work.
struct Window
{
    explicit Window(test::ScriptWorkspace& in)
        : reader(in.root() + QStringLiteral("/data/headwater.db"))
        , events(reader)
        , script(in.engine(), events, in.catalog(), in.clock())
        , mapping(noMappings, in.clock())
        , unsaved(in.root() + QStringLiteral("/data"), script, mapping)
    {}

    void write(const QString& source, const QString& text)
    {
        script.setSource(source);
        if (!script.hasScript())
            script.writeScript();
        script.setText(text);
    }

    store::ReadThread reader;
    StoreEventSource events;
    ScriptPresenter script;
    NoMappings noMappings;
    MappingPresenter mapping;
    UnsavedWork unsaved;
};

} // namespace

class TestUnsavedWork final : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;

    [[nodiscard]] QString data() const { return m_dir->filePath(QStringLiteral("data")); }
    [[nodiscard]] QString inData(const char* name) const { return QDir(data()).filePath(QLatin1String(name)); }

    /// What the next window finds.
    [[nodiscard]] Drafts found() const
    {
        DraftFile next(data());
        return next.take();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir().mkpath(data()));
    }

    void aWindowFindsWhatWasKept()
    {
        const Drafts kept = both(scriptOf(QStringLiteral("crm"), QStringLiteral("1\n\u00e4")),
                                 mappingsOf(QStringLiteral("orders"), QStringLiteral("order.*")));
        {
            DraftFile window(data());
            QCOMPARE(window.take(), Drafts());
            QVERIFY(window.keep(kept));
        }
        QCOMPARE(found(), kept);
        {
            DraftFile window(data());
            QCOMPARE(window.take(), kept);
            QVERIFY(window.keep({}));
        }
        QCOMPARE(found(), Drafts());
        QVERIFY(!QFile::exists(inData("unsaved.json")));
    }

    void windowsDoNotTakeFromEachOther()
    {
        const Drafts first = scriptOf(QStringLiteral("crm"), QStringLiteral("1"));
        const Drafts second = mappingsOf(QStringLiteral("crm"), QStringLiteral("a"));
        {
            DraftFile one(data());
            QCOMPARE(one.take(), Drafts());
            QVERIFY(one.keep(first));
            DraftFile other(data());
            QCOMPARE(other.take(), Drafts()); // what is in a window is that window's
            QVERIFY(other.keep(second));
            QVERIFY(one.keep({}));
            QVERIFY(one.keep(first));
            QVERIFY(other.keep({}));
            QVERIFY(other.keep(second));
        }
        QCOMPARE(found(), both(first, second));
        QCOMPARE(found(), both(first, second)); // in one file now
        QVERIFY(!QFile::exists(inData("unsaved-2.json")));
    }

    void twoDraftsOfOneScriptComeOneAfterTheOther()
    {
        const Drafts first = scriptOf(QStringLiteral("crm"), QStringLiteral("1"));
        const Drafts second = scriptOf(QStringLiteral("crm"), QStringLiteral("2"));
        {
            DraftFile one(data());
            QCOMPARE(one.take(), Drafts());
            DraftFile other(data());
            QCOMPARE(other.take(), Drafts());
            QVERIFY(one.keep(first));
            QVERIFY(other.keep(second));
        }
        QCOMPARE(found(), first);
        {
            DraftFile next(data());
            QCOMPARE(next.take(), first);
            QVERIFY(next.keep({})); // saved, or thrown away
        }
        QCOMPARE(found(), second);
    }

    void aKilledWindowLosesNothing()
    {
        const Drafts kept = scriptOf(QStringLiteral("crm"), QStringLiteral("1"));
        const pid_t child = ::fork();
        if (child == 0) {
            auto* window = new DraftFile(data());
            const bool ok = window->take().isEmpty() && window->keep(kept);
            if (ok)
                ::kill(::getpid(), SIGKILL);
            ::_exit(1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFSIGNALED(status));
        QCOMPARE(found(), kept);
    }

    void whatCannotBeReadIsPutAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QStringList>("read");
        const QByteArray good = R"("crm":{"language":"javascript","text":"1","base":null})";
        QTest::newRow("empty") << QByteArray() << QStringList();
        QTest::newRow("cut off") << QByteArray("{\"scripts\":{" + good) << QStringList();
        QTest::newRow("another thing") << QByteArray("[]") << QStringList();
        QTest::newRow("no drafts") << QByteArray("{\"scripts\":{" + good + R"(},"mappings":7})")
                                   << QStringList{QStringLiteral("crm")};
        QTest::newRow("a script without text")
            << QByteArray("{\"scripts\":{" + good + R"(,"a":{"language":"javascript","base":"x"}}})")
            << QStringList{QStringLiteral("crm")};
        QTest::newRow("another language")
            << QByteArray("{\"scripts\":{" + good + R"(,"a":{"language":"lua","text":"x"}}})")
            << QStringList{QStringLiteral("crm")};
        QTest::newRow("damaged mappings")
            << QByteArray("{\"scripts\":{" + good +
                          R"(},"mappings":{"a":{"file":{"format":1,"mappings":[]},"current":3}}})")
            << QStringList{QStringLiteral("crm")};
    }

    void whatCannotBeReadIsPutAside()
    {
        QFETCH(const QByteArray, content);
        for (const char* aside : {"unsaved.json.damaged", "unsaved.json.damaged-2"}) {
            QVERIFY(files::writeAtomically(inData("unsaved.json"), content));
            DraftFile window(data());
            QTEST(QStringList(window.take().scripts.keys()), "read");
            QCOMPARE(window.putAside(), QStringList{inData(aside)});
            const auto moved = files::read(inData(aside));
            QVERIFY(moved);
            QCOMPARE(*moved, content);
        }
        // What could be read is not in the file aside alone, and is told no more.
        DraftFile next(data());
        QTEST(QStringList(next.take().scripts.keys()), "read");
        QVERIFY(next.putAside().isEmpty());
    }

    void theFolderMayComeLater()
    {
        const Drafts kept = scriptOf(QStringLiteral("crm"), QStringLiteral("1"));
        QVERIFY(QDir(data()).removeRecursively());
        {
            DraftFile window(data());
            QCOMPARE(window.take(), Drafts());
            QVERIFY(window.keep(kept)); // the first start, where there is no workspace yet
            QVERIFY(QDir().mkpath(data()));
            // Another window was there meanwhile, and has gone.
            const Drafts others = scriptOf(QStringLiteral("crm"), QStringLiteral("2"));
            {
                DraftFile other(data());
                QCOMPARE(other.take(), Drafts());
                QVERIFY(other.keep(others));
            }
            QVERIFY(window.keep(kept));
            QCOMPARE(found(), others);
        }
        QVERIFY(QFile::exists(inData("unsaved-2.json")));
    }

    void windowsKeepTheirOwn()
    {
        test::ScriptWorkspace workspace;
        QVERIFY(workspace.isOk());
        const QString orders = QStringLiteral("orders");
        const QString text = QStringLiteral("async function main() {}");
        {
            Window first(workspace);
            first.write(orders, text);
            first.unsaved.keep();
            Window second(workspace);
            QVERIFY(second.script.dirtySources().isEmpty());
            second.unsaved.keep();
        }
        auto third = std::make_unique<Window>(workspace);
        third->script.setSource(orders);
        QCOMPARE(third->script.text(), text);
        // Another window takes over while this one is still there.
        third->unsaved.handOver();
        Window fourth(workspace);
        third->write(orders, QStringLiteral("too late"));
        third.reset();
        fourth.script.setSource(orders);
        QCOMPARE(fourth.script.text(), text);
        fourth.unsaved.keep();
        const auto kept = files::read(workspace.root() + QStringLiteral("/data/unsaved.json"));
        QVERIFY(kept);
        QVERIFY(kept->contains(text.toUtf8()));
    }

    void whatCannotBeKeptIsToldAndTriedAgain()
    {
        test::ScriptWorkspace workspace;
        QVERIFY(workspace.isOk());
        Window window(workspace);
        QSignalSpy failed(&window.unsaved, &UnsavedWork::failed);
        const QString path = workspace.root() + QStringLiteral("/data/unsaved.json");
        QVERIFY(QDir().mkpath(path)); // nothing can be written there
        window.write(QStringLiteral("orders"), QStringLiteral("1"));
        window.unsaved.keep();
        QCOMPARE(failed.size(), 1);
        window.unsaved.keep();
        QCOMPARE(failed.size(), 1);
        QVERIFY(QDir().rmdir(path));
        window.unsaved.keep();
        QCOMPARE(failed.size(), 1);
        QVERIFY(QFile::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestUnsavedWork)
#include "tst_unsavedwork.moc"
