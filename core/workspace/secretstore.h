#pragma once

#include "core/base/result.h"
#include "core/base/secretstring.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

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

using SecretValues = QHash<QString, SecretString>; ///< by name

/// One place where secrets live, by environment and name. Errors: SecretStoreLocked where a person must act first,
/// SecretKeyWrong, SecretStoreBroken where the place does not work or its content is damaged, IoError.
class SecretBackend
{
public:
    virtual ~SecretBackend() = default;

    /// The values of those of `names` that it has; the others are left out.
    [[nodiscard]] virtual Result<SecretValues> load(const QString& environment, const QStringList& names) = 0;
    [[nodiscard]] virtual Result<void> set(const QString& environment, const QString& name,
                                           const SecretString& value) = 0;
    /// Whether there was one.
    [[nodiscard]] virtual Result<bool> remove(const QString& environment, const QString& name) = 0;
};

/// The outcome of loading an environment's secrets. A store that fails leaves an error and missing names: what the
/// other places have still counts.
struct LoadedSecrets
{
    QHash<QString, FoundSecret> found;
    QStringList missing; ///< in the order asked for
    std::optional<Error> error;
};

/// All secrets of one workspace: the process environment (HEADWATER_SECRET_<NAME>, unless it is empty) over the system
/// keychain over the encrypted file. Where there is no keychain, writes go to the file. Calls block, for about 2 s at
/// most where a keychain waits for a person; without a session bus no time is spent on it. Belongs to one thread.
class SecretStore final
{
public:
    struct Options
    {
        QString workspaceId;
        QString dataFolder;      ///< of the workspace; secrets.enc lives there
        QString keyFolder = {};  ///< for the key of the file; empty = <the user's configuration>/headwater/keys
        bool useKeychain = true; ///< false = only environment and file
        /// Opens the file instead of a key file; nothing = the variable HEADWATER_PASSPHRASE, if it is set.
        std::optional<SecretString> passphrase = {};
    };

    explicit SecretStore(const Options& options);
    /// With places of one's own; `keychain` may be null.
    SecretStore(QString dataFolder, std::unique_ptr<SecretBackend> keychain, std::unique_ptr<SecretBackend> file);
    ~SecretStore();
    Q_DISABLE_COPY_MOVE(SecretStore)

    [[nodiscard]] LoadedSecrets load(const QString& environment, const QStringList& names);
    /// SecretMissing where no place has it.
    [[nodiscard]] Result<FoundSecret> get(const QString& environment, const QString& name);
    /// Stores and tells where. A variable of the process environment goes on winning.
    [[nodiscard]] Result<SecretOrigin> set(const QString& environment, const QString& name, const SecretString& value);
    /// NotFound where neither keychain nor file has it.
    [[nodiscard]] Result<void> remove(const QString& environment, const QString& name);

private:
    void noteChange();

    QString m_dataFolder;
    std::unique_ptr<SecretBackend> m_keychain; ///< null where there is none, or it turned out not to work
    std::unique_ptr<SecretBackend> m_file;
};

/// The variable that overrides a secret: "HEADWATER_SECRET_" and the name.
[[nodiscard]] QByteArray overrideVariable(const QString& name);

/// Whether that variable is there without a value: it counts as not set, because no signature can be made with nothing.
[[nodiscard]] bool isOverrideEmpty(const QString& name);

/// A file below `dataFolder` that changes whenever a secret was stored or removed, so that other processes notice
/// what the keychain does not announce. It holds nothing secret.
[[nodiscard]] QString secretStampPath(const QString& dataFolder);

} // namespace hw::workspace
