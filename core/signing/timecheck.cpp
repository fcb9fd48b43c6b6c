#include "core/signing/timecheck.h"

#include "core/base/json.h"

#include <algorithm>

namespace hw::signing {

namespace {

using std::chrono::milliseconds;

/// Where seconds and milliseconds part: 1e11 s is the year 5138, 1e11 ms the year 1973.
constexpr qint64 unitsPart = 100'000'000'000;

std::optional<qint64> toNumber(const QByteArray& text)
{
    const bool digits =
        !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    // Beyond 1e15 no unit makes sense, and the sums below stay far from overflow.
    return digits && fits && number < 1'000'000'000'000'000 ? std::optional(number) : std::nullopt;
}

} // namespace

QString roughly(milliseconds span)
{
    const qint64 seconds = std::abs(span.count()) / 1000;
    if (seconds < 120)
        return QStringLiteral("%1 s").arg(seconds);
    if (seconds < 120 * 60)
        return QStringLiteral("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600)
        return QStringLiteral("%1 h").arg(seconds / 3600);
    return QStringLiteral("%1 days").arg(seconds / 86400);
}

TimeCheck checkTime(const Scheme& scheme, const QByteArray& written, QByteArrayView body, Timestamp now)
{
    QByteArray text = written;
    if (scheme.timePlace == TimePlace::Body) {
        const auto parsed = json::parse(body);
        const json::Value& member = parsed ? (*parsed)[scheme.timeField] : json::Value();
        if (member.isUndefined())
            return {true, QStringLiteral("the body has no %1").arg(scheme.timeField), {}};
        text = member.isNumber() ? member.numberText() : member.toString().toUtf8();
    } else if (text.isEmpty()) {
        return {std::nullopt, QString(), {}};
    }

    const auto number = toNumber(text);
    const bool inSeconds = scheme.timeUnit == TimeUnit::Seconds;
    if (!number)
        return {false, QStringLiteral("the time is not a number"), "timestamp_malformed"};
    if (inSeconds && *number >= unitsPart)
        return {false, QStringLiteral("the time looks like milliseconds, this scheme has seconds"),
                "timestamp_malformed"};
    if (!inSeconds && *number<unitsPart&& * number> unitsPart / 1000)
        return {false, QStringLiteral("the time looks like seconds, this scheme has milliseconds"),
                "timestamp_malformed"};

    // Both sides in the sender's unit: a fraction of a second is no second.
    const milliseconds at(inSeconds ? *number * 1000 : *number);
    milliseconds clock = std::chrono::floor<milliseconds>(now.time_since_epoch());
    if (inSeconds)
        clock = std::chrono::floor<std::chrono::seconds>(clock);
    const milliseconds age = clock - at;
    const milliseconds tolerance(qint64{1000} * scheme.toleranceSeconds);

    const QString shown = roughly(age) + (age.count() < 0 ? QStringLiteral(" ahead") : QStringLiteral(" old"));
    if (scheme.toleranceSeconds == 0)
        return {true, shown + QStringLiteral(", not checked"), {}, age};
    const QString limit = QStringLiteral(", tolerance %1 s").arg(scheme.toleranceSeconds);
    if (age > tolerance)
        return {false, QStringLiteral("signed %1 before receipt").arg(roughly(age)) + limit, "timestamp_too_old", age};
    if (-age > tolerance && scheme.direction == TimeDirection::Both)
        return {false, QStringLiteral("signed %1 after receipt").arg(roughly(age)) + limit, "timestamp_too_new", age};
    if (-age > tolerance)
        return {true, shown + QStringLiteral(", only the past is checked"), {}, age};
    return {true, shown + limit, {}, age};
}

} // namespace hw::signing
