#include "app/scripthost/digest.h"

#include "core/base/encoding.h"

#include <array>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace hw::scripthost {

namespace {

const EVP_MD* find(QByteArrayView name)
{
    if (name == "sha256") // most, by far
        return EVP_sha256();
    const auto lower = asciiLower(name).replace('-', QByteArray());
    struct Row
    {
        QByteArrayView name;
        const EVP_MD* (*make)();
    };
    static constexpr std::array rows{Row{"sha256", EVP_sha256}, Row{"sha1", EVP_sha1},     Row{"sha512", EVP_sha512},
                                     Row{"sha384", EVP_sha384}, Row{"sha224", EVP_sha224}, Row{"md5", EVP_md5}};
    for (const auto& row : rows) {
        if (lower == row.name)
            return row.make();
    }
    return nullptr;
}

const uchar* raw(QByteArrayView bytes)
{
    static constexpr uchar nothing = 0;
    return bytes.isEmpty() ? &nothing : reinterpret_cast<const uchar*>(bytes.data());
}

} // namespace

bool isKnownHash(QByteArrayView name)
{
    return find(name) != nullptr;
}

QByteArray digest(QByteArrayView name, QByteArrayView data)
{
    const auto* algorithm = find(name);
    std::array<uchar, EVP_MAX_MD_SIZE> result{};
    unsigned size = 0;
    if (!algorithm ||
        EVP_Digest(raw(data), static_cast<size_t>(data.size()), result.data(), &size, algorithm, nullptr) != 1)
        return {};
    return {reinterpret_cast<const char*>(result.data()), static_cast<qsizetype>(size)};
}

QByteArray hmac(QByteArrayView name, QByteArrayView key, QByteArrayView data)
{
    const auto* algorithm = find(name);
    std::array<uchar, EVP_MAX_MD_SIZE> result{};
    unsigned size = 0;
    if (!algorithm || !HMAC(algorithm, raw(key), static_cast<int>(key.size()), raw(data),
                            static_cast<size_t>(data.size()), result.data(), &size))
        return {};
    return {reinterpret_cast<const char*>(result.data()), static_cast<qsizetype>(size)};
}

bool equalBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(raw(a), raw(b), static_cast<size_t>(a.size())) == 0;
}

} // namespace hw::scripthost
