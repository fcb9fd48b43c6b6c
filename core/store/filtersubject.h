#pragma once

#include "core/http/message.h"
#include "core/store/rows.h"

#include <QByteArrayView>

#include <optional>

namespace hw::store {

/// A stored event as a filter asks about it, part by part: a scan unpacks only what a term needs.
class FilterSubject
{
public:
    FilterSubject() = default;
    virtual ~FilterSubject() = default;
    Q_DISABLE_COPY_MOVE(FilterSubject)

    virtual const EventRow& row() = 0;
    virtual const QByteArray& target() = 0;
    /// The request's head as it came, where it holds all of the headers; nothing where only headers() does.
    virtual std::optional<QByteArrayView> head() = 0;
    virtual const http::Headers& headers() = 0;
    /// Without its Content-Encoding; empty where it cannot be had.
    virtual const QByteArray& body() = 0;
};

} // namespace hw::store
