#include "core/store/filtervalues.h"

#include "core/record/run.h"
#include "core/store/schema.h"

#include <QDateTime>

#include <array>
#include <cmath>

namespace hw::store {

namespace {

constexpr qint64 second = 1000LL * 1000;

struct Unit
{
    QLatin1String name;
    double factor;
};

/// A number and one of the units. The empty name in the table is the unit of a bare number.
template<size_t N>
std::optional<qint64> readQuantity(const QString& text, const std::array<Unit, N>& units)
{
    qsizetype digits = 0;
    while (digits < text.size() && (text[digits].isDigit() || text[digits] == QLatin1Char('.')))
        ++digits;
    bool ok = false;
    const double number = text.left(digits).toDouble(&ok);
    if (!ok)
        return std::nullopt;
    const QString unit = text.mid(digits).toLower();
    for (const Unit& known : units) {
        if (unit != known.name)
            continue;
        const double value = std::round(number * known.factor);
        // Beyond this a double no longer fits a qint64.
        return value < 9.2e18 ? std::optional(static_cast<qint64>(value)) : std::nullopt;
    }
    return std::nullopt;
}

qint64 microseconds(const QDateTime& time)
{
    return time.toMSecsSinceEpoch() * 1000;
}

QDateTime localNow(Timestamp now)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(now) / 1000, Qt::LocalTime);
}

TimeSpan wholeDay(const QDate& day)
{
    return {microseconds(day.startOfDay()), microseconds(day.addDays(1).startOfDay()), true};
}

/// "14:02", "14:02:05", "14:02:05.123" and how long the last part written is, in µs.
std::optional<std::pair<QTime, qint64>> readTimeOfDay(const QString& text)
{
    for (const auto& [format, length] :
         {std::pair(QStringLiteral("HH:mm"), 60 * second), std::pair(QStringLiteral("HH:mm:ss"), second),
          std::pair(QStringLiteral("HH:mm:ss.z"), second / 1000)}) {
        if (const QTime time = QTime::fromString(text, format); time.isValid())
            return std::pair(time, length);
    }
    return std::nullopt;
}

std::optional<TimeSpan> readLocalTime(const QString& text, Timestamp now)
{
    const QDate today = localNow(now).date();
    if (text == QLatin1String("today"))
        return wholeDay(today);
    if (text == QLatin1String("yesterday"))
        return wholeDay(today.addDays(-1));
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10)
        return wholeDay(day);
    QDate day = today;
    QString clock = text;
    if (text.size() > 11 && (text[10] == QLatin1Char('T') || text[10] == QLatin1Char(' '))) {
        day = QDate::fromString(text.left(10), Qt::ISODate);
        clock = text.mid(11);
    }
    const auto time = readTimeOfDay(clock);
    if (!day.isValid() || !time)
        return std::nullopt;
    const qint64 from = microseconds(QDateTime(day, time->first));
    return TimeSpan{from, from + time->second, false};
}

} // namespace

std::optional<TimeSpan> readTimeSpan(const QString& text, Timestamp now)
{
    if (const qsizetype dots = text.indexOf(QLatin1String("..")); dots >= 0) {
        const QString first = text.left(dots);
        const QString last = text.mid(dots + 2);
        const std::optional<TimeSpan> from = readTimeSpan(first, now);
        const std::optional<TimeSpan> to = readTimeSpan(last, now);
        if (!from || !to || last.contains(QLatin1String("..")))
            return std::nullopt;
        // A day at the end is meant whole, a time of day is where it ends.
        return TimeSpan{from->from, to->wholeDay ? to->to : to->from, true};
    }
    if (std::optional<TimeSpan> local = readLocalTime(text, now))
        return local;
    // With a zone, or as a number: an instant. parseTimestamp() takes a time without a zone as UTC, but those were
    // local.
    const Result<Timestamp> instant = parseTimestamp(text);
    if (!instant)
        return std::nullopt;
    const qint64 from = toMicroseconds(*instant);
    return TimeSpan{from, from + second, false};
}

std::optional<qint64> readSize(const QString& text)
{
    static constexpr double k = 1024;
    static constexpr std::array units{
        Unit{QLatin1String(""), 1},
        Unit{QLatin1String("b"), 1},
        Unit{QLatin1String("k"), k},
        Unit{QLatin1String("kb"), k},
        Unit{QLatin1String("kib"), k},
        Unit{QLatin1String("m"), k * k},
        Unit{QLatin1String("mb"), k * k},
        Unit{QLatin1String("mib"), k * k},
        Unit{QLatin1String("g"), k * k * k},
        Unit{QLatin1String("gb"), k * k * k},
        Unit{QLatin1String("gib"), k * k * k},
    };
    return readQuantity(text, units);
}

std::optional<qint64> readDuration(const QString& text)
{
    static constexpr std::array units{
        Unit{QLatin1String(""), 1e3},   Unit{QLatin1String("us"), 1},  Unit{QLatin1String("µs"), 1},
        Unit{QLatin1String("ms"), 1e3}, Unit{QLatin1String("s"), 1e6}, Unit{QLatin1String("m"), 60e6},
    };
    return readQuantity(text, units);
}

std::optional<qint64> readAge(const QString& text)
{
    static constexpr double day = 24 * 3600e6;
    static constexpr std::array units{
        Unit{QLatin1String("s"), 1e6},    Unit{QLatin1String("m"), 60e6}, Unit{QLatin1String("min"), 60e6},
        Unit{QLatin1String("h"), 3600e6}, Unit{QLatin1String("d"), day},  Unit{QLatin1String("w"), 7 * day},
    };
    return readQuantity(text, units);
}

std::vector<int> readCodes(FilterField field, const QString& word)
{
    const QString name = word.toLower();
    const auto codes = [](auto... values) { return std::vector<int>{static_cast<int>(values)...}; };
    const auto is = [&name](const char* text) { return name == QLatin1String(text); };
    if (field == FilterField::Status) {
        if (is("ok"))
            return codes(EventStatus::Processed, EventStatus::Probe, EventStatus::Ignored, EventStatus::Duplicate);
        if (is("failed"))
            return codes(EventStatus::Refused, EventStatus::Error);
        if (is("pending"))
            return codes(EventStatus::Received);
        if (const auto status = eventStatusFrom(name))
            return codes(*status);
    } else if (field == FilterField::Verified) {
        if (is("yes") || is("true"))
            return codes(VerificationStatus::Verified);
        if (is("no") || is("false"))
            return codes(VerificationStatus::Failed, VerificationStatus::Unverified, VerificationStatus::Error);
        if (const auto status = verificationStatusFrom(name))
            return codes(*status);
    } else if (field == FilterField::Delivery) {
        if (is("none"))
            return codes(DeliveryState::None);
        if (is("done") || is("succeeded"))
            return codes(DeliveryState::Done);
        if (is("pending"))
            return codes(DeliveryState::Pending);
        if (is("failed"))
            return codes(DeliveryState::Failed);
        if (is("dead"))
            return codes(DeliveryState::Dead);
    }
    return {};
}

std::vector<FilterStep> readPath(QStringView text)
{
    std::vector<FilterStep> steps;
    qsizetype at = 0;
    bool nameMayStand = true;
    while (at < text.size()) {
        if (text[at] == QLatin1Char('[')) {
            if (at + 1 < text.size() && text[at + 1] == QLatin1Char('"')) {
                const qsizetype end = text.indexOf(QLatin1String("\"]"), at + 2);
                if (end < 0)
                    return {};
                steps.emplace_back(text.mid(at + 2, end - at - 2).toUtf8());
                at = end + 2;
            } else {
                const qsizetype end = text.indexOf(QLatin1Char(']'), at);
                bool ok = false;
                const qulonglong index = end < 0 ? 0 : text.mid(at + 1, end - at - 1).toULongLong(&ok);
                if (!ok)
                    return {};
                steps.emplace_back(static_cast<size_t>(index));
                at = end + 1;
            }
            nameMayStand = false;
            continue;
        }
        if (text[at] == QLatin1Char('.')) {
            if (nameMayStand)
                return {};
            nameMayStand = true;
            ++at;
            if (at == text.size())
                return {};
            continue;
        }
        if (!nameMayStand)
            return {};
        const qsizetype start = at;
        while (at < text.size() && text[at] != QLatin1Char('.') && text[at] != QLatin1Char('['))
            ++at;
        steps.emplace_back(text.mid(start, at - start).toUtf8());
        nameMayStand = false;
    }
    return steps;
}

} // namespace hw::store
