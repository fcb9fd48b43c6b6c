#include "core/http/httpfile.h"

#include "core/base/files.h"
#include "core/http/headlines.h"

namespace hw::http::httpfile {

namespace {

Error malformed(QByteArrayView bytes, qsizetype offset, const char* reason)
{
    const files::Position position = files::positionOf(bytes, offset);
    return Error{ErrorCode::ParseError, {QString::fromLatin1(reason)}}.at({}, position.line, position.column);
}

const char* reasonOf(headlines::FieldFault fault)
{
    switch (fault) {
    case headlines::FieldFault::Folded: return "header_folded";
    case headlines::FieldFault::Name: return "header_name_malformed";
    case headlines::FieldFault::Value: return "header_value_malformed";
    case headlines::FieldFault::NoColon:
    case headlines::FieldFault::None: break;
    }
    return "header_malformed";
}

} // namespace

Result<Message> parse(QByteArrayView bytes)
{
    Message message;
    bool first = true;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype end = bytes.indexOf('\n', at);
        const qsizetype next = end < 0 ? bytes.size() : end + 1;
        QByteArrayView line = bytes.sliced(at, (end < 0 ? bytes.size() : end) - at);
        if (line.endsWith('\r'))
            line = line.chopped(1);

        if (first) {
            const std::optional<headlines::RequestLine> parts = headlines::splitRequestLine(line);
            if (!parts)
                return malformed(bytes, at, "request_line_malformed");
            message.method = parts->method.toByteArray();
            message.target = parts->target.toByteArray();
            if (!parts->version.empty())
                message.version = parts->version.toByteArray();
            first = false;
        } else if (line.empty()) {
            message.rawHead = bytes.first(next).toByteArray();
            message.body = bytes.sliced(next).toByteArray();
            return message;
        } else {
            headlines::FieldLine field = headlines::splitField(line);
            if (field.fault != headlines::FieldFault::None)
                return malformed(bytes, at, reasonOf(field.fault));
            message.headers.push_back(std::move(field.header));
        }
        at = next;
    }
    if (first)
        return malformed(bytes, 0, "request_line_malformed");
    message.rawHead = bytes.toByteArray();
    return message;
}

QByteArray serialize(const Message& message)
{
    if (!message.rawHead.isEmpty())
        return message.rawHead + message.body;
    QByteArray bytes = message.method + ' ' + message.target + ' ' + message.version + "\r\n";
    for (const Header& header : message.headers)
        bytes += header.name + ": " + header.value + "\r\n";
    bytes += "\r\n";
    bytes += message.body;
    return bytes;
}

Result<Message> read(const QString& path)
{
    const Result<QByteArray> bytes = files::read(path);
    if (!bytes)
        return bytes.error();
    Result<Message> message = parse(*bytes);
    if (!message)
        return message.error().at(path, message.error().line, message.error().column);
    return message;
}

Result<void> write(const QString& path, const Message& message)
{
    return files::writeAtomically(path, serialize(message));
}

} // namespace hw::http::httpfile
