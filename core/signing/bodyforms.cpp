#include "core/signing/bodyforms.h"

#include "core/base/encoding.h"
#include "core/base/json.h"

#include <algorithm>

namespace hw::signing {

namespace {

using Made = std::optional<QByteArray>;

/// JSON beyond this size is not written anew: it costs more than the answer is worth.
constexpr qsizetype largestJson = 4 * 1024 * 1024;

constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

/// How a JSON writer puts a value down; the defaults are those of JSON.stringify.
struct Writing
{
    bool spaced = false; ///< ", " and ": ", as Python does
    bool sorted = false;
    int indent = 0;
    bool ascii = false;        ///< beyond ASCII as escapes
    bool slashes = false;      ///< "\/", as PHP does
    bool html = false;         ///< <, > and & as escapes, as Go does
    bool plainNumbers = false; ///< numbers as JavaScript prints them, not as they were written
};

class JsonWriter
{
public:
    explicit JsonWriter(Writing writing)
        : m_how(writing)
    {}

    QByteArray write(const json::Value& value)
    {
        put(value, 0);
        return std::move(m_out);
    }

private:
    void putString(const QString& text)
    {
        const QByteArray written = json::write(json::Value(text));
        if (!m_how.ascii && !m_how.slashes && !m_how.html) {
            m_out += written;
            return;
        }
        QString plain; // what stands for itself; both halves of a character beyond 16 bits are in it, or neither
        const auto flush = [&] {
            m_out += plain.toUtf8();
            plain.clear();
        };
        for (const QChar c : QString::fromUtf8(written)) {
            if ((m_how.ascii && c.unicode() > 0x7e) || (m_how.html && (c == u'<' || c == u'>' || c == u'&'))) {
                flush();
                m_out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
            } else if (m_how.slashes && c == u'/') {
                flush();
                m_out += "\\/";
            } else {
                plain += c;
            }
        }
        flush();
    }

    void lineAt(int depth)
    {
        if (m_how.indent > 0)
            m_out += '\n' + QByteArray(m_how.indent * depth, ' ');
    }

    void put(const json::Value& value, int depth)
    {
        if (value.isString()) {
            putString(value.toString());
        } else if (value.isNumber() && m_how.plainNumbers) {
            m_out += json::write(json::Value(value.toDouble()));
        } else if (value.isArray()) {
            const json::Array& items = value.toArray();
            m_out += '[';
            for (size_t i = 0; i < items.size(); ++i) {
                between(i);
                lineAt(depth + 1);
                put(items[i], depth + 1);
            }
            if (!items.empty())
                lineAt(depth);
            m_out += ']';
        } else if (value.isObject()) {
            std::vector<const json::Member*> members;
            for (const json::Member& member : value.toObject())
                members.push_back(&member);
            if (m_how.sorted)
                std::stable_sort(members.begin(), members.end(),
                                 [](const auto* a, const auto* b) { return a->first < b->first; });
            m_out += '{';
            for (size_t i = 0; i < members.size(); ++i) {
                between(i);
                lineAt(depth + 1);
                putString(members[i]->first);
                m_out += m_how.spaced || m_how.indent > 0 ? ": " : ":";
                put(members[i]->second, depth + 1);
            }
            if (!members.empty())
                lineAt(depth);
            m_out += '}';
        } else {
            m_out += json::write(value);
        }
    }

    void between(size_t index)
    {
        if (index > 0)
            m_out += m_how.spaced ? ", " : ",";
    }

    Writing m_how;
    QByteArray m_out;
};

Made rewritten(QByteArrayView body, const Writing& writing)
{
    if (body.isEmpty() || body.size() > largestJson)
        return std::nullopt;
    const auto parsed = json::parse(body);
    if (!parsed || !(parsed->isObject() || parsed->isArray()))
        return std::nullopt;
    return JsonWriter(writing).write(*parsed);
}

Made withoutEnd(QByteArrayView body, QByteArrayView end)
{
    return body.endsWith(end) ? Made(body.chopped(end.size()).toByteArray()) : std::nullopt;
}

Made withEnd(QByteArrayView body, QByteArrayView end)
{
    return body.toByteArray() + end.toByteArray();
}

Made trimmed(QByteArrayView body)
{
    return body.trimmed().toByteArray();
}

Made crlfToLf(QByteArrayView body)
{
    return body.toByteArray().replace("\r\n", "\n");
}

Made lfToCrlf(QByteArrayView body)
{
    return body.toByteArray().replace("\r\n", "\n").replace("\n", "\r\n");
}

Made decodedBase64(QByteArrayView body)
{
    auto decoded = decodeBase64(body.trimmed());
    return decoded && !decoded->isEmpty() ? Made(std::move(*decoded)) : std::nullopt;
}

/// UTF-8 whose bytes were taken for Latin-1 and encoded once more.
Made decodedTwice(QByteArrayView body)
{
    if (!isUtf8(body))
        return std::nullopt;
    const QString text = QString::fromUtf8(body);
    const bool fits = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() <= 0xff; });
    const QByteArray once = text.toLatin1();
    return fits && isUtf8(once) ? Made(once) : std::nullopt;
}

/// Text that was Latin-1 and arrived as UTF-8.
Made asLatin1(QByteArrayView body)
{
    if (!isUtf8(body))
        return std::nullopt;
    const QString text = QString::fromUtf8(body);
    const bool fits = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() <= 0xff; });
    return fits ? Made(text.toLatin1()) : std::nullopt;
}

} // namespace

const std::vector<BodyForm>& bodyForms()
{
    using View = QByteArrayView;
    static const std::vector<BodyForm> forms{
        {"body_newline_missing", "", R"(rawBody + "\n")", [](View b) { return withEnd(b, "\n"); }},
        {"body_newline_missing", "CRLF", R"(rawBody + "\r\n")", [](View b) { return withEnd(b, "\r\n"); }},
        {"body_newline_added", "CRLF", R"(rawBody.replace(/\r\n$/, ""))", [](View b) { return withoutEnd(b, "\r\n"); }},
        {"body_newline_added", "", R"(rawBody.replace(/\n$/, ""))", [](View b) { return withoutEnd(b, "\n"); }},
        {"body_white_space_added", "", "rawBody.trim()", trimmed},
        {"body_crlf_lost", "", R"(rawBody.replace(/\r?\n/g, "\r\n"))", lfToCrlf},
        {"body_crlf_added", "", R"(rawBody.replace(/\r\n/g, "\n"))", crlfToLf},
        {"body_bom_lost", "", "",
         [](View b) {
             return b.startsWith(byteOrderMark) ? Made() : Made(byteOrderMark.toByteArray() + b.toByteArray());
         }},
        {"body_bom_added", "", "",
         [](View b) {
             return b.startsWith(byteOrderMark) ? Made(b.sliced(byteOrderMark.size()).toByteArray()) : std::nullopt;
         }},
        {"body_reserialised", "compact", "JSON.stringify(body)", [](View b) { return rewritten(b, {}); }},
        {"body_reserialised", "compact", "JSON.stringify(body)",
         [](View b) { return rewritten(b, {.plainNumbers = true}); }},
        {"body_reserialised", "spaced", "", [](View b) { return rewritten(b, {.spaced = true}); }},
        {"body_reserialised", "spaced ascii", "", [](View b) { return rewritten(b, {.spaced = true, .ascii = true}); }},
        {"body_reserialised", "indented", "JSON.stringify(body, null, 2)",
         [](View b) { return rewritten(b, {.indent = 2}); }},
        {"body_reserialised", "indented", "JSON.stringify(body, null, 4)",
         [](View b) { return rewritten(b, {.indent = 4}); }},
        {"body_reserialised", "indented", R"(JSON.stringify(body, null, 2) + "\n")",
         [](View b) {
             auto made = rewritten(b, {.indent = 2});
             return made ? withEnd(*made, "\n") : made;
         }},
        {"body_reserialised", "sorted", "", [](View b) { return rewritten(b, {.sorted = true}); }},
        {"body_reserialised", "sorted spaced", "",
         [](View b) { return rewritten(b, {.spaced = true, .sorted = true}); }},
        {"body_reserialised", "sorted spaced ascii", "",
         [](View b) { return rewritten(b, {.spaced = true, .sorted = true, .ascii = true}); }},
        {"body_escapes", "ascii", "", [](View b) { return rewritten(b, {.ascii = true}); }},
        {"body_escapes", "slashes", "", [](View b) { return rewritten(b, {.slashes = true}); }},
        {"body_escapes", "ascii and slashes", "",
         [](View b) { return rewritten(b, {.ascii = true, .slashes = true}); }},
        {"body_escapes", "html", "", [](View b) { return rewritten(b, {.html = true}); }},
        {"body_base64", "", "atob(rawBody)", decodedBase64},
        {"body_utf8_twice", "", "", decodedTwice},
        {"body_latin1", "", "", asLatin1},
        {"body_empty", "", R"("")", [](View b) { return b.isEmpty() ? Made() : Made(QByteArray("")); }},
    };
    return forms;
}

} // namespace hw::signing
