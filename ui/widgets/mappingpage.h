#pragma once

#include "ui/widgets/page.h"

#include <QHash>

class QUndoGroup;
class QUndoStack;

namespace hw::models {
struct MappingChange;
class MappingPresenter;
struct SlotRef;
} // namespace hw::models

namespace hw::widgets {

class Banner;
class MappingActionsPanel;
class MappingPreviewPanel;
class MappingSamplePanel;
class MappingTypesPanel;
class Splitter;
class Theme;

/// The Mapping view of a source: event types, a sample event to click values in, the actions with their slots, and a
/// preview on captured events.
class MappingPage final : public Page
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingPage)

public:
    /// Both outlive the page.
    MappingPage(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent = nullptr);
    ~MappingPage() override;

    void setPlace(const models::Place& place) override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QList<QAction*> menuActions(MenuId menu) const override;
    [[nodiscard]] QList<QWidget*> regions() const override;
    [[nodiscard]] bool moveRegion(int step) override;
    /// Lists the slots of the type that is shown, to put this path into one.
    void offer(const QString& path);
    /// To the slot, with the keyboard.
    void showSlot(const models::SlotRef& slot);
    /// Takes the last edit of the source that is shown back.
    void undo();

Q_SIGNALS:
    /// For a notice; `undo` says whether it can be taken back.
    void told(const QString& text, bool undo);
    void failed(const QString& text);
    void fileWanted(const QString& path);
    void copied(const QString& what);
    /// The previewed actions are to be carried out in the Directory; ids of the events.
    void applyWanted(const QStringList& events);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    class Change;

    QAction* addPageAction(const QString& name, const QString& text, const QKeySequence& shortcut);
    void buildActions();
    void push(const models::MappingChange& change);
    [[nodiscard]] QUndoStack* stackOf(const QString& source);
    void fill(const QString& path);
    void removeAction(const QString& mapping);
    void copyAction(const QString& mapping);
    void showDraft();
    void refreshCardActions();

    const Theme& m_theme;
    models::MappingPresenter& m_presenter;
    QUndoGroup* m_undo;
    QHash<QString, QUndoStack*> m_stacks; ///< by source
    Banner* m_banner;
    MappingTypesPanel* m_types;
    MappingSamplePanel* m_sample;
    MappingActionsPanel* m_actions;
    MappingPreviewPanel* m_preview;
    Splitter* m_columns;
    Splitter* m_rows;
    QAction* m_save = nullptr;
    QAction* m_viewAsCode = nullptr;
    QAction* m_undoAction = nullptr;
    QAction* m_redoAction = nullptr;
    QAction* m_filterTypes = nullptr;
    QAction* m_deleteAction = nullptr;
    QAction* m_moveUp = nullptr; ///< these act on the card of the active slot
    QAction* m_moveDown = nullptr;
    QAction* m_duplicate = nullptr;
    QAction* m_copyJson = nullptr;
};

} // namespace hw::widgets
