#include "core/signing/matching.h"

namespace hw::signing {

QByteArray digestOf(const Scheme& scheme, const Key& key, std::span<const QByteArrayView> parts)
{
    return scheme.mac == Mac::Hmac ? hmac(scheme.hash, key.bytes.view(), parts)
                                   : plainHash(scheme.hash, key.bytes.view(), parts);
}

bool anyMatch(const Scheme& scheme, std::span<const QByteArrayView> parts, const std::vector<Candidate>& candidates,
              const std::vector<Key>& keys)
{
    bool matched = false;
    for (const Key& key : keys) {
        if (key.kind == KeyKind::Hmac) {
            const QByteArray digest = digestOf(scheme, key, parts);
            for (const Candidate& candidate : candidates)
                matched |= !candidate.ed25519 && equalInConstantTime(digest, candidate.bytes);
            continue;
        }
        const QByteArrayView whole = key.bytes.view();
        const QByteArrayView publicKey = key.kind == KeyKind::Ed25519Public ? whole : whole.last(32);
        QByteArray message;
        for (const QByteArrayView part : parts)
            message.append(part);
        for (const Candidate& candidate : candidates)
            matched |= candidate.ed25519 && ed25519Verify(publicKey, message, candidate.bytes);
    }
    return matched;
}

bool sameToken(QByteArrayView a, QByteArrayView b)
{
    return equalInConstantTime(sha256(a), sha256(b));
}

} // namespace hw::signing
