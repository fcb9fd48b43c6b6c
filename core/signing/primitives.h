#pragma once

#include <QByteArray>

#include <optional>
#include <span>

/// The cryptography that the schemes need, on OpenSSL; the only file that knows its types.
namespace hw::signing {

enum class Hash { Sha1, Sha256, Sha512 };

/// A decoded key: cannot be copied, overwritten when it goes.
class KeyBytes final
{
public:
    KeyBytes() = default;
    explicit KeyBytes(QByteArrayView bytes, QByteArrayView more = {});
    KeyBytes(KeyBytes&& other) noexcept { m_bytes.swap(other.m_bytes); }
    KeyBytes& operator=(KeyBytes&& other) noexcept;
    KeyBytes(const KeyBytes&) = delete;
    KeyBytes& operator=(const KeyBytes&) = delete;
    ~KeyBytes() { cleanse(); }

    /// Standard or URL-safe alphabet, padding optional; nothing where the text is not base64.
    [[nodiscard]] static std::optional<KeyBytes> fromBase64(QByteArrayView text);
    /// Either case; nothing where the text is not hexadecimal.
    [[nodiscard]] static std::optional<KeyBytes> fromHex(QByteArrayView text);

    [[nodiscard]] QByteArrayView view() const { return m_bytes; }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

private:
    void cleanse();
    QByteArray m_bytes; ///< never shared: the object is not copied and view() does not own
};

/// HMAC (RFC 2104) over the parts one after the other, so that a large body need not be copied. An empty key is fine.
[[nodiscard]] QByteArray hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> parts);

/// The hash of the key and the parts one after the other, without HMAC's construction.
[[nodiscard]] QByteArray plainHash(Hash hash, QByteArrayView key, std::span<const QByteArrayView> parts);

/// Plain SHA-256, raw bytes.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);

/// Ed25519 (RFC 8032): a public key of 32 bytes, a signature of 64; false for any other size.
[[nodiscard]] bool ed25519Verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

/// From a seed of 32 bytes; nothing where the size is another.
[[nodiscard]] std::optional<QByteArray> ed25519Sign(QByteArrayView seed, QByteArrayView message);

/// In a time that depends on the sizes alone; different sizes are unequal at once.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace hw::signing
