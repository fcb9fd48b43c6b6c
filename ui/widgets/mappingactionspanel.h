#pragma once

#include "ui/models/mappingslotsmodel.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QScrollArea;
class QVBoxLayout;

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

class Button;
class Label;
class MappingCard;
class MappingConditionRow;
class MappingSlotEdit;
class Theme;

/// The right side of the Mapping view: the condition, the cards of the chosen type in the order in which they are
/// carried out, and what else can be added.
class MappingActionsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingActionsPanel)

public:
    MappingActionsPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    /// Focus to the active slot, or the first one; false where there is none.
    bool focusSlots();
    [[nodiscard]] bool hasSlotFocus() const;

Q_SIGNALS:
    void deleteWanted(const QString& mapping);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void rebuild();
    void refreshButtons();
    void showActive();
    void showAddMenu();
    void addAction(const QString& kind);
    [[nodiscard]] MappingSlotEdit* slotOf(const models::SlotRef& ref) const;

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    Label* m_title;
    Label* m_type;
    Button* m_add;
    QScrollArea* m_scroll = nullptr;
    MappingConditionRow* m_condition;
    QVBoxLayout* m_cardLayout;
    std::vector<MappingCard*> m_cards;
    Label* m_patterns;
    Label* m_hint;
    Label* m_addTitle;
    QGridLayout* m_buttons;
    QStringList m_offered;
    int m_buttonColumns = 0;
};

} // namespace hw::widgets
