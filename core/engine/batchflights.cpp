// The way of a request that holds many events: its elements fly each for itself and are committed as one.

#include "core/base/ids.h"
#include "core/base/logging.h"
#include "core/engine/batch.h"
#include "core/engine/response.h"
#include "core/engine/worker.h"

#include <algorithm>

namespace hw::engine {

using namespace std::chrono;

namespace {

constexpr seconds retryAfterFailure{60};

} // namespace

bool Worker::split(const FlightPtr& flight)
{
    const Event& event = flight->event;
    if (!flight->source->splitPath || event.batch)
        return false;
    flight->body = viewBody(event.request.headers, event.request.body);
    flight->hasBody = true;
    // A stored event is one event: it cannot become several. A trial shows all that its request would be.
    if (event.seq > 0)
        return false;
    std::optional<json::Array> found = elementsOf(*flight->source->splitPath, event, flight->body);
    if (!found)
        return false;
    if (found->size() > maxBatch) {
        const QString reason = QStringLiteral("batch_too_large");
        finishShort(flight, EventStatus::Error, reason, errorAnswer(413, reason, event.id));
        return true;
    }
    const int total = static_cast<int>(found->size());
    for (int i = 0; i < total; ++i) {
        Event element = event;
        element.batch = BatchPlace{i, total};
        // The request's own id is what a refusal before the split would have told.
        if (i > 0)
            element.id = ids::make(ids::event, event.receivedAt);
        const FlightPtr one = addElement(flight, std::move(element));
        one->body = {flight->body.kind, std::move((*found)[static_cast<size_t>(i)]), {}, {}};
        one->hasBody = true;
    }
    flight->body = {};
    beginElements(flight);
    return true;
}

Worker::FlightPtr Worker::addElement(const FlightPtr& batch, Event event)
{
    auto element = std::make_shared<Flight>();
    element->lane = batch->lane;
    element->event = std::move(event);
    element->clock = batch->clock;
    element->delivery = batch->delivery;
    element->store = batch->store;
    element->receiveDuration = batch->receiveDuration;
    element->arrived = batch->arrived;
    element->batch = batch;
    batch->elements.push_back(element);
    ++batch->open;
    return element;
}

void Worker::beginElements(const FlightPtr& batch)
{
    // The last to end may have the batch committed, and its list moved, before this loop ends.
    const std::vector<FlightPtr> elements = batch->elements;
    for (const FlightPtr& element : elements) {
        element->source = batch->source;
        beginEvent(element);
    }
}

Verification Worker::verificationOf(const Flight& flight) const
{
    const auto verify = [&](const Event& event, const BodyView& body) {
        return verifyNatively(*flight.source, *flight.environment, event, publicUrl(*flight.source, event),
                              flight.recording->clock, body.decoded);
    };
    const FlightPtr batch = flight.batch.lock();
    if (!batch)
        return verify(flight.event, flight.body);
    if (!batch->checked)
        batch->checked = verify(batch->event, batch->body);
    return *batch->checked;
}

void Worker::appendBatch(const FlightPtr& batch)
{
    batch->appended = true;
    batch->appending = true;
    store::CommitUnit unit;
    for (const FlightPtr& element : batch->elements) {
        element->event.source = currentKey(element->event.source);
        unit.push_back({element->event, std::nullopt, {}});
    }
    m_writer->submit(std::move(unit), [this, batch](Result<store::CommitUnit> stored) {
        batch->appending = false;
        // Where they could not be stored, the commit of the whole will say so.
        if (stored && stored->size() == batch->elements.size()) {
            for (size_t i = 0; i < stored->size(); ++i)
                batch->elements[i]->event.seq = (*stored)[i].event.seq;
        }
        advance(batch->lane);
    });
}

void Worker::submitBatch(const FlightPtr& batch)
{
    std::vector<Run> runs;
    for (const FlightPtr& element : batch->elements)
        runs.push_back(std::move(*element->run));
    refuseTogether(runs);
    store::CommitUnit unit;
    for (size_t i = 0; i < runs.size(); ++i) {
        Event& event = batch->elements[i]->event;
        event.source = currentKey(event.source);
        store::CommitItem item{event, std::move(runs[i]), {}};
        if (batch->source)
            item.idempotency = idempotencyRule(*batch->source);
        unit.push_back(std::move(item));
    }
    if (!batch->store) {
        committedBatch(batch, std::move(unit));
        return;
    }
    m_writer->submit(std::move(unit),
                     [this, batch](Result<store::CommitUnit> result) { committedBatch(batch, std::move(result)); });
}

void Worker::committedBatch(const FlightPtr& batch, Result<store::CommitUnit> result)
{
    release(batch->bytes);
    if (!result) {
        qCWarning(logEngine) << "a batch could not be stored:" << codeName(result.error().code);
        if (batch->requestId)
            m_keeper->countRefusal(QString::fromLatin1(codeName(result.error().code)));
        answer(batch, retryAnswer(QString::fromLatin1(codeName(result.error().code)), retryAfterFailure), {});
        if (batch->done)
            batch->done(result.error());
        return;
    }
    m_outboxGrew = true; // looking once is less than asking each
    std::vector<const Run*> runs;
    QStringList ids;
    for (const store::CommitItem& item : *result) {
        runs.push_back(&*item.run);
        ids.append(item.event.id);
    }
    // The request goes on as one, and its answer is shown beside the first.
    if (batch->requestId && batch->source && m_forwarder) {
        m_forwarder->forward(result->front().event, batch->rest, m_files->workspace().local, m_keeper->state().port);
    }
    const bool accepted = std::all_of(runs.begin(), runs.end(), [](const Run* run) { return isAccepted(*run); });
    if (batch->source) {
        answer(batch, batchAnswer(batch->source->settings, runs, ids),
               accepted ? batch->source->settings.response.delay : milliseconds(0));
    }
    if (!batch->done)
        return;
    Processed first{std::move(result->front().event), std::move(*result->front().run), {}};
    for (size_t i = 1; i < result->size(); ++i)
        first.rest.push_back({std::move((*result)[i].event), std::move(*(*result)[i].run), {}});
    batch->done(std::move(first));
}

} // namespace hw::engine
