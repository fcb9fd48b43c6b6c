#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace hw::workspace {

enum class DestinationKind { Directory, Knock, Http };

/// Where the actions of an environment go. `url` is where `http` posts them, and overrides the API's own base URL at
/// `knock`; `secret` names the key that goes with each call, or the secret that signs it.
struct Destination
{
    DestinationKind kind = DestinationKind::Directory;
    QString url;
    QString secret;
    json::Object signing = {}; ///< of `http`: {"scheme": "standard-webhooks"} and what a source's signing has else
    json::Object extra;        ///< members that this version does not know; written back as they came

    /// Whether deliveries leave this machine.
    [[nodiscard]] bool isLive() const { return kind != DestinationKind::Directory; }

    friend bool operator==(const Destination&, const Destination&) = default;
};

/// environments/<name>.json: what a set of runs shares. Values of secrets are never here, only their names.
struct Environment
{
    QString name;        ///< [a-z0-9-], the name of its file
    json::Object vars;   ///< as written: name → string, number or boolean; variables() gives the texts
    QStringList secrets; ///< names, in the order of the file
    Destination destination;
    json::Object extra; ///< members that this version does not know; written back as they came

    /// Name → text, as scripts and paths see them.
    [[nodiscard]] QHash<QString, QString> variables() const;

    friend bool operator==(const Environment&, const Environment&) = default;
};

/// The name of Knock's key where the destination names none.
inline constexpr char defaultKnockSecret[] = "KNOCK_API_KEY";

[[nodiscard]] QString toString(DestinationKind kind);
[[nodiscard]] std::optional<DestinationKind> destinationKindFrom(QStringView text);

[[nodiscard]] json::Value toJson(const Destination& destination);
[[nodiscard]] json::Value toJson(const Environment& environment);

/// ParseError with the line and column of the offending member. `file` is only named in errors.
[[nodiscard]] Result<Environment> readEnvironment(QByteArrayView text, const QString& name, const QString& file);

/// The bytes of the file: two-space indentation, stable key order, final newline.
[[nodiscard]] QByteArray writeEnvironment(const Environment& environment);

/// Whether the text may name an environment: 1 to 64 characters of [a-z0-9-], no hyphen at either end.
[[nodiscard]] bool isEnvironmentName(QStringView text);

} // namespace hw::workspace
