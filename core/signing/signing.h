#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/http/message.h"
#include "core/record/run.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <span>
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
/// empty mostly: together they describe any scheme as data. Unknown members survive in `extra`.
struct Config
{
    QString scheme = QStringLiteral("none");
    QStringList secrets = {};                 ///< names; any match verifies
    std::optional<int> toleranceSeconds = {}; ///< 0 = the time is not checked
    QString header = {};                      ///< signature or token header ("X-Webhook-Signature")
    QString algorithm = {};                   ///< "sha1", "sha256", "sha512"
    QString encoding = {};                    ///< "hex", "base64", "either"
    QString prefix = {};                      ///< before the signature, as in "sha256="; "none" = there is none
    QString parameter = {};                   ///< name of the query parameter ("query") or the user ("basic")
    QString key = {};          ///< "raw", "raw-after-prefix", "base64", "hex", "standard": what the secret's text means
    QString content = {};      ///< what is signed: "{timestamp}.{body}"; placeholders as in schemes.h
    QString form = {};         ///< of the header: "plain", "pairs" ("t=1,v1=ab"), "tokens" ("v1,ab v1,cd")
    QString separator = {};    ///< one character between pairs or tokens
    QString signatureKey = {}; ///< "v1": which pairs or tokens are signatures
    QString timestampKey = {}; ///< "t": which pair is the time
    QString timestampHeader = {}; ///< header that has the time
    QString timestampField = {};  ///< member of the JSON body that has the time
    QString timestampUnit = {};   ///< "seconds", "milliseconds"
    QString direction = {};       ///< "past", "both": which times outside the tolerance are refused
    QString idHeader = {};        ///< header that has the id
    json::Object extra = {};

    friend bool operator==(const Config&, const Config&) = default;
};

/// The members of Config that are texts, with the names they have in source.json and in the catalogue, in the order in
/// which they are written.
struct TextOption
{
    const char* name;
    QString Config::*member;
};
[[nodiscard]] std::span<const TextOption> textOptions();

struct Request
{
    const http::Headers& headers;
    QByteArrayView body; ///< the raw bytes
    QByteArray method = {};
    QByteArray target = {};
    /// The whole URL that the sender saw, query included; schemes that sign it need it. Empty = put together from the
    /// Host and X-Forwarded-… headers and the target.
    QString publicUrl = {};
    /// The body without its Content-Encoding, where it has one: some sign what they have before they compress it. Null
    /// = none.
    QByteArrayView decoded = {};
};

/// Never throws, never fails silently: what is wrong stands in `reason` and `checks`. `enforced` is left false.
/// Checks come in the order header, format, secret, timestamp, digest; a scheme without one leaves it out, one that
/// could not be evaluated has no `ok`. All that can be evaluated are: a digest may match although the time is too old.
///
/// Status Verified only where all hold; Failed with header_missing, header_malformed, timestamp_malformed,
/// signature_mismatch, timestamp_too_old, timestamp_too_new (the sender's side); Error with secret_missing,
/// secret_malformed, url_missing, scheme_unknown, scheme_malformed (this side); Unverified for "none". The reason is
/// that of the first check that fails, except that a wrong digest outranks a time outside the tolerance.
[[nodiscard]] Verification verify(const Config& config, const Request& request, const std::vector<NamedSecret>& secrets,
                                  Timestamp now);

/// The headers that make `body` verify under `config`: what a sender of this scheme would add; none for "none" and
/// "query". Where the scheme has an id header, the id is `id`, or a new one where that is empty. SchemeUnknown,
/// InvalidArgument, SecretMissing, SecretMalformed.
[[nodiscard]] Result<http::Headers> sign(const Config& config, const Request& request, const NamedSecret& secret,
                                         Timestamp now, const QByteArray& id = {});

/// The request target that goes with those headers: with the token for "query", unchanged for every other scheme.
[[nodiscard]] Result<QByteArray> signTarget(const Config& config, const QByteArray& target, const NamedSecret& secret);

/// What is doubtful about a secret by its form, before any event.
struct SecretProblem
{
    QString code; ///< "white_space", "quotes", "api_key", "not_base64", "too_short", "wrong_key"
    QString text; ///< English, without the secret
    friend bool operator==(const SecretProblem&, const SecretProblem&) = default;
};

/// Mistakes that are certain from the secret's form; empty = nothing to say. Length alone is never one, except that a
/// decoded key of Standard Webhooks has at least 24 bytes. An unknown scheme gives the general ones.
[[nodiscard]] std::vector<SecretProblem> lintSecret(const QString& scheme, const SecretString& secret);

/// Whether a scheme of this name is known, and all names, in alphabetical order.
[[nodiscard]] bool isKnownScheme(QStringView name);
[[nodiscard]] QStringList schemeNames();

} // namespace hw::signing
