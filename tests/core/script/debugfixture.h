#pragma once

#include "core/script/debugsession.h"

#include <QMap>

#include <deque>

namespace hw::test {

/// A debug session with the real host, whose answers are waited for. A stop is written "name:line", as in "main:3".
class DebugFixture
{
public:
    /// Compiles the source, with one compiler for all fixtures, so that next() starts at once.
    explicit DebugFixture(const QByteArray& source, const QString& fileName = QStringLiteral("script.js"),
                          const QByteArray& body = "{}", script::ScriptLimits limits = {},
                          std::chrono::milliseconds answerLimit = std::chrono::seconds(60));

    script::DebugSession& session() { return *m_session; }

    /// Starts it where it has not been, and waits for the next stop, or for the end.
    QString next();
    /// Carries out "n", "s", "o", "c" and waits as next() does.
    QString go(char command);
    /// The stops of a series of such commands, after next(), in one line; those after the end are left out.
    QString walk(const QByteArray& commands);
    /// The values that expressions have in a frame.
    QString value(const QString& expression, int frame = 0);
    /// Names of the scopes in a frame: "Block, Local, Module".
    QString scopeNames(int frame = 0);
    /// "a=1, b=2" of a scope, by its place in that list.
    QString variables(int scope = 0, int frame = 0);
    QMap<QString, script::Variable> variableMap(int scope = 0, int frame = 0);
    std::vector<script::Variable> open(int variables);
    static QString text(const std::vector<script::Variable>& variables);
    /// "inner:3 main:9"; a frame that waits has a star.
    QString stack();

    /// Breakpoints at these lines, stopped at or not.
    void breakAt(std::initializer_list<int> lines);

    std::optional<script::Stop> stop;
    std::optional<script::ScriptOutcome> outcome;
    std::optional<Error> error;
    bool terminated = false;
    std::vector<script::DebugOutput> output;
    std::vector<script::BreakpointState> breakpoints;

    static constexpr char secretName[] = "SERVICE_SIGNING_SECRET";
    static constexpr char secretValue[] = "whsec_made_up_for_tests";

private:
    QString waitForNext();

    std::unique_ptr<script::DebugSession> m_session;
    QObject m_context;
};

} // namespace hw::test
