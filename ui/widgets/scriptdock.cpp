#include "ui/widgets/scriptdock.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/label.h"
#include "ui/widgets/scriptdiffview.h"
#include "ui/widgets/scriptparts.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hw::widgets {

using models::ScriptPresenter;
using models::ScriptResult;

namespace {

constexpr int edge = 16;

Label* emptyLabel(const Theme& theme, const QString& text)
{
    auto* label = new Label(theme, text, TextRole::Body, Token::Text3);
    label->setContentsMargins(edge, edge / 2, edge, edge / 2);
    label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    label->setWordWrap(true);
    return label;
}

QStackedWidget* eitherOf(QWidget* content, QWidget* empty)
{
    auto* stack = new QStackedWidget;
    stack->addWidget(content);
    stack->addWidget(empty);
    return stack;
}

QString countText(int count)
{
    return count > 0 ? QString::number(count) : QString();
}

} // namespace

ScriptDock::ScriptDock(const Theme& theme, ScriptPresenter& presenter, models::ScriptDiff& diff, QWidget* parent)
    : QWidget(parent)
    , m_presenter(presenter)
    , m_diff(diff)
    , m_tabs(new CountTabBar(theme, CountTabBar::Size::Inner))
    , m_pages(new QStackedWidget)
    , m_tree(new JsonTreeView(theme, m_values))
    , m_onlyChanged(new ToolButton(theme, Icon::Eye, tr("Only changed fields")))
    , m_live(new ToolButton(theme, Icon::Terminal, tr("Live events")))
    , m_nothing(emptyLabel(theme, {}))
{
    setObjectName(QStringLiteral("scriptDock"));
    m_tabs->setObjectName(QStringLiteral("scriptDockTabs"));
    m_tabs->setAccessibleName(tr("Results"));
    m_tabs->addView(tr("Console"));
    m_tabs->addView(tr("Result"));
    m_tabs->addView(tr("Diff"));
    m_tabs->addView(tr("Problems"));
    m_tree->setObjectName(QStringLiteral("scriptValues"));
    m_tree->setAccessibleName(tr("Returned values"));
    m_nothing->setObjectName(QStringLiteral("scriptNoValues"));
    m_nothing->setSelectable();
    m_nothing->setAccessibleName(tr("Result"));
    auto* console = new NoteList(theme, presenter.console());
    console->setObjectName(QStringLiteral("scriptConsole"));
    console->setAccessibleName(tr("Console"));
    auto* problems = new NoteList(theme, presenter.problemNotes());
    problems->setObjectName(QStringLiteral("scriptProblems"));
    problems->setAccessibleName(tr("Problems"));
    auto* live = new NoteList(theme, presenter.liveConsole().lines());
    live->setObjectName(QStringLiteral("liveConsole"));
    live->setAccessibleName(tr("Console of live events"));
    m_console = eitherOf(console, emptyLabel(theme, tr("The script wrote nothing to the console.")));
    m_liveConsole =
        eitherOf(live, emptyLabel(theme, tr("Nothing yet: what the saved script writes to the console while "
                                            "events come in stands here.")));
    m_consoles = eitherOf(m_console, m_liveConsole);
    m_result = eitherOf(m_tree, m_nothing);
    m_problems = eitherOf(problems, emptyLabel(theme, tr("No problems.")));
    m_pages->addWidget(m_consoles);
    m_pages->addWidget(m_result);
    auto* compared = new ScriptDiffView(theme, diff);
    m_pages->addWidget(compared);
    m_pages->addWidget(m_problems);

    auto* bar = new Fill(theme, Token::Window);
    auto* barRow = new QHBoxLayout(bar);
    barRow->setContentsMargins(edge / 2, 0, edge / 2, 0);
    barRow->addWidget(m_tabs);
    barRow->addStretch();
    m_onlyChanged->setObjectName(QStringLiteral("onlyChangedFields"));
    m_onlyChanged->setCheckable(true);
    m_onlyChanged->setButtonSize(ButtonSize::Small);
    m_onlyChanged->hide();
    barRow->addWidget(m_onlyChanged);
    m_live->setObjectName(QStringLiteral("followLive"));
    m_live->setCheckable(true);
    m_live->setButtonSize(ButtonSize::Small);
    m_live->setToolTip(tr("Follow the console of events as they come in"));
    m_live->hide();
    barRow->addWidget(m_live);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_pages, 1);

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_onlyChanged->setVisible(tab == static_cast<int>(Tab::Diff));
        m_live->setVisible(tab == static_cast<int>(Tab::Console));
    });
    connect(m_live, &QToolButton::toggled, &presenter.liveConsole(), &models::LiveConsole::setFollowing);
    connect(&presenter.liveConsole(), &models::LiveConsole::changed, this, [this, live] {
        refreshCounts();
        live->scrollToBottom();
    });
    connect(live, &NoteList::placeWanted, this, &ScriptDock::placeWanted);
    connect(m_onlyChanged, &QToolButton::toggled, &diff, &models::ScriptDiff::setOnlyChanged);
    connect(compared, &ScriptDiffView::lineSelected, this, &ScriptDock::lineSelected);
    connect(compared, &ScriptDiffView::lineWanted, this, [this](int line) { Q_EMIT placeWanted(line, 1); });
    connect(&diff, &QAbstractItemModel::modelReset, this, &ScriptDock::refreshCounts);
    connect(console, &NoteList::placeWanted, this, &ScriptDock::placeWanted);
    connect(problems, &NoteList::placeWanted, this, &ScriptDock::placeWanted);
    connect(&presenter, &ScriptPresenter::resultChanged, this, &ScriptDock::refreshResult);
    connect(&presenter, &ScriptPresenter::problemsChanged, this, &ScriptDock::refreshCounts);
    m_tabs->setCurrentIndex(static_cast<int>(Tab::Result));
    refreshResult();
}

void ScriptDock::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

void ScriptDock::setDebugger(QWidget* panel)
{
    if (panel == m_debugger)
        return;
    if (m_debugger) {
        m_tabs->removeTab(m_pages->indexOf(m_debugger));
        m_pages->removeWidget(m_debugger);
        m_debugger->setParent(nullptr);
    }
    m_debugger = panel;
    if (panel) {
        m_pages->addWidget(panel);
        m_tabs->addView(tr("Debugger"));
    }
}

void ScriptDock::showDebugger()
{
    if (m_debugger)
        m_tabs->setCurrentIndex(m_pages->indexOf(m_debugger));
}

void ScriptDock::refreshResult()
{
    refreshCounts();
    const ScriptResult& result = m_presenter.result();
    if (result.state == ScriptResult::State::Running)
        return; // what is shown stays until there is something new
    m_values.setRoot(result.values);
    m_tree->openFirstLevels();
    const QString failure = result.detail.isEmpty() ? result.verdict : QString(result.verdict + u'\n' + result.detail);
    m_nothing->setText(result.state == ScriptResult::State::None ? tr("Run the script to see what it returns.")
                                                                 : failure);
    m_result->setCurrentIndex(result.values ? 0 : 1);
}

void ScriptDock::refreshCounts()
{
    models::LiveConsole& live = m_presenter.liveConsole();
    const int lines = live.lines().rowCount();
    const int console = live.isFollowing() ? lines : m_presenter.console().rowCount();
    m_consoles->setCurrentIndex(live.isFollowing() ? 1 : 0);
    m_liveConsole->setCurrentIndex(lines > 0 ? 0 : 1);
    const auto& problems = m_presenter.problems();
    const bool hasError = std::any_of(problems.begin(), problems.end(), [](const models::ScriptProblem& one) {
        return one.severity == models::ScriptProblem::Severity::Error;
    });
    m_tabs->setCountLabel(static_cast<int>(Tab::Console), countText(console));
    m_tabs->setCountLabel(static_cast<int>(Tab::Diff), countText(m_diff.changedCount()));
    m_tabs->setCountLabel(static_cast<int>(Tab::Problems), countText(static_cast<int>(problems.size())),
                          hasError ? Tone::Fail : Tone::Warn);
    m_console->setCurrentIndex(m_presenter.console().rowCount() > 0 ? 0 : 1);
    m_problems->setCurrentIndex(problems.empty() ? 1 : 0);
}

} // namespace hw::widgets
