#pragma once

#include "core/base/ids.h"
#include "core/store/writer.h"

#include <QEventLoop>
#include <QFile>

namespace hw::store::testing {

/// 2026-11-23T15:00:00Z and some milliseconds on.
inline Timestamp at(qint64 milliseconds)
{
    return fromMicroseconds((1795446000000 + milliseconds) * 1000);
}

inline Event makeEvent(const QByteArray& body, const QString& source = QStringLiteral("billing"), qint64 ms = 0)
{
    Event event;
    event.id = ids::make(ids::event, at(ms));
    event.source = source;
    event.environment = QStringLiteral("development");
    event.receivedAt = at(ms);
    http::Message& request = event.request;
    request.method = "POST";
    request.target = "/s/" + source.toLatin1();
    request.headers = {{"Host", "127.0.0.1:4400"}, {"X-Order", "a"}, {"x-order", "b"}};
    request.rawHead =
        "POST " + request.target + " HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nX-Order: a\r\nx-order:   b \r\n\r\n";
    request.body = body;
    request.remote = QStringLiteral("127.0.0.1:53122");
    return event;
}

inline Action makeAction(const QString& kind, ActionStatus status)
{
    Action action;
    action.id = status == ActionStatus::Skipped ? QString() : ids::make(ids::action, at(0));
    action.mappingId = QStringLiteral("map_1");
    action.kind = kind;
    action.status = status;
    action.payload = json::Object{{QStringLiteral("id"), QStringLiteral("cus_1")}};
    return action;
}

inline Run makeRun(const Event& event, EventStatus status = EventStatus::Processed, const QString& key = {})
{
    Run run;
    run.id = ids::make(ids::run, event.receivedAt);
    run.eventId = event.id;
    run.startedAt = event.receivedAt;
    run.status = status;
    run.verification.status =
        status == EventStatus::Processed ? VerificationStatus::Verified : VerificationStatus::Failed;
    run.eventType = QStringLiteral("customer.created");
    run.idempotency.key = key;
    run.providerId = key;
    run.answer.status = status == EventStatus::Processed ? 200 : 401;
    run.duration = std::chrono::microseconds(2300);
    return run;
}

inline CommitItem item(const Event& event, const Run& run, IdempotencyMode mode = IdempotencyMode::Enforce)
{
    return {event, run, {mode, std::chrono::hours(96)}};
}

inline CommitUnit unitOf(CommitItem one)
{
    CommitUnit unit;
    unit.push_back(std::move(one));
    return unit;
}

/// Submits and waits for the answer.
inline Result<CommitUnit> commit(Writer& writer, CommitUnit unit)
{
    QEventLoop loop;
    std::optional<Result<CommitUnit>> answer;
    writer.submit(std::move(unit), [&](Result<CommitUnit> result) {
        answer = std::move(result);
        loop.quit();
    });
    loop.exec();
    return *std::move(answer);
}

inline Result<void> runJob(Writer& writer, WriteJob job)
{
    QEventLoop loop;
    std::optional<Result<void>> answer;
    writer.submitJob(std::move(job), [&](Result<void> result) {
        answer = std::move(result);
        loop.quit();
    });
    loop.exec();
    return *std::move(answer);
}

} // namespace hw::store::testing
