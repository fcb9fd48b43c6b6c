#pragma once

#include "core/store/readthread.h"
#include "ui/models/eventsource.h"

namespace hw::models {

/// The workspace's store as an EventSource.
class StoreEventSource final : public EventSource
{
    Q_OBJECT

public:
    /// `reader` outlives this object, lives in the same thread and serves nobody else: of each kind it answers only the
    /// newest request.
    explicit StoreEventSource(store::ReadThread& reader, QObject* parent = nullptr);

    void requestPage(quint64 generation, const store::Filter& filter, const store::PageRequest& page) override;
    void requestEvent(quint64 generation, const QString& id) override;
    void requestCount(quint64 generation, const store::Filter& filter) override;
    void requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source) override;
    void requestSummary(quint64 generation) override;
    void requestMissed(quint64 generation, Timestamp from, Timestamp to) override;
    void requestVocabulary(quint64 generation, const QString& source) override;

private:
    store::ReadThread& m_reader;
};

} // namespace hw::models
