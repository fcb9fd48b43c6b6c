#pragma once

#include "core/base/clock.h"
#include "core/http/message.h"

#include <QString>

#include <optional>

namespace hw {

/// Where an element of a split batch stands in its request.
struct BatchPlace
{
    int index = 0; ///< from 0
    int total = 1;
    friend bool operator==(const BatchPlace&, const BatchPlace&) = default;
};

/// One captured request, or one element of it where the source splits batches.
struct Event
{
    QString id;     ///< "hw_…"
    qint64 seq = 0; ///< given by the store, rises with each event; 0 = not stored yet
    QString source; ///< key; empty = unrouted
    QString environment;
    Timestamp receivedAt; ///< when the last byte was read
    http::Message request;
    std::optional<BatchPlace> batch;

    friend bool operator==(const Event&, const Event&) = default;
};

} // namespace hw
