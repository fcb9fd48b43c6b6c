#pragma once

#include <QAbstractTableModel>

#include <algorithm>
#include <iterator>
#include <vector>

namespace hw::models {

/// A table over rows that the store lists by a key, loaded page by page from its beginning. `Row` has a `key`, which
/// sorts as the store does, and a `value`. Changes are told row by row.
template<class Row>
class KeyedRowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] bool isComplete() const { return m_complete; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override
    {
        return !parent.isValid() && !m_complete;
    }

protected:
    /// The page behind the last row; `complete` = there are no more.
    void appendRows(std::vector<Row> added, bool complete)
    {
        m_complete = complete;
        if (added.empty())
            return;
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(added.size()) - 1);
        m_rows.insert(m_rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
        endInsertRows();
    }

    /// What stands now behind row `first` - 1: the rows from there to the last of `now` (with `complete` to the end)
    /// become these, one by one.
    void refreshRows(int first, const std::vector<Row>& now, bool complete)
    {
        auto at = static_cast<std::size_t>(first);
        std::size_t next = 0;
        const auto isInside = [&](std::size_t row) {
            return row < m_rows.size() && (complete || m_rows[row].key <= now.back().key);
        };
        if (complete)
            m_complete = true;
        else if (now.empty())
            return;
        while (next < now.size() || isInside(at)) {
            const bool hasOld = isInside(at);
            if (hasOld && next < now.size() && m_rows[at].key == now[next].key) {
                if (m_rows[at].value != now[next].value) {
                    m_rows[at] = now[next];
                    const int row = static_cast<int>(at);
                    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
                }
                ++at;
                ++next;
                continue;
            }
            if (hasOld && (next == now.size() || m_rows[at].key < now[next].key)) {
                std::size_t end = at + 1;
                while (isInside(end) && (next == now.size() || m_rows[end].key < now[next].key))
                    ++end;
                beginRemoveRows({}, static_cast<int>(at), static_cast<int>(end) - 1);
                m_rows.erase(m_rows.begin() + static_cast<qptrdiff>(at), m_rows.begin() + static_cast<qptrdiff>(end));
                endRemoveRows();
                continue;
            }
            std::size_t end = next + 1;
            while (end < now.size() && (at == m_rows.size() || now[end].key < m_rows[at].key))
                ++end;
            beginInsertRows({}, static_cast<int>(at), static_cast<int>(at + end - next) - 1);
            m_rows.insert(m_rows.begin() + static_cast<qptrdiff>(at), now.begin() + static_cast<qptrdiff>(next),
                          now.begin() + static_cast<qptrdiff>(end));
            endInsertRows();
            at += end - next;
            next = end;
        }
        // What lies behind the last row that was read is not known.
        if (!complete && at == m_rows.size())
            m_complete = false;
    }

    std::vector<Row> m_rows;
    bool m_complete = true;
};

} // namespace hw::models
