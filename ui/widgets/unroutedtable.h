#pragma once

#include "ui/widgets/livetable.h"

#include <vector>

namespace hw::models {
class UnroutedModel;
}

namespace hw::widgets {

/// The table of requests that met no source; many rows can be selected.
class UnroutedTable final : public LiveTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnroutedTable)

public:
    UnroutedTable(const Theme& theme, models::UnroutedModel& model, QWidget* parent = nullptr);

    /// Makes the row current if it is there, without telling currentIdChanged().
    void selectId(const QString& id);

Q_SIGNALS:
    void currentIdChanged(const QString& id);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layOutColumns() override;

    models::UnroutedModel& m_model;
    bool m_selecting = false;
};

} // namespace hw::widgets
