#pragma once

#include "app/scripthost/bridge.h"
#include "app/scripthost/debugger.h"
#include "app/scripthost/hostapplication.h"

#include "core/base/result.h"

#include <QJSEngine>

#include <memory>

namespace hw::scripthost {

/// What the debugger of a realm works with.
struct DebugTools
{
    Channel& channel;
    Watchdog& watchdog;
};

/// One JavaScript world: an engine, the runtime with its hardened built-ins, and the core-js modules that its programs
/// need. Programs share it; the runtime keeps their events apart.
class Realm final
{
    Q_DISABLE_COPY_MOVE(Realm)

public:
    /// With `debugTools` it runs programs compiled for a debug session, and no others.
    [[nodiscard]] static Result<std::unique_ptr<Realm>> make(const QStringList& polyfills,
                                                             script::protocol::Shared& shared,
                                                             const HostApplication& application,
                                                             const DebugTools* debugTools = nullptr);

    [[nodiscard]] Result<LoadedProgram> load(std::shared_ptr<const script::CompiledProgram> program);

    /// Runs one event to its end; the bridge then holds the outcome.
    Bridge& run(const LoadedProgram& program, const Job& job, const Limits& limits);

    void collectGarbage();

    /// Null outside of debug runs.
    [[nodiscard]] Debugger* debugger() const { return m_debugger.get(); }

private:
    Realm(script::protocol::Shared& shared, const HostApplication& application);
    [[nodiscard]] Result<QJSValue> evaluate(const QString& text, const QString& name);
    [[nodiscard]] Result<QJSValue> evaluateRuntime();
    [[nodiscard]] Result<void> addDebugger(script::protocol::Shared& shared, const DebugTools& tools);
    [[nodiscard]] QJSValue sharedNumber(const void* place);

    const HostApplication& m_application;
    QJSEngine m_engine;
    Bridge m_bridge;
    QJSValue m_native;
    QJSValue m_marker; ///< Int32Array over Shared::line
    QJSValue m_run;
    QJSValue m_wake;
    QJSValue m_forget;
    QJSValue m_prepare;
    QJSValue m_runtime; ///< keeps what the runtime holds for ever
    QJSValue m_named;   ///< makes regular expressions with named groups
    std::unique_ptr<Debugger> m_debugger;
    int m_programs = 0;
};

} // namespace hw::scripthost
