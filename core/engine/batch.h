#pragma once

#include "core/engine/sourceruntime.h"
#include "core/http/message.h"
#include "core/record/bodyview.h"
#include "core/record/event.h"
#include "core/record/run.h"

#include <QStringList>

#include <optional>
#include <vector>

/// Requests that hold many events: how they are split, and what is answered for all of them. Functions over values.
namespace hw::engine {

/// A request with more elements is refused as a whole.
constexpr size_t maxBatch = 10000;

/// The elements at the split path of a source: nothing where there is no array, or an empty one. Such a request is one
/// event.
[[nodiscard]] std::optional<json::Array> elementsOf(const mapping::Path& split, const Event& event,
                                                    const BodyView& body);

/// The body of any event as scripts and mappings see it. Of an element of a batch it is the element, from the request
/// that it shares: null with a reason where the request has no such element, because the path was changed since.
[[nodiscard]] BodyView viewEvent(const std::optional<mapping::Path>& split, const Event& event);

/// Where the batch that begins at `begin` ends: elements of one request that stand beside each other.
[[nodiscard]] size_t endOfBatch(const std::vector<Event>& events, size_t begin);

/// Whether the run's answer is the source's configured response.
[[nodiscard]] bool isAccepted(const Run& run);

/// One refused element refuses all: the others are not processed then, and say why.
void refuseTogether(std::vector<Run>& runs);

/// The answer for all elements: that of the first that was refused, else of the first that was not accepted, else the
/// configured response, which is {"ids": […]} where the source has no body of its own. A refusal names the ids too.
[[nodiscard]] http::Answer batchAnswer(const workspace::Source& source, const std::vector<const Run*>& runs,
                                       const QStringList& eventIds);

} // namespace hw::engine
