#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/base/json.h"
#include "core/signing/keys.h"
#include "core/signing/primitives.h"

#include <QTest>

#include <array>

using namespace hw;
using namespace hw::signing;

class TestPrimitives final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // RFC 4231 test case 2, RFC 2202 test case 2
    void hmacOfTheStandards_data()
    {
        QTest::addColumn<int>("hash");
        QTest::addColumn<QByteArray>("digest");
        QTest::newRow("sha1") << int(Hash::Sha1) << QByteArray("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        QTest::newRow("sha256") << int(Hash::Sha256)
                                << QByteArray("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        QTest::newRow("sha512") << int(Hash::Sha512)
                                << QByteArray("164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                                              "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
    }

    void hmacOfTheStandards()
    {
        QFETCH(int, hash);
        QFETCH(QByteArray, digest);
        const std::array<QByteArrayView, 1> whole{"what do ya want for nothing?"};
        QCOMPARE(hmac(static_cast<Hash>(hash), "Jefe", whole).toHex(), digest);
        const std::array<QByteArrayView, 4> cut{"what do ya", "", " want for", " nothing?"};
        QCOMPARE(hmac(static_cast<Hash>(hash), "Jefe", cut).toHex(), digest);
    }

    void hmacOfNothing()
    {
        // An empty key and an empty message, as in RFC 2104's construction.
        QCOMPARE(hmac(Hash::Sha256, {}, {}).toHex(),
                 QByteArray("b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"));
    }

    void hmacVectors()
    {
        const auto file = files::read(QStringLiteral(HW_TEST_DATA "/signing_vectors.json"));
        QVERIFY(file.hasValue());
        const auto rows = json::parse(*file);
        QVERIFY(rows.hasValue());
        int seen = 0;
        for (const json::Value& row : rows->toArray()) {
            if (row[u"kind"].toString() != QLatin1String("hmac"))
                continue;
            const QByteArray body = row[u"body"].toString().toUtf8();
            const std::array<QByteArrayView, 1> parts{body};
            QCOMPARE(QString::fromLatin1(hmac(Hash::Sha256, row[u"secret"].toString().toUtf8(), parts).toHex()),
                     row[u"digest"].toString());
            ++seen;
        }
        QCOMPARE(seen, 3);
    }

    void ed25519RoundTrip()
    {
        // RFC 8032 7.1, test 2
        const QByteArray seed = QByteArray::fromHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        const QByteArray publicKey =
            QByteArray::fromHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
        const auto signature = ed25519Sign(seed, "\x72");
        QVERIFY(signature.has_value());
        QCOMPARE(signature->toHex(), QByteArray("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                                "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        QVERIFY(ed25519Verify(publicKey, "\x72", *signature));
        QVERIFY(!ed25519Verify(publicKey, "\x73", *signature));
        QVERIFY(!ed25519Verify(publicKey, "\x72", signature->left(63)));
        QVERIFY(!ed25519Verify(publicKey.left(31), "\x72", *signature));
        QVERIFY(!ed25519Sign(seed.left(31), "\x72"));
    }

    void comparison()
    {
        QVERIFY(equalInConstantTime("", ""));
        QVERIFY(equalInConstantTime("abc", "abc"));
        QVERIFY(!equalInConstantTime("abc", "abd"));
        QVERIFY(!equalInConstantTime("abc", "abcd"));
    }

    void keysOfASecret_data()
    {
        QTest::addColumn<QByteArray>("secret");
        QTest::addColumn<QByteArrayList>("keys"); // in hex
        QTest::newRow("prefix") << QByteArray("whsec_AAECAw==") << QByteArrayList{"00010203"};
        QTest::newRow("no prefix") << QByteArray("AAECAw==") << QByteArrayList{"00010203"};
        QTest::newRow("no padding") << QByteArray("whsec_AAECAw") << QByteArrayList{"00010203"};
        QTest::newRow("url alphabet") << QByteArray("whsec_-_8") << QByteArrayList{"fbff"};
        QTest::newRow("versioned") << QByteArray("v1,whsec_AAECAw==") << QByteArrayList{"00010203"};
        QTest::newRow("several") << QByteArray("v1,whsec_AAECAw==|v1,whsec_BAUG")
                                 << QByteArrayList{"00010203", "040506"};
        QTest::newRow("one of two broken") << QByteArray("v1,whsec_AAECAw==|v1,whsec_!") << QByteArrayList{"00010203"};
        QTest::newRow("no base64") << QByteArray("whsec_not base64") << QByteArrayList{};
        QTest::newRow("nothing after the prefix") << QByteArray("whsec_") << QByteArrayList{};
        QTest::newRow("public key too short") << QByteArray("whpk_AAECAw==") << QByteArrayList{};
        QTest::newRow("secret key too short") << QByteArray("whsk_AAECAw==") << QByteArrayList{};
    }

    void keysOfASecret()
    {
        QFETCH(QByteArray, secret);
        QFETCH(QByteArrayList, keys);
        const auto scheme = resolve(Config{.scheme = QStringLiteral("standard-webhooks")});
        QVERIFY(scheme.hasValue());
        const KeyList list = decodeSecret(*scheme, secret);
        QByteArrayList found;
        for (const Key& key : list.keys)
            found.append(key.bytes.view().toByteArray().toHex());
        QCOMPARE(found, keys);
        QCOMPARE(list.problem.isEmpty(), !keys.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestPrimitives)
#include "tst_primitives.moc"
