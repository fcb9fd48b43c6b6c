#include "ui/widgets/directorypage.h"

#include "ui/models/directorypresenter.h"
#include "ui/widgets/directorydetailpane.h"
#include "ui/widgets/directorytable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/loadingrows.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/splitter.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <array>

namespace hw::widgets {

using delivery::DirectoryKind;
using models::DirectoryModel;
using models::DirectoryPresenter;

namespace {

constexpr std::chrono::milliseconds loadingDelay{300};
constexpr std::chrono::milliseconds typingPause{150};
constexpr int edge = 16;
constexpr int filterBar = 44;
constexpr int footer = 31;
constexpr int detailWidth = 391;
constexpr int narrowDetail = 300;
constexpr int narrowBelow = 1100; ///< of the page

constexpr std::array kinds{DirectoryKind::Users,     DirectoryKind::Tenants,       DirectoryKind::Objects,
                           DirectoryKind::Audiences, DirectoryKind::Subscriptions, DirectoryKind::WorkflowRuns};

} // namespace

DirectoryPage::DirectoryPage(const Theme& theme, DirectoryPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_filter(new SearchField(theme))
    , m_table(new DirectoryTable(theme, presenter.model()))
    , m_empty(new EmptyState(theme, Icon::Users))
    , m_loading(new LoadingRows(theme))
    , m_stack(new QStackedWidget)
    , m_rows(new Label(theme, {}, TextRole::Small, Token::Text2))
    , m_splitter(new Splitter(theme, Qt::Horizontal))
{
    setObjectName(QStringLiteral("directoryPage"));
    buildActions();
    m_detail = new DirectoryDetailPane(theme, *m_copyId, *m_delete);
    m_splitter->setObjectName(QStringLiteral("directorySplitter"));
    m_splitter->addWidget(buildLists());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_detail->setMinimumWidth(narrowDetail);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_splitter);
    m_loadingTimer.setSingleShot(true);
    m_loadingTimer.setInterval(loadingDelay);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connectPresenter();
    showKind();
}

QWidget* DirectoryPage::buildLists()
{
    auto* lists = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(lists);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* bar = new QWidget;
    auto* barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(edge, 0, edge, 0);
    m_filter->setObjectName(QStringLiteral("directoryFilter"));
    barLayout->addWidget(m_filter);
    bar->setFixedHeight(filterBar);
    column->addWidget(bar);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));

    m_empty->setObjectName(QStringLiteral("directoryEmpty"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_loading);
    column->addWidget(m_stack, 1);

    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    auto* bottom = new QWidget;
    auto* bottomLayout = new QHBoxLayout(bottom);
    bottomLayout->setContentsMargins(edge, 0, edge, 0);
    m_rows->setObjectName(QStringLiteral("directoryRows"));
    bottomLayout->addWidget(m_rows);
    bottomLayout->addStretch();
    bottomLayout->addWidget(new Label(m_theme, tr("Stored in this workspace only"), TextRole::Small, Token::Text2));
    bottom->setFixedHeight(footer);
    column->addWidget(bottom);
    return lists;
}

void DirectoryPage::buildActions()
{
    m_copyId = new QAction(tr("Copy ID"), this);
    m_copyId->setObjectName(QStringLiteral("copyDirectoryId"));
    m_copyId->setShortcut(QKeySequence::Copy);
    m_copyId->setShortcutContext(Qt::WidgetShortcut);
    m_copyId->setEnabled(false);
    m_table->addAction(m_copyId);
    m_delete = new QAction(tr("Delete"), this);
    m_delete->setObjectName(QStringLiteral("deleteDirectoryRow"));
    m_delete->setShortcut(QKeySequence::Delete);
    m_delete->setShortcutContext(Qt::WidgetShortcut);
    m_delete->setEnabled(false);
    m_table->addAction(m_delete);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_delete, &QAction::triggered, this, [this] {
        if (m_presenter.selected())
            Q_EMIT deleteWanted(*m_presenter.selected(), m_detail->detail() ? m_detail->detail()->title : QString());
    });
    m_focusFilter = new QAction(tr("Filter the Directory"), this);
    m_focusFilter->setObjectName(QStringLiteral("focusDirectoryFilter"));
    m_focusFilter->setShortcut(tr("/"));
    m_focusFilter->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_focusFilter);
    connect(m_copyId, &QAction::triggered, this, [this] {
        if (m_detail->detail())
            copyText(m_detail->detail()->id, tr("The ID"));
    });
    connect(m_focusFilter, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

void DirectoryPage::connectPresenter()
{
    connect(m_table, &DirectoryTable::currentTargetChanged, &m_presenter, &DirectoryPresenter::select);
    connect(m_table, &DirectoryTable::visibleRowsChanged, &m_presenter, &DirectoryPresenter::setVisibleRows);
    connect(m_table, &DirectoryTable::activated, m_detail,
            [this] { m_detail->nextInFocusChain()->setFocus(Qt::TabFocusReason); });
    connect(m_detail, &DirectoryDetailPane::linkActivated, &m_presenter, &DirectoryPresenter::open);
    connect(m_detail, &DirectoryDetailPane::eventWanted, this, &DirectoryPage::openEvent);
    connect(m_detail, &DirectoryDetailPane::copyWanted, this, &DirectoryPage::copyText);
    connect(&m_presenter, &DirectoryPresenter::stateChanged, this, &DirectoryPage::showState);
    connect(&m_presenter, &DirectoryPresenter::countsChanged, this, &DirectoryPage::viewCountsChanged);
    connect(&m_presenter, &DirectoryPresenter::selectionChanged, this, &DirectoryPage::showSelection);
    connect(&m_presenter, &DirectoryPresenter::rowsTextChanged, this,
            [this] { m_rows->setText(m_presenter.rowsText()); });
    connect(&m_presenter, &DirectoryPresenter::textChanged, this, [this] {
        if (m_filter->text() != m_presenter.text())
            m_filter->setText(m_presenter.text());
    });
    connect(&m_presenter, &DirectoryPresenter::kindChanged, this, [this] {
        showKind();
        Q_EMIT viewWanted(delivery::toString(m_presenter.kind()));
    });
    connect(&m_presenter, &DirectoryPresenter::detailReady, this, [this](const models::DirectoryDetail& detail) {
        m_detail->setDetail(detail);
        m_copyId->setEnabled(true);
        m_delete->setEnabled(true);
    });
    connect(&m_presenter, &DirectoryPresenter::detailCleared, this, [this] {
        m_detail->clear();
        m_copyId->setEnabled(false);
        m_delete->setEnabled(false);
    });
    const DirectoryModel& model = m_presenter.model();
    connect(&model, &DirectoryModel::modelReset, this, &DirectoryPage::showState);
    connect(&model, &DirectoryModel::rowsInserted, this, &DirectoryPage::showState);
    connect(&model, &DirectoryModel::rowsRemoved, this, &DirectoryPage::showState);
    connect(m_filter, &SearchField::left, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] { m_presenter.setText(m_filter->text()); });
    connect(m_empty, &EmptyState::actionRequested, m_filter, &QLineEdit::clear);
    connect(&m_loadingTimer, &QTimer::timeout, this, [this] {
        if (m_presenter.state() == DirectoryPresenter::State::Loading)
            m_stack->setCurrentWidget(m_loading);
    });
}

std::vector<ViewEntry> DirectoryPage::views(const LazyPage& page)
{
    std::vector<ViewEntry> entries;
    for (const DirectoryKind kind : kinds)
        entries.push_back({delivery::toString(kind),
                           models::kindTitle(kind),
                           iconNamed(models::kindIcon(kind)).value_or(Icon::Database),
                           {models::PlaceKind::Directory},
                           page});
    return entries;
}

void DirectoryPage::setPlace(const models::Place&)
{}

void DirectoryPage::setView(const QString& id)
{
    if (const auto kind = delivery::directoryKindFrom(id))
        m_presenter.setKind(*kind);
}

QString DirectoryPage::viewCount(const QString& id) const
{
    const auto kind = delivery::directoryKindFrom(id);
    if (!kind || !m_presenter.counts())
        return {};
    return QLocale().toString((*m_presenter.counts())[static_cast<size_t>(*kind)]);
}

QList<QAction*> DirectoryPage::menuActions(MenuId menu) const
{
    if (menu == MenuId::Edit)
        return {m_copyId, m_delete, m_focusFilter};
    return {};
}

QList<QWidget*> DirectoryPage::regions() const
{
    return {m_filter, m_table, m_detail};
}

void DirectoryPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_presenter.setActive(true);
}

void DirectoryPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_presenter.setActive(false);
}

void DirectoryPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const bool narrow = event->size().width() < narrowBelow;
    const bool wasNarrow = event->oldSize().width() < narrowBelow;
    // Sizes that were chosen by hand stay as long as the window does not change its form.
    if (narrow == wasNarrow && event->oldSize().isValid())
        return;
    const int detail = narrow ? narrowDetail : detailWidth;
    m_splitter->setSizes({event->size().width() - detail - 1, detail});
}

void DirectoryPage::showKind()
{
    const DirectoryKind kind = m_presenter.kind();
    m_filter->setPlaceholderText(models::filterHint(kind));
    m_filter->setAccessibleName(models::filterHint(kind));
    m_table->setAccessibleName(models::kindTitle(kind));
    if (m_filter->text() != m_presenter.text())
        m_filter->setText(m_presenter.text());
    m_typing.stop();
    showState();
}

void DirectoryPage::showSelection()
{
    if (m_presenter.selected())
        m_table->selectTarget(*m_presenter.selected());
}

void DirectoryPage::showState()
{
    const bool hasRows = m_presenter.model().rowCount() > 0;
    if (m_presenter.state() == DirectoryPresenter::State::Loading) {
        if (!m_loadingTimer.isActive() && m_stack->currentWidget() != m_loading)
            m_loadingTimer.start();
        return;
    }
    m_loadingTimer.stop();
    m_rows->setText(m_presenter.rowsText());
    if (hasRows) {
        m_stack->setCurrentWidget(m_table);
        m_detail->show();
        return;
    }
    const DirectoryKind kind = m_presenter.kind();
    if (m_presenter.state() == DirectoryPresenter::State::Failed) {
        m_empty->setIcon(Icon::Alert);
        m_empty->setTexts(tr("The Directory cannot be read"), tr("The next change is tried again by itself."));
    } else if (!m_presenter.text().isEmpty()) {
        m_empty->setIcon(Icon::Filter);
        m_empty->setTexts(tr("No row matches this filter"), {}, tr("Clear filter"));
    } else {
        m_empty->setIcon(iconNamed(models::kindIcon(kind)).value_or(Icon::Database));
        m_empty->setTexts(models::emptyReason(kind), models::emptyHelp(kind));
    }
    m_stack->setCurrentWidget(m_empty);
    m_detail->setVisible(m_detail->detail().has_value());
}

void DirectoryPage::copyText(const QString& text, const QString& what)
{
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

} // namespace hw::widgets
