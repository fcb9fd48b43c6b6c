#include "ui/models/liveconsole.h"

#include "ui/models/scriptoutcome.h"

#include <algorithm>

namespace hw::models {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds gathering{150};

} // namespace

LiveConsole::LiveConsole(EventSource& events, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_events(events)
    , m_clock(clock)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gathering);
    connect(&m_gather, &QTimer::timeout, this, &LiveConsole::ask);
    connect(&events, &EventSource::changed, this, [this] {
        if (m_following && !m_gather.isActive())
            m_gather.start();
    });
    connect(&events, &EventSource::latestReady, this, &LiveConsole::take);
}

LiveConsole::~LiveConsole() = default;

void LiveConsole::setSource(const QString& key)
{
    if (key == m_source)
        return;
    m_source = key;
    m_begun = false;
    m_seen.clear();
    m_lines.setNotes({});
    Q_EMIT changed();
    ask();
}

void LiveConsole::setFollowing(bool following)
{
    if (following == m_following)
        return;
    m_following = following;
    Q_EMIT changed();
    ask();
}

void LiveConsole::ask()
{
    ++m_generation;
    if (m_following && !m_source.isEmpty())
        m_events.requestLatest(m_generation, m_source, QStringLiteral("*"), atOnce);
}

void LiveConsole::take(quint64 generation, const std::vector<store::StoredEvent>& newestFirst)
{
    if (generation != m_generation)
        return;
    const Timestamp now = m_clock.now();
    std::vector<ScriptNote> notes = m_lines.notes();
    const bool isKnown = std::any_of(newestFirst.begin(), newestFirst.end(), [this](const store::StoredEvent& stored) {
        return m_seen.contains(stored.event.id);
    });
    if (m_begun && !isKnown && !m_seen.isEmpty() && newestFirst.size() == atOnce)
        notes.push_back({Tone::Warn, QStringLiteral("alert"), tr("Events came faster than they can be shown"), 0, 0});
    for (auto it = newestFirst.rbegin(); it != newestFirst.rend(); ++it) {
        if (m_seen.contains(it->event.id) || !it->run)
            continue;
        m_seen.append(it->event.id);
        for (ScriptNote note : consoleNotes(*it->run)) {
            note.text = tr("%1  %2  %3").arg(timeText(it->event.receivedAt, now), it->run->eventType, note.text);
            notes.push_back(std::move(note));
        }
    }
    m_begun = true;
    if (m_seen.size() > 2 * atOnce)
        m_seen = m_seen.mid(m_seen.size() - 2 * atOnce);
    if (notes.size() > mostLines)
        notes.erase(notes.begin(), notes.end() - mostLines);
    m_lines.setNotes(std::move(notes));
    Q_EMIT changed();
}

} // namespace hw::models
