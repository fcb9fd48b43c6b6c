#include "core/http/identity.h"

#include "core/base/files.h"

#include <QFile>
#include <QHostAddress>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace hw::http {

namespace {

constexpr std::chrono::days validity{825};
constexpr std::chrono::days renewBefore{30};
// Clocks of clients may be a little behind.
constexpr std::chrono::hours backdated{24};

template<auto free>
struct Freed
{
    template<class T>
    void operator()(T* object) const
    {
        free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;

Error opensslError()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    return {ErrorCode::Internal, {QStringLiteral("openssl"), QString::fromLatin1(text.data())}};
}

QByteArray contentOf(const Bio& bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, size};
}

Certificate readCertificate(const QByteArray& pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

Key readKey(const QByteArray& pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    return Key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
}

bool isAddress(const QString& name)
{
    return !QHostAddress(name).isNull();
}

bool addExtension(X509* certificate, int id, const QByteArray& value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool describe(X509* certificate, const QStringList& names)
{
    X509_NAME* subject = X509_get_subject_name(certificate);
    const auto add = [subject](const char* field, const char* text) {
        return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(text),
                                          -1, -1, 0) == 1;
    };
    QByteArray alternatives;
    for (const QString& name : names) {
        if (!alternatives.isEmpty())
            alternatives += ',';
        alternatives += (isAddress(name) ? "IP:" : "DNS:") + name.toLatin1();
    }
    return add("O", "Headwater") && add("CN", "Headwater on this machine") &&
           X509_set_issuer_name(certificate, subject) == 1 &&
           addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") &&
           addExtension(certificate, NID_subject_alt_name, alternatives);
}

time_t seconds(Timestamp time)
{
    return static_cast<time_t>(toMicroseconds(time) / 1000000);
}

bool serves(X509* certificate, const QStringList& names, Timestamp now)
{
    time_t end = seconds(now + renewBefore);
    if (X509_cmp_time(X509_get0_notAfter(certificate), &end) <= 0)
        return false;
    return std::all_of(names.begin(), names.end(), [certificate](const QString& name) {
        const QByteArray text = name.toLatin1();
        return isAddress(name)
                   ? X509_check_ip_asc(certificate, text.constData(), 0) == 1
                   : X509_check_host(certificate, text.constData(), static_cast<size_t>(text.size()), 0, nullptr) == 1;
    });
}

Error unreadable(const QString& file)
{
    Error error{ErrorCode::ParseError, {QStringLiteral("this is no PEM; without the file a new one is made")}};
    error.file = file;
    return error;
}

} // namespace

QString TlsIdentity::fingerprint() const
{
    const Certificate parsed = readCertificate(certificate);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (!parsed || X509_digest(parsed.get(), EVP_sha256(), digest.data(), &size) != 1)
        return {};
    const QByteArray bytes(reinterpret_cast<const char*>(digest.data()), static_cast<qsizetype>(size));
    return QString::fromLatin1(bytes.toHex(':').toUpper());
}

Result<TlsIdentity> makeIdentity(const QStringList& names, Timestamp now)
{
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    std::array<unsigned char, 16> serial{};
    if (!key || !certificate || RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1)
        return opensslError();
    serial[0] &= 0x7f; // positive
    const std::unique_ptr<BIGNUM, Freed<BN_free>> number(
        BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr));
    const bool made =
        X509_set_version(certificate.get(), X509_VERSION_3) == 1 && number &&
        BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) != nullptr &&
        ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds(now - backdated)) != nullptr &&
        ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds(now - backdated + validity)) != nullptr &&
        X509_set_pubkey(certificate.get(), key.get()) == 1 && describe(certificate.get(), names) &&
        X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
    const Bio certificateText(BIO_new(BIO_s_mem()));
    // The memory of the key's text is wiped when it is freed.
    const Bio keyText(BIO_new(BIO_s_secmem()));
    if (!made || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1 ||
        PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        return opensslError();
    return TlsIdentity{contentOf(certificateText), SecretString(contentOf(keyText))};
}

Result<TlsIdentity> keptIdentity(const QString& folder, const QStringList& names, Timestamp now)
{
    const QString certificateFile = folder + QStringLiteral("/certificate.pem");
    const QString keyFile = folder + QStringLiteral("/key.pem");
    if (QFile::exists(certificateFile) && QFile::exists(keyFile)) {
        const Result<QByteArray> certificate = files::read(certificateFile);
        if (!certificate)
            return certificate.error();
        const Result<QByteArray> key = files::read(keyFile);
        if (!key)
            return key.error();
        const Certificate parsed = readCertificate(*certificate);
        if (!parsed)
            return unreadable(certificateFile);
        const Key parsedKey = readKey(*key);
        if (!parsedKey || X509_check_private_key(parsed.get(), parsedKey.get()) != 1)
            return unreadable(keyFile);
        if (serves(parsed.get(), names, now))
            return TlsIdentity{*certificate, SecretString(*key)};
    }
    Result<TlsIdentity> made = makeIdentity(names, now);
    if (!made)
        return made;
    if (Result<void> done = files::makePath(folder); !done)
        return done.error();
    if (Result<void> done = files::writeAtomically(keyFile, made->key.view(), files::Access::OwnerOnly); !done)
        return done.error();
    if (Result<void> done = files::writeAtomically(certificateFile, made->certificate); !done)
        return done.error();
    return made;
}

} // namespace hw::http
