#include "core/record/eventfile.h"

#include "core/base/encoding.h"
#include "core/record/recordjson.h"

namespace hw {

namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr int lineFormat = 1;
constexpr char lineBegin[] = R"({"headwater":)";

QString latin1(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes);
}

QString base64(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

/// What gives the event back, whatever the rest of the document can hold.
Object exactly(const Event& event)
{
    const http::Message& request = event.request;
    Object object{{QStringLiteral("id"), event.id},
                  {QStringLiteral("source"), event.source},
                  {QStringLiteral("environment"), event.environment},
                  {QStringLiteral("receivedAtMicroseconds"), toMicroseconds(event.receivedAt)},
                  {QStringLiteral("remote"), request.remote},
                  {QStringLiteral("method"), latin1(request.method)},
                  {QStringLiteral("target"), latin1(request.target)},
                  {QStringLiteral("version"), latin1(request.version)},
                  {QStringLiteral("headers"), toJson(request.headers)},
                  {QStringLiteral("headBase64"), base64(request.rawHead)}};
    if (!request.trailers.empty())
        object.append(QStringLiteral("trailers"), toJson(request.trailers));
    if (!request.complete)
        object.append(QStringLiteral("complete"), false);
    if (event.batch)
        object.append(QStringLiteral("batch"), Object{{QStringLiteral("index"), event.batch->index},
                                                      {QStringLiteral("total"), event.batch->total}});
    return object;
}

void addBody(Object& object, const QByteArray& body)
{
    if (isUtf8(body))
        object.append(QStringLiteral("body"), QString::fromUtf8(body));
    else
        object.append(QStringLiteral("bodyBase64"), base64(body));
}

QByteArray bodyOf(const Value& object)
{
    const Value& text = object[u"body"];
    return text.isString() ? text.toString().toUtf8()
                           : QByteArray::fromBase64(object[u"bodyBase64"].toString().toLatin1());
}

Event eventFrom(const Value& exact)
{
    Event event;
    event.id = exact[u"id"].toString();
    event.source = exact[u"source"].toString();
    event.environment = exact[u"environment"].toString();
    event.receivedAt = fromMicroseconds(exact[u"receivedAtMicroseconds"].toInteger());
    http::Message& request = event.request;
    request.remote = exact[u"remote"].toString();
    request.method = exact[u"method"].toString().toLatin1();
    request.target = exact[u"target"].toString().toLatin1();
    request.version = exact[u"version"].toString().toLatin1();
    request.headers = headersFromJson(exact[u"headers"]);
    request.trailers = headersFromJson(exact[u"trailers"]);
    request.rawHead = QByteArray::fromBase64(exact[u"headBase64"].toString().toLatin1());
    request.complete = exact[u"complete"].toBool(true);
    if (const Value& batch = exact[u"batch"]; batch.isObject())
        event.batch =
            BatchPlace{static_cast<int>(batch[u"index"].toInteger()), static_cast<int>(batch[u"total"].toInteger(1))};
    return event;
}

Array harHeaders(const http::Headers& headers)
{
    Array list;
    for (const http::Header& header : headers)
        list.push_back(
            Object{{QStringLiteral("name"), latin1(header.name)}, {QStringLiteral("value"), latin1(header.value)}});
    return list;
}

Array harQuery(const QByteArray& query)
{
    Array list;
    for (const QByteArray& pair : query.isEmpty() ? QByteArrayList() : query.split('&')) {
        const qsizetype equals = pair.indexOf('=');
        list.push_back(Object{{QStringLiteral("name"), latin1(equals < 0 ? pair : pair.left(equals))},
                              {QStringLiteral("value"), latin1(equals < 0 ? QByteArray() : pair.mid(equals + 1))}});
    }
    return list;
}

double milliseconds(std::chrono::microseconds duration)
{
    return static_cast<double>(duration.count()) / 1000.0;
}

} // namespace

QByteArray toEventLine(const Event& event, const Run& run)
{
    Object exact = exactly(event);
    addBody(exact, event.request.body);
    return json::write(
        Object{{QStringLiteral("headwater"), lineFormat},
               {QStringLiteral("event"), std::move(exact)},
               {QStringLiteral("outcome"), Object{{QStringLiteral("status"), toString(run.status)},
                                                  {QStringLiteral("eventType"), run.eventType},
                                                  {QStringLiteral("providerId"), run.providerId},
                                                  {QStringLiteral("verification"), toString(run.verification.status)},
                                                  {QStringLiteral("responseStatus"), run.answer.status}}}});
}

bool isEventLine(QByteArrayView line)
{
    return line.startsWith(lineBegin);
}

Result<Event> readEventLine(QByteArrayView line)
{
    const auto parsed = json::parse(line);
    if (!parsed)
        return parsed.error();
    const Value& exact = (*parsed)[u"event"];
    if ((*parsed)[u"headwater"].toInteger() != lineFormat || !exact.isObject())
        return Error{ErrorCode::ParseError, {QStringLiteral("it is no exported event of a form that is known")}};
    Event event = eventFrom(exact);
    event.request.body = bodyOf(exact);
    return event;
}

Value toHarEntry(const Event& event, const Run& run, const QString& origin)
{
    const http::Message& request = event.request;
    const QString target = latin1(request.target);
    Object post{{QStringLiteral("mimeType"), latin1(request.headers.value("Content-Type"))}};
    if (isUtf8(request.body)) {
        post.append(QStringLiteral("text"), QString::fromUtf8(request.body));
    } else {
        post.append(QStringLiteral("text"), base64(request.body));
        post.append(QStringLiteral("encoding"), "base64");
    }
    Object harRequest{
        {QStringLiteral("method"), latin1(request.method)},
        {QStringLiteral("url"), target.startsWith(u'/') ? origin + target : target},
        {QStringLiteral("httpVersion"), latin1(request.version)},
        {QStringLiteral("cookies"), Array()},
        {QStringLiteral("headers"), harHeaders(request.headers)},
        {QStringLiteral("queryString"), harQuery(request.query())},
        {QStringLiteral("headersSize"), static_cast<qint64>(request.rawHead.size())},
        {QStringLiteral("bodySize"), static_cast<qint64>(request.body.size())},
    };
    if (!request.body.isEmpty())
        harRequest.append(QStringLiteral("postData"), std::move(post));
    const QByteArray& answer = run.answer.body;
    const double total = milliseconds(run.duration);
    return Object{
        {QStringLiteral("startedDateTime"), toIso8601(event.receivedAt)},
        {QStringLiteral("time"), total},
        {QStringLiteral("request"), std::move(harRequest)},
        {QStringLiteral("response"),
         Object{{QStringLiteral("status"), run.answer.status},
                {QStringLiteral("statusText"), latin1(http::reasonPhrase(run.answer.status))},
                {QStringLiteral("httpVersion"), "HTTP/1.1"},
                {QStringLiteral("cookies"), Array()},
                {QStringLiteral("headers"), harHeaders(run.answer.headers)},
                {QStringLiteral("content"),
                 Object{{QStringLiteral("size"), static_cast<qint64>(answer.size())},
                        {QStringLiteral("mimeType"), latin1(run.answer.headers.value("Content-Type"))},
                        {QStringLiteral("text"), QString::fromUtf8(answer)}}},
                {QStringLiteral("redirectURL"), ""},
                {QStringLiteral("headersSize"), -1},
                {QStringLiteral("bodySize"), static_cast<qint64>(answer.size())}}},
        {QStringLiteral("cache"), Object()},
        {QStringLiteral("timings"), Object{{QStringLiteral("send"), milliseconds(run.timings.receive)},
                                           {QStringLiteral("wait"), total},
                                           {QStringLiteral("receive"), 0}}},
        {QStringLiteral("_headwater"), exactly(event)},
    };
}

HarFrame harFrame(const QString& version)
{
    const QByteArray creator =
        json::write(Object{{QStringLiteral("name"), "Headwater"}, {QStringLiteral("version"), version}});
    return {"{\"log\":{\"version\":\"1.2\",\"creator\":" + creator + ",\"entries\":[\n", ",\n", "\n]}}\n"};
}

std::optional<Event> readHarEntry(const Value& entry)
{
    const Value& exact = entry[u"_headwater"];
    if (!exact.isObject() || exact[u"id"].toString().isEmpty())
        return std::nullopt;
    Event event = eventFrom(exact);
    const Value& post = entry[u"request"][u"postData"];
    event.request.body = post[u"text"].toString().toUtf8();
    if (post[u"encoding"].toString() == QLatin1String("base64"))
        event.request.body = QByteArray::fromBase64(event.request.body);
    return event;
}

} // namespace hw
