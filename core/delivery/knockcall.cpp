#include "core/delivery/directoryreader.h"
#include "core/delivery/request.h"
#include "core/mapping/actionkinds.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::delivery {

namespace {

using json::Object;
using json::Value;

/// {id} and the like of a path template, percent-encoded as one segment each.
Result<QByteArray> fillPath(const char* pathTemplate, const Value& payload)
{
    QByteArray path;
    const QByteArray text(pathTemplate);
    qsizetype at = 0;
    while (at < text.size()) {
        const qsizetype open = text.indexOf('{', at);
        if (open < 0)
            return QByteArray(path + text.mid(at));
        const qsizetype close = text.indexOf('}', open);
        const QString name = QString::fromLatin1(text.mid(open + 1, close - open - 1));
        const QString value = payload[name].toString();
        // Such a segment would be taken out on the way, and another path be called.
        if (value.isEmpty() || value == QLatin1String(".") || value == QLatin1String(".."))
            return Error{ErrorCode::InvalidArgument, {name, value, QStringLiteral("an id that can stand in a path")}};
        path += text.mid(at, open - at) + QUrl::toPercentEncoding(value);
        at = close + 1;
    }
    return path;
}

/// The members of the payload that are given, in this order.
Object picked(const Value& payload, std::initializer_list<QStringView> names)
{
    Object body;
    for (const QStringView name : names) {
        if (const Value& value = payload[name]; !value.isUndefined())
            body.append(name.toString(), value);
    }
    return body;
}

/// The named fields beside `properties`, all in one flat object, where the named ones win.
Value flat(const Value& payload, std::initializer_list<QStringView> names)
{
    Object body = payload[u"properties"].toObject();
    for (const QStringView name : names) {
        if (const Value& value = payload[name]; !value.isUndefined())
            body.set(name.toString(), value);
    }
    return body;
}

/// Recipients by reference alone: where the API identifies nobody on the way.
json::Array references(const Value& recipients)
{
    json::Array out;
    for (const Value& recipient : recipients.toArray())
        out.push_back(toJson(entityRefFrom(recipient)));
    return out;
}

Result<Value> membersBody(const Value& payload)
{
    const Value& tenant = payload[u"tenant"];
    json::Array members;
    for (const Value& member : payload[u"members"].toArray()) {
        if (!member[u"collection"].isUndefined())
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("members"), QString::fromUtf8(json::write(member)),
                          QStringLiteral("users: an object cannot be a member of an audience")}};
        Object entry;
        entry.append(QStringLiteral("user"),
                     member.isObject() ? member : Value(Object{{QStringLiteral("id"), member}}));
        if (!tenant.isUndefined())
            entry.append(QStringLiteral("tenant"), tenant.isObject() ? tenant[u"id"] : tenant);
        members.push_back(std::move(entry));
    }
    return Value(Object{{QStringLiteral("members"), std::move(members)}});
}

using MakeBody = Result<Value> (*)(const Value&);

Result<Value> noBody(const Value&)
{
    return Value();
}

struct Body
{
    QStringView kind;
    MakeBody make;
};

constexpr Body bodies[]{
    {u"users_identify",
     [](const Value& p) -> Result<Value> {
         return flat(p, {u"name", u"email", u"phone_number", u"avatar", u"locale", u"timezone", u"created_at"});
     }},
    {u"users_merge", [](const Value& p) -> Result<Value> { return Value(picked(p, {u"from_user_id"})); }},
    {u"users_delete", noBody},
    {u"channel_data_set", [](const Value& p) -> Result<Value> { return Value(picked(p, {u"data"})); }},
    {u"preferences_set", [](const Value& p) -> Result<Value> { return p[u"preferences"]; }},
    {u"objects_set", [](const Value& p) -> Result<Value> { return flat(p, {u"name"}); }},
    {u"objects_delete", noBody},
    {u"tenants_set", [](const Value& p) -> Result<Value> { return flat(p, {u"name"}); }},
    {u"tenants_delete", noBody},
    {u"objects_subscribe",
     [](const Value& p) -> Result<Value> {
         return Value(picked(p, {u"recipients", u"properties"}));
     }},
    {u"objects_unsubscribe",
     [](const Value& p) -> Result<Value> {
         return Value(Object{{QStringLiteral("recipients"), references(p[u"recipients"])}});
     }},
    {u"audiences_add_member", membersBody},
    {u"audiences_remove_member", membersBody},
    {u"workflows_trigger",
     [](const Value& p) -> Result<Value> {
         return Value(picked(p, {u"recipients", u"data", u"actor", u"tenant", u"cancellation_key"}));
     }},
    {u"workflows_cancel",
     [](const Value& p) -> Result<Value> {
         Object body = picked(p, {u"cancellation_key"});
         if (!p[u"recipients"].isUndefined())
             body.append(QStringLiteral("recipients"), references(p[u"recipients"]));
         return Value(std::move(body));
     }},
};

} // namespace

Result<KnockCall> knockCall(const QString& kind, const Value& payload)
{
    const mapping::ActionKind* row = mapping::findActionKind(kind);
    const auto body =
        std::find_if(std::begin(bodies), std::end(bodies), [&](const Body& each) { return each.kind == kind; });
    if (!row || body == std::end(bodies))
        return Error{ErrorCode::NotSupported, {kind, QStringLiteral("knock")}};
    Result<QByteArray> target = fillPath(row->path, payload);
    if (!target)
        return target.error();
    Result<Value> made = body->make(payload);
    if (!made)
        return made.error();
    return KnockCall{row->method, *std::move(target), *std::move(made)};
}

} // namespace hw::delivery
