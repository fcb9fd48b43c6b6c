#include "core/signing/keys.h"

#include <optional>

namespace hw::signing {

namespace {

constexpr qsizetype publicKeySize = 32;
constexpr qsizetype secretKeySize = 64;

bool strip(QByteArrayView& text, QByteArrayView prefix)
{
    if (!text.startsWith(prefix))
        return false;
    text = text.sliced(prefix.size());
    return true;
}

void addStandardKey(KeyList& list, QByteArrayView text)
{
    // "v1,whsec_…" is how Supabase writes a secret, "v1a,whpk_…:whsk_…" a pair of keys.
    if (!strip(text, "v1a,"))
        strip(text, "v1,");
    KeyKind kind = KeyKind::Hmac;
    if (strip(text, "whpk_"))
        kind = KeyKind::Ed25519Public;
    else if (strip(text, "whsk_"))
        kind = KeyKind::Ed25519Secret;
    else
        strip(text, "whsec_");

    auto bytes = KeyBytes::fromBase64(text);
    if (!bytes || bytes->size() == 0) {
        list.problem = QStringLiteral("it is not base64 after its prefix");
        return;
    }
    if (kind == KeyKind::Ed25519Public && bytes->size() != publicKeySize) {
        list.problem = QStringLiteral("a whpk_ key has 32 bytes, this one %1").arg(bytes->size());
        return;
    }
    if (kind == KeyKind::Ed25519Secret && bytes->size() != secretKeySize) {
        list.problem = QStringLiteral("a whsk_ key has 64 bytes, this one %1").arg(bytes->size());
        return;
    }
    list.keys.push_back({kind, std::move(*bytes)});
}

void addEach(KeyList& list, QByteArrayView text, char separator, void (*add)(KeyList&, QByteArrayView))
{
    qsizetype from = 0;
    while (from <= text.size()) {
        qsizetype to = from;
        while (to < text.size() && text[to] != separator)
            ++to;
        add(list, text.sliced(from, to - from));
        from = to + 1;
    }
}

} // namespace

KeyList decodeSecret(const Scheme& scheme, QByteArrayView secret)
{
    KeyList list;
    if (secret.isEmpty()) {
        list.problem = QStringLiteral("it is empty");
        return list;
    }
    const auto add = [&list](std::optional<KeyBytes> key, const QString& problem) {
        if (key && key->size() > 0)
            list.keys.push_back({KeyKind::Hmac, std::move(*key)});
        else
            list.problem = problem;
        return std::move(list);
    };
    QByteArrayView afterPrefix = secret;
    strip(afterPrefix, "whsec_");
    switch (scheme.keyForm) {
    case KeyForm::Raw: return add(KeyBytes(secret), {});
    case KeyForm::RawAfterPrefix: return add(KeyBytes(afterPrefix), QStringLiteral("nothing follows its prefix"));
    case KeyForm::Base64:
        return add(KeyBytes::fromBase64(afterPrefix), QStringLiteral("it is not base64 after its prefix"));
    case KeyForm::Hex: return add(KeyBytes::fromHex(secret), QStringLiteral("it is not hexadecimal"));
    case KeyForm::StandardBase64: break;
    }
    addEach(list, secret, '|', [](KeyList& inner, QByteArrayView part) {
        addEach(inner, part, ':', [](KeyList& innermost, QByteArrayView text) { addStandardKey(innermost, text); });
    });
    if (!list.keys.empty())
        list.problem.clear();
    return list;
}

} // namespace hw::signing
