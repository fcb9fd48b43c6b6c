#include "core/store/readthread.h"

#include "core/store/readworker.h"

#include <QElapsedTimer>

#include <utility>

namespace hw::store {

namespace {

/// How often a page that is being found is told.
constexpr qint64 growthMs = 100;

enum Kind {
    Page,
    Single,
    Runs,
    Rows,
    Count,
    Histogram,
    Totals,
    Unrouted,
    Types,
    Latest,
    Vocabulary,
    Unreachable,
    KeyUses,
    KindCount
};

} // namespace

class ReadThread::Worker final : public ReadWorker<KindCount>
{
    using ReadWorker::ReadWorker;
};

ReadThread::ReadThread(QString path, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_worker(std::make_unique<Worker>(
          this, m_path,
          Worker::Tell{[this](quint64 generation, const Error& error) { Q_EMIT failed(generation, error); },
                       [this](quint64 generation, qint64 scanned) { Q_EMIT scanProgress(generation, scanned); },
                       [this] { Q_EMIT changed(); }}))
{}

ReadThread::~ReadThread() = default;

void ReadThread::requestPage(quint64 generation, const Filter& filter, const PageRequest& page)
{
    m_worker->request(
        Page, generation,
        [this, generation, filter, page](Reader& reader, const ScanControl& control) {
            std::vector<EventRow> grown;
            QElapsedTimer told;
            told.start();
            const auto goOn = [&](qint64 scanned) {
                if (!grown.empty() && told.elapsed() >= growthMs) {
                    QMetaObject::invokeMethod(
                        this,
                        [this, generation, rows = std::exchange(grown, {})] { Q_EMIT pageGrew(generation, rows); },
                        Qt::QueuedConnection);
                    told.restart();
                }
                return control(scanned);
            };
            return reader.events(filter, page, goOn, [&grown](const EventRow& row) { grown.push_back(row); });
        },
        [this, generation](const std::vector<EventRow>& rows) { Q_EMIT pageReady(generation, rows); });
}

void ReadThread::cancelScans()
{
    m_worker->cancel(Page);
    m_worker->cancel(Count);
}

void ReadThread::requestEvent(quint64 generation, const QString& id)
{
    m_worker->request(
        Single, generation, [id](Reader& reader, const ScanControl&) { return reader.event(id); },
        [this, generation](const std::optional<StoredEvent>& event) { Q_EMIT eventReady(generation, event); });
}

void ReadThread::requestRuns(quint64 generation, const QString& eventId)
{
    m_worker->request(
        Runs, generation, [eventId](Reader& reader, const ScanControl&) { return reader.runsOf(eventId); },
        [this, generation](const std::vector<Run>& runs) { Q_EMIT runsReady(generation, runs); });
}

void ReadThread::requestRows(quint64 generation, const std::vector<qint64>& seqs)
{
    m_worker->request(
        Rows, generation, [seqs](Reader& reader, const ScanControl&) { return reader.eventsBySeq(seqs); },
        [this, generation](const std::vector<EventRow>& rows) { Q_EMIT rowsReady(generation, rows); });
}

void ReadThread::requestCount(quint64 generation, const Filter& filter)
{
    m_worker->request(
        Count, generation,
        [filter](Reader& reader, const ScanControl& control) { return reader.count(filter, 10000, control); },
        [this, generation](qint64 count) { Q_EMIT countReady(generation, count); });
}

void ReadThread::requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source)
{
    m_worker->request(
        Histogram, generation,
        [from, to, source](Reader& reader, const ScanControl&) { return reader.histogram(from, to, source); },
        [this, generation](const std::vector<MinuteBar>& bars) { Q_EMIT histogramReady(generation, bars); });
}

void ReadThread::requestMissed(quint64 generation, Timestamp from, Timestamp to)
{
    m_worker->request(
        Unreachable, generation,
        [from, to](Reader& reader, const ScanControl&) -> Result<Missed> {
            auto unreachable = gaps(reader.database(), from, to);
            if (!unreachable)
                return unreachable.error();
            auto refused = refusals(reader.database(), from, to);
            if (!refused)
                return refused.error();
            return Missed{*std::move(unreachable), *std::move(refused)};
        },
        [this, generation](const Missed& missed) { Q_EMIT missedReady(generation, missed); });
}

void ReadThread::requestSummary(quint64 generation)
{
    m_worker->request(
        Totals, generation, [](Reader& reader, const ScanControl&) { return reader.summary(); },
        [this, generation](const Summary& summary) { Q_EMIT summaryReady(generation, summary); });
}

void ReadThread::requestUnrouted(quint64 generation)
{
    m_worker->request(
        Unrouted, generation, [](Reader& reader, const ScanControl&) { return reader.unrouted(); },
        [this, generation](const std::vector<EventRow>& rows) { Q_EMIT unroutedReady(generation, rows); });
}

void ReadThread::requestTypeCounts(quint64 generation, const QString& source)
{
    m_worker->request(
        Types, generation, [source](Reader& reader, const ScanControl&) { return reader.typeCounts(source); },
        [this, generation](const std::vector<TypeCount>& counts) { Q_EMIT typeCountsReady(generation, counts); });
}

void ReadThread::requestLatest(quint64 generation, const QString& source, const QString& type, int limit)
{
    m_worker->request(
        Latest, generation,
        [source, type, limit](Reader& reader, const ScanControl&) { return reader.latest(source, type, limit); },
        [this, generation](const std::vector<StoredEvent>& events) { Q_EMIT latestReady(generation, events); });
}

void ReadThread::requestVocabulary(quint64 generation, const QString& source)
{
    m_worker->request(
        Vocabulary, generation,
        [source](Reader& reader, const ScanControl&) { return readVocabulary(reader.database(), source); },
        [this, generation](const FilterVocabulary& vocabulary) { Q_EMIT vocabularyReady(generation, vocabulary); });
}

void ReadThread::requestKeyUses(quint64 generation, const QString& source, const QStringList& keys)
{
    m_worker->request(
        KeyUses, generation,
        [source, keys](Reader& reader, const ScanControl&) { return keyUses(reader.database(), source, keys); },
        [this, generation](const std::vector<KeyUse>& uses) { Q_EMIT keyUsesReady(generation, uses); });
}

} // namespace hw::store
