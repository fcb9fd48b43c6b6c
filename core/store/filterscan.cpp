#include "core/base/json.h"
#include "core/base/jsonoutline.h"
#include "core/record/bodyview.h"
#include "core/record/contentcoding.h"
#include "core/store/filter.h"
#include "core/store/filterterm.h"

#include <algorithm>
#include <functional>

namespace hw::store {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

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
    const QByteArray wanted = value.text.toUtf8();
    if (op == FilterOp::Contains)
        return containsAnyCase(text, wanted);
    if (isOrdering(op)) {
        const std::optional<double> left = asNumber(text);
        const std::optional<double> right = asNumber(wanted);
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
        const std::optional<double> wanted = asNumber(value.text.toUtf8());
        if (wanted && (op == FilterOp::Match || op == FilterOp::Equal))
            return found.toDouble() == *wanted;
        return compareText(op, found.numberText(), value, false);
    }
    case json::Type::Array:
    case json::Type::Object: break;
    }
    if (op == FilterOp::Contains)
        return containsAnyCase(json::write(found), value.text.toUtf8());
    if (op == FilterOp::Match && !value.literal && value.text == QLatin1String("*"))
        return true;
    if (!found.isArray())
        return false;
    const json::Array& elements = found.toArray();
    return std::any_of(elements.begin(), elements.end(), [&](const json::Value& element) {
        return !element.isArray() && !element.isObject() && compareJson(op, element, value);
    });
}

const json::Value& follow(const json::Value& root, const std::vector<FilterStep>& path)
{
    const json::Value* at = &root;
    for (const FilterStep& step : path) {
        if (const auto* name = std::get_if<QString>(&step))
            at = &(*at)[*name];
        else
            at = &at->at(std::get<size_t>(step));
    }
    return *at;
}

/// The same in a body that is too large for a tree of values.
json::Value valueInLarge(const QByteArray& body, const std::vector<FilterStep>& path)
{
    std::vector<json::Outline::Step> steps;
    for (const FilterStep& step : path) {
        if (const auto* name = std::get_if<QString>(&step))
            steps.emplace_back(*name);
        else
            steps.emplace_back(static_cast<qsizetype>(std::get<size_t>(step)));
    }
    const auto outline = json::Outline::open(body);
    if (!outline)
        return {};
    const auto node = (*outline)->at(steps);
    if (!node || !*node || (*node)->length > largestParsedBody)
        return {};
    Result<json::Value> value = (*outline)->value(**node);
    return value ? *std::move(value) : json::Value();
}

QByteArray lineOf(const http::Header& header)
{
    return header.name + ": " + header.value;
}

bool matchesHeader(const FilterTerm& term, const FilterValue& value, const http::Headers& headers)
{
    if (term.header.isEmpty()) {
        const QByteArray wanted = value.text.toUtf8();
        return std::any_of(headers.begin(), headers.end(),
                           [&wanted](const http::Header& header) { return containsAnyCase(lineOf(header), wanted); });
    }
    return std::any_of(headers.begin(), headers.end(), [&](const http::Header& header) {
        return header.name.compare(term.header, Qt::CaseInsensitive) == 0 &&
               compareText(term.op, header.value, value, true);
    });
}

bool matchesWord(const FilterValue& value, const EventRow& row, const QByteArray& target, const http::Headers& headers,
                 const QByteArray& body)
{
    const QByteArray word = value.text.toUtf8();
    const bool wild = !value.literal && word.contains('*');
    const QByteArray pattern = '*' + word + '*';
    const auto holds = [&](QByteArrayView text) {
        return wild ? wildcardMatch(pattern, text, true) : containsAnyCase(text, word);
    };
    return holds(row.id.toUtf8()) || holds(row.providerId.toUtf8()) || holds(row.eventType.toUtf8()) ||
           holds(row.source.toUtf8()) || holds(target) ||
           std::any_of(headers.begin(), headers.end(),
                       [&](const http::Header& header) { return holds(lineOf(header)); }) ||
           holds(body);
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

bool containsAnyCase(QByteArrayView text, QByteArrayView part)
{
    if (part.isEmpty())
        return true;
    const auto hash = [](char c) { return std::hash<char>()(lowered(c)); };
    const auto same = [](char a, char b) { return lowered(a) == lowered(b); };
    const std::boyer_moore_horspool_searcher searcher(part.begin(), part.end(), hash, same);
    return std::search(text.begin(), text.end(), searcher) != text.end();
}

bool Filter::matches(const EventRow& row, const QByteArray& target, const http::Headers& headers,
                     const QByteArray& raw) const
{
    // What a sender compressed is looked for as it reads.
    const QByteArray body = decodeBody(headers, raw).body;
    std::optional<json::Value> parsed;
    const auto valueAt = [&](const std::vector<FilterStep>& path) -> json::Value {
        if (body.size() > largestParsedBody)
            return valueInLarge(body, path);
        if (!parsed) {
            Result<json::Value> value = json::parse(body);
            parsed = value ? *std::move(value) : json::Value();
        }
        return follow(*parsed, path);
    };
    return std::all_of(m_terms->begin(), m_terms->end(), [&](const FilterTerm& term) {
        if (!term.needsScan())
            return true;
        const bool any = std::any_of(term.values.begin(), term.values.end(), [&](const FilterValue& value) {
            if (term.field == FilterField::Header)
                return matchesHeader(term, value, headers);
            if (term.field == FilterField::Word)
                return matchesWord(value, row, target, headers, body);
            if (term.path.empty())
                return containsAnyCase(body, value.text.toUtf8());
            return compareJson(term.op, valueAt(term.path), value);
        });
        return any != term.negated;
    });
}

} // namespace hw::store
