#include "ui/widgets/lazypage.h"

#include <utility>
#include <vector>

namespace hw::widgets {

struct LazyPage::State
{
    Page* page = nullptr;
    std::function<Page*()> make;
    std::vector<std::function<void(Page&)>> waiting;
};

LazyPage::LazyPage(Page* page)
    : m_state(std::make_shared<State>(State{page, {}, {}}))
{}

LazyPage::LazyPage(std::function<Page*()> make)
    : m_state(std::make_shared<State>(State{nullptr, std::move(make), {}}))
{}

Page& LazyPage::page() const
{
    if (!m_state->page) {
        m_state->page = std::exchange(m_state->make, {})();
        for (const auto& then : std::exchange(m_state->waiting, {}))
            then(*m_state->page);
    }
    return *m_state->page;
}

Page* LazyPage::made() const
{
    return m_state->page;
}

void LazyPage::whenMade(std::function<void(Page&)> then) const
{
    if (m_state->page)
        then(*m_state->page);
    else
        m_state->waiting.push_back(std::move(then));
}

} // namespace hw::widgets
