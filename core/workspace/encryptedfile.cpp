#include "core/workspace/encryptedfile.h"

#include "core/base/encoding.h"
#include "core/base/files.h"

#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QtEndian>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <memory>

namespace hw::workspace {

namespace {

constexpr char magic[] = "HWSECRET";
constexpr quint8 version = 1;
constexpr quint8 kindKeyFile = 1;
constexpr quint8 kindPassphrase = 2;
constexpr qsizetype magicSize = 8;
constexpr qsizetype keySize = 32;
constexpr qsizetype saltSize = 16;
constexpr qsizetype checkSize = 16;
constexpr qsizetype nonceSize = 12;
constexpr qsizetype tagSize = 16;
constexpr qsizetype headerSize = magicSize + 5 + saltSize + checkSize + nonceSize;
constexpr quint64 scryptMemory = 1ULL << 30;
constexpr int lockWaitMs = 2000;

/// Bytes that are overwritten when they go. Sized once: growing would leave copies behind.
class SecureBytes
{
public:
    explicit SecureBytes(qsizetype size)
        : m_bytes(size, '\0')
    {}
    ~SecureBytes() { OPENSSL_cleanse(m_bytes.data(), static_cast<size_t>(m_bytes.size())); }
    Q_DISABLE_COPY_MOVE(SecureBytes)

    [[nodiscard]] uchar* data() { return reinterpret_cast<uchar*>(m_bytes.data()); }
    [[nodiscard]] QByteArrayView view() const { return m_bytes; }
    [[nodiscard]] qsizetype size() const { return m_bytes.size(); }

private:
    QByteArray m_bytes;
};

const uchar* bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const uchar*>(view.data());
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<uchar*>(bytes.data()), static_cast<int>(count)) != 1)
        return {};
    return bytes;
}

QByteArray keyCheck(const SecretString& key)
{
    static constexpr char label[] = "headwater secrets key check";
    uchar digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.view().data(), static_cast<int>(key.size()), reinterpret_cast<const uchar*>(label),
         sizeof label - 1, digest, &size);
    return QByteArray(reinterpret_cast<const char*>(digest), checkSize);
}

struct CipherDeleter
{
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, CipherDeleter>;

/// Ciphertext and tag; empty where OpenSSL fails.
QByteArray seal(const SecretString& key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView plain)
{
    const Cipher cipher(EVP_CIPHER_CTX_new());
    QByteArray out(plain.size() + tagSize, '\0');
    auto* target = reinterpret_cast<uchar*>(out.data());
    int written = 0;
    int rest = 0;
    const bool ok =
        EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.view()), bytesOf(nonce)) == 1 &&
        EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(associated), static_cast<int>(associated.size())) ==
            1 &&
        EVP_EncryptUpdate(cipher.get(), target, &written, bytesOf(plain), static_cast<int>(plain.size())) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), target + written, &rest) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagSize, target + plain.size()) == 1;
    return ok ? out : QByteArray();
}

/// Fills `plain`, which is as long as `sealed` without its tag; false where the tag does not fit.
bool unseal(const SecretString& key, QByteArrayView nonce, QByteArrayView associated, QByteArrayView sealed,
            SecureBytes& plain)
{
    const Cipher cipher(EVP_CIPHER_CTX_new());
    QByteArray tag = sealed.last(tagSize).toByteArray();
    int written = 0;
    int rest = 0;
    return EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(key.view()), bytesOf(nonce)) == 1 &&
           EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(associated),
                             static_cast<int>(associated.size())) == 1 &&
           EVP_DecryptUpdate(cipher.get(), plain.data(), &written, bytesOf(sealed), static_cast<int>(plain.size())) ==
               1 &&
           EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagSize, tag.data()) == 1 &&
           EVP_DecryptFinal_ex(cipher.get(), plain.data() + written, &rest) == 1;
}

class Writer
{
public:
    explicit Writer(SecureBytes& target)
        : m_at(target.data())
    {}

    void number(qsizetype value)
    {
        qToBigEndian(static_cast<quint32>(value), m_at);
        m_at += sizeof(quint32);
    }

    void bytes(QByteArrayView value)
    {
        number(value.size());
        m_at = std::copy(value.begin(), value.end(), m_at);
    }

private:
    uchar* m_at;
};

/// Reads what Writer wrote; the tag has vouched for it, so a wrong length is only met where another version wrote it.
class Reader
{
public:
    explicit Reader(QByteArrayView source)
        : m_rest(source)
    {}

    std::optional<quint32> number()
    {
        if (m_rest.size() < qsizetype{sizeof(quint32)})
            return std::nullopt;
        const auto value = qFromBigEndian<quint32>(m_rest.data());
        m_rest = m_rest.sliced(sizeof(quint32));
        return value;
    }

    std::optional<QByteArrayView> bytes()
    {
        const auto size = number();
        if (!size || qsizetype{*size} > m_rest.size())
            return std::nullopt;
        const QByteArrayView value = m_rest.first(*size);
        m_rest = m_rest.sliced(*size);
        return value;
    }

private:
    QByteArrayView m_rest;
};

} // namespace

EncryptedFile::EncryptedFile(Options options)
    : m_options(std::move(options))
{}

Error EncryptedFile::broken(const QString& reason) const
{
    return Error{ErrorCode::SecretStoreBroken, {m_options.path, reason}};
}

Result<SecretValues> EncryptedFile::load(const QString& environment, const QStringList& names)
{
    const auto secrets = read();
    if (!secrets)
        return secrets.error();
    SecretValues values;
    for (const QString& name : names) {
        if (const auto it = secrets->find(Place(environment, name)); it != secrets->end())
            values.insert(name, it->second);
    }
    return values;
}

Result<void> EncryptedFile::set(const QString& environment, const QString& name, const SecretString& value)
{
    if (const auto made = files::makePath(QFileInfo(m_options.path).path()); !made)
        return made.error();
    // Window and command line may store at the same time.
    QLockFile lock(m_options.path + QStringLiteral(".lock"));
    if (!lock.tryLock(lockWaitMs))
        return Error{ErrorCode::StoreBusy, {m_options.path}};
    auto secrets = read();
    if (!secrets)
        return secrets.error();
    secrets->insert_or_assign(Place(environment, name), value);
    return write(*secrets);
}

Result<bool> EncryptedFile::remove(const QString& environment, const QString& name)
{
    if (!QFileInfo::exists(m_options.path))
        return false;
    QLockFile lock(m_options.path + QStringLiteral(".lock"));
    if (!lock.tryLock(lockWaitMs))
        return Error{ErrorCode::StoreBusy, {m_options.path}};
    auto secrets = read();
    if (!secrets)
        return secrets.error();
    if (secrets->erase(Place(environment, name)) == 0)
        return false;
    if (const auto written = write(*secrets); !written)
        return written.error();
    return true;
}

Result<EncryptedFile::Secrets> EncryptedFile::read()
{
    if (!QFileInfo::exists(m_options.path)) {
        m_header.reset();
        return Secrets();
    }
    const auto content = files::read(m_options.path);
    if (!content)
        return content.error();
    const QByteArrayView bytes(*content);
    if (bytes.size() < headerSize + tagSize || !bytes.startsWith(magic))
        return broken(QStringLiteral("it is not a secrets file, or it is cut off"));
    if (static_cast<quint8>(bytes[magicSize]) != version)
        return broken(QStringLiteral("it was written by a newer version"));

    KeyHeader header;
    header.kind = static_cast<quint8>(bytes[magicSize + 1]);
    header.logN = static_cast<quint8>(bytes[magicSize + 2]);
    header.r = static_cast<quint8>(bytes[magicSize + 3]);
    header.p = static_cast<quint8>(bytes[magicSize + 4]);
    header.salt = bytes.sliced(magicSize + 5, saltSize).toByteArray();
    // Bounds, so that a damaged header cannot ask for all the memory there is.
    const bool isSane =
        header.kind == kindKeyFile || (header.kind == kindPassphrase && header.logN >= 10 && header.logN <= 18 &&
                                       header.r >= 1 && header.r <= 16 && header.p >= 1 && header.p <= 4);
    if (!isSane)
        return broken(QStringLiteral("its header is damaged"));
    const auto key = keyFor(header);
    if (!key)
        return key.error();
    if (bytes.sliced(magicSize + 5 + saltSize, checkSize) != keyCheck(*key)) {
        m_key = {};
        return Error{ErrorCode::SecretKeyWrong, {m_options.path}};
    }

    const QByteArrayView nonce = bytes.sliced(headerSize - nonceSize, nonceSize);
    const QByteArray associated = bytes.first(headerSize).toByteArray() + m_options.workspaceId.toUtf8();
    const QByteArrayView sealed = bytes.sliced(headerSize);
    SecureBytes plain(sealed.size() - tagSize);
    if (!unseal(*key, nonce, associated, sealed, plain))
        return broken(QStringLiteral("its content was changed or damaged"));

    Secrets secrets;
    Reader reader(plain.view());
    const auto count = reader.number();
    for (quint32 i = 0; i < count.value_or(0); ++i) {
        const auto environment = reader.bytes();
        const auto name = reader.bytes();
        const auto value = reader.bytes();
        if (!environment || !name || !value)
            return broken(QStringLiteral("its content does not add up"));
        secrets.emplace(Place(QString::fromUtf8(*environment), QString::fromUtf8(*name)), SecretString(*value));
    }
    m_header = header;
    return secrets;
}

Result<void> EncryptedFile::write(const Secrets& secrets)
{
    if (!m_header) {
        auto fresh = newKeyHeader();
        if (!fresh)
            return fresh.error();
        m_header = std::move(fresh).value();
    }
    const auto key = keyFor(*m_header);
    if (!key)
        return key.error();

    qsizetype size = sizeof(quint32);
    for (const auto& [place, value] : secrets) {
        size +=
            3 * qsizetype{sizeof(quint32)} + place.first.toUtf8().size() + place.second.toUtf8().size() + value.size();
    }
    SecureBytes plain(size);
    Writer writer(plain);
    writer.number(static_cast<qsizetype>(secrets.size()));
    for (const auto& [place, value] : secrets) {
        writer.bytes(place.first.toUtf8());
        writer.bytes(place.second.toUtf8());
        writer.bytes(value.view());
    }

    const QByteArray nonce = randomBytes(nonceSize);
    if (nonce.isEmpty())
        return broken(QStringLiteral("the system gives no random bytes"));
    QByteArray content(magic, magicSize);
    for (const quint8 byte : {version, m_header->kind, m_header->logN, m_header->r, m_header->p})
        content.append(static_cast<char>(byte));
    content.append(m_header->salt).append(keyCheck(*key)).append(nonce);
    const QByteArray associated = content + m_options.workspaceId.toUtf8();
    const QByteArray sealed = seal(*key, nonce, associated, plain.view());
    if (sealed.isEmpty())
        return broken(QStringLiteral("it could not be encrypted"));
    content.append(sealed);
    return files::writeAtomically(m_options.path, content, files::Access::OwnerOnly);
}

Result<EncryptedFile::KeyHeader> EncryptedFile::newKeyHeader() const
{
    KeyHeader header;
    header.kind = m_options.passphrase ? kindPassphrase : kindKeyFile;
    if (m_options.passphrase) {
        header.logN = 15;
        header.r = 8;
        header.p = 1;
    } else if (!QFileInfo::exists(m_options.keyPath)) {
        if (const auto made = makeKeyFile(); !made)
            return made.error();
    }
    header.salt = randomBytes(saltSize);
    if (header.salt.isEmpty())
        return broken(QStringLiteral("the system gives no random bytes"));
    return header;
}

Result<SecretString> EncryptedFile::keyFor(const KeyHeader& header)
{
    if (!m_key.isEmpty() && header == m_keyHeader)
        return m_key;
    if (header.kind == kindKeyFile) {
        auto key = keyFromFile();
        if (!key)
            return key.error();
        m_key = std::move(key).value();
    } else {
        if (!m_options.passphrase)
            return Error{ErrorCode::SecretStoreLocked, {m_options.path, QStringLiteral("HEADWATER_PASSPHRASE")}};
        SecureBytes derived(keySize);
        const QByteArrayView passphrase = m_options.passphrase->view();
        if (EVP_PBE_scrypt(passphrase.data(), static_cast<size_t>(passphrase.size()), bytesOf(header.salt),
                           static_cast<size_t>(header.salt.size()), quint64{1} << header.logN, header.r, header.p,
                           scryptMemory, derived.data(), static_cast<size_t>(derived.size())) != 1)
            return broken(QStringLiteral("no key could be made of the passphrase"));
        m_key = SecretString(derived.view());
    }
    m_keyHeader = header;
    return m_key;
}

Result<SecretString> EncryptedFile::keyFromFile() const
{
    const QString& path = m_options.keyPath;
    const QFileInfo info(path);
    if (!info.exists())
        return Error{ErrorCode::SecretStoreLocked, {m_options.path, path}};
    constexpr QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    if (info.permissions() & others)
        return Error{ErrorCode::SecretStoreBroken, {path, QStringLiteral("others may read it: its mode must be 0600")}};
    auto text = files::read(path);
    if (!text)
        return text.error();
    auto key = decodeHex(QByteArrayView(*text).trimmed());
    if (!key || key->size() != keySize)
        return Error{ErrorCode::SecretStoreBroken, {path, QStringLiteral("it must hold 64 hexadecimal digits")}};
    SecretString secret(*key);
    OPENSSL_cleanse(key->data(), static_cast<size_t>(key->size()));
    OPENSSL_cleanse(text->data(), static_cast<size_t>(text->size()));
    return secret;
}

Result<void> EncryptedFile::makeKeyFile() const
{
    const QString folder = QFileInfo(m_options.keyPath).path();
    if (const auto made = files::makePath(folder); !made)
        return made.error();
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QByteArray key = randomBytes(keySize);
    if (key.isEmpty())
        return broken(QStringLiteral("the system gives no random bytes"));
    QByteArray text = key.toHex() + '\n';
    const auto written = files::writeAtomically(m_options.keyPath, text, files::Access::OwnerOnly);
    OPENSSL_cleanse(key.data(), static_cast<size_t>(key.size()));
    OPENSSL_cleanse(text.data(), static_cast<size_t>(text.size()));
    return written;
}

} // namespace hw::workspace
