#include "core/http/headlines.h"

#include <algorithm>
#include <string_view>

namespace hw::http::headlines {

namespace {

constexpr std::string_view tokenMarks = "!#$%&'*+-.^_`|~";
constexpr std::string_view hostMarks = "!$%&'()*+,-.:;=[]_~";

bool isAlphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isVisible(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return code > 0x20 && code != 0x7f;
}

} // namespace

bool isToken(QByteArrayView text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isAlphanumeric(c) || tokenMarks.find(c) != std::string_view::npos;
    });
}

bool isFieldText(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return isBlank(c) || isVisible(c); });
}

bool isHostValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return isAlphanumeric(c) || hostMarks.find(c) != std::string_view::npos; });
}

std::optional<qint64> decimal(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 18;
    if (text.empty() || text.size() > mostDigits)
        return std::nullopt;
    qint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<RequestLine> splitRequestLine(QByteArrayView line)
{
    RequestLine parts;
    const qsizetype first = line.indexOf(' ');
    if (first < 0)
        return std::nullopt;
    parts.method = line.first(first);
    const QByteArrayView rest = line.sliced(first + 1);
    const qsizetype second = rest.indexOf(' ');
    parts.target = second < 0 ? rest : rest.first(second);
    if (second >= 0) {
        parts.version = rest.sliced(second + 1);
        if (parts.version.empty() || !std::all_of(parts.version.begin(), parts.version.end(), isVisible))
            return std::nullopt;
    }
    if (!isToken(parts.method) || parts.target.empty() ||
        !std::all_of(parts.target.begin(), parts.target.end(), isVisible))
        return std::nullopt;
    return parts;
}

FieldLine splitField(QByteArrayView line)
{
    if (!line.empty() && isBlank(line.front()))
        return {FieldFault::Folded, {}};
    const qsizetype colon = line.indexOf(':');
    if (colon < 0)
        return {FieldFault::NoColon, {}};
    if (!isToken(line.first(colon)))
        return {FieldFault::Name, {}};
    QByteArrayView value = line.sliced(colon + 1);
    if (!isFieldText(value))
        return {FieldFault::Value, {}};
    while (!value.empty() && isBlank(value.front()))
        value = value.sliced(1);
    while (!value.empty() && isBlank(value.back()))
        value = value.chopped(1);
    return {FieldFault::None, {line.first(colon).toByteArray(), value.toByteArray()}};
}

bool sameName(QByteArrayView a, QByteArrayView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

} // namespace hw::http::headlines
