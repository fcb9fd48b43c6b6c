#pragma once

#include <QElapsedTimer>
#include <QString>
#include <QTimer>

#include <vector>

namespace hw::test {

/// How long the event loop of this thread was away at most, step by step: a timer of 1 ms measures the time between two
/// of its events. What a step does outside the loop (a click's handlers) counts too.
class PauseWatch final
{
    Q_DISABLE_COPY_MOVE(PauseWatch)

public:
    struct Step
    {
        QString name;
        double longestMs = 0;
    };

    PauseWatch()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
        m_timer.start();
        m_since.start();
    }

    /// What follows belongs to this step.
    void begin(const QString& step)
    {
        if (!m_steps.empty())
            beat();
        m_steps.push_back({step, 0});
        m_since.restart();
    }

    [[nodiscard]] const std::vector<Step>& steps() const { return m_steps; }

private:
    void beat()
    {
        const double passed = double(m_since.nsecsElapsed()) / 1e6;
        m_since.restart();
        if (!m_steps.empty() && passed > m_steps.back().longestMs)
            m_steps.back().longestMs = passed;
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    std::vector<Step> m_steps;
};

} // namespace hw::test
