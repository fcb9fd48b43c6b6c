#include "core/engine/schema.h"

#include "core/engine/valuediff.h"

#include <algorithm>

namespace hw::engine {

namespace {

constexpr int mostDepth = 16;
/// More members than these are data (ids as keys), not structure.
constexpr size_t mostMembers = 200;
/// A text with more values than these is no enumeration.
constexpr size_t mostTexts = 12;
constexpr qsizetype longestText = 48;

/// So many events of the type must have come before something is called new, or since it is called lost.
constexpr qint64 enough = 20;
/// And so many for a new value, which may just be rare.
constexpr qint64 enoughForValues = 50;

bool isContainer(json::Type type)
{
    return type == json::Type::Object || type == json::Type::Array;
}

class Looking final
{
public:
    explicit Looking(const std::vector<qint64>& seqs)
        : m_seqs(seqs)
    {}

    void look(const SchemaNode& node, const QString& path, const Sightings& parent, bool isItem)
    {
        lookAtPresence(node, path, parent, isItem);
        lookAtTypes(node, path);
        lookAtValues(node, path);
        for (const auto& [name, member] : node.members)
            look(*member, joinPath(path, name), node.types[static_cast<size_t>(json::Type::Object)], false);
        if (node.items)
            look(*node.items, path + QStringLiteral("[]"), node.types[static_cast<size_t>(json::Type::Array)], true);
    }

    std::vector<SchemaChange> take()
    {
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const SchemaChange& a, const SchemaChange& b) { return a.since > b.since; });
        return std::move(m_found);
    }

private:
    /// Events of the type in [from, to).
    [[nodiscard]] qint64 between(qint64 from, qint64 to) const
    {
        return std::lower_bound(m_seqs.begin(), m_seqs.end(), to) -
               std::lower_bound(m_seqs.begin(), m_seqs.end(), from);
    }

    void lookAtPresence(const SchemaNode& node, const QString& path, const Sightings& parent, bool isItem)
    {
        // An array may be empty at any time, and what is below a new field is as new as that.
        if (isItem || parent.count == 0)
            return;
        const qint64 before = between(parent.first.seq, node.seen.first.seq);
        const qint64 since = between(node.seen.first.seq, parent.last.seq + 1);
        if (before >= enough && node.seen.count * 2 > since)
            m_found.push_back(
                {SchemaChange::Kind::NewField, path, typesOf(node), {}, node.seen.first.at, node.seen.count});
        const qint64 after = between(node.seen.last.seq + 1, parent.last.seq + 1);
        const qint64 until = between(parent.first.seq, node.seen.last.seq + 1);
        if (after >= enough && node.seen.count >= enough && node.seen.count * 10 >= until * 9)
            m_found.push_back({SchemaChange::Kind::LostField, path, typesOf(node), {}, node.seen.last.at, after});
    }

    void lookAtTypes(const SchemaNode& node, const QString& path)
    {
        for (size_t type = 0; type < node.types.size(); ++type) {
            const Sightings& one = node.types[type];
            // Null is how a field says that it is empty.
            if (one.count == 0 || type == static_cast<size_t>(json::Type::Null))
                continue;
            QStringList others;
            for (size_t other = 0; other < node.types.size(); ++other) {
                const bool earlier = other != type && other != static_cast<size_t>(json::Type::Null) &&
                                     node.types[other].count > 0 && node.types[other].first.seq < one.first.seq;
                if (earlier)
                    others.append(QString::fromLatin1(json::typeName(static_cast<json::Type>(other))));
            }
            if (!others.isEmpty() && between(node.seen.first.seq, one.first.seq) >= enough)
                m_found.push_back({SchemaChange::Kind::NewType, path,
                                   QString::fromLatin1(json::typeName(static_cast<json::Type>(type))),
                                   others.join(QStringLiteral(", ")), one.first.at, one.count});
        }
    }

    void lookAtValues(const SchemaNode& node, const QString& path)
    {
        if (node.hasManyTexts || node.texts.size() < 2 || node.seen.count < static_cast<qint64>(node.texts.size()) * 10)
            return;
        for (const auto& [text, one] : node.texts) {
            if (between(node.seen.first.seq, one.first.seq) >= enoughForValues)
                m_found.push_back({SchemaChange::Kind::NewValue, path, text, {}, one.first.at, one.count});
        }
    }

    [[nodiscard]] static QString typesOf(const SchemaNode& node)
    {
        QStringList names;
        for (size_t type = 0; type < node.types.size(); ++type) {
            if (node.types[type].count > 0)
                names.append(QString::fromLatin1(json::typeName(static_cast<json::Type>(type))));
        }
        return names.join(QStringLiteral(", "));
    }

    const std::vector<qint64>& m_seqs; ///< ascending
    std::vector<SchemaChange> m_found;
};

void listNode(const SchemaNode& node, const QString& path, json::Array& out)
{
    json::Object types;
    for (size_t type = 0; type < node.types.size(); ++type) {
        if (node.types[type].count > 0)
            types.append(QString::fromLatin1(json::typeName(static_cast<json::Type>(type))), node.types[type].count);
    }
    json::Object entry{{QStringLiteral("path"), path},
                       {QStringLiteral("present"), node.seen.count},
                       {QStringLiteral("types"), std::move(types)}};
    const bool isEnum =
        !node.hasManyTexts && !node.texts.empty() && node.seen.count >= static_cast<qint64>(node.texts.size()) * 10;
    if (isEnum) {
        json::Array values;
        for (const auto& [text, seen] : node.texts)
            values.push_back(text);
        entry.append(QStringLiteral("values"), std::move(values));
    }
    out.push_back(std::move(entry));
    for (const auto& [name, member] : node.members)
        listNode(*member, joinPath(path, name), out);
    if (node.items)
        listNode(*node.items, path + QStringLiteral("[]"), out);
}

} // namespace

void Sightings::add(const Moment& moment)
{
    if (std::exchange(m_latest, moment.seq) == moment.seq)
        return;
    if (count == 0 || moment.seq < first.seq)
        first = moment;
    if (count == 0 || moment.seq > last.seq)
        last = moment;
    ++count;
}

void Sightings::add(const Sightings& other)
{
    if (other.count == 0)
        return;
    if (count == 0 || other.first.seq < first.seq)
        first = other.first;
    if (count == 0 || other.last.seq > last.seq)
        last = other.last;
    count += other.count;
}

void SchemaNode::add(const json::Value& value, const Moment& moment, int depth)
{
    seen.add(moment);
    types[static_cast<size_t>(value.type())].add(moment);
    if (value.isString()) {
        Sightings once;
        once.add(moment);
        addText(value.toString(), once);
    }
    if (depth >= mostDepth || !isContainer(value.type()))
        return;
    if (value.isArray()) {
        if (!items && !value.toArray().empty())
            items = std::make_unique<SchemaNode>();
        for (const json::Value& element : value.toArray())
            items->add(element, moment, depth + 1);
        return;
    }
    for (const auto& [name, member] : value.toObject()) {
        auto known = members.find(name);
        if (known == members.end()) {
            if (members.size() >= mostMembers) {
                hasManyMembers = true;
                continue;
            }
            known = members.emplace(name, std::make_unique<SchemaNode>()).first;
        }
        known->second->add(member, moment, depth + 1);
    }
}

void SchemaNode::addText(const QString& text, const Sightings& sightings)
{
    if (hasManyTexts)
        return;
    if (text.size() <= longestText)
        texts[text].add(sightings);
    if (text.size() > longestText || texts.size() > mostTexts) {
        hasManyTexts = true;
        texts.clear();
    }
}

void SchemaNode::add(SchemaNode other)
{
    seen.add(other.seen);
    for (size_t type = 0; type < types.size(); ++type)
        types[type].add(other.types[type]);
    hasManyMembers = hasManyMembers || other.hasManyMembers;
    if (other.hasManyTexts) {
        hasManyTexts = true;
        texts.clear();
    }
    for (const auto& [text, sightings] : other.texts)
        addText(text, sightings);
    for (auto& [name, member] : other.members) {
        auto& mine = members[name];
        if (mine)
            mine->add(std::move(*member));
        else
            mine = std::move(member);
    }
    if (items && other.items)
        items->add(std::move(*other.items));
    else if (other.items)
        items = std::move(other.items);
}

void TypeSchema::add(const json::Value& body, const Moment& moment)
{
    root.add(body, moment);
    seqs.push_back(moment.seq);
}

void TypeSchema::add(TypeSchema other)
{
    root.add(std::move(other.root));
    seqs.insert(seqs.end(), other.seqs.begin(), other.seqs.end());
}

QString toString(SchemaChange::Kind kind)
{
    switch (kind) {
    case SchemaChange::Kind::NewField: return QStringLiteral("new_field");
    case SchemaChange::Kind::LostField: return QStringLiteral("lost_field");
    case SchemaChange::Kind::NewType: return QStringLiteral("new_type");
    case SchemaChange::Kind::NewValue: return QStringLiteral("new_value");
    }
    return {};
}

std::vector<SchemaChange> changesOf(TypeSchema& schema)
{
    std::sort(schema.seqs.begin(), schema.seqs.end());
    Looking looking(schema.seqs);
    looking.look(schema.root, QStringLiteral("body"), {}, false);
    return looking.take();
}

json::Value toJson(const TypeSchema& schema)
{
    json::Array places;
    listNode(schema.root, QStringLiteral("body"), places);
    return places;
}

} // namespace hw::engine
