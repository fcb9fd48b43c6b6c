#include "core/signing/fixes.h"

#include <algorithm>

namespace hw::signing {

namespace {

using namespace std::chrono_literals;

/// Later than this, the request was kept and sent again: a tolerance would be none any more.
constexpr auto oldestAccepted = 24h;
constexpr qint64 toleranceStep = 300;

Fix settingsFix(const Settings& settings)
{
    Fix fix;
    fix.id = settings.front().first;
    fix.what.code = QStringLiteral("setting");
    for (const auto& [member, value] : settings)
        fix.what.args << member << value;
    fix.settings = settings;
    return fix;
}

Fix secretFix(const KnownSecret& secret, size_t index, bool cleaned)
{
    Fix fix;
    fix.secret = index;
    fix.cleaned = cleaned;
    if (secret.place == SecretPlace::Source) {
        fix.id = QStringLiteral("add_clean_secret");
        fix.what = {fix.id, {secret.name}};
    } else {
        fix.id = QStringLiteral("add_secret");
        fix.what = {fix.id,
                    {secret.name, secret.place == SecretPlace::OtherEnvironment ? secret.environment : secret.source}};
    }
    return fix;
}

/// A script that checks the form of the body that was signed.
QByteArray scriptOf(const QByteArray& expression)
{
    return "// The sender signed the body in another form than it arrived in: that form is checked.\n"
           "async function main(ctx) {\n"
           "  const { headers, rawBody, body, vars, signing } = ctx;\n"
           "  const verified = verifySignature({\n"
           "    ...signing,\n"
           "    headers,\n"
           "    payload: " +
           expression +
           ",\n"
           "    secret: signing.secrets.map((name) => vars[name]),\n"
           "  });\n"
           "\n"
           "  return { verified };\n"
           "}\n";
}

} // namespace

std::vector<Fix> fixesFor(const Scheme& scheme, const Suspect& suspect, const Match& match)
{
    std::vector<Fix> fixes;
    const KnownSecret& secret = suspect.secrets[match.secret];
    const bool otherScheme = std::any_of(match.findings.begin(), match.findings.end(), [](const Finding& finding) {
        return finding.code == QLatin1String("other_scheme");
    });
    // A request of another source that came to this path: it is the address that is to be changed, not the source.
    if (otherScheme && secret.place == SecretPlace::OtherSource)
        return fixes;
    if (secret.place != SecretPlace::Source || match.cleaned)
        fixes.push_back(secretFix(secret, match.secret, match.cleaned));
    if (match.reading.mayBeFixed && !match.reading.settings.empty())
        fixes.push_back(settingsFix(match.reading.settings));
    if (!match.keySettings.empty())
        fixes.push_back(settingsFix(match.keySettings));
    if (!match.contentSettings.empty() && match.reading.mayBeFixed)
        fixes.push_back(settingsFix(match.contentSettings));
    if (match.content.code == QLatin1String("url") && scheme.content.contains("{url}")) {
        const QString target = QString::fromUtf8(suspect.request.target);
        if (match.url.endsWith(target)) {
            Fix fix;
            fix.id = QStringLiteral("public_url");
            fix.what = {fix.id, {match.url.chopped(target.size())}};
            fixes.push_back(std::move(fix));
        }
    }
    if (!match.expression.isEmpty() && match.reading.mayBeFixed) {
        Fix fix;
        fix.id = QStringLiteral("script");
        fix.what = {fix.id, QStringList{match.content.code} + match.content.args};
        fix.script = scriptOf(match.expression);
        fixes.push_back(std::move(fix));
    }
    return fixes;
}

std::vector<Fix> fixesFor(const Scheme&, const Suspect& suspect, const TokenMatch& match)
{
    std::vector<Fix> fixes;
    const KnownSecret& secret = suspect.secrets[match.secret];
    if (secret.place != SecretPlace::Source || match.cleaned)
        fixes.push_back(secretFix(secret, match.secret, match.cleaned));
    const bool formChanged = std::any_of(match.findings.begin(), match.findings.end(), [](const Finding& finding) {
        return finding.code == QLatin1String("token_form") && finding.args.size() == 1 &&
               finding.args.front() != QLatin1String("password");
    });
    if (!match.settings.empty() && !formChanged)
        fixes.push_back(settingsFix(match.settings));
    return fixes;
}

std::optional<Fix> toleranceFix(const Suspect& suspect, std::chrono::seconds age)
{
    const auto span = std::chrono::abs(age);
    if (span > oldestAccepted)
        return std::nullopt;
    const qint64 seconds = (span.count() / toleranceStep + 1) * toleranceStep;
    Fix fix;
    fix.id = QStringLiteral("tolerance");
    fix.what = {fix.id, {QString::number(seconds)}};
    fix.settings = {{QStringLiteral("toleranceSeconds"), QString::number(seconds)}};
    if (suspect.live)
        fix.refused = QStringLiteral("live");
    return fix;
}

Fix unitFix(const QString& unit)
{
    return settingsFix({{QStringLiteral("timestampUnit"), unit}});
}

} // namespace hw::signing
