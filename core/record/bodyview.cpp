#include "core/record/bodyview.h"

#include "core/base/encoding.h"
#include "core/record/contentcoding.h"

#include <algorithm>
#include <optional>

namespace hw {

namespace {

/// "application/json" of "Application/JSON; charset=utf-8".
QByteArray mediaType(const http::Headers& headers)
{
    const QByteArray value = headers.value("content-type");
    const qsizetype end = value.indexOf(';');
    return (end < 0 ? value : value.left(end)).trimmed().toLower();
}

/// A parameter of a header value such as `form-data; name="a"; filename="b"`; null where it is absent.
QByteArray parameter(const QByteArray& header, QByteArrayView name)
{
    qsizetype at = 0;
    while ((at = header.indexOf(';', at)) >= 0) {
        ++at;
        while (at < header.size() && header.at(at) == ' ')
            ++at;
        const qsizetype equals = header.indexOf('=', at);
        if (equals < 0)
            return {};
        const bool wanted =
            QByteArrayView(header).sliced(at, equals - at).trimmed().compare(name, Qt::CaseInsensitive) == 0;
        at = equals + 1;
        QByteArray value("");
        if (at < header.size() && header.at(at) == '"') {
            for (++at; at < header.size() && header.at(at) != '"'; ++at) {
                if (header.at(at) == '\\' && at + 1 < header.size())
                    ++at;
                value.append(header.at(at));
            }
        } else {
            const qsizetype end = header.indexOf(';', at);
            value = header.mid(at, end < 0 ? -1 : end - at).trimmed();
        }
        if (wanted)
            return value;
    }
    return {};
}

QString text(QByteArrayView bytes)
{
    return isUtf8(bytes) ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

/// A field that comes twice becomes an array of its values.
void addField(json::Object& fields, const QString& name, json::Value value)
{
    json::Value* present = fields.find(name);
    if (!present)
        fields.append(name, std::move(value));
    else if (present->isArray())
        present->array().push_back(std::move(value));
    else
        *present = json::Array{std::move(*present), std::move(value)};
}

json::Value formFields(QByteArrayView body)
{
    const auto decoded = [](QByteArrayView part) {
        QByteArray bytes = part.toByteArray();
        bytes.replace('+', ' ');
        return text(QByteArray::fromPercentEncoding(bytes));
    };
    json::Object fields;
    for (const QByteArray& pair : body.toByteArray().split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        addField(fields, decoded(equals < 0 ? pair : pair.left(equals)),
                 equals < 0 ? QString() : decoded(QByteArrayView(pair).sliced(equals + 1)));
    }
    return fields;
}

/// RFC 7578; nothing where the framing is broken.
std::optional<json::Value> multipartFields(QByteArrayView body, const QByteArray& boundary)
{
    const QByteArray delimiter = "--" + boundary;
    json::Object fields;
    qsizetype at = body.indexOf(delimiter);
    if (boundary.isEmpty() || at < 0)
        return std::nullopt;
    for (;;) {
        at += delimiter.size();
        if (body.sliced(at).startsWith("--"))
            return fields;
        at = body.indexOf("\r\n", at);
        const qsizetype next = at < 0 ? -1 : body.indexOf(QByteArray("\r\n" + delimiter), at);
        const qsizetype blank = at < 0 ? -1 : body.indexOf("\r\n\r\n", at);
        if (next < 0 || blank < 0 || blank > next)
            return std::nullopt;
        http::Headers head;
        for (const QByteArray& line : body.sliced(at, blank - at).toByteArray().split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0)
                head.push_back({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
        }
        const QByteArrayView content = body.sliced(blank + 4, std::max<qsizetype>(0, next - blank - 4));
        const QByteArray disposition = head.value("content-disposition");
        const QByteArray fileName = parameter(disposition, "filename");
        const QString name = text(parameter(disposition, "name"));
        if (fileName.isNull()) {
            addField(fields, name, text(content));
        } else {
            addField(fields, name,
                     json::Object{{QStringLiteral("filename"), text(fileName)},
                                  {QStringLiteral("contentType"), text(head.value("content-type"))},
                                  {QStringLiteral("size"), static_cast<qint64>(content.size())}});
        }
        at = next + 2;
    }
}

/// "<?xml", "<!DOCTYPE", "<name": markup, not a text that happens to start with a bracket.
bool looksLikeMarkup(QByteArrayView start)
{
    if (!start.startsWith('<') || start.size() < 3)
        return false;
    const char next = start[1];
    return next == '?' || next == '!' || next == '_' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

BodyKind kindByContent(QByteArrayView body)
{
    const QByteArrayView start = body.first(std::min<qsizetype>(body.size(), 1024)).trimmed();
    if (start.startsWith('{') || start.startsWith('['))
        return BodyKind::Json;
    const bool hasControls = std::any_of(body.begin(), body.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
    if (!isUtf8(body) || hasControls)
        return BodyKind::Binary;
    return looksLikeMarkup(start) ? BodyKind::Xml : BodyKind::Text;
}

/// Whether what starts as JSON is some. A large one is taken at its word: it is not parsed as a whole.
bool isJson(QByteArrayView body)
{
    return body.size() > largestParsedBody || json::parse(body);
}

bool isXmlType(const QByteArray& type)
{
    return type == "text/xml" || type.endsWith("/xml") || type.endsWith("+xml");
}

json::Selection everything()
{
    json::Selection whole;
    whole.add(std::vector<json::Selection::Step>());
    return whole;
}

} // namespace

BodyKind bodyKind(const http::Headers& headers, QByteArrayView body)
{
    if (body.isEmpty())
        return BodyKind::Empty;
    const QByteArray type = mediaType(headers);
    if (type == "application/json" || type == "text/json" || type.endsWith("+json"))
        return BodyKind::Json;
    if (type == "application/x-www-form-urlencoded") {
        // Some senders forget to name JSON, and curl names everything a form.
        return kindByContent(body) == BodyKind::Json && isJson(body) ? BodyKind::Json : BodyKind::Form;
    }
    if (type == "multipart/form-data")
        return BodyKind::Multipart;
    if (isXmlType(type))
        return BodyKind::Xml;
    const BodyKind seen = kindByContent(body);
    if (type.startsWith("text/")) {
        if (type == "text/plain" && seen == BodyKind::Json)
            return isJson(body) ? BodyKind::Json : BodyKind::Text;
        return seen == BodyKind::Xml && type != "text/plain" ? BodyKind::Xml : BodyKind::Text;
    }
    if (seen == BodyKind::Json && !type.isEmpty() && !isJson(body))
        return BodyKind::Text;
    return seen;
}

BodyView viewBody(const http::Headers& headers, const QByteArray& raw)
{
    static const json::Selection whole = everything();
    return viewBody(headers, raw, whole);
}

BodyView viewBody(const http::Headers& headers, const QByteArray& raw, const json::Selection& wanted)
{
    BodyView view;
    DecodedBody decoded = decodeBody(headers, raw);
    if (!decoded.problem.isEmpty()) {
        view.kind = BodyKind::Binary;
        view.problem = decoded.problem;
        return view;
    }
    const QByteArray body = std::move(decoded.body);
    if (decoded.coded)
        view.decoded = body;
    view.kind = bodyKind(headers, body);
    switch (view.kind) {
    case BodyKind::Json: {
        if (body.size() > largestParsedBody) {
            view.problem = QStringLiteral("too_large");
            break;
        }
        auto parsed = json::parse(body, wanted);
        if (parsed) {
            view.value = std::move(*parsed);
        } else {
            const Error& error = parsed.error();
            view.problem = QStringLiteral("invalid_json: line %1, column %2: %3")
                               .arg(QString::number(error.line), QString::number(error.column), error.args.value(0));
        }
        break;
    }
    case BodyKind::Form: view.value = formFields(body); break;
    case BodyKind::Multipart: {
        auto fields = multipartFields(body, parameter(headers.value("content-type"), "boundary"));
        if (fields)
            view.value = std::move(*fields);
        else
            view.problem = QStringLiteral("invalid_multipart");
        break;
    }
    case BodyKind::Xml:
    case BodyKind::Text: view.value = text(body); break;
    case BodyKind::Empty:
    case BodyKind::Binary: break;
    }
    return view;
}

} // namespace hw
