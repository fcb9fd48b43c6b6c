#include "ui/models/palettepresenter.h"

#include "core/store/filter.h"
#include "ui/models/eventtext.h"

#include <QRegularExpression>

#include <algorithm>

namespace hw::models {

namespace {

constexpr qsizetype shortestId = 8;

} // namespace

PalettePresenter::PalettePresenter(EventSource& events, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_events(events)
    , m_clock(clock)
{
    connect(&events, &EventSource::eventReady, this, &PalettePresenter::takeEvent);
}

PalettePresenter::~PalettePresenter() = default;

void PalettePresenter::open(std::vector<PaletteEntry> entries)
{
    for (const QString& field : store::Filter::fieldNames()) {
        const QString name = field.endsWith(u'.') ? field + QStringLiteral("…") : field;
        entries.push_back({PaletteKind::Field, field, tr("Filter events by %1").arg(name), tr("Field"), {}, {}});
    }
    ++m_generation; // an answer that is still under way belongs to what was typed before
    m_model.setQuery({});
    m_model.setEntries(std::move(entries));
}

void PalettePresenter::setQuery(const QString& query)
{
    const QString text = query.trimmed();
    if (text == m_model.query())
        return;
    ++m_generation;
    m_model.setQuery(text);
    if (text.isEmpty())
        return;
    if (const auto filter = store::Filter::parse(text, m_clock.now()); filter && !filter->isEmpty()) {
        const auto& tokens = filter->tokens();
        const bool named = std::any_of(tokens.begin(), tokens.end(),
                                       [](const store::FilterToken& token) { return !token.key.isEmpty(); });
        m_model.setFilter({PaletteKind::Filter,
                           text,
                           named ? tr("Filter events by %1").arg(text) : tr("Search events for %1").arg(text),
                           named ? tr("Filter") : QString(),
                           {},
                           {}});
    }
    if (looksLikeId(text))
        m_events.requestEvent(m_generation, text);
}

bool PalettePresenter::looksLikeId(const QString& text)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_.-]+$"));
    if (!form.match(text).hasMatch())
        return false;
    return text.startsWith(u"hw_") ||
           (text.size() >= shortestId && std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); }));
}

void PalettePresenter::takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event)
{
    if (generation != m_generation || !event)
        return;
    const Event& found = event->event;
    const QString type = event->run ? event->run->eventType : found.id;
    const QString detail = QStringLiteral("%1 · %2").arg(found.id, dateTimeText(found.receivedAt, m_clock.now()));
    m_model.setEvent({PaletteKind::Event, found.id, tr("Open event %1").arg(type), detail, {}, {}});
}

} // namespace hw::models
