#pragma once

#include "core/base/clock.h"
#include "ui/models/eventsource.h"
#include "ui/models/scriptnotesmodel.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace hw::models {

/// What a source's script writes to the console while events come in: followed while somebody looks, from the newest
/// events on. The lines are those that the store has of each run, secrets masked.
class LiveConsole final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LiveConsole)

public:
    static constexpr int mostLines = 1000; ///< the oldest go
    static constexpr int atOnce = 50;      ///< events that are looked at together

    /// Both outlive it; of `events`, the newest events are asked for by it alone.
    LiveConsole(EventSource& events, const Clock& clock, QObject* parent = nullptr);
    ~LiveConsole() override;

    /// Begins anew with another source.
    void setSource(const QString& key);
    void setFollowing(bool following);
    [[nodiscard]] bool isFollowing() const { return m_following; }
    [[nodiscard]] ScriptNotesModel& lines() { return m_lines; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void take(quint64 generation, const std::vector<store::StoredEvent>& newestFirst);

    EventSource& m_events;
    const Clock& m_clock;
    QString m_source;
    bool m_following = false;
    bool m_begun = false; ///< the first answer has come
    QStringList m_seen;   ///< ids of the events whose lines are there, the newest last
    ScriptNotesModel m_lines;
    quint64 m_generation = 0;
    QTimer m_gather; ///< events that come in a row are asked for once
};

} // namespace hw::models
