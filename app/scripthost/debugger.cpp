#include "app/scripthost/debugger.h"

#include "core/base/json.h"

#include <cstdlib>

namespace hw::scripthost {

using script::protocol::Type;

namespace {

/// What is evaluated for the person who debugs may not take longer; the script stays where it stands.
constexpr std::chrono::seconds evaluationLimit{2};

} // namespace

Debugger::Debugger(QJSEngine& engine, Bridge& bridge, Channel& channel, Watchdog& watchdog,
                   script::protocol::Shared& shared)
    : m_engine(engine)
    , m_bridge(bridge)
    , m_channel(channel)
    , m_watchdog(watchdog)
    , m_shared(shared)
{
    m_bridge.watchConsole([this](const ConsoleLine& line) {
        const json::Object body{{QStringLiteral("category"), line.level},
                                {QStringLiteral("output"), line.text},
                                {QStringLiteral("line"), line.line}};
        sendEvent(QStringLiteral("output"), QString::fromUtf8(json::write(body)));
    });
}

bool Debugger::send(const QString& message)
{
    return m_channel.write(Type::Debug, m_bridge.masked(message).toUtf8());
}

void Debugger::sendEvent(const QString& name, const QString& body)
{
    // A broken channel shows when it is read from; the engine that is gone ends this process.
    if (!send(QStringLiteral(R"({"type":"event","event":"%1","body":)").arg(name) + body + u'}'))
        std::_Exit(EXIT_FAILURE);
}

void Debugger::sayStarted()
{
    sendEvent(QStringLiteral("thread"), QStringLiteral(R"({"reason":"started","threadId":1})"));
}

bool Debugger::handle(const QByteArray& message)
{
    QJSValue answer;
    {
        const Watchdog::Watch watch(m_watchdog, m_engine, evaluationLimit);
        answer = m_made.property(QStringLiteral("handle")).call({QString::fromUtf8(message)});
        if (watch.hasBitten())
            answer = QJSValue(QJSValue::UndefinedValue);
    }
    if (answer.isString())
        return send(answer.toString());
    m_made.property(QStringLiteral("recover")).call();
    const auto asked = json::parse(message).valueOr(json::Value());
    const json::Object failure{{QStringLiteral("type"), QStringLiteral("response")},
                               {QStringLiteral("request_seq"), asked[u"seq"]},
                               {QStringLiteral("command"), asked[u"command"]},
                               {QStringLiteral("success"), false},
                               {QStringLiteral("message"),
                                QStringLiteral("broken off: it took longer than %1 s").arg(evaluationLimit.count())}};
    return send(QString::fromUtf8(json::write(failure)));
}

void Debugger::receive()
{
    Channel::Frame frame;
    if (!m_channel.read(frame) || frame.type != Type::Debug || !handle(frame.payload))
        std::_Exit(EXIT_FAILURE); // in the middle of a script there is no way back
}

void Debugger::pause(const QString& body)
{
    m_paused = true;
    sendEvent(QStringLiteral("stopped"), body);
    while (m_paused)
        receive();
}

void Debugger::poll()
{
    m_shared.attention = 0;
    while (m_channel.hasMore())
        receive();
}

void Debugger::output(const QString& body)
{
    sendEvent(QStringLiteral("output"), body);
}

QString Debugger::mask(const QString& text)
{
    return m_bridge.masked(text);
}

bool Debugger::parses(const QString& expression)
{
    // Never called: only whether it compiles is asked. Both brackets: what closes one does not close the other.
    const QString text =
        QStringLiteral("(function () { \"use strict\"; return [(") + expression + QStringLiteral("\n)]; })");
    return !m_engine.evaluate(text).isError();
}

QString Debugger::secretIn(const QByteArray& bytes)
{
    return m_bridge.nameOfSecretIn(bytes);
}

QString Debugger::userStack(const QString& stack)
{
    return m_bridge.userStack(stack);
}

} // namespace hw::scripthost
