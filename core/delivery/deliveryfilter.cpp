#include "core/delivery/deliveryfilter.h"

#include "core/delivery/target.h"
#include "core/store/eachrow.h"

#include <QHash>

#include <algorithm>

namespace hw::delivery {

using store::DeliveryStatus;

namespace {

constexpr int pageSize = 200;

/// The text cut at its spaces, quoted ones excepted.
QStringList words(const QString& text)
{
    QStringList out;
    QString word;
    bool quoted = false;
    for (const QChar c : text) {
        quoted = quoted != (c == u'"');
        if (c == u' ' && !quoted) {
            out.append(word);
            word.clear();
        } else {
            word += c;
        }
    }
    out.append(word);
    out.removeAll(QString());
    return out;
}

Result<void> readStatuses(DeliveryFilter& filter, const QString& value)
{
    for (const QString& name : value.split(u',')) {
        const auto status = store::deliveryStatusFrom(name);
        if (!status)
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("status"), name, QStringLiteral("pending, held, done, failed, dead")}};
        filter.statuses.push_back(*status);
    }
    return {};
}

Result<void> readDestination(DeliveryFilter& filter, const QString& key, const QString& value)
{
    const qsizetype slash = value.indexOf(u'/');
    if (slash >= 0)
        filter.environment = value.left(slash);
    filter.destination = value.mid(slash + 1);
    if (!targetKindFrom(filter.destination))
        return Error{ErrorCode::InvalidArgument,
                     {key, value, QStringLiteral("knock, http, http_request, with ENVIRONMENT/ before it")}};
    return {};
}

/// Whether deliveries' events pass a filter. Each event is asked once.
class EventMatcher final
{
public:
    EventMatcher(store::Reader& reader, const store::Filter& filter)
        : m_reader(reader)
        , m_filter(filter)
    {}

    Result<bool> matches(const store::Delivery& delivery)
    {
        if (delivery.batch == 0)
            return matches(delivery.eventSeq);
        // The trigger of a batch is everybody's who is part of it.
        std::vector<qint64> events;
        if (const Result<void> read = store::eachRow(
                m_reader.database(), "SELECT event_seq FROM batch_activity WHERE batch = ?",
                [&](const store::Statement& row) { events.push_back(row.integer(0)); }, delivery.batch);
            !read)
            return read.error();
        for (const qint64 event : events) {
            const Result<bool> one = matches(event);
            if (!one || *one)
                return one;
        }
        return false;
    }

private:
    Result<bool> matches(qint64 event)
    {
        const auto known = m_known.constFind(event);
        if (known != m_known.constEnd())
            return *known;
        store::PageRequest only;
        only.before = event + 1;
        only.after = event - 1;
        only.limit = 1;
        const auto rows = m_reader.events(m_filter, only);
        if (!rows)
            return rows.error();
        m_known.insert(event, !rows->empty());
        return !rows->empty();
    }

    store::Reader& m_reader;
    const store::Filter& m_filter;
    QHash<qint64, bool> m_known;
};

} // namespace

Result<DeliveryFilter> DeliveryFilter::parse(const QString& text, Timestamp now)
{
    DeliveryFilter filter;
    QStringList rest;
    for (const QString& word : words(text)) {
        const qsizetype colon = word.indexOf(u':');
        const QString key = word.left(std::max<qsizetype>(colon, 0));
        const QString value = word.mid(colon + 1);
        Result<void> read;
        if (key == QLatin1String("status"))
            read = readStatuses(filter, value);
        else if (key == QLatin1String("env") || key == QLatin1String("environment"))
            filter.environment = value;
        else if (key == QLatin1String("destination"))
            read = readDestination(filter, key, value);
        else if (key == QLatin1String("action"))
            filter.action = value;
        else if (key == QLatin1String("reason"))
            filter.reason = value;
        else if ((key.isEmpty() || key == QLatin1String("id")) && value.startsWith(QLatin1String("dlv_")))
            filter.id = value;
        else
            rest.append(word);
        if (!read)
            return read.error();
    }
    if (!rest.isEmpty()) {
        auto events = store::Filter::parse(rest.join(u' '), now);
        if (!events)
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("filter"), rest.join(u' '), events.error().args.value(0)}};
        filter.events = *std::move(events);
    }
    return filter;
}

bool DeliveryFilter::matches(const store::Delivery& delivery) const
{
    return (statuses.empty() || std::find(statuses.begin(), statuses.end(), delivery.status) != statuses.end()) &&
           (environment.isEmpty() || delivery.environment == environment) &&
           (destination.isEmpty() || toString(thaw(delivery.destination).kind) == destination) &&
           (action.isEmpty() || delivery.kind == action) && (reason.isEmpty() || delivery.reason.startsWith(reason)) &&
           (id.isEmpty() || delivery.id == id);
}

Result<std::vector<store::Delivery>> findDeliveries(store::Reader& reader, const DeliveryFilter& filter,
                                                    std::optional<qint64> before, size_t limit,
                                                    const store::ScanControl& control)
{
    std::vector<store::Delivery> out;
    std::optional<EventMatcher> events;
    if (filter.events)
        events.emplace(reader, *filter.events);
    store::DeliveryQuery query{filter.statuses, filter.environment, filter.action, before, pageSize};
    qint64 scanned = 0;
    for (;;) {
        auto page = store::deliveries(reader.database(), query);
        if (!page)
            return page.error();
        for (store::Delivery& each : *page) {
            if (!filter.matches(each))
                continue;
            const Result<bool> wanted = events ? events->matches(each) : Result<bool>(true);
            if (!wanted)
                return wanted.error();
            if (*wanted)
                out.push_back(std::move(each));
            if (out.size() >= limit)
                return out;
        }
        if (static_cast<int>(page->size()) < pageSize)
            return out;
        scanned += pageSize;
        if (control && !control(scanned))
            return Error{ErrorCode::Cancelled};
        query.before = page->back().seq;
    }
}

bool canRetry(const store::Delivery& delivery)
{
    return delivery.status == DeliveryStatus::Dead || delivery.status == DeliveryStatus::Failed;
}

bool keyIsForgotten(const store::Delivery& delivery, Timestamp now)
{
    return delivery.kind == QLatin1String("workflows_trigger") &&
           thaw(delivery.destination).kind == TargetKind::Knock && delivery.firstAt &&
           now - *delivery.firstAt >= keysAreKnown;
}

Result<int> retryDeliveries(store::Database& database, std::vector<qint64> seqs, Timestamp now)
{
    std::sort(seqs.begin(), seqs.end());
    int put = 0;
    for (const qint64 seq : seqs) {
        QString id;
        if (const Result<void> read = store::eachRow(
                database, "SELECT id FROM delivery WHERE seq = ? AND state IN (3, 4)",
                [&](const store::Statement& row) { id = row.text(0); }, seq);
            !read)
            return read.error();
        if (id.isEmpty())
            continue;
        if (const Result<void> done = store::retryDelivery(database, id, now); !done)
            return done.error();
        ++put;
    }
    return put;
}

} // namespace hw::delivery
