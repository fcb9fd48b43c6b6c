#include "tests/core/script/debugfixture.h"

#include "core/script/compiler.h"
#include "tests/core/script/scriptfixture.h"

#include <QTest>

namespace hw::test {

using namespace script;

namespace {

constexpr int patience = 240000;

} // namespace

DebugFixture::DebugFixture(const QByteArray& source, const QString& fileName, const QByteArray& body,
                           ScriptLimits limits, std::chrono::milliseconds answerLimit)
{
    DebugTarget target;
    target.fileName = fileName;
    target.source = source;
    target.job = ScriptFixture::job(nullptr, body);
    target.limits = limits;
    target.answerLimit = answerLimit;
    target.hostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    static Compiler compiler(
        {target.hostPath, {}, std::chrono::milliseconds(patience), std::chrono::milliseconds(patience)});
    std::optional<Result<Program>> program;
    compiler.compile({fileName, source, {}, CompileRequest::Mode::Debug}, &m_context,
                     [&program](const Result<Program>& done) { program = done; });
    if (!QTest::qWaitFor([&program] { return program.has_value(); }, patience))
        program = Error{ErrorCode::Timeout, {QStringLiteral("compile")}};
    if (*program)
        target.job.program = **program;
    else
        error = program->error();
    m_session = std::make_unique<DebugSession>(std::move(target));
    QObject::connect(m_session.get(), &DebugSession::stopped, &m_context, [this](const Stop& now) { stop = now; });
    QObject::connect(m_session.get(), &DebugSession::finished, &m_context,
                     [this](const ScriptOutcome& now) { outcome = now; });
    QObject::connect(m_session.get(), &DebugSession::failed, &m_context, [this](const Error& now) { error = now; });
    QObject::connect(m_session.get(), &DebugSession::terminated, &m_context, [this] { terminated = true; });
    QObject::connect(m_session.get(), &DebugSession::output, &m_context,
                     [this](const DebugOutput& line) { output.push_back(line); });
    QObject::connect(m_session.get(), &DebugSession::breakpointsChanged, &m_context,
                     [this](const std::vector<BreakpointState>& states) { breakpoints = states; });
}

void DebugFixture::breakAt(std::initializer_list<int> lines)
{
    std::vector<Breakpoint> points;
    for (const int line : lines)
        points.push_back({line, {}, {}, {}});
    m_session->setBreakpoints(points);
}

QString DebugFixture::waitForNext()
{
    const bool came = QTest::qWaitFor([this] { return stop || outcome || error || terminated; }, patience);
    if (!came)
        return QStringLiteral("nothing");
    if (stop)
        return QStringLiteral("%1:%2").arg(stop->frames.front().name).arg(stop->frames.front().line);
    if (error)
        return QStringLiteral("failed: ") + error->args.join(u' ') + QStringLiteral(" line %1").arg(error->line);
    if (terminated)
        return QStringLiteral("terminated");
    return outcome->report.error ? QStringLiteral("error: ") + outcome->report.error->message : QStringLiteral("end");
}

QString DebugFixture::next()
{
    if (!error)
        m_session->start();
    return waitForNext();
}

QString DebugFixture::go(char command)
{
    stop.reset();
    switch (command) {
    case 'n': m_session->stepOver(); break;
    case 's': m_session->stepInto(); break;
    case 'o': m_session->stepOut(); break;
    default: m_session->resume(); break;
    }
    return waitForNext();
}

QString DebugFixture::walk(const QByteArray& commands)
{
    QStringList stops{next()};
    for (const char command : commands) {
        if (stop)
            stops.append(go(command));
    }
    return stops.join(u' ');
}

QString DebugFixture::value(const QString& expression, int frame)
{
    std::optional<Evaluation> answer;
    m_session->evaluate(expression, frame, &m_context, [&answer](const Evaluation& given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return QStringLiteral("no answer");
    return answer->value ? answer->value->value : answer->error;
}

QString DebugFixture::scopeNames(int frame)
{
    std::optional<std::vector<Scope>> answer;
    m_session->requestScopes(frame, &m_context, [&answer](const std::vector<Scope>& given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return QStringLiteral("no answer");
    QStringList names;
    for (const auto& scope : *answer)
        names.append(scope.name);
    return names.join(QStringLiteral(", "));
}

QMap<QString, Variable> DebugFixture::variableMap(int scope, int frame)
{
    std::optional<std::vector<Scope>> scopes;
    m_session->requestScopes(frame, &m_context, [&scopes](const std::vector<Scope>& given) { scopes = given; });
    if (!QTest::qWaitFor([&scopes] { return scopes.has_value(); }, patience) ||
        scope >= static_cast<int>(scopes->size()))
        return {};
    QMap<QString, Variable> map;
    for (const auto& variable : open((*scopes)[static_cast<size_t>(scope)].variables))
        map.insert(variable.name, variable);
    return map;
}

std::vector<Variable> DebugFixture::open(int variables)
{
    std::optional<Members> answer;
    m_session->requestVariables(variables, &m_context, [&answer](const Members& given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, patience))
        return {};
    if (!answer->error.isEmpty())
        return {{QStringLiteral("error"), answer->error, {}, 0, false}};
    return answer->variables;
}

QString DebugFixture::text(const std::vector<Variable>& variables)
{
    QStringList shown;
    for (const auto& variable : variables)
        shown.append(variable.name + u'=' + variable.value);
    return shown.join(QStringLiteral(", "));
}

QString DebugFixture::variables(int scope, int frame)
{
    std::optional<std::vector<Scope>> scopes;
    m_session->requestScopes(frame, &m_context, [&scopes](const std::vector<Scope>& given) { scopes = given; });
    if (!QTest::qWaitFor([&scopes] { return scopes.has_value(); }, patience) ||
        scope >= static_cast<int>(scopes->size()))
        return QStringLiteral("no such scope");
    return text(open((*scopes)[static_cast<size_t>(scope)].variables));
}

QString DebugFixture::stack()
{
    QStringList frames;
    for (const auto& frame : stop->frames)
        frames.append(QStringLiteral("%1:%2%3").arg(frame.name).arg(frame.line).arg(frame.waiting ? u"*" : u""));
    return frames.join(u' ');
}

} // namespace hw::test
