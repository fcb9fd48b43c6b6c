#pragma once

#include "ui/models/mappingpresenter.h"

#include <QFrame>

#include <vector>

class QCheckBox;
class QGridLayout;

namespace hw::widgets {

class Label;
class MappingConditionRow;
class MappingSlotEdit;
class Theme;
class ToolButton;

/// One action: its switch, its slots, what else can be done with it. Built from the table of actions alone.
class MappingCard final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingCard)

public:
    MappingCard(const Theme& theme, models::MappingPresenter& presenter, const models::MappingCard& card,
                QWidget* parent = nullptr);

    /// Whether the card can show this one by changing its fields only.
    [[nodiscard]] bool canShow(const models::MappingCard& card) const;
    void setCard(const models::MappingCard& card);
    void showActive(const models::SlotRef& active);
    [[nodiscard]] MappingSlotEdit* slotOf(const models::SlotRef& ref) const;
    [[nodiscard]] const models::MappingCard& card() const { return m_card; }

Q_SIGNALS:
    void deleteWanted(const QString& mapping);
    void copyWanted(const QString& mapping);
    /// Its grip is pulled: to be dragged among the cards of its kind.
    void dragWanted(const QString& mapping);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Row
    {
        QString parameter;
        MappingSlotEdit* slot;
        Label* problem;
    };

    void buildHeader();
    void buildSlots();
    void showMenu();
    void showFieldMenu();
    void askFallback(const models::SlotRef& ref);
    [[nodiscard]] static QStringList parametersOf(const models::MappingPresenter& presenter, const QString& mapping);

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    models::MappingCard m_card;
    QStringList m_parameters;
    QWidget* m_grip = nullptr; ///< shown where there are several of its kind
    Label* m_filled = nullptr;
    QCheckBox* m_switch = nullptr;
    ToolButton* m_more = nullptr;
    ToolButton* m_addField = nullptr;
    MappingConditionRow* m_condition = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<Row> m_rows;
    bool m_active = false;
};

} // namespace hw::widgets
