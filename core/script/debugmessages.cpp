#include "core/script/debugmessages.h"

#include <QRegularExpression>

namespace hw::script::messages {

namespace {

struct LogPart
{
    QString text;
    bool isExpression = false;
};

/// "total {cart.total}" in parts; braces inside of an expression count. One that is never closed is text.
std::vector<LogPart> logParts(const QString& message)
{
    std::vector<LogPart> parts;
    qsizetype from = 0;
    for (qsizetype i = 0; i < message.size(); ++i) {
        if (message[i] != u'{')
            continue;
        int depth = 0;
        qsizetype end = i;
        for (; end < message.size(); ++end) {
            if (message[end] == u'{')
                ++depth;
            else if (message[end] == u'}' && --depth == 0)
                break;
        }
        const auto expression = message.mid(i + 1, end - i - 1).trimmed();
        if (end == message.size() || expression.isEmpty())
            continue;
        if (i > from)
            parts.push_back({message.mid(from, i - from), false});
        parts.push_back({expression, true});
        from = end + 1;
        i = end;
    }
    if (from < message.size())
        parts.push_back({message.mid(from), false});
    return parts;
}

Variable variable(const json::Value& told)
{
    return {told[u"name"].toString(), told[u"value"].toString(), told[u"type"].toString(),
            static_cast<int>(told[u"variablesReference"].toInteger()), told[u"presentationHint"][u"lazy"].toBool()};
}

} // namespace

StopReason stopReason(const QString& reason)
{
    if (reason == u"entry")
        return StopReason::Entry;
    if (reason == u"breakpoint")
        return StopReason::Breakpoint;
    if (reason == u"pause")
        return StopReason::Pause;
    if (reason == u"exception")
        return StopReason::Exception;
    if (reason == u"unverified")
        return StopReason::Unverified;
    if (reason == u"debugger statement")
        return StopReason::DebuggerStatement;
    return StopReason::Step;
}

std::vector<StackFrame> frames(const json::Value& body)
{
    std::vector<StackFrame> result;
    for (const auto& told : body[u"stackFrames"].toArray()) {
        result.push_back({static_cast<int>(told[u"id"].toInteger()), told[u"name"].toString(),
                          static_cast<int>(told[u"line"].toInteger()), static_cast<int>(told[u"column"].toInteger()),
                          static_cast<int>(told[u"endLine"].toInteger()),
                          told[u"presentationHint"].toString() == u"subtle"});
    }
    return result;
}

std::vector<Scope> scopes(const json::Value& body)
{
    std::vector<Scope> result;
    for (const auto& told : body[u"scopes"].toArray())
        result.push_back({told[u"name"].toString(), static_cast<int>(told[u"variablesReference"].toInteger())});
    return result;
}

std::vector<Variable> variables(const json::Value& body)
{
    std::vector<Variable> result;
    for (const auto& told : body[u"variables"].toArray())
        result.push_back(variable(told));
    return result;
}

Evaluation evaluation(const QString& expression, const json::Value& response)
{
    if (!response[u"success"].toBool())
        return {std::nullopt, response[u"message"].toString()};
    auto value = variable(response[u"body"]);
    value.name = expression;
    value.value = response[u"body"][u"result"].toString();
    return {value, {}};
}

Evaluation notStopped()
{
    return {std::nullopt, QStringLiteral("the script is not stopped")};
}

std::vector<BreakpointState> breakpointStates(const json::Value& list)
{
    std::vector<BreakpointState> states;
    for (const auto& told : list.toArray()) {
        states.push_back(
            {told[u"verified"].toBool(), static_cast<int>(told[u"line"].toInteger()), told[u"message"].toString()});
    }
    return states;
}

json::Object breakpoint(const Breakpoint& breakpoint, const QHash<QString, QString>& compiled)
{
    const auto addCompiled = [&compiled](json::Object& object, const QString& expression) {
        if (const auto known = compiled.constFind(expression); known != compiled.constEnd())
            object.append(QStringLiteral("compiled"), *known);
    };
    json::Object object{{QStringLiteral("line"), breakpoint.line},
                        {QStringLiteral("condition"), breakpoint.condition},
                        {QStringLiteral("hitCondition"), breakpoint.hitCondition}};
    addCompiled(object, breakpoint.condition);
    if (breakpoint.logMessage.isEmpty())
        return object;
    json::Array parts;
    for (const auto& part : logParts(breakpoint.logMessage)) {
        json::Object told{{part.isExpression ? QStringLiteral("expression") : QStringLiteral("text"), part.text}};
        if (part.isExpression)
            addCompiled(told, part.text);
        parts.emplace_back(told);
    }
    object.append(QStringLiteral("log"), parts);
    return object;
}

QStringList expressionsOf(const Breakpoint& breakpoint)
{
    QStringList texts;
    if (!breakpoint.condition.isEmpty())
        texts.append(breakpoint.condition);
    for (const auto& part : logParts(breakpoint.logMessage)) {
        if (part.isExpression)
            texts.append(part.text);
    }
    return texts;
}

bool needsCompiler(const QString& expression)
{
    // Private members and `await` do not stand alone; `eval` is not for scripts; lookbehind and \p{…} the host's
    // expressions get wrong; it takes the types of TypeScript for values.
    static const QRegularExpression signs(QStringLiteral("#|\\b(?:await|as|eval|satisfies)\\b|\\(\\?<|\\\\[pP]\\{"));
    return signs.match(expression).hasMatch();
}

} // namespace hw::script::messages
