#include "core/engine/sourcetypes.h"

#include "core/catalog/samples.h"
#include "core/engine/batch.h"
#include "core/http/httpfile.h"
#include "core/record/bodyview.h"
#include "core/store/reader.h"

#include <QFile>

namespace hw::engine {

namespace {

/// The newest events of a source say what its bodies look like today.
constexpr int eventsLookedAt = 200;

void add(script::BodyShape& shape, const BodyView& view)
{
    if (view.problem.isEmpty() && view.kind != BodyKind::Empty && view.kind != BodyKind::Binary)
        shape.add(view.value);
}

int addEvents(script::BodyShape& shape, const workspace::Workspace& workspace, const workspace::Source& source)
{
    const QString path = workspace.databasePath();
    if (!QFile::exists(path))
        return 0;
    auto reader = store::Reader::open(path);
    if (!reader)
        return 0;
    const auto events = reader->latest(source.key, QStringLiteral("*"), eventsLookedAt);
    if (!events)
        return 0;
    const auto split = mapping::Path::parse(source.splitPath);
    for (const store::StoredEvent& stored : *events)
        add(shape, viewEvent(split ? std::optional(*split) : std::nullopt, stored.event));
    return static_cast<int>(events->size());
}

int addSamples(script::BodyShape& shape, const workspace::Workspace& workspace, const workspace::SourceState& state)
{
    int count = 0;
    for (const QString& name : state.samples) {
        const auto message = http::httpfile::read(
            QStringLiteral("%1/sources/%2/samples/%3.http").arg(workspace.root, state.key(), name));
        if (!message)
            continue;
        add(shape, viewBody(message->headers, message->body));
        ++count;
    }
    return count;
}

int addCatalogue(script::BodyShape& shape, const catalog::Provider& provider, const Clock& clock)
{
    int count = 0;
    for (const catalog::Sample& sample : provider.samples) {
        const auto body = catalog::sampleBody(provider, sample.type, clock);
        if (!body)
            continue;
        add(shape, viewBody(catalog::sampleHeaders(provider, sample.type, clock), *body));
        ++count;
    }
    return count;
}

} // namespace

SourceTypes sourceTypes(const workspace::Workspace& workspace, const workspace::SourceState& state,
                        const catalog::Provider* provider, const Clock& clock)
{
    SourceTypes types;
    script::BodyShape shape;
    types.events = addEvents(shape, workspace, state.source);
    types.samples = addSamples(shape, workspace, state);
    if (shape.isEmpty() && provider)
        types.samples = addCatalogue(shape, *provider, clock);
    types.file = script::declarationFile(shape);
    types.declarations = script::declarations(shape);
    return types;
}

QString typesPath(const workspace::Workspace& workspace, const QString& source)
{
    return QStringLiteral("%1/types/%2/headwater.d.ts").arg(workspace.dataFolder(), source);
}

} // namespace hw::engine
