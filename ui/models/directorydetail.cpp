#include "ui/models/directorydetail.h"

#include "core/delivery/directory.h"

#include <QCoreApplication>

#include <algorithm>

namespace hw::models {

using delivery::DirectoryAudience;
using delivery::DirectoryDetails;
using delivery::DirectoryKind;
using delivery::DirectoryObject;
using delivery::DirectoryRun;
using delivery::DirectorySubscription;
using delivery::DirectoryUser;
using delivery::EntityRef;

namespace {

using Section = DirectorySection;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::DirectoryDetail)
};

constexpr size_t runsShown = 4;

DirectoryLink linkTo(DirectoryKind kind, const QString& id)
{
    return {{kind, {{}, id}, {}}};
}

DirectoryLink linkTo(const EntityRef& ref)
{
    return {targetOf(ref)};
}

DirectoryLink linkToTenant(const QString& id)
{
    return linkTo(EntityRef{QString::fromLatin1(delivery::tenantCollection), id});
}

QString iconOf(const EntityRef& ref)
{
    return rowIcon(targetOf(ref).kind);
}

Section properties(const QString& title)
{
    Section section;
    section.title = title;
    return section;
}

void add(Section& section, const QString& key, const json::Value& value)
{
    section.properties.push_back({key, valueText(value), valueKindOf(value)});
}

/// Facts of the store itself have no quotes: they are no JSON.
void addFact(Section& section, const QString& key, const QString& text)
{
    if (!text.isEmpty())
        section.properties.push_back({key, text, ValueKind::Other});
}

void addKnown(Section& section, const QString& key, const QString& text)
{
    if (!text.isEmpty())
        add(section, key, text);
}

void addAll(Section& section, const json::Object& object)
{
    for (const auto& [key, value] : object)
        add(section, key, value);
}

void append(std::vector<Section>& sections, Section section)
{
    const bool filled = !section.properties.empty() || !section.chips.empty() || !section.items.empty();
    if (filled)
        sections.push_back(std::move(section));
}

Section chips(const QString& title)
{
    Section section;
    section.kind = Section::Kind::Chips;
    section.title = title;
    return section;
}

QString moreText(size_t shown, qint64 total)
{
    const qint64 rest = total - static_cast<qint64>(shown);
    return rest > 0 ? Texts::tr("%n more", nullptr, static_cast<int>(rest)) : QString();
}

void addMemberships(std::vector<Section>& sections, const DirectoryDetails& details)
{
    Section tenants = chips(Texts::tr("Tenants"));
    Section audiences = chips(Texts::tr("Audiences"));
    QStringList seenTenants;
    for (const auto& membership : details.memberships) {
        if (!membership.tenant.isEmpty() && !seenTenants.contains(membership.tenant)) {
            seenTenants << membership.tenant;
            tenants.chips.push_back(
                {rowIcon(DirectoryKind::Tenants), membership.tenant, linkToTenant(membership.tenant)});
        }
        const QString text = membership.tenant.isEmpty()
                                 ? membership.audience
                                 : Texts::tr("%1 in %2").arg(membership.audience, membership.tenant);
        audiences.chips.push_back(
            {rowIcon(DirectoryKind::Audiences), text, linkTo(DirectoryKind::Audiences, membership.audience)});
    }
    append(sections, std::move(tenants));
    append(sections, std::move(audiences));
}

void addSubscriptions(std::vector<Section>& sections, const DirectoryDetails& details)
{
    Section own = chips(Texts::tr("Subscriptions and objects"));
    Section others = chips(Texts::tr("Subscribers"));
    for (const DirectorySubscription& subscription : details.subscriptions) {
        const DirectoryLink link{{DirectoryKind::Subscriptions, subscription.object, subscription.recipient}};
        const EntityRef& object = subscription.object;
        const bool tenant = object.collection == QLatin1String(delivery::tenantCollection);
        if (subscription.recipient == details.target.ref)
            own.chips.push_back({rowIcon(DirectoryKind::Subscriptions),
                                 tenant ? object.id : Texts::tr("%1: %2").arg(object.collection, object.id), link});
        else
            others.chips.push_back({iconOf(subscription.recipient), refText(subscription.recipient), link});
    }
    append(sections, std::move(own));
    append(sections, std::move(others));
}

QString runSummary(const DirectoryRun& run)
{
    QStringList parts{runStatusLabel(run).text};
    parts << Texts::tr("%n recipient(s)", nullptr, static_cast<int>(run.recipients.size()));
    if (!run.cancellationKey.isEmpty())
        parts << Texts::tr("cancellation key %1").arg(run.cancellationKey);
    else if (run.data.isObject() && !run.data.toObject().isEmpty()) {
        const auto& [key, value] = *run.data.toObject().begin();
        parts << key + u'=' + valueText(value);
    }
    return parts.join(QStringLiteral(" \u00b7 "));
}

void addRuns(std::vector<Section>& sections, const DirectoryDetails& details, Timestamp now)
{
    Section section;
    section.kind = Section::Kind::Timeline;
    section.title = Texts::tr("Workflow runs");
    const auto& newest = details.runs.newest;
    for (size_t i = 0; i < std::min(runsShown, newest.size()); ++i) {
        const DirectoryRun& run = newest[i];
        const StatusLabel status = runStatusLabel(run);
        section.items.push_back({status.icon, status.tone, run.workflow, runSummary(run),
                                 changeTimeText(run.triggeredAt, now), linkTo(DirectoryKind::WorkflowRuns, run.id)});
    }
    if (details.runs.total > static_cast<qint64>(section.items.size())) {
        section.more = Texts::tr("All %n", nullptr, static_cast<int>(details.runs.total));
        // As it stands in the recipients: "u1" must not find "u10".
        const QString filter = QString::fromUtf8(json::write(details.target.ref.id));
        section.moreLink = DirectoryLink{{DirectoryKind::WorkflowRuns, {}, {}}, filter};
    }
    append(sections, std::move(section));
}

void describe(DirectoryDetail& detail, const DirectoryUser& user)
{
    detail.title = user.name.isEmpty() ? user.id : user.name;
    Section section = properties(Texts::tr("Properties"));
    add(section, QStringLiteral("id"), user.id);
    addKnown(section, QStringLiteral("email"), user.email);
    addKnown(section, QStringLiteral("name"), user.name);
    addKnown(section, QStringLiteral("phone_number"), user.phoneNumber);
    addKnown(section, QStringLiteral("avatar"), user.avatar);
    addKnown(section, QStringLiteral("locale"), user.locale);
    addKnown(section, QStringLiteral("timezone"), user.timezone);
    addAll(section, user.properties);
    addKnown(section, QStringLiteral("created_at"), user.createdAt);
    append(detail.sections, std::move(section));
}

void describe(DirectoryDetail& detail, const DirectoryObject& object)
{
    detail.title = object.name.isEmpty() ? object.id : object.name;
    Section section = properties(Texts::tr("Properties"));
    if (detail.target.kind == DirectoryKind::Objects)
        add(section, QStringLiteral("collection"), object.collection);
    add(section, QStringLiteral("id"), object.id);
    addKnown(section, QStringLiteral("name"), object.name);
    addAll(section, object.properties);
    append(detail.sections, std::move(section));
}

void describe(DirectoryDetail& detail, const DirectoryAudience& audience, const DirectoryDetails& details,
              Timestamp now)
{
    detail.title = audience.key;
    Section facts = properties(Texts::tr("Facts"));
    addFact(facts, Texts::tr("Members"), QString::number(audience.members));
    addFact(facts, Texts::tr("Created"), changeTimeText(audience.insertedAt, now));
    addFact(facts, Texts::tr("Updated"), changeTimeText(audience.updatedAt, now));
    append(detail.sections, std::move(facts));
    Section members;
    members.kind = Section::Kind::Items;
    members.title = Texts::tr("Members");
    for (const auto& member : details.members)
        members.items.push_back({iconOf(member.member), Tone::Plain, refText(member.member), member.tenant,
                                 changeTimeText(member.insertedAt, now), linkTo(member.member)});
    members.more = moreText(members.items.size(), audience.members);
    append(detail.sections, std::move(members));
}

void describe(DirectoryDetail& detail, const DirectorySubscription& subscription)
{
    detail.title = refText(subscription.object);
    Section object = chips(Texts::tr("Object"));
    object.chips.push_back({iconOf(subscription.object), refText(subscription.object), linkTo(subscription.object)});
    append(detail.sections, std::move(object));
    Section recipient = chips(Texts::tr("Recipient"));
    recipient.chips.push_back(
        {iconOf(subscription.recipient), refText(subscription.recipient), linkTo(subscription.recipient)});
    append(detail.sections, std::move(recipient));
    Section section = properties(Texts::tr("Properties"));
    addAll(section, subscription.properties);
    append(detail.sections, std::move(section));
}

bool holds(const json::Array& list, const EntityRef& ref)
{
    return std::any_of(list.begin(), list.end(),
                       [&](const json::Value& value) { return delivery::entityRefFrom(value) == ref; });
}

DirectoryItem recipientItem(const DirectoryRun& run, const json::Value& value)
{
    const EntityRef ref = delivery::entityRefFrom(value);
    DirectoryItem item{iconOf(ref), Tone::Plain, refText(ref), {}, {}, linkTo(ref)};
    if (holds(run.cancelled, ref)) {
        item = {QStringLiteral("skip"), Tone::Warn, refText(ref), Texts::tr("Cancelled"), {}, linkTo(ref)};
    } else if (holds(run.unidentified, ref)) {
        // There is no row to go to.
        item = {QStringLiteral("alert"),
                Tone::Warn,
                refText(ref),
                Texts::tr("Not identified, not reached"),
                {},
                std::nullopt};
    } else if (const json::Value& own = value[u"$trigger_data"]; !own.isUndefined()) {
        item.text = valueText(own);
    }
    return item;
}

void describe(DirectoryDetail& detail, const DirectoryRun& run, Timestamp now)
{
    detail.title = run.workflow;
    Section facts = properties(Texts::tr("Facts"));
    addFact(facts, Texts::tr("Status"), runStatusLabel(run).text);
    addFact(facts, Texts::tr("Triggered"), changeTimeText(run.triggeredAt, now));
    addFact(facts, Texts::tr("Run ID"), run.id);
    addFact(facts, Texts::tr("Cancellation key"), run.cancellationKey);
    append(detail.sections, std::move(facts));

    Section recipients;
    recipients.kind = Section::Kind::Items;
    recipients.title = Texts::tr("Recipients");
    const size_t shown = std::min<size_t>(run.recipients.size(), DirectoryDetails::partsShown);
    for (size_t i = 0; i < shown; ++i)
        recipients.items.push_back(recipientItem(run, run.recipients[i]));
    recipients.more = moreText(shown, static_cast<qint64>(run.recipients.size()));
    append(detail.sections, std::move(recipients));

    Section data = properties(Texts::tr("Data"));
    if (run.data.isObject())
        addAll(data, run.data.toObject());
    append(detail.sections, std::move(data));

    Section actor = chips(Texts::tr("Actor"));
    if (!run.actor.isUndefined() && !run.actor.isNull()) {
        const EntityRef ref = delivery::entityRefFrom(run.actor);
        actor.chips.push_back({iconOf(ref), refText(ref), linkTo(ref)});
    }
    append(detail.sections, std::move(actor));
    Section tenant = chips(Texts::tr("Tenant"));
    if (!run.tenant.isEmpty())
        tenant.chips.push_back({rowIcon(DirectoryKind::Tenants), run.tenant, linkToTenant(run.tenant)});
    append(detail.sections, std::move(tenant));
}

Section changeOf(const delivery::DirectoryCause& cause, const QHash<QString, SourceLabel>& sources, Timestamp changed,
                 Timestamp now)
{
    const SourceLabel source = sources.value(cause.source, {cause.source, {}});
    Section section;
    section.kind = Section::Kind::Change;
    section.title = Texts::tr("Last change");
    section.change = DirectoryChange{cause.action.isEmpty() ? Texts::tr("Changed") : actionTitle(cause.action),
                                     cause.eventType,
                                     cause.eventId,
                                     source.provider,
                                     source.name,
                                     changeTimeText(changed, now)};
    return section;
}

Timestamp changedAt(const delivery::DirectoryRow& row)
{
    return std::visit(
        [](const auto& entry) {
            if constexpr (requires { entry.updatedAt; })
                return entry.updatedAt;
            else
                return entry.triggeredAt;
        },
        row.entry);
}

} // namespace

DirectoryDetail directoryDetail(const DirectoryDetails& details, const QHash<QString, SourceLabel>& sources,
                                Timestamp now)
{
    DirectoryDetail detail{details.target, rowIcon(details.target.kind), {}, details.target.ref.id, {}};
    const auto& entry = details.row.entry;
    if (const auto* user = std::get_if<DirectoryUser>(&entry))
        describe(detail, *user);
    else if (const auto* object = std::get_if<DirectoryObject>(&entry))
        describe(detail, *object);
    else if (const auto* audience = std::get_if<DirectoryAudience>(&entry))
        describe(detail, *audience, details, now);
    else if (const auto* subscription = std::get_if<DirectorySubscription>(&entry))
        describe(detail, *subscription);
    else
        describe(detail, std::get<DirectoryRun>(entry), now);
    addMemberships(detail.sections, details);
    addSubscriptions(detail.sections, details);
    addRuns(detail.sections, details, now);
    detail.sections.push_back(changeOf(details.cause, sources, changedAt(details.row), now));
    return detail;
}

} // namespace hw::models
