#include "ui/widgets/timetraveldetail.h"

#include "ui/models/differencetext.h"
#include "ui/models/linediff.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/detailrow.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/line.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/setupparts.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace hw::widgets {

using models::TravelDetail;

namespace {

constexpr int padding = 16;
constexpr int gap = 8;
constexpr int headHeight = 36;
constexpr int valuesHeight = 170;
constexpr int scriptHeight = 200;
constexpr int contextLines = 2;
constexpr int mostDifferences = 4;

/// The returned values as text, a line each.
QStringList valueLines(const Run& run)
{
    if (run.script.preprocess.isUndefined())
        return {};
    return QString::fromUtf8(json::write(run.script.preprocess, json::Style::Indented)).split(u'\n');
}

models::StatusLabel outcomeOf(const Run& run)
{
    return models::statusLabel(run.status, run.verification.status);
}

/// The lines around the changes of a script, as one text: removed and added lines stand below each other.
struct Hunk
{
    QStringList lines;
    std::vector<LineFill> fills;
    std::vector<int> numbers;
    int first = 0; ///< of the new text, from 1
    int last = 0;
};

Hunk hunkOf(const QString& before, const QString& after, int errorLine)
{
    const QStringList left = before.split(u'\n');
    const QStringList right = after.split(u'\n');
    const std::vector<models::DiffRow> rows = models::diffLines(left, right);
    std::vector<bool> shown(rows.size(), false);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].isSame && rows[i].right + 1 != errorLine)
            continue;
        const size_t from = i < contextLines ? 0 : i - contextLines;
        for (size_t k = from; k <= std::min(i + contextLines, rows.size() - 1); ++k)
            shown[k] = true;
    }
    Hunk hunk;
    bool skipped = false;
    std::vector<int> added; // lines of the right side that wait for the removed ones before them
    const auto put = [&](const QString& line, LineFill fill, int number) {
        hunk.lines.append(line);
        hunk.fills.push_back(fill);
        hunk.numbers.push_back(number);
    };
    const auto flush = [&] {
        for (const int line : added)
            put(right[line], LineFill::Added, line + 1);
        added.clear();
    };
    for (size_t i = 0; i < rows.size(); ++i) {
        if (!shown[i]) {
            skipped = !hunk.lines.isEmpty();
            continue;
        }
        if (skipped && added.empty())
            put(QStringLiteral("…"), LineFill::None, 0);
        skipped = false;
        if (rows[i].right >= 0) {
            hunk.first = hunk.first == 0 ? rows[i].right + 1 : hunk.first;
            hunk.last = rows[i].right + 1;
        }
        if (rows[i].isSame) {
            flush();
            put(right[rows[i].right], LineFill::None, rows[i].right + 1);
            continue;
        }
        if (rows[i].left >= 0)
            put(left[rows[i].left], LineFill::Removed, rows[i].left + 1);
        if (rows[i].right >= 0)
            added.push_back(rows[i].right);
    }
    flush();
    return hunk;
}

} // namespace

TimeTravelDetail::TimeTravelDetail(const Theme& theme, models::TimeTravelPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(theme, Icon::Compare))
    , m_type(new Label(theme, {}, TextRole::Mono))
    , m_time(new Label(theme, {}, TextRole::Mono, Token::Text2))
    , m_place(new Label(theme, {}, TextRole::Secondary, Token::Text2))
    , m_previous(new ToolButton(theme, Icon::Back))
    , m_next(new ToolButton(theme, Icon::Right))
    , m_open(new Button(theme, tr("Open event"), ButtonKind::Default, Icon::Arrow))
    , m_debug(new Button(theme, tr("Debug with this event"), ButtonKind::Default, Icon::Bug))
    , m_alike(new Button(theme, tr("Show these events"), ButtonKind::Default, Icon::List))
    , m_again(new Button(theme, {}, ButtonKind::Default, Icon::Replay))
    , m_reason(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_scriptPanel(new QWidget)
    , m_scriptHeader(new PanelHeader(theme, tr("Script change behind this")))
    , m_script(new CodeEditor(theme, CodeEditor::Margins::Numbers))
{
    setObjectName(QStringLiteral("timeTravelDetail"));
    m_type->setObjectName(QStringLiteral("travelDetailType"));
    m_place->setObjectName(QStringLiteral("travelDetailPlace"));
    m_reason->setObjectName(QStringLiteral("travelDetailReason"));
    m_reason->setWordWrap(true);
    m_previous->setAccessibleName(tr("Previous event"));
    m_previous->setToolTip(tr("Previous event"));
    m_next->setAccessibleName(tr("Next event"));
    m_next->setToolTip(tr("Next event"));
    m_open->setObjectName(QStringLiteral("travelOpenEvent"));
    m_open->setButtonSize(ButtonSize::Small);
    m_debug->setObjectName(QStringLiteral("travelDebug"));
    m_debug->setButtonSize(ButtonSize::Small);
    m_alike->setObjectName(QStringLiteral("travelAlike"));
    m_alike->setButtonSize(ButtonSize::Small);
    m_again->setObjectName(QStringLiteral("travelAgain"));
    m_again->setButtonSize(ButtonSize::Small);
    m_script->setObjectName(QStringLiteral("travelScript"));
    m_script->setReadOnly(true);
    m_script->setAccessibleText(tr("Script change behind this"));
    m_empty->setTexts(tr("No event is chosen"), tr("Choose one on the left to see what differs."));

    auto* head = new QWidget;
    head->setFixedHeight(headHeight);
    auto* headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(marginsFromStart(padding, 0, gap, 0));
    headRow->setSpacing(gap);
    headRow->addWidget(m_type);
    headRow->addWidget(m_time);
    headRow->addStretch(1);
    headRow->addWidget(m_open);
    headRow->addWidget(m_place);
    headRow->addWidget(m_previous);
    headRow->addWidget(m_next);

    auto* sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(makeSide(m_before, QStringLiteral("travelBefore")), 1);
    sides->addWidget(new Line(theme, Qt::Vertical));
    sides->addWidget(makeSide(m_after, QStringLiteral("travelAfter")), 1);

    auto* reason = new QVBoxLayout;
    reason->setContentsMargins(padding, gap, padding, gap);
    reason->addWidget(m_reason);
    auto* next = new QHBoxLayout;
    next->setSpacing(gap);
    next->addWidget(m_debug);
    next->addWidget(m_alike);
    next->addWidget(m_again);
    next->addStretch(1);
    reason->addLayout(next);
    auto* script = new QVBoxLayout(m_scriptPanel);
    script->setContentsMargins(0, 0, 0, 0);
    script->setSpacing(0);
    script->addWidget(m_scriptHeader);
    m_script->setMinimumHeight(scriptHeight);
    script->addWidget(m_script, 1);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(sides);
    column->addLayout(reason);
    column->addWidget(m_scriptPanel, 1);
    column->addStretch(0);
    auto* page = new QWidget;
    auto* pageColumn = new QVBoxLayout(page);
    pageColumn->setContentsMargins(0, 0, 0, 0);
    pageColumn->setSpacing(0);
    pageColumn->addWidget(head);
    pageColumn->addWidget(new Line(theme, Qt::Horizontal));
    pageColumn->addWidget(scrolling(content), 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);

    connect(m_previous, &QAbstractButton::clicked, this, [this] { Q_EMIT stepWanted(-1); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { Q_EMIT stepWanted(1); });
    connect(m_open, &QAbstractButton::clicked, this, [this] {
        if (m_presenter.detail())
            Q_EMIT openEvent(m_presenter.detail()->eventId);
    });
    connect(m_debug, &QAbstractButton::clicked, this, [this] {
        if (m_presenter.detail())
            Q_EMIT debugWanted(m_presenter.detail()->eventId);
    });
    connect(m_alike, &QAbstractButton::clicked, &presenter, &models::TimeTravelPresenter::findAlike);
    connect(&presenter, &models::TimeTravelPresenter::alikeFound, this, &TimeTravelDetail::eventsWanted);
    connect(m_again, &QAbstractButton::clicked, this, [this] { Q_EMIT againWanted(m_presenter.mendedSeqs()); });
    connect(&presenter, &models::TimeTravelPresenter::detailChanged, this, &TimeTravelDetail::refresh);
    connect(&presenter, &models::TimeTravelPresenter::stateChanged, this, &TimeTravelDetail::refreshAgain);
    connect(&presenter, &models::TimeTravelPresenter::sidesChanged, this, &TimeTravelDetail::refreshAgain);
    refresh();
}

QWidget* TimeTravelDetail::makeSide(Side& side, const QString& name)
{
    auto* widget = new QWidget;
    widget->setObjectName(name);
    widget->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // both sides are as wide as the other
    side.header = new PanelHeader(m_theme, {});
    side.chip = new ChipLabel(m_theme);
    side.chip->setObjectName(name + QStringLiteral("Chip"));
    side.duration = new Label(m_theme, {}, TextRole::Secondary, Token::Text2);
    side.header->addControl(side.chip);
    side.header->addControl(side.duration);
    side.values = new CodeEditor(m_theme, CodeEditor::Margins::Numbers);
    side.values->setObjectName(name + QStringLiteral("Values"));
    side.values->setReadOnly(true);
    side.errorTitle = new Label(m_theme, {}, TextRole::Body, Token::Fail);
    side.errorTitle->setObjectName(name + QStringLiteral("Error"));
    side.errorTitle->setWordWrap(true);
    side.errorText = new Label(m_theme, {}, TextRole::Mono, Token::Text2);
    side.errorText->setWordWrap(true);
    auto* error = new QWidget;
    auto* errorColumn = new QVBoxLayout(error);
    errorColumn->setContentsMargins(padding, padding, padding, padding);
    errorColumn->setSpacing(gap);
    errorColumn->addWidget(side.errorTitle);
    errorColumn->addWidget(side.errorText);
    errorColumn->addStretch(1);
    side.stack = new QStackedWidget;
    side.stack->addWidget(side.values);
    side.stack->addWidget(error);
    side.stack->setFixedHeight(valuesHeight);
    side.actionsHeader = new PanelHeader(m_theme, tr("Actions"));
    auto* rows = new QWidget;
    side.actions = new QVBoxLayout(rows);
    side.actions->setContentsMargins(0, 4, 0, 4);
    side.actions->setSpacing(0);

    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(side.header);
    column->addWidget(side.stack);
    column->addWidget(side.actionsHeader);
    column->addWidget(rows);
    column->addStretch(1);
    return widget;
}

void TimeTravelDetail::setPlace(int row, int count)
{
    m_place->setText(row < 0 ? QString() : tr("%L1 of %L2").arg(row + 1).arg(count));
    m_previous->setEnabled(row > 0);
    m_next->setEnabled(row >= 0 && row + 1 < count);
}

void TimeTravelDetail::refresh()
{
    const std::optional<TravelDetail>& detail = m_presenter.detail();
    m_stack->setCurrentIndex(detail ? 1 : 0);
    if (!detail)
        return;
    m_type->setText(detail->type);
    m_time->setText(detail->time);
    showRun(m_before, m_presenter.titleBefore(), detail->before);
    showRun(m_after, m_presenter.titleAfter(), detail->after);
    refreshValues(*detail);
    QStringList reasons;
    for (size_t i = 0; i < std::min<size_t>(detail->differences.size(), mostDifferences); ++i)
        reasons.append(models::differenceText(detail->differences[i]));
    if (detail->differences.size() > mostDifferences)
        reasons.append(tr("and %1 more").arg(detail->differences.size() - mostDifferences));
    if (detail->alike > 1)
        reasons.append(tr("%L1 events differ for this reason.").arg(detail->alike));
    m_reason->setText(reasons.join(u'\n'));
    refreshScript(*detail);
    refreshAgain();
}

void TimeTravelDetail::refreshAgain()
{
    const int mended = static_cast<int>(m_presenter.mendedSeqs().size());
    m_again->setVisible(mended > 0);
    m_again->setText(tr("Process %n event(s) again", nullptr, mended));
    m_again->setEnabled(m_presenter.isSaved());
    m_again->setToolTip(m_presenter.isSaved() ? QString() : tr("Save first: events are processed with what is saved."));
}

void TimeTravelDetail::showRun(Side& side, const QString& title, const Run& run)
{
    side.header->setTitle(title);
    side.values->setAccessibleText(tr("Returned values, %1").arg(title));
    side.chip->setChip(chipOf(outcomeOf(run)));
    side.duration->setText(run.script.status == ScriptStatus::None ? QString()
                                                                   : models::durationText(run.script.duration));
    const bool failed = run.script.error.has_value();
    side.stack->setCurrentIndex(failed ? 1 : 0);
    if (failed) {
        const ScriptError& error = *run.script.error;
        QString text = error.name;
        if (error.line > 0 && error.column > 0)
            text = tr("%1 at line %2, column %3").arg(error.name).arg(error.line).arg(error.column);
        else if (error.line > 0)
            text = tr("%1 at line %2").arg(error.name).arg(error.line);
        side.errorTitle->setText(text);
        side.errorText->setText(error.message);
    }
    showActions(side, run);
}

void TimeTravelDetail::showActions(Side& side, const Run& run)
{
    clearLayout(*side.actions);
    int count = 0;
    for (const Action& action : run.actions) {
        DetailRow::Content content;
        content.icon = models::actionIcon(action.kind);
        content.title = models::actionTitle(action.kind);
        const bool skipped = action.status == ActionStatus::Skipped;
        content.text = skipped ? models::reasonText(action.reason) : models::actionSummary(action);
        content.isQuiet = skipped;
        content.hasRightColumn = false;
        side.actions->addWidget(new DetailRow(m_theme, content));
        count += skipped ? 0 : 1;
    }
    side.actionsHeader->setDetail(tr("%n action(s)", nullptr, count));
    if (run.actions.empty()) {
        auto* none = new Label(m_theme, run.script.error ? tr("None. The script stopped before mapping.") : tr("None."),
                               TextRole::Body, Token::Text2);
        none->setContentsMargins(padding, 4, padding, 4);
        none->setWordWrap(true);
        side.actions->addWidget(none);
    }
}

void TimeTravelDetail::refreshValues(const TravelDetail& detail)
{
    const QStringList left = valueLines(detail.before);
    const QStringList right = valueLines(detail.after);
    const bool compare = !detail.before.script.error && !detail.after.script.error;
    const auto show = [](CodeEditor& editor, const QStringList& lines, const std::vector<LineFill>& fills) {
        editor.setReadOnly(false);
        editor.setText(lines.join(u'\n'));
        editor.setComparedLines(fills, std::vector<int>(static_cast<size_t>(lines.size()), 0));
        editor.setReadOnly(true);
    };
    if (!compare) {
        show(*m_before.values, left, {});
        show(*m_after.values, right, {});
        return;
    }
    QStringList shown[2];
    std::vector<LineFill> fills[2];
    for (const models::DiffRow& row : models::diffJsonLines(left, right)) {
        shown[0].append(row.left < 0 ? QString() : left[row.left]);
        shown[1].append(row.right < 0 ? QString() : right[row.right]);
        fills[0].push_back(row.isSame || row.left < 0 ? LineFill::None : LineFill::Removed);
        fills[1].push_back(row.isSame || row.right < 0 ? LineFill::None : LineFill::Added);
    }
    show(*m_before.values, shown[0], fills[0]);
    show(*m_after.values, shown[1], fills[1]);
}

void TimeTravelDetail::refreshScript(const TravelDetail& detail)
{
    const QString& before = m_presenter.scriptBefore();
    const QString& after = m_presenter.scriptAfter();
    m_scriptPanel->setVisible(before != after && !after.isEmpty());
    if (before == after || after.isEmpty())
        return;
    const int line = detail.after.script.error ? detail.after.script.error->line : 0;
    const Hunk hunk = hunkOf(before, after, line);
    m_scriptHeader->setDetail(tr("lines %1 to %2").arg(hunk.first).arg(hunk.last));
    m_script->setReadOnly(false);
    m_script->setText(hunk.lines.join(u'\n'));
    m_script->setComparedLines(hunk.fills, hunk.numbers);
    m_script->setReadOnly(true);
}

} // namespace hw::widgets
