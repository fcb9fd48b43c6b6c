#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/filter.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"
#include "core/store/scancontrol.h"

#include <QString>

#include <chrono>
#include <optional>
#include <vector>

/// Which deliveries of the outbox are meant, and what is done with many of them; the same in window and command line.
namespace hw::delivery {

/// Knock forgets idempotency keys after this: a trigger that is sent again later runs again.
/// https://docs.knock.app/api-reference/overview/idempotent-requests
inline constexpr std::chrono::hours keysAreKnown{24};

/// Terms about deliveries themselves (all that is set must hold); what is left of the text is a filter of their events:
///
///   status:dead,failed  env:production  destination:production/knock  action:users_identify  reason:http_4
///   dlv_…  and any term of store::Filter (type:, source:, age:, "free text", …)
struct DeliveryFilter
{
    std::vector<store::DeliveryStatus> statuses; ///< any of them; empty = all
    QString environment;
    QString destination; ///< TargetKind's text
    QString action;      ///< its kind
    QString reason;      ///< how the last failure's code begins
    QString id;
    std::optional<store::Filter> events;

    /// Errors: InvalidArgument {term, value, what is accepted} of the first that is not understood.
    [[nodiscard]] static Result<DeliveryFilter> parse(const QString& text, Timestamp now);

    /// All terms but those about the event.
    [[nodiscard]] bool matches(const store::Delivery& delivery) const;
};

/// Up to `limit` deliveries that match, newest first, planned before `before` (a seq). Cancelled by `control`.
[[nodiscard]] Result<std::vector<store::Delivery>> findDeliveries(store::Reader& reader, const DeliveryFilter& filter,
                                                                  std::optional<qint64> before, size_t limit,
                                                                  const store::ScanControl& control = {});

[[nodiscard]] bool canRetry(const store::Delivery& delivery);

/// Whether the destination may carry it out a second time when it is retried.
[[nodiscard]] bool keyIsForgotten(const store::Delivery& delivery, Timestamp now);

/// Puts deliveries back in the order in which they were planned, in the caller's transaction. Those that cannot be
/// retried any more are left alone; gives how many were put back.
[[nodiscard]] Result<int> retryDeliveries(store::Database& database, std::vector<qint64> seqs, Timestamp now);

} // namespace hw::delivery
