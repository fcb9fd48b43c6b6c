#include "core/http/message.h"

#include <algorithm>

namespace hw::http {

namespace {

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArray Headers::value(QByteArrayView name) const
{
    const auto it = std::find_if(begin(), end(), [&](const Header& h) { return sameName(h.name, name); });
    return it == end() ? QByteArray() : it->value;
}

QByteArray Headers::joined(QByteArrayView name) const
{
    QByteArray all;
    for (const Header& header : *this) {
        if (!sameName(header.name, name))
            continue;
        if (!all.isNull())
            all.append(", ");
        all.append(header.value.isNull() ? QByteArray("") : header.value);
        if (all.isNull())
            all = QByteArray("");
    }
    return all;
}

bool Headers::contains(QByteArrayView name) const
{
    return count(name) > 0;
}

size_t Headers::count(QByteArrayView name) const
{
    return static_cast<size_t>(std::count_if(begin(), end(), [&](const Header& h) { return sameName(h.name, name); }));
}

QByteArray Message::path() const
{
    QByteArray path = target;
    const qsizetype scheme = path.indexOf("://");
    if (scheme > 0 && !path.startsWith('/')) {
        const qsizetype slash = path.indexOf('/', scheme + 3);
        path = slash < 0 ? QByteArray("/") : path.mid(slash);
    }
    const qsizetype mark = path.indexOf('?');
    return mark < 0 ? path : path.left(mark);
}

QByteArray Message::query() const
{
    const qsizetype mark = target.indexOf('?');
    return mark < 0 ? QByteArray() : target.mid(mark + 1);
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 100: return "Continue";
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    case 505: return "HTTP Version Not Supported";
    default: return {};
    }
}

} // namespace hw::http
