#pragma once

#include "core/delivery/directoryreadthread.h"

#include <QTableView>

namespace hw::models {
class DirectoryModel;
}

namespace hw::widgets {

class DirectoryDelegate;
class Theme;

/// The table of one list of the Directory. Columns take the width of what they show, the roomiest takes the rest, and
/// properties give way where there is too little. Rows that come and go never move the row under the pointer.
class DirectoryTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DirectoryTable)

public:
    DirectoryTable(const Theme& theme, models::DirectoryModel& model, QWidget* parent = nullptr);

    /// Makes the row current if it is loaded, without telling currentTargetChanged().
    void selectTarget(const delivery::DirectoryTarget& target);

Q_SIGNALS:
    void currentTargetChanged(const hw::delivery::DirectoryTarget& target);
    void visibleRowsChanged(int first, int last);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();
    void layOutColumns();
    void keepAnchor();
    void returnToAnchor();
    void reportVisibleRows();
    void updateHover(const QPoint& position);
    [[nodiscard]] int contentWidth(int column) const;

    const Theme& m_theme;
    models::DirectoryModel& m_model;
    DirectoryDelegate* m_delegate;
    int m_hoveredRow = -1;
    bool m_keyboardFocus = false;
    bool m_selecting = false;
    QPersistentModelIndex m_anchor; ///< the row that stays where it is while rows come and go
    int m_anchorY = 0;
};

} // namespace hw::widgets
