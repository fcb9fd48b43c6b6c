#pragma once

#include "core/record/run.h"

namespace hw::store {

/// Which of the histogram's two parts an event stands in.
[[nodiscard]] constexpr bool countsAsFailed(EventStatus status)
{
    return status == EventStatus::Refused || status == EventStatus::Error;
}

} // namespace hw::store
