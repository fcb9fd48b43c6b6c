#include "app/cli/views.h"

#include "app/cli/sending.h"
#include "core/engine/route.h"
#include "core/engine/sourceruntime.h"
#include "ui/models/errortext.h"

namespace hw::cli {

QString endpointUrl(const workspace::Workspace& workspace, const QString& key)
{
    return listenerOrigin(workspace) + engine::endpointPath(key);
}

QString publicUrl(const workspace::Workspace& workspace, const QString& key)
{
    if (workspace.local.publicUrl.isEmpty() && !workspace.local.publicUrls[key].isString())
        return {};
    return engine::publicUrlOf(workspace.local, {}, key, engine::endpointPath(key).toLatin1());
}

json::Value textsJson(const QStringList& texts)
{
    json::Array list;
    for (const QString& text : texts)
        list.emplace_back(text);
    return list;
}

QString aliasNote(const catalog::Provider& provider, const catalog::TypeAlias& alias)
{
    return QStringLiteral("%1 is called %2 by %3. %4").arg(alias.alias, alias.type, provider.name, alias.note);
}

QString noSampleText(const catalog::Provider& provider, const QString& type)
{
    if (provider.findEventType(type) || provider.eventTypes.empty())
        return QStringLiteral("There is no sample of %1: send a body of your own with --body FILE.").arg(type);
    QStringList known;
    for (const catalog::EventType& one : provider.eventTypes)
        known.append(one.name);
    for (const catalog::TypeAlias& alias : provider.aliases)
        known.append(alias.alias);
    const QString near = engine::nearestKey(type, known);
    return QStringLiteral("%1 has no event type %2%3. See: headwater-cli catalog events %4")
        .arg(provider.name, type, near.isEmpty() ? QString() : QStringLiteral("; did you mean %1?").arg(near),
             provider.key)
        .replace(QStringLiteral("?."), QStringLiteral("?"));
}

QString noShapeText(const catalog::Provider& provider, const QString& type, const QString& shape)
{
    QStringList names;
    if (const catalog::Sample* sample = provider.findSample(type)) {
        for (const catalog::SampleShape& one : sample->shapes)
            names.append(one.name);
    }
    return QStringLiteral("The sample of %1 has no shape \"%2\". %3")
        .arg(type, shape,
             names.isEmpty() ? QStringLiteral("It has one alone: leave --shape out.")
                             : QStringLiteral("Shapes: ") + names.join(QStringLiteral(", ")));
}

void hintErrors(const Context& context, const catalog::Catalog& catalog)
{
    for (const Error& error : catalog.errors())
        context.hint(QStringLiteral("Not used: %1").arg(context.textOf(error)));
}

json::Value secretsJson(const QStringList& names, const workspace::LoadedSecrets& secrets)
{
    json::Array list;
    for (const QString& name : names) {
        const auto found = secrets.found.constFind(name);
        json::Value where = nullptr;
        if (found != secrets.found.constEnd())
            where = workspace::toString(found->origin);
        list.emplace_back(json::Object{{QStringLiteral("name"), name}, {QStringLiteral("where"), where}});
    }
    return list;
}

QString languageName(workspace::ScriptLanguage language)
{
    switch (language) {
    case workspace::ScriptLanguage::JavaScript: return QStringLiteral("javascript");
    case workspace::ScriptLanguage::TypeScript: return QStringLiteral("typescript");
    case workspace::ScriptLanguage::None: break;
    }
    return {};
}

json::Value errorJson(const Error& error)
{
    const auto orNull = [](int number) { return number == 0 ? json::Value(nullptr) : json::Value(number); };
    return json::Object{{QStringLiteral("code"), QString::fromLatin1(codeName(error.code))},
                        {QStringLiteral("message"), models::errorText(error, models::Audience::CommandLine)},
                        {QStringLiteral("file"), error.file.isEmpty() ? json::Value(nullptr) : json::Value(error.file)},
                        {QStringLiteral("line"), orNull(error.line)},
                        {QStringLiteral("column"), orNull(error.column)}};
}

json::Value sourceJson(const workspace::Workspace& workspace, const workspace::SourceState& state,
                       const workspace::LoadedSecrets& secrets)
{
    json::Array errors;
    for (const Error& error : state.errors)
        errors.push_back(errorJson(error));
    const QString language = languageName(state.language);
    json::Value source = workspace::toJson(state.source);
    json::Object& object = source.object();
    object.set(QStringLiteral("endpoint"), endpointUrl(workspace, state.key()));
    const QString outside = publicUrl(workspace, state.key());
    object.set(QStringLiteral("publicUrl"), outside.isEmpty() ? json::Value(nullptr) : json::Value(outside));
    object.set(QStringLiteral("script"), language.isEmpty() ? json::Value(nullptr) : json::Value(language));
    object.set(QStringLiteral("mappings"), static_cast<qint64>(state.mappings.mappings.size()));
    object.set(QStringLiteral("samples"), textsJson(state.samples));
    object.set(QStringLiteral("secrets"), secretsJson(state.source.signing.secrets, secrets));
    object.set(QStringLiteral("errors"), std::move(errors));
    return source;
}

} // namespace hw::cli
