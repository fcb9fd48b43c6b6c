#include "ui/widgets/mappingcard.h"

#include "ui/models/eventtext.h"
#include "ui/models/mappingtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/label.h"
#include "ui/widgets/linedialog.h"
#include "ui/widgets/mappingconditionrow.h"
#include "ui/widgets/mappingslotedit.h"

#include <QApplication>
#include <QCheckBox>
#include <QGridLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>

namespace hw::widgets {

namespace {

constexpr int padding = 12;
constexpr int titleWidth = 84;
constexpr int rowGap = 8;
constexpr int iconSide = 16;
constexpr qreal radius = 6;

/// Its required mark is coloured; the words are plain text.
QString titleOf(const models::MappingSlot& slot, const Theme& theme)
{
    const QString title = slot.title.toHtmlEscaped();
    return slot.required
               ? QStringLiteral("%1 <span style=\"color:%2\">*</span>").arg(title, theme.color(Token::Fail).name())
               : title;
}

class IconLabel final : public QWidget
{
public:
    IconLabel(const Theme& theme, Icon icon)
        : m_theme(theme)
        , m_icon(icon)
    {
        setFixedSize(iconSide, iconSide);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_theme.paintIcon(painter, rect(), m_icon, Token::Accent);
    }

private:
    const Theme& m_theme;
    Icon m_icon;
};

/// What a card is pulled by.
class Grip final : public QWidget
{
public:
    Grip(const Theme& theme, std::function<void()> pulled)
        : m_theme(theme)
        , m_pulled(std::move(pulled))
    {
        setObjectName(QStringLiteral("cardGrip"));
        setFixedSize(iconSide, iconSide);
        setCursor(Qt::OpenHandCursor);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_theme.paintIcon(painter, rect(), Icon::Grip, Token::Text3);
    }

    void mousePressEvent(QMouseEvent* event) override { m_from = event->position().toPoint(); }

    void mouseMoveEvent(QMouseEvent* event) override
    {
        const QPoint way = event->position().toPoint() - m_from;
        if (event->buttons().testFlag(Qt::LeftButton) && way.manhattanLength() >= QApplication::startDragDistance())
            m_pulled();
    }

private:
    const Theme& m_theme;
    std::function<void()> m_pulled;
    QPoint m_from;
};

} // namespace

MappingCard::MappingCard(const Theme& theme, models::MappingPresenter& presenter, const models::MappingCard& card,
                         QWidget* parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_card(card)
    , m_parameters(parametersOf(presenter, card.mapping))
    , m_grid(new QGridLayout(this))
{
    setObjectName(QStringLiteral("card_") + card.action);
    setFrameShape(QFrame::NoFrame);
    m_grid->setContentsMargins(padding, 4, padding, padding);
    m_grid->setHorizontalSpacing(rowGap);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnMinimumWidth(0, titleWidth);
    m_grid->setColumnStretch(1, 1);
    buildHeader();
    buildSlots();
    setCard(card);
}

QStringList MappingCard::parametersOf(const models::MappingPresenter& presenter, const QString& mapping)
{
    QStringList names;
    for (const models::MappingSlot& slot : presenter.slotRows().rows()) {
        if (slot.ref.mapping == mapping)
            names.append(slot.ref.parameter);
    }
    return names;
}

void MappingCard::buildHeader()
{
    const QString title = models::actionTitle(m_card.action);
    auto* line = new QHBoxLayout;
    line->setSpacing(rowGap);
    m_grip = new Grip(m_theme, [this] { Q_EMIT dragWanted(m_card.mapping); });
    m_grip->setToolTip(tr("Drag among the actions of this kind, or press Ctrl+Up and Ctrl+Down"));
    line->addWidget(m_grip);
    line->addWidget(new IconLabel(m_theme, iconNamed(models::actionIcon(m_card.action)).value_or(Icon::Route)));
    line->addWidget(new Label(m_theme, title, TextRole::BodyStrong));
    if (!m_card.environments.isEmpty()) {
        const QString only = tr("only in %1").arg(m_card.environments.join(QStringLiteral(", ")));
        line->addWidget(new Label(m_theme, only, TextRole::Small, Token::Text3));
    }
    line->addStretch();
    m_filled = new Label(m_theme, {}, TextRole::Small, Token::Text3);
    m_switch = new QCheckBox;
    m_switch->setObjectName(QStringLiteral("cardSwitch"));
    m_switch->setAccessibleName(tr("%1 is on").arg(title));
    m_switch->setToolTip(tr("Whether this action is carried out"));
    connect(m_switch, &QCheckBox::toggled, this, [this](bool on) { m_presenter.setActionActive(m_card.mapping, on); });
    m_more = new ToolButton(m_theme, Icon::More);
    m_more->setObjectName(QStringLiteral("cardMore"));
    m_more->setButtonSize(ButtonSize::Small);
    m_more->setAccessibleName(tr("More for %1").arg(title));
    connect(m_more, &QToolButton::clicked, this, &MappingCard::showMenu);
    line->addWidget(m_filled);
    line->addWidget(m_switch);
    line->addWidget(m_more);
    m_grid->addLayout(line, 0, 0, 1, 2);
    m_grid->setRowMinimumHeight(0, m_theme.height(Height::PanelHeader));
}

void MappingCard::buildSlots()
{
    int row = 1;
    if (m_card.when) {
        m_condition = new MappingConditionRow(m_theme, m_presenter);
        m_grid->addWidget(m_condition, row, 0, 1, 2);
        m_grid->setRowMinimumHeight(row, m_theme.height(Height::Button) + rowGap);
        ++row;
    }
    for (const QString& parameter : std::as_const(m_parameters)) {
        const models::SlotRef ref{m_card.mapping, parameter, -1};
        const models::MappingSlot* slot = m_presenter.slotRows().find(ref);
        if (!slot)
            continue;
        auto* title = new Label(m_theme, {}, TextRole::Body, Token::Text2);
        title->setTextFormat(Qt::RichText);
        title->setText(titleOf(*slot, m_theme));
        title->setToolTip(slot->help);
        connect(&m_theme, &Theme::changed, title,
                [this, title, copy = *slot] { title->setText(titleOf(copy, m_theme)); });
        auto* field = new MappingSlotEdit(m_theme);
        field->setObjectName(QStringLiteral("slot_") + parameter);
        field->setPlaceholder(tr("Click a value on the left, or type a path"));
        auto* problem = new Label(m_theme, {}, TextRole::Small, Token::Fail);
        problem->setObjectName(QStringLiteral("problem_") + parameter);
        problem->setWordWrap(true);
        problem->hide();
        connect(field, &MappingSlotEdit::entered, this, [this, ref] { m_presenter.setActiveSlot(ref); });
        connect(field, &MappingSlotEdit::textCommitted, this,
                [this, ref](const QString& text) { m_presenter.setSlotText(ref, text); });
        connect(field, &MappingSlotEdit::removeWanted, this, [this, ref] { m_presenter.clearSlot(ref); });
        const auto put = [this, ref](const QString& path) {
            m_presenter.setActiveSlot(ref);
            m_presenter.fill(path);
        };
        connect(field, &MappingSlotEdit::pathDropped, this, put);
        connect(field, &MappingSlotEdit::suggestionTaken, this, put);
        connect(field, &MappingSlotEdit::fallbackWanted, this, [this, ref] { askFallback(ref); });
        if (row > 1)
            m_grid->setRowMinimumHeight(row++, rowGap);
        m_grid->addWidget(title, row, 0);
        m_grid->addWidget(field, row++, 1);
        m_grid->addWidget(problem, row++, 1);
        m_rows.push_back({parameter, field, problem});
    }
    m_addField = new ToolButton(m_theme, Icon::Plus, tr("Add a field"));
    m_addField->setObjectName(QStringLiteral("addField"));
    m_addField->setButtonSize(ButtonSize::Small);
    connect(m_addField, &QToolButton::clicked, this, &MappingCard::showFieldMenu);
    m_grid->setRowMinimumHeight(row++, 4);
    m_grid->addWidget(m_addField, row, 1, Qt::AlignLeft);
}

bool MappingCard::canShow(const models::MappingCard& card) const
{
    return card.mapping == m_card.mapping && card.action == m_card.action && card.environments == m_card.environments &&
           card.when.has_value() == m_card.when.has_value() && parametersOf(m_presenter, card.mapping) == m_parameters;
}

void MappingCard::setCard(const models::MappingCard& card)
{
    m_card = card;
    m_grip->setVisible(m_presenter.canMove(card.mapping, -1) || m_presenter.canMove(card.mapping, 1));
    m_filled->setText(tr("%1 of %2 filled").arg(card.filled).arg(card.shown));
    const QSignalBlocker quiet(m_switch);
    m_switch->setChecked(card.active);
    if (m_condition && card.when)
        m_condition->setForm(*card.when);
    for (const Row& row : m_rows) {
        if (const models::MappingSlot* slot = m_presenter.slotRows().find({card.mapping, row.parameter, -1})) {
            row.slot->setSlot(*slot);
            row.problem->setText(slot->problem);
            row.problem->setVisible(!slot->problem.isEmpty());
        }
    }
    m_addField->setVisible(!card.hidden.isEmpty());
}

void MappingCard::showActive(const models::SlotRef& active)
{
    m_active = active.mapping == m_card.mapping && active.test < 0;
    for (const Row& row : m_rows)
        row.slot->setActive(m_active && row.parameter == active.parameter);
    if (m_condition)
        m_condition->showActive(active);
    update();
}

MappingSlotEdit* MappingCard::slotOf(const models::SlotRef& ref) const
{
    if (ref.mapping != m_card.mapping)
        return nullptr;
    if (ref.test >= 0)
        return m_condition ? m_condition->slotOf(ref) : nullptr;
    for (const Row& row : m_rows) {
        if (row.parameter == ref.parameter)
            return row.slot;
    }
    return nullptr;
}

void MappingCard::showMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("cardMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [this, menu](const char* name, const std::optional<Icon>& icon, const QString& text,
                                  const std::function<void()>& run) {
        QAction* action = menu->addAction(text);
        if (icon)
            action->setIcon(m_theme.icon(*icon));
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, run);
        return action;
    };
    const QString id = m_card.mapping;
    if (!m_grip->isHidden()) {
        add("moveActionUp", std::nullopt, tr("Move up"), [this, id] {
            m_presenter.moveAction(id, -1);
        })->setEnabled(m_presenter.canMove(id, -1));
        add("moveActionDown", std::nullopt, tr("Move down"), [this, id] {
            m_presenter.moveAction(id, 1);
        })->setEnabled(m_presenter.canMove(id, 1));
        menu->addSeparator();
    }
    add("duplicateAction", Icon::Copy, tr("Duplicate"), [this, id] { m_presenter.duplicateAction(id); });
    add("copyActionJson", Icon::Code, tr("Copy as JSON"), [this, id] { Q_EMIT copyWanted(id); });
    if (!m_card.when && m_presenter.cards().size() > 1)
        add("ownCondition", Icon::Filter, tr("Condition of its own"), [this] { m_presenter.separateConditions(); });
    menu->addSeparator();
    QAction* remove =
        menu->addAction(m_theme.icon(Icon::Trash), tr("Delete %1").arg(models::actionTitle(m_card.action)));
    remove->setObjectName(QStringLiteral("deleteAction"));
    connect(remove, &QAction::triggered, this, [this] { Q_EMIT deleteWanted(m_card.mapping); });
    menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height())));
}

void MappingCard::askFallback(const models::SlotRef& ref)
{
    const models::MappingSlot* slot = m_presenter.slotRows().find(ref);
    if (!slot)
        return;
    auto* dialog = new LineDialog(m_theme,
                                  {tr("Default for %1").arg(slot->title),
                                   tr("Used where an event has no such value. Empty = none."), slot->fallback,
                                   tr("Set the default")},
                                  window());
    // The card may be built anew meanwhile.
    connect(dialog, &QDialog::accepted, &m_presenter,
            [presenter = &m_presenter, dialog, ref] { presenter->setFallback(ref, dialog->text()); });
    dialog->open();
}

void MappingCard::showFieldMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("fieldMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& parameter : std::as_const(m_card.hidden)) {
        QAction* action = menu->addAction(models::parameterTitle(m_card.action, parameter));
        action->setObjectName(QStringLiteral("field_") + parameter);
        connect(action, &QAction::triggered, this,
                [this, parameter] { m_presenter.showParameter(m_card.mapping, parameter); });
    }
    menu->popup(m_addField->mapToGlobal(QPoint(0, m_addField->height())));
}

void MappingCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(m_active ? Token::Accent : Token::Line));
    painter.setBrush(m_theme.color(Token::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

} // namespace hw::widgets
