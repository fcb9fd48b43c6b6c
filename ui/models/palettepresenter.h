#pragma once

#include "core/base/clock.h"
#include "ui/models/eventsource.h"
#include "ui/models/palettemodel.h"

#include <QObject>

namespace hw::models {

/// The logic of the command palette: what is typed becomes lines, ids of events are looked up without waiting.
class PalettePresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PalettePresenter)

public:
    /// Both outlive it. Of `events` only requestEvent() is used, which nobody else may ask of it.
    PalettePresenter(EventSource& events, const Clock& clock, QObject* parent = nullptr);
    ~PalettePresenter() override;

    [[nodiscard]] PaletteModel& model() { return m_model; }

    /// What can be found now; the fields of filters are added. Forgets what was typed before.
    void open(std::vector<PaletteEntry> entries);
    void setQuery(const QString& query);

    /// Whether a text may be the id of an event: ours or a provider's ("evt_1Q…", a UUID).
    [[nodiscard]] static bool looksLikeId(const QString& text);

private:
    void takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event);

    EventSource& m_events;
    const Clock& m_clock;
    PaletteModel m_model;
    quint64 m_generation = 0;
};

} // namespace hw::models
