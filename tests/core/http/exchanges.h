#pragma once

#include "core/http/limits.h"

#include <QByteArray>
#include <QString>

#include <vector>

/// The table of what the listener has to make of a stream of bytes. The parser is asked in every split of them, the
/// listener over sockets.
namespace hw::http::test {

struct Exchange
{
    const char* name;
    QByteArray bytes;
    int status;        ///< of the refusal; 0 = none
    QByteArray reason; ///< of the refusal
    QByteArray bodies; ///< of the complete requests, joined by "|"
    bool partial;      ///< the stream ends inside a request
};

/// Under smallLimits().
[[nodiscard]] std::vector<Exchange> exchanges();

[[nodiscard]] inline Limits smallLimits()
{
    return {.body = 64, .headers = 512, .headerCount = 6, .target = 64};
}

} // namespace hw::http::test
