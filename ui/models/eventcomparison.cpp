// Events as texts: laid beside each other, and as a report that may be shown to others.
#include "core/base/encoding.h"
#include "core/record/bodyview.h"
#include "ui/models/eventactions.h"
#include "ui/models/eventtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::EventComparison)
};

constexpr qsizetype longestText = 512 * 1024;

QString bodyText(const http::Message& request)
{
    const BodyView body = viewBody(request.headers, request.body);
    if (body.kind == BodyKind::Json && body.problem.isEmpty())
        return QString::fromUtf8(json::write(body.value, json::Style::Indented)).left(longestText);
    if (body.kind == BodyKind::Binary)
        return Texts::tr("(%1 of binary data)").arg(sizeText(request.body.size()));
    const QByteArray shown = request.body.left(longestText);
    return isUtf8(shown) ? QString::fromUtf8(shown) : QString::fromLatin1(shown);
}

/// In alphabetical order, so that another order is no difference.
QString headerText(const http::Message& request)
{
    QStringList lines;
    for (const http::Header& header : request.headers)
        lines.append(QString::fromLatin1(header.name).toLower() + QStringLiteral(": ") +
                     QString::fromLatin1(header.value));
    lines.sort();
    lines.prepend(QString::fromLatin1(request.method) + u' ' + QString::fromLatin1(request.target));
    return lines.join(u'\n');
}

QString outcomeText(const store::StoredEvent& stored)
{
    if (!stored.run)
        return Texts::tr("Not processed yet");
    const Run& run = *stored.run;
    QStringList lines{Texts::tr("Status: %1").arg(toString(run.status)),
                      Texts::tr("Verification: %1").arg(toString(run.verification.status))};
    if (!run.verification.reason.isEmpty())
        lines.append(verificationReasonText(run.verification.reason));
    lines.append(Texts::tr("Answer: %1").arg(run.answer.status));
    if (run.script.error)
        lines.append(run.script.error->name + QStringLiteral(": ") + run.script.error->message);
    if (!run.script.preprocess.isUndefined()) {
        lines.append(Texts::tr("Returned by the script:"));
        lines.append(QString::fromUtf8(json::write(run.script.preprocess, json::Style::Indented)).left(longestText));
    }
    for (const Action& action : run.actions) {
        lines.append(actionTitle(action.kind) + QStringLiteral(" (") + actionStatusLabel(action.status).text + u')');
        if (action.status == ActionStatus::Skipped)
            lines.append(QStringLiteral("  ") + reasonText(action.reason));
        else
            lines.append(QString::fromUtf8(json::write(action.payload, json::Style::Indented)).left(longestText));
    }
    return lines.join(u'\n');
}

QString titleOf(const store::StoredEvent& stored, Timestamp now)
{
    const QString type = stored.run ? stored.run->eventType : Texts::tr("Being processed");
    return type + QStringLiteral("  ") + dateTimeText(stored.event.receivedAt, now);
}

} // namespace

QString againReasonText(const QString& reason)
{
    if (reason == u"unrouted")
        return Texts::tr("it met no source");
    if (reason == u"incomplete")
        return Texts::tr("it broke off before it was complete");
    if (reason == u"probe")
        return Texts::tr("it is a probe, which runs nothing");
    if (reason == u"source_removed")
        return Texts::tr("its source is gone; bring it back first");
    if (reason == u"source_paused")
        return Texts::tr("its source is paused; resume it first");
    if (reason == u"environment_removed")
        return Texts::tr("its environment is gone");
    return Texts::tr("it is no longer there");
}

EventComparison compareEvents(const store::StoredEvent& left, const store::StoredEvent& right, Timestamp now)
{
    EventComparison comparison{titleOf(left, now), titleOf(right, now), {}};
    comparison.parts.push_back({Texts::tr("Body"), bodyText(left.event.request), bodyText(right.event.request)});
    comparison.parts.push_back({Texts::tr("Headers"), headerText(left.event.request), headerText(right.event.request)});
    comparison.parts.push_back({Texts::tr("Outcome"), outcomeText(left), outcomeText(right)});
    return comparison;
}

} // namespace hw::models
