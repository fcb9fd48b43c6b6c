#include "core/engine/unroutedreadthread.h"

#include "core/store/readworker.h"

#include <QHash>

namespace hw::engine {

namespace {

enum Request { List, Single, RequestCount };

using store::Reader;
using store::ScanControl;

/// What does not change about a stored request; its body is read once and let go.
struct Known
{
    http::Message head;
    QString reason;
    bool hasBody = false;
};

using Heads = QHash<qint64, Known>;

bool isProbe(const http::Message& head, bool hasBody)
{
    return head.method == "HEAD" || head.method == "OPTIONS" || (head.method == "GET" && !hasBody);
}

Result<std::vector<UnroutedRequest>> readList(Reader& reader, Heads& heads, const workspace::Workspace& workspace,
                                              const catalog::Catalog& catalog)
{
    const auto rows = reader.unrouted();
    if (!rows)
        return rows.error();
    Heads present;
    std::vector<UnroutedRequest> list;
    for (const store::EventRow& row : *rows) {
        auto known = heads.find(row.seq);
        if (known == heads.end()) {
            const auto stored = reader.eventBySeq(row.seq);
            if (!stored)
                return stored.error();
            if (!*stored)
                continue;
            Known fresh{(*stored)->event.request, (*stored)->run ? (*stored)->run->statusReason : QString(), false};
            fresh.hasBody = !fresh.head.body.isEmpty();
            fresh.head.body.clear();
            known = heads.insert(row.seq, fresh);
        }
        present.insert(row.seq, *known);
        UnroutedRequest request;
        request.row = row;
        request.target = QString::fromLatin1(known->head.target);
        request.reason = known->reason;
        const QByteArray& target = known->head.target;
        const qsizetype query = target.indexOf('?');
        if (const auto route = parseRoute(query < 0 ? target : target.left(query)))
            request.key = route->source;
        request.hint = routeHint(known->head, workspace, catalog);
        request.isProbe = isProbe(known->head, known->hasBody);
        list.push_back(std::move(request));
    }
    heads = std::move(present);
    return list;
}

} // namespace

class UnroutedReadThread::Worker final : public store::ReadWorker<RequestCount>
{
public:
    using ReadWorker::ReadWorker;

    const std::shared_ptr<Heads> heads = std::make_shared<Heads>(); ///< touched in the thread only
};

UnroutedReadThread::UnroutedReadThread(QString path, std::shared_ptr<const catalog::Catalog> catalog, QObject* parent)
    : QObject(parent)
    , m_catalog(std::move(catalog))
    , m_worker(std::make_unique<Worker>(
          this, std::move(path),
          Worker::Tell{[this](quint64 generation, const Error& error) { Q_EMIT failed(generation, error); },
                       {},
                       [this] { Q_EMIT changed(); }}))
{}

UnroutedReadThread::~UnroutedReadThread() = default;

void UnroutedReadThread::requestList(quint64 generation, std::shared_ptr<const workspace::Workspace> workspace)
{
    m_worker->request(
        List, generation,
        [heads = m_worker->heads, workspace, catalog = m_catalog](Reader& reader, const ScanControl&) {
            return readList(reader, *heads, *workspace, *catalog);
        },
        [this, generation](const std::vector<UnroutedRequest>& list) { Q_EMIT listReady(generation, list); });
}

void UnroutedReadThread::requestEvent(quint64 generation, const QString& id)
{
    m_worker->request(
        Single, generation, [id](Reader& reader, const ScanControl&) { return reader.event(id); },
        [this, generation](const std::optional<store::StoredEvent>& event) { Q_EMIT eventReady(generation, event); });
}

} // namespace hw::engine
