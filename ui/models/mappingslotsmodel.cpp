#include "ui/models/mappingslotsmodel.h"

#include <algorithm>

namespace hw::models {

void MappingSlotsModel::setSlots(std::vector<MappingSlot> rows)
{
    const bool same =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                   [](const MappingSlot& a, const MappingSlot& b) { return a.ref == b.ref && a.action == b.action; });
    if (!same) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (size_t row = 0; row < rows.size(); ++row) {
        if (m_rows[row] == rows[row])
            continue;
        m_rows[row] = std::move(rows[row]);
        Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    }
}

const MappingSlot* MappingSlotsModel::find(const SlotRef& ref) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const MappingSlot& slot) { return slot.ref == ref; });
    return found == m_rows.end() ? nullptr : &*found;
}

int MappingSlotsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant MappingSlotsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const MappingSlot& slot = m_rows[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: return slot.title;
    case Qt::ToolTipRole: return slot.help;
    case TextRole: return slot.text;
    case ContentRole: return static_cast<int>(slot.content);
    case RequiredRole: return slot.required;
    case PreviewRole: return slot.preview;
    case ProblemRole: return slot.problem;
    case ActionRole: return slot.action;
    default: return {};
    }
}

} // namespace hw::models
