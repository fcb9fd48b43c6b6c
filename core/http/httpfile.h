#pragma once

#include "core/base/result.h"
#include "core/http/message.h"

#include <QString>

/// Raw HTTP requests in files (`.http`): request line, header lines, blank line, then the body byte for byte to the end
/// of the file. Lines of the head end in LF or CRLF. Content-Length and Transfer-Encoding are advisory: the body is
/// stored without framing and is what follows the blank line. Without a blank line there is no body.
namespace hw::http::httpfile {

/// The request line may leave out the version (HTTP/1.1 then). ParseError (args: reason) with line and column.
[[nodiscard]] Result<Message> parse(QByteArrayView bytes);

/// The reverse, byte for byte: rawHead where there is one, else a head written from the fields (with CRLF), then the
/// body. Who changes method, target or headers of a message clears its rawHead. Trailers have no place in a file.
[[nodiscard]] QByteArray serialize(const Message& message);

/// ParseError (with the file) or IoError.
[[nodiscard]] Result<Message> read(const QString& path);
[[nodiscard]] Result<void> write(const QString& path, const Message& message);

} // namespace hw::http::httpfile
