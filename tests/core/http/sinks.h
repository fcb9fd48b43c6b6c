#pragma once

#include "core/http/listener.h"

#include <functional>
#include <mutex>
#include <vector>

namespace hw::http::test {

/// Keeps every arrival and answers through the listener as told; safe to read from the test's thread.
class Sink final : public RequestSink
{
public:
    using Reply = std::function<std::optional<Answer>(const Arrival&)>;

    void attach(Listener& listener) { m_listener = &listener; }
    /// What to answer; nothing = the test does it later.
    void setReply(Reply reply)
    {
        const std::lock_guard lock(m_mutex);
        m_reply = std::move(reply);
    }

    void requestArrived(Arrival arrival) override
    {
        const std::lock_guard lock(m_mutex);
        std::optional<Answer> answer;
        if (m_reply)
            answer = m_reply(arrival);
        else
            answer = Answer{arrival.refusal ? arrival.refusal->status : 200, {}, arrival.message.body};
        const RequestId id = arrival.id;
        m_arrivals.push_back(std::move(arrival));
        if (answer)
            m_listener->answer(id, std::move(*answer));
    }

    [[nodiscard]] size_t count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_arrivals.size();
    }
    [[nodiscard]] Arrival at(size_t index) const
    {
        const std::lock_guard lock(m_mutex);
        return m_arrivals.at(index);
    }

private:
    mutable std::mutex m_mutex;
    Listener* m_listener = nullptr;
    Reply m_reply;
    std::vector<Arrival> m_arrivals;
};

} // namespace hw::http::test
