#include "core/engine/response.h"

#include "core/mapping/binding.h"

namespace hw::engine {

namespace {

constexpr char jsonType[] = "application/json";

/// A part of the response is dynamic where it is an object with exactly a binding's keys; anything else is literal.
mapping::Binding bindingOf(const json::Value& value)
{
    const json::Object& members = value.toObject();
    if (value.isObject() && (members.find(u"path") || members.find(u"expression"))) {
        mapping::Binding binding = mapping::Binding::fromJson(value);
        if (binding.kind != mapping::Binding::Kind::Malformed && binding.extra.isEmpty())
            return binding;
    }
    return mapping::Binding::literal(value);
}

QString headerKey(const QString& name)
{
    return QStringLiteral("response/headers/") + name;
}

const QString statusKey = QStringLiteral("response/status");
const QString bodyKey = QStringLiteral("response/body");

QByteArray bodyBytes(const json::Value& value, QByteArray& contentType)
{
    if (value.isString()) {
        contentType = "text/plain; charset=utf-8";
        return value.toString().toUtf8();
    }
    contentType = jsonType;
    return json::write(value);
}

QByteArray headerValue(const json::Value& value)
{
    return value.isString() ? value.toString().toUtf8() : json::write(value);
}

} // namespace

std::vector<mapping::ExpressionSource> responseExpressions(const workspace::ResponseSettings& settings)
{
    std::vector<mapping::ExpressionSource> found;
    const auto add = [&](const QString& key, const json::Value& value) {
        const mapping::Binding binding = bindingOf(value);
        if (binding.kind == mapping::Binding::Kind::Expression)
            found.push_back({key, binding.text});
    };
    add(statusKey, settings.status);
    add(bodyKey, settings.body);
    for (const auto& [name, value] : settings.headers)
        add(headerKey(name), value);
    return found;
}

http::Answer configuredAnswer(const workspace::ResponseSettings& settings, const mapping::Scope& scope,
                              const mapping::ExpressionValues& expressions, const QStringList& eventIds)
{
    const auto valueOf = [&](const QString& key, const json::Value& setting) {
        return mapping::resolve(bindingOf(setting), scope, key, expressions).value;
    };
    http::Answer answer;
    const json::Value status = valueOf(statusKey, settings.status);
    const qint64 code = status.isString() ? status.toString().toLongLong() : status.toInteger();
    if (code < 200 || code > 599)
        return errorAnswer(500, QStringLiteral("response_status_invalid"), eventIds.value(0));
    answer.status = static_cast<int>(code);

    QByteArray contentType;
    const json::Value body = valueOf(bodyKey, settings.body);
    if (answer.status == 204 || answer.status == 304) {
        // These have no body by definition (RFC 9110 15.3.5, 15.4.5).
    } else if (!settings.body.isNull()) {
        answer.body = bodyBytes(body.isUndefined() ? json::Value(nullptr) : body, contentType);
    } else {
        contentType = jsonType;
        if (eventIds.size() == 1) {
            answer.body = json::write(json::Object{{QStringLiteral("id"), eventIds.first()}});
        } else {
            json::Array ids;
            for (const QString& id : eventIds)
                ids.push_back(id);
            answer.body = json::write(json::Object{{QStringLiteral("ids"), ids}});
        }
    }
    for (const auto& [name, value] : settings.headers) {
        const json::Value resolved = valueOf(headerKey(name), value);
        if (!resolved.isUndefined() && !resolved.isNull())
            answer.headers.push_back({name.toLatin1(), headerValue(resolved)});
    }
    if (!contentType.isEmpty() && !answer.headers.contains("content-type"))
        answer.headers.push_back({"Content-Type", contentType});
    return answer;
}

http::Answer errorAnswer(int status, const QString& code, const QString& eventId)
{
    json::Object body{{QStringLiteral("error"), code}};
    if (!eventId.isEmpty())
        body.set(QStringLiteral("id"), eventId);
    return {status, {{"Content-Type", jsonType}}, json::write(body)};
}

http::Answer retryAnswer(const QString& code, std::chrono::seconds after, const QString& eventId)
{
    http::Answer answer = errorAnswer(503, code, eventId);
    answer.headers.push_back({"Retry-After", QByteArray::number(static_cast<qint64>(after.count()))});
    return answer;
}

} // namespace hw::engine
