#include "core/delivery/enqueue.h"

#include "core/base/encoding.h"
#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/delivery/request.h"

namespace hw::delivery {

namespace {

QString laneOf(const EntityRef& ref)
{
    return ref.collection.isEmpty() ? QStringLiteral("user/") + ref.id
                                    : QStringLiteral("object/%1/%2").arg(ref.collection, ref.id);
}

void addEach(QStringList& lanes, const json::Value& recipients)
{
    for (const json::Value& recipient : recipients.toArray())
        lanes.append(laneOf(entityRefFrom(recipient)));
}

QStringList concerned(const QString& kind, const json::Value& payload)
{
    QStringList lanes;
    const QString id = payload[u"id"].toString();
    if (kind.startsWith(QLatin1String("users_")) || kind == QLatin1String("channel_data_set") ||
        kind == QLatin1String("preferences_set")) {
        lanes.append(laneOf({{}, id}));
        if (const json::Value& from = payload[u"from_user_id"]; !from.isUndefined())
            lanes.append(laneOf({{}, from.toString()}));
    } else if (kind.startsWith(QLatin1String("tenants_"))) {
        lanes.append(laneOf({QString::fromLatin1(tenantCollection), id}));
    } else if (const json::Value& collection = payload[u"collection"]; !collection.isUndefined()) {
        const json::Value& object = payload[u"object_id"];
        lanes.append(laneOf({collection.toString(), object.isUndefined() ? id : object.toString()}));
    }
    addEach(lanes, payload[u"recipients"]);
    addEach(lanes, payload[u"members"]);
    if (const json::Value& key = payload[u"cancellation_key"]; !key.isUndefined())
        lanes.append(QStringLiteral("cancellation/%1/%2").arg(payload[u"key"].toString(), key.toString()));
    return lanes;
}

} // namespace

QStringList lanesOf(const QString& environment, const Target& target, const QString& kind, const json::Value& payload,
                    const QString& eventId)
{
    const QString prefix = environment + QLatin1Char('/') + toString(target.kind) + QLatin1Char('/');
    QStringList lanes;
    if (kind != QLatin1String("http_request")) {
        for (const QString& lane : concerned(kind, payload))
            lanes.append(prefix + lane);
    }
    // Without the destination: what an event does goes in order wherever it goes.
    if (!eventId.isEmpty())
        lanes.append(QStringLiteral("event/") + eventId);
    lanes.removeDuplicates();
    return lanes;
}

QString idempotencyKey(const QString& runId, int ordinal, int part)
{
    const QString text = QStringLiteral("%1/%2/%3").arg(runId).arg(ordinal).arg(part);
    constexpr qsizetype length = 32;
    return QString::fromLatin1(sha256Hex(text.toUtf8()).left(length));
}

Result<void> checkSendable(const Target& target, const QString& kind, const json::Value& payload)
{
    store::Delivery trial;
    trial.kind = kind;
    trial.payload = payload;
    trial.destination = freeze(target);
    const Result<Prepared> prepared = requestFor(trial,
                                                 [](const QString& name) {
                                                     return Error{ErrorCode::SecretMissing, {name}};
                                                 },
                                                 {});
    if (prepared || prepared.error().code == ErrorCode::SecretMissing)
        return {};
    return prepared.error();
}

} // namespace hw::delivery
