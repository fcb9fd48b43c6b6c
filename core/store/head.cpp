#include "core/store/head.h"

#include "core/record/recordjson.h"

namespace hw::store {

namespace {

QByteArrayView trimmed(QByteArrayView text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.isEmpty() && isSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isSpace(text.back()))
        text.chop(1);
    return text;
}

} // namespace

HeadFields readHead(const QByteArray& head)
{
    HeadFields fields;
    QByteArrayView rest(head);
    bool first = true;
    while (!rest.isEmpty()) {
        const qsizetype end = rest.indexOf('\n');
        QByteArrayView line = end < 0 ? rest : rest.first(end);
        rest = end < 0 ? QByteArrayView() : rest.sliced(end + 1);
        if (line.endsWith('\r'))
            line.chop(1);
        if (first) {
            first = false;
            const qsizetype afterMethod = line.indexOf(' ');
            const qsizetype beforeVersion = line.lastIndexOf(' ');
            if (afterMethod <= 0 || beforeVersion <= afterMethod)
                return {};
            fields.method = line.first(afterMethod).toByteArray();
            fields.target = line.sliced(afterMethod + 1, beforeVersion - afterMethod - 1).toByteArray();
            fields.version = line.sliced(beforeVersion + 1).toByteArray();
            continue;
        }
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0)
            continue;
        fields.headers.push_back({line.first(colon).toByteArray(), trimmed(line.sliced(colon + 1)).toByteArray()});
    }
    return fields;
}

QByteArray packExtra(const http::Message& request)
{
    const HeadFields read = readHead(request.rawHead);
    const bool same = read.method == request.method && read.target == request.target &&
                      read.version == request.version && read.headers == request.headers;
    if (same && request.trailers.empty())
        return {};
    json::Object extra;
    if (!same) {
        extra.set(QStringLiteral("method"), QString::fromLatin1(request.method));
        extra.set(QStringLiteral("target"), QString::fromLatin1(request.target));
        extra.set(QStringLiteral("version"), QString::fromLatin1(request.version));
        extra.set(QStringLiteral("headers"), toJson(request.headers));
    }
    if (!request.trailers.empty())
        extra.set(QStringLiteral("trailers"), toJson(request.trailers));
    return json::write(extra);
}

void unpackHead(const QByteArray& head, const QByteArray& extra, http::Message& request)
{
    request.rawHead = head;
    json::Value more;
    if (!extra.isEmpty()) {
        if (Result<json::Value> parsed = json::parse(extra))
            more = *std::move(parsed);
    }
    request.trailers = headersFromJson(more[u"trailers"]);
    if (more[u"headers"].isArray()) {
        request.method = more[u"method"].toString().toLatin1();
        request.target = more[u"target"].toString().toLatin1();
        request.version = more[u"version"].toString().toLatin1();
        request.headers = headersFromJson(more[u"headers"]);
        return;
    }
    HeadFields read = readHead(head);
    request.method = std::move(read.method);
    request.target = std::move(read.target);
    request.version = std::move(read.version);
    request.headers = std::move(read.headers);
}

} // namespace hw::store
