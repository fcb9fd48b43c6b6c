// Which way to read the headers: what a signature looks like where it is not as the settings say.
#include "core/signing/hypotheses.h"

#include "core/base/encoding.h"

#include <algorithm>
#include <array>

namespace hw::signing {

namespace {

struct SizedHash
{
    qsizetype size;
    Hash hash;
    const char* name;
};

constexpr std::array sizedHashes{SizedHash{20, Hash::Sha1, "sha1"}, SizedHash{32, Hash::Sha256, "sha256"},
                                 SizedHash{64, Hash::Sha512, "sha512"}};

const SizedHash* hashOfSize(qsizetype size)
{
    const auto* it =
        std::find_if(sizedHashes.begin(), sizedHashes.end(), [&](const auto& h) { return h.size == size; });
    return it == sizedHashes.end() ? nullptr : it;
}

/// Text that decodes to as many bytes as a digest has.
struct Digest
{
    QByteArray bytes;
    Encoding encoding = Encoding::Hex;
    const SizedHash* hash = nullptr;
    bool twice = false; ///< base64 of the hexadecimal text
};

std::vector<Digest> digestsIn(QByteArrayView text)
{
    std::vector<Digest> found;
    const auto add = [&](const std::optional<QByteArray>& bytes, Encoding encoding, bool twice) {
        if (bytes && hashOfSize(bytes->size()))
            found.push_back({*bytes, encoding, hashOfSize(bytes->size()), twice});
    };
    const auto hex = decodeHex(text);
    add(hex, Encoding::Hex, false);
    if (found.empty()) {
        const auto base64 = decodeBase64(text);
        add(base64, Encoding::Base64, false);
        if (base64) {
            add(decodeHex(*base64), Encoding::Base64, true);
            if (found.size() == 2) // 64 characters of hex are 32 bytes far more often than 64 random ones are hex
                found.erase(found.begin());
        }
    }
    return found;
}

/// "sha256=" of "sha256=ab12"; empty where there is none.
QByteArrayView prefixOf(QByteArrayView value)
{
    for (qsizetype i = 0; i < value.size() && i < 24; ++i) {
        const char c = value[i];
        if (c == '=' || c == ':' || c == ' ')
            return i > 0 && i + 20 < value.size() ? value.first(i + 1) : QByteArrayView();
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
            return {};
    }
    return {};
}

QString text(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes);
}

/// What the digest's own form says against the scheme's.
void judge(Reading& reading, const Digest& digest)
{
    Scheme& scheme = reading.scheme;
    if (digest.hash->hash != scheme.hash) {
        ++reading.cost;
        reading.findings.push_back({QStringLiteral("signature_algorithm"), {QString::fromLatin1(digest.hash->name)}});
        reading.settings.emplace_back(QStringLiteral("algorithm"), QString::fromLatin1(digest.hash->name));
        scheme.hash = digest.hash->hash;
    }
    if (digest.twice) {
        ++reading.cost;
        reading.findings.push_back({QStringLiteral("signature_encoding"), {QStringLiteral("base64 of hex")}});
        reading.mayBeFixed = false;
    } else if (scheme.encoding != Encoding::Either && digest.encoding != scheme.encoding) {
        ++reading.cost;
        const QString name = digest.encoding == Encoding::Hex ? QStringLiteral("hex") : QStringLiteral("base64");
        reading.findings.push_back({QStringLiteral("signature_encoding"), {name}});
        reading.settings.emplace_back(QStringLiteral("encoding"), name);
        scheme.encoding = digest.encoding;
    }
    reading.parsed.candidates = {{digest.bytes, false}};
}

/// Readings of a value that holds one signature.
void readPlain(std::vector<Reading>& list, const Reading& base, QByteArrayView value)
{
    const Scheme& scheme = base.scheme;
    QByteArrayView found = prefixOf(value);
    const bool configured = !scheme.prefix.isEmpty() && value.startsWith(scheme.prefix);
    if (configured)
        found = value.first(scheme.prefix.size());
    for (const QByteArrayView prefix : {found, QByteArrayView()}) {
        for (const Digest& digest : digestsIn(value.sliced(prefix.size()).trimmed())) {
            Reading reading = base;
            judge(reading, digest);
            const bool asWanted = prefix.isEmpty() ? scheme.prefix.isEmpty() || scheme.prefixOptional
                                                   : prefix == QByteArrayView(scheme.prefix);
            if (!asWanted) {
                // "sha1=" before a SHA-1 digest is the same finding as the algorithm.
                const bool said = scheme.prefixOptional && prefix.startsWith(digest.hash->name) && prefix.endsWith('=');
                if (!said) {
                    ++reading.cost;
                    reading.findings.push_back(
                        {QStringLiteral("signature_prefix"), {text(scheme.prefix), text(prefix)}});
                    reading.settings.emplace_back(QStringLiteral("prefix"),
                                                  prefix.isEmpty() ? QStringLiteral("none") : text(prefix));
                }
            }
            list.push_back(std::move(reading));
        }
        if (prefix.isEmpty())
            break;
    }
}

/// Readings of "t=1,v1=ab" under names that are not the scheme's.
void readPairs(std::vector<Reading>& list, const Reading& base, const QByteArray& value)
{
    const char separator = value.contains(';') ? ';' : ',';
    QByteArray timeKey;
    QByteArray time;
    std::vector<std::pair<QByteArray, QByteArray>> others;
    for (const QByteArray& item : value.split(separator)) {
        const QByteArray pair = item.trimmed();
        const qsizetype equals = pair.indexOf('=');
        if (equals <= 0)
            continue;
        const QByteArray key = pair.left(equals);
        const QByteArray content = pair.mid(equals + 1);
        bool isNumber = false;
        content.toLongLong(&isNumber);
        if (timeKey.isEmpty() && isNumber && content.size() >= 9 && content.size() <= 14) {
            timeKey = key;
            time = content;
        } else {
            others.emplace_back(key, content);
        }
    }
    const Scheme& scheme = base.scheme;
    const bool isPairs = scheme.form == HeaderForm::Pairs;
    for (const auto& [key, content] : others) {
        for (const Digest& digest : digestsIn(content)) {
            Reading reading = base;
            judge(reading, digest);
            reading.parsed.timestamp = time;
            if (isPairs && key != scheme.signatureKey) {
                ++reading.cost;
                reading.findings.push_back(
                    {QStringLiteral("signature_version"), {text(key), text(scheme.signatureKey)}});
                reading.mayBeFixed = false;
            } else if (!isPairs) {
                ++reading.cost;
                reading.findings.push_back({QStringLiteral("header_form"), {text(reading.parsed.names.signature)}});
                reading.settings.emplace_back(QStringLiteral("form"), QStringLiteral("pairs"));
                reading.settings.emplace_back(QStringLiteral("separator"), QString(QLatin1Char(separator)));
                reading.settings.emplace_back(QStringLiteral("signatureKey"), text(key));
                reading.scheme.form = HeaderForm::Pairs;
                reading.scheme.separator = separator;
                reading.scheme.signatureKey = key;
                if (!timeKey.isEmpty()) {
                    reading.settings.emplace_back(QStringLiteral("timestampKey"), text(timeKey));
                    reading.settings.emplace_back(QStringLiteral("content"), QStringLiteral("{timestamp}.{body}"));
                    reading.scheme.timestampKey = timeKey;
                    reading.scheme.timePlace = TimePlace::Inline;
                    reading.scheme.content = "{timestamp}.{body}";
                }
            }
            list.push_back(std::move(reading));
        }
    }
}

/// Readings of "v1,ab v1,cd" with other versions or encodings.
void readTokens(std::vector<Reading>& list, const Reading& base, const QByteArray& value)
{
    const Scheme& scheme = base.scheme;
    for (const QByteArray& item : value.split(' ')) {
        QByteArray token = item.trimmed();
        if (token.endsWith(','))
            token.chop(1);
        const qsizetype comma = token.indexOf(',');
        const qsizetype mark = comma >= 0 ? comma : token.indexOf('=');
        const bool hasVersion = mark > 0 && mark < 6;
        const QByteArray version = hasVersion ? token.left(mark) : QByteArray();
        for (const Digest& digest : digestsIn(QByteArrayView(token).sliced(hasVersion ? mark + 1 : 0))) {
            Reading reading = base;
            judge(reading, digest);
            if (version != scheme.signatureKey || token[mark] != ',') {
                ++reading.cost;
                reading.findings.push_back(
                    {QStringLiteral("signature_version"), {text(version), text(scheme.signatureKey)}});
                reading.mayBeFixed = false;
            }
            list.push_back(std::move(reading));
        }
    }
}

void readLeniently(std::vector<Reading>& list, const Reading& base, const QByteArray& value)
{
    if (base.scheme.form == HeaderForm::Tokens) {
        readTokens(list, base, value);
        return;
    }
    if (base.scheme.form == HeaderForm::Plain)
        readPlain(list, base, value);
    const bool looksLikePairs = value.contains('=') && (value.contains(',') || value.contains(';'));
    if (looksLikePairs)
        readPairs(list, base, value);
    else if (base.scheme.form == HeaderForm::Pairs)
        readPlain(list, base, value);
}

/// Names that never carry a signature of ours, although their values may look like one.
bool isOrdinary(const QByteArray& name)
{
    static constexpr std::array ordinary{"host",        "content-type", "content-length", "accept", "user-agent",
                                         "traceparent", "etag",         "if-none-match",  "cookie", "date",
                                         "connection",  "tracestate",   "x-request-id",   "b3",     "x-amzn-trace-id",
                                         "content-md5", "digest",       "content-digest"};
    const QByteArray lower = name.toLower();
    return std::any_of(ordinary.begin(), ordinary.end(), [&](const char* one) { return lower == one; });
}

/// The configured scheme under other header names.
void readOtherHeaders(std::vector<Reading>& list, const Reading& base, const http::Headers& headers)
{
    for (const http::Header& header : headers) {
        const bool known = std::any_of(base.scheme.headers.begin(), base.scheme.headers.end(), [&](const auto& set) {
            return header.name.compare(set.signature, Qt::CaseInsensitive) == 0;
        });
        if (known || isOrdinary(header.name))
            continue;
        HeaderSet names = base.scheme.headers.front();
        names.signature = header.name;
        if (base.scheme.form == HeaderForm::Tokens) {
            // The three stand together under one first part of their names.
            if (!header.name.toLower().endsWith("-signature"))
                continue;
            const QByteArray family = header.name.chopped(9);
            names.id = family + "id";
            names.timestamp = family + "timestamp";
        }
        Reading reading = base;
        reading.scheme.headers = {names};
        reading.parsed = parseHeaders(reading.scheme, headers);
        if (!reading.parsed.missing.isEmpty())
            continue;
        ++reading.cost;
        reading.findings.push_back(
            {QStringLiteral("header_name"), {text(base.scheme.headers.front().signature), text(header.name)}});
        reading.settings.emplace_back(QStringLiteral("header"), text(header.name));
        if (base.scheme.form == HeaderForm::Tokens) {
            reading.settings.emplace_back(QStringLiteral("idHeader"), text(names.id));
            reading.settings.emplace_back(QStringLiteral("timestampHeader"), text(names.timestamp));
        }
        if (!reading.parsed.candidates.empty())
            list.push_back(reading);
        else
            readLeniently(list, reading, header.value.trimmed());
    }
}

/// Whether two schemes read the same headers in the same way.
bool sameReading(const Scheme& a, const Scheme& b)
{
    const auto named = [](const HeaderSet& one, const HeaderSet& two) {
        return one.signature.compare(two.signature, Qt::CaseInsensitive) == 0;
    };
    return a.form == b.form && a.content == b.content && a.hash == b.hash && a.encoding == b.encoding &&
           a.keyForm == b.keyForm && a.mac == b.mac &&
           std::any_of(a.headers.begin(), a.headers.end(), [&](const HeaderSet& one) {
               return std::any_of(b.headers.begin(), b.headers.end(),
                                  [&](const HeaderSet& two) { return named(one, two); });
           });
}

void readOtherSchemes(std::vector<Reading>& list, const Scheme& configured, const http::Headers& headers)
{
    // The general name of a family stands for its members.
    std::vector<const Scheme*> order;
    for (const Scheme& scheme : schemes()) {
        const bool general =
            scheme.name == QLatin1String("standard-webhooks") || scheme.name == QLatin1String("github");
        if (scheme.kind == SchemeKind::Signature && general)
            order.push_back(&scheme);
    }
    for (const Scheme& scheme : schemes()) {
        if (scheme.kind == SchemeKind::Signature && std::find(order.begin(), order.end(), &scheme) == order.end())
            order.push_back(&scheme);
    }
    std::vector<const Scheme*> taken{&configured};
    for (const Scheme* scheme : order) {
        if (!carries(*scheme, headers) || std::any_of(taken.begin(), taken.end(), [&](const Scheme* one) {
                return one->kind == SchemeKind::Signature && sameReading(*one, *scheme);
            }))
            continue;
        taken.push_back(scheme);
        Reading reading{.cost = 1, .scheme = *scheme};
        reading.parsed = parseHeaders(*scheme, headers);
        QString name = scheme->name;
        if (name == QLatin1String("standard-webhooks") && headers.contains("svix-signature"))
            name = QStringLiteral("svix");
        reading.findings.push_back({QStringLiteral("other_scheme"), {name}});
        reading.settings.emplace_back(QStringLiteral("scheme"), name);
        list.push_back(std::move(reading));
    }
}

} // namespace

bool carries(const Scheme& scheme, const http::Headers& headers)
{
    if (scheme.kind != SchemeKind::Signature)
        return false;
    const ParsedHeaders parsed = parseHeaders(scheme, headers);
    return parsed.missing.isEmpty() && !parsed.candidates.empty();
}

std::vector<Reading> readings(const Scheme& scheme, const Suspect& suspect)
{
    const http::Headers& headers = suspect.request.headers;
    std::vector<Reading> list;
    if (scheme.kind == SchemeKind::Signature) {
        Reading base{.scheme = scheme};
        base.parsed = parseHeaders(scheme, headers);
        const bool there = headers.contains(base.parsed.names.signature);
        if (there && !base.parsed.candidates.empty())
            list.push_back(base);
        if (there) {
            std::vector<Reading> lenient;
            readLeniently(lenient, base, base.parsed.value);
            for (Reading& reading : lenient) {
                if (reading.cost > 0)
                    list.push_back(std::move(reading));
            }
        } else {
            readOtherHeaders(list, base, headers);
        }
        // A hash of the secret and the body is what some build by hand in place of an HMAC.
        if (!list.empty() && scheme.mac == Mac::Hmac) {
            Reading plain = list.front();
            ++plain.cost;
            plain.scheme.mac = Mac::PlainHash;
            plain.findings.push_back({QStringLiteral("plain_hash"), {}});
            plain.mayBeFixed = false;
            list.push_back(std::move(plain));
        }
    }
    readOtherSchemes(list, scheme, headers);
    std::stable_sort(list.begin(), list.end(), [](const Reading& a, const Reading& b) { return a.cost < b.cost; });
    return list;
}

} // namespace hw::signing
