#include "app/cli/livedeliveries.h"

#include "app/cli/enginehost.h"
#include "core/delivery/target.h"
#include "core/record/recordjson.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

namespace hw::cli {

namespace {

/// Looks at the deliveries of an event, or of all elements of a batch, each time one went on.
class Awaiting final : public QObject
{
public:
    Awaiting(const Context& context, engine::Engine& engine, engine::Processed processed)
        : m_context(context)
        , m_engine(engine)
        , m_events(std::exchange(processed.rest, {}))
    {
        m_events.insert(m_events.begin(), std::move(processed));
        connect(&engine, &engine::Engine::committed, this, &Awaiting::look);
        connect(&engine, &engine::Engine::outboxChanged, this, &Awaiting::look);
        look();
    }

private:
    void look()
    {
        if (m_done)
            return;
        const Result<bool> tried = allTried();
        if (tried && !*tried)
            return;
        m_done = true;
        QCoreApplication::exit(tried ? print() : m_context.fail(tried.error()));
    }

    Result<bool> allTried()
    {
        auto reader = store::Reader::open(m_engine.snapshot().workspace->databasePath());
        if (!reader)
            return reader.error();
        const auto pauses = store::deliveryPauses(reader->database());
        if (!pauses)
            return pauses.error();
        const auto failing = store::deliveries(
            reader->database(), {{store::DeliveryStatus::Failed}, m_events.front().event.environment, {}, {}, 1});
        if (!failing)
            return failing.error();
        const auto waits = [&](const store::Delivery& each) {
            const delivery::Target target = delivery::thaw(each.destination);
            const bool paused = std::any_of(pauses->begin(), pauses->end(), [&](const store::DeliveryPause& pause) {
                return pause.environment == each.environment &&
                       (pause.kind == toString(target.kind) || pause.kind == pauseKey(target));
            });
            const bool isOpen =
                each.status == store::DeliveryStatus::Pending || each.status == store::DeliveryStatus::Held;
            // Behind one that failed it may have to wait for hours.
            return isOpen && !paused && (each.blocked == 0 || failing->empty());
        };
        // Those of which everything was tried are not looked at again.
        for (; m_tried < m_events.size(); ++m_tried) {
            const auto deliveries = store::deliveriesOf(reader->database(), m_events[m_tried].event.seq);
            if (!deliveries)
                return deliveries.error();
            if (std::any_of(deliveries->begin(), deliveries->end(), waits))
                return false;
        }
        return true;
    }

    /// The records as they stand now.
    int print()
    {
        auto reader = store::Reader::open(m_engine.snapshot().workspace->databasePath());
        if (!reader)
            return m_context.fail(reader.error());
        json::Array records;
        int status = exitDone;
        for (engine::Processed& one : m_events) {
            const auto stored = reader->event(one.event.id);
            if (!stored)
                return m_context.fail(stored.error());
            if (*stored && (*stored)->run)
                one.run = *(*stored)->run;
            sayRecord(m_context, one.event, one.run);
            records.push_back(toRecordJson(one.event, one.run));
            status = std::max(status, exitStatusOf(one.run));
        }
        if (m_context.json())
            m_context.print(records.size() == 1 ? records.front() : json::Value(std::move(records)));
        const auto pauses = store::deliveryPauses(reader->database()).valueOr({});
        for (const store::DeliveryPause& pause : pauses)
            m_context.hint(QStringLiteral("%1/%2 waits: %3").arg(pause.environment, pause.kind, pause.reason));
        return status;
    }

    const Context& m_context;
    engine::Engine& m_engine;
    std::vector<engine::Processed> m_events;
    size_t m_tried = 0; ///< of them, from the first
    bool m_done = false;
};

} // namespace

int runLive(const Context& context, engine::Engine& engine, engine::ProcessRequest request)
{
    std::unique_ptr<Awaiting> awaiting;
    engine.process(std::move(request), &engine,
                   [&context, &engine, &awaiting](const Result<engine::Processed>& processed) {
                       if (!processed)
                           QCoreApplication::exit(context.fail(processed.error()));
                       else
                           awaiting = std::make_unique<Awaiting>(context, engine, *processed);
                   });
    return QCoreApplication::exec();
}

} // namespace hw::cli
