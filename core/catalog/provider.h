#pragma once

#include "core/base/json.h"
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

/// A realistic body, with placeholders (samples.h) where ids and times vary.
struct Sample
{
    QString type;
    QString title;
    http::Headers headers; ///< besides the provider's own
    QByteArray body;
    friend bool operator==(const Sample&, const Sample&) = default;
};

/// Another spelling of an event type, found in texts and in other products.
struct TypeAlias
{
    QString alias;
    QString type; ///< what the provider sends
    QString note;
    friend bool operator==(const TypeAlias&, const TypeAlias&) = default;
};

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
    http::Headers requestHeaders;         ///< what the provider sends besides the signature
    std::vector<QByteArray> recognisedBy; ///< header names that tell its requests from others
    QString script;                       ///< verification script to start from; empty = verified natively
    std::vector<SuggestedMapping> mappings;
    std::vector<Sample> samples;
    std::vector<TypeAlias> aliases;
    DeliveryFacts delivery;

    [[nodiscard]] const EventType* findEventType(QStringView name) const;
    [[nodiscard]] const Sample* findSample(QStringView type) const;
    /// The alias entry of this spelling; case-sensitive, as event types are.
    [[nodiscard]] const TypeAlias* findAlias(QStringView spelling) const;
    /// The provider's spelling of `type`: what an alias stands for, else `type` itself.
    [[nodiscard]] QString canonicalType(const QString& type) const;

    friend bool operator==(const Provider&, const Provider&) = default;
};

} // namespace hw::catalog
