#pragma once

#include "core/base/clock.h"
#include "ui/widgets/page.h"

#include <optional>

class QStackedWidget;

namespace hw::models {
class DebugPresenter;
class ScriptAssist;
class ScriptDiff;
class ScriptPresenter;
struct ScriptInfo;
} // namespace hw::models

namespace hw::widgets {

class Button;
class CodeCompleter;
class CodeEditor;
class ComboBox;
class ConflictBar;
class DebugPanel;
class EmptyState;
class FindBar;
class ResultStrip;
class SampleList;
class ScriptSamples;
class ScriptDock;
class Splitter;
class Theme;
class ToolButton;

/// The Script view of a source: samples, editor, what a run on a sample gives.
class ScriptPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptPage)

public:
    /// All outlive the page.
    ScriptPage(const Theme& theme, models::ScriptPresenter& presenter, models::DebugPresenter& debugger,
               models::ScriptDiff& diff, const Clock& clock, QWidget* parent = nullptr);

    /// Completion and hints in the editor; outlives the page.
    void setAssist(models::ScriptAssist& assist);

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> headerActions() const override { return {m_unsaved}; }
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QStringList statusContext() const override;
    [[nodiscard]] QList<QWidget*> regions() const override;

Q_SIGNALS:
    /// For a notice: the script was saved as this version.
    void savedAs(const QString& version);
    void copied(const QString& what);
    /// A value at this path of an event of this type is to fill a slot of the mapping.
    void mappingWanted(const QString& path, const QString& type);
    /// Why something cannot be done.
    void refused(const QString& why);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildActions();
    QAction* addPageAction(const char* name, const QString& text, const QKeySequence& shortcut = {});
    [[nodiscard]] QWidget* buildToolBar();
    [[nodiscard]] QWidget* buildContent();
    void connectPresenter();
    void refreshState();
    void refreshSamples();
    void refreshText();
    void refreshProblems();
    void showHistory();
    void showConflict();
    void buildDebugActions();
    void connectDebugger();
    void refreshDebugger();
    void refreshBreakpoints();
    void editBreakpoint(int line);
    void showBreakpointMenu(int line, const QPoint& place);
    void placeDebugger();
    void showInfo(const models::ScriptInfo& info, const std::optional<QPoint>& place);

    const Theme& m_theme;
    models::ScriptPresenter& m_presenter;
    models::DebugPresenter& m_debugger;
    const Clock& m_clock;
    QString m_shown; ///< source whose text the editor holds

    QAction* m_run = nullptr;
    QAction* m_save = nullptr;
    QAction* m_history = nullptr;
    QAction* m_unsaved = nullptr;
    QAction* m_find = nullptr;
    QAction* m_replace = nullptr;
    QAction* m_goToLine = nullptr;
    QAction* m_comment = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_debug = nullptr; ///< debug, or continue
    QAction* m_over = nullptr;
    QAction* m_into = nullptr;
    QAction* m_out = nullptr;
    QAction* m_toCursor = nullptr;
    QAction* m_pause = nullptr;
    QAction* m_stop = nullptr;
    QAction* m_restart = nullptr;
    QAction* m_breakpoint = nullptr;
    QAction* m_complete = nullptr;
    QAction* m_describe = nullptr;

    CodeEditor* m_editor;
    CodeCompleter* m_completer = nullptr;
    FindBar* m_findBar;
    ScriptSamples* m_samplesPanel;
    SampleList* m_samples; ///< of the panel
    ComboBox* m_sample;
    ResultStrip* m_strip;
    ConflictBar* m_conflict;
    ScriptDock* m_dock;
    EmptyState* m_empty;
    QStackedWidget* m_stack;
    Splitter* m_splitter = nullptr;
    Button* m_runButton = nullptr;
    Button* m_debugButton = nullptr;
    Button* m_continueButton = nullptr;
    QWidget* m_stepping = nullptr; ///< the buttons of a debug run
    DebugPanel* m_debugPanel;
    QWidget* m_debugPlace = nullptr; ///< beside the editor, where there is room
};

} // namespace hw::widgets
