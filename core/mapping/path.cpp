#include "core/mapping/path.h"

#include "core/base/encoding.h"

#include <array>
#include <utility>

namespace hw::mapping {

namespace {

constexpr std::array rootNames{
    std::pair{PathRoot::Body, "body"},
    std::pair{PathRoot::Headers, "headers"},
    std::pair{PathRoot::Preprocess, "preprocess"},
    std::pair{PathRoot::Vars, "vars"},
};

/// Nine digits are more elements than any body within the limits can hold, and fit every index type.
constexpr qsizetype maxIndexDigits = 9;

std::optional<PathRoot> rootFrom(QStringView name)
{
    for (const auto& [root, text] : rootNames) {
        if (name == QLatin1String(text))
            return root;
    }
    return std::nullopt;
}

/// How many UTF-16 units of a key that needs no quotes stand at `at`; 0 = none.
qsizetype plainKeyUnits(QStringView text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate()) {
        const char32_t point = QChar::surrogateToUcs4(c, text.at(at + 1));
        return QChar::isLetterOrNumber(point) || QChar::isMark(point) ? 2 : 0;
    }
    const bool plain =
        c.isLetterOrNumber() || c.isMark() || c == u'_' || c == u'-' || c == u'$' || c == u'@' || c == u':';
    return plain ? 1 : 0;
}

bool isPlainKey(QStringView key)
{
    for (qsizetype at = 0; at < key.size();) {
        const qsizetype units = plainKeyUnits(key, at);
        if (units == 0)
            return false;
        at += units;
    }
    return !key.isEmpty();
}

QString lowerAscii(QString name)
{
    for (QChar& c : name) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + 32);
    }
    return name;
}

class Parser
{
public:
    explicit Parser(QStringView text)
        : m_text(text)
    {
        m_end = text.size();
        while (m_end > 0 && text.at(m_end - 1).isSpace())
            --m_end;
        while (m_at < m_end && text.at(m_at).isSpace())
            ++m_at;
    }

    Result<Path> run()
    {
        if (m_at == m_end)
            return fail("the path is empty");
        PathRoot root = PathRoot::Body;
        if (m_text.at(m_at) != u'[') {
            const qsizetype start = m_at;
            QString key = plainKey();
            if (key.isEmpty())
                return fail("a key or one of body, headers, preprocess, vars is expected");
            if (const auto named = rootFrom(key))
                root = *named;
            else
                m_steps.emplace_back(std::move(key));
            m_stepColumns.push_back(start);
        }
        while (m_at < m_end) {
            if (!readStep())
                return fail(m_reason);
        }
        return finish(root);
    }

private:
    Error fail(const char* reason) const { return failAt(reason, m_at); }

    static Error failAt(const char* reason, qsizetype at)
    {
        return Error{ErrorCode::ParseError, {QString::fromLatin1(reason)}}.at({}, 1, static_cast<int>(at) + 1);
    }

    bool readStep()
    {
        m_stepColumns.push_back(m_at);
        const QChar c = m_text.at(m_at);
        if (c == u'[')
            return readBracket();
        if (c != u'.')
            return because(c.isSpace() ? "a key with a space is written [\"in quotes\"]"
                                       : "a point or a bracket is expected (odd keys are written [\"in quotes\"])");
        ++m_at;
        QString key = plainKey();
        if (key.isEmpty())
            return because("a key is expected after the point (odd keys are written [\"in quotes\"])");
        m_steps.emplace_back(std::move(key));
        return true;
    }

    bool readBracket()
    {
        ++m_at;
        if (m_at == m_end)
            return because("an index or a key in quotes is expected after the bracket");
        const QChar c = m_text.at(m_at);
        const bool read = c == u'"' || c == u'\'' ? readQuoted(c) : readIndex();
        if (!read)
            return false;
        if (m_at == m_end || m_text.at(m_at) != u']')
            return because("a closing bracket is expected");
        ++m_at;
        return true;
    }

    bool readIndex()
    {
        const qsizetype start = m_at;
        qsizetype index = 0;
        while (m_at < m_end && m_text.at(m_at) >= u'0' && m_text.at(m_at) <= u'9') {
            if (m_at - start == maxIndexDigits)
                return because("the index is too large");
            index = index * 10 + (m_text.at(m_at).unicode() - u'0');
            ++m_at;
        }
        if (m_at == start)
            return because("an index or a key in quotes is expected after the bracket");
        m_steps.emplace_back(index);
        return true;
    }

    bool readQuoted(QChar quote)
    {
        ++m_at;
        QString key;
        while (m_at < m_end) {
            const QChar c = m_text.at(m_at);
            if (c == quote) {
                ++m_at;
                m_steps.emplace_back(std::move(key));
                return true;
            }
            ++m_at;
            if (c != u'\\')
                key.append(c);
            else if (!readEscape(key))
                return false;
        }
        return because("the closing quote is missing");
    }

    bool readEscape(QString& key)
    {
        if (m_at == m_end)
            return because("the closing quote is missing");
        switch (m_text.at(m_at).unicode()) {
        case u'"':
        case u'\'':
        case u'\\':
        case u'/': key.append(m_text.at(m_at)); break;
        case u'b': key.append(u'\b'); break;
        case u'f': key.append(u'\f'); break;
        case u'n': key.append(u'\n'); break;
        case u'r': key.append(u'\r'); break;
        case u't': key.append(u'\t'); break;
        case u'u': {
            bool ok = m_at + 4 < m_end;
            const ushort unit = ok ? m_text.sliced(m_at + 1, 4).toUShort(&ok, 16) : ushort(0);
            if (!ok)
                return because("four hexadecimal digits are expected");
            key.append(QChar(unit));
            m_at += 4;
            break;
        }
        default: return because("there is no such escape");
        }
        ++m_at;
        return true;
    }

    QString plainKey()
    {
        const qsizetype start = m_at;
        while (m_at < m_end) {
            const qsizetype units = plainKeyUnits(m_text, m_at);
            if (units == 0 || m_at + units > m_end)
                break;
            m_at += units;
        }
        return m_text.sliced(start, m_at - start).toString();
    }

    Result<Path> finish(PathRoot root)
    {
        const bool flat = root == PathRoot::Headers || root == PathRoot::Vars;
        if (root == PathRoot::Vars && m_steps.empty())
            return fail("a name is expected: vars.NAME");
        if (flat && m_steps.size() > 1)
            return failAt(root == PathRoot::Headers ? "a header has no parts (a name with a point is written in quotes)"
                                                    : "a variable has no parts, it is text",
                          m_stepColumns.at(2));
        if (flat && !m_steps.empty() && !std::holds_alternative<QString>(m_steps.front()))
            return failAt("a name is expected, not an index", m_stepColumns.at(1));
        return Path(root, std::move(m_steps));
    }

    bool because(const char* reason)
    {
        m_reason = reason;
        return false;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    qsizetype m_end = 0;
    std::vector<Path::Step> m_steps;
    std::vector<qsizetype> m_stepColumns; ///< of the root or first key, then of each step
    const char* m_reason = "";
};

const json::Value* childOf(const json::Value& parent, const Path::Step& step)
{
    if (const QString* key = std::get_if<QString>(&step)) {
        if (parent.isObject())
            return parent.toObject().find(*key);
        if (!parent.isArray() || key->isEmpty() || key->size() > maxIndexDigits ||
            (key->size() > 1 && key->at(0) == u'0'))
            return nullptr;
        bool isIndex = false;
        const uint index = key->toUInt(&isIndex);
        return isIndex && index < parent.toArray().size() ? &parent.toArray()[index] : nullptr;
    }
    const auto index = static_cast<size_t>(std::get<qsizetype>(step));
    if (parent.isArray())
        return index < parent.toArray().size() ? &parent.toArray()[index] : nullptr;
    return parent.isObject() ? parent.toObject().find(QString::number(index)) : nullptr;
}

json::Value descend(const json::Value& from, const std::vector<Path::Step>& steps)
{
    const json::Value* at = &from;
    for (const Path::Step& step : steps) {
        at = childOf(*at, step);
        if (!at)
            return {};
    }
    return *at;
}

json::Value allHeaders(const http::Headers& headers)
{
    json::Object all;
    for (const http::Header& header : headers) {
        const QString name = QString::fromLatin1(asciiLower(header.name));
        if (!all.find(name))
            all.append(name, headerText(headers.joined(header.name)));
    }
    return all;
}

} // namespace

QString headerText(const QByteArray& value)
{
    return isUtf8(value) ? QString::fromUtf8(value) : QString::fromLatin1(value);
}

Result<Path> Path::parse(QStringView text)
{
    return Parser(text).run();
}

Path::Path(PathRoot root, std::vector<Step> steps)
    : m_root(root)
    , m_steps(std::move(steps))
{
    if (m_root != PathRoot::Headers)
        return;
    for (Step& step : m_steps) {
        if (QString* name = std::get_if<QString>(&step))
            *name = lowerAscii(*name);
    }
}

QString Path::text() const
{
    QString out;
    for (const auto& [root, name] : rootNames) {
        if (root == m_root)
            out = QString::fromLatin1(name);
    }
    for (const Step& step : m_steps) {
        if (const qsizetype* index = std::get_if<qsizetype>(&step)) {
            out += QLatin1Char('[') + QString::number(*index) + QLatin1Char(']');
            continue;
        }
        const QString& key = std::get<QString>(step);
        if (isPlainKey(key))
            out += QLatin1Char('.') + key;
        else
            out += QLatin1Char('[') + QString::fromUtf8(json::write(json::Value(key))) + QLatin1Char(']');
    }
    return out;
}

json::Value Path::evaluate(const Scope& scope) const
{
    switch (m_root) {
    case PathRoot::Body: return descend(scope.body, m_steps);
    case PathRoot::Preprocess: return descend(scope.preprocess, m_steps);
    case PathRoot::Headers: break;
    case PathRoot::Vars: {
        const QString* name = m_steps.size() == 1 ? std::get_if<QString>(&m_steps.front()) : nullptr;
        const std::optional<QString> value = name && scope.vars ? scope.vars(*name) : std::nullopt;
        return value ? json::Value(*value) : json::Value();
    }
    }
    if (m_steps.empty())
        return allHeaders(scope.headers);
    const QString* name = m_steps.size() == 1 ? std::get_if<QString>(&m_steps.front()) : nullptr;
    if (!name)
        return {};
    const QByteArray value = scope.headers.joined(name->toUtf8());
    return value.isNull() ? json::Value() : json::Value(headerText(value));
}

} // namespace hw::mapping
