#pragma once

#include "core/http/message.h"

#include <QByteArray>
#include <QString>

namespace hw {

/// A body without its Content-Encoding.
struct DecodedBody
{
    bool coded = false; ///< the request names a coding other than identity
    QByteArray body;    ///< the decoded bytes; those that came where nothing is coded; empty where there is a problem
    QString problem;    ///< "encoding_unsupported: zstd", "encoding_broken: gzip", "encoding_too_large: gzip"
};

/// What a compressed body may expand to: this many bytes in all, and, beyond the first MiB, this many times its size.
/// A bomb of 10 MiB that would become 10 GiB is given up at the first of the two.
inline constexpr qint64 largestDecodedBody = 128LL * 1024 * 1024;
inline constexpr qint64 largestDecodedRatio = 200;

/// Takes gzip (x-gzip), deflate (with and without the zlib header, as senders disagree) and br off, the last named
/// first; `identity` is nothing. Several gzip members are one body. Safe on any thread.
[[nodiscard]] DecodedBody decodeBody(const http::Headers& headers, const QByteArray& body);

} // namespace hw
