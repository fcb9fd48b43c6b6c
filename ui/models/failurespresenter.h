#pragma once

#include "core/engine/failurereadthread.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <optional>
#include <vector>

namespace hw::models {

/// What fails now, by cause: for a banner where somebody looks, for one notice per cause where nobody does.
class FailuresPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FailuresPresenter)

public:
    /// Failures that are older are no news.
    static constexpr std::chrono::minutes recent{60};
    /// A banner speaks of causes with so many events: fewer are rows that one sees.
    static constexpr int fewest = 3;

    /// `reader` serves this object alone; it and `clock` outlive it.
    FailuresPresenter(engine::FailureReadThread& reader, const Clock& clock, QObject* parent = nullptr);
    ~FailuresPresenter() override;

    /// Names of the sources, by key.
    void setSources(const QHash<QString, QString>& names);

    /// What was not dismissed of a source (of all, where it is empty): the cause of most events first.
    [[nodiscard]] std::vector<engine::FailureCause> causes(const QString& source) const;
    /// "31 events of Stripe billing failed at line 18 since 14:02: TypeError: …"
    [[nodiscard]] QString text(const engine::FailureCause& cause) const;

    /// Not shown again until more events fail of it.
    void dismiss(const engine::FailureCause& cause);

Q_SIGNALS:
    void changed();
    /// A cause that was not there before.
    void causeAppeared(const hw::engine::FailureCause& cause);

private:
    void refresh();
    void takeCauses(const std::vector<engine::FailureCause>& causes);

    engine::FailureReadThread& m_reader;
    const Clock& m_clock;
    std::vector<engine::FailureCause> m_causes;
    QHash<QString, QString> m_sources;
    QHash<QString, Timestamp> m_dismissed; ///< the last event that was seen of it, by cause
    bool m_known = false;                  ///< what was there at the start is no news
    quint64 m_generation = 0;
    QTimer m_refresh; ///< gathers changes that come in a row
};

} // namespace hw::models
