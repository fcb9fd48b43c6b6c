#include "core/script/compiler.h"

#include "core/base/logging.h"
#include "core/script/hostprocess.h"
#include "core/script/wire.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <map>

namespace hw::script {

namespace {

/// What Babel may take for one script; far more than the 130 MB it holds itself.
constexpr qint64 compilerMemory = qint64(1024) * 1024 * 1024;

Error hostFailed(const QString& reason)
{
    return Error{ErrorCode::ScriptHostFailed, {reason}};
}

} // namespace

class Compiler::Private final : public QObject
{
public:
    struct Task
    {
        CompileRequest request;
        QPointer<QObject> context;
        Callback callback;
    };

    explicit Private(CompilerOptions given)
        : options(std::move(given))
        , cache(options.cacheFolder)
    {
        timer.setSingleShot(true);
        QObject::connect(&timer, &QTimer::timeout, this, [this] {
            if (tasks.empty()) {
                endProcess();
            } else if (const auto left = timeLeft(); left > std::chrono::milliseconds::zero()) {
                timer.start(left);
            } else {
                timedOut = true;
                process->kill();
            }
        });
    }

    /// The time of the oldest task begins.
    void startTime()
    {
        workedBefore = process->cpuTime();
        since.start();
        timer.start(std::min(options.timeout, options.patience));
    }

    [[nodiscard]] std::chrono::milliseconds timeLeft() const
    {
        const auto work = options.timeout - (process->cpuTime() - workedBefore);
        return std::min(work, options.patience - std::chrono::milliseconds(since.elapsed()));
    }

    void later(Task task, Result<Program> result)
    {
        QMetaObject::invokeMethod(
            this,
            [task = std::move(task), result = std::move(result)] {
                if (task.context)
                    task.callback(result);
            },
            Qt::QueuedConnection);
    }

    void startProcess()
    {
        process = new HostProcess(this);
        timedOut = false;
        ++processesStarted;
        QObject::connect(process, &HostProcess::frameReceived, this, &Private::receive);
        QObject::connect(process, &HostProcess::ended, this, &Private::processEnded);
        if (const auto started = process->start(hostPath(options.hostPath), QStringLiteral("compile"), -1,
                                                {QString::number(compilerMemory)});
            !started)
            processEnded(-1, 0);
    }

    void send(quint32 number, const CompileRequest& request)
    {
        wire::Writer out;
        out.number(number);
        out.text(request.fileName);
        out.bytes(request.source);
        out.texts(request.expressions);
        out.number(static_cast<quint8>(request.mode));
        process->send(protocol::Type::Compile, out.buffer());
        if (tasks.size() == 1 || !timer.isActive())
            startTime();
    }

    void receive(protocol::Type type, QByteArrayView payload)
    {
        wire::Reader in(payload);
        const auto found = tasks.find(in.number<quint32>());
        if (type != protocol::Type::Compiled || found == tasks.end())
            return;
        auto task = std::move(found->second);
        tasks.erase(found);
        Result<Program> result = hostFailed(QStringLiteral("the compiler's answer is damaged"));
        if (in.flag()) {
            if (auto program = deserialize(in.view())) {
                const bool keep = task.request.mode != CompileRequest::Mode::Evaluate;
                if (const auto kept = keep ? cache.store(*program) : Result<void>(); !kept)
                    qCWarning(logScript) << "a compiled script was not kept:" << kept.error().args;
                result = Program(std::make_shared<const CompiledProgram>(std::move(*program)));
            }
        } else {
            Error error;
            error.code = codeFromName(in.view()).value_or(ErrorCode::ScriptHostFailed);
            error.args = in.texts();
            error.file = in.text();
            error.line = in.number<qint32>();
            error.column = in.number<qint32>();
            if (in.ok())
                result = error;
        }
        if (tasks.empty())
            timer.start(options.linger);
        else
            startTime();
        if (task.context)
            task.callback(result);
    }

    /// Lets the idle process go; requests from now on start another.
    void endProcess()
    {
        process->disconnect(this);
        QObject::connect(process, &HostProcess::ended, process, &QObject::deleteLater);
        process->finish();
        process = nullptr;
    }

    void processEnded(int signal, int exitCode)
    {
        timer.stop();
        process->disconnect(this);
        process->deleteLater();
        process = nullptr;
        if (tasks.empty())
            return;
        // It compiles in order: the oldest request is the one it failed at, the others get a new process.
        auto failed = std::move(tasks.begin()->second);
        tasks.erase(tasks.begin());
        Error error = hostFailed(
            signal == -1 ? QStringLiteral("the script host cannot be started: %1").arg(hostPath(options.hostPath))
                         : QStringLiteral("the compiler ended with signal %1, status %2").arg(signal).arg(exitCode));
        if (timedOut)
            error = Error{ErrorCode::Timeout, {QStringLiteral("compile"), QString::number(options.timeout.count())}};
        later(std::move(failed), error);
        if (signal == -1) {
            for (auto& [number, task] : tasks)
                later(std::move(task), error);
            tasks.clear();
        } else if (!tasks.empty()) {
            startProcess();
            for (const auto& [number, task] : tasks) {
                if (process)
                    send(number, task.request);
            }
        }
    }

    CompilerOptions options;
    CompileCache cache;
    HostProcess* process = nullptr;            ///< null = none runs
    std::map<quint32, Task> tasks;             ///< sent and not answered, oldest first
    QTimer timer;                              ///< of the oldest task, or of the idle process
    QElapsedTimer since;                       ///< of the oldest task
    std::chrono::milliseconds workedBefore{0}; ///< by the process, when the oldest task's time began
    quint32 lastNumber = 0;
    int processesStarted = 0;
    bool timedOut = false;
};

Compiler::Compiler(CompilerOptions options, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(options)))
{}

Compiler::~Compiler() = default;

void Compiler::compile(const CompileRequest& request, QObject* context, Callback callback)
{
    Private::Task task{request, context, std::move(callback)};
    if (auto program = cached(request)) {
        d->later(std::move(task), Result<Program>(std::move(program)));
        return;
    }
    const auto number = ++d->lastNumber;
    d->tasks.emplace(number, std::move(task));
    if (!d->process)
        d->startProcess();
    if (d->process)
        d->send(number, request);
}

Program Compiler::cached(const CompileRequest& request) const
{
    return d->cache.find(programHash(request));
}

int Compiler::processesStarted() const
{
    return d->processesStarted;
}

} // namespace hw::script
