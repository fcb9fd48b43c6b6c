#include "app/cli/livedeliveries.h"

#include "app/cli/enginehost.h"
#include "core/delivery/target.h"
#include "core/record/recordjson.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>

namespace hw::cli {

namespace {

/// Looks at an event's deliveries each time one went on.
class Awaiting final : public QObject
{
public:
    Awaiting(const Context& context, engine::Engine& engine, engine::Processed processed)
        : m_context(context)
        , m_engine(engine)
        , m_processed(std::move(processed))
    {
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
        const auto deliveries = store::deliveriesOf(reader->database(), m_processed.event.seq);
        if (!deliveries)
            return deliveries.error();
        const auto pauses = store::deliveryPauses(reader->database());
        if (!pauses)
            return pauses.error();
        const auto failing = store::deliveries(
            reader->database(), {{store::DeliveryStatus::Failed}, m_processed.event.environment, {}, {}, 1});
        if (!failing)
            return failing.error();
        return std::none_of(deliveries->begin(), deliveries->end(), [&](const store::Delivery& each) {
            const bool waits =
                each.status == store::DeliveryStatus::Pending || each.status == store::DeliveryStatus::Held;
            const delivery::Target target = delivery::thaw(each.destination);
            const bool paused = std::any_of(pauses->begin(), pauses->end(), [&](const store::DeliveryPause& pause) {
                return pause.environment == each.environment &&
                       (pause.kind == toString(target.kind) || pause.kind == pauseKey(target));
            });
            // Behind one that failed it may have to wait for hours.
            return waits && !paused && (each.blocked == 0 || failing->empty());
        });
    }

    /// The record as it stands now.
    int print()
    {
        auto reader = store::Reader::open(m_engine.snapshot().workspace->databasePath());
        if (!reader)
            return m_context.fail(reader.error());
        const auto stored = reader->event(m_processed.event.id);
        if (!stored)
            return m_context.fail(stored.error());
        if (*stored && (*stored)->run)
            m_processed.run = *(*stored)->run;
        if (m_context.json())
            m_context.print(toRecordJson(m_processed.event, m_processed.run));
        else
            sayRecord(m_context, m_processed.event, m_processed.run);
        const auto pauses = store::deliveryPauses(reader->database()).valueOr({});
        for (const store::DeliveryPause& pause : pauses)
            m_context.hint(QStringLiteral("%1/%2 waits: %3").arg(pause.environment, pause.kind, pause.reason));
        return exitStatusOf(m_processed.run);
    }

    const Context& m_context;
    engine::Engine& m_engine;
    engine::Processed m_processed;
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
