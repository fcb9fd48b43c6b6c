#pragma once

#include "core/base/clock.h"
#include "core/record/event.h"
#include "core/record/run.h"

#include <QString>

#include <optional>
#include <vector>

namespace hw::store {

/// One line of the events table: an event with the outcome of its latest run, without headers, body and payloads.
struct EventRow
{
    qint64 seq = 0;
    QString id;
    QString source; ///< key; empty = unrouted
    QString environment;
    Timestamp receivedAt;
    QString method;
    QString eventType;
    QString providerId;
    EventStatus status = EventStatus::Received;
    VerificationStatus verification = VerificationStatus::Unverified;
    int actionsDone = 0;  ///< succeeded
    int actionsTotal = 0; ///< without the skipped ones
    int answerStatus = 0;
    std::chrono::microseconds duration{0};
    qint64 bodySize = 0;
    bool pinned = false;

    friend bool operator==(const EventRow&, const EventRow&) = default;
};

/// A whole event with its latest run; no run while it is still being processed.
struct StoredEvent
{
    Event event;
    std::optional<Run> run;
    bool pinned = false;
    QString note; ///< what somebody remarked; empty mostly
};

/// Which rows: newest first, strictly before (older) or after (newer) a sequence number.
struct PageRequest
{
    std::optional<qint64> before; ///< only rows with a smaller seq
    std::optional<qint64> after;  ///< only rows with a larger seq
    int limit = 200;
};

struct SourceCount
{
    QString source;
    qint64 events = 0;
    std::optional<Timestamp> lastAt;
    EventStatus lastStatus = EventStatus::Received;
};

/// What status bar and sidebar show; kept as summaries by the writer, so reading them is cheap.
struct Summary
{
    qint64 events = 0;
    qint64 storedBytes = 0; ///< size of the database files
    qint64 users = 0;       ///< of the Directory, all environments
    qint64 deadDeliveries = 0;
    qint64 newest = 0; ///< the sequence number of the newest event that was ever stored
    std::vector<SourceCount> sources;
};

/// One minute of the histogram.
struct MinuteBar
{
    Timestamp minute; ///< its first microsecond
    int ok = 0;
    int failed = 0; ///< refused, error
};

} // namespace hw::store
