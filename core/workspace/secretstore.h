#pragma once

#include "core/base/result.h"
#include "core/base/secretstring.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace hw::workspace {

/// Where a secret's value came from.
enum class SecretOrigin { Environment, Keychain, File };

/// "environment", "keychain", "file".
[[nodiscard]] QString toString(SecretOrigin origin);

struct FoundSecret
{
    SecretString value;
    SecretOrigin origin = SecretOrigin::File;
};

/// One place where secrets live. Values are kept by environment and name.
class SecretBackend
{
public:
    virtual ~SecretBackend() = default;

    [[nodiscard]] virtual SecretOrigin origin() const = 0;
    /// The values of those of `names` that it has; the others are left out. SecretStoreLocked, SecretStoreBroken.
    [[nodiscard]] virtual Result<QHash<QString, SecretString>> load(const QString& environment,
                                                                    const QStringList& names) = 0;
    [[nodiscard]] virtual Result<void> set(const QString& environment, const QString& name,
                                           const SecretString& value) = 0;
    /// Whether there was one.
    [[nodiscard]] virtual Result<bool> remove(const QString& environment, const QString& name) = 0;
};

/// The outcome of loading an environment's secrets. What could not be read is an error and a missing name both: the
/// rest still counts.
struct LoadedSecrets
{
    QHash<QString, FoundSecret> found;
    QStringList missing;
    std::optional<Error> error; ///< the store is locked, gone or broken; set also where other places had values
};

/// All secrets of one workspace: the process environment (HEADWATER_SECRET_<NAME>) over the system keychain over the
/// encrypted file. Where there is no keychain, writes go to the file. Blocking, at most about 2 s where a keychain
/// waits for a person; without a session bus no time is lost on it. Belongs to one thread.
class SecretStore final
{
public:
    struct Options
    {
        QString workspaceId;
        QString dataFolder;      ///< of the workspace; secrets.enc lives there
        QString keyFolder;       ///< empty = <user's config>/headwater/keys
        bool useKeychain = true; ///< false = only environment and file
    };

    explicit SecretStore(Options options);
    ~SecretStore();
    Q_DISABLE_COPY_MOVE(SecretStore)

    [[nodiscard]] LoadedSecrets load(const QString& environment, const QStringList& names);
    /// SecretMissing where no place has it.
    [[nodiscard]] Result<FoundSecret> get(const QString& environment, const QString& name);
    /// Stores and tells where. The value of a process environment variable goes on winning.
    [[nodiscard]] Result<SecretOrigin> set(const QString& environment, const QString& name, const SecretString& value);
    /// NotFound where neither keychain nor file has it.
    [[nodiscard]] Result<void> remove(const QString& environment, const QString& name);

private:
    [[nodiscard]] SecretBackend* keychain();
    void noteChange();

    Options m_options;
    std::unique_ptr<SecretBackend> m_keychain; ///< null where there is none
    std::unique_ptr<SecretBackend> m_file;
    bool m_keychainChecked = false;
};

/// The variable that overrides a secret: "HEADWATER_SECRET_" and the name.
[[nodiscard]] QByteArray overrideVariable(const QString& name);

/// A file below `dataFolder` that changes whenever a secret was stored or removed, so that other processes notice
/// changes that the keychain does not announce. It holds nothing secret.
[[nodiscard]] QString secretStampPath(const QString& dataFolder);

} // namespace hw::workspace
