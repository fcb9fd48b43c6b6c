#pragma once

#include <QByteArray>

#include <memory>

/// Hashes and HMACs by name, on OpenSSL.
namespace hw::scripthost {

/// "sha256", "SHA-256", "sha1", "sha512", "sha384", "sha224", "md5".
[[nodiscard]] bool isKnownHash(QByteArrayView name);
/// Empty for an unknown name.
[[nodiscard]] QByteArray digest(QByteArrayView name, QByteArrayView data);

/// Makes HMACs. Most that follow one another have the same key, which is prepared once.
class HmacMaker final
{
    Q_DISABLE_COPY_MOVE(HmacMaker)

public:
    HmacMaker();
    ~HmacMaker();

    /// Empty for an unknown name of a hash.
    [[nodiscard]] QByteArray make(QByteArrayView name, QByteArrayView key, QByteArrayView data);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// In a time that depends on the sizes alone.
[[nodiscard]] bool equalBytes(QByteArrayView a, QByteArrayView b);

} // namespace hw::scripthost
