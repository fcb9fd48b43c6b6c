#include "ui/widgets/mappingactionspanel.h"

#include "core/mapping/actionkinds.h"
#include "ui/models/eventtext.h"
#include "ui/models/mappingpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/layouts.h"
#include "ui/widgets/mappingcard.h"
#include "ui/widgets/mappingconditionrow.h"
#include "ui/widgets/mappingslotedit.h"

#include <QDrag>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace hw::widgets {

namespace {

constexpr int padding = 12;
constexpr int cardGap = 12;
/// Three buttons beside each other need this width; else there are two.
constexpr int mostColumns = 3;
constexpr int buttonGap = 4;
constexpr int dropLineHeight = 2;
constexpr char actionMimeType[] = "application/x-headwater-action"; ///< the id of a mapping

/// Offered as buttons; the rest stands in the menu.
constexpr std::array<const char*, 8> common{
    "workflows_trigger", "users_identify",    "users_delete",         "objects_set",
    "tenants_set",       "objects_subscribe", "audiences_add_member", "http_request",
};

Icon iconFor(const QString& kind)
{
    return iconNamed(models::actionIcon(kind)).value_or(Icon::Route);
}

} // namespace

MappingActionsPanel::MappingActionsPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_title(new Label(theme, tr("Actions for"), TextRole::BodyStrong))
    , m_type(new Label(theme, {}, TextRole::Mono))
    , m_add(new Button(theme, tr("Add action"), ButtonKind::Default, Icon::Plus))
    , m_condition(new MappingConditionRow(theme, presenter))
    , m_cardLayout(new QVBoxLayout)
    , m_patterns(new Label(theme, {}, TextRole::Small, Token::Text3))
    , m_hint(new Label(theme, tr("Nothing happens for events of this type yet."), TextRole::Body, Token::Text3))
    , m_addTitle(new Label(theme, tr("Add an action"), TextRole::Caption, Token::Text3))
    , m_buttons(new QGridLayout)
{
    setObjectName(QStringLiteral("mappingActions"));
    auto* header = new QWidget;
    header->setFixedHeight(theme.height(Height::PanelHeader));
    connect(&theme, &Theme::changed, header,
            [this, header] { header->setFixedHeight(m_theme.height(Height::PanelHeader)); });
    auto* headerLayout = new QHBoxLayout(header);
    headerLayout->setContentsMargins(padding, 0, padding, 1);
    headerLayout->setSpacing(6);
    headerLayout->addWidget(m_title);
    m_type->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    headerLayout->addWidget(m_type, 1);
    auto* order = new Label(theme, tr("Fixed order"), TextRole::Body, Token::Text3);
    order->setToolTip(tr("The actions of one event are carried out in this order, whatever order they were made in."));
    headerLayout->addWidget(order);
    headerLayout->addSpacing(4);
    m_add->setButtonSize(ButtonSize::Small);
    m_add->setObjectName(QStringLiteral("addAction"));
    connect(m_add, &QPushButton::clicked, this, &MappingActionsPanel::showAddMenu);
    headerLayout->addWidget(m_add);

    m_patterns->setWordWrap(true);
    m_patterns->setObjectName(QStringLiteral("appliedPatterns"));
    m_hint->setObjectName(QStringLiteral("noActions"));
    auto* content = new Fill(theme, Token::Sunken);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(padding, padding, padding, padding);
    column->setSpacing(cardGap);
    m_cardLayout->setSpacing(cardGap);
    m_buttons->setSpacing(buttonGap);
    column->addWidget(m_condition);
    column->addWidget(m_patterns);
    column->addWidget(m_hint);
    column->addLayout(m_cardLayout);
    column->addSpacing(2);
    column->addWidget(m_addTitle);
    column->addLayout(m_buttons);
    column->addStretch();
    m_dropLine = new Fill(theme, Token::Accent, content);
    m_dropLine->setObjectName(QStringLiteral("cardDropLine"));
    m_dropLine->hide();
    m_scroll = scrolling(content);
    setAcceptDrops(true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(header);
    outer->addWidget(m_scroll, 1);

    connect(&presenter, &models::MappingPresenter::cardsChanged, this, &MappingActionsPanel::refresh);
    connect(&presenter, &models::MappingPresenter::typeSelected, this, &MappingActionsPanel::refresh);
    connect(&presenter, &models::MappingPresenter::activeSlotChanged, this, &MappingActionsPanel::showActive);
    refresh();
}

void MappingActionsPanel::refresh()
{
    const QString& type = m_presenter.type();
    m_type->setText(type);
    m_type->setToolTip(type);
    m_add->setEnabled(!type.isEmpty());
    const auto& cards = m_presenter.cards();
    const bool same =
        std::equal(cards.begin(), cards.end(), m_cards.begin(), m_cards.end(),
                   [](const models::MappingCard& card, const MappingCard* shown) { return shown->canShow(card); });
    if (!same)
        rebuild();
    for (size_t i = 0; i < cards.size(); ++i)
        m_cards[i]->setCard(cards[i]);
    const auto& shared = m_presenter.sharedCondition();
    m_condition->setVisible(shared.has_value());
    if (shared)
        m_condition->setForm(*shared);
    const QStringList patterns = m_presenter.applyingPatterns();
    m_patterns->setVisible(!patterns.isEmpty());
    m_patterns->setText(tr("The actions of %1 apply to this type too.").arg(patterns.join(QStringLiteral(", "))));
    m_hint->setVisible(cards.empty() && !type.isEmpty());
    refreshButtons();
    showActive();
}

void MappingActionsPanel::rebuild()
{
    const bool hadFocus = hasSlotFocus();
    for (MappingCard* card : m_cards) {
        card->hide();
        card->deleteLater();
        m_cardLayout->removeWidget(card);
    }
    m_cards.clear();
    for (const models::MappingCard& card : m_presenter.cards()) {
        auto* widget = new MappingCard(m_theme, m_presenter, card);
        connect(widget, &MappingCard::deleteWanted, this, &MappingActionsPanel::deleteWanted);
        connect(widget, &MappingCard::copyWanted, this, &MappingActionsPanel::copyWanted);
        connect(widget, &MappingCard::dragWanted, this, &MappingActionsPanel::startDragOf);
        m_cardLayout->addWidget(widget);
        widget->show();
        m_cards.push_back(widget);
    }
    // Only to the slot that is meant: another one would take the next click.
    if (MappingSlotEdit* slot = hadFocus ? slotOf(m_presenter.activeSlot()) : nullptr)
        slot->focusSlot(Qt::OtherFocusReason);
}

void MappingActionsPanel::refreshButtons()
{
    QStringList offered;
    for (const char* name : common) {
        const QString kind = QLatin1String(name);
        const auto& cards = m_presenter.cards();
        const bool used = std::any_of(cards.begin(), cards.end(),
                                      [&](const models::MappingCard& card) { return card.action == kind; });
        if (!used && !m_presenter.type().isEmpty())
            offered.append(kind);
    }
    m_addTitle->setVisible(!offered.isEmpty());
    const int columns = columnsFor(offered);
    if (offered == m_offered && columns == m_buttonColumns)
        return;
    m_offered = offered;
    m_buttonColumns = columns;
    clearLayout(*m_buttons);
    for (int i = 0; i < offered.size(); ++i) {
        const QString kind = offered.at(i);
        auto* button = new Button(m_theme, models::actionTitle(kind), ButtonKind::Default, iconFor(kind));
        button->setObjectName(QStringLiteral("add_") + kind);
        button->setStartAligned();
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        connect(button, &QPushButton::clicked, this, [this, kind] { addAction(kind); });
        m_buttons->addWidget(button, i / columns, i % columns);
    }
    for (int column = 0; column < mostColumns; ++column)
        m_buttons->setColumnStretch(column, column < columns ? 1 : 0);
}

/// As many as there is room for, each as wide as its widest button.
int MappingActionsPanel::columnsFor(const QStringList& offered) const
{
    for (int columns = mostColumns; columns > 1; --columns) {
        std::vector<int> widest(static_cast<size_t>(columns), 0);
        for (int i = 0; i < offered.size(); ++i) {
            int& wide = widest[static_cast<size_t>(i % columns)];
            const Button button(m_theme, models::actionTitle(offered.at(i)), ButtonKind::Default,
                                iconFor(offered.at(i)));
            wide = std::max(wide, button.sizeHint().width());
        }
        const int gaps = 2 * padding + (columns - 1) * buttonGap;
        if (std::accumulate(widest.begin(), widest.end(), gaps) <= width())
            return columns;
    }
    return 1;
}

void MappingActionsPanel::showAddMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("addActionMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const mapping::ActionKind& kind : mapping::actionKinds()) {
        const QString name = QLatin1String(kind.name);
        QAction* action = menu->addAction(m_theme.icon(iconFor(name)), models::actionTitle(name));
        action->setObjectName(QStringLiteral("menu_") + name);
        action->setToolTip(QLatin1String(kind.help));
        connect(action, &QAction::triggered, this, [this, name] { addAction(name); });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
}

void MappingActionsPanel::addAction(const QString& kind)
{
    m_presenter.addAction(kind);
    // Its button goes away with the focus, which belongs to the new card's first slot.
    focusSlots();
}

void MappingActionsPanel::offer(const QString& path)
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("offerMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("Fill with %1").arg(path));
    for (const models::MappingSlot& slot : m_presenter.slotRows().rows()) {
        QAction* action = menu->addAction(m_theme.icon(iconFor(slot.action)),
                                          tr("%1 › %2").arg(models::actionTitle(slot.action), slot.title));
        action->setObjectName(QStringLiteral("offer_") + slot.ref.parameter);
        connect(action, &QAction::triggered, this, [this, ref = slot.ref, path] {
            m_presenter.setActiveSlot(ref);
            m_presenter.fill(path);
        });
    }
    if (m_presenter.slotRows().rows().empty())
        menu->addAction(tr("Add an action first"))->setEnabled(false);
    menu->popup(mapToGlobal(QPoint(padding, m_theme.height(Height::PanelHeader))));
}

void MappingActionsPanel::startDragOf(const QString& mapping)
{
    const auto dragged = std::find_if(m_cards.begin(), m_cards.end(),
                                      [&](const MappingCard* card) { return card->card().mapping == mapping; });
    if (dragged == m_cards.end())
        return;
    auto* carried = new QMimeData;
    carried->setData(QLatin1String(actionMimeType), mapping.toUtf8());
    auto* drag = new QDrag(this);
    drag->setMimeData(carried);
    drag->setPixmap((*dragged)->grab(QRect(0, 0, (*dragged)->width(), m_theme.height(Height::PanelHeader))));
    drag->exec(Qt::MoveAction);
    m_dropLine->hide();
}

const MappingCard* MappingActionsPanel::cardBelow(const QString& mapping, const QPoint& place) const
{
    const auto dragged = std::find_if(m_cards.begin(), m_cards.end(),
                                      [&](const MappingCard* card) { return card->card().mapping == mapping; });
    for (const MappingCard* card : m_cards) {
        const bool isKin = dragged != m_cards.end() && card->card().action == (*dragged)->card().action;
        const int middle = card->mapTo(this, QPoint(0, card->height() / 2)).y();
        if (isKin && place.y() < middle)
            return card;
    }
    return nullptr;
}

void MappingActionsPanel::showDropLine(const QString& mapping, const QPoint& place)
{
    const MappingCard* below = cardBelow(mapping, place);
    int y = 0;
    if (below) {
        y = below->y() - cardGap / 2 - 1;
    } else {
        for (const MappingCard* card : m_cards) {
            const auto& cards = m_presenter.cards();
            const auto dragged = std::find_if(cards.begin(), cards.end(),
                                              [&](const models::MappingCard& one) { return one.mapping == mapping; });
            if (dragged != cards.end() && card->card().action == dragged->action)
                y = card->geometry().bottom() + cardGap / 2;
        }
    }
    m_dropLine->setGeometry(padding, y, m_dropLine->parentWidget()->width() - 2 * padding, dropLineHeight);
    m_dropLine->raise();
    m_dropLine->show();
}

void MappingActionsPanel::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasFormat(QLatin1String(actionMimeType)))
        event->acceptProposedAction();
}

void MappingActionsPanel::dragMoveEvent(QDragMoveEvent* event)
{
    if (!event->mimeData()->hasFormat(QLatin1String(actionMimeType)))
        return;
    event->acceptProposedAction();
    showDropLine(QString::fromUtf8(event->mimeData()->data(QLatin1String(actionMimeType))),
                 event->position().toPoint());
}

void MappingActionsPanel::dragLeaveEvent(QDragLeaveEvent*)
{
    m_dropLine->hide();
}

void MappingActionsPanel::dropEvent(QDropEvent* event)
{
    m_dropLine->hide();
    const QString mapping = QString::fromUtf8(event->mimeData()->data(QLatin1String(actionMimeType)));
    if (mapping.isEmpty())
        return;
    event->acceptProposedAction();
    const MappingCard* below = cardBelow(mapping, event->position().toPoint());
    m_presenter.placeAction(mapping, below ? below->card().mapping : QString());
}

MappingSlotEdit* MappingActionsPanel::slotOf(const models::SlotRef& ref) const
{
    if (m_presenter.sharedCondition()) {
        if (MappingSlotEdit* slot = m_condition->slotOf(ref))
            return slot;
    }
    for (const MappingCard* card : m_cards) {
        if (MappingSlotEdit* slot = card->slotOf(ref))
            return slot;
    }
    return nullptr;
}

void MappingActionsPanel::showActive()
{
    const models::SlotRef& active = m_presenter.activeSlot();
    m_condition->showActive(active);
    for (MappingCard* card : m_cards)
        card->showActive(active);
    if (MappingSlotEdit* slot = slotOf(active))
        m_scroll->ensureWidgetVisible(slot, padding, padding);
}

bool MappingActionsPanel::focusSlots()
{
    MappingSlotEdit* slot = slotOf(m_presenter.activeSlot());
    if (!slot && !m_presenter.slotRows().rows().empty())
        slot = slotOf(m_presenter.slotRows().rows().front().ref);
    if (!slot)
        return false;
    slot->focusSlot(Qt::OtherFocusReason);
    return true;
}

bool MappingActionsPanel::hasSlotFocus() const
{
    const QWidget* focus = focusWidget();
    return focus && focus->hasFocus() && m_scroll->isAncestorOf(focus);
}

void MappingActionsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    refreshButtons();
}

void MappingActionsPanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Window));
    painter.fillRect(0, m_theme.height(Height::PanelHeader) - 1, width(), 1, m_theme.color(Token::Line));
}

} // namespace hw::widgets
