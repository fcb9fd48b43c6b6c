#include "core/catalog/readprovider.h"

#include "core/base/files.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <functional>

namespace hw::catalog {

namespace {

constexpr QLatin1String builtIn(":/catalog");

Error wrong(const QString& member, const QString& what)
{
    return {ErrorCode::ParseError, {QStringLiteral("%1: %2").arg(member, what)}};
}

/// Reads members of one object and remembers the first thing that is wrong, so that each reader stays a list.
class Reader
{
public:
    Reader(const json::Object& object, QString path)
        : m_object(object)
        , m_path(std::move(path))
    {}

    void text(const char* name, QString& out)
    {
        if (const json::Value* value = take(name)) {
            if (value->isString())
                out = value->toString();
            else
                fail(name, "must be a string");
        }
    }

    void required(const char* name, QString& out)
    {
        text(name, out);
        if (out.isEmpty())
            fail(name, "is missing");
    }

    void texts(const char* name, QStringList& out)
    {
        each(name, [&](const json::Value& item, const QString&) -> Result<void> {
            out.append(item.toString());
            return {};
        });
    }

    void number(const char* name, int& out, int least, int most)
    {
        if (const json::Value* value = take(name)) {
            out = static_cast<int>(value->toInteger(least - 1));
            if (out < least || out > most)
                fail(name, QStringLiteral("must be a whole number from %1 to %2").arg(least).arg(most));
        }
    }

    void flag(const char* name, bool& out)
    {
        if (const json::Value* value = take(name)) {
            if (value->isBool())
                out = value->toBool();
            else
                fail(name, "must be true or false");
        }
    }

    void any(const char* name, json::Value& out)
    {
        if (const json::Value* value = take(name))
            out = *value;
    }

    /// An array: reads each element; the path of an element is "name[0]".
    void each(const char* name, const std::function<Result<void>(const json::Value&, const QString&)>& read)
    {
        const json::Value* value = take(name);
        if (!value)
            return;
        if (!value->isArray()) {
            fail(name, "must be an array");
            return;
        }
        for (size_t i = 0; i < value->toArray().size(); ++i)
            keep(read(value->at(i), QStringLiteral("%1[%2]").arg(pathOf(name)).arg(i)));
    }

    /// An object, its members in their order.
    void members(const char* name, const std::function<Result<void>(const json::Member&, const QString&)>& read)
    {
        const json::Value* value = take(name);
        if (!value)
            return;
        if (!value->isObject()) {
            fail(name, "must be an object");
            return;
        }
        for (const json::Member& member : value->toObject())
            keep(read(member, pathOf(name) + QLatin1Char('.') + member.first));
    }

    void object(const char* name, const std::function<Result<void>(Reader&)>& read)
    {
        const json::Value* value = take(name);
        if (!value)
            return;
        if (!value->isObject()) {
            fail(name, "must be an object");
            return;
        }
        Reader inner(value->toObject(), pathOf(name));
        keep(read(inner));
        keep(inner.finish());
    }

    /// The first problem; a member that nobody asked for is one.
    [[nodiscard]] Result<void> finish()
    {
        for (const json::Member& member : m_object) {
            if (!m_known.contains(member.first))
                fail(member.first.toUtf8().constData(), "is not a member that is known here");
        }
        return m_problem ? Result<void>(*m_problem) : Result<void>();
    }

    void fail(const char* name, const QString& what) { keep(Result<void>(wrong(pathOf(name), what))); }

    void keep(const Result<void>& result)
    {
        if (!result && !m_problem)
            m_problem = result.error();
    }

private:
    const json::Value* take(const char* name)
    {
        m_known.append(QString::fromLatin1(name));
        return m_object.find(m_known.back());
    }
    QString pathOf(const char* name) const
    {
        return m_path.isEmpty() ? QString::fromUtf8(name) : m_path + QLatin1Char('.') + QString::fromUtf8(name);
    }

    const json::Object& m_object;
    QString m_path;
    QStringList m_known;
    std::optional<Error> m_problem;
};

template<class Read>
Result<void> readObject(const json::Value& value, const QString& path, const Read& read)
{
    if (!value.isObject())
        return wrong(path, QStringLiteral("must be an object"));
    Reader reader(value.toObject(), path);
    read(reader);
    return reader.finish();
}

/// Readers of an array's elements, each into the end of `out`.
template<class T>
auto appendTo(std::vector<T>& out, void (*read)(Reader&, T&))
{
    return [&out, read](const json::Value& value, const QString& path) {
        out.emplace_back();
        return readObject(value, path, [&](Reader& reader) { read(reader, out.back()); });
    };
}

auto headersInto(http::Headers& headers)
{
    return [&headers](const json::Member& member, const QString& path) -> Result<void> {
        if (!member.second.isString())
            return wrong(path, QStringLiteral("must be a string"));
        headers.push_back({member.first.toUtf8(), member.second.toString().toUtf8()});
        return {};
    };
}

void readStep(Reader& reader, SetupStep& step)
{
    reader.required("text", step.text);
    reader.text("code", step.code);
    reader.flag("secret", step.asksSecret);
}

Result<void> readSetup(Reader& reader, Setup& setup)
{
    reader.each("dashboard", appendTo(setup.dashboard, readStep));
    reader.each("cli", appendTo(setup.cli, readStep));
    reader.each("tunnel", appendTo(setup.tunnel, readStep));
    return {};
}

Result<void> readSigning(Reader& reader, signing::Config& config)
{
    reader.required("scheme", config.scheme);
    if (!signing::isKnownScheme(config.scheme))
        reader.fail("scheme", QStringLiteral("no scheme is called %1").arg(config.scheme));
    int tolerance = -1;
    reader.number("toleranceSeconds", tolerance, 0, 7 * 86400);
    if (tolerance >= 0)
        config.toleranceSeconds = tolerance;
    for (const signing::TextOption& option : signing::textOptions())
        reader.text(option.name, config.*option.member);
    return {};
}

Result<void> readSecret(Reader& reader, SecretForm& secret)
{
    reader.text("label", secret.label);
    reader.text("example", secret.example);
    reader.text("prefix", secret.prefix);
    reader.text("help", secret.help);
    reader.text("where", secret.where);
    return {};
}

Result<void> readPaths(Reader& reader, Paths& paths)
{
    reader.text("eventType", paths.eventType);
    reader.text("idempotency", paths.idempotency);
    reader.text("timestamp", paths.timestamp);
    reader.text("split", paths.split);
    return {};
}

Result<void> readDelivery(Reader& reader, DeliveryFacts& facts)
{
    reader.text("retries", facts.retries);
    reader.text("timeout", facts.timeout);
    reader.text("ordering", facts.ordering);
    reader.text("duplicates", facts.duplicates);
    reader.text("success", facts.success);
    reader.texts("notes", facts.notes);
    return {};
}

void readMapping(Reader& reader, SuggestedMapping& mapping)
{
    reader.required("title", mapping.title);
    reader.text("description", mapping.description);
    reader.required("eventType", mapping.eventType);
    reader.any("when", mapping.when);
    reader.required("action", mapping.action);
    reader.any("parameters", mapping.parameters);
    if (!mapping.parameters.isObject())
        reader.fail("parameters", "must be an object");
    reader.flag("onByDefault", mapping.onByDefault);
}

void readAlias(Reader& reader, TypeAlias& alias)
{
    reader.required("alias", alias.alias);
    reader.required("type", alias.type);
    reader.text("note", alias.note);
}

/// {"name": "Customers", "types": {"customer.created": "A customer was added.", …}}
Result<void> readFamily(const json::Value& value, const QString& path, std::vector<EventType>& types)
{
    return readObject(value, path, [&](Reader& reader) {
        QString family;
        reader.required("name", family);
        reader.members("types", [&](const json::Member& member, const QString& memberPath) -> Result<void> {
            if (!member.second.isString())
                return wrong(memberPath, QStringLiteral("must be a string"));
            types.push_back({member.first, member.second.toString(), family});
            return {};
        });
    });
}

/// "Stripe-Signature", or {"header": "User-Agent", "startsWith": "pg_net/", "bodyContains": "…"}
Result<void> readRecognition(const json::Value& value, const QString& path, std::vector<Recognition>& out)
{
    if (value.isString()) {
        out.push_back({value.toString().toUtf8(), {}, {}});
        return {};
    }
    QString header;
    QString startsWith;
    QString bodyContains;
    const auto read = readObject(value, path, [&](Reader& reader) {
        reader.required("header", header);
        reader.text("startsWith", startsWith);
        reader.text("bodyContains", bodyContains);
    });
    if (read)
        out.push_back({header.toUtf8(), startsWith.toUtf8(), bodyContains.toUtf8()});
    return read;
}

void readSigningField(Reader& reader, SigningField& field)
{
    reader.required("name", field.name);
    static const QStringList known =
        QStringLiteral("header algorithm encoding prefix parameter toleranceSeconds").split(u' ');
    if (!field.name.isEmpty() && !known.contains(field.name))
        reader.fail("name", QStringLiteral("must be one of %1").arg(known.join(QStringLiteral(", "))));
    reader.required("label", field.label);
    reader.text("help", field.help);
    reader.texts("choices", field.choices);
}

void readSigningChoice(Reader& reader, SigningChoice& choice)
{
    reader.required("key", choice.key);
    reader.required("title", choice.title);
    reader.text("description", choice.description);
    reader.object("signing", [&](Reader& inner) { return readSigning(inner, choice.signing); });
    reader.object("secret", [&](Reader& inner) { return readSecret(inner, choice.secret); });
    reader.each("fields", appendTo(choice.fields, readSigningField));
}

Result<void> readTypeMaker(Reader& reader, TypeMaker& maker)
{
    reader.required("title", maker.title);
    reader.required("label", maker.label);
    reader.required("example", maker.example);
    reader.required("pattern", maker.pattern);
    if (!QRegularExpression(maker.pattern).isValid())
        reader.fail("pattern", QStringLiteral("is no regular expression"));
    reader.texts("types", maker.types);
    reader.text("description", maker.description);
    return {};
}

/// The form in which a provider writes its bodies, while the catalogue's files are written for people.
enum class BodyForm {
    AsIs,
    Compact,
    Spaced, ///< one line, with a space after each comma and colon, as PostgreSQL writes jsonb
};

void writeSpaced(const json::Value& value, QByteArray& out)
{
    const auto list = [&](char open, char close, const auto& items, const auto& writeItem) {
        out += open;
        bool isFirst = true;
        for (const auto& item : items) {
            if (!isFirst)
                out += ", ";
            isFirst = false;
            writeItem(item);
        }
        out += close;
    };
    if (value.isArray()) {
        list('[', ']', value.toArray(), [&](const json::Value& item) { writeSpaced(item, out); });
    } else if (value.isObject()) {
        list('{', '}', value.toObject(), [&](const json::Member& member) {
            out += json::write(json::Value(member.first)) + ": ";
            writeSpaced(member.second, out);
        });
    } else {
        out += json::write(value);
    }
}

Result<QByteArray> formed(const QByteArray& body, BodyForm form)
{
    if (form == BodyForm::AsIs)
        return body;
    const auto value = json::parse(body);
    if (!value)
        return value.error();
    if (form == BodyForm::Compact)
        return json::write(*value);
    QByteArray out;
    writeSpaced(*value, out);
    return out;
}

Result<QByteArray> readNear(const QString& folder, const QString& name)
{
    const QString own = folder + QLatin1Char('/') + name;
    return files::read(QFileInfo::exists(own) ? own : builtIn + QLatin1Char('/') + name);
}

struct SampleReader
{
    QString folder;
    BodyForm form;

    [[nodiscard]] Result<QByteArray> body(const QString& file) const
    {
        const auto bytes = readNear(folder, file);
        if (!bytes)
            return bytes.error();
        auto formedBody = formed(*bytes, form);
        if (!formedBody)
            return formedBody.error().at(file, formedBody.error().line, formedBody.error().column);
        return formedBody;
    }

    Result<void> readShape(const json::Value& value, const QString& path, std::vector<SampleShape>& out) const
    {
        SampleShape shape;
        QString file;
        const auto read = readObject(value, path, [&](Reader& reader) {
            reader.required("name", shape.name);
            reader.text("title", shape.title);
            reader.required("file", file);
        });
        if (!read)
            return read.error();
        auto bytes = body(file);
        if (!bytes)
            return bytes.error();
        shape.body = std::move(*bytes);
        out.push_back(std::move(shape));
        return {};
    }

    Result<void> read(const json::Value& value, const QString& path, std::vector<Sample>& out) const
    {
        Sample sample;
        QString file;
        const auto read = readObject(value, path, [&](Reader& reader) {
            reader.required("type", sample.type);
            reader.text("title", sample.title);
            reader.required("file", file);
            reader.members("headers", headersInto(sample.headers));
            reader.each("shapes", [&](const json::Value& shape, const QString& shapePath) {
                return readShape(shape, shapePath, sample.shapes);
            });
        });
        if (!read)
            return read.error();
        auto bytes = body(file);
        if (!bytes)
            return bytes.error();
        sample.body = std::move(*bytes);
        out.push_back(std::move(sample));
        return {};
    }
};

} // namespace

Result<Provider> readProvider(const json::Object& members, const QString& folder)
{
    Provider provider;
    Reader reader(members, {});
    QString schema; // for editors
    reader.text("$schema", schema);
    reader.required("key", provider.key);
    reader.required("name", provider.name);
    reader.text("description", provider.description);
    reader.text("category", provider.category);
    reader.text("documentation", provider.documentation);
    reader.number("tint", provider.tint, 1, 6);
    reader.text("letter", provider.letter);
    if (provider.letter.isEmpty())
        provider.letter = provider.name.left(1).toUpper();
    reader.object("signing", [&](Reader& inner) { return readSigning(inner, provider.signing); });
    reader.object("secret", [&](Reader& inner) { return readSecret(inner, provider.secret); });
    reader.object("setup", [&](Reader& inner) { return readSetup(inner, provider.setup); });
    reader.object("paths", [&](Reader& inner) { return readPaths(inner, provider.paths); });
    reader.members("requestHeaders", headersInto(provider.requestHeaders));
    reader.each("recognisedBy", [&](const json::Value& value, const QString& path) {
        return readRecognition(value, path, provider.recognisedBy);
    });
    reader.each("signingChoices", appendTo(provider.signingChoices, readSigningChoice));
    if (!provider.signingChoices.empty()) {
        provider.signing = provider.signingChoices.front().signing;
        provider.secret = provider.signingChoices.front().secret;
    }
    reader.object("typeMaker", [&](Reader& inner) { return readTypeMaker(inner, provider.typeMaker.emplace()); });
    reader.any("response", provider.response);
    reader.each("eventFamilies", [&](const json::Value& value, const QString& path) {
        return readFamily(value, path, provider.eventTypes);
    });
    QString script;
    reader.text("script", script);
    reader.each("mappings", appendTo(provider.mappings, readMapping));
    QString bodies;
    reader.text("bodies", bodies);
    SampleReader samples{folder, BodyForm::AsIs};
    if (bodies == QLatin1String("compact"))
        samples.form = BodyForm::Compact;
    else if (bodies == QLatin1String("spaced"))
        samples.form = BodyForm::Spaced;
    else if (!bodies.isEmpty())
        reader.fail("bodies", QStringLiteral("must be compact or spaced"));
    reader.each("samples", [&](const json::Value& value, const QString& path) {
        return samples.read(value, path, provider.samples);
    });
    reader.each("sampleTemplates", [&](const json::Value& value, const QString& path) {
        return samples.read(value, path, provider.sampleTemplates);
    });
    reader.each("aliases", appendTo(provider.aliases, readAlias));
    reader.object("delivery", [&](Reader& inner) { return readDelivery(inner, provider.delivery); });

    if (!script.isEmpty()) {
        auto text = readNear(folder, script);
        if (!text)
            return text.error();
        provider.script = QString::fromUtf8(*text);
    }
    if (const auto done = reader.finish(); !done)
        return done.error();
    return provider;
}

} // namespace hw::catalog
