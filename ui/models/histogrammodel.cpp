#include "ui/models/histogrammodel.h"

#include "ui/models/eventtext.h"

#include <QDateTime>

#include <algorithm>

namespace hw::models {

namespace {

QString localMinute(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(at) / 1000).toString(QStringLiteral("yyyy-MM-ddTHH:mm"));
}

} // namespace

HistogramModel::HistogramModel(QObject* parent)
    : QObject(parent)
{}

Timestamp HistogramModel::firstMinute(Timestamp now)
{
    return std::chrono::floor<std::chrono::minutes>(now) - std::chrono::minutes(minutes - 1);
}

void HistogramModel::setBars(const std::vector<store::MinuteBar>& bars, Timestamp now)
{
    const Timestamp first = firstMinute(now);
    std::vector<store::MinuteBar> hour(minutes);
    for (size_t i = 0; i < hour.size(); ++i)
        hour[i].minute = first + std::chrono::minutes(i);
    for (const store::MinuteBar& bar : bars) {
        const auto at = std::chrono::floor<std::chrono::minutes>(bar.minute - first).count();
        if (at < 0 || at >= minutes)
            continue;
        hour[static_cast<size_t>(at)].ok += bar.ok;
        hour[static_cast<size_t>(at)].failed += bar.failed;
    }
    m_bars = std::move(hour);
    m_peak = 1;
    for (const store::MinuteBar& bar : m_bars)
        m_peak = std::max(m_peak, bar.ok + bar.failed);
    Q_EMIT changed();
}

QString HistogramModel::barText(int bar) const
{
    if (bar < 0 || static_cast<size_t>(bar) >= m_bars.size())
        return {};
    const store::MinuteBar& minute = m_bars[static_cast<size_t>(bar)];
    const QString events = tr("%n event(s)", nullptr, minute.ok + minute.failed);
    if (minute.failed == 0)
        return tr("%1, %2").arg(minuteText(minute.minute), events);
    return tr("%1, %2, %3 failed").arg(minuteText(minute.minute), events).arg(minute.failed);
}

QStringList HistogramModel::rangeTerms(int first, int last) const
{
    if (first > last)
        std::swap(first, last);
    if (first < 0 || static_cast<size_t>(last) >= m_bars.size())
        return {};
    return {QStringLiteral("time>=") + localMinute(m_bars[static_cast<size_t>(first)].minute),
            QStringLiteral("time<") + localMinute(m_bars[static_cast<size_t>(last)].minute + std::chrono::minutes(1))};
}

} // namespace hw::models
