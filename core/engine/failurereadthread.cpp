#include "core/engine/failurereadthread.h"

#include "core/store/readworker.h"

#include <QHash>

#include <algorithm>

namespace hw::engine {

namespace {

using store::Reader;
using store::ScanControl;

constexpr int causesKind = 0;
constexpr int requestCount = 1;
constexpr int pageSize = 100;

/// What an event's latest run failed of; known by event and run, because processing again makes another.
struct Known
{
    EventStatus status = EventStatus::Received;
    FailureCause cause;
};

using KnownCauses = QHash<qint64, Known>;

FailureCause causeOf(const store::StoredEvent& stored)
{
    FailureCause cause;
    cause.source = stored.event.source;
    if (!stored.run)
        return cause;
    const Run& run = *stored.run;
    if (run.script.error) {
        cause.code = QStringLiteral("script_") + toString(run.script.status);
        cause.line = run.script.error->line;
        cause.detail = run.script.error->name.isEmpty()
                           ? run.script.error->message
                           : run.script.error->name + QStringLiteral(": ") + run.script.error->message;
    } else if (run.status == EventStatus::Refused && !run.verification.reason.isEmpty()) {
        cause.code = run.verification.reason;
    } else {
        cause.code = run.statusReason.section(u':', 0, 0);
    }
    return cause;
}

Result<std::vector<FailureCause>> readCauses(Reader& reader, KnownCauses& known, Timestamp now,
                                             std::chrono::minutes age)
{
    // By the age: without it all events would be looked through where none has failed.
    const auto filter = store::Filter::parse(QStringLiteral("status:failed age:<%1m").arg(age.count()), now);
    if (!filter)
        return filter.error();
    KnownCauses present;
    std::vector<FailureCause> causes;
    store::PageRequest page;
    page.limit = pageSize;
    int seen = 0;
    for (bool more = true; more && seen < FailureCause::mostCounted;) {
        const auto rows = reader.events(*filter, page);
        if (!rows)
            return rows.error();
        more = static_cast<int>(rows->size()) == pageSize;
        for (const store::EventRow& row : *rows) {
            ++seen;
            page.before = row.seq;
            Known& one = present[row.seq];
            const auto before = known.constFind(row.seq);
            if (before != known.constEnd() && before->status == row.status) {
                one = *before;
            } else {
                const auto stored = reader.eventBySeq(row.seq);
                if (!stored)
                    return stored.error();
                one = {row.status, *stored ? causeOf(**stored) : FailureCause()};
            }
            const QString key = one.cause.key();
            auto group =
                std::find_if(causes.begin(), causes.end(), [&](const FailureCause& each) { return each.key() == key; });
            if (group == causes.end()) {
                group = causes.insert(causes.end(), one.cause);
                group->lastAt = row.receivedAt; // newest first
                group->lastId = row.id;
            }
            ++group->events;
            group->seqs.push_back(row.seq);
            group->since = row.receivedAt;
        }
    }
    known = std::move(present);
    std::stable_sort(causes.begin(), causes.end(),
                     [](const FailureCause& a, const FailureCause& b) { return a.events > b.events; });
    return causes;
}

} // namespace

QString FailureCause::key() const
{
    return source + u'\n' + code + u'\n' + QString::number(line) + u'\n' + (line == 0 ? detail : QString());
}

class FailureReadThread::Worker final : public store::ReadWorker<requestCount>
{
public:
    using ReadWorker::ReadWorker;

    const std::shared_ptr<KnownCauses> known = std::make_shared<KnownCauses>(); ///< touched in the thread only
};

FailureReadThread::FailureReadThread(QString path, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(
          this, std::move(path),
          Worker::Tell{[this](quint64 generation, const Error& error) { Q_EMIT failed(generation, error); },
                       {},
                       [this] { Q_EMIT changed(); }}))
{}

FailureReadThread::~FailureReadThread() = default;

void FailureReadThread::requestCauses(quint64 generation, Timestamp now, std::chrono::minutes age)
{
    m_worker->request(
        causesKind, generation,
        [known = m_worker->known, now, age](Reader& reader, const ScanControl&) {
            return readCauses(reader, *known, now, age);
        },
        [this, generation](const std::vector<FailureCause>& causes) { Q_EMIT causesReady(generation, causes); });
}

} // namespace hw::engine
