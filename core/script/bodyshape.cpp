#include "core/script/bodyshape.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace hw::script {

namespace {

constexpr int deepest = 12;
constexpr size_t mostMembers = 200;
/// An object with more keys than this, of which few examples share one, is a map.
constexpr size_t fewMembers = 24;

bool isName(const QString& text)
{
    static const QRegularExpression name(QStringLiteral("^[A-Za-z_$][A-Za-z0-9_$]*$"));
    return name.match(text).hasMatch();
}

QString quoted(const QString& text)
{
    return QString::fromUtf8(json::write(json::Value(text)));
}

} // namespace

struct BodyShape::Member
{
    QString name;
    int seen = 0;
    BodyShape shape;
};

BodyShape::BodyShape() = default;
BodyShape::~BodyShape() = default;
BodyShape::BodyShape(BodyShape&& other) noexcept = default;
BodyShape& BodyShape::operator=(BodyShape&& other) noexcept = default;

void BodyShape::add(const json::Value& example)
{
    add(example, 0);
}

void BodyShape::add(const json::Value& example, int depth)
{
    ++m_seen;
    switch (example.type()) {
    case json::Type::Undefined:
    case json::Type::Null: m_hasNull = true; return;
    case json::Type::Bool: m_hasBool = true; return;
    case json::Type::Number: m_hasNumber = true; return;
    case json::Type::String: m_hasString = true; return;
    case json::Type::Array:
        if (!m_elements)
            m_elements = std::make_unique<BodyShape>();
        for (const json::Value& element : example.toArray()) {
            if (depth < deepest)
                m_elements->add(element, depth + 1);
            else
                m_elements->m_isDeeper = true;
        }
        return;
    case json::Type::Object: break;
    }
    ++m_objects;
    for (const auto& [name, value] : example.toObject()) {
        auto known = std::find_if(m_members.begin(), m_members.end(), [&](const Member& m) { return m.name == name; });
        if (known == m_members.end()) {
            if (m_members.size() >= mostMembers || depth >= deepest) {
                m_isDeeper = true;
                continue;
            }
            m_members.push_back({name, 0, {}});
            known = m_members.end() - 1;
        }
        ++known->seen;
        known->shape.add(value, depth + 1);
    }
}

bool BodyShape::isMap() const
{
    if (m_members.size() <= fewMembers || m_objects < 2)
        return false;
    const auto shared =
        std::count_if(m_members.begin(), m_members.end(), [this](const Member& m) { return 2 * m.seen > m_objects; });
    return static_cast<size_t>(shared) * 4 < m_members.size();
}

std::vector<BodyShape::MemberShape> BodyShape::members() const
{
    std::vector<MemberShape> list;
    if (isMap())
        return list;
    for (const Member& member : m_members)
        list.push_back({member.name, &member.shape, member.seen < m_objects});
    return list;
}

QStringList BodyShape::scalarTypes() const
{
    QStringList types;
    if (m_hasString)
        types.append(QStringLiteral("string"));
    if (m_hasNumber)
        types.append(QStringLiteral("number"));
    if (m_hasBool)
        types.append(QStringLiteral("boolean"));
    return types;
}

QString BodyShape::toTypeScript(int indent) const
{
    QStringList types = scalarTypes();
    if (m_elements) {
        const QString element = m_elements->isEmpty() ? QStringLiteral("unknown") : m_elements->toTypeScript(indent);
        types.append(QStringLiteral("Array<%1>").arg(element));
    }
    if (isMap()) {
        QStringList values;
        for (const Member& member : m_members) {
            const QString type = member.shape.toTypeScript(indent);
            if (!values.contains(type))
                values.append(type);
        }
        types.append(
            QStringLiteral("Record<string, %1>").arg(values.size() == 1 ? values.front() : QStringLiteral("any")));
    } else if (m_objects > 0) {
        const QString space(indent + 2, u' ');
        QString text = QStringLiteral("{\n");
        for (const Member& member : m_members) {
            text += space + (isName(member.name) ? member.name : quoted(member.name)) +
                    (member.seen < m_objects ? QStringLiteral("?: ") : QStringLiteral(": ")) +
                    member.shape.toTypeScript(indent + 2) + QStringLiteral(";\n");
        }
        if (m_isDeeper)
            text += space + QStringLiteral("[name: string]: any;\n");
        types.append(text + QString(indent, u' ') + u'}');
    }
    if (types.isEmpty()) // nothing but null was seen: it can be anything
        return QStringLiteral("any");
    if (m_hasNull)
        types.append(QStringLiteral("null"));
    return types.join(QStringLiteral(" | "));
}

QString BodyShape::summary() const
{
    QStringList types = scalarTypes();
    if (m_elements) {
        const QString element = m_elements->isEmpty() ? QStringLiteral("unknown") : m_elements->summary();
        types.append(element.contains(u' ') ? QStringLiteral("(%1)[]").arg(element) : element + QStringLiteral("[]"));
    }
    if (m_objects > 0)
        types.append(QStringLiteral("object"));
    if (types.isEmpty())
        return QStringLiteral("any");
    if (m_hasNull)
        types.append(QStringLiteral("null"));
    return types.join(QStringLiteral(" | "));
}

} // namespace hw::script
