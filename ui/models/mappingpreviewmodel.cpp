#include "ui/models/mappingpreviewmodel.h"

#include <algorithm>

namespace hw::models {

void MappingPreviewModel::setRows(std::vector<PreviewColumn> columns, std::vector<PreviewRow> rows)
{
    const bool sameColumns = std::equal(
        columns.begin(), columns.end(), m_columns.begin(), m_columns.end(),
        [](const PreviewColumn& a, const PreviewColumn& b) { return a.title == b.title && a.action == b.action; });
    const bool sameShape =
        sameColumns && std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                                  [](const PreviewRow& a, const PreviewRow& b) { return a.eventId == b.eventId; });
    if (!sameShape) {
        beginResetModel();
        m_columns = std::move(columns);
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    if (columns != m_columns) {
        m_columns = std::move(columns);
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, resultColumn());
    }
    for (size_t row = 0; row < rows.size(); ++row) {
        if (m_rows[row] == rows[row])
            continue;
        m_rows[row] = std::move(rows[row]);
        Q_EMIT dataChanged(index(static_cast<int>(row), 0), index(static_cast<int>(row), resultColumn()));
    }
}

int MappingPreviewModel::rowOf(const QString& eventId) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const PreviewRow& row) { return row.eventId == eventId; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int MappingPreviewModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MappingPreviewModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : resultColumn() + 1;
}

QVariant MappingPreviewModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PreviewRow& row = m_rows[static_cast<size_t>(index.row())];
    if (role == IdRole)
        return row.eventId;
    if (role == Qt::ToolTipRole)
        return row.explanation;
    const bool isResult = index.column() == resultColumn();
    if (role == IconRole)
        return isResult ? row.result.icon : QString();
    if (role == ToneRole)
        return static_cast<int>(row.result.tone);
    if (index.column() == 0)
        return role == Qt::DisplayRole ? QVariant(row.time) : QVariant();
    if (isResult)
        return role == Qt::DisplayRole ? QVariant(row.result.text) : QVariant();
    const PreviewCell& cell = row.cells[static_cast<size_t>(index.column() - 1)];
    if (role == MissingRole)
        return cell.missing;
    return role == Qt::DisplayRole ? QVariant(cell.text) : QVariant();
}

QVariant MappingPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (section == 0)
        return role == Qt::DisplayRole ? tr("Time") : QVariant();
    if (section == resultColumn())
        return role == Qt::DisplayRole ? tr("Result") : QVariant();
    const PreviewColumn& column = m_columns[static_cast<size_t>(section - 1)];
    switch (role) {
    case Qt::DisplayRole: return column.path.isEmpty() ? column.title : tr("%1, if filled from").arg(column.title);
    case Qt::ToolTipRole: return tr("%1: %2").arg(column.action, column.title);
    case PathRole: return column.path;
    default: return {};
    }
}

} // namespace hw::models
