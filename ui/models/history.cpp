#include "ui/models/history.h"

namespace hw::models {

void History::visit(const Location& location)
{
    if (!m_visited.empty() && m_visited[m_at] == location)
        return;
    if (!m_visited.empty())
        m_visited.erase(m_visited.begin() + static_cast<std::ptrdiff_t>(m_at) + 1, m_visited.end());
    m_visited.push_back(location);
    if (m_visited.size() > longest)
        m_visited.erase(m_visited.begin());
    m_at = m_visited.size() - 1;
}

std::optional<Location> History::goBack()
{
    if (!canGoBack())
        return std::nullopt;
    return m_visited[--m_at];
}

std::optional<Location> History::goForward()
{
    if (!canGoForward())
        return std::nullopt;
    return m_visited[++m_at];
}

} // namespace hw::models
