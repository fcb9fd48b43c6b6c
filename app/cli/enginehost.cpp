#include "app/cli/enginehost.h"

#include "app/cli/workspaceaccess.h"
#include "core/engine/processagain.h"
#include "core/http/httpfile.h"
#include "core/store/reader.h"

#include <QCoreApplication>
#include <QFile>

#include <array>

namespace hw::cli {

namespace {

QString mark(std::optional<bool> ok)
{
    return !ok ? QStringLiteral("-") : *ok ? QStringLiteral("ok") : QStringLiteral("FAILED");
}

constexpr qsizetype longestValue = 160;

/// What the destination says is wrong, field by field.
void sayFailure(const Context& context, const json::Value& result)
{
    const json::Value& error = result[u"error"];
    QStringList said;
    for (const QStringView name : {u"code", u"message"}) {
        if (error[name].isString())
            said.append(error[name].toString());
    }
    if (error[u"args"].isArray())
        said.append(elided(error[u"args"]));
    if (!said.isEmpty())
        context.say(QStringLiteral("    %1").arg(said.join(QStringLiteral(": "))));
    for (const json::Value& field : error[u"errors"].toArray())
        context.say(QStringLiteral("      %1: %2").arg(field[u"field"].toString(), field[u"message"].toString()));
}

void sayAttempt(const Context& context, const Attempt& attempt)
{
    QString line = QStringLiteral("    attempt %1  %2  %3")
                       .arg(attempt.number)
                       .arg(toIso8601(attempt.startedAt),
                            attempt.outcome.isEmpty() ? QStringLiteral("under way") : attempt.outcome);
    if (!attempt.reason.isEmpty())
        line += QStringLiteral(" (%1)").arg(attempt.reason);
    if (attempt.request.isObject())
        line +=
            QStringLiteral("  %1 %2").arg(attempt.request[u"method"].toString(), attempt.request[u"url"].toString());
    if (attempt.response[u"status"].isNumber())
        line += QStringLiteral(" → %1").arg(attempt.response[u"status"].toInteger());
    line += QStringLiteral("  %1 ms").arg(static_cast<double>(attempt.duration.count()) / 1000.0);
    if (attempt.retryAt)
        line += QStringLiteral("  next at %1").arg(toIso8601(*attempt.retryAt));
    context.say(line);
}

/// Why an event has no idempotency key, in words.
QString keyText(const QString& reason)
{
    if (reason == QLatin1String("missing"))
        return QStringLiteral("no key: there is nothing at its path");
    if (reason == QLatin1String("wrong_type"))
        return QStringLiteral("key not used: it is neither text nor a number");
    if (reason == QLatin1String("too_long"))
        return QStringLiteral("key not used: it is longer than 255 characters");
    return QStringLiteral("key not used: %1").arg(reason);
}

/// One test of a condition that did not hold.
QString falseTestText(const json::Value& test)
{
    if (test[u"expression"].isString())
        return QStringLiteral("not so: ") + test[u"expression"].toString();
    QString text = test[u"path"].toString() + u' ' + test[u"op"].toString();
    if (!test[u"value"].isUndefined())
        text += u' ' + elided(test[u"value"]);
    text.prepend(QStringLiteral("not so: "));
    if (!test[u"found"].isUndefined())
        text += QStringLiteral("; it is ") + elided(test[u"found"]);
    return text;
}

} // namespace

QString elided(const json::Value& value)
{
    const QString text = QString::fromUtf8(json::write(value));
    return text.size() <= longestValue ? text : text.left(longestValue - 1) + QStringLiteral("…");
}

Result<std::unique_ptr<engine::Engine>> openEngine(const Context& context, WantedOwnership ownership,
                                                   engine::Delivery delivery, LiveDeliveries live)
{
    engine::EngineOptions options;
    options.root = context.workspaceFolder();
    options.environment = context.globals().environment;
    options.clock = context.clock();
    options.delivery = delivery;
    options.live = live == LiveDeliveries::Confirmed;
    auto engine = std::make_unique<engine::Engine>(options);
    Result<void> opened = engine->open();
    if (!opened && opened.error().code == ErrorCode::WorkspaceOwned && ownership == WantedOwnership::OwnOrJoin) {
        options.ownership = engine::Ownership::Guest;
        engine = std::make_unique<engine::Engine>(options);
        opened = engine->open();
    }
    if (!opened)
        return opened.error();
    return engine;
}

Result<http::Message> readRequest(const QString& file)
{
    auto message = file == QLatin1String("-") ? http::httpfile::parse(Context::standardInput(Context::Input::Exact))
                                              : http::httpfile::read(file);
    return message ? std::move(message) : requestFault(message.error());
}

Error requestFault(const Error& error)
{
    struct Fault
    {
        const char* code;
        const char* text;
    };
    static constexpr std::array faults{
        Fault{"request_line_malformed",
              "this is no raw HTTP request, which begins with a line such as POST /s/KEY HTTP/1.1, then headers, an "
              "empty line and the body. A body alone is sent with: headwater-cli send --source K --type T --body FILE"},
        Fault{"header_malformed", "a header has no colon; an empty line ends the headers, the body follows"},
        Fault{"header_folded", "a header goes on in a second line, which HTTP does not allow any more"},
        Fault{"header_name_malformed", "the name of a header has a sign that is not allowed there"},
        Fault{"header_value_malformed", "the value of a header has a sign that is not allowed there"}};
    Error told = error;
    for (const Fault& fault : faults) {
        if (error.code == ErrorCode::ParseError && error.args.value(0) == QLatin1String(fault.code))
            told.args = {QString::fromLatin1(fault.text)};
    }
    return told;
}

Result<engine::ProcessRequest> trialRequest(const Context& context, const workspace::Workspace& workspace,
                                            const Arguments& arguments)
{
    engine::ProcessRequest request;
    request.source = arguments.value(u"source");
    request.environment = context.globals().environment;
    const QString what = arguments.value(u"event");
    if (what == QLatin1String("-") || QFile::exists(what)) {
        auto message = readRequest(what);
        if (!message)
            return message.error();
        request.message = std::move(*message);
        return request;
    }
    auto reader = store::Reader::open(workspace.databasePath());
    if (!reader)
        return reader.error();
    auto stored = findEvent(*reader, what);
    if (!stored)
        return stored.error();
    request.event = std::move(stored->event);
    if (const auto& run = stored->run; run && run->script.recording)
        request.replay = engine::Replay{*run->script.recording, run->verification};
    // With an own clock its signature is judged by that, else by the time of its run, else by that of its receipt.
    request.clock = context.globals().now;
    if (request.source.isEmpty())
        request.source = request.event->source;
    return request;
}

/// Gives one request to the engine, prints its record, ends the program.
int runOne(const Context& context, engine::Engine& engine, engine::ProcessRequest request, RecordParts parts)
{
    engine.process(std::move(request), &engine, [&context, parts](const Result<engine::Processed>& processed) {
        if (!processed) {
            QCoreApplication::exit(context.fail(processed.error()));
            return;
        }
        // Of a batch there is one record for each of its elements.
        json::Array records{toRecordJson(processed->event, processed->run, parts)};
        sayRecord(context, processed->event, processed->run);
        int status = exitStatusOf(processed->run);
        for (const engine::Processed& element : processed->rest) {
            records.push_back(toRecordJson(element.event, element.run, parts));
            sayRecord(context, element.event, element.run);
            status = std::max(status, exitStatusOf(element.run));
        }
        if (context.json())
            context.print(processed->rest.empty() ? records.front() : json::Value(std::move(records)));
        QCoreApplication::exit(status);
    });
    return QCoreApplication::exec();
}

void sayRecord(const Context& context, const Event& event, const Run& run)
{
    context.say(QStringLiteral("%1  %2  %3 → %4")
                    .arg(event.id, toString(run.status), run.eventType, QString::number(run.answer.status)));
    if (!run.statusReason.isEmpty())
        context.say(QStringLiteral("  reason        %1").arg(run.statusReason));
    context.say(
        QStringLiteral("  verification  %1%2")
            .arg(toString(run.verification.status),
                 run.verification.reason.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(run.verification.reason)));
    for (const Check& check : run.verification.checks)
        context.say(QStringLiteral("    %1 %2 %3").arg(check.id, -10).arg(mark(check.ok), -7).arg(check.detail));
    if (run.script.status != ScriptStatus::None) {
        context.say(QStringLiteral("  script        %1, %2 ms")
                        .arg(toString(run.script.status))
                        .arg(static_cast<double>(run.script.duration.count()) / 1000.0));
        for (const auto& [name, value] : run.script.preprocess.toObject())
            context.say(QStringLiteral("    %1 = %2").arg(name, elided(value)));
        for (const ConsoleLine& line : run.script.console)
            context.say(QStringLiteral("    console.%1, line %2: %3").arg(line.level).arg(line.line).arg(line.text));
        if (run.script.error) {
            context.say(QStringLiteral("    %1: %2 (line %3, column %4)")
                            .arg(run.script.error->name, run.script.error->message)
                            .arg(run.script.error->line)
                            .arg(run.script.error->column));
        }
    }
    if (!run.idempotency.duplicateOf.isEmpty())
        context.say(QStringLiteral("  duplicate of  %1, which had the key %2 before")
                        .arg(run.idempotency.duplicateOf, run.idempotency.key));
    if (!run.idempotency.reason.isEmpty())
        context.say(QStringLiteral("  idempotency   %1").arg(keyText(run.idempotency.reason)));
    for (const Action& action : run.actions) {
        QString line = QStringLiteral("  %1  %2").arg(action.kind, -24).arg(toString(action.status));
        if (!action.reason.isEmpty())
            line += QStringLiteral(" (%1)").arg(action.reason);
        if (action.status != ActionStatus::Skipped)
            line += QStringLiteral("  %1").arg(elided(action.payload));
        context.say(line);
        for (const json::Value& test : action.result[u"tests"].toArray()) // of a condition that was false
            context.say(QStringLiteral("    ") + falseTestText(test));
        if (const json::Value& until = action.result[u"batched_until"];
            until.isString() && action.status == ActionStatus::Pending)
            context.say(QStringLiteral("    waits in a batch until %1").arg(until.toString()));
        if (action.status == ActionStatus::Failed || action.status == ActionStatus::Dead)
            sayFailure(context, action.result);
        for (const Attempt& attempt : action.attempts)
            sayAttempt(context, attempt);
    }
}

int exitStatusOf(const Run& run)
{
    return engine::hasFailed(run) ? exitFailed : exitDone;
}

} // namespace hw::cli
