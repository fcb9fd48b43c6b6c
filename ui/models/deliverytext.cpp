#include "ui/models/deliverytext.h"

#include "core/http/message.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::models {

using delivery::TargetKind;
using store::DeliveryStatus;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::DeliveryText)
};

struct Reason
{
    const char* code;
    const char* text;
};

constexpr std::array reasons{
    Reason{"network", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination could not be reached")},
    Reason{"timeout", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination did not answer in time")},
    Reason{"process_ended",
           QT_TRANSLATE_NOOP("hw::models::DeliveryText", "Headwater ended before the answer came; it is sent again "
                                                         "with the same key")},
    Reason{"invalid_request",
           QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination can never take this request")},
    Reason{"invalid_argument",
           QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination can never take this request")},
    Reason{"not_supported", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination does not know this action")},
    Reason{"unexpected_answer",
           QT_TRANSLATE_NOOP("hw::models::DeliveryText", "Something answered that is not the destination: a proxy or "
                                                         "a login page, perhaps")},
    Reason{"http_400", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination refused the request (400)")},
    Reason{"http_401", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The key was not accepted (401)")},
    Reason{"http_403", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The key may not do this (403)")},
    Reason{"http_404", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination knows no such thing (404)")},
    Reason{"http_409", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination is busy with it (409)")},
    Reason{"http_422", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination refused the values (422)")},
    Reason{"http_429", QT_TRANSLATE_NOOP("hw::models::DeliveryText", "The destination asks for a slower pace (429)")},
};

QString statusLine(int status)
{
    const QString phrase = QString::fromLatin1(http::reasonPhrase(status));
    return phrase.isEmpty() ? QString::number(status) : QString::number(status) + u' ' + phrase;
}

std::vector<KeyValue> headersOf(const json::Value& message)
{
    std::vector<KeyValue> rows;
    for (const json::Value& header : message[u"headers"].toArray())
        rows.push_back({header.at(0).toString(), header.at(1).toString(), true});
    return rows;
}

void setBody(ResponseView& view, const json::Value& message)
{
    view.body = message[u"body"].toString().toUtf8();
    const auto size = message[u"bodySize"].toInteger();
    if (size > view.body.size()) {
        view.note = Texts::tr("The first %1 of %2 are kept").arg(sizeText(view.body.size()), sizeText(size));
        return;
    }
    const Result<json::Value> parsed = json::parse(view.body);
    if (!view.body.isEmpty() && parsed)
        view.tree = std::make_shared<const json::Value>(*parsed);
    else
        view.note = view.body.isEmpty() ? Texts::tr("No body") : Texts::tr("The body is no JSON");
}

ResponseView requestView(const json::Value& request)
{
    ResponseView view;
    if (request.isUndefined()) {
        view.headline = Texts::tr("No request was made");
        view.note = view.headline;
        return view;
    }
    view.headline = request[u"method"].toString() + u' ' + request[u"url"].toString();
    view.headers = headersOf(request);
    setBody(view, request);
    return view;
}

ResponseView answerView(const Attempt& attempt)
{
    ResponseView view;
    const json::Value& answer = attempt.response;
    const json::Value& status = answer[u"status"];
    if (status.isUndefined()) {
        const QString detail = answer[u"error"][u"message"].toString();
        view.headline = attempt.outcome.isEmpty() ? Texts::tr("Under way") : deliveryReasonText(attempt.reason);
        if (!detail.isEmpty())
            view.headline += QStringLiteral(": ") + detail;
        view.tone = attempt.outcome.isEmpty() ? Tone::Warn : Tone::Fail;
        view.note = Texts::tr("No answer came");
        return view;
    }
    view.headline =
        Texts::tr("%1, after %2").arg(statusLine(static_cast<int>(status.toInteger())), durationText(attempt.duration));
    view.tone = attempt.outcome == u"delivered" ? Tone::Ok : Tone::Fail;
    view.headers = headersOf(answer);
    setBody(view, answer);
    return view;
}

/// The key as a variable of the shell: its value is not known here.
QString curlOf(const json::Value& request, const QString& keyName)
{
    if (request.isUndefined())
        return {};
    const QUrl url(request[u"url"].toString(), QUrl::StrictMode);
    http::Message message;
    message.method = request[u"method"].toString().toLatin1();
    message.target = url.toString(QUrl::FullyEncoded).toLatin1();
    const QByteArray masked = '[' + keyName.toUtf8() + ']';
    for (const json::Value& header : request[u"headers"].toArray())
        message.headers.push_back({header.at(0).toString().toLatin1(), header.at(1).toString().toUtf8()});
    message.body = request[u"body"].toString().toUtf8();
    QString command = curlCommand(message);
    // Out of the single quotes, into double ones, where the shell fills it in.
    if (!keyName.isEmpty())
        command.replace(QString::fromUtf8(masked), QStringLiteral("'\"$%1\"'").arg(keyName));
    return command;
}

StatusLabel attemptLabel(const Attempt& attempt)
{
    if (attempt.outcome == u"delivered")
        return {Texts::tr("Delivered"), QStringLiteral("check"), Tone::Ok};
    if (attempt.outcome == u"interrupted")
        return {Texts::tr("Interrupted"), QStringLiteral("skip"), Tone::Neutral};
    if (attempt.outcome == u"refused")
        return {Texts::tr("Refused"), QStringLiteral("x"), Tone::Fail};
    if (attempt.outcome.isEmpty())
        return {Texts::tr("Sending"), QStringLiteral("clock"), Tone::Warn};
    return {Texts::tr("Failed"), QStringLiteral("x"), Tone::Fail};
}

AttemptRow describeAttempt(const Attempt& attempt, const QString& keyName, Timestamp now)
{
    AttemptRow row;
    row.number = attempt.number;
    row.title = QStringLiteral("%1. %2").arg(QString::number(attempt.number), timeText(attempt.startedAt, now));
    const json::Value& status = attempt.response[u"status"];
    if (!status.isUndefined())
        row.text = statusLine(static_cast<int>(status.toInteger()));
    else
        row.text = attempt.outcome.isEmpty() ? Texts::tr("Under way") : deliveryReasonText(attempt.reason);
    row.status = attemptLabel(attempt);
    row.duration = durationText(attempt.duration);
    row.request = requestView(attempt.request);
    row.answer = answerView(attempt);
    row.curl = curlOf(attempt.request, keyName);
    return row;
}

/// "user u_ada", "object projects/p1", "the event's own order".
QString laneText(const QString& lane)
{
    if (lane.startsWith(QLatin1String("event/")))
        return Texts::tr("its event");
    const QString what = lane.section(u'/', 2);
    const QString kind = what.section(u'/', 0, 0);
    const QString rest = what.section(u'/', 1);
    if (kind == u"user")
        return Texts::tr("user %1").arg(rest);
    if (kind == u"object")
        return Texts::tr("object %1").arg(rest);
    return Texts::tr("cancellation key %1").arg(rest);
}

QString lanesText(const QStringList& lanes)
{
    constexpr qsizetype shown = 4;
    QStringList texts;
    for (const QString& lane : lanes.mid(0, shown))
        texts.append(laneText(lane));
    if (lanes.size() > shown)
        texts.append(Texts::tr("%n more", nullptr, static_cast<int>(lanes.size() - shown)));
    return texts.join(QStringLiteral(", "));
}

QString explain(const delivery::DeliveryDetails& details, const DeliveryContext& context)
{
    const store::Delivery& delivery = details.delivery;
    const QString why = delivery.reason.isEmpty() ? QString() : deliveryReasonText(delivery.reason) + u'.';
    switch (delivery.status) {
    case DeliveryStatus::Held:
        return Texts::tr("Held: nothing of %1 leaves this machine until it is confirmed.").arg(delivery.environment);
    case DeliveryStatus::Done:
        return delivery.outOfOrder ? Texts::tr("Delivered, after it had been given up: later ones may have gone first.")
                                   : Texts::tr("Delivered.");
    case DeliveryStatus::Dead:
        return Texts::tr("Given up. %1 Later deliveries go on without it.").arg(why).simplified();
    case DeliveryStatus::Pending:
    case DeliveryStatus::Failed: break;
    }
    if (context.pause)
        return pauseText(context.pause->reason);
    if (delivery.blocked > 0) {
        return details.behind.isEmpty()
                   ? Texts::tr("Waits for its turn.")
                   : Texts::tr("Waits behind %1, which concerns the same recipient or event.").arg(details.behind);
    }
    if (delivery.status == DeliveryStatus::Pending)
        return Texts::tr("About to be sent.");
    return Texts::tr("%1 Next try %2.").arg(why, untilText(delivery.nextAt, context.now)).simplified();
}

} // namespace

StatusLabel deliveryLabel(const store::Delivery& delivery, bool paused)
{
    switch (delivery.status) {
    case DeliveryStatus::Held: return {Texts::tr("Held"), QStringLiteral("pause"), Tone::Warn};
    case DeliveryStatus::Done: return {Texts::tr("Delivered"), QStringLiteral("check"), Tone::Ok};
    case DeliveryStatus::Dead: return {Texts::tr("Failed"), QStringLiteral("x"), Tone::Fail};
    case DeliveryStatus::Failed:
        if (!paused)
            return {Texts::tr("Retrying"), QStringLiteral("replay"), Tone::Warn};
        break;
    case DeliveryStatus::Pending:
        if (!paused)
            return {delivery.blocked > 0 ? Texts::tr("Waiting") : Texts::tr("Sending"), QStringLiteral("clock"),
                    delivery.blocked > 0 ? Tone::Neutral : Tone::Warn};
        break;
    }
    return {Texts::tr("Paused"), QStringLiteral("pause"), Tone::Neutral};
}

QString targetText(TargetKind kind)
{
    switch (kind) {
    case TargetKind::Directory: return Texts::tr("Directory");
    case TargetKind::Knock: return Texts::tr("Knock API");
    case TargetKind::Http: return Texts::tr("HTTP endpoint");
    case TargetKind::Request: return Texts::tr("HTTP request");
    }
    return {};
}

QString targetText(TargetKind kind, const QStringList& urls)
{
    QStringList named = urls;
    if (kind == TargetKind::Knock)
        named.replaceInStrings(QRegularExpression(QStringLiteral("^$")), QLatin1String(delivery::knockOrigin));
    named.removeAll(QString());
    if (named.isEmpty())
        return targetText(kind);
    if (named.size() == 1)
        return Texts::tr("%1 at %2").arg(targetText(kind), named.first());
    return Texts::tr("%1 at %2 and %n more", nullptr, static_cast<int>(named.size() - 1))
        .arg(targetText(kind), named.first());
}

QString deliveryReasonText(const QString& reason)
{
    const auto found = std::find_if(reasons.begin(), reasons.end(),
                                    [&](const Reason& each) { return reason == QLatin1String(each.code); });
    if (found != reasons.end())
        return Texts::tr(found->text);
    if (reason.startsWith(QLatin1String("http_")))
        return Texts::tr("The destination answered %1").arg(statusLine(reason.mid(5).toInt()));
    return reason;
}

QString pauseText(const QString& reason)
{
    const QString code = reason.section(u':', 0, 0);
    const QString argument = reason.section(u':', 1);
    if (code == u"paused")
        return Texts::tr("Paused by hand. Resume it to let its deliveries go on.");
    if (code == u"environment_removed")
        return Texts::tr("Its environment was removed. The deliveries go on when it is there again.");
    if (code == u"secret_missing")
        return Texts::tr("The secret %1 is missing. Store it in the settings, and the deliveries go on.").arg(argument);
    if (code == u"secret_malformed")
        return Texts::tr("The secret %1 does not have the form that the destination takes. Store it again in the "
                         "settings.")
            .arg(argument);
    if (code.startsWith(QLatin1String("secret_")))
        return Texts::tr("The secrets cannot be read. Unlock them, and the deliveries go on.");
    if (code == u"scheme_unknown")
        return Texts::tr("The destination is signed by a scheme that is not known: %1.").arg(argument);
    return reason;
}

QString untilText(Timestamp at, Timestamp now)
{
    const qint64 seconds = std::chrono::ceil<std::chrono::seconds>(at - now).count();
    if (seconds <= 0)
        return Texts::tr("now");
    if (seconds < 60)
        return Texts::tr("in %1 s").arg(seconds);
    if (seconds < 3600)
        return Texts::tr("in %1 min").arg((seconds + 59) / 60);
    return Texts::tr("in %1 h").arg((seconds + 3599) / 3600);
}

DeliveryDetail describe(const delivery::DeliveryDetails& details, const DeliveryContext& context)
{
    const store::Delivery& delivery = details.delivery;
    const delivery::Target target = delivery::thaw(delivery.destination);
    const bool open = delivery.status != DeliveryStatus::Done && delivery.status != DeliveryStatus::Dead;
    DeliveryDetail detail;
    detail.id = delivery.id;
    detail.eventId = delivery.eventId;
    detail.icon = actionIcon(delivery.kind);
    detail.title = actionTitle(delivery.kind);
    detail.summary = deliverySubject(delivery);
    detail.status = deliveryLabel(delivery, context.pause.has_value());
    detail.explanation = explain(details, context);
    detail.tone = detail.status.tone;
    detail.canRetry = delivery::canRetry(delivery);
    detail.payload = std::make_shared<const json::Value>(delivery.payload);
    const auto fact = [&](const QString& key, const QString& value, bool code = false) {
        if (!value.isEmpty())
            detail.facts.push_back({key, value, code});
    };
    fact(Texts::tr("Environment"), delivery.environment);
    fact(Texts::tr("Destination"), targetText(target.kind, {target.url}));
    fact(Texts::tr("Key"), delivery.keyName, true);
    fact(Texts::tr("Event"), details.eventType.isEmpty() ? Texts::tr("removed") : details.eventType, true);
    fact(Texts::tr("Planned"), dateTimeText(delivery.createdAt, context.now));
    if (open && delivery.status != DeliveryStatus::Held && delivery.attempts > 0)
        fact(Texts::tr("Next try"), dateTimeText(delivery.nextAt, context.now));
    fact(Texts::tr("In order for"), lanesText(delivery.lanes));
    fact(Texts::tr("Delivery"), delivery.id, true);
    fact(Texts::tr("Idempotency"), delivery.idempotencyKey, true);
    for (const Attempt& attempt : details.attempts)
        detail.attempts.push_back(describeAttempt(attempt, delivery.keyName, context.now));
    if (detail.attempts.empty() && !details.request.isUndefined()) {
        AttemptRow planned;
        planned.request = requestView(details.request);
        planned.answer.headline = Texts::tr("Not sent yet");
        planned.answer.note = planned.answer.headline;
        planned.curl = curlOf(details.request, delivery.keyName);
        detail.attempts.push_back(std::move(planned));
        detail.planned = true;
    }
    return detail;
}

QString deliverySubject(const store::Delivery& delivery)
{
    Action action;
    action.kind = delivery.kind;
    action.payload = delivery.payload;
    return actionSummary(action);
}

} // namespace hw::models
