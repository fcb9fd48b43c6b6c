#include "core/workspace/secretstore.h"

#include "core/base/files.h"
#include "core/base/ids.h"
#include "core/base/logging.h"
#include "core/workspace/encryptedfile.h"
#include "core/workspace/keychain.h"

#include <QStandardPaths>

namespace hw::workspace {

namespace {

constexpr char passphraseVariable[] = "HEADWATER_PASSPHRASE";

std::unique_ptr<SecretBackend> makeKeychain(const SecretStore::Options& options)
{
    if (!options.useKeychain || !Keychain::isSessionBusReachable())
        return nullptr;
    return std::make_unique<Keychain>(options.workspaceId);
}

std::unique_ptr<SecretBackend> makeFile(const SecretStore::Options& options)
{
    EncryptedFile::Options file;
    file.workspaceId = options.workspaceId;
    file.path = options.dataFolder + QStringLiteral("/secrets.enc");
    const QString keyFolder = options.keyFolder.isEmpty()
                                  ? QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                                        QStringLiteral("/headwater/keys")
                                  : options.keyFolder;
    file.keyPath = keyFolder + u'/' + options.workspaceId + QStringLiteral(".key");
    file.passphrase = options.passphrase;
    if (!file.passphrase && qEnvironmentVariableIsSet(passphraseVariable))
        file.passphrase = SecretString(qgetenv(passphraseVariable));
    return std::make_unique<EncryptedFile>(file);
}

} // namespace

QString toString(SecretOrigin origin)
{
    switch (origin) {
    case SecretOrigin::Environment: return QStringLiteral("environment");
    case SecretOrigin::Keychain: return QStringLiteral("keychain");
    case SecretOrigin::File: break;
    }
    return QStringLiteral("file");
}

QByteArray overrideVariable(const QString& name)
{
    return "HEADWATER_SECRET_" + name.toLatin1();
}

bool isOverrideEmpty(const QString& name)
{
    const QByteArray variable = overrideVariable(name);
    return qEnvironmentVariableIsSet(variable.constData()) && qEnvironmentVariableIsEmpty(variable.constData());
}

QString secretStampPath(const QString& dataFolder)
{
    return dataFolder + QStringLiteral("/secrets.stamp");
}

SecretStore::SecretStore(const Options& options)
    : SecretStore(options.dataFolder, makeKeychain(options), makeFile(options))
{}

SecretStore::SecretStore(QString dataFolder, std::unique_ptr<SecretBackend> keychain,
                         std::unique_ptr<SecretBackend> file)
    : m_dataFolder(std::move(dataFolder))
    , m_keychain(std::move(keychain))
    , m_file(std::move(file))
{}

SecretStore::~SecretStore() = default;

LoadedSecrets SecretStore::load(const QString& environment, const QStringList& names)
{
    LoadedSecrets loaded;
    QStringList wanted;
    for (const QString& name : names) {
        if (const QByteArray value = qgetenv(overrideVariable(name).constData()); !value.isEmpty())
            loaded.found.insert(name, {SecretString(value), SecretOrigin::Environment});
        else
            wanted.append(name);
    }
    const auto take = [&](const SecretValues& values, SecretOrigin origin) {
        for (auto it = values.begin(); it != values.end(); ++it) {
            loaded.found.insert(it.key(), {it.value(), origin});
            wanted.removeAll(it.key());
        }
    };
    if (m_keychain && !wanted.isEmpty()) {
        const auto values = m_keychain->load(environment, wanted);
        if (values) {
            take(*values, SecretOrigin::Keychain);
        } else if (values.error().code == ErrorCode::SecretStoreBroken) {
            qCInfo(logWorkspace) << "no system keychain:" << values.error().args.value(1);
            m_keychain.reset();
        } else {
            loaded.error = values.error();
        }
    }
    if (!wanted.isEmpty()) {
        const auto values = m_file->load(environment, wanted);
        if (values)
            take(*values, SecretOrigin::File);
        else
            loaded.error = values.error();
    }
    loaded.missing = wanted;
    return loaded;
}

Result<FoundSecret> SecretStore::get(const QString& environment, const QString& name)
{
    const LoadedSecrets loaded = load(environment, {name});
    if (const auto it = loaded.found.constFind(name); it != loaded.found.constEnd())
        return *it;
    if (loaded.error)
        return *loaded.error;
    return Error{ErrorCode::SecretMissing, {name}};
}

Result<SecretOrigin> SecretStore::set(const QString& environment, const QString& name, const SecretString& value)
{
    if (m_keychain) {
        const auto stored = m_keychain->set(environment, name, value);
        if (stored) {
            // The keychain is read first, but an older value must not come back when it is gone.
            if (const auto removed = m_file->remove(environment, name); !removed)
                qCWarning(logWorkspace) << "an older value of" << name << "stays in the encrypted file";
            noteChange();
            return SecretOrigin::Keychain;
        }
        if (stored.error().code != ErrorCode::SecretStoreBroken)
            return stored.error();
        m_keychain.reset();
    }
    if (const auto stored = m_file->set(environment, name, value); !stored)
        return stored.error();
    noteChange();
    return SecretOrigin::File;
}

Result<void> SecretStore::remove(const QString& environment, const QString& name)
{
    bool removed = false;
    if (m_keychain) {
        const auto fromKeychain = m_keychain->remove(environment, name);
        if (fromKeychain)
            removed = *fromKeychain;
        else if (fromKeychain.error().code != ErrorCode::SecretStoreBroken)
            return fromKeychain.error();
        else
            m_keychain.reset();
    }
    const auto fromFile = m_file->remove(environment, name);
    if (!fromFile)
        return fromFile.error();
    if (!removed && !*fromFile)
        return Error{ErrorCode::NotFound, {QStringLiteral("secret"), name}};
    noteChange();
    return {};
}

void SecretStore::noteChange()
{
    const QByteArray stamp = ids::randomSuffix(16).toLatin1() + '\n';
    if (const auto written = files::writeAtomically(secretStampPath(m_dataFolder), stamp); !written)
        qCWarning(logWorkspace) << "other processes may not notice the changed secret:" << written.error().args;
}

} // namespace hw::workspace
