#pragma once

#include "app/cli/context.h"
#include "core/script/debugsession.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QStringList>

#include <deque>
#include <functional>
#include <optional>
#include <vector>

namespace hw::cli {

/// "12" or "12:x > 3"; "12 hit >=3", "12 log total {sum}", "12 hit 2: x > 3". Nothing where it is none of them.
[[nodiscard]] std::optional<script::Breakpoint> parseBreakpoint(const QString& text);

/// Sets "unverified", "exception", "uncaught" or "entry" in the conditions; false for another word.
[[nodiscard]] bool setStopCondition(script::StopConditions& conditions, const QString& word, bool on);

/// A debug session at a terminal, or at a pipe that gives the commands: reads lines, carries each out when the script
/// is stopped, prints what comes. Ends the program's event loop with an exit status.
class DebugTerminal final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DebugTerminal)

public:
    DebugTerminal(const Context& context, script::DebugTarget target);

    void start(std::vector<script::Breakpoint> breakpoints, const script::StopConditions& conditions);
    /// Ctrl+C: stops a script that runs.
    void interrupt();

    /// The commands, a line each.
    [[nodiscard]] static QString help();

private:
    void readInput();
    /// Carries out what was typed, as far as the script is stopped and nothing is waited for.
    void proceed();
    void carryOut(const QString& line);
    void finishCommand();
    void prompt();

    void stopped(const script::Stop& stop);
    void finished(const script::ScriptOutcome& outcome);
    void breakpointsChanged(const std::vector<script::BreakpointState>& states);
    void showWatches(size_t from);
    void showLines(int from, int to, int current) const;
    void listSource(const QString& argument);
    void listBreakpoints() const;
    void showStack() const;
    void selectFrame(const QString& argument);
    void print(const QString& expression);
    void showMembers(const QString& expression);
    void showScopes(const std::vector<script::Scope>& scopes, size_t from);
    void showVariables(const std::vector<script::Variable>& variables) const;
    void changeBreakpoint(const QString& argument);
    void removeBreakpoint(const QString& argument);
    void watch(const QString& argument);
    void say(const QString& line) const { m_context.say(line); }

    const Context& m_context;
    QStringList m_source;
    QString m_fileName;
    script::DebugSession m_session;
    QSocketNotifier m_input;
    QByteArray m_unread;
    std::deque<QString> m_lines;
    QString m_lastLine; ///< an empty line at a terminal repeats it
    std::vector<script::Breakpoint> m_breakpoints;
    std::vector<script::BreakpointState> m_breakpointStates;
    script::StopConditions m_conditions;
    QStringList m_watches;
    std::optional<script::Stop> m_stop;
    int m_frame = 0;     ///< selected, of m_stop
    int m_listedTo = 0;  ///< last line that was listed
    bool m_waits = true; ///< for the answer to a command, or for the next stop
    bool m_atEnd = false;
    bool m_isInteractive = false;
};

} // namespace hw::cli
