#include "ui/widgets/deliveriespage.h"

#include "ui/models/deliveriespresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/deliveriestable.h"
#include "ui/widgets/deliverydetailpane.h"
#include "ui/widgets/destinationrows.h"
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
#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace hw::widgets {

using delivery::TargetKind;
using models::DeliveriesPresenter;
using models::DeliveryList;

namespace {

constexpr std::chrono::milliseconds loadingDelay{300};
constexpr std::chrono::milliseconds typingPause{150};
constexpr int edge = 16;
constexpr int filterBar = 44;
constexpr int footer = 31;
constexpr int bannerMargin = 12;
constexpr int detailWidth = 440;
constexpr int leastDetail = 360;

struct ListView
{
    DeliveryList list;
    const char* id;
};

constexpr std::array lists{ListView{DeliveryList::Outbox, "outbox"}, ListView{DeliveryList::Dead, "deadLetters"},
                           ListView{DeliveryList::Delivered, "delivered"}};

} // namespace

DeliveriesPage::DeliveriesPage(const Theme& theme, DeliveriesPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_destinations(new DestinationRows(theme))
    , m_filter(new SearchField(theme))
    , m_problem(new Label(theme, {}, TextRole::Small, Token::Fail))
    , m_retryButton(new Button(theme, {}, ButtonKind::Default, Icon::Replay))
    , m_table(new DeliveriesTable(theme, presenter.model()))
    , m_empty(new EmptyState(theme, Icon::Send))
    , m_loading(new LoadingRows(theme))
    , m_stack(new QStackedWidget)
    , m_rows(new Label(theme, {}, TextRole::Small, Token::Text2))
    , m_splitter(new DetailSplitter(theme, detailWidth))
{
    setObjectName(QStringLiteral("deliveriesPage"));
    buildActions();
    m_detail = new DeliveryDetailPane(theme, {m_retry, m_showEvent, m_copyCurl, m_copyId});
    m_detail->setMinimumWidth(leastDetail);
    m_splitter->setObjectName(QStringLiteral("deliveriesSplitter"));
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(buildTop());
    outer->addWidget(m_splitter, 1);
    m_loadingTimer.setSingleShot(true);
    m_loadingTimer.setInterval(loadingDelay);
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connectPresenter();
    showDestinations();
    showRetry();
    showState();
}

QWidget* DeliveriesPage::buildTop()
{
    auto* top = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_banners = new QVBoxLayout;
    m_banners->setContentsMargins(bannerMargin, 0, bannerMargin, 0);
    m_banners->setSpacing(bannerMargin);
    column->addLayout(m_banners);
    column->addWidget(m_destinations);
    return top;
}

QWidget* DeliveriesPage::buildList()
{
    auto* list = new Fill(m_theme, Token::Base);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);

    auto* bar = new QWidget;
    auto* barLayout = new QHBoxLayout(bar);
    barLayout->setContentsMargins(edge, 0, edge, 0);
    barLayout->setSpacing(8);
    m_filter->setObjectName(QStringLiteral("deliveriesFilter"));
    m_filter->setPlaceholderText(tr("Filter: destination:production/knock action:users_identify reason:http_4"));
    m_filter->setAccessibleName(tr("Filter the deliveries"));
    m_retryButton->setObjectName(QStringLiteral("retryAllButton"));
    barLayout->addWidget(m_filter, 1);
    barLayout->addWidget(m_retryButton);
    bar->setFixedHeight(filterBar);
    column->addWidget(bar);
    m_problem->setObjectName(QStringLiteral("deliveriesFilterProblem"));
    m_problem->setContentsMargins(edge, 0, edge, 8);
    m_problem->hide();
    column->addWidget(m_problem);
    column->addWidget(new HairLine(m_theme, Qt::Horizontal));

    m_empty->setObjectName(QStringLiteral("deliveriesEmpty"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_loading);
    column->addWidget(m_stack, 1);

    column->addWidget(new HairLine(m_theme, Qt::Horizontal));
    auto* bottom = new QWidget;
    auto* bottomLayout = new QHBoxLayout(bottom);
    bottomLayout->setContentsMargins(edge, 0, edge, 0);
    m_rows->setObjectName(QStringLiteral("deliveriesRows"));
    bottomLayout->addWidget(m_rows);
    bottomLayout->addStretch();
    bottom->setFixedHeight(footer);
    column->addWidget(bottom);
    return list;
}

QAction* DeliveriesPage::makeAction(const QString& name, const QString& text, const QKeySequence& key)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void DeliveriesPage::buildActions()
{
    m_confirm =
        makeAction(QStringLiteral("confirmHeld"), tr("Confirm held deliveries…"), QKeySequence(tr("Ctrl+Return")));
    m_retry = makeAction(QStringLiteral("retryDelivery"), tr("Retry"), QKeySequence(tr("Ctrl+R")));
    m_retryAll =
        makeAction(QStringLiteral("retryAllDeliveries"), tr("Retry all that match"), QKeySequence(tr("Ctrl+Shift+R")));
    m_showEvent = makeAction(QStringLiteral("showDeliveryEvent"), tr("Show the event"), QKeySequence(tr("Ctrl+E")));
    m_copyCurl = makeAction(QStringLiteral("copyDeliveryCurl"), tr("Copy as cURL"), QKeySequence(tr("Ctrl+Shift+C")));
    m_copyId = makeAction(QStringLiteral("copyDeliveryId"), tr("Copy ID"), {});
    m_focusFilter =
        makeAction(QStringLiteral("focusDeliveriesFilter"), tr("Filter the deliveries"), QKeySequence(tr("/")));
    setActionIcon(m_theme, *m_retry, Icon::Replay);
    setActionIcon(m_theme, *m_showEvent, Icon::Arrow);
    setActionIcon(m_theme, *m_copyCurl, Icon::Terminal);
    setActionIcon(m_theme, *m_copyId, Icon::Copy);
    m_table->addActions({m_retry, m_showEvent, m_copyCurl, m_copyId});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_retry, &QAction::triggered, this, [this] {
        const std::vector<int> rows = m_table->selectedRows();
        if (!rows.empty() || !m_detail->detail())
            m_presenter.findRetryable(rows);
    });
    connect(m_confirm, &QAction::triggered, this, [this] {
        const QStringList held = m_presenter.heldEnvironments();
        if (!held.isEmpty())
            askToConfirm(held.first());
    });
    connect(m_retryAll, &QAction::triggered, &m_presenter, &DeliveriesPresenter::findAllRetryable);
    connect(m_retryButton, &QAbstractButton::clicked, m_retryAll, &QAction::trigger);
    connect(m_showEvent, &QAction::triggered, this, [this] {
        if (m_detail->detail() && !m_detail->detail()->eventId.isEmpty())
            Q_EMIT openEvent(m_detail->detail()->eventId);
    });
    connect(m_copyCurl, &QAction::triggered, this, [this] { copyText(m_detail->curl(), tr("The cURL command")); });
    connect(m_copyId, &QAction::triggered, this, [this] {
        if (m_detail->detail())
            copyText(m_detail->detail()->id, tr("The ID"));
    });
    connect(m_focusFilter, &QAction::triggered, this, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
}

void DeliveriesPage::connectPresenter()
{
    connect(m_table, &DeliveriesTable::currentIdChanged, &m_presenter, &DeliveriesPresenter::select);
    connect(m_table, &DeliveriesTable::visibleRowsChanged, &m_presenter, &DeliveriesPresenter::setVisibleRows);
    connect(m_table, &DeliveriesTable::pointedAtChanged, &m_presenter, &DeliveriesPresenter::setPointedAt);
    connect(m_table, &DeliveriesTable::selectedRowsChanged, this, &DeliveriesPage::showRetry);
    connect(m_table, &QAbstractItemView::activated, m_showEvent, &QAction::trigger);
    connect(m_destinations, &DestinationRows::pauseWanted, &m_presenter, &DeliveriesPresenter::setPaused);
    connect(m_destinations, &DestinationRows::filterWanted, this, [this](const QString& environment, TargetKind kind) {
        const QString term = QStringLiteral("destination:%1/%2").arg(environment, toString(kind));
        m_filter->setText(m_filter->text() == term ? QString() : term);
    });
    connect(&m_presenter, &DeliveriesPresenter::stateChanged, this, &DeliveriesPage::showState);
    connect(&m_presenter, &DeliveriesPresenter::listChanged, this, &DeliveriesPage::showState);
    connect(&m_presenter, &DeliveriesPresenter::destinationsChanged, this, &DeliveriesPage::showDestinations);
    connect(&m_presenter, &DeliveriesPresenter::rowsTextChanged, this,
            [this] { m_rows->setText(m_presenter.rowsText()); });
    connect(&m_presenter, &DeliveriesPresenter::selectionChanged, this,
            [this] { m_table->selectId(m_presenter.selected()); });
    connect(&m_presenter, &DeliveriesPresenter::textChanged, this, [this] {
        m_problem->setText(m_presenter.problem());
        m_problem->setVisible(!m_presenter.problem().isEmpty());
        showRetry();
    });
    connect(&m_presenter, &DeliveriesPresenter::detailReady, this, [this](const models::DeliveryDetail& detail) {
        m_detail->setDetail(detail);
        showRetry();
    });
    connect(&m_presenter, &DeliveriesPresenter::detailCleared, this, [this] {
        m_detail->clear();
        showRetry();
    });
    connect(&m_presenter, &DeliveriesPresenter::explanationChanged, m_detail, &DeliveryDetailPane::setExplanation);
    connect(&m_presenter, &DeliveriesPresenter::retryFound, this, &DeliveriesPage::askToRetry);
    const models::DeliveriesModel& model = m_presenter.model();
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_table->selectId(m_presenter.selected());
        showState();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &DeliveriesPage::showState);
    connect(&model, &QAbstractItemModel::dataChanged, this, &DeliveriesPage::showRetry);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &DeliveriesPage::showState);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, [this] { m_presenter.setText(m_filter->text()); });
    connect(m_filter, &SearchField::left, m_table, [this] { m_table->setFocus(Qt::OtherFocusReason); });
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_filter->text().isEmpty())
            Q_EMIT openSettings();
        else
            m_filter->clear();
    });
    connect(&m_loadingTimer, &QTimer::timeout, this, [this] {
        if (m_presenter.state() == DeliveriesPresenter::State::Loading)
            m_stack->setCurrentWidget(m_loading);
    });
}

std::vector<ViewEntry> DeliveriesPage::views(const LazyPage& page)
{
    const std::array titles{tr("Outbox"), tr("Dead letters"), tr("Delivered")};
    const std::array icons{Icon::Send, Icon::Alert, Icon::Check};
    std::vector<ViewEntry> entries;
    for (size_t i = 0; i < lists.size(); ++i)
        entries.push_back(
            {QString::fromLatin1(lists[i].id), titles[i], icons[i], {models::PlaceKind::Deliveries}, page});
    return entries;
}

void DeliveriesPage::setPlace(const models::Place&)
{}

void DeliveriesPage::setView(const QString& id)
{
    for (const ListView& view : lists) {
        if (id == QLatin1String(view.id))
            m_presenter.setList(view.list);
    }
    using Model = models::DeliveriesModel;
    switch (m_presenter.list()) {
    case DeliveryList::Outbox: m_table->setUseless({}); break;
    case DeliveryList::Dead: m_table->setUseless({Model::Next}); break;
    case DeliveryList::Delivered: m_table->setUseless({Model::Next, Model::Reason}); break;
    }
}

QString DeliveriesPage::viewCount(const QString& id) const
{
    const qint64 count = id == QLatin1String("outbox")        ? m_presenter.openCount()
                         : id == QLatin1String("deadLetters") ? m_presenter.deadCount()
                                                              : 0;
    return count > 0 ? QLocale().toString(count) : QString();
}

QList<QAction*> DeliveriesPage::menuActions(MenuId menu) const
{
    if (menu == MenuId::Edit)
        return {m_copyId, m_copyCurl, m_focusFilter};
    if (menu == MenuId::Event)
        return {m_confirm, m_retry, m_retryAll, m_showEvent};
    return {};
}

QList<QWidget*> DeliveriesPage::regions() const
{
    return {m_destinations, m_filter, m_table, m_detail};
}

void DeliveriesPage::showEvent(QShowEvent* event)
{
    Page::showEvent(event);
    m_presenter.setActive(true);
}

void DeliveriesPage::hideEvent(QHideEvent* event)
{
    Page::hideEvent(event);
    m_presenter.setActive(false);
}

void DeliveriesPage::showDestinations()
{
    const QStringList held = m_presenter.heldEnvironments();
    for (size_t i = m_heldBanners.size(); i-- > 0;) {
        if (held.contains(m_heldBanners[i].first))
            continue;
        delete m_heldBanners[i].second;
        m_heldBanners.erase(m_heldBanners.begin() + static_cast<qptrdiff>(i));
    }
    for (const QString& environment : held) {
        auto found = std::find_if(m_heldBanners.begin(), m_heldBanners.end(),
                                  [&](const auto& entry) { return entry.first == environment; });
        if (found == m_heldBanners.end()) {
            auto* banner = new Banner(m_theme);
            banner->setObjectName(QStringLiteral("heldBanner_") + environment);
            connect(banner, &Banner::actionRequested, this, [this, environment] { askToConfirm(environment); });
            m_banners->addWidget(banner);
            m_heldBanners.emplace_back(environment, banner);
            found = std::prev(m_heldBanners.end());
        }
        found->second->showMessage(Tone::Warn, m_presenter.heldText(environment),
                                   m_presenter.canConfirm()
                                       ? tr("Confirm %1…").arg(QLocale().toString(m_presenter.heldIn(environment)))
                                       : QString());
    }
    m_confirm->setEnabled(!held.isEmpty() && m_presenter.canConfirm());
    const int margin = m_heldBanners.empty() ? 0 : bannerMargin;
    m_banners->setContentsMargins(bannerMargin, margin, bannerMargin, margin);
    m_destinations->setRows(m_presenter.destinations());
    showState();
    Q_EMIT viewCountsChanged();
}

void DeliveriesPage::askToConfirm(const QString& environment)
{
    const auto count = static_cast<int>(m_presenter.heldIn(environment));
    if (count == 0)
        return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Send held deliveries"),
                                tr("Send %n deliver(y|ies) of %1 now?", nullptr, count).arg(environment),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("confirmDeliveries"));
    box->setInformativeText(m_presenter.confirmLines(environment).join(u'\n') + QStringLiteral("\n\n") +
                            tr("They are real calls. Until Headwater is closed, what %1 plans from now on goes out by "
                               "itself.")
                                .arg(environment));
    QPushButton* send = box->addButton(tr("Send %n deliver(y|ies)", nullptr, count), QMessageBox::AcceptRole);
    send->setObjectName(QStringLiteral("confirmSend"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(send, &QAbstractButton::clicked, this, [this, environment] { m_presenter.confirm(environment); });
    box->open();
}

void DeliveriesPage::showRetry()
{
    const std::vector<int> rows = m_table->selectedRows();
    const auto retryable =
        std::count_if(rows.begin(), rows.end(), [this](int row) { return m_presenter.model().canRetry(row); });
    m_retry->setEnabled(retryable > 0);
    m_retry->setText(rows.size() > 1 ? tr("Retry %n deliver(y|ies)", nullptr, static_cast<int>(retryable))
                                     : tr("Retry"));
    const bool hasDetail = m_detail->detail().has_value();
    m_showEvent->setEnabled(hasDetail && !m_detail->detail()->eventId.isEmpty());
    m_copyId->setEnabled(hasDetail);
    m_copyCurl->setEnabled(hasDetail && !m_detail->curl().isEmpty());
    const bool any = m_presenter.list() != DeliveryList::Delivered && m_presenter.model().rowCount() > 0 &&
                     m_presenter.problem().isEmpty();
    m_retryAll->setEnabled(any);
    m_retryButton->setVisible(m_presenter.list() != DeliveryList::Delivered);
    m_retryButton->setEnabled(any);
    m_retryButton->setText(m_filter->text().isEmpty() ? tr("Retry all…") : tr("Retry matching…"));
}

void DeliveriesPage::askToRetry(const delivery::Retryable& found)
{
    const auto count = static_cast<int>(found.seqs.size());
    if (count == 0) {
        auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Retry"), tr("Nothing here can be retried."),
                                    QMessageBox::Ok, this);
        box->setObjectName(QStringLiteral("nothingToRetry"));
        box->setInformativeText(tr("Deliveries that failed can be; those that wait go by themselves."));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->open();
        return;
    }
    if (count == 1 && found.forgotten == 0) {
        m_presenter.retry(found);
        return;
    }
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Retry"), tr("Retry %n deliver(y|ies)?", nullptr, count),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("retryDeliveries"));
    QString text = tr("They go out in the order in which they were planned. Those to a destination that is not "
                      "confirmed are held.");
    if (found.forgotten > 0) {
        text +=
            QStringLiteral("\n\n") +
            tr("%n of them (was|were) first tried more than 24 hours ago. Knock has forgotten their keys: a workflow "
               "that ran then runs again.",
               nullptr, static_cast<int>(found.forgotten));
    }
    box->setInformativeText(text);
    QPushButton* retry = box->addButton(tr("Retry %n deliver(y|ies)", nullptr, count), QMessageBox::AcceptRole);
    retry->setObjectName(QStringLiteral("confirmRetry"));
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(retry, &QAbstractButton::clicked, this, [this, found] { m_presenter.retry(found); });
    box->open();
}

void DeliveriesPage::showState()
{
    const bool hasRows = m_presenter.model().rowCount() > 0;
    if (m_presenter.state() == DeliveriesPresenter::State::Loading) {
        if (!m_loadingTimer.isActive() && m_stack->currentWidget() != m_loading)
            m_loadingTimer.start();
        return;
    }
    m_loadingTimer.stop();
    m_rows->setText(m_presenter.rowsText());
    showRetry();
    m_detail->setVisible(hasRows || m_detail->detail().has_value());
    if (hasRows) {
        m_stack->setCurrentWidget(m_table);
        return;
    }
    m_empty->setIcon(Icon::Send);
    if (m_presenter.state() == DeliveriesPresenter::State::Failed) {
        m_empty->setIcon(Icon::Alert);
        m_empty->setTexts(tr("The outbox cannot be read"), tr("The next change is tried again by itself."));
    } else if (!m_presenter.text().isEmpty()) {
        m_empty->setIcon(Icon::Filter);
        m_empty->setTexts(tr("No delivery matches this filter"), {}, tr("Clear filter"));
    } else if (m_presenter.destinations().empty()) {
        m_empty->setTexts(tr("Everything stays in the Directory"),
                          tr("No environment delivers to Knock or to an HTTP endpoint yet."),
                          tr("Choose a destination…"));
    } else if (m_presenter.list() == DeliveryList::Dead) {
        m_empty->setTexts(tr("No dead letters"),
                          tr("What a destination refuses, or cannot be reached for, ends here."));
    } else if (m_presenter.list() == DeliveryList::Delivered) {
        m_empty->setTexts(tr("Nothing delivered yet"), tr("What arrived at its destination is listed here."));
    } else {
        m_empty->setTexts(tr("Nothing waits"), tr("Actions for Knock and HTTP endpoints pass through here."));
    }
    m_stack->setCurrentWidget(m_empty);
}

void DeliveriesPage::copyText(const QString& text, const QString& what)
{
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(what);
}

} // namespace hw::widgets
