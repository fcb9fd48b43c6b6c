// Two engines beside each other on one workspace: one works, the other waits until it may.

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "tests/support/rawhttp.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hw;
using namespace hw::engine;

class TestOwning final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;

    [[nodiscard]] EngineOptions options(Ownership ownership) const
    {
        EngineOptions made;
        made.root = m_root;
        made.ownership = ownership;
        made.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        made.scriptHosts = 1;
        return made;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = m_dir->filePath(QStringLiteral("ws"));
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", "a-made-up-secret");
        const Timestamp now = SystemClock().now();
        auto files = workspace::WorkspaceFiles::create(m_root, QStringLiteral("test"), now);
        QVERIFY(files.hasValue());
        const catalog::Catalog catalog = catalog::Catalog::load();
        workspace::NewSource wanted;
        wanted.key = QStringLiteral("orders");
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, now).hasValue());
    }

    void ownsWhatIsFree()
    {
        Engine engine(options(Ownership::WhenFree));
        QSignalSpy owners(&engine, &Engine::ownerChanged);
        QVERIFY(engine.open().hasValue());
        Engine second(options(Ownership::Owner));
        const Result<void> refused = second.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::WorkspaceOwned);
        QVERIFY(owners.isEmpty());
    }

    void waitsAndTakesOver()
    {
        auto first = std::make_unique<Engine>(options(Ownership::Owner));
        QVERIFY(first->open().hasValue());
        http::ListenOptions listen;
        listen.port = 0;
        first->startListener(listen);
        QTRY_VERIFY(first->listener().listening);
        const quint16 port = first->listener().port;

        Engine second(options(Ownership::WhenFree));
        QSignalSpy owners(&second, &Engine::ownerChanged);
        QSignalSpy committed(&second, &Engine::committed);
        QVERIFY(second.open().hasValue());
        QTRY_COMPARE(owners.size(), 1);
        const auto owner = owners.first().first().value<std::optional<store::Owner>>();
        QVERIFY(owner);
        QCOMPARE(owner->pid, qint64(QCoreApplication::applicationPid()));
        QCOMPARE(owner->port, int(port));
        second.startListener(listen); // is not its to do
        QCOMPARE(test::post(port, "/s/orders", {}, "{}").status, 401);

        // A change by the guest is one of the files, which the owner sees.
        bool renamed = false;
        second.edit(
            [](workspace::WorkspaceFiles& files) {
                workspace::Source source = files.workspace().source(QStringLiteral("orders"))->source;
                source.name = QStringLiteral("Orders of the shop");
                return files.saveSource(source);
            },
            this, [&renamed](const Result<void>& done) { renamed = done.hasValue(); });
        QTRY_VERIFY(renamed);
        QTRY_COMPARE(first->snapshot().workspace->source(QStringLiteral("orders"))->source.name,
                     QStringLiteral("Orders of the shop"));

        first.reset();
        QTRY_COMPARE(owners.size(), 2);
        QVERIFY(!owners.last().first().value<std::optional<store::Owner>>());
        QVERIFY(!second.listener().listening);
        second.startListener(listen);
        QTRY_VERIFY(second.listener().listening);
        QCOMPARE(test::post(second.listener().port, "/s/orders", {}, "{}").status, 401);
        QTRY_COMPARE(committed.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestOwning)
#include "tst_owning.moc"
