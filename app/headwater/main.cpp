#include "app/headwater/application.h"

#include <QApplication>
#include <QCommandLineParser>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace {

QCommandLineOption workspaceOption()
{
    return {QStringLiteral("workspace"), QStringLiteral("The same folder, as headwater-cli has it."),
            QStringLiteral("DIR")};
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(QStringLiteral("Webhooks on your desk: capture, verify, transform, map, deliver"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(workspaceOption());
    parser.addPositionalArgument(QStringLiteral("workspace"),
                                 QStringLiteral("Folder to open; the one used last where it is left out."),
                                 QStringLiteral("[workspace]"));
}

/// Help and version need no display.
bool asksForText(int argc, char** argv)
{
    return std::any_of(argv + std::min(argc, 1), argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--help-all" || argument == "--version" ||
               argument == "-v";
    });
}

/// Qt ends the program with advice about its own plugins where it finds no display.
bool hasDisplay([[maybe_unused]] int argc, [[maybe_unused]] char** argv)
{
    const bool chosen =
        qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || std::any_of(argv, argv + argc, [](std::string_view argument) {
            return argument == "-platform" || argument == "--platform";
        });
    return chosen || !qEnvironmentVariableIsEmpty("DISPLAY") || !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY");
}

} // namespace

int main(int argc, char** argv)
{
    if (asksForText(argc, argv)) {
        const QCoreApplication application(argc, argv);
        QCoreApplication::setApplicationName(QStringLiteral("Headwater"));
        QCoreApplication::setApplicationVersion(QStringLiteral(HW_VERSION));
        QCommandLineParser parser;
        describe(parser);
        parser.process(application);
        return 0;
    }
    if (!hasDisplay(argc, argv)) {
        std::fputs("Headwater: there is no display here (DISPLAY is not set). In a terminal headwater-cli does the "
                   "same; see: headwater-cli --help\n",
                   stderr);
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Headwater"));
    QApplication::setApplicationName(QStringLiteral("Headwater"));
    QApplication::setApplicationVersion(QStringLiteral(HW_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("headwater"));

    QCommandLineParser parser;
    describe(parser);
    parser.process(application);

    hw::app::Application headwater(application);
    QStringList folders = parser.values(workspaceOption());
    folders += parser.positionalArguments();
    if (!headwater.open(headwater.rootFor(folders)))
        return 0; // another process has this workspace open and was raised
    return QApplication::exec();
}
