#pragma once

#include "core/signing/keys.h"
#include "core/signing/schemes.h"
#include "core/signing/signatureheader.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace hw::signing {

/// The scheme's digest of the content under an HMAC key.
[[nodiscard]] QByteArray digestOf(const Scheme& scheme, const Key& key, std::span<const QByteArrayView> parts);

/// Whether one of the signatures is that of one of the keys; every pair is compared, so that the time taken tells
/// nothing.
[[nodiscard]] bool anyMatch(const Scheme& scheme, std::span<const QByteArrayView> parts,
                            const std::vector<Candidate>& candidates, const std::vector<Key>& keys);

/// Compared by their hashes, so that not even the length shows in the time taken.
[[nodiscard]] bool sameToken(QByteArrayView a, QByteArrayView b);

} // namespace hw::signing
