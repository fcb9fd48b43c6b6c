#include "core/mapping/locator.h"

#include <algorithm>

namespace hw::mapping {

namespace {

/// The place of `wanted` outside of a path's quotes, from `from` on; the text's size where there is none. Quotes are
/// quotes only within brackets: a template's own text may have an apostrophe.
qsizetype findOutside(QStringView text, QChar wanted, qsizetype from)
{
    QChar quote;
    for (qsizetype at = from; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (!quote.isNull()) {
            if (c == u'\\')
                ++at;
            else if (c == quote)
                quote = QChar();
        } else if (c == wanted) {
            return at;
        } else if ((c == u'"' || c == u'\'') && at > 0 && text.at(at - 1) == u'[') {
            quote = c;
        }
    }
    return text.size();
}

Error shifted(Error error, qsizetype by)
{
    error.column += static_cast<int>(by);
    return error;
}

Error wrong(const char* reason, qsizetype at)
{
    return Error{ErrorCode::ParseError, {QString::fromLatin1(reason)}}.at({}, 1, static_cast<int>(at) + 1);
}

bool isThere(const json::Value& value)
{
    return !value.isUndefined() && !value.isNull() && !(value.isString() && value.toString().isEmpty());
}

/// What a template writes at a place; empty where nothing can be written.
QString textOf(const json::Value& value)
{
    if (value.isString())
        return value.toString();
    if (value.isNumber())
        return QString::fromLatin1(value.numberText());
    if (value.isBool())
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    return {};
}

} // namespace

Result<Locator> Locator::parse(QStringView text)
{
    Locator locator;
    for (qsizetype from = 0;;) {
        const qsizetype end = findOutside(text, u'|', from);
        auto alternative = parseAlternative(text.sliced(from, end - from));
        if (!alternative)
            return shifted(alternative.error(), from);
        locator.m_alternatives.push_back(std::move(*alternative));
        if (end == text.size())
            return locator;
        from = end + 1;
    }
}

Result<Locator::Alternative> Locator::parseAlternative(QStringView text)
{
    if (findOutside(text, u'{', 0) == text.size()) {
        auto path = Path::parse(text);
        if (!path)
            return path.error();
        return Alternative{{{{}, std::move(*path)}}, false};
    }
    qsizetype at = 0;
    qsizetype end = text.size();
    while (text.at(at).isSpace())
        ++at;
    while (text.at(end - 1).isSpace())
        --end;
    text = text.first(end);
    Alternative alternative{{}, true};
    while (at < end) {
        const qsizetype open = findOutside(text, u'{', at);
        const QString before = text.sliced(at, open - at).toString();
        if (const qsizetype stray = before.indexOf(u'}'); stray >= 0)
            return wrong("a brace is closed that was not opened", at + stray);
        if (open == end) {
            alternative.parts.push_back({before, std::nullopt});
            break;
        }
        const qsizetype close = findOutside(text, u'}', open);
        if (close == end)
            return wrong("the closing brace is missing", open);
        auto path = Path::parse(text.sliced(open + 1, close - open - 1));
        if (!path)
            return shifted(path.error(), open + 1);
        alternative.parts.push_back({before, std::move(*path)});
        at = close + 1;
    }
    return alternative;
}

std::vector<Path> Locator::paths() const
{
    std::vector<Path> all;
    for (const Alternative& alternative : m_alternatives) {
        for (const Part& part : alternative.parts) {
            if (part.path)
                all.push_back(*part.path);
        }
    }
    return all;
}

json::Value Locator::evaluate(const Scope& scope) const
{
    for (const Alternative& alternative : m_alternatives) {
        if (!alternative.isTemplate) {
            json::Value value = alternative.parts.front().path->evaluate(scope);
            if (isThere(value))
                return value;
            continue;
        }
        QString text;
        const bool whole = std::all_of(alternative.parts.begin(), alternative.parts.end(), [&](const Part& part) {
            text += part.text;
            if (!part.path)
                return true;
            const QString filled = textOf(part.path->evaluate(scope));
            text += filled;
            return !filled.isEmpty();
        });
        if (whole)
            return text;
    }
    return {};
}

} // namespace hw::mapping
