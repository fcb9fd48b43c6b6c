#pragma once

#include <QElapsedTimer>
#include <QHash>
#include <QTableView>
#include <QTimer>

#include <vector>

namespace hw::models {
class EventsModel;
}

namespace hw::widgets {

class EventDelegate;
class Theme;

/// The table of events. Rows that come in above never move what is under the pointer or what was scrolled to: the view
/// follows the newest only at its top and while the pointer is elsewhere.
class EventsTable final : public QTableView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EventsTable)

public:
    EventsTable(const Theme& theme, models::EventsModel& model, QWidget* parent = nullptr);

    /// Rows above the top edge that came since the view left its top.
    [[nodiscard]] int newAbove() const { return m_newAbove; }
    void goToTop();
    /// Selects the event's row if it is in the window; does not scroll.
    void selectId(const QString& id);
    [[nodiscard]] QString currentId() const;
    void moveBy(int rows);
    /// Newest first.
    [[nodiscard]] std::vector<int> selectedRows() const;
    /// The cell that the keyboard or the context menu is about.
    [[nodiscard]] QModelIndex cell() const { return currentIndex(); }

    /// Widths of the columns and which are shown, for the next start. Bytes that do not fit are ignored.
    [[nodiscard]] QByteArray columnState() const;
    void setColumnState(const QByteArray& state);

Q_SIGNALS:
    void currentIdChanged(const QString& id);
    void selectedRowsChanged();
    void newAboveChanged(int count);
    void visibleRowsChanged(int first, int last);
    void reachedTop();
    void contextMenuWanted(const QPoint& globalPosition);

protected:
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void startDrag(Qt::DropActions supported) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void applyTheme();
    void resetColumns();
    void showColumnMenu(const QPoint& position);
    void onRowsInserted(int first, int last);
    void onRowsRemoved(int first, int last);
    void onReset();
    void updateHover(const QPoint& position);
    void setNewAbove(int count);
    void reportVisibleRows();
    [[nodiscard]] double freshness(qint64 seq) const;
    [[nodiscard]] bool pointerOverRows() const;

    const Theme& m_theme;
    models::EventsModel& m_model;
    EventDelegate* m_delegate;
    int m_columnsSizedFor = 0; ///< the base size that the widths were made for
    int m_hoveredRow = -1;
    int m_newAbove = 0;
    bool m_following = true;
    bool m_adjusting = false;
    bool m_keyboardFocus = false;
    QElapsedTimer m_clock;
    QHash<qint64, qint64> m_freshSince; ///< sequence number → milliseconds of m_clock
    QTimer m_fade;
};

} // namespace hw::widgets
