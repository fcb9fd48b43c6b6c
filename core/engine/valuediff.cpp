#include "core/engine/valuediff.h"

#include <QHash>

#include <algorithm>

namespace hw::engine {

namespace {

bool isPlainKey(const QString& key)
{
    return !key.isEmpty() && std::all_of(key.begin(), key.end(), [](QChar c) {
        return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'$' || c == u'@' || c == u':';
    });
}

bool sameNumber(const json::Value& a, const json::Value& b)
{
    if (a.numberText() == b.numberText())
        return true;
    // Beyond 2^53 a double would call two different ids the same.
    const auto isInteger = [](const QByteArray& text) {
        return std::all_of(text.begin(), text.end(), [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
    };
    return !(isInteger(a.numberText()) && isInteger(b.numberText())) && a.toDouble() == b.toDouble();
}

/// Members by name. An object searches them one by one, which is quick for the usual few and endless for a hostile
/// many.
class Index final
{
public:
    explicit Index(const json::Object& object)
        : m_object(object)
    {
        constexpr size_t few = 32;
        if (object.size() <= few)
            return;
        for (const auto& [key, value] : object)
            m_members.insert(key, &value);
    }

    const json::Value& operator[](const QString& key) const
    {
        if (m_members.isEmpty())
            return m_object[key];
        const auto found = m_members.constFind(key);
        return found == m_members.constEnd() ? m_none : **found;
    }

private:
    const json::Object& m_object;
    QHash<QString, const json::Value*> m_members;
    json::Value m_none;
};

class Walk final
{
public:
    explicit Walk(size_t limit)
        : m_limit(limit)
    {}

    void compare(const QString& path, const json::Value& before, const json::Value& after)
    {
        if (full() || before == after)
            return;
        if (before.isObject() && after.isObject()) {
            compareObjects(path, before.toObject(), after.toObject());
        } else if (before.isArray() && after.isArray()) {
            const size_t count = std::max(before.toArray().size(), after.toArray().size());
            for (size_t i = 0; i < count && !full(); ++i)
                compare(joinPath(path, i), before.at(i), after.at(i));
        } else if (!(before.isNumber() && after.isNumber() && sameNumber(before, after))) {
            m_found.push_back({path, before, after});
        }
    }

    [[nodiscard]] std::vector<ValueDifference> take() { return std::move(m_found); }

private:
    [[nodiscard]] bool full() const { return m_found.size() >= m_limit; }

    void compareObjects(const QString& path, const json::Object& before, const json::Object& after)
    {
        const Index ofBefore(before);
        const Index ofAfter(after);
        for (const auto& [key, value] : before) {
            // Of equal names the last one counts; the others would be compared with it in vain.
            if (&ofBefore[key] == &value && !full())
                compare(joinPath(path, key), value, ofAfter[key]);
        }
        for (const auto& [key, value] : after) {
            if (ofBefore[key].isUndefined() && &ofAfter[key] == &value && !full())
                compare(joinPath(path, key), {}, value);
        }
    }

    size_t m_limit;
    std::vector<ValueDifference> m_found;
};

} // namespace

QString joinPath(const QString& path, const QString& key)
{
    if (isPlainKey(key))
        return path.isEmpty() ? key : path + QLatin1Char('.') + key;
    return path + QLatin1Char('[') + QString::fromUtf8(json::write(json::Value(key))) + QLatin1Char(']');
}

QString joinPath(const QString& path, size_t index)
{
    return QStringLiteral("%1[%2]").arg(path).arg(index);
}

std::vector<ValueDifference> differencesBetween(const json::Value& before, const json::Value& after, size_t limit)
{
    Walk walk(limit);
    walk.compare({}, before, after);
    return walk.take();
}

} // namespace hw::engine
