#pragma once

#include "core/store/reachability.h"
#include "core/store/rows.h"

#include <QObject>

#include <vector>

namespace hw::models {

/// The last 60 minutes, one bar a minute, oldest first: what the histogram strip paints and names.
class HistogramModel final : public QObject
{
    Q_OBJECT

public:
    static constexpr int minutes = 60;

    explicit HistogramModel(QObject* parent = nullptr);

    /// Bars in any order, minutes without events may be missing; those outside the hour before `now` are left out.
    void setBars(const std::vector<store::MinuteBar>& bars, Timestamp now);

    /// Times in which requests could not be captured, or were turned away.
    void setMissed(const store::Missed& missed);
    /// Whether the listener could not be reached for some of the minute, or turned requests away.
    [[nodiscard]] bool isMissed(int bar) const;
    [[nodiscard]] bool hasMissed() const;

    [[nodiscard]] const std::vector<store::MinuteBar>& bars() const { return m_bars; }
    /// The highest bar's events, at least 1.
    [[nodiscard]] int peak() const { return m_peak; }
    /// "14:31, 12 events, 2 failed"
    [[nodiscard]] QString barText(int bar) const;
    /// The filter's term for the bars first…last in local time, the last minute included: "time:14:20..14:34". Empty
    /// outside the hour.
    [[nodiscard]] QString rangeTerm(int first, int last) const;
    /// The first minute that is wanted from the store.
    [[nodiscard]] static Timestamp firstMinute(Timestamp now);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString missedText(const store::MinuteBar& minute) const;

    std::vector<store::MinuteBar> m_bars;
    store::Missed m_missed;
    int m_peak = 1;
};

} // namespace hw::models
