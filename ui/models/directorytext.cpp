#include "ui/models/directorytext.h"

#include "core/delivery/directory.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace hw::models {

namespace {

using delivery::DirectoryKind;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::DirectoryText)
};

constexpr int longestValue = 400;

QDateTime local(Timestamp at)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(at) / 1000);
}

} // namespace

ValueKind valueKindOf(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::String: return ValueKind::String;
    case json::Type::Number: return ValueKind::Number;
    case json::Type::Bool:
    case json::Type::Null: return ValueKind::Keyword;
    default: return ValueKind::Other;
    }
}

QString valueText(const json::Value& value)
{
    const QString text = QString::fromUtf8(json::write(value));
    return text.size() <= longestValue ? text : text.first(longestValue) + QChar(0x2026);
}

QString cellText(const json::Value& value)
{
    if (value.isUndefined() || value.isNull())
        return enDash;
    const QString text = value.isString() ? value.toString() : valueText(value);
    return text.isEmpty() ? QString(enDash) : text.simplified();
}

QString kindTitle(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return Texts::tr("Users");
    case DirectoryKind::Tenants: return Texts::tr("Tenants");
    case DirectoryKind::Objects: return Texts::tr("Objects");
    case DirectoryKind::Audiences: return Texts::tr("Audiences");
    case DirectoryKind::Subscriptions: return Texts::tr("Subscriptions");
    case DirectoryKind::WorkflowRuns: break;
    }
    return Texts::tr("Workflow runs");
}

QString kindIcon(DirectoryKind kind)
{
    return kind == DirectoryKind::Users ? QStringLiteral("users") : rowIcon(kind);
}

QString rowIcon(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return QStringLiteral("user");
    case DirectoryKind::Tenants: return QStringLiteral("build");
    case DirectoryKind::Objects: return QStringLiteral("box");
    case DirectoryKind::Audiences: return QStringLiteral("bell");
    case DirectoryKind::Subscriptions: return QStringLiteral("tag");
    case DirectoryKind::WorkflowRuns: break;
    }
    return QStringLiteral("zap");
}

QString filterHint(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return Texts::tr("Filter users by name, ID, email or phone");
    case DirectoryKind::Tenants: return Texts::tr("Filter tenants by name or ID");
    case DirectoryKind::Objects: return Texts::tr("Filter objects by name, ID or collection");
    case DirectoryKind::Audiences: return Texts::tr("Filter audiences by key");
    case DirectoryKind::Subscriptions: return Texts::tr("Filter subscriptions by object or recipient");
    case DirectoryKind::WorkflowRuns: break;
    }
    return Texts::tr("Filter runs by workflow, recipient, tenant or cancellation key");
}

QString emptyReason(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return Texts::tr("No users yet");
    case DirectoryKind::Tenants: return Texts::tr("No tenants yet");
    case DirectoryKind::Objects: return Texts::tr("No objects yet");
    case DirectoryKind::Audiences: return Texts::tr("No audiences yet");
    case DirectoryKind::Subscriptions: return Texts::tr("No subscriptions yet");
    case DirectoryKind::WorkflowRuns: break;
    }
    return Texts::tr("No workflow runs yet");
}

QString emptyHelp(DirectoryKind kind)
{
    switch (kind) {
    case DirectoryKind::Users: return Texts::tr("Map an event to Identify user.");
    case DirectoryKind::Tenants: return Texts::tr("Map an event to Set tenant.");
    case DirectoryKind::Objects: return Texts::tr("Map an event to Set object.");
    case DirectoryKind::Audiences: return Texts::tr("Map an event to Add audience member.");
    case DirectoryKind::Subscriptions: return Texts::tr("Map an event to Add subscription.");
    case DirectoryKind::WorkflowRuns: break;
    }
    return Texts::tr("Map an event to Trigger workflow.");
}

QString refText(const delivery::EntityRef& ref)
{
    if (ref.collection.isEmpty() || ref.collection == QLatin1String(delivery::tenantCollection))
        return ref.id;
    return ref.collection + u'/' + ref.id;
}

delivery::DirectoryTarget targetOf(const delivery::EntityRef& ref)
{
    if (ref.collection.isEmpty())
        return {DirectoryKind::Users, ref, {}};
    const bool tenant = ref.collection == QLatin1String(delivery::tenantCollection);
    return {tenant ? DirectoryKind::Tenants : DirectoryKind::Objects, ref, {}};
}

QString propertyTitle(const QString& key)
{
    QString title = key;
    title.replace(u'_', u' ');
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

StatusLabel runStatusLabel(const delivery::DirectoryRun& run)
{
    if (run.status == u"cancelled")
        return {Texts::tr("Cancelled"), QStringLiteral("skip"), Tone::Warn};
    if (!run.cancelled.empty())
        return {Texts::tr("Cancelled for some"), QStringLiteral("skip"), Tone::Warn};
    if (!run.recipients.empty() && run.unidentified.size() == run.recipients.size())
        return {Texts::tr("Nobody reached"), QStringLiteral("alert"), Tone::Warn};
    return {Texts::tr("Triggered"), QStringLiteral("check"), Tone::Ok};
}

QString recipientsText(const delivery::DirectoryRun& run)
{
    if (run.recipients.size() == 1)
        return refText(delivery::entityRefFrom(run.recipients.front()));
    return Texts::tr("%n recipient(s)", nullptr, static_cast<int>(run.recipients.size()));
}

QString changeTimeText(Timestamp at, Timestamp now)
{
    const QDateTime time = local(at);
    const QDate today = local(now).date();
    if (time.date() == today)
        return time.toString(QStringLiteral("HH:mm:ss"));
    return QLocale().toString(time, time.date().year() == today.year() ? QStringLiteral("d MMM HH:mm")
                                                                       : QStringLiteral("d MMM yyyy"));
}

} // namespace hw::models
