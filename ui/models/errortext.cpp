#include "ui/models/errortext.h"

#include "core/workspace/secretstore.h"
#include "ui/models/filledtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

constexpr char context[] = "ErrorText";

/// %1, %2, … are the arguments of the code as error.h lists them. A next step that needs an empty argument is left out.
struct Row
{
    ErrorCode code;
    const char* what;
    const char* commandLine;
    const char* window;
};

constexpr std::array rows{
    Row{ErrorCode::Internal, QT_TRANSLATE_NOOP("ErrorText", "This should not have happened: %1."),
        QT_TRANSLATE_NOOP("ErrorText", "Please report it with the command that led to it."),
        QT_TRANSLATE_NOOP("ErrorText", "Please report it with what you did before.")},
    Row{ErrorCode::InvalidArgument, QT_TRANSLATE_NOOP("ErrorText", "\"%2\" does not fit %1."),
        QT_TRANSLATE_NOOP("ErrorText", "Accepted: %3."), QT_TRANSLATE_NOOP("ErrorText", "Accepted: %3.")},
    Row{ErrorCode::NotFound, QT_TRANSLATE_NOOP("ErrorText", "There is no %1 \"%2\"."), "", ""},
    Row{ErrorCode::AlreadyExists, QT_TRANSLATE_NOOP("ErrorText", "The %1 \"%2\" exists already."),
        QT_TRANSLATE_NOOP("ErrorText", "Choose another name."), QT_TRANSLATE_NOOP("ErrorText", "Choose another name.")},
    Row{ErrorCode::Conflict, QT_TRANSLATE_NOOP("ErrorText", "%1 was changed by another program since it was read."),
        QT_TRANSLATE_NOOP("ErrorText", "Nothing was written: run the command again."),
        QT_TRANSLATE_NOOP("ErrorText", "Nothing was written: choose which version to keep.")},
    Row{ErrorCode::ParseError, QT_TRANSLATE_NOOP("ErrorText", "%1."), "", ""},
    Row{ErrorCode::IoError, QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be used: %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Check that it exists and that you may use it."),
        QT_TRANSLATE_NOOP("ErrorText", "Check that it exists and that you may use it.")},
    Row{ErrorCode::NotAWorkspace, QT_TRANSLATE_NOOP("ErrorText", "%1 is not a Headwater workspace."),
        QT_TRANSLATE_NOOP("ErrorText", "Make one with: headwater-cli init %1"),
        QT_TRANSLATE_NOOP("ErrorText", "Open another folder, or make a workspace there.")},
    Row{ErrorCode::WorkspaceTooNew,
        QT_TRANSLATE_NOOP("ErrorText", "%1 has format %2, this version of Headwater knows %3."),
        QT_TRANSLATE_NOOP("ErrorText", "Update Headwater."), QT_TRANSLATE_NOOP("ErrorText", "Update Headwater.")},
    Row{ErrorCode::WorkspaceOwned, QT_TRANSLATE_NOOP("ErrorText", "The workspace %1 is already in use by process %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Stop it with: kill %2"),
        QT_TRANSLATE_NOOP("ErrorText", "It does the work; this window shows what it captures.")},
    Row{ErrorCode::PortInUse, QT_TRANSLATE_NOOP("ErrorText", "Port %2 on %1 is in use by another program."),
        QT_TRANSLATE_NOOP("ErrorText", "Use --port %3."), QT_TRANSLATE_NOOP("ErrorText", "Port %3 is free.")},
    Row{ErrorCode::AddressNotAvailable, QT_TRANSLATE_NOOP("ErrorText", "Cannot listen on %1, port %2: %3."),
        QT_TRANSLATE_NOOP("ErrorText", "Use --host 127.0.0.1, or a port of 1024 or more."),
        QT_TRANSLATE_NOOP("ErrorText", "Choose another address or port in the settings.")},
    Row{ErrorCode::SecretMissing, QT_TRANSLATE_NOOP("ErrorText", "The secret %1 is missing."),
        QT_TRANSLATE_NOOP("ErrorText", "Set it with: headwater-cli secret set %1"),
        QT_TRANSLATE_NOOP("ErrorText", "Enter it in the source's settings.")},
    Row{ErrorCode::SecretStoreLocked, QT_TRANSLATE_NOOP("ErrorText", "The secrets in %1 are locked."),
        QT_TRANSLATE_NOOP("ErrorText", "What opens them: %2."), QT_TRANSLATE_NOOP("ErrorText", "What opens them: %2.")},
    Row{ErrorCode::SecretStoreBroken, QT_TRANSLATE_NOOP("ErrorText", "The secrets in %1 cannot be read: %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Mend or move the file away, then set them with: headwater-cli secret set NAME"),
        QT_TRANSLATE_NOOP("ErrorText", "Mend or move the file away, then enter them again.")},
    Row{ErrorCode::SecretKeyWrong,
        QT_TRANSLATE_NOOP("ErrorText", "The secrets in %1 were stored with another passphrase or key."),
        QT_TRANSLATE_NOOP("ErrorText", "Set HEADWATER_PASSPHRASE to the right one."),
        QT_TRANSLATE_NOOP("ErrorText", "Enter the right passphrase.")},
    Row{ErrorCode::StoreCorrupt, QT_TRANSLATE_NOOP("ErrorText", "The database %1 is damaged: %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Look with: headwater-cli store check"),
        QT_TRANSLATE_NOOP("ErrorText", "Check and repair it in the settings.")},
    Row{ErrorCode::StoreTooNew,
        QT_TRANSLATE_NOOP("ErrorText", "The database %1 has version %2, this Headwater knows %3."),
        QT_TRANSLATE_NOOP("ErrorText", "Update Headwater."), QT_TRANSLATE_NOOP("ErrorText", "Update Headwater.")},
    Row{ErrorCode::StoreOutdated,
        QT_TRANSLATE_NOOP("ErrorText", "The database %1 has version %2, this Headwater reads %3."),
        QT_TRANSLATE_NOOP("ErrorText", "Migrate it by starting: headwater-cli serve"),
        QT_TRANSLATE_NOOP("ErrorText", "Start the listener to migrate it.")},
    Row{ErrorCode::StoreBusy, QT_TRANSLATE_NOOP("ErrorText", "%1 is busy: another process holds it."),
        QT_TRANSLATE_NOOP("ErrorText", "Try again."), QT_TRANSLATE_NOOP("ErrorText", "Try again.")},
    Row{ErrorCode::StoreFull, QT_TRANSLATE_NOOP("ErrorText", "There is no space left for %1."),
        QT_TRANSLATE_NOOP("ErrorText", "Free some space; nothing that was answered is lost."),
        QT_TRANSLATE_NOOP("ErrorText", "Free some space; nothing that was answered is lost.")},
    Row{ErrorCode::StoreReadOnly, QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be written."),
        QT_TRANSLATE_NOOP("ErrorText", "Check the permissions of the file and its folder."),
        QT_TRANSLATE_NOOP("ErrorText", "Check the permissions of the file and its folder.")},
    Row{ErrorCode::NotSupported, QT_TRANSLATE_NOOP("ErrorText", "%1 is not supported by %2."), "", ""},
    Row{ErrorCode::ScriptSyntax, QT_TRANSLATE_NOOP("ErrorText", "%1."), "", ""},
    Row{ErrorCode::ScriptUnsupported, QT_TRANSLATE_NOOP("ErrorText", "%1 is not supported in scripts."),
        QT_TRANSLATE_NOOP("ErrorText", "%2."), QT_TRANSLATE_NOOP("ErrorText", "%2.")},
    Row{ErrorCode::ScriptHostFailed, QT_TRANSLATE_NOOP("ErrorText", "The script host does not work: %1."),
        QT_TRANSLATE_NOOP("ErrorText", "Check that headwater-scripthost stands beside headwater-cli."),
        QT_TRANSLATE_NOOP("ErrorText", "Check that headwater-scripthost stands beside headwater.")},
    Row{ErrorCode::SchemeUnknown, QT_TRANSLATE_NOOP("ErrorText", "There is no signature scheme \"%1\"."),
        QT_TRANSLATE_NOOP("ErrorText", "Set one with: headwater-cli source set KEY signing.scheme=NAME"),
        QT_TRANSLATE_NOOP("ErrorText", "Choose one in the source's verification settings.")},
    Row{ErrorCode::SecretMalformed, QT_TRANSLATE_NOOP("ErrorText", "The secret %1 is not %2: %3."),
        QT_TRANSLATE_NOOP("ErrorText", "Set it again with: headwater-cli secret set %1"),
        QT_TRANSLATE_NOOP("ErrorText", "Enter it again in the source's settings.")},
    Row{ErrorCode::Timeout, QT_TRANSLATE_NOOP("ErrorText", "%1 took longer than %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Try again."), QT_TRANSLATE_NOOP("ErrorText", "Try again.")},
    Row{ErrorCode::Cancelled, QT_TRANSLATE_NOOP("ErrorText", "It was cancelled."), "", ""},
    Row{ErrorCode::Network, QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be reached: %2."),
        QT_TRANSLATE_NOOP("ErrorText", "Check the address and that its server runs."),
        QT_TRANSLATE_NOOP("ErrorText", "Check the address and that its server runs.")},
};

/// What lists the things of a kind that was looked for in vain.
struct Listing
{
    const char* kind;
    const char* command;
};

constexpr std::array listings{
    Listing{"source", "source list"},           Listing{"event", "events list"},
    Listing{"provider", "catalog list"},        Listing{"environment", "env list"},
    Listing{"secret", "secret list"},           Listing{"user", "directory users"},
    Listing{"audience", "directory audiences"}, Listing{"tenant", "directory tenants"},
    Listing{"delivery", "deliveries list"},
};

bool needsMissing(const QString& text, const QStringList& args)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == u'%' && text[i + 1].isDigit() && args.value(text[i + 1].digitValue() - 1).isEmpty())
            return true;
    }
    return false;
}

QString nextStep(const Row& row, const Error& error, Audience audience)
{
    const char* own = audience == Audience::CommandLine ? row.commandLine : row.window;
    if (*own) {
        const QString text = QCoreApplication::translate(context, own);
        return needsMissing(text, error.args) ? QString() : filledText(text, error.args);
    }
    if (error.code == ErrorCode::NotFound && audience == Audience::CommandLine) {
        const auto it = std::find_if(listings.begin(), listings.end(), [&](const Listing& listing) {
            return error.args.value(0) == QLatin1String(listing.kind);
        });
        if (it != listings.end())
            return QCoreApplication::translate(context, "See: headwater-cli %1").arg(QLatin1String(it->command));
    }
    if (error.code == ErrorCode::ParseError && !error.file.isEmpty() && audience == Audience::Window)
        return QCoreApplication::translate(context, "The last good state is used until it is corrected.");
    return {};
}

QString placeOf(const Error& error)
{
    if (error.file.isEmpty())
        return {};
    QString place = error.file;
    if (error.line > 0)
        place += u':' + QString::number(error.line);
    if (error.line > 0 && error.column > 0)
        place += u':' + QString::number(error.column);
    return place + QStringLiteral(": ");
}

} // namespace

QString errorText(const Error& error, Audience audience)
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& one) { return one.code == error.code; });
    // tst_errortext holds that every code has its row.
    if (row == rows.end())
        return QString::fromLatin1(codeName(error.code));
    QString text = filledText(QCoreApplication::translate(context, row->what), error.args);
    // Reasons that end in a mark of their own do not get a second one.
    if (text.endsWith(QStringLiteral("..")) && !text.endsWith(QStringLiteral("...")))
        text.chop(1);
    if (error.code == ErrorCode::SecretMissing && workspace::isOverrideEmpty(error.args.value(0))) {
        text += u' ' + QCoreApplication::translate(context, "The variable %1 is set, but empty.")
                           .arg(QString::fromLatin1(workspace::overrideVariable(error.args.value(0))));
    }
    // A path stands once: in front, where the place is known.
    if (error.file.isEmpty() || error.args.value(0) != error.file)
        text.prepend(placeOf(error));
    const QString next = nextStep(*row, error, audience);
    return (next.isEmpty() ? text : text + u' ' + next).simplified();
}

} // namespace hw::models
