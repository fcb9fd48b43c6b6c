#include "core/base/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hw::json {

namespace {

const Value undefined;
const Array emptyArray;
const Object emptyObject;
const QByteArray emptyText;

/// Whether it stands in a string as it is, in one byte.
constexpr bool isPlain(char16_t c)
{
    return c >= 0x20 && c < 0x80 && c != u'"' && c != u'\\';
}

void writeEscape(char16_t c, QByteArray& out)
{
    static constexpr char hex[] = "0123456789abcdef";
    switch (c) {
    case u'"': out.append("\\\""); break;
    case u'\\': out.append("\\\\"); break;
    case u'\b': out.append("\\b"); break;
    case u'\f': out.append("\\f"); break;
    case u'\n': out.append("\\n"); break;
    case u'\r': out.append("\\r"); break;
    case u'\t': out.append("\\t"); break;
    default:
        out.append("\\u").append(hex[c >> 12]).append(hex[c >> 8 & 15]).append(hex[c >> 4 & 15]).append(hex[c & 15]);
    }
}

/// How many of the first characters need no escape; a surrogate without its other half needs one.
qsizetype unescaped(QStringView text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text[at];
        if (c.isSurrogate()) {
            if (!c.isHighSurrogate() || at + 1 == text.size() || !text[at + 1].isLowSurrogate())
                break;
            ++at;
        } else if (c.unicode() < 0x80 && !isPlain(c.unicode())) {
            break;
        }
        ++at;
    }
    return at;
}

void writeString(QStringView text, QByteArray& out)
{
    // Nearly all strings are plain from end to end.
    const qsizetype before = out.size();
    out.resize(before + text.size() + 2);
    char* to = out.data() + before;
    *to++ = '"';
    qsizetype at = 0;
    for (; at < text.size() && isPlain(text[at].unicode()); ++at)
        *to++ = static_cast<char>(text[at].unicode());
    if (at == text.size()) {
        *to = '"';
        return;
    }
    out.truncate(before + 1 + at);
    for (text = text.sliced(at); !text.isEmpty();) {
        const qsizetype count = unescaped(text);
        if (count > 0)
            out.append(text.first(count).toUtf8());
        else
            writeEscape(text.front().unicode(), out);
        text = text.sliced(std::max<qsizetype>(1, count));
    }
    out.append('"');
}

void newLine(QByteArray& out, int depth)
{
    out.append('\n').append(QByteArray(depth * 2, ' '));
}

void writeValue(const Value& value, Style style, int depth, QByteArray& out)
{
    const bool indented = style == Style::Indented;
    switch (value.type()) {
    case Value::Type::Undefined:
    case Value::Type::Null: out.append("null"); break;
    case Value::Type::Bool: out.append(value.toBool() ? "true" : "false"); break;
    case Value::Type::Number: out.append(value.numberText()); break;
    case Value::Type::String: writeString(value.toString(), out); break;
    case Value::Type::Array: {
        const Array& elements = value.toArray();
        out.append('[');
        for (size_t i = 0; i < elements.size(); ++i) {
            if (i > 0)
                out.append(',');
            if (indented)
                newLine(out, depth + 1);
            writeValue(elements[i], style, depth + 1, out);
        }
        if (indented && !elements.empty())
            newLine(out, depth);
        out.append(']');
        break;
    }
    case Value::Type::Object: {
        out.append('{');
        bool first = true;
        for (const auto& [name, member] : value.toObject()) {
            if (member.isUndefined())
                continue;
            if (!first)
                out.append(',');
            first = false;
            if (indented)
                newLine(out, depth + 1);
            writeString(name, out);
            out.append(indented ? ": " : ":");
            writeValue(member, style, depth + 1, out);
        }
        if (indented && !first)
            newLine(out, depth);
        out.append('}');
        break;
    }
    }
}

} // namespace

Object::Object(std::initializer_list<Member> members)
    : m_members(members)
{}

const Value* Object::find(QStringView name) const
{
    const auto it =
        std::find_if(m_members.rbegin(), m_members.rend(), [&](const Member& m) { return m.first == name; });
    return it == m_members.rend() ? nullptr : &it->second;
}

Value* Object::find(QStringView name)
{
    return const_cast<Value*>(std::as_const(*this).find(name));
}

const Value& Object::operator[](QStringView name) const
{
    const Value* found = find(name);
    return found ? *found : undefined;
}

void Object::set(const QString& name, Value value)
{
    if (Value* present = find(name))
        *present = std::move(value);
    else
        append(name, std::move(value));
}

bool Object::remove(QStringView name)
{
    return std::erase_if(m_members, [&](const Member& m) { return m.first == name; }) > 0;
}

void Object::append(QString name, Value value)
{
    if (m_members.capacity() == 0)
        m_members.reserve(4); // few objects have less
    m_members.emplace_back(std::move(name), std::move(value));
}

bool operator==(const Object& a, const Object& b)
{
    return a.m_members == b.m_members;
}

Value::Value(double value)
{
    if (!std::isfinite(value)) {
        m_data = nullptr;
        return;
    }
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, value);
    Q_UNUSED(error)
    m_data = Number{QByteArray(buffer, end - buffer)};
}

bool Value::toBool(bool fallback) const
{
    const bool* value = std::get_if<bool>(&m_data);
    return value ? *value : fallback;
}

double Value::toDouble(double fallback) const
{
    const Number* number = std::get_if<Number>(&m_data);
    return number ? number->text.toDouble() : fallback;
}

qint64 Value::toInteger(qint64 fallback) const
{
    const Number* number = std::get_if<Number>(&m_data);
    if (!number)
        return fallback;
    bool ok = false;
    const qint64 exact = number->text.toLongLong(&ok);
    if (ok)
        return exact;
    const double rounded = number->text.toDouble();
    return std::abs(rounded) < 9.2e18 ? static_cast<qint64>(rounded) : fallback;
}

QString Value::toString(const QString& fallback) const
{
    const QString* text = std::get_if<QString>(&m_data);
    return text ? *text : fallback;
}

const QByteArray& Value::numberText() const
{
    const Number* number = std::get_if<Number>(&m_data);
    return number ? number->text : emptyText;
}

const Array& Value::toArray() const
{
    const Array* elements = std::get_if<Array>(&m_data);
    return elements ? *elements : emptyArray;
}

const Object& Value::toObject() const
{
    const Object* members = std::get_if<Object>(&m_data);
    return members ? *members : emptyObject;
}

Array& Value::array()
{
    if (!isArray())
        m_data = Array();
    return std::get<Array>(m_data);
}

Object& Value::object()
{
    if (!isObject())
        m_data = Object();
    return std::get<Object>(m_data);
}

const Value& Value::operator[](QStringView name) const
{
    return toObject()[name];
}

const Value& Value::at(size_t index) const
{
    const Array& elements = toArray();
    return index < elements.size() ? elements[index] : undefined;
}

QByteArray typeName(Value::Type type)
{
    switch (type) {
    case Value::Type::Undefined: return "undefined";
    case Value::Type::Null: return "null";
    case Value::Type::Bool: return "boolean";
    case Value::Type::Number: return "number";
    case Value::Type::String: return "string";
    case Value::Type::Array: return "array";
    case Value::Type::Object: return "object";
    }
    return "undefined";
}

QByteArray write(const Value& value, Style style)
{
    QByteArray out;
    writeValue(value, style, 0, out);
    if (style == Style::Indented)
        out.append('\n');
    return out;
}

} // namespace hw::json
