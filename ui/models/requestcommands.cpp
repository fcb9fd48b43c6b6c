// A request as something to paste elsewhere: cURL, HTTPie, fetch.
#include "ui/models/eventdetail.h"

#include "core/base/encoding.h"
#include "core/base/json.h"
#include "core/delivery/request.h"

#include <array>

namespace hw::models {

namespace {

QString quoted(const QString& text)
{
    QString inner = text;
    inner.replace(u'\'', QLatin1String("'\\''"));
    return u'\'' + inner + u'\'';
}

bool madeByCurl(const QByteArray& name)
{
    static constexpr std::array names{"host", "content-length", "transfer-encoding", "connection", "expect"};
    for (const char* made : names) {
        if (name.compare(made, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

/// What a shell takes as one argument (Linux: 128 KiB): a larger body is read from a file.
constexpr qsizetype longestArgument = 100 * 1024;

QString urlOf(const http::Message& request)
{
    const QByteArray host = request.headers.value("host");
    const QString target = QString::fromLatin1(request.target);
    if (target.startsWith(QLatin1String("http://")) || target.startsWith(QLatin1String("https://")))
        return target;
    return QStringLiteral("http://") + (host.isEmpty() ? QStringLiteral("127.0.0.1:4400") : QString::fromLatin1(host)) +
           target;
}

bool isText(const QByteArray& body)
{
    return isUtf8(body) && !body.contains('\0');
}

QString scriptText(const QString& text)
{
    return QString::fromUtf8(json::write(json::Value(text)));
}

} // namespace

QString curlCommand(const http::Message& request)
{
    const QString url = urlOf(request);
    const QByteArray& body = request.body;
    const bool fromFile = body.size() > longestArgument;
    const bool asText = !fromFile && isText(body);
    QStringList parts;
    parts << QStringLiteral("curl -X ") + QString::fromLatin1(request.method) + u' ' + quoted(url);
    for (const http::Header& header : request.headers) {
        if (madeByCurl(header.name))
            continue;
        const QString name = QString::fromLatin1(header.name);
        // "Name;" is curl's way to send a header without a value.
        const QString line = header.value.isEmpty()
                                 ? QString(name + u';')
                                 : QString(name + QStringLiteral(": ") + QString::fromLatin1(header.value));
        parts << QStringLiteral("-H ") + quoted(line);
    }
    if (!request.headers.contains("content-type") && !body.isEmpty())
        parts << QStringLiteral("-H 'Content-Type:'");
    if (fromFile)
        parts << QStringLiteral("--data-binary @body.bin");
    else if (!body.isEmpty())
        parts << QStringLiteral("--data-binary ") + (asText ? quoted(QString::fromUtf8(body)) : QStringLiteral("@-"));
    // A body that starts with @ would be read as a file's name.
    if (asText && body.startsWith('@'))
        parts.last().replace(0, int(qstrlen("--data-binary")), QStringLiteral("--data-raw"));
    const QString command = parts.join(QStringLiteral(" \\\n  "));
    if (body.isEmpty() || asText || fromFile)
        return command;
    return QStringLiteral("printf %s '") + QString::fromLatin1(body.toBase64()) + QStringLiteral("' | base64 -d | ") +
           command;
}

QString actionCommand(const QString& kind, const json::Value& payload)
{
    QStringList parts;
    json::Value body;
    if (kind == u"http_request") {
        parts << QStringLiteral("curl -X ") + payload[u"method"].toString() + u' ' + quoted(payload[u"url"].toString());
        for (const auto& [name, value] : payload[u"headers"].toObject())
            parts << QStringLiteral("-H ") + quoted(name + QStringLiteral(": ") + value.toString());
        body = payload[u"body"];
    } else {
        const auto call = delivery::knockCall(kind, payload);
        if (!call)
            return {};
        parts << QStringLiteral("curl -X ") + QString::fromLatin1(call->method) + u' ' +
                     quoted(QLatin1String(delivery::knockOrigin) + QString::fromLatin1(call->target));
        parts << QStringLiteral("-H \"Authorization: Bearer $KNOCK_API_KEY\"");
        body = call->body;
    }
    if (!body.isUndefined() && !body.isNull()) {
        parts << QStringLiteral("-H 'Content-Type: application/json'");
        parts << QStringLiteral("--data-binary ") +
                     quoted(body.isString() ? body.toString() : QString::fromUtf8(json::write(body)));
    }
    return parts.join(QStringLiteral(" \\\n  "));
}

QString httpieCommand(const http::Message& request)
{
    const QByteArray& body = request.body;
    const bool asText = isText(body) && body.size() <= longestArgument;
    QStringList parts{QStringLiteral("http --ignore-stdin ") + QString::fromLatin1(request.method) + u' ' +
                      quoted(urlOf(request))};
    for (const http::Header& header : request.headers) {
        if (!madeByCurl(header.name))
            parts << quoted(QString::fromLatin1(header.name) + u':' + QString::fromLatin1(header.value));
    }
    if (body.isEmpty())
        return parts.join(QStringLiteral(" \\\n  "));
    if (asText) {
        parts << QStringLiteral("--raw ") + quoted(QString::fromUtf8(body));
        return parts.join(QStringLiteral(" \\\n  "));
    }
    // What is no text, or too long for an argument, comes by standard input.
    parts.front().remove(QStringLiteral(" --ignore-stdin"));
    const QString from = body.size() > longestArgument
                             ? QStringLiteral("cat body.bin | ")
                             : QString(QStringLiteral("printf %s '") + QString::fromLatin1(body.toBase64()) +
                                       QStringLiteral("' | base64 -d | "));
    return from + parts.join(QStringLiteral(" \\\n  "));
}

QString fetchCode(const http::Message& request)
{
    const QByteArray& body = request.body;
    QStringList lines{QStringLiteral("await fetch(%1, {").arg(scriptText(urlOf(request))),
                      QStringLiteral("  method: %1,").arg(scriptText(QString::fromLatin1(request.method)))};
    QStringList headers;
    for (const http::Header& header : request.headers) {
        if (!madeByCurl(header.name))
            headers << QStringLiteral("    [%1, %2],")
                           .arg(scriptText(QString::fromLatin1(header.name)),
                                scriptText(QString::fromLatin1(header.value)));
    }
    if (!headers.isEmpty())
        lines << QStringLiteral("  headers: [") << headers << QStringLiteral("  ],");
    if (!body.isEmpty() && isText(body))
        lines << QStringLiteral("  body: ") + scriptText(QString::fromUtf8(body)) + u',';
    else if (!body.isEmpty())
        lines << QStringLiteral("  body: Uint8Array.from(atob(\"") + QString::fromLatin1(body.toBase64()) +
                     QStringLiteral("\"), (c) => c.charCodeAt(0)),");
    lines << QStringLiteral("});");
    return lines.join(u'\n');
}

} // namespace hw::models
