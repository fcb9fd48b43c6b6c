#pragma once

#include "core/store/filter.h"
#include "core/store/filtercompletion.h"
#include "core/store/reachability.h"
#include "core/store/rows.h"
#include "core/store/sourcehistory.h"
#include "core/store/typecount.h"

#include <QObject>

#include <memory>

namespace hw::store {

/// Reads for the window without ever blocking it: a thread with a Reader, requests in, values out as signals in the
/// thread that this object lives in. Each request carries a generation that its caller counts up; of one kind only the
/// newest is answered, an older one is dropped, or broken off where it is being read.
///
/// Writes of any process are noticed every 200 ms (`PRAGMA data_version`) and told by changed().
class ReadThread final : public QObject
{
    Q_OBJECT

public:
    /// Starts the thread; the database is opened there. A missing or broken one is told by failed() and tried again.
    explicit ReadThread(QString path, QObject* parent = nullptr);
    ~ReadThread() override;
    Q_DISABLE_COPY_MOVE(ReadThread)

    void requestPage(quint64 generation, const Filter& filter, const PageRequest& page);
    void requestEvent(quint64 generation, const QString& id);
    void requestRuns(quint64 generation, const QString& eventId);
    void requestRows(quint64 generation, const std::vector<qint64>& seqs);
    void requestCount(quint64 generation, const Filter& filter);
    void requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source);
    void requestMissed(quint64 generation, Timestamp from, Timestamp to);
    void requestSummary(quint64 generation);
    void requestUnrouted(quint64 generation);
    void requestTypeCounts(quint64 generation, const QString& source);
    void requestLatest(quint64 generation, const QString& source, const QString& type, int limit);
    void requestVocabulary(quint64 generation, const QString& source);
    /// How the other keys of a source are used.
    void requestKeyUses(quint64 generation, const QString& source, const QStringList& keys);
    /// What is being looked through for a page and for a count is not looked for any longer; neither is answered.
    void cancelScans();
    [[nodiscard]] const QString& path() const { return m_path; }

Q_SIGNALS:
    /// Of a page that takes a scan: rows that were found since the last time, a few times a second, in their order.
    /// pageReady() follows with all of them.
    void pageGrew(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void pageReady(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void eventReady(quint64 generation, const std::optional<hw::store::StoredEvent>& event);
    void runsReady(quint64 generation, const std::vector<hw::Run>& runs);
    void rowsReady(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void countReady(quint64 generation, qint64 count);
    void histogramReady(quint64 generation, const std::vector<hw::store::MinuteBar>& bars);
    void missedReady(quint64 generation, const hw::store::Missed& missed);
    void summaryReady(quint64 generation, const hw::store::Summary& summary);
    void unroutedReady(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void typeCountsReady(quint64 generation, const std::vector<hw::store::TypeCount>& counts);
    void latestReady(quint64 generation, const std::vector<hw::store::StoredEvent>& events);
    void vocabularyReady(quint64 generation, const hw::store::FilterVocabulary& vocabulary);
    void keyUsesReady(quint64 generation, const std::vector<hw::store::KeyUse>& uses);

    /// A scan goes on: rows looked at so far.
    void scanProgress(quint64 generation, qint64 scanned);
    /// A request could not be answered; generation 0 = the database could not be opened.
    void failed(quint64 generation, const hw::Error& error);
    /// Somebody has committed since the last time.
    void changed();

private:
    class Worker;
    QString m_path;
    std::unique_ptr<Worker> m_worker;
};

} // namespace hw::store
