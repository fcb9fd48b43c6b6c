#pragma once

#include "app/scripthost/bridge.h"
#include "app/scripthost/channel.h"
#include "app/scripthost/watchdog.h"

#include <QJSEngine>
#include <QJSValue>
#include <QObject>

namespace hw::scripthost {

/// The debugger of a realm, between debugger.js, which knows the script's frames, and the engine's debug session at the
/// other end of the channel. A script that is stopped stands in pause().
class Debugger final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Debugger)

public:
    Debugger(QJSEngine& engine, Bridge& bridge, Channel& channel, Watchdog& watchdog, script::protocol::Shared& shared);

    /// Takes over what debugger.js made: {script, runtime, handle, begin, recover}.
    void attach(const QJSValue& made) { m_made = made; }
    /// What instrumented code calls.
    [[nodiscard]] QJSValue forScripts() const { return m_made.property(QStringLiteral("script")); }
    void begin(const QJSValue& table) { m_made.property(QStringLiteral("begin")).call({table}); }
    /// Answers a message of the engine. False when the channel broke.
    [[nodiscard]] bool handle(const QByteArray& message);
    /// Tells the engine that the script runs from now on.
    void sayStarted();

    // What debugger.js and describe.js call.
    Q_INVOKABLE void pause(const QString& body);
    Q_INVOKABLE void resumed() { m_paused = false; }
    Q_INVOKABLE void poll();
    Q_INVOKABLE void output(const QString& body);
    Q_INVOKABLE QString mask(const QString& text);
    /// Whether a text is an expression in the engine's own edition of JavaScript.
    Q_INVOKABLE bool parses(const QString& expression);
    Q_INVOKABLE QString secretIn(const QByteArray& bytes);
    Q_INVOKABLE QString userStack(const QString& stack);

private:
    void receive();
    [[nodiscard]] bool send(const QString& message);
    void sendEvent(const QString& name, const QString& body);

    QJSEngine& m_engine;
    Bridge& m_bridge;
    Channel& m_channel;
    Watchdog& m_watchdog;
    script::protocol::Shared& m_shared;
    QJSValue m_made;
    bool m_paused = false;
};

} // namespace hw::scripthost
