#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/message.h"
#include "core/store/database.h"

#include <QString>

#include <vector>

namespace hw::store {

enum class ExchangeKind {
    Forward = 0, ///< the original request, sent on to a local app when it arrived
    Resend = 1,  ///< sent again by somebody
};

/// A captured request that was sent to somebody, with what came back: kept beside its event.
struct Exchange
{
    ExchangeKind kind = ExchangeKind::Forward;
    qint64 event = 0; ///< seq
    QString url;
    Timestamp at;   ///< when it was sent
    int status = 0; ///< of the answer; 0 = none came
    http::Headers headers;
    QByteArray body; ///< of the answer
    QString error;   ///< why no answer came: a code and the system's text; empty otherwise
    std::chrono::microseconds duration{0};

    friend bool operator==(const Exchange&, const Exchange&) = default;
};

/// Stores one, inside the caller's transaction; of an event's forwards and resends the last 100 are kept.
Result<void> recordExchange(Database& database, const Exchange& exchange);

/// All of an event, oldest first.
[[nodiscard]] Result<std::vector<Exchange>> exchangesOf(Database& database, qint64 event);

} // namespace hw::store
