#pragma once

#include "core/base/ids.h"
#include "core/delivery/directory.h"
#include "core/delivery/effects.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"
#include "core/store/writer.h"

#include <QTemporaryDir>
#include <QTest>

namespace hw::test {

inline const QString production = QStringLiteral("production");

inline json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

/// A store whose actions go to a destination, as the engine opens it.
class Outbox
{
public:
    explicit Outbox(delivery::Target destination, delivery::Confirmed confirmed = {})
        : m_destination(std::move(destination))
        , m_confirmed(std::move(confirmed))
    {
        store::WriterOptions options;
        options.path = path();
        options.modules = {delivery::directorySchema()};
        options.effects = [this](store::Database& database, const Event& event, Run& run) {
            return delivery::carryOut(database, event, run, {m_destination, m_confirmed, SystemClock().now()});
        };
        auto opened = store::Writer::open(options);
        if (!opened)
            qFatal("the store cannot be opened");
        m_writer = *std::move(opened);
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("headwater.db")); }
    [[nodiscard]] store::Writer& writer() { return *m_writer; }
    void setDestination(const delivery::Target& destination) { m_destination = destination; }

    struct Planned
    {
        const char* kind;
        QByteArray payload;
    };

    /// One event whose run plans these actions, committed.
    store::CommitItem commit(const std::vector<Planned>& actions)
    {
        const Timestamp now = SystemClock().now();
        store::CommitItem item;
        item.event.id = ids::make(ids::event, now);
        item.event.source = QStringLiteral("orders");
        item.event.environment = production;
        item.event.receivedAt = now;
        item.run = Run();
        item.run->id = ids::make(ids::run, now);
        item.run->eventId = item.event.id;
        item.run->startedAt = now;
        item.run->status = EventStatus::Processed;
        for (const Planned& planned : actions) {
            Action action;
            action.id = ids::make(ids::action, now);
            action.mappingId = ids::make(ids::mapping, now);
            action.kind = QString::fromLatin1(planned.kind);
            action.payload = parsed(planned.payload);
            action.status = ActionStatus::Pending;
            item.run->actions.push_back(std::move(action));
        }
        std::optional<Result<store::CommitUnit>> result;
        m_writer->submit({std::move(item)}, [&](Result<store::CommitUnit> unit) { result = std::move(unit); });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30000) || !*result)
            qFatal("an event cannot be stored");
        return (*result)->front();
    }

    Result<void> write(store::WriteJob job)
    {
        std::optional<Result<void>> result;
        m_writer->submitJob(std::move(job), [&](const Result<void>& done) { result = done; });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 30000))
            qFatal("the writer does not answer");
        return *result;
    }

    store::Reader reader() { return std::move(store::Reader::open(path())).value(); }

    std::vector<store::Delivery> deliveries()
    {
        store::Reader reading = reader();
        auto found = store::deliveries(reading.database(), {{}, {}, {}, {}, 100000});
        std::vector<store::Delivery> all = found ? *std::move(found) : std::vector<store::Delivery>();
        std::reverse(all.begin(), all.end());
        return all;
    }

    Run run(const Event& event)
    {
        const auto stored = reader().event(event.id);
        return stored && *stored && (*stored)->run ? *(*stored)->run : Run();
    }

private:
    QTemporaryDir m_folder;
    delivery::Target m_destination;
    delivery::Confirmed m_confirmed;
    std::unique_ptr<store::Writer> m_writer;
};

} // namespace hw::test
