#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "ui/models/eventsource.h"
#include "ui/models/sourcetexts.h"
#include "ui/models/workspacepresenter.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace hw::models {

/// What the last event has at a path, or why it has nothing there.
struct PathFinding
{
    enum class State {
        Nothing, ///< no path, or no event yet: nothing to say
        Found,
        Absent,
    };

    State state = State::Nothing;
    QString text; ///< for people: the value, or that there is none

    friend bool operator==(const PathFinding&, const PathFinding&) = default;
};

/// Another key that answers for a source.
struct OtherKey
{
    QString key;
    QString use;           ///< for people: when it was last used, or how many events are still to follow
    bool canEnd = false;   ///< nothing is on its way any more
    bool isUnused = false; ///< nothing ever came by it

    friend bool operator==(const OtherKey&, const OtherKey&) = default;
};

/// What changing a source's key does, for people, before it is done.
struct KeyChange
{
    QString problem;     ///< why it cannot be; empty = it can
    QStringList effects; ///< what changes and what stays
};

/// The settings of one source while they are changed: what is stored, what is wrong with a draft, what its paths give
/// in the last event that came. Drafts are the page's; applying writes the changed fields alone.
class SourceSettingsPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SourceSettingsPresenter)

public:
    /// All outlive the presenter; `events` serves it alone.
    SourceSettingsPresenter(engine::Engine& engine, EventSource& events, WorkspacePresenter& workspace,
                            const catalog::Catalog& catalog, const Clock& clock, QObject* parent = nullptr);
    ~SourceSettingsPresenter() override;

    /// Empty = none.
    void setSource(const QString& key);
    [[nodiscard]] const QString& key() const { return m_key; }
    /// The key that the source has by now.
    [[nodiscard]] QString presentKey() const;
    /// Whether the last event is followed: while somebody looks.
    void setWatching(bool watching);
    /// Null where there is no such source, or its file was never readable.
    [[nodiscard]] const workspace::Source* source() const;
    [[nodiscard]] const catalog::Provider* provider() const;
    [[nodiscard]] SourceTexts stored() const;
    [[nodiscard]] SourceTexts problems(const SourceTexts& draft) const;

    /// Where requests of this source are sent, here and, with a public URL, from outside.
    [[nodiscard]] QString localUrl() const { return m_workspace.endpointUrl(m_key); }
    [[nodiscard]] QString publicUrl(const SourceTexts& draft) const;

    /// Of a path (mapping::Locator) in the last event.
    [[nodiscard]] PathFinding find(const QString& path) const;
    /// The value's elements, for the path at which a batch is split.
    [[nodiscard]] PathFinding findElements(const QString& path) const;
    /// "14:32:44": when the last event came; empty = there is none.
    [[nodiscard]] QString lastEventTime() const;

    /// Which of the provider's ways to verify these texts are; null where they are none of them.
    [[nodiscard]] const catalog::SigningChoice* signingChoice(const SourceTexts& texts) const;
    /// The texts with another way to verify; the names of the secrets stay.
    [[nodiscard]] static SourceTexts withSigning(SourceTexts texts, const catalog::SigningChoice& choice);

    /// Writes what the draft changed; applied() or failed() follows.
    void apply(const SourceTexts& draft);
    /// Event types of the source's own, made of a name ("public.orders") by these of its provider's templates; for
    /// people what is wrong with it, if anything.
    [[nodiscard]] QString addTypes(const QString& name, const QStringList& templates);

    /// What would happen with this key in place of the present one.
    [[nodiscard]] KeyChange keyChange(const QString& newKey) const;
    /// Files and history follow; the old key goes on answering. applied() or failed() follows.
    void changeKey(const QString& newKey);
    /// The source's other keys; their uses are looked up while somebody watches.
    [[nodiscard]] const std::vector<OtherKey>& otherKeys() const { return m_otherKeys; }
    /// Its path answers 404 from then on.
    void endKey(const QString& key);
    /// Moves it to the trash.
    void remove();

Q_SIGNALS:
    /// What is stored is something else, or another source is shown.
    void changed();
    /// find() gives something else.
    void lastEventChanged();
    void otherKeysChanged();
    /// For people, with what takes it back.
    void applied(const QString& notice, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    void write(const SourceTexts& changed, const QString& notice);
    void change(engine::Engine::Edit edit, const QString& notice, engine::Engine::Edit back);
    void askLastEvent();
    void askKeyUses();
    void takeKeyUses(quint64 generation, const std::vector<store::KeyUse>& uses);
    void takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event);
    [[nodiscard]] std::optional<json::Value> valueAt(const QString& path) const;

    engine::Engine& m_engine;
    EventSource& m_events;
    WorkspacePresenter& m_workspace;
    const catalog::Catalog& m_catalog;
    const Clock& m_clock;
    QString m_key;
    std::optional<store::StoredEvent> m_last;
    json::Value m_body; ///< of m_last
    bool m_watching = false;
    quint64 m_generation = 0;
    QTimer m_gather; ///< events that come in a row are asked for once
    std::vector<OtherKey> m_otherKeys;
    quint64 m_usesGeneration = 0;
    QTimer m_usesTimer; ///< they are asked for again
};

} // namespace hw::models
