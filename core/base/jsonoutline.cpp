#include "core/base/jsonoutline.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <functional>

namespace hw::json {

namespace ondemand = simdjson::ondemand;

namespace {

Error broken(const char* reason)
{
    return {ErrorCode::ParseError, {QString::fromLatin1(reason)}};
}

Error broken(simdjson::error_code code)
{
    return broken(simdjson::error_message(code));
}

Type typeAt(char first)
{
    switch (first) {
    case '{': return Type::Object;
    case '[': return Type::Array;
    case '"': return Type::String;
    case 't':
    case 'f': return Type::Bool;
    case 'n': return Type::Null;
    default: return (first >= '0' && first <= '9') || first == '-' ? Type::Number : Type::Undefined;
    }
}

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The end of the text that starts with a quote: behind its closing one, or the end of the bytes.
const char* endOfText(const char* start, const char* end)
{
    for (const char* at = start + 1; at < end;) {
        const auto* quote = static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(end - at)));
        if (!quote)
            return end;
        // An odd number of backslashes before it: the quote is one of the text.
        const char* escape = quote;
        while (escape > at && escape[-1] == '\\')
            --escape;
        if ((quote - escape) % 2 == 0)
            return quote + 1;
        at = quote + 1;
    }
    return end;
}

/// The end of a number or a word.
const char* endOfWord(const char* start, const char* end)
{
    return std::find_if(start, end, [](char c) { return isSpace(c) || c == ',' || c == ']' || c == '}'; });
}

simdjson::simdjson_result<std::string_view> wholeContainer(ondemand::value& value, Type type)
{
    if (type == Type::Array) {
        ondemand::array array;
        const auto code = value.get_array().get(array);
        return code == simdjson::SUCCESS ? array.raw_json() : code;
    }
    ondemand::object object;
    const auto code = value.get_object().get(object);
    return code == simdjson::SUCCESS ? object.raw_json() : code;
}

/// A member's name by our own reader, which keeps lone surrogates.
Result<QString> keyText(std::string_view raw)
{
    QByteArray quoted;
    quoted.reserve(static_cast<qsizetype>(raw.size()) + 2);
    quoted.append('"').append(raw.data(), static_cast<qsizetype>(raw.size())).append('"');
    const Result<Value> value = parse(quoted);
    if (!value)
        return value.error();
    return value->toString();
}

} // namespace

struct Outline::Reader
{
    ondemand::parser parser;

    /// Called with each child; false ends the walk.
    using Take = std::function<Result<bool>(std::optional<std::string_view> rawKey, ondemand::value& value)>;

    Result<void> walk(const QByteArray& text, const Node& parent, const Take& take);
};

Result<void> Outline::Reader::walk(const QByteArray& text, const Node& parent, const Take& take)
{
    const auto size = static_cast<size_t>(parent.length);
    const simdjson::padded_string_view view(text.constData() + parent.offset, size, size + simdjson::SIMDJSON_PADDING);
    ondemand::document document;
    if (const auto code = parser.iterate(view).get(document); code != simdjson::SUCCESS)
        return broken(code);
    const auto hand = [&](std::optional<std::string_view> key, ondemand::value value) { return take(key, value); };
    if (parent.type == Type::Array) {
        ondemand::array array;
        if (const auto code = document.get_array().get(array); code != simdjson::SUCCESS)
            return broken(code);
        for (auto element : array) {
            ondemand::value value;
            if (const auto code = element.get(value); code != simdjson::SUCCESS)
                return broken(code);
            const Result<bool> more = hand(std::nullopt, value);
            if (!more)
                return more.error();
            if (!*more)
                return {};
        }
        return {};
    }
    ondemand::object object;
    if (const auto code = document.get_object().get(object); code != simdjson::SUCCESS)
        return broken(code);
    for (auto field : object) {
        ondemand::field member;
        if (const auto code = std::move(field).get(member); code != simdjson::SUCCESS)
            return broken(code);
        // The bytes between the quotes; simdjson's own view of them ends at the closing one.
        const char* start = member.key().raw();
        const char* end = endOfText(start - 1, text.constData() + parent.offset + parent.length) - 1;
        if (end < start)
            return broken("the text breaks off");
        const Result<bool> more = hand(std::string_view(start, static_cast<size_t>(end - start)), member.value());
        if (!more)
            return more.error();
        if (!*more)
            return {};
    }
    return {};
}

Outline::Outline(QByteArray text)
    : m_text(std::move(text))
    , m_reader(std::make_unique<Reader>())
{}

Outline::~Outline() = default;

Result<std::unique_ptr<Outline>> Outline::open(const QByteArray& text)
{
    constexpr qsizetype padding = simdjson::SIMDJSON_PADDING;
    QByteArray padded = text;
    if (text.capacity() - text.size() < padding) {
        padded = QByteArray();
        padded.reserve(text.size() + padding);
        padded.append(text);
    }
    std::unique_ptr<Outline> outline(new Outline(std::move(padded)));
    const QByteArray& bytes = outline->m_text;
    qsizetype start = bytes.startsWith("\xef\xbb\xbf") ? 3 : 0;
    while (start < bytes.size() && isSpace(bytes[start]))
        ++start;
    qsizetype end = bytes.size();
    while (end > start && isSpace(bytes[end - 1]))
        --end;
    if (start == end)
        return broken("there is no value");
    outline->m_root = {typeAt(bytes[start]), start, end - start, {}};
    const char last = bytes[end - 1];
    const Type type = outline->m_root.type;
    if (type == Type::Undefined || (type == Type::Object && last != '}') || (type == Type::Array && last != ']') ||
        (type == Type::String && last != '"'))
        return broken("the value is not closed");
    return outline;
}

Result<std::vector<Outline::Node>> Outline::children(const Node& parent, qsizetype first, qsizetype count)
{
    std::vector<Node> nodes;
    if ((parent.type != Type::Array && parent.type != Type::Object) || count <= 0)
        return nodes;
    qsizetype at = 0;
    const Result<void> walked = m_reader->walk(
        m_text, parent, [&](std::optional<std::string_view> rawKey, ondemand::value& value) -> Result<bool> {
            if (at++ < first)
                return true;
            // simdjson's own idea of where a token ends is wrong in a text that breaks off: only its start is used.
            const char* const start = value.raw_json_token().data();
            const char* const stop = m_text.constData() + parent.offset + parent.length;
            if (start <= m_text.constData() + parent.offset || start >= stop)
                return broken("the text breaks off");
            const Type type = typeAt(*start);
            const char* end = stop;
            if (type == Type::Array || type == Type::Object) {
                std::string_view whole;
                if (const auto code = wholeContainer(value, type).get(whole); code != simdjson::SUCCESS)
                    return broken(code);
                const char closing = type == Type::Array ? ']' : '}';
                const std::size_t last = whole.find_last_of(closing);
                if (whole.data() != start || last == std::string_view::npos || start + last >= stop)
                    return broken("the text breaks off");
                end = start + last + 1;
            } else {
                end = type == Type::String ? endOfText(start, stop) : endOfWord(start, stop);
            }
            Node node{type, start - m_text.constData(), end - start, {}};
            if (rawKey) {
                Result<QString> key = keyText(*rawKey);
                if (!key)
                    return key.error();
                node.key = *std::move(key);
            }
            nodes.push_back(std::move(node));
            return static_cast<qsizetype>(nodes.size()) < count;
        });
    if (!walked)
        return walked.error();
    return nodes;
}

Result<qsizetype> Outline::childCount(const Node& parent, qsizetype limit)
{
    qsizetype count = 0;
    if ((parent.type != Type::Array && parent.type != Type::Object) || limit <= 0)
        return count;
    const Result<void> walked =
        m_reader->walk(m_text, parent, [&](std::optional<std::string_view>, ondemand::value&) -> Result<bool> {
            return ++count < limit;
        });
    if (!walked)
        return walked.error();
    return count;
}

Result<std::optional<Outline::Node>> Outline::member(const Node& parent, const QString& key)
{
    std::optional<qsizetype> place;
    if (parent.type != Type::Object)
        return std::optional<Node>();
    const QByteArray plain = key.toUtf8();
    qsizetype at = 0;
    const Result<void> walked =
        m_reader->walk(m_text, parent, [&](std::optional<std::string_view> rawKey, ondemand::value&) -> Result<bool> {
            const QByteArrayView raw(rawKey->data(), static_cast<qsizetype>(rawKey->size()));
            bool same = raw == plain;
            if (!same && raw.contains('\\')) {
                const Result<QString> text = keyText(*rawKey);
                same = text && *text == key;
            }
            if (same)
                place = at;
            ++at;
            return true;
        });
    if (!walked)
        return walked.error();
    return place ? element(parent, *place) : Result<std::optional<Node>>(std::optional<Node>());
}

Result<std::optional<Outline::Node>> Outline::element(const Node& parent, qsizetype index)
{
    Result<std::vector<Node>> found = children(parent, index, 1);
    if (!found)
        return found.error();
    return found->empty() ? std::optional<Node>() : std::optional(std::move(found->front()));
}

Result<std::optional<Outline::Node>> Outline::at(const std::vector<Step>& steps)
{
    std::optional<Node> node = m_root;
    for (const Step& step : steps) {
        const auto* name = std::get_if<QString>(&step);
        Result<std::optional<Node>> next = std::optional<Node>();
        if (node->type == Type::Object) {
            next = member(*node, name ? *name : QString::number(std::get<qsizetype>(step)));
        } else if (node->type == Type::Array) {
            bool isIndex = true;
            const qsizetype index = name ? name->toLongLong(&isIndex) : std::get<qsizetype>(step);
            if (isIndex && index >= 0)
                next = element(*node, index);
        }
        if (!next || !*next)
            return next;
        node = *std::move(next);
    }
    return node;
}

QByteArrayView Outline::bytes(const Node& node) const
{
    return QByteArrayView(m_text).sliced(node.offset, node.length);
}

Result<Value> Outline::value(const Node& node) const
{
    return parse(bytes(node));
}

} // namespace hw::json
