#pragma once

#include "core/base/result.h"

#include <QString>

#include <chrono>

namespace hw {

/// A point in wall-clock time, UTC. Order of events never depends on it (the store's sequence does).
using Timestamp = std::chrono::sys_time<std::chrono::microseconds>;

/// Where the engine takes its time from; `--now` and tests put a fixed one in its place. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Timestamp now() const override;
};

class FixedClock final : public Clock
{
public:
    explicit FixedClock(Timestamp at)
        : m_at(at)
    {}
    [[nodiscard]] Timestamp now() const override { return m_at; }

private:
    Timestamp m_at;
};

[[nodiscard]] qint64 toMicroseconds(Timestamp time);
[[nodiscard]] Timestamp fromMicroseconds(qint64 sinceEpoch);

/// "2026-11-23T15:00:00.120Z": UTC, always three decimals, as JSON output shows times.
[[nodiscard]] QString toIso8601(Timestamp time);

/// Reads epoch seconds, epoch milliseconds (1e11 or more) or ISO 8601 (no zone = UTC; a space for the T is accepted).
[[nodiscard]] Result<Timestamp> parseTimestamp(const QString& text);

} // namespace hw
