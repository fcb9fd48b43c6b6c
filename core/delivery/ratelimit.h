#pragma once

#include <algorithm>
#include <chrono>

namespace hw::delivery {

/// A token bucket that keeps to a number of calls in any one second, not only on average: nine tenths of them come
/// evenly, one tenth may be saved up.
class TokenBucket
{
public:
    using Steady = std::chrono::steady_clock::time_point;

    /// `perSecond` 0 = no limit.
    TokenBucket(int perSecond, Steady now)
        : m_rate(0.9 * perSecond)
        , m_capacity(perSecond > 0 ? std::max(1.0, 0.1 * perSecond) : 0)
        , m_tokens(m_capacity)
        , m_at(now)
    {}

    /// How many calls may start now, at most `wanted`.
    [[nodiscard]] int available(int wanted, Steady now)
    {
        if (m_rate <= 0)
            return wanted;
        refill(now);
        return std::min(wanted, static_cast<int>(m_tokens));
    }
    void take(int count)
    {
        if (m_rate > 0)
            m_tokens -= count;
    }
    /// How long until the next token.
    [[nodiscard]] std::chrono::milliseconds wait(Steady now)
    {
        refill(now);
        if (m_rate <= 0 || m_tokens >= 1)
            return std::chrono::milliseconds(0);
        return std::chrono::milliseconds(static_cast<int>((1.0 - m_tokens) / m_rate * 1000.0) + 1);
    }

private:
    void refill(Steady now)
    {
        const std::chrono::duration<double> passed = now - m_at;
        m_at = now;
        m_tokens = std::min(m_capacity, m_tokens + passed.count() * m_rate);
    }

    double m_rate;
    double m_capacity;
    double m_tokens;
    Steady m_at;
};

} // namespace hw::delivery
