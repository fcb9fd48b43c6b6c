#include "core/mapping/values.h"

#include "core/base/clock.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace hw::mapping {

namespace {

using json::Value;

std::optional<Value> asId(const Value& value)
{
    if (value.isNumber())
        return Value(QString::fromLatin1(value.numberText()));
    if (value.isString() && !value.toString().isEmpty())
        return value;
    return std::nullopt;
}

std::optional<Value> asText(const Value& value)
{
    if (value.isNumber())
        return Value(QString::fromLatin1(value.numberText()));
    return value.isString() ? std::optional(value) : std::nullopt;
}

std::optional<Value> asTime(const Value& value)
{
    const std::optional<Value> text = asText(value);
    if (!text)
        return std::nullopt;
    const Result<Timestamp> time = parseTimestamp(text->toString());
    return time ? std::optional(Value(toIso8601(*time))) : std::nullopt;
}

enum class Collections {
    Allowed,
    Refused,
};

std::optional<Value> asRecipient(const Value& value, Collections collections)
{
    if (!value.isObject())
        return asId(value);
    const std::optional<Value> id = asId(value[u"id"]);
    if (!id)
        return std::nullopt;
    const Value& collection = value[u"collection"];
    if (!collection.isUndefined() &&
        (collections == Collections::Refused || !collection.isString() || collection.toString().isEmpty()))
        return std::nullopt;
    Value out = value;
    out.object().set(QStringLiteral("id"), *id);
    return out;
}

std::optional<Value> asRecipients(const Value& value)
{
    json::Array out;
    if (!value.isArray()) {
        std::optional<Value> one = asRecipient(value, Collections::Allowed);
        if (!one)
            return std::nullopt;
        out.push_back(std::move(*one));
        return Value(std::move(out));
    }
    out.reserve(value.toArray().size());
    for (const Value& element : value.toArray()) {
        std::optional<Value> one = asRecipient(element, Collections::Allowed);
        if (!one)
            return std::nullopt;
        out.push_back(std::move(*one));
    }
    return Value(std::move(out));
}

/// A window from a second to 31 days: what is longer would hardly be waited for.
std::optional<qint64> secondsIn(const Value& value)
{
    QByteArray text = value.isNumber() ? value.numberText() : value.toString().toLatin1();
    qint64 unit = 1;
    if (!value.isNumber() && !text.isEmpty() && !std::isdigit(static_cast<unsigned char>(text.back()))) {
        switch (text.back()) {
        case 's': unit = 1; break;
        case 'm': unit = 60; break;
        case 'h': unit = 3600; break;
        case 'd': unit = 86400; break;
        default: return std::nullopt;
        }
        text.chop(1);
    }
    constexpr qint64 longest = 31LL * 86400;
    bool isNumber = false;
    const qint64 count = text.toLongLong(&isNumber);
    if (!isNumber || count < 1 || count > longest || count * unit > longest)
        return std::nullopt;
    return count * unit;
}

std::optional<Value> asBatch(const Value& value)
{
    const std::optional<qint64> window = secondsIn(value[u"window"]);
    const Value& key = value[u"key"];
    const std::optional<Value> text = key.isUndefined() || key.isNull() ? std::optional(Value("")) : asText(key);
    if (!value.isObject() || !window || !text)
        return std::nullopt;
    json::Object out{{QStringLiteral("key"), *text}, {QStringLiteral("window"), *window}};
    return Value(std::move(out));
}

/// A JSON number as sign, significant digits and the power of ten of its first digit: exact, whatever its length.
struct Decimal
{
    bool negative = false;
    QByteArray digits; ///< without zeros at either end; empty = zero
    qint64 magnitude = 0;
};

Decimal decimalOf(const QByteArray& text)
{
    Decimal out;
    qsizetype at = 0;
    if (text.startsWith('-')) {
        out.negative = true;
        at = 1;
    }
    qint64 beforePoint = 0;
    bool afterPoint = false;
    for (; at < text.size() && text.at(at) != 'e' && text.at(at) != 'E'; ++at) {
        const char c = text.at(at);
        if (c == '.') {
            afterPoint = true;
            continue;
        }
        if (out.digits.isEmpty() && c == '0') {
            beforePoint -= afterPoint ? 1 : 0;
            continue;
        }
        out.digits.append(c);
        beforePoint += afterPoint ? 0 : 1;
    }
    while (out.digits.endsWith('0'))
        out.digits.chop(1);
    if (out.digits.isEmpty())
        return Decimal{};
    qint64 exponent = 0;
    if (at < text.size()) {
        const QByteArray written = text.mid(at + 1);
        bool fits = false;
        exponent = written.toLongLong(&fits);
        constexpr qint64 bound = std::numeric_limits<qint64>::max() / 4;
        if (!fits)
            exponent = written.startsWith('-') ? -bound : bound;
        exponent = std::clamp(exponent, -bound, bound);
    }
    out.magnitude = beforePoint + exponent;
    return out;
}

int compareNumbers(const QByteArray& a, const QByteArray& b)
{
    const Decimal x = decimalOf(a);
    const Decimal y = decimalOf(b);
    const auto sign = [](const Decimal& d) { return d.digits.isEmpty() ? 0 : d.negative ? -1 : 1; };
    if (sign(x) != sign(y))
        return sign(x) < sign(y) ? -1 : 1;
    if (sign(x) == 0)
        return 0;
    // Without zeros at either end, digits of one magnitude order as text does.
    const int bySize = x.magnitude != y.magnitude ? (x.magnitude < y.magnitude ? -1 : 1) : x.digits.compare(y.digits);
    return (bySize < 0 ? -1 : bySize > 0 ? 1 : 0) * sign(x);
}

/// The text of a number, or of a string that spells one as JSON would.
std::optional<QByteArray> numberIn(const Value& value)
{
    if (value.isNumber())
        return value.numberText();
    if (!value.isString())
        return std::nullopt;
    const QByteArray text = value.toString().toLatin1();
    const auto fits = [](char c) { return c == '-' || (c >= '0' && c <= '9'); };
    if (text.isEmpty() || !fits(text.front()) || text.back() < '0' || text.back() > '9')
        return std::nullopt;
    const Result<Value> parsed = json::parse(text);
    return parsed && parsed->isNumber() ? std::optional(text) : std::nullopt;
}

bool equalObjects(const json::Object& a, const json::Object& b)
{
    const auto heldBy = [](const json::Object& other) {
        return [&other](const json::Member& member) { return other.find(member.first) != nullptr; };
    };
    return std::all_of(a.begin(), a.end(), heldBy(b)) && std::all_of(b.begin(), b.end(), heldBy(a)) &&
           std::all_of(a.begin(), a.end(), [&](const json::Member& m) { return equal(a[m.first], b[m.first]); });
}

} // namespace

std::optional<Value> normalise(ParameterType type, const Value& value)
{
    switch (type) {
    case ParameterType::Id: return asId(value);
    case ParameterType::Text: return asText(value);
    case ParameterType::Time: return asTime(value);
    case ParameterType::Object: return value.isObject() ? std::optional(value) : std::nullopt;
    case ParameterType::Recipient: return asRecipient(value, Collections::Allowed);
    case ParameterType::Recipients:
    case ParameterType::Members: return asRecipients(value);
    case ParameterType::Tenant: return asRecipient(value, Collections::Refused);
    case ParameterType::Batch: return asBatch(value);
    case ParameterType::Any: return value;
    }
    return std::nullopt;
}

bool isMissing(ParameterType type, const Value& value)
{
    if (value.isUndefined() || value.isNull())
        return true;
    switch (type) {
    case ParameterType::Id:
    case ParameterType::Time:
    case ParameterType::Recipient:
    case ParameterType::Tenant: return value.isString() && value.toString().isEmpty();
    case ParameterType::Recipients:
    case ParameterType::Members:
        return (value.isArray() && value.toArray().empty()) || (value.isString() && value.toString().isEmpty());
    case ParameterType::Text:
    case ParameterType::Object:
    case ParameterType::Batch:
    case ParameterType::Any: return false;
    }
    return false;
}

bool equal(const Value& a, const Value& b)
{
    if (a.isNumber() || b.isNumber()) {
        const std::optional<QByteArray> x = numberIn(a);
        const std::optional<QByteArray> y = numberIn(b);
        return x && y && compareNumbers(*x, *y) == 0;
    }
    if (a.type() != b.type())
        return false;
    if (a.isArray())
        return std::equal(a.toArray().begin(), a.toArray().end(), b.toArray().begin(), b.toArray().end(), equal);
    if (a.isObject())
        return equalObjects(a.toObject(), b.toObject());
    return a == b;
}

std::optional<int> compare(const Value& a, const Value& b)
{
    if (a.isString() && b.isString()) {
        const int order = a.toString().compare(b.toString());
        return order < 0 ? -1 : order > 0 ? 1 : 0;
    }
    const std::optional<QByteArray> x = numberIn(a);
    const std::optional<QByteArray> y = numberIn(b);
    if (!x || !y)
        return std::nullopt;
    return compareNumbers(*x, *y);
}

} // namespace hw::mapping
