#include "ui/models/scriptcompletion.h"

#include "ui/models/fuzzy.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

namespace hw::models {

using script::Declaration;
using Kind = ScriptCompletion::Kind;

namespace {

/// More is not read, only scrolled.
constexpr size_t mostCompletions = 200;

constexpr std::array keywords{"async",   "await",  "break",     "case",   "catch",    "const", "continue",
                              "default", "else",   "false",     "for",    "function", "if",    "let",
                              "new",     "null",   "of",        "return", "switch",   "throw", "true",
                              "try",     "typeof", "undefined", "while"};

bool isWord(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

/// Where the owner of a path ends: at its last dot or bracket that is not within quotes.
qsizetype splitOf(const QString& path)
{
    if (path.endsWith(u']'))
        return path.endsWith(QLatin1String("\"]")) ? path.lastIndexOf(QLatin1String("[\"")) : path.lastIndexOf(u'[');
    return path.lastIndexOf(u'.');
}

/// "string | undefined" → "String": the list of members for a type as it is written.
QString listOf(QString type)
{
    type.remove(QLatin1String("readonly "));
    type.remove(QLatin1String(" | undefined"));
    type.remove(QLatin1String(" | null"));
    if (type.endsWith(QLatin1String("[]")) || type.startsWith(QLatin1String("Array<")))
        return QStringLiteral("Array");
    if (type == QLatin1String("string"))
        return QStringLiteral("String");
    if (type == QLatin1String("number"))
        return QStringLiteral("Number");
    return type;
}

/// What a function gives: behind the parenthesis that closes its parameters.
QString resultOf(const QString& signature)
{
    int depth = 0;
    for (qsizetype at = 0; at < signature.size(); ++at) {
        if (signature[at] == u'(')
            ++depth;
        else if (signature[at] == u')' && --depth == 0)
            return signature.mid(at + 1).trimmed().mid(1).trimmed();
    }
    return {};
}

/// The place of the bracket that the one at `close` closes, strings left out; -1 = none.
qsizetype openingOf(const QString& text, qsizetype close)
{
    int depth = 0;
    QChar quote;
    for (qsizetype at = close; at >= 0; --at) {
        const QChar c = text[at];
        if (!quote.isNull()) {
            if (c == quote)
                quote = QChar();
        } else if (c == u'"' || c == u'\'' || c == u'`') {
            quote = c;
        } else if (c == u')' || c == u']' || c == u'}') {
            ++depth;
        } else if ((c == u'(' || c == u'[' || c == u'{') && --depth == 0) {
            return at;
        }
    }
    return -1;
}

/// The beginning of the expression that ends before `end`: names, dots, what is in brackets.
qsizetype expressionFrom(const QString& text, qsizetype end)
{
    qsizetype at = end;
    bool wantsOwner = true; // a name or a bracket has to come next
    while (at > 0) {
        qsizetype before = at;
        while (before > 0 && text[before - 1].isSpace())
            --before;
        if (before == 0)
            break;
        const QChar c = text[before - 1];
        if (wantsOwner && (c == u')' || c == u']')) {
            const qsizetype open = openingOf(text, before - 1);
            if (open < 0)
                break;
            at = open;
            // What is called or indexed stands right before it.
            if (at == 0 || (!isWord(text[at - 1]) && text[at - 1] != u')' && text[at - 1] != u']'))
                break;
        } else if (wantsOwner && isWord(c)) {
            at = before;
            while (at > 0 && isWord(text[at - 1]))
                --at;
            wantsOwner = false;
        } else if (!wantsOwner && c == u'.') {
            at = before - 1;
            if (at > 0 && text[at - 1] == u'?')
                --at;
            wantsOwner = true;
        } else {
            break;
        }
    }
    return at;
}

/// The place behind the parenthesis that closes the one at `open`; -1 = none.
qsizetype closingOf(const QString& text, qsizetype open)
{
    int depth = 0;
    QChar quote;
    for (qsizetype at = open; at < text.size(); ++at) {
        const QChar c = text[at];
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'' || c == u'`')
            quote = c;
        else if (c == u'(' || c == u'[' || c == u'{')
            ++depth;
        else if ((c == u')' || c == u']' || c == u'}') && --depth == 0)
            return at + 1;
    }
    return -1;
}

/// Where members of an expression are listed; calls give what they return.
QString ownerOf(const QString& expression, const ScriptOutline& outline, const ScriptDictionary& dictionary)
{
    QString rest = expression.trimmed();
    QString path;
    const QLatin1String required("require(");
    while (true) {
        const qsizetype from = path.isEmpty() && rest.startsWith(required) ? closingOf(rest, required.size() - 1) : 0;
        const qsizetype call = from < 0 ? -1 : rest.indexOf(u'(', from);
        const QString segment = call < 0 ? rest : rest.left(call);
        const QString whole = plainPath(path + segment);
        if (whole.isEmpty())
            return {};
        path = path.isEmpty() ? outline.resolve(whole) : whole;
        if (call < 0)
            return dictionary.ownerAt(path);
        const Declaration* function = dictionary.find(path);
        if (!function) { // of a type: "text.trim().split(…)"
            const qsizetype split = splitOf(path);
            function = split > 0 ? dictionary.find(dictionary.ownerAt(path.left(split)) + path.mid(split)) : nullptr;
        }
        const qsizetype end = closingOf(rest, call);
        if (!function || end < 0)
            return {};
        path = function->kind == Declaration::Kind::Class ? function->name : listOf(resultOf(function->signature));
        rest = rest.mid(end).trimmed();
        if (rest.isEmpty())
            return path;
    }
}

/// What a place of the text is, by its last character.
ScriptToken tokenAt(const QString& before, ScriptDialect dialect)
{
    const QByteArray text = before.toUtf8();
    const ScriptLexing lexing = lexScript(text, dialect);
    return lexing.kinds.empty() ? ScriptToken::Plain : lexing.kinds.back();
}

class Completer
{
public:
    Completer(const QString& before, const QString& after, const ScriptOutline& outline,
              const ScriptDictionary& dictionary)
        : m_before(before)
        , m_after(after)
        , m_outline(outline)
        , m_dictionary(dictionary)
    {}

    std::vector<ScriptCompletion> run(ScriptDialect dialect)
    {
        const ScriptToken token = tokenAt(m_before, dialect);
        if (token == ScriptToken::String)
            return takeKey() ? ranked() : std::vector<ScriptCompletion>();
        if (token == ScriptToken::Comment && !m_before.endsWith(u'\n'))
            return {};
        qsizetype from = m_before.size();
        while (from > 0 && isWord(m_before[from - 1]))
            --from;
        m_prefix = m_before.mid(from);
        if (!m_prefix.isEmpty() && m_prefix.front().isDigit())
            return {};
        qsizetype dot = from;
        while (dot > 0 && m_before[dot - 1].isSpace())
            --dot;
        if (dot > 0 && m_before[dot - 1] == u'.' && !m_before.endsWith(QLatin1String("..")))
            takeMembers(dot - 1);
        else if (!takeOptions(from))
            takeNames();
        return ranked();
    }

private:
    void add(const QString& text, const QString& insert, int replaces, Kind kind, const QString& signature = {},
             const QString& doc = {})
    {
        m_found.push_back({text, insert, replaces, kind, signature, doc});
    }

    static Kind kindOf(const Declaration& one)
    {
        if (one.kind == Declaration::Kind::Class)
            return Kind::Class;
        if (one.kind == Declaration::Kind::Function || one.signature.startsWith(u'('))
            return Kind::Function;
        return one.owner.isEmpty() ? Kind::Variable : Kind::Member;
    }

    void takeMembers(qsizetype dot)
    {
        const bool optional = dot > 0 && m_before[dot - 1] == u'?';
        const qsizetype end = optional ? dot - 1 : dot;
        const QString expression = m_before.mid(expressionFrom(m_before, end), end - expressionFrom(m_before, end));
        const QString owner = ownerOf(expression, m_outline, m_dictionary);
        if (owner.isEmpty())
            return;
        const int prefix = static_cast<int>(m_prefix.size());
        for (const Declaration* one : m_dictionary.members(owner)) {
            if (one->name.startsWith(u'[')) // instead of the dot
                add(one->name, optional ? QString(QLatin1String("?.") + one->name) : one->name,
                    static_cast<int>(m_before.size() - end), Kind::Member, one->signature, one->doc);
            else
                add(one->name, one->name, prefix, kindOf(*one), one->signature, one->doc);
        }
    }

    /// Within vars["…"]: names as keys.
    bool takeKey()
    {
        const qsizetype quote = std::max(m_before.lastIndexOf(u'"'), m_before.lastIndexOf(u'\''));
        if (quote < 1 || m_before[quote - 1] != u'[')
            return false;
        m_prefix = m_before.mid(quote + 1);
        qsizetype end = quote - 1;
        if (m_before.left(end).endsWith(QLatin1String("?.")))
            end -= 2;
        const qsizetype from = expressionFrom(m_before, end);
        const QString owner = ownerOf(m_before.mid(from, end - from), m_outline, m_dictionary);
        if (owner.isEmpty())
            return false;
        const QString closing = m_after.startsWith(m_before[quote]) ? QString() : QString(m_before[quote]) + u']';
        for (const Declaration* one : m_dictionary.members(owner)) {
            const bool isQuoted = one->name.startsWith(u'[');
            const QString key = isQuoted ? one->name.mid(2, one->name.size() - 4) : one->name;
            add(key, key + closing, static_cast<int>(m_prefix.size()), Kind::Member, one->signature, one->doc);
        }
        return true;
    }

    /// Within verifyHmac({ … }): the members of its options.
    bool takeOptions(qsizetype from)
    {
        qsizetype at = from;
        while (at > 0 && m_before[at - 1].isSpace())
            --at;
        if (at == 0 || (m_before[at - 1] != u'{' && m_before[at - 1] != u','))
            return false;
        int depth = 0;
        qsizetype brace = at - 1;
        for (; brace >= 0; --brace) {
            const QChar c = m_before[brace];
            if (c == u'}' || c == u')' || c == u']')
                ++depth;
            else if ((c == u'{' || c == u'(' || c == u'[') && --depth < 0)
                break;
        }
        if (brace < 1 || m_before[brace] != u'{')
            return false;
        qsizetype call = brace - 1;
        while (call > 0 && m_before[call].isSpace())
            --call;
        if (m_before[call] != u'(')
            return false;
        qsizetype name = call;
        while (name > 0 && isWord(m_before[name - 1]))
            --name;
        const Declaration* function = m_dictionary.find(m_before.mid(name, call - name));
        static const QRegularExpression options(QStringLiteral(R"(^\(\w+: (\w+)\))"));
        const auto type = options.match(function ? function->signature : QString());
        if (!type.hasMatch())
            return false;
        for (const Declaration* one : m_dictionary.members(type.captured(1)))
            add(one->name, one->name + QLatin1String(": "), static_cast<int>(m_prefix.size()), Kind::Member,
                one->signature, one->doc);
        takeNames(); // { headers } is an option as well
        return true;
    }

    void takeNames()
    {
        const int prefix = static_cast<int>(m_prefix.size());
        for (const QString& name : m_outline.locals) {
            if (name == m_prefix && m_outline.paths.value(name).isEmpty())
                continue; // what is just being written
            const QString path = m_outline.paths.value(name);
            const Declaration* known = path.isEmpty() ? nullptr : m_dictionary.find(path);
            add(name, name, prefix, Kind::Variable, known ? known->signature : path, known ? known->doc : QString());
        }
        for (const Declaration* one : m_dictionary.members({})) {
            if (!m_outline.locals.contains(one->name))
                add(one->name, one->name, prefix, kindOf(*one), one->signature, one->doc);
        }
        for (const char* keyword : keywords)
            add(QString::fromLatin1(keyword), QString::fromLatin1(keyword), prefix, Kind::Keyword);
    }

    std::vector<ScriptCompletion> ranked()
    {
        std::vector<std::pair<int, ScriptCompletion>> scored;
        for (ScriptCompletion& one : m_found) {
            const auto match = fuzzyMatch(m_prefix, one.text);
            if (!match)
                continue;
            const bool begins = one.text.startsWith(m_prefix, Qt::CaseInsensitive);
            scored.emplace_back(match->score + (begins ? 10000 : 0), std::move(one));
        }
        if (!m_prefix.isEmpty())
            std::stable_sort(scored.begin(), scored.end(),
                             [](const auto& a, const auto& b) { return a.first > b.first; });
        if (scored.size() > mostCompletions)
            scored.resize(mostCompletions);
        std::vector<ScriptCompletion> list;
        for (auto& [score, one] : scored)
            list.push_back(std::move(one));
        return list;
    }

    const QString& m_before;
    const QString& m_after;
    const ScriptOutline& m_outline;
    const ScriptDictionary& m_dictionary;
    QString m_prefix;
    std::vector<ScriptCompletion> m_found;
};

} // namespace

ScriptDictionary::ScriptDictionary(std::vector<Declaration> declarations)
    : m_all(std::move(declarations))
{
    for (size_t i = 0; i < m_all.size(); ++i)
        m_byOwner[m_all[i].owner].push_back(i);
}

std::vector<const Declaration*> ScriptDictionary::members(const QString& owner) const
{
    std::vector<const Declaration*> list;
    const auto found = m_byOwner.constFind(owner);
    if (found != m_byOwner.constEnd()) {
        for (const size_t at : *found)
            list.push_back(&m_all[at]);
    }
    return list;
}

const Declaration* ScriptDictionary::find(const QString& path) const
{
    const qsizetype split = splitOf(path);
    const QString owner = split < 0 ? QString() : path.left(split);
    const QString name = split < 0 ? path : path.mid(path[split] == u'.' ? split + 1 : split);
    const auto found = m_byOwner.constFind(owner);
    if (found == m_byOwner.constEnd())
        return nullptr;
    const auto one =
        std::find_if(found->begin(), found->end(), [&](const size_t at) { return m_all[at].name == name; });
    return one == found->end() ? nullptr : &m_all[*one];
}

QString ScriptDictionary::ownerAt(const QString& path) const
{
    if (m_byOwner.contains(path))
        return path;
    if (path.endsWith(QLatin1String("[]"))) {
        const Declaration* list = find(path.chopped(2));
        QString type = list ? list->signature : QString();
        type.remove(QLatin1String(" | undefined"));
        return type.endsWith(QLatin1String("[]")) ? listOf(type.chopped(2)) : QString();
    }
    const Declaration* known = find(path);
    if (!known)
        return {};
    const QString list = listOf(known->signature);
    return m_byOwner.contains(list) ? list : QString();
}

std::vector<ScriptCompletion> completionsAt(const QString& before, const QString& after, const ScriptOutline& outline,
                                            const ScriptDictionary& dictionary, ScriptDialect dialect)
{
    return Completer(before, after, outline, dictionary).run(dialect);
}

QString expressionAt(const QString& line, int column)
{
    qsizetype end = std::clamp<qsizetype>(column, 0, line.size());
    if (end >= line.size() || !isWord(line[end])) {
        if (end == 0 || !isWord(line[end - 1]))
            return {};
    }
    while (end < line.size() && isWord(line[end]))
        ++end;
    const qsizetype from = expressionFrom(line, end);
    const QString expression = line.mid(from, end - from).trimmed();
    return expression.isEmpty() || expression.front().isDigit() ? QString() : expression;
}

} // namespace hw::models
