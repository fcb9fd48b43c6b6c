#pragma once

#include "core/delivery/target.h"
#include "core/record/run.h"
#include "core/store/outbox.h"

#include <QStringList>

namespace hw::delivery {

/// The lanes of an action: every user and object that it concerns, in its environment and destination, and its event.
/// A trigger and a cancel share one for their cancellation key. `eventId` empty = without the event's (a batch).
[[nodiscard]] QStringList lanesOf(const QString& environment, const Target& target, const QString& kind,
                                  const json::Value& payload, const QString& eventId);

/// The same for every attempt of one part of one action of one run.
[[nodiscard]] QString idempotencyKey(const QString& runId, int ordinal, int part);

/// What can never be sent is told when it is planned. Errors as requestFor(), but for secrets.
[[nodiscard]] Result<void> checkSendable(const Target& target, const QString& kind, const json::Value& payload);

} // namespace hw::delivery
