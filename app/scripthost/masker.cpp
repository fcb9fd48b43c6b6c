#include "app/scripthost/masker.h"

#include "core/base/json.h"

#include <algorithm>

namespace hw::scripthost {

void Masker::add(const QString& name, const QString& value)
{
    if (value.size() < shortest)
        return;
    m_entries.push_back({value, name});
    // As it stands inside of JSON text.
    const auto quoted = QString::fromUtf8(json::write(json::Value(value)));
    if (const auto escaped = quoted.mid(1, quoted.size() - 2); escaped != value)
        m_entries.push_back({escaped, name});
    std::stable_sort(m_entries.begin(), m_entries.end(),
                     [](const Entry& a, const Entry& b) { return a.value.size() > b.value.size(); });
}

QString Masker::masked(QString text) const
{
    for (const auto& entry : m_entries)
        text.replace(entry.value, entry.name);
    return text;
}

QString Masker::nameIn(QByteArrayView bytes) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [bytes](const Entry& entry) { return bytes.indexOf(entry.value.toUtf8()) >= 0; });
    return found == m_entries.end() ? QString() : found->name;
}

} // namespace hw::scripthost
