#include "core/http/answerwriter.h"

#include "core/http/headlines.h"

#include <array>
#include <cstdio>

namespace hw::http {

namespace {

bool isOurs(QByteArrayView name)
{
    return headlines::sameName(name, "content-length") || headlines::sameName(name, "transfer-encoding") ||
           headlines::sameName(name, "connection");
}

void appendValue(QByteArray& to, QByteArrayView value)
{
    if (headlines::isFieldText(value)) {
        to.append(value);
        return;
    }
    for (const char c : value)
        to.append(headlines::isFieldText(QByteArrayView(&c, 1)) ? c : ' ');
}

} // namespace

WireAnswer writeAnswer(const Answer& answer, const AnswerFrame& frame)
{
    const int status = answer.status >= 200 && answer.status <= 999 ? answer.status : 500;
    const bool bodyless = status == 204 || status == 304;

    WireAnswer wire;
    QByteArray& head = wire.head;
    head.reserve(256);
    head.append("HTTP/1.1 ").append(QByteArray::number(status)).append(' ').append(reasonPhrase(status)).append("\r\n");
    bool dated = false;
    for (const Header& header : answer.headers) {
        if (!headlines::isToken(header.name) || isOurs(header.name))
            continue;
        dated = dated || headlines::sameName(header.name, "date");
        head.append(header.name).append(": ");
        appendValue(head, header.value);
        head.append("\r\n");
    }
    if (!dated && !frame.date.empty())
        head.append("Date: ").append(frame.date).append("\r\n");
    if (!bodyless)
        head.append("Content-Length: ").append(QByteArray::number(answer.body.size())).append("\r\n");
    head.append(frame.keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    if (!bodyless && !frame.toHead)
        wire.body = answer.body;
    return wire;
}

QByteArray httpDate(std::chrono::sys_seconds time)
{
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                   days[std::chrono::weekday(day).c_encoding()], static_cast<unsigned>(date.day()),
                                   months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                   static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                                   static_cast<int>(clock.seconds().count()));
    return QByteArray(text.data(), size);
}

} // namespace hw::http
