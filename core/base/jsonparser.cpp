#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/base/jsonselection.h"

#include <cstring>

namespace hw::json {

namespace {

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
    /// `wanted` is nullable: everything.
    Parser(QByteArrayView text, const Selection* wanted)
        : m_text(text)
        , m_wanted(wanted)
    {}

    Result<Value> run()
    {
        Value value;
        skipSpace();
        if (atEnd())
            fail("the text is empty");
        else if (readValue(&value, m_wanted, 0)) {
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
    // Where a reader's `out` is null, the text is only checked.

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

    bool readWord(const char* word, Value value, Value* out)
    {
        const QByteArrayView expected(word);
        if (!m_text.sliced(m_pos).startsWith(expected))
            return fail("a value is expected");
        m_pos += expected.size();
        if (out)
            *out = std::move(value);
        return true;
    }

    bool readValue(Value* out, const Selection* wanted, int depth)
    {
        switch (peek()) {
        case '{': return depth < maxDepth ? readObject(out, wanted, depth) : fail("the nesting is too deep");
        case '[': return depth < maxDepth ? readArray(out, wanted, depth) : fail("the nesting is too deep");
        case '"': {
            if (!out)
                return readString(nullptr);
            QString text;
            if (!readString(&text))
                return false;
            *out = Value(std::move(text));
            return true;
        }
        case 't': return readWord("true", true, out);
        case 'f': return readWord("false", false, out);
        case 'n': return readWord("null", nullptr, out);
        default: return readNumber(out);
        }
    }

    /// What a container with this selection wants of what is found in it under `below`; null = everything of it.
    static const Selection* wantedBelow(const Selection* below) { return below && below->isWhole() ? nullptr : below; }

    /// The name of a member and, where only some are wanted, whether this one is: `below` is null where it is not. A
    /// name that nobody wants is not made.
    bool readName(QString& name, bool isMade, const Selection* wanted, const Selection*& below)
    {
        const qsizetype start = m_pos;
        ++m_pos;
        skipPlain();
        if (peek() != '"') {
            m_pos = start;
            if (!readString(&name))
                return false;
            below = wanted ? wanted->member(name.toUtf8()) : nullptr;
            return true;
        }
        const QByteArrayView plain = m_text.sliced(start + 1, m_pos - start - 1);
        ++m_pos;
        below = wanted ? wanted->member(plain) : nullptr;
        if (isMade && (!wanted || below))
            name = QString::fromUtf8(plain);
        return true;
    }

    bool readObject(Value* out, const Selection* wanted, int depth)
    {
        Object members;
        ++m_pos;
        skipSpace();
        bool isOpen = peek() != '}';
        if (!isOpen)
            ++m_pos;
        while (isOpen) {
            QString name;
            const Selection* below = nullptr;
            if (peek() != '"')
                return fail("a key in quotes is expected");
            if (!readName(name, out != nullptr, wanted, below))
                return false;
            skipSpace();
            if (peek() != ':')
                return fail("a colon is expected after the key");
            ++m_pos;
            skipSpace();
            const bool isMade = out && (!wanted || below);
            Value value;
            if (!readValue(isMade ? &value : nullptr, wantedBelow(below), depth + 1))
                return false;
            if (isMade)
                members.append(std::move(name), std::move(value));
            skipSpace();
            const char next = peek();
            if (next != ',' && next != '}')
                return fail("a comma or the end of the object is expected");
            ++m_pos;
            isOpen = next == ',';
            if (isOpen)
                skipSpace();
        }
        if (out)
            *out = Value(std::move(members));
        return true;
    }

    bool readArray(Value* out, const Selection* wanted, int depth)
    {
        Array elements;
        ++m_pos;
        skipSpace();
        bool isOpen = peek() != ']';
        if (!isOpen)
            ++m_pos;
        for (size_t index = 0; isOpen; ++index) {
            const Selection* below = wanted ? wanted->element(index) : nullptr;
            const bool isMade = out && (!wanted || below);
            Value value;
            if (!readValue(isMade ? &value : nullptr, wantedBelow(below), depth + 1))
                return false;
            if (isMade || (out && index < wanted->elementsEnd()))
                elements.push_back(isMade ? std::move(value) : Value(nullptr));
            skipSpace();
            const char next = peek();
            if (next != ',' && next != ']')
                return fail("a comma or the end of the array is expected");
            ++m_pos;
            isOpen = next == ',';
            if (isOpen)
                skipSpace();
        }
        if (out)
            *out = Value(std::move(elements));
        return true;
    }

    [[nodiscard]] qsizetype skipDigits()
    {
        const qsizetype start = m_pos;
        while (peek() >= '0' && peek() <= '9')
            ++m_pos;
        return m_pos - start;
    }

    bool readNumber(Value* out)
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
        if (out)
            *out = Value(Number{m_text.sliced(start, m_pos - start).toByteArray()});
        return true;
    }

    bool readEscape(QString* out)
    {
        static constexpr char names[] = "\"\\/bfnrt";
        static constexpr char16_t meanings[] = u"\"\\/\b\f\n\r\t";
        ++m_pos;
        const char c = peek();
        if (const char* known = c ? std::strchr(names, c) : nullptr) {
            if (out)
                out->append(QChar(meanings[known - names]));
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
        if (out)
            out->append(QChar(static_cast<char16_t>(unit)));
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

    bool readString(QString* out)
    {
        ++m_pos;
        for (;;) {
            const qsizetype start = m_pos;
            skipPlain();
            const QByteArrayView plain = m_text.sliced(start, m_pos - start);
            if (out && out->isEmpty())
                *out = QString::fromUtf8(plain);
            else if (out)
                out->append(QString::fromUtf8(plain));
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
    const Selection* m_wanted;
    qsizetype m_pos = 0;
    const char* m_reason = nullptr;
};

Result<Value> parsed(QByteArrayView utf8, const Selection* wanted)
{
    if (utf8.startsWith("\xef\xbb\xbf"))
        utf8 = utf8.sliced(3);
    if (!isUtf8(utf8))
        return Error{ErrorCode::ParseError, {QStringLiteral("the text is not UTF-8")}}.at({}, 1, 1);
    return Parser(utf8, wanted).run();
}

} // namespace

Result<Value> parse(QByteArrayView utf8)
{
    return parsed(utf8, nullptr);
}

Result<Value> parse(QByteArrayView utf8, const Selection& wanted)
{
    return parsed(utf8, wanted.isWhole() ? nullptr : &wanted);
}

} // namespace hw::json
