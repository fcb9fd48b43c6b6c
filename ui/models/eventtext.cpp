#include "ui/models/eventtext.h"

#include "core/mapping/actionkinds.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::EventText)
};

QDateTime local(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(at) / 1000);
}

struct KindIcon
{
    const char* kind;
    const char* icon;
};

constexpr std::array kindIcons{
    KindIcon{"users_identify", "user"},          KindIcon{"users_merge", "users"},
    KindIcon{"users_delete", "trash"},           KindIcon{"channel_data_set", "send"},
    KindIcon{"preferences_set", "sliders"},      KindIcon{"objects_set", "box"},
    KindIcon{"objects_delete", "trash"},         KindIcon{"tenants_set", "build"},
    KindIcon{"tenants_delete", "trash"},         KindIcon{"objects_subscribe", "tag"},
    KindIcon{"objects_unsubscribe", "tag"},      KindIcon{"audiences_add_member", "bell"},
    KindIcon{"audiences_remove_member", "bell"}, KindIcon{"workflows_trigger", "zap"},
    KindIcon{"workflows_cancel", "zap"},         KindIcon{"http_request", "up"},
};

/// A recipient, member or id in one word; the number of them where there are several.
QString who(const json::Value& value)
{
    if (value.isString())
        return value.toString();
    if (value.isNumber())
        return QString::fromLatin1(value.numberText());
    if (value.isObject())
        return who(value[u"id"]);
    if (value.isArray()) {
        if (value.toArray().size() == 1)
            return who(value.at(0));
        return Texts::tr("%n recipient(s)", nullptr, static_cast<int>(value.toArray().size()));
    }
    return {};
}

QString setKeys(const json::Value& payload)
{
    QStringList names;
    for (const auto& [name, value] : payload.toObject()) {
        if (name == u"id" || name == u"collection")
            continue;
        if (name == u"properties") {
            for (const auto& [property, unused] : value.toObject())
                names << property;
            continue;
        }
        names << name;
    }
    return names.join(QStringLiteral(", "));
}

} // namespace

StatusLabel statusLabel(EventStatus status, VerificationStatus verification)
{
    switch (status) {
    case EventStatus::Received: return {Texts::tr("Pending"), QStringLiteral("clock"), Tone::Warn};
    case EventStatus::Processed:
        if (verification == VerificationStatus::Verified)
            return {Texts::tr("Verified"), QStringLiteral("check"), Tone::Ok};
        return {Texts::tr("Unverified"), QStringLiteral("alert"), Tone::Warn};
    case EventStatus::Refused:
    case EventStatus::Error: return {Texts::tr("Failed"), QStringLiteral("x"), Tone::Fail};
    case EventStatus::Probe: return {Texts::tr("Probe"), QStringLiteral("info"), Tone::Neutral};
    case EventStatus::Ignored: return {Texts::tr("Ignored"), QStringLiteral("skip"), Tone::Neutral};
    case EventStatus::Duplicate: return {Texts::tr("Duplicate"), QStringLiteral("copy"), Tone::Neutral};
    case EventStatus::Waiting: return {Texts::tr("Waiting"), QStringLiteral("clock"), Tone::Warn};
    case EventStatus::Paused: return {Texts::tr("Paused"), QStringLiteral("pause"), Tone::Neutral};
    case EventStatus::Incomplete: return {Texts::tr("Incomplete"), QStringLiteral("alert"), Tone::Warn};
    case EventStatus::Unrouted: return {Texts::tr("Unrouted"), QStringLiteral("route"), Tone::Neutral};
    }
    return {};
}

StatusLabel actionStatusLabel(ActionStatus status)
{
    switch (status) {
    case ActionStatus::Planned: return {Texts::tr("Planned"), QStringLiteral("info"), Tone::Neutral};
    case ActionStatus::Pending: return {Texts::tr("Pending"), QStringLiteral("clock"), Tone::Warn};
    case ActionStatus::Succeeded: return {Texts::tr("OK"), QStringLiteral("check"), Tone::Ok};
    case ActionStatus::Failed: return {Texts::tr("Retrying"), QStringLiteral("clock"), Tone::Warn};
    case ActionStatus::Dead: return {Texts::tr("Failed"), QStringLiteral("x"), Tone::Fail};
    case ActionStatus::Skipped: return {Texts::tr("Skipped"), QStringLiteral("skip"), Tone::Neutral};
    }
    return {};
}

QString actionTitle(const QString& kind)
{
    const mapping::ActionKind* found = mapping::findActionKind(kind);
    return found ? Texts::tr(found->title) : kind;
}

QString actionIcon(const QString& kind)
{
    for (const KindIcon& entry : kindIcons) {
        if (kind == QLatin1String(entry.kind))
            return QLatin1String(entry.icon);
    }
    return QStringLiteral("route");
}

QString actionSummary(const Action& action)
{
    const json::Value& payload = action.payload;
    const QString id = who(payload[u"id"]);
    const QString key = who(payload[u"key"]);
    const QString kind = action.kind;
    if (action.status == ActionStatus::Skipped && !action.reason.isEmpty())
        return reasonText(action.reason);
    if (kind == u"users_merge")
        return Texts::tr("%1 from %2").arg(id, who(payload[u"from_user_id"]));
    if (kind == u"users_identify" || kind == u"tenants_set") {
        const QString keys = setKeys(payload);
        return keys.isEmpty() ? id : Texts::tr("%1: set %2").arg(id, keys);
    }
    if (kind.startsWith(QLatin1String("objects_"))) {
        const QString object =
            payload[u"collection"].toString() + u' ' + (id.isEmpty() ? who(payload[u"object_id"]) : id);
        const json::Value& recipients = payload[u"recipients"];
        return recipients.isUndefined() ? object : Texts::tr("%1: %2").arg(object, who(recipients));
    }
    if (kind.startsWith(QLatin1String("audiences_")))
        return Texts::tr("%1: %2").arg(key, who(payload[u"members"]));
    if (kind.startsWith(QLatin1String("workflows_"))) {
        const json::Value& recipients = payload[u"recipients"];
        return recipients.isUndefined() ? key : Texts::tr("%1 for %2").arg(key, who(recipients));
    }
    if (kind == u"http_request")
        return payload[u"method"].toString() + u' ' + payload[u"url"].toString();
    return id;
}

QString reasonText(const QString& reason)
{
    const QString code = reason.section(u':', 0, 0);
    const QString argument = reason.section(u':', 1);
    if (code == u"condition_false")
        return Texts::tr("The condition was not met");
    if (code == u"required_missing")
        return Texts::tr("Required value missing: %1").arg(argument);
    if (code == u"wrong_type")
        return Texts::tr("Wrong type of value: %1").arg(argument);
    if (code == u"inactive")
        return Texts::tr("The mapping is inactive");
    if (code == u"other_environment")
        return Texts::tr("The mapping is not for this environment");
    if (code == u"duplicate")
        return Texts::tr("The event is a duplicate");
    if (code == u"batch_refused")
        return Texts::tr("Another event of the same request was refused");
    if (code == u"batch_too_large")
        return Texts::tr("The request holds more than 10,000 events");
    if (code == u"no_such_element")
        return Texts::tr("The split path of the source leads to no such event any more");
    if (code == u"expression_error")
        return Texts::tr("The expression failed: %1").arg(argument);
    if (code == u"path_invalid")
        return Texts::tr("No valid path: %1").arg(argument);
    if (code == u"binding_malformed")
        return Texts::tr("Cannot be understood: %1").arg(argument);
    if (code == u"condition_error")
        return Texts::tr("The condition failed");
    if (code == u"condition_invalid")
        return Texts::tr("The condition cannot work");
    if (code == u"action_unknown")
        return Texts::tr("This version does not know the action");
    return reason;
}

QString verificationReasonText(const QString& reason)
{
    struct Entry
    {
        const char* code;
        const char* text;
    };
    static constexpr std::array entries{
        Entry{"signature_mismatch",
              QT_TRANSLATE_NOOP("hw::models::EventText", "The signature does not match the body and the secret")},
        Entry{"timestamp_too_old", QT_TRANSLATE_NOOP("hw::models::EventText", "It was signed too long before receipt")},
        Entry{"timestamp_too_new", QT_TRANSLATE_NOOP("hw::models::EventText", "It was signed after receipt")},
        Entry{"timestamp_malformed", QT_TRANSLATE_NOOP("hw::models::EventText", "The signed time cannot be read")},
        Entry{"header_missing", QT_TRANSLATE_NOOP("hw::models::EventText", "The signature header is missing")},
        Entry{"header_malformed", QT_TRANSLATE_NOOP("hw::models::EventText", "The signature header cannot be read")},
        Entry{"secret_missing", QT_TRANSLATE_NOOP("hw::models::EventText", "The source has no secret yet")},
        Entry{"secret_malformed",
              QT_TRANSLATE_NOOP("hw::models::EventText", "The secret does not have the expected form")},
        Entry{"scheme_unknown", QT_TRANSLATE_NOOP("hw::models::EventText", "The signature scheme is unknown")},
    };
    for (const Entry& entry : entries) {
        if (reason == QLatin1String(entry.code))
            return Texts::tr(entry.text);
    }
    return reason;
}

QString checkTitle(const QString& id)
{
    if (id == u"header")
        return Texts::tr("Signature header");
    if (id == u"format")
        return Texts::tr("Format");
    if (id == u"secret")
        return Texts::tr("Secret");
    if (id == u"timestamp")
        return Texts::tr("Time");
    if (id == u"digest")
        return Texts::tr("Signature");
    return id;
}

QString missedReasonText(const QString& reason)
{
    struct Entry
    {
        const char* code;
        const char* text;
    };
    static constexpr std::array entries{
        Entry{"stopped", QT_TRANSLATE_NOOP("hw::models::EventText", "the listener was stopped")},
        Entry{"sleep", QT_TRANSLATE_NOOP("hw::models::EventText", "the machine slept")},
        Entry{"port_in_use", QT_TRANSLATE_NOOP("hw::models::EventText", "the port was taken by another program")},
        Entry{"address_not_available", QT_TRANSLATE_NOOP("hw::models::EventText", "the address was not there")},
        Entry{"overloaded", QT_TRANSLATE_NOOP("hw::models::EventText", "too many came at once")},
        Entry{"too_many_connections", QT_TRANSLATE_NOOP("hw::models::EventText", "too many connections were open")},
        Entry{"store_full", QT_TRANSLATE_NOOP("hw::models::EventText", "the disk is full")},
        Entry{"store_read_only", QT_TRANSLATE_NOOP("hw::models::EventText", "the database cannot be written")},
        Entry{"store_corrupt", QT_TRANSLATE_NOOP("hw::models::EventText", "the database is damaged")},
        Entry{"store_busy", QT_TRANSLATE_NOOP("hw::models::EventText", "another process held the database")},
    };
    for (const Entry& entry : entries) {
        if (reason == QLatin1String(entry.code))
            return Texts::tr(entry.text);
    }
    return reason;
}

QString durationText(std::chrono::microseconds duration)
{
    const QLocale locale;
    const double ms = static_cast<double>(duration.count()) / 1000.0;
    if (duration.count() <= 0)
        return QStringLiteral("\u2013");
    if (ms < 1000)
        return Texts::tr("%1 ms").arg(locale.toString(std::max(ms, 0.1), 'f', 1));
    if (ms < 60000)
        return Texts::tr("%1 s").arg(locale.toString(ms / 1000, 'f', 2));
    const int seconds = static_cast<int>(ms / 1000);
    return Texts::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
}

QString sizeText(qint64 bytes)
{
    const QLocale locale;
    if (bytes < 100)
        return Texts::tr("%1 B").arg(bytes);
    const double kilo = static_cast<double>(bytes) / 1000.0;
    if (kilo < 1000)
        return Texts::tr("%1 KB").arg(locale.toString(kilo, 'f', 1));
    if (kilo < 1000000)
        return Texts::tr("%1 MB").arg(locale.toString(kilo / 1000, 'f', 1));
    return Texts::tr("%1 GB").arg(locale.toString(kilo / 1000000, 'f', 1));
}

QString timeText(Timestamp at, Timestamp now)
{
    const QDateTime time = local(at);
    if (time.date() == local(now).date())
        return time.toString(QStringLiteral("HH:mm:ss.zzz"));
    return QLocale().toString(time, QStringLiteral("d MMM HH:mm"));
}

QString dateTimeText(Timestamp at, Timestamp now)
{
    const QDateTime time = local(at);
    const QString clock = time.toString(QStringLiteral("HH:mm:ss.zzz"));
    if (time.date() == local(now).date())
        return Texts::tr("Today %1").arg(clock);
    return QLocale().toString(time.date(), QStringLiteral("d MMM yyyy")) + u' ' + clock;
}

QString minuteText(Timestamp at)
{
    return local(at).toString(QStringLiteral("HH:mm"));
}

QString actionsText(const store::EventRow& row)
{
    if (row.actionsTotal == 0)
        return QStringLiteral("\u2013");
    return QString::number(row.actionsDone) + u'/' + QString::number(row.actionsTotal);
}

} // namespace hw::models
