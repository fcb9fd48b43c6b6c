#pragma once

#include "core/base/result.h"

#include <QByteArray>

#include <memory>

namespace hw::store {

/// Compresses and expands bodies (zstd), keeping its work memory between calls. One thread at a time.
class Codec final
{
public:
    Codec();
    Codec(Codec&& other) noexcept;
    Codec& operator=(Codec&& other) noexcept;
    ~Codec();

    /// The compressed bytes; empty where compressing does not pay (under 512 bytes, or less than an eighth saved).
    [[nodiscard]] QByteArray compress(const QByteArray& bytes);

    /// `size` is what the expanded bytes must have; anything else is damage.
    [[nodiscard]] Result<QByteArray> expand(const QByteArray& packed, qint64 size);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace hw::store
