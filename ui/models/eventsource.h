#pragma once

#include "core/base/error.h"
#include "core/store/filter.h"
#include "core/store/filtercompletion.h"
#include "core/store/reachability.h"
#include "core/store/rows.h"
#include "core/store/sourcehistory.h"

#include <QObject>

#include <optional>
#include <vector>

namespace hw::models {

/// Where the Events view gets its values from: requests go in, answers come as signals in the thread of this object.
/// Each request carries a generation that the caller counts up; of one kind only the newest is answered.
class EventSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void requestPage(quint64 generation, const store::Filter& filter, const store::PageRequest& page) = 0;
    virtual void requestEvent(quint64 generation, const QString& id) = 0;
    /// Counted up to `countLimit`.
    virtual void requestCount(quint64 generation, const store::Filter& filter) = 0;
    virtual void requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source) = 0;
    virtual void requestSummary(quint64 generation) = 0;
    /// What could not be captured; a source that knows nothing of it answers nothing.
    virtual void requestMissed(quint64, Timestamp, Timestamp) {}
    /// What the events of a source, or of all, have shown so far. A source that cannot tell leaves it.
    virtual void requestVocabulary(quint64, const QString&) {}
    /// The newest events of a type or pattern with all that they wrote, newest first. A source that cannot tell leaves
    /// it.
    virtual void requestLatest(quint64, const QString& /*source*/, const QString& /*type*/, int /*limit*/) {}
    /// How the other keys of a source are used. A source that cannot tell leaves it.
    virtual void requestKeyUses(quint64, const QString&, const QStringList&) {}
    /// Rows as they are now; those that are gone are left out.
    virtual void requestRows(quint64, const std::vector<qint64>&) {}
    /// A page or a count that is being looked for is not answered any more.
    virtual void cancelScans() {}

    static constexpr qint64 countLimit = 10000;

Q_SIGNALS:
    /// Of a page that takes a scan: what was found since the last time. pageReady() follows with all of it.
    void pageGrew(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    /// A scan goes on: rows looked at so far.
    void scanProgress(quint64 generation, qint64 scanned);
    void rowsReady(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void pageReady(quint64 generation, const std::vector<hw::store::EventRow>& rows);
    void eventReady(quint64 generation, const std::optional<hw::store::StoredEvent>& event);
    void countReady(quint64 generation, qint64 count);
    void histogramReady(quint64 generation, const std::vector<hw::store::MinuteBar>& bars);
    void missedReady(quint64 generation, const hw::store::Missed& missed);
    void summaryReady(quint64 generation, const hw::store::Summary& summary);
    void vocabularyReady(quint64 generation, const hw::store::FilterVocabulary& vocabulary);
    void latestReady(quint64 generation, const std::vector<hw::store::StoredEvent>& events);
    void keyUsesReady(quint64 generation, const std::vector<hw::store::KeyUse>& uses);
    void failed(quint64 generation, const hw::Error& error);
    /// Something was written since the last time.
    void changed();
};

} // namespace hw::models
