#pragma once

#include "core/base/json.h"
#include "core/http/message.h"

#include <QString>

namespace hw {

/// What a body is, by its Content-Type, and by its first bytes where there is none.
enum class BodyKind { Empty, Json, Form, Multipart, Text, Binary };

/// A body as scripts, paths and mappings see it. Bad JSON is no error of the listener: `value` is null and `problem`
/// says why.
struct BodyView
{
    BodyKind kind = BodyKind::Empty;
    /// JSON value; object of form or multipart fields (a repeated field is an array); string of text; null for binary,
    /// empty and bad JSON. A file of a multipart body is {"filename", "contentType", "size"}.
    json::Value value = nullptr;
    QString problem; ///< empty, or why `value` is null: "invalid_json: line 1, column 2: …", "invalid_multipart"

    friend bool operator==(const BodyView&, const BodyView&) = default;
};

[[nodiscard]] BodyKind bodyKind(const http::Headers& headers, QByteArrayView body);
[[nodiscard]] BodyView viewBody(const http::Headers& headers, QByteArrayView body);

} // namespace hw
