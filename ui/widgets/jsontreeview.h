#pragma once

#include <QTreeView>

namespace hw::models {
class JsonTreeModel;
}

namespace hw::widgets {

class Theme;

/// A JSON tree in the theme's colours; says which path is selected.
class JsonTreeView : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonTreeView)

public:
    JsonTreeView(const Theme& theme, models::JsonTreeModel& model, QWidget* parent = nullptr);

    [[nodiscard]] QString currentPath() const;
    /// Selects the next row whose key or value holds the text; false where there is none.
    bool find(const QString& text);
    /// Opens the small containers at the top, as far as they fit the eye.
    void openFirstLevels();

Q_SIGNALS:
    void currentPathChanged(const QString& path);

protected:
    /// What a row stands on: selected, under the pointer, or neither.
    [[nodiscard]] QColor fillOf(const QModelIndex& index) const;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawRow(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    /// Where a click opens and closes the row.
    [[nodiscard]] QRect markRect(const QModelIndex& index) const;

private:
    const Theme& m_theme;
    models::JsonTreeModel& m_model;
};

} // namespace hw::widgets
