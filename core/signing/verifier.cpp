#include "core/base/encoding.h"
#include "core/base/json.h"
#include "core/signing/matching.h"
#include "core/signing/schemes.h"
#include "core/signing/signatureheader.h"
#include "core/signing/signedcontent.h"
#include "core/signing/timecheck.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

/// Collects checks; the reason that counts is the most telling one, not the last.
class Story
{
public:
    explicit Story(const Config& config) { m_result.scheme = config.scheme; }

    void add(const char* id, std::optional<bool> ok, const QString& detail, const char* reason = "")
    {
        m_result.checks.push_back({QString::fromLatin1(id), ok, detail});
        if (ok == false)
            m_reasons.append(QString::fromLatin1(reason));
    }
    void matchedBy(const QString& secretName) { m_result.secretName = secretName; }

    [[nodiscard]] Verification finish()
    {
        const bool allHold = std::all_of(m_result.checks.begin(), m_result.checks.end(),
                                         [](const Check& check) { return check.ok == true; });
        if (allHold) {
            m_result.status = VerificationStatus::Verified;
            return m_result;
        }
        // A wrong digest stays wrong when the time is accepted: it is the one to know of.
        static constexpr std::array lateOnes{QLatin1String("timestamp_too_old"), QLatin1String("timestamp_too_new")};
        // What could not be evaluated always follows from something that failed, so there is a reason.
        m_result.reason = m_reasons.value(0);
        if (std::find(lateOnes.begin(), lateOnes.end(), m_result.reason) != lateOnes.end())
            m_result.reason = m_reasons.constLast();
        static constexpr std::array ours{QLatin1String("secret_missing"), QLatin1String("secret_malformed"),
                                         QLatin1String("url_missing"), QLatin1String("scheme_unknown"),
                                         QLatin1String("scheme_malformed")};
        m_result.status = std::find(ours.begin(), ours.end(), m_result.reason) != ours.end()
                              ? VerificationStatus::Error
                              : VerificationStatus::Failed;
        m_result.secretName.clear();
        return m_result;
    }

private:
    Verification m_result;
    QStringList m_reasons;
};

struct NamedKeys
{
    QString name;
    std::vector<Key> keys;
};

/// Decodes the secrets and tells about them.
std::vector<NamedKeys> checkSecrets(Story& story, const Config& config, const Scheme& scheme,
                                    const std::vector<NamedSecret>& secrets)
{
    std::vector<NamedKeys> usable;
    QStringList problems;
    for (const NamedSecret& secret : secrets) {
        KeyList list = decodeSecret(scheme, secret.value.view());
        if (list.keys.empty())
            problems.append(QStringLiteral("%1: %2").arg(secret.name, list.problem));
        else
            usable.push_back({secret.name, std::move(list.keys)});
    }
    const auto isThere = [&](const QString& name) {
        return std::any_of(secrets.begin(), secrets.end(), [&](const NamedSecret& s) { return s.name == name; });
    };
    for (const QString& name : config.secrets) {
        if (!isThere(name))
            problems.append(QStringLiteral("%1: no value is stored").arg(name));
    }
    QStringList names;
    for (const NamedKeys& keys : usable)
        names.append(keys.name);
    const QString said = problems.join(QLatin1String("; "));
    if (!usable.empty())
        story.add("secret", true,
                  names.join(QLatin1String(", ")) + (said.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(said)));
    else if (secrets.empty())
        story.add("secret", false, said.isEmpty() ? QStringLiteral("the source names no secret") : said,
                  "secret_missing");
    else
        story.add("secret", false, said, "secret_malformed");
    return usable;
}

QString counted(size_t count, const char* one, const char* many)
{
    return QString::number(count) + QLatin1Char(' ') + QLatin1String(count == 1 ? one : many);
}

void checkHeaders(Story& story, const Scheme& scheme, const ParsedHeaders& parsed)
{
    const QString name = QString::fromUtf8(parsed.names.signature);
    if (parsed.missing.isEmpty()) {
        story.add("header", true, name);
    } else {
        QString detail = QStringLiteral("no %1").arg(parsed.missing.join(QLatin1String(", ")));
        if (scheme.headers.size() > 1 && parsed.missing.contains(name))
            detail += QStringLiteral(" (nor %1)").arg(QString::fromUtf8(scheme.headers[1].signature));
        story.add("header", false, detail, "header_missing");
    }
    if (!parsed.malformed.isEmpty()) {
        story.add("format", false, parsed.malformed, "header_malformed");
    } else if (parsed.candidates.empty()) {
        story.add("format", std::nullopt, QString());
    } else {
        QString detail = counted(parsed.candidates.size(), "signature", "signatures");
        if (parsed.passedOver > 0)
            detail += QStringLiteral(", %1 more passed over").arg(parsed.passedOver);
        story.add("format", true, detail);
    }
}

void checkDigest(Story& story, const Scheme& scheme, const Request& request, const ParsedHeaders& parsed,
                 const std::vector<NamedKeys>& secrets)
{
    const SignedContent content = signedContent(scheme, request, parsed.id, parsed.timestamp);
    if (!content.reason.isEmpty()) {
        story.add("digest", false, content.note, content.reason.toLatin1().constData());
        return;
    }
    if (parsed.candidates.empty() || secrets.empty() || !parsed.missing.isEmpty()) {
        story.add("digest", std::nullopt, QString());
        return;
    }
    const auto nameOfMatch = [&](const SignedContent& signedBytes) {
        const auto parts = signedBytes.parts();
        QString name;
        for (const NamedKeys& secret : secrets) {
            if (anyMatch(scheme, parts, parsed.candidates, secret.keys) && name.isEmpty())
                name = secret.name;
        }
        return name;
    };
    QString matchedName = nameOfMatch(content);
    QString form;
    if (matchedName.isEmpty() && !request.decoded.isNull()) {
        Request other = request;
        other.body = request.decoded;
        const SignedContent decoded = signedContent(scheme, other, parsed.id, parsed.timestamp);
        if (decoded.reason.isEmpty())
            matchedName = nameOfMatch(decoded);
        form = QStringLiteral(", over the body without its Content-Encoding");
    }
    const QString note = content.note.isEmpty() ? QString() : QStringLiteral("; ") + content.note;
    if (!matchedName.isEmpty()) {
        story.matchedBy(matchedName);
        story.add("digest", true, QStringLiteral("matches with %1").arg(matchedName) + form + note);
        return;
    }
    QStringList names;
    for (const NamedKeys& secret : secrets)
        names.append(secret.name);
    story.add("digest", false,
              QStringLiteral("%1 for this body with %2")
                      .arg(parsed.candidates.size() == 1
                               ? QStringLiteral("the signature is not the one")
                               : QStringLiteral("none of the %1 signatures is the one").arg(parsed.candidates.size()),
                           names.join(QLatin1String(" or "))) +
                  note,
              "signature_mismatch");
}

Verification verifySignature(Story story, const Config& config, const Scheme& scheme, const Request& request,
                             const std::vector<NamedSecret>& secrets, Timestamp now)
{
    const ParsedHeaders parsed = parseHeaders(scheme, request.headers);
    checkHeaders(story, scheme, parsed);
    const auto keys = checkSecrets(story, config, scheme, secrets);
    if (scheme.timePlace != TimePlace::None) {
        const TimeCheck time =
            checkTime(scheme, parsed.timestamp, request.decoded.isNull() ? request.body : request.decoded, now);
        story.add("timestamp", time.ok, time.detail, time.reason.constData());
    }
    checkDigest(story, scheme, request, parsed, keys);
    return story.finish();
}

struct Token
{
    bool present = false;
    QByteArray value = {};
    QString malformed = {}; ///< English
    QString where = {};
    QString user = {}; ///< of Basic
};

bool cutScheme(QByteArray& value, const char* name)
{
    const QByteArrayView word(name);
    if (value.size() <= word.size() || value[word.size()] != ' ' ||
        QByteArrayView(value).first(word.size()).compare(word, Qt::CaseInsensitive) != 0)
        return false;
    value = value.mid(word.size() + 1).trimmed();
    return true;
}

Token readQueryToken(const Scheme& scheme, const Request& request)
{
    Token token{.where = QStringLiteral("query parameter %1").arg(scheme.parameter)};
    const qsizetype question = request.target.indexOf('?');
    if (question < 0)
        return token;
    const QByteArray wanted = scheme.parameter.toUtf8();
    for (const QByteArray& item : request.target.mid(question + 1).split('&')) {
        const qsizetype equals = item.indexOf('=');
        if (equals < 0 || QByteArray::fromPercentEncoding(item.left(equals)) != wanted)
            continue;
        if (token.present)
            token.malformed = QStringLiteral("%1 came more than once").arg(scheme.parameter);
        token.present = true;
        token.value = QByteArray::fromPercentEncoding(item.mid(equals + 1).replace('+', ' '));
    }
    return token;
}

Token readToken(const Scheme& scheme, const Request& request)
{
    if (scheme.kind == SchemeKind::Query)
        return readQueryToken(scheme, request);
    const QByteArray& name = scheme.headers.front().signature;
    Token token{.where = QString::fromUtf8(name)};
    token.present = request.headers.contains(name);
    token.value = request.headers.value(name).trimmed();
    if (!token.present)
        return token;
    if (request.headers.count(name) > 1) {
        token.malformed = QStringLiteral("%1 came more than once").arg(token.where);
        return token;
    }
    switch (scheme.kind) {
    case SchemeKind::Bearer:
        if (!cutScheme(token.value, "Bearer"))
            token.malformed = QStringLiteral("the value does not begin with Bearer");
        break;
    case SchemeKind::Basic: {
        const bool cut = cutScheme(token.value, "Basic");
        const auto pair = cut ? decodeBase64(token.value) : std::nullopt;
        if (!pair || !pair->contains(':')) {
            token.malformed = cut ? QStringLiteral("what follows Basic is not user:password in base64")
                                  : QStringLiteral("the value does not begin with Basic");
            break;
        }
        token.user = QString::fromUtf8(pair->left(pair->indexOf(':')));
        token.value = *pair;
        break;
    }
    default:
        if (!token.value.startsWith(scheme.prefix))
            token.malformed = QStringLiteral("the value does not begin with %1").arg(QString::fromUtf8(scheme.prefix));
        else
            token.value = token.value.mid(scheme.prefix.size());
        break;
    }
    return token;
}

Verification verifyToken(Story story, const Config& config, const Scheme& scheme, const Request& request,
                         const std::vector<NamedSecret>& secrets)
{
    const Token token = readToken(scheme, request);
    story.add("header", token.present, token.present ? token.where : QStringLiteral("no %1").arg(token.where),
              "header_missing");
    if (!token.malformed.isEmpty())
        story.add("format", false, token.malformed, "header_malformed");
    else
        story.add("format", token.present ? std::optional(true) : std::nullopt, QString());
    const auto keys = checkSecrets(story, config, scheme, secrets);
    if (!token.present || !token.malformed.isEmpty() || keys.empty()) {
        story.add("digest", std::nullopt, QString());
        return story.finish();
    }
    const QByteArray userPart = scheme.kind == SchemeKind::Basic && !scheme.parameter.isEmpty()
                                    ? scheme.parameter.toUtf8() + ':'
                                    : QByteArray();
    QString matchedName;
    for (const NamedKeys& secret : keys) {
        for (const Key& key : secret.keys) {
            const KeyBytes expected(userPart, key.bytes.view());
            if (sameToken(expected.view(), token.value) && matchedName.isEmpty())
                matchedName = secret.name;
        }
    }
    story.matchedBy(matchedName);
    if (!matchedName.isEmpty())
        story.add("digest", true, QStringLiteral("equals %1").arg(matchedName));
    else
        story.add("digest", false,
                  !userPart.isEmpty() && token.user != scheme.parameter
                      ? QStringLiteral("the user is not %1").arg(scheme.parameter)
                      : QStringLiteral("the value is not the stored secret"),
                  "signature_mismatch");
    return story.finish();
}

} // namespace

Verification verify(const Config& config, const Request& request, const std::vector<NamedSecret>& secrets,
                    Timestamp now)
{
    const auto scheme = resolve(config);
    if (!scheme) {
        Verification result;
        result.scheme = config.scheme;
        result.status = VerificationStatus::Error;
        const bool unknown = scheme.error().code == ErrorCode::SchemeUnknown;
        result.reason = unknown ? QStringLiteral("scheme_unknown") : QStringLiteral("scheme_malformed");
        result.checks.push_back({QStringLiteral("header"), std::nullopt,
                                 unknown ? QStringLiteral("no scheme is called %1").arg(config.scheme)
                                         : QStringLiteral("%1 is %2, accepted: %3")
                                               .arg(scheme.error().args.value(0), scheme.error().args.value(1),
                                                    scheme.error().args.value(2))});
        return result;
    }
    if (scheme->kind == SchemeKind::None) {
        Verification result;
        result.scheme = config.scheme;
        return result;
    }
    if (scheme->kind == SchemeKind::Signature)
        return verifySignature(Story(config), config, *scheme, request, secrets, now);
    return verifyToken(Story(config), config, *scheme, request, secrets);
}

} // namespace hw::signing
