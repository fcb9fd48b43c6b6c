// A large history: bench_store [EVENTS] [FOLDER] [PART]. Makes a store of events of 2 KiB through the writer (in
// FOLDER, where it is kept and found again the next time; else in a temporary one), lets the full-text index catch up,
// and measures what the window does with it (only what has PART in its name): medians, in milliseconds. The files are
// in the system's cache, as they are in use.

#include "core/store/checkup.h"
#include "core/store/reader.h"
#include "core/store/searchindexer.h"
#include "core/store/writer.h"

#include "core/base/ids.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <random>

using namespace hw;
using namespace hw::store;

namespace {

constexpr qint64 firstMs = 1795446000000; // 2026-11-23T15:00:00Z
constexpr qint64 msBetween = 400;
constexpr int repeats = 9;

QString wantedPart; // NOLINT: set once, by main()

constexpr std::array sources{"stripe-billing", "shop-orders", "crm", "github-repo", "auth"};
constexpr std::array types{"customer.created",  "customer.updated", "customer.deleted", "invoice.paid",
                           "invoice.finalized", "charge.succeeded", "charge.refunded",  "order.placed",
                           "order.shipped",     "user.identified",  "user.deleted",     "push"};

/// What a provider's events look like: the same members in each, ids and amounts of their own, some prose.
class Maker final
{
public:
    Maker()
    {
        for (QByteArray& word : m_words) {
            const int size = 3 + static_cast<int>(m_random() % 8);
            for (int i = 0; i < size; ++i)
                word += static_cast<char>('a' + m_random() % 26);
        }
    }

    CommitUnit unit(qint64 number)
    {
        const auto source = QString::fromLatin1(sources[m_random() % sources.size()]);
        // One type in a thousand events, the others about alike.
        const QByteArray type = number % 1000 == 7 ? QByteArray("account.closed") : types[m_random() % types.size()];
        const Timestamp time = fromMicroseconds((firstMs + number * msBetween) * 1000);
        const QByteArray providerId = "evt_" + id(24);
        Event event;
        event.id = ids::make(ids::event, time);
        event.source = source;
        event.environment = QStringLiteral("development");
        event.receivedAt = time;
        http::Message& request = event.request;
        request.method = "POST";
        request.target = "/s/" + source.toLatin1();
        request.body = body(providerId, type, number);
        request.headers = {{"Host", "127.0.0.1:4400"},
                           {"User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"},
                           {"Content-Type", "application/json; charset=utf-8"},
                           {"Content-Length", QByteArray::number(request.body.size())},
                           {"Stripe-Signature", "t=" + QByteArray::number(firstMs / 1000 + number) + ",v1=" + id(64)}};
        request.rawHead = "POST " + request.target + " HTTP/1.1\r\n";
        for (const http::Header& header : request.headers)
            request.rawHead += header.name + ": " + header.value + "\r\n";
        request.rawHead += "\r\n";
        request.remote = QStringLiteral("127.0.0.1:53122");
        raw += request.rawHead.size() + request.body.size();

        Run run;
        run.id = ids::make(ids::run, time);
        run.eventId = event.id;
        run.startedAt = time;
        const auto fate = m_random() % 100;
        run.status = fate < 97 ? EventStatus::Processed : fate < 99 ? EventStatus::Refused : EventStatus::Error;
        run.verification.status =
            run.status == EventStatus::Refused ? VerificationStatus::Failed : VerificationStatus::Verified;
        run.verification.scheme = QStringLiteral("stripe");
        run.verification.checks = {{QStringLiteral("timestamp"), true, QStringLiteral("1 s old, tolerance 300 s")},
                                   {QStringLiteral("signature"), true, QStringLiteral("v1 matches")}};
        run.eventType = QString::fromLatin1(type);
        run.providerId = QString::fromLatin1(providerId);
        run.idempotency.key = run.providerId;
        run.answer.status = run.status == EventStatus::Processed ? 200 : 401;
        run.duration = std::chrono::microseconds(900);
        if (run.status == EventStatus::Processed) {
            Action action;
            action.id = ids::make(ids::action, time);
            action.mappingId = QStringLiteral("map_1");
            action.kind = QStringLiteral("users_identify");
            action.status = ActionStatus::Succeeded;
            action.payload = json::Object{{QStringLiteral("id"), QString::fromLatin1("cus_" + id(14))}};
            run.actions.push_back(std::move(action));
        }
        CommitUnit one;
        one.push_back({std::move(event), std::move(run), {}});
        return one;
    }

    qint64 raw = 0; ///< bytes of all heads and bodies

private:
    QByteArray id(int size)
    {
        static constexpr char digits[] = "0123456789abcdef";
        QByteArray text;
        for (int i = 0; i < size; ++i)
            text += digits[m_random() % 16];
        return text;
    }
    QByteArray prose(int words)
    {
        QByteArray text;
        for (int i = 0; i < words; ++i)
            text += (i > 0 ? " " : "") + m_words[(m_random() % m_words.size()) * (m_random() % 1000) / 1000];
        return text;
    }
    QByteArray body(const QByteArray& providerId, const QByteArray& type, qint64 number)
    {
        QByteArray text =
            "{\n  \"id\": \"" + providerId + "\",\n  \"object\": \"event\",\n  \"type\": \"" + type +
            "\",\n  \"api_version\": \"2024-06-20\",\n  \"created\": " + QByteArray::number(firstMs / 1000 + number) +
            ",\n  \"livemode\": false,\n  \"pending_webhooks\": 1,\n  \"data\": {\n    \"object\": {\n"
            "      \"id\": \"cus_" +
            id(14) + "\",\n      \"amount\": " + QByteArray::number(m_random() % 100000) + ",\n      \"currency\": \"" +
            (m_random() % 2 ? "eur" : "usd") + "\",\n      \"customer\": \"cus_" + id(14) + "\",\n      \"email\": \"" +
            m_words[m_random() % m_words.size()] + '@' + m_words[m_random() % m_words.size()] +
            ".com\",\n      \"description\": \"" + prose(25) + "\",\n      \"lines\": [\n";
        while (text.size() < 1880) {
            text += "        {\"id\": \"li_" + id(16) + "\", \"price\": " + QByteArray::number(m_random() % 9000) +
                    ", \"quantity\": " + QByteArray::number(m_random() % 9 + 1) + ", \"name\": \"" + prose(4) +
                    "\"},\n";
        }
        return text + "        {}\n      ]\n    }\n  },\n  \"request\": {\"id\": \"req_" + id(14) +
               "\", \"idempotency_key\": null}\n}\n";
    }

    std::mt19937_64 m_random{42};
    std::array<QByteArray, 4000> m_words;
};

bool fill(const QString& path, qint64 events)
{
    auto writer = Writer::open({path, {}, {}});
    if (!writer)
        return false;
    Maker maker;
    QElapsedTimer timer;
    timer.start();
    qint64 failed = 0;
    for (qint64 i = 0; i < events; ++i) {
        (*writer)->submit(maker.unit(i), [&failed](const Result<CommitUnit>& stored) { failed += stored ? 0 : 1; });
        if (i % 1000 == 0)
            QCoreApplication::processEvents();
        while ((*writer)->queued() > 5000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    (*writer)->stop();
    std::printf(
        "made      %lld events, %.1f MB raw, in %.1f s (%.0f events/s), %lld failed\n", static_cast<long long>(events),
        static_cast<double>(maker.raw) / 1e6, static_cast<double>(timer.elapsed()) / 1e3,
        static_cast<double>(events) * 1e3 / static_cast<double>(timer.elapsed()), static_cast<long long>(failed));
    std::fflush(stdout);
    return failed == 0;
}

/// The median of some runs, with the least and the most.
void measure(const char* name, double target, const std::function<QString()>& work, int times = repeats)
{
    if (!QString::fromUtf8(name).contains(wantedPart))
        return;
    std::vector<double> took;
    QString told;
    for (int i = 0; i < times; ++i) {
        QElapsedTimer timer;
        timer.start();
        told = work();
        took.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(took.begin(), took.end());
    const double median = took[took.size() / 2];
    std::printf("%-58s %9.2f ms  (%.2f to %.2f)  target %4.0f%s  %s\n", name, median, took.front(), took.back(), target,
                target > 0 && median > target ? "  MISSED" : "", qPrintable(told));
    std::fflush(stdout);
}

Filter filterOf(const QString& text)
{
    const auto filter = Filter::parse(text, fromMicroseconds((firstMs + 1000) * 1000));
    if (!filter)
        std::printf("the filter %s does not read\n", qPrintable(text));
    return filter ? *filter : Filter();
}

/// Looks through all events and finds none: how many a second.
void scan(Reader& reader, const QString& text, qint64 events)
{
    if (!text.contains(wantedPart))
        return;
    const Filter filter = filterOf(text);
    std::vector<double> rates;
    qint64 found = 0;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto rows = reader.events(filter, {});
        found = rows ? static_cast<qint64>(rows->size()) : -1;
        rates.push_back(static_cast<double>(events) * 1e9 / static_cast<double>(timer.nsecsElapsed()));
    }
    std::sort(rates.begin(), rates.end());
    std::printf("scan %-53s %9.0f events/s  (%.0f to %.0f)  target 400000%s  %lld found\n", qPrintable(text), rates[2],
                rates.front(), rates.back(), rates[2] < 400000 ? "  MISSED" : "", static_cast<long long>(found));
    std::fflush(stdout);
}

int run(const QString& folder, qint64 events)
{
    const QString path = folder + QStringLiteral("/headwater.db");
    if (!QFile::exists(path) && !fill(path, events))
        return 1;
    {
        QElapsedTimer timer;
        timer.start();
        SearchIndexer indexer(path);
        const SearchState state = indexer.waitUntilIdle();
        std::printf("indexed   to %lld in %.1f s%s\n", static_cast<long long>(state.indexedTo),
                    static_cast<double>(timer.elapsed()) / 1e3, state.error ? ", FAILED" : "");
    }
    auto opened = Reader::open(path);
    if (!opened)
        return 1;
    Reader& reader = *opened;
    const StoreSize size = sizeOfStore(path);
    const auto raw = reader.database().number("SELECT sum(length(head) + e.body_size) FROM content c JOIN event e ON "
                                              "e.seq = c.id");
    const double rawBytes = static_cast<double>(raw ? raw->value_or(1) : 1);
    std::printf("size      database %.1f MB, index %.1f MB: %.2f times the raw %.1f MB, target 1.60\n",
                static_cast<double>(size.database) / 1e6, static_cast<double>(size.search) / 1e6,
                static_cast<double>(size.database + size.search) / rawBytes, rawBytes / 1e6);

    measure("open (writer, reader, totals, unfinished events)", 300, [&path] {
        auto writer = Writer::open({path, {}, {}});
        auto other = Reader::open(path);
        if (!writer || !other)
            return QStringLiteral("FAILED");
        const auto pending = (*writer)->pendingEvents();
        return QStringLiteral("%1 events").arg(other->summary()->events);
    });
    const auto page = [&reader](const QString& text, const PageRequest& request) {
        const auto rows = reader.events(filterOf(text), request);
        return QStringLiteral("%1 rows").arg(rows ? static_cast<qint64>(rows->size()) : -1);
    };
    measure("first page", 30, [&] { return page({}, {}); });
    measure("a page in the middle", 30, [&] { return page({}, {events / 2, {}, 200}); });
    for (const char* text : {"source:crm",
                             "type:customer.updated",
                             "type:customer.*",
                             "type:account.closed",
                             "type:nothing.such",
                             "status:failed",
                             "status:processed",
                             "status:error",
                             "verified:no",
                             "-verified:yes",
                             "delivery:dead",
                             "source:crm type:account.closed status:failed",
                             "time:>2026-11-25",
                             "time:2026-11-24 source:auth",
                             "action:users_identify",
                             "action:workflows_trigger",
                             "id:evt_0",
                             "env:production",
                             "method:GET",
                             "size:>1m",
                             "duration:>1s",
                             "-type:customer.* source:crm"})
        measure(text, 100, [&] { return page(QString::fromLatin1(text), {}); });
    const auto some = reader.eventBySeq(events / 3);
    const QString rare = some && *some ? (*some)->run->providerId : QString();
    for (const QString& text :
         {QStringLiteral("invoice"), rare, QStringLiteral("eur refunded"), QStringLiteral("\"charge refunded\""),
          QStringLiteral("zzzzzzzz"), QStringLiteral("source:crm closed")})
        measure(qPrintable(QStringLiteral("text: ") + text), 150, [&] { return page(text, {}); });
    for (const char* text : {"", "source:crm", "status:failed", "type:customer.*"}) {
        measure(qPrintable(QStringLiteral("count: ") + QLatin1String(text)), 100,
                [&] { return QString::number(reader.count(filterOf(QString::fromLatin1(text))).valueOr(-1)); });
    }
    const Timestamp from = fromMicroseconds(firstMs * 1000);
    const Timestamp to = fromMicroseconds((firstMs + events * msBetween) * 1000);
    measure("histogram of all", 30, [&] { return QStringLiteral("%1 bars").arg(reader.histogram(from, to)->size()); });
    measure("histogram of an hour of one source", 30, [&] {
        return QStringLiteral("%1 bars").arg(
            reader.histogram(from, from + std::chrono::hours(1), QStringLiteral("crm"))->size());
    });
    measure("types of a source", 100,
            [&] { return QStringLiteral("%1 types").arg(reader.typeCounts(QStringLiteral("crm"))->size()); });
    measure("first page of a scan that matches much: body…amount>50000", 100,
            [&] { return page(QStringLiteral("body.data.object.amount>50000"), {}); });
    for (const char* text : {"body.data.object.amount>900000", "body.request.id:req_0", "body.lines[0].id:x",
                             "header.user-agent:~nobody", "header.x-none:1", "body~nothingsuch"})
        scan(reader, QString::fromLatin1(text), events);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const qint64 events = arguments.size() > 1 ? arguments[1].toLongLong() : 100000;
    if (events < 1000) {
        std::fprintf(stderr, "usage: bench_store [EVENTS] [FOLDER] [PART], with 1000 events or more\n");
        return 2;
    }
    wantedPart = arguments.value(3);
    if (arguments.size() > 2) {
        QDir().mkpath(arguments[2]);
        return run(arguments[2], events);
    }
    const QTemporaryDir folder;
    return run(folder.path(), events);
}
