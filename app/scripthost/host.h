#pragma once

#include "app/scripthost/channel.h"
#include "app/scripthost/realm.h"

#include <memory>
#include <unordered_map>

namespace hw::scripthost {

/// Runs events as they come over the socket, until it is closed.
class Host final
{
public:
    /// `debugTools` (nullable) makes it the host of a debug session.
    Host(Channel& channel, script::protocol::Shared& shared, const HostApplication& application,
         const DebugTools* debugTools)
        : m_channel(channel)
        , m_shared(shared)
        , m_application(application)
        , m_debugTools(debugTools)
    {}

    /// Makes what the first event would wait for.
    [[nodiscard]] Result<void> warmUp();
    /// True when the engine closed the socket, false when something broke.
    [[nodiscard]] bool run();

private:
    struct Entry
    {
        LoadedProgram loaded;
        Realm* realm = nullptr;
        QString failure; ///< why the program cannot be loaded
    };

    [[nodiscard]] bool handle(const Channel::Frame& frame);
    [[nodiscard]] bool runJobs(script::wire::Reader& in);
    [[nodiscard]] bool runJob(script::wire::Reader& in);
    [[nodiscard]] bool flushResults();
    void addProgram(script::wire::Reader& in);
    void addVariables(script::wire::Reader& in);
    /// The realm for programs that need these core-js modules.
    [[nodiscard]] Realm* realmFor(const QStringList& polyfills, QString& failure);
    /// Loads the programs of the polyfilled realm into one that has more.
    void moveTo(std::unique_ptr<Realm> richer);
    void tidy();

    Channel& m_channel;
    script::protocol::Shared& m_shared;
    const HostApplication& m_application;
    const DebugTools* m_debugTools;
    Debugger* m_debugger = nullptr; ///< of the realm of the program that was added last
    Limits m_limits;
    std::unique_ptr<Realm> m_plain; ///< for programs that need no core-js module: most
    /// For all others together. A realm for each set of modules would cost some 30 MiB each of the memory limit; what a
    /// program does not need is to it what a newer engine has.
    std::unique_ptr<Realm> m_polyfilled;
    QStringList m_polyfills; ///< of m_polyfilled, sorted
    std::unordered_map<quint32, Entry> m_programs;
    std::unordered_map<quint32, std::shared_ptr<const Variables>> m_variables;
    std::unordered_map<quint32, std::shared_ptr<const SigningSettings>> m_signing;
    std::unordered_map<quint32, QByteArray> m_requests; ///< bodies of batches
    int m_unsentResults = 0;
    qint64 m_unsentSince = 0; ///< monotonic, ns
    qint64 m_idleSize = 0;    ///< data of the process when it had not run anything
};

} // namespace hw::scripthost
