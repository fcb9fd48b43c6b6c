#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>

namespace hw::ids {

/// Prefixes of Headwater's own ids, so that none is taken for a provider's.
inline constexpr char event[] = "hw_";
inline constexpr char run[] = "run_";
inline constexpr char action[] = "act_";
inline constexpr char delivery[] = "dlv_";
inline constexpr char mapping[] = "map_";
inline constexpr char workspace[] = "ws_";

/// A new id: the prefix and 26 Crockford base-32 characters of a UUIDv7 (RFC 9562 5.7) made for `now`. Ids made by one
/// process rise, also within a millisecond. Thread-safe.
[[nodiscard]] QString make(const char* prefix, Timestamp now);

/// Whether the text has the form that make() gives for this prefix.
[[nodiscard]] bool isId(const char* prefix, QStringView text);

/// `count` characters of [a-z0-9] from the system's random source, for endpoint keys that cannot be guessed.
[[nodiscard]] QString randomSuffix(int count);

} // namespace hw::ids
