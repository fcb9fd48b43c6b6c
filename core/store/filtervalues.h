#pragma once

#include "core/base/clock.h"
#include "core/store/filterterm.h"

#include <optional>

namespace hw::store {

/// The readers of typed values; nothing where the text is not of the kind.

/// A day, a minute, a second, a range `a..b`: `from` is its first µs, `to` the first after it.
struct TimeSpan
{
    qint64 from = 0;
    qint64 to = 0;
    bool wholeDay = false; ///< of days, so that "after it" means after its end
};
[[nodiscard]] std::optional<TimeSpan> readTimeSpan(const QString& text, Timestamp now);

[[nodiscard]] std::optional<qint64> readSize(const QString& text);     ///< bytes
[[nodiscard]] std::optional<qint64> readDuration(const QString& text); ///< µs; no unit = ms
[[nodiscard]] std::optional<qint64> readAge(const QString& text);      ///< µs; the unit is needed

/// The codes that a word of status, verified or delivery stands for; empty for an unknown one.
[[nodiscard]] std::vector<int> readCodes(FilterField field, const QString& word);

/// `data.items[0]["odd key"]`, after the "body."; empty for a malformed one.
[[nodiscard]] std::vector<FilterStep> readPath(QStringView text);

} // namespace hw::store
