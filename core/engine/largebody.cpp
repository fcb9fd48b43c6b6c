#include "core/engine/largebody.h"

#include "core/base/jsonoutline.h"
#include "core/engine/batch.h"

#include <algorithm>

namespace hw::engine {

namespace {

// A path may name any index; the places before it have to be filled.
constexpr qsizetype largestIndex = 100000;

void collect(const mapping::Condition& condition, std::vector<mapping::Path>& into)
{
    if (condition.parsedPath)
        into.push_back(*condition.parsedPath);
    for (const mapping::Condition& child : condition.children)
        collect(child, into);
}

void collect(const json::Value& setting, std::vector<mapping::Path>& into)
{
    if (!setting.isObject())
        return;
    const mapping::Binding binding = mapping::Binding::fromJson(setting);
    if (binding.parsedPath)
        into.push_back(*binding.parsedPath);
}

/// Puts a value at the end of the steps. Containers are what they are in the body, so that steps mean the same.
void place(json::Outline& outline, const std::vector<json::Outline::Step>& steps, json::Value value, json::Value& root)
{
    json::Value* at = &root;
    std::vector<json::Outline::Step> sofar;
    for (const json::Outline::Step& step : steps) {
        const auto container = outline.at(sofar);
        if (!container || !*container)
            return;
        const auto* name = std::get_if<QString>(&step);
        if ((*container)->type == json::Type::Array) {
            const auto index = static_cast<size_t>(name ? name->toLongLong() : std::get<qsizetype>(step));
            json::Array& array = at->array();
            if (array.size() <= index)
                array.resize(index + 1, json::Value(nullptr));
            at = &array[index];
        } else {
            const QString key = name ? *name : QString::number(std::get<qsizetype>(step));
            json::Object& object = at->object();
            if (!object.find(key))
                object.append(key, nullptr);
            at = object.find(key);
        }
        sofar.push_back(step);
    }
    *at = std::move(value);
}

bool isReasonable(const mapping::Path& path)
{
    return std::all_of(path.steps().begin(), path.steps().end(), [](const mapping::Path::Step& step) {
        const auto* index = std::get_if<qsizetype>(&step);
        return index ? *index <= largestIndex : std::get<QString>(step).toLongLong() <= largestIndex;
    });
}

} // namespace

std::vector<mapping::Path> bodyPaths(const SourceRuntime& source)
{
    std::vector<mapping::Path> all;
    for (const auto* path : {&source.eventTypePath, &source.idempotencyKeyPath, &source.timestampPath}) {
        for (const mapping::Path& one : *path ? (*path)->paths() : std::vector<mapping::Path>())
            all.push_back(one);
    }
    for (const mapping::Mapping& mapping : source.mappings) {
        if (mapping.when)
            collect(*mapping.when, all);
        for (const auto& [name, binding] : mapping.parameters) {
            if (binding.parsedPath)
                all.push_back(*binding.parsedPath);
        }
    }
    const workspace::ResponseSettings& response = source.settings.response;
    collect(response.status, all);
    collect(response.body, all);
    for (const auto& [name, value] : response.headers)
        collect(value, all);
    std::erase_if(all, [](const mapping::Path& path) { return path.root() != mapping::PathRoot::Body; });
    // The shorter first: what a longer one finds lies within what is there then.
    std::stable_sort(all.begin(), all.end(), [](const mapping::Path& a, const mapping::Path& b) {
        return a.steps().size() < b.steps().size();
    });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

json::Value valuesAt(const QByteArray& body, const std::vector<mapping::Path>& paths)
{
    json::Value root(nullptr);
    const auto outline = json::Outline::open(body);
    if (!outline)
        return root;
    for (const mapping::Path& path : paths) {
        if (!isReasonable(path))
            continue;
        const auto node = (*outline)->at(path.steps());
        if (!node || !*node || (*node)->length > largestParsedBody)
            continue;
        Result<json::Value> value = (*outline)->value(**node);
        if (value)
            place(**outline, path.steps(), *std::move(value), root);
    }
    return root;
}

namespace {

BodyView withPlaces(BodyView body, const SourceRuntime& source, const Event& event)
{
    if (body.kind == BodyKind::Json && body.problem == QLatin1String("too_large")) {
        const bool coded = !body.decoded.isNull();
        body.value = valuesAt(coded ? body.decoded : event.request.body, bodyPaths(source));
    }
    return body;
}

} // namespace

BodyView bodyFor(const SourceRuntime& source, const Event& event)
{
    return withPlaces(viewEvent(source.splitPath, event), source, event);
}

BodyView wantedBodyFor(const SourceRuntime& source, const Event& event, const json::Selection& wanted)
{
    if (event.batch)
        return bodyFor(source, event);
    return withPlaces(viewBody(event.request.headers, event.request.body, wanted), source, event);
}

} // namespace hw::engine
