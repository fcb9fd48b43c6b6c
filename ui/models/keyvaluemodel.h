#pragma once

#include "ui/models/eventdetail.h"

#include <QAbstractTableModel>

#include <vector>

namespace hw::models {

/// Names and values in two columns: headers of a request, lines of a console.
class KeyValueModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        ToneRole = Qt::UserRole + 1, ///< int of Tone
    };

    KeyValueModel(QString keyTitle, QString valueTitle, QObject* parent = nullptr);

    void setRows(std::vector<KeyValue> rows);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString m_keyTitle;
    QString m_valueTitle;
    std::vector<KeyValue> m_rows;
};

} // namespace hw::models
