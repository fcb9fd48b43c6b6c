#include "app/scripthost/realm.h"

#include <QCoreApplication>
#include <QFile>

#include <array>

namespace hw::scripthost {

using script::protocol::End;

namespace {

/// 4 MiB, of which no page is ever touched.
constexpr qsizetype ballastLength = 2 * 1024 * 1024;

/// The parts of the runtime stand in one function, in this order.
constexpr std::array runtimeParts{"bytes",    "crypto", "signatures", "console",   "iteration", "collections",
                                  "platform", "regexp", "json",       "hardening", "event"};

Result<QString> resourceText(const QString& name)
{
    QFile file(QStringLiteral(":/headwater/script/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::ScriptHostFailed, {QStringLiteral("no resource ") + name}};
    return QString::fromUtf8(file.readAll());
}

Error hostError(const QJSValue& error, const QString& where)
{
    return Error{
        ErrorCode::ScriptHostFailed,
        {where + QStringLiteral(": ") + error.toString() + u'\n' + error.property(QStringLiteral("stack")).toString()}};
}

} // namespace

Realm::Realm(script::protocol::Shared& shared, const HostApplication& application)
    : m_application(application)
    , m_bridge(m_engine)
{
    QJSEngine::setObjectOwnership(&m_bridge, QJSEngine::CppOwnership);
    m_native = m_engine.newQObject(&m_bridge);
    m_marker = sharedNumber(&shared.line);
}

QJSValue Realm::sharedNumber(const void* place)
{
    // The array works on the shared memory itself, so that the last line is known when the process is killed.
    const auto bytes = QByteArray::fromRawData(static_cast<const char*>(place), sizeof(qint32));
    return m_engine.globalObject()
        .property(QStringLiteral("Int32Array"))
        .callAsConstructor({m_engine.toScriptValue(bytes)});
}

Result<QJSValue> Realm::evaluate(const QString& text, const QString& name)
{
    auto value = m_engine.evaluate(text, name);
    if (value.isError())
        return hostError(value, name);
    return value;
}

Result<QJSValue> Realm::evaluateRuntime()
{
    auto text = QStringLiteral("(function (bridge, global, ballast, isDebugging) { \"use strict\";\n");
    for (const auto* part : runtimeParts) {
        auto more = resourceText(QStringLiteral("runtime/%1.js").arg(QLatin1String(part)));
        if (!more)
            return more.error();
        text += *more;
    }
    return evaluate(text + QStringLiteral("})"), QStringLiteral("runtime"));
}

Result<std::unique_ptr<Realm>> Realm::make(const QStringList& polyfills, script::protocol::Shared& shared,
                                           const HostApplication& application, const DebugTools* debugTools)
{
    std::unique_ptr<Realm> realm(new Realm(shared, application));
    auto& engine = realm->m_engine;
    if (!polyfills.isEmpty()) {
        const auto text = resourceText(QStringLiteral("polyfills.js"));
        if (!text)
            return text.error();
        auto loader = realm->evaluate(*text, QStringLiteral("polyfills.js"));
        if (!loader)
            return loader.error();
        if (const auto done = loader->call({realm->m_native, engine.toScriptValue(polyfills)}); done.isError())
            return hostError(done, QStringLiteral("core-js"));
        application.deliverAll();
    }
    auto runtime = realm->evaluateRuntime();
    if (!runtime)
        return runtime.error();
    const auto made =
        runtime->call({realm->m_native, engine.globalObject(),
                       engine.toScriptValue(QString(ballastLength, Qt::Uninitialized)), debugTools != nullptr});
    if (made.isError())
        return hostError(made, QStringLiteral("runtime"));
    realm->m_run = made.property(QStringLiteral("run"));
    realm->m_wake = made.property(QStringLiteral("wake"));
    realm->m_forget = made.property(QStringLiteral("forget"));
    realm->m_prepare = made.property(QStringLiteral("prepare"));
    realm->m_runtime = made;
    realm->m_named = made.property(QStringLiteral("named"));
    if (debugTools) {
        if (const auto added = realm->addDebugger(shared, *debugTools); !added)
            return added.error();
    }
    return realm;
}

Result<void> Realm::addDebugger(script::protocol::Shared& shared, const DebugTools& tools)
{
    const auto evaluated = [this](const QString& name) -> Result<QJSValue> {
        const auto text = resourceText(name);
        return text ? evaluate(*text, name) : Result<QJSValue>(text.error());
    };
    auto describing = evaluated(QStringLiteral("describe.js"));
    if (!describing)
        return describing.error();
    auto debugging = evaluated(QStringLiteral("debugger.js"));
    if (!debugging)
        return debugging.error();
    m_debugger = std::make_unique<Debugger>(m_engine, m_bridge, tools.channel, tools.watchdog, shared);
    QJSEngine::setObjectOwnership(m_debugger.get(), QJSEngine::CppOwnership);
    const auto made = debugging->call({m_engine.newQObject(m_debugger.get()), sharedNumber(&shared.attention), m_marker,
                                       describing->call({m_engine.globalObject()})});
    if (made.isError())
        return hostError(made, QStringLiteral("debugger.js"));
    m_debugger->attach(made);
    m_runtime.property(QStringLiteral("watch")).call({made.property(QStringLiteral("runtime"))});
    return {};
}

Result<LoadedProgram> Realm::load(std::shared_ptr<const script::CompiledProgram> program)
{
    LoadedProgram loaded;
    loaded.codeName = QStringLiteral("hw-%1.js").arg(++m_programs);
    const auto factory = m_engine.evaluate(QString::fromUtf8(program->code), loaded.codeName);
    if (factory.isError())
        return hostError(factory, QStringLiteral("compiled script"));
    loaded.parts = factory.call({m_marker, m_named, m_debugger ? m_debugger->forScripts() : QJSValue()});
    if (loaded.parts.isError())
        return hostError(loaded.parts, QStringLiteral("compiled script"));
    m_prepare.call({loaded.parts, QString::fromUtf8(program->code)});
    const auto listed = [&loaded](const QString& name) {
        return loaded.parts.property(name).toVariant().toStringList();
    };
    for (const QString& name : listed(QStringLiteral("bodyMembers")))
        loaded.bodyMembers.add(std::array{json::Selection::Step(name)});
    for (const QString& name : listed(QStringLiteral("headersMembers")))
        loaded.headers.push_back(name.toLatin1());
    if (m_debugger)
        m_debugger->begin(loaded.parts.property(QStringLiteral("debug")));
    loaded.program = std::move(program);
    return loaded;
}

void Realm::collectGarbage()
{
    m_forget.call();
    m_engine.collectGarbage();
}

Bridge& Realm::run(const LoadedProgram& program, const Job& job, const Limits& limits)
{
    m_bridge.begin(job, limits, program);
    const auto started = m_run.call({program.parts, job.variables->id});
    if (const auto text = started.isString() ? started.toString() : QString(); text.size() > 1) {
        (void)m_bridge.finish(text.front().digitValue(), false, {}, text.sliced(1));
    } else if (started.isError() && !m_bridge.hasEnded())
        m_bridge.failWith(started.property(QStringLiteral("name")).toString(),
                          started.property(QStringLiteral("message")).toString());
    // What main leaves behind runs too, within the same time limit, so that it cannot go on in the next event.
    m_application.deliverAll();
    while (!m_bridge.hasEnded()) {
        const int state = m_wake.call({static_cast<double>(limits.timeMs)}).toInt();
        if (state == 2 || state == 3) {
            m_bridge.failWith(QStringLiteral("TimeoutError"),
                              state == 2
                                  ? QStringLiteral("main never settled: the promise it returned waits for nothing")
                                  : QStringLiteral("the time limit of %1 ms is over").arg(limits.timeMs));
            m_bridge.endWith(End::Timeout);
            break;
        }
        m_application.deliverAll();
    }
    return m_bridge;
}

} // namespace hw::scripthost
