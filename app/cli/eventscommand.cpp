#include "app/cli/context.h"
#include "app/cli/enginehost.h"
#include "app/cli/eventextras.h"
#include "app/cli/progressline.h"
#include "app/cli/views.h"
#include "app/cli/workspaceaccess.h"
#include "core/base/files.h"
#include "core/engine/typesearch.h"
#include "core/record/recordjson.h"
#include "core/store/reader.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTimer>

#include <algorithm>
#include <array>
#include <utility>

namespace hw::cli {

namespace {

constexpr int defaultLimit = 50;
constexpr std::chrono::milliseconds followInterval{200};

json::Value rowJson(const store::EventRow& row)
{
    return json::Object{
        {QStringLiteral("id"), row.id},
        {QStringLiteral("providerId"), row.providerId.isEmpty() ? json::Value(nullptr) : json::Value(row.providerId)},
        {QStringLiteral("status"), toString(row.status)},
        {QStringLiteral("source"), row.source.isEmpty() ? json::Value(nullptr) : json::Value(row.source)},
        {QStringLiteral("environment"), row.environment},
        {QStringLiteral("receivedAt"), toIso8601(row.receivedAt)},
        {QStringLiteral("method"), row.method},
        {QStringLiteral("eventType"), row.eventType},
        {QStringLiteral("verification"), toString(row.verification)},
        {QStringLiteral("actionsSucceeded"), row.actionsDone},
        {QStringLiteral("actionsPlanned"), row.actionsTotal},
        {QStringLiteral("bodySize"), row.bodySize},
        {QStringLiteral("responseStatus"), row.answerStatus},
        {QStringLiteral("durationMs"), static_cast<double>(row.duration.count()) / 1000.0},
    };
}

const QStringList header{QStringLiteral("RECEIVED"), QStringLiteral("ID"),     QStringLiteral("SOURCE"),
                         QStringLiteral("TYPE"),     QStringLiteral("STATUS"), QStringLiteral("VERIFIED"),
                         QStringLiteral("ACTIONS"),  QStringLiteral("ANSWER")};

QStringList rowCells(const store::EventRow& row)
{
    const qint64 ms = toMicroseconds(row.receivedAt) / 1000;
    return {QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")),
            row.id,
            row.source.isEmpty() ? QStringLiteral("-") : row.source,
            row.eventType,
            toString(row.status),
            toString(row.verification),
            row.actionsTotal > 0 ? QStringLiteral("%1/%2").arg(row.actionsDone).arg(row.actionsTotal)
                                 : QStringLiteral("-"),
            row.answerStatus > 0 ? QString::number(row.answerStatus) : QStringLiteral("-")};
}

/// Prints the rows of a scan as they are found, with how far it has come on a terminal; Ctrl+C ends it with what was
/// found by then.
class FoundRows final
{
public:
    explicit FoundRows(const Context& context)
        : m_context(context)
        , m_array(context)
    {}

    void add(const store::EventRow& row)
    {
        m_progress.clear();
        if (m_context.json()) {
            m_array.add(rowJson(row));
            return;
        }
        if (std::exchange(m_isFirst, false))
            m_context.say(line(header));
        m_context.say(line(rowCells(row)));
    }
    void scanned(qint64 rows) { m_progress.show(QStringLiteral("events looked through"), rows, -1); }
    void end()
    {
        m_progress.clear();
        m_array.end();
    }

private:
    /// As wide as cells mostly are: what comes later is not known yet.
    static QString line(const QStringList& cells)
    {
        static constexpr std::array widths{25, 31, 18, 24, 11, 11, 9, 0};
        QString text;
        for (size_t i = 0; i < widths.size(); ++i)
            text += cells.value(static_cast<qsizetype>(i)).leftJustified(widths[i]) + QLatin1Char(' ');
        return text.trimmed();
    }

    const Context& m_context;
    JsonArrayPrinter m_array;
    ProgressLine m_progress;
    bool m_isFirst = true;
};

/// Prints what is new since the last time, for ever.
class Follower final : public QObject
{
public:
    Follower(const Context& context, store::Reader reader, store::Filter filter, qint64 last)
        : m_context(context)
        , m_reader(std::move(reader))
        , m_filter(std::move(filter))
        , m_last(last)
    {
        connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
        m_timer.start(followInterval);
    }

private:
    void look()
    {
        const auto version = m_reader.dataVersion();
        if (!version || *version == m_version)
            return;
        m_version = *version;
        for (;;) {
            store::PageRequest page;
            page.after = m_last;
            auto rows = m_reader.events(m_filter, page);
            if (!rows) {
                QCoreApplication::exit(m_context.fail(rows.error()));
                return;
            }
            if (rows->empty())
                return;
            std::reverse(rows->begin(), rows->end());
            for (const store::EventRow& row : *rows) {
                // Its run is still under way: it is shown when it is done, in its place.
                if (row.status == EventStatus::Received)
                    return;
                m_last = row.seq;
                if (m_context.json())
                    m_context.printLine(rowJson(row));
                else
                    m_context.say(rowCells(row).join(QStringLiteral("  ")));
            }
        }
    }

    const Context& m_context;
    store::Reader m_reader;
    store::Filter m_filter;
    QTimer m_timer;
    qint64 m_last;
    qint64 m_version = -1;
};

int list(Context& context, const Arguments& arguments)
{
    bool isNumber = true;
    const int limit = arguments.has(u"limit") ? arguments.value(u"limit").toInt(&isNumber) : defaultLimit;
    if (!isNumber || limit < 1)
        return context.failUsage(QStringLiteral("--limit takes a number above zero."));
    auto filter = parseFilter(context, arguments.positional.join(QLatin1Char(' ')));
    if (!filter)
        return failFilter(context, filter.error());
    const catalog::Catalog catalog = context.catalog();
    if (const engine::TypeSearch search = engine::withAliases(*filter, catalog); !search.used.empty()) {
        for (const engine::UsedAlias& used : search.used)
            context.hint(aliasNote(*used.provider, *used.alias));
        filter = parseFilter(context, search.text);
    }
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    store::PageRequest page;
    page.limit = limit;
    // Unrouted requests are shown with more than their row.
    const bool streams = filter->needsScan() && !arguments.has(u"follow") && !filter->includesUnrouted();
    FoundRows found(context);
    const auto rows = reader->events(
        *filter, page,
        [&](qint64 scanned) {
            if (streams)
                found.scanned(scanned);
            return true;
        },
        [&](const store::EventRow& row) {
            if (streams)
                found.add(row);
        });
    if (streams)
        found.end();
    if (!rows)
        return context.fail(rows.error());
    if (arguments.has(u"follow")) {
        const qint64 last = rows->empty() ? 0 : rows->front().seq;
        Follower follower(context, std::move(*reader), *filter, last);
        return QCoreApplication::exec();
    }
    if (context.json() && streams)
        return exitDone;
    if (context.json()) {
        json::Array documents;
        for (const store::EventRow& row : *rows) {
            json::Value document = rowJson(row);
            if (row.status == EventStatus::Unrouted) {
                const auto hints = unroutedHints(context, *reader, row.seq);
                if (!hints)
                    return context.fail(hints.error());
                for (const auto& [name, value] : *hints)
                    document.object().set(name, value);
            }
            documents.push_back(std::move(document));
        }
        context.print(documents);
        return exitDone;
    }
    if (rows->empty()) {
        context.hint(QStringLiteral("No events."));
    } else if (!streams) {
        std::vector<QStringList> cells;
        for (const store::EventRow& row : *rows)
            cells.push_back(rowCells(row));
        context.table(header, cells);
    }
    for (const store::EventRow& row : *rows) {
        if (row.status != EventStatus::Unrouted)
            continue;
        const auto hints = unroutedHints(context, *reader, row.seq);
        if (!hints)
            return context.fail(hints.error());
        context.say(unroutedLine(row.id, *hints));
    }
    // A list that was cut ends where its last row does; a whole one begins with the first gap there is.
    const bool cut = rows->size() >= static_cast<size_t>(limit);
    sayUncaptured(context, *reader, cut ? rows->back().receivedAt : Timestamp(), context.clock()->now());
    if (const auto unrouted = reader->unrouted(); unrouted && filter->isEmpty() && !unrouted->empty()) {
        context.hint(QStringLiteral("Unrouted requests: %1. See: headwater-cli events list status:unrouted")
                         .arg(unrouted->size()));
    }
    return exitDone;
}

int show(Context& context, const Arguments& arguments)
{
    auto reader = openReader(context);
    if (!reader)
        return context.fail(reader.error());
    const QString id = arguments.positional.first();
    const auto stored = findEvent(*reader, id);
    if (!stored)
        return context.fail(stored.error());
    const Event& event = stored->event;
    const Run run = stored->run.value_or(Run());
    if (const QString file = arguments.value(u"body-to"); !file.isEmpty()) {
        if (const auto written = files::writeAtomically(file, event.request.body); !written)
            return context.fail(written.error());
    }
    const auto exchanges = store::exchangesOf(reader->database(), event.seq);
    if (!exchanges)
        return context.fail(exchanges.error());
    if (context.json()) {
        json::Value record = toRecordJson(event, run);
        record.object().set(QStringLiteral("exchanges"), exchangesJson(*exchanges));
        context.print(record);
    } else {
        sayRecord(context, event, run);
        sayExchanges(context, *exchanges);
    }
    return exitDone;
}

} // namespace

std::vector<Command> eventsCommands()
{
    return {
        {{QStringLiteral("events"), QStringLiteral("list")},
         QStringLiteral("[FILTER]"),
         QStringLiteral("what was captured, newest first"),
         {{QStringLiteral("limit"), QStringLiteral("N"), QStringLiteral("how many (default 50)")},
          {QStringLiteral("follow"), {}, QStringLiteral("print new events as they come (JSON lines with --json)")}},
         0,
         -1,
         list,
         QStringLiteral("Filter: type:customer.* source:orders status:failed age:<1h body.amount>5000 \"free text\"; "
                        "a minus before a term negates it.")},
        {{QStringLiteral("events"), QStringLiteral("show")},
         QStringLiteral("ID"),
         QStringLiteral("one event with its run, by Headwater's id or the provider's"),
         {{QStringLiteral("body-to"), QStringLiteral("FILE"), QStringLiteral("write the body's bytes to a file")}},
         1,
         1,
         show,
         {}}};
}

} // namespace hw::cli
