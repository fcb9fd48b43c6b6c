#include "app/scripthost/publickey.h"

#include "core/base/encoding.h"

#include <array>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace hw::scripthost {

namespace {

template<auto Free>
struct Freed
{
    template<class T>
    void operator()(T* value) const
    {
        Free(value);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Text = std::unique_ptr<BIO, Freed<BIO_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;

constexpr qsizetype coordinate = 32; ///< bytes of a number on P-256

const uchar* raw(QByteArrayView bytes)
{
    return reinterpret_cast<const uchar*>(bytes.data());
}

Number numberOf(QByteArrayView bytes)
{
    return Number(BN_bin2bn(raw(bytes), static_cast<int>(bytes.size()), nullptr));
}

Key keyOf(const char* type, OSSL_PARAM_BLD* builder)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
        return nullptr;
    return Key(made);
}

/// The signature of ECDSA as OpenSSL reads it: DER.
QByteArray derSignature(QByteArrayView signature)
{
    const std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>> both(ECDSA_SIG_new());
    auto r = numberOf(signature.first(coordinate));
    auto s = numberOf(signature.sliced(coordinate));
    if (!both || !r || !s || ECDSA_SIG_set0(both.get(), r.get(), s.get()) != 1)
        return {};
    (void)r.release(); // the signature owns them now
    (void)s.release();
    const int size = i2d_ECDSA_SIG(both.get(), nullptr);
    if (size <= 0)
        return {};
    QByteArray der(size, Qt::Uninitialized);
    auto* end = reinterpret_cast<uchar*>(der.data());
    i2d_ECDSA_SIG(both.get(), &end);
    return der;
}

} // namespace

struct PublicKey::Data
{
    Key key;
};

PublicKey::PublicKey(std::unique_ptr<Data> data)
    : m_data(std::move(data))
{}

PublicKey::~PublicKey() = default;

std::unique_ptr<PublicKey> PublicKey::fromPem(QByteArrayView pem)
{
    const Text text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!text)
        return nullptr;
    Key key;
    if (pem.toByteArray().contains("BEGIN CERTIFICATE")) {
        const std::unique_ptr<X509, Freed<X509_free>> certificate(
            PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
        if (certificate)
            key.reset(X509_get_pubkey(certificate.get()));
    } else {
        key.reset(PEM_read_bio_PUBKEY(text.get(), nullptr, nullptr, nullptr));
    }
    if (!key)
        return nullptr;
    return std::unique_ptr<PublicKey>(new PublicKey(std::make_unique<Data>(Data{std::move(key)})));
}

std::unique_ptr<PublicKey> PublicKey::fromJwk(const json::Value& jwk)
{
    const auto bytes = [&jwk](QStringView name) {
        return decodeBase64(jwk[name].toString().toLatin1()).value_or(QByteArray());
    };
    const auto type = jwk[u"kty"].toString();
    const auto curve = jwk[u"crv"].toString();
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    Key key;
    if (type == u"RSA") {
        const auto modulus = numberOf(bytes(u"n"));
        const auto exponent = numberOf(bytes(u"e"));
        if (!BN_is_zero(modulus.get()) && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) &&
            OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()))
            key = keyOf("RSA", builder.get());
    } else if (type == u"EC" && curve == u"P-256") {
        const auto x = bytes(u"x");
        const auto y = bytes(u"y");
        const QByteArray point = '\x04' + x + y; // uncompressed (SEC 1, 2.3.3)
        if (x.size() == coordinate && y.size() == coordinate &&
            OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) &&
            OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                             static_cast<size_t>(point.size())))
            key = keyOf("EC", builder.get());
    } else if (type == u"OKP" && curve == u"Ed25519") {
        const auto x = bytes(u"x");
        key.reset(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(x), static_cast<size_t>(x.size())));
    }
    if (!key)
        return nullptr;
    return std::unique_ptr<PublicKey>(new PublicKey(std::make_unique<Data>(Data{std::move(key)})));
}

std::unique_ptr<PublicKey> PublicKey::fromSpki(QByteArrayView der)
{
    const auto* at = raw(der);
    Key key(d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())));
    if (!key)
        return nullptr;
    return std::unique_ptr<PublicKey>(new PublicKey(std::make_unique<Data>(Data{std::move(key)})));
}

bool PublicKey::fits(QByteArrayView algorithm) const
{
    const auto* key = m_data->key.get();
    if (algorithm == "RS256")
        return EVP_PKEY_get_base_id(key) == EVP_PKEY_RSA;
    if (algorithm == "EdDSA")
        return EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519;
    std::array<char, 64> group{};
    return algorithm == "ES256" && EVP_PKEY_get_base_id(key) == EVP_PKEY_EC &&
           EVP_PKEY_get_group_name(key, group.data(), group.size(), nullptr) == 1 &&
           QByteArrayView(group.data()) == "prime256v1";
}

bool PublicKey::verifies(QByteArrayView algorithm, QByteArrayView message, QByteArrayView signature) const
{
    if (!fits(algorithm) || (algorithm == "ES256" && signature.size() != 2 * coordinate))
        return false;
    const auto given = algorithm == "ES256" ? derSignature(signature) : signature.toByteArray();
    const DigestContext context(EVP_MD_CTX_new());
    const auto* hash = algorithm == "EdDSA" ? nullptr : EVP_sha256();
    return context && EVP_DigestVerifyInit(context.get(), nullptr, hash, nullptr, m_data->key.get()) == 1 &&
           EVP_DigestVerify(context.get(), raw(given), static_cast<size_t>(given.size()), raw(message),
                            static_cast<size_t>(message.size())) == 1;
}

} // namespace hw::scripthost
