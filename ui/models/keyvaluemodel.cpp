#include "ui/models/keyvaluemodel.h"

namespace hw::models {

KeyValueModel::KeyValueModel(QString keyTitle, QString valueTitle, QObject* parent)
    : QAbstractTableModel(parent)
    , m_keyTitle(std::move(keyTitle))
    , m_valueTitle(std::move(valueTitle))
{}

void KeyValueModel::setRows(std::vector<KeyValue> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int KeyValueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int KeyValueModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant KeyValueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const KeyValue& row = m_rows[static_cast<size_t>(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return index.column() == 0 ? row.key : row.value;
    if (role == ToneRole)
        return static_cast<int>(row.tone);
    return {};
}

QVariant KeyValueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section > 1)
        return {};
    return section == 0 ? m_keyTitle : m_valueTitle;
}

} // namespace hw::models
