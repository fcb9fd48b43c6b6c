#include "core/mapping/locator.h"
#include "core/workspace/source.h"

#include <algorithm>
#include <array>

namespace hw::workspace {

namespace {

enum class Kind {
    Text,     ///< not empty
    FreeText, ///< may be empty
    Scheme,
    Locator, ///< of an event; empty or null = none
    Path,    ///< likewise, one path alone
    List,
    Flag,
    Number,
    Duration,
    Answer,  ///< a literal, or a JSON object with path or expression
    Headers, ///< "response.headers.NAME"
};

struct Field
{
    const char* path;
    Kind kind;
};

constexpr std::array fields{
    Field{"name", Kind::Text},
    Field{"provider", Kind::Text},
    Field{"eventTypePath", Kind::Locator},
    Field{"idempotencyKeyPath", Kind::Locator},
    Field{"timestampPath", Kind::Locator},
    Field{"signing.scheme", Kind::Scheme},
    Field{"signing.secrets", Kind::List},
    Field{"signing.toleranceSeconds", Kind::Number},
    Field{"signing.header", Kind::FreeText},
    Field{"signing.algorithm", Kind::FreeText},
    Field{"signing.encoding", Kind::FreeText},
    Field{"signing.prefix", Kind::FreeText},
    Field{"signing.parameter", Kind::FreeText},
    Field{"signing.key", Kind::FreeText},
    Field{"signing.content", Kind::FreeText},
    Field{"signing.form", Kind::FreeText},
    Field{"signing.separator", Kind::FreeText},
    Field{"signing.signatureKey", Kind::FreeText},
    Field{"signing.timestampKey", Kind::FreeText},
    Field{"signing.timestampHeader", Kind::FreeText},
    Field{"signing.timestampField", Kind::FreeText},
    Field{"signing.timestampUnit", Kind::FreeText},
    Field{"signing.direction", Kind::FreeText},
    Field{"signing.idHeader", Kind::FreeText},
    Field{"splitPath", Kind::Path},
    Field{"enforceVerification", Kind::Flag},
    Field{"enforceIdempotency", Kind::Flag},
    Field{"idempotencyWindow", Kind::Duration},
    Field{"response.status", Kind::Answer},
    Field{"response.headers.NAME", Kind::Headers},
    Field{"response.body", Kind::Answer},
    Field{"response.delayMs", Kind::Number},
    Field{"aliases", Kind::List},
    Field{"ignoredTypes", Kind::List},
    Field{"paused", Kind::Flag},
    Field{"eventTypes", Kind::List},
};

const QLatin1String headersPrefix("response.headers.");

const Field* findField(const QString& path)
{
    if (path.size() > headersPrefix.size() && path.startsWith(headersPrefix))
        return std::find_if(fields.begin(), fields.end(), [](const Field& f) { return f.kind == Kind::Headers; });
    const auto it = std::find_if(fields.begin(), fields.end(), [&](const Field& f) {
        return f.kind != Kind::Headers && path == QLatin1String(f.path);
    });
    return it == fields.end() ? nullptr : it;
}

bool isNone(const QString& value)
{
    return value.isEmpty() || value == QLatin1String("null");
}

/// JSON where the text is JSON, else the text itself: 200, {"path": "body.x"}, ok.
json::Value literalOf(const QString& value)
{
    const auto parsed = json::parse(value.toUtf8());
    return parsed ? *parsed : json::Value(value);
}

Result<json::Value> valueOf(Kind kind, const QString& field, const QString& value)
{
    const auto wrong = [&](const QString& accepted) {
        return Error{ErrorCode::InvalidArgument, {field, value, accepted}};
    };
    switch (kind) {
    case Kind::Text:
        if (value.trimmed().isEmpty())
            return wrong(QStringLiteral("a text that is not empty"));
        return json::Value(value);
    case Kind::FreeText: return isNone(value) ? json::Value(nullptr) : json::Value(value);
    case Kind::Scheme:
        if (!signing::isKnownScheme(value))
            return wrong(signing::schemeNames().join(QStringLiteral(", ")));
        return json::Value(value);
    case Kind::Locator:
        if (isNone(value))
            return json::Value(nullptr);
        if (const auto locator = mapping::Locator::parse(value); !locator) {
            return wrong(QStringLiteral("a path such as body.type, a template such as {body.kind}.{body.action}, "
                                        "several of them with | between, or null"))
                .withCause(locator.error());
        }
        return json::Value(value);
    case Kind::Path:
        if (isNone(value))
            return json::Value(nullptr);
        if (const auto path = mapping::Path::parse(value); !path)
            return wrong(QStringLiteral("a path such as body.type, or null")).withCause(path.error());
        return json::Value(value);
    case Kind::List: {
        json::Array list;
        if (!isNone(value)) {
            for (const QString& part : value.split(u',', Qt::SkipEmptyParts))
                list.emplace_back(part.trimmed());
        }
        return json::Value(list);
    }
    case Kind::Flag:
        if (value != QLatin1String("true") && value != QLatin1String("false"))
            return wrong(QStringLiteral("true or false"));
        return json::Value(value == QLatin1String("true"));
    case Kind::Number: {
        if (isNone(value))
            return json::Value(nullptr);
        bool isWhole = false;
        const qint64 number = value.toLongLong(&isWhole);
        if (!isWhole)
            return wrong(QStringLiteral("a whole number"));
        return json::Value(number);
    }
    case Kind::Duration:
        if (!parseDuration(value))
            return wrong(QStringLiteral("a number and s, m, h or d, as in 96h"));
        return json::Value(value);
    case Kind::Answer: return literalOf(value);
    case Kind::Headers: {
        const json::Value literal = literalOf(value);
        return literal.isObject() || literal.isNull() ? literal : json::Value(value);
    }
    }
    return wrong({});
}

} // namespace

QStringList settableFields()
{
    QStringList names;
    for (const Field& field : fields)
        names.append(QString::fromLatin1(field.path));
    return names;
}

Result<Source> withField(const Source& source, const QString& field, const QString& value)
{
    const Field* known = findField(field);
    if (!known) {
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("field"), field, settableFields().join(QStringLiteral(", "))}};
    }
    auto wanted = valueOf(known->kind, field, value);
    if (!wanted)
        return wanted.error();

    json::Value document = toJson(source);
    if (known->kind == Kind::Headers) {
        const QString name = field.mid(headersPrefix.size());
        json::Object& headers = document.object().find(u"response")->object().find(u"headers")->object();
        if (wanted->isNull())
            headers.remove(name);
        else
            headers.set(name, *wanted);
    } else {
        const qsizetype dot = field.indexOf(u'.');
        json::Object& parent =
            dot < 0 ? document.object() : document.object().find(QStringView(field).first(dot))->object();
        parent.set(field.mid(dot + 1), *wanted);
    }
    // The reader of the file knows what fits; its objection is told in terms of the field.
    auto changed = readSource(json::write(document), {});
    if (!changed)
        return Error{ErrorCode::InvalidArgument, {field, value, changed.error().args.value(0)}};
    return changed;
}

} // namespace hw::workspace
