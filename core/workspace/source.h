#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/signing/signing.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace hw::workspace {

/// The `response` member of source.json: what a request is answered with when it was processed. `status`, each header
/// and `body` are a literal, or an object with `path` or `expression` as a parameter of an action has it; which of the
/// two it is, and its value for one event, is decided by the mapping layer.
struct ResponseSettings
{
    json::Value status = 200;
    json::Object headers;
    json::Value body = nullptr; ///< null = {"id": "hw_…"}
    std::chrono::milliseconds delay{0};
    json::Object extra; ///< members that this version does not know; written back as they came

    friend bool operator==(const ResponseSettings&, const ResponseSettings&) = default;
};

/// sources/<key>/source.json: one provider connection. The defaults are those of the file format; an absent member and
/// its default mean the same.
struct Source
{
    static constexpr int currentFormat = 1;

    QString key;  ///< [a-z0-9-], the name of its folder and of its path
    QString name; ///< for people; may change freely
    QString provider = QStringLiteral("custom");
    QString eventTypePath = QStringLiteral("body.type"); ///< a mapping::Locator; empty = none ("unknown")
    QString idempotencyKeyPath;                          ///< likewise; empty = none
    QString timestampPath;                               ///< likewise; empty = none
    signing::Config signing;
    QString splitPath; ///< empty = one event a request
    bool enforceVerification = true;
    bool enforceIdempotency = true;
    QString idempotencyWindow = QStringLiteral("96h"); ///< as written; parseDuration() reads it
    ResponseSettings response;
    QStringList aliases;      ///< keys whose paths go on answering for this source
    QStringList ignoredTypes; ///< event types, "customer.*" included
    QStringList eventTypes;   ///< the user's own, known before their first event; the file has it where it is not empty
    bool paused = false;
    json::Object extra; ///< members that this version does not know; written back as they came

    [[nodiscard]] std::chrono::seconds window() const;

    friend bool operator==(const Source&, const Source&) = default;
};

/// "90s", "30m", "96h", "4d": a whole number above zero and a unit. InvalidArgument otherwise.
[[nodiscard]] Result<std::chrono::seconds> parseDuration(QStringView text);

/// All known members in the order of the file format, then the unknown ones.
[[nodiscard]] json::Value toJson(const Source& source);

/// ParseError with the line and column of the offending member for a wrong type or value, WorkspaceTooNew for a format
/// this version does not know. `file` is only named in errors.
[[nodiscard]] Result<Source> readSource(QByteArrayView text, const QString& file);

/// The bytes of source.json: two-space indentation, stable key order, final newline.
[[nodiscard]] QByteArray writeSource(const Source& source);

/// Sets one member by its path as in source.json ("name", "signing.toleranceSeconds", "response.headers.Retry-After")
/// from text. Lists are separated by commas; "null" and the empty text clear a path. InvalidArgument names the field,
/// the value and what is accepted; `key` and `format` cannot be set.
[[nodiscard]] Result<Source> withField(const Source& source, const QString& field, const QString& value);

/// The paths that withField() takes, in the order of the file format.
[[nodiscard]] QStringList settableFields();

/// Whether the text may be a source's key: 1 to 64 characters of [a-z0-9-], no hyphen at either end.
[[nodiscard]] bool isSourceKey(QStringView text);

/// A key made of any text: "Stripe Billing!" becomes "stripe-billing". Empty where nothing usable is in it.
[[nodiscard]] QString sourceKeyFrom(QStringView text);

/// The secret's name of a source: "stripe-billing" becomes "STRIPE_BILLING_SIGNING_SECRET".
[[nodiscard]] QString signingSecretName(QStringView key);

/// Whether the text may name a secret or a variable: [A-Za-z_][A-Za-z0-9_]*, at most 128 characters.
[[nodiscard]] bool isVariableName(QStringView text);

} // namespace hw::workspace
