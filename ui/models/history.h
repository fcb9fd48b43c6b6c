#pragma once

#include "ui/models/place.h"

#include <QString>

#include <optional>
#include <vector>

namespace hw::models {

/// A place and the view of it that was shown.
struct Location
{
    Place place;
    QString view; ///< id of the view; empty = the place's first one

    friend bool operator==(const Location&, const Location&) = default;
};

/// Back and forward as a browser has them: visiting drops what lay ahead.
class History final
{
public:
    static constexpr std::size_t longest = 100;

    void visit(const Location& location);
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_visited.size(); }
    std::optional<Location> goBack();
    std::optional<Location> goForward();

private:
    std::vector<Location> m_visited;
    std::size_t m_at = 0;
};

} // namespace hw::models
