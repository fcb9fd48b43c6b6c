#include "core/store/filtercompletion.h"

#include "core/base/json.h"
#include "core/record/contentcoding.h"
#include "core/store/bodyreader.h"
#include "core/store/eachrow.h"
#include "core/store/filter.h"
#include "core/store/head.h"

#include <algorithm>
#include <set>

namespace hw::store {

namespace {

constexpr int eventsLookedAt = 60;
constexpr qint64 largestBody = 256 * 1024;
constexpr size_t mostPaths = 400;
constexpr int deepestPath = 8;
constexpr qsizetype mostOffers = 50;

// From one value to the next by an index: as many steps as there are values, not rows.
constexpr char typesByIndex[] =
    "WITH RECURSIVE seen(v) AS (SELECT min(event_type) FROM event UNION ALL SELECT (SELECT min(event_type) FROM event "
    "WHERE event_type > v) FROM seen WHERE v IS NOT NULL) SELECT v FROM seen WHERE v <> '' LIMIT 1000";

Result<QStringList> textsOf(Database& database, const QByteArray& sql)
{
    QStringList texts;
    const Result<void> read = eachRow(database, sql, [&texts](const Statement& row) { texts.append(row.text(0)); });
    return read ? Result<QStringList>(texts) : Result<QStringList>(read.error());
}

QString memberPath(const QString& base, const QString& name)
{
    const bool isPlain = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        return c.isLetterOrNumber() || QLatin1String("_-$@").contains(c);
    });
    if (!isPlain)
        return base + QStringLiteral("[\"") + name + QStringLiteral("\"]");
    return base.isEmpty() ? name : QString(base + u'.' + name);
}

/// The places in a value that hold something to compare with.
void gatherPaths(const json::Value& value, const QString& base, int depth, std::set<QString>& paths)
{
    if (paths.size() >= mostPaths || depth > deepestPath)
        return;
    if (value.isObject()) {
        for (const auto& [name, member] : value.toObject()) {
            // A quote in a name has no spelling in a path.
            if (!name.contains(u'"'))
                gatherPaths(member, memberPath(base, name), depth + 1, paths);
        }
    } else if (value.isArray()) {
        if (!value.toArray().empty())
            gatherPaths(value.toArray().front(), base + QStringLiteral("[0]"), depth + 1, paths);
    } else if (!base.isEmpty()) {
        paths.insert(base);
    }
}

/// Headers and body paths of the newest events.
Result<void> readShapes(Database& database, const QString& source, FilterVocabulary& vocabulary)
{
    BodyReader bodies(database);
    std::set<QString> headers;
    std::set<QString> methods;
    std::set<QString> paths;
    const Result<void> read = eachRow(
        database,
        "SELECT e.method, e.body_size, c.encoding, c.head, c.extra, c.body FROM event e JOIN content c ON c.id = "
        "e.content WHERE e.source <> '' AND (?1 = '' OR e.source = ?1) ORDER BY e.seq DESC LIMIT ?2",
        [&](const Statement& row) {
            methods.insert(row.text(0));
            http::Message request;
            unpackHead(row.blob(3), row.blob(4), request);
            for (const http::Header& header : request.headers)
                headers.insert(QString::fromLatin1(header.name).toLower());
            if (row.integer(1) > largestBody)
                return;
            const Result<QByteArray> body = bodies.read(row.integer(2), row.blob(5), row.integer(1));
            if (!body)
                return;
            if (const Result<json::Value> value = json::parse(decodeBody(request.headers, *body).body))
                gatherPaths(*value, {}, 0, paths);
        },
        source, static_cast<qint64>(eventsLookedAt));
    if (!read)
        return read;
    vocabulary.methods = QStringList(methods.begin(), methods.end());
    vocabulary.headers = QStringList(headers.begin(), headers.end());
    vocabulary.bodyPaths = QStringList(paths.begin(), paths.end());
    return {};
}

/// A value as it must stand in a filter.
QString quoted(const QString& value)
{
    const bool plain = !value.isEmpty() && std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || QLatin1String("\",*\\").contains(c);
    });
    if (plain)
        return value;
    QString text(u'"');
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\')
            text += u'\\';
        text += c;
    }
    return text + u'"';
}

const QStringList& statusWords()
{
    static const QStringList words{
        QStringLiteral("failed"),  QStringLiteral("ok"),      QStringLiteral("pending"), QStringLiteral("processed"),
        QStringLiteral("refused"), QStringLiteral("error"),   QStringLiteral("ignored"), QStringLiteral("duplicate"),
        QStringLiteral("probe"),   QStringLiteral("waiting"), QStringLiteral("paused"),  QStringLiteral("incomplete"),
        QStringLiteral("unrouted")};
    return words;
}

/// What a field's value may be; nothing for those that only people know.
QStringList valuesOf(const QString& field, const FilterVocabulary& vocabulary)
{
    const auto words = [](std::initializer_list<const char*> texts) {
        QStringList list;
        for (const char* text : texts)
            list.append(QLatin1String(text));
        return list;
    };
    if (field == QLatin1String("type"))
        return vocabulary.types;
    if (field == QLatin1String("source"))
        return vocabulary.sources;
    if (field == QLatin1String("env") || field == QLatin1String("environment"))
        return vocabulary.environments;
    if (field == QLatin1String("method"))
        return vocabulary.methods;
    if (field == QLatin1String("action"))
        return vocabulary.actions;
    if (field == QLatin1String("status"))
        return statusWords();
    if (field == QLatin1String("verified"))
        return words({"yes", "no", "failed", "unverified", "error"});
    if (field == QLatin1String("delivery"))
        return words({"failed", "dead", "pending", "done", "none"});
    if (field == QLatin1String("time"))
        return words({"today", "yesterday"});
    if (field == QLatin1String("age"))
        return words({"15m", "1h", "24h", "7d"});
    if (field == QLatin1String("size"))
        return words({"10k", "1m"});
    if (field == QLatin1String("duration"))
        return words({"100ms", "1s"});
    return {};
}

QStringList operatorsOf(const QString& field)
{
    const auto words = [](std::initializer_list<const char*> texts) {
        QStringList list;
        for (const char* text : texts)
            list.append(QLatin1String(text));
        return list;
    };
    if (field == QLatin1String("status") || field == QLatin1String("verified") || field == QLatin1String("delivery"))
        return words({":", "=", "!="});
    if (field == QLatin1String("age"))
        return words({"<", "<=", ">", ">=", ":"});
    if (field == QLatin1String("time") || field == QLatin1String("size") || field == QLatin1String("duration"))
        return words({">", ">=", "<", "<=", ":", "=", "!="});
    if (field == QLatin1String("body") || field == QLatin1String("header"))
        return words({"~"});
    if (field.startsWith(QLatin1String("body.")) || field.startsWith(QLatin1String("header.")))
        return words({":", "=", "!=", "~", ">", ">=", "<", "<="});
    return words({":", "=", "!=", "~"});
}

/// Whether `offer` begins with what is typed, or a later word of it does.
bool fits(const QString& offer, const QString& typed)
{
    if (offer.startsWith(typed, Qt::CaseInsensitive))
        return true;
    for (qsizetype at = offer.indexOf(typed, 1, Qt::CaseInsensitive); at > 0 && !typed.isEmpty();
         at = offer.indexOf(typed, at + 1, Qt::CaseInsensitive)) {
        if (!offer[at - 1].isLetterOrNumber())
            return true;
    }
    return false;
}

QStringList fitting(const QStringList& all, const QString& typed)
{
    QStringList begin;
    QStringList later;
    for (const QString& one : all) {
        if (one.startsWith(typed, Qt::CaseInsensitive))
            begin.append(one);
        else if (fits(one, typed))
            later.append(one);
    }
    return (begin + later).mid(0, mostOffers);
}

/// The term that the cursor stands in, in its parts.
struct Place
{
    int keyAt = 0;
    int operatorAt = -1; ///< -1 = there is none before the cursor
    int valueAt = 0;     ///< behind the operator and the last comma
    bool isWord = false; ///< it is text in quotes, or nothing that could be a field
};

bool isOperator(QChar c)
{
    return QLatin1String(":=<>~!").contains(c);
}

Place placeOf(const QString& text, int cursor)
{
    Place place;
    int at = 0;
    while (at < cursor) {
        while (at < cursor && text[at].isSpace())
            ++at;
        place = {};
        if (at < cursor && text[at] == u'-')
            ++at;
        place.keyAt = at;
        place.isWord = at < cursor && text[at] == u'"';
        bool inQuotes = false;
        for (; at < cursor && (inQuotes || !text[at].isSpace()); ++at) {
            const QChar c = text[at];
            if (inQuotes && c == u'\\')
                ++at;
            else if (c == u'"')
                inQuotes = !inQuotes;
            else if (!inQuotes && place.operatorAt < 0 && isOperator(c) && !place.isWord)
                place.operatorAt = at;
            if (place.operatorAt >= 0 && !inQuotes) {
                const bool between =
                    c == u',' || (isOperator(c) && at <= place.operatorAt + 2 && place.valueAt >= place.operatorAt);
                if (between || at == place.operatorAt)
                    place.valueAt = at + 1;
            }
        }
        if (at >= cursor && cursor > 0 && !inQuotes && text[cursor - 1].isSpace()) {
            place = {};
            place.keyAt = cursor;
        }
    }
    return place;
}

FilterCompletion completeField(const QString& typed, int position, const FilterVocabulary& vocabulary)
{
    FilterCompletion completion;
    completion.position = position;
    completion.length = static_cast<int>(typed.size());
    const QString lower = typed.toLower();
    const auto under = [&](const QString& prefix, const QStringList& names) {
        // An index stands without a dot: body[0].id
        for (const QString& name : fitting(names, typed.mid(prefix.size())))
            completion.offers.append((name.startsWith(u'[') ? prefix.chopped(1) : prefix) + name);
    };
    if (lower.startsWith(QLatin1String("header.")))
        under(QStringLiteral("header."), vocabulary.headers);
    else if (lower.startsWith(QLatin1String("body.")))
        under(QStringLiteral("body."), vocabulary.bodyPaths);
    if (completion.offers.size() == 1 && completion.offers.front() == typed) {
        completion.offers.clear();
    } else if (!completion.offers.isEmpty()) {
        return completion;
    }
    const QStringList fields = Filter::fieldNames();
    if (fields.contains(lower) || lower.startsWith(QLatin1String("body.")) ||
        lower.startsWith(QLatin1String("header."))) {
        const bool isWhole = !lower.endsWith(u'.');
        completion.kind = isWhole ? CompletionKind::Operator : CompletionKind::Field;
        completion.position = position + static_cast<int>(typed.size());
        completion.length = 0;
        completion.offers = isWhole ? operatorsOf(lower) : QStringList();
        return completion;
    }
    for (const QString& field : fitting(fields, typed)) {
        const QStringList signs = operatorsOf(field);
        completion.offers.append(field.endsWith(u'.') ? field : field + signs.first());
    }
    return completion;
}

} // namespace

Result<FilterVocabulary> readVocabulary(Database& database, const QString& source)
{
    FilterVocabulary vocabulary;
    const auto fill = [&database](QStringList& to, const QByteArray& sql) -> Result<void> {
        Result<QStringList> texts = textsOf(database, sql);
        if (!texts)
            return texts.error();
        to = *std::move(texts);
        return {};
    };
    if (Result<void> done = fill(vocabulary.sources, "SELECT source FROM source_total WHERE events > 0 ORDER BY 1");
        !done)
        return done.error();
    if (Result<void> done = fill(vocabulary.environments,
                                 "SELECT DISTINCT environment FROM (SELECT environment FROM minute ORDER BY minute "
                                 "DESC LIMIT 5000) ORDER BY 1");
        !done)
        return done.error();
    if (Result<void> done =
            fill(vocabulary.actions, "SELECT DISTINCT kind FROM (SELECT kind FROM action ORDER BY run DESC LIMIT 1000) "
                                     "ORDER BY 1");
        !done)
        return done.error();
    if (Result<void> done = fill(vocabulary.types, typesByIndex); !done)
        return done.error();
    if (Result<void> done = readShapes(database, source, vocabulary); !done)
        return done.error();
    return vocabulary;
}

FilterCompletion completeFilter(const QString& text, int cursor, const FilterVocabulary& vocabulary)
{
    cursor = std::clamp(cursor, 0, static_cast<int>(text.size()));
    const Place place = placeOf(text, cursor);
    if (place.isWord)
        return {CompletionKind::Value, cursor, 0, {}};
    if (place.operatorAt < 0)
        return completeField(text.mid(place.keyAt, cursor - place.keyAt), place.keyAt, vocabulary);
    FilterCompletion completion{CompletionKind::Value, place.valueAt, cursor - place.valueAt, {}};
    QString typed = text.mid(place.valueAt, cursor - place.valueAt);
    if (typed.startsWith(u'"'))
        typed.remove(0, 1);
    const QString field = text.mid(place.keyAt, place.operatorAt - place.keyAt).toLower();
    for (const QString& value : fitting(valuesOf(field, vocabulary), typed))
        completion.offers.append(quoted(value));
    return completion;
}

} // namespace hw::store
