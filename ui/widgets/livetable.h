#pragma once

#include <QPersistentModelIndex>
#include <QTableView>

#include <vector>

namespace hw::widgets {

class RowDelegate;
class Theme;

/// A table of whole rows over a model that changes under the eye: rows that come and go never move the row under the
/// pointer, nor what was scrolled to. Painted by RowDelegate; columns are the subclass's to lay out.
class LiveTable : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveTable)

public:
    LiveTable(const Theme& theme, QAbstractItemModel& model, QWidget* parent = nullptr);

    /// The column whose header says that the newest come first; -1 = none.
    void setMarkedColumn(int column);
    /// In order.
    [[nodiscard]] std::vector<int> selectedRows() const;

Q_SIGNALS:
    void visibleRowsChanged(int first, int last);
    /// Whether the pointer is over the rows.
    void pointedAtChanged(bool pointedAt);
    void selectedRowsChanged();

protected:
    /// Called when the width, the theme or all rows are others.
    virtual void layOutColumns() = 0;
    /// The header and the first rows, with what stands around them, up to `widest`.
    [[nodiscard]] int contentWidth(int column, int widest) const;
    [[nodiscard]] const Theme& theme() const { return m_theme; }

    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    class Header;

    void applyTheme();
    void keepAnchor();
    void returnToAnchor();
    void reportVisibleRows();
    void updateHover(const QPoint& position);

    const Theme& m_theme;
    RowDelegate* m_delegate;
    Header* m_header;
    int m_hoveredRow = -1;
    bool m_keyboardFocus = false;
    QPersistentModelIndex m_anchor; ///< the row that stays where it is while rows come and go
    int m_anchorY = 0;
};

} // namespace hw::widgets
