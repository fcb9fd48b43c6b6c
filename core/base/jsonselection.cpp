#include "core/base/jsonselection.h"

#include <algorithm>

namespace hw::json {

namespace {

/// The digits of an index, as JavaScript writes it: "01" is a name alone.
std::optional<size_t> indexIn(const QByteArray& name)
{
    constexpr qsizetype mostDigits = 9;
    bool isNumber = false;
    const uint index = name.size() <= mostDigits ? name.toUInt(&isNumber) : 0;
    return isNumber && QByteArray::number(index) == name ? std::optional<size_t>(index) : std::nullopt;
}

} // namespace

Selection& Selection::at(const QByteArray& name)
{
    const auto known =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& entry) { return entry.name == name; });
    if (known != m_entries.end())
        return known->below;
    const std::optional<size_t> index = indexIn(name);
    if (index)
        m_elementsEnd = std::max(m_elementsEnd, *index + 1);
    m_entries.push_back({name, index, {}});
    return m_entries.back().below;
}

void Selection::add(std::span<const Step> steps)
{
    Selection* place = this;
    for (const Step& step : steps) {
        const QString* key = std::get_if<QString>(&step);
        place = &place->at(key ? key->toUtf8() : QByteArray::number(std::get<qsizetype>(step)));
    }
    place->m_isWhole = true;
}

void Selection::add(const Selection& other)
{
    m_isWhole = m_isWhole || other.m_isWhole;
    for (const Entry& entry : other.m_entries)
        at(entry.name).add(entry.below);
}

const Selection* Selection::member(QByteArrayView utf8) const
{
    for (const Entry& entry : m_entries) {
        if (entry.name == utf8)
            return &entry.below;
    }
    return nullptr;
}

const Selection* Selection::element(size_t index) const
{
    for (const Entry& entry : m_entries) {
        if (entry.index == index)
            return &entry.below;
    }
    return nullptr;
}

} // namespace hw::json
