#include "core/workspace/environment.h"

#include "core/signing/signing.h"
#include "core/workspace/jsonreader.h"
#include "core/workspace/source.h"

#include <array>

namespace hw::workspace {

namespace {

constexpr std::array<std::pair<DestinationKind, QLatin1String>, 3> kinds{{
    {DestinationKind::Directory, QLatin1String("directory")},
    {DestinationKind::Knock, QLatin1String("knock")},
    {DestinationKind::Http, QLatin1String("http")},
}};

/// A variable is text for scripts, whatever was written.
std::optional<QString> variableText(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::String: return value.toString();
    case json::Type::Number: return QString::fromLatin1(value.numberText());
    case json::Type::Bool: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    default: return std::nullopt;
    }
}

Destination readDestination(ObjectReader& parent)
{
    ObjectReader reader(parent, QStringLiteral("destination"));
    Destination destination;
    const QString kind = reader.text(QStringLiteral("kind"), toString(DestinationKind::Directory));
    if (const auto known = destinationKindFrom(kind))
        destination.kind = *known;
    else
        reader.fail(QStringLiteral("kind"), QStringLiteral("\"kind\" must be directory, knock or http"));
    destination.url = reader.text(QStringLiteral("url"));
    destination.secret = reader.text(QStringLiteral("secret"));
    destination.signing = reader.object(QStringLiteral("signing"));
    const QString scheme = destination.signing[u"scheme"].toString();
    if (!destination.signing.isEmpty() && !signing::isKnownScheme(scheme))
        reader.fail(QStringLiteral("signing"), QStringLiteral("\"%1\" is no signature scheme").arg(scheme));
    destination.extra = reader.rest();
    return destination;
}

} // namespace

QHash<QString, QString> Environment::variables() const
{
    QHash<QString, QString> all;
    for (const auto& [variable, value] : vars)
        all.insert(variable, variableText(value).value_or(QString()));
    return all;
}

QString toString(DestinationKind kind)
{
    for (const auto& [known, name] : kinds) {
        if (known == kind)
            return name;
    }
    return {};
}

std::optional<DestinationKind> destinationKindFrom(QStringView text)
{
    for (const auto& [kind, name] : kinds) {
        if (text == name)
            return kind;
    }
    return std::nullopt;
}

json::Value toJson(const Destination& destination)
{
    json::Object object{{QStringLiteral("kind"), toString(destination.kind)}};
    if (!destination.url.isEmpty())
        object.append(QStringLiteral("url"), destination.url);
    if (!destination.secret.isEmpty())
        object.append(QStringLiteral("secret"), destination.secret);
    if (!destination.signing.isEmpty())
        object.append(QStringLiteral("signing"), destination.signing);
    for (const auto& [name, value] : destination.extra)
        object.append(name, value);
    return object;
}

json::Value toJson(const Environment& environment)
{
    json::Array secrets;
    for (const QString& name : environment.secrets)
        secrets.emplace_back(name);
    json::Object object{{QStringLiteral("vars"), environment.vars},
                        {QStringLiteral("secrets"), std::move(secrets)},
                        {QStringLiteral("destination"), toJson(environment.destination)}};
    for (const auto& [name, value] : environment.extra)
        object.append(name, value);
    return object;
}

Result<Environment> readEnvironment(QByteArrayView text, const QString& name, const QString& file)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document.error();
    ObjectReader reader(*document);
    Environment environment;
    environment.name = name;
    environment.vars = reader.object(QStringLiteral("vars"));
    for (const auto& [variable, value] : std::as_const(environment.vars)) {
        const QStringList place{QStringLiteral("vars"), variable};
        if (!isVariableName(variable))
            document->fail(place, QStringLiteral("\"%1\" cannot name a variable").arg(variable));
        else if (!variableText(value))
            document->fail(place, QStringLiteral("\"%1\" must be a string").arg(variable));
    }
    environment.secrets = reader.texts(QStringLiteral("secrets"));
    for (const QString& secret : std::as_const(environment.secrets)) {
        if (!isVariableName(secret))
            reader.fail(QStringLiteral("secrets"), QStringLiteral("\"%1\" cannot name a secret").arg(secret));
    }
    environment.destination = readDestination(reader);
    environment.extra = reader.rest();
    if (document->error())
        return *document->error();
    return environment;
}

QByteArray writeEnvironment(const Environment& environment)
{
    return json::write(toJson(environment), json::Style::Indented);
}

bool isEnvironmentName(QStringView text)
{
    return isSourceKey(text);
}

} // namespace hw::workspace
