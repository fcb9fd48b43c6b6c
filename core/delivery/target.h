#pragma once

#include "core/base/json.h"
#include "core/signing/signing.h"

#include <QString>

#include <optional>

namespace hw::delivery {

enum class TargetKind {
    Directory, ///< the embedded one
    Knock,     ///< the Knock API
    Http,      ///< one's own service: every action is posted to one URL
    Request,   ///< what the action http_request names itself, whatever the environment's destination is
};

/// Where the actions of an environment go. It is frozen into each delivery when that is planned.
struct Target
{
    TargetKind kind = TargetKind::Directory;
    QString url;          ///< Knock: base URL, empty = the API's own; Http: where to post; Request: the origin alone
    QString secret;       ///< name of the key, or of the secret that signs; empty = none
    json::Object signing; ///< Http: {scheme, header, …} as in source.json; empty = not signed

    friend bool operator==(const Target&, const Target&) = default;
};

/// Knock's public API, as its reference names it.
inline constexpr char knockOrigin[] = "https://api.knock.app";

/// "directory", "knock", "http", "http_request".
[[nodiscard]] QString toString(TargetKind kind);
[[nodiscard]] std::optional<TargetKind> targetKindFrom(QStringView text);

/// What pauses of this target are kept under, beside the environment: its kind; of requests, whose targets have nothing
/// to do with each other, "http_request/NAME" for those alone that this secret signs.
[[nodiscard]] QString pauseKey(const Target& target);

/// The text that a delivery keeps of its target, and back.
[[nodiscard]] QString freeze(const Target& target);
[[nodiscard]] Target thaw(const QString& text);

/// What an action's own target is: http_request goes where it says, everything else where the environment's
/// destination is.
[[nodiscard]] Target targetOf(const Target& destination, const QString& actionKind, const json::Value& payload);

/// {"scheme": …, "header": …, "algorithm": …, "encoding": …, "prefix": …, "parameter": …} as the signing library
/// takes it. Errors: SchemeUnknown.
[[nodiscard]] Result<signing::Config> signingFrom(const json::Value& settings);

} // namespace hw::delivery
