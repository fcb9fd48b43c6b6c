#include "core/engine/processagain.h"

#include <algorithm>

namespace hw::engine {

namespace {

/// Enough to keep the script hosts and the writer's groups busy.
constexpr int mostUnderWay = 64;
constexpr int rowsPerPage = 1000;

} // namespace

bool hasFailed(const Run& run)
{
    return run.status == EventStatus::Refused || run.status == EventStatus::Error ||
           run.status == EventStatus::Waiting ||
           std::any_of(run.actions.begin(), run.actions.end(), [](const Action& action) {
               return action.status == ActionStatus::Failed || action.status == ActionStatus::Dead;
           });
}

QString againProblem(const Event& event, const workspace::Workspace& workspace)
{
    if (event.source.isEmpty())
        return QStringLiteral("unrouted");
    if (!event.request.complete)
        return QStringLiteral("incomplete");
    if (isProbe(event.request))
        return QStringLiteral("probe");
    const workspace::SourceState* state = workspace.source(event.source);
    if (!state || !state->loaded)
        return QStringLiteral("source_removed");
    if (!workspace.environment(event.environment))
        return QStringLiteral("environment_removed");
    return state->source.paused ? QStringLiteral("source_paused") : QString();
}

ProcessAgain::ProcessAgain(Engine& engine, store::Reader reader, std::vector<qint64> seqs, Mode mode, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_reader(std::move(reader))
    , m_mode(mode)
{
    std::sort(seqs.begin(), seqs.end());
    seqs.erase(std::unique(seqs.begin(), seqs.end()), seqs.end());
    m_waiting.assign(seqs.begin(), seqs.end());
}

void ProcessAgain::start()
{
    // From the event loop, so that finished() never comes from within this call.
    QMetaObject::invokeMethod(this, &ProcessAgain::next, Qt::QueuedConnection);
}

void ProcessAgain::cancel()
{
    stop(Error{ErrorCode::Cancelled});
    next();
}

void ProcessAgain::stop(const Error& error)
{
    if (!m_error)
        m_error = error;
    m_waiting.clear();
}

void ProcessAgain::next()
{
    while (m_underWay < mostUnderWay && !m_waiting.empty()) {
        const qint64 seq = m_waiting.front();
        m_waiting.pop_front();
        auto stored = m_reader.eventBySeq(seq);
        if (!stored) {
            stop(stored.error());
            break;
        }
        if (!*stored) {
            leave({}, QStringLiteral("gone"));
            continue;
        }
        Event& event = (*stored)->event;
        if (const QString problem = againProblem(event, *m_engine.snapshot().workspace); !problem.isEmpty()) {
            leave(event.id, problem);
            continue;
        }
        ProcessRequest request;
        request.source = event.source;
        request.event = std::move(event);
        if (m_mode == Mode::Count) {
            request.delivery = Delivery::Plan;
            request.store = false;
        }
        ++m_underWay;
        m_engine.process(std::move(request), this, [this](const Result<Processed>& record) { ended(record); });
    }
    if (m_underWay == 0 && m_waiting.empty() && !std::exchange(m_finished, true))
        Q_EMIT finished(m_error ? Result<void>(*m_error) : Result<void>());
}

void ProcessAgain::ended(const Result<Processed>& record)
{
    --m_underWay;
    if (!record) {
        stop(record.error());
    } else {
        const auto acting = std::count_if(record->run.actions.begin(), record->run.actions.end(),
                                          [](const Action& action) { return action.status != ActionStatus::Skipped; });
        ++m_totals.events;
        m_totals.actions += static_cast<int>(acting);
        m_totals.failed += hasFailed(record->run) ? 1 : 0;
        const auto* environment = m_engine.snapshot().workspace->environment(record->event.environment);
        if (environment && environment->environment.destination.isLive())
            m_totals.live[record->event.environment] += static_cast<int>(acting);
        Q_EMIT processed(*record);
    }
    next();
}

void ProcessAgain::leave(const QString& id, const QString& reason)
{
    ++m_totals.left[reason];
    Q_EMIT leftAlone(id, reason);
}

Result<std::vector<qint64>> seqsOf(store::Reader& reader, const store::Filter& filter)
{
    std::vector<qint64> seqs;
    store::PageRequest page;
    page.limit = rowsPerPage;
    for (;;) {
        const auto rows = reader.events(filter, page);
        if (!rows)
            return rows.error();
        for (const store::EventRow& row : *rows)
            seqs.push_back(row.seq);
        if (rows->size() < static_cast<size_t>(page.limit))
            return seqs;
        page.before = rows->back().seq;
    }
}

} // namespace hw::engine
