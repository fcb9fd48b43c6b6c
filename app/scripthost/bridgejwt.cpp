// Public keys of the bridge: verifyJwt (RFC 7515, RFC 7519) and what crypto.subtle needs.
#include "app/scripthost/bridge.h"
#include "app/scripthost/digest.h"
#include "app/scripthost/publickey.h"

#include "core/base/clock.h"
#include "core/base/encoding.h"
#include "core/base/json.h"

#include <algorithm>

namespace hw::scripthost {

namespace {

/// The hash of an algorithm by a shared secret; empty for any other.
QByteArray hashOf(const QString& algorithm)
{
    return algorithm == u"HS256"   ? QByteArrayLiteral("sha256")
           : algorithm == u"HS384" ? QByteArrayLiteral("sha384")
           : algorithm == u"HS512" ? QByteArrayLiteral("sha512")
                                   : QByteArray();
}

/// The keys of a key set, of a list of keys or of one key.
json::Array keysOf(const json::Value& jwks)
{
    if (jwks.isArray())
        return jwks.toArray();
    if (jwks[u"keys"].isArray())
        return jwks[u"keys"].toArray();
    json::Array one;
    one.push_back(jwks);
    return one;
}

bool holds(const json::Value& claim, const json::Value& wanted)
{
    const auto& all = wanted.isArray() ? wanted.toArray() : json::Array{wanted};
    return std::any_of(all.begin(), all.end(), [&claim](const json::Value& value) {
        if (!claim.isArray())
            return claim.isString() && claim.toString() == value.toString();
        const auto& list = claim.toArray();
        return std::any_of(list.begin(), list.end(),
                           [&value](const json::Value& item) { return item.toString() == value.toString(); });
    });
}

/// By any of the keys that fit, those with another id left out where both name one.
bool verifiedByOne(const json::Array& keys, const QString& id, const QString& algorithm, QByteArrayView message,
                   QByteArrayView signature, bool& found)
{
    for (const auto& jwk : keys) {
        if (!id.isEmpty() && jwk[u"kid"].isString() && jwk[u"kid"].toString() != id)
            continue;
        const auto key = PublicKey::fromJwk(jwk);
        if (!key || !key->fits(algorithm.toLatin1()))
            continue;
        found = true;
        if (key->verifies(algorithm.toLatin1(), message, signature))
            return true;
    }
    return false;
}

std::unique_ptr<PublicKey> publicKey(bool isJwk, const QByteArray& key)
{
    return isJwk ? PublicKey::fromJwk(json::parse(key).valueOr(json::Value())) : PublicKey::fromSpki(key);
}

} // namespace

bool Bridge::knowsPublicKey(const QString& algorithm, bool isJwk, const QByteArray& key)
{
    const auto known = publicKey(isJwk, key);
    return known && known->fits(algorithm.toLatin1());
}

bool Bridge::verifyPublic(const QString& algorithm, bool isJwk, const QByteArray& key, const QByteArray& signature,
                          const QByteArray& data)
{
    const auto known = publicKey(isJwk, key);
    return known && known->verifies(algorithm.toLatin1(), data, signature);
}

bool Bridge::verifyJwt(const QString& token, const QString& kind, const QByteArray& key, const QString& settings)
{
    if (bool verified = false; isRecorded(verified))
        return verified;
    Verification result;
    result.status = VerificationStatus::Failed;
    result.scheme = QStringLiteral("jwt");
    const auto pass = [&result](const char* id, const QString& detail) {
        result.checks.push_back({QString::fromLatin1(id), true, detail});
    };
    const auto stop = [&](const char* id, const char* reason, const QString& detail) {
        result.checks.push_back({QString::fromLatin1(id), false, detail});
        result.reason = QString::fromLatin1(reason);
        record(std::move(result));
        return false;
    };

    if (token.isEmpty())
        return stop("header", "header_missing", QStringLiteral("no token was given"));
    const auto parts = token.toUtf8().split('.');
    std::vector<QByteArray> decoded;
    for (const auto& part : parts) {
        if (auto bytes = decodeBase64(part))
            decoded.push_back(std::move(*bytes));
    }
    if (parts.size() != 3 || decoded.size() != 3)
        return stop("format", "header_malformed", QStringLiteral("the token is not three parts in base64url"));
    const auto head = json::parse(decoded[0]);
    const auto claims = json::parse(decoded[1]);
    if (!head || !claims || !head->isObject() || !claims->isObject())
        return stop("format", "header_malformed", QStringLiteral("header or claims of the token are no JSON objects"));
    // Extensions that must be understood are not (RFC 7515, 4.1.11).
    if (!(*head)[u"crit"].isUndefined())
        return stop("format", "header_malformed", QStringLiteral("the token demands extensions (crit)"));
    pass("format", QStringLiteral("three parts"));

    const auto options = json::parse(settings.toUtf8()).valueOr(json::Value());
    const auto algorithm = (*head)[u"alg"].toString();
    // What is signed by a secret is never checked with a public key, nor the other way round (RFC 8725, 3.1).
    const bool shared = kind == u"secret";
    const bool known =
        shared ? !hashOf(algorithm).isEmpty() : algorithm == u"RS256" || algorithm == u"ES256" || algorithm == u"EdDSA";
    if (!known || (options[u"algorithms"].isArray() && !holds((*head)[u"alg"], options[u"algorithms"])))
        return stop("algorithm", "algorithm_not_allowed", QStringLiteral("the token says \"%1\"").arg(algorithm));
    pass("algorithm", algorithm);
    if (key.isEmpty())
        return stop("secret", "secret_missing", QStringLiteral("no key was given"));
    result.secretName = nameOfSecret(key);

    const auto message = QByteArray(parts[0] + '.' + parts[1]);
    const auto& signature = decoded[2];
    bool found = true;
    bool ok = false;
    if (shared) {
        ok = equalBytes(signature, m_hmacs.make(hashOf(algorithm), key, message));
    } else if (kind == u"jwks") {
        const auto jwks = json::parse(key);
        found = false;
        ok = jwks && verifiedByOne(keysOf(*jwks), (*head)[u"kid"].toString(), algorithm, message, signature, found);
    } else {
        const auto pem = PublicKey::fromPem(key);
        found = pem && pem->fits(algorithm.toLatin1());
        ok = found && pem->verifies(algorithm.toLatin1(), message, signature);
    }
    if (!found)
        return stop("secret", "key_not_found", QStringLiteral("no key that was given fits %1").arg(algorithm));
    pass("secret", result.secretName);
    if (!ok)
        return stop("digest", "signature_mismatch", QStringLiteral("the signature is not by this key"));
    pass("digest", QStringLiteral("the signature is by this key"));

    const double now = static_cast<double>(m_job->now) / 1e6;
    const double tolerance = options[u"toleranceSeconds"].toDouble();
    const auto& expires = (*claims)[u"exp"];
    const auto& begins = (*claims)[u"nbf"];
    if ((!expires.isUndefined() && !expires.isNumber()) || (!begins.isUndefined() && !begins.isNumber()))
        return stop("timestamp", "timestamp_malformed", QStringLiteral("exp or nbf is no number"));
    if (expires.isNumber() && now >= expires.toDouble() + tolerance)
        return stop("timestamp", "timestamp_too_old", QStringLiteral("the token has expired"));
    if (begins.isNumber() && now < begins.toDouble() - tolerance)
        return stop("timestamp", "timestamp_in_future", QStringLiteral("the token is not valid yet"));
    pass("timestamp", expires.isNumber() ? QStringLiteral("within its time") : QStringLiteral("does not expire"));
    if (!options[u"issuer"].isUndefined() && !holds((*claims)[u"iss"], options[u"issuer"]))
        return stop("issuer", "issuer_mismatch", QStringLiteral("the token is by another issuer"));
    if (!options[u"audience"].isUndefined() && !holds((*claims)[u"aud"], options[u"audience"]))
        return stop("audience", "audience_mismatch", QStringLiteral("the token is for another audience"));
    result.status = VerificationStatus::Verified;
    record(std::move(result));
    return true;
}

} // namespace hw::scripthost
