#include "core/base/files.h"
#include "core/workspace/encryptedfile.h"
#include "core/workspace/keychain.h"
#include "core/workspace/secretstore.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::workspace;

namespace {

const QString development = QStringLiteral("development");
const QString production = QStringLiteral("production");
const QString nameA = QStringLiteral("A_SIGNING_SECRET");
const QString nameB = QStringLiteral("B_SIGNING_SECRET");
constexpr QFile::Permissions ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;

/// A place in memory that can be made to fail.
class MemoryBackend final : public SecretBackend
{
public:
    struct State
    {
        QHash<QString, SecretString> values;
        std::optional<Error> error;
        int calls = 0;
    };

    explicit MemoryBackend(State& state)
        : m_state(state)
    {}

    Result<SecretValues> load(const QString& environment, const QStringList& names) override
    {
        ++m_state.calls;
        if (m_state.error)
            return *m_state.error;
        SecretValues found;
        for (const QString& name : names) {
            if (m_state.values.contains(environment + u'/' + name))
                found.insert(name, m_state.values.value(environment + u'/' + name));
        }
        return found;
    }

    Result<void> set(const QString& environment, const QString& name, const SecretString& value) override
    {
        ++m_state.calls;
        if (m_state.error)
            return *m_state.error;
        m_state.values.insert(environment + u'/' + name, value);
        return {};
    }

    Result<bool> remove(const QString& environment, const QString& name) override
    {
        ++m_state.calls;
        if (m_state.error)
            return *m_state.error;
        return m_state.values.remove(environment + u'/' + name) > 0;
    }

private:
    State& m_state;
};

} // namespace

class TestSecrets final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        qunsetenv("HEADWATER_PASSPHRASE");
        qunsetenv("HEADWATER_SECRET_A_SIGNING_SECRET");
    }

    void fileRoundTrip_data()
    {
        QTest::addColumn<bool>("passphrase");
        QTest::newRow("key file") << false;
        QTest::newRow("passphrase") << true;
    }

    void fileRoundTrip()
    {
        QFETCH(bool, passphrase);
        const auto options = fileOptions(passphrase ? "correct horse" : nullptr);
        const SecretString binary(QByteArrayView("\x00\xff\n binary", 10));
        {
            EncryptedFile file(options);
            QVERIFY(file.load(development, {nameA})->isEmpty());
            QVERIFY(!QFileInfo::exists(options.path));
            QVERIFY(file.set(development, nameA, SecretString("whsec_one")).hasValue());
            QVERIFY(file.set(production, nameA, SecretString("whsec_two")).hasValue());
            QVERIFY(file.set(development, nameB, binary).hasValue());
            QVERIFY(file.set(development, nameA, SecretString("whsec_three")).hasValue());
        }
        EncryptedFile file(options);
        const auto found = file.load(development, {nameA, nameB, QStringLiteral("C")});
        QVERIFY(found.hasValue());
        QCOMPARE(found->size(), 2);
        QVERIFY(found->value(nameA) == SecretString("whsec_three"));
        QVERIFY(found->value(nameB) == binary);
        QVERIFY(file.load(production, {nameA})->value(nameA) == SecretString("whsec_two"));
        QVERIFY(*file.remove(development, nameA));
        QVERIFY(!*file.remove(development, nameA));
        QVERIFY(EncryptedFile(options).load(development, {nameA})->isEmpty());
        QVERIFY(!EncryptedFile(options).load(production, {nameA})->isEmpty());
    }

    void filesAreTheOwnersAlone()
    {
        const auto options = fileOptions(nullptr);
        QVERIFY(EncryptedFile(options).set(development, nameA, SecretString("whsec_one")).hasValue());
        QCOMPARE(QFileInfo(options.path).permissions(), ownerOnly);
        QCOMPARE(QFileInfo(options.keyPath).permissions(), ownerOnly);
        const QByteArray content = *files::read(options.path);
        QVERIFY(!content.contains("whsec_one"));
        QVERIFY(!content.contains(nameA.toLatin1()));
        QVERIFY(!content.contains("development"));

        QVERIFY(QFile::setPermissions(options.keyPath, ownerOnly | QFile::ReadGroup));
        const auto found = EncryptedFile(options).load(development, {nameA});
        QVERIFY(!found.hasValue());
        QCOMPARE(found.error().code, ErrorCode::SecretStoreBroken);
        QCOMPARE(found.error().args.value(0), options.keyPath);
    }

    void equalContentLooksDifferent()
    {
        const auto options = fileOptions(nullptr);
        EncryptedFile file(options);
        QVERIFY(file.set(development, nameA, SecretString("same")).hasValue());
        const QByteArray first = *files::read(options.path);
        QVERIFY(file.set(development, nameA, SecretString("same")).hasValue());
        const QByteArray second = *files::read(options.path);
        QCOMPARE(first.size(), second.size());
        QVERIFY(first.last(24) != second.last(24));
    }

    void wrongPassphraseAndNone()
    {
        const auto right = fileOptions("right");
        QVERIFY(EncryptedFile(right).set(development, nameA, SecretString("x")).hasValue());
        const auto wrong = EncryptedFile(fileOptions("wrong")).load(development, {nameA});
        QVERIFY(!wrong.hasValue());
        QCOMPARE(wrong.error().code, ErrorCode::SecretKeyWrong);
        const auto none = EncryptedFile(fileOptions(nullptr)).load(development, {nameA});
        QVERIFY(!none.hasValue());
        QCOMPARE(none.error().code, ErrorCode::SecretStoreLocked);
        QCOMPARE(none.error().args.value(1), QStringLiteral("HEADWATER_PASSPHRASE"));
        // A wrong passphrase must not replace what is there.
        QVERIFY(!EncryptedFile(fileOptions("wrong")).set(development, nameB, SecretString("y")).hasValue());
        QVERIFY(EncryptedFile(right).load(development, {nameA})->contains(nameA));
    }

    void missingAndOtherKeyFile()
    {
        const auto options = fileOptions(nullptr);
        QVERIFY(EncryptedFile(options).set(development, nameA, SecretString("x")).hasValue());
        const QByteArray key = *files::read(options.keyPath);
        QVERIFY(QFile::remove(options.keyPath));
        const auto locked = EncryptedFile(options).load(development, {nameA});
        QVERIFY(!locked.hasValue());
        QCOMPARE(locked.error().code, ErrorCode::SecretStoreLocked);
        QCOMPARE(locked.error().args.value(1), options.keyPath);
        QVERIFY(files::writeAtomically(options.keyPath, QByteArray(64, 'a'), files::Access::OwnerOnly).hasValue());
        QCOMPARE(EncryptedFile(options).load(development, {nameA}).error().code, ErrorCode::SecretKeyWrong);
        QVERIFY(files::writeAtomically(options.keyPath, "short", files::Access::OwnerOnly).hasValue());
        QCOMPARE(EncryptedFile(options).load(development, {nameA}).error().code, ErrorCode::SecretStoreBroken);
        QVERIFY(files::writeAtomically(options.keyPath, key, files::Access::OwnerOnly).hasValue());
        QVERIFY(EncryptedFile(options).load(development, {nameA}).hasValue());
    }

    void everyChangedByteIsNoticed()
    {
        const auto options = fileOptions(nullptr);
        QVERIFY(EncryptedFile(options).set(development, nameA, SecretString("whsec_one")).hasValue());
        const QByteArray good = *files::read(options.path);
        for (qsizetype i = 0; i < good.size(); ++i) {
            QByteArray bad = good;
            bad[i] = static_cast<char>(bad[i] ^ 1);
            QVERIFY(files::writeAtomically(options.path, bad).hasValue());
            const auto found = EncryptedFile(options).load(development, {nameA});
            QVERIFY2(!found.hasValue(), qPrintable(QString::number(i)));
        }
        for (const qsizetype size : {qsizetype{0}, qsizetype{10}, good.size() - 1}) {
            QVERIFY(files::writeAtomically(options.path, good.first(size)).hasValue());
            QCOMPARE(EncryptedFile(options).load(development, {nameA}).error().code, ErrorCode::SecretStoreBroken);
        }
        // The last byte is of the tag: the key is right, the content is not.
        QByteArray bad = good;
        bad.back() = static_cast<char>(bad.back() ^ 1);
        QVERIFY(files::writeAtomically(options.path, bad).hasValue());
        QCOMPARE(EncryptedFile(options).load(development, {nameA}).error().code, ErrorCode::SecretStoreBroken);
    }

    void fileOfAnotherWorkspaceIsRefused()
    {
        auto options = fileOptions("same");
        QVERIFY(EncryptedFile(options).set(development, nameA, SecretString("x")).hasValue());
        options.workspaceId = QStringLiteral("ws_other");
        QCOMPARE(EncryptedFile(options).load(development, {nameA}).error().code, ErrorCode::SecretStoreBroken);
    }

    void overrideWinsOverAll()
    {
        SecretStore store(storeOptions());
        QVERIFY(*store.set(development, nameA, SecretString("stored")) == SecretOrigin::File);
        QVERIFY(store.get(development, nameA)->value == SecretString("stored"));
        QVERIFY(store.get(development, nameA)->origin == SecretOrigin::File);
        qputenv("HEADWATER_SECRET_A_SIGNING_SECRET", "from outside");
        const auto loaded = store.load(development, {nameA, nameB});
        QVERIFY(loaded.found.value(nameA).value == SecretString("from outside"));
        QVERIFY(loaded.found.value(nameA).origin == SecretOrigin::Environment);
        QCOMPARE(loaded.missing, QStringList{nameB});
        QVERIFY(!loaded.error);
        QCOMPARE(store.get(development, nameB).error().code, ErrorCode::SecretMissing);
        QVERIFY(!isOverrideEmpty(nameA));
    }

    void anEmptyOverrideIsNone()
    {
        SecretStore store(storeOptions());
        qputenv("HEADWATER_SECRET_A_SIGNING_SECRET", "");
        QVERIFY(isOverrideEmpty(nameA));
        QCOMPARE(store.get(development, nameA).error().code, ErrorCode::SecretMissing);
        QVERIFY(store.set(development, nameA, SecretString("stored")).hasValue());
        const auto loaded = store.load(development, {nameA});
        QVERIFY(loaded.found.value(nameA).value == SecretString("stored"));
        QVERIFY(loaded.found.value(nameA).origin == SecretOrigin::File);
    }

    void passphraseFromTheEnvironment()
    {
        qputenv("HEADWATER_PASSPHRASE", "from outside");
        {
            SecretStore store(storeOptions());
            QVERIFY(store.set(development, nameA, SecretString("x")).hasValue());
            QVERIFY(!QFileInfo::exists(m_dir->filePath(QStringLiteral("keys"))));
        }
        qunsetenv("HEADWATER_PASSPHRASE");
        SecretStore locked(storeOptions());
        const auto loaded = locked.load(development, {nameA});
        QCOMPARE(loaded.missing, QStringList{nameA});
        QVERIFY(loaded.error && loaded.error->code == ErrorCode::SecretStoreLocked);
        QCOMPARE(locked.get(development, nameA).error().code, ErrorCode::SecretStoreLocked);
    }

    void keychainComesFirst()
    {
        MemoryBackend::State keychain;
        MemoryBackend::State file;
        file.values.insert(development + u'/' + nameA, SecretString("older"));
        file.values.insert(development + u'/' + nameB, SecretString("only here"));
        SecretStore store = make(keychain, file);
        QVERIFY(*store.set(development, nameA, SecretString("newer")) == SecretOrigin::Keychain);
        QVERIFY(!file.values.contains(development + u'/' + nameA));
        const auto loaded = store.load(development, {nameA, nameB});
        QVERIFY(loaded.found.value(nameA).origin == SecretOrigin::Keychain);
        QVERIFY(loaded.found.value(nameB).origin == SecretOrigin::File);
        QVERIFY(store.remove(development, nameA).hasValue());
        QCOMPARE(store.remove(development, nameA).error().code, ErrorCode::NotFound);
    }

    void keychainThatDoesNotWorkIsLeftAlone()
    {
        MemoryBackend::State keychain;
        keychain.error =
            Error{ErrorCode::SecretStoreBroken, {QStringLiteral("keychain"), QStringLiteral("no service")}};
        MemoryBackend::State file;
        SecretStore store = make(keychain, file);
        QVERIFY(*store.set(development, nameA, SecretString("x")) == SecretOrigin::File);
        QCOMPARE(keychain.calls, 1);
        const auto loaded = store.load(development, {nameA});
        QVERIFY(loaded.found.value(nameA).origin == SecretOrigin::File);
        QVERIFY(!loaded.error);
        QCOMPARE(keychain.calls, 1);
    }

    void lockedKeychainIsSaid()
    {
        MemoryBackend::State keychain;
        keychain.error = Error{ErrorCode::SecretStoreLocked, {QStringLiteral("keychain"), QStringLiteral("keychain")}};
        MemoryBackend::State file;
        file.values.insert(development + u'/' + nameB, SecretString("here"));
        SecretStore store = make(keychain, file);
        const auto loaded = store.load(development, {nameA, nameB});
        QVERIFY(loaded.found.contains(nameB));
        QCOMPARE(loaded.missing, QStringList{nameA});
        QVERIFY(loaded.error && loaded.error->code == ErrorCode::SecretStoreLocked);
        // Not written elsewhere behind the person's back.
        QCOMPARE(store.set(development, nameA, SecretString("x")).error().code, ErrorCode::SecretStoreLocked);
        QCOMPARE(file.values.size(), 1);
        keychain.error.reset();
        QVERIFY(*store.set(development, nameA, SecretString("x")) == SecretOrigin::Keychain);
    }

    void sessionBusIsAskedWithoutWaiting()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus");
        QVERIFY(!Keychain::isSessionBusReachable());
        qputenv("DBUS_SESSION_BUS_ADDRESS", "autolaunch:");
        QVERIFY(!Keychain::isSessionBusReachable());
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", m_dir->path().toLocal8Bit());
        QVERIFY(!Keychain::isSessionBusReachable());
    }

private:
    [[nodiscard]] EncryptedFile::Options fileOptions(const char* passphrase) const
    {
        EncryptedFile::Options options;
        options.workspaceId = QStringLiteral("ws_test");
        options.path = m_dir->filePath(QStringLiteral("data/secrets.enc"));
        options.keyPath = m_dir->filePath(QStringLiteral("keys/ws_test.key"));
        if (passphrase)
            options.passphrase = SecretString(passphrase);
        return options;
    }

    [[nodiscard]] SecretStore::Options storeOptions() const
    {
        SecretStore::Options options;
        options.workspaceId = QStringLiteral("ws_test");
        options.dataFolder = m_dir->filePath(QStringLiteral("data"));
        options.keyFolder = m_dir->filePath(QStringLiteral("keys"));
        options.useKeychain = false;
        return options;
    }

    [[nodiscard]] SecretStore make(MemoryBackend::State& keychain, MemoryBackend::State& file) const
    {
        return SecretStore(m_dir->path(), std::make_unique<MemoryBackend>(keychain),
                           std::make_unique<MemoryBackend>(file));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_workspace_secrets.moc"
