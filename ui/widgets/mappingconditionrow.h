#pragma once

#include "ui/models/mappingcondition.h"
#include "ui/models/mappingslotsmodel.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QVBoxLayout;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class ComboBox;
class Label;
class MappingSlotEdit;
class Theme;

/// "When body.livemode is false": the tests that must all hold, each with path, operator and value.
class MappingConditionRow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingConditionRow)

public:
    MappingConditionRow(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    void setForm(const models::ConditionForm& form);
    void showActive(const models::SlotRef& active);
    [[nodiscard]] MappingSlotEdit* slotOf(const models::SlotRef& ref) const;

private:
    struct Row
    {
        MappingSlotEdit* path;
        ComboBox* op;
        QLineEdit* value;
    };

    void build();
    void fillIn();
    void addTestRow(size_t index);

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    models::ConditionForm m_form;
    QVBoxLayout* m_layout;
    std::vector<Row> m_rows;
    Label* m_matches = nullptr;
    Label* m_problem = nullptr;
    bool m_isBuilt = false;
};

} // namespace hw::widgets
