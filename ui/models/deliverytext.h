#pragma once

#include "core/delivery/outboxreadthread.h"
#include "ui/models/eventdetail.h"
#include "ui/models/eventtext.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// "Held", "Waiting", "Retrying", "Delivered", …; `paused` = its destination waits.
[[nodiscard]] StatusLabel deliveryLabel(const store::Delivery& delivery, bool paused);

/// Whom or what it is about, in one line: "plan-changed for ada".
[[nodiscard]] QString deliverySubject(const store::Delivery& delivery);

/// "Knock API", "HTTP endpoint", "HTTP request" (which names its address itself).
[[nodiscard]] QString targetText(delivery::TargetKind kind);
/// "Knock API at https://api.knock.app"; where several addresses are meant, their number.
[[nodiscard]] QString targetText(delivery::TargetKind kind, const QStringList& urls);

/// Why an attempt failed, or a delivery was given up ("http_503", "network", "timeout"), in words.
[[nodiscard]] QString deliveryReasonText(const QString& reason);
/// Why a destination waits ("paused", "secret_missing:KNOCK_API_KEY"), in words, and what to do.
[[nodiscard]] QString pauseText(const QString& reason);

/// "in 34 s", "in 2 h"; "now" for what is due.
[[nodiscard]] QString untilText(Timestamp at, Timestamp now);

/// One line of what is known about an attempt.
struct AttemptRow
{
    int number = 0;
    QString title; ///< "1. 14:32:44.361"
    QString text;  ///< "503 Service Unavailable", "The destination could not be reached"
    StatusLabel status;
    QString duration;
    ResponseView request;
    ResponseView answer;
    QString curl; ///< the request as a shell command, the key as a variable
};

/// Everything that the detail shows of one delivery.
struct DeliveryDetail
{
    QString id;
    QString eventId;
    QString icon;
    QString title;   ///< "Trigger workflow"
    QString summary; ///< "plan-changed for ada"
    StatusLabel status;
    QString explanation; ///< why it stands where it stands, in a sentence or two
    Tone tone = Tone::Neutral;
    std::vector<KeyValue> facts;
    std::vector<AttemptRow> attempts; ///< in order; where there is none yet, one may stand for the request to come
    bool planned = false;             ///< `attempts` holds only the request to come
    std::shared_ptr<const json::Value> payload;
    bool canRetry = false;
};

/// What the detail needs to know besides.
struct DeliveryContext
{
    Timestamp now;
    std::optional<store::DeliveryPause> pause;
};

[[nodiscard]] DeliveryDetail describe(const delivery::DeliveryDetails& details, const DeliveryContext& context);

} // namespace hw::models
