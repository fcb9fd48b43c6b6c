#include "ui/models/eventdetail.h"

#include "core/base/encoding.h"

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

} // namespace

QString curlCommand(const http::Message& request)
{
    const QByteArray host = request.headers.value("host");
    const QString target = QString::fromLatin1(request.target);
    const bool absolute = target.startsWith(QLatin1String("http://")) || target.startsWith(QLatin1String("https://"));
    const QString url =
        absolute ? target
                 : QString(QStringLiteral("http://") +
                           (host.isEmpty() ? QStringLiteral("127.0.0.1:4400") : QString::fromLatin1(host)) + target);
    const QByteArray& body = request.body;
    const bool fromFile = body.size() > longestArgument;
    const bool asText = !fromFile && isUtf8(body) && !body.contains('\0');
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

} // namespace hw::models
