#include "core/base/error.h"

#include <array>
#include <utility>

namespace hw {

namespace {

using Row = std::pair<ErrorCode, const char*>;

constexpr std::array codes{
    Row{ErrorCode::Internal, "internal"},
    Row{ErrorCode::InvalidArgument, "invalid_argument"},
    Row{ErrorCode::NotFound, "not_found"},
    Row{ErrorCode::AlreadyExists, "already_exists"},
    Row{ErrorCode::NotSupported, "not_supported"},
    Row{ErrorCode::Conflict, "conflict"},
    Row{ErrorCode::ParseError, "parse_error"},
    Row{ErrorCode::IoError, "io_error"},
    Row{ErrorCode::NotAWorkspace, "not_a_workspace"},
    Row{ErrorCode::WorkspaceTooNew, "workspace_too_new"},
    Row{ErrorCode::WorkspaceOwned, "workspace_owned"},
    Row{ErrorCode::PortInUse, "port_in_use"},
    Row{ErrorCode::AddressNotAvailable, "address_not_available"},
    Row{ErrorCode::SecretMissing, "secret_missing"},
    Row{ErrorCode::SecretStoreLocked, "secret_store_locked"},
    Row{ErrorCode::SecretStoreBroken, "secret_store_broken"},
    Row{ErrorCode::SecretKeyWrong, "secret_key_wrong"},
    Row{ErrorCode::StoreCorrupt, "store_corrupt"},
    Row{ErrorCode::StoreTooNew, "store_too_new"},
    Row{ErrorCode::StoreOutdated, "store_outdated"},
    Row{ErrorCode::StoreBusy, "store_busy"},
    Row{ErrorCode::StoreFull, "store_full"},
    Row{ErrorCode::StoreReadOnly, "store_read_only"},
    Row{ErrorCode::ScriptSyntax, "script_syntax"},
    Row{ErrorCode::ScriptUnsupported, "script_unsupported"},
    Row{ErrorCode::ScriptHostFailed, "script_host_failed"},
    Row{ErrorCode::SchemeUnknown, "scheme_unknown"},
    Row{ErrorCode::SecretMalformed, "secret_malformed"},
    Row{ErrorCode::Timeout, "timeout"},
    Row{ErrorCode::Cancelled, "cancelled"},
    Row{ErrorCode::Network, "network"},
};

} // namespace

Error Error::withCause(Error inner) const
{
    Error copy = *this;
    copy.cause = std::make_shared<const Error>(std::move(inner));
    return copy;
}

Error Error::at(const QString& inFile, int atLine, int atColumn) const
{
    Error copy = *this;
    copy.file = inFile;
    copy.line = atLine;
    copy.column = atColumn;
    return copy;
}

QByteArray codeName(ErrorCode code)
{
    for (const auto& [known, name] : codes) {
        if (known == code)
            return name;
    }
    return "internal";
}

std::optional<ErrorCode> codeFromName(QByteArrayView name)
{
    for (const auto& [known, text] : codes) {
        if (name == QByteArrayView(text))
            return known;
    }
    return std::nullopt;
}

} // namespace hw
