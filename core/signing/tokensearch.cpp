// Schemes whose secret stands in the request itself: where it may stand, and in which form.
#include "core/signing/matching.h"
#include "core/signing/search.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

/// A text of the request that may be the secret.
struct Presented
{
    int cost = 0; ///< 0 = as the scheme wants it
    std::vector<Finding> findings;
    Settings settings;
    QByteArray value;
};

bool cutWord(QByteArray& value, QByteArrayView word)
{
    if (value.size() <= word.size() || value[word.size()] != ' ' ||
        QByteArrayView(value).first(word.size()).compare(word, Qt::CaseInsensitive) != 0)
        return false;
    value = value.mid(word.size() + 1).trimmed();
    return true;
}

QByteArray unquoted(const QByteArray& value)
{
    const bool quoted =
        value.size() > 2 && (value.front() == '"' || value.front() == '\'') && value.front() == value.back();
    return quoted ? value.mid(1, value.size() - 2) : value;
}

class Collector
{
public:
    Collector(const Scheme& scheme, const Suspect& suspect)
        : m_scheme(scheme)
        , m_suspect(suspect)
    {}

    std::vector<Presented> collect()
    {
        for (const http::Header& header : m_suspect.request.headers)
            addHeader(header);
        const qsizetype question = m_suspect.request.target.indexOf('?');
        if (question >= 0) {
            for (const QByteArray& item : m_suspect.request.target.mid(question + 1).split('&'))
                addParameter(item);
        }
        std::stable_sort(m_found.begin(), m_found.end(),
                         [](const Presented& a, const Presented& b) { return a.cost < b.cost; });
        return std::move(m_found);
    }

private:
    static QString kindName(SchemeKind kind)
    {
        switch (kind) {
        case SchemeKind::Bearer: return QStringLiteral("bearer");
        case SchemeKind::Basic: return QStringLiteral("basic");
        case SchemeKind::Query: return QStringLiteral("query");
        default: return QStringLiteral("header");
        }
    }

    [[nodiscard]] bool isToken() const
    {
        return m_scheme.kind != SchemeKind::Signature && m_scheme.kind != SchemeKind::None;
    }

    /// What it means that the token came as this kind, in this place.
    void add(SchemeKind kind, const QString& place, const QByteArray& value)
    {
        if (value.isEmpty())
            return;
        Presented shown;
        shown.value = value;
        const QString configured = m_scheme.kind == SchemeKind::Query || m_scheme.headers.empty()
                                       ? m_scheme.parameter
                                       : QString::fromUtf8(m_scheme.headers.front().signature);
        if (kind != m_scheme.kind) {
            ++shown.cost;
            shown.findings.push_back(
                {isToken() ? QStringLiteral("token_form") : QStringLiteral("other_scheme"), {kindName(kind), place}});
            shown.settings.emplace_back(QStringLiteral("scheme"), kindName(kind));
            const bool usual =
                place.compare(QLatin1String("Authorization"), Qt::CaseInsensitive) == 0 && kind != SchemeKind::Header;
            if (!usual)
                shown.settings.emplace_back(
                    kind == SchemeKind::Query ? QStringLiteral("parameter") : QStringLiteral("header"), place);
        } else if (place.compare(configured, Qt::CaseInsensitive) != 0) {
            ++shown.cost;
            shown.findings.push_back({QStringLiteral("token_place"), {configured, place}});
            shown.settings.emplace_back(
                kind == SchemeKind::Query ? QStringLiteral("parameter") : QStringLiteral("header"), place);
        } else if (!m_scheme.prefix.isEmpty() && kind == SchemeKind::Header) {
            if (value.startsWith(m_scheme.prefix)) {
                shown.value = value.mid(m_scheme.prefix.size());
            } else {
                ++shown.cost;
                shown.findings.push_back(
                    {QStringLiteral("signature_prefix"), {QString::fromUtf8(m_scheme.prefix), QString()}});
                shown.settings.emplace_back(QStringLiteral("prefix"), QStringLiteral("none"));
            }
        }
        addVariants(std::move(shown), kind);
    }

    /// The value and what it may be the encoding of.
    void addVariants(Presented shown, SchemeKind kind)
    {
        m_found.push_back(shown);
        const QByteArray whole = shown.value;
        const auto variant = [&](const char* form, const QByteArray& value, const Settings& settings = {}) {
            if (value.isEmpty() || value == whole)
                return;
            Presented other = shown;
            ++other.cost;
            other.value = value;
            other.findings.push_back({QStringLiteral("token_form"), {QString::fromLatin1(form)}});
            other.settings.insert(other.settings.end(), settings.begin(), settings.end());
            m_found.push_back(std::move(other));
        };
        variant("quotes", unquoted(whole));
        variant("percent", QByteArray::fromPercentEncoding(whole));
        if (kind == SchemeKind::Basic) {
            const qsizetype colon = whole.indexOf(':');
            if (colon >= 0)
                variant("password", whole.mid(colon + 1),
                        {{QStringLiteral("parameter"), QString::fromUtf8(whole.left(colon))}});
            return;
        }
        if (const auto decoded = decodeBase64(whole); decoded && isUtf8(*decoded))
            variant("base64", *decoded);
    }

    void addHeader(const http::Header& header)
    {
        const QString name = QString::fromUtf8(header.name);
        const QByteArray value = header.value.trimmed();
        QByteArray rest = value;
        if (cutWord(rest, "Bearer") || cutWord(rest, "Token"))
            add(SchemeKind::Bearer, name, rest);
        else if (cutWord(rest, "Basic"))
            add(SchemeKind::Basic, name, decodeBase64(rest).value_or(QByteArray()));
        add(SchemeKind::Header, name, value);
    }

    void addParameter(const QByteArray& item)
    {
        const qsizetype equals = item.indexOf('=');
        if (equals < 0)
            return;
        const QString name = QString::fromUtf8(QByteArray::fromPercentEncoding(item.left(equals)));
        add(SchemeKind::Query, name, QByteArray::fromPercentEncoding(item.mid(equals + 1).replace('+', ' ')));
    }

    const Scheme& m_scheme;
    const Suspect& m_suspect;
    std::vector<Presented> m_found;
};

/// What the stored text may be in the request.
struct SecretForm
{
    int cost = 0;
    std::vector<Finding> findings;
    bool cleaned = false;
    SecretString value;
};

std::vector<SecretForm> formsOf(const Scheme& scheme, const KnownSecret& secret)
{
    std::vector<SecretForm> forms;
    const int cost = secret.place == SecretPlace::Source ? 0 : 1;
    std::vector<Finding> findings;
    if (cost > 0)
        findings.push_back(findingOf(secret));
    forms.push_back({cost, findings, false, secret.value});
    if (scheme.kind == SchemeKind::Basic && !scheme.parameter.isEmpty()) {
        const KeyBytes pair(QByteArray(scheme.parameter.toUtf8() + ':'), secret.value.view());
        forms.push_back({cost, findings, false, SecretString(pair.view())});
    }
    if (const auto cleaned = cleanedSecret(secret)) {
        findings.push_back(cleaned->finding);
        forms.push_back({cost + 1, findings, true, cleaned->value});
    }
    return forms;
}

} // namespace

TokenResult searchToken(const Scheme& scheme, const Suspect& suspect)
{
    TokenResult result;
    const std::vector<Presented> presented = Collector(scheme, suspect).collect();
    std::optional<int> best;
    for (size_t i = 0; i < suspect.secrets.size(); ++i) {
        if (suspect.secrets[i].value.isEmpty())
            continue;
        for (const SecretForm& form : formsOf(scheme, suspect.secrets[i])) {
            for (const Presented& shown : presented) {
                const bool matched = sameToken(form.value.view(), shown.value);
                std::vector<Finding> findings = shown.findings;
                findings.insert(findings.end(), form.findings.begin(), form.findings.end());
                if (findings.size() == 1) {
                    const auto known = std::find_if(result.tried.begin(), result.tried.end(), [&](const Attempt& one) {
                        return one.hypothesis == findings.front();
                    });
                    if (known == result.tried.end())
                        result.tried.push_back({findings.front(), matched});
                    else
                        known->matched |= matched;
                }
                const int cost = form.cost + shown.cost;
                if (matched && (!best || cost < *best)) {
                    best = cost;
                    result.match = TokenMatch{i, form.cleaned, std::move(findings), shown.settings};
                }
            }
        }
    }
    return result;
}

} // namespace hw::signing
