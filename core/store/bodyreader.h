#pragma once

#include "core/store/blobs.h"
#include "core/store/codec.h"
#include "core/store/database.h"
#include "core/store/schema.h"

namespace hw::store {

/// Gives bodies back, wherever they are kept. One thread at a time.
class BodyReader final
{
public:
    explicit BodyReader(const Database& database)
        : m_blobs(database.path())
    {}

    /// `encoding` and `stored` as the table `content` has them; `size` is what the body must have.
    Result<QByteArray> read(qint64 encoding, const QByteArray& stored, qint64 size)
    {
        switch (static_cast<BodyEncoding>(encoding)) {
        case BodyEncoding::Raw: return stored;
        case BodyEncoding::Zstd: return m_codec.expand(stored, size);
        case BodyEncoding::Blob: return m_blobs.get(QString::fromLatin1(stored), size);
        }
        return Error{ErrorCode::StoreCorrupt, {QStringLiteral("body"), QStringLiteral("unknown encoding")}};
    }

private:
    Codec m_codec;
    Blobs m_blobs;
};

} // namespace hw::store
