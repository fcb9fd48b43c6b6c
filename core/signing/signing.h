#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/http/message.h"
#include "core/record/run.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Signature schemes, native and parametrised: one implementation verifies and signs every scheme of the catalogue.
/// Everything here is a pure function over values, safe on any thread.
namespace hw::signing {

/// A secret with the name it has in the environment.
struct NamedSecret
{
    QString name;
    SecretString value;
};

/// The `signing` member of source.json. `scheme` names a built-in scheme (schemes.h) or one of the generic ones
/// ("hmac", "header", "bearer", "basic", "query", "none"); the other fields override the scheme's parameters and are
/// empty mostly. Unknown members survive in `extra`.
struct Config
{
    QString scheme = QStringLiteral("none");
    QStringList secrets;                 ///< names; any match verifies
    std::optional<int> toleranceSeconds; ///< 0 = the time is not checked
    QString header;                      ///< signature or token header ("X-Webhook-Signature")
    QString algorithm;                   ///< "sha1", "sha256", "sha512"
    QString encoding;                    ///< "hex", "base64"; empty = either
    QString prefix;                      ///< before the signature, as in "sha256="
    QString parameter;                   ///< name of the query parameter ("query") or the user ("basic")
    json::Object extra;

    friend bool operator==(const Config&, const Config&) = default;
};

struct Request
{
    const http::Headers& headers;
    QByteArrayView body; ///< the raw bytes
    QByteArray method = {};
    QByteArray target = {};
    QString publicUrl = {}; ///< the URL that the sender saw; schemes that sign it need it
};

/// Never throws, never fails silently: what is wrong stands in `reason` and `checks`. `enforced` is left false.
/// Reasons: signature_mismatch, timestamp_too_old, timestamp_too_new, timestamp_malformed, header_missing,
/// header_malformed, secret_missing, secret_malformed, scheme_unknown.
[[nodiscard]] Verification verify(const Config& config, const Request& request, const std::vector<NamedSecret>& secrets,
                                  Timestamp now);

/// The headers that make `body` verify under `config`: what a sender of this scheme would add.
[[nodiscard]] Result<http::Headers> sign(const Config& config, const Request& request, const NamedSecret& secret,
                                         Timestamp now);

/// Whether a scheme of this name is known, and all names, in alphabetical order.
[[nodiscard]] bool isKnownScheme(QStringView name);
[[nodiscard]] QStringList schemeNames();

} // namespace hw::signing
