#pragma once

#include "ui/widgets/jsontreeview.h"

#include <QPersistentModelIndex>

namespace hw::models {
class MappingPresenter;
}

namespace hw::widgets {

/// The sample event as a tree. A click or Enter on a value fills the active slot; values in use name their slot at the
/// right; the row under the pointer, or the selected one, says what a click would fill. Values can be dragged to slots.
class MappingTree final : public JsonTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingTree)

public:
    MappingTree(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);

    /// The row with this path, opening what is above it; invalid where there is none.
    [[nodiscard]] QModelIndex showPath(const QString& path);

Q_SIGNALS:
    void fillWanted(const QString& path);
    /// The path that a click would put into the active slot; empty = none.
    void candidateChanged(const QString& path);

protected:
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void openUsualParts();
    void openBelow(const QModelIndex& index, int levels);
    [[nodiscard]] bool offersFill(const QModelIndex& index) const;
    void tellCandidate();
    void startDragOf(const QModelIndex& index);

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    QPersistentModelIndex m_hovered;
    QPersistentModelIndex m_pressed;
    QPoint m_pressedAt;
};

} // namespace hw::widgets
