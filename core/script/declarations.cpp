#include "core/script/declarations.h"

#include "resources/types/typesresources.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace hw::script {

namespace {

constexpr char anyBody[] = "type Body = any;";

QString resource(const QString& name)
{
    resources::registerTypes();
    QFile file(QStringLiteral(":/types/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Under which name scripts reach the members of these interfaces.
QString ownerOf(const QString& type)
{
    static const QHash<QString, QString> owners{
        {QStringLiteral("Context"), QStringLiteral("ctx")},
        {QStringLiteral("Signing"), QStringLiteral("ctx.signing")},
        {QStringLiteral("NodeCrypto"), QStringLiteral("require(\"crypto\")")},
    };
    return owners.value(type, type);
}

/// Reads the declarations of our own files, whose form is plain: a comment before each, one member a line, no nested
/// blocks.
class Reader
{
public:
    std::vector<Declaration> read(const QString& text)
    {
        for (const QString& line : text.split(u'\n'))
            readLine(line);
        return std::move(m_found);
    }

private:
    void readLine(const QString& line)
    {
        static const QRegularExpression comment(QStringLiteral("^\\s*/\\*\\* (.*) \\*/$"));
        static const QRegularExpression opening(
            QStringLiteral("^(interface|declare class|declare const|declare module) (\"[\\w:]+\"|\\w+)[^{]*\\{$"));
        static const QRegularExpression function(QStringLiteral("^declare function (\\w+)(.*);$"));
        static const QRegularExpression member(QStringLiteral("^  (static |readonly )*(\\w+)([?]?)([(<:].*);$"));
        if (const auto found = comment.match(line); found.hasMatch()) {
            m_doc = found.captured(1);
        } else if (const auto block = opening.match(line); block.hasMatch()) {
            const QString keyword = block.captured(1);
            const QString name = block.captured(2);
            m_owner = ownerOf(name);
            m_inModule = keyword == QLatin1String("declare module");
            if (keyword == QLatin1String("declare class"))
                m_found.push_back({{}, name, Declaration::Kind::Class, QStringLiteral("class"), m_doc});
            else if (keyword == QLatin1String("declare const"))
                m_found.push_back({{}, name, Declaration::Kind::Variable, QStringLiteral("object"), m_doc});
            m_doc.clear();
        } else if (line == QLatin1String("}") || line == QLatin1String("};")) {
            m_owner.clear();
            m_inModule = false;
        } else if (const auto one = function.match(line); one.hasMatch()) {
            m_found.push_back({{}, one.captured(1), Declaration::Kind::Function, one.captured(2), m_doc});
            m_doc.clear();
        } else if (const auto part = member.match(line); part.hasMatch() && !m_owner.isEmpty() && !m_inModule) {
            QString signature = part.captured(4);
            if (signature.startsWith(QLatin1String(": ")))
                signature = signature.mid(2);
            m_found.push_back({m_owner, part.captured(2), Declaration::Kind::Member, signature, m_doc});
            m_doc.clear();
        }
    }

    std::vector<Declaration> m_found;
    QString m_owner;
    QString m_doc;
    bool m_inModule = false;
};

void addMembers(const QString& owner, const BodyShape& shape, std::vector<Declaration>& list)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_$][A-Za-z0-9_$]*$"));
    for (const BodyShape::MemberShape& member : shape.members()) {
        const bool isName = plain.match(member.name).hasMatch();
        const QString name =
            isName ? member.name : QStringLiteral("[%1]").arg(QString::fromUtf8(json::write(json::Value(member.name))));
        list.push_back({owner,
                        name,
                        Declaration::Kind::Member,
                        member.shape->summary() + (member.isOptional ? QStringLiteral(" | undefined") : QString()),
                        {}});
        addMembers(isName ? QString(owner + u'.' + name) : QString(owner + name), *member.shape, list);
    }
    if (const BodyShape* elements = shape.elements())
        addMembers(owner + QLatin1String("[]"), *elements, list);
}

} // namespace

std::vector<Declaration> declarations(const BodyShape& body)
{
    std::vector<Declaration> list = Reader().read(resource(QStringLiteral("headwater.d.ts")));
    const auto platform = Reader().read(resource(QStringLiteral("platform.d.ts")));
    list.insert(list.end(), platform.begin(), platform.end());
    std::stable_partition(list.begin(), list.end(), [](const Declaration& one) { return one.owner.isEmpty(); });
    addMembers(QStringLiteral("ctx.body"), body, list);
    return list;
}

QByteArray declarationFile(const BodyShape& body)
{
    QString text = resource(QStringLiteral("headwater.d.ts"));
    if (!body.isEmpty())
        text.replace(QLatin1String(anyBody), QStringLiteral("type Body = %1;").arg(body.toTypeScript()));
    return text.toUtf8();
}

} // namespace hw::script
