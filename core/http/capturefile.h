#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/http/message.h"

#include <QString>

#include <optional>
#include <vector>

/// Requests in the forms in which people keep them, read "as they come".
namespace hw::http {

enum class CaptureForm {
    Http,      ///< one raw request, httpfile.h
    Curl,      ///< one command line
    JsonLines, ///< one JSON body a line: each becomes a POST request
    Har,       ///< HAR 1.2: the requests of its entries
};

/// What the text is, by its content; nothing where it has none of the forms.
[[nodiscard]] std::optional<CaptureForm> captureFormOf(QByteArrayView text);

/// All requests in the text, in their order, at least one. ParseError (reason) with the line where it is known;
/// NotSupported (what, "import") for a cURL option that reads a file or changes more than the request, and for a text
/// of no known form.
[[nodiscard]] Result<std::vector<Message>> readCaptures(QByteArrayView text);

/// The same of one JSON line, and of one element of a HAR file's log.entries. ParseError (reason).
[[nodiscard]] Result<Message> requestOfJsonLine(const QByteArray& line);
[[nodiscard]] Result<Message> requestOfHarEntry(const json::Value& entry);

/// The request that a cURL command would send: method, target, headers and body from its options, with the quoting of
/// a POSIX shell and line continuations; options that only change how curl works are passed over.
[[nodiscard]] Result<Message> parseCurl(QByteArrayView command);

} // namespace hw::http
