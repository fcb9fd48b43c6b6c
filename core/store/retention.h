#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/store/writer.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <optional>

namespace hw::store {

/// How much is kept: what is beyond any of these goes, the oldest first. Nothing set = all is kept.
struct RetentionLimits
{
    std::optional<std::chrono::microseconds> age;
    std::optional<qint64> bytes; ///< of database, large bodies and full-text index, without free pages
    std::optional<qint64> events;
    friend bool operator==(const RetentionLimits&, const RetentionLimits&) = default;
};

/// `{"age": "30d", "size": "5g", "events": 1000000}`, each optional. InvalidArgument names the member that does not
/// read.
[[nodiscard]] Result<RetentionLimits> readRetention(const json::Value& settings);

/// One step in the caller's transaction: deletes at most `most` events that are beyond the limits, the oldest first,
/// and gives a few free pages back to the disk; how many went (0 = all is within the limits). Pinned events stay, and
/// so do those that are still being processed or delivered.
Result<qint64> retain(Database& database, const RetentionLimits& limits, Timestamp now, int most);

/// Keeps a store within its limits: looks once a minute and goes on in small steps through the writer, so that capture
/// never waits for more than one of them. Lives in the writer's thread of callbacks.
class Retention final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Retention)

public:
    /// Both outlive it.
    Retention(Writer& writer, const Clock& clock, QObject* parent = nullptr);

    /// Looked after at once.
    void setLimits(const RetentionLimits& limits);

private:
    void step();

    Writer& m_writer;
    const Clock& m_clock;
    RetentionLimits m_limits;
    QTimer m_timer;
    bool m_running = false;
};

} // namespace hw::store
