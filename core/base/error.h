#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace hw {

/// What went wrong, as a stable code. Texts for people are made from it at the edges (window, command line); core
/// holds none. `codeName()` is the string that stands in JSON output and may be relied on by other programs.
enum class ErrorCode {
    Internal,            ///< a condition that should not be possible; args: what
    InvalidArgument,     ///< args: name, value, what is accepted
    NotFound,            ///< args: kind of thing ("source", "event"), name
    AlreadyExists,       ///< args: kind, name
    NotSupported,        ///< args: what, by whom ("http_request", "directory")
    Conflict,            ///< args: path, changed on disk since it was read
    ParseError,          ///< args: reason; with file, line, column where known
    IoError,             ///< args: path, the system's text
    NotAWorkspace,       ///< args: path
    WorkspaceTooNew,     ///< args: path, its format, the format this program knows
    WorkspaceOwned,      ///< args: path, process id of the owner
    PortInUse,           ///< args: host, port, next free port (or empty)
    AddressNotAvailable, ///< args: host, port, the system's text
    SecretMissing,       ///< args: name
    SecretStoreLocked,   ///< args: where, what opens it
    SecretStoreBroken,   ///< args: where, reason
    SecretKeyWrong,      ///< args: where; the passphrase or key is not the one it was stored with
    StoreCorrupt,        ///< args: path, reason
    StoreTooNew,         ///< args: path, its schema version, the version this program knows
    StoreOutdated,       ///< args: path, its schema version, the version this program reads; its owner migrates it
    StoreBusy,           ///< args: path
    StoreFull,           ///< args: path
    StoreReadOnly,       ///< args: path
    ScriptSyntax,        ///< args: message; with file, line, column
    ScriptUnsupported,   ///< args: feature, hint; with file, line, column
    ScriptHostFailed,    ///< args: reason
    SchemeUnknown,       ///< args: name
    SecretMalformed,     ///< args: name, expected form, reason
    Timeout,             ///< args: what, limit
    Cancelled,
    Network, ///< args: url, the system's text
};

/// A failed operation: a code, the arguments its text needs, and, for files, the place. Cheap to copy.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QStringList args = {};
    QString file = {}; ///< empty where the error is not about a file
    int line = 0;      ///< from 1; 0 = unknown
    int column = 0;    ///< from 1, in UTF-16 units; 0 = unknown
    std::shared_ptr<const Error> cause = nullptr;

    [[nodiscard]] Error withCause(Error inner) const;
    [[nodiscard]] Error at(const QString& inFile, int atLine, int atColumn) const;
};

/// The stable name of a code, in snake_case ("port_in_use").
[[nodiscard]] QByteArray codeName(ErrorCode code);

/// The reverse of codeName(); nothing for an unknown name.
[[nodiscard]] std::optional<ErrorCode> codeFromName(QByteArrayView name);

} // namespace hw
