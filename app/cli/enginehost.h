#pragma once

#include "app/cli/context.h"
#include "core/engine/engine.h"
#include "core/record/recordjson.h"

#include <memory>

namespace hw::cli {

/// Opens the engine on the workspace that the options mean. As an owner where nobody owns it yet, else beside the
/// owner; a command that must own it asks for that.
enum class WantedOwnership { MustOwn, OwnOrJoin };

/// Whether deliveries to live destinations go out.
enum class LiveDeliveries { Held, Confirmed };

[[nodiscard]] Result<std::unique_ptr<engine::Engine>> openEngine(const Context& context, WantedOwnership ownership,
                                                                 engine::Delivery delivery = engine::Delivery::Apply,
                                                                 LiveDeliveries live = LiveDeliveries::Held);

/// A raw HTTP request from a file; "-" = standard input.
[[nodiscard]] Result<http::Message> readRequest(const QString& file);
/// What is wrong with a file that was to be a request, in words.
[[nodiscard]] Error requestFault(const Error& error);

/// What "--event" and "--source" mean: a captured event by its id, or a request from a file; for a trial.
[[nodiscard]] Result<engine::ProcessRequest> trialRequest(const Context& context, const workspace::Workspace& workspace,
                                                          const Arguments& arguments);

/// Gives one request to the engine, prints its record, ends the program with its exit status.
int runOne(const Context& context, engine::Engine& engine, engine::ProcessRequest request, RecordParts parts);

/// The record as lines of text, for people.
void sayRecord(const Context& context, const Event& event, const Run& run);

/// A value on one line of a terminal: compact JSON, cut where it is long. --json has it whole.
[[nodiscard]] QString elided(const json::Value& value);

/// 1 where the run was refused or failed, or an action failed; else 0.
[[nodiscard]] int exitStatusOf(const Run& run);

} // namespace hw::cli
