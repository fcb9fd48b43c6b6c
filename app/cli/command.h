#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace hw::cli {

/// Exit statuses: programs that call this one build on them.
enum ExitStatus : int {
    exitDone = 0,
    exitFailed = 1,    ///< the work ran and something failed: a test, a delivery, a verification
    exitUsage = 2,     ///< wrong usage
    exitWorkspace = 3, ///< the workspace or a file in it is unreadable
    exitResource = 4,  ///< a resource is missing: port in use, keychain locked
};

/// Options that stand before or after the subcommand.
struct GlobalOptions
{
    QString workspace;   ///< as given; empty = the current folder if it is one, else the user's default
    QString environment; ///< empty = the active one
    bool json = false;
    std::optional<Timestamp> now;
};

struct Option
{
    QString name;      ///< without dashes
    QString valueName; ///< "FILE"; empty = a flag
    QString help;
};

/// What stood on the command line for one command.
class Arguments
{
public:
    QStringList positional;
    std::vector<std::pair<QString, QString>> options; ///< in order; flags have an empty value

    [[nodiscard]] bool has(QStringView name) const;
    /// The last value given, or the fallback.
    [[nodiscard]] QString value(QStringView name, const QString& fallback = {}) const;
    [[nodiscard]] QStringList values(QStringView name) const;
};

class Context;

/// One command: what its help and its parsing need, and the function that does it. A command that needs an event loop
/// sets its work up and returns QCoreApplication::exec().
struct Command
{
    QStringList path;  ///< {"source", "add"}
    QString arguments; ///< for the help: "PROVIDER"
    QString help;      ///< one line
    std::vector<Option> options;
    int minimum = 0; ///< of positional arguments
    int maximum = 0; ///< -1 = any number
    std::function<int(Context&, const Arguments&)> run;
    QString notes; ///< more lines for its own help; empty mostly
};

/// The groups of commands, one file each; main.cpp puts them together.
[[nodiscard]] std::vector<Command> catalogCommands();
[[nodiscard]] std::vector<Command> deliveriesCommands();
[[nodiscard]] std::vector<Command> directoryCommands();
[[nodiscard]] std::vector<Command> demoCommands();
[[nodiscard]] std::vector<Command> environmentCommands();
[[nodiscard]] std::vector<Command> eventFilesCommands();
[[nodiscard]] std::vector<Command> eventsCommands();
[[nodiscard]] std::vector<Command> initCommands();
[[nodiscard]] std::vector<Command> mappingCommands();
[[nodiscard]] std::vector<Command> processCommands();
[[nodiscard]] std::vector<Command> resendCommands();
[[nodiscard]] std::vector<Command> rerunCommands();
[[nodiscard]] std::vector<Command> sampleCommands();
[[nodiscard]] std::vector<Command> scriptCommands();
[[nodiscard]] std::vector<Command> scriptDebugCommands();
[[nodiscard]] std::vector<Command> secretCommands();
[[nodiscard]] std::vector<Command> sendCommands();
[[nodiscard]] std::vector<Command> serveCommands();
[[nodiscard]] std::vector<Command> sourceCommands();
[[nodiscard]] std::vector<Command> sourceImportCommands();
[[nodiscard]] std::vector<Command> statusCommands();
[[nodiscard]] std::vector<Command> storeCommands();
[[nodiscard]] std::vector<Command> verifyCommands();

} // namespace hw::cli
