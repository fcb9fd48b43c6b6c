#include "core/workspace/source.h"

#include "core/workspace/jsonreader.h"

#include <algorithm>

namespace hw::workspace {

namespace {

constexpr int longestDelayMs = 600000;
constexpr int longestTolerance = 366 * 24 * 3600;
constexpr int longestName = 64;

json::Value textOrNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

json::Value listOf(const QStringList& texts)
{
    json::Array list;
    list.reserve(static_cast<size_t>(texts.size()));
    for (const QString& text : texts)
        list.emplace_back(text);
    return list;
}

void appendAll(json::Object& to, const json::Object& members)
{
    for (const auto& [name, value] : members)
        to.append(name, value);
}

json::Value signingToJson(const signing::Config& config)
{
    json::Object object{{QStringLiteral("scheme"), config.scheme}, {QStringLiteral("secrets"), listOf(config.secrets)}};
    if (config.toleranceSeconds)
        object.append(QStringLiteral("toleranceSeconds"), *config.toleranceSeconds);
    for (const signing::TextOption& option : signing::textOptions()) {
        if (const QString& value = config.*option.member; !value.isEmpty())
            object.append(QString::fromLatin1(option.name), value);
    }
    appendAll(object, config.extra);
    return object;
}

signing::Config readSigning(ObjectReader& parent)
{
    ObjectReader reader(parent, QStringLiteral("signing"));
    signing::Config config;
    config.scheme = reader.text(QStringLiteral("scheme"), config.scheme);
    config.secrets = reader.texts(QStringLiteral("secrets"));
    for (const QString& name : std::as_const(config.secrets)) {
        if (!isVariableName(name))
            reader.fail(QStringLiteral("secrets"), QStringLiteral("\"%1\" cannot name a secret").arg(name));
    }
    if (reader.has(QStringLiteral("toleranceSeconds"))) {
        config.toleranceSeconds =
            static_cast<int>(reader.integer(QStringLiteral("toleranceSeconds"), 0, longestTolerance, 0));
    }
    for (const signing::TextOption& option : signing::textOptions())
        config.*option.member = reader.text(QString::fromLatin1(option.name));
    config.extra = reader.rest();
    return config;
}

json::Value responseToJson(const ResponseSettings& response)
{
    json::Object object{{QStringLiteral("status"), response.status},
                        {QStringLiteral("headers"), response.headers},
                        {QStringLiteral("body"), response.body},
                        {QStringLiteral("delayMs"), static_cast<qint64>(response.delay.count())}};
    appendAll(object, response.extra);
    return object;
}

ResponseSettings readResponse(ObjectReader& parent)
{
    ObjectReader reader(parent, QStringLiteral("response"));
    ResponseSettings response;
    const json::Value status = reader.any(QStringLiteral("status"), response.status);
    if (status.isObject())
        response.status = status;
    else
        response.status = reader.integer(QStringLiteral("status"), 200, 599, 200);
    response.headers = reader.object(QStringLiteral("headers"));
    response.body = reader.any(QStringLiteral("body"), nullptr);
    response.delay = std::chrono::milliseconds(reader.integer(QStringLiteral("delayMs"), 0, longestDelayMs, 0));
    response.extra = reader.rest();
    return response;
}

} // namespace

std::chrono::seconds Source::window() const
{
    return parseDuration(idempotencyWindow).valueOr(std::chrono::hours(96));
}

Result<std::chrono::seconds> parseDuration(QStringView text)
{
    using namespace std::chrono;
    const Error error{ErrorCode::InvalidArgument,
                      {QStringLiteral("duration"), text.toString(), QStringLiteral("a number and s, m, h or d: 96h")}};
    bool isNumber = false;
    const int count = text.chopped(std::min<qsizetype>(1, text.size())).toInt(&isNumber);
    // Ten years; the product stays far from any overflow.
    constexpr seconds longest = days(3660);
    if (!isNumber || count < 1 || !text.front().isDigit())
        return error;
    seconds duration{0};
    switch (text.back().unicode()) {
    case 's': duration = seconds(count); break;
    case 'm': duration = minutes(count); break;
    case 'h': duration = hours(count); break;
    case 'd': duration = hours(24) * count; break;
    default: return error;
    }
    if (duration > longest)
        return error;
    return duration;
}

json::Value toJson(const Source& source)
{
    json::Object object{
        {QStringLiteral("format"), Source::currentFormat},
        {QStringLiteral("key"), source.key},
        {QStringLiteral("name"), source.name},
        {QStringLiteral("provider"), source.provider},
        {QStringLiteral("eventTypePath"), textOrNull(source.eventTypePath)},
        {QStringLiteral("idempotencyKeyPath"), textOrNull(source.idempotencyKeyPath)},
        {QStringLiteral("timestampPath"), textOrNull(source.timestampPath)},
        {QStringLiteral("signing"), signingToJson(source.signing)},
        {QStringLiteral("splitPath"), textOrNull(source.splitPath)},
        {QStringLiteral("enforceVerification"), source.enforceVerification},
        {QStringLiteral("enforceIdempotency"), source.enforceIdempotency},
        {QStringLiteral("idempotencyWindow"), source.idempotencyWindow},
        {QStringLiteral("response"), responseToJson(source.response)},
        {QStringLiteral("aliases"), listOf(source.aliases)},
        {QStringLiteral("ignoredTypes"), listOf(source.ignoredTypes)},
        {QStringLiteral("paused"), source.paused},
    };
    if (!source.eventTypes.isEmpty())
        object.append(QStringLiteral("eventTypes"), listOf(source.eventTypes));
    appendAll(object, source.extra);
    return object;
}

Result<Source> readSource(QByteArrayView text, const QString& file)
{
    auto document = JsonDocument::parse(text, file);
    if (!document)
        return document.error();
    ObjectReader reader(*document);
    const qint64 format = reader.integer(QStringLiteral("format"), 1, 1000000, Source::currentFormat);
    if (format > Source::currentFormat) {
        return Error{ErrorCode::WorkspaceTooNew,
                     {file, QString::number(format), QString::number(Source::currentFormat)}}
            .at(file, 0, 0);
    }
    const Source defaults;
    Source source;
    source.key = reader.text(QStringLiteral("key"));
    if (!source.key.isEmpty() && !isSourceKey(source.key))
        reader.fail(QStringLiteral("key"), QStringLiteral("\"key\" takes a to z, 0 to 9 and - only"));
    source.name = reader.text(QStringLiteral("name"), source.key);
    source.provider = reader.text(QStringLiteral("provider"), defaults.provider);
    // A null says that there is no event type; an absent member takes the default.
    source.eventTypePath =
        document->root().find(u"eventTypePath") ? reader.text(QStringLiteral("eventTypePath")) : defaults.eventTypePath;
    source.idempotencyKeyPath = reader.text(QStringLiteral("idempotencyKeyPath"));
    source.timestampPath = reader.text(QStringLiteral("timestampPath"));
    source.signing = readSigning(reader);
    source.splitPath = reader.text(QStringLiteral("splitPath"));
    source.enforceVerification = reader.boolean(QStringLiteral("enforceVerification"), defaults.enforceVerification);
    source.enforceIdempotency = reader.boolean(QStringLiteral("enforceIdempotency"), defaults.enforceIdempotency);
    source.idempotencyWindow = reader.text(QStringLiteral("idempotencyWindow"), defaults.idempotencyWindow);
    if (!parseDuration(source.idempotencyWindow)) {
        reader.fail(QStringLiteral("idempotencyWindow"),
                    QStringLiteral("\"idempotencyWindow\" must be a number and s, m, h or d, as in 96h"));
    }
    source.response = readResponse(reader);
    source.aliases = reader.texts(QStringLiteral("aliases"));
    source.ignoredTypes = reader.texts(QStringLiteral("ignoredTypes"));
    source.eventTypes = reader.texts(QStringLiteral("eventTypes"));
    source.paused = reader.boolean(QStringLiteral("paused"), defaults.paused);
    source.extra = reader.rest();
    if (document->error())
        return *document->error();
    return source;
}

QByteArray writeSource(const Source& source)
{
    return json::write(toJson(source), json::Style::Indented);
}

bool isSourceKey(QStringView text)
{
    const auto fits = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; };
    return !text.isEmpty() && text.size() <= longestName && text.front() != u'-' && text.back() != u'-' &&
           std::all_of(text.begin(), text.end(), fits);
}

QString sourceKeyFrom(QStringView text)
{
    QString key;
    for (const QChar c : text) {
        const QChar lower = c.toLower();
        const bool fits = (lower >= u'a' && lower <= u'z') || (lower >= u'0' && lower <= u'9');
        if (fits)
            key.append(lower);
        else if (!key.isEmpty() && !key.endsWith(u'-'))
            key.append(u'-');
    }
    // Room for a suffix within the 64 characters.
    key.truncate(longestName - 8);
    while (key.endsWith(u'-'))
        key.chop(1);
    return key;
}

QString signingSecretName(QStringView key)
{
    QString name = key.toString().toUpper().replace(u'-', u'_') + QStringLiteral("_SIGNING_SECRET");
    // A variable's name does not begin with a digit.
    if (name.front().isDigit())
        name.prepend(u'_');
    return name;
}

bool isVariableName(QStringView text)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_'; };
    const auto fits = [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); };
    return !text.isEmpty() && text.size() <= 128 && isLetter(text.front()) &&
           std::all_of(text.begin(), text.end(), fits);
}

} // namespace hw::workspace
