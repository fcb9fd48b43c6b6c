#pragma once

#include "app/cli/command.h"
#include "core/catalog/catalog.h"
#include "core/workspace/workspacefiles.h"

#include <QString>

#include <memory>

namespace hw::cli {

/// What every command has: the global options, where to print, which workspace, which clock.
class Context
{
public:
    explicit Context(GlobalOptions globals);

    [[nodiscard]] const GlobalOptions& globals() const { return m_globals; }
    [[nodiscard]] bool json() const { return m_globals.json; }
    [[nodiscard]] std::shared_ptr<const Clock> clock() const { return m_clock; }

    /// One JSON document on standard output.
    void print(const json::Value& document) const;
    /// One line of JSON lines.
    void printLine(const json::Value& line) const;
    /// A line of text on standard output; only without --json.
    void say(const QString& line) const;
    /// Rows under a header, columns aligned, on standard output.
    void table(const QStringList& header, const std::vector<QStringList>& rows) const;
    /// Progress and hints, on standard error.
    void hint(const QString& line) const;
    /// The error in one line on standard error (with --json as a document on standard output); gives the exit status.
    int fail(const Error& error) const;
    /// The line that fail() would print.
    [[nodiscard]] QString textOf(const Error& error) const;
    int failUsage(const QString& text) const;

    /// The folder that the options mean; it need not be a workspace.
    [[nodiscard]] QString workspaceFolder() const;
    [[nodiscard]] Result<std::unique_ptr<workspace::WorkspaceFiles>> openFiles() const;
    /// The environment that the options mean.
    [[nodiscard]] Result<QString> environmentOf(const workspace::Workspace& workspace) const;
    [[nodiscard]] catalog::Catalog catalog() const;

    /// Standard input to its end; one final line end is taken off where `trim` asks for it.
    enum class Input { Exact, WithoutFinalNewline };
    [[nodiscard]] static QByteArray standardInput(Input input);

private:
    GlobalOptions m_globals;
    std::shared_ptr<const Clock> m_clock;
};

/// Prints one JSON array whose elements come one by one and need not be kept; nothing without --json.
class JsonArrayPrinter final
{
public:
    explicit JsonArrayPrinter(const Context& context)
        : m_context(context)
    {}
    void add(const json::Value& element);
    void end();

private:
    const Context& m_context;
    bool m_isEmpty = true;
};

/// The exit status that an error's code stands for.
[[nodiscard]] int exitStatus(ErrorCode code);

} // namespace hw::cli
