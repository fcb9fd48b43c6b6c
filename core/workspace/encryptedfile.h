#pragma once

#include "core/workspace/secretstore.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>
#include <utility>

namespace hw::workspace {

/// Secrets in one file, encrypted as a whole with AES-256-GCM: names and environments are neither readable nor
/// changeable without the key.
///
/// Layout, version 1: "HWSECRET", version, key kind (1 = key file, 2 = passphrase), log2 N, r and p of scrypt (zero for
/// a key file), 16 bytes of salt, 16 of key check, 12 of nonce; ciphertext; 16 of tag. The associated data is all
/// before the ciphertext and the workspace's id. The plain text is a count and, for each secret, environment, name and
/// value, numbers and lengths as 32 bits, big-endian.
///
/// The key check (HMAC-SHA-256 under the key, cut to 16 bytes) tells a wrong key from a damaged file. A nonce is random
/// and used for one write. scrypt is that of RFC 7914 with N = 2^15, r = 8, p = 1: 32 MiB and some 60 ms, so that a
/// server that starts with a passphrase still answers soon.
class EncryptedFile final : public SecretBackend
{
public:
    struct Options
    {
        QString workspaceId;
        QString path;    ///< of the file; made, with its folder, on the first set()
        QString keyPath; ///< 64 hexadecimal digits, 0600; made on the first set() without a passphrase
        std::optional<SecretString> passphrase = {};
    };

    explicit EncryptedFile(Options options);

    [[nodiscard]] Result<SecretValues> load(const QString& environment, const QStringList& names) override;
    [[nodiscard]] Result<void> set(const QString& environment, const QString& name, const SecretString& value) override;
    [[nodiscard]] Result<bool> remove(const QString& environment, const QString& name) override;

private:
    using Place = std::pair<QString, QString>; ///< environment, name
    using Secrets = std::map<Place, SecretString>;

    /// What stands before the ciphertext and does not change from write to write.
    struct KeyHeader
    {
        quint8 kind = 0;
        quint8 logN = 0;
        quint8 r = 0;
        quint8 p = 0;
        QByteArray salt;
        friend bool operator==(const KeyHeader&, const KeyHeader&) = default;
    };

    [[nodiscard]] Result<Secrets> read();
    [[nodiscard]] Result<void> write(const Secrets& secrets);
    [[nodiscard]] Result<SecretString> keyFor(const KeyHeader& header);
    [[nodiscard]] Result<SecretString> keyFromFile() const;
    [[nodiscard]] Result<void> makeKeyFile() const;
    [[nodiscard]] Result<KeyHeader> newKeyHeader() const;
    [[nodiscard]] Error broken(const QString& reason) const;

    Options m_options;
    std::optional<KeyHeader> m_header; ///< of the file as last read or written
    KeyHeader m_keyHeader;             ///< the one that m_key was made for
    SecretString m_key;
};

} // namespace hw::workspace
