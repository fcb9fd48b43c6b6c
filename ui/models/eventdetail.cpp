#include "ui/models/eventdetail.h"

#include "core/base/encoding.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

using std::chrono::microseconds;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::EventDetail)
};

QString shortHash(const QString& hash)
{
    return hash.left(7);
}

/// A key in a line that has words too: its beginning and end, where it is long.
QString shortKey(const QString& key)
{
    constexpr qsizetype longest = 16;
    return key.size() <= longest ? key : key.left(longest / 2) + u'\u2026' + key.right(longest / 2 - 1);
}

QString asUtf16(const QByteArray& bytes)
{
    return isUtf8(bytes) ? QString::fromUtf8(bytes) : QString::fromLatin1(bytes);
}

bool isFailed(EventStatus status)
{
    return status == EventStatus::Refused || status == EventStatus::Error;
}

struct Delivered
{
    int done = 0;
    int dead = 0;
    int total = 0;
    int skipped = 0;
    microseconds time{0};
};

Delivered countDelivered(const Run& run)
{
    Delivered count;
    for (const Action& action : run.actions) {
        if (action.status == ActionStatus::Skipped) {
            ++count.skipped;
            continue;
        }
        ++count.total;
        count.time += action.duration;
        if (action.status == ActionStatus::Succeeded)
            ++count.done;
        else if (action.status == ActionStatus::Dead)
            ++count.dead;
    }
    return count;
}

TimelineRow stage(const QString& title, DetailTab tab, const QString& text, Tone tone)
{
    TimelineRow row;
    row.title = title;
    row.tab = tab;
    row.text = text;
    row.tone = tone;
    switch (tone) {
    case Tone::Ok: row.icon = QStringLiteral("check"); break;
    case Tone::Fail: row.icon = QStringLiteral("x"); break;
    case Tone::Warn: row.icon = QStringLiteral("alert"); break;
    default: row.icon = QStringLiteral("minus"); break;
    }
    return row;
}

TimelineRow receivedStage(const Event& event)
{
    const QString from = event.request.remote.section(u':', 0, -2);
    const QString what = QString::fromLatin1(event.request.method) + u' ' + QString::fromLatin1(event.request.target);
    const QString text = from.isEmpty() ? what : Texts::tr("%1 from %2").arg(what, from);
    if (event.request.complete)
        return stage(Texts::tr("Received"), DetailTab::Request, text, Tone::Ok);
    return stage(Texts::tr("Received"), DetailTab::Request,
                 Texts::tr("broke off after %1 of body").arg(sizeText(event.request.body.size())), Tone::Fail);
}

TimelineRow verifiedStage(const Verification& verification)
{
    const QString title = Texts::tr("Verified");
    switch (verification.status) {
    case VerificationStatus::Verified: {
        QString text = verification.scheme.isEmpty() ? Texts::tr("by the script") : verification.scheme;
        for (const Check& check : verification.checks) {
            if (check.id == u"timestamp" && !check.detail.isEmpty())
                text = Texts::tr("%1, timestamp %2").arg(text, check.detail.section(u',', 0, 0));
        }
        return stage(title, DetailTab::Verification, text, Tone::Ok);
    }
    case VerificationStatus::Failed:
    case VerificationStatus::Error:
        return stage(title, DetailTab::Verification,
                     verification.reason.isEmpty() ? Texts::tr("the script did not return verified: true")
                                                   : verificationReasonText(verification.reason),
                     verification.enforced ? Tone::Fail : Tone::Warn);
    case VerificationStatus::Unverified: break;
    }
    return stage(title, DetailTab::Verification,
                 verification.enforced ? Texts::tr("not verified") : Texts::tr("not asked for"),
                 verification.enforced ? Tone::Fail : Tone::Neutral);
}

TimelineRow transformedStage(const Run& run)
{
    const QString title = Texts::tr("Transformed");
    const ScriptReport& script = run.script;
    const QString name =
        run.scriptHash.isEmpty() ? Texts::tr("script") : Texts::tr("script %1").arg(shortHash(run.scriptHash));
    switch (script.status) {
    case ScriptStatus::None: return stage(title, DetailTab::Script, Texts::tr("no script"), Tone::Neutral);
    case ScriptStatus::Ok: {
        if (!script.ignoreReason.isEmpty())
            return stage(title, DetailTab::Script, Texts::tr("ignored: %1").arg(script.ignoreReason), Tone::Ok);
        const int values = static_cast<int>(script.preprocess.toObject().size());
        return stage(title, DetailTab::Script, Texts::tr("%1, %n value(s) returned", nullptr, values).arg(name),
                     Tone::Ok);
    }
    case ScriptStatus::Error: {
        if (!script.error)
            return stage(title, DetailTab::Script, Texts::tr("%1 failed").arg(name), Tone::Fail);
        const QString message = script.error->message.section(u'\n', 0, 0);
        return stage(title, DetailTab::Script,
                     script.error->line > 0 ? Texts::tr("line %1: %2").arg(script.error->line).arg(message) : message,
                     Tone::Fail);
    }
    case ScriptStatus::Timeout:
        return stage(title, DetailTab::Script, Texts::tr("stopped at the time limit"), Tone::Fail);
    case ScriptStatus::Memory:
        return stage(title, DetailTab::Script, Texts::tr("stopped at the memory limit"), Tone::Fail);
    }
    return stage(title, DetailTab::Script, {}, Tone::Neutral);
}

TimelineRow mappedStage(const Run& run, const Delivered& count)
{
    const QString title = Texts::tr("Mapped");
    QString text;
    switch (run.status) {
    case EventStatus::Duplicate:
        text = Texts::tr("duplicate of %1, no actions").arg(run.idempotency.duplicateOf);
        return stage(title, DetailTab::Actions, text, Tone::Neutral);
    case EventStatus::Ignored: return stage(title, DetailTab::Actions, Texts::tr("ignored, no actions"), Tone::Neutral);
    case EventStatus::Processed: break;
    default: return stage(title, DetailTab::Actions, Texts::tr("not reached"), Tone::Neutral);
    }
    if (count.total == 0 && count.skipped == 0)
        return stage(title, DetailTab::Actions, Texts::tr("no mapping for %1").arg(run.eventType), Tone::Neutral);
    text = Texts::tr("%n action(s)", nullptr, count.total);
    if (count.skipped > 0)
        text = Texts::tr("%1, %2 skipped").arg(text).arg(count.skipped);
    return stage(title, DetailTab::Actions, text, Tone::Ok);
}

TimelineRow answeredStage(const Run& run)
{
    const QString title = Texts::tr("Answered");
    const int status = run.answer.status;
    if (run.status == EventStatus::Received || status == 0)
        return stage(title, DetailTab::Response, Texts::tr("not yet"), Tone::Neutral);
    const QString text = run.status == EventStatus::Processed ? Texts::tr("%1, stored and planned").arg(status)
                                                              : Texts::tr("%1, stored").arg(status);
    return stage(title, DetailTab::Response, text, status < 400 ? Tone::Ok : Tone::Fail);
}

TimelineRow deliveredStage(const Run& run, const Delivered& count)
{
    const QString title = Texts::tr("Delivered");
    if (run.status != EventStatus::Processed)
        return stage(title, DetailTab::Actions, Texts::tr("not reached"), Tone::Neutral);
    if (count.total == 0)
        return stage(title, DetailTab::Actions, Texts::tr("nothing to deliver"), Tone::Neutral);
    const QString text = Texts::tr("%1 of %2").arg(count.done).arg(count.total);
    if (count.dead > 0)
        return stage(title, DetailTab::Actions, Texts::tr("%1, %2 failed").arg(text).arg(count.dead), Tone::Fail);
    return stage(title, DetailTab::Actions, text, count.done == count.total ? Tone::Ok : Tone::Warn);
}

/// Bars share one scale: each begins where the one before it ended.
void placeBars(std::vector<TimelineRow>& rows, const std::array<microseconds, 6>& times)
{
    microseconds total{0};
    for (const microseconds time : times)
        total += time;
    if (total.count() <= 0)
        return;
    const auto whole = static_cast<double>(total.count());
    microseconds at{0};
    for (size_t i = 0; i < rows.size(); ++i) {
        rows[i].duration = durationText(times[i]);
        rows[i].start = static_cast<double>(at.count()) / whole;
        rows[i].length = static_cast<double>(times[i].count()) / whole;
        at += times[i];
    }
}

std::vector<TimelineRow> timelineOf(const Event& event, const std::optional<Run>& run)
{
    std::vector<TimelineRow> rows{receivedStage(event)};
    if (!run) {
        for (const auto& [title, tab] :
             std::initializer_list<std::pair<QString, DetailTab>>{{Texts::tr("Verified"), DetailTab::Verification},
                                                                  {Texts::tr("Transformed"), DetailTab::Script},
                                                                  {Texts::tr("Mapped"), DetailTab::Actions},
                                                                  {Texts::tr("Answered"), DetailTab::Response},
                                                                  {Texts::tr("Delivered"), DetailTab::Actions}})
            rows.push_back(stage(title, tab, Texts::tr("not yet"), Tone::Neutral));
        placeBars(rows, {});
        return rows;
    }
    const Delivered count = countDelivered(*run);
    rows.push_back(verifiedStage(run->verification));
    rows.push_back(transformedStage(*run));
    rows.push_back(mappedStage(*run, count));
    rows.push_back(answeredStage(*run));
    rows.push_back(deliveredStage(*run, count));
    // Once verification has refused the request or the script has failed, the stages behind it were never entered.
    bool failed = false;
    for (size_t i = 0; i < rows.size(); ++i) {
        const bool isAnswer = i == 4;
        if (failed && !isAnswer) {
            const bool ran = i == 2 && run->script.status != ScriptStatus::None;
            if (!ran)
                rows[i] = stage(rows[i].title, rows[i].tab, Texts::tr("not reached"), Tone::Neutral);
        }
        failed = failed || (rows[i].tone == Tone::Fail && isFailed(run->status));
    }
    const Timings& times = run->timings;
    placeBars(rows, {times.receive, times.verify, times.script, times.map, times.commit, count.time});
    return rows;
}

std::vector<KeyValue> summaryOf(const Event& event, const std::optional<Run>& run, Timestamp now)
{
    const QString none = Texts::tr("None");
    const int headerCount = static_cast<int>(event.request.headers.size());
    std::vector<KeyValue> rows;
    rows.push_back({Texts::tr("Event"), event.id, true});
    const bool hasProviderId = run && !run->providerId.isEmpty();
    rows.push_back({Texts::tr("Provider id"), hasProviderId ? run->providerId : none, hasProviderId});
    rows.push_back({Texts::tr("Type"), run ? run->eventType : Texts::tr("Not known yet"), run.has_value()});
    rows.push_back({Texts::tr("Endpoint"), QString::fromLatin1(event.request.path()), true});
    if (run) {
        const Idempotency& idempotency = run->idempotency;
        QString duplicate = idempotency.duplicateOf;
        if (duplicate.isEmpty()) {
            duplicate = idempotency.key.isEmpty() ? Texts::tr("None (no key)")
                                                  : Texts::tr("None (key: %1)").arg(shortKey(idempotency.key));
        }
        rows.push_back({Texts::tr("Duplicate of"), duplicate, !idempotency.duplicateOf.isEmpty()});
        const bool hasScript = !run->scriptHash.isEmpty();
        rows.push_back({Texts::tr("Script"), hasScript ? shortHash(run->scriptHash) : none, hasScript});
        if (!run->statusReason.isEmpty())
            rows.push_back({Texts::tr("Reason"), reasonText(run->statusReason), false});
    }
    rows.push_back({Texts::tr("Environment"), event.environment, false});
    if (event.batch)
        rows.push_back(
            {Texts::tr("Batch"), Texts::tr("%1 of %2").arg(event.batch->index + 1).arg(event.batch->total), false});
    rows.push_back({Texts::tr("Received"), dateTimeText(event.receivedAt, now), false});
    rows.push_back({Texts::tr("Size"),
                    Texts::tr("%1 body, %n header(s)", nullptr, headerCount).arg(sizeText(event.request.body.size())),
                    false});
    return rows;
}

VerificationView verificationOf(const Run& run)
{
    const Verification& verification = run.verification;
    VerificationView view;
    switch (verification.status) {
    case VerificationStatus::Verified:
        view.headline = verification.scheme.isEmpty() ? Texts::tr("Verified by the script")
                                                      : Texts::tr("Verified with scheme %1").arg(verification.scheme);
        if (!verification.secretName.isEmpty())
            view.headline = Texts::tr("%1, secret %2").arg(view.headline, verification.secretName);
        view.icon = QStringLiteral("check");
        view.tone = Tone::Ok;
        break;
    case VerificationStatus::Failed:
    case VerificationStatus::Error:
        view.headline = verification.reason.isEmpty() ? Texts::tr("The script did not return verified: true")
                                                      : verificationReasonText(verification.reason);
        view.icon = QStringLiteral("x");
        view.tone = Tone::Fail;
        break;
    case VerificationStatus::Unverified:
        view.headline = Texts::tr("Nothing was verified");
        view.icon = QStringLiteral("alert");
        view.tone = verification.enforced ? Tone::Fail : Tone::Warn;
        break;
    }
    if (verification.status != VerificationStatus::Verified) {
        view.note = verification.enforced
                        ? Texts::tr("This source enforces verification: the request was refused and no action ran.")
                        : Texts::tr("This source does not enforce verification: the request was processed.");
    }
    view.checks = checkRows(verification.checks);
    return view;
}

ScriptView scriptOf(const Run& run)
{
    const ScriptReport& script = run.script;
    const QString name =
        run.scriptHash.isEmpty() ? Texts::tr("Script") : Texts::tr("Script %1").arg(shortHash(run.scriptHash));
    const QString time = durationText(script.duration);
    ScriptView view;
    view.tone = Tone::Fail;
    view.icon = QStringLiteral("x");
    switch (script.status) {
    case ScriptStatus::None:
        view.headline = Texts::tr("No script ran for this event");
        view.icon = QStringLiteral("minus");
        view.tone = Tone::Neutral;
        break;
    case ScriptStatus::Ok:
        view.headline = Texts::tr("%1 ended after %2").arg(name, time);
        view.icon = QStringLiteral("check");
        view.tone = Tone::Ok;
        break;
    case ScriptStatus::Error: view.headline = Texts::tr("%1 failed after %2").arg(name, time); break;
    case ScriptStatus::Timeout: view.headline = Texts::tr("%1 was stopped at the time limit").arg(name); break;
    case ScriptStatus::Memory: view.headline = Texts::tr("%1 was stopped at the memory limit").arg(name); break;
    }
    if (!script.preprocess.isUndefined())
        view.values = std::make_shared<const json::Value>(script.preprocess);
    for (const ConsoleLine& line : script.console) {
        KeyValue row{line.line > 0 ? Texts::tr("line %1").arg(line.line) : QString(), line.text, true, Tone::Plain};
        if (line.level == u"error")
            row.tone = Tone::Fail;
        else if (line.level == u"warn")
            row.tone = Tone::Warn;
        view.console.push_back(std::move(row));
    }
    if (script.error) {
        const ScriptError& error = *script.error;
        view.errorTitle =
            error.name.isEmpty() ? error.message : QString(error.name + QStringLiteral(": ") + error.message);
        if (error.line > 0)
            view.errorPlace = error.column > 0 ? Texts::tr("line %1, column %2").arg(error.line).arg(error.column)
                                               : Texts::tr("line %1").arg(error.line);
        view.errorStack = error.stack;
    }
    return view;
}

std::vector<KeyValue> headerRows(const http::Headers& headers)
{
    std::vector<KeyValue> rows;
    for (const http::Header& header : headers)
        rows.push_back({QString::fromLatin1(header.name), asUtf16(header.value), true});
    return rows;
}

ResponseView responseOf(const Run& run)
{
    ResponseView view;
    const int status = run.answer.status;
    const QString phrase = QString::fromLatin1(http::reasonPhrase(status));
    const QString code = phrase.isEmpty() ? QString::number(status) : QString(QString::number(status) + u' ' + phrase);
    view.headline =
        run.duration.count() > 0 ? Texts::tr("%1, answered in %2").arg(code, durationText(run.duration)) : code;
    view.tone = status < 400 ? Tone::Ok : Tone::Fail;
    view.headers = headerRows(run.answer.headers);
    view.body = run.answer.body;
    BodyView body = viewBody(run.answer.headers, run.answer.body);
    if (body.kind == BodyKind::Empty)
        view.note = Texts::tr("The answer has no body");
    else if (body.kind == BodyKind::Binary || !body.problem.isEmpty())
        view.note = Texts::tr("The body has no tree");
    else
        view.tree = std::make_shared<const json::Value>(std::move(body.value));
    return view;
}

} // namespace

std::vector<CheckRow> checkRows(const std::vector<Check>& checks)
{
    std::vector<CheckRow> rows;
    for (const Check& check : checks) {
        CheckRow row{checkTitle(check.id), check.detail, QStringLiteral("minus"), Tone::Neutral};
        if (check.ok) {
            row.icon = *check.ok ? QStringLiteral("check") : QStringLiteral("x");
            row.tone = *check.ok ? Tone::Ok : Tone::Fail;
        } else if (row.detail.isEmpty()) {
            row.detail = Texts::tr("not reached");
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

RequestView describeRequest(const http::Message& request)
{
    RequestView view;
    view.headers = headerRows(request.headers);
    view.body = request.body;
    BodyView body = viewBody(request.headers, request.body);
    view.kind = body.kind;
    const auto detail = [&body] { return body.problem.section(QStringLiteral(": "), 1); };
    if (body.problem == QLatin1String("too_large")) {
        auto outline = json::Outline::open(body.decoded.isNull() ? request.body : body.decoded);
        if (outline)
            view.outline = *std::move(outline);
        else
            view.note = Texts::tr("Not valid JSON: %1").arg(outline.error().args.value(0));
    } else if (body.problem.startsWith(QLatin1String("encoding_unsupported"))) {
        view.note = Texts::tr("The body is encoded with %1").arg(detail());
    } else if (body.problem.startsWith(QLatin1String("encoding_broken"))) {
        view.note = Texts::tr("The body says it is encoded with %1, but it is not").arg(detail());
    } else if (body.problem.startsWith(QLatin1String("encoding_too_large"))) {
        view.note = Texts::tr("The body expands to more than is safe to show (%1)").arg(detail());
    } else if (body.kind == BodyKind::Empty) {
        view.note = Texts::tr("The request has no body");
    } else if (body.kind == BodyKind::Binary) {
        view.note = Texts::tr("The body is binary");
    } else if (body.problem.startsWith(QLatin1String("invalid_json"))) {
        view.note = Texts::tr("Not valid JSON: %1").arg(detail());
    } else if (!body.problem.isEmpty()) {
        view.note = Texts::tr("The multipart body cannot be read");
    } else {
        view.tree = std::make_shared<const json::Value>(std::move(body.value));
    }
    return view;
}

EventDetail describe(const store::StoredEvent& stored, const DetailContext& context)
{
    const Event& event = stored.event;
    EventDetail detail;
    detail.id = event.id;
    detail.seq = event.seq;
    detail.stored = std::make_shared<const store::StoredEvent>(stored);
    detail.time = timeText(event.receivedAt, context.now);
    detail.source = context.source;
    detail.request = describeRequest(event.request);
    detail.curl = curlCommand(event.request);
    detail.timeline = timelineOf(event, stored.run);
    detail.summary = summaryOf(event, stored.run, context.now);
    if (stored.pinned)
        detail.summary.push_back({Texts::tr("Kept"), Texts::tr("Pinned"), false});
    if (!stored.note.isEmpty())
        detail.summary.push_back({Texts::tr("Note"), stored.note, false});
    if (!stored.run) {
        detail.eventType = Texts::tr("Being processed");
        detail.status = statusLabel(EventStatus::Received, VerificationStatus::Unverified);
        detail.verification.headline = Texts::tr("Not verified yet");
        detail.verification.icon = QStringLiteral("clock");
        detail.script.headline = Texts::tr("The script has not run yet");
        detail.script.icon = QStringLiteral("clock");
        detail.response.headline = Texts::tr("Not answered yet");
        return detail;
    }
    const Run& run = *stored.run;
    detail.eventType = run.eventType;
    detail.status = statusLabel(run.status, run.verification.status);
    const microseconds delivered = countDelivered(run).time;
    if (run.duration.count() > 0) {
        detail.answeredBrief = Texts::tr("Answered %1 in %2").arg(run.answer.status).arg(durationText(run.duration));
        detail.answered = Texts::tr("Answered in %1 \u00b7 total %2")
                              .arg(durationText(run.duration), durationText(run.duration + delivered));
    }
    for (const Action& action : run.actions) {
        detail.actions.push_back({action.id, action.mappingId, actionTitle(action.kind), actionIcon(action.kind),
                                  actionSummary(action), actionStatusLabel(action.status),
                                  durationText(action.duration), action.payload, action.result,
                                  actionCommand(action.kind, action.payload)});
    }
    detail.verification = verificationOf(run);
    detail.script = scriptOf(run);
    detail.response = responseOf(run);
    return detail;
}

} // namespace hw::models
