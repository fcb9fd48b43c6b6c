#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/event.h"
#include "core/record/run.h"

#include <vector>

/// Captured events in files, byte for byte and back. JSON lines are ours: one object a line with "headwater": 1, the
/// event and its latest outcome (fields as in the run record) and the raw head and body. HAR 1.2 is everybody's: what
/// it has no field for stands in members that begin with "_", as it allows.
namespace hw {

/// Compact; without a line end.
[[nodiscard]] QByteArray toEventLine(const Event& event, const Run& run);

/// Whether a line is one of ours, by its beginning.
[[nodiscard]] bool isEventLine(QByteArrayView line);

/// The event of such a line: seq 0, everything else as it was. ParseError (reason).
[[nodiscard]] Result<Event> readEventLine(QByteArrayView line);

/// One element of log.entries. `origin` ("http://127.0.0.1:4400") stands before a target that is a path.
[[nodiscard]] json::Value toHarEntry(const Event& event, const Run& run, const QString& origin);

/// What stands around the entries: text before the first, between two and after the last.
struct HarFrame
{
    QByteArray begin;
    QByteArray separator;
    QByteArray end;
};
[[nodiscard]] HarFrame harFrame(const QString& version);

/// The event of an entry that we wrote; nothing for an entry of another program.
[[nodiscard]] std::optional<Event> readHarEntry(const json::Value& entry);

} // namespace hw
