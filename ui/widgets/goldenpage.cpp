#include "ui/widgets/goldenpage.h"

#include "ui/models/goldenpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/pairtable.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace hw::widgets {

using models::GoldenModel;
using models::GoldenPresenter;
using models::GoldenRow;

namespace {

constexpr int padding = 16;
constexpr int gap = 8;
constexpr int iconSide = 16;
constexpr int barHeight = 40;

class TestDelegate final : public QStyledItemDelegate
{
public:
    TestDelegate(const Theme& theme, QObject* parent)
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
        using State = GoldenRow::State;
        const auto state = static_cast<State>(index.data(GoldenModel::StateRole).toInt());
        const QRect row = option.rect.adjusted(padding, 4, -padding, -5);
        const Icon icon = state == State::Passed                             ? Icon::Check
                          : state == State::Failed || state == State::Broken ? Icon::Cross
                          : state == State::Running                          ? Icon::Clock
                                                                             : Icon::Minus;
        const Token ink = state == State::Passed                             ? Token::Ok
                          : state == State::Failed || state == State::Broken ? Token::Fail
                                                                             : Token::Text3;
        m_theme.paintIcon(*painter, QRect(row.x(), row.center().y() - iconSide / 2, iconSide, iconSide), icon, ink);
        const QRect text = row.adjusted(iconSide + gap, 0, 0, 0);
        const int half = text.height() / 2;
        paintLine(*painter, m_theme, QRect(text.x(), text.y(), text.width(), half), index.data().toString(),
                  TextRole::Mono, Token::Text);
        paintLine(*painter, m_theme, QRect(text.x(), text.y() + half, text.width(), half),
                  index.data(GoldenModel::DetailRole).toString(), TextRole::Small, Token::Text2);
        painter->restore();
    }

private:
    const Theme& m_theme;
};

} // namespace

GoldenList::GoldenList(const Theme& theme, GoldenModel& model, QWidget* parent)
    : QListView(parent)
{
    setObjectName(QStringLiteral("goldenTests"));
    setAccessibleName(tr("Tests"));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new TestDelegate(theme, this));
    setModel(&model);
    new OverlayScrollBar(*this);
    connect(&theme, &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void GoldenList::select(int row)
{
    if (row != currentIndex().row())
        setCurrentIndex(row < 0 ? QModelIndex() : model()->index(row, 0));
}

void GoldenList::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT chosen(current.row());
}

GoldenPage::GoldenPage(const Theme& theme, GoldenPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_run(new QAction(tr("Run all tests"), this))
    , m_accept(new QAction(tr("Accept the outcome"), this))
    , m_summary(new Label(theme, {}, TextRole::Body, Token::Text2))
    , m_runButton(new Button(theme, tr("Run all"), ButtonKind::Primary, Icon::Play))
    , m_acceptButton(new Button(theme, tr("Accept the outcome"), ButtonKind::Default, Icon::Check))
    , m_list(new GoldenList(theme, presenter.tests()))
    , m_empty(new EmptyState(theme, Icon::Mark))
    , m_listStack(new QStackedWidget)
    , m_tabs(new CountTabBar(theme, CountTabBar::Size::Inner))
    , m_pages(new QStackedWidget)
    , m_note(new Label(theme, {}, TextRole::Body, Token::Text3))
    , m_differences(new QStackedWidget)
    , m_table(new PairTable(theme, tr("Place"), tr("Expected → happened")))
    , m_outcome(new CodeEditor(theme, CodeEditor::Margins::Numbers))
    , m_request(new CodeEditor(theme, CodeEditor::Margins::Numbers))
    , m_ci(new CodeEditor(theme, CodeEditor::Margins::Numbers))
    , m_splitter(new Splitter(theme, Qt::Horizontal))
{
    setObjectName(QStringLiteral("goldenPage"));
    m_run->setObjectName(QStringLiteral("runTests"));
    m_run->setShortcuts({QKeySequence(QStringLiteral("Ctrl+Return")), QKeySequence(QStringLiteral("Ctrl+Enter"))});
    m_accept->setObjectName(QStringLiteral("acceptOutcome"));
    m_accept->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+A")));
    for (QAction* action : {m_run, m_accept}) {
        action->setShortcutContext(Qt::WindowShortcut);
        addAction(action);
    }
    connect(m_run, &QAction::triggered, &presenter, &GoldenPresenter::runAll);
    connect(m_accept, &QAction::triggered, &presenter, &GoldenPresenter::accept);
    m_empty->setObjectName(QStringLiteral("goldenEmpty"));
    m_empty->setTexts(tr("No tests yet"), tr("Right-click an event in Events and choose “Make a test…”."));

    auto* left = new QWidget;
    auto* leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(new PanelHeader(theme, tr("Tests")));
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_empty);
    leftColumn->addWidget(m_listStack, 1);
    left->setMinimumWidth(240);
    m_splitter->setObjectName(QStringLiteral("goldenSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(left);
    m_splitter->addWidget(buildDetail());
    m_splitter->setStretchFactor(0, 34);
    m_splitter->setStretchFactor(1, 66);
    m_splitter->setSizes({460, 920});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    column->addWidget(m_splitter, 1);

    connect(m_list, &GoldenList::chosen, &presenter, &GoldenPresenter::select);
    connect(&presenter, &GoldenPresenter::stateChanged, this, &GoldenPage::refreshState);
    connect(&presenter, &GoldenPresenter::selectionChanged, this, &GoldenPage::refreshSelection);
    refreshState();
    refreshSelection();
}

QWidget* GoldenPage::buildBar()
{
    auto* bar = new Fill(m_theme, Token::Base);
    bar->setFixedHeight(barHeight);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(padding, 0, padding, 0);
    row->setSpacing(gap);
    m_runButton->setObjectName(QStringLiteral("runTestsButton"));
    m_runButton->setToolTip(tr("Run all tests, Ctrl+Return"));
    m_acceptButton->setObjectName(QStringLiteral("acceptOutcomeButton"));
    m_acceptButton->setToolTip(tr("What happened is what is expected from now on"));
    m_summary->setObjectName(QStringLiteral("goldenSummary"));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    connect(m_runButton, &QAbstractButton::clicked, m_run, &QAction::trigger);
    connect(m_acceptButton, &QAbstractButton::clicked, m_accept, &QAction::trigger);
    row->addWidget(m_runButton);
    row->addWidget(m_acceptButton);
    row->addWidget(m_summary, 1);
    return bar;
}

QWidget* GoldenPage::buildDetail()
{
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs->setObjectName(QStringLiteral("goldenTabs"));
    m_tabs->setAccessibleName(tr("The test"));
    for (const QString& title : {tr("Differences"), tr("Outcome"), tr("Request"), tr("In CI")})
        m_tabs->addView(title);
    m_table->setObjectName(QStringLiteral("goldenDifferences"));
    m_note->setObjectName(QStringLiteral("goldenNote"));
    m_note->setContentsMargins(padding, gap, padding, gap);
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_note->setWordWrap(true);
    m_differences->addWidget(m_table);
    m_differences->addWidget(m_note);
    const auto prepare = [](CodeEditor* editor, const char* name, const QString& title) {
        editor->setObjectName(QString::fromLatin1(name));
        editor->setAccessibleText(title);
        editor->setReadOnly(true);
    };
    prepare(m_outcome, "goldenOutcome", tr("Outcome"));
    prepare(m_request, "goldenRequest", tr("Request"));
    prepare(m_ci, "goldenCi", tr("Steps for CI"));
    m_ci->setText(GoldenPresenter::ciSnippet());
    auto* ci = new QWidget;
    auto* ciColumn = new QVBoxLayout(ci);
    ciColumn->setContentsMargins(0, 0, 0, 0);
    ciColumn->setSpacing(0);
    auto* ciBar = new QHBoxLayout;
    ciBar->setContentsMargins(padding, gap, padding, gap);
    auto* help = new Label(
        m_theme, tr("The tests are plain files of the workspace. This step runs them where it is checked out."),
        TextRole::Body, Token::Text2);
    help->setWordWrap(true);
    auto* copy = new Button(m_theme, tr("Copy"), ButtonKind::Default, Icon::Copy);
    copy->setObjectName(QStringLiteral("copyCi"));
    connect(copy, &QAbstractButton::clicked, this, &GoldenPage::copySnippet);
    ciBar->addWidget(help, 1);
    ciBar->addWidget(copy);
    ciColumn->addLayout(ciBar);
    ciColumn->addWidget(m_ci, 1);
    m_pages->addWidget(m_differences);
    m_pages->addWidget(m_outcome);
    m_pages->addWidget(m_request);
    m_pages->addWidget(ci);
    auto* bar = new Fill(m_theme, Token::Window);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(gap, 0, gap, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    column->addWidget(bar);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    detail->setMinimumWidth(360);
    return detail;
}

void GoldenPage::setPlace(const models::Place& place)
{
    m_presenter.setSource(place.kind == models::PlaceKind::Source ? place.source : QString());
}

QList<QAction*> GoldenPage::menuActions(MenuId menu) const
{
    return menu == MenuId::Script ? QList<QAction*>{m_run, m_accept} : QList<QAction*>();
}

QStringList GoldenPage::statusContext() const
{
    return {tr("Tests run offline, without secrets; nothing is delivered")};
}

QList<QWidget*> GoldenPage::regions() const
{
    return {m_list, m_pages->parentWidget()};
}

void GoldenPage::refreshState()
{
    const bool any = m_presenter.tests().rowCount() > 0;
    m_listStack->setCurrentIndex(any ? 0 : 1);
    m_run->setEnabled(any && !m_presenter.isRunning());
    m_runButton->setEnabled(m_run->isEnabled());
    m_summary->setText(m_presenter.summary());
    Q_EMIT statusContextChanged();
}

void GoldenPage::refreshSelection()
{
    m_list->select(m_presenter.selected());
    m_accept->setEnabled(m_presenter.canAccept());
    m_acceptButton->setEnabled(m_presenter.canAccept());
    std::vector<models::KeyValue> rows;
    for (const models::GoldenDifference& one : m_presenter.differences())
        rows.push_back({one.place, tr("%1 → %2").arg(one.expected.isEmpty() ? tr("nothing") : one.expected,
                                                     one.happened.isEmpty() ? tr("nothing") : one.happened)});
    m_tabs->setCountLabel(Differences, rows.empty() ? QString() : QString::number(rows.size()), Tone::Fail);
    m_differences->setCurrentIndex(rows.empty() ? 1 : 0);
    m_table->setRows(rows);
    const int row = m_presenter.selected();
    const auto& tests = m_presenter.tests().rows();
    const GoldenRow* shown = row < 0 ? nullptr : &tests[static_cast<size_t>(row)];
    m_note->setText(!shown                                     ? tr("A test keeps a request and what it leads to.")
                    : shown->state == GoldenRow::State::Passed ? tr("What happens is what is expected.")
                    : shown->state == GoldenRow::State::Broken ? shown->detail
                                                               : tr("Not run yet."));
    m_outcome->setText(m_presenter.outcomeText());
    m_request->setText(m_presenter.requestText());
}

void GoldenPage::copySnippet()
{
    QGuiApplication::clipboard()->setText(GoldenPresenter::ciSnippet());
    Q_EMIT copied(tr("the step for CI"));
}

} // namespace hw::widgets
