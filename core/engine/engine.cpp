#include "core/engine/engine.h"

#include "core/engine/explaining.h"
#include "core/engine/goldentest.h"
#include "core/engine/resend.h"
#include "core/engine/worker.h"
#include "core/script/debugsession.h"

#include <QMetaObject>
#include <QPointer>
#include <QThreadPool>

#include <semaphore>
#include <utility>

namespace hw::engine {

namespace {

/// Calls back in the context's thread, unless it is gone by then.
template<class T>
auto inThreadOf(QObject* context, std::function<void(Result<T>)> done)
{
    return [guard = QPointer<QObject>(context), done = std::move(done)](Result<T> result) {
        if (!guard || !done)
            return;
        QMetaObject::invokeMethod(
            guard.data(), [done, result = std::move(result)] { done(result); }, Qt::QueuedConnection);
    };
}

} // namespace

QString ListenerState::origin() const
{
    QString shown = host;
    if (host.isEmpty() || host == QLatin1String("0.0.0.0"))
        shown = QStringLiteral("127.0.0.1");
    else if (host == QLatin1String("::"))
        shown = QStringLiteral("localhost");
    else if (host.contains(u':'))
        shown = u'[' + host + u']';
    return QStringLiteral("%1://%2:%3")
        .arg(transport == http::Transport::Tls ? QStringLiteral("https") : QStringLiteral("http"), shown)
        .arg(port);
}

void Engine::QuitAndWait::operator()(QThread* thread) const
{
    thread->wait();
    delete thread;
}

Engine::Engine(EngineOptions options, QObject* parent)
    : QObject(parent)
    , m_thread(new QThread)
    , m_worker(new Worker(std::move(options)))
{
    m_thread->setObjectName(QStringLiteral("engine"));
    m_worker->moveToThread(m_thread.get());
    // Direct: the thread object belongs to a thread that waits for the end when it comes.
    connect(m_worker, &Worker::closed, m_thread.get(), &QThread::quit, Qt::DirectConnection);
    connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &Worker::snapshotChanged, this, [this](const Snapshot& snapshot) {
        m_snapshot = snapshot;
        Q_EMIT snapshotChanged(m_snapshot);
    });
    connect(m_worker, &Worker::listenerChanged, this, [this](const ListenerState& state) {
        m_listener = state;
        Q_EMIT listenerChanged(m_listener);
    });
    connect(m_worker, &Worker::storeChanged, this, [this](const std::optional<Error>& trouble) {
        m_storeTrouble = trouble;
        Q_EMIT storeChanged(m_storeTrouble);
    });
    connect(m_worker, &Worker::ownerChanged, this, [this](const std::optional<store::Owner>& owner) {
        m_owner = owner;
        Q_EMIT ownerChanged(m_owner);
    });
    connect(m_worker, &Worker::committed, this, &Engine::committed);
    connect(m_worker, &Worker::outboxChanged, this, [this](const delivery::OutboxState& state) {
        m_outbox = state;
        Q_EMIT outboxChanged(m_outbox);
    });
    m_thread->start();
}

Engine::~Engine()
{
    post([](Worker& worker) { worker.startClose(); });
}

void Engine::post(std::function<void(Worker&)> work)
{
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, work = std::move(work)] { work(*worker); });
}

void Engine::startOpen()
{
    if (m_snapshot.workspace) {
        QMetaObject::invokeMethod(this, &Engine::tellAgain, Qt::QueuedConnection);
        return;
    }
    const auto done = inThreadOf<void>(this, [this](const Result<void>& result) { Q_EMIT opened(result); });
    post([done](Worker& worker) { done(worker.open()); });
}

/// In the order of a first opening.
void Engine::tellAgain()
{
    Q_EMIT snapshotChanged(m_snapshot);
    if (m_owner)
        Q_EMIT ownerChanged(m_owner);
    Q_EMIT opened({});
    Q_EMIT listenerChanged(m_listener);
    Q_EMIT outboxChanged(m_outbox);
    if (m_storeTrouble)
        Q_EMIT storeChanged(m_storeTrouble);
}

Result<void> Engine::open()
{
    std::binary_semaphore opened(0);
    Result<void> result;
    post([&](Worker& worker) {
        result = worker.open();
        m_snapshot = worker.snapshot();
        opened.release();
    });
    opened.acquire();
    return result;
}

void Engine::startListener(const http::ListenOptions& options)
{
    post([options](Worker& worker) { worker.startListener(options); });
}

void Engine::stopListener()
{
    post([](Worker& worker) { worker.stopListener(); });
}

void Engine::process(ProcessRequest request, QObject* context, ProcessDone done)
{
    post([request = std::move(request), reply = inThreadOf<Processed>(context, std::move(done))](
             Worker& worker) mutable { worker.process(std::move(request), reply); });
}

void Engine::prepareDebug(ProcessRequest request, QObject* context, DebugDone done)
{
    post([request = std::move(request), reply = inThreadOf<script::DebugTarget>(context, std::move(done))](
             Worker& worker) mutable { worker.prepareDebug(std::move(request), reply); });
}

void Engine::check(script::CompileRequest request, QObject* context, CheckDone done)
{
    post([request = std::move(request), reply = inThreadOf<script::Program>(context, std::move(done))](Worker& worker) {
        worker.check(request, reply);
    });
}

void Engine::requestScriptVersions(const QString& source, QObject* context, VersionsDone done)
{
    using Versions = std::vector<workspace::ScriptVersion>;
    const auto reply =
        inThreadOf<Versions>(context, [done = std::move(done)](const Result<Versions>& versions) { done(*versions); });
    post([source, reply](Worker& worker) { reply(worker.scriptVersions(source)); });
}

void Engine::requestScriptVersion(const QString& source, int number, QObject* context, VersionDone done)
{
    post([source, number, reply = inThreadOf<QByteArray>(context, std::move(done))](Worker& worker) {
        reply(worker.scriptVersion(source, number));
    });
}

void Engine::edit(Edit change, QObject* context, Done done)
{
    post([change = std::move(change), reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.edit(change));
    });
}

void Engine::setSecret(const QString& name, const SecretString& value, QObject* context, Done done)
{
    post([name, value, reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.setSecret(name, value));
    });
}

void Engine::signSample(SampleRequest request, QObject* context, MessageDone done)
{
    post([request = std::move(request), reply = inThreadOf<http::Message>(context, std::move(done))](Worker& worker) {
        reply(worker.signSample(request));
    });
}

void Engine::prepareResend(ResendRequest request, QObject* context, OutgoingDone done)
{
    post([request = std::move(request), reply = inThreadOf<http::Outgoing>(context, std::move(done))](Worker& worker) {
        reply(worker.prepareResend(request));
    });
}

void Engine::prepareSample(const Event& event, const Run& run, const QStringList& masks, QObject* context,
                           GoldenDone done)
{
    post([event, run, masks, reply = inThreadOf<GoldenCase>(context, std::move(done))](Worker& worker) {
        reply(worker.prepareSample(event, run, masks));
    });
}

void Engine::setSecretOf(const QString& environment, const QString& name, const SecretString& value, QObject* context,
                         Done done)
{
    post([environment, name, value, reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.setSecretOf(environment, name, value));
    });
}

void Engine::restoreSecretOf(const QString& environment, const QString& name, QObject* context, Done done)
{
    post([environment, name, reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.restoreSecretOf(environment, name));
    });
}

void Engine::findSecrets(const QString& environment, QObject* context, SecretsDone done)
{
    post([environment, reply = inThreadOf<SecretPlaces>(context, std::move(done))](Worker& worker) {
        reply(worker.findSecrets(environment));
    });
}

void Engine::explain(ExplainRequest request, QObject* context, ExplainDone done)
{
    post([request = std::move(request), reply = inThreadOf<Explained>(context, std::move(done))](Worker& worker) {
        const auto evidence = worker.evidence(request);
        if (!evidence) {
            reply(evidence.error());
            return;
        }
        QThreadPool::globalInstance()->start([evidence = *evidence, reply] { reply(hw::engine::explain(evidence)); });
    });
}

void Engine::applyFixes(ExplainRequest request, const QStringList& ids, QObject* context, FixDone done)
{
    post([request = std::move(request), ids, reply = inThreadOf<AppliedFix>(context, std::move(done))](Worker& worker) {
        reply(worker.applyFixes(request, ids));
    });
}

void Engine::undoFixes(AppliedFix applied, QObject* context, Done done)
{
    post([applied = std::move(applied), reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.undoFixes(applied));
    });
}

void Engine::confirmDeliveries(const QString& environment)
{
    post([environment](Worker& worker) { worker.confirmDeliveries(environment); });
}

void Engine::write(store::WriteJob job, QObject* context, Done done)
{
    post([job = std::move(job), reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        worker.write(job, reply);
    });
}

void Engine::useEnvironment(const QString& name, QObject* context, Done done)
{
    post([name, reply = inThreadOf<void>(context, std::move(done))](Worker& worker) {
        reply(worker.useEnvironment(name));
    });
}

} // namespace hw::engine
