#include "core/base/clock.h"

#include <QDateTime>
#include <QTimeZone>

#include <cmath>

namespace hw {

using namespace std::chrono;

Timestamp SystemClock::now() const
{
    return time_point_cast<microseconds>(system_clock::now());
}

qint64 toMicroseconds(Timestamp time)
{
    return time.time_since_epoch().count();
}

Timestamp fromMicroseconds(qint64 sinceEpoch)
{
    return Timestamp(microseconds(sinceEpoch));
}

QString toIso8601(Timestamp time)
{
    const qint64 ms = floor<milliseconds>(time).time_since_epoch().count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

Result<Timestamp> parseTimestamp(const QString& text)
{
    const Error bad{ErrorCode::InvalidArgument,
                    {QStringLiteral("time"), text, QStringLiteral("epoch seconds, epoch milliseconds or ISO 8601")}};
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    const double number = trimmed.toDouble(&isNumber);
    if (isNumber) {
        // 1e11 seconds is the year 5138, 1e11 milliseconds is 1973: the magnitude tells the unit.
        const double us = std::abs(number) >= 1e11 ? number * 1e3 : number * 1e6;
        if (!std::isfinite(us) || std::abs(us) > 9e17)
            return bad;
        return fromMicroseconds(std::llround(us));
    }
    QString iso = trimmed;
    if (iso.size() > 10 && iso.at(10) == QLatin1Char(' '))
        iso[10] = QLatin1Char('T');
    QDateTime parsed = QDateTime::fromString(iso, Qt::ISODateWithMs);
    if (!parsed.isValid())
        return bad;
    if (parsed.timeSpec() == Qt::LocalTime)
        parsed.setTimeSpec(Qt::UTC);
    return fromMicroseconds(parsed.toMSecsSinceEpoch() * 1000);
}

} // namespace hw
