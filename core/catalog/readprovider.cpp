#include "core/catalog/readprovider.h"

#include "core/base/files.h"

#include <QFileInfo>

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
    reader.text("header", config.header);
    reader.text("algorithm", config.algorithm);
    reader.text("encoding", config.encoding);
    reader.text("prefix", config.prefix);
    reader.text("parameter", config.parameter);
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

Result<QByteArray> readNear(const QString& folder, const QString& name)
{
    const QString own = folder + QLatin1Char('/') + name;
    return files::read(QFileInfo::exists(own) ? own : builtIn + QLatin1Char('/') + name);
}

Result<void> readSample(const json::Value& value, const QString& path, const QString& folder, std::vector<Sample>& out)
{
    Sample sample;
    QString file;
    const auto read = readObject(value, path, [&](Reader& reader) {
        reader.required("type", sample.type);
        reader.text("title", sample.title);
        reader.required("file", file);
        reader.members("headers", headersInto(sample.headers));
    });
    if (!read)
        return read.error();
    auto body = readNear(folder, file);
    if (!body)
        return body.error();
    sample.body = std::move(*body);
    out.push_back(std::move(sample));
    return {};
}

} // namespace

Result<Provider> readProvider(const json::Object& members, const QString& folder)
{
    Provider provider;
    Reader reader(members, {});
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
    QStringList recognisedBy;
    reader.texts("recognisedBy", recognisedBy);
    for (const QString& name : recognisedBy)
        provider.recognisedBy.push_back(name.toUtf8());
    reader.each("eventFamilies", [&](const json::Value& value, const QString& path) {
        return readFamily(value, path, provider.eventTypes);
    });
    QString script;
    reader.text("script", script);
    reader.each("mappings", appendTo(provider.mappings, readMapping));
    reader.each("samples", [&](const json::Value& value, const QString& path) {
        return readSample(value, path, folder, provider.samples);
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
