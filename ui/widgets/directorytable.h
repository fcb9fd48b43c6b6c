#pragma once

#include "core/delivery/directoryreadthread.h"
#include "ui/widgets/livetable.h"

namespace hw::models {
class DirectoryModel;
}

namespace hw::widgets {

/// The table of one list of the Directory. Columns take the width of what they show, the roomiest takes the rest, and
/// properties give way where there is too little.
class DirectoryTable final : public LiveTable
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryTable)

public:
    DirectoryTable(const Theme& theme, models::DirectoryModel& model, QWidget* parent = nullptr);

    /// Makes the row current if it is loaded, without telling currentTargetChanged().
    void selectTarget(const delivery::DirectoryTarget& target);

Q_SIGNALS:
    void currentTargetChanged(const hw::delivery::DirectoryTarget& target);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void layOutColumns() override;

    models::DirectoryModel& m_model;
    bool m_selecting = false;
};

} // namespace hw::widgets
