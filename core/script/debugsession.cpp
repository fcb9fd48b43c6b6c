#include "core/script/debugsession.h"

#include "core/base/json.h"
#include "core/script/compiler.h"
#include "core/script/debugmessages.h"
#include "core/script/hostprocess.h"
#include "core/script/jobframes.h"
#include "core/script/outcome.h"

#include <QElapsedTimer>
#include <QHash>
#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <map>

namespace hw::script {

using protocol::Type;

namespace {

/// How long the compiler stays for expressions of newer syntax, which the host cannot evaluate as they are.
constexpr std::chrono::minutes compilerLinger{5};
constexpr quint64 jobNumber = 1;
constexpr quint32 onlyId = 1;

CompilerOptions compilerOptions(const DebugTarget& target)
{
    CompilerOptions options;
    options.hostPath = target.hostPath;
    options.cacheFolder = target.cacheFolder;
    options.linger = compilerLinger;
    return options;
}

} // namespace

class DebugSession::Private final : public QObject
{
public:
    using Answered = std::function<void(const json::Value& response)>;
    struct Pending
    {
        QPointer<QObject> context;
        Answered answered;
    };

    Private(DebugSession& owner, DebugTarget given)
        : q(owner)
        , target(std::move(given))
        , compiler(compilerOptions(target))
    {
        timeLeft = target.limits.time;
        timer.setSingleShot(true);
        connect(&timer, &QTimer::timeout, this, [this] {
            forTime = true;
            process.kill();
        });
        answerTimer.setSingleShot(true);
        connect(&answerTimer, &QTimer::timeout, this, [this] {
            finish(failure(ScriptStatus::Timeout, QStringLiteral("TimeoutError"),
                           QStringLiteral("what was evaluated could not be broken off"), shared->line));
        });
        connect(&process, &HostProcess::frameReceived, this, &Private::receive);
        connect(&process, &HostProcess::ended, this, &Private::processEnded);
    }

    void start()
    {
        state = State::Starting;
        if (target.job.program) {
            startHost(target.job.program);
            return;
        }
        compiler.compile({target.fileName, target.source, {}, CompileRequest::Mode::Debug}, this,
                         [this](const Result<Program>& program) {
                             if (state == State::Ended)
                                 return;
                             if (program)
                                 startHost(*program);
                             else
                                 fail(program.error());
                         });
    }

    void startHost(const Program& program)
    {
        target.job.program = program;
        auto started = shared.open();
        if (started) {
            started = process.start(hostPath(target.hostPath), QStringLiteral("debug"), shared.descriptor(),
                                    {QString::number(target.limits.memory)});
        }
        if (!started) {
            fail(started.error());
            return;
        }
        process.send(Type::Limits, frames::limits(target.limits));
        process.send(Type::Program, frames::program(onlyId, *program));
        process.send(Type::Variables, frames::variables(onlyId, target.job.variables));
        process.send(Type::Signing, frames::signing(onlyId, target.job.signing));
        if (target.job.batch)
            process.send(Type::Request, frames::request(onlyId, *target.job.request));
        hostReady = true;
        ask(QStringLiteral("launch"), json::Object{{QStringLiteral("stopOnEntry"), conditions.entry}});
        sendStopConditions();
        // The script starts when its breakpoints are set: an expression in one may have to be compiled first.
        sendBreakpoints([this] {
            wire::Writer out;
            out.number<quint16>(1);
            frames::appendJob(out, {jobNumber, onlyId, onlyId, onlyId, onlyId}, target.job);
            process.send(Type::Jobs, out.buffer());
        });
    }

    // ---- messages ---------------------------------------------------------------------------------------------------

    void ask(const QString& command, json::Object arguments, QObject* context = nullptr, Answered answered = {})
    {
        const auto seq = ++lastSeq;
        if (answered) {
            pending.insert({seq, {context, std::move(answered)}});
            if (state == State::Stopped)
                answerTimer.start(target.answerLimit);
        }
        const json::Object message{{QStringLiteral("seq"), seq},
                                   {QStringLiteral("type"), QStringLiteral("request")},
                                   {QStringLiteral("command"), command},
                                   {QStringLiteral("arguments"), std::move(arguments)}};
        process.send(Type::Debug, json::write(message));
        if (state == State::Running)
            shared->attention = 1;
    }

    void receive(Type type, QByteArrayView payload)
    {
        if (state == State::Ended)
            return;
        if (type == Type::Result) {
            wire::Reader in(payload);
            in.number<quint64>();
            finish(readOutcome(in));
            return;
        }
        const auto message = type == Type::Debug ? json::parse(payload) : Result<json::Value>(json::Value());
        if (!message || type != Type::Debug)
            return;
        if ((*message)[u"type"].toString() == u"event")
            receiveEvent((*message)[u"event"].toString(), (*message)[u"body"]);
        else
            receiveResponse(*message);
    }

    void receiveResponse(const json::Value& response)
    {
        const auto found = pending.find(static_cast<int>(response[u"request_seq"].toInteger()));
        if (found == pending.end())
            return;
        const auto asked = std::move(found->second);
        pending.erase(found);
        if (pending.empty())
            answerTimer.stop();
        if (asked.context)
            asked.answered(response);
    }

    void receiveEvent(const QString& name, const json::Value& body)
    {
        if (name == u"thread") {
            state = State::Running;
            clock.start();
            timer.start(timeLeft);
            Q_EMIT q.started();
        } else if (name == u"output") {
            Q_EMIT q.output({body[u"category"].toString(), body[u"output"].toString(),
                             static_cast<int>(body[u"line"].toInteger())});
        } else if (name == u"stopped") {
            stopClock();
            state = State::Stopped;
            ask(QStringLiteral("stackTrace"), {}, this, [this, body](const json::Value& response) {
                Stop stop{messages::stopReason(body[u"reason"].toString()), body[u"text"].toString(),
                          messages::frames(response[u"body"])};
                if (state == State::Stopped)
                    Q_EMIT q.stopped(stop);
            });
        }
    }

    void stopClock()
    {
        timer.stop();
        if (state == State::Running)
            timeLeft = qMax(timeLeft - std::chrono::milliseconds(clock.elapsed()), std::chrono::milliseconds(1));
    }

    void go(const char* command)
    {
        if (state != State::Stopped)
            return;
        dropPending();
        answerTimer.stop();
        ask(QString::fromLatin1(command), {});
        state = State::Running;
        clock.start();
        timer.start(timeLeft);
        Q_EMIT q.continued();
    }

    // ---- what is evaluated ------------------------------------------------------------------------------------------

    /// Makes an expression ready for the host, by the compiler; `done` gets its error, or an empty text.
    void compileExpression(const QString& text, QObject* context, std::function<void(QString)> done)
    {
        CompileRequest request{target.fileName, text.toUtf8(), {}, CompileRequest::Mode::Evaluate};
        compiler.compile(request, context, [this, text, done = std::move(done)](const Result<Program>& program) {
            if (program)
                compiled.insert(text, QString::fromUtf8((*program)->code));
            done(program ? QString() : QStringLiteral("SyntaxError: ") + program.error().args.value(0));
        });
    }

    void evaluate(const QString& expression, int frame, QObject* context, const EvaluateDone& done)
    {
        const bool isCompiled = compiled.contains(expression);
        if (!isCompiled && messages::needsCompiler(expression)) {
            compileAndEvaluate(expression, frame, context, done);
            return;
        }
        json::Object arguments{{QStringLiteral("expression"), expression}, {QStringLiteral("frameId"), frame}};
        if (isCompiled)
            arguments.append(QStringLiteral("compiled"), compiled.value(expression));
        ask(QStringLiteral("evaluate"), arguments, context,
            [this, expression, frame, context = QPointer(context), done](const json::Value& response) {
                const auto& body = response[u"body"];
                if (body[u"unparsed"].toBool() && context)
                    compileAndEvaluate(expression, frame, context, done);
                else
                    done(messages::evaluation(expression, response));
            });
    }

    void compileAndEvaluate(const QString& expression, int frame, QObject* context, const EvaluateDone& done)
    {
        compileExpression(expression, context,
                          [this, expression, frame, context = QPointer(context), done](const QString& error) {
                              if (!error.isEmpty() || !context)
                                  done({std::nullopt, error});
                              else if (state != State::Stopped)
                                  done(messages::notStopped());
                              else
                                  evaluate(expression, frame, context, done);
                          });
    }

    void sendStopConditions()
    {
        json::Array filters;
        if (conditions.unverified)
            filters.emplace_back(QStringLiteral("unverified"));
        if (conditions.caught)
            filters.emplace_back(QStringLiteral("caught"));
        if (conditions.uncaught)
            filters.emplace_back(QStringLiteral("uncaught"));
        ask(QStringLiteral("setExceptionBreakpoints"), json::Object{{QStringLiteral("filters"), filters}});
    }

    /// Sends the breakpoints, after what they evaluate has been compiled where the host cannot read it as it is.
    void sendBreakpoints(std::function<void()> done = {})
    {
        json::Array list;
        for (const auto& breakpoint : breakpoints)
            list.emplace_back(messages::breakpoint(breakpoint, compiled));
        ask(QStringLiteral("setBreakpoints"), json::Object{{QStringLiteral("breakpoints"), list}}, this,
            [this, done = std::move(done), sent = breakpoints](const json::Value& response) {
                if (sent != breakpoints) { // changed meanwhile: the newer ones are on their way
                    if (done)
                        sendBreakpoints(done);
                    return;
                }
                breakpointsAnswered(response[u"body"][u"breakpoints"], done);
            });
    }

    void breakpointsAnswered(const json::Value& answers, const std::function<void()>& done)
    {
        auto states = messages::breakpointStates(answers);
        QStringList unread;
        for (size_t i = 0; i < states.size() && i < breakpoints.size(); ++i) {
            if (!answers.at(static_cast<qsizetype>(i))[u"unparsed"].toBool())
                continue;
            for (const auto& text : messages::expressionsOf(breakpoints[i])) {
                if (!expressionErrors.value(text).isEmpty())
                    states[i].message = expressionErrors.value(text);
                else if (!compiled.contains(text) && !unread.contains(text))
                    unread.append(text);
            }
        }
        if (unread.isEmpty()) {
            const QPointer<Private> alive(this);
            Q_EMIT q.breakpointsChanged(states);
            if (alive && done)
                done();
            return;
        }
        auto left = std::make_shared<qsizetype>(unread.size());
        for (const auto& text : unread) {
            compileExpression(text, this, [this, text, left, done](const QString& error) {
                if (!error.isEmpty())
                    expressionErrors.insert(text, error);
                if (--*left == 0 && state != State::Ended)
                    sendBreakpoints(done);
            });
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    void end()
    {
        stopClock();
        answerTimer.stop();
        state = State::Ended;
        target.job.variables.reset(); // the secrets are not needed any more
        dropPending();
        process.kill();
    }

    void fail(const Error& error)
    {
        end();
        Q_EMIT q.failed(error);
    }

    void finish(ScriptOutcome outcome)
    {
        end();
        Q_EMIT q.finished(outcome);
    }

    void processEnded(int signal, int exitCode)
    {
        if (state == State::Ended)
            return;
        if (signal == -1) {
            fail(Error{ErrorCode::ScriptHostFailed,
                       {QStringLiteral("the script host cannot be started: ") + hostPath(target.hostPath)}});
            return;
        }
        HostDeath death;
        death.signal = signal;
        death.exitCode = exitCode;
        death.job = shared->job;
        death.line = shared->line;
        death.failure = shared->failure;
        death.forTime = forTime;
        if (death.job == 0 && !forTime)
            fail(Error{ErrorCode::ScriptHostFailed, {QStringLiteral("the script host ended by itself")}});
        else
            finish(outcomeOf(death, target.limits));
    }

    /// What was asked of a stop that is over gets its answer, if only that.
    void dropPending()
    {
        const auto dropped = std::exchange(pending, {});
        for (const auto& [seq, asked] : dropped) {
            if (asked.context && asked.context != this)
                asked.answered(json::Object{{QStringLiteral("success"), false},
                                            {QStringLiteral("message"), messages::notStopped().error}});
            else if (asked.context)
                pending.insert({seq, asked});
        }
        if (state == State::Ended)
            pending.clear();
    }

    DebugSession& q;
    DebugTarget target;
    Compiler compiler;
    SharedMemory shared;
    HostProcess process;
    State state = State::Idle;
    std::vector<Breakpoint> breakpoints;
    StopConditions conditions;
    QHash<QString, QString> compiled;         ///< expressions that the host cannot read → what it evaluates
    QHash<QString, QString> expressionErrors; ///< expressions of breakpoints → why they do not compile
    std::map<int, Pending> pending;           ///< by sequence number
    QTimer answerTimer;
    QTimer timer; ///< runs out when the script has run, without its stops, for as long as it may
    QElapsedTimer clock;
    std::chrono::milliseconds timeLeft{0};
    int lastSeq = 0;
    bool hostReady = false; ///< messages can be sent
    bool forTime = false;
};

DebugSession::DebugSession(DebugTarget target, QObject* parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, std::move(target)))
{}

DebugSession::~DebugSession() = default;

DebugSession::State DebugSession::state() const
{
    return d->state;
}

void DebugSession::start()
{
    if (d->state == State::Idle)
        d->start();
}

void DebugSession::setBreakpoints(std::vector<Breakpoint> breakpoints)
{
    d->breakpoints = std::move(breakpoints);
    if (d->hostReady && d->state != State::Ended)
        d->sendBreakpoints();
}

void DebugSession::setStopConditions(const StopConditions& conditions)
{
    d->conditions = conditions;
    if (d->hostReady && d->state != State::Ended)
        d->sendStopConditions();
}

void DebugSession::resume()
{
    d->go("continue");
}

void DebugSession::stepOver()
{
    d->go("next");
}

void DebugSession::stepInto()
{
    d->go("stepIn");
}

void DebugSession::stepOut()
{
    d->go("stepOut");
}

void DebugSession::pause()
{
    if (d->state == State::Running)
        d->ask(QStringLiteral("pause"), {});
}

void DebugSession::terminate()
{
    if (d->state == State::Ended)
        return;
    d->end();
    QMetaObject::invokeMethod(this, &DebugSession::terminated, Qt::QueuedConnection);
}

void DebugSession::requestScopes(int frame, QObject* context, ScopesDone done)
{
    if (d->state != State::Stopped) {
        done({});
        return;
    }
    d->ask(QStringLiteral("scopes"), json::Object{{QStringLiteral("frameId"), frame}}, context,
           [done = std::move(done)](const json::Value& response) { done(messages::scopes(response[u"body"])); });
}

void DebugSession::requestVariables(int variables, QObject* context, MembersDone done)
{
    if (d->state != State::Stopped) {
        done({{}, messages::notStopped().error});
        return;
    }
    d->ask(QStringLiteral("variables"), json::Object{{QStringLiteral("variablesReference"), variables}}, context,
           [done = std::move(done)](const json::Value& response) {
               done({messages::variables(response[u"body"]), response[u"message"].toString()});
           });
}

void DebugSession::evaluate(const QString& expression, int frame, QObject* context, EvaluateDone done)
{
    if (d->state != State::Stopped)
        done(messages::notStopped());
    else
        d->evaluate(expression, frame, context, done);
}

} // namespace hw::script
