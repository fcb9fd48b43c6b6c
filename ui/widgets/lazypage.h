#pragma once

#include <functional>
#include <memory>

namespace hw::widgets {

class Page;

/// A page that is made when it is first shown or asked for: a window of a dozen pages opens with the one it shows.
/// Copies share the page. Window thread only.
class LazyPage
{
public:
    /// One that is there already.
    LazyPage(Page* page); // NOLINT(google-explicit-constructor): a view's entry takes either
    explicit LazyPage(std::function<Page*()> make);

    /// Makes it where it is not made yet.
    [[nodiscard]] Page& page() const;
    /// Null until it is made.
    [[nodiscard]] Page* made() const;
    /// Runs `then` once, when the page is made: now, where it is.
    void whenMade(std::function<void(Page&)> then) const;

    template<class T>
    [[nodiscard]] T& as() const
    {
        return static_cast<T&>(page());
    }

    friend bool operator==(const LazyPage& a, const LazyPage& b) { return a.m_state == b.m_state; }

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace hw::widgets
