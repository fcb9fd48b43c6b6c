#include "core/signing/primitives.h"

#include "core/base/encoding.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <memory>

namespace hw::signing {

namespace {

template<auto Free>
struct Deleter
{
    template<class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

using MacPtr = std::unique_ptr<EVP_MAC, Deleter<EVP_MAC_free>>;
using MacContextPtr = std::unique_ptr<EVP_MAC_CTX, Deleter<EVP_MAC_CTX_free>>;
using PkeyPtr = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using DigestContextPtr = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;

const unsigned char* bytesOf(QByteArrayView view)
{
    // OpenSSL takes no null pointer, not even for nothing.
    static constexpr unsigned char nothing = 0;
    return view.isEmpty() ? &nothing : reinterpret_cast<const unsigned char*>(view.data());
}

const char* digestName(Hash hash)
{
    switch (hash) {
    case Hash::Sha1: return "SHA1";
    case Hash::Sha256: return "SHA256";
    case Hash::Sha512: return "SHA512";
    }
    return "";
}

constexpr qsizetype ed25519KeySize = 32;
constexpr qsizetype ed25519SignatureSize = 64;

} // namespace

KeyBytes::KeyBytes(QByteArrayView bytes, QByteArrayView more)
{
    m_bytes.reserve(bytes.size() + more.size()); // no growth that would leave a copy behind
    m_bytes.append(bytes).append(more);
}

KeyBytes& KeyBytes::operator=(KeyBytes&& other) noexcept
{
    m_bytes.swap(other.m_bytes);
    return *this;
}

std::optional<KeyBytes> KeyBytes::fromBase64(QByteArrayView text)
{
    auto decoded = decodeBase64(text);
    if (!decoded)
        return std::nullopt;
    KeyBytes key;
    key.m_bytes.swap(*decoded);
    return key;
}

std::optional<KeyBytes> KeyBytes::fromHex(QByteArrayView text)
{
    const auto digit = [](char c) -> int {
        if (c >= '0' && c <= '9')
            return c - '0';
        const char lower = static_cast<char>(c | 0x20);
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    };
    if (text.size() % 2 != 0)
        return std::nullopt;
    KeyBytes key;
    key.m_bytes.reserve(text.size() / 2);
    for (qsizetype i = 0; i < text.size(); i += 2) {
        const int high = digit(text[i]);
        const int low = digit(text[i + 1]);
        if (high < 0 || low < 0)
            return std::nullopt;
        key.m_bytes.append(static_cast<char>(high * 16 + low));
    }
    return key;
}

void KeyBytes::cleanse()
{
    // The whole capacity: decoding in place leaves the end of the encoded text behind the key.
    if (m_bytes.capacity() > 0)
        OPENSSL_cleanse(m_bytes.data(), static_cast<size_t>(m_bytes.capacity()));
}

namespace {

/// A context that knows its digest, for this thread: finding algorithms and making contexts costs more than the digest
/// of a short body.
EVP_MAC_CTX* macContext(Hash hash)
{
    static const MacPtr mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr)); // may be shared between threads
    thread_local std::array<MacContextPtr, 3> contexts;
    MacContextPtr& context = contexts.at(static_cast<size_t>(hash));
    if (context)
        return context.get();
    context.reset(mac ? EVP_MAC_CTX_new(mac.get()) : nullptr);
    char* digest = const_cast<char*>(digestName(hash)); // the parameter only reads it
    const OSSL_PARAM params[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
                                 OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_CTX_set_params(context.get(), params) != 1)
        qFatal("OpenSSL has no HMAC with %s", digestName(hash));
    return context.get();
}

} // namespace

QByteArray hmac(Hash hash, QByteArrayView key, std::span<const QByteArrayView> parts)
{
    EVP_MAC_CTX* const context = macContext(hash);
    const auto start = [context](QByteArrayView with) {
        if (EVP_MAC_init(context, bytesOf(with), static_cast<size_t>(with.size()), nullptr) != 1)
            qFatal("OpenSSL could not begin an HMAC");
    };
    start(key);
    for (const QByteArrayView part : parts)
        EVP_MAC_update(context, bytesOf(part), static_cast<size_t>(part.size()));
    unsigned char out[EVP_MAX_MD_SIZE];
    size_t size = 0;
    if (EVP_MAC_final(context, out, &size, sizeof out) != 1)
        qFatal("OpenSSL could not finish an HMAC");
    start({}); // the context stays, the key goes
    return QByteArray(reinterpret_cast<const char*>(out), static_cast<qsizetype>(size));
}

QByteArray plainHash(Hash hash, QByteArrayView key, std::span<const QByteArrayView> parts)
{
    const DigestContextPtr context(EVP_MD_CTX_new());
    const EVP_MD* digest = EVP_get_digestbyname(digestName(hash));
    if (!context || !digest || EVP_DigestInit_ex(context.get(), digest, nullptr) != 1)
        qFatal("OpenSSL has no %s", digestName(hash));
    EVP_DigestUpdate(context.get(), bytesOf(key), static_cast<size_t>(key.size()));
    for (const QByteArrayView part : parts)
        EVP_DigestUpdate(context.get(), bytesOf(part), static_cast<size_t>(part.size()));
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    if (EVP_DigestFinal_ex(context.get(), out, &size) != 1)
        qFatal("OpenSSL could not finish a hash");
    return QByteArray(reinterpret_cast<const char*>(out), static_cast<qsizetype>(size));
}

QByteArray sha256(QByteArrayView bytes)
{
    return QByteArray::fromHex(sha256Hex(bytes));
}

bool ed25519Verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    if (publicKey.size() != ed25519KeySize || signature.size() != ed25519SignatureSize)
        return false;
    const PkeyPtr key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(publicKey),
                                                  static_cast<size_t>(publicKey.size())));
    const DigestContextPtr context(EVP_MD_CTX_new());
    return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytesOf(signature), static_cast<size_t>(signature.size()), bytesOf(message),
                            static_cast<size_t>(message.size())) == 1;
}

std::optional<QByteArray> ed25519Sign(QByteArrayView seed, QByteArrayView message)
{
    if (seed.size() != ed25519KeySize)
        return std::nullopt;
    const PkeyPtr key(
        EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytesOf(seed), static_cast<size_t>(seed.size())));
    const DigestContextPtr context(EVP_MD_CTX_new());
    QByteArray signature(ed25519SignatureSize, Qt::Uninitialized);
    size_t size = static_cast<size_t>(signature.size());
    if (!key || !context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, bytesOf(message),
                       static_cast<size_t>(message.size())) != 1)
        return std::nullopt;
    return signature;
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(bytesOf(a), bytesOf(b), static_cast<size_t>(a.size())) == 0;
}

} // namespace hw::signing
