#pragma once

#include "core/script/hostprocess.h"
#include "core/script/jobframes.h"
#include "core/script/outcome.h"
#include "core/script/scriptpool.h"

#include <deque>

namespace hw::script {

/// One warm host as the pool sees it: what it was given and has not answered, what it keeps, what it does now.
class PoolHost final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PoolHost)

public:
    struct Numbered
    {
        quint64 number = 0;
        std::shared_ptr<const ScriptJob> job;
    };

    using Receiver = std::function<void(quint64 number, ScriptOutcome outcome)>;

    /// `receiver` gets each outcome once.
    PoolHost(const ScriptLimits& limits, Receiver receiver);
    ~PoolHost() override;

    [[nodiscard]] Result<void> start(const QString& path);
    void give(const std::vector<Numbered>& jobs);
    void killForTime();

    [[nodiscard]] qint64 pid() const { return m_process.pid(); }
    [[nodiscard]] bool isDying() const { return m_dying; }
    /// Jobs given and not answered.
    [[nodiscard]] size_t load() const { return m_waiting.size(); }
    [[nodiscard]] std::vector<quint64> waiting() const { return {m_waiting.begin(), m_waiting.end()}; }
    /// All but the one that runs, which another host is to run: answers to them are not waited for any more.
    [[nodiscard]] std::vector<quint64> takeWaiting();
    /// For how long the current event has been running; nothing where none is.
    [[nodiscard]] std::optional<std::chrono::milliseconds> currentAge() const;

Q_SIGNALS:
    void died(const hw::script::HostDeath& death);

private:
    void sendJobs(std::vector<Numbered>::const_iterator from, std::vector<Numbered>::const_iterator to,
                  const std::vector<frames::JobIds>& ids);
    /// What the host keeps under an id, so that it travels once. The one not used for longest is forgotten when there
    /// are too many.
    template<class T>
    struct Kept
    {
        struct Entry
        {
            std::shared_ptr<const T> value;
            quint32 id;
        };
        size_t limit;
        std::deque<Entry> entries = {};
        quint32 lastId = 0;
    };

    template<class T, class Send>
    quint32 idOf(Kept<T>& kept, const std::shared_ptr<const T>& value, protocol::Type forget, Send send);
    quint32 programId(const Program& program);
    quint32 variablesId(const ScriptVariables& variables);
    quint32 signingId(const std::shared_ptr<const signing::Config>& config);
    quint32 requestId(const std::shared_ptr<const QByteArray>& body);
    void receive(protocol::Type type, QByteArrayView payload);

    ScriptLimits m_limits;
    Receiver m_receiver;
    HostProcess m_process;
    SharedMemory m_shared;
    std::deque<quint64> m_waiting;
    Kept<CompiledProgram> m_programs;
    Kept<std::vector<ScriptVariable>> m_variables;
    Kept<signing::Config> m_signing;
    Kept<QByteArray> m_requests;
    bool m_dying = false;
    bool m_forTime = false;
    bool m_ranAnything = false;
};

} // namespace hw::script
