#include "ui/models/sourcetexts.h"

#include "core/base/json.h"
#include "core/mapping/locator.h"
#include "ui/models/errortext.h"

#include <QCoreApplication>
#include <QUrl>

namespace hw::models {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SourceSettings)
};

const QLatin1String headersField("response.headers");
const QLatin1String publicUrlField("local.publicUrl");
const QLatin1String forwardField("local.forward");

bool isAnswer(const QString& field)
{
    return field == QLatin1String("response.status") || field == QLatin1String("response.body");
}

/// A text that would be read as JSON is written as JSON, so that it stays a text.
QString literalText(const json::Value& value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    if (value.isString() && !json::parse(value.toString().toUtf8()))
        return value.toString();
    return QString::fromUtf8(json::write(value));
}

QString memberText(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::Undefined:
    case json::Type::Null: return {};
    case json::Type::Bool: return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case json::Type::Number: return QString::fromLatin1(value.numberText());
    case json::Type::String: return value.toString();
    case json::Type::Object: return QString::fromUtf8(json::write(value));
    case json::Type::Array: break;
    }
    QStringList parts;
    for (const json::Value& each : value.toArray())
        parts.append(each.toString());
    return parts.join(QStringLiteral(", "));
}

struct HeaderLine
{
    QString name;
    QString value;
};

/// Lines without a colon have no name: textProblems() refuses them.
std::vector<HeaderLine> headerLines(const QString& text)
{
    std::vector<HeaderLine> lines;
    for (const QString& line : text.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const qsizetype colon = line.indexOf(u':');
        if (colon < 0)
            lines.push_back({{}, line.trimmed()});
        else
            lines.push_back({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    return lines;
}

Result<workspace::Source> withHeaders(workspace::Source source, const QString& text)
{
    source.response.headers = {};
    for (const HeaderLine& line : headerLines(text)) {
        auto next = workspace::withField(source, headersField + u'.' + line.name, line.value);
        if (!next)
            return next;
        source = *next;
    }
    return source;
}

Result<workspace::Source> withText(const workspace::Source& source, const QString& field, const QString& text)
{
    if (field == headersField)
        return withHeaders(source, text);
    // A status has to be something; everything else may be cleared.
    const bool cleared = text.isEmpty() && field == QLatin1String("response.body");
    return workspace::withField(source, field, cleared ? QStringLiteral("null") : text);
}

bool isOfFile(const QString& field)
{
    return field != publicUrlField && field != forwardField;
}

QString urlProblem(const QString& text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (text.isEmpty() || (url.isValid() && web && !url.host().isEmpty()))
        return {};
    return Texts::tr("This is no URL: it begins with http:// or https:// and names a host.");
}

QString headersProblem(const QString& text)
{
    for (const HeaderLine& line : headerLines(text)) {
        if (line.name.isEmpty())
            return Texts::tr("\"%1\" is no header: write Name: value.").arg(line.value);
    }
    return {};
}

/// What the parser says, with the place, instead of all that would be accepted.
QString problemText(const Error& error)
{
    if (const std::shared_ptr<const Error> cause = error.cause)
        return errorText(*cause, Audience::Window);
    return errorText(error, Audience::Window);
}

void setOrRemove(json::Object& object, const QString& key, const QString& text)
{
    QString url = text.trimmed();
    while (url.endsWith(u'/'))
        url.chop(1);
    if (url.isEmpty())
        object.remove(key);
    else
        object.set(key, url);
}

Result<void> applyLocal(workspace::WorkspaceFiles& files, const QString& key, const SourceTexts& changed)
{
    workspace::LocalSettings local = files.workspace().local;
    if (changed.contains(publicUrlField))
        setOrRemove(local.publicUrls, key, changed[publicUrlField]);
    if (changed.contains(forwardField))
        setOrRemove(local.forward, key, changed[forwardField]);
    return local == files.workspace().local ? Result<void>() : files.saveLocal(local);
}

} // namespace

SourceTexts sourceTexts(const workspace::Source& source, const workspace::LocalSettings& local)
{
    const json::Value document = workspace::toJson(source);
    SourceTexts texts;
    for (const QString& field : workspace::settableFields()) {
        if (field.startsWith(headersField))
            continue;
        const qsizetype dot = field.indexOf(u'.');
        const json::Value& parent = dot < 0 ? document : document[QStringView(field).first(dot)];
        const json::Value& value = parent[QStringView(field).sliced(dot + 1)];
        texts.insert(field, isAnswer(field) ? literalText(value) : memberText(value));
    }
    QStringList headers;
    for (const auto& [name, value] : source.response.headers)
        headers.append(name + QStringLiteral(": ") + memberText(value));
    texts.insert(headersField, headers.join(u'\n'));
    texts.insert(publicUrlField, local.publicUrls[source.key].toString());
    texts.insert(forwardField, local.forward[source.key].toString());
    return texts;
}

SourceTexts changedTexts(const SourceTexts& from, const SourceTexts& to)
{
    SourceTexts changed;
    for (auto it = to.constBegin(); it != to.constEnd(); ++it) {
        if (from.value(it.key()) != it.value())
            changed.insert(it.key(), it.value());
    }
    return changed;
}

SourceTexts textProblems(const workspace::Source& source, const SourceTexts& changed)
{
    SourceTexts problems;
    for (auto it = changed.constBegin(); it != changed.constEnd(); ++it) {
        QString problem;
        if (!isOfFile(it.key()))
            problem = urlProblem(it.value());
        else if (it.key() == headersField)
            problem = headersProblem(it.value());
        if (problem.isEmpty() && isOfFile(it.key())) {
            if (const auto result = withText(source, it.key(), it.value()); !result)
                problem = problemText(result.error());
        }
        if (!problem.isEmpty())
            problems.insert(it.key(), problem);
    }
    return problems;
}

Result<void> applyTexts(workspace::WorkspaceFiles& files, const QString& key, const SourceTexts& changed)
{
    const workspace::SourceState* state = files.workspace().source(key);
    if (!state || !state->loaded)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
    workspace::Source source = state->source;
    for (auto it = changed.constBegin(); it != changed.constEnd(); ++it) {
        if (!isOfFile(it.key()))
            continue;
        auto next = withText(source, it.key(), it.value());
        if (!next)
            return next.error();
        source = *next;
    }
    if (source != state->source) {
        if (auto saved = files.saveSource(source); !saved)
            return saved;
    }
    return applyLocal(files, key, changed);
}

} // namespace hw::models
