#include "core/workspace/workspace.h"

#include "core/base/encoding.h"
#include "core/workspace/jsonreader.h"

#include <algorithm>

namespace hw::workspace {

namespace {

template<class States, class KeyOf>
auto findBy(const States& states, QStringView key, KeyOf keyOf) -> decltype(states.data())
{
    const auto it = std::find_if(states.begin(), states.end(), [&](const auto& state) { return keyOf(state) == key; });
    return it == states.end() ? nullptr : &*it;
}

json::Object readUrls(ObjectReader& reader, const QString& member)
{
    json::Object urls = reader.object(member);
    for (const auto& [key, url] : urls) {
        if (!url.isString())
            reader.fail(member, QStringLiteral("\"%1\" must be an object of strings").arg(member));
    }
    return urls;
}

} // namespace

QString SourceState::scriptHash() const
{
    return language == ScriptLanguage::None ? QString() : QString::fromLatin1(sha256Hex(script));
}

QString SourceState::mappingsHash() const
{
    return mappings.mappings.empty() ? QString()
                                     : QString::fromLatin1(sha256Hex(json::write(mapping::toJson(mappings))));
}

QString SourceState::settingsHash() const
{
    return loaded ? QString::fromLatin1(sha256Hex(writeSource(source))) : QString();
}

Result<LocalSettings> readLocal(QByteArrayView text, const QString& file)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document.error();
    ObjectReader reader(*document);
    LocalSettings local;
    local.activeEnvironment = reader.text(QStringLiteral("activeEnvironment"));
    local.host = reader.text(QStringLiteral("host"), local.host);
    local.port = static_cast<quint16>(reader.integer(QStringLiteral("port"), 0, 65535, local.port));
    local.publicUrl = reader.text(QStringLiteral("publicUrl"));
    local.publicUrls = readUrls(reader, QStringLiteral("publicUrls"));
    local.forward = readUrls(reader, QStringLiteral("forward"));
    local.window = reader.object(QStringLiteral("window"));
    local.extra = reader.rest();
    if (document->error())
        return *document->error();
    return local;
}

QByteArray writeLocal(const LocalSettings& local)
{
    const auto textOrNull = [](const QString& text) {
        return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
    };
    json::Object object{
        {QStringLiteral("activeEnvironment"), textOrNull(local.activeEnvironment)},
        {QStringLiteral("host"), local.host},
        {QStringLiteral("port"), int{local.port}},
        {QStringLiteral("publicUrl"), textOrNull(local.publicUrl)},
        {QStringLiteral("publicUrls"), local.publicUrls},
        {QStringLiteral("forward"), local.forward},
        {QStringLiteral("window"), local.window},
    };
    for (const auto& [name, value] : local.extra)
        object.append(name, value);
    return json::write(object, json::Style::Indented);
}

const SourceState* Workspace::source(QStringView key) const
{
    return findBy(sources, key, [](const SourceState& state) { return state.source.key; });
}

const SourceState* Workspace::sourceAt(QStringView keyOrAlias) const
{
    if (const SourceState* byKey = source(keyOrAlias))
        return byKey;
    for (const SourceState& state : sources) {
        if (state.source.aliases.contains(keyOrAlias))
            return &state;
    }
    return nullptr;
}

const EnvironmentState* Workspace::environment(QStringView wanted) const
{
    return findBy(environments, wanted, [](const EnvironmentState& state) { return state.environment.name; });
}

QString Workspace::activeEnvironment() const
{
    return local.activeEnvironment.isEmpty() ? defaultEnvironment : local.activeEnvironment;
}

QStringList Workspace::secretNames(QStringView environmentName) const
{
    QStringList names;
    if (const EnvironmentState* state = environment(environmentName)) {
        const Destination& destination = state->environment.destination;
        names += state->environment.secrets;
        if (!destination.secret.isEmpty())
            names.append(destination.secret);
        else if (destination.kind == DestinationKind::Knock)
            names.append(QString::fromLatin1(defaultKnockSecret));
    }
    for (const SourceState& state : sources)
        names += state.source.signing.secrets;
    names.removeDuplicates();
    names.sort();
    return names;
}

std::vector<Error> Workspace::allErrors() const
{
    std::vector<Error> all = errors;
    for (const EnvironmentState& state : environments) {
        if (state.error)
            all.push_back(*state.error);
    }
    for (const SourceState& state : sources)
        all.insert(all.end(), state.errors.begin(), state.errors.end());
    return all;
}

QString Workspace::scriptPath(const SourceState& state) const
{
    if (state.language == ScriptLanguage::None)
        return {};
    const bool isTypeScript = state.language == ScriptLanguage::TypeScript;
    return root + QStringLiteral("/sources/") + state.key() +
           (isTypeScript ? QStringLiteral("/script.ts") : QStringLiteral("/script.js"));
}

QString Workspace::dataFolder() const
{
    return root + QStringLiteral("/data");
}

QString Workspace::databasePath() const
{
    return root + QStringLiteral("/data/headwater.db");
}

} // namespace hw::workspace
