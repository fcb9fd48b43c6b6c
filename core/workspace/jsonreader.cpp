#include "core/workspace/jsonreader.h"

namespace hw::workspace {

namespace {

const json::Object noMembers;

/// Walks over text that json::parse() has accepted; nothing is checked again.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {}

    qsizetype find(const QStringList& path)
    {
        skipSpace();
        qsizetype found = m_pos;
        for (const QString& step : path) {
            const std::optional<qsizetype> at = peek() == '{' ? findMember(step) : findElement(step);
            if (!at)
                break;
            m_pos = *at;
            found = *at;
        }
        return found;
    }

private:
    [[nodiscard]] char peek() const { return m_pos < m_text.size() ? m_text[m_pos] : '\0'; }

    void skipSpace()
    {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')
            ++m_pos;
    }

    void skipString()
    {
        ++m_pos;
        while (m_pos < m_text.size() && peek() != '"')
            m_pos += peek() == '\\' ? 2 : 1;
        ++m_pos;
    }

    void skipValue()
    {
        int depth = 0;
        while (m_pos < m_text.size()) {
            const char c = peek();
            if (c == '"') {
                skipString();
            } else {
                if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                    return;
                if (c == '{' || c == '[')
                    ++depth;
                if (c == '}' || c == ']')
                    --depth;
                ++m_pos;
            }
        }
    }

    void nextEntry()
    {
        skipValue();
        if (peek() == ',')
            ++m_pos;
        skipSpace();
    }

    /// The last of equal names, as look-ups give it.
    std::optional<qsizetype> findMember(const QString& name)
    {
        std::optional<qsizetype> found;
        ++m_pos;
        skipSpace();
        while (peek() == '"') {
            const qsizetype start = m_pos;
            skipString();
            const auto key = json::parse(m_text.sliced(start, m_pos - start));
            skipSpace();
            ++m_pos; // the colon
            skipSpace();
            if (key && key->toString() == name)
                found = m_pos;
            nextEntry();
        }
        return found;
    }

    std::optional<qsizetype> findElement(const QString& step)
    {
        bool isIndex = false;
        const int wanted = step.toInt(&isIndex);
        if (!isIndex || peek() != '[')
            return std::nullopt;
        ++m_pos;
        skipSpace();
        for (int i = 0; i < wanted && m_pos < m_text.size() && peek() != ']'; ++i)
            nextEntry();
        return peek() == ']' ? std::nullopt : std::optional(m_pos);
    }

    QByteArrayView m_text;
    qsizetype m_pos = 0;
};

} // namespace

files::Position locate(QByteArrayView text, const QStringList& path)
{
    return files::positionOf(text, Scanner(text).find(path));
}

QStringList pathFromPlace(const QString& place)
{
    QString dotted = place;
    dotted.replace(QLatin1Char('['), QLatin1Char('.')).remove(QLatin1Char(']'));
    return dotted.split(QLatin1Char('.'), Qt::SkipEmptyParts);
}

Result<JsonDocument> JsonDocument::parse(QByteArrayView text, const QString& file)
{
    auto value = json::parse(text);
    if (!value)
        return value.error().at(file, value.error().line, value.error().column);
    JsonDocument document;
    document.m_text = text.toByteArray();
    document.m_file = file;
    document.m_root = std::move(value).value();
    if (!document.m_root.isObject())
        return document.errorAt({}, QStringLiteral("an object is expected"));
    return document;
}

void JsonDocument::fail(const QStringList& path, const QString& reason)
{
    if (!m_error)
        m_error = errorAt(path, reason);
}

Error JsonDocument::errorAt(const QStringList& path, const QString& reason) const
{
    const auto position = locate(m_text, path);
    return Error{ErrorCode::ParseError, {reason}}.at(m_file, position.line, position.column);
}

ObjectReader::ObjectReader(JsonDocument& document)
    : m_document(document)
    , m_object(document.root())
{}

ObjectReader::ObjectReader(ObjectReader& parent, const QString& name)
    : m_document(parent.m_document)
    , m_object(parent.m_object[name].isObject() ? parent.m_object[name].toObject() : noMembers)
    , m_path(parent.m_path + QStringList{name})
{
    const json::Value* value = parent.take(name);
    if (value && !value->isObject())
        parent.fail(name, QStringLiteral("\"%1\" must be an object").arg(name));
}

const json::Value* ObjectReader::take(const QString& name)
{
    m_taken.append(name);
    const json::Value* value = m_object.find(name);
    return value && !value->isNull() ? value : nullptr;
}

void ObjectReader::fail(const QString& name, const QString& reason)
{
    m_document.fail(m_path + QStringList{name}, reason);
}

QString ObjectReader::text(const QString& name, const QString& fallback)
{
    const json::Value* value = take(name);
    if (!value)
        return fallback;
    if (!value->isString()) {
        fail(name, QStringLiteral("\"%1\" must be a string").arg(name));
        return fallback;
    }
    return value->toString();
}

bool ObjectReader::boolean(const QString& name, bool fallback)
{
    const json::Value* value = take(name);
    if (!value)
        return fallback;
    if (!value->isBool())
        fail(name, QStringLiteral("\"%1\" must be true or false").arg(name));
    return value->toBool(fallback);
}

qint64 ObjectReader::integer(const QString& name, qint64 least, qint64 most, qint64 fallback)
{
    const json::Value* value = take(name);
    if (!value)
        return fallback;
    bool isWhole = false;
    const qint64 number = value->isNumber() ? value->numberText().toLongLong(&isWhole) : 0;
    if (!isWhole || number < least || number > most) {
        fail(name, QStringLiteral("\"%1\" must be a whole number from %2 to %3").arg(name).arg(least).arg(most));
        return fallback;
    }
    return number;
}

bool ObjectReader::has(const QString& name)
{
    return take(name) != nullptr;
}

QStringList ObjectReader::texts(const QString& name)
{
    const json::Value* value = take(name);
    if (!value)
        return {};
    QStringList list;
    if (!value->isArray())
        fail(name, QStringLiteral("\"%1\" must be an array of strings").arg(name));
    for (const json::Value& element : value->toArray()) {
        if (element.isString())
            list.append(element.toString());
        else
            fail(name, QStringLiteral("\"%1\" must be an array of strings").arg(name));
    }
    return list;
}

json::Object ObjectReader::object(const QString& name)
{
    const json::Value* value = take(name);
    if (!value)
        return {};
    if (!value->isObject())
        fail(name, QStringLiteral("\"%1\" must be an object").arg(name));
    return value->toObject();
}

json::Value ObjectReader::any(const QString& name, const json::Value& fallback)
{
    const json::Value* value = take(name);
    return value ? *value : fallback;
}

json::Object ObjectReader::rest() const
{
    json::Object others;
    for (const auto& [name, value] : m_object) {
        if (!m_taken.contains(name))
            others.append(name, value);
    }
    return others;
}

} // namespace hw::workspace
