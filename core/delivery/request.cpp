#include "core/delivery/request.h"

#include "core/base/encoding.h"
#include "core/record/recordjson.h"

#include <algorithm>
#include <array>

namespace hw::delivery {

namespace {

using json::Object;
using json::Value;

constexpr qsizetype shortestSecret = 8; ///< shorter ones stand in ordinary text too often to be replaced
constexpr qsizetype shownBody = 16 * 1024;
constexpr std::array<const char*, 6> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};

Error invalid(const QString& what, const QString& value, const char* accepted)
{
    return {ErrorCode::InvalidArgument, {what, value, QString::fromUtf8(accepted)}};
}

http::Headers ownHeaders()
{
    return {{"User-Agent", "Headwater/" HW_VERSION}, {"Accept", "application/json"}};
}

Result<Prepared> knockRequest(const store::Delivery& delivery, const Target& target, const FindSecret& find)
{
    const Result<KnockCall> call = knockCall(delivery.kind, delivery.payload);
    if (!call)
        return call.error();
    const Result<SecretString> key = find(target.secret);
    if (!key)
        return key.error();
    Prepared prepared;
    http::Outgoing& outgoing = prepared.outgoing;
    QUrl base(target.url.isEmpty() ? QString::fromLatin1(knockOrigin) : target.url);
    QByteArray prefix = base.path(QUrl::FullyEncoded).toLatin1();
    while (prefix.endsWith('/'))
        prefix.chop(1);
    // The API's base URL is written with its version as often as without; the paths have it.
    if (prefix.endsWith("/v1"))
        prefix.chop(3);
    base.setPath(QString());
    base.setQuery(QString());
    outgoing.url = base;
    outgoing.message.method = call->method;
    outgoing.message.target = prefix + call->target;
    outgoing.message.headers = ownHeaders();
    outgoing.message.headers.push_back({"Authorization", QByteArray("Bearer ").append(key->view())});
    prepared.secretHeaders = {"Authorization"};
    prepared.secret = target.secret;
    if (!call->body.isUndefined()) {
        outgoing.message.headers.push_back({"Content-Type", "application/json"});
        outgoing.message.body = json::write(call->body);
    }
    // Knock heeds the key here alone.
    if (delivery.kind == QLatin1String("workflows_trigger"))
        outgoing.message.headers.push_back({"Idempotency-Key", delivery.idempotencyKey.toLatin1()});
    return prepared;
}

Result<void> sign(Prepared& prepared, const Value& settings, const QString& secretName, const store::Delivery& delivery,
                  const FindSecret& find, Timestamp now)
{
    const Result<signing::Config> config = signingFrom(settings);
    if (!config)
        return config.error();
    if (config->scheme == QLatin1String("none"))
        return {};
    // A token in the URL would stand in logs on its way.
    if (config->scheme == QLatin1String("query"))
        return invalid(QStringLiteral("signing.scheme"), config->scheme, "a scheme that signs in headers");
    Result<SecretString> secret = find(secretName);
    if (!secret)
        return secret.error();
    const QString url = prepared.outgoing.url.toString(QUrl::FullyEncoded);
    http::Message& message = prepared.outgoing.message;
    const signing::Request request{message.headers, message.body, message.method, message.target, url};
    // The same id with each attempt: that is how a receiver knows a repetition.
    const Result<http::Headers> signatures =
        signing::sign(*config, request, {secretName, *secret}, now, "msg_" + delivery.idempotencyKey.toLatin1());
    if (!signatures)
        return signatures.error();
    message.headers.insert(message.headers.end(), signatures->begin(), signatures->end());
    constexpr std::array<const char*, 3> tokenSchemes{"header", "bearer", "basic"};
    if (std::any_of(tokenSchemes.begin(), tokenSchemes.end(),
                    [&](const char* each) { return config->scheme == QLatin1String(each); })) {
        for (const http::Header& header : *signatures)
            prepared.secretHeaders.append(header.name);
        prepared.secret = secretName;
    }
    return {};
}

/// Posts the action itself to one's own service.
Result<Prepared> serviceRequest(const store::Delivery& delivery, const Target& target, const FindSecret& find,
                                Timestamp now)
{
    Prepared prepared;
    http::Outgoing& outgoing = prepared.outgoing;
    outgoing.url = QUrl(target.url);
    outgoing.message.method = "POST";
    outgoing.message.target = "/";
    outgoing.message.headers = ownHeaders();
    outgoing.message.headers.push_back({"Content-Type", "application/json"});
    outgoing.message.headers.push_back({"Idempotency-Key", delivery.idempotencyKey.toLatin1()});
    outgoing.message.body = json::write(Object{{QStringLiteral("id"), delivery.id},
                                               {QStringLiteral("type"), delivery.kind},
                                               {QStringLiteral("environment"), delivery.environment},
                                               {QStringLiteral("event"), delivery.eventId},
                                               {QStringLiteral("timestamp"), toIso8601(delivery.createdAt)},
                                               {QStringLiteral("data"), delivery.payload}});
    if (target.signing.isEmpty())
        return prepared;
    if (Result<void> done = sign(prepared, target.signing, target.secret, delivery, find, now); !done)
        return done.error();
    return prepared;
}

Result<Prepared> actionRequest(const store::Delivery& delivery, const FindSecret& find, Timestamp now)
{
    const Value& payload = delivery.payload;
    Prepared prepared;
    http::Outgoing& outgoing = prepared.outgoing;
    outgoing.url = QUrl(payload[u"url"].toString());
    const bool isHttp =
        outgoing.url.isValid() && !outgoing.url.host().isEmpty() &&
        (outgoing.url.scheme() == QLatin1String("http") || outgoing.url.scheme() == QLatin1String("https"));
    if (!isHttp)
        return invalid(QStringLiteral("url"), payload[u"url"].toString(), "an http or https URL");
    http::Message& message = outgoing.message;
    message.method = payload[u"method"].toString().toUpper().toLatin1();
    if (std::none_of(methods.begin(), methods.end(), [&](const char* each) { return message.method == each; }))
        return invalid(QStringLiteral("method"), payload[u"method"].toString(),
                       "GET, HEAD, POST, PUT, PATCH or DELETE");
    message.target = "/";
    const Value& body = payload[u"body"];
    const bool isJson = !body.isUndefined() && !body.isString();
    message.body = isJson ? json::write(body) : body.toString().toUtf8();
    for (const auto& [name, value] : payload[u"headers"].toObject()) {
        if (!value.isString() && !value.isNumber())
            return invalid(QStringLiteral("headers.%1").arg(name), QString::fromUtf8(json::write(value)), "text");
        message.headers.push_back({name.toLatin1(), value.isString() ? value.toString().toUtf8() : value.numberText()});
    }
    if (!message.headers.contains("user-agent"))
        message.headers.push_back({"User-Agent", "Headwater/" HW_VERSION});
    if (isJson && !message.headers.contains("content-type"))
        message.headers.push_back({"Content-Type", "application/json"});
    if (!message.headers.contains("idempotency-key"))
        message.headers.push_back({"Idempotency-Key", delivery.idempotencyKey.toLatin1()});
    const Value& signing = payload[u"signing"];
    if (signing.isObject()) {
        if (Result<void> done = sign(prepared, signing, signing[u"secret"].toString(), delivery, find, now); !done)
            return done.error();
    }
    return prepared;
}

void appendBody(Object& shown, const QByteArray& body, const Mask& mask)
{
    // Masked before it is cut: half a secret is no secret's name.
    const QByteArray text = mask.masked(body);
    shown.append(QStringLiteral("body"), isUtf8(text) ? Value(QString::fromUtf8(text.left(shownBody)))
                                                      : Value(QString::fromLatin1(text.left(shownBody).toBase64())));
    shown.append(QStringLiteral("bodySize"), static_cast<qint64>(body.size()));
}

Value maskedHeaders(const http::Headers& headers, const Mask& mask)
{
    http::Headers out;
    for (const http::Header& header : headers)
        out.push_back({header.name, mask.masked(header.value)});
    return toJson(out);
}

} // namespace

Result<Prepared> requestFor(const store::Delivery& delivery, const FindSecret& findSecret, Timestamp now)
{
    const Target target = thaw(delivery.destination);
    switch (target.kind) {
    case TargetKind::Knock: return knockRequest(delivery, target, findSecret);
    case TargetKind::Http: return serviceRequest(delivery, target, findSecret, now);
    case TargetKind::Request: return actionRequest(delivery, findSecret, now);
    case TargetKind::Directory: break;
    }
    return Error{ErrorCode::NotSupported, {delivery.kind, toString(target.kind)}};
}

void Mask::add(const QString& name, const SecretString& value)
{
    if (value.size() < shortestSecret)
        return;
    const QByteArray bytes = value.view().toByteArray();
    const auto place = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const auto& entry) { return entry.first.size() < bytes.size(); });
    m_entries.insert(place, {bytes, '[' + name.toUtf8() + ']'});
}

QByteArray Mask::masked(QByteArray bytes) const
{
    for (const auto& [value, name] : m_entries)
        bytes.replace(value, name);
    return bytes;
}

Value shownRequest(const Prepared& prepared, const Mask& mask)
{
    const http::Outgoing& outgoing = prepared.outgoing;
    http::Headers headers = outgoing.message.headers;
    for (http::Header& header : headers) {
        if (prepared.secretHeaders.contains(header.name))
            header.value = '[' + prepared.secret.toUtf8() + ']';
    }
    const QUrl url = outgoing.url.adjusted(QUrl::RemoveUserInfo);
    QString text = url.toString(QUrl::FullyEncoded);
    if (url.path().isEmpty() && !url.hasQuery())
        text += QString::fromLatin1(outgoing.message.target);
    Object object{{QStringLiteral("method"), QString::fromLatin1(outgoing.message.method)},
                  {QStringLiteral("url"), QString::fromUtf8(mask.masked(text.toUtf8()))},
                  {QStringLiteral("headers"), maskedHeaders(headers, mask)}};
    appendBody(object, outgoing.message.body, mask);
    return object;
}

Value shownResponse(const Result<http::Response>& answer, const Mask& mask)
{
    if (!answer) {
        return Object{{QStringLiteral("error"),
                       Object{{QStringLiteral("code"), QString::fromLatin1(codeName(answer.error().code))},
                              {QStringLiteral("message"), answer.error().args.value(1)}}}};
    }
    Object object{{QStringLiteral("status"), answer->status},
                  {QStringLiteral("headers"), maskedHeaders(answer->headers, mask)}};
    appendBody(object, answer->body, mask);
    return object;
}

Value resultOf(const Result<http::Response>& answer, const Mask& mask)
{
    if (!answer)
        return shownResponse(answer, mask);
    const QByteArray body = mask.masked(answer->body);
    const Result<Value> parsed = body.size() <= shownBody ? json::parse(body) : Result<Value>(Value());
    const bool isObject = parsed && parsed->isObject();
    const bool succeeded = answer->status >= 200 && answer->status < 300;
    if (succeeded && isObject)
        return *parsed;
    Object result{{QStringLiteral("status"), answer->status}};
    if (succeeded)
        return result;
    if (!isObject) {
        if (!body.isEmpty() && isUtf8(body))
            result.append(QStringLiteral("error"),
                          Object{{QStringLiteral("message"), QString::fromUtf8(body.left(500))}});
        return result;
    }
    Object error;
    for (const QStringView name : {u"code", u"message", u"type", u"errors"}) {
        if (const Value& value = (*parsed)[name]; !value.isUndefined())
            error.append(name.toString(), value);
    }
    result.append(QStringLiteral("error"), error.isEmpty() ? *parsed : Value(std::move(error)));
    return result;
}

bool isExpectedAnswer(const store::Delivery& delivery, const http::Response& answer)
{
    if (thaw(delivery.destination).kind != TargetKind::Knock || answer.body.isEmpty())
        return true;
    return json::parse(answer.body).hasValue();
}

} // namespace hw::delivery
