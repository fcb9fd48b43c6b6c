#include "ui/models/mappingsuggest.h"

#include "core/mapping/path.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace hw::models {

using json::Value;
using mapping::Path;
using mapping::PathRoot;

namespace {

constexpr int mostValues = 400; ///< bodies come from strangers
constexpr int deepest = 6;
constexpr int leastScore = 10;

/// "phoneNumber", "phone_number" and "Phone-Number" are one name.
QString bareName(const QString& name)
{
    QString bare;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            bare += c.toLower();
    }
    return bare;
}

/// Under which names senders put what a parameter takes.
const QStringList& namesOf(const QString& parameter)
{
    static const QHash<QString, QStringList> all{
        {QStringLiteral("email"), {QStringLiteral("email"), QStringLiteral("emailaddress")}},
        {QStringLiteral("name"), {QStringLiteral("name"), QStringLiteral("fullname"), QStringLiteral("displayname")}},
        {QStringLiteral("phone_number"),
         {QStringLiteral("phonenumber"), QStringLiteral("phone"), QStringLiteral("mobile")}},
        {QStringLiteral("avatar"),
         {QStringLiteral("avatar"), QStringLiteral("avatarurl"), QStringLiteral("picture"),
          QStringLiteral("imageurl")}},
        {QStringLiteral("locale"), {QStringLiteral("locale"), QStringLiteral("language")}},
        {QStringLiteral("timezone"), {QStringLiteral("timezone"), QStringLiteral("tz")}},
        {QStringLiteral("created_at"), {QStringLiteral("createdat"), QStringLiteral("created")}},
        {QStringLiteral("tenant"),
         {QStringLiteral("tenant"), QStringLiteral("tenantid"), QStringLiteral("orgid"),
          QStringLiteral("organizationid")}},
    };
    static const QStringList none;
    const auto found = all.constFind(parameter);
    return found == all.constEnd() ? none : *found;
}

/// Names of what an id is the id of, by the kind of action.
QStringList ownersOf(const QString& action, const QString& parameter)
{
    const bool isPerson = (action.startsWith(QLatin1String("users_")) && parameter == QLatin1String("id")) ||
                          parameter == QLatin1String("recipients") || parameter == QLatin1String("members");
    if (isPerson)
        return {QStringLiteral("user"), QStringLiteral("customer"), QStringLiteral("member"), QStringLiteral("contact"),
                QStringLiteral("person")};
    if (action.startsWith(QLatin1String("tenants_")) && parameter == QLatin1String("id"))
        return {QStringLiteral("tenant"), QStringLiteral("organization"), QStringLiteral("org"),
                QStringLiteral("account"), QStringLiteral("team")};
    return {};
}

class Finder
{
public:
    Finder(const QString& action, const QString& parameter)
        : m_parameter(parameter)
        , m_names(namesOf(parameter))
        , m_owners(ownersOf(action, parameter))
    {}

    void look(PathRoot root, const Value& value, int bonus)
    {
        m_root = root;
        m_bonus = bonus;
        walk(value, {});
    }

    [[nodiscard]] QString best() const { return m_best; }

private:
    void walk(const Value& value, const std::vector<Path::Step>& steps)
    {
        if (m_left <= 0 || static_cast<int>(steps.size()) > deepest)
            return;
        if (value.isObject()) {
            for (const auto& [name, member] : value.toObject()) {
                std::vector<Path::Step> below = steps;
                below.emplace_back(name);
                walk(member, below);
            }
            return;
        }
        --m_left;
        const bool isText = value.isString() && !value.toString().isEmpty();
        if (steps.empty() || (!isText && !value.isNumber()))
            return;
        const int score = scoreOf(value, steps) + m_bonus - static_cast<int>(steps.size());
        if (score >= leastScore && score > m_score) {
            m_score = score;
            m_best = Path(m_root, steps).text();
        }
    }

    [[nodiscard]] int scoreOf(const Value& value, const std::vector<Path::Step>& steps) const
    {
        const auto nameAt = [&](size_t fromEnd) {
            if (steps.size() <= fromEnd)
                return QString();
            const auto* name = std::get_if<QString>(&steps[steps.size() - 1 - fromEnd]);
            return name ? bareName(*name) : QString();
        };
        const QString name = nameAt(0);
        for (qsizetype i = 0; i < m_names.size(); ++i) {
            if (name == m_names[i] && fits(value))
                return 30 - static_cast<int>(i);
        }
        for (qsizetype i = 0; i < m_owners.size(); ++i) {
            if (name == m_owners[i] + QLatin1String("id"))
                return 32 - static_cast<int>(i);
            if (name == QLatin1String("id") && nameAt(1) == m_owners[i])
                return 31 - static_cast<int>(i);
        }
        return -leastScore;
    }

    /// Whether the shape speaks for it.
    [[nodiscard]] bool fits(const Value& value) const
    {
        if (m_parameter == QLatin1String("email"))
            return value.toString().contains(u'@');
        if (m_parameter == QLatin1String("avatar"))
            return value.toString().startsWith(QLatin1String("http"));
        return value.isString() || m_parameter == QLatin1String("created_at");
    }

    QString m_parameter;
    QStringList m_names;
    QStringList m_owners;
    PathRoot m_root = PathRoot::Body;
    int m_bonus = 0;
    int m_left = mostValues;
    int m_score = 0;
    QString m_best;
};

} // namespace

QString suggestedPath(const QString& action, const QString& parameter, const Value& root)
{
    Finder finder(action, parameter);
    finder.look(PathRoot::Preprocess, root[u"preprocess"], 2);
    finder.look(PathRoot::Body, root[u"body"], 0);
    return finder.best();
}

} // namespace hw::models
