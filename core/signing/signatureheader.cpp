#include "core/signing/signatureheader.h"

#include "core/base/encoding.h"

#include <algorithm>

namespace hw::signing {

namespace {

constexpr qsizetype ed25519Size = 64;

/// Rotation needs two or three; a header full of them would only cost time.
constexpr size_t mostSignatures = 16;

qsizetype sizeOf(Hash hash)
{
    switch (hash) {
    case Hash::Sha1: return 20;
    case Hash::Sha256: return 32;
    case Hash::Sha512: return 64;
    }
    return 0;
}

QString nameOf(Hash hash)
{
    switch (hash) {
    case Hash::Sha1: return QStringLiteral("HMAC-SHA1");
    case Hash::Sha256: return QStringLiteral("HMAC-SHA256");
    case Hash::Sha512: return QStringLiteral("HMAC-SHA512");
    }
    return {};
}

QString nameOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Hex: return QStringLiteral("hexadecimal");
    case Encoding::Base64: return QStringLiteral("base64");
    case Encoding::Either: return QStringLiteral("hexadecimal or base64");
    }
    return {};
}

/// Adds a signature, or says why it cannot be one.
void addCandidate(ParsedHeaders& parsed, const Scheme& scheme, QByteArrayView text, bool ed25519)
{
    if (parsed.candidates.size() == mostSignatures) {
        ++parsed.passedOver;
        return;
    }
    const qsizetype expected = ed25519 ? ed25519Size : sizeOf(scheme.hash);
    const Encoding encoding = ed25519 ? Encoding::Base64 : scheme.encoding;
    std::optional<QByteArray> hex;
    if (encoding != Encoding::Base64)
        hex = decodeHex(text);
    std::optional<QByteArray> base64;
    if (encoding != Encoding::Hex && !(hex && hex->size() == expected))
        base64 = decodeBase64(text);

    for (auto* decoded : {&hex, &base64}) {
        if (*decoded && (*decoded)->size() == expected) {
            parsed.candidates.push_back({std::move(**decoded), ed25519});
            return;
        }
    }
    if (text.isEmpty())
        parsed.malformed = QStringLiteral("the signature is empty");
    else if (!hex && !base64)
        parsed.malformed = QStringLiteral("the signature is not %1").arg(nameOf(encoding));
    else
        parsed.malformed = QStringLiteral("the signature has %1 bytes, %2 has %3")
                               .arg((hex ? *hex : *base64).size())
                               .arg(ed25519 ? QStringLiteral("Ed25519") : nameOf(scheme.hash))
                               .arg(expected);
}

void parsePlain(ParsedHeaders& parsed, const Scheme& scheme)
{
    QByteArrayView text = parsed.value;
    if (text.startsWith(scheme.prefix)) {
        text = text.sliced(scheme.prefix.size());
    } else if (!scheme.prefixOptional) {
        parsed.malformed = QStringLiteral("the value does not begin with %1").arg(QString::fromUtf8(scheme.prefix));
        return;
    }
    addCandidate(parsed, scheme, text, false);
}

void parsePairs(ParsedHeaders& parsed, const Scheme& scheme)
{
    int times = 0;
    for (const QByteArray& item : parsed.value.split(scheme.separator)) {
        const QByteArray pair = item.trimmed();
        const qsizetype equals = pair.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArray key = pair.left(equals);
        const QByteArray value = pair.mid(equals + 1);
        if (key == scheme.timestampKey) {
            parsed.timestamp = value;
            times += value.isEmpty() ? 0 : 1;
        } else if (key == scheme.signatureKey) {
            addCandidate(parsed, scheme, value, false);
        } else {
            ++parsed.passedOver;
        }
    }
    if (times != 1)
        parsed.malformed =
            times == 0
                ? QStringLiteral("no %1= with the time in it").arg(QString::fromLatin1(scheme.timestampKey))
                : QStringLiteral("%1= stands in it %2 times").arg(QString::fromLatin1(scheme.timestampKey)).arg(times);
    else if (parsed.candidates.empty() && parsed.malformed.isEmpty())
        parsed.malformed = QStringLiteral("no %1= signature in it").arg(QString::fromLatin1(scheme.signatureKey));
    if (times != 1)
        parsed.candidates.clear();
}

void parseTokens(ParsedHeaders& parsed, const Scheme& scheme)
{
    for (const QByteArray& item : parsed.value.split(scheme.separator)) {
        QByteArray token = item.trimmed();
        // Some senders join several with ", ": the comma then hangs on the token before it.
        if (token.endsWith(','))
            token.chop(1);
        if (token.isEmpty())
            continue;
        const qsizetype comma = token.indexOf(',');
        const QByteArray version = token.left(std::max<qsizetype>(comma, 0));
        const QByteArray value = token.mid(comma + 1);
        if (version == scheme.signatureKey)
            addCandidate(parsed, scheme, value, false);
        else if (version == scheme.ed25519Key)
            addCandidate(parsed, scheme, value, true);
        else
            ++parsed.passedOver;
    }
    if (parsed.candidates.empty() && parsed.malformed.isEmpty())
        parsed.malformed = QStringLiteral("no %1, signature in it").arg(QString::fromLatin1(scheme.signatureKey));
}

} // namespace

ParsedHeaders parseHeaders(const Scheme& scheme, const http::Headers& headers)
{
    ParsedHeaders parsed;
    const auto chosen = std::find_if(scheme.headers.begin(), scheme.headers.end(),
                                     [&](const HeaderSet& set) { return headers.contains(set.signature); });
    parsed.names = chosen != scheme.headers.end() ? *chosen : scheme.headers.front();

    for (const QByteArray& name : {parsed.names.id, parsed.names.timestamp, parsed.names.signature}) {
        if (name.isEmpty())
            continue;
        const size_t count = headers.count(name);
        const bool mayBeEmpty = name == parsed.names.signature; // that is a matter of its form
        if (count == 0 || (!mayBeEmpty && headers.value(name).trimmed().isEmpty()))
            parsed.missing.append(QString::fromUtf8(name));
        else if (count > 1)
            parsed.malformed = QStringLiteral("%1 came %2 times").arg(QString::fromUtf8(name)).arg(count);
    }
    parsed.id = headers.value(parsed.names.id).trimmed();
    parsed.timestamp = headers.value(parsed.names.timestamp).trimmed();
    parsed.value = headers.value(parsed.names.signature).trimmed();
    if (!headers.contains(parsed.names.signature) || !parsed.malformed.isEmpty())
        return parsed;

    switch (scheme.form) {
    case HeaderForm::Plain: parsePlain(parsed, scheme); break;
    case HeaderForm::Pairs: parsePairs(parsed, scheme); break;
    case HeaderForm::Tokens: parseTokens(parsed, scheme); break;
    }
    // One signature that can be compared is enough: the others may be of a form to come.
    if (!parsed.candidates.empty())
        parsed.malformed.clear();
    return parsed;
}

QByteArray composeHeader(const Scheme& scheme, const QByteArray& timestamp, const std::vector<Candidate>& signatures)
{
    QByteArrayList items;
    if (scheme.timePlace == TimePlace::Inline)
        items.append(scheme.timestampKey + '=' + timestamp);
    for (const Candidate& signature : signatures) {
        const bool base64 = signature.ed25519 || scheme.encoding == Encoding::Base64;
        const QByteArray text = base64 ? signature.bytes.toBase64() : signature.bytes.toHex();
        switch (scheme.form) {
        case HeaderForm::Plain: items.append((scheme.prefixOptional ? QByteArray() : scheme.prefix) + text); break;
        case HeaderForm::Pairs: items.append(scheme.signatureKey + '=' + text); break;
        case HeaderForm::Tokens:
            items.append((signature.ed25519 ? scheme.ed25519Key : scheme.signatureKey) + ',' + text);
            break;
        }
    }
    return items.join(scheme.joiner);
}

} // namespace hw::signing
