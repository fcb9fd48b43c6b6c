#pragma once

#include "core/signing/search.h"

namespace hw::signing {

/// What would make a request like the matching one verify under `scheme`.
[[nodiscard]] std::vector<Fix> fixesFor(const Scheme& scheme, const Suspect& suspect, const Match& match);
[[nodiscard]] std::vector<Fix> fixesFor(const Scheme& scheme, const Suspect& suspect, const TokenMatch& match);

/// Accepts events of this age; nothing where they are too old for that to make sense.
[[nodiscard]] std::optional<Fix> toleranceFix(const Suspect& suspect, std::chrono::seconds age);

/// Takes the time in the unit that it comes in.
[[nodiscard]] Fix unitFix(const QString& unit);

} // namespace hw::signing
