#include "core/delivery/outboxreadthread.h"

#include "core/delivery/request.h"
#include "core/store/eachrow.h"
#include "core/store/readworker.h"

#include <algorithm>
#include <limits>

namespace hw::delivery {

namespace {

enum Request { Page, Counts, Details, Retry, RequestCount };

using store::Reader;
using store::ScanControl;

Result<DeliveryPage> readPage(Reader& reader, const DeliveryFilter& filter, std::optional<qint64> before, int limit,
                              const QStringList& keep, const ScanControl& control)
{
    auto found = findDeliveries(reader, filter, before, static_cast<size_t>(limit), control);
    if (!found)
        return found.error();
    DeliveryPage page{*std::move(found), false};
    page.complete = static_cast<int>(page.rows.size()) < limit;
    for (const QString& id : keep) {
        auto kept = store::delivery(reader.database(), id);
        if (!kept)
            return kept.error();
        if (!*kept || (before && (*kept)->seq >= *before))
            continue;
        const auto place = std::lower_bound(page.rows.begin(), page.rows.end(), (*kept)->seq,
                                            [](const store::Delivery& each, qint64 seq) { return each.seq > seq; });
        if (place == page.rows.end() ? page.complete : place->seq != (*kept)->seq)
            page.rows.insert(place, **std::move(kept));
    }
    return page;
}

void count(DestinationCount& place, store::DeliveryStatus status, qint64 deliveries)
{
    switch (status) {
    case store::DeliveryStatus::Pending: place.pending += deliveries; break;
    case store::DeliveryStatus::Held: place.held += deliveries; break;
    case store::DeliveryStatus::Failed: place.failed += deliveries; break;
    case store::DeliveryStatus::Dead: place.dead += deliveries; break;
    case store::DeliveryStatus::Done: break;
    }
}

DestinationCount& placeOf(std::vector<DestinationCount>& counts, const QString& environment, TargetKind kind)
{
    const auto found = std::find_if(counts.begin(), counts.end(), [&](const DestinationCount& each) {
        return each.environment == environment && each.kind == kind;
    });
    return found == counts.end() ? counts.emplace_back(DestinationCount{environment, kind}) : *found;
}

Result<std::vector<DestinationCount>> readCounts(Reader& reader)
{
    std::vector<DestinationCount> counts;
    const Result<void> read = store::eachRow(
        reader.database(),
        "SELECT environment, destination, state, count(*) FROM delivery WHERE state <> 2 GROUP BY 1, 2, 3",
        [&](const store::Statement& row) {
            const Target target = thaw(row.text(1));
            DestinationCount& place = placeOf(counts, row.text(0), target.kind);
            if (!place.urls.contains(target.url))
                place.urls.append(target.url);
            count(place, static_cast<store::DeliveryStatus>(row.integer(2)), row.integer(3));
        });
    if (!read)
        return read.error();
    const auto pauses = store::deliveryPauses(reader.database());
    if (!pauses)
        return pauses.error();
    for (const store::DeliveryPause& pause : *pauses) {
        // Of requests a part may wait for something of its own (pauseKey): told where the whole kind is not paused.
        const auto kind = targetKindFrom(QStringView(pause.kind).left(pause.kind.indexOf(u'/')));
        if (!kind)
            continue;
        DestinationCount& place = placeOf(counts, pause.environment, *kind);
        if (!place.pause || pause.kind == toString(*kind))
            place.pause = pause;
    }
    return counts;
}

Result<QString> standsBefore(store::Database& database, const store::Delivery& delivery)
{
    QString id;
    const Result<void> read = store::eachRow(
        database,
        "SELECT d.id FROM delivery_lane mine JOIN delivery_lane other ON other.lane = mine.lane "
        "AND other.delivery < mine.delivery JOIN delivery d ON d.seq = other.delivery WHERE mine.delivery = ? "
        "ORDER BY other.delivery DESC LIMIT 1",
        [&](const store::Statement& row) { id = row.text(0); }, delivery.seq);
    if (!read)
        return read.error();
    return id;
}

/// With the names of secrets in their places: their values are not known here.
json::Value requestOf(const store::Delivery& delivery, Timestamp now)
{
    if (!thaw(delivery.destination).signing.isEmpty() || !delivery.payload[u"signing"].isUndefined())
        return {};
    const auto nameOnly = [](const QString& name) { return Result<SecretString>(SecretString(name.toUtf8())); };
    const Result<Prepared> prepared = requestFor(delivery, nameOnly, now);
    return prepared ? shownRequest(*prepared, {}) : json::Value();
}

Result<std::optional<DeliveryDetails>> readDetails(Reader& reader, const QString& id)
{
    Result<std::optional<store::Delivery>> found = store::delivery(reader.database(), id);
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<DeliveryDetails>();
    DeliveryDetails details;
    details.delivery = **std::move(found);
    Result<std::vector<Attempt>> attempts = store::attemptsOf(reader.database(), details.delivery.seq);
    if (!attempts)
        return attempts.error();
    details.attempts = *std::move(attempts);
    if (details.delivery.blocked > 0) {
        Result<QString> behind = standsBefore(reader.database(), details.delivery);
        if (!behind)
            return behind.error();
        details.behind = *std::move(behind);
    }
    if (details.attempts.empty())
        details.request = requestOf(details.delivery, details.delivery.createdAt);
    const auto rows = reader.eventsBySeq({details.delivery.eventSeq});
    if (!rows)
        return rows.error();
    if (!rows->empty()) {
        details.eventType = rows->front().eventType;
        details.source = rows->front().source;
    }
    return std::optional(std::move(details));
}

Result<Retryable> readRetryable(Reader& reader, DeliveryFilter filter, Timestamp now, const ScanControl& control)
{
    if (filter.statuses.empty())
        filter.statuses = {store::DeliveryStatus::Failed, store::DeliveryStatus::Dead};
    const auto found = findDeliveries(reader, filter, {}, std::numeric_limits<size_t>::max(), control);
    if (!found)
        return found.error();
    Retryable retryable;
    for (const store::Delivery& delivery : *found) {
        if (!canRetry(delivery))
            continue;
        retryable.seqs.push_back(delivery.seq);
        retryable.forgotten += keyIsForgotten(delivery, now) ? 1 : 0;
    }
    return retryable;
}

} // namespace

class OutboxReadThread::Worker final : public store::ReadWorker<RequestCount>
{
    using ReadWorker::ReadWorker;
};

OutboxReadThread::OutboxReadThread(QString path, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(
          this, std::move(path),
          Worker::Tell{[this](quint64 generation, const Error& error) { Q_EMIT failed(generation, error); },
                       {},
                       [this] { Q_EMIT changed(); }}))
{}

OutboxReadThread::~OutboxReadThread() = default;

void OutboxReadThread::requestPage(quint64 generation, const DeliveryFilter& filter, std::optional<qint64> before,
                                   int limit, const QStringList& keep)
{
    m_worker->request(
        Page, generation,
        [filter, before, limit, keep](Reader& reader, const ScanControl& control) {
            return readPage(reader, filter, before, limit, keep, control);
        },
        [this, generation](const DeliveryPage& page) { Q_EMIT pageReady(generation, page); });
}

void OutboxReadThread::requestCounts(quint64 generation)
{
    m_worker->request(
        Counts, generation, [](Reader& reader, const ScanControl&) { return readCounts(reader); },
        [this, generation](const std::vector<DestinationCount>& counts) { Q_EMIT countsReady(generation, counts); });
}

void OutboxReadThread::requestDetails(quint64 generation, const QString& id)
{
    m_worker->request(
        Details, generation, [id](Reader& reader, const ScanControl&) { return readDetails(reader, id); },
        [this, generation](const std::optional<DeliveryDetails>& details) {
            Q_EMIT detailsReady(generation, details);
        });
}

void OutboxReadThread::requestRetryable(quint64 generation, const DeliveryFilter& filter, Timestamp now)
{
    m_worker->request(
        Retry, generation,
        [filter, now](Reader& reader, const ScanControl& control) {
            return readRetryable(reader, filter, now, control);
        },
        [this, generation](const Retryable& found) { Q_EMIT retryableReady(generation, found); });
}

} // namespace hw::delivery
