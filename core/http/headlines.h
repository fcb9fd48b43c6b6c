#pragma once

#include "core/http/message.h"

#include <optional>

/// The small grammar of a head's lines (RFC 9110 5, RFC 9112 2 to 5), strict. Lines come without their line end.
namespace hw::http::headlines {

/// 1*tchar (RFC 9110 5.6.2).
[[nodiscard]] bool isToken(QByteArrayView text);
/// Visible characters, bytes from 0x80 on, space and tab: what a field value may hold.
[[nodiscard]] bool isFieldText(QByteArrayView text);
/// `uri-host [":" port]` by its characters; empty is allowed (RFC 9110 7.2).
[[nodiscard]] bool isHostValue(QByteArrayView text);
/// Digits only, no sign, at most 18: fits in 64 bits.
[[nodiscard]] std::optional<qint64> decimal(QByteArrayView text);

struct RequestLine
{
    QByteArrayView method;
    QByteArrayView target;
    QByteArrayView version; ///< empty where the line ends after the target
};

/// Exactly one space between the parts; method is a token, target has no control characters. Versions are not judged.
[[nodiscard]] std::optional<RequestLine> splitRequestLine(QByteArrayView line);

enum class FieldFault { None, NoColon, Folded, Name, Value };

struct FieldLine
{
    FieldFault fault = FieldFault::None;
    Header header;
};

/// "Name: value" with the white space around the value taken off.
[[nodiscard]] FieldLine splitField(QByteArrayView line);

[[nodiscard]] bool sameName(QByteArrayView a, QByteArrayView b);

} // namespace hw::http::headlines
