#include "ui/models/scripttokens.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hw::models {

namespace {

using namespace std::string_view_literals;

// ECMAScript 2023, 12.7.2, with the literals and the contextual words that read as keywords.
constexpr std::array keywords{
    "async"sv,    "await"sv,      "break"sv,   "case"sv,   "catch"sv,    "class"sv, "const"sv,
    "continue"sv, "debugger"sv,   "default"sv, "delete"sv, "do"sv,       "else"sv,  "export"sv,
    "extends"sv,  "false"sv,      "finally"sv, "for"sv,    "function"sv, "if"sv,    "import"sv,
    "in"sv,       "instanceof"sv, "let"sv,     "new"sv,    "null"sv,     "of"sv,    "return"sv,
    "static"sv,   "super"sv,      "switch"sv,  "this"sv,   "throw"sv,    "true"sv,  "try"sv,
    "typeof"sv,   "undefined"sv,  "var"sv,     "void"sv,   "while"sv,    "with"sv,  "yield"sv,
};

constexpr std::array typeKeywords{
    "abstract"sv,  "any"sv,      "as"sv,        "boolean"sv, "declare"sv, "enum"sv,    "implements"sv,
    "interface"sv, "is"sv,       "keyof"sv,     "never"sv,   "number"sv,  "private"sv, "protected"sv,
    "public"sv,    "readonly"sv, "satisfies"sv, "string"sv,  "type"sv,    "unknown"sv,
};

template<std::size_t size>
bool holds(const std::array<std::string_view, size>& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Lexer
{
public:
    Lexer(QByteArrayView text, ScriptDialect dialect)
        : m_text(text.data(), static_cast<std::size_t>(text.size()))
        , m_types(dialect == ScriptDialect::TypeScript)
    {
        m_out.kinds.assign(m_text.size(), ScriptToken::Plain);
        m_out.depths.push_back(0);
    }

    ScriptLexing run()
    {
        while (m_at < m_text.size())
            step();
        return std::move(m_out);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    void advance()
    {
        if (m_text[m_at++] == '\n')
            m_out.depths.push_back(m_depth);
    }

    void paint(std::size_t from, ScriptToken kind)
    {
        std::fill(m_out.kinds.begin() + static_cast<std::ptrdiff_t>(from),
                  m_out.kinds.begin() + static_cast<std::ptrdiff_t>(m_at), kind);
    }

    void step()
    {
        const char c = peek();
        if (c == '/' && peek(1) == '/') {
            lineComment();
        } else if (c == '/' && peek(1) == '*') {
            blockComment();
        } else if (c == '"' || c == '\'') {
            string(c);
        } else if (c == '`') {
            templateText(1);
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else if (isWord(c)) {
            word();
        } else if (c == '/' && m_operandExpected) {
            regularExpression();
        } else {
            punctuation(c);
        }
    }

    void lineComment()
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && peek() != '\n')
            ++m_at;
        paint(from, ScriptToken::Comment);
    }

    void blockComment()
    {
        const std::size_t from = m_at;
        m_at += 2;
        ++m_depth; // a long comment folds
        while (m_at < m_text.size() && !(peek() == '*' && peek(1) == '/'))
            advance();
        --m_depth;
        m_at = std::min(m_at + 2, m_text.size());
        paint(from, ScriptToken::Comment);
    }

    void string(char quote)
    {
        const std::size_t from = m_at++;
        while (m_at < m_text.size() && peek() != quote && peek() != '\n') {
            if (peek() == '\\' && m_at + 1 < m_text.size())
                advance();
            advance();
        }
        if (peek() == quote)
            ++m_at;
        paint(from, ScriptToken::String);
        m_operandExpected = false;
    }

    /// From the backtick, or from the brace that ends a substitution: `skip` characters of it are text already.
    void templateText(std::size_t skip)
    {
        const std::size_t from = m_at;
        m_at += skip;
        while (m_at < m_text.size()) {
            const char c = peek();
            if (c == '\\' && m_at + 1 < m_text.size()) {
                advance();
            } else if (c == '`') {
                ++m_at;
                break;
            } else if (c == '$' && peek(1) == '{') {
                m_at += 2;
                paint(from, ScriptToken::String);
                m_templates.push_back(m_braces);
                m_operandExpected = true;
                return;
            }
            advance();
        }
        paint(from, ScriptToken::String);
        m_operandExpected = false;
    }

    void number()
    {
        const std::size_t from = m_at;
        while (isWord(peek()) || peek() == '.' ||
               ((peek() == '+' || peek() == '-') && (m_text[m_at - 1] == 'e' || m_text[m_at - 1] == 'E') &&
                m_text[from] != '0'))
            ++m_at;
        paint(from, ScriptToken::Number);
        m_operandExpected = false;
    }

    void word()
    {
        const std::size_t from = m_at;
        while (isWord(peek()))
            ++m_at;
        const std::string_view text = m_text.substr(from, m_at - from);
        const bool isMember = from > 0 && m_text[from - 1] == '.';
        std::size_t next = m_at;
        while (next < m_text.size() && (m_text[next] == ' ' || m_text[next] == '?'))
            ++next;
        const char follows = next < m_text.size() ? m_text[next] : '\0';
        const bool isKey = follows == ':' && m_inObject && next == m_at;
        if (!isMember && !isKey &&
            (holds(keywords, text) || (m_types && holds(typeKeywords, text) && follows != '('))) {
            paint(from, ScriptToken::Keyword);
            m_operandExpected = text != "this" && text != "super" && text != "null" && text != "true" &&
                                text != "false" && text != "undefined";
            const bool opensBlock = text == "else" || text == "try" || text == "finally" || text == "do";
            m_last = opensBlock ? ';' : 'a';
            return;
        }
        if (follows == '(' && next == m_at)
            paint(from, ScriptToken::Function);
        else if (isKey)
            paint(from, ScriptToken::Property);
        m_operandExpected = false;
    }

    void regularExpression()
    {
        const std::size_t from = m_at++;
        bool inClass = false;
        while (m_at < m_text.size() && peek() != '\n' && (inClass || peek() != '/')) {
            if (peek() == '\\' && m_at + 1 < m_text.size() && peek(1) != '\n')
                ++m_at;
            else if (peek() == '[')
                inClass = true;
            else if (peek() == ']')
                inClass = false;
            ++m_at;
        }
        if (peek() == '/')
            ++m_at;
        while (isWord(peek()))
            ++m_at;
        paint(from, ScriptToken::String);
        m_operandExpected = false;
    }

    void punctuation(char c)
    {
        switch (c) {
        case '{':
            m_objects.push_back(m_inObject);
            // A brace where an operand is expected opens an object, after ")" or ";" a block.
            m_inObject =
                m_operandExpected && m_last != ';' && m_last != '{' && m_last != '}' && m_last != '\0' && m_last != '>';
            ++m_braces;
            ++m_depth;
            break;
        case '(':
        case '[': ++m_depth; break;
        case '}':
            if (!m_templates.empty() && m_templates.back() == m_braces) {
                m_templates.pop_back();
                templateText(1);
                m_last = '`';
                return;
            }
            m_braces = std::max(0, m_braces - 1);
            m_depth = std::max(0, m_depth - 1);
            m_inObject = !m_objects.empty() && m_objects.back();
            if (!m_objects.empty())
                m_objects.pop_back();
            break;
        case ')':
        case ']': m_depth = std::max(0, m_depth - 1); break;
        default: break;
        }
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            m_operandExpected = c != ')' && c != ']' && c != '}';
            m_last = c;
        }
        advance();
    }

    std::string_view m_text;
    bool m_types;
    ScriptLexing m_out;
    std::size_t m_at = 0;
    int m_depth = 0;
    int m_braces = 0;
    std::vector<int> m_templates; ///< number of open braces at which each open substitution began
    std::vector<bool> m_objects;  ///< of each open brace: whether an object stood around it
    bool m_inObject = false;
    bool m_operandExpected = true; ///< a slash begins a regular expression here
    char m_last = '\0';
};

} // namespace

ScriptLexing lexScript(QByteArrayView text, ScriptDialect dialect)
{
    return Lexer(text, dialect).run();
}

} // namespace hw::models
