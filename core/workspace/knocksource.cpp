#include "core/workspace/knocksource.h"

#include "core/base/ids.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/path.h"
#include "core/workspace/jsonreader.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace hw::workspace {

namespace {

using mapping::Binding;
using mapping::Mapping;

/// Parameters whose value is the thing itself, as Knock's dashboard picks it from a list.
bool isLiteralParameter(const QString& action, const QString& name)
{
    return name == QLatin1String("key") && action.startsWith(QLatin1String("workflows_"));
}

struct Rename
{
    const char* from;
    const char* to;
};

/// Names under which Knock's forms and older exports have the same parameter.
constexpr std::array renames{
    Rename{"custom_properties", "properties"},
    Rename{"user_id", "id"},
    Rename{"tenant_id", "id"},
    Rename{"object_id", "id"},
    Rename{"id", "object_id"},
    Rename{"recipient", "recipients"},
    Rename{"member", "members"},
    Rename{"audience_key", "key"},
    Rename{"workflow_key", "key"},
    Rename{"workflow", "key"},
    Rename{"audience", "key"},
    Rename{"actor_id", "actor"},
};

/// The name that our table has for it; empty where it has none.
QString knownName(const mapping::ActionKind& kind, const QString& name)
{
    if (mapping::findParameter(kind, name))
        return name;
    for (const Rename& rename : renames) {
        if (name == QLatin1String(rename.from) && mapping::findParameter(kind, QString::fromLatin1(rename.to)))
            return QString::fromLatin1(rename.to);
    }
    return {};
}

/// JavaScript that reads the place, and is undefined where there is none.
QString accessOf(const mapping::Path& path)
{
    static constexpr std::array roots{"body", "headers", "preprocess", "vars"};
    QString text = QString::fromLatin1(roots[static_cast<size_t>(path.root())]);
    for (const mapping::Path::Step& step : path.steps()) {
        if (const auto* name = std::get_if<QString>(&step))
            text += QStringLiteral("?.[%1]").arg(QString::fromUtf8(json::write(json::Value(*name))));
        else
            text += QStringLiteral("?.[%1]").arg(std::get<qsizetype>(step));
    }
    return text;
}

/// An object or array of paths as JavaScript that puts it together.
QString expressionOf(const json::Value& value)
{
    if (value.isString()) {
        const auto path = mapping::Path::parse(value.toString());
        return path ? accessOf(*path) : QString::fromUtf8(json::write(value));
    }
    QStringList items;
    if (value.isArray()) {
        for (const json::Value& item : value.toArray())
            items.append(expressionOf(item));
        return u'[' + items.join(QLatin1String(", ")) + u']';
    }
    if (value.isObject()) {
        for (const auto& [name, member] : value.toObject())
            items.append(QString::fromUtf8(json::write(json::Value(name))) + QStringLiteral(": ") +
                         expressionOf(member));
        return QStringLiteral("({") + items.join(QLatin1String(", ")) + QStringLiteral("})");
    }
    return QString::fromUtf8(json::write(value));
}

class SourceReader
{
public:
    SourceReader(JsonDocument& document, Timestamp now)
        : m_document(document)
        , m_now(now)
    {}

    Result<KnockSource> read(const json::Value& source, const QStringList& place, const QString& environment)
    {
        const QString key = source[u"key"].toString();
        m_out.source.key = sourceKeyFrom(key.isEmpty() ? source[u"name"].toString() : key);
        if (m_out.source.key.isEmpty())
            return m_document.errorAt(place, QStringLiteral("the source has neither a key nor a name"));
        m_out.source.name = source[u"name"].toString(m_out.source.key);
        if (source[u"description"].isString() && !source[u"description"].toString().isEmpty())
            m_out.source.extra.append(QStringLiteral("description"), source[u"description"]);

        const json::Object& environments = source[u"environment_settings"].toObject();
        m_out.environment = environment;
        if (environment.isEmpty())
            m_out.environment = environments.size() == 1 ? environments.begin()->first : QStringLiteral("development");
        const json::Value* settings = environments.find(m_out.environment);
        if (!settings) {
            QStringList names;
            for (const auto& [name, value] : environments)
                names.append(name);
            return Error{ErrorCode::InvalidArgument,
                         {QStringLiteral("--from-environment"), m_out.environment,
                          names.isEmpty() ? QStringLiteral("the JSON of: knock source get KEY --json")
                                          : names.join(QLatin1String(", "))}};
        }
        readSettings((*settings)[u"settings"]);
        chooseProvider(source);
        const json::Array& mappings = (*settings)[u"mappings"].toArray();
        for (size_t i = 0; i < mappings.size(); ++i) {
            const bool isMapping = mappings[i][u"event_type"].isString() && mappings[i][u"action_type"].isString();
            if (!isMapping) {
                return m_document.errorAt(place + QStringList{QStringLiteral("environment_settings"), m_out.environment,
                                                              QStringLiteral("mappings"), QString::number(i)},
                                          QStringLiteral("a mapping has an event_type and an action_type"));
            }
            readMapping(mappings[i]);
        }
        return std::move(m_out);
    }

private:
    void note(const char* code, QStringList args = {})
    {
        m_out.notes.push_back({QString::fromLatin1(code), std::move(args)});
    }

    void readSettings(const json::Value& settings)
    {
        Source& source = m_out.source;
        source.eventTypePath = settings[u"event_type_path"].toString(source.eventTypePath);
        source.timestampPath = settings[u"timestamp_path"].toString();
        source.idempotencyKeyPath = settings[u"idempotency_key_path"].toString();
        source.enforceIdempotency = settings[u"enforce_idempotency"].toBool(!source.idempotencyKeyPath.isEmpty());
        source.enforceVerification = settings[u"enforce_verification"].toBool(false);
        if (!source.enforceVerification)
            note("verification_off");
        const json::Value& script = settings[u"preprocess_script"];
        m_out.script = (script.isString() ? script.toString() : script[u"source"].toString()).toUtf8();
        if (!m_out.script.isEmpty() && !m_out.script.endsWith('\n'))
            m_out.script.append('\n');
        if (const QString endpoint = settings[u"endpoint"].toString(); !endpoint.isEmpty())
            note("endpoint_changes", {endpoint});
        readVariables();
    }

    /// What the script takes from the environment.
    void readVariables()
    {
        static const QRegularExpression use(
            QStringLiteral(R"(\bvars\s*(?:\?\.)?(?:\.\s*([A-Za-z_]\w*)|\[\s*["']([A-Za-z_]\w*)["']\s*\]))"));
        static const QRegularExpression secretLike(QStringLiteral("SECRET|TOKEN|PASSWORD|KEY$"),
                                                   QRegularExpression::CaseInsensitiveOption);
        auto it = use.globalMatch(QString::fromUtf8(m_out.script));
        while (it.hasNext()) {
            const auto match = it.next();
            const QString name = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
            QStringList& names = name.contains(secretLike) ? m_out.secrets : m_out.variables;
            if (names.contains(name))
                continue;
            names.append(name);
            note(&names == &m_out.secrets ? "secret_needed" : "variable_needed", {name});
        }
    }

    /// The scheme by which test requests are signed; the script goes on verifying.
    void chooseProvider(const json::Value& source)
    {
        static constexpr std::array known{"stripe",  "supabase", "posthog", "clerk",  "workos",
                                          "segment", "shopify",  "github",  "linear", "rudderstack"};
        const QString wanted = source[u"preconfigured_provider"].toString(source[u"key"].toString()).toLower();
        for (const char* name : known) {
            if (wanted == QLatin1String(name) || wanted.startsWith(QLatin1String(name) + u'-'))
                m_out.source.provider = QString::fromLatin1(name);
        }
        signing::Config& signing = m_out.source.signing;
        const QString scheme = m_out.source.provider;
        if (signing::isKnownScheme(scheme))
            signing.scheme = scheme;
        else if (m_out.script.contains("x-webhook-secret"))
            signing.scheme = QStringLiteral("knock-custom");
        for (const QString& name : std::as_const(m_out.secrets)) {
            if (name.contains(QLatin1String("SIGNING"), Qt::CaseInsensitive) ||
                name.contains(QLatin1String("WEBHOOK"), Qt::CaseInsensitive))
                signing.secrets.append(name);
        }
        if (signing.secrets.isEmpty() && m_out.secrets.size() == 1)
            signing.secrets = m_out.secrets;
        if (signing.secrets.isEmpty() && m_out.script.isEmpty() && signing.scheme != QLatin1String("none"))
            signing.secrets = {signingSecretName(m_out.source.key)};
    }

    void readMapping(const json::Value& from)
    {
        const QString eventType = from[u"event_type"].toString();
        const QString action = from[u"action_type"].toString();
        if (from[u"is_deleted"].toBool(false)) {
            note("mapping_deleted", {eventType, action});
            return;
        }
        Mapping mapping;
        mapping.id = ids::make(ids::mapping, m_now);
        mapping.eventType = eventType;
        mapping.action = action;
        mapping.active = from[u"active"].toBool(true);
        const mapping::ActionKind* kind = mapping::findActionKind(action);
        if (!kind) {
            note("action_unknown", {eventType, action});
            mapping.active = false;
        }
        for (const auto& [name, value] : from[u"action_parameters"].toObject()) {
            if (!value.isNull())
                readParameter(mapping, kind, name, value);
        }
        m_out.mappings.mappings.push_back(std::move(mapping));
    }

    void readParameter(Mapping& mapping, const mapping::ActionKind* kind, const QString& from, const json::Value& value)
    {
        QString name = from;
        if (kind) {
            name = knownName(*kind, from);
            if (name.isEmpty()) {
                note("parameter_unknown", {mapping.action, from});
                name = from;
            } else if (name != from) {
                note("parameter_renamed", {mapping.action, from, name});
            }
        }
        mapping.setParameter(name, bindingOf(mapping.action, name, value));
    }

    Binding bindingOf(const QString& action, const QString& name, const json::Value& value)
    {
        if (value.isObject() || value.isArray())
            return Binding::expression(expressionOf(value));
        if (!value.isString() || isLiteralParameter(action, name))
            return Binding::literal(value);
        const QString text = value.toString();
        if (const auto path = mapping::Path::parse(text))
            return Binding::path(text);
        note("literal_assumed", {action, name, text});
        return Binding::literal(value);
    }

    JsonDocument& m_document;
    Timestamp m_now;
    KnockSource m_out;
};

/// The document itself, or what it wraps.
const json::Value& sourceIn(const json::Value& document, QStringList& place)
{
    if (document[u"source"].isObject()) {
        place = {QStringLiteral("source")};
        return document[u"source"];
    }
    return document;
}

/// Puts a source down in Knock's terms.
class SourceWriter
{
public:
    KnockExport write(const SourceState& state, const QString& environment)
    {
        const Source& source = state.source;
        noteSettings(state);
        json::Object settings{{QStringLiteral("event_type_path"), textOrNull(source.eventTypePath)},
                              {QStringLiteral("timestamp_path"), textOrNull(source.timestampPath)},
                              {QStringLiteral("idempotency_key_path"),
                               source.enforceIdempotency ? textOrNull(source.idempotencyKeyPath) : nullptr},
                              {QStringLiteral("enforce_verification"), source.enforceVerification},
                              {QStringLiteral("preprocess_script"), nullptr}};
        if (state.language != ScriptLanguage::None)
            settings.set(QStringLiteral("preprocess_script"),
                         json::Object{{QStringLiteral("language"), "javascript"},
                                      {QStringLiteral("source"), QString::fromUtf8(state.script)}});
        json::Array mappings;
        for (const Mapping& mapping : state.mappings.mappings) {
            if (auto written = writeMapping(mapping, environment); !written.isUndefined())
                mappings.push_back(std::move(written));
        }
        m_out.document = json::Object{
            {QStringLiteral("key"), source.key},
            {QStringLiteral("name"), source.name},
            {QStringLiteral("description"),
             source.extra[u"description"].isString() ? source.extra[u"description"] : json::Value(nullptr)},
            {QStringLiteral("environment_settings"),
             json::Object{{environment, json::Object{{QStringLiteral("settings"), settings},
                                                     {QStringLiteral("mappings"), mappings}}}}}};
        return std::move(m_out);
    }

private:
    static json::Value textOrNull(const QString& text)
    {
        return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
    }

    void lose(const char* code, QStringList args = {})
    {
        const KnockNote note{QString::fromLatin1(code), std::move(args)};
        if (std::find(m_out.lost.begin(), m_out.lost.end(), note) == m_out.lost.end())
            m_out.lost.push_back(note);
    }

    void noteSettings(const SourceState& state)
    {
        const Source& source = state.source;
        if (state.language == ScriptLanguage::TypeScript)
            lose("type_script");
        if (state.language == ScriptLanguage::None && source.signing.scheme != QLatin1String("none"))
            lose("native_verification", {source.signing.scheme});
        if (!source.splitPath.isEmpty())
            lose("split_path");
        if (source.response != ResponseSettings())
            lose("response");
        if (!source.aliases.isEmpty())
            lose("aliases");
        if (!source.ignoredTypes.isEmpty())
            lose("ignored_types");
        if (source.paused)
            lose("paused");
        if (source.enforceIdempotency && !source.idempotencyKeyPath.isEmpty() &&
            source.window() != std::chrono::hours(24))
            lose("idempotency_window");
    }

    /// Undefined where Knock has nothing like it.
    json::Value writeMapping(const Mapping& mapping, const QString& environment)
    {
        static constexpr std::array actions{"users_identify",          "users_delete",        "objects_set",
                                            "objects_delete",          "tenants_set",         "tenants_delete",
                                            "objects_subscribe",       "objects_unsubscribe", "audiences_add_member",
                                            "audiences_remove_member", "workflows_trigger"};
        const bool known = std::any_of(actions.begin(), actions.end(),
                                       [&](const char* name) { return mapping.action == QLatin1String(name); });
        if (!known) {
            lose("action", {mapping.action});
            return {};
        }
        if (!mapping.environments.isEmpty()) {
            if (!mapping.environments.contains(environment))
                return {};
            lose("environments", {mapping.eventType});
        }
        if (mapping.eventType.contains(u'*'))
            lose("pattern", {mapping.eventType});
        if (mapping.when)
            lose("condition", {mapping.eventType, mapping.action});
        json::Object parameters;
        for (const auto& [name, binding] : mapping.parameters) {
            if (auto text = writeBinding(mapping.action, name, binding); !text.isUndefined())
                parameters.append(name, std::move(text));
        }
        return json::Object{{QStringLiteral("event_type"), mapping.eventType},
                            {QStringLiteral("action_type"), mapping.action},
                            {QStringLiteral("action_parameters"), parameters},
                            {QStringLiteral("active"), mapping.active}};
    }

    json::Value writeBinding(const QString& action, const QString& name, const Binding& binding)
    {
        if (!binding.fallback.isUndefined())
            lose("default", {action, name});
        switch (binding.kind) {
        case Binding::Kind::AtPath:
            if (isLiteralParameter(action, name)) {
                lose("path", {action, name});
                return {};
            }
            return binding.parsedPath ? json::Value(binding.parsedPath->text()) : json::Value(binding.text);
        case Binding::Kind::Literal:
            if (isLiteralParameter(action, name))
                return binding.value;
            lose("literal", {action, name});
            return {};
        case Binding::Kind::Expression: lose("expression", {action, name}); return {};
        case Binding::Kind::Malformed: lose("malformed", {action, name}); return {};
        }
        return {};
    }

    KnockExport m_out;
};

} // namespace

bool isKnockSource(QByteArrayView text)
{
    const auto parsed = json::parse(text);
    QStringList place;
    return parsed && sourceIn(*parsed, place)[u"environment_settings"].isObject();
}

Result<KnockSource> readKnockSource(QByteArrayView text, const QString& file, const QString& environment, Timestamp now)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document.error();
    QStringList place;
    const json::Value& source = sourceIn(document->value(), place);
    return SourceReader(*document, now).read(source, place, environment);
}

QStringList knockEnvironments(QByteArrayView text)
{
    QStringList names;
    QStringList place;
    if (const auto parsed = json::parse(text)) {
        for (const auto& [name, settings] : sourceIn(*parsed, place)[u"environment_settings"].toObject())
            names.append(name);
    }
    return names;
}

SourceBundle toBundle(const KnockSource& source)
{
    SourceBundle bundle;
    bundle.source = source.source;
    bundle.language = source.script.isEmpty() ? ScriptLanguage::None : ScriptLanguage::JavaScript;
    bundle.script = source.script;
    bundle.mappings = source.mappings;
    bundle.secrets = source.secrets;
    return bundle;
}

KnockExport writeKnockSource(const SourceState& state, const QString& environment)
{
    return SourceWriter().write(state, environment);
}

} // namespace hw::workspace
