#pragma once

#include "core/signing/signing.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>
#include <vector>

/// Why a request did or did not verify: what would have to be otherwise for its signature to match. Everything is a
/// pure function over values, on this machine only; secrets are compared in constant time and never leave.
namespace hw::signing {

/// Where the explainer found a secret.
enum class SecretPlace {
    Source,           ///< one of the source's own, in the event's environment
    OtherSource,      ///< named by another source, in the event's environment
    Environment,      ///< stored in the event's environment, named by no source
    OtherEnvironment, ///< stored in another environment
};

struct KnownSecret
{
    QString name;
    SecretPlace place = SecretPlace::Source;
    QString source = {};      ///< key of a source that names it; empty = none
    QString environment = {}; ///< of OtherEnvironment
    SecretString value;
};

/// A request with all that is known of what it should have been.
struct Suspect
{
    const Config& config;
    Request request;
    std::vector<KnownSecret> secrets; ///< the source's own first
    std::vector<QByteArray> bodies;   ///< other forms of the body: decoded from, or encoded for, the transfer
    QStringList urls;                 ///< other URLs that the source can be reached at
    Timestamp now;
    bool live = false; ///< actions leave this machine: the time check is not loosened
};

/// A code with its arguments; the text for people is made elsewhere (ui/models/diagnosistext).
///
/// Causes that follow from the checks: "verified"; "not_checked" (); "header_missing" (names…); "header_malformed";
/// "signature_cut" (); "signature_version" (found, wanted); "key_kind" (secret); "secret_missing" (names…);
/// "secret_malformed", "secret_api_key", "secret_wrong_key", "secret_not_base64" (name); "scheme_unknown" (name);
/// "scheme_malformed"; "url_missing"; "timestamp_too_old" and "timestamp_too_new" (seconds, tolerance);
/// "timestamp_unit" ("seconds" | "milliseconds": what it is in); "timestamp_malformed"; "body_missing"; "body_cut"
/// (bytes, announced); "body_not_signed"; "unknown" ().
///
/// Hypotheses, which become causes where the signature matches under them:
/// "as_configured" (); "secret_of_source" (name, source); "secret_of_environment" (name, environment);
/// "secret_unused" (name); "secret_white_space", "secret_quotes", "secret_assignment" (name); "key_raw",
/// "key_raw_after_prefix", "key_base64", "key_hex", "key_standard" (name); "header_name" (configured, found);
/// "header_form" (header); "signature_prefix" (configured, found); "signature_encoding" ("hex" | "base64" |
/// "base64 of hex"); "signature_algorithm" ("sha1" | …); "plain_hash" (); "other_scheme" (scheme);
/// "token_place" (where); "token_form" (code of the form); "content" (template); "signed_time_unit" (unit);
/// "url" (URL); "body_…" as bodyforms.h lists them.
struct Finding
{
    QString code;
    QStringList args = {};
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct Attempt
{
    Finding hypothesis;
    bool matched = false;
    friend bool operator==(const Attempt&, const Attempt&) = default;
};

/// A change that makes the request, and others like it, verify.
///
/// "add_secret" (name, source or environment): the source names one secret more; none is replaced. "add_clean_secret"
/// (name): a cleaned copy of a secret, under a new name. "setting" (field, value): a member of `signing`, such as
/// "encoding". "tolerance" (seconds). "script" (code of the body's form): a script that checks what was signed.
struct Fix
{
    QString id; ///< unique in its diagnosis: "add_secret", "encoding"
    Finding what;
    std::vector<std::pair<QString, QString>> settings = {}; ///< of `signing`: member → value as text
    std::optional<size_t> secret = {};                      ///< index into Suspect::secrets: is added to the source
    bool cleaned = false;                                   ///< the secret is stored anew without what surrounds it
    QByteArray script = {};                                 ///< for a source that has none
    QString refused = {};                                   ///< why it cannot be applied: "live"; empty = it can
    friend bool operator==(const Fix&, const Fix&) = default;
};

/// A piece of a header, for showing it in colour.
struct HeaderPart
{
    QString header;       ///< "Stripe-Signature"
    QString key;          ///< "t", "v1"; empty where the value has no name in it
    QString value;        ///< without the key
    QString meaning;      ///< "timestamp", "signature", "id", "prefix", "other"
    qsizetype offset = 0; ///< of key and value in the header's value
    qsizetype length = 0;
    friend bool operator==(const HeaderPart&, const HeaderPart&) = default;
};

/// A piece of what is signed.
struct ContentPart
{
    QString meaning;  ///< "text", "timestamp", "id", "method", "url", "body", "form", "first"
    QByteArray bytes; ///< its first 64 KiB
    qint64 size = 0;
    friend bool operator==(const ContentPart&, const ContentPart&) = default;
};

struct DigestRow
{
    enum class Role { Expected, Received, Matching };
    Role role = Role::Expected;
    QString label; ///< name of the secret, or "v1"
    QString text;  ///< in the scheme's encoding
    bool matches = false;
    friend bool operator==(const DigestRow&, const DigestRow&) = default;
};

/// The proof in three steps: the header in its parts, what is signed, the digests.
struct Proof
{
    std::vector<HeaderPart> header;
    std::vector<ContentPart> content;
    std::vector<DigestRow> digests;
    QString algorithm; ///< "HMAC-SHA256", "SHA256", "Ed25519"; empty where nothing is signed
    QString encoding;  ///< "hex", "base64"
    QString keyForm;   ///< what the secret's text stands for, as Config::key spells it
    friend bool operator==(const Proof&, const Proof&) = default;
};

struct Diagnosis
{
    Verification verification;  ///< by the settings as they are
    Finding cause;              ///< what went wrong, the most telling first
    std::vector<Finding> also;  ///< what went wrong besides
    std::vector<Finding> hints; ///< what that leaves, or what is noticed: "body_changed", "secret_elsewhere", "lint:…"
    std::vector<Attempt> tried; ///< in the order in which they were tried
    bool complete = true;       ///< false = the body is so large that not all combinations were tried
    std::vector<Fix> fixes;
    QString matchedSecret; ///< name of the secret that matches; empty where none does
    Proof proof;
};

[[nodiscard]] Diagnosis explain(const Suspect& suspect);

/// The secret without white space, quotes or a "NAME=" around it; nothing where there is none of them.
[[nodiscard]] std::optional<SecretString> withoutSurroundings(const SecretString& secret);

} // namespace hw::signing
