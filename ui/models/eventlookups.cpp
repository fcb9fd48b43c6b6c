// What the actions of events look up beside the window: those that match, and those to compare with.

#include "core/store/reader.h"
#include "ui/models/eventactions.h"

#include <QPointer>

#include <limits>

namespace hw::models {

void EventActions::findMatching(const store::Filter& filter, QObject* context, std::function<void(const Seqs&)> then)
{
    const auto work = [path = m_databasePath, filter]() -> Result<Seqs> {
        auto reader = store::Reader::open(path);
        if (!reader)
            return reader.error();
        return engine::seqsOf(*reader, filter);
    };
    const QPointer<QObject> guard(context);
    apart<Result<Seqs>>(work, [this, guard, then = std::move(then)](const Result<Seqs>& seqs) {
        if (!seqs)
            Q_EMIT failed(seqs.error());
        else if (guard)
            then(*seqs);
    });
}

void EventActions::compare(qint64 left, qint64 right)
{
    read({left, right}, [this](const std::vector<std::optional<store::StoredEvent>>& events) {
        if (events[0] && events[1])
            Q_EMIT compared(compareEvents(*events[0], *events[1], m_clock.now()));
        else
            Q_EMIT told(tr("One of the two events is gone"));
    });
}

void EventActions::compareWithPrevious(const store::StoredEvent& stored)
{
    if (!stored.run)
        return;
    QString type = stored.run->eventType;
    type.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    const QString text = QStringLiteral("source:%1 type=\"%2\"").arg(stored.event.source, type);
    const auto filter = store::Filter::parse(text, m_clock.now());
    if (!filter) {
        Q_EMIT failed(filter.error());
        return;
    }
    using Found = Result<std::optional<qint64>>;
    const auto work = [path = m_databasePath, filter = *filter, seq = stored.event.seq]() -> Found {
        auto reader = store::Reader::open(path);
        if (!reader)
            return reader.error();
        const auto rows = reader->events(filter, {.before = seq, .after = {}, .limit = 1});
        if (!rows)
            return rows.error();
        return rows->empty() ? std::optional<qint64>() : std::optional(rows->front().seq);
    };
    apart<Found>(work, [this, seq = stored.event.seq, name = stored.run->eventType](const Found& found) {
        if (!found)
            Q_EMIT failed(found.error());
        else if (*found)
            compare(**found, seq);
        else
            Q_EMIT told(tr("This is the first event of the type %1").arg(name));
    });
}

} // namespace hw::models
