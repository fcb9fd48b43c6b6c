#pragma once

#include "core/signing/search.h"

namespace hw::signing {

/// The proof of a signature scheme: by the matching combination where there is one, else by the settings.
[[nodiscard]] Proof makeProof(const Scheme& scheme, const Suspect& suspect, const std::optional<Match>& match);

} // namespace hw::signing
