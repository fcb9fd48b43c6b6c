#pragma once

#include "ui/widgets/livetable.h"

#include <vector>

namespace hw::models {
class DeliveriesModel;
}

namespace hw::widgets {

/// The table of a list of deliveries; many rows can be selected. Where there is too little room the columns that the
/// detail shows as well give way.
class DeliveriesTable final : public LiveTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DeliveriesTable)

public:
    DeliveriesTable(const Theme& theme, models::DeliveriesModel& model, QWidget* parent = nullptr);

    /// Columns that say nothing in the list that is shown.
    void setUseless(const std::vector<int>& columns);
    /// Makes the row current if it is loaded, without telling currentIdChanged().
    void selectId(const QString& id);

Q_SIGNALS:
    void currentIdChanged(const QString& id);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layOutColumns() override;

    models::DeliveriesModel& m_model;
    std::vector<int> m_useless;
    bool m_selecting = false;
};

} // namespace hw::widgets
