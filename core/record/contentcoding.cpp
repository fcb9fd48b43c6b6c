#include "core/record/contentcoding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <QList>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace hw {

namespace {

constexpr size_t pieceSize = 64 * 1024;
constexpr qint64 freeSize = 1024 * 1024; ///< up to here no ratio counts: small texts of one letter compress well

enum class Outcome { Done, Broken, TooLarge };

/// Collects what comes out, up to what is allowed.
class Output final
{
public:
    Output(qint64 codedSize, QByteArray& into)
        : m_into(into)
        , m_limit(std::min(largestDecodedBody, std::max(freeSize, codedSize * largestDecodedRatio)))
    {}

    [[nodiscard]] unsigned char* piece() { return m_piece.data(); }
    [[nodiscard]] bool take(size_t size)
    {
        if (m_into.size() + static_cast<qint64>(size) > m_limit)
            return false;
        m_into.append(reinterpret_cast<const char*>(m_piece.data()), static_cast<qsizetype>(size));
        return true;
    }

private:
    QByteArray& m_into;
    const qint64 m_limit;
    std::vector<unsigned char> m_piece = std::vector<unsigned char>(pieceSize);
};

struct EndInflate
{
    void operator()(z_stream* stream) const { inflateEnd(stream); }
};

Outcome inflateAll(const QByteArray& coded, int windowBits, QByteArray& into)
{
    z_stream stream{};
    if (inflateInit2(&stream, windowBits) != Z_OK)
        return Outcome::Broken;
    const std::unique_ptr<z_stream, EndInflate> guard(&stream);
    Output output(coded.size(), into);
    // zlib only reads; its interface has no const.
    stream.next_in = reinterpret_cast<unsigned char*>(const_cast<char*>(coded.constData()));
    stream.avail_in = static_cast<uInt>(coded.size());
    for (;;) {
        stream.next_out = output.piece();
        stream.avail_out = pieceSize;
        const int code = inflate(&stream, Z_NO_FLUSH);
        if (!output.take(pieceSize - stream.avail_out))
            return Outcome::TooLarge;
        if (code == Z_STREAM_END) {
            // Another gzip member may follow; anything else behind the end is not the body's.
            if (stream.avail_in == 0)
                return Outcome::Done;
            if (windowBits <= MAX_WBITS || inflateReset(&stream) != Z_OK)
                return Outcome::Broken;
            continue;
        }
        const bool starved = stream.avail_in == 0 && stream.avail_out != 0;
        if (code != Z_OK || starved)
            return Outcome::Broken;
    }
}

Outcome gunzip(const QByteArray& coded, QByteArray& into)
{
    return inflateAll(coded, MAX_WBITS + 16, into);
}

Outcome inflateEither(const QByteArray& coded, QByteArray& into)
{
    const Outcome outcome = inflateAll(coded, MAX_WBITS, into);
    if (outcome != Outcome::Broken)
        return outcome;
    into.clear();
    return inflateAll(coded, -MAX_WBITS, into);
}

struct DestroyBrotli
{
    void operator()(BrotliDecoderState* state) const { BrotliDecoderDestroyInstance(state); }
};

Outcome unbrotli(const QByteArray& coded, QByteArray& into)
{
    const std::unique_ptr<BrotliDecoderState, DestroyBrotli> state(
        BrotliDecoderCreateInstance(nullptr, nullptr, nullptr));
    Output output(coded.size(), into);
    const auto* next = reinterpret_cast<const uint8_t*>(coded.constData());
    auto left = static_cast<size_t>(coded.size());
    for (;;) {
        uint8_t* out = output.piece();
        size_t room = pieceSize;
        const BrotliDecoderResult result =
            BrotliDecoderDecompressStream(state.get(), &left, &next, &room, &out, nullptr);
        if (!output.take(pieceSize - room))
            return Outcome::TooLarge;
        switch (result) {
        case BROTLI_DECODER_RESULT_SUCCESS: return left == 0 ? Outcome::Done : Outcome::Broken;
        case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: break;
        case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
        case BROTLI_DECODER_RESULT_ERROR: return Outcome::Broken;
        }
    }
}

using Decoder = Outcome (*)(const QByteArray& coded, QByteArray& into);

Decoder decoderFor(const QByteArray& coding)
{
    if (coding == "gzip" || coding == "x-gzip")
        return gunzip;
    if (coding == "deflate")
        return inflateEither;
    return coding == "br" ? unbrotli : nullptr;
}

} // namespace

DecodedBody decodeBody(const http::Headers& headers, const QByteArray& body)
{
    DecodedBody decoded{false, body, {}};
    const QByteArray named = headers.joined("content-encoding");
    if (named.isEmpty() || body.isEmpty())
        return decoded;
    const QList<QByteArray> codings = named.toLower().split(',');
    for (auto it = codings.crbegin(); it != codings.crend(); ++it) {
        const QByteArray coding = it->trimmed();
        if (coding.isEmpty() || coding == "identity")
            continue;
        decoded.coded = true;
        const Decoder decode = decoderFor(coding);
        QByteArray plain;
        const Outcome outcome = decode ? decode(decoded.body, plain) : Outcome::Broken;
        if (outcome == Outcome::Done) {
            decoded.body = std::move(plain);
            continue;
        }
        const char* what = !decode                        ? "encoding_unsupported"
                           : outcome == Outcome::TooLarge ? "encoding_too_large"
                                                          : "encoding_broken";
        decoded.body.clear();
        decoded.problem = QLatin1String(what) + QStringLiteral(": ") + QString::fromLatin1(coding);
        return decoded;
    }
    return decoded;
}

} // namespace hw
