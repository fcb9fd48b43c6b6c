#include "core/engine/batch.h"

#include "core/engine/response.h"

#include <algorithm>
#include <functional>

namespace hw::engine {

namespace {

json::Value splitValue(const mapping::Path& split, const Event& event, const BodyView& body)
{
    const json::Value preprocess;
    return split.evaluate({body.value, event.request.headers, preprocess, {}});
}

const Run* firstWith(const std::vector<const Run*>& runs, const std::function<bool(const Run&)>& wanted)
{
    const auto it = std::find_if(runs.begin(), runs.end(), [&](const Run* run) { return wanted(*run); });
    return it == runs.end() ? nullptr : *it;
}

} // namespace

std::optional<json::Array> elementsOf(const mapping::Path& split, const Event& event, const BodyView& body)
{
    json::Value value = splitValue(split, event, body);
    if (!value.isArray() || value.toArray().empty())
        return std::nullopt;
    return std::move(value.array());
}

BodyView viewEvent(const std::optional<mapping::Path>& split, const Event& event)
{
    BodyView view = viewBody(event.request.headers, event.request.body);
    if (!event.batch || !view.problem.isEmpty())
        return view;
    const json::Value all = split ? splitValue(*split, event, view) : json::Value();
    const json::Value& element = all.at(static_cast<size_t>(event.batch->index));
    if (element.isUndefined())
        return {view.kind, nullptr, QStringLiteral("no_such_element"), {}};
    return {view.kind, element, {}, {}};
}

size_t endOfBatch(const std::vector<Event>& events, size_t begin)
{
    const Event& first = events[begin];
    size_t end = begin + 1;
    while (end < events.size() && events[end].batch && events[end].batch->total == first.batch->total &&
           events[end].batch->index > events[end - 1].batch->index && events[end].source == first.source &&
           events[end].environment == first.environment && events[end].receivedAt == first.receivedAt)
        ++end;
    return end;
}

bool isAccepted(const Run& run)
{
    return run.status == EventStatus::Processed || run.status == EventStatus::Ignored ||
           run.status == EventStatus::Duplicate;
}

void refuseTogether(std::vector<Run>& runs)
{
    const auto refused =
        std::find_if(runs.begin(), runs.end(), [](const Run& run) { return run.status == EventStatus::Refused; });
    if (refused == runs.end())
        return;
    for (Run& run : runs) {
        if (!isAccepted(run))
            continue;
        run.status = EventStatus::Refused;
        run.statusReason = QStringLiteral("batch_refused");
        run.actions.clear();
        run.answer = errorAnswer(401, run.statusReason, run.eventId);
    }
}

http::Answer batchAnswer(const workspace::Source& source, const std::vector<const Run*>& runs,
                         const QStringList& eventIds)
{
    // What was refused of itself says more than what was refused with it.
    const Run* deciding = firstWith(runs, [](const Run& run) {
        return run.status == EventStatus::Refused && run.statusReason != QLatin1String("batch_refused");
    });
    if (!deciding)
        deciding = firstWith(runs, [](const Run& run) { return !isAccepted(run); });
    http::Answer answer = (deciding ? deciding : runs.front())->answer;
    const bool hasOwnBody = !deciding && !source.response.body.isNull();
    if (hasOwnBody || answer.body.isEmpty())
        return answer;
    json::Object body;
    if (const auto told = json::parse(answer.body); told && told->isObject())
        body = told->toObject();
    body.remove(u"id");
    json::Array ids;
    for (const QString& id : eventIds)
        ids.emplace_back(id);
    body.append(QStringLiteral("ids"), std::move(ids));
    answer.body = json::write(std::move(body));
    return answer;
}

} // namespace hw::engine
