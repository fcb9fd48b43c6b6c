#pragma once

#include "core/engine/coverage.h"

#include <QString>

#include <vector>

namespace hw::models {

/// A step that deals with a finding. What it is about stands in the finding.
struct CoverageFix
{
    enum class Kind {
        OpenSlot,    ///< the mapping, at the parameter
        OpenMapping, ///< the mapping, or the type where there is none yet
        SwitchOn,
        UseType, ///< the mapping is for the suggested type from now on
        SetDefault,
        IgnoreType,
        ShowEvents, ///< `filter`
        ShowEvent,  ///< the example
    };

    Kind kind = Kind::OpenMapping;
    QString text;   ///< "Map it"
    QString filter; ///< of the events that show it

    friend bool operator==(const CoverageFix&, const CoverageFix&) = default;
};

/// In one line: "Email is missing in 12 of 60 events".
[[nodiscard]] QString findingText(const engine::CoverageFinding& finding);
/// What it means and what to do about it.
[[nodiscard]] QString findingHelp(const engine::CoverageFinding& finding);
/// The first is the one that is most likely wanted.
[[nodiscard]] std::vector<CoverageFix> fixesFor(const engine::CoverageFinding& finding, const QString& source);

} // namespace hw::models
