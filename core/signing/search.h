#pragma once

#include "core/signing/hypotheses.h"

namespace hw::signing {

/// The combination under which a signature matches.
struct Match
{
    std::vector<Finding> findings; ///< without "as_configured"; empty = it matches as configured
    size_t secret = 0;             ///< index into Suspect::secrets
    bool cleaned = false;
    Reading reading;
    Settings keySettings;
    Settings contentSettings;
    QByteArray expression; ///< JavaScript of the body that was signed; empty = none, or the body as it is
    Finding content;       ///< of the content; empty code = as it is
    QByteArray digest;     ///< that matched; empty for Ed25519
    QByteArray timestamp;  ///< as it was signed
    QByteArray body;       ///< as it was signed, where it is another one
    QString url;           ///< likewise
};

struct SearchResult
{
    std::optional<Match> match;
    std::vector<Attempt> tried;
    bool complete = true;
};

/// Tries the combinations in the order of how many things would have to be wrong at once, up to three, until one
/// matches.
[[nodiscard]] SearchResult searchMatch(const Scheme& scheme, const Suspect& suspect);

/// The same for schemes whose secret is in the request itself, and for requests that carry one although the scheme is
/// another: `configured` false looks at every header and query parameter.
struct TokenMatch
{
    size_t secret = 0;
    bool cleaned = false;
    std::vector<Finding> findings;
    Settings settings;
};
struct TokenResult
{
    std::optional<TokenMatch> match;
    std::vector<Attempt> tried;
};
[[nodiscard]] TokenResult searchToken(const Scheme& scheme, const Suspect& suspect);

} // namespace hw::signing
