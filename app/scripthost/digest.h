#pragma once

#include <QByteArray>

/// Hashes and HMACs by name, on OpenSSL.
namespace hw::scripthost {

/// "sha256", "SHA-256", "sha1", "sha512", "sha384", "sha224", "md5".
[[nodiscard]] bool isKnownHash(QByteArrayView name);
/// Empty for an unknown name.
[[nodiscard]] QByteArray digest(QByteArrayView name, QByteArrayView data);
[[nodiscard]] QByteArray hmac(QByteArrayView name, QByteArrayView key, QByteArrayView data);
/// In a time that depends on the sizes alone.
[[nodiscard]] bool equalBytes(QByteArrayView a, QByteArrayView b);

} // namespace hw::scripthost
