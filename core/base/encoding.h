#pragma once

#include <QByteArray>

#include <optional>

namespace hw {

/// Strict decoders: nothing where QByteArray's own would skip what it does not understand.
[[nodiscard]] std::optional<QByteArray> decodeHex(QByteArrayView text);

/// Standard or URL-safe alphabet, padding optional but right where present; no white space.
[[nodiscard]] std::optional<QByteArray> decodeBase64(QByteArrayView text);

/// Whether the bytes are well-formed UTF-8 (no surrogates, no overlong forms).
[[nodiscard]] bool isUtf8(QByteArrayView bytes);

/// ASCII lower case; header names and hex only.
[[nodiscard]] QByteArray asciiLower(QByteArrayView text);

[[nodiscard]] QByteArray sha256Hex(QByteArrayView bytes);

} // namespace hw
