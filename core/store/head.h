#pragma once

#include "core/http/message.h"

namespace hw::store {

/// What a stored head says: request line and header fields, in the form the listener's parser gives them. A head that
/// does not read (there was never a request line) gives empty fields.
struct HeadFields
{
    QByteArray method;
    QByteArray target;
    QByteArray version;
    http::Headers headers;
};
[[nodiscard]] HeadFields readHead(const QByteArray& head);

/// JSON of what `readHead(request.rawHead)` does not give back (other headers, trailers); empty mostly.
[[nodiscard]] QByteArray packExtra(const http::Message& request);

/// Fills method, target, version, headers and trailers from the stored head and extra.
void unpackHead(const QByteArray& head, const QByteArray& extra, http::Message& request);

} // namespace hw::store
