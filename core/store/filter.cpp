#include "core/store/filter.h"

#include "core/store/filterterm.h"
#include "core/store/filtervalues.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hw::store {

namespace {

struct FieldName
{
    QLatin1String name;
    FilterField field;
};

constexpr std::array fields{
    FieldName{QLatin1String("type"), FilterField::Type},
    FieldName{QLatin1String("source"), FilterField::Source},
    FieldName{QLatin1String("env"), FilterField::Environment},
    FieldName{QLatin1String("environment"), FilterField::Environment},
    FieldName{QLatin1String("status"), FilterField::Status},
    FieldName{QLatin1String("verified"), FilterField::Verified},
    FieldName{QLatin1String("delivery"), FilterField::Delivery},
    FieldName{QLatin1String("time"), FilterField::Time},
    FieldName{QLatin1String("age"), FilterField::Age},
    FieldName{QLatin1String("size"), FilterField::Size},
    FieldName{QLatin1String("duration"), FilterField::Duration},
    FieldName{QLatin1String("method"), FilterField::Method},
    FieldName{QLatin1String("action"), FilterField::Action},
    FieldName{QLatin1String("id"), FilterField::Id},
};

bool isOperatorStart(QStringView text, qsizetype at)
{
    static const QLatin1String signs(":=<>~");
    return signs.contains(text[at]) ||
           (text[at] == QLatin1Char('!') && at + 1 < text.size() && text[at + 1] == QLatin1Char('='));
}

Error fault(qsizetype position, const QString& english, const char* code, const QString& subject)
{
    Error error{ErrorCode::ParseError, {english, QLatin1String(code), subject}};
    error.line = 1;
    error.column = static_cast<int>(position) + 1;
    return error;
}

bool isNumeric(FilterField field)
{
    return field == FilterField::Time || field == FilterField::Age || field == FilterField::Size ||
           field == FilterField::Duration;
}

bool isEnum(FilterField field)
{
    return field == FilterField::Status || field == FilterField::Verified || field == FilterField::Delivery;
}

bool takesOperator(const FilterTerm& term)
{
    const bool orders = term.op == FilterOp::Less || term.op == FilterOp::LessEqual || term.op == FilterOp::Greater ||
                        term.op == FilterOp::GreaterEqual;
    if (isEnum(term.field))
        return term.op == FilterOp::Match || term.op == FilterOp::Equal;
    if (term.field == FilterField::Age)
        return orders || term.op == FilterOp::Match;
    if (isNumeric(term.field))
        return term.op != FilterOp::Contains;
    if (term.field == FilterField::Header)
        return !term.header.isEmpty() || term.op == FilterOp::Contains;
    if (term.field == FilterField::Body)
        return !term.path.empty() || term.op == FilterOp::Contains;
    return !orders;
}

class Parser
{
public:
    Parser(const QString& text, Timestamp now)
        : m_text(text)
        , m_now(now)
    {}

    Result<void> parse();

    std::vector<FilterTerm> terms;
    std::vector<FilterToken> tokens;

private:
    struct Typed ///< one value as it stands in the text
    {
        QString text;
        bool quoted = false;
        qsizetype position = 0;
    };

    Result<void> parseTerm();
    Result<void> parseField(FilterTerm& term, const QString& key, qsizetype position);
    FilterOp parseOperator(FilterTerm& term);
    Result<Typed> parseValue(bool commaEnds);
    Result<FilterValue> readValue(const FilterTerm& term, const Typed& typed) const;
    qsizetype endOfKey() const;

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool at(char c) const { return !atEnd() && m_text[m_at] == QLatin1Char(c); }

    const QString& m_text;
    Timestamp m_now;
    qsizetype m_at = 0;
};

Result<void> Parser::parse()
{
    for (;;) {
        while (!atEnd() && m_text[m_at].isSpace())
            ++m_at;
        if (atEnd())
            return {};
        if (Result<void> done = parseTerm(); !done)
            return done;
    }
}

/// Where the operator stands that makes what begins here a field; -1 where it is a word.
qsizetype Parser::endOfKey() const
{
    if (!m_text[m_at].isLetter())
        return -1;
    bool inBracket = false;
    bool inQuotes = false;
    for (qsizetype i = m_at; i < m_text.size(); ++i) {
        const QChar c = m_text[i];
        if (inQuotes) {
            inQuotes = c != QLatin1Char('"');
        } else if (inBracket) {
            inQuotes = c == QLatin1Char('"');
            inBracket = c != QLatin1Char(']');
        } else if (c == QLatin1Char('[')) {
            inBracket = true;
        } else if (isOperatorStart(m_text, i)) {
            return i;
        } else if (!c.isLetterOrNumber() && !QLatin1String("._-$@").contains(c)) {
            return -1;
        }
    }
    return -1;
}

Result<void> Parser::parseTerm()
{
    const qsizetype start = m_at;
    FilterTerm term;
    FilterToken token;
    token.position = static_cast<int>(start);
    if (at('-')) {
        term.negated = true;
        ++m_at;
        if (atEnd() || m_text[m_at].isSpace())
            return fault(start, QStringLiteral("a minus stands before the term it negates"), "lone_minus", {});
    }
    token.negated = term.negated;
    const qsizetype keyEnd = endOfKey();
    const bool isField = keyEnd >= 0;
    if (isField) {
        token.key = m_text.mid(m_at, keyEnd - m_at);
        if (Result<void> known = parseField(term, token.key, m_at); !known)
            return known;
        m_at = keyEnd;
        const qsizetype opStart = m_at;
        term.op = parseOperator(term);
        token.op = m_text.mid(opStart, m_at - opStart);
        if (!takesOperator(term)) {
            return fault(opStart, QStringLiteral("%1 cannot be compared with %2").arg(token.key, token.op),
                         "bad_operator", token.op);
        }
    }
    const qsizetype valueStart = m_at;
    for (;;) {
        const Result<Typed> typed = parseValue(isField);
        if (!typed)
            return typed.error();
        const Result<FilterValue> value = readValue(term, *typed);
        if (!value)
            return value.error();
        term.values.push_back(*value);
        if (!isField || !at(','))
            break;
        ++m_at;
    }
    token.value = m_text.mid(valueStart, m_at - valueStart);
    token.length = static_cast<int>(m_at - start);
    tokens.push_back(std::move(token));
    terms.push_back(std::move(term));
    return {};
}

Result<void> Parser::parseField(FilterTerm& term, const QString& key, qsizetype position)
{
    const QString lower = key.toLower();
    for (const FieldName& known : fields) {
        if (lower == known.name) {
            term.field = known.field;
            return {};
        }
    }
    if (lower == QLatin1String("header") || lower.startsWith(QLatin1String("header."))) {
        term.field = FilterField::Header;
        term.header = lower.mid(7).toLatin1();
        if (lower.size() == 7)
            return fault(position, QStringLiteral("header. needs a name"), "bad_path", key);
        return {};
    }
    const bool bracket = lower.startsWith(QLatin1String("body["));
    if (lower == QLatin1String("body") || lower.startsWith(QLatin1String("body.")) || bracket) {
        term.field = FilterField::Body;
        term.path = readPath(QStringView(key).mid(bracket ? 4 : 5));
        if (lower.size() > 4 && term.path.empty())
            return fault(position, QStringLiteral("%1 is no path").arg(key), "bad_path", key);
        return {};
    }
    return fault(position, QStringLiteral("there is no field %1; put text with such signs in quotes").arg(key),
                 "unknown_field", key);
}

FilterOp Parser::parseOperator(FilterTerm& term)
{
    // "time:>2026-11-01" and "time>2026-11-01" are the same.
    if (at(':') && m_at + 1 < m_text.size() && m_text[m_at + 1] != QLatin1Char(':') &&
        isOperatorStart(m_text, m_at + 1))
        ++m_at;
    const QChar sign = m_text[m_at++];
    const bool orEqual = at('=') && sign != QLatin1Char(':') && sign != QLatin1Char('=') && sign != QLatin1Char('~');
    if (orEqual)
        ++m_at;
    switch (sign.toLatin1()) {
    case '=': return FilterOp::Equal;
    case '<': return orEqual ? FilterOp::LessEqual : FilterOp::Less;
    case '>': return orEqual ? FilterOp::GreaterEqual : FilterOp::Greater;
    case '~': return FilterOp::Contains;
    case '!': term.negated = !term.negated; return FilterOp::Equal;
    default: return FilterOp::Match;
    }
}

Result<Parser::Typed> Parser::parseValue(bool commaEnds)
{
    Typed typed;
    typed.position = m_at;
    if (at('"')) {
        typed.quoted = true;
        for (++m_at; !atEnd() && !at('"'); ++m_at) {
            // A backslash makes the next sign plain.
            if (at('\\') && m_at + 1 < m_text.size())
                ++m_at;
            typed.text.append(m_text[m_at]);
        }
        if (atEnd())
            return fault(typed.position, QStringLiteral("the quotes are not closed"), "unclosed_quote", typed.text);
        ++m_at;
        if (!atEnd() && !m_text[m_at].isSpace() && !(commaEnds && at(','))) {
            return fault(m_at, QStringLiteral("after closing quotes comes a space or a comma"), "bad_value",
                         m_text.mid(m_at, 1));
        }
    } else {
        while (!atEnd() && !m_text[m_at].isSpace() && !(commaEnds && at(',')))
            typed.text.append(m_text[m_at++]);
        if (typed.text.isEmpty())
            return fault(typed.position, QStringLiteral("a value is missing"), "missing_value", {});
    }
    return typed;
}

Result<FilterValue> Parser::readValue(const FilterTerm& term, const Typed& typed) const
{
    FilterValue value;
    value.text = term.field == FilterField::Method ? typed.text.toUpper() : typed.text;
    value.utf8 = value.text.toUtf8();
    bool isNumber = false;
    const double number = value.utf8.toDouble(&isNumber);
    value.number = isNumber ? std::optional(number) : std::nullopt;
    value.literal = typed.quoted || term.op == FilterOp::Equal;
    if (term.field == FilterField::Word)
        value.words = WordPattern(value.utf8, value.literal ? WordPattern::Stars::Literal : WordPattern::Stars::Wild);
    const auto bad = [&typed](const QString& wanted) {
        return fault(typed.position, QStringLiteral("%1 is not %2").arg(typed.text, wanted), "bad_value", typed.text);
    };
    std::optional<qint64> amount;
    switch (term.field) {
    case FilterField::Status:
    case FilterField::Verified:
    case FilterField::Delivery:
        value.codes = readCodes(term.field, typed.text);
        if (value.codes.empty()) {
            return bad(term.field == FilterField::Status     ? QStringLiteral("a status")
                       : term.field == FilterField::Verified ? QStringLiteral("yes, no, failed, unverified or error")
                                                             : QStringLiteral("none, pending, done, failed or dead"));
        }
        return value;
    case FilterField::Time: {
        const std::optional<TimeSpan> span = readTimeSpan(typed.text, m_now);
        if (!span)
            return bad(QStringLiteral("a date or time such as 2026-11-01, 14:02 or 2026-11-01T14:02"));
        const bool orders = term.op != FilterOp::Match && term.op != FilterOp::Equal;
        value.from = span->from;
        value.to = orders && !span->wholeDay ? span->from + 1 : span->to;
        return value;
    }
    case FilterField::Age: amount = readAge(typed.text); break;
    case FilterField::Size: amount = readSize(typed.text); break;
    case FilterField::Duration: amount = readDuration(typed.text); break;
    default: return value;
    }
    if (!amount) {
        return bad(term.field == FilterField::Age    ? QStringLiteral("an age such as 30s, 15m, 1h, 2d or 1w")
                   : term.field == FilterField::Size ? QStringLiteral("a size such as 500, 10k or 1.5m")
                                                     : QStringLiteral("a duration such as 50ms or 2s"));
    }
    if (term.field == FilterField::Age)
        amount = toMicroseconds(m_now) - *amount;
    value.from = *amount;
    value.to = *amount;
    return value;
}

} // namespace

Filter::Filter()
    : m_terms(std::make_shared<const std::vector<FilterTerm>>())
{}

Result<Filter> Filter::parse(const QString& text, Timestamp now)
{
    Parser parser(text, now);
    if (Result<void> done = parser.parse(); !done)
        return done.error();
    Filter filter;
    filter.m_text = text;
    filter.m_tokens = std::move(parser.tokens);
    filter.m_terms = std::make_shared<const std::vector<FilterTerm>>(std::move(parser.terms));
    return filter;
}

bool Filter::needsScan() const
{
    return std::any_of(m_terms->begin(), m_terms->end(), [](const FilterTerm& term) { return term.needsScan(); });
}

QStringList Filter::fieldNames()
{
    QStringList names;
    for (const FieldName& known : fields) {
        // The long spelling is understood, not offered.
        if (known.name != QLatin1String("environment"))
            names.append(known.name);
    }
    names << QStringLiteral("header.") << QStringLiteral("body.");
    return names;
}

} // namespace hw::store
