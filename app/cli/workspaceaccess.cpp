#include "app/cli/workspaceaccess.h"

#include "core/store/migrations.h"

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

Result<store::Reader> openReader(const Context& context)
{
    const auto files = context.openFiles();
    if (!files)
        return files.error();
    const QString path = (*files)->workspace().databasePath();
    if (!QFile::exists(path)) {
        // A workspace that never ran has no database yet: an empty one answers as well.
        auto made = store::openStore(path);
        if (!made)
            return made.error();
    }
    return store::Reader::open(path);
}

Result<store::StoredEvent> findEvent(store::Reader& reader, const QString& id)
{
    auto stored = reader.event(id);
    if (!stored)
        return stored.error();
    if (!*stored)
        return Error{ErrorCode::NotFound, {QStringLiteral("event"), id}};
    return std::move(**stored);
}

Result<store::Filter> parseFilter(const Context& context, const QString& text)
{
    return store::Filter::parse(text, context.clock()->now());
}

int failFilter(const Context& context, const Error& error)
{
    return context.failUsage(
        QStringLiteral("The filter is wrong at character %1: %2").arg(error.column).arg(error.args.value(0)));
}

bool confirm(const Context& context, const QString& question)
{
    if (::isatty(STDIN_FILENO) != 1)
        return false;
    QFile input;
    if (!input.open(STDIN_FILENO, QIODevice::ReadOnly))
        return false;
    context.hint(question + QStringLiteral(" [y/N]"));
    const QByteArray answer = input.readLine().trimmed().toLower();
    return answer == "y" || answer == "yes";
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
