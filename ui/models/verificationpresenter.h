#pragma once

#include "core/engine/engine.h"
#include "core/engine/explaining.h"
#include "ui/models/explainedview.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace hw::models {

/// Explains the signature of one event and carries out what makes it verify. An explanation is made when it is asked
/// for, in the engine's threads, and again whenever the workspace's settings or secrets have changed meanwhile.
class VerificationPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VerificationPresenter)

public:
    /// Both outlive the presenter.
    VerificationPresenter(engine::Engine& engine, const Clock& clock, QObject* parent = nullptr);

    /// The event that is looked at; null = none. Its explanation is asked for by explain().
    void setEvent(std::shared_ptr<const store::StoredEvent> event);
    /// Asks for the explanation, unless it is there or under way. Events that met no source have none.
    void explain();

    /// The explanation of the event; nothing until it is there.
    [[nodiscard]] const std::optional<ExplainedView>& view() const { return m_view; }
    /// A fix is being carried out.
    [[nodiscard]] bool isApplying() const { return m_applying; }
    /// The event verifies by the settings as they are now, while its recorded run did not.
    [[nodiscard]] bool isGoodNow() const;
    /// The other failed events that the fixes which were applied here make good.
    [[nodiscard]] std::vector<qint64> alsoFixed() const;

    /// Carries out these fixes of the view, then explains anew.
    void apply(const QStringList& ids);

Q_SIGNALS:
    /// The view, or whether a fix is being applied.
    void changed();
    /// What was done, for a notice, and what takes it back.
    void applied(const QString& notice, const std::function<void()>& undo);
    void failed(const hw::Error& error);

private:
    void ask();
    [[nodiscard]] engine::ExplainRequest request() const;
    void fixed(const engine::AppliedFix& fix);
    void undo(const engine::AppliedFix& fix);
    void refresh();

    engine::Engine& m_engine;
    const Clock& m_clock;
    std::shared_ptr<const store::StoredEvent> m_event;
    std::shared_ptr<const workspace::Workspace> m_workspace; ///< that the explanation was made for
    std::optional<ExplainedView> m_view;
    QString m_fixedEvent; ///< id of the event whose explanation offered the fixes that were applied
    std::vector<qint64> m_alsoFixed;
    quint64 m_generation = 0;
    bool m_wanted = false;
    bool m_applying = false;
};

} // namespace hw::models
