#include "ui/models/storeeventsource.h"

namespace hw::models {

using store::ReadThread;

StoreEventSource::StoreEventSource(ReadThread& reader, QObject* parent)
    : EventSource(parent)
    , m_reader(reader)
{
    connect(&reader, &ReadThread::pageReady, this, &EventSource::pageReady);
    connect(&reader, &ReadThread::eventReady, this, &EventSource::eventReady);
    connect(&reader, &ReadThread::countReady, this, &EventSource::countReady);
    connect(&reader, &ReadThread::histogramReady, this, &EventSource::histogramReady);
    connect(&reader, &ReadThread::missedReady, this, &EventSource::missedReady);
    connect(&reader, &ReadThread::summaryReady, this, &EventSource::summaryReady);
    connect(&reader, &ReadThread::vocabularyReady, this, &EventSource::vocabularyReady);
    connect(&reader, &ReadThread::latestReady, this, &EventSource::latestReady);
    connect(&reader, &ReadThread::keyUsesReady, this, &EventSource::keyUsesReady);
    connect(&reader, &ReadThread::failed, this, &EventSource::failed);
    connect(&reader, &ReadThread::rowsReady, this, &EventSource::rowsReady);
    connect(&reader, &ReadThread::changed, this, &EventSource::changed);
}

ReadThread& StoreEventSource::readerFor(const store::Filter& filter)
{
    if (!filter.needsScan())
        return m_reader;
    if (!m_scanner) {
        m_scanner = std::make_unique<ReadThread>(m_reader.path());
        connect(m_scanner.get(), &ReadThread::pageGrew, this, &EventSource::pageGrew);
        connect(m_scanner.get(), &ReadThread::scanProgress, this, &EventSource::scanProgress);
        connect(m_scanner.get(), &ReadThread::pageReady, this, &EventSource::pageReady);
        connect(m_scanner.get(), &ReadThread::countReady, this, &EventSource::countReady);
        // What has no generation, the first reader tells as well.
        connect(m_scanner.get(), &ReadThread::failed, this, [this](quint64 generation, const Error& error) {
            if (generation != 0)
                Q_EMIT failed(generation, error);
        });
    }
    return *m_scanner;
}

void StoreEventSource::requestPage(quint64 generation, const store::Filter& filter, const store::PageRequest& page)
{
    ReadThread& reader = readerFor(filter);
    if (&reader != m_scanner.get())
        cancelScans();
    reader.requestPage(generation, filter, page);
}

void StoreEventSource::requestEvent(quint64 generation, const QString& id)
{
    m_reader.requestEvent(generation, id);
}

void StoreEventSource::requestCount(quint64 generation, const store::Filter& filter)
{
    readerFor(filter).requestCount(generation, filter);
}

void StoreEventSource::requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source)
{
    m_reader.requestHistogram(generation, from, to, source);
}

void StoreEventSource::requestVocabulary(quint64 generation, const QString& source)
{
    m_reader.requestVocabulary(generation, source);
}

void StoreEventSource::requestLatest(quint64 generation, const QString& source, const QString& type, int limit)
{
    m_reader.requestLatest(generation, source, type, limit);
}

void StoreEventSource::requestKeyUses(quint64 generation, const QString& source, const QStringList& keys)
{
    m_reader.requestKeyUses(generation, source, keys);
}

void StoreEventSource::requestSummary(quint64 generation)
{
    m_reader.requestSummary(generation);
}

void StoreEventSource::requestRows(quint64 generation, const std::vector<qint64>& seqs)
{
    m_reader.requestRows(generation, seqs);
}

void StoreEventSource::cancelScans()
{
    if (m_scanner)
        m_scanner->cancelScans();
}

void StoreEventSource::requestMissed(quint64 generation, Timestamp from, Timestamp to)
{
    m_reader.requestMissed(generation, from, to);
}

} // namespace hw::models
