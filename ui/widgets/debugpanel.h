#pragma once

#include "ui/models/debugpresenter.h"
#include "ui/widgets/theme.h"

#include <QTreeView>
#include <QWidget>

#include <set>

class QListWidget;
class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace hw::widgets {

class Label;

/// Variables as a tree in two columns; what was open stays open from stop to stop.
class DebugVariablesView final : public QTreeView
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugVariablesView)

public:
    DebugVariablesView(const Theme& theme, models::DebugVariablesModel& model, QWidget* parent = nullptr);

    /// An expression for the current row; empty where there is none.
    [[nodiscard]] QString currentPath() const;

Q_SIGNALS:
    void copied(const QString& what);
    void watchWanted(const QString& expression);
    /// The value is to fill a slot of the mapping.
    void mappingWanted(const QString& expression);
    void removeWanted(int row);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restoreOpen(const QModelIndex& parent);
    [[nodiscard]] static QString placeOf(const QModelIndex& index);
    void copyCurrent(int column);

    const Theme& m_theme;
    std::set<QString> m_open;
};

/// Beside the editor: variables, watches, the call stack, breakpoints.
class DebugPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugPanel)

public:
    DebugPanel(const Theme& theme, models::DebugPresenter& presenter, QWidget* parent = nullptr);

Q_SIGNALS:
    void placeWanted(int line);
    void copied(const QString& what);
    void mappingWanted(const QString& expression);
    void breakpointEditWanted(int line);

private:
    void addSection(QVBoxLayout& column, const QString& title, QWidget* body, int stretch);
    void fitLists();
    void refreshStack();
    void refreshBreakpoints();
    void addWatch();

    const Theme& m_theme;
    models::DebugPresenter& m_presenter;
    DebugVariablesView* m_variables;
    DebugVariablesView* m_watches;
    QLineEdit* m_newWatch;
    QListWidget* m_stack;
    QVBoxLayout* m_breakpoints;
    Label* m_noBreakpoints;
    QCheckBox* m_onUncaught;
    QCheckBox* m_onCaught;
    QCheckBox* m_onUnverified;
    Label* m_hint;
};

} // namespace hw::widgets
