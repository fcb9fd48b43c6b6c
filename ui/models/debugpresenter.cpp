#include "ui/models/debugpresenter.h"

#include <QRegularExpression>

#include <algorithm>

namespace hw::models {

using script::DebugSession;
using script::StopReason;

namespace {

const std::vector<DebugBreakpoint> none;

/// Whether a value can stand at a line's end: objects are for the tree.
bool isShort(const script::Variable& variable)
{
    return variable.variables == 0 && !variable.lazy && variable.value != QLatin1String("undefined") &&
           variable.type != QLatin1String("function");
}

qsizetype indentationOf(const QString& line)
{
    const auto code = std::find_if(line.begin(), line.end(), [](QChar c) { return !c.isSpace(); });
    return code == line.end() ? -1 : code - line.begin();
}

/// The names that a line declares or assigns, in their order.
QStringList namesSetBy(const QString& line)
{
    static const QRegularExpression assigned(
        QStringLiteral(R"((?:^|[\s;{(,])([A-Za-z_$][\w$]*)\s*(?:[-+*/%&|^]|\*\*|<<|>>>?|&&|\|\||\?\?)?=(?![=>]))"));
    static const QRegularExpression unpacked(QStringLiteral(R"((?:const|let|var)\s*[\[{]([^=]*)[\]}]\s*=)"));
    static const QRegularExpression name(QStringLiteral(R"((?:^|,)\s*(?:[\w$]+\s*:\s*)?([A-Za-z_$][\w$]*))"));
    QStringList names;
    const auto pattern = unpacked.match(line);
    if (pattern.hasMatch()) {
        auto each = name.globalMatch(pattern.captured(1));
        while (each.hasNext())
            names.append(each.next().captured(1));
    }
    auto each = assigned.globalMatch(line);
    while (each.hasNext())
        names.append(each.next().captured(1));
    names.removeDuplicates();
    return names;
}

} // namespace

QMap<int, QString> inlineValuesFor(const QString& script, int line, const QMap<QString, QString>& values)
{
    const QStringList lines = script.split(u'\n');
    QMap<int, QString> shown;
    QStringList told; // the last line that sets a name is the one that its value is from
    const qsizetype from = std::min<qsizetype>(line - 1, lines.size());
    if (from <= 0 || from >= lines.size())
        return shown;
    qsizetype depth = indentationOf(lines[from]);
    static const QRegularExpression head(
        QStringLiteral(R"(\bfunction\b|=>\s*\{?\s*$|^\s*(?:async\s+)?[\w$#]+\s*\([^;]*\)\s*\{\s*$)"));
    static const QRegularExpression control(
        QStringLiteral(R"(^\s*(?:\}\s*)?(?:if|for|while|switch|catch|else|do|try)\b)"));
    for (qsizetype i = from - 1; i >= 0; --i) {
        const qsizetype own = indentationOf(lines[i]);
        if (own < 0)
            continue;
        const bool isHead = own < depth && head.match(lines[i]).hasMatch() && !control.match(lines[i]).hasMatch();
        if (isHead)
            break; // what stands above belongs to another function
        depth = std::min(depth, own);
        QStringList parts;
        const QStringList names = namesSetBy(lines[i]);
        for (const QString& name : names) {
            if (!values.contains(name) || told.contains(name))
                continue;
            told.append(name);
            parts.append(names.size() == 1 ? values[name] : name + QStringLiteral(" = ") + values[name]);
        }
        if (!parts.isEmpty())
            shown.insert(static_cast<int>(i) + 1, parts.join(QStringLiteral(", ")));
    }
    return shown;
}

DebugPresenter::DebugPresenter(engine::Engine& engine, ScriptPresenter& script, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_script(script)
{
    connect(&script, &ScriptPresenter::debugReady, this, &DebugPresenter::launch);
    connect(&script, &ScriptPresenter::debugFailed, this, [this](const Error& error) {
        if (m_state != State::Starting)
            return;
        end();
        Q_EMIT failed(error);
    });
    connect(&script, &ScriptPresenter::sourceChanged, this, [this] {
        stop();
        Q_EMIT breakpointsChanged();
    });
    const auto readMembers = [this](DebugVariablesModel& model) {
        connect(&model, &DebugVariablesModel::membersWanted, this, [this, &model](int variables) {
            if (!m_session)
                return;
            m_session->requestVariables(
                variables, this, [this, &model, variables, generation = m_generation](const script::Members& members) {
                    if (generation == m_generation)
                        model.setMembers(variables, members);
                });
        });
    };
    readMembers(m_variables);
    readMembers(m_watches);
}

DebugPresenter::~DebugPresenter() = default;

void DebugPresenter::start()
{
    startOnEvent({});
}

void DebugPresenter::startOnEvent(const QString& eventId)
{
    if (m_state != State::Off)
        return;
    m_eventId = eventId;
    setState(State::Starting);
    m_script.requestDebug(eventId); // launch() follows
}

void DebugPresenter::launch(const engine::ProcessRequest& request)
{
    if (m_state != State::Starting)
        return;
    const quint64 generation = ++m_generation;
    m_engine.prepareDebug(request, this, [this, generation](const Result<script::DebugTarget>& target) {
        if (generation != m_generation || m_state != State::Starting)
            return; // stopped meanwhile
        if (!target) {
            end();
            Q_EMIT failed(target.error());
            return;
        }
        m_session = std::make_unique<DebugSession>(*target);
        connectSession();
        const auto& all = breakpoints();
        const bool stops = std::any_of(all.begin(), all.end(), [](const DebugBreakpoint& one) { return one.enabled; });
        script::StopConditions conditions = m_conditions;
        conditions.entry = !stops && !m_runTo; // without a place to stop at there would be nothing to see
        m_session->setStopConditions(conditions);
        sendBreakpoints();
        m_session->start();
    });
}

void DebugPresenter::connectSession()
{
    DebugSession* session = m_session.get();
    connect(session, &DebugSession::started, this, [this] { setState(State::Running); });
    connect(session, &DebugSession::stopped, this, &DebugPresenter::takeStop);
    connect(session, &DebugSession::continued, this, [this] {
        leaveStop();
        setState(State::Running);
    });
    connect(session, &DebugSession::output, &m_script, &ScriptPresenter::appendOutput);
    connect(session, &DebugSession::finished, this, [this] {
        end();
        m_script.run(); // what the strip and the panels show is a run without stops
    });
    connect(session, &DebugSession::terminated, this, &DebugPresenter::end);
    connect(session, &DebugSession::failed, this, [this](const Error& error) {
        end();
        Q_EMIT failed(error);
    });
}

void DebugPresenter::end()
{
    if (m_session)
        m_session.release()->deleteLater(); // it may be the one that is speaking
    ++m_generation;
    m_runTo.reset();
    leaveStop();
    setState(State::Off);
    if (std::exchange(m_again, false))
        startOnEvent(m_eventId);
}

void DebugPresenter::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void DebugPresenter::resume()
{
    if (m_session)
        m_session->resume();
}

void DebugPresenter::stepOver()
{
    if (m_session)
        m_session->stepOver();
}

void DebugPresenter::stepInto()
{
    if (m_session)
        m_session->stepInto();
}

void DebugPresenter::stepOut()
{
    if (m_session)
        m_session->stepOut();
}

void DebugPresenter::runTo(int line)
{
    m_runTo = line;
    if (m_state == State::Off) {
        start();
    } else if (m_state == State::Paused) {
        sendBreakpoints();
        resume();
    }
}

void DebugPresenter::pause()
{
    if (m_session)
        m_session->pause();
}

void DebugPresenter::stop()
{
    if (m_session)
        m_session->terminate();
    else if (m_state == State::Starting)
        end();
}

void DebugPresenter::restart()
{
    if (m_state == State::Off)
        return;
    m_again = true;
    stop();
}

const std::vector<DebugBreakpoint>& DebugPresenter::breakpoints() const
{
    const auto found = m_breakpoints.constFind(m_script.source());
    return found == m_breakpoints.constEnd() ? none : *found;
}

std::vector<DebugBreakpoint>& DebugPresenter::own()
{
    return m_breakpoints[m_script.source()];
}

const DebugBreakpoint* DebugPresenter::breakpointAt(int line) const
{
    const auto& all = breakpoints();
    const auto found =
        std::find_if(all.begin(), all.end(), [line](const DebugBreakpoint& one) { return one.at.line == line; });
    return found == all.end() ? nullptr : &*found;
}

void DebugPresenter::toggleBreakpoint(int line)
{
    if (breakpointAt(line)) {
        removeBreakpoint(line);
        return;
    }
    DebugBreakpoint breakpoint;
    breakpoint.at.line = line;
    setBreakpoint(breakpoint);
}

void DebugPresenter::setBreakpoint(const DebugBreakpoint& breakpoint)
{
    std::vector<DebugBreakpoint>& all = own();
    std::erase_if(all, [&](const DebugBreakpoint& one) { return one.at.line == breakpoint.at.line; });
    const auto after = std::find_if(all.begin(), all.end(),
                                    [&](const DebugBreakpoint& one) { return one.at.line > breakpoint.at.line; });
    all.insert(after, breakpoint);
    sendBreakpoints();
    Q_EMIT breakpointsChanged();
}

void DebugPresenter::removeBreakpoint(int line)
{
    std::erase_if(own(), [line](const DebugBreakpoint& one) { return one.at.line == line; });
    sendBreakpoints();
    Q_EMIT breakpointsChanged();
}

void DebugPresenter::moveBreakpoints(const std::vector<int>& lines)
{
    std::vector<DebugBreakpoint>& all = own();
    if (lines.size() != all.size())
        return;
    std::vector<DebugBreakpoint> moved;
    for (size_t i = 0; i < lines.size(); ++i) {
        all[i].at.line = lines[i];
        if (lines[i] > 0 && (moved.empty() || moved.back().at.line != lines[i]))
            moved.push_back(all[i]);
    }
    all = std::move(moved);
    Q_EMIT breakpointsChanged();
}

void DebugPresenter::setStopConditions(const script::StopConditions& conditions)
{
    m_conditions = conditions;
    if (m_session)
        m_session->setStopConditions(conditions);
    Q_EMIT breakpointsChanged();
}

void DebugPresenter::sendBreakpoints()
{
    if (!m_session)
        return;
    std::vector<script::Breakpoint> wanted;
    for (const DebugBreakpoint& one : breakpoints()) {
        if (one.enabled)
            wanted.push_back(one.at);
    }
    if (m_runTo)
        wanted.push_back({*m_runTo, {}, {}, {}});
    m_session->setBreakpoints(std::move(wanted));
}

void DebugPresenter::takeStop(const script::Stop& stop)
{
    if (m_runTo) {
        m_runTo.reset();
        sendBreakpoints();
    }
    ++m_generation;
    m_stop = stop;
    m_frame = 0;
    setState(State::Paused);
    Q_EMIT placeChanged();
    lookAround();
}

void DebugPresenter::leaveStop()
{
    if (!m_stop)
        return;
    ++m_generation;
    m_stop.reset();
    m_frame = 0;
    m_variables.clear();
    m_inline.clear();
    evaluateWatches();
    Q_EMIT placeChanged();
    Q_EMIT inlineValuesChanged();
}

QString DebugPresenter::placeText() const
{
    if (!m_stop)
        return {};
    const int at = m_stop->frames.front().line;
    switch (m_stop->reason) {
    case StopReason::Exception: return tr("Paused at line %1: %2").arg(at).arg(m_stop->text);
    case StopReason::Unverified: return tr("Paused at line %1: not verified").arg(at);
    default: return tr("Paused at line %1").arg(at);
    }
}

int DebugPresenter::line() const
{
    return m_stop ? m_stop->frames[static_cast<size_t>(m_frame)].line : 0;
}

void DebugPresenter::selectFrame(int index)
{
    if (!m_stop || index < 0 || index >= static_cast<int>(m_stop->frames.size()) || index == m_frame)
        return;
    ++m_generation;
    m_frame = index;
    Q_EMIT placeChanged();
    lookAround();
}

void DebugPresenter::lookAround()
{
    const int frame = m_stop->frames[static_cast<size_t>(m_frame)].id;
    m_session->requestScopes(frame, this, [this, generation = m_generation](const std::vector<script::Scope>& scopes) {
        if (generation != m_generation)
            return;
        std::vector<DebugVariablesModel::Root> roots;
        for (const script::Scope& scope : scopes)
            roots.push_back({{scope.name, {}, {}, scope.variables, false}, true, false});
        m_variables.setRoots(roots);
        readValues(scopes);
    });
    evaluateWatches();
}

void DebugPresenter::readValues(const std::vector<script::Scope>& scopes)
{
    m_values.clear();
    for (const script::Scope& scope : scopes) {
        // Further out than the function stands what its lines did not set.
        if (scope.name.startsWith(QLatin1String("Closure")) || scope.name == QLatin1String("Module"))
            break;
        m_session->requestVariables(scope.variables, this,
                                    [this, generation = m_generation](const script::Members& members) {
                                        if (generation != m_generation)
                                            return;
                                        for (const script::Variable& variable : members.variables) {
                                            if (!m_values.contains(variable.name) && isShort(variable))
                                                m_values.insert(variable.name, variable.value);
                                        }
                                        m_inline = inlineValuesFor(m_script.text(), line(), m_values);
                                        Q_EMIT inlineValuesChanged();
                                    });
    }
}

void DebugPresenter::evaluate(const QString& expression, QObject* context, DebugSession::EvaluateDone done)
{
    if (m_stop && m_session)
        m_session->evaluate(expression, m_stop->frames[static_cast<size_t>(m_frame)].id, context, std::move(done));
}

void DebugPresenter::addWatch(const QString& expression)
{
    const QString text = expression.trimmed();
    if (text.isEmpty() || m_watched.contains(text))
        return;
    m_watched.append(text);
    evaluateWatches();
}

void DebugPresenter::removeWatch(int index)
{
    if (index < 0 || index >= m_watched.size())
        return;
    m_watched.removeAt(index);
    evaluateWatches();
}

void DebugPresenter::evaluateWatches()
{
    struct Gathering
    {
        std::vector<DebugVariablesModel::Root> roots;
        qsizetype missing = 0;
    };
    const auto gathering = std::make_shared<Gathering>();
    for (const QString& expression : std::as_const(m_watched))
        gathering->roots.push_back({{expression, {}, {}, 0, false}, false, false});
    if (!m_stop || !m_session) {
        m_watches.setRoots(gathering->roots);
        return;
    }
    gathering->missing = m_watched.size();
    if (m_watched.isEmpty())
        m_watches.clear();
    const int frame = m_stop->frames[static_cast<size_t>(m_frame)].id;
    for (qsizetype i = 0; i < m_watched.size(); ++i) {
        m_session->evaluate(m_watched[i], frame, this,
                            [this, gathering, i, expression = m_watched[i],
                             generation = m_generation](const script::Evaluation& evaluation) {
                                if (generation != m_generation)
                                    return;
                                DebugVariablesModel::Root& root = gathering->roots[static_cast<size_t>(i)];
                                root.isError = !evaluation.value;
                                if (evaluation.value) {
                                    root.variable = *evaluation.value;
                                    root.variable.name = expression;
                                } else {
                                    root.variable.value = evaluation.error;
                                }
                                if (--gathering->missing == 0)
                                    m_watches.setRoots(gathering->roots);
                            });
    }
}

} // namespace hw::models
