#include "ui/models/unroutedpresenter.h"

#include <algorithm>

namespace hw::models {

using engine::UnroutedReadThread;
using engine::UnroutedRequest;

namespace {

constexpr std::chrono::milliseconds refreshPause{300};
constexpr std::chrono::milliseconds hiddenPause{2000};

} // namespace

UnroutedPresenter::UnroutedPresenter(UnroutedReadThread& reader, Delete erase, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
    , m_erase(std::move(erase))
    , m_model(clock)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(hiddenPause);
    connect(&m_refresh, &QTimer::timeout, this, &UnroutedPresenter::refresh);
    connect(&reader, &UnroutedReadThread::changed, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&reader, &UnroutedReadThread::listReady, this,
            [this](quint64 generation, const std::vector<UnroutedRequest>& requests) {
                if (generation == m_listGeneration)
                    takeList(requests);
            });
    connect(&reader, &UnroutedReadThread::eventReady, this,
            [this](quint64 generation, const std::optional<store::StoredEvent>& event) {
                if (generation == m_eventGeneration)
                    takeEvent(event);
            });
}

UnroutedPresenter::~UnroutedPresenter() = default;

void UnroutedPresenter::setWorkspace(std::shared_ptr<const workspace::Workspace> workspace)
{
    m_workspace = std::move(workspace);
    setNames();
    refresh();
}

void UnroutedPresenter::setProviders(const QHash<QString, QString>& names)
{
    m_providers = names;
    setNames();
}

void UnroutedPresenter::setNames()
{
    QHash<QString, QString> sources;
    if (m_workspace) {
        for (const workspace::SourceState& state : m_workspace->sources)
            sources.insert(state.key(), state.source.name.isEmpty() ? state.key() : state.source.name);
    }
    m_model.setNames(m_providers, sources);
}

void UnroutedPresenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_refresh.setInterval(active ? refreshPause : hiddenPause);
    if (active)
        refresh();
}

void UnroutedPresenter::setFolded(bool folded)
{
    if (folded == m_folded)
        return;
    m_folded = folded;
    m_model.setRequests(m_requests, folded ? UnroutedModel::Probes::Folded : UnroutedModel::Probes::Each);
}

void UnroutedPresenter::select(const QString& id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    requestDetail();
    Q_EMIT selectionChanged();
}

qint64 UnroutedPresenter::requestsIn(const std::vector<int>& rows) const
{
    qint64 sum = 0;
    for (const int row : rows)
        sum += m_model.row(row).ids.size();
    return sum;
}

void UnroutedPresenter::erase(const std::vector<int>& rows)
{
    std::vector<qint64> seqs;
    for (const int row : rows) {
        for (const QString& id : m_model.row(row).ids) {
            const auto found = std::find_if(m_requests.begin(), m_requests.end(),
                                            [&](const UnroutedRequest& request) { return request.row.id == id; });
            if (found != m_requests.end())
                seqs.push_back(found->row.seq);
        }
    }
    if (seqs.empty())
        return;
    m_erase(seqs, this, [this, count = static_cast<int>(seqs.size())](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        refresh();
        Q_EMIT told(tr("Deleted %n request(s)", nullptr, count));
    });
}

void UnroutedPresenter::refresh()
{
    if (!m_workspace)
        return;
    m_listGeneration = ++m_generation;
    m_reader.requestList(m_listGeneration, m_workspace);
}

void UnroutedPresenter::takeList(const std::vector<UnroutedRequest>& requests)
{
    const bool first = !std::exchange(m_ready, true);
    if (requests != m_requests || first) {
        const bool counted = requests.size() != m_requests.size();
        m_requests = requests;
        m_model.setRequests(m_requests, m_folded ? UnroutedModel::Probes::Folded : UnroutedModel::Probes::Each);
        if (!m_selected.isEmpty() && m_model.rowOf(m_selected) < 0)
            select({});
        if (m_selected.isEmpty() && m_model.rowCount() > 0 && m_active)
            select(m_model.row(0).request.row.id);
        else
            requestDetail();
        if (counted || first)
            Q_EMIT countChanged();
    } else if (m_selected.isEmpty() && m_model.rowCount() > 0 && m_active) {
        select(m_model.row(0).request.row.id);
    }
    if (first)
        Q_EMIT readyChanged();
}

void UnroutedPresenter::requestDetail()
{
    m_eventGeneration = ++m_generation;
    if (m_selected.isEmpty())
        Q_EMIT detailCleared();
    else
        m_reader.requestEvent(m_eventGeneration, m_selected);
}

QString UnroutedPresenter::explain(const UnroutedRequest& request) const
{
    QStringList sentences;
    if (request.reason == QLatin1String("source_removed"))
        sentences.append(tr("The source of this path was deleted; its senders are told so (410)."));
    else if (request.reason == QLatin1String("unknown_environment"))
        sentences.append(tr("The path names an environment that there is not."));
    else if (!request.key.isEmpty())
        sentences.append(tr("There is no source \u201c%1\u201d.").arg(request.key));
    else
        sentences.append(tr("Sources answer below /s/; nothing answers at this path."));
    if (!request.hint.source.isEmpty())
        sentences.append(tr("Did you mean %1, at %2?")
                             .arg(m_model.sourceName(request.hint.source), engine::endpointPath(request.hint.source)));
    if (!request.hint.provider.isEmpty())
        sentences.append(tr("Its headers are those of %1.").arg(m_model.providerName(request.hint.provider)));
    return sentences.join(u' ');
}

void UnroutedPresenter::takeEvent(const std::optional<store::StoredEvent>& event)
{
    const auto found = std::find_if(m_requests.begin(), m_requests.end(),
                                    [&](const UnroutedRequest& request) { return request.row.id == m_selected; });
    if (!event || found == m_requests.end()) {
        Q_EMIT detailCleared();
        return;
    }
    UnroutedDetail detail;
    detail.id = m_selected;
    detail.title = found->row.method + u' ' + found->target;
    detail.explanation = explain(*found);
    detail.wantedKey = workspace::isSourceKey(found->key) ? found->key : QString();
    detail.provider = found->hint.provider;
    detail.meantKey = found->hint.source;
    const RequestView request = describeRequest(event->event.request);
    detail.request.headline = detail.title;
    detail.request.headers = request.headers;
    detail.request.body = request.body;
    detail.request.tree = request.tree;
    detail.request.note = request.note;
    Q_EMIT detailReady(detail);
}

} // namespace hw::models
