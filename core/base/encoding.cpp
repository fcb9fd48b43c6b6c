#include "core/base/encoding.h"

#include <QCryptographicHash>

#include <simdjson.h>

#include <algorithm>

namespace hw {

std::optional<QByteArray> decodeHex(QByteArrayView text)
{
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    if (text.size() % 2 != 0 || !std::all_of(text.begin(), text.end(), isHex))
        return std::nullopt;
    return QByteArray::fromHex(text.toByteArray());
}

std::optional<QByteArray> decodeBase64(QByteArrayView text)
{
    QByteArray standard = text.toByteArray();
    standard.replace('-', '+').replace('_', '/');
    QByteArray::Base64Options options = QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors;
    if (!standard.contains('=')) {
        if (standard.size() % 4 == 1)
            return std::nullopt;
    } else if (standard.size() % 4 != 0) {
        return std::nullopt;
    }
    auto decoded = QByteArray::fromBase64Encoding(std::move(standard), options);
    if (!decoded)
        return std::nullopt;
    return std::move(*decoded);
}

bool isUtf8(QByteArrayView bytes)
{
    return simdjson::validate_utf8(bytes.data(), static_cast<size_t>(bytes.size()));
}

QByteArray asciiLower(QByteArrayView text)
{
    return text.toByteArray().toLower();
}

QByteArray sha256Hex(QByteArrayView bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(bytes);
    return hash.result().toHex();
}

} // namespace hw
