#pragma once

#include "core/base/error.h"
#include "core/script/program.h"
#include "core/script/scriptpool.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::script {

/// What a debug session runs. The engine makes it of a source and an event (Engine::prepareDebug).
struct DebugTarget
{
    QString fileName; ///< ".ts" is TypeScript; stands in errors
    QByteArray source;
    ScriptJob job; ///< without a program the session compiles the source itself, else it was compiled for debugging
    ScriptLimits limits;
    /// What is evaluated in a stop is broken off after 2 s; a host that cannot (a loop inside of a built-in, endless
    /// recursion) is ended after these.
    std::chrono::milliseconds answerLimit{15000};
    QString hostPath;    ///< of headwater-scripthost; empty = beside the running executable
    QString cacheFolder; ///< of compiled programs; empty = nothing is kept
};

/// A place where the script is to stop.
struct Breakpoint
{
    int line = 0;         ///< from 1, of the source as written
    QString condition;    ///< a JavaScript expression; empty = always
    QString hitCondition; ///< "3" = the third time alone, ">= 3", "> 3", "< 3", "<= 3", "% 3"; empty = always
    QString logMessage;   ///< where given it does not stop but logs this, with each {expression} evaluated
    friend bool operator==(const Breakpoint&, const Breakpoint&) = default;
};

/// What became of a breakpoint.
struct BreakpointState
{
    bool verified = false;
    int line = 0;    ///< where it stands: a line without a statement gives it to the statement around or the next one
    QString message; ///< why it is not verified; English
    friend bool operator==(const BreakpointState&, const BreakpointState&) = default;
};

/// What stops the script besides breakpoints.
struct StopConditions
{
    bool entry = false;      ///< the first statement of main; read when the script starts
    bool unverified = false; ///< a verify built-in gives false, or main returns `verified` that is not true
    bool caught = false;     ///< an exception that the script catches, as far as can be told where it is thrown
    bool uncaught = false;
    friend bool operator==(const StopConditions&, const StopConditions&) = default;
};

struct StackFrame
{
    int id = 0;
    QString name; ///< "(module)" outside of functions
    int line = 0; ///< of the statement that runs
    int column = 0;
    int endLine = 0;
    bool waiting = false; ///< an asynchronous function that waits for the one below it in the list's order
    friend bool operator==(const StackFrame&, const StackFrame&) = default;
};

enum class StopReason { Entry, Step, Breakpoint, Pause, Exception, Unverified, DebuggerStatement };

struct Stop
{
    StopReason reason = StopReason::Step;
    QString text;                   ///< the exception, or what was not verified
    std::vector<StackFrame> frames; ///< the running one first; never empty
    friend bool operator==(const Stop&, const Stop&) = default;
};

/// Variables that belong together, the innermost scope first.
struct Scope
{
    QString name; ///< "Block", "Catch", "Local", "Closure (outer)", "Module"
    int variables = 0;
    friend bool operator==(const Scope&, const Scope&) = default;
};

/// A variable, a member, or what an expression gave. Secrets are replaced by their names.
struct Variable
{
    QString name;
    QString value;     ///< in one line
    QString type;      ///< "string", "Map", the name of a class; empty where there is none
    int variables = 0; ///< for requestVariables(); 0 = nothing to open
    bool lazy = false; ///< a getter, which runs when it is opened
    friend bool operator==(const Variable&, const Variable&) = default;
};

/// What an expression gave, or the members of something that was opened.
struct Evaluation
{
    std::optional<Variable> value; ///< `name` is the expression; empty where there is an error
    QString error;                 ///< what was thrown or is wrong, or why nothing can be asked now; English
    friend bool operator==(const Evaluation&, const Evaluation&) = default;
};
struct Members
{
    std::vector<Variable> variables;
    QString error; ///< of a getter, as above
    friend bool operator==(const Members&, const Members&) = default;
};

/// A line of the script's console, of a log point or of the debugger itself.
struct DebugOutput
{
    QString level; ///< "log", "info", "warn", "error", "debug"; "console" where the debugger speaks
    QString text;
    int line = 0;
    friend bool operator==(const DebugOutput&, const DebugOutput&) = default;
};

/// One run of a script on one event, in a host process of its own, that can be stopped at any statement. Nothing of it
/// is stored or delivered. The messages to the host are those of the Debug Adapter Protocol. Lives in one thread, with
/// an event loop; nothing here blocks.
class DebugSession final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugSession)

public:
    enum class State {
        Idle,     ///< before start()
        Starting, ///< compiling, or waiting for the host
        Running,
        Stopped,
        Ended,
    };
    using ScopesDone = std::function<void(std::vector<Scope>)>;
    using MembersDone = std::function<void(Members)>;
    using EvaluateDone = std::function<void(Evaluation)>;

    explicit DebugSession(DebugTarget target, QObject* parent = nullptr);
    /// Ends the host.
    ~DebugSession() override;

    [[nodiscard]] State state() const;

    /// Breakpoints and conditions may be set before and at any time after.
    void start();
    /// Replaces all; breakpointsChanged() tells what became of each, in the same order, once the script is compiled.
    void setBreakpoints(std::vector<Breakpoint> breakpoints);
    void setStopConditions(const StopConditions& conditions);

    // Where the script is stopped; without effect otherwise.
    void resume();
    void stepOver(); ///< the next statement of the same function, across `await`; after its end that of its caller
    void stepInto();
    void stepOut();

    /// Stops at the next statement that runs.
    void pause();
    /// Ends the run at once, wherever it is; ended() follows.
    void terminate();

    /// Answers come from the event loop unless `context` is gone. What they name lives until the script goes on;
    /// afterwards, and where the script is not stopped, the answer is empty or an error.
    void requestScopes(int frame, QObject* context, ScopesDone done);
    void requestVariables(int variables, QObject* context, MembersDone done);
    /// Evaluates an expression, assignments included, in a frame, with all that is in scope there.
    void evaluate(const QString& expression, int frame, QObject* context, EvaluateDone done);

Q_SIGNALS:
    /// The script is compiled, its breakpoints are set, it runs.
    void started();
    void breakpointsChanged(const std::vector<hw::script::BreakpointState>& states);
    void stopped(const hw::script::Stop& stop);
    /// The script goes on after a stop.
    void continued();
    void output(const hw::script::DebugOutput& output);
    /// The run is over: with what it gave, as a run without a debugger would; without anything after terminate().
    void finished(const hw::script::ScriptOutcome& outcome);
    void terminated();
    /// It could not be compiled (errors as Compiler) or started; the session has ended.
    void failed(const hw::Error& error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hw::script
