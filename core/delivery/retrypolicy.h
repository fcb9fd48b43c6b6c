#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/sender.h"
#include "core/store/outbox.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace hw::delivery {

/// When a failed delivery is tried again. Which answers are worth another try, and which headers say when, is as in
/// Knock's own SDK (src/client.ts of knock-node); the waits are longer than an SDK's, because an outbox can wait: half
/// a second, then four times the last, so that ten attempts reach over half a day.
struct RetryPolicy
{
    std::chrono::milliseconds first{500};
    double factor = 4;
    std::chrono::milliseconds longest{std::chrono::hours(6)};
    double jitter = 0.25; ///< at most this part is taken off a wait
    int attempts = 10;
    std::chrono::hours lifetime{24};

    friend bool operator==(const RetryPolicy&, const RetryPolicy&) = default;
};

/// From 0 to below 1.
using Random = std::function<double()>;

struct Verdict
{
    store::DeliveryStatus status = store::DeliveryStatus::Done; ///< Done, Failed or Dead
    QString reason;                                             ///< "http_503", "network", "timeout"; empty when done
    std::optional<Timestamp> retryAt;
    /// The destination asks everybody to wait until then (429 and 503 with Retry-After).
    std::optional<Timestamp> quietUntil;

    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// What an answer (or none) means for a delivery. `delivery` as it was when the attempt began. A 404 on a repeated
/// delete or merge counts as done: the first one was carried out, its answer was lost.
[[nodiscard]] Verdict judge(const RetryPolicy& policy, const store::Delivery& delivery,
                            const Result<http::Response>& answer, Timestamp now, const Random& random);

/// As judge(), for a failure that has another cause than the answer's status.
[[nodiscard]] Verdict failed(const RetryPolicy& policy, const store::Delivery& delivery, const QString& reason,
                             Timestamp now, const Random& random);

/// What `retry-after-ms` or `Retry-After` (seconds, or a date) ask for.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryAfter(const http::Headers& headers, Timestamp now);

} // namespace hw::delivery
