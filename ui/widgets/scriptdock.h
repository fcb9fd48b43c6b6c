#pragma once

#include "ui/models/jsontreemodel.h"
#include "ui/models/scriptdiff.h"
#include "ui/models/scriptpresenter.h"

#include <QWidget>

class QStackedWidget;

namespace hw::widgets {

class CountTabBar;
class JsonTreeView;
class Label;
class NoteList;
class Theme;
class ToolButton;

/// Under the editor: what the script wrote, what it returned, what is wrong with it.
class ScriptDock final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptDock)

public:
    enum class Tab { Console, Result, Diff, Problems };

    ScriptDock(const Theme& theme, models::ScriptPresenter& presenter, models::ScriptDiff& diff,
               QWidget* parent = nullptr);

    void showTab(Tab tab);
    /// A further tab, which the dock takes over; null gives it back without a parent.
    void setDebugger(QWidget* panel);
    /// Its tab, where it has one.
    void showDebugger();

Q_SIGNALS:
    void placeWanted(int line, int column);
    /// To be shown; the keyboard stays here.
    void lineSelected(int line);

private:
    void refreshResult();
    void refreshCounts();

    models::ScriptPresenter& m_presenter;
    models::ScriptDiff& m_diff;
    models::JsonTreeModel m_values;
    CountTabBar* m_tabs;
    QStackedWidget* m_pages;
    QStackedWidget* m_consoles = nullptr; ///< of the last run, of live events
    QStackedWidget* m_liveConsole = nullptr;
    QStackedWidget* m_console;
    QStackedWidget* m_result;
    QStackedWidget* m_problems;
    JsonTreeView* m_tree;
    QWidget* m_debugger = nullptr;
    ToolButton* m_onlyChanged;
    ToolButton* m_live;
    Label* m_nothing; ///< in place of values: none, or why
};

} // namespace hw::widgets
