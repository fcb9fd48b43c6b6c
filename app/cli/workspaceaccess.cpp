#include "app/cli/workspaceaccess.h"

#include <QFile>

#include <openssl/crypto.h>

#include <termios.h>
#include <unistd.h>

namespace hw::cli {

namespace {

/// Switches the terminal's echo off for as long as it lives.
class NoEcho final
{
public:
    NoEcho()
    {
        m_isTerminal = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_isTerminal)
            return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~NoEcho()
    {
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    Q_DISABLE_COPY_MOVE(NoEcho)

    [[nodiscard]] bool isTerminal() const { return m_isTerminal; }

private:
    termios m_before = {};
    bool m_isTerminal = false;
};

/// One line from a terminal, everything from a pipe.
Result<QByteArray> readInput(const Context& context, const QString& name)
{
    const NoEcho quiet;
    if (!quiet.isTerminal())
        return Context::standardInput(Context::Input::WithoutFinalNewline);
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return Error{ErrorCode::IoError, {QStringLiteral("standard input"), input.errorString()}};
    context.hint(QStringLiteral("Value of %1 (not shown), then Enter:").arg(name));
    QByteArray line = input.readLine();
    if (line.endsWith('\n'))
        line.chop(1);
    return line;
}

} // namespace

Result<std::unique_ptr<workspace::WorkspaceFiles>> openWithHints(const Context& context)
{
    auto files = context.openFiles();
    if (files) {
        for (const Error& error : (*files)->workspace().allErrors())
            context.hint(context.textOf(error));
    }
    return files;
}

Result<workspace::Environment> environmentOf(const Context& context, const workspace::Workspace& workspace)
{
    const auto name = context.environmentOf(workspace);
    if (!name)
        return name.error();
    const workspace::EnvironmentState* state = workspace.environment(*name);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), *name}};
    if (state->error)
        return *state->error;
    return state->environment;
}

std::unique_ptr<workspace::SecretStore> secretStore(const workspace::Workspace& workspace)
{
    workspace::SecretStore::Options options;
    options.workspaceId = workspace.id;
    options.dataFolder = workspace.dataFolder();
    return std::make_unique<workspace::SecretStore>(options);
}

Result<SecretString> readSecret(const Context& context, const QString& name)
{
    auto bytes = readInput(context, name);
    if (!bytes)
        return bytes.error();
    if (bytes->isEmpty()) {
        return Error{ErrorCode::InvalidArgument,
                     {name, QString(), QStringLiteral("a value on standard input that is not empty")}};
    }
    SecretString secret(*bytes);
    OPENSSL_cleanse(bytes->data(), static_cast<size_t>(bytes->size()));
    return secret;
}

void document(const Context& context, const json::Value& value)
{
    if (context.json())
        context.print(value);
}

} // namespace hw::cli
