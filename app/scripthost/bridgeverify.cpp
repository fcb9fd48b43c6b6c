// The signature built-ins of the bridge.
#include "app/scripthost/bridge.h"
#include "app/scripthost/digest.h"

#include "core/base/clock.h"
#include "core/base/encoding.h"
#include "core/base/json.h"

namespace hw::scripthost {

namespace {

/// The bytes of a signature in hex or base64, with or without "sha256=" or another name before it.
std::optional<QByteArray> signatureBytes(QByteArrayView text, qsizetype size)
{
    auto plain = text.trimmed();
    if (const auto equals = plain.indexOf('='); equals > 0 && equals < plain.size() - 2 && equals <= 12) {
        const auto name = asciiLower(plain.first(equals));
        if (name.startsWith("sha") || name == "v0" || name == "v1" || name == "md5" || name == "hmac")
            plain = plain.sliced(equals + 1);
    }
    if (plain.size() == 2 * size) {
        if (auto bytes = decodeHex(plain))
            return bytes;
    }
    if (auto bytes = decodeBase64(plain); bytes && bytes->size() == size)
        return bytes;
    return std::nullopt;
}

} // namespace

QString Bridge::nameOfSecret(QByteArrayView value) const
{
    for (const auto& variable : m_job->variables->all) {
        if (!variable.value.isEmpty() && equalBytes(variable.value.view(), value))
            return variable.name;
    }
    return {};
}

void Bridge::record(Verification verification)
{
    // A failed check is never covered by a later success: the answer depends on it.
    if (m_verification && m_verification->status != VerificationStatus::Verified &&
        verification.status == VerificationStatus::Verified)
        return;
    m_verification = std::move(verification);
}

bool Bridge::isRecorded(bool& verified)
{
    if (!m_job->recordedVerification)
        return false;
    verified = m_job->recordedVerification->status == VerificationStatus::Verified;
    record(*m_job->recordedVerification);
    return true;
}

bool Bridge::checkHmac(const QString& algorithm, QByteArrayView key, const QString& signature, QByteArrayView payload,
                       bool rewritten)
{
    if (bool verified = false; isRecorded(verified))
        return verified;
    const auto name = algorithm.toLatin1();
    Verification result;
    result.status = VerificationStatus::Failed;
    result.scheme = QStringLiteral("hmac-") + algorithm.toLower().remove(u'-');
    const auto stop = [&](const char* id, const char* reason, const QString& detail) {
        result.checks.push_back({QString::fromLatin1(id), false, detail});
        result.reason = QString::fromLatin1(reason);
        record(std::move(result));
        return false;
    };

    if (signature.isEmpty())
        return stop("header", "header_missing", QStringLiteral("no signature was given"));
    result.checks.push_back({QStringLiteral("header"), true, QStringLiteral("a signature was given")});
    if (key.isEmpty())
        return stop("secret", "secret_missing", QStringLiteral("no secret was given"));
    result.secretName = nameOfSecret(key);
    result.checks.push_back({QStringLiteral("secret"), true, result.secretName});

    const auto expected = m_hmacs.make(name, key, payload);
    const auto given = signatureBytes(signature.toLatin1(), expected.size());
    if (!given) {
        return stop("format", "header_malformed",
                    QStringLiteral("the signature is not %1 bytes in hex or base64").arg(expected.size()));
    }
    result.checks.push_back({QStringLiteral("format"), true, QStringLiteral("%1 bytes").arg(expected.size())});
    if (!equalBytes(*given, expected)) {
        return stop("digest", "signature_mismatch",
                    rewritten ? QStringLiteral("differs; the payload was an object and was written anew as JSON: pass "
                                               "ctx.body itself or ctx.rawBody")
                              : QStringLiteral("the digest of %1 bytes differs").arg(payload.size()));
    }
    result.checks.push_back(
        {QStringLiteral("digest"), true, QStringLiteral("the digest of %1 bytes is equal").arg(payload.size())});
    result.status = VerificationStatus::Verified;
    record(std::move(result));
    return true;
}

bool Bridge::verifyRaw(const QString& algorithm, const QByteArray& key, const QString& signature)
{
    return checkHmac(algorithm, key, signature, m_job->body, false);
}

bool Bridge::verifyRawText(const QString& algorithm, const QString& key, const QString& signature)
{
    return checkHmac(algorithm, key.toUtf8(), signature, m_job->body, false);
}

bool Bridge::verifyBytes(const QString& algorithm, const QByteArray& key, const QString& signature,
                         const QByteArray& payload, bool rewritten)
{
    return checkHmac(algorithm, key, signature, payload, rewritten);
}

bool Bridge::knowsScheme(const QString& name)
{
    return signing::isKnownScheme(name);
}

bool Bridge::verifySignature(const QString& scheme, const QStringList& names, const QStringList& values, bool raw,
                             const QByteArray& payload, const QStringList& secrets, const QString& settings)
{
    if (bool verified = false; isRecorded(verified))
        return verified;
    signing::Config config;
    config.scheme = scheme;
    if (const auto parsed = json::parse(settings.toUtf8())) {
        if ((*parsed)[u"toleranceSeconds"].isNumber())
            config.toleranceSeconds = static_cast<int>((*parsed)[u"toleranceSeconds"].toDouble());
        for (const signing::TextOption& option : signing::textOptions())
            config.*option.member = (*parsed)[QString::fromLatin1(option.name)].toString();
    }
    http::Headers own;
    // One empty name stands for the headers of the request, with their duplicates.
    const bool ofRequest = names.size() == 1 && names.front().isEmpty();
    if (!ofRequest) {
        for (qsizetype i = 0; i < names.size() && i < values.size(); ++i)
            own.push_back({names[i].toLatin1(), values[i].toUtf8()});
    }
    std::vector<signing::NamedSecret> named;
    for (const auto& secret : secrets) {
        const auto bytes = secret.toUtf8();
        if (!bytes.isEmpty())
            named.push_back({nameOfSecret(bytes), SecretString(bytes)});
    }
    for (const auto& secret : named)
        config.secrets.append(secret.name);
    const auto target = m_job->query.isEmpty() ? m_job->path : m_job->path + '?' + m_job->query;
    auto result = signing::verify(config,
                                  {.headers = ofRequest ? m_job->headers : own,
                                   .body = raw ? QByteArrayView(m_job->body) : QByteArrayView(payload),
                                   .method = m_job->method,
                                   .target = target,
                                   .publicUrl = m_job->url},
                                  named, fromMicroseconds(m_job->now));
    if (result.scheme.isEmpty())
        result.scheme = scheme;
    const bool ok = result.status == VerificationStatus::Verified;
    record(std::move(result));
    return ok;
}

} // namespace hw::scripthost
