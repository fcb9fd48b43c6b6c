#include "ui/models/filtercompletion.h"

#include "core/mapping/actionkinds.h"
#include "core/store/filter.h"

#include <algorithm>

namespace hw::models {

namespace {

constexpr int mostTexts = 12;

QStringList list(std::initializer_list<const char*> words)
{
    QStringList texts;
    for (const char* word : words)
        texts.append(QLatin1String(word));
    return texts;
}

QStringList valuesOf(const QString& field, const FilterWords& words)
{
    if (field == u"status")
        return list({"failed", "ok", "processed", "refused", "error", "ignored", "duplicate", "waiting", "pending",
                     "paused", "incomplete", "probe", "unrouted"});
    if (field == u"verified")
        return list({"yes", "no", "failed", "unverified", "error"});
    if (field == u"delivery")
        return list({"none", "pending", "done", "failed", "dead"});
    if (field == u"method")
        return list({"POST", "PUT", "PATCH", "GET", "DELETE"});
    if (field == u"time")
        return list({"today", "yesterday"});
    if (field == u"age")
        return list({"<5m", "<1h", "<24h", "<7d", ">7d"});
    if (field == u"size")
        return list({">10k", ">1m", "<1k"});
    if (field == u"duration")
        return list({">50ms", ">500ms", ">5s"});
    if (field == u"source")
        return words.sources;
    if (field == u"env" || field == u"environment")
        return words.environments;
    if (field == u"type")
        return words.types;
    if (field == u"action") {
        QStringList kinds;
        for (const mapping::ActionKind& kind : mapping::actionKinds())
            kinds.append(QLatin1String(kind.name));
        return kinds;
    }
    return {};
}

/// Where the term begins in which the cursor stands; -1 within quotes.
qsizetype termStart(QStringView text)
{
    qsizetype start = 0;
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && quoted)
            ++i;
        else if (text[i] == u'"')
            quoted = !quoted;
        else if (text[i].isSpace() && !quoted)
            start = i + 1;
    }
    return quoted ? -1 : start;
}

QString quotedWhereNeeded(const QString& value)
{
    const bool isPlain = std::none_of(value.begin(), value.end(),
                                      [](QChar c) { return c.isSpace() || QLatin1String(",\"\\").contains(c); });
    if (isPlain)
        return value;
    QString inner = value;
    inner.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\""));
    return u'"' + inner + u'"';
}

/// Those that begin with it, then those that have it in them.
QStringList fitting(const QStringList& texts, const QString& typed)
{
    QStringList begin;
    QStringList within;
    for (const QString& text : texts) {
        if (text.startsWith(typed, Qt::CaseInsensitive))
            begin.append(text);
        else if (text.contains(typed, Qt::CaseInsensitive))
            within.append(text);
    }
    return (begin + within).mid(0, mostTexts);
}

} // namespace

FilterCompletion completeFilter(const QString& text, int cursor, const FilterWords& words)
{
    const QStringView before = QStringView(text).left(cursor);
    qsizetype start = termStart(before);
    if (start < 0)
        return {};
    if (start < before.size() && before[start] == u'-')
        ++start;
    const QStringView term = before.sliced(start);
    const auto isOperator = [](QChar c) { return QLatin1String(":=<>!~").contains(c); };
    const auto* op = std::find_if(term.begin(), term.end(), isOperator);
    FilterCompletion completion;
    if (op == term.end()) {
        completion.position = static_cast<int>(start);
        completion.length = static_cast<int>(term.size());
        const QString typed = term.toString();
        for (const QString& name : store::Filter::fieldNames()) {
            if (name.startsWith(typed, Qt::CaseInsensitive) && name != typed)
                completion.texts.append(name.endsWith(u'.') ? name : name + u':');
        }
        return completion;
    }
    const QString field = term.first(op - term.begin()).toString().toLower();
    qsizetype value = start + (op - term.begin()) + 1;
    const bool isComparing =
        valuesOf(field, words).value(0).startsWith(u'<') || valuesOf(field, words).value(0).startsWith(u'>');
    while (!isComparing && value < before.size() && isOperator(before[value]))
        ++value;
    const qsizetype comma = before.lastIndexOf(u',');
    value = std::max(value, comma + 1);
    const QString typed = before.sliced(value).toString();
    completion.position = static_cast<int>(value);
    completion.length = static_cast<int>(typed.size());
    for (const QString& word : fitting(valuesOf(field, words), typed))
        completion.texts.append(quotedWhereNeeded(word));
    // What is there already needs no list.
    if (completion.texts == QStringList{typed})
        completion.texts.clear();
    return completion;
}

} // namespace hw::models
