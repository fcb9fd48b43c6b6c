#include "core/signing/explainer.h"

#include "core/signing/fixes.h"
#include "core/signing/matching.h"
#include "core/signing/proof.h"
#include "core/signing/search.h"
#include "core/signing/signedcontent.h"
#include "core/signing/timecheck.h"

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

/// As far as a piece of a digest tells that it is one.
constexpr qsizetype shortestPiece = 12;

const Check* checkOf(const Verification& verification, QLatin1String id)
{
    const auto it = std::find_if(verification.checks.begin(), verification.checks.end(),
                                 [&](const Check& check) { return check.id == id; });
    return it == verification.checks.end() ? nullptr : &*it;
}

std::vector<NamedSecret> ownSecrets(const Suspect& suspect)
{
    std::vector<NamedSecret> own;
    for (const KnownSecret& secret : suspect.secrets) {
        if (secret.place == SecretPlace::Source)
            own.push_back({secret.name, secret.value});
    }
    return own;
}

/// Explains one request; the parts of the diagnosis are filled in one after the other.
class Explanation
{
public:
    explicit Explanation(const Suspect& suspect)
        : m_suspect(suspect)
    {
        m_result.verification = verify(suspect.config, suspect.request, ownSecrets(suspect), suspect.now);
    }

    Diagnosis make()
    {
        const auto scheme = resolve(m_suspect.config);
        if (!scheme) {
            m_result.cause = {m_result.verification.reason, {m_suspect.config.scheme}};
            return std::move(m_result);
        }
        m_scheme = *scheme;
        if (m_scheme.kind == SchemeKind::Signature || m_scheme.kind == SchemeKind::None)
            searchSignature();
        if (m_scheme.kind != SchemeKind::Signature || !m_match)
            searchTokens();
        if (m_scheme.kind != SchemeKind::Signature && m_scheme.kind != SchemeKind::None && !m_tokenMatch)
            searchSignature();
        lint();
        decide();
        m_result.proof = makeProof(m_scheme, m_suspect, m_match);
        return std::move(m_result);
    }

private:
    void searchSignature()
    {
        SearchResult found = searchMatch(m_scheme, m_suspect);
        m_match = std::move(found.match);
        m_result.complete = found.complete;
        m_result.tried.insert(m_result.tried.end(), found.tried.begin(), found.tried.end());
        if (m_match)
            m_result.matchedSecret = m_suspect.secrets[m_match->secret].name;
    }

    void searchTokens()
    {
        TokenResult found = searchToken(m_scheme, m_suspect);
        m_tokenMatch = std::move(found.match);
        const bool asConfigured = m_scheme.kind != SchemeKind::Signature && m_scheme.kind != SchemeKind::None;
        if (asConfigured)
            m_result.tried.push_back(
                {{QStringLiteral("as_configured"), {}}, m_result.verification.status == VerificationStatus::Verified});
        // Of a scheme that signs, other places are worth a line only where the secret was found there.
        for (const Attempt& attempt : found.tried) {
            if (asConfigured || attempt.matched)
                m_result.tried.push_back(attempt);
        }
        if (m_tokenMatch)
            m_result.matchedSecret = m_suspect.secrets[m_tokenMatch->secret].name;
    }

    void lint()
    {
        for (const KnownSecret& secret : m_suspect.secrets) {
            if (secret.place != SecretPlace::Source)
                continue;
            for (const SecretProblem& problem : lintSecret(m_scheme.name, secret.value))
                m_lints.push_back({QStringLiteral("secret_") + problem.code, {secret.name}});
        }
    }

    void decide()
    {
        if (m_result.verification.status == VerificationStatus::Verified) {
            m_result.cause = {QStringLiteral("verified"), {m_result.verification.secretName}};
            m_result.hints = m_lints;
            return;
        }
        std::vector<Finding> findings;
        if (m_scheme.kind == SchemeKind::None)
            findings.push_back({QStringLiteral("not_checked"), {}});
        if (m_match) {
            findings.insert(findings.end(), m_match->findings.begin(), m_match->findings.end());
            m_result.fixes = fixesFor(m_scheme, m_suspect, *m_match);
        } else if (m_tokenMatch) {
            findings.insert(findings.end(), m_tokenMatch->findings.begin(), m_tokenMatch->findings.end());
            m_result.fixes = fixesFor(m_scheme, m_suspect, *m_tokenMatch);
        }
        const bool explained = !findings.empty() || (m_match && m_match->findings.empty());
        if (explained)
            judgeTime(findings);
        else
            judgeWithoutMatch(findings);
        m_result.cause = findings.front();
        m_result.also.assign(findings.begin() + 1, findings.end());
        for (const Finding& problem : m_lints) {
            if (std::find(findings.begin(), findings.end(), problem) == findings.end())
                m_result.hints.push_back(problem);
        }
    }

    /// The time of a request whose signature is explained.
    void judgeTime(std::vector<Finding>& findings)
    {
        const Scheme& scheme = m_match ? m_match->reading.scheme : m_scheme;
        const QByteArray written = m_match ? m_match->reading.parsed.timestamp : QByteArray();
        if (scheme.timePlace != TimePlace::None)
            addTime(findings, scheme, written);
        // Nothing else is left where the signature matches as it is: the reason of the checks is the cause.
        if (findings.empty())
            findings.push_back({m_result.verification.reason, {}});
    }

    void addTime(std::vector<Finding>& findings, Scheme scheme, const QByteArray& written)
    {
        TimeCheck check = checkTime(scheme, written, m_suspect.request.body, m_suspect.now);
        if (check.reason == "timestamp_malformed") {
            scheme.timeUnit = scheme.timeUnit == TimeUnit::Seconds ? TimeUnit::Milliseconds : TimeUnit::Seconds;
            check = checkTime(scheme, written, m_suspect.request.body, m_suspect.now);
            if (check.reason == "timestamp_malformed") {
                findings.push_back({QStringLiteral("timestamp_malformed"), {QString::fromUtf8(written)}});
                return;
            }
            const QString unit =
                scheme.timeUnit == TimeUnit::Seconds ? QStringLiteral("seconds") : QStringLiteral("milliseconds");
            findings.push_back({QStringLiteral("timestamp_unit"), {unit}});
            m_result.fixes.push_back(unitFix(unit));
        }
        if (check.ok != false)
            return;
        findings.push_back(
            {QString::fromLatin1(check.reason),
             {QString::number(std::chrono::abs(check.age).count() / 1000), QString::number(scheme.toleranceSeconds)}});
        if (auto fix = toleranceFix(m_suspect, std::chrono::duration_cast<std::chrono::seconds>(check.age)))
            m_result.fixes.push_back(std::move(*fix));
    }

    void judgeWithoutMatch(std::vector<Finding>& findings)
    {
        const Verification& verification = m_result.verification;
        const QString& reason = verification.reason;
        const ParsedHeaders parsed = parseHeaders(m_scheme, m_suspect.request.headers);
        const auto mistake = std::find_if(m_lints.begin(), m_lints.end(), [](const Finding& lint) {
            return lint.code == QLatin1String("secret_api_key") || lint.code == QLatin1String("secret_wrong_key") ||
                   lint.code == QLatin1String("secret_not_base64");
        });
        if (m_scheme.kind == SchemeKind::Signature && isCut(parsed)) {
            findings.push_back({QStringLiteral("signature_cut"), {}});
        } else if (reason == QLatin1String("header_missing")) {
            findings.push_back({reason, parsed.missing});
            if (m_scheme.kind != SchemeKind::Signature)
                findings.front().args = {checkDetail("header")};
            for (const Scheme& other : schemes()) {
                if (other.name != m_scheme.name && carries(other, m_suspect.request.headers)) {
                    m_result.hints.push_back({QStringLiteral("looks_like"), {other.name}});
                    break;
                }
            }
        } else if (reason == QLatin1String("header_malformed")) {
            findings.push_back({reason, {checkDetail("format")}});
        } else if (reason == QLatin1String("secret_missing")) {
            findings.push_back({reason, m_suspect.config.secrets});
        } else if (mistake != m_lints.end()) {
            findings.push_back(*mistake);
        } else if (reason == QLatin1String("secret_malformed")) {
            findings.push_back({reason, {checkDetail("secret")}});
        } else if (reason == QLatin1String("url_missing")) {
            findings.push_back({reason, {}});
        } else {
            judgeMismatch(findings, parsed);
        }
        const Check* time = checkOf(verification, QLatin1String("timestamp"));
        if (time && time->ok == false)
            addTime(findings, m_scheme, parsed.timestamp);
        if (findings.empty())
            findings.push_back({reason, {}});
    }

    /// The digest is another one, and no variant gives it.
    void judgeMismatch(std::vector<Finding>& findings, const ParsedHeaders& parsed)
    {
        if (m_result.verification.reason != QLatin1String("signature_mismatch"))
            return;
        if (m_scheme.kind == SchemeKind::Signature) {
            if (const QString name = secretOfOtherKind(parsed); !name.isEmpty()) {
                findings.push_back({QStringLiteral("key_kind"), {name}});
                return;
            }
            const SignedContent content = signedContent(m_scheme, m_suspect.request, parsed.id, parsed.timestamp);
            if (!content.reason.isEmpty()) {
                findings.push_back({QStringLiteral("body_not_signed"), {content.note}});
                return;
            }
            if (judgeBody(findings))
                return;
            m_result.hints.push_back({QStringLiteral("body_changed"), {}});
        }
        findings.push_back({QStringLiteral("unknown"), {}});
        m_result.hints.push_back({QStringLiteral("secret_elsewhere"), {}});
    }

    /// What the body itself tells of having been changed.
    bool judgeBody(std::vector<Finding>& findings)
    {
        const QByteArrayView body = m_suspect.request.body;
        const http::Headers& headers = m_suspect.request.headers;
        bool isNumber = false;
        const qint64 announced = headers.value("Content-Length").toLongLong(&isNumber);
        if (body.isEmpty() && (announced > 0 || headers.contains("Content-Type"))) {
            findings.push_back({QStringLiteral("body_missing"), {}});
            return true;
        }
        if (isNumber && announced > 0 && announced != body.size()) {
            findings.push_back(
                {QStringLiteral("body_length"), {QString::number(body.size()), QString::number(announced)}});
            return true;
        }
        if (body.toByteArray().contains("\xEF\xBF\xBD")) {
            findings.push_back({QStringLiteral("body_replaced_characters"), {}});
            return true;
        }
        return false;
    }

    /// An own secret whose kind of key none of the signatures is made for.
    [[nodiscard]] QString secretOfOtherKind(const ParsedHeaders& parsed) const
    {
        const auto hasKind = [&](bool ed25519) {
            return std::any_of(parsed.candidates.begin(), parsed.candidates.end(),
                               [&](const Candidate& candidate) { return candidate.ed25519 == ed25519; });
        };
        for (const KnownSecret& secret : m_suspect.secrets) {
            if (secret.place != SecretPlace::Source)
                continue;
            for (const Key& key : decodeSecret(m_scheme, secret.value.view()).keys) {
                if (!hasKind(key.kind != KeyKind::Hmac))
                    return secret.name;
            }
        }
        return {};
    }

    /// Whether a piece of the header is the beginning of the right digest.
    [[nodiscard]] bool isCut(const ParsedHeaders& parsed) const
    {
        if (!parsed.missing.isEmpty() || !parsed.candidates.empty())
            return false;
        const SignedContent content = signedContent(m_scheme, m_suspect.request, parsed.id, parsed.timestamp);
        const auto parts = content.parts();
        QByteArray pieces = parsed.value;
        for (const char mark : {',', ';', ' '})
            pieces.replace(mark, '=');
        bool cut = false;
        for (const KnownSecret& secret : m_suspect.secrets) {
            for (const Key& key : decodeSecret(m_scheme, secret.value.view()).keys) {
                if (key.kind != KeyKind::Hmac)
                    continue;
                const QByteArray digest = digestOf(m_scheme, key, parts);
                for (const QByteArray& full : {digest.toHex(), digest.toBase64()}) {
                    for (const QByteArray& piece : pieces.split('=')) {
                        if (piece.size() >= shortestPiece && piece.size() < full.size())
                            cut |= equalInConstantTime(piece, full.left(piece.size()));
                    }
                }
            }
        }
        return cut;
    }

    [[nodiscard]] QString checkDetail(const char* id) const
    {
        const Check* check = checkOf(m_result.verification, QLatin1String(id));
        return check ? check->detail : QString();
    }

    const Suspect& m_suspect;
    Scheme m_scheme;
    std::optional<Match> m_match;
    std::optional<TokenMatch> m_tokenMatch;
    std::vector<Finding> m_lints;
    Diagnosis m_result;
};

} // namespace

Diagnosis explain(const Suspect& suspect)
{
    return Explanation(suspect).make();
}

} // namespace hw::signing
