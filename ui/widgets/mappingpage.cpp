#include "ui/widgets/mappingpage.h"

#include "ui/models/errortext.h"
#include "ui/models/eventtext.h"
#include "ui/models/mappingpresenter.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/mappingactionspanel.h"
#include "ui/widgets/mappingpreviewpanel.h"
#include "ui/widgets/mappingsamplepanel.h"
#include "ui/widgets/mappingtree.h"
#include "ui/widgets/mappingtypespanel.h"
#include "ui/widgets/splitter.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QResizeEvent>
#include <QTableView>
#include <QUndoGroup>
#include <QUndoStack>
#include <QVBoxLayout>

#include <array>

namespace hw::widgets {

namespace {

constexpr int typesWidth = 344;
constexpr int actionsWidth = 496;
constexpr int narrowTypes = 232;
constexpr int narrowActions = 392;
constexpr int narrowBelow = 1200;
constexpr int previewHeight = 204;

} // namespace

/// One edit on the undo stack. It is done before it is pushed.
class MappingPage::Change final : public QUndoCommand
{
public:
    Change(models::MappingPresenter& presenter, const models::MappingChange& change)
        : QUndoCommand(change.text)
        , m_presenter(presenter)
        , m_change(change)
    {}

    void undo() override { m_presenter.restore(m_change.source, m_change.type, m_change.before); }

    void redo() override
    {
        if (!std::exchange(m_isFirst, false))
            m_presenter.restore(m_change.source, m_change.type, m_change.after);
    }

private:
    models::MappingPresenter& m_presenter;
    models::MappingChange m_change;
    bool m_isFirst = true;
};

MappingPage::MappingPage(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : Page(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_undo(new QUndoGroup(this))
    , m_banner(new Banner(theme))
    , m_types(new MappingTypesPanel(theme, presenter))
    , m_sample(new MappingSamplePanel(theme, presenter))
    , m_actions(new MappingActionsPanel(theme, presenter))
    , m_preview(new MappingPreviewPanel(theme, presenter))
    , m_columns(new Splitter(theme, Qt::Horizontal))
    , m_rows(new Splitter(theme, Qt::Vertical))
{
    setObjectName(QStringLiteral("mappingPage"));
    buildActions();
    m_banner->setObjectName(QStringLiteral("mappingBanner"));
    m_banner->hide();
    m_types->setMinimumWidth(200);
    m_sample->setMinimumWidth(260);
    m_actions->setMinimumWidth(360);
    m_preview->setMinimumHeight(96);
    m_columns->setObjectName(QStringLiteral("mappingColumns"));
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(m_types);
    m_columns->addWidget(m_sample);
    m_columns->addWidget(m_actions);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    m_rows->setObjectName(QStringLiteral("mappingRows"));
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(m_columns);
    m_rows->addWidget(m_preview);
    m_rows->setStretchFactor(0, 1);
    m_rows->setStretchFactor(1, 0);
    m_rows->setSizes({600, previewHeight});
    m_columns->setSizes({typesWidth, typesWidth, actionsWidth});

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_rows, 1);

    connect(&m_sample->tree(), &MappingTree::fillWanted, this, &MappingPage::fill);
    connect(&m_sample->tree(), &MappingTree::candidateChanged, &presenter, &models::MappingPresenter::setCandidate);
    connect(m_actions, &MappingActionsPanel::deleteWanted, this, &MappingPage::removeAction);
    connect(m_actions, &MappingActionsPanel::copyWanted, this, &MappingPage::copyAction);
    connect(&presenter, &models::MappingPresenter::activeSlotChanged, this, &MappingPage::refreshCardActions);
    connect(&presenter, &models::MappingPresenter::cardsChanged, this, &MappingPage::refreshCardActions);
    connect(m_banner, &Banner::actionRequested, &presenter, &models::MappingPresenter::takeFile);
    connect(m_preview, &MappingPreviewPanel::applyWanted, this, &MappingPage::applyWanted);
    connect(&presenter, &models::MappingPresenter::edited, this, &MappingPage::push);
    connect(&presenter, &models::MappingPresenter::reloaded, this,
            [this](const QString& source) { stackOf(source)->clear(); });
    connect(&presenter, &models::MappingPresenter::draftChanged, this, &MappingPage::showDraft);
    connect(&presenter, &models::MappingPresenter::saved, this, [this] { Q_EMIT told(tr("Mapping saved"), false); });
    connect(&presenter, &models::MappingPresenter::saveFailed, this,
            [this](const Error& error) { Q_EMIT failed(models::errorText(error, models::Audience::Window)); });
    showDraft();
}

MappingPage::~MappingPage() = default;

QAction* MappingPage::addPageAction(const QString& name, const QString& text, const QKeySequence& shortcut)
{
    auto* action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(shortcut);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void MappingPage::buildActions()
{
    m_save = addPageAction(QStringLiteral("saveMapping"), tr("Save mapping"), QKeySequence::Save);
    setActionIcon(m_theme, *m_save, Icon::Save);
    setActionPrimary(*m_save);
    connect(m_save, &QAction::triggered, &m_presenter, &models::MappingPresenter::save);
    m_viewAsCode = addPageAction(QStringLiteral("mappingAsCode"), tr("View as code"), {});
    setActionIcon(m_theme, *m_viewAsCode, Icon::Code);
    m_viewAsCode->setToolTip(tr("Opens mappings.json"));
    connect(m_viewAsCode, &QAction::triggered, this, [this] { Q_EMIT fileWanted(m_presenter.filePath()); });

    m_undoAction = m_undo->createUndoAction(this, tr("Undo"));
    m_redoAction = m_undo->createRedoAction(this, tr("Redo"));
    const std::array actions{std::pair(m_undoAction, QKeySequence(QKeySequence::Undo)),
                             std::pair(m_redoAction, QKeySequence(tr("Ctrl+Shift+Z")))};
    for (const auto& [action, shortcut] : actions) {
        action->setShortcut(shortcut);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    m_undoAction->setObjectName(QStringLiteral("undoMapping"));
    m_redoAction->setObjectName(QStringLiteral("redoMapping"));

    m_filterTypes = addPageAction(QStringLiteral("filterTypes"), tr("Filter types"), tr("Ctrl+F"));
    connect(m_filterTypes, &QAction::triggered, m_types, &MappingTypesPanel::focusFilter);
    m_deleteAction = addPageAction(QStringLiteral("deleteMapping"), tr("Delete the action"), tr("Ctrl+Del"));
    connect(m_deleteAction, &QAction::triggered, this, [this] {
        if (m_presenter.activeSlot().isValid())
            removeAction(m_presenter.activeSlot().mapping);
    });
    m_moveUp = addPageAction(QStringLiteral("moveMappingUp"), tr("Move the action up"), tr("Ctrl+Up"));
    m_moveDown = addPageAction(QStringLiteral("moveMappingDown"), tr("Move the action down"), tr("Ctrl+Down"));
    m_duplicate = addPageAction(QStringLiteral("duplicateMapping"), tr("Duplicate the action"), tr("Ctrl+D"));
    m_copyJson = addPageAction(QStringLiteral("copyMapping"), tr("Copy the action as JSON"), tr("Ctrl+Shift+C"));
    const auto active = [this] { return m_presenter.activeSlot().mapping; };
    connect(m_moveUp, &QAction::triggered, this, [this, active] { m_presenter.moveAction(active(), -1); });
    connect(m_moveDown, &QAction::triggered, this, [this, active] { m_presenter.moveAction(active(), 1); });
    connect(m_duplicate, &QAction::triggered, this, [this, active] { m_presenter.duplicateAction(active()); });
    connect(m_copyJson, &QAction::triggered, this, [this, active] { copyAction(active()); });
    refreshCardActions();
}

void MappingPage::refreshCardActions()
{
    const QString& active = m_presenter.activeSlot().mapping;
    m_moveUp->setEnabled(m_presenter.canMove(active, -1));
    m_moveDown->setEnabled(m_presenter.canMove(active, 1));
    for (QAction* action : {m_deleteAction, m_duplicate, m_copyJson})
        action->setEnabled(!active.isEmpty());
}

void MappingPage::copyAction(const QString& mapping)
{
    const QString text = m_presenter.actionJson(mapping);
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(tr("the action as JSON"));
}

void MappingPage::offer(const QString& path)
{
    m_actions->offer(path);
}

void MappingPage::showSlot(const models::SlotRef& slot)
{
    m_presenter.setActiveSlot(slot);
    m_actions->focusSlots();
}

void MappingPage::setPlace(const models::Place& place)
{
    m_presenter.setSource(place.source);
    m_undo->setActiveStack(stackOf(place.source));
    showDraft();
}

QList<QAction*> MappingPage::headerActions() const
{
    return {m_viewAsCode, m_save};
}

QList<QAction*> MappingPage::menuActions(MenuId menu) const
{
    switch (menu) {
    case MenuId::Edit: return {m_undoAction, m_redoAction};
    case MenuId::Mapping:
        return {m_save, m_viewAsCode, m_filterTypes, m_moveUp, m_moveDown, m_duplicate, m_copyJson, m_deleteAction};
    default: return {};
    }
}

QUndoStack* MappingPage::stackOf(const QString& source)
{
    QUndoStack*& stack = m_stacks[source];
    if (!stack) {
        stack = new QUndoStack(m_undo);
        m_undo->addStack(stack);
    }
    return stack;
}

void MappingPage::push(const models::MappingChange& change)
{
    stackOf(change.source)->push(new Change(m_presenter, change));
}

void MappingPage::undo()
{
    m_undo->undo();
}

void MappingPage::fill(const QString& path)
{
    if (m_presenter.fill(path)) {
        if (!m_presenter.activeSlot().isValid())
            m_actions->focusSlots();
        return;
    }
    m_actions->focusSlots();
}

void MappingPage::removeAction(const QString& mapping)
{
    for (const models::MappingCard& card : m_presenter.cards()) {
        if (card.mapping != mapping)
            continue;
        const QString title = models::actionTitle(card.action);
        m_presenter.removeAction(mapping);
        Q_EMIT told(tr("%1 deleted").arg(title), true);
        return;
    }
}

QList<QWidget*> MappingPage::regions() const
{
    return {m_types, m_sample, m_actions, m_preview};
}

bool MappingPage::moveRegion(int step)
{
    const auto focused = [this](const QWidget* region) {
        const QWidget* focus = focusWidget();
        return focus && focus->hasFocus() && (region == focus || region->isAncestorOf(focus));
    };
    // From a slot the tree is what one wants, and back to the slot that is filled.
    if (step > 0 && m_actions->hasSlotFocus() && !m_presenter.slotRows().rows().empty()) {
        m_sample->showTree();
        m_sample->tree().setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    if (focused(step > 0 ? static_cast<QWidget*>(m_sample) : m_preview))
        return m_actions->focusSlots();
    return false;
}

void MappingPage::showDraft()
{
    const bool conflict = m_presenter.hasConflict();
    const std::optional<Error> error = m_presenter.fileError();
    m_save->setEnabled(m_presenter.isDirty() && !m_presenter.isSaving() && !error);
    m_save->setText(conflict ? tr("Replace the file") : tr("Save mapping"));
    m_viewAsCode->setEnabled(!m_presenter.source().isEmpty());
    if (error) {
        m_banner->showMessage(Tone::Fail, models::errorText(*error, models::Audience::Window));
    } else if (conflict) {
        m_banner->showMessage(Tone::Warn,
                              tr("mappings.json was changed outside while there are unsaved changes here. Nothing is "
                                 "lost: each side can be undone."),
                              tr("Take the file's version"));
    }
    m_banner->setVisible(conflict || error.has_value());
}

void MappingPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    const bool narrow = width() < narrowBelow - 48;
    const bool wasNarrow = m_types->width() <= narrowTypes;
    if (event->oldSize().width() > 0 && narrow == wasNarrow)
        return;
    const int types = narrow ? narrowTypes : typesWidth;
    const int actions = narrow ? narrowActions : actionsWidth;
    m_columns->setSizes({types, qMax(260, width() - types - actions - 2), actions});
}

} // namespace hw::widgets
