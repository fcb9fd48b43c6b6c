#pragma once

#include "core/base/clock.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspace.h"
#include "ui/models/jsontreemodel.h"
#include "ui/models/mappingcondition.h"
#include "ui/models/mappingpreview.h"
#include "ui/models/mappingpreviewmodel.h"
#include "ui/models/mappingslotsmodel.h"
#include "ui/models/mappingsource.h"
#include "ui/models/mappingtypesmodel.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::models {

/// One action of the chosen type.
struct MappingCard
{
    QString mapping; ///< id
    QString action;
    bool active = true;
    int filled = 0; ///< slots with something in them
    int shown = 0;  ///< slots of the card
    QStringList environments;
    QStringList hidden;                ///< parameters that are not shown yet
    std::optional<ConditionForm> when; ///< where it has a condition of its own to show

    friend bool operator==(const MappingCard&, const MappingCard&) = default;
};

/// Mappings that are edited and not saved.
struct MappingDraft
{
    mapping::MappingFile file; ///< that they were made from
    mapping::MappingFile current;

    friend bool operator==(const MappingDraft&, const MappingDraft&) = default;
};

/// An edit of a source's mappings, for an undo stack: restore() goes to either side.
struct MappingChange
{
    QString source; ///< key
    QString type;   ///< that was shown
    QString text;   ///< "Fill Email", for people
    mapping::MappingFile before;
    mapping::MappingFile after;
};

/// The logic of the Mapping view: event types, a sample event, the cards of the chosen type with their slots, a preview
/// on captured events, and the draft of mappings.json with saving and conflicts. Nothing here waits.
class MappingPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MappingPresenter)

public:
    static constexpr int previewEvents = 20;

    /// `source` serves this object alone; both outlive it.
    MappingPresenter(MappingSource& source, const Clock& clock, QObject* parent = nullptr);
    ~MappingPresenter() override;

    void setCatalog(std::shared_ptr<const catalog::Catalog> catalog);
    void setWorkspace(std::shared_ptr<const workspace::Workspace> workspace, const QString& environment);
    /// The source that is shown, by its key; drafts of others are kept.
    void setSource(const QString& key);
    [[nodiscard]] const QString& source() const { return m_key; }

    // Event types

    [[nodiscard]] MappingTypesModel& types() { return m_types; }
    [[nodiscard]] const QString& type() const { return m_type; }
    void selectType(const QString& name);
    /// Adds a type or pattern to the list and selects it; false for an empty name.
    bool addType(const QString& name);
    /// How the source's provider makes types of a name; nothing where it does not.
    [[nodiscard]] std::optional<catalog::TypeMaker> typeMaker() const;
    /// Keeps the types that these templates make of a name with the source, and selects the first; for people what is
    /// wrong with the name, if anything. ownTypesAdded() or saveFailed() follows.
    [[nodiscard]] QString addOwnTypes(const QString& name, const QStringList& templates);

    // Sample event

    [[nodiscard]] JsonTreeModel& tree() { return m_tree; }
    [[nodiscard]] const std::vector<SampleEvent>& events() const { return m_events; }
    [[nodiscard]] const SampleEvent* sample() const; ///< captured or example; null = there is none
    /// The sample's place in events(); -1 for an example or none.
    [[nodiscard]] int sampleIndex() const;
    void selectSample(const QString& eventId);
    /// What the value at a path of the tree is used for: "Identify · Name"; empty = nothing.
    [[nodiscard]] QString useOf(const QString& path) const;

    // Cards

    [[nodiscard]] const std::vector<MappingCard>& cards() const { return m_cards; }
    [[nodiscard]] MappingSlotsModel& slotRows() { return m_slots; }
    [[nodiscard]] const MappingSlotsModel& slotRows() const { return m_slots; }
    /// The condition that all cards share; nothing where they differ or there are none.
    [[nodiscard]] const std::optional<ConditionForm>& sharedCondition() const { return m_shared; }
    /// Patterns among the source's types whose mappings apply to the chosen type too.
    [[nodiscard]] QStringList applyingPatterns() const;
    [[nodiscard]] const SlotRef& activeSlot() const { return m_active; }
    [[nodiscard]] QString activeTitle() const; ///< "Email"; empty = no slot is active
    void setActiveSlot(const SlotRef& slot);

    /// Fills the active slot with a path and goes on to the next empty one; the reason where the value does not fit.
    std::optional<QString> fill(const QString& path);
    /// Puts a typed text (mappingtext.h) into a slot; an empty one clears it. The reason where it cannot be read.
    std::optional<QString> setSlotText(const SlotRef& slot, const QString& text);
    void clearSlot(const SlotRef& slot);
    /// What stands in where the slot's value is missing; an empty text takes it away.
    void setFallback(const SlotRef& slot, const QString& text);
    void showParameter(const QString& mapping, const QString& parameter);
    void addAction(const QString& kind);
    void removeAction(const QString& mapping);
    void duplicateAction(const QString& mapping);
    void setActionActive(const QString& mapping, bool active);
    /// Moves an action among those of its kind, which are carried out in the order of the cards: one place up (-1) or
    /// down (+1), or before another one of its kind (empty = to their end).
    void moveAction(const QString& mapping, int step);
    void placeAction(const QString& mapping, const QString& before);
    [[nodiscard]] bool canMove(const QString& mapping, int step) const;
    /// As it stands in mappings.json; empty for one that is not there.
    [[nodiscard]] QString actionJson(const QString& mapping) const;
    /// The mapping is for another type from now on; the type is shown.
    void setEventType(const QString& mapping, const QString& type);

    /// A row for one more test, which becomes part of the condition when it has a path.
    void startTest(const QString& mapping);
    void setTestOp(const QString& mapping, int test, mapping::Op op);
    void setTestValue(const QString& mapping, int test, const QString& text);
    void removeTest(const QString& mapping, int test);
    /// Each card shows its own condition, also while they are the same.
    void separateConditions();

    // Preview

    [[nodiscard]] MappingPreviewModel& preview() { return m_preview; }
    /// "17 ready · 2 no email"
    [[nodiscard]] const QString& previewSummary() const { return m_previewSummary; }
    /// Only this action's columns and results; empty = all.
    void setPreviewAction(const QString& mapping);
    [[nodiscard]] const QString& previewAction() const { return m_previewAction; }
    /// The captured events of the preview, by their ids.
    [[nodiscard]] QStringList previewedEvents() const;
    /// Why the previewed actions cannot be carried out in the Directory now, for people; empty = they can.
    [[nodiscard]] QString applyRefusal() const;
    /// The preview shows what the active slot would give from this path; empty = none.
    void setCandidate(const QString& path);

    // Draft

    [[nodiscard]] bool isDirty() const;
    [[nodiscard]] bool isDirty(const QString& source) const;
    [[nodiscard]] QStringList dirtySources() const;
    /// What is not saved, by source, to be kept while there is no window.
    [[nodiscard]] QHash<QString, MappingDraft> drafts() const;
    /// Goes on with what was kept; before the workspace is known.
    void setDrafts(const QHash<QString, MappingDraft>& drafts);
    /// A source's mappings as they are edited now; nothing where they are the saved ones.
    [[nodiscard]] std::optional<mapping::MappingFile> unsavedMappings(const QString& source) const;
    [[nodiscard]] bool isSaving() const { return m_saving; }
    /// The file was changed outside while there are changes here.
    [[nodiscard]] bool hasConflict() const;
    /// What is wrong with the source's mappings.json on disk.
    [[nodiscard]] std::optional<Error> fileError() const;
    [[nodiscard]] QString filePath() const;
    /// Writes the draft. In a conflict it replaces the file's version, which stays one undo away.
    void save();
    /// Takes the file's version; the draft stays one undo away.
    void takeFile();
    /// Goes to one side of a change.
    void restore(const QString& source, const QString& type, const mapping::MappingFile& file);

Q_SIGNALS:
    void typesChanged(); ///< counts; the rows tell for themselves
    void typeSelected();
    void samplesChanged();
    void cardsChanged(); ///< cards or conditions, or which slots there are
    void activeSlotChanged();
    void previewChanged();
    void draftChanged(); ///< unsaved state, saving, conflict, file error
    /// To be put on an undo stack; it is done already.
    void edited(const hw::models::MappingChange& change);
    /// The source's draft was replaced by what is in the file: its edits can no longer be undone.
    void reloaded(const QString& source);
    void saved();
    void saveFailed(const hw::Error& error);
    /// For people, with what takes it back.
    void ownTypesAdded(const QString& notice, const std::function<void()>& undo);

private:
    struct Draft
    {
        mapping::MappingFile file;                  ///< as last seen in the workspace
        mapping::MappingFile current;               ///< with what was edited here
        std::optional<mapping::MappingFile> theirs; ///< in a conflict: what is in the file
    };

    [[nodiscard]] const workspace::SourceState* state() const;
    [[nodiscard]] const catalog::Provider* provider() const;
    [[nodiscard]] const Draft* draft() const;
    [[nodiscard]] std::vector<mapping::Mapping> shownMappings() const;
    [[nodiscard]] const mapping::Mapping* mappingOf(const QString& id) const;
    /// The shown mappings of the same kind, in their order.
    [[nodiscard]] QStringList siblingsOf(const QString& mapping) const;
    [[nodiscard]] PreviewVars vars() const;
    [[nodiscard]] QStringList sharing(const QString& mapping) const;
    [[nodiscard]] std::optional<SampleEvent> makeExample() const;

    /// What is edited here of a source goes with it to its new key.
    void followMoves();
    void takeMappings(const workspace::SourceState& source);
    void requestEvents();
    void takeEvents(std::vector<SampleEvent> events);
    void showSample();
    void refreshTypes();
    void refreshCards();
    void checkExpressions(const std::vector<mapping::Mapping>& mappings);
    void takeChecked(const QStringList& expressions, const QStringList& problems);
    void refreshPreview();
    void refreshAll();
    void resolveUses();
    [[nodiscard]] MappingSlot slotOf(const mapping::Mapping& mapping, const QString& parameter,
                                     const mapping::ActionKind* kind) const;
    [[nodiscard]] QStringList shownParameters(const mapping::Mapping& mapping, const mapping::ActionKind* kind) const;
    [[nodiscard]] QString matchesText(const mapping::Mapping& mapping) const;
    [[nodiscard]] SlotRef nextEmpty(const SlotRef& after) const;
    void edit(const QString& text, const std::function<void(mapping::MappingFile&)>& change);
    void editMapping(const QString& text, const QString& id, const std::function<void(mapping::Mapping&)>& change);
    void editTests(const QString& text, const QString& id,
                   const std::function<void(std::vector<mapping::Condition>&)>& change);
    std::optional<QString> setTestPath(const SlotRef& slot, const QString& path);
    void putBinding(const SlotRef& slot, mapping::Binding binding, const QString& text);
    void refuse(const SlotRef& slot, const QString& reason);
    void onSaved(quint64 generation, const Result<void>& result);

    MappingSource& m_source;
    const Clock& m_clock;
    std::shared_ptr<const catalog::Catalog> m_catalog;
    std::shared_ptr<const workspace::Workspace> m_workspace;
    QString m_environment;
    QString m_key;
    QHash<QString, Draft> m_drafts;      ///< by source
    QHash<QString, QString> m_selected;  ///< source → type
    QHash<QString, QStringList> m_added; ///< source → types added by hand
    QHash<QString, QStringList> m_extra; ///< mapping → parameters shown though empty
    QStringList m_separated;             ///< "source/type" whose cards show their own conditions
    std::vector<store::TypeCount> m_counts;
    bool m_countsKnown = false; ///< the store has answered for this source

    MappingTypesModel m_types;
    QString m_type;
    JsonTreeModel m_tree;
    std::vector<SampleEvent> m_events;
    std::optional<SampleEvent> m_example;
    QString m_sampleId; ///< empty = the newest
    std::shared_ptr<const json::Value> m_shownRoot;
    QHash<QString, QStringList> m_uses; ///< canonical path → what for

    std::vector<MappingCard> m_cards;
    MappingSlotsModel m_slots;
    std::optional<ConditionForm> m_shared;
    QString m_pendingTest;            ///< mapping whose form shows one more test
    QSet<QString> m_checked;          ///< expressions that are known, or asked for
    QHash<QString, QString> m_broken; ///< those that do not compile, with what is wrong
    SlotRef m_active;
    SlotRef m_refused;
    QString m_refusal;

    MappingPreviewModel m_preview;
    QString m_previewSummary;
    QString m_previewAction;
    QString m_candidate;

    quint64 m_typesGeneration = 0;
    quint64 m_eventsGeneration = 0;
    quint64 m_saveGeneration = 0;
    bool m_saving = false;
    QString m_savingSource;
    mapping::MappingFile m_savingFile;
    QTimer m_refresh; ///< gathers changes of the store that come in a row
    QThreadPool m_pool;
};

} // namespace hw::models
