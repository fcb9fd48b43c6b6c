#include "ui/models/undohistory.h"

#include <algorithm>

namespace hw::models {

quint64 UndoHistory::push(const QString& what, std::function<void()> back)
{
    m_entries.push_back({++m_last, what, std::move(back)});
    Q_EMIT changed();
    return m_last;
}

void UndoHistory::undo()
{
    if (canUndo())
        undo(m_entries.back().number);
}

void UndoHistory::undo(quint64 number)
{
    const auto entry =
        std::find_if(m_entries.begin(), m_entries.end(), [number](const Entry& one) { return one.number == number; });
    if (entry == m_entries.end())
        return;
    const auto back = std::move(entry->back);
    m_entries.erase(entry);
    Q_EMIT changed();
    back();
}

} // namespace hw::models
