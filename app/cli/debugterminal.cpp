#include "app/cli/debugterminal.h"

#include "app/cli/enginehost.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <unistd.h>

namespace hw::cli {

using namespace script;

namespace {

QString reasonText(const Stop& stop)
{
    switch (stop.reason) {
    case StopReason::Entry: return QStringLiteral("start of main");
    case StopReason::Step: return QStringLiteral("step");
    case StopReason::Breakpoint: return QStringLiteral("breakpoint");
    case StopReason::Pause: return QStringLiteral("paused");
    case StopReason::Exception: return QStringLiteral("exception, ") + stop.text;
    case StopReason::Unverified: return QStringLiteral("not verified, ") + stop.text;
    case StopReason::DebuggerStatement: return QStringLiteral("debugger statement");
    }
    return {};
}

QString breakpointText(const Breakpoint& breakpoint)
{
    QString text = QStringLiteral("line %1").arg(breakpoint.line);
    if (!breakpoint.hitCondition.isEmpty())
        text += QStringLiteral(" hit ") + breakpoint.hitCondition;
    if (!breakpoint.logMessage.isEmpty())
        text += QStringLiteral(" log ") + breakpoint.logMessage;
    if (!breakpoint.condition.isEmpty())
        text += QStringLiteral(" if ") + breakpoint.condition;
    return text;
}

QStringList linesOf(const QByteArray& source)
{
    auto lines = QString::fromUtf8(source).split(u'\n');
    if (lines.last().isEmpty())
        lines.removeLast();
    for (QString& line : lines) {
        while (line.endsWith(u'\r'))
            line.chop(1);
    }
    return lines;
}

QStringList conditionWords(const StopConditions& conditions)
{
    QStringList words;
    if (conditions.unverified)
        words.append(QStringLiteral("unverified"));
    if (conditions.caught && conditions.uncaught)
        words.append(QStringLiteral("exception"));
    else if (conditions.uncaught)
        words.append(QStringLiteral("uncaught"));
    return words;
}

} // namespace

std::optional<Breakpoint> parseBreakpoint(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral(R"(^\s*(\d{1,7})(?:\s+hit\s+((?:[<>=]=?|%)?\s*\d+))?(?:\s+log\s+(\S.*?)|\s*:\s*(\S.*?))?\s*$)"));
    const auto match = form.match(text);
    if (!match.hasMatch() || match.captured(1).toInt() < 1)
        return std::nullopt;
    return Breakpoint{match.captured(1).toInt(), match.captured(4), match.captured(2), match.captured(3)};
}

bool setStopCondition(StopConditions& conditions, const QString& word, bool on)
{
    if (word == u"entry")
        conditions.entry = on;
    else if (word == u"unverified")
        conditions.unverified = on;
    else if (word == u"exception")
        conditions.caught = conditions.uncaught = on;
    else if (word == u"uncaught")
        conditions.uncaught = on;
    else
        return false;
    return true;
}

QString DebugTerminal::help()
{
    return QStringLiteral(
        "  n                     to the next line of this function, across await\n"
        "  s                     into the function that is called\n"
        "  o                     out of this function\n"
        "  c                     on to the next breakpoint (Ctrl+C stops a running script)\n"
        "  p EXPRESSION          its value here; assignments work\n"
        "  v [EXPRESSION]        all variables here, or the members of a value\n"
        "  w [EXPRESSION]        watch: shown at each stop; without one, those that there are; w -N removes number N\n"
        "  bt                    the functions that called each other\n"
        "  f N                   look from function N of that list\n"
        "  l [LINE]              the source around here, or on from the last listing\n"
        "  b                     breakpoints\n"
        "  b LINE[:CONDITION]    stop there; also: b LINE hit 3, b LINE hit >=3, b LINE log TEXT {EXPRESSION}\n"
        "  b unverified          stop where a verification fails; b exception, b uncaught: where something is thrown\n"
        "  d LINE|WORD           remove a breakpoint\n"
        "  q                     end the run");
}

DebugTerminal::DebugTerminal(const Context& context, DebugTarget target)
    : m_context(context)
    , m_source(linesOf(target.source))
    , m_fileName(target.fileName)
    , m_session(std::move(target))
    , m_input(STDIN_FILENO, QSocketNotifier::Read)
    , m_isInteractive(isatty(STDIN_FILENO) != 0)
{
    connect(&m_input, &QSocketNotifier::activated, this, &DebugTerminal::readInput);
    connect(&m_session, &DebugSession::stopped, this, &DebugTerminal::stopped);
    connect(&m_session, &DebugSession::finished, this, &DebugTerminal::finished);
    connect(&m_session, &DebugSession::breakpointsChanged, this, &DebugTerminal::breakpointsChanged);
    connect(&m_session, &DebugSession::terminated, this, [] { QCoreApplication::exit(exitDone); });
    connect(&m_session, &DebugSession::failed, this,
            [this](const Error& error) { QCoreApplication::exit(m_context.fail(error)); });
    connect(&m_session, &DebugSession::output, this, [this](const DebugOutput& line) {
        const QString who =
            line.level == u"console" ? QStringLiteral("debugger") : QStringLiteral("console.") + line.level;
        say(QStringLiteral("%1, line %2: %3").arg(who).arg(line.line).arg(line.text));
    });
}

void DebugTerminal::start(std::vector<Breakpoint> breakpoints, const StopConditions& conditions)
{
    m_breakpoints = std::move(breakpoints);
    m_conditions = conditions;
    m_session.setStopConditions(conditions);
    m_session.setBreakpoints(m_breakpoints);
    m_session.start();
}

void DebugTerminal::interrupt()
{
    if (m_session.state() == DebugSession::State::Running)
        m_session.pause();
    else
        m_session.terminate();
}

// ---- input ----------------------------------------------------------------------------------------------------------

void DebugTerminal::readInput()
{
    char buffer[4096];
    const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count > 0)
        m_unread.append(buffer, count);
    if (count <= 0) {
        m_atEnd = true;
        m_input.setEnabled(false);
        if (!m_unread.isEmpty())
            m_unread.append('\n');
    }
    for (auto end = m_unread.indexOf('\n'); end >= 0; end = m_unread.indexOf('\n')) {
        m_lines.push_back(QString::fromUtf8(m_unread.left(end)).trimmed());
        m_unread.remove(0, end + 1);
    }
    proceed();
}

void DebugTerminal::proceed()
{
    while (m_stop && !m_waits) {
        if (m_lines.empty()) {
            // Nobody will say anything more: the run cannot go on.
            if (m_atEnd)
                m_session.terminate();
            return;
        }
        QString line = m_lines.front();
        m_lines.pop_front();
        if (line.isEmpty() && m_isInteractive)
            line = m_lastLine;
        m_lastLine = line;
        m_waits = true;
        carryOut(line);
    }
}

void DebugTerminal::finishCommand()
{
    m_waits = false;
    prompt();
    // From the loop, so that a long list of commands does not stand on the stack.
    QMetaObject::invokeMethod(this, &DebugTerminal::proceed, Qt::QueuedConnection);
}

void DebugTerminal::prompt()
{
    if (!m_isInteractive)
        return;
    std::fputs("(debug) ", stdout);
    std::fflush(stdout);
}

void DebugTerminal::carryOut(const QString& line)
{
    const auto space = line.indexOf(u' ');
    const QString word = space < 0 ? line : line.left(space);
    const QString rest = space < 0 ? QString() : line.mid(space + 1).trimmed();
    const auto goOn = [this](void (DebugSession::*command)()) {
        m_stop.reset();
        (m_session.*command)();
    };
    if (word == u"n" || word == u"next")
        return goOn(&DebugSession::stepOver);
    if (word == u"s" || word == u"step")
        return goOn(&DebugSession::stepInto);
    if (word == u"o" || word == u"out")
        return goOn(&DebugSession::stepOut);
    if (word == u"c" || word == u"continue")
        return goOn(&DebugSession::resume);
    if (word == u"q" || word == u"quit")
        return m_session.terminate();
    if (word == u"p" || word == u"print")
        return print(rest);
    if (word == u"v" || word == u"variables")
        return showMembers(rest);
    if (word == u"w" || word == u"watch")
        return watch(rest);
    if (word == u"b" || word == u"break")
        return changeBreakpoint(rest);
    if (word == u"d" || word == u"delete")
        return removeBreakpoint(rest);
    if (word == u"bt")
        showStack();
    else if (word == u"f" || word == u"frame")
        selectFrame(rest);
    else if (word == u"l" || word == u"list")
        listSource(rest);
    else if (word == u"h" || word == u"help" || word == u"?")
        say(help());
    else if (!word.isEmpty())
        say(QStringLiteral("There is no command %1. Type help for those that there are.").arg(word));
    finishCommand();
}

// ---- what comes -----------------------------------------------------------------------------------------------------

void DebugTerminal::stopped(const Stop& stop)
{
    m_stop = stop;
    m_frame = 0;
    const StackFrame& frame = stop.frames.front();
    say(QStringLiteral("stopped at line %1 in %2: %3").arg(frame.line).arg(frame.name, reasonText(stop)));
    showLines(frame.line, frame.line, frame.line);
    m_listedTo = frame.line;
    showWatches(0);
}

void DebugTerminal::showWatches(size_t from)
{
    if (from >= static_cast<size_t>(m_watches.size())) {
        finishCommand();
        return;
    }
    m_session.evaluate(m_watches[static_cast<qsizetype>(from)], m_frame, this, [this, from](const Evaluation& given) {
        say(QStringLiteral("  watch %1: %2 = %3")
                .arg(from + 1)
                .arg(m_watches[static_cast<qsizetype>(from)], given.value ? given.value->value : given.error));
        showWatches(from + 1);
    });
}

void DebugTerminal::finished(const ScriptOutcome& outcome)
{
    const ScriptReport& report = outcome.report;
    say(QStringLiteral("ended: %1").arg(toString(report.status)));
    if (outcome.verified)
        say(QStringLiteral("  verified = %1").arg(*outcome.verified ? u"true" : u"false"));
    for (const Check& check : outcome.verification.checks) {
        say(QStringLiteral("  check %1 %2 %3")
                .arg(check.id, check.ok ? (*check.ok ? u"ok" : u"FAILED") : u"-", check.detail));
    }
    if (!report.ignoreReason.isEmpty())
        say(QStringLiteral("  ignore = %1").arg(report.ignoreReason));
    for (const auto& [name, value] : report.preprocess.toObject())
        say(QStringLiteral("  %1 = %2").arg(name, elided(value)));
    if (report.error) {
        say(QStringLiteral("  %1: %2 (line %3)")
                .arg(report.error->name, report.error->message)
                .arg(report.error->line));
        if (!report.error->stack.isEmpty())
            say(QStringLiteral("    ") + QString(report.error->stack).replace(u'\n', QStringLiteral("\n    ")));
    }
    const bool isFine = report.status == ScriptStatus::Ok && outcome.verified.value_or(true) &&
                        outcome.verification.status != VerificationStatus::Failed;
    QCoreApplication::exit(isFine ? exitDone : exitFailed);
}

void DebugTerminal::breakpointsChanged(const std::vector<BreakpointState>& states)
{
    const bool asked = m_stop.has_value();
    for (size_t i = 0; i < states.size() && i < m_breakpoints.size(); ++i) {
        const bool isNew = i >= m_breakpointStates.size() || m_breakpointStates[i] != states[i];
        if (!states[i].verified)
            say(QStringLiteral("no breakpoint at line %1: %2").arg(m_breakpoints[i].line).arg(states[i].message));
        else if (states[i].line != m_breakpoints[i].line && isNew)
            say(QStringLiteral("the breakpoint of line %1 stands at line %2")
                    .arg(m_breakpoints[i].line)
                    .arg(states[i].line));
    }
    m_breakpointStates = states;
    for (size_t i = states.size(); i-- > 0;) {
        if (!states[i].verified) {
            m_breakpoints.erase(m_breakpoints.begin() + static_cast<std::ptrdiff_t>(i));
            m_breakpointStates.erase(m_breakpointStates.begin() + static_cast<std::ptrdiff_t>(i));
        }
    }
    if (asked)
        finishCommand();
}

// ---- commands -------------------------------------------------------------------------------------------------------

void DebugTerminal::showLines(int from, int to, int current) const
{
    for (int line = std::max(1, from); line <= std::min(static_cast<int>(m_source.size()), to); ++line)
        say(QStringLiteral("%1 %2  %3").arg(line == current ? u">" : u" ").arg(line, 4).arg(m_source.at(line - 1)));
}

void DebugTerminal::listSource(const QString& argument)
{
    constexpr int around = 5;
    const StackFrame& frame = m_stop->frames[static_cast<size_t>(m_frame)];
    const bool isFirst = m_listedTo == frame.line;
    const int middle = argument.isEmpty() ? (isFirst ? frame.line : m_listedTo + around + 1) : argument.toInt();
    if (middle < 1 || middle - around > m_source.size()) {
        say(argument.isEmpty() ? QStringLiteral("the source ends here")
                               : QStringLiteral("%1 has lines 1 to %2").arg(m_fileName).arg(m_source.size()));
        return;
    }
    showLines(middle - around, middle + around, frame.line);
    m_listedTo = middle + around;
}

void DebugTerminal::showStack() const
{
    for (size_t i = 0; i < m_stop->frames.size(); ++i) {
        const StackFrame& frame = m_stop->frames[i];
        say(QStringLiteral("%1 %2  %3  line %4%5")
                .arg(static_cast<int>(i) == m_frame ? u">" : u" ")
                .arg(i, 2)
                .arg(frame.name)
                .arg(frame.line)
                .arg(frame.waiting ? QStringLiteral(", waits") : QString()));
    }
}

void DebugTerminal::selectFrame(const QString& argument)
{
    bool isNumber = false;
    const int number = argument.toInt(&isNumber);
    if (!isNumber || number < 0 || number >= static_cast<int>(m_stop->frames.size())) {
        say(QStringLiteral("f takes the number of a function, 0 to %1; bt shows them").arg(m_stop->frames.size() - 1));
        return;
    }
    m_frame = number;
    const StackFrame& frame = m_stop->frames[static_cast<size_t>(number)];
    say(QStringLiteral("%1, line %2").arg(frame.name).arg(frame.line));
    showLines(frame.line, frame.line, frame.line);
    m_listedTo = frame.line;
}

void DebugTerminal::print(const QString& expression)
{
    if (expression.isEmpty()) {
        say(QStringLiteral("p takes an expression, as in: p body.id"));
        finishCommand();
        return;
    }
    m_session.evaluate(expression, m_frame, this, [this](const Evaluation& given) {
        say(given.value ? given.value->value : given.error);
        finishCommand();
    });
}

void DebugTerminal::showMembers(const QString& expression)
{
    if (expression.isEmpty()) {
        m_session.requestScopes(m_frame, this, [this](const std::vector<Scope>& scopes) { showScopes(scopes, 0); });
        return;
    }
    m_session.evaluate(expression, m_frame, this, [this](const Evaluation& given) {
        if (!given.value || given.value->variables == 0) {
            say(given.value ? given.value->value : given.error);
            finishCommand();
            return;
        }
        say(given.value->value);
        m_session.requestVariables(given.value->variables, this, [this](const Members& members) {
            showVariables(members.variables);
            if (!members.error.isEmpty())
                say(QStringLiteral("  ") + members.error);
            finishCommand();
        });
    });
}

void DebugTerminal::showScopes(const std::vector<Scope>& scopes, size_t from)
{
    if (from >= scopes.size()) {
        finishCommand();
        return;
    }
    m_session.requestVariables(scopes[from].variables, this, [this, scopes, from](const Members& members) {
        say(scopes[from].name);
        showVariables(members.variables);
        showScopes(scopes, from + 1);
    });
}

void DebugTerminal::showVariables(const std::vector<Variable>& variables) const
{
    for (const Variable& variable : variables)
        say(QStringLiteral("  %1 = %2").arg(variable.name, variable.value));
}

void DebugTerminal::listBreakpoints() const
{
    for (const Breakpoint& breakpoint : m_breakpoints)
        say(breakpointText(breakpoint));
    const QStringList words = conditionWords(m_conditions);
    for (const QString& word : words)
        say(word);
    if (m_breakpoints.empty() && words.isEmpty())
        say(QStringLiteral("there are no breakpoints; b LINE makes one"));
}

void DebugTerminal::changeBreakpoint(const QString& argument)
{
    if (argument.isEmpty()) {
        listBreakpoints();
    } else if (setStopCondition(m_conditions, argument, true)) {
        m_session.setStopConditions(m_conditions);
    } else if (const auto made = parseBreakpoint(argument)) {
        std::erase_if(m_breakpoints, [&made](const Breakpoint& other) { return other.line == made->line; });
        m_breakpoints.push_back(*made);
        m_breakpointStates.clear();
        m_session.setBreakpoints(m_breakpoints);
        return; // breakpointsChanged() goes on
    } else {
        say(QStringLiteral(
            "b takes LINE, LINE:CONDITION, LINE hit N, LINE log TEXT, unverified, exception or uncaught"));
    }
    finishCommand();
}

void DebugTerminal::removeBreakpoint(const QString& argument)
{
    if (setStopCondition(m_conditions, argument, false)) {
        m_session.setStopConditions(m_conditions);
        finishCommand();
        return;
    }
    const int line = argument.toInt();
    if (std::erase_if(m_breakpoints, [line](const Breakpoint& other) { return other.line == line; }) == 0) {
        say(QStringLiteral("there is no breakpoint \"%1\"; b lists them").arg(argument));
        finishCommand();
        return;
    }
    m_breakpointStates.clear();
    m_session.setBreakpoints(m_breakpoints);
}

void DebugTerminal::watch(const QString& argument)
{
    bool isNumber = false;
    const int number = argument.startsWith(u'-') ? argument.mid(1).toInt(&isNumber) : 0;
    if (isNumber && number >= 1 && number <= m_watches.size())
        m_watches.removeAt(number - 1);
    else if (isNumber)
        say(QStringLiteral("there is no watch number %1; w lists them").arg(number));
    else if (!argument.isEmpty())
        m_watches.append(argument);
    if (argument.isEmpty() && m_watches.isEmpty())
        say(QStringLiteral("nothing is watched; w EXPRESSION does it"));
    showWatches(isNumber || argument.isEmpty() ? 0 : static_cast<size_t>(m_watches.size() - 1));
}

} // namespace hw::cli
