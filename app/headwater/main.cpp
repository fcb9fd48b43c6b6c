#include "app/headwater/application.h"
#include "ui/models/language.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLocale>
#include <QSettings>

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("Headwater"));
    QApplication::setApplicationName(QStringLiteral("Headwater"));
    QApplication::setApplicationVersion(QStringLiteral(HW_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("headwater"));

    const QString chosen = hw::models::chosenLanguage(QSettings());
    const hw::models::Language language(hw::models::languageFor(chosen, QLocale::system().uiLanguages()));

    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Webhooks on your desk: capture, verify, transform, map, deliver"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("workspace"),
                                 QStringLiteral("Folder to open; the one used last where it is left out."),
                                 QStringLiteral("[workspace]"));
    parser.process(application);

    hw::app::Application headwater(application);
    if (!headwater.open(headwater.rootFor(parser.positionalArguments())))
        return 0; // another process has this workspace open and was raised
    return QApplication::exec();
}
