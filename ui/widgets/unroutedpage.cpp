#include "ui/widgets/unroutedpage.h"

#include "core/engine/route.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/responsetab.h"
#include "ui/widgets/splitter.h"
#include "ui/widgets/unroutedtable.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hw::widgets {

using models::UnroutedPresenter;

namespace {

constexpr int edge = 16;
constexpr int bar = 44;
constexpr int footer = 31;
constexpr int detailWidth = 480;
constexpr int leastDetail = 380;

} // namespace

UnroutedPage::UnroutedPage(const Theme& theme, UnroutedPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_delete(new QAction(tr("Delete"), this))
    , m_fold(new QCheckBox(tr("Fold probes of one path")))
    , m_deleteButton(new Button(theme, tr("Delete…"), ButtonKind::Danger))
    , m_table(new UnroutedTable(theme, presenter.model()))
    , m_empty(new EmptyState(theme, Icon::Route))
    , m_stack(new QStackedWidget)
    , m_rows(new Label(theme, {}, TextRole::Small, Token::Text2))
    , m_splitter(new DetailSplitter(theme, detailWidth))
    , m_detail(new QStackedWidget)
    , m_explanation(new Label(theme, {}, TextRole::Body, Token::Text))
    , m_create(new Button(theme, {}, ButtonKind::Primary, Icon::Plus))
    , m_copy(new Button(theme, {}, ButtonKind::Default, Icon::Copy))
    , m_request(new ResponseTab(theme, Qt::Vertical))
{
    setObjectName(QStringLiteral("unroutedPage"));
    m_delete->setObjectName(QStringLiteral("deleteUnrouted"));
    m_delete->setShortcut(QKeySequence::Delete);
    m_delete->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_delete);
    m_splitter->setObjectName(QStringLiteral("unroutedSplitter"));
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(buildDetail());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_splitter);
    connectPresenter();
    showState();
}

QWidget* UnroutedPage::buildList()
{
    auto* list = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QWidget;
    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(edge, 0, edge, 0);
    m_fold->setObjectName(QStringLiteral("foldProbes"));
    m_fold->setChecked(m_presenter.isFolded());
    m_deleteButton->setObjectName(QStringLiteral("deleteUnroutedButton"));
    row->addWidget(m_fold);
    row->addStretch(1);
    row->addWidget(m_deleteButton);
    top->setFixedHeight(bar);
    column->addWidget(top);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    m_empty->setObjectName(QStringLiteral("unroutedEmpty"));
    m_empty->setTexts(tr("Every request met a source"),
                      tr("Those to an unknown path would be listed here, with what was probably meant."));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    auto* bottom = new QWidget;
    auto* bottomRow = new QHBoxLayout(bottom);
    bottomRow->setContentsMargins(edge, 0, edge, 0);
    m_rows->setObjectName(QStringLiteral("unroutedRows"));
    bottomRow->addWidget(m_rows);
    bottomRow->addStretch();
    bottomRow->addWidget(new Label(m_theme, tr("The last 200 are kept"), TextRole::Small, Token::Text2));
    bottom->setFixedHeight(footer);
    column->addWidget(bottom);
    return list;
}

QWidget* UnroutedPage::buildDetail()
{
    m_detail->setObjectName(QStringLiteral("unroutedDetail"));
    m_detail->setAccessibleName(tr("The selected request"));
    m_detail->setMinimumWidth(leastDetail);
    m_explanation->setObjectName(QStringLiteral("unroutedExplanation"));
    m_explanation->setWordWrap(true);
    QSizePolicy whole(QSizePolicy::Preferred, QSizePolicy::Minimum);
    whole.setHeightForWidth(true);
    m_explanation->setSizePolicy(whole);
    m_create->setObjectName(QStringLiteral("createSourceHere"));
    m_copy->setObjectName(QStringLiteral("copyMeantAddress"));
    auto* filled = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(edge, edge, edge, edge);
    top->setSpacing(12);
    top->addWidget(m_explanation);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_create);
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    top->addLayout(buttons);
    column->addLayout(top);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    column->addWidget(m_request, 1);
    auto* nothing = new EmptyState(m_theme, Icon::Info);
    nothing->setTexts(tr("Nothing selected"), tr("Select a request to see where it was meant to go."));
    m_detail->addWidget(nothing);
    m_detail->addWidget(filled);
    return m_detail;
}

void UnroutedPage::connectPresenter()
{
    connect(m_table, &UnroutedTable::currentIdChanged, &m_presenter, &UnroutedPresenter::select);
    connect(m_table, &UnroutedTable::selectedRowsChanged, this, &UnroutedPage::refreshDelete);
    connect(m_table, &QAbstractItemView::activated, this, [this] { m_create->setFocus(Qt::TabFocusReason); });
    connect(m_fold, &QCheckBox::toggled, &m_presenter, &UnroutedPresenter::setFolded);
    connect(m_delete, &QAction::triggered, this, &UnroutedPage::askToDelete);
    connect(m_deleteButton, &QAbstractButton::clicked, m_delete, &QAction::trigger);
    connect(m_create, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            Q_EMIT sourceWanted(m_shown->wantedKey, m_shown->provider);
    });
    connect(m_copy, &QAbstractButton::clicked, this, [this] {
        if (m_shown)
            Q_EMIT addressWanted(m_shown->meantKey);
    });
    connect(&m_presenter, &UnroutedPresenter::countChanged, this, [this] {
        showState();
        Q_EMIT viewCountsChanged();
    });
    connect(&m_presenter, &UnroutedPresenter::readyChanged, this, &UnroutedPage::showState);
    connect(&m_presenter, &UnroutedPresenter::detailReady, this, &UnroutedPage::showDetail);
    connect(&m_presenter, &UnroutedPresenter::selectionChanged, this,
            [this] { m_table->selectId(m_presenter.selected()); });
    connect(&m_presenter, &UnroutedPresenter::detailCleared, this, [this] {
        m_shown.reset();
        m_detail->setCurrentIndex(0);
    });
    connect(&m_presenter.model(), &QAbstractItemModel::rowsInserted, this, &UnroutedPage::showState);
    connect(&m_presenter.model(), &QAbstractItemModel::rowsRemoved, this, &UnroutedPage::showState);
}

void UnroutedPage::setPlace(const models::Place&)
{}

QString UnroutedPage::viewCount(const QString&) const
{
    return m_presenter.count() > 0 ? QLocale().toString(m_presenter.count()) : QString();
}

QList<QAction*> UnroutedPage::menuActions(MenuId menu) const
{
    if (menu == MenuId::Edit)
        return {m_delete};
    return {};
}

QList<QWidget*> UnroutedPage::regions() const
{
    return {m_table, m_detail};
}

void UnroutedPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_presenter.setActive(true);
}

void UnroutedPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_presenter.setActive(false);
}

void UnroutedPage::showState()
{
    const bool hasRows = m_presenter.model().rowCount() > 0;
    m_stack->setCurrentIndex(hasRows || !m_presenter.isReady() ? 0 : 1);
    m_detail->setVisible(hasRows);
    m_rows->setText(tr("%n request(s)", nullptr, static_cast<int>(m_presenter.count())));
    m_table->selectId(m_presenter.selected());
    refreshDelete();
}

void UnroutedPage::showDetail(const models::UnroutedDetail& detail)
{
    const bool same = m_shown && m_shown->id == detail.id;
    m_shown = detail;
    m_explanation->setText(detail.explanation);
    m_create->setText(detail.wantedKey.isEmpty() ? tr("Create a source…") : tr("Create a source here"));
    m_create->setToolTip(detail.wantedKey.isEmpty() ? QString() : engine::endpointPath(detail.wantedKey));
    m_copy->setVisible(!detail.meantKey.isEmpty());
    m_copy->setText(tr("Copy address"));
    m_copy->setToolTip(engine::endpointPath(detail.meantKey));
    if (!same)
        m_request->setResponse(detail.request);
    m_detail->setCurrentIndex(1);
}

void UnroutedPage::refreshDelete()
{
    const qint64 count = m_presenter.requestsIn(m_table->selectedRows());
    m_delete->setEnabled(count > 0);
    m_deleteButton->setEnabled(count > 0);
    m_deleteButton->setText(count > 0 ? tr("Delete %n request(s)…", nullptr, static_cast<int>(count)) : tr("Delete…"));
}

void UnroutedPage::askToDelete()
{
    const std::vector<int> rows = m_table->selectedRows();
    const auto count = static_cast<int>(m_presenter.requestsIn(rows));
    if (count == 0)
        return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Delete"), tr("Delete %n request(s)?", nullptr, count),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("confirmDeleteUnrouted"));
    box->setInformativeText(tr("Their bytes are gone then; nothing was made of them."));
    QPushButton* erase = box->addButton(tr("Delete %n request(s)", nullptr, count), QMessageBox::DestructiveRole);
    erase->setObjectName(QStringLiteral("confirmDelete"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(erase, &QAbstractButton::clicked, this, [this, rows] { m_presenter.erase(rows); });
    box->open();
}

} // namespace hw::widgets
