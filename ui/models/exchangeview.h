#pragma once

#include "core/store/exchange.h"
#include "ui/models/eventdetail.h"

#include <QString>

namespace hw::models {

/// What came back from where a captured request was sent on to, or sent again.
struct ExchangeView
{
    QString title; ///< "Sent again to http://127.0.0.1:3000/hook, today 14:32:44"
    ResponseView answer;
};

/// Pure; any thread.
[[nodiscard]] ExchangeView describeExchange(const store::Exchange& exchange, Timestamp now);

} // namespace hw::models
