// The part of the Script view's logic that tries scripts on samples and events.

#include "core/engine/batch.h"
#include "core/engine/resend.h"
#include "core/http/httpfile.h"
#include "core/mapping/path.h"
#include "ui/models/scriptoutcome.h"
#include "ui/models/scriptpresenter.h"

#include <algorithm>

namespace hw::models {

namespace {

/// A larger body is not parsed for a look at its values.
constexpr qsizetype largestLookedInto = 1024 * 1024;

} // namespace

json::Value ScriptTrial::contextValue(const QString& path) const
{
    const QLatin1String context("ctx.");
    if (!path.startsWith(context) || path.contains(QLatin1String("[]")))
        return {};
    const auto place = mapping::Path::parse(path.mid(context.size()));
    const bool isKept = path.startsWith(QLatin1String("ctx.body")) || path.startsWith(QLatin1String("ctx.headers"));
    if (!place || !isKept || (body.isUndefined() && place->root() == mapping::PathRoot::Body))
        return {};
    const json::Value nothing;
    return place->evaluate({body, processed.event.request.headers, nothing, {}});
}

json::Value ScriptTrial::returnedValue(const QString& key) const
{
    const Run& run = processed.run;
    if (run.script.status != ScriptStatus::Ok)
        return {};
    if (key == QLatin1String("verified"))
        return run.verification.status == VerificationStatus::Verified;
    return run.script.preprocess[key];
}

bool ScriptPresenter::canRun() const
{
    return hasScript() && m_samples.rowOf(m_sampleType) >= 0;
}

void ScriptPresenter::run()
{
    if (!canRun())
        return;
    enqueue({m_sampleType, Purpose::Show});
}

void ScriptPresenter::requestDebug(const QString& eventId)
{
    if (!hasScript() || (eventId.isEmpty() && !canRun())) {
        Q_EMIT debugFailed(Error{ErrorCode::NotFound, {QStringLiteral("sample"), m_sampleType}});
        return;
    }
    m_console.setNotes({});
    m_queue.push_front({m_sampleType, Purpose::Debug, eventId});
    if (!m_trial)
        startNext();
}

void ScriptPresenter::appendOutput(const script::DebugOutput& output)
{
    std::vector<ScriptNote> notes = m_console.notes();
    notes.push_back(outputNote(output));
    m_console.setNotes(std::move(notes));
    Q_EMIT resultChanged();
}

void ScriptPresenter::enqueue(Trial trial)
{
    if (trial.purpose == Purpose::Show) {
        std::erase_if(m_queue, [](const Trial& one) { return one.purpose == Purpose::Show; });
        m_queue.push_front(trial);
        setResult(runningResult());
    } else {
        std::erase_if(m_queue, [&](const Trial& one) { return one.type == trial.type; });
        m_queue.push_back(trial);
    }
    if (!m_trial)
        startNext();
}

void ScriptPresenter::startNext()
{
    m_trial.reset();
    if (m_queue.empty())
        return;
    m_trial = m_queue.front();
    m_queue.pop_front();
    if (!m_trial->eventId.isEmpty()) {
        m_events.requestEvent(++m_eventGeneration, m_trial->eventId);
        return;
    }
    const ScriptSample* sample = m_samples.find(m_trial->type);
    if (!sample) {
        startNext();
        return;
    }
    const bool isCaptured = sample->isCaptured();
    const QString kept = sample->kept;
    const QString eventId = sample->eventId;
    if (m_trial->purpose == Purpose::Show)
        m_samples.setMark(m_trial->type, SampleMark::Running);
    if (isCaptured) {
        m_events.requestEvent(++m_eventGeneration, eventId);
        return;
    }
    if (!kept.isEmpty()) {
        startKept(kept);
        return;
    }
    const auto from = provider();
    if (!from) {
        trialEnded(Error{ErrorCode::NotFound, {QStringLiteral("sample"), m_trial->type}});
        return;
    }
    // The secret stays in the engine: it makes and signs the request.
    const quint64 generation = ++m_trialGeneration;
    m_engine.signSample({*from, m_source, m_trial->type, publicOrigin()}, this,
                        [this, generation](const Result<http::Message>& message) {
                            if (generation != m_trialGeneration || !m_trial)
                                return;
                            if (!message) {
                                trialEnded(message.error());
                                return;
                            }
                            engine::ProcessRequest request;
                            request.message = *message;
                            startTrial(std::move(request));
                        });
}

/// A kept sample is signed anew with the stored secret: its own signature is of a throw-away one, or of long ago.
void ScriptPresenter::startKept(const QString& name)
{
    const quint64 generation = ++m_trialGeneration;
    const QString file =
        QStringLiteral("%1/sources/%2/samples/%3.http").arg(m_snapshot.workspace->root, m_source, name);
    const auto signedRequest = [this, generation](const Result<http::Outgoing>& outgoing) {
        if (generation != m_trialGeneration || !m_trial)
            return;
        if (!outgoing) {
            trialEnded(outgoing.error());
            return;
        }
        engine::ProcessRequest request;
        request.message = outgoing->message;
        startTrial(std::move(request));
    };
    m_pool.start([this, generation, file, signedRequest] {
        const Result<http::Message> message = http::httpfile::read(file);
        QMetaObject::invokeMethod(
            this,
            [this, generation, message, signedRequest] {
                if (generation != m_trialGeneration || !m_trial)
                    return;
                if (!message) {
                    trialEnded(message.error());
                    return;
                }
                m_engine.prepareResend(
                    {*message, QUrl(publicOrigin()), engine::Resend::Signed, m_source, m_snapshot.environment}, this,
                    signedRequest);
            },
            Qt::QueuedConnection);
    });
}

QString ScriptPresenter::publicOrigin() const
{
    const workspace::LocalSettings& local = m_snapshot.workspace->local;
    const QString own = local.publicUrls[m_source].toString(local.publicUrl);
    if (!own.isEmpty())
        return own;
    const engine::ListenerState& listener = m_engine.listener();
    return listener.port ? listener.origin() : QStringLiteral("http://%1:%2").arg(local.host).arg(local.port);
}

void ScriptPresenter::takeEvent(quint64 generation, const std::optional<store::StoredEvent>& event)
{
    if (generation != m_eventGeneration || !m_trial)
        return;
    if (!event) {
        trialEnded(Error{ErrorCode::NotFound, {QStringLiteral("event"), m_trial->type}});
        return;
    }
    if (m_trial->purpose == Purpose::Debug)
        m_debuggedType = event->run ? event->run->eventType : m_trial->type;
    engine::ProcessRequest request;
    request.event = event->event;
    startTrial(std::move(request));
}

void ScriptPresenter::startTrial(engine::ProcessRequest request)
{
    request.source = m_source;
    request.script = engine::ScriptText{fileName(), text().toUtf8()};
    request.delivery = engine::Delivery::Plan;
    request.store = false;
    if (m_trial->purpose == Purpose::Debug) {
        if (!request.event)
            m_debuggedType = sampleEventType();
        Q_EMIT debugReady(request);
        startNext();
        return;
    }
    m_ranText = text();
    const quint64 generation = ++m_trialGeneration;
    m_engine.process(std::move(request), this, [this, generation](const Result<engine::Processed>& processed) {
        if (generation == m_trialGeneration && m_trial)
            trialEnded(processed);
    });
}

void ScriptPresenter::trialEnded(const Result<engine::Processed>& processed)
{
    const Trial trial = *m_trial;
    if (trial.purpose == Purpose::Debug) { // its event or sample is not to be had
        Q_EMIT debugFailed(processed.error());
        startNext();
        return;
    }
    const bool passed = processed && isPassed(processed->run);
    m_samples.setMark(trial.type, passed ? SampleMark::Passed : SampleMark::Failed);
    Outcome outcome;
    outcome.result = processed ? describeTrial(processed->run) : describeFailure(processed.error());
    if (m_ranText != text())
        outcome.result.line = 0;
    if (processed) {
        outcome.notes = consoleNotes(processed->run);
        outcome.trial = trialOf(*processed);
    }
    m_outcomes.insert(trial.type, outcome);
    // A debug run's console is not taken away by what was saved before it.
    if (trial.type == m_sampleType && (trial.purpose == Purpose::Show || m_result.state == ScriptResult::State::None))
        showOutcome();
    Q_EMIT stateChanged();
    startNext();
}

std::shared_ptr<const ScriptTrial> ScriptPresenter::trialOf(const engine::Processed& processed) const
{
    ScriptTrial trial{processed, {}, m_ranText};
    const workspace::SourceState* source = state();
    if (source && processed.event.request.body.size() <= largestLookedInto) {
        const auto split = mapping::Path::parse(source->source.splitPath);
        trial.body = engine::viewEvent(split ? std::optional(*split) : std::nullopt, processed.event).value;
    }
    return std::make_shared<const ScriptTrial>(std::move(trial));
}

void ScriptPresenter::setResult(ScriptResult result)
{
    m_result = std::move(result);
    setProblems(m_checked);
    Q_EMIT resultChanged();
}

ScriptResult ScriptPresenter::runningResult()
{
    ScriptResult running;
    running.state = ScriptResult::State::Running;
    running.icon = QStringLiteral("clock");
    running.verdict = tr("Running…");
    return running;
}

void ScriptPresenter::showOutcome()
{
    const ScriptSample* sample = m_samples.find(m_sampleType);
    const SampleMark mark = sample ? sample->mark : SampleMark::None;
    Outcome shown;
    if (mark == SampleMark::Running)
        shown.result = runningResult();
    else if (mark != SampleMark::None) // else it is another event than the one that was tried
        shown = m_outcomes.value(m_sampleType);
    m_lastTrial = std::move(shown.trial);
    m_console.setNotes(std::move(shown.notes));
    setResult(std::move(shown.result));
}

void ScriptPresenter::forgetRuns()
{
    m_queue.clear();
    m_trial.reset();
    ++m_trialGeneration;
    ++m_eventGeneration;
    m_samples.clearMarks();
    m_outcomes.clear();
    showOutcome();
}

} // namespace hw::models
