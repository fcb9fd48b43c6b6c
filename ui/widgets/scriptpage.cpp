#include "ui/widgets/scriptpage.h"

#include "ui/models/debugpresenter.h"
#include "ui/models/scriptassist.h"
#include "ui/models/scriptpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codecompleter.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/debugpanel.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line.h"
#include "ui/widgets/scriptdock.h"
#include "ui/widgets/scripthistory.h"
#include "ui/widgets/scriptparts.h"
#include "ui/widgets/scriptsamples.h"
#include "ui/widgets/splitter.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

using models::ScriptPresenter;
using models::ScriptProblem;

namespace {

constexpr int sampleComboWidth = 216;
constexpr int barPadding = 8;
constexpr int editorShare = 560;
constexpr int dockShare = 184;
constexpr int debuggerWidth = 320;

Icon iconOf(models::ScriptCompletion::Kind kind)
{
    using Kind = models::ScriptCompletion::Kind;
    switch (kind) {
    case Kind::Function: return Icon::Zap;
    case Kind::Variable: return Icon::Tag;
    case Kind::Class: return Icon::Box;
    case Kind::Member: return Icon::Right;
    case Kind::Keyword: break;
    }
    return Icon::Code;
}

/// "email: string", what it was, what it is for.
QString hintOf(const models::ScriptInfo& info, const Theme& theme)
{
    const auto mono = [&](const QString& text, Token token) {
        return QStringLiteral("<span style=\"font-family:'%1';color:%2\">%3</span>")
            .arg(theme.font(TextRole::Mono).family(), theme.color(token).name(), text.toHtmlEscaped());
    };
    QStringList lines{mono(info.expression, Token::Text) +
                      (info.type.isEmpty()          ? QString()
                       : info.type.startsWith(u'(') ? mono(info.type, Token::Text3)
                                                    : mono(QStringLiteral(": ") + info.type, Token::Text3))};
    if (!info.value.isEmpty())
        lines.append(QStringLiteral("%1 <span style=\"color:%2\">%3</span>")
                         .arg(mono(QStringLiteral("= ") + info.value, Token::String), theme.color(Token::Text3).name(),
                              info.origin.toHtmlEscaped()));
    if (!info.doc.isEmpty())
        lines.append(info.doc.toHtmlEscaped());
    return QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(lines.join(QStringLiteral("<br>")));
}

} // namespace

ScriptPage::ScriptPage(const Theme& theme, ScriptPresenter& presenter, models::DebugPresenter& debugger,
                       models::ScriptDiff& diff, const Clock& clock, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_debugger(debugger)
    , m_clock(clock)
    , m_editor(new CodeEditor(theme))
    , m_findBar(new FindBar(theme, *m_editor))
    , m_samplesPanel(new ScriptSamples(theme, presenter))
    , m_samples(&m_samplesPanel->list())
    , m_sample(new ComboBox(theme))
    , m_strip(new ResultStrip(theme))
    , m_conflict(new ConflictBar(theme))
    , m_dock(new ScriptDock(theme, presenter, diff))
    , m_empty(new EmptyState(theme, Icon::Code))
    , m_stack(new QStackedWidget)
    , m_debugPanel(new DebugPanel(theme, debugger))
{
    setObjectName(QStringLiteral("scriptPage"));
    m_editor->setObjectName(QStringLiteral("scriptEditor"));
    m_editor->setAccessibleText(tr("Script"));
    m_sample->setObjectName(QStringLiteral("sampleCombo"));
    m_sample->setAccessibleName(tr("Sample"));
    m_sample->setPlaceholder(tr("No sample"));
    m_sample->setModel(&presenter.samples());
    m_sample->setFixedWidth(sampleComboWidth);
    m_empty->setObjectName(QStringLiteral("scriptEmpty"));
    m_empty->setTexts(tr("This source has no script"),
                      tr("Its requests are verified by its settings. A script can check and reshape them."),
                      tr("Write a script"));
    buildActions();
    buildDebugActions();

    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildToolBar());
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_conflict);
    column->addWidget(buildContent(), 1);
    m_stack->addWidget(page);
    m_stack->addWidget(m_empty);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connectPresenter();
    connectDebugger();
    refreshState();
    refreshSamples();
    refreshText();
}

QAction* ScriptPage::addPageAction(const char* name, const QString& text, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(shortcut);
    // From anywhere in the window, while the page is shown: an action of a hidden page has no keys.
    action->setShortcutContext(Qt::WindowShortcut);
    addAction(action);
    return action;
}

void ScriptPage::buildActions()
{
    m_run = addPageAction("runScript", tr("Run"));
    m_run->setShortcuts({QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))});
    m_save = addPageAction("saveScript", tr("Save"), QKeySequence::Save);
    m_history = addPageAction("scriptHistoryAction", tr("History"), QKeySequence(QStringLiteral("Ctrl+Shift+H")));
    m_unsaved = addPageAction("unsavedChanges", {});
    m_unsaved->setProperty("dot", static_cast<int>(Token::Accent));
    m_undo = addPageAction("undoScript", tr("Undo"));
    m_redo = addPageAction("redoScript", tr("Redo"));
    m_find = addPageAction("findInScript", tr("Find…"), QKeySequence::Find);
    m_replace = addPageAction("replaceInScript", tr("Replace…"), QKeySequence(QStringLiteral("Ctrl+H")));
    m_goToLine = addPageAction("goToLine", tr("Go to line…"), QKeySequence(QStringLiteral("Ctrl+G")));
    m_comment = addPageAction("toggleComment", tr("Toggle comment"), QKeySequence(QStringLiteral("Ctrl+/")));
    setActionIcon(m_theme, *m_run, Icon::Play);
    setActionIcon(m_theme, *m_save, Icon::Save);
    setActionIcon(m_theme, *m_history, Icon::Clock);
    connect(m_run, &QAction::triggered, &m_presenter, &ScriptPresenter::run);
    connect(m_save, &QAction::triggered, &m_presenter, &ScriptPresenter::save);
    connect(m_history, &QAction::triggered, this, &ScriptPage::showHistory);
    connect(m_unsaved, &QAction::triggered, this, &ScriptPage::showHistory);
    connect(m_undo, &QAction::triggered, m_editor, &CodeEditor::undo);
    connect(m_redo, &QAction::triggered, m_editor, &CodeEditor::redo);
    connect(m_find, &QAction::triggered, this, [this] { m_findBar->open(FindBar::Mode::Find); });
    connect(m_replace, &QAction::triggered, this, [this] { m_findBar->open(FindBar::Mode::Replace); });
    connect(m_goToLine, &QAction::triggered, this, [this] { m_findBar->open(FindBar::Mode::Line); });
    connect(m_comment, &QAction::triggered, m_editor, &CodeEditor::toggleComment);
}

void ScriptPage::setAssist(models::ScriptAssist& assist)
{
    m_completer = new CodeCompleter(m_theme, *m_editor, [&assist](const QString& before, const QString& after) {
        std::vector<CodeCompletion> list;
        for (const models::ScriptCompletion& one : assist.completions(before, after))
            list.push_back({one.text, one.insert, one.replaces, iconOf(one.kind), one.signature, one.doc});
        return list;
    });
    connect(&assist, &models::ScriptAssist::ready, m_completer, &CodeCompleter::completeUnmet);
    m_complete = addPageAction("completeScript", tr("Complete"), QKeySequence(QStringLiteral("Ctrl+Space")));
    m_describe = addPageAction("describeScript", tr("What is this?"), QKeySequence(QStringLiteral("Ctrl+I")));
    connect(m_complete, &QAction::triggered, m_completer, &CodeCompleter::complete);
    connect(m_describe, &QAction::triggered, this, [this, &assist] {
        assist.requestInfo(m_editor->lineText(m_editor->line()), m_editor->column() - 1, this,
                           [this](const models::ScriptInfo& info) { showInfo(info, std::nullopt); });
    });
    connect(m_debugPanel, &DebugPanel::mappingWanted, this, [this, &assist](const QString& expression) {
        const QString path = assist.mappingPath(expression);
        if (path.isEmpty())
            Q_EMIT refused(
                tr("%1 is no part of the event. Return it from main: then mappings find it as preprocess.%1.")
                    .arg(expression));
        else
            Q_EMIT mappingWanted(path, m_presenter.debuggedEventType());
    });
    connect(m_editor, &CodeEditor::hovered, this, [this, &assist](int line, int column, const QPoint& place) {
        assist.requestInfo(m_editor->lineText(line), column - 1, this,
                           [this, place](const models::ScriptInfo& info) { showInfo(info, place); });
    });
    refreshState();
}

void ScriptPage::showInfo(const models::ScriptInfo& info, const std::optional<QPoint>& place)
{
    m_editor->showHint(hintOf(info, m_theme), place);
}

QWidget* ScriptPage::buildToolBar()
{
    auto* bar = new Fill(m_theme, Token::Window);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(barPadding, 0, barPadding, 0);
    row->setSpacing(barPadding);
    const auto makeButton = [this, row](QAction* action, const char* name, ButtonKind kind, Icon icon) {
        auto* button = new Button(m_theme, action->text(), kind, icon);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
        row->addWidget(button);
        return button;
    };
    m_runButton = makeButton(m_run, "runScriptButton", ButtonKind::Primary, Icon::Play);
    m_debugButton = makeButton(m_debug, "debugScriptButton", ButtonKind::Default, Icon::Bug);
    m_stepping = new QWidget;
    auto* steps = new QHBoxLayout(m_stepping);
    steps->setContentsMargins(0, 0, 0, 0);
    steps->setSpacing(2);
    auto* before = new Line(m_theme, Qt::Vertical);
    before->setLength(20);
    steps->addWidget(before);
    steps->addSpacing(barPadding);
    m_continueButton = new Button(m_theme, tr("Continue"), ButtonKind::Primary, Icon::Continue);
    m_continueButton->setObjectName(QStringLiteral("continueButton"));
    connect(m_continueButton, &QAbstractButton::clicked, m_debug, &QAction::trigger);
    steps->addWidget(m_continueButton);
    for (const auto& [action, icon] : {std::pair(m_over, Icon::StepOver), std::pair(m_into, Icon::StepInto),
                                       std::pair(m_out, Icon::StepOut), std::pair(m_pause, Icon::Pause)}) {
        auto* button = new ToolButton(m_theme, icon, *action, Qt::ToolButtonIconOnly);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        steps->addWidget(button);
    }
    auto* stop = new ToolButton(m_theme, Icon::Stop, *m_stop, Qt::ToolButtonTextBesideIcon);
    stop->setObjectName(QStringLiteral("debugStopButton"));
    steps->addWidget(stop);
    row->addWidget(m_stepping);
    auto* line = new Line(m_theme, Qt::Vertical);
    line->setLength(20);
    row->addWidget(line);
    row->addWidget(new Label(m_theme, tr("Sample"), TextRole::Body, Token::Text2));
    row->addWidget(m_sample);
    row->addStretch();
    for (const auto& [action, icon] : {std::pair(m_save, Icon::Save), std::pair(m_history, Icon::Clock)}) {
        auto* button = new ToolButton(m_theme, icon, *action, Qt::ToolButtonTextBesideIcon);
        button->setObjectName(action->objectName() + QLatin1String("Button"));
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
    }
    const auto grow = [this, bar] { bar->setFixedHeight(m_theme.height(Height::ToolBar)); };
    connect(&m_theme, &Theme::changed, bar, grow);
    grow();
    return bar;
}

QWidget* ScriptPage::buildContent()
{
    auto* upper = new Fill(m_theme, Token::Base);
    auto* upperColumn = new QVBoxLayout(upper);
    upperColumn->setContentsMargins(0, 0, 0, 0);
    upperColumn->setSpacing(0);
    upperColumn->addWidget(m_strip);
    upperColumn->addWidget(m_findBar);
    upperColumn->addWidget(m_editor, 1);
    upper->setMinimumHeight(160);
    m_dock->setMinimumHeight(96);
    m_splitter = new Splitter(m_theme, Qt::Vertical);
    m_splitter->setObjectName(QStringLiteral("scriptSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(upper);
    m_splitter->addWidget(m_dock);
    m_splitter->setStretchFactor(0, editorShare);
    m_splitter->setStretchFactor(1, dockShare);
    m_splitter->setSizes({editorShare, dockShare});

    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_samplesPanel);
    row->addWidget(new Line(m_theme, Qt::Vertical));
    row->addWidget(m_splitter, 1);
    m_debugPlace = new Fill(m_theme, Token::Base);
    m_debugPlace->setFixedWidth(debuggerWidth);
    auto* place = new QHBoxLayout(m_debugPlace);
    place->setContentsMargins(0, 0, 0, 0);
    place->setSpacing(0);
    place->addWidget(new Line(m_theme, Qt::Vertical));
    place->addWidget(m_debugPanel, 1);
    row->addWidget(m_debugPlace);
    return content;
}

void ScriptPage::connectPresenter()
{
    connect(&m_presenter, &ScriptPresenter::stateChanged, this, &ScriptPage::refreshState);
    connect(&m_presenter, &ScriptPresenter::textReplaced, this, &ScriptPage::refreshText);
    connect(&m_presenter, &ScriptPresenter::sampleChanged, this, &ScriptPage::refreshSamples);
    connect(&m_presenter, &ScriptPresenter::problemsChanged, this, &ScriptPage::refreshProblems);
    connect(&m_presenter, &ScriptPresenter::resultChanged, this, [this] { m_strip->setResult(m_presenter.result()); });
    connect(&m_presenter, &ScriptPresenter::saved, this, &ScriptPage::savedAs);
    connect(m_editor, &CodeEditor::textEdited, this, [this] {
        m_presenter.setText(m_editor->text());
        m_debugger.moveBreakpoints(m_editor->breakpointLines());
    });
    connect(m_editor, &CodeEditor::caretMoved, this, [this](int line, int column) {
        m_strip->setCaret(line, column);
        Q_EMIT statusContextChanged();
    });
    connect(m_dock, &ScriptDock::placeWanted, m_editor, &CodeEditor::goTo);
    connect(m_dock, &ScriptDock::lineSelected, m_editor, &CodeEditor::showLine);
    connect(m_strip, &ResultStrip::problemsWanted, this, [this] { m_dock->showTab(ScriptDock::Tab::Problems); });
    connect(m_samples, &SampleList::chosen, &m_presenter, &ScriptPresenter::selectSample);
    connect(m_samples, &SampleList::activatedByUser, m_run, &QAction::trigger);
    connect(m_sample, &QComboBox::activated, this, [this](int row) {
        m_presenter.selectSample(m_sample->itemData(row, models::ScriptSamplesModel::KeyRole).toString());
    });
    connect(m_samplesPanel, &ScriptSamples::eventsWanted, this,
            [this] { Q_EMIT viewWanted(QStringLiteral("events")); });
    connect(m_conflict, &ConflictBar::keepWanted, &m_presenter, &ScriptPresenter::keepMine);
    connect(m_conflict, &ConflictBar::takeWanted, &m_presenter, &ScriptPresenter::takeFile);
    connect(m_conflict, &ConflictBar::compareWanted, this, &ScriptPage::showConflict);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        m_presenter.writeScript();
        m_editor->setFocus(Qt::OtherFocusReason);
    });
}

void ScriptPage::setPlace(const models::Place& place)
{
    m_presenter.setSource(place.kind == models::PlaceKind::Source ? place.source : QString());
}

QList<QAction*> ScriptPage::menuActions(MenuId menu) const
{
    switch (menu) {
    case MenuId::Edit: return {m_undo, m_redo, m_find, m_replace, m_goToLine, m_comment};
    case MenuId::Script: {
        QList<QAction*> actions{m_run, m_save,     m_history, m_debug, m_over,    m_into,
                                m_out, m_toCursor, m_pause,   m_stop,  m_restart, m_breakpoint};
        if (m_complete)
            actions.append({m_complete, m_describe});
        return actions;
    }
    default: return {};
    }
}

QStringList ScriptPage::statusContext() const
{
    if (!m_presenter.hasScript())
        return {};
    if (m_debugger.state() != models::DebugPresenter::State::Off)
        return {tr("A debug run delivers nothing; live events run on with the saved script")};
    return {m_presenter.isTypeScript() ? tr("TypeScript") : tr("JavaScript"), tr("UTF-8"),
            tr("Ln %1, Col %2").arg(m_editor->line()).arg(m_editor->column())};
}

QList<QWidget*> ScriptPage::regions() const
{
    if (!m_presenter.hasScript())
        return {m_empty};
    return {m_samples, m_editor, m_debugPanel, m_dock};
}

void ScriptPage::refreshState()
{
    m_stack->setCurrentIndex(m_presenter.hasScript() ? 0 : 1);
    m_conflict->setVisible(m_presenter.hasConflict());
    refreshDebugger();
    m_save->setEnabled(m_presenter.isDirty() && !m_presenter.isSaving() && !m_presenter.hasConflict());
    const int failing = m_presenter.samples().failing();
    if (m_presenter.isLive())
        m_save->setText(tr("Save, live in production"));
    else if (failing > 0 && m_presenter.isDirty())
        m_save->setText(tr("Save with %n failing sample(s)", nullptr, failing));
    else
        m_save->setText(tr("Save"));
    m_history->setEnabled(!m_presenter.versionLabel().isEmpty());
    const QString version = m_presenter.versionLabel();
    m_unsaved->setText(version.isEmpty() ? tr("Not saved yet") : tr("Unsaved changes since %1").arg(version));
    m_unsaved->setEnabled(!version.isEmpty());
    m_unsaved->setVisible(m_presenter.isDirty());
    for (QAction* action : {m_undo, m_redo, m_find, m_replace, m_goToLine, m_comment})
        action->setEnabled(m_presenter.hasScript());
    if (m_complete) {
        m_complete->setEnabled(m_presenter.hasScript());
        m_describe->setEnabled(m_presenter.hasScript());
    }
    Q_EMIT statusContextChanged();
}

void ScriptPage::refreshSamples()
{
    const QSignalBlocker quiet(m_sample);
    const int row = m_presenter.samples().rowOf(m_presenter.sampleType());
    m_sample->setCurrentIndex(row);
    m_sample->setEnabled(m_presenter.samples().rowCount() > 0);
    m_samples->select(m_presenter.sampleType());
    refreshDebugger();
}

void ScriptPage::refreshText()
{
    m_editor->setDialect(m_presenter.isTypeScript() ? models::ScriptDialect::TypeScript
                                                    : models::ScriptDialect::JavaScript);
    if (m_shown == m_presenter.source()) {
        m_editor->replaceText(m_presenter.text());
    } else {
        m_shown = m_presenter.source();
        m_editor->setText(m_presenter.text());
    }
    refreshBreakpoints();
    refreshProblems();
}

void ScriptPage::refreshProblems()
{
    std::vector<CodeMark> marks;
    for (const ScriptProblem& problem : m_presenter.problems()) {
        const bool isError = problem.severity == ScriptProblem::Severity::Error;
        marks.push_back(
            {isError ? CodeMark::Kind::Error : CodeMark::Kind::Warning, problem.line, problem.column, problem.text});
    }
    m_editor->setMarks(marks);
    m_strip->setProblems(static_cast<int>(m_presenter.problems().size()));
}

void ScriptPage::showHistory()
{
    auto* dialog = new ScriptHistory(m_theme, m_presenter, m_clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ScriptPage::showConflict()
{
    auto* dialog = new ScriptConflict(m_theme, m_presenter, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

} // namespace hw::widgets
