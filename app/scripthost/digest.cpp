#include "app/scripthost/digest.h"

#include "core/base/encoding.h"
#include "core/base/secretstring.h"

#include <array>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

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

struct HmacMaker::Private
{
    struct Free
    {
        void operator()(EVP_MAC* mac) const { EVP_MAC_free(mac); }
        void operator()(EVP_MAC_CTX* context) const { EVP_MAC_CTX_free(context); }
    };
    std::unique_ptr<EVP_MAC, Free> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    std::unique_ptr<EVP_MAC_CTX, Free> context{EVP_MAC_CTX_new(mac.get())};
    const EVP_MD* algorithm = nullptr; ///< with `key`, what the context is prepared for
    SecretString key;

    bool prepare(const EVP_MD* wanted, QByteArrayView wantedKey)
    {
        if (algorithm == wanted && key.view() == wantedKey)
            return EVP_MAC_init(context.get(), nullptr, 0, nullptr) == 1;
        std::array parameters{
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(EVP_MD_get0_name(wanted)), 0),
            OSSL_PARAM_construct_end()};
        algorithm = nullptr;
        if (EVP_MAC_init(context.get(), raw(wantedKey), static_cast<size_t>(wantedKey.size()), parameters.data()) != 1)
            return false;
        algorithm = wanted;
        key = SecretString(wantedKey);
        return true;
    }
};

HmacMaker::HmacMaker()
    : d(std::make_unique<Private>())
{}

HmacMaker::~HmacMaker() = default;

QByteArray HmacMaker::make(QByteArrayView name, QByteArrayView key, QByteArrayView data)
{
    const auto* algorithm = find(name);
    std::array<uchar, EVP_MAX_MD_SIZE> result{};
    size_t size = 0;
    if (!algorithm || !d->prepare(algorithm, key) ||
        EVP_MAC_update(d->context.get(), raw(data), static_cast<size_t>(data.size())) != 1 ||
        EVP_MAC_final(d->context.get(), result.data(), &size, result.size()) != 1)
        return {};
    return {reinterpret_cast<const char*>(result.data()), static_cast<qsizetype>(size)};
}

bool equalBytes(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && CRYPTO_memcmp(raw(a), raw(b), static_cast<size_t>(a.size())) == 0;
}

} // namespace hw::scripthost
