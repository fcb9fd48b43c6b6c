#include "core/base/json.h"
#include "core/base/jsonprobe.h"
#include "core/record/bodyview.h"
#include "core/store/filter.h"
#include "core/store/filtersubject.h"
#include "core/store/filterterm.h"
#include "core/store/jsonscan.h"
#include "core/store/textfind.h"

#include <algorithm>

namespace hw::store {

namespace {

bool sameChar(char a, char b, bool anyCase)
{
    return a == b || (anyCase && lowered(a) == lowered(b));
}

std::optional<double> asNumber(QByteArrayView text)
{
    bool ok = false;
    const double number = text.toByteArray().toDouble(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

template<class T>
bool ordered(FilterOp op, const T& left, const T& right)
{
    switch (op) {
    case FilterOp::Less: return left < right;
    case FilterOp::LessEqual: return left <= right;
    case FilterOp::Greater: return left > right;
    case FilterOp::GreaterEqual: return left >= right;
    default: return left == right;
    }
}

bool isOrdering(FilterOp op)
{
    return op == FilterOp::Less || op == FilterOp::LessEqual || op == FilterOp::Greater || op == FilterOp::GreaterEqual;
}

/// Numbers compare as numbers where both sides are some, otherwise as text.
bool compareText(FilterOp op, QByteArrayView text, const FilterValue& value, bool anyCase)
{
    const QByteArray& wanted = value.utf8;
    if (op == FilterOp::Contains)
        return containsAnyCase(text, wanted);
    if (isOrdering(op)) {
        const std::optional<double> left = asNumber(text);
        const std::optional<double>& right = value.number;
        if (left && right)
            return ordered(op, *left, *right);
        // A number is neither above nor below a word.
        return !left && !right && ordered(op, text.compare(wanted), 0);
    }
    if (value.literal)
        return text.size() == wanted.size() && std::equal(text.begin(), text.end(), wanted.begin(),
                                                          [&](char a, char b) { return sameChar(a, b, anyCase); });
    return wildcardMatch(wanted, text, anyCase);
}

bool compareJson(FilterOp op, const json::Value& found, const FilterValue& value)
{
    switch (found.type()) {
    case json::Type::Undefined: return false;
    case json::Type::Null: return compareText(op, "null", value, false);
    case json::Type::Bool: return compareText(op, found.toBool() ? "true" : "false", value, false);
    case json::Type::String: return compareText(op, found.toString().toUtf8(), value, false);
    case json::Type::Number: {
        // 10, 10.0 and 1e1 are the same number.
        const std::optional<double>& wanted = value.number;
        if (wanted && (op == FilterOp::Match || op == FilterOp::Equal))
            return found.toDouble() == *wanted;
        return compareText(op, found.numberText(), value, false);
    }
    case json::Type::Array:
    case json::Type::Object: break;
    }
    if (op == FilterOp::Contains)
        return containsAnyCase(json::write(found), value.utf8);
    if (op == FilterOp::Match && !value.literal && value.text == QLatin1String("*"))
        return true;
    if (!found.isArray())
        return false;
    const json::Array& elements = found.toArray();
    return std::any_of(elements.begin(), elements.end(), [&](const json::Value& element) {
        return !element.isArray() && !element.isObject() && compareJson(op, element, value);
    });
}

/// Whether a value of the body fits, without a tree of our own; nothing where only that can tell.
std::optional<bool> compareProbed(FilterOp op, const json::Probed& found, const FilterValue& value)
{
    switch (found.kind) {
    case json::Probed::Kind::Absent: return false;
    case json::Probed::Kind::Null: return compareText(op, "null", value, false);
    case json::Probed::Kind::False: return compareText(op, "false", value, false);
    case json::Probed::Kind::True: return compareText(op, "true", value, false);
    case json::Probed::Kind::Text: return compareText(op, found.text, value, false);
    case json::Probed::Kind::Number:
        if (op == FilterOp::Contains || !value.number)
            return std::nullopt; // the number as it is written decides
        return ordered(op, found.number, *value.number);
    case json::Probed::Kind::Unknown: break;
    }
    return std::nullopt;
}

std::optional<bool> holdsProbed(const FilterTerm& term, QByteArrayView body)
{
    const json::Probed found = json::probe(body, term.path);
    bool holds = false;
    for (const FilterValue& value : term.values) {
        const std::optional<bool> fits = compareProbed(term.op, found, value);
        if (!fits)
            return std::nullopt;
        holds = holds || *fits;
    }
    return holds;
}

QByteArray lineOf(const http::Header& header)
{
    return header.name + ": " + header.value;
}

bool matchesHeader(const FilterTerm& term, const FilterValue& value, const http::Headers& headers)
{
    if (term.header.isEmpty()) {
        return std::any_of(headers.begin(), headers.end(), [&value](const http::Header& header) {
            return containsAnyCase(lineOf(header), value.utf8);
        });
    }
    return std::any_of(headers.begin(), headers.end(), [&](const http::Header& header) {
        return header.name.compare(term.header, Qt::CaseInsensitive) == 0 &&
               compareText(term.op, header.value, value, true);
    });
}

/// Whether the head cannot hold such a header: most heads are passed over without being taken apart.
bool isWithout(QByteArrayView head, const FilterTerm& term)
{
    if (!containsAnyCase(head, term.header))
        return true;
    return term.op == FilterOp::Contains &&
           std::none_of(term.values.begin(), term.values.end(),
                        [head](const FilterValue& value) { return containsAnyCase(head, value.utf8); });
}

bool holdsHeader(const FilterTerm& term, FilterSubject& subject)
{
    if (const std::optional<QByteArrayView> head = subject.head(); head && isWithout(*head, term))
        return false;
    const http::Headers& headers = subject.headers();
    return std::any_of(term.values.begin(), term.values.end(),
                       [&](const FilterValue& value) { return matchesHeader(term, value, headers); });
}

/// Most heads are passed over without being taken apart.
bool isInHeaders(const WordPattern& words, FilterSubject& subject)
{
    if (const std::optional<QByteArrayView> head = subject.head(); head && !containsAnyCase(*head, words.needed()))
        return false;
    const http::Headers& headers = subject.headers();
    return std::any_of(headers.begin(), headers.end(),
                       [&words](const http::Header& header) { return words.isIn(lineOf(header)); });
}

bool holdsWords(const FilterTerm& term, FilterSubject& subject)
{
    const QByteArray body = wordsOf(subject.body());
    return std::any_of(term.values.begin(), term.values.end(), [&](const FilterValue& value) {
        const WordPattern& words = value.words;
        if (words.isIn(body) || words.isIn(subject.target()) || isInHeaders(words, subject))
            return true;
        const EventRow& row = subject.row();
        return words.isIn(row.id.toUtf8()) || words.isIn(row.providerId.toUtf8()) ||
               words.isIn(row.eventType.toUtf8()) || words.isIn(row.source.toUtf8());
    });
}

bool holdsBody(const FilterTerm& term, FilterSubject& subject)
{
    const QByteArray& body = subject.body();
    if (term.path.empty()) {
        return std::any_of(term.values.begin(), term.values.end(),
                           [&body](const FilterValue& value) { return containsAnyCase(body, value.utf8); });
    }
    if (const std::optional<bool> holds = holdsProbed(term, body))
        return *holds;
    const std::optional<QByteArrayView> found = scanPath(body, term.path);
    if (!found)
        return false;
    const Result<json::Value> value = json::parse(*found);
    if (!value)
        return false;
    const bool fits = std::any_of(term.values.begin(), term.values.end(),
                                  [&](const FilterValue& wanted) { return compareJson(term.op, *value, wanted); });
    // The way to it was not checked: a body that is no JSON has no values. A large one is not worth a tree.
    return fits && (body.size() > largestParsedBody || json::parse(body));
}

} // namespace

bool wildcardMatch(QByteArrayView pattern, QByteArrayView text, bool anyCase)
{
    // Goes back to the last star only, which is enough: linear in practice, never exponential.
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && sameChar(pattern[p], text[t], anyCase)) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

bool Filter::matches(FilterSubject& subject) const
{
    return std::all_of(m_terms->begin(), m_terms->end(), [&subject](const FilterTerm& term) {
        switch (term.field) {
        case FilterField::Header: return holdsHeader(term, subject) != term.negated;
        case FilterField::Body: return holdsBody(term, subject) != term.negated;
        case FilterField::Word: return holdsWords(term, subject) != term.negated;
        default: return true;
        }
    });
}

QByteArray Filter::indexExpression() const
{
    QByteArray expression;
    for (const FilterTerm& term : *m_terms) {
        if (term.field != FilterField::Word || term.negated)
            continue;
        const QByteArray words = term.values.front().words.indexExpression();
        if (!words.isEmpty())
            expression += (expression.isEmpty() ? "" : " AND ") + words;
    }
    return expression;
}

} // namespace hw::store
