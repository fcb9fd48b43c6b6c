#pragma once

#include "core/signing/primitives.h"
#include "core/signing/schemes.h"

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace hw::signing {

enum class KeyKind {
    Hmac,
    Ed25519Public, ///< 32 bytes: verifies
    Ed25519Secret, ///< 64 bytes, seed and public key: signs and verifies
};

struct Key
{
    KeyKind kind = KeyKind::Hmac;
    KeyBytes bytes;
};

/// The keys that a secret's text stands for under this scheme: one mostly, several where the text lists them.
struct KeyList
{
    std::vector<Key> keys;
    QString problem; ///< English; set where `keys` is empty
};

[[nodiscard]] KeyList decodeSecret(const Scheme& scheme, QByteArrayView secret);

} // namespace hw::signing
