#pragma once

#include "ui/models/sidebarmodel.h"
#include "ui/widgets/theme.h"

#include <QTreeView>

class QAction;

namespace hw::widgets {

class ToolButton;

/// The places of the window: 232 px with names and counts, or a rail of 48 px with glyphs alone.
class Sidebar final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Sidebar)

public:
    enum class Mode { Full, Rail };

    /// The model outlives the sidebar.
    Sidebar(const Theme& theme, models::SidebarModel& model, QWidget* parent = nullptr);

    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    /// Selects without emitting placeChosen().
    void setPlace(const models::Place& place);
    /// The "+" beside the heading of the sources.
    void setNewSourceAction(QAction& action);

Q_SIGNALS:
    void placeChosen(const hw::models::Place& place);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int first, int last) override;
    void updateGeometries() override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void applyTheme();
    void fillRail();

    const Theme& m_theme;
    models::SidebarModel& m_model;
    ToolButton* m_new = nullptr;
    Mode m_mode = Mode::Full;
    bool m_selecting = false;
};

} // namespace hw::widgets
