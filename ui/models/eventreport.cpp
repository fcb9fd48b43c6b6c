#include "core/base/encoding.h"
#include "core/record/bodyview.h"
#include "ui/models/eventdetail.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(hw::models::EventReport)
};

constexpr qsizetype longestBody = 64 * 1024;
constexpr int mostElements = 3;

/// Members whose values are names of things, not somebody's data.
constexpr std::array plainKeys{"type",    "object",      "event",    "status", "action", "topic",
                               "version", "api_version", "livemode", "mode",   "kind",   "event_type"};

bool isPlain(const QString& key)
{
    return std::any_of(plainKeys.begin(), plainKeys.end(),
                       [&](const char* plain) { return key == QLatin1String(plain); });
}

/// The shape of a value: what stands in it is replaced by what it is.
json::Value shapeOf(const json::Value& value, const QString& key, int depth)
{
    if (value.isObject()) {
        json::Object shape;
        for (const auto& [name, member] : value.toObject()) {
            // The sender finds the event by its id.
            const bool isEventId = depth == 0 && name == u"id" && member.isString();
            shape.append(name, isEventId ? member : shapeOf(member, name, depth + 1));
        }
        return shape;
    }
    if (value.isArray()) {
        json::Array shape;
        for (const json::Value& element : value.toArray()) {
            if (shape.size() == mostElements) {
                shape.push_back(
                    Texts::tr("\u2039%n more\u203a", nullptr, static_cast<int>(value.toArray().size()) - mostElements));
                break;
            }
            shape.push_back(shapeOf(element, key, depth + 1));
        }
        return shape;
    }
    if (value.isString() && !isPlain(key))
        return Texts::tr("\u2039%n character(s)\u203a", nullptr, static_cast<int>(value.toString().size()));
    if (value.isNumber())
        return Texts::tr("\u2039number\u203a");
    return value;
}

QString headerText(const http::Header& header)
{
    const QByteArray name = header.name.toLower();
    static constexpr std::array secretWords{"auth", "cookie", "token", "secret", "key", "signature", "password"};
    const bool isSecret =
        std::any_of(secretWords.begin(), secretWords.end(), [&](const char* word) { return name.contains(word); });
    const QString value = QString::fromLatin1(header.value);
    if (!isSecret)
        return value;
    return Texts::tr("\u2039%n character(s)\u203a", nullptr, static_cast<int>(value.size()));
}

QString fenced(const QString& text)
{
    // Longer than any in the text, so that nothing in it ends the block.
    QString fence = QStringLiteral("```");
    while (text.contains(fence))
        fence += u'`';
    return fence + u'\n' + text + (text.endsWith(u'\n') ? QString() : QStringLiteral("\n")) + fence;
}

QString requestText(const http::Message& request)
{
    QStringList lines{QString::fromLatin1(request.method) + u' ' + QString::fromLatin1(request.path())};
    for (const http::Header& header : request.headers)
        lines.append(QString::fromLatin1(header.name) + QStringLiteral(": ") + headerText(header));
    return lines.join(u'\n');
}

QString bodyText(const http::Message& request)
{
    const BodyView body = viewBody(request.headers, request.body);
    if (body.kind == BodyKind::Json && body.problem.isEmpty())
        return fenced(
            QString::fromUtf8(json::write(shapeOf(body.value, {}, 0), json::Style::Indented)).left(longestBody));
    return Texts::tr("%n byte(s), not shown", nullptr, static_cast<int>(request.body.size()));
}

void addVerification(QStringList& text, const Verification& verification)
{
    text << QString() << QStringLiteral("## ") + Texts::tr("Verification") << QString();
    text << Texts::tr("%1, scheme %2")
                .arg(toString(verification.status),
                     verification.scheme.isEmpty() ? QStringLiteral("-") : verification.scheme);
    if (!verification.reason.isEmpty())
        text << QString()
             << QStringLiteral("`%1`: ").arg(verification.reason) + verificationReasonText(verification.reason);
    if (!verification.checks.empty())
        text << QString();
    for (const Check& check : verification.checks) {
        const QString mark = !check.ok ? QStringLiteral("-") : *check.ok ? QStringLiteral("ok") : Texts::tr("failed");
        text << QStringLiteral("- %1: %2 %3").arg(checkTitle(check.id), mark, check.detail).trimmed();
    }
}

} // namespace

QString eventReport(const store::StoredEvent& stored, const SourceLabel& source)
{
    const Event& event = stored.event;
    const QString type = stored.run ? stored.run->eventType : Texts::tr("unknown");
    QStringList text{QStringLiteral("# ") + type, QString()};
    text << QStringLiteral("- ") + Texts::tr("Event: `%1`").arg(event.id);
    if (stored.run && !stored.run->providerId.isEmpty())
        text << QStringLiteral("- ") + Texts::tr("Provider's id: `%1`").arg(stored.run->providerId);
    text << QStringLiteral("- ") + Texts::tr("Source: %1 (%2)").arg(source.name, source.provider);
    text << QStringLiteral("- ") + Texts::tr("Received: %1").arg(toIso8601(event.receivedAt));
    if (stored.run) {
        text << QStringLiteral("- ") + Texts::tr("Outcome: %1").arg(toString(stored.run->status));
        text << QStringLiteral("- ") + Texts::tr("Answered: %1 after %2")
                                           .arg(stored.run->answer.status)
                                           .arg(durationText(stored.run->duration));
        addVerification(text, stored.run->verification);
        if (const auto& error = stored.run->script.error) {
            text << QString() << QStringLiteral("## ") + Texts::tr("Script") << QString();
            text << fenced(error->name + QStringLiteral(": ") + error->message + u'\n' +
                           Texts::tr("line %1, column %2").arg(error->line).arg(error->column));
        }
        if (!stored.run->actions.empty())
            text << QString() << QStringLiteral("## ") + Texts::tr("Actions") << QString();
        for (const Action& action : stored.run->actions)
            text << QStringLiteral("- %1: %2 %3")
                        .arg(actionTitle(action.kind), actionStatusLabel(action.status).text, reasonText(action.reason))
                        .trimmed();
    }
    text << QString() << QStringLiteral("## ") + Texts::tr("Request") << QString()
         << fenced(requestText(event.request));
    text << QString() << bodyText(event.request) << QString();
    text << Texts::tr("Credentials, signatures and the values of the body are masked.");
    return text.join(u'\n') + u'\n';
}

} // namespace hw::models
