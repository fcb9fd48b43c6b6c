// The debugger's part of the Script view.

#include "ui/models/debugpresenter.h"
#include "ui/models/scriptpresenter.h"
#include "ui/widgets/breakpointdialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/debugpanel.h"
#include "ui/widgets/scriptdock.h"
#include "ui/widgets/scriptpage.h"
#include "ui/widgets/scriptparts.h"

#include <QHBoxLayout>
#include <QMenu>

namespace hw::widgets {

using models::DebugBreakpoint;
using models::DebugPresenter;
using State = models::DebugPresenter::State;

namespace {

CodeBreakpoint::Kind kindOf(const DebugBreakpoint& breakpoint)
{
    if (!breakpoint.enabled)
        return CodeBreakpoint::Kind::Disabled;
    if (!breakpoint.at.logMessage.isEmpty())
        return CodeBreakpoint::Kind::Log;
    const bool always = breakpoint.at.condition.isEmpty() && breakpoint.at.hitCondition.isEmpty();
    return always ? CodeBreakpoint::Kind::Plain : CodeBreakpoint::Kind::Conditional;
}

constexpr int narrowWindow = 1200; ///< below, the debugger is a tab of the dock

} // namespace

void ScriptPage::buildDebugActions()
{
    m_debug = addPageAction("debugScript", tr("Debug"), QKeySequence(Qt::Key_F5));
    m_over = addPageAction("debugOver", tr("Step over"), QKeySequence(Qt::Key_F10));
    m_into = addPageAction("debugInto", tr("Step into"), QKeySequence(Qt::Key_F11));
    m_out = addPageAction("debugOut", tr("Step out"), QKeySequence(QStringLiteral("Shift+F11")));
    m_toCursor = addPageAction("debugToCursor", tr("Run to cursor"), QKeySequence(QStringLiteral("Ctrl+F10")));
    m_pause = addPageAction("debugPause", tr("Pause"), QKeySequence(QStringLiteral("Ctrl+F5")));
    m_stop = addPageAction("debugStop", tr("Stop"), QKeySequence(QStringLiteral("Shift+F5")));
    m_restart = addPageAction("debugRestart", tr("Restart"), QKeySequence(QStringLiteral("Ctrl+Shift+F5")));
    m_breakpoint = addPageAction("toggleBreakpoint", tr("Toggle breakpoint"), QKeySequence(Qt::Key_F9));
    setActionIcon(m_theme, *m_debug, Icon::Bug);
    setActionIcon(m_theme, *m_stop, Icon::Stop);
    connect(m_debug, &QAction::triggered, this, [this] {
        if (m_debugger.state() == State::Paused)
            m_debugger.resume();
        else
            m_debugger.start();
    });
    connect(m_over, &QAction::triggered, &m_debugger, &DebugPresenter::stepOver);
    connect(m_into, &QAction::triggered, &m_debugger, &DebugPresenter::stepInto);
    connect(m_out, &QAction::triggered, &m_debugger, &DebugPresenter::stepOut);
    connect(m_toCursor, &QAction::triggered, this, [this] { m_debugger.runTo(m_editor->line()); });
    connect(m_pause, &QAction::triggered, &m_debugger, &DebugPresenter::pause);
    connect(m_stop, &QAction::triggered, &m_debugger, &DebugPresenter::stop);
    connect(m_restart, &QAction::triggered, &m_debugger, &DebugPresenter::restart);
    connect(m_breakpoint, &QAction::triggered, this, [this] { m_debugger.toggleBreakpoint(m_editor->line()); });
}

void ScriptPage::connectDebugger()
{
    m_editor->setMenuActions({m_toCursor, m_breakpoint, m_comment});
    connect(m_editor, &CodeEditor::typingRefused, this, [this] {
        if (m_debugger.state() != State::Off)
            m_editor->showHint(tr("What runs cannot be changed: %1 stops it")
                                   .arg(m_stop->shortcut().toString(QKeySequence::NativeText)),
                               std::nullopt);
    });
    connect(&m_debugger, &DebugPresenter::stateChanged, this, &ScriptPage::refreshDebugger);
    connect(&m_debugger, &DebugPresenter::breakpointsChanged, this, &ScriptPage::refreshBreakpoints);
    connect(&m_debugger, &DebugPresenter::placeChanged, this, [this] {
        m_editor->setExecutionLine(m_debugger.line());
        if (m_debugger.place())
            m_dock->showDebugger();
        m_strip->setPaused(m_debugger.placeText());
    });
    connect(&m_debugger, &DebugPresenter::inlineValuesChanged, this,
            [this] { m_editor->setInlineValues(m_debugger.inlineValues()); });
    connect(m_editor, &CodeEditor::breakpointToggled, &m_debugger, &DebugPresenter::toggleBreakpoint);
    connect(m_editor, &CodeEditor::breakpointMenuWanted, this, &ScriptPage::showBreakpointMenu);
    connect(m_debugPanel, &DebugPanel::placeWanted, this, [this](int line) { m_editor->setExecutionLine(line); });
    connect(m_debugPanel, &DebugPanel::copied, this, &ScriptPage::copied);
    connect(m_debugPanel, &DebugPanel::breakpointEditWanted, this, &ScriptPage::editBreakpoint);
    refreshBreakpoints();
    refreshDebugger();
}

void ScriptPage::refreshDebugger()
{
    const State state = m_debugger.state();
    const bool off = state == State::Off;
    const bool paused = state == State::Paused;
    m_run->setEnabled(off && m_presenter.canRun());
    m_debug->setText(off ? tr("Debug") : tr("Continue"));
    m_debug->setEnabled((off && m_presenter.canRun()) || paused);
    for (QAction* action : {m_over, m_into, m_out})
        action->setEnabled(paused);
    m_toCursor->setEnabled((off && m_presenter.canRun()) || paused);
    m_pause->setEnabled(state == State::Running);
    m_stop->setEnabled(!off);
    m_restart->setEnabled(!off);
    m_breakpoint->setEnabled(m_presenter.hasScript());
    m_runButton->setEnabled(m_run->isEnabled());
    m_runButton->setToolTip(tooltipOf(*m_run));
    m_runButton->setKeyHint(m_run->shortcut().toString(QKeySequence::NativeText));
    if (!off && m_debugButton->hasFocus())
        m_editor->setFocus(); // to what is stepped through, where its keys are
    m_debugButton->setEnabled(off && m_debug->isEnabled());
    m_debugButton->setToolTip(tr("Debug, F5"));
    m_debugButton->setKeyHint(QStringLiteral("F5"));
    m_continueButton->setEnabled(paused);
    m_continueButton->setToolTip(tr("Continue, F5"));
    m_stepping->setVisible(!off);
    m_editor->setReadOnly(!off); // what runs is what is shown
    m_sample->setEnabled(off && m_presenter.samples().rowCount() > 0);
    m_samples->setEnabled(off); // its result and its console would take the place of the debug run's
    Q_EMIT statusContextChanged();
}

void ScriptPage::refreshBreakpoints()
{
    std::vector<CodeBreakpoint> shown;
    for (const DebugBreakpoint& one : m_debugger.breakpoints())
        shown.push_back({one.at.line, kindOf(one)});
    m_editor->setBreakpoints(shown);
}

void ScriptPage::editBreakpoint(int line)
{
    DebugBreakpoint breakpoint;
    breakpoint.at.line = line;
    if (const DebugBreakpoint* known = m_debugger.breakpointAt(line))
        breakpoint = *known;
    auto* dialog = new BreakpointDialog(m_theme, breakpoint, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_debugger.setBreakpoint(dialog->breakpoint()); });
    dialog->open();
}

void ScriptPage::showBreakpointMenu(int line, const QPoint& place)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("breakpointMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const DebugBreakpoint* known = m_debugger.breakpointAt(line);
    menu->addAction(known ? tr("Remove breakpoint") : tr("Add breakpoint"), &m_debugger,
                    [this, line] { m_debugger.toggleBreakpoint(line); });
    menu->addAction(known ? tr("Change breakpoint…") : tr("Add breakpoint with a condition…"), this,
                    [this, line] { editBreakpoint(line); });
    if (known) {
        menu->addAction(known->enabled ? tr("Disable breakpoint") : tr("Enable breakpoint"), &m_debugger,
                        [this, changed = *known]() mutable {
                            changed.enabled = !changed.enabled;
                            m_debugger.setBreakpoint(changed);
                        });
    }
    if (m_toCursor->isEnabled())
        menu->addAction(tr("Run to this line"), &m_debugger, [this, line] { m_debugger.runTo(line); });
    menu->popup(place);
}

void ScriptPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    placeDebugger();
}

void ScriptPage::placeDebugger()
{
    const bool narrow = window()->width() < narrowWindow;
    if (narrow == m_debugPlace->isHidden() && m_debugPanel->parentWidget())
        return;
    if (narrow) {
        m_debugPlace->layout()->removeWidget(m_debugPanel);
        m_dock->setDebugger(m_debugPanel);
        if (m_debugger.place())
            m_dock->showDebugger();
    } else {
        m_dock->setDebugger(nullptr);
        qobject_cast<QHBoxLayout*>(m_debugPlace->layout())->addWidget(m_debugPanel, 1);
    }
    m_debugPlace->setVisible(!narrow);
    if (!narrow)
        m_debugPanel->show(); // the dock shows its pages itself
}

} // namespace hw::widgets
