#pragma once

#include <QByteArrayView>

namespace hw::store {

/// Where `part` begins in `text` at `from` or later, ASCII letters in any case; -1 where it does not. An empty part is
/// everywhere. Sixteen bytes at a time where the machine can: a scan spends its time here.
[[nodiscard]] qsizetype indexOfAnyCase(QByteArrayView text, QByteArrayView part, qsizetype from = 0);

/// Whether `text` holds `part`, ASCII letters in any case.
[[nodiscard]] bool containsAnyCase(QByteArrayView text, QByteArrayView part);

[[nodiscard]] constexpr char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

} // namespace hw::store
