#include "app/cli/eventextras.h"

#include "core/base/encoding.h"
#include "core/engine/route.h"
#include "core/record/recordjson.h"

#include <QDateTime>

namespace hw::cli {

namespace {

QString kindName(store::ExchangeKind kind)
{
    return kind == store::ExchangeKind::Forward ? QStringLiteral("forward") : QStringLiteral("resend");
}

json::Value orNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

} // namespace

QString localTime(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMicroseconds(time) / 1000).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

Result<json::Object> unroutedHints(const Context& context, store::Reader& reader, qint64 seq)
{
    const auto stored = reader.eventBySeq(seq);
    if (!stored)
        return stored.error();
    if (!*stored)
        return json::Object();
    const auto files = context.openFiles();
    if (!files)
        return files.error();
    const http::Message& request = (*stored)->event.request;
    const engine::RouteHint hint = engine::routeHint(request, (*files)->workspace(), context.catalog());
    return json::Object{{QStringLiteral("target"), QString::fromLatin1(request.target)},
                        {QStringLiteral("didYouMean"), orNull(hint.source)},
                        {QStringLiteral("provider"), orNull(hint.provider)}};
}

QString unroutedLine(const QString& id, const json::Object& hints)
{
    QString line = id + QStringLiteral("  ") + hints[u"target"].toString();
    if (const QString meant = hints[u"didYouMean"].toString(); !meant.isEmpty())
        line += QStringLiteral("  did you mean %1?").arg(engine::endpointPath(meant));
    if (const QString provider = hints[u"provider"].toString(); !provider.isEmpty())
        line += QStringLiteral("  It looks like %1: headwater-cli source add %1").arg(provider);
    return line;
}

json::Array exchangesJson(const std::vector<store::Exchange>& exchanges)
{
    json::Array all;
    for (const store::Exchange& exchange : exchanges) {
        const bool isText = isUtf8(exchange.body);
        all.push_back(json::Object{
            {QStringLiteral("kind"), kindName(exchange.kind)},
            {QStringLiteral("url"), exchange.url},
            {QStringLiteral("at"), toIso8601(exchange.at)},
            {QStringLiteral("status"), exchange.status > 0 ? json::Value(exchange.status) : json::Value(nullptr)},
            {QStringLiteral("durationMs"), static_cast<double>(exchange.duration.count()) / 1000.0},
            {QStringLiteral("headers"), toJson(exchange.headers)},
            {QStringLiteral("body"), isText ? json::Value(QString::fromUtf8(exchange.body)) : json::Value(nullptr)},
            {QStringLiteral("error"), orNull(exchange.error)}});
    }
    return all;
}

void sayExchanges(const Context& context, const std::vector<store::Exchange>& exchanges)
{
    for (const store::Exchange& exchange : exchanges) {
        const QString outcome = exchange.error.isEmpty()
                                    ? QStringLiteral("%1, %2 ms")
                                          .arg(exchange.status)
                                          .arg(static_cast<double>(exchange.duration.count()) / 1000.0, 0, 'f', 1)
                                    : exchange.error;
        context.say(QStringLiteral("  %1  %2  %3 → %4")
                        .arg(kindName(exchange.kind), -12)
                        .arg(localTime(exchange.at), exchange.url, outcome));
    }
}

void sayUncaptured(const Context& context, store::Reader& reader, Timestamp from, Timestamp to)
{
    if (const auto gaps = store::gaps(reader.database(), from, to)) {
        for (const store::Gap& gap : *gaps) {
            context.hint(QStringLiteral("Not reachable from %1 to %2: %3.")
                             .arg(localTime(gap.from), localTime(gap.to), gap.reason));
        }
    }
    if (const auto refusals = store::refusals(reader.database(), from, to)) {
        for (const store::RefusalCount& count : *refusals) {
            context.hint(QStringLiteral("Turned away without being stored in the minute from %1: %2 (%3).")
                             .arg(localTime(count.minute))
                             .arg(count.requests)
                             .arg(count.reason));
        }
    }
}

} // namespace hw::cli
