// What befalls a store while a real process serves it: a full disk, files that cannot be written, damage, a lock that
// is held, a log that was cut. It is said, requests are answered 503, what was answered 200 is kept, and when the cause
// has gone all goes on by itself.

#include "core/store/migrations.h"
#include "core/store/reader.h"
#include "tests/support/ordersworkspace.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QFile>
#include <QScopeGuard>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <functional>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace hw;
using namespace hw::test;

namespace {

constexpr int patience = 60000;

/// A file system of its own that is soon full.
class SmallDisk final
{
public:
    explicit SmallDisk(const QString& at)
        : m_path(QFile::encodeName(at))
    {
        QDir().mkpath(at);
        m_mounted = ::mount("tmpfs", m_path.constData(), "tmpfs", 0, "size=16m") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

    [[nodiscard]] bool isMounted() const { return m_mounted; }

    /// Takes all the room there is.
    void fill() const
    {
        QFile filler(fillerName());
        QVERIFY(filler.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
        for (qsizetype piece = 1024 * 1024; piece > 0; piece /= 2) {
            const QByteArray bytes(piece, 'x');
            while (filler.write(bytes) == piece) {
            }
        }
    }
    void makeRoom() const { QVERIFY(QFile::remove(fillerName())); }

private:
    [[nodiscard]] QString fillerName() const { return QFile::decodeName(m_path) + QStringLiteral("/filler"); }

    QByteArray m_path;
    bool m_mounted = false;
};

/// Makes a file immutable, which stops root too; false where that is not allowed here.
bool setImmutable(const QString& path, bool immutable)
{
    const int file = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    int flags = 0;
    bool done = ::ioctl(file, FS_IOC_GETFLAGS, &flags) == 0;
    flags = immutable ? flags | FS_IMMUTABLE_FL : flags & ~FS_IMMUTABLE_FL;
    done = done && ::ioctl(file, FS_IOC_SETFLAGS, &flags) == 0;
    ::close(file);
    return done;
}

void limitFileSize(qint64 pid, rlim_t bytes)
{
    rlimit limit = {};
    QCOMPARE(::prlimit(static_cast<pid_t>(pid), RLIMIT_FSIZE, nullptr, &limit), 0);
    limit.rlim_cur = bytes;
    QCOMPARE(::prlimit(static_cast<pid_t>(pid), RLIMIT_FSIZE, &limit, nullptr), 0);
}

QString idOf(const Reply& reply)
{
    return json::parse(reply.body).valueOr({})[u"id"].toString();
}

} // namespace

class TestCliStore final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Sandbox> m_sandbox;
    std::unique_ptr<OrdersWorkspace> m_workspace;
    QHash<QString, QByteArray> m_answered; ///< bodies by the ids that were answered 200
    QByteArray m_said;                     ///< by the process, on standard error
    int m_user = 0;

    void makeWorkspace(const QString& root)
    {
        m_workspace = std::make_unique<OrdersWorkspace>(*m_sandbox, root);
        QVERIFY(m_workspace->isValid());
    }

    Reply send(const Serve& serve, qsizetype padding = 0)
    {
        const QByteArray body = OrdersWorkspace::body(++m_user, padding);
        Reply reply = post(serve.port(), "/s/orders", OrdersWorkspace::headers(body), body);
        if (reply.status == 200)
            m_answered.insert(idOf(reply), body);
        return reply;
    }

    /// Sends until the store fails, which it must do for this reason.
    void sendUntilRefused(const Serve& serve, const QByteArray& code, qsizetype padding = 0)
    {
        Reply reply;
        for (int i = 0; i < 500 && reply.status != 503; ++i) {
            reply = send(serve, padding);
            QVERIFY2(reply.status == 200 || reply.status == 503, reply.head.constData());
        }
        QCOMPARE(reply.status, 503);
        QVERIFY2(reply.body.contains(code), reply.body.constData());
        QVERIFY2(reply.head.toLower().contains("retry-after: "), reply.head.constData());
    }

    void seesTrouble(Serve& serve, const QByteArray& code, const QByteArray& text)
    {
        QTRY_VERIFY_WITH_TIMEOUT((m_said += serve.errors()).contains(text), patience);
        const CliResult status = m_workspace->cli({"--json", "status"});
        QCOMPARE(status.exitCode, 1);
        QCOMPARE(status.json()[u"store"][u"error"][u"code"].toString().toLatin1(), code);
    }

    /// It was said, new requests are stored, and all that was answered is there.
    void seesRecovery(Serve& serve)
    {
        QTRY_COMPARE_WITH_TIMEOUT(m_workspace->cli({"status"}).exitCode, 0, patience);
        QTRY_VERIFY_WITH_TIMEOUT((m_said += serve.errors()).contains("Requests are stored again."), patience);
        QCOMPARE(send(serve, 100).status, 200);
        seesAllAnswered();
    }

    void seesAllAnswered()
    {
        auto reader = store::Reader::open(m_workspace->database());
        QVERIFY(reader);
        for (auto it = m_answered.constBegin(); it != m_answered.constEnd(); ++it) {
            const auto stored = reader->event(it.key());
            QVERIFY2(stored && *stored, qPrintable(it.key()));
            QCOMPARE((*stored)->event.request.body, it.value());
            QVERIFY((*stored)->run && (*stored)->run->status == EventStatus::Processed);
        }
    }

private Q_SLOTS:
    void init();
    void fullDisk_data();
    void fullDisk();
    void filesThatCannotBeWritten();
    void folderThatCannotBeWritten();
    void heldLock();
    void damageAndReplacement();
    void cutLog();
};

void TestCliStore::init()
{
    m_sandbox = std::make_unique<Sandbox>();
    m_workspace.reset();
    m_answered.clear();
    m_said.clear();
}

void TestCliStore::fullDisk_data()
{
    QTest::addColumn<bool>("isDisk");
    QTest::newRow("a small disk") << true;
    QTest::newRow("a limit of file sizes") << false;
}

void TestCliStore::fullDisk()
{
    QFETCH(bool, isDisk);
    std::unique_ptr<SmallDisk> disk;
    if (isDisk) {
        disk = std::make_unique<SmallDisk>(m_sandbox->path(QStringLiteral("disk")));
        if (!disk->isMounted())
            QSKIP("a file system cannot be mounted here");
    }
    makeWorkspace(m_sandbox->path(isDisk ? QStringLiteral("disk/ws") : QStringLiteral("ws")));
    Serve serve(*m_sandbox, m_workspace->root());
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    QCOMPARE(send(serve).status, 200);
    if (isDisk)
        disk->fill();
    else
        limitFileSize(serve.pid(), 512 * 1024);
    sendUntilRefused(serve, "store_full", 60000);
    seesTrouble(serve, "store_full", "There is no space left");
    // A large body goes into a file of its own.
    const Reply large = send(serve, 2 * 1024 * 1024);
    QCOMPARE(large.status, 503);
    if (isDisk)
        disk->makeRoom();
    else
        limitFileSize(serve.pid(), RLIM_INFINITY);
    seesRecovery(serve);
    QCOMPARE(send(serve, 2 * 1024 * 1024).status, 200);
    seesAllAnswered();
    QCOMPARE(serve.terminate(), 0);
    const CliResult checked = m_workspace->cli({"store", "check"});
    QVERIFY2(checked.exitCode == 0, QByteArray(checked.out + checked.err).constData());
}

void TestCliStore::filesThatCannotBeWritten()
{
    makeWorkspace(m_sandbox->path(QStringLiteral("ws")));
    Serve serve(*m_sandbox, m_workspace->root());
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    QCOMPARE(send(serve).status, 200);
    const QString log = m_workspace->dataFile(QStringLiteral("headwater.db-wal"));
    if (!setImmutable(log, true))
        QSKIP("files cannot be made immutable here");
    const auto release = qScopeGuard([&log] { setImmutable(log, false); });
    const Reply reply = send(serve);
    if (reply.status == 200)
        QSKIP("this file system lets open files be written that are immutable");
    QCOMPARE(reply.status, 503);
    QVERIFY2(reply.body.contains("store_read_only"), reply.body.constData());
    seesTrouble(serve, "store_read_only", "cannot be written");
    QVERIFY(setImmutable(log, false));
    seesRecovery(serve);
}

void TestCliStore::folderThatCannotBeWritten()
{
    makeWorkspace(m_sandbox->path(QStringLiteral("ws")));
    const QString folder = m_workspace->dataFile({});
    const auto close = [&](bool closed) {
        if (::geteuid() == 0)
            return setImmutable(folder, closed);
        return QFile::setPermissions(folder, closed ? QFile::ReadOwner | QFile::ExeOwner
                                                    : QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    {
        Serve serve(*m_sandbox, m_workspace->root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        QCOMPARE(send(serve).status, 200);
        if (!close(true))
            QSKIP("root cannot be kept from writing here");
        // Only what needs a new file fails; the rest is stored.
        const Reply large = send(serve, 2 * 1024 * 1024);
        const Reply small = send(serve);
        const bool told = large.body.contains("store_read_only");
        QVERIFY(close(false));
        QCOMPARE(large.status, 503);
        QVERIFY2(told, large.body.constData());
        QCOMPARE(small.status, 200);
        seesRecovery(serve);
        QCOMPARE(serve.terminate(), 0);
    }
    // At the start it ends at once, and says why.
    QVERIFY(QFile::remove(m_workspace->dataFile(QStringLiteral("owner.lock"))));
    QVERIFY(close(true));
    const CliResult refused = m_workspace->cli({"serve", "--port", "0"});
    QVERIFY(close(false));
    QCOMPARE(refused.exitCode, 4);
    QVERIFY2(refused.err.contains("cannot be written"), refused.err.constData());
}

void TestCliStore::heldLock()
{
    makeWorkspace(m_sandbox->path(QStringLiteral("ws")));
    Serve serve(*m_sandbox, m_workspace->root());
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    QCOMPARE(send(serve).status, 200);
    auto other = store::Database::open(m_workspace->database(), store::Database::Mode::ReadWrite);
    QVERIFY(other);
    {
        auto held = store::Transaction::begin(*other);
        QVERIFY(held);
        sendUntilRefused(serve, "store_busy");
        seesTrouble(serve, "store_busy", "another process holds it");
        sendUntilRefused(serve, "store_busy");
    }
    seesRecovery(serve);
}

void TestCliStore::damageAndReplacement()
{
    makeWorkspace(m_sandbox->path(QStringLiteral("ws")));
    const QString path = m_workspace->database();
    const QString copy = m_sandbox->path(QStringLiteral("copy.db"));
    Serve serve(*m_sandbox, m_workspace->root());
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    for (int i = 0; i < 50; ++i)
        QCOMPARE(send(serve, 3000).status, 200);
    {
        auto database = store::Database::open(path, store::Database::Mode::ReadOnly);
        QVERIFY(database && database->backupTo(copy));
    }
    {
        QFile damaged(m_sandbox->path(QStringLiteral("damaged.db")));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write(QByteArray(100000, 'x'));
    }
    const auto put = [&path](const QString& file) {
        // What belonged to the one before would be taken for this one's.
        QFile::remove(path + QStringLiteral("-wal"));
        QFile::remove(path + QStringLiteral("-shm"));
        return ::rename(QFile::encodeName(file).constData(), QFile::encodeName(path).constData()) == 0;
    };
    QVERIFY(put(m_sandbox->path(QStringLiteral("damaged.db"))));
    sendUntilRefused(serve, "store_corrupt");
    seesTrouble(serve, "store_corrupt", "is damaged");
    QVERIFY(put(copy));
    seesRecovery(serve);
    QCOMPARE(serve.terminate(), 0);

    // At the start it ends at once, and says what to do.
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(2000, '\xff'));
    }
    const CliResult refused = m_workspace->cli({"serve", "--port", "0"});
    QCOMPARE(refused.exitCode, 3);
    QVERIFY2(refused.err.contains("store check"), refused.err.constData());
}

void TestCliStore::cutLog()
{
    makeWorkspace(m_sandbox->path(QStringLiteral("ws")));
    for (const int percent : {90, 50, 10, 0}) {
        {
            Serve serve(*m_sandbox, m_workspace->root());
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            for (int i = 0; i < 20; ++i)
                QCOMPARE(send(serve, 1000).status, 200);
            serve.kill9();
        }
        QFile log(m_workspace->dataFile(QStringLiteral("headwater.db-wal")));
        QVERIFY(log.size() > 0);
        // In the middle of a frame.
        QVERIFY(log.resize(log.size() * percent / 100));
        // What was cut off is gone: no program could tell it. What is left is whole.
        const CliResult checked = m_workspace->cli({"store", "check"});
        QVERIFY2(checked.exitCode == 0, QByteArray(checked.out + checked.err).constData());
        auto reader = store::Reader::open(m_workspace->database());
        QVERIFY(reader);
        const auto rows = reader->events(store::Filter(), {{}, {}, 100000});
        QVERIFY(rows);
        QCOMPARE(reader->summary()->events, static_cast<qint64>(rows->size()));
        for (const store::EventRow& row : *rows)
            QCOMPARE((*reader->eventBySeq(row.seq))->event.request.body, m_answered.value(row.id));
    }
    Serve serve(*m_sandbox, m_workspace->root());
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    QCOMPARE(send(serve).status, 200);
}

QTEST_GUILESS_MAIN(TestCliStore)
#include "tst_cli_store.moc"
