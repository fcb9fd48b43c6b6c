#include "core/signing/proof.h"

#include "core/signing/matching.h"
#include "core/signing/signedcontent.h"

#include <algorithm>

namespace hw::signing {

namespace {

constexpr qsizetype largestPart = 64 * 1024;

QString text(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// Pieces between separators, with their places.
template<class Visit>
void eachPiece(QByteArrayView value, char separator, Visit visit)
{
    qsizetype from = 0;
    while (from <= value.size()) {
        qsizetype to = from;
        while (to < value.size() && value[to] != separator)
            ++to;
        qsizetype begin = from;
        qsizetype end = to;
        while (begin < end && value[begin] == ' ')
            ++begin;
        while (end > begin && value[end - 1] == ' ')
            --end;
        if (end > begin)
            visit(value.sliced(begin, end - begin), begin);
        from = to + 1;
    }
}

void addSignatureParts(std::vector<HeaderPart>& parts, const Scheme& scheme, const QString& name, QByteArrayView value)
{
    const auto add = [&](QByteArrayView piece, qsizetype offset, char mark) {
        qsizetype at = 0;
        while (at < piece.size() && piece[at] != mark)
            ++at;
        const bool named = at < piece.size();
        const QByteArrayView key = named ? piece.first(at) : QByteArrayView();
        const bool isTime = !scheme.timestampKey.isEmpty() && key == QByteArrayView(scheme.timestampKey);
        const bool isSignature = key == QByteArrayView(scheme.signatureKey) ||
                                 (!scheme.ed25519Key.isEmpty() && key == QByteArrayView(scheme.ed25519Key));
        parts.push_back({name, text(key), text(named ? piece.sliced(at + 1) : piece),
                         isTime        ? QStringLiteral("timestamp")
                         : isSignature ? QStringLiteral("signature")
                                       : QStringLiteral("other"),
                         offset, piece.size()});
    };
    switch (scheme.form) {
    case HeaderForm::Plain: {
        const bool prefixed = !scheme.prefix.isEmpty() && value.startsWith(scheme.prefix);
        const qsizetype cut = prefixed ? scheme.prefix.size() : 0;
        if (prefixed)
            parts.push_back({name, QString(), text(scheme.prefix), QStringLiteral("prefix"), 0, cut});
        parts.push_back(
            {name, QString(), text(value.sliced(cut)), QStringLiteral("signature"), cut, value.size() - cut});
        break;
    }
    case HeaderForm::Pairs:
        eachPiece(value, scheme.separator, [&](QByteArrayView piece, qsizetype at) { add(piece, at, '='); });
        break;
    case HeaderForm::Tokens:
        eachPiece(value, scheme.separator, [&](QByteArrayView piece, qsizetype at) { add(piece, at, ','); });
        break;
    }
}

QString digestText(const Scheme& scheme, const QByteArray& digest, bool ed25519)
{
    const bool base64 = ed25519 || scheme.encoding == Encoding::Base64;
    return QString::fromLatin1(base64 ? digest.toBase64() : digest.toHex());
}

QString algorithmOf(const Scheme& scheme, const ParsedHeaders& parsed)
{
    const bool onlyEd25519 =
        !parsed.candidates.empty() && std::all_of(parsed.candidates.begin(), parsed.candidates.end(),
                                                  [](const Candidate& candidate) { return candidate.ed25519; });
    if (onlyEd25519)
        return QStringLiteral("Ed25519");
    const QString hash = scheme.hash == Hash::Sha1     ? QStringLiteral("SHA1")
                         : scheme.hash == Hash::Sha256 ? QStringLiteral("SHA256")
                                                       : QStringLiteral("SHA512");
    return scheme.mac == Mac::Hmac ? QStringLiteral("HMAC-") + hash : hash;
}

} // namespace

Proof makeProof(const Scheme& scheme, const Suspect& suspect, const std::optional<Match>& match)
{
    Proof proof;
    if (scheme.kind != SchemeKind::Signature && !match)
        return proof;
    const Scheme& shown = match ? match->reading.scheme : scheme;
    const ParsedHeaders parsed = match ? match->reading.parsed : parseHeaders(scheme, suspect.request.headers);
    for (const auto& [name, meaning] :
         {std::pair{parsed.names.id, "id"}, std::pair{parsed.names.timestamp, "timestamp"}}) {
        if (!name.isEmpty() && suspect.request.headers.contains(name)) {
            const QByteArray value = suspect.request.headers.value(name);
            proof.header.push_back({text(name), QString(), text(value), QString::fromLatin1(meaning), 0, value.size()});
        }
    }
    if (suspect.request.headers.contains(parsed.names.signature))
        addSignatureParts(proof.header, shown, text(parsed.names.signature), parsed.value);

    Request request = suspect.request;
    if (match && !match->content.code.isEmpty()) {
        if (!match->body.isNull())
            request.body = match->body;
        request.publicUrl = match->url;
    }
    const SignedContent content = signedContent(shown, request, parsed.id, match ? match->timestamp : parsed.timestamp);
    const auto parts = content.parts();
    const auto names = content.names();
    for (size_t i = 0; i < parts.size(); ++i) {
        proof.content.push_back({names[i].isEmpty() ? QStringLiteral("text") : text(names[i]),
                                 parts[i].first(std::min(parts[i].size(), largestPart)).toByteArray(),
                                 parts[i].size()});
    }
    proof.algorithm = algorithmOf(shown, parsed);
    proof.encoding = shown.encoding == Encoding::Base64 || proof.algorithm == QLatin1String("Ed25519")
                         ? QStringLiteral("base64")
                         : QStringLiteral("hex");

    proof.keyForm = keyFormName(shown.keyForm);

    const bool bySettings = match && match->findings.empty();
    if (scheme.kind == SchemeKind::Signature && !bySettings) {
        const ParsedHeaders own = parseHeaders(scheme, suspect.request.headers);
        const SignedContent expected = signedContent(scheme, suspect.request, own.id, own.timestamp);
        const auto expectedParts = expected.parts();
        for (const KnownSecret& secret : suspect.secrets) {
            if (secret.place != SecretPlace::Source || !expected.reason.isEmpty())
                continue;
            for (const Key& key : decodeSecret(scheme, secret.value.view()).keys) {
                if (key.kind == KeyKind::Hmac)
                    proof.digests.push_back({DigestRow::Role::Expected, secret.name,
                                             digestText(scheme, digestOf(scheme, key, expectedParts), false), false});
            }
        }
    }
    for (const Candidate& candidate : parsed.candidates) {
        const bool equal = match && (candidate.ed25519 ? match->digest.isEmpty()
                                                       : equalInConstantTime(match->digest, candidate.bytes));
        proof.digests.push_back({DigestRow::Role::Received,
                                 text(candidate.ed25519 ? shown.ed25519Key : shown.signatureKey),
                                 digestText(shown, candidate.bytes, candidate.ed25519), equal});
    }
    if (match && !match->digest.isEmpty())
        proof.digests.push_back({DigestRow::Role::Matching, suspect.secrets[match->secret].name,
                                 digestText(shown, match->digest, false), true});
    return proof;
}

} // namespace hw::signing
