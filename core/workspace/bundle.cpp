#include "core/workspace/bundle.h"

#include "core/base/encoding.h"
#include "core/base/ids.h"
#include "core/workspace/workspacefiles.h"

namespace hw::workspace {

namespace {

using json::Array;
using json::Object;
using json::Value;

constexpr char kind[] = "source";
/// Shorter values may stand anywhere by chance.
constexpr qsizetype shortestSecret = 8;

Error wrong(const QString& file, const char* reason)
{
    return Error{ErrorCode::ParseError, {QString::fromLatin1(reason)}}.at(file, 0, 0);
}

void putBytes(Object& object, const char* name, const QByteArray& bytes)
{
    const QString key = QString::fromLatin1(name);
    if (isUtf8(bytes))
        object.append(key, QString::fromUtf8(bytes));
    else
        object.append(key + QStringLiteral("Base64"), QString::fromLatin1(bytes.toBase64()));
}

QByteArray takeBytes(const Value& object, const char* name)
{
    const QString key = QString::fromLatin1(name);
    if (const Value& text = object[key]; text.isString())
        return text.toString().toUtf8();
    const QString coded = key + QStringLiteral("Base64");
    return QByteArray::fromBase64(object[coded].toString().toLatin1());
}

QByteArray withoutSecrets(QByteArray text, const std::vector<std::pair<QString, SecretString>>& secrets)
{
    for (const auto& [name, value] : secrets) {
        if (value.size() >= shortestSecret)
            text.replace(value.view().toByteArray(), name.toUtf8());
    }
    return text;
}

} // namespace

bool isBundle(const Value& document)
{
    return document[u"headwater"].toString() == QLatin1String(kind);
}

Result<SourceBundle> bundleFromJson(const Value& document, const QString& file, Timestamp now)
{
    if (!isBundle(document))
        return wrong(file, "it is no bundle of a source");
    const qint64 format = document[u"format"].toInteger();
    if (format > SourceBundle::currentFormat)
        return Error{ErrorCode::WorkspaceTooNew,
                     {file, QString::number(format), QString::number(SourceBundle::currentFormat)}};
    SourceBundle bundle;
    auto source = readSource(json::write(document[u"source"], json::Style::Indented), file);
    if (!source)
        return source.error();
    bundle.source = std::move(*source);
    if (const Value& script = document[u"script"]; script.isObject()) {
        const QString language = script[u"language"].toString();
        if (language == QLatin1String("javascript"))
            bundle.language = ScriptLanguage::JavaScript;
        else if (language == QLatin1String("typescript"))
            bundle.language = ScriptLanguage::TypeScript;
        else
            return wrong(file, "script.language is neither javascript nor typescript");
        bundle.script = takeBytes(script, "text");
    }
    auto mappings = mapping::mappingFileFromJson(document[u"mappings"], [now] { return ids::make(ids::mapping, now); });
    if (!mappings)
        return mappings.error().at(file, 0, 0);
    bundle.mappings = std::move(*mappings);
    for (const Value& sample : document[u"samples"].toArray()) {
        SourceBundle::Sample one{sample[u"name"].toString(), takeBytes(sample, "request"), {}};
        if (one.name.isEmpty())
            return wrong(file, "a sample has no name");
        if (const Value& expectation = sample[u"expect"]; expectation.isObject())
            one.expectation = json::write(expectation, json::Style::Indented);
        bundle.samples.push_back(std::move(one));
    }
    return bundle;
}

Value toJson(const SourceBundle& bundle)
{
    Array samples;
    for (const SourceBundle::Sample& sample : bundle.samples) {
        Object one{{QStringLiteral("name"), sample.name}};
        putBytes(one, "request", sample.request);
        const auto expectation = json::parse(sample.expectation);
        if (!sample.expectation.isEmpty() && expectation)
            one.append(QStringLiteral("expect"), *expectation);
        samples.push_back(std::move(one));
    }
    Value script = nullptr;
    if (bundle.language != ScriptLanguage::None) {
        const bool typed = bundle.language == ScriptLanguage::TypeScript;
        Object object{{QStringLiteral("language"), typed ? "typescript" : "javascript"}};
        putBytes(object, "text", bundle.script);
        script = std::move(object);
    }
    return Object{{QStringLiteral("headwater"), kind},
                  {QStringLiteral("format"), SourceBundle::currentFormat},
                  {QStringLiteral("source"), toJson(bundle.source)},
                  {QStringLiteral("script"), std::move(script)},
                  {QStringLiteral("mappings"), mapping::toJson(bundle.mappings)},
                  {QStringLiteral("samples"), std::move(samples)}};
}

Result<SourceBundle> readBundle(const WorkspaceFiles& files, const QString& key,
                                const std::vector<std::pair<QString, SecretString>>& secrets)
{
    const SourceState* state = files.workspace().source(key);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
    // What is broken on disk would be left out without a word.
    if (!state->errors.empty())
        return state->errors.front();
    SourceBundle bundle{
        state->source, state->language, withoutSecrets(state->script, secrets), state->mappings, {}, {}};
    for (const QString& name : state->samples) {
        const auto request = files.readSample(key, name);
        if (!request)
            return request.error();
        const auto expectation = files.readExpectation(key, name);
        if (!expectation)
            return expectation.error();
        bundle.samples.push_back({name, withoutSecrets(*request, secrets), withoutSecrets(*expectation, secrets)});
    }
    return bundle;
}

Result<Source> WorkspaceFiles::addBundle(const SourceBundle& bundle, const QString& key)
{
    SourceBundle mine = bundle;
    if (!key.isEmpty())
        mine.source.key = key;
    mine.source.aliases.clear(); // paths of the place where it comes from
    const QString& newKey = mine.source.key;
    if (const auto isFree = requireFreeKey(newKey); !isFree)
        return isFree.error();
    for (const SourceBundle::Sample& sample : mine.samples) {
        if (const auto name = checkSampleName(sample.name); !name)
            return name.error();
    }
    // Written as a source that is paused, and told what it really is when all of it is there: nobody who watches the
    // folder runs half of it.
    Source paused = mine.source;
    paused.paused = true;
    if (const auto saved = saveSource(paused); !saved)
        return saved.error();
    if (const auto saved = saveMappings(newKey, mine.mappings); !saved)
        return saved.error();
    if (mine.language != ScriptLanguage::None) {
        if (const auto saved = saveScript(newKey, mine.language, mine.script); !saved)
            return saved.error();
    }
    for (const SourceBundle::Sample& sample : mine.samples) {
        if (const auto saved = saveSample(newKey, sample.name, sample.request); !saved)
            return saved.error();
        if (sample.expectation.isEmpty())
            continue;
        if (const auto saved = saveExpectation(newKey, sample.name, sample.expectation); !saved)
            return saved.error();
    }
    if (const auto declared = declareSecrets(mine.source.signing.secrets + mine.secrets); !declared)
        return declared.error();
    if (const auto saved = saveSource(mine.source); !saved)
        return saved.error();
    return mine.source;
}

} // namespace hw::workspace
