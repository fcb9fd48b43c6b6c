#include "core/signing/search.h"

#include "core/signing/matching.h"
#include "core/signing/signedcontent.h"

#include <algorithm>

namespace hw::signing {

namespace {

constexpr int mostWrongAtOnce = 3;
/// Above this size of a body only two things are taken to be wrong at once.
constexpr qsizetype largeBody = 256 * 1024;
/// All digests together may cover this much: about a second of work on a slow machine.
constexpr qint64 budget = 96LL * 1024 * 1024;

void noteAttempt(std::vector<Attempt>& tried, const Finding& hypothesis, bool matched)
{
    const auto it =
        std::find_if(tried.begin(), tried.end(), [&](const Attempt& one) { return one.hypothesis == hypothesis; });
    if (it == tried.end())
        tried.push_back({hypothesis, matched});
    else
        it->matched |= matched;
}

std::vector<Finding> allFindings(const Reading& reading, const KeyGuess& key, const ContentGuess& content)
{
    std::vector<Finding> all = reading.findings;
    for (const Finding& finding : key.findings) {
        if (finding.code != QLatin1String("as_configured"))
            all.push_back(finding);
    }
    if (!content.finding.code.isEmpty())
        all.push_back(content.finding);
    return all;
}

class Search
{
public:
    Search(const Scheme& scheme, const Suspect& suspect)
        : m_suspect(suspect)
        , m_readings(readings(scheme, suspect))
        , m_contents(contentGuesses(suspect))
    {
        for (const Reading& reading : m_readings)
            m_keys.push_back(keyGuesses(reading.scheme, suspect.secrets));
    }

    SearchResult run()
    {
        const int most = m_suspect.request.body.size() > largeBody ? mostWrongAtOnce - 1 : mostWrongAtOnce;
        for (int wrong = 0; wrong <= most && !m_result.match && m_result.complete; ++wrong) {
            for (size_t r = 0; r < m_readings.size() && !m_result.match; ++r)
                tryReading(m_readings[r], m_keys[r], wrong);
        }
        return std::move(m_result);
    }

private:
    void tryReading(const Reading& reading, const std::vector<KeyGuess>& keys, int wrong)
    {
        for (const ContentGuess& content : m_contents) {
            const int left = wrong - reading.cost - content.cost;
            const bool any =
                std::any_of(keys.begin(), keys.end(), [&](const KeyGuess& key) { return key.cost == left; });
            if (left < 0 || !any)
                continue;
            ContentGuess::Made made{reading.scheme, m_suspect.request, reading.parsed.timestamp, {}};
            if (!content.make(reading, made))
                continue;
            const SignedContent signedBytes =
                signedContent(made.scheme, made.request, reading.parsed.id, made.timestamp);
            if (!signedBytes.reason.isEmpty())
                continue;
            const auto parts = signedBytes.parts();
            for (const KeyGuess& key : keys) {
                if (key.cost != left)
                    continue;
                m_spent += 256 + made.request.body.size();
                if (m_spent > budget) {
                    m_result.complete = false;
                    return;
                }
                if (tryOne(reading, key, content, made, parts))
                    return;
            }
        }
    }

    bool tryOne(const Reading& reading, const KeyGuess& key, const ContentGuess& content,
                const ContentGuess::Made& made, std::span<const QByteArrayView> parts)
    {
        const bool matched = anyMatch(made.scheme, parts, reading.parsed.candidates, key.keys);
        std::vector<Finding> findings = allFindings(reading, key, content);
        if (findings.empty())
            noteAttempt(m_result.tried, {QStringLiteral("as_configured"), {}}, matched);
        else if (findings.size() == 1)
            noteAttempt(m_result.tried, described(findings.front(), made), matched);
        if (!matched)
            return false;
        for (Finding& finding : findings) {
            finding = described(finding, made);
            noteAttempt(m_result.tried, finding, true);
        }
        Match match;
        match.findings = std::move(findings);
        match.secret = key.secret;
        match.cleaned = key.cleaned;
        match.reading = reading;
        match.reading.scheme = made.scheme;
        match.keySettings = key.settings;
        match.contentSettings = content.settings;
        match.expression = content.expression;
        match.content = described(content.finding, made);
        match.timestamp = made.timestamp;
        match.body = made.body;
        match.url = made.request.publicUrl;
        for (const Key& one : key.keys) {
            if (one.kind == KeyKind::Hmac) {
                const QByteArray digest = digestOf(made.scheme, one, parts);
                for (const Candidate& candidate : reading.parsed.candidates) {
                    if (equalInConstantTime(digest, candidate.bytes))
                        match.digest = digest;
                }
            }
        }
        m_result.match = std::move(match);
        return true;
    }

    /// With what only the moment knows.
    static Finding described(const Finding& finding, const ContentGuess::Made& made)
    {
        if (finding.code != QLatin1String("signed_time_unit"))
            return finding;
        return {finding.code,
                {made.timestamp.size() > 11 ? QStringLiteral("milliseconds") : QStringLiteral("seconds")}};
    }

    const Suspect& m_suspect;
    std::vector<Reading> m_readings;
    std::vector<std::vector<KeyGuess>> m_keys; ///< for each reading
    std::vector<ContentGuess> m_contents;
    SearchResult m_result;
    qint64 m_spent = 0;
};

} // namespace

SearchResult searchMatch(const Scheme& scheme, const Suspect& suspect)
{
    return Search(scheme, suspect).run();
}

} // namespace hw::signing
