#include "ui/models/verificationpresenter.h"

#include "ui/models/diagnosistext.h"

namespace hw::models {

VerificationPresenter::VerificationPresenter(engine::Engine& engine, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_clock(clock)
{
    connect(&engine, &engine::Engine::snapshotChanged, this, &VerificationPresenter::refresh);
}

void VerificationPresenter::setEvent(std::shared_ptr<const store::StoredEvent> event)
{
    if (event && m_event && event->event.id == m_event->event.id) {
        const bool hasRunAgain = event->run != m_event->run;
        m_event = std::move(event);
        if (hasRunAgain && m_wanted)
            ask();
        return;
    }
    m_event = std::move(event);
    m_view.reset();
    m_wanted = false;
    ++m_generation; // what is under way is about another event
    Q_EMIT changed();
}

void VerificationPresenter::explain()
{
    if (m_wanted || !m_event || m_event->event.source.isEmpty())
        return;
    m_wanted = true;
    ask();
}

void VerificationPresenter::refresh()
{
    // Counts of the outbox and the like come with the same signal.
    if (m_wanted && m_engine.snapshot().workspace != m_workspace)
        ask();
}

engine::ExplainRequest VerificationPresenter::request() const
{
    engine::ExplainRequest request;
    request.source = m_event->event.source;
    request.event = m_event->event;
    if (m_event->run)
        request.recorded = m_event->run->verification;
    request.now = m_event->event.receivedAt;
    return request;
}

void VerificationPresenter::ask()
{
    m_workspace = m_engine.snapshot().workspace;
    // Where the source is gone, what was recorded is all there is to say.
    if (!m_workspace || !m_workspace->source(m_event->event.source))
        return;
    m_engine.explain(request(), this, [this, generation = ++m_generation](const Result<engine::Explained>& explained) {
        if (generation != m_generation)
            return;
        if (!explained) {
            Q_EMIT failed(explained.error());
            return;
        }
        m_view = describeExplained(*explained, *m_event, m_clock.now());
        Q_EMIT changed();
    });
}

bool VerificationPresenter::isGoodNow() const
{
    return m_event && m_view && m_view->isVerified && m_event->run &&
           m_event->run->verification.status != VerificationStatus::Verified;
}

std::vector<qint64> VerificationPresenter::alsoFixed() const
{
    return m_event && m_fixedEvent == m_event->event.id ? m_alsoFixed : std::vector<qint64>();
}

void VerificationPresenter::apply(const QStringList& ids)
{
    if (!m_event || !m_view || m_applying || ids.isEmpty())
        return;
    m_applying = true;
    Q_EMIT changed();
    m_engine.applyFixes(
        request(), ids, this,
        [this, id = m_event->event.id, others = m_view->alsoFixed](const Result<engine::AppliedFix>& fix) {
            m_applying = false;
            if (!fix) {
                Q_EMIT changed();
                Q_EMIT failed(fix.error());
                return;
            }
            m_fixedEvent = id;
            m_alsoFixed = others;
            fixed(*fix);
        });
}

void VerificationPresenter::fixed(const engine::AppliedFix& fix)
{
    Q_EMIT changed();
    if (m_wanted)
        ask();
    const workspace::SourceState* source =
        m_engine.snapshot().workspace ? m_engine.snapshot().workspace->source(fix.source) : nullptr;
    const QString name = source && !source->source.name.isEmpty() ? source->source.name : fix.source;
    Q_EMIT applied(tr("Changed the verification of %1").arg(name), [this, fix] { undo(fix); });
}

void VerificationPresenter::undo(const engine::AppliedFix& fix)
{
    m_engine.undoFixes(fix, this, [this](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        m_fixedEvent.clear();
        m_alsoFixed.clear();
        Q_EMIT changed();
        if (m_wanted)
            ask();
    });
}

} // namespace hw::models
