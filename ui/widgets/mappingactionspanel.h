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

    /// Lists all slots, to put this path into one.
    void offer(const QString& path);

Q_SIGNALS:
    void deleteWanted(const QString& mapping);
    void copyWanted(const QString& mapping);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void rebuild();
    [[nodiscard]] int columnsFor(const QStringList& offered) const;
    void refreshButtons();
    void showActive();
    void showAddMenu();
    void addAction(const QString& kind);
    void startDragOf(const QString& mapping);
    /// The card of the dragged one's kind before which it would be put; null = behind the last of them.
    [[nodiscard]] const MappingCard* cardBelow(const QString& mapping, const QPoint& place) const;
    void showDropLine(const QString& mapping, const QPoint& place);
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
    QWidget* m_dropLine = nullptr;
    Label* m_patterns;
    Label* m_hint;
    Label* m_addTitle;
    QGridLayout* m_buttons;
    QStringList m_offered;
    int m_buttonColumns = 0;
};

} // namespace hw::widgets
