#pragma once

#include "core/base/json.h"

#include <QByteArray>

#include <memory>

/// Signatures by public keys, on OpenSSL.
namespace hw::scripthost {

class PublicKey final
{
public:
    /// PEM: a public key ("BEGIN PUBLIC KEY") or a certificate. Null where it is neither.
    [[nodiscard]] static std::unique_ptr<PublicKey> fromPem(QByteArrayView pem);
    /// A JSON Web Key (RFC 7517, RFC 8037): RSA, EC on P-256, OKP with Ed25519. Null for any other.
    [[nodiscard]] static std::unique_ptr<PublicKey> fromJwk(const json::Value& jwk);
    /// DER of a public key (RFC 5280, SubjectPublicKeyInfo).
    [[nodiscard]] static std::unique_ptr<PublicKey> fromSpki(QByteArrayView der);
    ~PublicKey();

    /// Whether the key is of the kind that the algorithm needs: "RS256", "ES256" or "EdDSA" (RFC 7518, RFC 8037).
    [[nodiscard]] bool fits(QByteArrayView algorithm) const;
    /// `signature` as it stands in a JSON Web Signature: for ES256 the two numbers one after the other.
    [[nodiscard]] bool verifies(QByteArrayView algorithm, QByteArrayView message, QByteArrayView signature) const;

private:
    struct Data;
    explicit PublicKey(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace hw::scripthost
