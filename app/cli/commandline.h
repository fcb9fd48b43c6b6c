#pragma once

#include "app/cli/command.h"

namespace hw::cli {

/// What a command line asks for.
struct Invocation
{
    enum class Kind {
        Run,
        Help, ///< `text` is the help
        Version,
        WrongUsage, ///< `text` says what is wrong and what to do
    };

    Kind kind = Kind::Run;
    const Command* command = nullptr;
    GlobalOptions globals;
    Arguments arguments;
    QString text;
};

/// Pure: reads the arguments (without the program's name) against the table.
[[nodiscard]] Invocation parseCommandLine(const QStringList& arguments, const std::vector<Command>& commands);

/// Help of the whole program, of a group ("source"), or of one command.
[[nodiscard]] QString helpText(const std::vector<Command>& commands, const QStringList& path);

} // namespace hw::cli
