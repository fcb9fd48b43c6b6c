#pragma once

#include "core/delivery/directoryreadthread.h"
#include "ui/models/eventtext.h"

namespace hw::models {

/// How a JSON value is coloured.
enum class ValueKind { String, Number, Keyword, Other };

[[nodiscard]] ValueKind valueKindOf(const json::Value& value);
/// A value as JSON, shortened to what a row can show.
[[nodiscard]] QString valueText(const json::Value& value);
/// A value in a table's cell: strings without quotes, an en dash for nothing.
[[nodiscard]] QString cellText(const json::Value& value);

/// "Users", "Workflow runs", …
[[nodiscard]] QString kindTitle(delivery::DirectoryKind kind);
/// Of a tab ("users", "zap").
[[nodiscard]] QString kindIcon(delivery::DirectoryKind kind);
/// Of one row ("user", "zap").
[[nodiscard]] QString rowIcon(delivery::DirectoryKind kind);
/// "Filter users by name, id, email or phone".
[[nodiscard]] QString filterHint(delivery::DirectoryKind kind);
/// "No users yet"
[[nodiscard]] QString emptyReason(delivery::DirectoryKind kind);
/// "Map an event to Identify user."
[[nodiscard]] QString emptyHelp(delivery::DirectoryKind kind);

/// "u1", or "projects/p1"; a tenant by its id alone.
[[nodiscard]] QString refText(const delivery::EntityRef& ref);
/// Where a recipient, member or object is to be found.
[[nodiscard]] delivery::DirectoryTarget targetOf(const delivery::EntityRef& ref);
/// "Last seen at" for "last_seen_at".
[[nodiscard]] QString propertyTitle(const QString& key);

[[nodiscard]] StatusLabel runStatusLabel(const delivery::DirectoryRun& run);
/// Whom a run was triggered for: "ada", "3 recipients".
[[nodiscard]] QString recipientsText(const delivery::DirectoryRun& run);

/// Local time: "14:32:44" today, "22 Nov 14:32" on another day of the year, "22 Nov 2025" before.
[[nodiscard]] QString changeTimeText(Timestamp at, Timestamp now);

/// For texts that are not known.
inline constexpr QChar enDash(0x2013);

} // namespace hw::models
