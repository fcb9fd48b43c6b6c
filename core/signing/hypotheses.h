#pragma once

#include "core/signing/explainer.h"
#include "core/signing/keys.h"
#include "core/signing/signatureheader.h"

#include <functional>
#include <optional>
#include <set>

/// What could be wrong, as three lists: which key, which way to read the headers, which content. The explainer tries
/// their combinations in the order of how many things would have to be wrong at once.
namespace hw::signing {

using Settings = std::vector<std::pair<QString, QString>>;

/// A secret read in one way.
struct KeyGuess
{
    int cost = 0;
    std::vector<Finding> findings;
    size_t secret = 0;    ///< index into Suspect::secrets
    bool cleaned = false; ///< without what surrounds it
    Settings settings;
    std::vector<Key> keys;
};

/// Candidates for the signature, read from the headers in one way.
struct Reading
{
    int cost = 0;
    std::vector<Finding> findings = {};
    Scheme scheme = {};
    ParsedHeaders parsed = {};
    Settings settings = {};
    bool mayBeFixed = true;
};

/// A change of what is signed. `make` gives nothing where it does not apply.
struct ContentGuess
{
    struct Made
    {
        Scheme scheme;
        Request request;
        QByteArray timestamp;
        QByteArray body; ///< owns what `request` looks at, where the body is another
    };

    int cost = 0;
    Finding finding; ///< empty code = as it is
    Settings settings;
    QByteArray expression; ///< JavaScript that makes the same body; empty = none
    std::function<bool(const Reading&, Made&)> make;
};

[[nodiscard]] std::vector<KeyGuess> keyGuesses(const Scheme& scheme, const std::vector<KnownSecret>& secrets);
[[nodiscard]] std::vector<Reading> readings(const Scheme& scheme, const Suspect& suspect);
[[nodiscard]] std::vector<ContentGuess> contentGuesses(const Suspect& suspect);

/// The secret's text without white space, quotes, or a "NAME=" before it, and the finding that says so; nothing where
/// there is none of them.
struct CleanedSecret
{
    Finding finding;
    SecretString value;
};
[[nodiscard]] std::optional<CleanedSecret> cleanedSecret(const KnownSecret& secret);

/// What a secret's place means as a finding; "as_configured" for the source's own.
[[nodiscard]] Finding findingOf(const KnownSecret& secret);

/// Whether the request has this scheme's headers, and signatures in them.
[[nodiscard]] bool carries(const Scheme& scheme, const http::Headers& headers);

} // namespace hw::signing
