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
    connect(&reader, &ReadThread::failed, this, &EventSource::failed);
    connect(&reader, &ReadThread::changed, this, &EventSource::changed);
}

void StoreEventSource::requestPage(quint64 generation, const store::Filter& filter, const store::PageRequest& page)
{
    m_reader.requestPage(generation, filter, page);
}

void StoreEventSource::requestEvent(quint64 generation, const QString& id)
{
    m_reader.requestEvent(generation, id);
}

void StoreEventSource::requestCount(quint64 generation, const store::Filter& filter)
{
    m_reader.requestCount(generation, filter);
}

void StoreEventSource::requestHistogram(quint64 generation, Timestamp from, Timestamp to, const QString& source)
{
    m_reader.requestHistogram(generation, from, to, source);
}

void StoreEventSource::requestVocabulary(quint64 generation, const QString& source)
{
    m_reader.requestVocabulary(generation, source);
}

void StoreEventSource::requestSummary(quint64 generation)
{
    m_reader.requestSummary(generation);
}

void StoreEventSource::requestMissed(quint64 generation, Timestamp from, Timestamp to)
{
    m_reader.requestMissed(generation, from, to);
}

} // namespace hw::models
