#include "core/store/readthread.h"

#include "core/store/reader.h"

#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>

namespace hw::store {

namespace {

constexpr int pollMs = 200;

enum Kind { Page, Single, Runs, Rows, Count, Histogram, Totals, Unrouted, KindCount };

} // namespace

/// Lives in the thread: everything but the generations is touched there only.
class ReadThread::Worker final
{
public:
    Worker(ReadThread* owner, QString path)
        : m_owner(owner)
        , m_path(std::move(path))
    {
        m_object.moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::started, &m_object, [this] { start(); });
        m_thread.start();
    }

    ~Worker()
    {
        for (std::atomic<quint64>& newest : m_newest)
            newest = dropAll;
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Worker)

    /// Runs `read` in the thread, unless a newer request of its kind has come by then, and hands its value to `tell` in
    /// the owner's thread, unless one has come by then.
    template<class Read, class Tell>
    void request(Kind kind, quint64 generation, Read read, Tell tell)
    {
        m_newest[kind] = generation;
        QMetaObject::invokeMethod(
            &m_object,
            [this, kind, generation, read = std::move(read), tell = std::move(tell)] {
                if (m_newest[kind] != generation)
                    return;
                if (const Result<void> opened = ensureOpen(); !opened) {
                    tellFailure(generation, opened.error());
                    return;
                }
                auto result = read(*m_reader, [this, kind, generation](qint64 scanned) {
                    if (m_newest[kind] != generation)
                        return false;
                    post(kind, generation,
                         [this, generation, scanned] { Q_EMIT m_owner->scanProgress(generation, scanned); });
                    return true;
                });
                post(kind, generation, [this, generation, tell, result = std::move(result)] {
                    if (result)
                        tell(*result);
                    else
                        Q_EMIT m_owner->failed(generation, result.error());
                });
            },
            Qt::QueuedConnection);
    }

private:
    static constexpr quint64 dropAll = ~quint64(0);

    template<class Call>
    void post(Kind kind, quint64 generation, Call call)
    {
        QMetaObject::invokeMethod(
            m_owner,
            [this, kind, generation, call = std::move(call)] {
                if (m_newest[kind] == generation)
                    call();
            },
            Qt::QueuedConnection);
    }

    void start()
    {
        auto* timer = new QTimer(&m_object);
        QObject::connect(timer, &QTimer::timeout, &m_object, [this] { poll(); });
        // The reader belongs to this thread and goes with it.
        QObject::connect(
            &m_thread, &QThread::finished, &m_object,
            [this, timer] {
                m_reader.reset();
                delete timer;
            },
            Qt::DirectConnection);
        timer->start(pollMs);
        poll();
    }

    Result<void> ensureOpen()
    {
        if (m_reader)
            return {};
        Result<Reader> reader = Reader::open(m_path);
        if (!reader)
            return reader.error();
        m_reader = *std::move(reader);
        return {};
    }

    void tellFailure(quint64 generation, const Error& error)
    {
        QMetaObject::invokeMethod(
            m_owner, [owner = m_owner, generation, error] { Q_EMIT owner->failed(generation, error); },
            Qt::QueuedConnection);
    }

    void poll()
    {
        if (const Result<void> opened = ensureOpen(); !opened) {
            if (!std::exchange(m_missing, true))
                tellFailure(0, opened.error());
            return;
        }
        const Result<qint64> version = m_reader->dataVersion();
        if (!version) {
            // The file may have been replaced: open it anew.
            m_reader.reset();
            m_version.reset();
            return;
        }
        // A database that has come into being is a change too.
        if (std::exchange(m_missing, false) || (m_version && *m_version != *version))
            tellChanged();
        m_version = *version;
    }

    void tellChanged()
    {
        QMetaObject::invokeMethod(
            m_owner, [owner = m_owner] { Q_EMIT owner->changed(); }, Qt::QueuedConnection);
    }

    ReadThread* m_owner;
    QString m_path;
    std::array<std::atomic<quint64>, KindCount> m_newest{};
    std::optional<Reader> m_reader;
    std::optional<qint64> m_version;
    bool m_missing = false; ///< told so already
    QObject m_object;
    QThread m_thread;
};

ReadThread::ReadThread(QString path, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(this, std::move(path)))
{}

ReadThread::~ReadThread() = default;

void ReadThread::requestPage(quint64 generation, const Filter& filter, const PageRequest& page)
{
    m_worker->request(
        Page, generation,
        [filter, page](Reader& reader, const ScanControl& control) { return reader.events(filter, page, control); },
        [this, generation](const std::vector<EventRow>& rows) { Q_EMIT pageReady(generation, rows); });
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

} // namespace hw::store
