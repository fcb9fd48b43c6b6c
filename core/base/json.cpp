#include "core/base/json.h"

#include "core/base/encoding.h"
#include "core/base/files.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace hw::json {

namespace {

const Value undefined;
const Array emptyArray;
const Object emptyObject;
const QByteArray emptyText;

constexpr int maxDepth = 512;

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/// Recursive descent over RFC 8259. Written here because no packaged parser keeps number text, duplicate keys and lone
/// surrogates together and tells the place of an error.
class Parser
{
public:
    explicit Parser(QByteArrayView text)
        : m_text(text)
    {}

    Result<Value> run()
    {
        Value value;
        skipSpace();
        if (atEnd())
            fail("the text is empty");
        else if (readValue(value, 0)) {
            skipSpace();
            if (!atEnd())
                fail("there is more text after the value");
        }
        if (m_reason) {
            const auto position = files::positionOf(m_text, m_pos);
            return Error{ErrorCode::ParseError, {QString::fromLatin1(m_reason)}}.at({}, position.line, position.column);
        }
        return value;
    }

private:
    [[nodiscard]] bool atEnd() const { return m_pos >= m_text.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : m_text[m_pos]; }

    bool fail(const char* reason)
    {
        if (!m_reason)
            m_reason = reason;
        return false;
    }

    void skipSpace()
    {
        while (!atEnd() && (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t'))
            ++m_pos;
    }

    bool readWord(const char* word, Value value, Value& out)
    {
        const QByteArrayView expected(word);
        if (!m_text.sliced(m_pos).startsWith(expected))
            return fail("a value is expected");
        m_pos += expected.size();
        out = std::move(value);
        return true;
    }

    bool readValue(Value& out, int depth)
    {
        switch (peek()) {
        case '{': return depth < maxDepth ? readObject(out, depth) : fail("the nesting is too deep");
        case '[': return depth < maxDepth ? readArray(out, depth) : fail("the nesting is too deep");
        case '"': {
            QString text;
            if (!readString(text))
                return false;
            out = Value(std::move(text));
            return true;
        }
        case 't': return readWord("true", true, out);
        case 'f': return readWord("false", false, out);
        case 'n': return readWord("null", nullptr, out);
        default: return readNumber(out);
        }
    }

    bool readObject(Value& out, int depth)
    {
        Object members;
        ++m_pos;
        skipSpace();
        if (peek() == '}') {
            ++m_pos;
            out = Value(std::move(members));
            return true;
        }
        for (;;) {
            QString name;
            if (peek() != '"')
                return fail("a key in quotes is expected");
            if (!readString(name))
                return false;
            skipSpace();
            if (peek() != ':')
                return fail("a colon is expected after the key");
            ++m_pos;
            skipSpace();
            Value value;
            if (!readValue(value, depth + 1))
                return false;
            members.append(std::move(name), std::move(value));
            skipSpace();
            const char next = peek();
            if (next != ',' && next != '}')
                return fail("a comma or the end of the object is expected");
            ++m_pos;
            if (next == '}')
                break;
            skipSpace();
        }
        out = Value(std::move(members));
        return true;
    }

    bool readArray(Value& out, int depth)
    {
        Array elements;
        ++m_pos;
        skipSpace();
        if (peek() == ']') {
            ++m_pos;
            out = Value(std::move(elements));
            return true;
        }
        for (;;) {
            Value value;
            if (!readValue(value, depth + 1))
                return false;
            elements.push_back(std::move(value));
            skipSpace();
            const char next = peek();
            if (next != ',' && next != ']')
                return fail("a comma or the end of the array is expected");
            ++m_pos;
            if (next == ']')
                break;
            skipSpace();
        }
        out = Value(std::move(elements));
        return true;
    }

    [[nodiscard]] qsizetype skipDigits()
    {
        const qsizetype start = m_pos;
        while (peek() >= '0' && peek() <= '9')
            ++m_pos;
        return m_pos - start;
    }

    bool readNumber(Value& out)
    {
        const qsizetype start = m_pos;
        if (peek() == '-')
            ++m_pos;
        const bool leadingZero = peek() == '0';
        const qsizetype whole = skipDigits();
        if (whole == 0)
            return fail("a value is expected");
        if (leadingZero && whole > 1)
            return fail("a number has no leading zero");
        if (peek() == '.') {
            ++m_pos;
            if (skipDigits() == 0)
                return fail("a digit is expected after the point");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_pos;
            if (peek() == '+' || peek() == '-')
                ++m_pos;
            if (skipDigits() == 0)
                return fail("a digit is expected in the exponent");
        }
        out = Value(Number{m_text.sliced(start, m_pos - start).toByteArray()});
        return true;
    }

    bool readEscape(QString& out)
    {
        static constexpr char names[] = "\"\\/bfnrt";
        static constexpr char16_t meanings[] = u"\"\\/\b\f\n\r\t";
        ++m_pos;
        const char c = peek();
        if (const char* known = c ? std::strchr(names, c) : nullptr) {
            out.append(QChar(meanings[known - names]));
            ++m_pos;
            return true;
        }
        if (c != 'u')
            return fail("there is no such escape");
        int unit = 0;
        for (int i = 0; i < 4; ++i) {
            ++m_pos;
            const int digit = hexValue(peek());
            if (digit < 0)
                return fail("four hexadecimal digits are expected");
            unit = unit * 16 + digit;
        }
        ++m_pos;
        // A lone surrogate can live in UTF-16; it is kept as it came.
        out.append(QChar(static_cast<char16_t>(unit)));
        return true;
    }

    bool readString(QString& out)
    {
        ++m_pos;
        for (;;) {
            const qsizetype start = m_pos;
            while (!atEnd() && peek() != '"' && peek() != '\\' && static_cast<unsigned char>(peek()) >= 0x20)
                ++m_pos;
            const QByteArrayView plain = m_text.sliced(start, m_pos - start);
            if (out.isEmpty())
                out = QString::fromUtf8(plain);
            else
                out.append(QString::fromUtf8(plain));
            if (atEnd())
                return fail("a string is not closed");
            if (peek() == '"') {
                ++m_pos;
                return true;
            }
            if (peek() != '\\')
                return fail("a control character must be escaped in a string");
            if (!readEscape(out))
                return false;
        }
    }

    QByteArrayView m_text;
    qsizetype m_pos = 0;
    const char* m_reason = nullptr;
};

void writeString(const QString& text, QByteArray& out)
{
    static constexpr char hex[] = "0123456789abcdef";
    out.append('"');
    const QByteArray utf8 = text.toUtf8();
    // toUtf8() turns a lone surrogate into "?": such strings take the slow way, which escapes it.
    const bool hasSurrogate = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isSurrogate(); });
    if (!hasSurrogate) {
        for (const char c : utf8) {
            switch (c) {
            case '"': out.append("\\\""); break;
            case '\\': out.append("\\\\"); break;
            case '\b': out.append("\\b"); break;
            case '\f': out.append("\\f"); break;
            case '\n': out.append("\\n"); break;
            case '\r': out.append("\\r"); break;
            case '\t': out.append("\\t"); break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out.append("\\u00").append(hex[c >> 4]).append(hex[c & 15]);
                } else {
                    out.append(c);
                }
            }
        }
    } else {
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar c = text.at(i);
            if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
                out.append(QStringView(text).sliced(i, 2).toUtf8());
                ++i;
            } else if (c.isSurrogate()) {
                const ushort unit = c.unicode();
                out.append("\\u").append(hex[unit >> 12]).append(hex[unit >> 8 & 15]).append(hex[unit >> 4 & 15]);
                out.append(hex[unit & 15]);
            } else {
                QByteArray one;
                writeString(QString(c), one);
                out.append(QByteArrayView(one).sliced(1).chopped(1));
            }
        }
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

Result<Value> parse(QByteArrayView utf8)
{
    if (utf8.startsWith("\xef\xbb\xbf"))
        utf8 = utf8.sliced(3);
    if (!isUtf8(utf8))
        return Error{ErrorCode::ParseError, {QStringLiteral("the text is not UTF-8")}}.at({}, 1, 1);
    return Parser(utf8).run();
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
