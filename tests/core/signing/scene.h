#pragma once

#include "core/signing/explainer.h"
#include "core/signing/primitives.h"
#include "core/signing/schemes.h"

#include <QTest>

#include <span>

/// A request with the secrets around it, as the explainer gets it, to be broken in many ways.
namespace hw::test {

using namespace hw::signing;

inline constexpr qint64 signedAt = 1700000000;

inline Timestamp atSecond(qint64 seconds)
{
    return fromMicroseconds(seconds * 1000000);
}

/// A request, what is stored, and how the source is set up: one way to break a signature changes some of it.
struct Scene
{
    Config config;
    http::Headers headers = {};
    QByteArray body = {};
    QByteArray method = "POST";
    QByteArray target = "/s/test";
    QString publicUrl = {};
    std::vector<KnownSecret> secrets = {};
    std::vector<QByteArray> bodies = {};
    QStringList urls = {};
    qint64 now = signedAt + 2;
    bool live = false;

    [[nodiscard]] Suspect suspect() const
    {
        return {config, {headers, body, method, target, publicUrl}, secrets, bodies, urls, atSecond(now), live};
    }
    QByteArray& header(QByteArrayView name)
    {
        for (http::Header& one : headers) {
            if (one.name.compare(name, Qt::CaseInsensitive) == 0)
                return one.value;
        }
        headers.push_back({name.toByteArray(), {}});
        return headers.back().value;
    }
    void drop(QByteArrayView name)
    {
        std::erase_if(headers,
                      [&](const http::Header& one) { return one.name.compare(name, Qt::CaseInsensitive) == 0; });
    }
    void rename(QByteArrayView from, const QByteArray& to)
    {
        for (http::Header& one : headers) {
            if (one.name.compare(from, Qt::CaseInsensitive) == 0)
                one.name = to;
        }
    }
    void store(const QByteArray& value) { secrets.front().value = SecretString(value); }
    void alsoStored(const char* name, SecretPlace place, const QByteArray& value, const char* where = "")
    {
        KnownSecret secret;
        secret.name = QString::fromLatin1(name);
        secret.place = place;
        (place == SecretPlace::OtherEnvironment ? secret.environment : secret.source) = QString::fromLatin1(where);
        secret.value = SecretString(value);
        secrets.push_back(secret);
    }
};

inline const QByteArray plainBody =
    R"({"type":"user.created","data":{"id":"user_1","amount":4200,"name":"Zoë","url":"https://example.com/a"}})";
inline const QByteArray rawSecret = "whsec_bWFkZSB1cCBmb3IgdGhpcyB0ZXN0IDEyMzQ1Ng==";
inline const QByteArray otherSecret = "whsec_YW5vdGhlciBvbmUgZm9yIHRoaXMgdGVzdCA2NTQzMg==";

inline QByteArray secretFor(const QString& scheme)
{
    if (scheme == QLatin1String("basic"))
        return "ada:a made-up password";
    const auto row = resolve(Config{.scheme = scheme});
    return row && row->keyForm == KeyForm::StandardBase64 ? rawSecret : QByteArray("a-made-up-secret-of-some-length");
}

/// Puts signature headers of `secret` on, over `body` (the scene's own where it is null).
inline void signScene(Scene& scene, const QByteArray& secret, const QByteArray& body = {},
                      const Config* config = nullptr, qint64 at = signedAt)
{
    const Config& used = config ? *config : scene.config;
    const QByteArray& content = body.isNull() ? scene.body : body;
    const Request request{scene.headers, content, scene.method, scene.target, scene.publicUrl};
    const NamedSecret named{QStringLiteral("KEY"), SecretString(secret)};
    const auto headers = sign(used, request, named, atSecond(at));
    QVERIFY(headers.hasValue());
    for (const http::Header& header : *headers)
        scene.headers.push_back(header);
    const auto target = signTarget(used, scene.target, named);
    QVERIFY(target.hasValue());
    scene.target = *target;
}

/// A source of this scheme that would verify.
inline Scene sceneOf(const char* scheme)
{
    Scene scene{.config = {.scheme = QString::fromLatin1(scheme), .secrets = {QStringLiteral("KEY")}}};
    scene.body = plainBody;
    scene.headers = {{"Host", "hooks.example.com"}, {"Content-Type", "application/json"}};
    scene.secrets = {{QStringLiteral("KEY"),
                      SecretPlace::Source,
                      QStringLiteral("test"),
                      {},
                      SecretString(secretFor(scene.config.scheme))}};
    return scene;
}

inline Scene signedScene(const char* scheme, const QByteArray& signedBody = {})
{
    Scene scene = sceneOf(scheme);
    signScene(scene, scene.secrets.front().value.view().toByteArray(), signedBody);
    return scene;
}

inline QByteArray hexDigest(const char* scheme, const QByteArray& secret, const QByteArray& content)
{
    const auto row = resolve(Config{.scheme = QString::fromLatin1(scheme)});
    const QByteArrayView part(content);
    return hmac(row->hash, secret, std::span(&part, 1)).toHex();
}

inline QByteArray hmacOf(Hash hash, const QByteArray& secret, const QByteArray& content)
{
    const QByteArrayView part(content);
    return hmac(hash, secret, std::span(&part, 1));
}

} // namespace hw::test
