#pragma once

#include "core/signing/primitives.h"
#include "core/signing/signing.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace hw::signing {

enum class SchemeKind {
    None,
    Signature, ///< a digest over a signed content
    Header,    ///< the secret itself in a header
    Bearer,    ///< Authorization: Bearer <secret>   (RFC 6750 2.1)
    Basic,     ///< Authorization: Basic <base64>    (RFC 7617)
    Query,     ///< the secret itself as a query parameter
};

enum class HeaderForm {
    Plain, ///< the whole value is the signature, after a prefix
    Pairs, ///< "t=1,v1=ab,v1=cd"
    Tokens ///< "v1,<base64> v1,<base64>"
};

enum class Encoding { Hex, Base64, Either };

enum class KeyForm {
    Raw,            ///< the secret's bytes as they are, prefix included
    RawAfterPrefix, ///< the text after "whsec_"
    Base64,         ///< base64, after "whsec_" where it has that
    Hex,
    StandardBase64 ///< base64 after "whsec_"; "whpk_"/"whsk_" are Ed25519 keys; "v1," before and "|" between allowed
};

enum class Mac {
    Hmac,      ///< RFC 2104
    PlainHash, ///< the hash of key and content, one after the other; HubSpot's first version
};

enum class TimePlace { None, Inline, Header, Body };
enum class TimeUnit { Seconds, Milliseconds };
enum class TimeDirection { Past, Both };

/// How a URL is written into the signed content.
enum class UrlForm { AsIs, HubSpot };

/// Names of the headers that belong together.
struct HeaderSet
{
    QByteArray signature;
    QByteArray id = {};
    QByteArray timestamp = {};
};

/// One row of the table: every parameter in which schemes differ. Sources are the providers' public documentation and
/// libraries, as of November 2026.
struct Scheme
{
    QString name;
    SchemeKind kind = SchemeKind::Signature;
    std::vector<HeaderSet> headers = {}; ///< alternatives, the preferred first; a sender uses the first
    HeaderForm form = HeaderForm::Plain;
    char separator = 0;           ///< between pairs or tokens
    QByteArray joiner = {};       ///< what a sender writes between them
    QByteArray signatureKey = {}; ///< "v1": which pairs or tokens are compared, others are passed over
    QByteArray ed25519Key = {};   ///< "v1a"; empty = none
    QByteArray timestampKey = {}; ///< "t": of Pairs
    QByteArray prefix = {};       ///< before a plain signature: "sha256="
    bool prefixOptional = false;
    /// Signed content: {id}, {timestamp}, {method}, {url}, {body}, {form} (sorted form parameters), {first} (the body,
    /// or the first element of a batch) and literal text.
    QByteArray content = "{body}";
    Mac mac = Mac::Hmac;
    Hash hash = Hash::Sha256;
    Encoding encoding = Encoding::Hex;
    KeyForm keyForm = KeyForm::Raw;
    int minimumKeyBytes = 0; ///< of a decoded key; shorter ones are reported by lintSecret, not refused
    TimePlace timePlace = TimePlace::None;
    QString timeField = {}; ///< member of the JSON body
    TimeUnit timeUnit = TimeUnit::Seconds;
    int toleranceSeconds = 0;
    TimeDirection direction = TimeDirection::Both;
    UrlForm urlForm = UrlForm::AsIs;
    QString parameter = {}; ///< of Query, or the user of Basic
};

/// The built-in table, in alphabetical order.
[[nodiscard]] const std::vector<Scheme>& schemes();

/// The row of `config.scheme` with the config's own parameters put over it. SchemeUnknown, or InvalidArgument where an
/// parameter has a value that there is none of.
[[nodiscard]] Result<Scheme> resolve(const Config& config);

/// "raw", "base64", …: as Config::key spells it.
[[nodiscard]] QString keyFormName(KeyForm form);

/// Puts the config's parameters over the scheme's. InvalidArgument.
[[nodiscard]] Result<Scheme> withOptions(Scheme scheme, const Config& config);

} // namespace hw::signing
