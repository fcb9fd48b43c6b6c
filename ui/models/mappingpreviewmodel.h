#pragma once

#include "ui/models/eventtext.h"

#include <QAbstractTableModel>

#include <vector>

namespace hw::models {

/// A column between time and result: one bound parameter.
struct PreviewColumn
{
    QString title;
    QString action; ///< title of the action it belongs to
    QString path;   ///< where the column shows what a value would give that is not bound yet; else empty

    friend bool operator==(const PreviewColumn&, const PreviewColumn&) = default;
};

struct PreviewCell
{
    QString text;
    bool missing = false; ///< the text says why there is no value

    friend bool operator==(const PreviewCell&, const PreviewCell&) = default;
};

/// What the mappings make of one event.
struct PreviewRow
{
    QString eventId;
    QString time;
    std::vector<PreviewCell> cells; ///< one for each column
    StatusLabel result;
    QString explanation; ///< one line for each action

    friend bool operator==(const PreviewRow&, const PreviewRow&) = default;
};

class MappingPreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        MissingRole = Qt::UserRole + 1, ///< bool
        IconRole,                       ///< of the result
        ToneRole,                       ///< int of Tone, of the result
        PathRole,                       ///< of a header: the path of a value that is not bound yet
        IdRole,                         ///< of the event
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<PreviewColumn> columns, std::vector<PreviewRow> rows);
    [[nodiscard]] const std::vector<PreviewRow>& rows() const { return m_rows; }
    [[nodiscard]] const std::vector<PreviewColumn>& columns() const { return m_columns; }
    [[nodiscard]] int rowOf(const QString& eventId) const; ///< -1 = none

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] int resultColumn() const { return static_cast<int>(m_columns.size()) + 1; }

    std::vector<PreviewColumn> m_columns;
    std::vector<PreviewRow> m_rows;
};

} // namespace hw::models
