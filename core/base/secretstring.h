#pragma once

#include <QByteArray>

#include <memory>

namespace hw {

/// Bytes that must not be seen: never printed, compared in constant time, overwritten when the last copy goes.
/// Copies share one buffer. There is deliberately no conversion to QString and no stream operator.
class SecretString final
{
public:
    SecretString() = default;
    explicit SecretString(QByteArrayView bytes);

    [[nodiscard]] QByteArrayView view() const;
    [[nodiscard]] bool isEmpty() const { return view().isEmpty(); }
    [[nodiscard]] qsizetype size() const { return view().size(); }

    /// The first 8 bytes of SHA-256 in hex: tells two secrets apart without telling either.
    [[nodiscard]] QByteArray fingerprint() const;

    friend bool operator==(const SecretString& a, const SecretString& b);

private:
    struct Buffer;
    std::shared_ptr<const Buffer> m_buffer;
};

} // namespace hw
