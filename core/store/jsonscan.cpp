#include "core/store/jsonscan.h"

#include "core/base/json.h"

#include <cstring>

namespace hw::store {

namespace {

class Scanner final
{
public:
    explicit Scanner(QByteArrayView text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
        if (text.startsWith("\xEF\xBB\xBF"))
            m_at += 3;
        skipSpace();
    }

    /// The value that begins here; the scanner stands behind it.
    QByteArrayView takeValue()
    {
        const char* const start = m_at;
        if (m_at < m_end && *m_at == '"') {
            skipString();
        } else if (m_at < m_end && (*m_at == '{' || *m_at == '[')) {
            skipContainer();
        } else {
            while (m_at < m_end && !std::strchr(",]} \t\r\n", *m_at))
                ++m_at;
        }
        return {start, m_at - start};
    }

    /// The value of the last member with this name.
    std::optional<QByteArrayView> member(const QByteArray& name)
    {
        std::optional<QByteArrayView> found;
        if (!take('{'))
            return found;
        while (m_at < m_end && *m_at == '"') {
            const QByteArrayView key = takeValue();
            skipSpace();
            if (!take(':'))
                return found;
            const QByteArrayView value = takeValue();
            if (isName(key, name))
                found = value;
            skipSpace();
            if (!take(','))
                return found;
        }
        return found;
    }

    std::optional<QByteArrayView> element(size_t index)
    {
        if (!take('[') || m_at >= m_end || *m_at == ']')
            return std::nullopt;
        for (;; --index) {
            const QByteArrayView value = takeValue();
            if (index == 0)
                return value;
            skipSpace();
            if (!take(','))
                return std::nullopt;
        }
    }

private:
    void skipSpace()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    /// The sign and the space behind it.
    bool take(char sign)
    {
        if (m_at >= m_end || *m_at != sign)
            return false;
        ++m_at;
        skipSpace();
        return true;
    }

    void skipString()
    {
        for (++m_at; m_at < m_end && *m_at != '"'; ++m_at) {
            if (*m_at == '\\')
                ++m_at;
        }
        m_at = m_at < m_end ? m_at + 1 : m_end;
    }

    void skipContainer()
    {
        qsizetype depth = 0;
        while (m_at < m_end) {
            switch (*m_at) {
            case '"': skipString(); continue;
            case '{':
            case '[': ++depth; break;
            case '}':
            case ']':
                if (--depth == 0) {
                    ++m_at;
                    return;
                }
                break;
            default: break;
            }
            ++m_at;
        }
    }

    static bool isName(QByteArrayView quoted, const QByteArray& name)
    {
        if (quoted.size() < 2)
            return false;
        const QByteArrayView plain = quoted.sliced(1, quoted.size() - 2);
        if (!plain.contains('\\'))
            return plain == QByteArrayView(name);
        const Result<json::Value> key = json::parse(quoted);
        return key && key->toString().toUtf8() == name;
    }

    const char* m_at;
    const char* m_end;
};

} // namespace

std::optional<QByteArrayView> scanPath(QByteArrayView json, const std::vector<FilterStep>& path)
{
    std::optional<QByteArrayView> found = Scanner(json).takeValue();
    for (const FilterStep& step : path) {
        Scanner scanner(*found);
        if (const auto* name = std::get_if<QByteArray>(&step))
            found = scanner.member(*name);
        else
            found = scanner.element(std::get<size_t>(step));
        if (!found)
            return found;
    }
    return found;
}

} // namespace hw::store
