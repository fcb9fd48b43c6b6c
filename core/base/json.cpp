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

    /// Up to the next byte that ends a string or may not stand in one as it is.
    void skipPlain()
    {
        // Eight bytes at a time: the high bit of each byte tells whether it is one of those (a byte is below n where
        // the subtraction borrows and it was below 0x80 itself).
        constexpr quint64 ones = 0x0101010101010101u;
        constexpr quint64 highs = 0x8080808080808080u;
        const char* const text = m_text.data();
        for (; m_pos + 8 <= m_text.size(); m_pos += 8) {
            quint64 bytes = 0;
            std::memcpy(&bytes, text + m_pos, sizeof bytes);
            const quint64 quote = bytes ^ (ones * '"');
            const quint64 backslash = bytes ^ (ones * '\\');
            const quint64 found =
                ((bytes - ones * 0x20) & ~bytes) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash);
            if (found & highs)
                break;
        }
        while (!atEnd() && text[m_pos] != '"' && text[m_pos] != '\\' && static_cast<unsigned char>(text[m_pos]) >= 0x20)
            ++m_pos;
    }

    bool readString(QString& out)
    {
        ++m_pos;
        for (;;) {
            const qsizetype start = m_pos;
            skipPlain();
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
