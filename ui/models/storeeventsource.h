#pragma once

#include "core/store/readthread.h"
#include "ui/models/eventsource.h"

#include <memory>

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
    void requestLatest(quint64 generation, const QString& source, const QString& type, int limit) override;
    void requestKeyUses(quint64 generation, const QString& source, const QStringList& keys) override;
    void requestRows(quint64 generation, const std::vector<qint64>& seqs) override;
    void cancelScans() override;

private:
    store::ReadThread& readerFor(const store::Filter& filter);

    store::ReadThread& m_reader;
    /// Looks through events, which takes seconds where there are many: an event is shown meanwhile. Made when needed.
    std::unique_ptr<store::ReadThread> m_scanner;
};

} // namespace hw::models
