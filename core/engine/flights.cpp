// The way of a request through the worker: inbox, routing, verification or script, commit in order, answer.

#include "core/base/ids.h"
#include "core/base/logging.h"
#include "core/engine/batch.h"
#include "core/engine/bodylimits.h"
#include "core/engine/largebody.h"
#include "core/engine/response.h"
#include "core/engine/route.h"
#include "core/engine/worker.h"

#include <QRandomGenerator>

#include <algorithm>

namespace hw::engine {

using namespace std::chrono;

namespace {

/// A script that takes longer has its event committed first, so that what arrived is safe and visible.
constexpr milliseconds slowScript{50};
constexpr seconds retryAfterOverload{1};
constexpr seconds retryAfterSecret{60};
constexpr seconds retryAfterPause{60};

microseconds since(steady_clock::time_point start)
{
    return duration_cast<microseconds>(steady_clock::now() - start);
}

script::ScriptOutcome failedCompilation(const Error& error)
{
    script::ScriptOutcome outcome;
    outcome.report.status = ScriptStatus::Error;
    const QString name =
        error.code == ErrorCode::ScriptSyntax ? QStringLiteral("SyntaxError") : QStringLiteral("Error");
    outcome.report.error = ScriptError{name, error.args.join(QStringLiteral(": ")), error.line, error.column, {}};
    return outcome;
}

} // namespace

void Worker::requestArrived(http::Arrival arrival)
{
    const SteadyTime now = steady_clock::now();
    const auto isOver = [this](int times, qint64 size) {
        return m_requestsInFlight >= times * m_options.mostQueued ||
               (m_requestsInFlight > 0 && m_bytesInFlight + size > times * m_options.mostQueuedBytes);
    };
    bool full = false;
    bool wake = false;
    {
        const std::lock_guard lock(m_inboxMutex);
        const qint64 size = arrival.message.body.size();
        full = isOver(2, size);
        if (!full) {
            const bool overloaded = isOver(1, size);
            ++m_requestsInFlight;
            m_bytesInFlight += size;
            wake = m_inbox.empty();
            m_inbox.push_back({std::move(arrival), now, overloaded});
        }
    }
    if (full) {
        m_keeper->answer(arrival.id, retryAnswer(QStringLiteral("overloaded"), retryAfterOverload));
        m_keeper->countRefusal(QStringLiteral("overloaded"));
    } else if (wake) {
        QMetaObject::invokeMethod(this, &Worker::drainInbox, Qt::QueuedConnection);
    }
}

void Worker::connectionTurnedAway()
{
    m_keeper->countRefusal(QStringLiteral("too_many_connections"));
}

void Worker::drainInbox()
{
    std::vector<Arrived> arrived;
    {
        const std::lock_guard lock(m_inboxMutex);
        arrived.swap(m_inbox);
    }
    for (Arrived& one : arrived)
        admit(std::move(one));
}

void Worker::admit(Arrived arrived)
{
    http::Arrival& arrival = arrived.arrival;
    auto flight = std::make_shared<Flight>();
    flight->arrived = arrived.at;
    flight->requestId = arrival.id;
    flight->refusal = arrival.refusal;
    flight->receiveDuration = arrival.receiveDuration;
    flight->delivery = m_options.delivery;
    Event& event = flight->event;
    event.receivedAt = arrival.receivedAt + arrival.receiveDuration;
    event.id = ids::make(ids::event, event.receivedAt);
    event.request = std::move(arrival.message);
    event.environment = activeEnvironment();

    QString problem = QStringLiteral("unknown_path");
    if (const auto route = parseRoute(event.request.path())) {
        if (!route->environment.isEmpty())
            event.environment = route->environment;
        flight->rest = route->rest;
        const workspace::Workspace& workspace = m_files->workspace();
        const workspace::SourceState* state = workspace.sourceAt(route->source);
        if (!workspace.environment(event.environment)) {
            problem = QStringLiteral("unknown_environment");
        } else if (state && m_sources.contains(state->key())) {
            flight->source = m_sources.value(state->key()).runtime;
            event.source = state->key();
        } else if (state) {
            // Its source.json never parsed in this process: the request is kept, the sender comes back.
            problem = QStringLiteral("source_broken");
        } else {
            const bool removed =
                std::any_of(workspace.removed.begin(), workspace.removed.end(),
                            [&](const workspace::RemovedSource& gone) { return gone.key == route->source; });
            problem = removed ? QStringLiteral("source_removed") : QStringLiteral("unknown_source");
        }
    }
    // The listener lets through what the most generous source takes.
    const qint64 limit = bodyLimitOf(m_files->workspace().local, event.source, http::Limits().body);
    if (const qint64 over = event.request.body.size() - limit; over > 0) {
        {
            const std::lock_guard lock(m_inboxMutex);
            m_bytesInFlight -= over;
        }
        event.request.body.truncate(limit);
        event.request.complete = false;
        flight->refusal = http::Refusal{413, "body_too_large"};
    }
    flight->bytes = event.request.body.size();
    enqueue(flight, event.source);

    if (flight->refusal) {
        const QString reason = QString::fromLatin1(flight->refusal->reason);
        finishShort(flight, EventStatus::Incomplete, reason, errorAnswer(flight->refusal->status, reason, event.id));
    } else if (!flight->source) {
        const int status = problem == QLatin1String("source_removed") ? 410 : 404;
        http::Answer refused = problem == QLatin1String("source_broken")
                                   ? retryAnswer(problem, retryAfterPause, event.id)
                                   : errorAnswer(status, problem);
        finishShort(flight, EventStatus::Unrouted, problem, std::move(refused));
    } else if (!event.request.complete) {
        finishShort(flight, EventStatus::Incomplete, QStringLiteral("connection_lost"),
                    errorAnswer(400, QStringLiteral("incomplete")));
    } else if (arrived.overloaded) {
        finishShort(flight, EventStatus::Refused, QStringLiteral("overloaded"),
                    retryAnswer(QStringLiteral("overloaded"), retryAfterOverload, event.id));
    } else {
        begin(flight);
    }
}

void Worker::enqueue(const FlightPtr& flight, const QString& lane)
{
    flight->lane = lane;
    m_lanes[lane].push_back(flight);
}

Timestamp Worker::timeOf(const Flight& flight) const
{
    return flight.clock.value_or(m_clock->now());
}

void Worker::process(ProcessRequest request, Engine::ProcessDone done)
{
    const workspace::SourceState* state = m_files->workspace().source(request.source);
    const bool known = state && m_sources.contains(request.source);
    if (!known && (!request.script || !request.source.isEmpty())) {
        done(Error{ErrorCode::NotFound, {QStringLiteral("source"), request.source}});
        return;
    }
    auto flight = std::make_shared<Flight>();
    flight->arrived = steady_clock::now();
    flight->done = std::move(done);
    flight->delivery = request.script ? Delivery::Plan : request.delivery;
    flight->store = request.store && !request.script;
    Event& event = flight->event;
    if (request.event) {
        event = std::move(*request.event);
        flight->clock = event.receivedAt;
        flight->replay = std::move(request.replay);
        if (flight->replay)
            flight->clock = flight->replay->recording.clock;
        flight->again = true;
    } else {
        event.receivedAt = m_clock->now();
        event.id = ids::make(ids::event, event.receivedAt);
        event.source = request.source;
        event.request = std::move(request.message);
    }
    if (request.clock)
        flight->clock = request.clock;
    if (!request.environment.isEmpty() || event.environment.isEmpty())
        event.environment = request.environment.isEmpty() ? activeEnvironment() : request.environment;
    {
        const std::lock_guard lock(m_inboxMutex);
        ++m_requestsInFlight;
        m_bytesInFlight += event.request.body.size();
    }
    flight->bytes = event.request.body.size();
    if (!request.script) {
        flight->source = m_sources.value(request.source).runtime;
        enqueue(flight, event.source);
        if (event.request.complete)
            begin(flight);
        else // an imported one may have broken off where it was captured
            finishShort(flight, EventStatus::Incomplete, QStringLiteral("connection_lost"),
                        errorAnswer(400, QStringLiteral("incomplete")));
        return;
    }
    const SourceRuntimePtr runtime = trialRuntime(state, request.script->fileName, request.script->text,
                                                  aliasesOf(state ? state->source.provider : QString()));
    // A trial waits for nobody, and nobody waits for it.
    enqueue(flight, QStringLiteral("trial/") + ids::make(ids::run, m_clock->now()));
    compilerFor(runtime->compileRequest)
        .compile(runtime->compileRequest, this, [this, flight, runtime](const Result<script::Program>& program) {
            flight->source = withProgram(*runtime, program);
            begin(flight);
        });
}

void Worker::resumePending()
{
    auto events = m_writer->pendingEvents();
    if (!events) {
        qCWarning(logEngine) << "unfinished events could not be read:" << codeName(events.error().code);
        return;
    }
    for (Event& event : *events)
        event.source = currentKey(event.source);
    for (size_t at = 0; at < events->size();) {
        const Event& event = (*events)[at];
        auto flight = std::make_shared<Flight>();
        flight->arrived = steady_clock::now();
        flight->event = event;
        flight->delivery = m_options.delivery;
        flight->appended = true;
        // The elements of a batch were stored together and are decided together.
        const size_t end = event.batch ? endOfBatch(*events, at) : at + 1;
        for (size_t i = at; event.batch && i < end; ++i)
            addElement(flight, (*events)[i]);
        at = end;
        {
            const std::lock_guard lock(m_inboxMutex);
            ++m_requestsInFlight;
            m_bytesInFlight += event.request.body.size();
        }
        flight->bytes = event.request.body.size();
        enqueue(flight, event.source);
        if (m_sources.contains(event.source)) {
            flight->source = m_sources.value(event.source).runtime;
            if (flight->elements.empty())
                begin(flight);
            else
                beginElements(flight);
        } else {
            for (const FlightPtr& one : flight->elements.empty() ? std::vector{flight} : flight->elements) {
                finishShort(one, EventStatus::Unrouted, QStringLiteral("source_removed"),
                            errorAnswer(410, QStringLiteral("source_removed")));
            }
        }
    }
}

void Worker::begin(const FlightPtr& flight)
{
    if (isProbe(flight->event.request))
        finishShort(flight, EventStatus::Probe, {}, {200, {}, {}});
    else if (!split(flight))
        beginEvent(flight);
}

void Worker::beginEvent(const FlightPtr& flight)
{
    const Event& event = flight->event;
    const SourceRuntime& source = *flight->source;
    if (source.settings.paused) {
        finishShort(flight, EventStatus::Paused, {},
                    retryAnswer(QStringLiteral("source_paused"), retryAfterPause, event.id));
        return;
    }
    flight->environment = environmentRuntime(event.environment);
    if (!flight->environment) {
        finishShort(flight, EventStatus::Unrouted, QStringLiteral("unknown_environment"),
                    errorAnswer(404, QStringLiteral("unknown_environment")));
        return;
    }
    startRecording(*flight);
    if (const QString problem = secretProblem(source, *flight->environment); !problem.isEmpty() && !flight->reused) {
        finishShort(flight, EventStatus::Waiting, problem, retryAnswer(problem, retryAfterSecret, event.id));
        return;
    }
    const SteadyTime start = steady_clock::now();
    if (!std::exchange(flight->hasBody, true))
        flight->body = wantedBodyFor(source, event, source.wanted);
    if (!source.hasScript) {
        flight->verification = flight->reused ? *flight->reused : verificationOf(*flight);
        flight->timings.verify = since(start);
    }
    if (needsHost(source, *flight->environment, event, flight->body))
        runScript(flight);
    else
        finish(flight, std::nullopt);
}

void Worker::startRecording(Flight& flight) const
{
    if (!flight.replay) {
        flight.recording = newRecording(*flight.source, *flight.environment, flight.event, timeOf(flight),
                                        QRandomGenerator::system()->generate64());
        return;
    }
    flight.recording = flight.replay->recording;
    flight.recording->clock = timeOf(flight);
    const QStringList changed = changedSecrets(*flight.recording, *flight.environment, flight.event);
    if (!changed.isEmpty())
        flight.reused = reusedVerification(flight.replay->verification, changed);
}

void Worker::runScript(const FlightPtr& flight)
{
    const SourceRuntime& source = *flight->source;
    if (!source.program) {
        if (source.programError) {
            finish(flight, failedCompilation(*source.programError));
            return;
        }
        SourceEntry& entry = m_sources[currentKey(source.settings.key)];
        if (entry.compiling && entry.runtime == flight->source) {
            entry.awaitingProgram.push_back(flight);
            return;
        }
        // Edited meanwhile: the newest state decides.
        flight->source = entry.runtime;
        if (!entry.runtime || (!entry.runtime->program && !entry.runtime->programError && !entry.compiling)) {
            finish(flight, failedCompilation({ErrorCode::ScriptHostFailed, {QStringLiteral("there is no program")}}));
            return;
        }
        runScript(flight);
        return;
    }
    flight->scriptStarted = steady_clock::now();
    m_inScript.push_back(flight);
    if (!m_slowTimer.isActive())
        m_slowTimer.start();
    std::optional<ElementPart> element;
    if (const FlightPtr batch = flight->batch.lock()) {
        if (!batch->request)
            batch->request = std::make_shared<const QByteArray>(batch->event.request.body);
        element.emplace(ElementPart{flight->body.value, batch->request});
    }
    script::ScriptJob job = makeJob(source, *flight->environment, flight->event, publicUrl(source, flight->event),
                                    flight->recording->clock, flight->recording->seed, element);
    job.recordedVerification = flight->reused;
    m_pool->run(std::move(job),
                [this, flight](script::ScriptOutcome outcome) { scriptEnded(flight, std::move(outcome)); });
}

void Worker::scriptEnded(const FlightPtr& flight, script::ScriptOutcome outcome)
{
    std::erase(m_inScript, flight);
    if (m_inScript.empty())
        m_slowTimer.stop();
    flight->timings.script = since(flight->scriptStarted);
    finish(flight, std::move(outcome));
}

void Worker::appendSlowEvents()
{
    const SteadyTime now = steady_clock::now();
    for (const FlightPtr& flight : m_inScript) {
        if (const FlightPtr batch = flight->batch.lock()) {
            if (!batch->appended && batch->store && now - flight->scriptStarted >= slowScript)
                appendBatch(batch);
            continue;
        }
        if (flight->appended || !flight->store || now - flight->scriptStarted < slowScript)
            continue;
        flight->appended = true;
        flight->appending = true;
        flight->event.source = currentKey(flight->event.source);
        m_writer->appendEvent(flight->event, [this, flight](Result<store::CommitUnit> stored) {
            flight->appending = false;
            // Where it could not be stored, the commit of the whole will say so.
            if (stored && !stored->empty())
                flight->event.seq = stored->front().event.seq;
            advance(flight->lane);
        });
    }
}

void Worker::finish(const FlightPtr& flight, std::optional<script::ScriptOutcome> outcome)
{
    const SteadyTime start = steady_clock::now();
    Run run = conclude({*flight->source, *flight->environment, flight->event, flight->body, flight->verification,
                        std::move(outcome), m_clock->now(), flight->delivery, flight->reused});
    run.script.recording = std::move(flight->recording);
    flight->timings.map = since(start);
    ready(flight, std::move(run));
}

void Worker::finishShort(const FlightPtr& flight, EventStatus status, const QString& reason, http::Answer answer)
{
    ready(flight, shortRun(flight->event, flight->source.get(), m_clock->now(), status, reason, std::move(answer)));
}

void Worker::ready(const FlightPtr& flight, Run run)
{
    flight->timings.receive = flight->receiveDuration;
    run.timings = flight->timings;
    run.duration = since(flight->arrived);
    flight->run = std::move(run);
    const FlightPtr batch = flight->batch.lock();
    if (!batch)
        advance(flight->lane);
    else if (--batch->open == 0)
        advance(batch->lane);
}

void Worker::advance(const QString& lane)
{
    const auto it = m_lanes.find(lane);
    if (it == m_lanes.end())
        return;
    while (!it->empty() && isReady(*it->front())) {
        const FlightPtr flight = it->front();
        it->pop_front();
        submit(flight);
    }
    if (it->empty())
        m_lanes.erase(it);
}

void Worker::submit(const FlightPtr& flight)
{
    if (!flight->elements.empty()) {
        submitBatch(flight);
        return;
    }
    flight->event.source = currentKey(flight->event.source);
    store::CommitItem item{std::move(flight->event), std::move(flight->run), {}};
    if (flight->source)
        item.idempotency = idempotencyRule(*flight->source);
    if (flight->again)
        item.idempotency.mode = store::IdempotencyMode::Record;
    if (!flight->store) {
        committedFlight(flight, store::CommitUnit{std::move(item)});
        return;
    }
    store::CommitUnit unit;
    unit.push_back(std::move(item));
    m_writer->submit(
        std::move(unit),
        [this, flight](Result<store::CommitUnit> result) { committedFlight(flight, std::move(result)); },
        answerOf(*flight));
}

/// Most answers need nothing of this thread: they leave from the writer's, which saves waking this one in between.
store::SyncedHook Worker::answerOf(Flight& flight)
{
    if (!flight.requestId || !m_keeper || (flight.source && flight.source->settings.response.delay.count() > 0))
        return {};
    auto line = m_keeper->answerLine();
    if (!line)
        return {};
    flight.answersItself = true;
    return [this, line = std::move(line), id = *flight.requestId, bytes = flight.bytes](const store::CommitUnit& unit) {
        release(bytes); // the sender's next request may be here before this function is back
        line(id, unit.front().run->answer);
    };
}

void Worker::release(qint64 bytes)
{
    const std::lock_guard lock(m_inboxMutex);
    --m_requestsInFlight;
    m_bytesInFlight -= bytes;
}

void Worker::committedFlight(const FlightPtr& flight, Result<store::CommitUnit> result)
{
    if (!flight->answersItself || !result)
        release(flight->bytes);
    if (!result) {
        qCWarning(logEngine) << "an event could not be stored:" << codeName(result.error().code);
        if (flight->requestId)
            m_keeper->countRefusal(QString::fromLatin1(codeName(result.error().code)));
        answer(flight, retryAnswer(QString::fromLatin1(codeName(result.error().code)), retryAfterSecret), {});
        if (flight->done)
            flight->done(result.error());
        return;
    }
    store::CommitItem& item = result->front();
    const bool delayed = flight->source && isAccepted(*item.run);
    const bool isWhole = item.event.request.complete && item.run->status != EventStatus::Probe;
    if (flight->requestId && flight->source && isWhole && m_forwarder)
        m_forwarder->forward(item.event, flight->rest, m_files->workspace().local, m_keeper->state().port);
    // What has not ended when its event is stored waits for the dispatcher.
    if (std::any_of(item.run->actions.begin(), item.run->actions.end(),
                    [](const Action& action) { return action.status == ActionStatus::Pending; }))
        m_outboxGrew = true;
    if (!flight->answersItself)
        answer(flight, item.run->answer, delayed ? flight->source->settings.response.delay : milliseconds(0));
    if (flight->done)
        flight->done(Processed{std::move(item.event), std::move(*item.run), {}});
}

void Worker::answer(const FlightPtr& flight, http::Answer answer, milliseconds delay)
{
    if (!flight->requestId || !m_keeper)
        return;
    if (delay.count() <= 0) {
        m_keeper->answer(*flight->requestId, std::move(answer));
        return;
    }
    QTimer::singleShot(delay, this, [this, id = *flight->requestId, answer = std::move(answer)] {
        if (m_keeper)
            m_keeper->answer(id, answer);
    });
}

} // namespace hw::engine
