#pragma once

#include "core/base/json.h"
#include "core/base/jsonselection.h"
#include "core/http/message.h"

#include <QString>

namespace hw {

/// What a body is, by its Content-Type and by its bytes, which decide where they say something else.
enum class BodyKind { Empty, Json, Form, Multipart, Xml, Text, Binary };

/// JSON above this size has no value: a tree of it would cost ten times as much memory.
inline constexpr qsizetype largestParsedBody = 8 * 1024 * 1024;

/// A body as scripts, paths and mappings see it. Bad JSON is no error of the listener: `value` is null and `problem`
/// says why.
struct BodyView
{
    BodyKind kind = BodyKind::Empty;
    /// JSON value; object of form or multipart fields (a repeated field is an array); string of text and XML; null for
    /// binary, empty and bad JSON. A file of a multipart body is {"filename", "contentType", "size"}.
    json::Value value = nullptr;
    /// Empty, or why `value` is null: "invalid_json: line 1, column 2: …", "invalid_multipart", "too_large", or what
    /// decodeBody() says.
    QString problem;
    /// The body without its Content-Encoding; null where it has none or cannot be decoded.
    QByteArray decoded;

    friend bool operator==(const BodyView&, const BodyView&) = default;
};

/// Of a body that is decoded already.
[[nodiscard]] BodyKind bodyKind(const http::Headers& headers, QByteArrayView body);
/// Of a body as it came.
[[nodiscard]] BodyView viewBody(const http::Headers& headers, const QByteArray& body);
/// Of a JSON body with what is wanted of its value alone.
[[nodiscard]] BodyView viewBody(const http::Headers& headers, const QByteArray& body, const json::Selection& wanted);

} // namespace hw
