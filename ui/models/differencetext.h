#pragma once

#include "core/engine/runcompare.h"
#include "ui/models/eventtext.h"

#include <QString>

#include <vector>

namespace hw::models {

/// One difference of two runs in one line: "status: processed → refused". Long values are cut.
[[nodiscard]] QString differenceText(const engine::Difference& difference);

/// Several in a few words, as a table has room for: "throws at line 18", "2 fields, 1 action added".
[[nodiscard]] QString differencesSummary(const std::vector<engine::Difference>& differences);

[[nodiscard]] StatusLabel verdictLabel(engine::Verdict verdict);

} // namespace hw::models
