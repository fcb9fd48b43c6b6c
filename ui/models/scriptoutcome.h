#pragma once

#include "core/base/error.h"
#include "core/record/run.h"
#include "ui/models/scriptpresenter.h"

#include <vector>

namespace hw::models {

/// What a trial's run says, in words. Pure.
[[nodiscard]] ScriptResult describeTrial(const Run& run);
/// A trial that could not be made.
[[nodiscard]] ScriptResult describeFailure(const Error& error);
/// A line of the console, of a log point or of the debugger itself.
[[nodiscard]] ScriptNote outputNote(const script::DebugOutput& output);
[[nodiscard]] std::vector<ScriptNote> consoleNotes(const Run& run);

/// Whether the run counts as passed for a sample: verified, or ignored on purpose.
[[nodiscard]] bool isPassed(const Run& run);

} // namespace hw::models
