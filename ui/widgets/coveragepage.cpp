#include "ui/widgets/coveragepage.h"

#include "ui/models/coveragepresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combobox.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/linedialog.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/progressstrip.h"
#include "ui/widgets/rowdelegate.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace hw::widgets {

using models::CoverageFieldsModel;
using models::CoverageFindingsModel;
using models::CoverageFix;
using models::CoveragePresenter;
using State = CoveragePresenter::State;

namespace {

constexpr int leastFix = 96;
constexpr int padding = 16;
constexpr int gap = 8;
constexpr int iconSide = 16;
constexpr int barHeight = 40;
constexpr int spanHeight = 6;
constexpr int spanWidth = 140;
constexpr int widestPath = 320;
constexpr int widestTypes = 240;

/// Icon, text and type of a finding.
class FindingDelegate final : public QStyledItemDelegate
{
public:
    FindingDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::SampleRow)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        Token fill = option.state & QStyle::State_MouseOver ? Token::Hover : Token::Base;
        if (option.state & QStyle::State_Selected)
            fill = option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive;
        painter->fillRect(option.rect, m_theme.color(fill));
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        const bool isProblem = index.data(CoverageFindingsModel::ProblemRole).toBool();
        const QRect row = option.rect.adjusted(padding, 4, -padding, -5);
        const QRect icon(row.x(), row.y() + 2, iconSide, iconSide);
        m_theme.paintIcon(*painter, icon, isProblem ? Icon::Alert : Icon::Info, isProblem ? Token::Fail : Token::Text3);
        const QRect text = row.adjusted(iconSide + gap, 0, 0, 0);
        const int half = text.height() / 2;
        paintLine(*painter, m_theme, QRect(text.x(), text.y(), text.width(), half), index.data().toString(),
                  TextRole::Body, Token::Text);
        const QString since = index.data(CoverageFindingsModel::SinceRole).toString();
        const QRect below(text.x(), text.y() + half, text.width(), half);
        const int width = QFontMetrics(m_theme.font(TextRole::Mono)).horizontalAdvance(since) + gap;
        paintLine(*painter, m_theme, below.adjusted(0, 0, -width, 0),
                  index.data(CoverageFindingsModel::TypeRole).toString(), TextRole::Mono, Token::Text2);
        paintLine(*painter, m_theme, below, since, TextRole::Mono, Token::Text3, Qt::AlignRight | Qt::AlignVCenter);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

/// When a field was there, on the line of all events of its type: paler where it was missing in some of them.
class SpanDelegate final : public QStyledItemDelegate
{
public:
    SpanDelegate(const Theme& theme, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        paintFromStart(*painter, option.rect);
        Token fill = Token::Base;
        if (option.state & QStyle::State_Selected)
            fill = option.state & QStyle::State_Active ? Token::Sel : Token::SelInactive;
        painter->fillRect(option.rect, m_theme.color(fill));
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Token::Grid));
        QRect line = option.rect.adjusted(gap, 0, -gap, 0);
        line.setTop(option.rect.center().y() - spanHeight / 2);
        line.setHeight(spanHeight);
        painter->fillRect(line, m_theme.color(Token::NeutralSoft));
        const int from = static_cast<int>(index.data(CoverageFieldsModel::FromRole).toDouble() * line.width());
        const int to = static_cast<int>(index.data(CoverageFieldsModel::ToRole).toDouble() * line.width());
        const bool changed = index.data(CoverageFieldsModel::ChangedRole).toBool();
        QColor ink = m_theme.color(changed ? Token::WarnBar : Token::OkBar);
        const double share = index.data(CoverageFieldsModel::ShareRole).toDouble();
        ink.setAlphaF(static_cast<float>(0.35 + 0.65 * share));
        painter->fillRect(QRect(line.x() + from, line.y(), std::max(2, to - from), spanHeight), ink);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

} // namespace

FindingsList::FindingsList(const Theme& theme, CoverageFindingsModel& model, QWidget* parent)
    : QListView(parent)
{
    setObjectName(QStringLiteral("coverageFindings"));
    setAccessibleName(tr("What deserves a look"));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setItemDelegate(new FindingDelegate(theme, this));
    setModel(&model);
    new OverlayScrollBar(*this);
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void FindingsList::select(int row)
{
    if (row != currentIndex().row())
        setCurrentIndex(row < 0 ? QModelIndex() : model()->index(row, 0));
}

void FindingsList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT chosen(current.row());
}

void FindingsList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT activatedByUser();
    else
        QListView::keyPressEvent(event);
}

void FindingsList::mouseDoubleClickEvent(QMouseEvent* event)
{
    QListView::mouseDoubleClickEvent(event);
    Q_EMIT activatedByUser();
}

CoverageFieldsTable::CoverageFieldsTable(const Theme& theme, CoverageFieldsModel& model, QWidget* parent)
    : LiveTable(theme, model, parent)
{
    setObjectName(QStringLiteral("coverageFields"));
    setAccessibleName(tr("Fields"));
    setItemDelegateForColumn(CoverageFieldsModel::Span, new SpanDelegate(theme, this));
    connect(&model, &QAbstractItemModel::modelReset, this, &CoverageFieldsTable::layOutColumns);
    CoverageFieldsTable::layOutColumns();
}

void CoverageFieldsTable::layOutColumns()
{
    const int scale = theme().baseSize();
    for (int column = 0; column < CoverageFieldsModel::ColumnCount; ++column)
        horizontalHeader()->setSectionResizeMode(
            column, column == CoverageFieldsModel::Seen ? QHeaderView::Stretch : QHeaderView::Interactive);
    const int rest = viewport()->width() - spanWidth * scale / Theme::designSize;
    setColumnWidth(CoverageFieldsModel::Path,
                   std::min(contentWidth(CoverageFieldsModel::Path, widestPath) + gap, std::max(120, rest * 40 / 100)));
    setColumnWidth(CoverageFieldsModel::Types, std::min(contentWidth(CoverageFieldsModel::Types, widestTypes) + gap,
                                                        std::max(80, rest * 26 / 100)));
    setColumnWidth(CoverageFieldsModel::Present, contentWidth(CoverageFieldsModel::Present, widestTypes) + gap);
    setColumnWidth(CoverageFieldsModel::Span, spanWidth * scale / Theme::designSize);
}

CoveragePage::CoveragePage(const Theme& theme, CoveragePresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_again(new QAction(tr("Look again"), this))
    , m_summary(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_againButton(new Button(theme, tr("Look again"), ButtonKind::Default, Icon::Replay))
    , m_progress(new ProgressStrip(theme))
    , m_findings(new FindingsList(theme, presenter.findings()))
    , m_title(new Label(theme, {}, TextRole::BodyStrong))
    , m_type(new Label(theme, {}, TextRole::Mono, Token::Text2))
    , m_help(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_fixes(new QHBoxLayout)
    , m_types(new ComboBox(theme))
    , m_fields(new CoverageFieldsTable(theme, presenter.fields()))
    , m_empty(new EmptyState(theme, Icon::Check))
    , m_stack(new QStackedWidget)
    , m_splitter(new Splitter(theme, Qt::Horizontal))
{
    setObjectName(QStringLiteral("coveragePage"));
    m_again->setObjectName(QStringLiteral("coverageAgain"));
    m_again->setShortcuts({QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))});
    m_again->setShortcutContext(Qt::WindowShortcut);
    addAction(m_again);
    connect(m_again, &QAction::triggered, this, [this] {
        if (m_presenter.state() == State::Running)
            m_presenter.cancel();
        else
            m_presenter.start();
    });
    m_empty->setObjectName(QStringLiteral("coverageEmpty"));

    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(new PanelHeader(theme, tr("What deserves a look")));
    m_stack->addWidget(m_findings);
    m_stack->addWidget(m_empty);
    leftColumn->addWidget(m_stack, 1);
    left->setMinimumWidth(260);
    m_splitter->setObjectName(QStringLiteral("coverageSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(buildDetail());
    m_splitter->setStretchFactor(0, 38);
    m_splitter->setStretchFactor(1, 62);
    m_splitter->setSizes({520, 860});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_progress);
    column->addWidget(m_splitter, 1);

    connect(&presenter, &CoveragePresenter::stateChanged, this, &CoveragePage::refreshState);
    connect(&presenter, &CoveragePresenter::selectionChanged, this, &CoveragePage::refreshSelection);
    connect(&presenter, &CoveragePresenter::progressed, this, &CoveragePage::refreshProgress);
    connect(m_progress, &ProgressStrip::cancelWanted, &presenter, &CoveragePresenter::cancel);
    connect(m_findings, &FindingsList::chosen, &presenter, &CoveragePresenter::selectFinding);
    connect(m_findings, &FindingsList::activatedByUser, this, [this] {
        if (const auto fixes = m_presenter.fixes(); !fixes.empty())
            apply(fixes.front());
    });
    connect(m_types, &QComboBox::activated, this, [this](int row) { m_presenter.selectType(m_types->itemText(row)); });
    refreshState();
    refreshSelection();
}

QWidget* CoveragePage::buildBar()
{
    auto* bar = new Fill(m_theme, Token::Base);
    bar->setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    m_summary->setObjectName(QStringLiteral("coverageSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_againButton->setObjectName(QStringLiteral("coverageAgainButton"));
    connect(m_againButton, &QAbstractButton::clicked, m_again, &QAction::trigger);
    row->addWidget(m_summary, 1);
    row->addWidget(m_againButton);
    return bar;
}

QWidget* CoveragePage::buildDetail()
{
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* area = new Fill(m_theme, Token::Sunken);
    auto* areaColumn = new QVBoxLayout(area);
    areaColumn->setContentsMargins(padding, padding, padding, padding);
    m_card = new Card(m_theme);
    m_card->setObjectName(QStringLiteral("coverageCard"));
    auto* inner = new QVBoxLayout(m_card);
    inner->setContentsMargins(padding, 12, padding, 12);
    inner->setSpacing(4);
    m_title->setObjectName(QStringLiteral("coverageTitle"));
    m_title->setWordWrap(true);
    m_help->setObjectName(QStringLiteral("coverageHelp"));
    m_help->setWordWrap(true);
    m_type->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_fixes->setSpacing(gap);
    inner->addWidget(m_title);
    inner->addWidget(m_type);
    inner->addWidget(m_help);
    inner->addSpacing(4);
    inner->addLayout(m_fixes);
    areaColumn->addWidget(m_card);
    auto* header = new PanelHeader(m_theme, tr("Fields of"));
    m_types->setObjectName(QStringLiteral("coverageTypes"));
    m_types->setAccessibleName(tr("Event type"));
    m_types->setMinimumWidth(240);
    header->addControl(m_types);
    column->addWidget(area);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    column->addWidget(header);
    column->addWidget(m_fields, 1);
    detail->setMinimumWidth(360);
    return detail;
}

void CoveragePage::setPlace(const models::Place& place)
{
    m_presenter.setSource(place.kind == models::PlaceKind::Source ? place.source : QString());
}

QList<QAction*> CoveragePage::menuActions(MenuId menu) const
{
    return menu == MenuId::Mapping ? QList<QAction*>{m_again} : QList<QAction*>();
}

QStringList CoveragePage::statusContext() const
{
    return {tr("Nothing is delivered here")};
}

QList<QWidget*> CoveragePage::regions() const
{
    return {m_findings, m_card, m_fields};
}

void CoveragePage::refreshState()
{
    const bool running = m_presenter.state() == State::Running;
    m_again->setText(running ? tr("Cancel") : tr("Look again"));
    m_againButton->setText(m_again->text());
    m_summary->setText(running && m_presenter.summary().isEmpty() ? tr("Looking at the captured events…")
                                                                  : m_presenter.summary());
    refreshProgress();
    const bool any = m_presenter.findings().rowCount() > 0;
    m_stack->setCurrentIndex(any ? 0 : 1);
    if (m_presenter.state() == State::Failed)
        m_empty->setTexts(tr("The events could not be looked at"), m_presenter.summary());
    else if (running || m_presenter.state() == State::Idle)
        m_empty->setTexts(tr("Looking at the captured events…"));
    else if (m_presenter.types().isEmpty())
        m_empty->setTexts(tr("No events yet"), tr("What the mappings find in them is shown here."));
    else
        m_empty->setTexts(tr("Nothing deserves a look"),
                          tr("Every type is mapped or ignored on purpose, and nothing changed."));
    {
        const QSignalBlocker quiet(m_types);
        m_types->clear();
        m_types->addItems(m_presenter.types());
        m_types->setCurrentText(m_presenter.type());
        m_types->setCurrentIndex(m_types->findText(m_presenter.type()));
    }
    m_types->setEnabled(m_types->count() > 0);
    Q_EMIT statusContextChanged();
}

void CoveragePage::refreshProgress()
{
    const bool running = m_presenter.state() == State::Running;
    const qint64 most = std::numeric_limits<int>::max();
    m_progress->setProgress(tr("Looking at the captured events"), static_cast<int>(std::min(most, m_presenter.done())),
                            running ? static_cast<int>(std::clamp<qint64>(m_presenter.total(), 1, most)) : 0);
}

void CoveragePage::refreshSelection()
{
    m_findings->select(m_presenter.finding());
    m_types->setCurrentIndex(m_types->findText(m_presenter.type()));
    const int row = m_presenter.finding();
    m_card->parentWidget()->setVisible(row >= 0);
    if (row < 0) {
        m_shown.clear();
        clearLayout(*m_fixes);
        return;
    }
    const engine::CoverageFinding& one = m_presenter.findings().findings()[static_cast<size_t>(row)];
    const QString key = QStringList{one.code, one.mappingId, one.eventType, one.subject, one.detail}.join(u'\n');
    m_title->setText(models::findingText(one));
    m_type->setText(one.eventType);
    m_help->setText(models::findingHelp(one));
    m_help->setVisible(!m_help->text().isEmpty());
    if (key == m_shown)
        return;
    m_shown = key;
    clearLayout(*m_fixes);
    int number = 0;
    for (const CoverageFix& fix : m_presenter.fixes()) {
        auto* button = new Button(m_theme, fix.text, number == 0 ? ButtonKind::Primary : ButtonKind::Default);
        button->setObjectName(QStringLiteral("coverageFix%1").arg(number++));
        connect(button, &QAbstractButton::clicked, this, [this, fix] { apply(fix); });
        // They shorten; a row that asks for more than there is makes a layout measure texts as if it were that wide.
        button->setMinimumWidth(std::min(leastFix, button->sizeHint().width()));
        m_fixes->addWidget(button);
    }
    m_fixes->addStretch();
}

void CoveragePage::apply(const CoverageFix& fix)
{
    if (fix.kind != CoverageFix::Kind::SetDefault) {
        m_presenter.apply(fix);
        return;
    }
    auto* dialog = new LineDialog(
        m_theme, {tr("Default"), tr("Used where an event has no such value. Empty = none."), {}, tr("Set the default")},
        window());
    connect(dialog, &QDialog::accepted, this, [this, dialog, fix] { m_presenter.apply(fix, dialog->text()); });
    dialog->open();
}

} // namespace hw::widgets
