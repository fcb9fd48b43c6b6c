#include "app/cli/commandline.h"

#include "core/engine/route.h"

#include <algorithm>

namespace hw::cli {

namespace {

const std::vector<Option>& globalOptions()
{
    static const std::vector<Option> options{
        {QStringLiteral("workspace"), QStringLiteral("DIR"),
         QStringLiteral("the workspace (default: the current folder if it is one, else ~/Headwater/default)")},
        {QStringLiteral("environment"), QStringLiteral("NAME"), QStringLiteral("instead of the active environment")},
        {QStringLiteral("json"), {}, QStringLiteral("print JSON on standard output, and nothing else there")},
        {QStringLiteral("now"), QStringLiteral("TIME"),
         QStringLiteral("the engine's clock: epoch seconds, milliseconds or ISO 8601")},
        {QStringLiteral("help"), {}, QStringLiteral("show help")},
    };
    return options;
}

const Option* findOption(const std::vector<Option>& options, QStringView name)
{
    const auto it = std::find_if(options.begin(), options.end(), [&](const Option& o) { return o.name == name; });
    return it == options.end() ? nullptr : &*it;
}

bool startsWith(const QStringList& path, const QStringList& head)
{
    return path.size() >= head.size() && std::equal(head.begin(), head.end(), path.begin());
}

QString usageLine(const Command& command)
{
    QString line = QStringLiteral("headwater-cli ") + command.path.join(QLatin1Char(' '));
    if (!command.options.empty())
        line += QStringLiteral(" [options]");
    if (!command.arguments.isEmpty())
        line += QLatin1Char(' ') + command.arguments;
    return line;
}

QString optionLines(const std::vector<Option>& options)
{
    QString text;
    for (const Option& option : options) {
        QString name = QStringLiteral("--") + option.name;
        if (!option.valueName.isEmpty())
            name += QLatin1Char(' ') + option.valueName;
        text += QStringLiteral("  %1 %2\n").arg(name, -24).arg(option.help);
    }
    return text;
}

/// The word of a list that was probably meant: one that differs little, else one that begins alike.
QString nearest(const QString& typed, const QStringList& known)
{
    const QString alike = engine::nearestKey(typed, known);
    if (!alike.isEmpty() || typed.size() < 2)
        return alike;
    const auto it =
        std::find_if(known.begin(), known.end(), [&](const QString& word) { return word.startsWith(typed); });
    return it == known.end() ? QString() : *it;
}

Invocation wrong(const QString& text, bool json)
{
    Invocation invocation;
    invocation.globals.json = json;
    invocation.kind = Invocation::Kind::WrongUsage;
    invocation.text = text;
    return invocation;
}

/// The command whose path the words start with, the longest first.
const Command* findCommand(const std::vector<Command>& commands, const QStringList& words)
{
    const Command* best = nullptr;
    for (const Command& command : commands) {
        if (startsWith(words, command.path) && (!best || command.path.size() > best->path.size()))
            best = &command;
    }
    return best;
}

QString unknownCommand(const std::vector<Command>& commands, const QStringList& words)
{
    QStringList known;
    const bool isGroup = std::any_of(commands.begin(), commands.end(), [&](const Command& c) {
        return c.path.size() > 1 && c.path.first() == words.first();
    });
    for (const Command& command : commands) {
        if (!isGroup)
            known.append(command.path.first());
        else if (command.path.first() == words.first())
            known.append(command.path.last());
    }
    const QString typed = isGroup ? words.value(1) : words.first();
    const QString group = isGroup ? words.first() + QLatin1Char(' ') : QString();
    if (typed.isEmpty())
        return QStringLiteral("%1needs a subcommand: %2").arg(group, known.join(QStringLiteral(", ")));
    const QString near = nearest(typed, known);
    return near.isEmpty() ? QStringLiteral("There is no command %1%2. See: headwater-cli --help").arg(group, typed)
                          : QStringLiteral("There is no command %1%2. Did you mean %1%3?").arg(group, typed, near);
}

} // namespace

bool Arguments::has(QStringView name) const
{
    return std::any_of(options.begin(), options.end(), [&](const auto& option) { return option.first == name; });
}

QString Arguments::value(QStringView name, const QString& fallback) const
{
    const auto it = std::find_if(options.rbegin(), options.rend(), [&](const auto& o) { return o.first == name; });
    return it == options.rend() ? fallback : it->second;
}

QStringList Arguments::values(QStringView name) const
{
    QStringList found;
    for (const auto& [option, optionValue] : options) {
        if (option == name)
            found.append(optionValue);
    }
    return found;
}

Invocation parseCommandLine(const QStringList& arguments, const std::vector<Command>& commands)
{
    // Options may stand before the command that knows them, so the words are gathered first.
    QStringList words;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments.at(i);
        if (argument == QLatin1String("--"))
            break;
        if (!argument.startsWith(QLatin1String("--"))) {
            words.append(argument);
            continue;
        }
        const Option* global = findOption(globalOptions(), QStringView(argument).mid(2));
        if (global && !global->valueName.isEmpty())
            ++i;
    }
    Invocation invocation;
    // Also what is wrong is told in the form that was asked for.
    const bool asJson = arguments.contains(QStringLiteral("--json"));
    const auto wrongUsage = [asJson](const QString& text) { return wrong(text, asJson); };
    const bool wantsHelp = arguments.contains(QStringLiteral("--help")) || arguments.contains(QStringLiteral("-h"));
    if (arguments.contains(QStringLiteral("--version"))) {
        invocation.kind = Invocation::Kind::Version;
        return invocation;
    }
    words.removeAll(QStringLiteral("-h"));
    if (words.isEmpty() || words.first() == QLatin1String("help")) {
        if (words.isEmpty() && !wantsHelp)
            return wrongUsage(helpText(commands, {}));
        invocation.kind = Invocation::Kind::Help;
        invocation.text = helpText(commands, words.mid(1));
        return invocation;
    }
    invocation.command = findCommand(commands, words);
    if (wantsHelp) {
        invocation.kind = Invocation::Kind::Help;
        invocation.text = helpText(commands, invocation.command ? invocation.command->path : words);
        return invocation;
    }
    if (!invocation.command)
        return wrongUsage(unknownCommand(commands, words));

    const Command& command = *invocation.command;
    qsizetype pathLeft = command.path.size();
    bool onlyPositional = false;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString& argument = arguments.at(i);
        if (onlyPositional || !argument.startsWith(QLatin1String("--"))) {
            if (pathLeft > 0)
                --pathLeft;
            else
                invocation.arguments.positional.append(argument);
            continue;
        }
        if (argument.size() == 2) {
            onlyPositional = true;
            continue;
        }
        const qsizetype equals = argument.indexOf(QLatin1Char('='));
        const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
        const Option* global = findOption(globalOptions(), name);
        const Option* option = global ? global : findOption(command.options, name);
        if (!option) {
            QStringList known;
            for (const Option& o : command.options)
                known.append(o.name);
            for (const Option& o : globalOptions())
                known.append(o.name);
            const QString near = nearest(name, known);
            return wrongUsage(near.isEmpty()
                                  ? QStringLiteral("There is no option --%1 here. See: headwater-cli %2 --help")
                                        .arg(name, command.path.join(QLatin1Char(' ')))
                                  : QStringLiteral("There is no option --%1 here. Did you mean --%2?").arg(name, near));
        }
        QString value;
        if (option->valueName.isEmpty()) {
            if (equals >= 0)
                return wrongUsage(QStringLiteral("The option --%1 takes no value.").arg(name));
        } else if (equals >= 0) {
            value = argument.mid(equals + 1);
        } else if (++i < arguments.size()) {
            value = arguments.at(i);
        } else {
            return wrongUsage(QStringLiteral("The option --%1 needs a value: --%1 %2").arg(name, option->valueName));
        }
        if (!global) {
            invocation.arguments.options.emplace_back(name, value);
        } else if (name == QLatin1String("workspace")) {
            invocation.globals.workspace = value;
        } else if (name == QLatin1String("environment")) {
            invocation.globals.environment = value;
        } else if (name == QLatin1String("json")) {
            invocation.globals.json = true;
        } else if (name == QLatin1String("now")) {
            const auto time = parseTimestamp(value);
            if (!time)
                return wrongUsage(
                    QStringLiteral("--now takes epoch seconds, epoch milliseconds or ISO 8601, not \"%1\".")
                        .arg(value));
            invocation.globals.now = *time;
        }
    }
    const qsizetype count = invocation.arguments.positional.size();
    if (count < command.minimum || (command.maximum >= 0 && count > command.maximum))
        return wrongUsage(QStringLiteral("usage: %1").arg(usageLine(command)));
    return invocation;
}

QString helpText(const std::vector<Command>& commands, const QStringList& path)
{
    QString text;
    for (const Command& command : commands) {
        if (path.isEmpty() || command.path != path)
            continue;
        text = QStringLiteral("%1.\n\nusage: %2\n").arg(command.help, usageLine(command));
        if (!command.options.empty())
            text += QStringLiteral("\nOptions:\n") + optionLines(command.options);
        if (!command.notes.isEmpty())
            text += QLatin1Char('\n') + command.notes + QLatin1Char('\n');
        return text + QStringLiteral("\nEverywhere:\n") + optionLines(globalOptions());
    }
    text = QStringLiteral("Headwater %1: capture, verify, transform, map and deliver webhooks.\n\n"
                          "usage: headwater-cli [options] COMMAND …\n\nCommands:\n")
               .arg(QLatin1String(HW_VERSION));
    for (const Command& command : commands) {
        if (!startsWith(command.path, path))
            continue;
        QString name = command.path.join(QLatin1Char(' '));
        if (!command.arguments.isEmpty())
            name += QLatin1Char(' ') + command.arguments;
        text += name.size() <= 34 ? QStringLiteral("  %1 %2\n").arg(name, -34).arg(command.help)
                                  : QStringLiteral("  %1\n  %2 %3\n").arg(name).arg(QString(), -34).arg(command.help);
    }
    return text + QStringLiteral("\nOptions:\n") + optionLines(globalOptions()) +
           QStringLiteral("\nExit status: 0 done, 1 something failed, 2 wrong usage, 3 unreadable workspace or file, "
                          "4 a resource is missing.\n");
}

} // namespace hw::cli
