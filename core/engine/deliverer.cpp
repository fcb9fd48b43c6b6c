// What the worker has to do with deliveries: where actions go, when they are carried out, who sends them.

#include "core/delivery/directory.h"
#include "core/delivery/effects.h"
#include "core/engine/worker.h"

namespace hw::engine {

namespace {

delivery::Target targetFrom(const workspace::Destination& destination)
{
    delivery::Target target;
    switch (destination.kind) {
    case workspace::DestinationKind::Directory: return target;
    case workspace::DestinationKind::Knock: target.kind = delivery::TargetKind::Knock; break;
    case workspace::DestinationKind::Http: target.kind = delivery::TargetKind::Http; break;
    }
    target.url = destination.url;
    target.secret = destination.secret;
    target.signing = destination.signing;
    if (target.kind == delivery::TargetKind::Knock && target.secret.isEmpty())
        target.secret = QString::fromLatin1(workspace::defaultKnockSecret);
    return target;
}

} // namespace

/// Environments as the dispatcher sees them: through the worker's own cache.
class Worker::DeliveryEnvironments final : public delivery::Environments
{
public:
    explicit DeliveryEnvironments(Worker& worker)
        : m_worker(worker)
    {}

    [[nodiscard]] bool exists(const QString& environment) const override
    {
        return m_worker.environmentRuntime(environment) != nullptr;
    }

    [[nodiscard]] Result<SecretString> secret(const QString& environment, const QString& name) const override
    {
        const EnvironmentRuntimePtr runtime = m_worker.environmentRuntime(environment);
        if (const SecretString* value = runtime ? runtime->secret(name) : nullptr)
            return *value;
        // A name that only an action gives is in no list of the environment.
        const auto found = m_worker.m_secrets->get(environment, name);
        return found ? Result<SecretString>(found->value) : found.error();
    }

    [[nodiscard]] delivery::Mask mask(const QString& environment) const override
    {
        delivery::Mask mask;
        if (const EnvironmentRuntimePtr runtime = m_worker.environmentRuntime(environment)) {
            for (const signing::NamedSecret& secret : runtime->secrets)
                mask.add(secret.name, secret.value);
        }
        return mask;
    }

private:
    Worker& m_worker;
};

Worker::~Worker() = default;

void Worker::startDispatcher()
{
    m_deliveryEnvironments = std::make_unique<DeliveryEnvironments>(*this);
    m_dispatcher = std::make_unique<delivery::Dispatcher>(*m_writer, m_files->workspace().databasePath(),
                                                          *m_deliveryEnvironments, m_options.dispatch);
    connect(m_dispatcher.get(), &delivery::Dispatcher::settled, this, &Worker::committed);
    connect(m_dispatcher.get(), &delivery::Dispatcher::stateChanged, this, &Worker::outboxChanged);
    // Queued: the dispatcher goes with what follows.
    connect(m_dispatcher.get(), &delivery::Dispatcher::stopped, this, &Worker::finishClose, Qt::QueuedConnection);
    connect(m_writer.get(), &store::Writer::committed, m_dispatcher.get(), [this] {
        // Looking costs several queries: most events only change the Directory.
        if (m_outboxGrew.exchange(false))
            m_dispatcher->wake();
    });
    delivery::Confirmed confirmed;
    {
        const std::lock_guard lock(m_carrierMutex);
        confirmed = m_confirmed;
    }
    m_dispatcher->start(confirmed);
}

void Worker::stopDispatcher()
{
    if (m_dispatcher)
        m_dispatcher->stop();
    else
        finishClose();
}

void Worker::confirmDeliveries(const QString& environment)
{
    {
        const std::lock_guard lock(m_carrierMutex);
        if (!m_confirmed.contains(environment))
            m_confirmed.append(environment);
    }
    if (m_dispatcher)
        m_dispatcher->confirm(environment);
}

void Worker::write(const store::WriteJob& job, const std::function<void(Result<void>)>& done)
{
    if (!m_writer) {
        done(Error{ErrorCode::Cancelled});
        return;
    }
    m_writer->submitJob(job, [this, done](const Result<void>& result) {
        if (m_dispatcher)
            m_dispatcher->wake();
        done(result);
    });
}

void Worker::noteTargets()
{
    const std::lock_guard lock(m_carrierMutex);
    const bool mayConfirm = m_options.live && m_lock;
    for (const workspace::EnvironmentState& state : m_files->workspace().environments) {
        const QString& name = state.environment.name;
        m_targets.insert(name, targetFrom(state.environment.destination));
        if (mayConfirm && !m_confirmed.contains(name)) {
            m_confirmed.append(name);
            if (m_dispatcher)
                m_dispatcher->confirm(name);
        }
    }
}

Result<void> Worker::applyEffects(store::Database& database, const Event& event, Run& run)
{
    delivery::Carrier carrier;
    {
        const std::lock_guard lock(m_carrierMutex);
        const auto target = m_targets.constFind(event.environment);
        if (target == m_targets.constEnd())
            return {};
        carrier = {*target, m_confirmed, SystemClock().now()};
    }
    return delivery::carryOut(database, event, run, carrier);
}

} // namespace hw::engine
