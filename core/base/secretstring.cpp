#include "core/base/secretstring.h"

#include <QCryptographicHash>

#include <openssl/crypto.h>

#include <cstring>
#include <vector>

namespace hw {

struct SecretString::Buffer
{
    explicit Buffer(QByteArrayView from)
        : bytes(from.begin(), from.end())
    {}
    ~Buffer() { OPENSSL_cleanse(bytes.data(), bytes.size()); }
    Q_DISABLE_COPY_MOVE(Buffer)

    std::vector<char> bytes;
};

SecretString::SecretString(QByteArrayView bytes)
{
    if (!bytes.isEmpty())
        m_buffer = std::make_shared<Buffer>(bytes);
}

QByteArrayView SecretString::view() const
{
    return m_buffer ? QByteArrayView(m_buffer->bytes.data(), static_cast<qsizetype>(m_buffer->bytes.size()))
                    : QByteArrayView();
}

QByteArray SecretString::fingerprint() const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(view());
    return hash.result().left(8).toHex();
}

bool operator==(const SecretString& a, const SecretString& b)
{
    return a.size() == b.size() &&
           (a.isEmpty() || CRYPTO_memcmp(a.view().data(), b.view().data(), static_cast<size_t>(a.size())) == 0);
}

} // namespace hw
