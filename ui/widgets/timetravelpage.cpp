#include "ui/widgets/timetravelpage.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/texttoggle.h"
#include "ui/widgets/timetraveldetail.h"
#include "ui/widgets/timetravelparts.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSettings>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStyle>

namespace hw::widgets {

using models::TimeTravelModel;
using models::TimeTravelPresenter;
using State = models::TimeTravelPresenter::State;

namespace {

constexpr int padding = 16;
constexpr int gap = 8;
constexpr int barHeight = 40;
constexpr int tabsHeight = 36;
constexpr int filterWidth = 200;

} // namespace

TimeTravelPage::TimeTravelPage(const Theme& theme, TimeTravelPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_baseline(new ComboBox(theme))
    , m_candidate(new ComboBox(theme))
    , m_scope(new ComboBox(theme))
    , m_filter(new QLineEdit)
    , m_runButton(new Button(theme, tr("Re-run"), ButtonKind::Primary, Icon::Replay))
    , m_saveButton(new Button(theme, tr("Save anyway"), ButtonKind::Default, Icon::Save))
    , m_compared(new BigCount(theme, tr("re-run"), Token::Text))
    , m_same(new BigCount(theme, tr("same"), Token::Text))
    , m_nowFail(new BigCount(theme, tr("now fail"), Token::Fail))
    , m_changed(new BigCount(theme, tr("changed"), Token::Warn))
    , m_nowPass(new BigCount(theme, tr("now pass"), Token::Ok))
    , m_verdicts(new VerdictBar(theme))
    , m_summary(new Label(theme, {}, TextRole::Secondary, Token::Text2))
    , m_grouping(new ComboBox(theme))
    , m_table(new TimeTravelTable(theme, presenter.rows()))
    , m_empty(new EmptyState(theme, Icon::Clock))
    , m_detail(new TimeTravelDetail(theme, presenter))
    , m_splitter(new Splitter(theme, Qt::Horizontal))
{
    setObjectName(QStringLiteral("timeTravelPage"));
    buildActions();
    m_list = buildList();
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detail);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setStretchFactor(0, 44);
    m_splitter->setStretchFactor(1, 56);
    m_splitter->setSizes({616, 776});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar = buildBar();
    column->addWidget(m_bar);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(buildSummary());
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_splitter, 1);

    connectPresenter();
    refreshSides();
    refreshState();
}

void TimeTravelPage::buildActions()
{
    const auto make = [this](const char* name, const QString& text, const QKeySequence& keys = {}) {
        auto* action = new QAction(text, this);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WindowShortcut);
        addAction(action);
        return action;
    };
    m_run = make("travelRun", tr("Re-run"), QKeySequence(QStringLiteral("Ctrl+Return")));
    m_save = make("travelSave", tr("Save"), QKeySequence::Save);
    m_export = make("travelExport", tr("Export report…"));
    m_unsaved = make("travelUnsaved", {});
    m_unsaved->setProperty("dot", static_cast<int>(Token::Accent));
    setActionIcon(m_theme, *m_run, Icon::Replay);
    setActionIcon(m_theme, *m_save, Icon::Save);
    setActionIcon(m_theme, *m_export, Icon::Import);
    connect(m_run, &QAction::triggered, this, [this] {
        if (m_presenter.state() == State::Running)
            m_presenter.cancel();
        else
            m_presenter.run();
    });
    connect(m_save, &QAction::triggered, &m_presenter, &TimeTravelPresenter::save);
    connect(m_export, &QAction::triggered, this, &TimeTravelPage::chooseExport);
}

QWidget* TimeTravelPage::buildBar()
{
    m_baseline->setObjectName(QStringLiteral("travelBaseline"));
    m_baseline->setAccessibleName(tr("Compare"));
    m_candidate->setObjectName(QStringLiteral("travelCandidate"));
    m_candidate->setAccessibleName(tr("Compare with"));
    m_scope->setObjectName(QStringLiteral("travelScope"));
    m_scope->setAccessibleName(tr("Over which events"));
    for (const models::TravelScope& scope : TimeTravelPresenter::scopes())
        m_scope->addItem(scope.title, scope.filter);
    m_scope->addItem(tr("A filter…"), QVariant());
    m_filter->setObjectName(QStringLiteral("travelFilter"));
    m_filter->setAccessibleName(tr("Event filter"));
    m_filter->setPlaceholderText(QStringLiteral("type:customer.* age:<7d"));
    m_filter->setMinimumWidth(filterWidth);
    m_filter->hide();
    m_runButton->setObjectName(QStringLiteral("travelRunButton"));
    m_saveButton->setObjectName(QStringLiteral("travelSaveButton"));
    auto* exporting = new ToolButton(m_theme, Icon::Import, *m_export, Qt::ToolButtonTextBesideIcon);
    exporting->setObjectName(QStringLiteral("travelExportButton"));
    auto* bar = new Fill(m_theme, Token::Base);
    bar->setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    row->addWidget(new Label(m_theme, tr("Compare"), TextRole::Body, Token::Text2));
    row->addWidget(m_baseline);
    row->addWidget(new Label(m_theme, tr("with"), TextRole::Body, Token::Text2));
    row->addWidget(m_candidate);
    row->addWidget(new Label(m_theme, tr("over"), TextRole::Body, Token::Text2));
    row->addWidget(m_scope);
    row->addWidget(m_filter);
    row->addWidget(m_runButton);
    row->addStretch(1);
    row->addWidget(exporting);
    row->addWidget(m_saveButton);
    connect(m_runButton, &QAbstractButton::clicked, m_run, &QAction::trigger);
    connect(m_saveButton, &QAbstractButton::clicked, m_save, &QAction::trigger);
    connect(m_baseline, &QComboBox::activated, &m_presenter, &TimeTravelPresenter::setBaseline);
    connect(m_candidate, &QComboBox::activated, &m_presenter, &TimeTravelPresenter::setCandidate);
    connect(m_scope, &QComboBox::activated, this, &TimeTravelPage::chooseScope);
    connect(m_filter, &QLineEdit::textChanged, &m_presenter, &TimeTravelPresenter::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, m_run, &QAction::trigger);
    return bar;
}

QWidget* TimeTravelPage::buildSummary()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(marginsFromStart(0, 0, padding, 0));
    row->setSpacing(0);
    for (BigCount* count : {m_compared, m_same, m_nowFail, m_changed, m_nowPass})
        row->addWidget(count);
    auto* right = new QVBoxLayout;
    right->setContentsMargins(marginsFromStart(padding, gap, 0, gap));
    right->setSpacing(4);
    m_summary->setObjectName(QStringLiteral("travelSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    right->addWidget(m_verdicts);
    right->addWidget(m_summary);
    row->addLayout(right, 1);
    return bar;
}

QWidget* TimeTravelPage::buildList()
{
    auto* list = new QWidget;
    auto* tabs = new QWidget;
    tabs->setFixedHeight(tabsHeight);
    auto* row = new QHBoxLayout(tabs);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(padding);
    const auto addTab = [&](const char* name) {
        auto* tab = new TextToggle(m_theme, {});
        tab->setObjectName(QString::fromLatin1(name));
        tab->setCheckable(true);
        m_tabs.addButton(tab);
        row->addWidget(tab);
        return tab;
    };
    m_all = addTab("travelAll");
    m_all->setChecked(true);
    connect(m_all, &QAbstractButton::clicked, this, [this] { m_presenter.rows().setVerdict(std::nullopt); });
    for (const engine::Verdict verdict :
         {engine::Verdict::NowFails, engine::Verdict::Changed, engine::Verdict::NowPasses}) {
        const char* name = verdict == engine::Verdict::NowFails  ? "travelNowFails"
                           : verdict == engine::Verdict::Changed ? "travelChanged"
                                                                 : "travelNowPasses";
        TextToggle* tab = addTab(name);
        m_verdictTabs.emplace_back(verdict, tab);
        connect(tab, &QAbstractButton::clicked, this, [this, verdict] { m_presenter.rows().setVerdict(verdict); });
    }
    row->addStretch(1);
    row->addWidget(new Label(m_theme, tr("Group by"), TextRole::Secondary, Token::Text2));
    m_grouping->setObjectName(QStringLiteral("travelGrouping"));
    m_grouping->setAccessibleName(tr("Group by"));
    m_grouping->addItems({tr("Outcome"), tr("Cause")});
    connect(m_grouping, &QComboBox::activated, this, [this](int index) {
        m_presenter.rows().setGrouping(index == 0 ? TimeTravelModel::Grouping::Outcome
                                                  : TimeTravelModel::Grouping::Cause);
    });
    row->addWidget(m_grouping);

    auto* stack = new QStackedWidget;
    m_empty->setObjectName(QStringLiteral("travelEmpty"));
    stack->addWidget(m_empty);
    stack->addWidget(m_table);
    connect(&m_presenter.rows(), &QAbstractItemModel::modelReset, this, [this, stack] {
        const bool any = m_presenter.rows().rowCount() > 0;
        stack->setCurrentWidget(any ? static_cast<QWidget*>(m_table) : m_empty);
        m_presenter.select(-1);
        if (any)
            m_table->setCurrentIndex(m_presenter.rows().index(0, 0));
        m_detail->setPlace(any ? 0 : -1, m_presenter.rows().rowCount());
    });
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    column->addWidget(stack, 1);
    return list;
}

void TimeTravelPage::connectPresenter()
{
    connect(&m_presenter, &TimeTravelPresenter::sidesChanged, this, &TimeTravelPage::refreshSides);
    connect(&m_presenter, &TimeTravelPresenter::stateChanged, this, &TimeTravelPage::refreshState);
    connect(&m_presenter, &TimeTravelPresenter::progressed, this, &TimeTravelPage::refreshState);
    connect(m_table, &TimeTravelTable::currentRowChanged, this, [this](int row) {
        m_presenter.select(row);
        m_detail->setPlace(row, m_presenter.rows().rowCount());
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        if (const auto event = m_presenter.rows().eventAt(index.row()))
            Q_EMIT openEvent(event->id);
    });
    connect(m_detail, &TimeTravelDetail::stepWanted, this, &TimeTravelPage::step);
    connect(m_detail, &TimeTravelDetail::openEvent, this, &TimeTravelPage::openEvent);
    connect(m_detail, &TimeTravelDetail::debugWanted, this, &TimeTravelPage::debugWanted);
    connect(m_detail, &TimeTravelDetail::eventsWanted, this, &TimeTravelPage::eventsWanted);
    connect(m_detail, &TimeTravelDetail::againWanted, this, &TimeTravelPage::againWanted);
}

void TimeTravelPage::setPlace(const models::Place& place)
{
    m_presenter.setSource(place.source);
}

void TimeTravelPage::refreshSides()
{
    const auto fill = [](ComboBox& box, const std::vector<models::TravelSide>& sides, int current) {
        const QSignalBlocker quiet(box);
        box.clear();
        for (const models::TravelSide& side : sides)
            box.addItem(side.title);
        box.setCurrentIndex(current);
        box.updateGeometry();
    };
    fill(*m_baseline, m_presenter.baselines(), m_presenter.baseline());
    fill(*m_candidate, m_presenter.candidates(), m_presenter.candidate());
}

void TimeTravelPage::showFilter(const QString& filter)
{
    const int own = m_scope->count() - 1;
    const int known = m_scope->findData(filter);
    m_filter->setText(filter);
    m_scope->setCurrentIndex(known < 0 ? own : known);
    chooseScope(m_scope->currentIndex());
}

void TimeTravelPage::chooseScope(int index)
{
    const QVariant filter = m_scope->itemData(index);
    const bool own = !filter.isValid();
    m_filter->setVisible(own);
    if (own)
        m_filter->setFocus(Qt::OtherFocusReason);
    m_presenter.setFilter(own ? m_filter->text() : filter.toString());
}

void TimeTravelPage::refreshState()
{
    const State state = m_presenter.state();
    const bool running = state == State::Running;
    const QString filterProblem = m_presenter.filterProblem();
    if (m_filter->property("invalid").toBool() == filterProblem.isEmpty()) {
        m_filter->setProperty("invalid", !filterProblem.isEmpty());
        m_filter->style()->unpolish(m_filter);
        m_filter->style()->polish(m_filter);
    }
    m_filter->setToolTip(filterProblem);
    m_filter->setAccessibleDescription(filterProblem);
    m_run->setText(running ? tr("Cancel") : tr("Re-run"));
    m_run->setEnabled(running || filterProblem.isEmpty());
    m_runButton->setText(m_run->text());
    m_runButton->setEnabled(m_run->isEnabled());
    const engine::RerunReport& report = m_presenter.report();
    const bool fails = report.nowFails > 0;
    m_save->setEnabled(m_presenter.canSave() && !running);
    m_save->setText(state == State::Finished && fails ? tr("Save anyway") : tr("Save"));
    m_saveButton->setText(m_save->text());
    m_saveButton->setEnabled(m_save->isEnabled());
    m_export->setEnabled(state == State::Finished);
    m_unsaved->setText(m_presenter.unsavedText());
    m_unsaved->setVisible(!m_unsaved->text().isEmpty());

    m_compared->setCount(report.compared());
    m_same->setCount(report.same);
    m_nowFail->setCount(report.nowFails);
    m_changed->setCount(report.changed);
    m_nowPass->setCount(report.nowPasses);
    m_verdicts->setCounts(report, m_presenter.done(), running ? m_presenter.total() : -1);
    const QString leftOut = m_presenter.leftOutText();
    const QString summary = m_presenter.summary();
    m_summary->setText(leftOut.isEmpty() ? summary : summary + u' ' + leftOut);
    m_summary->setToolTip(m_summary->text());
    m_summary->setToken(state == State::Failed ? Token::Fail : Token::Text2);
    refreshTabs();
    switch (state) {
    case State::Idle:
        if (m_presenter.source().isEmpty())
            m_empty->setTexts(tr("See what the saved files make of every event"),
                              tr("The captured events of all sources run again, as a dry run, and are compared with "
                                 "what was recorded."));
        else
            m_empty->setTexts(tr("See what an edit would do before it is saved"),
                              tr("Captured events run again with the edited script and mappings, as a dry run."));
        break;
    case State::Running: m_empty->setTexts(tr("Running events again"), summary); break;
    case State::Failed: m_empty->setTexts(tr("The events could not be run again"), summary); break;
    case State::Finished: m_empty->setTexts(tr("No outcome differs"), summary); break;
    }
    Q_EMIT statusContextChanged();
}

void TimeTravelPage::refreshTabs()
{
    const engine::RerunReport& report = m_presenter.report();
    m_all->setText(tr("All %L1").arg(report.compared() - report.same));
    for (const auto& [verdict, tab] : m_verdictTabs) {
        const qint64 count = verdict == engine::Verdict::NowFails  ? report.nowFails
                             : verdict == engine::Verdict::Changed ? report.changed
                                                                   : report.nowPasses;
        const QString word = verdict == engine::Verdict::NowFails  ? tr("Now fail %L1")
                             : verdict == engine::Verdict::Changed ? tr("Changed %L1")
                                                                   : tr("Now pass %L1");
        tab->setText(word.arg(count));
        tab->setVisible(count > 0 || tab->isChecked());
    }
}

void TimeTravelPage::step(int by)
{
    const int row = m_table->currentIndex().row() + by;
    if (row >= 0 && row < m_presenter.rows().rowCount())
        m_table->setCurrentIndex(m_presenter.rows().index(row, 0));
}

void TimeTravelPage::chooseExport()
{
    auto* dialog = new QFileDialog(this, tr("Export report"));
    dialog->setObjectName(QStringLiteral("travelExportDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("JSON (*.json)"));
    const QString& source = m_presenter.source();
    dialog->selectFile((source.isEmpty() ? QStringLiteral("all") : source) + QStringLiteral("-rerun.json"));
    connect(dialog, &QFileDialog::fileSelected, &m_presenter, &models::TimeTravelPresenter::exportTo);
    dialog->open();
}

QList<QAction*> TimeTravelPage::headerActions() const
{
    return {m_unsaved};
}

QList<QAction*> TimeTravelPage::menuActions(MenuId menu) const
{
    if (menu == MenuId::Script)
        return {m_run, m_save, m_export};
    return {};
}

QList<QWidget*> TimeTravelPage::regions() const
{
    return {m_bar, m_list, m_detail};
}

void TimeTravelPage::saveLayout(QSettings& settings) const
{
    settings.setValue(QStringLiteral("timeTravel/splitter"), m_splitter->saveState());
}

void TimeTravelPage::restoreLayout(const QSettings& settings)
{
    m_splitter->restoreState(settings.value(QStringLiteral("timeTravel/splitter")).toByteArray());
}

QStringList TimeTravelPage::statusContext() const
{
    return {tr("Dry run, nothing delivered")};
}

} // namespace hw::widgets
