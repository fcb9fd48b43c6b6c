#include "ui/models/histogrammodel.h"

#include "ui/models/eventtext.h"

#include <QDateTime>

#include <algorithm>

namespace hw::models {

namespace {

/// As short as the filter language allows: the time alone means today's.
QString localMinute(Timestamp at, const QDate& today)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(toMicroseconds(at) / 1000);
    const bool isToday = time.date() == today;
    return time.toString(isToday ? QStringLiteral("HH:mm") : QStringLiteral("yyyy-MM-ddTHH:mm"));
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

void HistogramModel::setMissed(const store::Missed& missed)
{
    if (missed == m_missed)
        return;
    m_missed = missed;
    Q_EMIT changed();
}

bool HistogramModel::isMissed(int bar) const
{
    return bar >= 0 && static_cast<size_t>(bar) < m_bars.size() &&
           !missedText(m_bars[static_cast<size_t>(bar)]).isEmpty();
}

bool HistogramModel::hasMissed() const
{
    return std::any_of(m_bars.begin(), m_bars.end(),
                       [this](const store::MinuteBar& bar) { return !missedText(bar).isEmpty(); });
}

QString HistogramModel::missedText(const store::MinuteBar& minute) const
{
    const Timestamp end = minute.minute + std::chrono::minutes(1);
    for (const store::Gap& gap : m_missed.gaps) {
        if (gap.from < end && gap.to > minute.minute)
            return tr("not reachable %1\u2013%2, %3")
                .arg(minuteText(gap.from), minuteText(gap.to), missedReasonText(gap.reason));
    }
    qint64 requests = 0;
    QString reason;
    for (const store::RefusalCount& refused : m_missed.refusals) {
        if (refused.minute != minute.minute)
            continue;
        requests += refused.requests;
        reason = missedReasonText(refused.reason);
    }
    return requests == 0 ? QString()
                         : tr("%n request(s) turned away, %1", nullptr, static_cast<int>(requests)).arg(reason);
}

QString HistogramModel::barText(int bar) const
{
    if (bar < 0 || static_cast<size_t>(bar) >= m_bars.size())
        return {};
    const store::MinuteBar& minute = m_bars[static_cast<size_t>(bar)];
    const QString events = tr("%n event(s)", nullptr, minute.ok + minute.failed);
    const QString text = minute.failed == 0
                             ? tr("%1, %2").arg(minuteText(minute.minute), events)
                             : tr("%1, %2, %3 failed").arg(minuteText(minute.minute), events).arg(minute.failed);
    const QString missed = missedText(minute);
    return missed.isEmpty() ? text : tr("%1, %2").arg(text, missed);
}

QString HistogramModel::rangeTerm(int first, int last) const
{
    if (first > last)
        std::swap(first, last);
    if (first < 0 || static_cast<size_t>(last) >= m_bars.size())
        return {};
    const Timestamp now = m_bars.back().minute;
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMicroseconds(now) / 1000).date();
    return QStringLiteral("time:") + localMinute(m_bars[static_cast<size_t>(first)].minute, today) +
           QStringLiteral("..") +
           localMinute(m_bars[static_cast<size_t>(last)].minute + std::chrono::minutes(1), today);
}

} // namespace hw::models
