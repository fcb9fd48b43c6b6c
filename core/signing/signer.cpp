#include "core/signing/matching.h"
#include "core/signing/schemes.h"
#include "core/signing/signatureheader.h"
#include "core/signing/signedcontent.h"

#include <QByteArrayList>
#include <QUuid>

namespace hw::signing {

namespace {

Error malformed(const NamedSecret& secret, const QString& reason)
{
    return {ErrorCode::SecretMalformed, {secret.name, QStringLiteral("a signing secret"), reason}};
}

http::Headers tokenHeaders(const Scheme& scheme, QByteArrayView secret)
{
    const QByteArray name = scheme.headers.front().signature;
    switch (scheme.kind) {
    case SchemeKind::Bearer: return {{name, QByteArray("Bearer ").append(secret)}};
    case SchemeKind::Basic: {
        const QByteArray user = scheme.parameter.isEmpty() ? QByteArray() : scheme.parameter.toUtf8() + ':';
        return {{name, "Basic " + QByteArray(user).append(secret).toBase64()}};
    }
    default: return {{name, QByteArray(scheme.prefix).append(secret)}};
    }
}

/// One signature for each key that can sign.
std::vector<Candidate> signWith(const Scheme& scheme, const SignedContent& content, const std::vector<Key>& keys)
{
    std::vector<Candidate> signatures;
    const auto parts = content.parts();
    for (const Key& key : keys) {
        if (key.kind == KeyKind::Hmac) {
            signatures.push_back({digestOf(scheme, key, parts), false});
        } else if (key.kind == KeyKind::Ed25519Secret) {
            if (auto signature = ed25519Sign(key.bytes.view().first(32), content.joined()))
                signatures.push_back({std::move(*signature), true});
        }
        // A form with room for one signature carries that of the first key.
        if (scheme.form == HeaderForm::Plain && !signatures.empty())
            break;
    }
    return signatures;
}

QByteArray timeText(const Scheme& scheme, Timestamp now)
{
    using namespace std::chrono;
    const auto since = now.time_since_epoch();
    return QByteArray::number(scheme.timeUnit == TimeUnit::Seconds
                                  ? static_cast<qint64>(floor<seconds>(since).count())
                                  : static_cast<qint64>(floor<milliseconds>(since).count()));
}

} // namespace

Result<http::Headers> sign(const Config& config, const Request& request, const NamedSecret& secret, Timestamp now,
                           const QByteArray& givenId)
{
    const auto scheme = resolve(config);
    if (!scheme)
        return scheme.error();
    if (scheme->kind == SchemeKind::None || scheme->kind == SchemeKind::Query)
        return http::Headers();
    if (secret.value.isEmpty())
        return Error{ErrorCode::SecretMissing, {secret.name}};
    const KeyList list = decodeSecret(*scheme, secret.value.view());
    if (list.keys.empty())
        return malformed(secret, list.problem);
    if (scheme->kind != SchemeKind::Signature)
        return tokenHeaders(*scheme, secret.value.view());

    const HeaderSet& names = scheme->headers.front();
    const bool written = scheme->timePlace == TimePlace::Inline || scheme->timePlace == TimePlace::Header;
    const QByteArray timestamp = written ? timeText(*scheme, now) : QByteArray();
    const QByteArray fresh = givenId.isEmpty() ? "msg_" + QUuid::createUuid().toByteArray(QUuid::Id128) : givenId;
    const QByteArray id = names.id.isEmpty() ? QByteArray() : fresh;
    const SignedContent content = signedContent(*scheme, request, id, timestamp);
    if (!content.reason.isEmpty())
        return Error{ErrorCode::InvalidArgument, {"request", config.scheme, content.note}};
    const auto signatures = signWith(*scheme, content, list.keys);
    if (signatures.empty())
        return malformed(secret, QStringLiteral("a public key verifies, it cannot sign"));

    http::Headers headers;
    if (!names.id.isEmpty())
        headers.push_back({names.id, id});
    if (scheme->timePlace == TimePlace::Header)
        headers.push_back({names.timestamp, timestamp});
    headers.push_back({names.signature, composeHeader(*scheme, timestamp, signatures)});
    return headers;
}

Result<QByteArray> signTarget(const Config& config, const QByteArray& target, const NamedSecret& secret)
{
    const auto scheme = resolve(config);
    if (!scheme)
        return scheme.error();
    if (scheme->kind != SchemeKind::Query)
        return target;
    if (secret.value.isEmpty())
        return Error{ErrorCode::SecretMissing, {secret.name}};
    // A target that was signed before holds a token already: this one takes its place.
    const QByteArray parameter = scheme->parameter.toUtf8();
    const qsizetype question = target.indexOf('?');
    const QByteArray query = question < 0 ? QByteArray() : target.mid(question + 1);
    QByteArrayList items = query.isEmpty() ? QByteArrayList() : query.split('&');
    items.removeIf(
        [&](const QByteArray& item) { return QByteArray::fromPercentEncoding(item.split('=').front()) == parameter; });
    items.append(parameter.toPercentEncoding() + '=' + secret.value.view().toByteArray().toPercentEncoding());
    return QByteArray((question < 0 ? target : target.left(question)) + '?' + items.join('&'));
}

} // namespace hw::signing
