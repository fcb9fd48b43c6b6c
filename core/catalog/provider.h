#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/http/message.h"
#include "core/signing/signing.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What is known about each provider before its first event. Plain values, read from JSON; texts are English.
namespace hw::catalog {

struct EventType
{
    QString name;        ///< "customer.subscription.created", as the provider spells it
    QString description; ///< one sentence
    QString family;      ///< heading under which it is listed: "Customers"
    friend bool operator==(const EventType&, const EventType&) = default;
};

/// One step of a set-up, to be done in order. `code` is a command or a value to copy; it may hold {{url}} (the
/// source's public or local address), {{port}} and {{key}}.
struct SetupStep
{
    QString text;
    QString code;
    bool asksSecret = false; ///< here the provider has shown the secret: the window takes it in at this step
    friend bool operator==(const SetupStep&, const SetupStep&) = default;
};

/// Three ways to get events here; a provider without one of them leaves it empty.
struct Setup
{
    std::vector<SetupStep> dashboard;
    std::vector<SetupStep> cli;
    std::vector<SetupStep> tunnel;
    friend bool operator==(const Setup&, const Setup&) = default;
};

/// How the provider's signing secret looks and where it is found.
struct SecretForm
{
    QString label;   ///< "Signing secret"
    QString example; ///< a made-up one for the empty field; never a working secret
    QString prefix;  ///< "whsec_"; empty = any form
    QString help;    ///< what it is, and what it is often taken for
    QString where;   ///< where the provider shows it
    friend bool operator==(const SecretForm&, const SecretForm&) = default;
};

/// Defaults for source.json; empty = none.
struct Paths
{
    QString eventType;
    QString idempotency;
    QString timestamp;
    QString split;
    friend bool operator==(const Paths&, const Paths&) = default;
};

/// A mapping offered when a source is made. `when`, `action` and `parameters` have the form of mappings.json.
struct SuggestedMapping
{
    QString title;
    QString description;
    QString eventType;      ///< a name or a pattern ("customer.*")
    json::Value when;       ///< undefined = always
    QString action;         ///< "users_identify"
    json::Value parameters; ///< object
    bool onByDefault = true;
    friend bool operator==(const SuggestedMapping&, const SuggestedMapping&) = default;
};

/// The same event as another version of the provider's API, or another way of sending it, has it.
struct SampleShape
{
    QString name; ///< "2020-08-27"
    QString title;
    QByteArray body;
    friend bool operator==(const SampleShape&, const SampleShape&) = default;
};

/// A realistic body, with placeholders (samples.h) where ids and times vary.
struct Sample
{
    QString type; ///< of a sample for many types a text with {{parts}}: "{{schema}}.{{table}}:INSERT"
    QString title;
    http::Headers headers; ///< besides the provider's own
    QByteArray body;       ///< in the provider's current shape
    std::vector<SampleShape> shapes;
    friend bool operator==(const Sample&, const Sample&) = default;
};

/// One setting of a way to verify, for a form: a member of `signing` in source.json.
struct SigningField
{
    QString name; ///< "header", "algorithm", "encoding", "prefix", "parameter", "toleranceSeconds"
    QString label;
    QString help;
    QStringList choices; ///< empty = any text
    friend bool operator==(const SigningField&, const SigningField&) = default;
};

/// One of the ways in which the requests of a provider can be verified, where there are several.
struct SigningChoice
{
    QString key; ///< "bearer"
    QString title;
    QString description;
    signing::Config signing; ///< names no secrets
    SecretForm secret;
    std::vector<SigningField> fields; ///< what may be changed; the values of `signing` stand in them at first
    friend bool operator==(const SigningChoice&, const SigningChoice&) = default;
};

/// How event types of the user's own come to be, where a name brings several: a table and its operations.
struct TypeMaker
{
    QString title;       ///< "Add table"
    QString label;       ///< "Table"
    QString example;     ///< "public.orders"
    QString pattern;     ///< regular expression that a whole name must match
    QStringList types;   ///< "{{name}}:INSERT", …
    QString description; ///< of what has to be done at the provider
    friend bool operator==(const TypeMaker&, const TypeMaker&) = default;
};

/// What tells a provider's requests from others: all that is given must hold.
struct Recognition
{
    QByteArray header;       ///< a header of this name
    QByteArray startsWith;   ///< whose value begins so; empty = any
    QByteArray bodyContains; ///< and this text near the beginning of the body; empty = any
    friend bool operator==(const Recognition&, const Recognition&) = default;
};

/// Another spelling of an event type, found in texts and in other products.
struct TypeAlias
{
    QString alias;
    QString type; ///< what the provider sends
    QString note;
    friend bool operator==(const TypeAlias&, const TypeAlias&) = default;
};

/// The provider's spelling of `type`: what an alias stands for, else `type` itself. Case-sensitive, as event types are.
[[nodiscard]] QString canonicalType(const std::vector<TypeAlias>& aliases, const QString& type);

/// How the provider delivers, in words; empty = not known.
struct DeliveryFacts
{
    QString retries;
    QString timeout;
    QString ordering;
    QString duplicates;
    QString success; ///< which answers count
    QStringList notes;
    friend bool operator==(const DeliveryFacts&, const DeliveryFacts&) = default;
};

struct Provider
{
    QString key; ///< "stripe"; lower case, also the default source key
    QString name;
    QString description;
    QString category;
    QString documentation;   ///< URL of the provider's own page; empty = none
    int tint = 1;            ///< 1 to 6, colour of its glyph
    QString letter;          ///< in its glyph
    signing::Config signing; ///< scheme and overrides; names no secrets
    SecretForm secret;
    Setup setup;
    std::vector<EventType> eventTypes; ///< as listed; empty = the sender's own
    Paths paths;
    std::vector<SigningChoice> signingChoices; ///< the first is that of `signing` and `secret`; empty = no choice
    std::optional<TypeMaker> typeMaker;
    json::Value response;                  ///< as in source.json; undefined = the usual one
    http::Headers requestHeaders;          ///< what the provider sends besides the signature
    std::vector<Recognition> recognisedBy; ///< any of them
    QString script;                        ///< verification script to start from; empty = verified natively
    std::vector<SuggestedMapping> mappings;
    std::vector<Sample> samples;
    std::vector<Sample> sampleTemplates; ///< for types that are not listed
    std::vector<TypeAlias> aliases;
    DeliveryFacts delivery;

    [[nodiscard]] const EventType* findEventType(QStringView name) const;
    /// The sample of this type, else the first template that fits it.
    [[nodiscard]] const Sample* findSample(QStringView type) const;
    [[nodiscard]] const SigningChoice* findSigningChoice(QStringView key) const;
    /// The event types that a name makes ("public.orders:INSERT", …). NotSupported where the provider has none of them,
    /// InvalidArgument where the name does not fit.
    [[nodiscard]] Result<QStringList> makeTypes(const QString& name) const;
    /// The alias entry of this spelling; case-sensitive, as event types are.
    [[nodiscard]] const TypeAlias* findAlias(QStringView spelling) const;
    /// The provider's spelling of `type`: what an alias stands for, else `type` itself.
    [[nodiscard]] QString canonicalType(const QString& type) const;

    friend bool operator==(const Provider&, const Provider&) = default;
};

} // namespace hw::catalog
